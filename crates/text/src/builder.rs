//! Text put together from pieces of marked-up input, with its map and its blocks.

use crate::document::{Block, BlockKind};
use crate::map::OffsetMap;
use crate::span::Span;

/// Between two blocks.
const SEPARATOR: &str = "\n\n";

/// What the markup around a piece of text says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Context {
    /// What a block that starts here is.
    pub(crate) kind: BlockKind,
    /// In an element made for text: a paragraph, heading, list item, caption, cell.
    pub(crate) proper: bool,
    /// In a part of the page that is no article: navigation, footer, sidebar.
    pub(crate) aside: bool,
    /// Not shown.
    pub(crate) hidden: bool,
    /// White space stands as written.
    pub(crate) preformatted: bool,
    /// In a table cell.
    pub(crate) cell: bool,
}

impl Default for Context {
    fn default() -> Self {
        Self { kind: BlockKind::Body, proper: false, aside: false, hidden: false, preformatted: false, cell: false }
    }
}

/// A block with what is needed to judge it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft {
    pub(crate) span: Span,
    pub(crate) context: Context,
    /// How many of its bytes are link text.
    pub(crate) linked: usize,
    /// Level of the heading it is, 0 for none.
    pub(crate) level: u8,
}

impl Draft {
    /// Whether nothing in it but links has letters or digits.
    pub(crate) fn is_link_only(&self, text: &str) -> bool {
        let letters = |c: char| if c.is_alphanumeric() { c.len_utf8() } else { 0 };
        self.linked > 0 && self.span.of(text).chars().map(letters).sum::<usize>() <= self.linked
    }
}

/// White space not yet written: it counts only between two pieces of one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Pause {
    Space,
    Break,
    Cell,
}

/// Text under construction.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    pub(crate) drafts: Vec<Draft>,
    /// What holds for the text that comes.
    pub(crate) context: Context,
    pub(crate) in_link: bool,
    pub(crate) level: u8,
    open: Option<Draft>,
    pause: Option<(Pause, Span)>,
    cells: usize,
    cell_start: usize,
}

impl Builder {
    /// Text in which runs of white space count as one space; `raw` is where it stands in the input.
    pub(crate) fn words(&mut self, text: &str, raw: usize) {
        if self.context.preformatted {
            return self.preformatted(text, raw);
        }
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let blank = is_blank(bytes[at]);
            let len = bytes[at..].iter().take_while(|b| is_blank(**b) == blank).count();
            if blank {
                self.pause(Pause::Space, Span::new(raw + at, raw + at + len));
            } else {
                self.copy(&text[at..at + len], raw + at);
            }
            at += len;
        }
    }

    fn preformatted(&mut self, text: &str, raw: usize) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let shown = line.trim_end_matches(['\n', '\r']);
            if shown.trim().is_empty() {
                self.end_block(); // an empty line
            } else {
                self.copy(shown, raw + at);
            }
            if shown.len() < line.len() {
                self.pause(Pause::Break, Span::new(raw + at + shown.len(), raw + at + line.len()));
            }
            at += line.len();
        }
    }

    /// Text as it stands in the input at `raw`.
    pub(crate) fn copy(&mut self, text: &str, raw: usize) {
        if self.write(text) {
            self.map.copy(text.len(), raw);
        }
    }

    /// Text that stands for other bytes of the input.
    pub(crate) fn unit(&mut self, text: &str, raw: Span) {
        if text.len() == 1 && text.bytes().all(is_blank) {
            self.pause(Pause::Space, raw);
        } else if self.write(text) {
            self.map.unit(text.len(), raw);
        }
    }

    /// White space.
    pub(crate) fn space(&mut self, raw: Span) {
        self.pause(Pause::Space, raw);
    }

    /// A line break; two of them end the block.
    pub(crate) fn line_break(&mut self, raw: Span) {
        if matches!(self.pause, Some((Pause::Break, _))) {
            self.end_block();
        } else {
            self.pause(Pause::Break, raw);
        }
    }

    /// The next cell of a table row.
    pub(crate) fn cell(&mut self, raw: Span) {
        self.pause(Pause::Cell, raw);
        self.cells += 1;
        self.cell_start = self.text.len();
    }

    /// Whether the current cell has text already.
    pub(crate) fn cell_has_text(&self) -> bool {
        self.open.is_some() && self.text.len() > self.cell_start && !matches!(self.pause, Some((Pause::Cell, _)))
    }

    /// Whether a block has begun.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Take over the blocks of `other`, whose input is part of this one's and starts at `raw`.
    pub(crate) fn append(&mut self, other: &Builder, raw: usize) {
        self.end_block();
        let at = self.text.len();
        self.text.push_str(&other.text);
        self.map.append(&other.map, raw);
        let moved = |draft: &Draft| Draft { span: Span::new(draft.span.start + at, draft.span.end + at), ..*draft };
        self.drafts.extend(other.drafts.iter().map(moved));
    }

    /// Close the current block, if one is open.
    pub(crate) fn end_block(&mut self) {
        self.pause = None;
        let cells = std::mem::take(&mut self.cells);
        let Some(mut draft) = self.open.take() else { return };
        if draft.context.kind == BlockKind::TableRow && cells < 2 {
            draft.context.kind = BlockKind::Body;
        }
        let shown = &self.text[draft.span.start..];
        let start = draft.span.start + shown.len() - shown.trim_start().len();
        draft.span = Span::new(start, draft.span.start + shown.trim_end().len());
        if !draft.span.is_empty() {
            self.drafts.push(draft);
        }
        let raw = self.map.end(self.text.len());
        self.text.push_str(SEPARATOR);
        self.map.unit(SEPARATOR.len(), Span::new(raw, raw));
    }

    fn pause(&mut self, pause: Pause, raw: Span) {
        if self.context.hidden || self.open.is_none() {
            return;
        }
        self.pause = match self.pause {
            Some((held, span)) => Some((held.max(pause), Span::new(span.start, raw.end))),
            None => Some((pause, raw)),
        };
    }

    /// Append `text`, after the white space that is due; `false` where it is not shown.
    fn write(&mut self, text: &str) -> bool {
        if self.context.hidden || text.is_empty() {
            return false;
        }
        if self.open.is_none() {
            let at = self.text.len();
            self.open = Some(Draft { span: Span::new(at, at), context: self.context, linked: 0, level: self.level });
            self.cells = usize::from(self.context.cell);
            self.cell_start = at;
            self.pause = None;
        }
        if let Some((pause, raw)) = self.pause.take() {
            let mark = match pause {
                Pause::Space => " ",
                Pause::Break => "\n",
                Pause::Cell => " | ",
            };
            self.text.push_str(mark);
            self.map.unit(mark.len(), raw);
        }
        self.text.push_str(text);
        if self.in_link
            && let Some(open) = &mut self.open
        {
            open.linked += text.len();
        }
        true
    }

    /// The text of the chosen drafts alone, with their map and blocks.
    pub(crate) fn select(&self, chosen: impl Iterator<Item = (Draft, BlockKind)>) -> (String, OffsetMap, Vec<Block>) {
        let (mut text, mut map, mut blocks) = (String::new(), OffsetMap::default(), Vec::new());
        for (draft, kind) in chosen {
            let raw = self.map.span(draft.span);
            if !text.is_empty() {
                let before = map.end(text.len());
                text.push_str(SEPARATOR);
                map.unit(SEPARATOR.len(), Span::new(before, raw.start));
            }
            let start = text.len();
            text.push_str(draft.span.of(&self.text));
            self.map.copy_into(&mut map, draft.span.start, draft.span.len());
            blocks.push(Block { span: Span::new(start, text.len()), kind });
        }
        (text, map, blocks)
    }
}

/// White space to HTML and Markdown; a no-break space is not.
pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}
