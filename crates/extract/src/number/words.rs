//! Numbers in words: "deux cent soixante et un mille", "twelve hundred", "trois virgule cinq".

use exode_text::Case;

use super::reader::Reader;
use super::word::{NumberRole, NumberWord};
use super::{Numeral, NumeralForm, en, fr};
use crate::lexicon::{Lang, Sense};

/// A cardinal as far as it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cardinal {
    /// One past its last token.
    pub end: usize,
    /// Its value.
    pub value: f64,
    /// Its last multiplier: 100, 1000, a million; 1 where it has none.
    pub scale: f64,
    /// One word, an article or "one".
    pub article: bool,
}

/// A cardinal being added up.
struct Sum {
    lang: Lang,
    /// Closed groups: thousands, millions.
    total: f64,
    /// The open group below a thousand.
    group: Option<f64>,
    /// The next multiplier must be smaller.
    ceiling: f64,
    scale: f64,
}

impl Sum {
    fn new(lang: Lang) -> Self {
        Self { lang, total: 0.0, group: None, ceiling: f64::INFINITY, scale: 1.0 }
    }

    /// Add a word; false where it cannot continue the number.
    fn push(&mut self, word: &NumberWord, and: bool) -> bool {
        match word.role {
            NumberRole::Unit | NumberRole::Ten | NumberRole::Article => self.push_small(word, and),
            NumberRole::Hundred if !and => self.push_hundred(),
            NumberRole::Thousand if !and => self.push_thousand(),
            NumberRole::Scale if !and => self.push_scale(word.value),
            _ => false,
        }
    }

    fn push_small(&mut self, word: &NumberWord, and: bool) -> bool {
        let first = self.group.is_none() && self.total == 0.0;
        if self.lang == Lang::En && word.role == NumberRole::Article && !first {
            return false;
        }
        if !first && word.value == 0.0 {
            return false;
        }
        let added = match (self.group, self.lang) {
            (None, Lang::Fr) => (!and || (self.total == 1000.0 && word.value == 1.0)).then_some(word.value),
            (None, Lang::En) => (!and || self.total > 0.0).then_some(word.value),
            (Some(0.0), _) => None,
            (Some(group), Lang::Fr) => fr::add(group, word.value, and),
            (Some(group), Lang::En) => en::add(group, word.value, and),
        };
        if added.is_some() {
            self.group = added;
            self.scale = 1.0;
        }
        added.is_some()
    }

    fn push_hundred(&mut self) -> bool {
        let hundreds = match (self.group, self.lang) {
            (None, Lang::Fr) => Some(1.0),
            (None, Lang::En) => (self.total == 0.0).then_some(1.0),
            (Some(group), Lang::Fr) => fr::hundreds(group).then_some(group),
            (Some(group), Lang::En) => en::hundreds(group).then_some(group),
        };
        let Some(hundreds) = hundreds else { return false };
        self.group = Some(hundreds * 100.0);
        self.scale = 100.0;
        true
    }

    fn push_thousand(&mut self) -> bool {
        let bare = match (self.group, self.lang) {
            (None, Lang::Fr) => false,
            (None, Lang::En) => self.total > 0.0,
            (Some(group), lang) => group == 0.0 || group >= 1000.0 || (lang == Lang::Fr && group == 1.0),
        };
        if bare || self.ceiling <= 1000.0 {
            return false;
        }
        self.close(1000.0);
        true
    }

    fn push_scale(&mut self, scale: f64) -> bool {
        if self.group.is_none_or(|g| g == 0.0) || self.ceiling <= scale {
            return false;
        }
        self.close(scale);
        true
    }

    fn close(&mut self, scale: f64) {
        self.total += self.group.take().unwrap_or(1.0) * scale;
        self.ceiling = scale;
        self.scale = scale;
    }
}

impl<'a> Reader<'_, 'a> {
    /// The number that begins with the word at `at`.
    pub(super) fn words(&self, at: usize) -> Option<Numeral> {
        if self.lang == Lang::En
            && let Some((_, end)) = self.role(at, NumberRole::Article)
            && !self.starts(self.past_hyphen(end))
            && self.view.hits(at).first().is_none_or(|longest| longest.end as usize == end)
        {
            return Some(self.numeral(at, end, 1.0, NumeralForm::Article)); // most articles are nothing else
        }
        self.vague(at)
            .or_else(|| self.portion(at))
            .or_else(|| self.cardinal(at).map(|cardinal| self.complete(at, &cardinal, NumeralForm::Words)))
            .or_else(|| self.collective(at))
            .or_else(|| self.ordinal_phrase(at).map(|(value, end)| self.numeral(at, end, value, NumeralForm::Ordinal)))
    }

    /// The longest cardinal at `start`.
    pub(super) fn cardinal(&self, start: usize) -> Option<Cardinal> {
        let mut sum = Sum::new(self.lang);
        let mut end = start;
        let mut words = 0;
        let mut article = false;
        loop {
            let mut at = if words == 0 { start } else { self.past_hyphen(end) };
            let mut and = false;
            if words > 0
                && let Some((_, past)) = self.role(at, NumberRole::And)
            {
                if self.lang == Lang::En && !self.and_joins(start, past) {
                    break;
                }
                and = true;
                at = self.past_hyphen(past);
            }
            let Some((word, next)) = self.cardinal_word(at) else { break };
            if words == 0 && self.is_proper(at, word) {
                break;
            }
            if self.is_spoken_tenth(&sum, word, next) || !sum.push(word, and) {
                break;
            }
            words += 1;
            article = words == 1 && word.value == 1.0;
            end = next;
        }
        (words > 0).then(|| Cardinal { end, value: sum.total + sum.group.unwrap_or(0.0), scale: sum.scale, article })
    }

    /// "Thousand Oaks": English never begins a number with a bare capital hundred or thousand.
    fn is_proper(&self, at: usize, word: &NumberWord) -> bool {
        let large = matches!(word.role, NumberRole::Hundred | NumberRole::Thousand);
        self.lang == Lang::En && large && self.view.case(at) != Case::Lower
    }

    /// A word cardinals are made of.
    fn cardinal_word(&self, i: usize) -> Option<(&'a NumberWord, usize)> {
        if i >= self.end {
            return None;
        }
        self.view.hits(i).iter().find_map(|hit| match &self.view.entry(hit).sense {
            Sense::Number(word) if hit.end as usize <= self.end => match word.role {
                NumberRole::Unit
                | NumberRole::Ten
                | NumberRole::Hundred
                | NumberRole::Thousand
                | NumberRole::Scale
                | NumberRole::Article => Some((word, hit.end as usize)),
                _ => None,
            },
            _ => None,
        })
    }

    /// Whether English "and" before token `past` joins "two hundred" to "six", and not one bound of a range to the other.
    fn and_joins(&self, start: usize, past: usize) -> bool {
        let Some((_, mut end)) = self.role(past, NumberRole::Unit).or_else(|| self.role(past, NumberRole::Ten)) else {
            return false;
        };
        if let Some((_, more)) = self.next_role(end, NumberRole::Unit) {
            end = more;
        }
        if self.next_role(end, NumberRole::Hundred).is_some() {
            return false;
        }
        if !self.opens_between(start) {
            return true;
        }
        while let Some((_, more)) = self.next_role(end, NumberRole::Thousand).or_else(|| self.next_role(end, NumberRole::Scale)) {
            end = more;
        }
        self.role(end, NumberRole::And).is_some_and(|(_, next)| self.cardinal_word(next).is_some())
    }

    /// What may still follow a cardinal or digits: decimals, "et demi", a fraction, a collective, an ordinal ending.
    pub(super) fn complete(&self, start: usize, c: &Cardinal, form: NumeralForm) -> Numeral {
        if let Some((value, end)) = self.composite_ordinal(c) {
            return self.numeral(start, end, value, NumeralForm::Ordinal);
        }
        if let Some(part) = self.parts(start, c) {
            return part;
        }
        if let Some(many) = self.times_collective(start, c) {
            return many;
        }
        let mut c = *c;
        let mut form = form;
        if form == NumeralForm::Words && c.scale < 1000.0 {
            self.decimals_in_words(&mut c, &mut form);
        }
        if self.mixed(&mut c) {
            form = if form == NumeralForm::Words && c.scale < 1000.0 { form } else { NumeralForm::Scaled };
        } else {
            self.spoken_tenths(&mut c);
        }
        if form == NumeralForm::Words && c.article {
            form = NumeralForm::Article;
        }
        Numeral { scale: c.scale, ..self.numeral(start, c.end, c.value, form) }
    }

    /// "trois virgule cinq", "two point five million".
    fn decimals_in_words(&self, c: &mut Cardinal, form: &mut NumeralForm) {
        let Some((_, mut at)) = self.role(c.end, NumberRole::Point) else { return };
        let mut digits = 0_i32;
        let mut tail = 0.0;
        let mut end = None;
        while let Some((word, next)) = self.role(at, NumberRole::Unit).filter(|(w, _)| w.value < 10.0) {
            let follows = self.cardinal_word(self.past_hyphen(next)).is_some_and(|(w, _)| w.role != NumberRole::Scale);
            if self.lang == Lang::Fr && word.value > 0.0 && follows {
                break;
            }
            tail = tail * 10.0 + word.value;
            digits += 1;
            (at, end) = (next, Some(next));
        }
        if self.lang == Lang::Fr
            && let Some(rest) = self.cardinal(at).filter(|r| r.value < 1000.0)
        {
            let width = if rest.value < 10.0 {
                1
            } else if rest.value < 100.0 {
                2
            } else {
                3
            };
            tail = tail * 10_f64.powi(width) + rest.value;
            digits += width;
            end = Some(rest.end);
        }
        let Some(end) = end else { return };
        c.value = (c.value * 10_f64.powi(digits) + tail) / 10_f64.powi(digits);
        (c.end, c.article) = (end, false);
        if let Some((scale, past)) = self.role(end, NumberRole::Scale) {
            (c.value, c.scale, c.end) = (times(c.value, scale.value), scale.value, past);
            *form = NumeralForm::Scaled;
        }
    }

    /// The last word of "deux millions cinq": tenths of the million, unless more of the number follows.
    fn is_spoken_tenth(&self, sum: &Sum, word: &NumberWord, next: usize) -> bool {
        self.lang == Lang::Fr
            && sum.scale >= 1e6
            && word.role == NumberRole::Unit
            && (2.0..10.0).contains(&word.value)
            && self.cardinal_word(self.past_hyphen(next)).is_none()
    }

    /// "deux millions cinq" is two and a half millions.
    fn spoken_tenths(&self, c: &mut Cardinal) {
        let sum = Sum { scale: c.scale, ..Sum::new(self.lang) };
        if let Some((word, next)) = self.role(c.end, NumberRole::Unit)
            && self.is_spoken_tenth(&sum, word, next)
        {
            c.value += word.value * c.scale / 10.0;
            c.end = next;
        }
    }
}

/// A product without the dust that decimals leave: 1.1 million is 1100000.
pub(super) fn times(value: f64, scale: f64) -> f64 {
    let product = value * scale;
    let round = product.round();
    if (product - round).abs() <= 1e-9 * product.abs().max(1.0) { round } else { product }
}
