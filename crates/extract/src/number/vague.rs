//! Orders of magnitude and collectives: "dizaines de milliers", "a few hundred", "une vingtaine", "a couple of thousand".

use super::reader::Reader;
use super::word::{NumberRole, NumberWord};
use super::words::{Cardinal, times};
use super::{Numeral, NumeralForm};
use crate::lexicon::Lang;

/// From this value on a collective is large enough for "several" to multiply.
const LARGE: f64 = 10.0;

impl<'a> Reader<'_, 'a> {
    /// "plusieurs milliers", "a couple of hundred", "des dizaines de milliers", "millions".
    pub(super) fn vague(&self, at: usize) -> Option<Numeral> {
        if let Some((_, next)) = self.role(at, NumberRole::Several)
            && let Some(found) = self.several(at, next)
        {
            return Some(found);
        }
        if let Some((word, next)) = self.role(at, NumberRole::Couple)
            && let Some((scale, end)) = self.multiplier(next)
        {
            let value = word.value * scale;
            return Some(Numeral { scale, ..self.numeral(at, end, value, NumeralForm::Aine) });
        }
        self.crowd(at).or_else(|| self.bare_scale(at))
    }

    /// "several" and what it multiplies.
    fn several(&self, at: usize, next: usize) -> Option<Numeral> {
        if let Some(crowd) = self.crowd(next) {
            return Some(Numeral { start: at, ..crowd });
        }
        let (scale, end) = self.multiplier(next)?;
        let (low, high) = if scale == 12.0 { (20.0, 99.0) } else { (scale, scale * 10.0 - 1.0) };
        let (low, high, end) = self.chain(low, high, end);
        Some(self.spread(at, end, low, high))
    }

    /// Hundred, thousand, million, dozen, and their products: "hundred thousand".
    fn multiplier(&self, at: usize) -> Option<(f64, usize)> {
        let mut scale = 1.0;
        let mut end = at;
        while let Some((word, next)) = self.large(end) {
            if scale > 1.0 && word.value < 1000.0 {
                break;
            }
            scale *= word.value;
            end = next;
        }
        (scale >= LARGE).then_some((scale, end))
    }

    fn large(&self, at: usize) -> Option<(&'a NumberWord, usize)> {
        [NumberRole::Hundred, NumberRole::Thousand, NumberRole::Scale, NumberRole::Aine]
            .into_iter()
            .find_map(|role| self.next_role(at, role))
    }

    /// A crowd word and what it multiplies: "centaines de milliers".
    fn crowd(&self, at: usize) -> Option<Numeral> {
        let (word, next) = self.role(at, NumberRole::Crowd)?;
        // "tens" and "scores" are other things as well
        if word.exact && self.role(next, NumberRole::Of).is_none() {
            return None;
        }
        let (low, high, end) = self.chain(word.value, word.high, next);
        Some(self.spread(at, end, low, high))
    }

    /// "of thousands" and "de millions" behind an order of magnitude.
    fn chain(&self, mut low: f64, mut high: f64, mut end: usize) -> (f64, f64, usize) {
        while let Some((_, past)) = self.role(end, NumberRole::Of)
            && let Some((word, next)) = self.role(past, NumberRole::Crowd).or_else(|| self.role(past, NumberRole::Scale))
        {
            low *= word.value;
            high = (high + 1.0) * word.value - 1.0;
            end = next;
        }
        (low, high, end)
    }

    fn spread(&self, start: usize, end: usize, low: f64, high: f64) -> Numeral {
        Numeral { high, ..self.numeral(start, end, low, NumeralForm::Vague) }
    }

    /// "millions de réfugiés"; "le million" is one.
    fn bare_scale(&self, at: usize) -> Option<Numeral> {
        let (word, end) = self.role(at, NumberRole::Scale)?;
        if self.view.word(end - 1).ends_with(['s', 'S']) {
            return Some(self.spread(at, end, word.value, word.value * 10.0 - 1.0));
        }
        let definite = self.lang == Lang::Fr && at > self.first && ["le", "du", "au"].iter().any(|w| self.view.is(at - 1, w));
        definite.then(|| Numeral { scale: word.value, ..self.numeral(at, end, word.value, NumeralForm::Words) })
    }

    /// "deux douzaines", "une vingtaine", "trois centaines", "cinq dizaines de milliers".
    pub(super) fn times_collective(&self, start: usize, c: &Cardinal) -> Option<Numeral> {
        if c.value >= 1000.0 || c.value == 0.0 {
            return None;
        }
        if let Some((word, end)) = self.next_role(c.end, NumberRole::Aine) {
            if word.value == 40.0 && self.role(end, NumberRole::Of).is_none() {
                return None; // a quarantine
            }
            return Some(self.aine(start, end, c.value, word));
        }
        let (word, end) = self.next_role(c.end, NumberRole::Crowd)?;
        if c.article || word.exact {
            return None;
        }
        let (value, _, end) = self.chain(c.value * word.value, 0.0, end);
        Some(self.numeral(start, end, value, NumeralForm::Aine))
    }

    fn aine(&self, start: usize, end: usize, count: f64, word: &NumberWord) -> Numeral {
        let form = if word.exact { NumeralForm::Words } else { NumeralForm::Aine };
        let value = times(count, word.value);
        if let Some((_, past)) = self.role(end, NumberRole::Of)
            && let Some((scale, end)) = self.role(past, NumberRole::Crowd).or_else(|| self.role(past, NumberRole::Scale))
        {
            let value = times(value, scale.value);
            return Numeral { scale: scale.value, ..self.numeral(start, end, value, NumeralForm::Aine) };
        }
        let scale = if word.value >= 100.0 { word.value } else { 1.0 };
        Numeral { scale, ..self.numeral(start, end, value, form) }
    }

    /// A collective without number: "la vingtaine de", "une bonne centaine", "dozen".
    pub(super) fn collective(&self, at: usize) -> Option<Numeral> {
        let (word, end) = self.role(at, NumberRole::Aine)?;
        let of = self.role(end, NumberRole::Of).is_some();
        let article = at >= self.first + 2 && self.role(at - 2, NumberRole::Article).is_some();
        let counts = word.exact || (word.value != 40.0 && of) || (article && (of || word.value != 40.0));
        counts.then(|| self.aine(at, end, 1.0, word))
    }

    /// "half a million", "une demi-douzaine", "a quarter of a million": `part` of the scale behind token `end`.
    pub(super) fn part_of_scale(&self, start: usize, part: f64, end: usize) -> Option<Numeral> {
        let mut at = self.past_hyphen(end);
        if let Some((_, past)) = self.role(at, NumberRole::Of) {
            at = past;
        }
        if let Some((_, past)) = self.role(at, NumberRole::Article) {
            at = past;
        }
        if let Some((word, end)) = self.role(at, NumberRole::Aine) {
            return Some(self.aine(start, end, part, word)).map(|n| Numeral { form: NumeralForm::Aine, ..n });
        }
        let (word, end) = [NumberRole::Scale, NumberRole::Thousand].into_iter().find_map(|role| self.role(at, role))?;
        let value = times(part, word.value);
        Some(Numeral { scale: word.value, ..self.numeral(start, end, value, NumeralForm::Scaled) })
    }
}
