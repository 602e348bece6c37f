//! Fractions, ratios, ordinals: "trois quarts", "half of", "quatre sur cinq", "one in three", "huitième".

use exode_text::Kind;

use super::reader::Reader;
use super::word::NumberRole;
use super::words::Cardinal;
use super::{Numeral, NumeralForm, en, fr};
use crate::lexicon::{Lang, Sense};
use crate::time::TimeWord;

impl Reader<'_, '_> {
    /// A fraction that begins with its own word: "half", "un demi-million", "la moitié", "½", "le quart des".
    pub(super) fn portion(&self, at: usize) -> Option<Numeral> {
        let head = self.role(at, NumberRole::Article).map_or(at, |(_, next)| self.past_hyphen(next));
        if let Some((word, end)) = self.role(head, NumberRole::Half) {
            return self.half(at, head, word.value, end);
        }
        if head == at {
            if let Some((word, end)) = self.role(at, NumberRole::Moiety) {
                return Some(self.numeral(at, end, word.value, NumeralForm::Fraction));
            }
            if let Some((word, end)) = self.role(at, NumberRole::Vulgar) {
                let part = self.numeral(at, end, word.value, NumeralForm::Fraction);
                return Some(self.part_of_scale(at, word.value, end).unwrap_or(part));
            }
            if self.lang == Lang::Fr
                && let Some((word, end)) = self.role(at, NumberRole::Part)
                && self.role(end, NumberRole::Of).is_some()
            {
                let value = 1.0 / word.value;
                let part = self.numeral(at, end, value, NumeralForm::Fraction);
                return Some(self.part_of_scale(at, value, end).unwrap_or(part));
            }
        }
        None
    }

    fn half(&self, at: usize, head: usize, value: f64, end: usize) -> Option<Numeral> {
        if let Some(scaled) = self.part_of_scale(at, value, end) {
            return Some(scaled);
        }
        let part = self.numeral(at, end, value, NumeralForm::Fraction);
        let article = self.role(end, NumberRole::Article).map_or(end, |(_, next)| next);
        if self.is_unit(article) {
            return Some(part);
        }
        // "demi-finale", "second half", "half-brother"
        let after_ordinal = head > self.first && self.role(head - 1, NumberRole::Ordinal).is_some();
        let joined = self.past_hyphen(end) != end || (head > self.first && self.past_hyphen(head - 1) == head);
        (self.lang == Lang::En && !after_ordinal && !joined).then_some(part)
    }

    /// A cardinal as numerator: "trois quarts", "un tiers", "two-thirds", "un cinquième des".
    pub(super) fn parts(&self, start: usize, c: &Cardinal) -> Option<Numeral> {
        let (value, end) = self.quotient(c)?;
        let part = self.numeral(start, end, value, NumeralForm::Fraction);
        Some(self.part_of_scale(start, value, end).unwrap_or(part))
    }

    fn quotient(&self, c: &Cardinal) -> Option<(f64, usize)> {
        if c.value <= 0.0 {
            return None;
        }
        let at = self.past_hyphen(c.end);
        if let Some((word, end)) = self.role(at, NumberRole::Part) {
            return Some((c.value / word.value, end));
        }
        let (value, end) = self.ordinal_phrase(at).filter(|(value, _)| *value >= 3.0)?;
        let plural = self.view.word(end - 1).ends_with(['s', 'S']);
        let counts =
            if c.value == 1.0 { at != c.end && self.lang == Lang::En || self.ends_fraction(end) } else { plural || self.lang == Lang::Fr };
        counts.then_some((c.value / value, end))
    }

    /// Whether "un cinquième" and "a third" end like a fraction: "of", "more", a stop.
    fn ends_fraction(&self, end: usize) -> bool {
        end >= self.end
            || self.role(end, NumberRole::Of).is_some()
            || self.more_or_fewer(end).is_some()
            || (self.view.kind(end) == Kind::Mark && !matches!(self.view.word(end), "-" | "«" | "“" | "\"" | "("))
    }

    /// "huitième", "vingt-cinquième", "twenty-first".
    pub(super) fn ordinal_phrase(&self, at: usize) -> Option<(f64, usize)> {
        if let Some((word, end)) = self.role(at, NumberRole::Ordinal) {
            return Some((word.value, end));
        }
        let cardinal = self.cardinal(at).filter(|c| !c.article)?;
        self.composite_ordinal(&cardinal)
    }

    /// A cardinal that an ordinal closes.
    pub(super) fn composite_ordinal(&self, c: &Cardinal) -> Option<(f64, usize)> {
        let (at, and) = match self.role(self.past_hyphen(c.end), NumberRole::And) {
            Some((_, past)) => (self.past_hyphen(past), true),
            None => (self.past_hyphen(c.end), false),
        };
        let (word, end) = self.role(at, NumberRole::Ordinal)?;
        let hyphen = !and && at != c.end;
        let plural = self.view.word(end - 1).ends_with(['s', 'S']);
        if plural && !hyphen && !and {
            return None; // "vingt cinquièmes" is four
        }
        if word.value >= 100.0 {
            return (hyphen && c.value > 1.0).then_some((c.value * word.value, end));
        }
        let group = c.value % 1000.0;
        let sum = match self.lang {
            Lang::Fr if and && word.value != 1.0 => None,
            Lang::Fr => fr::add(group, word.value, and),
            Lang::En => en::add(group, word.value, and),
        };
        sum.map(|sum| (c.value - group + sum, end))
    }

    /// "un million et demi", "two and a half", "cinq et un quart"; also "deux heures et demie", whose half stands behind the unit.
    pub(super) fn mixed(&self, c: &mut Cardinal) -> bool {
        let whole = if c.scale >= 1000.0 { c.scale } else { 1.0 };
        if let Some((part, end)) = self.and_part(c.end) {
            c.value += part * whole;
            c.end = end;
            c.article = false;
            if whole == 1.0
                && let Some((word, end)) = self.next_role(end, NumberRole::Scale).or_else(|| self.next_role(end, NumberRole::Thousand))
            {
                c.value = super::words::times(c.value, word.value);
                (c.scale, c.end) = (word.value, end);
            }
            return true;
        }
        if whole == 1.0
            && self.is_unit(c.end)
            && let Some((_, past)) = self.role(c.end + 1, NumberRole::And)
            && let Some((word, _)) = self.role(past, NumberRole::Half)
        {
            c.value += word.value;
            c.article = false;
        }
        false
    }

    /// "et demi", "and a half", "et trois quarts" at `end`.
    fn and_part(&self, end: usize) -> Option<(f64, usize)> {
        let (_, past) = self.role(self.past_hyphen(end), NumberRole::And)?;
        let at = self.past_hyphen(past);
        let head = self.role(at, NumberRole::Article).map_or(at, |(_, next)| self.past_hyphen(next));
        if let Some((word, end)) = self.role(head, NumberRole::Half) {
            let half_of = self.role(end, NumberRole::Of).is_some();
            return (self.lang == Lang::Fr || (head != at && !half_of)).then_some((word.value, end));
        }
        let numerator = self.cardinal(at).filter(|n| n.value < 20.0)?;
        let (value, end) = self.quotient(&numerator)?;
        (value < 1.0 && self.role(end, NumberRole::Of).is_none()).then_some((value, end))
    }

    /// "quatre sur cinq", "un Russe sur cinq", "9 out of 10", "one in three": `head` and what follows it.
    pub(super) fn ratio(&self, head: &Numeral) -> Option<Numeral> {
        let countable = matches!(head.form, NumeralForm::Digits | NumeralForm::Words | NumeralForm::Article);
        if !countable || head.value < 1.0 || head.value > 1000.0 || head.value.fract() != 0.0 {
            return None;
        }
        let (at, weak, gap) = (0..3).find_map(|gap| {
            let at = head.end + gap;
            let plain = (head.end..at).all(|i| self.view.kind(i) == Kind::Word && !self.breaks_ratio(i));
            if !plain {
                return None;
            }
            let strong = self.role(at, NumberRole::OutOf).map(|(_, past)| (past, false, gap));
            strong.or_else(|| self.role(at, NumberRole::In).filter(|_| gap < 2).map(|(_, past)| (past, true, gap)))
        })?;
        let (base, end) = self.base(at)?;
        let round = matches!(base as u32, 10 | 100 | 1000 | 10_000);
        let small = base <= 20.0 || round || (head.value == 1.0 && !weak && gap == 0);
        let fits = head.value <= base && base >= 2.0 && small && !self.is_unit(end);
        let noun_follows = self.is_counted(end);
        let usual = !weak || ((head.value == 1.0 || round || head.value + 1.0 == base || base == 5.0) && !self.is_time(end));
        let once = gap == 0 || !noun_follows;
        (fits && usual && once).then(|| self.numeral(head.start, end, head.value / base, NumeralForm::Ratio))
    }

    /// The second number of a ratio: digits or words, and no more behind it.
    fn base(&self, at: usize) -> Option<(f64, usize)> {
        if self.view.kind(at) == Kind::Digits && at < self.end {
            let goes_on = self.glued(at + 1) && !matches!(self.view.word(at + 1), "." | "," | ";" | ":" | ")" | "»" | "”" | "\"");
            let decimal = self.glued(at + 1) && self.glued(at + 2) && self.view.kind(at + 2) == Kind::Digits;
            let value = self.view.word(at).parse().ok()?;
            return (!goes_on && !decimal && !self.is_percent(at + 1)).then_some((value, at + 1));
        }
        let c = self.cardinal(at)?;
        (c.value > 1.0).then_some((c.value, c.end))
    }

    /// Words that cannot stand inside "un Russe sur cinq".
    fn breaks_ratio(&self, i: usize) -> bool {
        [NumberRole::And, NumberRole::Of, NumberRole::OutOf, NumberRole::In, NumberRole::Scale, NumberRole::Thousand]
            .into_iter()
            .any(|role| self.role(i, role).is_some())
            || self.view.hits(i).iter().any(|h| matches!(self.view.entry(h).sense, Sense::Unit(_) | Sense::Quantifier(_)))
    }

    /// "one in two months" is no ratio.
    fn is_time(&self, i: usize) -> bool {
        let time = |s: &Sense| matches!(s, Sense::Time(TimeWord::Unit(_) | TimeWord::Month(_))).then_some(());
        i < self.end && self.view.at(i, time).is_some()
    }
}
