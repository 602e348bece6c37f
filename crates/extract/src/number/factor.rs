//! Factors: "doublé", "trois fois plus", "divisée par quatre", "a third more", "fell by half".

use exode_claim::Quantifier;

use super::figure::{bounds, round4};
use super::hedge::{Found, Scan};
use super::word::{NumberRole, QuantifierUse};
use super::{Figure, FigureKind, Numeral, NumeralForm};

impl Scan<'_, '_, '_> {
    /// The number `n` as a factor.
    pub(super) fn factor(&self, n: &Numeral) -> Option<Figure> {
        if n.form == NumeralForm::Article && self.use_at(n.end, QuantifierUse::Times).is_none() {
            return None;
        }
        let mut entries = Vec::new();
        let before = self.hedge_before(n.start, &mut entries);
        let fraction = n.form == NumeralForm::Fraction;
        let (value, start, end, cue) =
            if let Some(cue) = self.before(before.chain, |w| matches!(w.use_, QuantifierUse::Multiply | QuantifierUse::Divide)) {
                let value = if cue.word.use_ == QuantifierUse::Multiply { n.value } else { 1.0 / n.value };
                (value, cue.start, n.end, cue)
            } else if fraction && let Some((cue, value)) = self.moved_by(n.value, before.chain) {
                (value, cue.start, n.end, cue)
            } else {
                let (value, end, cue) = self.compared(n)?;
                (value, before.start, end, cue)
            };
        if n.value <= 0.0 || n.form == NumeralForm::Ordinal {
            return None;
        }
        entries.push(cue.entry);
        self.number_entries(n.start, n.end, &mut entries);
        let quantifier = before.quantifier.unwrap_or(Quantifier::Exact);
        Some(factor(start..end, n.start..n.end, value, quantifier, entries))
    }

    /// "trois fois plus", "three times as many", "moitié moins", "a third more", "10-fold".
    fn compared(&self, n: &Numeral) -> Option<(f64, usize, Found<'_>)> {
        let at = self.reader.past_hyphen(n.end);
        if let Some(fold) = self.use_at(at, QuantifierUse::Fold) {
            return Some((n.value, fold.end, fold));
        }
        let fraction = n.form == NumeralForm::Fraction;
        let (at, times) = match self.use_at(at, QuantifierUse::Times) {
            Some(times) => (times.end, true),
            None if fraction => (n.end, false),
            None => return None,
        };
        let (half, at) = self.and_half(at).filter(|_| times).unwrap_or((0.0, at));
        let n = &Numeral { value: n.value + half, ..*n };
        if let Some(cue) = self.use_at(at, QuantifierUse::As) {
            return Some((n.value, cue.end, cue));
        }
        if let Some(cue) = self.use_at(at, QuantifierUse::More) {
            return Some((if times { n.value } else { 1.0 + n.value }, cue.end, cue));
        }
        let cue = self.use_at(at, QuantifierUse::Fewer)?;
        Some((if times { 1.0 / n.value } else { 1.0 - n.value }, cue.end, cue))
    }

    /// "deux fois et demie plus": the half and the token behind it.
    fn and_half(&self, at: usize) -> Option<(f64, usize)> {
        let (_, past) = self.reader.role(at, NumberRole::And)?;
        self.reader.role(past, NumberRole::Half).map(|(word, end)| (word.value, end))
    }

    /// "augmenté d'un tiers", "fell by half", "down a third": the fraction and the verb before token `start`.
    fn moved_by(&self, fraction: f64, start: usize) -> Option<(Found<'_>, f64)> {
        let by = self.before(start, |w| w.use_ == QuantifierUse::By).map_or(start, |by| by.start);
        let cue = self.before(by, |w| matches!(w.use_, QuantifierUse::Rise | QuantifierUse::Fall))?;
        Some((cue, if cue.word.use_ == QuantifierUse::Rise { 1.0 + fraction } else { 1.0 - fraction }))
    }

    /// Words that are factors alone.
    pub(super) fn factor_words(&self, out: &mut Vec<Figure>) {
        let mut at = self.reader.first;
        while at < self.reader.end {
            let found = self.use_at(at, QuantifierUse::Factor).filter(|f| !(f.start..f.end).any(self.taken));
            let Some((found, value)) = found.and_then(|f| f.word.factor.map(|value| (f, value))) else {
                at += 1;
                continue;
            };
            let mut entries = vec![found.entry];
            let before = self.hedge_before(at, &mut entries);
            let quantifier = found.word.quantifier.or(before.quantifier).unwrap_or(Quantifier::Exact);
            out.push(factor(before.start..found.end, found.start..found.end, value, quantifier, entries));
            at = found.end;
        }
    }
}

fn factor(
    tokens: std::ops::Range<usize>,
    number: std::ops::Range<usize>,
    value: f64,
    quantifier: Quantifier,
    entries: Vec<crate::lexicon::EntryId>,
) -> Figure {
    let (low, high) = bounds(quantifier, round4(value), round4(value));
    Figure { start: tokens.start, end: tokens.end, number, low, high, quantifier, kind: FigureKind::Factor, vague: false, entries }
}
