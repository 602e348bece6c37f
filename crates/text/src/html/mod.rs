//! HTML.

mod article;
mod entity;
mod head;
mod scan;
mod tag;

use encoding_rs::Encoding;
use memchr::memmem;

pub(crate) use scan::scan;

use crate::cues::Cues;
use crate::decode::{Decoded, decode};
use crate::document::{Block, BlockKind, Document, mark_title};
use crate::map::OffsetMap;
use crate::meta::Meta;
use crate::note::{Code, Note};
use crate::shape::classify;
use crate::span::Span;
use article::Miss;

/// How far into a page its encoding may be declared.
const DECLARATION_BYTES: usize = 4096;

/// Read a page, or a fragment of one.
///
/// The blocks are those of the article, as dom_smoothie finds it; where it finds none, or the page is too large (8 MB) or too deeply
/// nested to be searched, all paragraphs, headings, list items, captions and table rows outside navigation, sidebars and footers
/// are kept, with a note. Text keeps its no-break spaces; runs of other white space are one space, `<br>` is a line break, cells
/// of a row are parted by " | ". The map leads through character references and encodings to the bytes of the file.
///
/// ```
/// use exode_text::{Cues, html};
/// let page = b"<p>Plus de <b>3&nbsp;000</b> v&eacute;hicules";
/// let document = html(page, "page", &Cues::default());
/// assert_eq!(document.text, "Plus de 3\u{A0}000 véhicules");
/// let at = document.text.find('3').unwrap();
/// let raw = document.source(exode_text::Span::new(at, at + "3\u{A0}000".len()));
/// assert_eq!(&page[raw.start..raw.end], b"3&nbsp;000");
/// ```
#[must_use]
pub fn html(bytes: &[u8], name: &str, cues: &Cues) -> Document {
    let decoded = decode(bytes, declared);
    let Page { text, map, blocks, meta, note } = read(&decoded, cues);
    let mut notes = decoded.notes;
    notes.extend(note);
    Document { name: name.to_owned(), text, map: map.then(&decoded.map), blocks, meta, notes }
}

/// A page's article.
struct Page {
    text: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    meta: Meta,
    note: Option<Note>,
}

fn read(decoded: &Decoded, cues: &Cues) -> Page {
    let mut page = scan(&decoded.text);
    let head = std::mem::take(&mut page.head);
    let whole = !head.is_page();
    let mut meta = head.into_meta();
    let (chosen, note) = match article::choose(&decoded.text, &page, meta.title.as_deref()) {
        Ok(chosen) => (chosen, None),
        Err(miss) => (article::everything(&page, whole), note(miss)),
    };
    let builder = &page.builder;
    let kept = builder.drafts.iter().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(draft, _)| *draft);
    let kind = |draft: crate::builder::Draft| {
        let keeps = draft.level == 1 || matches!(draft.context.kind, BlockKind::Caption | BlockKind::TableRow);
        let kind = if !keeps && draft.is_link_only(&builder.text) { BlockKind::Boilerplate } else { draft.context.kind };
        (draft, kind)
    };
    let (text, map, mut blocks) = builder.select(kept.map(kind));
    classify(&text, &mut blocks, cues, false);
    match blocks.iter().find(|block| block.kind == BlockKind::Headline) {
        Some(block) => meta.title = meta.title.or_else(|| Some(block.span.of(&text).to_owned())),
        None => mark_title(&text, &mut blocks, meta.title.as_deref()),
    }
    Page { text, map, blocks, meta, note }
}

/// A page so small that it is all article needs no note.
fn note(miss: Miss) -> Option<Note> {
    let (code, message) = match miss {
        Miss::Skipped => (Code::ArticleSkipped, "too large or too deeply nested to look for the article, all paragraphs were kept"),
        Miss::Short => return None,
        Miss::NotFound => (Code::ArticleNotFound, "no article found, all paragraphs were kept"),
    };
    Some(Note::new(code, Span::default(), message))
}

/// The encoding a page declares: `<meta charset=…>` or `content="text/html; charset=…"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes[..bytes.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    memmem::find_iter(&start, b"charset").find_map(|at| {
        let rest = start[at + "charset".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let end = rest.iter().position(|b| matches!(b, b'"' | b'\'' | b' ' | b'>' | b';' | b'/')).unwrap_or(rest.len());
        Encoding::for_label(&rest[..end])
    })
}
