//! A report as text in blocks, with the way back to the bytes it came from.

use std::ops::Range;

use crate::language::detect_language;
use crate::map::OffsetMap;
use crate::meta::Meta;
use crate::note::{Code, Note};
use crate::span::Span;
use crate::token::{Token, tokenise};

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BlockKind {
    /// The title or a heading.
    Headline,
    /// A paragraph.
    Body,
    /// What stands under a picture.
    Caption,
    /// No part of the report: share buttons, links to other articles, labels.
    Boilerplate,
    /// A paragraph set as a quotation.
    Quote,
    /// One entry of a list.
    ListItem,
    /// One row of a table, its cells parted by " | ".
    TableRow,
}

/// A block: a sentence never crosses its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in [`Document::text`], without white space at the ends.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// A report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The file's stem, or the id a JSON line gives.
    pub name: String,
    /// The text that is read; always valid UTF-8 and shorter than 4 GiB.
    pub text: String,
    /// From bytes of `text` to bytes of the unmodified input.
    pub map: OffsetMap,
    /// In order, without overlaps.
    pub blocks: Vec<Block>,
    /// What is known of the report as a whole.
    pub meta: Meta,
    /// What had to be guessed or given up.
    pub notes: Vec<Note>,
}

impl Document {
    /// All blocks as tokens, and for each block the range of its tokens. Offsets are bytes of [`Document::text`].
    #[must_use]
    pub fn tokens(&self) -> (Vec<Token>, Vec<Range<usize>>) {
        let mut tokens = Vec::with_capacity(self.text.len() / 5);
        let ranges = self
            .blocks
            .iter()
            .map(|block| {
                let first = tokens.len();
                tokenise(block.span.of(&self.text), block.span.start, &mut tokens);
                first..tokens.len()
            })
            .collect();
        (tokens, ranges)
    }

    /// The bytes of the unmodified input that `span` of the text stands for.
    #[must_use]
    pub fn source(&self, span: Span) -> Span {
        self.map.span(span)
    }

    /// The language the report states, as a primary subtag ("fr"), else the one its text is in.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.meta.lang.as_deref().or_else(|| detect_language(&self.text))
    }

    /// Take over what a sidecar says: it wins over the document's own metadata.
    ///
    /// A block that repeats the title becomes the headline. Two different dates are noted.
    pub fn add_sidecar(&mut self, sidecar: Meta, notes: Vec<Note>) {
        self.notes.extend(notes);
        let own = std::mem::replace(&mut self.meta, sidecar);
        // The text's own month outlives a day from elsewhere, so that a contradiction can be seen.
        let month = own.month.clone();
        self.meta.fill_from(own);
        self.meta.month = month.or(self.meta.month.take());
        self.note_dates();
        mark_title(&self.text, &mut self.blocks, self.meta.title.as_deref());
    }

    fn note_dates(&mut self) {
        if let (Some(published), Some(month)) = (&self.meta.published, &self.meta.month)
            && !published.starts_with(month.as_str())
        {
            let message = format!("published {published}, but the text is dated {month}");
            self.notes.push(Note::new(Code::DatesDiffer, Span::default(), message));
        }
    }
}

/// The block near the top that repeats the title is the headline.
pub(crate) fn mark_title(text: &str, blocks: &mut [Block], title: Option<&str>) {
    let same = |block: &Block, title: &str| block.span.of(text).split_whitespace().eq(title.split_whitespace());
    if let Some(title) = title
        && let Some(block) = blocks.iter_mut().take(10).find(|block| same(block, title))
    {
        block.kind = BlockKind::Headline;
    }
}
