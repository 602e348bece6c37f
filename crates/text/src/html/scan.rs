//! One pass over raw HTML: its text in blocks with offsets, and what its head says.
//!
//! This is no tree builder: a stack of the open elements that matter for blocks is all it keeps, so that any input takes linear time.

use memchr::{memchr, memchr2, memmem};

use super::entity;
use super::head::Head;
use super::tag::{Class, IDS, Tag};
use crate::builder::{Builder, Context};
use crate::document::BlockKind;
use crate::span::Span;

/// Elements open deeper than this are no longer told apart.
const MAX_STACK: usize = 4096;
/// How far up an item or cell looks for the one it closes.
const LOOK_UP: usize = 16;

/// What would make a tree builder slow or its stack overflow.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Most elements open at a time.
    pub(crate) depth: usize,
    /// Formatting elements open at the start of a block, which browsers open anew in it, summed over all blocks.
    pub(crate) carried: usize,
    /// Most attributes of one tag.
    pub(crate) attributes: usize,
    /// Start tags.
    pub(crate) tags: usize,
}

impl Cost {
    pub(crate) fn exceeds(&self, most: &Cost) -> bool {
        self.depth > most.depth || self.carried > most.carried || self.attributes > most.attributes || self.tags > most.tags
    }
}

/// A page in blocks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) builder: Builder,
    pub(crate) head: Head,
    pub(crate) cost: Cost,
}

/// Read a page or a fragment.
pub(crate) fn scan(html: &str) -> Page {
    let mut scanner = Scanner { html, page: Page::default(), stack: Vec::new(), open: [0; IDS], depth: 0, formatting: 0 };
    scanner.run();
    scanner.page.builder.end_block();
    scanner.page
}

struct Scanner<'a> {
    html: &'a str,
    page: Page,
    /// Open elements other than formatting, with the context around them.
    stack: Vec<(u8, Class, Context)>,
    /// How many of each are on the stack.
    open: [u32; IDS],
    depth: usize,
    formatting: usize,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let end = memchr2(b'<', b'&', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            self.page.builder.words(&self.html[at..end], at);
            at = match bytes.get(end) {
                Some(b'<') => self.markup(end),
                Some(_) => self.reference(end),
                None => end,
            };
        }
    }

    fn reference(&mut self, at: usize) -> usize {
        match entity::reference(&self.html[at..]) {
            Some((c, len)) => {
                self.page.builder.unit(c.encode_utf8(&mut [0; 4]), Span::new(at, at + len));
                at + len
            }
            None => {
                self.page.builder.copy("&", at);
                at + 1
            }
        }
    }

    /// What starts with "<" at `at`; returns where it ends.
    fn markup(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let all = bytes.len();
        let past = |found: Option<usize>, from: usize, len: usize| found.map_or(all, |found| from + found + len);
        match (bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(b'!'), _) if bytes[at..].starts_with(b"<!--") => {
                let empty = [&b"<!-->"[..], b"<!--->"].into_iter().find(|mark| bytes[at..].starts_with(mark));
                empty.map_or_else(|| past(memmem::find(&bytes[at + 4..], b"-->"), at + 4, 3), |mark| at + mark.len())
            }
            (Some(b'!' | b'?'), _) => past(memchr(b'>', &bytes[at..]), at, 1),
            (Some(b'/'), Some(letter)) if !letter.is_ascii_alphabetic() => past(memchr(b'>', &bytes[at..]), at, 1),
            (Some(b'/'), Some(_)) | (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => match Tag::read(self.html, at) {
                Some(tag) => {
                    let raw = Span::new(at, tag.end);
                    if tag.closing { self.closes(&tag, raw) } else { self.opens(&tag, raw) }
                }
                None => all,
            },
            _ => {
                self.page.builder.copy("<", at);
                at + 1
            }
        }
    }

    /// Where the content of a raw element that starts at `from` ends.
    fn raw_end(&self, tag: &Tag<'_>, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let name = tag.name().as_bytes();
        memmem::find_iter(&bytes[from..], b"</")
            .map(|found| from + found)
            .find(|at| bytes.get(at + 2..at + 2 + name.len()).is_some_and(|there| there.eq_ignore_ascii_case(name)))
            .unwrap_or(bytes.len())
    }

    fn opens(&mut self, tag: &Tag<'_>, raw: Span) -> usize {
        let cost = &mut self.page.cost;
        cost.attributes = cost.attributes.max(tag.count);
        cost.tags += 1;
        match tag.class {
            Class::Raw => {
                let end = self.raw_end(tag, raw.end);
                self.page.head.raw_element(tag, &self.html[raw.end..end]);
                return end;
            }
            Class::Meta => self.page.head.meta(tag),
            Class::LinkRel => self.page.head.link(tag),
            Class::Void => {}
            Class::Break => self.page.builder.line_break(raw),
            Class::Rule => self.page.builder.end_block(),
            Class::Link | Class::Formatting | Class::Inline | Class::Time => {
                self.depth += 1;
                self.formatting += usize::from(matches!(tag.class, Class::Formatting | Class::Link));
                if tag.class == Class::Time {
                    self.page.head.time(tag);
                }
                self.page.builder.in_link |= tag.class == Class::Link;
            }
            Class::Html => self.page.head.html(tag),
            Class::Hidden => self.push(tag),
            _ => self.opens_block(tag, raw),
        }
        let cost = &mut self.page.cost;
        cost.depth = cost.depth.max(self.depth);
        raw.end
    }

    fn opens_block(&mut self, tag: &Tag<'_>, raw: Span) {
        self.page.cost.carried += self.formatting;
        if self.stack.last().is_some_and(|(_, class, _)| *class == Class::Paragraph) {
            self.pop();
        }
        match tag.class {
            Class::Item => self.close_up_to(Class::Item, &[Class::List]),
            Class::Term => self.close_up_to(Class::Term, &[Class::TermList]),
            Class::Row => self.close_up_to(Class::Row, &[Class::Table]),
            Class::Cell => self.close_up_to(Class::Cell, &[Class::Table, Class::Row]),
            _ => {}
        }
        let context = self.page.builder.context;
        match tag.class {
            Class::Cell => self.page.builder.cell(raw),
            Class::Table | Class::Row | Class::TablePart => self.page.builder.end_block(),
            // The first paragraph of a cell belongs to its row.
            _ if context.cell && !self.page.builder.cell_has_text() => {}
            _ => self.page.builder.end_block(),
        }
        self.push(tag);
    }

    fn closes(&mut self, tag: &Tag<'_>, raw: Span) -> usize {
        match tag.class {
            Class::Break => self.page.builder.line_break(raw),
            Class::Link | Class::Formatting | Class::Inline | Class::Time => {
                self.depth = self.depth.saturating_sub(1);
                if matches!(tag.class, Class::Formatting | Class::Link) {
                    self.formatting = self.formatting.saturating_sub(1);
                }
                self.page.builder.in_link &= tag.class != Class::Link;
            }
            Class::Raw | Class::Meta | Class::LinkRel | Class::Void | Class::Html => {}
            _ => {
                let cell = self.page.builder.context.cell;
                if self.open[usize::from(tag.id)] > 0 {
                    while let Some((id, ..)) = self.stack.last().copied() {
                        self.pop();
                        if id == tag.id {
                            break;
                        }
                    }
                }
                match tag.class {
                    Class::Cell | Class::Hidden => {}
                    Class::Row | Class::Table | Class::TablePart => self.page.builder.end_block(),
                    _ if cell && self.page.builder.context.cell => self.page.builder.space(raw),
                    _ => self.page.builder.end_block(),
                }
            }
        }
        raw.end
    }

    /// Close the open element of `class` that a new one ends, unless one of `barriers` lies between.
    fn close_up_to(&mut self, class: Class, barriers: &[Class]) {
        let above = self.stack.iter().rev().take(LOOK_UP).take_while(|(_, open, _)| !barriers.contains(open));
        if let Some(found) = above.enumerate().filter(|(_, (_, open, _))| *open == class).map(|(i, _)| i).last() {
            for _ in 0..=found {
                self.pop();
            }
        }
    }

    fn push(&mut self, tag: &Tag<'_>) {
        let outer = self.page.builder.context;
        self.depth += usize::from(!matches!(tag.class, Class::Paragraph | Class::Item | Class::Row | Class::Cell | Class::Term));
        if self.stack.len() >= MAX_STACK {
            return;
        }
        self.stack.push((tag.id, tag.class, outer));
        self.open[usize::from(tag.id)] += 1;
        let builder = &mut self.page.builder;
        builder.context = inner(outer, tag);
        if tag.class == Class::Heading {
            builder.level = tag.name().as_bytes().get(1).map_or(0, |digit| digit.saturating_sub(b'0'));
        }
    }

    fn pop(&mut self) {
        if let Some((id, class, outer)) = self.stack.pop() {
            self.open[usize::from(id)] -= 1;
            if !matches!(class, Class::Paragraph | Class::Item | Class::Row | Class::Cell | Class::Term) {
                self.depth = self.depth.saturating_sub(1);
            }
            self.page.builder.context = outer;
            if class == Class::Heading {
                self.page.builder.level = 0;
            }
        }
    }
}

/// What holds inside an element that stands in `outer`.
fn inner(outer: Context, tag: &Tag<'_>) -> Context {
    let mut context = Context { hidden: outer.hidden || tag.class == Class::Hidden || tag.is_hidden(), ..outer };
    let proper = match tag.class {
        Class::Heading => Some(BlockKind::Headline),
        Class::Quote => Some(BlockKind::Quote),
        Class::Caption => Some(BlockKind::Caption),
        Class::Item => Some(if outer.kind == BlockKind::Quote { BlockKind::Quote } else { BlockKind::ListItem }),
        Class::Cell => Some(BlockKind::TableRow),
        Class::Paragraph | Class::Term | Class::Preformatted => Some(outer.kind),
        Class::Table => {
            context.kind = BlockKind::Body;
            context.cell = false;
            None
        }
        _ => None,
    };
    if let Some(kind) = proper {
        context.kind = kind;
        context.proper = true;
    }
    context.cell |= tag.class == Class::Cell;
    context.aside |= tag.class == Class::Aside;
    context.preformatted |= tag.class == Class::Preformatted;
    context
}
