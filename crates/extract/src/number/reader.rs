//! The scan for numbers, and the small looks ahead that all patterns share.

use std::ops::Range;

use exode_text::{Gap, Kind};

use super::word::{NumberRole, NumberWord};
use super::{Numeral, NumeralForm};
use crate::lexicon::{Lang, Sense};
use crate::view::View;

/// Every number in tokens `range`, left to right, none overlapping another.
///
/// What it reads: digits in all groupings, number words, scales, orders of magnitude, fractions, ratios, ordinals.
/// What it refuses: dates and times in digits, telephone and section numbers, digits inside names ("M23", "Covid-19").
#[must_use]
pub fn numerals(view: &View<'_>, range: Range<usize>) -> Vec<Numeral> {
    let end = range.end.min(view.tokens.len());
    let reader = Reader { view, first: range.start, end, lang: view.lex.lang() };
    let mut out: Vec<Numeral> = Vec::new();
    let mut at = range.start;
    while at < end {
        let step = if view.tokens[at].kind == Kind::Digits {
            reader.digits(at)
        } else {
            reader.starts(at).then(|| reader.words(at)).flatten().map_or(Step::Skip(at + 1), Step::Number)
        };
        at = match step {
            Step::Number(numeral) => {
                let ratio = reader.ratio(&numeral).unwrap_or(numeral);
                out.push(ratio);
                // "pour cent" holds no number
                reader.percent(reader.past_hyphen(ratio.end)).unwrap_or(ratio.end).max(at + 1)
            }
            Step::Skip(next) => next.max(at + 1),
        };
    }
    out
}

/// What a pattern found at a token.
pub(super) enum Step {
    /// A number.
    Number(Numeral),
    /// Nothing before that token.
    Skip(usize),
}

/// A sentence as the number patterns look at it.
#[derive(Clone, Copy)]
pub(super) struct Reader<'v, 'a> {
    /// The text.
    pub view: &'v View<'a>,
    /// First token of the sentence.
    pub first: usize,
    /// One past its last token.
    pub end: usize,
    /// Its language.
    pub lang: Lang,
}

impl<'a> Reader<'_, 'a> {
    /// The longest number word at `i` that plays `role`, and the token after it.
    pub(super) fn role(&self, i: usize, role: NumberRole) -> Option<(&'a NumberWord, usize)> {
        if i >= self.end {
            return None;
        }
        self.view.hits(i).iter().find_map(|hit| match &self.view.entry(hit).sense {
            Sense::Number(word) if word.role == role && hit.end as usize <= self.end => Some((word, hit.end as usize)),
            _ => None,
        })
    }

    /// [`Reader::role`], past a hyphen.
    pub(super) fn next_role(&self, i: usize, role: NumberRole) -> Option<(&'a NumberWord, usize)> {
        self.role(self.past_hyphen(i), role)
    }

    /// The token after a hyphen that joins two words, else `i`.
    pub(super) fn past_hyphen(&self, i: usize) -> usize {
        let joins = matches!(self.view.word(i), "-" | "\u{2010}" | "\u{2011}") && self.glued(i) && self.glued(i + 1);
        if joins { i + 1 } else { i }
    }

    /// Whether token `i` touches the one before.
    pub(super) fn glued(&self, i: usize) -> bool {
        i > self.first && i < self.end && self.view.gap(i) == Gap::None
    }

    /// Whether a number can begin with the word at `i`.
    pub(super) fn starts(&self, i: usize) -> bool {
        self.view.hits(i).iter().any(|hit| matches!(&self.view.entry(hit).sense, Sense::Number(word) if word.role.starts()))
    }

    /// Whether the word at `i`, past a hyphen, is a physical unit.
    pub(super) fn is_unit(&self, i: usize) -> bool {
        let i = self.past_hyphen(i);
        i < self.end && self.view.at(i, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some()
    }

    /// Whether the word at `i` is a counted noun or a unit.
    pub(super) fn is_counted(&self, i: usize) -> bool {
        i < self.end && self.view.at(i, |s| matches!(s, Sense::Noun(_) | Sense::Unit(_)).then_some(())).is_some()
    }

    /// A number of `form` over tokens `start..end`.
    pub(super) fn numeral(&self, start: usize, end: usize, value: f64, form: NumeralForm) -> Numeral {
        Numeral { start, end, value, high: value, form, scale: 1.0 }
    }
}
