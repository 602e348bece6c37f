//! Markdown.

use pulldown_cmark::{CodeBlockKind, Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use crate::builder::{Builder, Context};
use crate::cues::Cues;
use crate::decode::decode;
use crate::document::{BlockKind, Document};
use crate::html;
use crate::meta::{Meta, primary_subtag};
use crate::shape::classify;
use crate::span::Span;

/// Read Markdown (CommonMark with tables, footnotes, strikethrough and YAML front matter).
///
/// Markup and link targets are dropped; the map leads back over them. A lone picture's description is a caption, a list of nothing
/// but links is boilerplate. Front matter gives `title`, `date` or `published`, `lang`, `publisher`, `url`; HTML blocks are read as
/// HTML fragments.
///
/// ```
/// use exode_text::{BlockKind, Cues, markdown};
/// let document = markdown("# Finlande\n\nPlus de **8\u{202F}000** [Russes](https://example.org)".as_bytes(), "note", &Cues::default());
/// assert_eq!(document.blocks[0].kind, BlockKind::Headline);
/// assert_eq!(document.blocks[1].span.of(&document.text), "Plus de 8\u{202F}000 Russes");
/// ```
#[must_use]
pub fn markdown(bytes: &[u8], name: &str, cues: &Cues) -> Document {
    let decoded = decode(bytes, |_| None);
    let mut writer = Writer { source: &decoded.text, ..Writer::default() };
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(&decoded.text, options).into_offset_iter() {
        writer.event(event, Span::new(range.start, range.end));
    }
    writer.builder.end_block();
    let Writer { builder, mut meta, .. } = writer;
    let kept = builder.drafts.iter().map(|draft| {
        let link_only = draft.context.kind != BlockKind::Headline && draft.is_link_only(&builder.text);
        (*draft, if link_only { BlockKind::Boilerplate } else { draft.context.kind })
    });
    let (text, map, mut blocks) = builder.select(kept);
    let titled = blocks.iter().find(|block| block.kind == BlockKind::Headline).map(|block| block.span);
    classify(&text, &mut blocks, cues, titled.is_none());
    meta.title = meta.title.or_else(|| titled.map(|span| span.of(&text).to_owned()));
    Document { name: name.to_owned(), text, map: map.then(&decoded.map), blocks, meta, notes: decoded.notes }
}

#[derive(Default)]
struct Writer<'a> {
    source: &'a str,
    builder: Builder,
    meta: Meta,
    stack: Vec<Context>,
    /// Pieces of an HTML block, which reach the reader line by line.
    html: Option<Span>,
    front_matter: bool,
    /// Text before the picture in this block.
    picture: bool,
    first_cell: bool,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: Span) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.front_matter => self.meta_lines(&text),
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inner_text(&text, range),
            Event::SoftBreak => self.builder.space(range),
            Event::HardBreak => self.builder.line_break(range),
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case("<br")) {
                    self.builder.line_break(range);
                }
            }
            Event::Html(_) => {
                let start = self.html.map_or(range.start, |span| span.start);
                self.html = Some(Span::new(start, range.end));
            }
            Event::Rule => self.builder.end_block(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Text that stands as it is in the source, or is what a reference or escape stands for.
    fn text(&mut self, text: &str, range: Span) {
        if self.picture && !self.builder.context.hidden {
            self.builder.context.kind = BlockKind::Caption;
        }
        if range.of(self.source) == text {
            self.builder.words(text, range.start);
        } else {
            self.inner_text(text, range);
        }
    }

    /// Text that stands somewhere within the range, as in a code span.
    fn inner_text(&mut self, text: &str, range: Span) {
        let shown = range.of(self.source);
        match memchr::memmem::find(shown.as_bytes(), text.as_bytes()) {
            Some(at) => self.builder.words(text, range.start + at),
            None => self.builder.unit(text, range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Span) {
        let outer = self.builder.context;
        let mut context = outer;
        context.proper = true;
        match tag {
            Tag::Paragraph if outer.cell => {}
            Tag::Paragraph | Tag::FootnoteDefinition(_) | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.builder.end_block();
            }
            Tag::Heading { level, .. } => {
                self.builder.end_block();
                context.kind = BlockKind::Headline;
                self.builder.level = *level as u8;
            }
            Tag::BlockQuote(_) => {
                self.builder.end_block();
                context.kind = BlockKind::Quote;
            }
            Tag::CodeBlock(kind) => {
                self.builder.end_block();
                context.preformatted = matches!(kind, CodeBlockKind::Indented | CodeBlockKind::Fenced(_));
            }
            Tag::List(_) | Tag::Table(_) | Tag::DefinitionList => self.builder.end_block(),
            Tag::Item => {
                self.builder.end_block();
                context.kind = if outer.kind == BlockKind::Quote { BlockKind::Quote } else { BlockKind::ListItem };
            }
            Tag::TableHead | Tag::TableRow => {
                self.builder.end_block();
                context.kind = BlockKind::TableRow;
                context.cell = true;
                self.first_cell = true;
            }
            Tag::TableCell => {
                if !std::mem::take(&mut self.first_cell) {
                    self.builder.cell(Span::new(range.start, range.start));
                }
            }
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => self.front_matter = true,
            Tag::Link { .. } => self.builder.in_link = true,
            Tag::Image { .. } => {
                // A picture within a text says nothing that the text does not.
                self.picture = true;
                context.hidden |= self.builder.is_open();
            }
            // Struck text is no longer said: "~~300~~ 350" is 350.
            Tag::Strikethrough => context.hidden = true,
            Tag::HtmlBlock | Tag::Emphasis | Tag::Strong | Tag::Superscript | Tag::Subscript => {}
        }
        self.stack.push(outer);
        self.builder.context = context;
    }

    fn end(&mut self, tag: TagEnd) {
        self.builder.context = self.stack.pop().unwrap_or_default();
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {}
            TagEnd::TableCell => {}
            TagEnd::Paragraph if self.builder.context.cell => {}
            TagEnd::Link => self.builder.in_link = false,
            TagEnd::Image => self.picture = false,
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            TagEnd::Heading(_) => {
                self.builder.end_block();
                self.builder.level = 0;
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => self.builder.end_block(),
        }
    }

    /// Read an HTML block as a fragment of a page.
    fn html_block(&mut self) {
        let Some(span) = self.html.take() else { return };
        self.builder.end_block();
        let page = html::scan(span.of(self.source));
        self.builder.append(&page.builder, span.start);
    }

    /// `key: value` lines.
    fn meta_lines(&mut self, text: &str) {
        for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim().trim_matches(['"', '\'']).trim();
            if value.is_empty() {
                continue;
            }
            match key.trim() {
                "date" | "published" if self.meta.published.is_none() => self.meta.date(value),
                "lang" | "language" => self.meta.lang = primary_subtag(value),
                "title" => self.meta.title = Some(value.to_owned()),
                "publisher" | "source" => self.meta.publisher = Some(value.to_owned()),
                "url" => self.meta.url = Some(value.to_owned()),
                _ => {}
            }
        }
    }
}
