//! A document with everything that single patterns found in it, before any claim is put together.

use std::ops::Range;

use exode_text::{Case, Gap, Span};

use crate::lexicon::{Grammar, Sense};
use crate::number::Figure;
use crate::place::Spot;
use crate::time::TimeMention;
use crate::view::View;

/// Tokens over which nothing binds to anything.
const FAR: usize = 90;

/// One sentence and what stands in it.
#[derive(Debug)]
pub(crate) struct Sentence {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Index of its paragraph.
    pub(crate) block: usize,
    /// Its figures, left to right.
    pub(crate) figures: Vec<Figure>,
    /// Its times, left to right.
    pub(crate) times: Vec<TimeMention>,
    /// Its places: a range into [`Scene::spots`].
    pub(crate) spots: Range<usize>,
}

/// The annotated document.
pub(crate) struct Scene<'a> {
    /// Text, tokens and words.
    pub(crate) view: View<'a>,
    /// All sentences in order.
    pub(crate) sentences: Vec<Sentence>,
    /// All places in order.
    pub(crate) spots: Vec<Spot>,
    /// Quoted speech, as token ranges.
    pub(crate) quotations: Vec<Range<usize>>,
}

impl Scene<'_> {
    /// The place mention that covers token `i`.
    pub(crate) fn spot_at(&self, i: usize) -> Option<&Spot> {
        let next = self.spots.partition_point(|s| s.start <= i);
        self.spots[..next].last().filter(|s| i < s.end)
    }

    /// The sentence around token `i`.
    pub(crate) fn sentence_at(&self, i: usize) -> Option<&Sentence> {
        self.sentences.get(self.sentences.partition_point(|s| s.tokens.end <= i))
    }

    /// Whether a time mention covers token `i`.
    pub(crate) fn in_time(&self, i: usize) -> bool {
        self.sentence_at(i).is_some_and(|s| s.times.iter().any(|t| t.start <= i && i < t.end))
    }

    /// The quotation around token `i`.
    pub(crate) fn quotation_at(&self, i: usize) -> Option<&Range<usize>> {
        let next = self.quotations.partition_point(|q| q.start <= i);
        self.quotations[..next].last().filter(|q| i < q.end)
    }

    /// How much the marks and joints between two tokens keep them apart: about 1 for a clause, 3 and more for a sentence-like break.
    pub(crate) fn barrier(&self, a: usize, b: usize) -> f32 {
        let (a, b) = (a.min(b), a.max(b));
        if b - a > FAR {
            return 99.0; // nothing binds over such a distance, and hostile sentences stay linear
        }
        let mut sum = 0.0;
        let mut i = a;
        while i < b {
            let word = self.view.word(i);
            sum += match word {
                ";" => 4.0,
                // "Cars waiting at Lars: 1,715": a label and its number.
                ":" if self.view.kind(i + 1) == exode_text::Kind::Digits => 0.5,
                ":" => 2.0,
                "," => 0.8,
                // An aside in brackets parts its two sides little.
                "(" => match (i + 1..b).find(|k| self.view.word(*k) == ")") {
                    Some(close) => {
                        i = close;
                        1.2
                    }
                    None => 1.2,
                },
                ")" => 1.2,
                "[" | "]" => 0.2,
                "–" | "—" => 1.2,
                "-" if self.view.gap(i) != Gap::None => 1.2,
                "\"" | "“" | "”" | "«" | "»" => 0.6,
                "." if i > 0 && (self.view.word(i - 1).len() == 1 || self.view.lex.is_abbreviation(self.view.word(i - 1))) => 0.0,
                "." | "!" | "?" | "…" => 3.0,
                _ => match self.view.at(i, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Break).then_some(())) {
                    Some(((), end)) if end <= b => {
                        i = end - 1;
                        1.5
                    }
                    _ => 0.0,
                },
            };
            i += 1;
        }
        sum
    }

    /// "GOMA, Feb 13 –", "ROME -": where and when a report was written, at the head of a sentence. The token after it, or the sentence's
    /// first. A place in capitals or a day tells it from a label ("Adré – 12 400 arrivées").
    pub(crate) fn dateline(&self, sentence: &Sentence) -> usize {
        let view = &self.view;
        let first = sentence.tokens.start;
        let dash = |i: &usize| matches!(view.word(*i), "–" | "—") || view.word(*i) == "-" && !view.is_joint(*i);
        let Some(end) = (first..sentence.tokens.end.min(first + 12)).find(dash) else { return first };
        let dated = sentence.times.iter().any(|t| t.end <= end);
        let shouted = view.case(first) == Case::Upper;
        let small = (first..end).any(|i| view.case(i) == Case::Lower && !self.in_time(i));
        if self.spot_at(first).is_some() && (dated || shouted) && !small { end + 1 } else { first }
    }

    /// Bytes of tokens `start..end`.
    pub(crate) fn bytes(&self, tokens: &Range<usize>) -> Span {
        self.view.bytes(tokens.start, tokens.end)
    }
}

/// Shorthands for the senses most patterns ask for.
impl View<'_> {
    /// The small word of use `want` that starts at `i`: the token after it.
    pub(crate) fn grammar(&self, i: usize, want: Grammar) -> Option<usize> {
        self.at(i, |s| matches!(s, Sense::Grammar(g) if g.use_ == want).then_some(())).map(|((), end)| end)
    }

    /// Whether a small word of use `want` ends right before `i`: the token it starts at.
    pub(crate) fn grammar_before(&self, i: usize, want: Grammar) -> Option<usize> {
        self.before(i, |s| matches!(s, Sense::Grammar(g) if g.use_ == want).then_some(())).map(|((), start)| start)
    }

    /// Whether token `i` is a hyphen that touches both neighbours.
    pub(crate) fn is_joint(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "\u{2010}" | "\u{2011}") && self.gap(i) == Gap::None && self.gap(i + 1) == Gap::None
    }
}
