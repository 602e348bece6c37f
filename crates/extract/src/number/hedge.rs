//! Hedges before and behind a number.

use exode_claim::Quantifier;
use exode_text::Kind;

use super::word::{QuantifierUse, QuantifierWord, Side};
use super::{Numeral, NumeralForm};
use crate::lexicon::{EntryId, Sense};
use crate::number::reader::Reader;

/// How far a hedge may stand from its number.
const CHAIN: usize = 5;
/// How far before a hedge its negation may stand.
const NEGATION: usize = 4;
/// Words between a number and a hedge behind it: its noun and an adjective.
const BEHIND: usize = 3;

/// The sentence with its numbers.
pub(super) struct Scan<'s, 'v, 'a> {
    pub reader: Reader<'v, 'a>,
    pub numerals: &'s [Numeral],
    pub taken: &'s dyn Fn(usize) -> bool,
}

/// An entry of `quantifiers.toml` in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub word: &'a QuantifierWord,
    pub entry: EntryId,
    pub start: usize,
    pub end: usize,
}

/// What stands before a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before {
    /// The outermost hedge.
    pub quantifier: Option<Quantifier>,
    /// Where the hedges start.
    pub start: usize,
    /// Where hedges and the small words between them start.
    pub chain: usize,
}

impl<'a> Scan<'_, '_, 'a> {
    /// The longest entry that ends right before token `i`.
    pub(super) fn before(&self, i: usize, accept: impl Fn(&QuantifierWord) -> bool) -> Option<Found<'a>> {
        let view = self.reader.view;
        (i.saturating_sub(6).max(self.reader.first)..i).find_map(|start| {
            view.hits(start).iter().filter(|h| h.end as usize == i).find_map(|h| match &view.entry(h).sense {
                Sense::Quantifier(word) if accept(word) => Some(Found { word, entry: h.entry, start, end: i }),
                _ => None,
            })
        })
    }

    /// The longest entry at token `i`.
    pub(super) fn at(&self, i: usize, accept: impl Fn(&QuantifierWord) -> bool) -> Option<Found<'a>> {
        if i >= self.reader.end {
            return None;
        }
        let view = self.reader.view;
        view.hits(i).iter().filter(|h| h.end as usize <= self.reader.end).find_map(|h| match &view.entry(h).sense {
            Sense::Quantifier(word) if accept(word) => Some(Found { word, entry: h.entry, start: i, end: h.end as usize }),
            _ => None,
        })
    }

    /// The entry of that use at token `i`.
    pub(super) fn use_at(&self, i: usize, use_: QuantifierUse) -> Option<Found<'a>> {
        self.at(i, |w| w.use_ == use_)
    }

    /// The hedges that lead up to token `start`: the outermost wins ("plus de quelque 300 000").
    pub(super) fn hedge_before(&self, start: usize, entries: &mut Vec<EntryId>) -> Before {
        let mut found = Before { quantifier: None, start, chain: start };
        for _ in 0..CHAIN {
            if found.chain <= self.reader.first || (self.taken)(found.chain - 1) {
                break;
            }
            let hedge = |w: &QuantifierWord| w.use_ == QuantifierUse::Hedge && w.side != Side::After;
            if let Some(hedge) =
                self.before(found.chain, hedge).filter(|h| !self.is_number_before(h) && !self.between_digits(h) && !self.strikes(h))
            {
                entries.push(hedge.entry);
                // "A total of at least 42,000": a total says nothing of how sure it is.
                let meaning = self.negated(&hedge).or(hedge.word.quantifier);
                let quantifier = meaning.filter(|q| *q != Quantifier::Exact).or(found.quantifier).or(meaning);
                found = Before { quantifier, start: hedge.start, chain: hedge.start };
            } else if let Some((hedge, from)) = self.aside(found.chain) {
                entries.push(hedge.entry);
                found = Before { quantifier: hedge.word.quantifier.or(found.quantifier), start: from, chain: from };
            } else if let Some(skip) = self.before(found.chain, |w| w.use_ == QuantifierUse::Skip) {
                found.chain = skip.start;
            } else {
                break;
            }
        }
        found
    }

    /// A hedge between marks right before token `i`, and where the marks open: "More than (an estimated) 12,000", "ils sont, au moins,
    /// 450 000", "At least, 450,000".
    fn aside(&self, i: usize) -> Option<(Found<'a>, usize)> {
        let view = self.reader.view;
        let close = i.checked_sub(1).filter(|k| *k > self.reader.first)?;
        let bound = |q: Option<Quantifier>| matches!(q, Some(Quantifier::AtLeast | Quantifier::UpTo));
        let open = |h: &Found<'_>| h.start.checked_sub(1).filter(|k| *k >= self.reader.first).map_or("", |k| view.word(k));
        match view.word(close) {
            ")" => {
                let hedge = self.before(close, |w| w.use_ == QuantifierUse::Hedge).filter(|h| open(h) == "(")?;
                Some((hedge, hedge.start - 1))
            }
            "," => {
                let hedge = self.before(close, |w| w.use_ == QuantifierUse::Hedge && bound(w.quantifier) && w.side != Side::After)?;
                let alone = hedge.start == self.reader.first || open(&hedge) == ",";
                (alone && hedge.end > hedge.start + 1).then_some((hedge, hedge.start))
            }
            _ => None,
        }
    }

    /// "5+1"
    fn between_digits(&self, hedge: &Found<'_>) -> bool {
        let view = self.reader.view;
        let digits = |i: usize| view.kind(i) == Kind::Digits;
        self.reader.glued(hedge.start) && self.reader.glued(hedge.end) && digits(hedge.start - 1) && digits(hedge.end)
    }

    /// The second tilde of "~~300~~ 350".
    fn strikes(&self, hedge: &Found<'_>) -> bool {
        let view = self.reader.view;
        self.reader.glued(hedge.start) && view.word(hedge.start) == "~" && view.word(hedge.start - 1) == "~"
    }

    /// What the hedge means where a negation stands shortly before it: "ne sont plus que deux mille".
    fn negated(&self, hedge: &Found<'_>) -> Option<Quantifier> {
        let meaning = hedge.word.negated?;
        let from = hedge.start.saturating_sub(NEGATION).max(self.reader.first);
        (from..hedge.start).any(|i| self.use_at(i, QuantifierUse::Not).is_some()).then_some(meaning)
    }

    /// "3 000 environ 20 km": the hedge could belong to either, and stands with what follows. But "200 ou plus 190" does not.
    fn is_number_before(&self, hedge: &Found<'_>) -> bool {
        let after = |w: &QuantifierWord| w.use_ == QuantifierUse::Hedge && w.side == Side::After;
        self.numerals.iter().any(|n| n.end == hedge.start && self.at(n.end, after).is_some_and(|h| h.end >= hedge.end))
    }

    /// A hedge behind a number that ends at `end`: "500 au moins", "dix mille réfugiés environ", "200K+".
    pub(super) fn hedge_behind(&self, end: usize) -> Option<Found<'a>> {
        let view = self.reader.view;
        let first = self.reader.past_hyphen(end); // "200-odd"
        for at in first..=first + BEHIND {
            let gap = at - first;
            let hedge = |w: &QuantifierWord| w.use_ == QuantifierUse::Hedge && w.side != Side::Before;
            if let Some(found) = self.at(at, hedge)
                && !self.number_follows(found.end)
                && !self.between_digits(&found)
                && !self.leads_on(&found)
                && !(gap > 0 && view.kind(at) == Kind::Mark)
            {
                return Some(found);
            }
            let comma = gap > 0 && view.word(at) == ",";
            if comma {
                return self.at(at + 1, hedge).filter(|f| !self.number_follows(f.end));
            }
            if at >= self.reader.end || view.kind(at) != Kind::Word || (self.taken)(at) || self.number_at(at) {
                return None;
            }
        }
        None
    }

    /// "11 200 et moins de 10 000": the words behind the first number hedge the next.
    fn leads_on(&self, found: &Found<'_>) -> bool {
        let hedge = |w: &QuantifierWord| w.use_ == QuantifierUse::Hedge && w.side != Side::After;
        (found.start..found.end).any(|i| self.at(i, hedge).is_some_and(|h| h.end > found.end && self.number_follows(h.end)))
    }

    fn number_at(&self, i: usize) -> bool {
        self.numerals.iter().any(|n| n.start <= i && i < n.end)
    }

    /// Whether a number follows at `i`, perhaps behind small words.
    fn number_follows(&self, mut i: usize) -> bool {
        while let Some(small) = self.use_at(i, QuantifierUse::Skip).or_else(|| self.use_at(i, QuantifierUse::Hedge)) {
            i = small.end;
        }
        self.numerals.iter().any(|n| n.start == i && n.form != NumeralForm::Ordinal)
    }

    /// Number words used in tokens `start..end`.
    pub(super) fn number_entries(&self, start: usize, end: usize, entries: &mut Vec<EntryId>) {
        let view = self.reader.view;
        for i in start..end {
            let word = view.hits(i).iter().find(|h| h.end as usize <= end && matches!(view.entry(h).sense, Sense::Number(_)));
            entries.extend(word.map(|h| h.entry));
        }
    }
}
