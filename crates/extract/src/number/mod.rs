//! Numbers: digits and words to values, values and hedges to figures.
//!
//! [`numerals`] finds every number of a sentence, [`figures`] reads what stands around it: hedges, ranges, per cent, factors.
//! The grammar is shared by all languages; what a language composes its own way stands in `fr` and `en`.

mod digits;
mod en;
mod factor;
mod figure;
mod fr;
mod fraction;
mod guard;
mod hedge;
mod range;
mod reader;
mod vague;
mod word;
mod words;

use std::ops::Range;

use crate::lexicon::EntryId;

pub use figure::figures;
pub use reader::numerals;
pub use word::{NumberRole, NumberWord, QuantifierUse, QuantifierWord, Side};

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numeral {
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Its value; a ratio as a quotient ("quatre sur cinq" is 0.8).
    pub value: f64,
    /// Its upper end: the value, unless vague.
    pub high: f64,
    /// How it is written.
    pub form: NumeralForm,
    /// What a smaller number before it inherits in a range: 1000 for "6 000" in "5 à 6 000".
    pub scale: f64,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumeralForm {
    /// "5 068", "1,5"
    Digits,
    /// "deux cents"
    Words,
    /// "1,2 million", "53k", "half a million"
    Scaled,
    /// "des milliers": only an order of magnitude.
    Vague,
    /// "un", "une", "a", "an", "one" alone.
    Article,
    /// "trois quarts", "half", "1/3"
    Fraction,
    /// "quatre sur cinq", "one in three"
    Ratio,
    /// "huitième", "3rd": no figure.
    Ordinal,
    /// "une vingtaine", "a couple of thousand": round by nature.
    Aine,
}

/// A figure: a number with its hedge, or a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// First token, with the hedge where it touches.
    pub start: usize,
    /// One past the last token, with per cent signs and hedges that touch.
    pub end: usize,
    /// Tokens of the bare number or numbers.
    pub number: Range<usize>,
    /// Lower bound, `None` where open.
    pub low: Option<f64>,
    /// Upper bound, `None` where open.
    pub high: Option<f64>,
    /// The hedge.
    pub quantifier: exode_claim::Quantifier,
    /// What kind of figure.
    pub kind: FigureKind,
    /// Only an order of magnitude.
    pub vague: bool,
    /// Lexicon entries that were used.
    pub entries: Vec<EntryId>,
}

/// What kind of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// A count or a measured number.
    Count,
    /// Per cent; fractions of a whole are per cent too.
    Percent,
    /// "four in five", in per cent.
    Ratio,
    /// New over old: "doublé" is 2.
    Factor,
    /// "un", "une", "a", "one": a number or a mere article.
    Article,
}
