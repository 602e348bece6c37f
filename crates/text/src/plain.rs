//! Plain text.
//!
//! Blocks are parted by blank lines. Within a group of lines each line is a paragraph, unless the file looks hard-wrapped: then the
//! lines belong together wherever the next line's first word would not have fitted.

use memchr::memchr2;

use crate::cues::Cues;
use crate::decode::decode;
use crate::document::{Block, BlockKind, Document};
use crate::meta::Meta;
use crate::shape::{classify, ends_sentence};
use crate::span::Span;

/// Files are wrapped at a column between these two.
const WRAP: std::ops::RangeInclusive<usize> = 45..=100;
/// A line that stops this far before the margin ends its paragraph.
const SHORT_BY: usize = 15;

/// Read plain text.
///
/// A first line that starts with `date YYYY-MM` or `date YYYY-MM-DD` gives [`Meta::month`] and [`Meta::published`]; that prefix is
/// part of no block. The map is the identity for UTF-8 without byte order mark.
///
/// ```
/// use exode_text::{BlockKind, Cues, plain};
/// let text = " date 2022-09 La file s'allonge devant le poste.\n\nImage:\n\nLe poste de Khyagt\n\n48 heures d'attente.";
/// let document = plain(text.as_bytes(), "report", &Cues::default());
/// let shown: Vec<(BlockKind, &str)> = document.blocks.iter().map(|b| (b.kind, b.span.of(&document.text))).collect();
/// assert_eq!(document.meta.month.as_deref(), Some("2022-09"));
/// assert_eq!(shown[0], (BlockKind::Body, "La file s'allonge devant le poste."));
/// assert_eq!(shown[1], (BlockKind::Boilerplate, "Image:"));
/// assert_eq!(shown[2], (BlockKind::Caption, "Le poste de Khyagt"));
/// ```
#[must_use]
pub fn plain(bytes: &[u8], name: &str, cues: &Cues) -> Document {
    let decoded = decode(bytes, |_| None);
    let mut meta = Meta::default();
    let from = date_prefix(&decoded.text, &mut meta);
    let mut blocks = blocks_of(&decoded.text, from);
    classify(&decoded.text, &mut blocks, cues, true);
    Document { name: name.to_owned(), text: decoded.text, map: decoded.map, blocks, meta, notes: decoded.notes }
}

/// Length of a leading `date YYYY-MM[-DD]`, which goes to `meta`.
fn date_prefix(text: &str, meta: &mut Meta) -> usize {
    let line = text.trim_start();
    let indent = text.len() - line.len();
    let Some(rest) = line.strip_prefix("date").or_else(|| line.strip_prefix("Date")) else { return 0 };
    let value = rest.trim_start_matches([' ', '\t', ':', '\u{A0}']);
    if value.len() == rest.len() {
        return 0;
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    meta.date(&value[..end]);
    if meta.month.is_some() { indent + line.len() - value.len() + end } else { 0 }
}

/// One line, without its line break and the white space around it.
#[derive(Clone, Copy)]
struct Line<'a> {
    span: Span,
    text: &'a str,
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    fn chars(&self) -> usize {
        self.text.chars().count()
    }

    fn first_word(&self) -> usize {
        self.text.chars().take(*WRAP.end()).take_while(|c| !c.is_whitespace()).count()
    }
}

/// All lines from byte `from` on; a lone carriage return ends a line too.
fn lines(text: &str, from: usize) -> impl Iterator<Item = Line<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let shown = rest[..end].trim();
        let start = at + (rest[..end].len() - rest[..end].trim_start().len());
        at += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        Some(Line { span: Span::new(start, start + shown.len()), text: shown })
    })
}

/// The column at which the file is wrapped, if it is.
fn wrap_column(text: &str, from: usize) -> Option<usize> {
    let (mut width, mut long, mut count) = (0, 0usize, 0usize);
    for line in lines(text, from).filter(|line| !line.is_blank()) {
        count += 1;
        // No character takes more than four bytes.
        let chars = if line.text.len() > *WRAP.end() * 4 { usize::MAX } else { line.chars() };
        if chars > *WRAP.end() {
            long += 1;
        } else {
            width = width.max(chars);
        }
    }
    if !WRAP.contains(&width) || long * 10 > count {
        return None;
    }
    let (mut broken, mut full, mut stopped) = (0usize, 0usize, 0usize);
    let mut before: Option<Line<'_>> = None;
    for line in lines(text, from) {
        if let Some(before) = before.filter(|before| !before.is_blank() && !line.is_blank()) {
            broken += 1;
            full += usize::from(before.chars() + 1 + line.first_word() > width);
            stopped += usize::from(ends_sentence(before.text));
        }
        before = Some(line);
    }
    (broken > 1 && full * 4 >= broken * 3 && stopped * 5 < broken * 3).then_some(width)
}

fn blocks_of(text: &str, from: usize) -> Vec<Block> {
    let column = wrap_column(text, from);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<Line<'_>> = None;
    for line in lines(text, from) {
        if line.is_blank() {
            before = None;
            continue;
        }
        match (before, blocks.last_mut()) {
            (Some(before), Some(block)) if joins(before, line, column) => block.span.end = line.span.end,
            _ => blocks.push(Block { span: line.span, kind: kind_of(line.text) }),
        }
        before = Some(line);
    }
    blocks
}

/// Whether `line` goes on with the paragraph of the line before it.
fn joins(before: Line<'_>, line: Line<'_>, column: Option<usize>) -> bool {
    if kind_of(line.text) != BlockKind::Body || kind_of(before.text) == BlockKind::TableRow {
        return false;
    }
    let small = line.text.starts_with(char::is_lowercase);
    match column {
        Some(width) => {
            let would_reach = before.chars() + 1 + line.first_word();
            would_reach > width || (!ends_sentence(before.text) && (small || would_reach + SHORT_BY > width))
        }
        None => (small || hangs(before)) && !ends_sentence(before.text) && !before.text.ends_with([':', ';']),
    }
}

/// Whether a long line breaks off where no line ends by itself: at a comma, or at a small word ("… countries of the").
fn hangs(line: Line<'_>) -> bool {
    let last = line.text.rsplit(' ').next().unwrap_or_default();
    let word = (1..=3).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_lowercase());
    (word || line.text.ends_with(',')) && line.chars() >= *WRAP.start()
}

/// List items and table rows show by their first and inner marks.
fn kind_of(line: &str) -> BlockKind {
    let bytes = line.as_bytes();
    let marker = line.chars().next().filter(|c| matches!(c, '-' | '*' | '•' | '·' | '‣'));
    if marker.is_some_and(|c| line[c.len_utf8()..].starts_with([' ', '\t', '\u{A0}'])) {
        return BlockKind::ListItem;
    }
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    if (1..=2).contains(&digits) && matches!(bytes.get(digits), Some(b'.' | b')')) && matches!(bytes.get(digits + 1), Some(b' ')) {
        return BlockKind::ListItem;
    }
    let cells = bytes.iter().filter(|b| matches!(b, b'\t' | b'|')).take(2).count();
    if cells == 2 { BlockKind::TableRow } else { BlockKind::Body }
}
