//! Digits that are no numbers: dates, times, telephone and section numbers, digits inside names and addresses.

use exode_text::{Case, Kind};

use super::reader::Reader;
use super::word::{NumberRole, QuantifierUse};
use crate::lexicon::{Lang, Sense};
use crate::telephone::telephone;

impl Reader<'_, '_> {
    /// Where reading goes on if the digits at `at` are no number.
    pub(super) fn refused(&self, at: usize) -> Option<usize> {
        if self.inside_name(at) {
            return Some(at + 1);
        }
        if self.struck(at) {
            return Some(at + 1);
        }
        telephone(self.view, at, self.end).or_else(|| self.chain_refused(at)).or_else(|| self.letters_inside(at))
    }

    /// "M23", "km2", "Covid-19", "#5", "?q=305".
    fn inside_name(&self, at: usize) -> bool {
        if !self.glued(at) {
            return false;
        }
        let before = at - 1;
        match self.view.kind(before) {
            Kind::Word => !self.view.word(before).ends_with(['\'', '\u{2019}']),
            Kind::Digits => false,
            Kind::Mark => match self.view.word(before) {
                "#" | "@" | "=" | "&" | "_" | "\\" | "?" | "/" | "%" => true,
                "-" | "\u{2010}" | "\u{2011}" => {
                    self.glued(before) && self.view.kind(before - 1) == Kind::Word && !self.behind_digits(before - 1)
                }
                _ => false,
            },
        }
    }

    /// "~~300~~": struck through.
    fn struck(&self, at: usize) -> bool {
        let tildes = |i: usize| self.view.word(i) == "~" && self.view.word(i + 1) == "~" && self.glued(i + 1);
        at >= self.first + 2 && self.glued(at) && tildes(at - 2) && self.glued(at + 1) && tildes(at + 1)
    }

    /// Whether the word at `i` is a mark that belongs to digits before it: "10k-12k".
    fn behind_digits(&self, i: usize) -> bool {
        self.glued(i) && self.view.kind(i - 1) == Kind::Digits
    }

    /// "24/09/2022", "2022-09-24", "12.3.4", "8:30", "1-222-2222".
    fn chain_refused(&self, at: usize) -> Option<usize> {
        let mut end = at + 1;
        let (mut dashes, mut slashes, mut colons) = (0, 0, 0);
        while self.glued(end) && self.view.kind(end) == Kind::Mark && self.glued(end + 1) && self.view.kind(end + 1) == Kind::Digits {
            match self.view.word(end) {
                "-" | "–" | "\u{2010}" | "\u{2011}" => dashes += 1,
                "/" => slashes += 1,
                ":" => colons += 1,
                "." | "," | "'" | "\u{2019}" => {}
                _ => break,
            }
            end += 2;
        }
        (dashes >= 2 || colons > 0 || slashes >= 2 || (slashes == 1 && (dashes > 0 || self.vulgar(at).is_none()))).then_some(end)
    }

    /// "3/4": numerator and denominator in digits.
    pub(super) fn vulgar(&self, at: usize) -> Option<(f64, usize)> {
        let (a, b) = (self.view.word(at), self.view.word(at + 2));
        let shape = self.view.kind(at) == Kind::Digits
            && self.glued(at + 1)
            && self.view.word(at + 1) == "/"
            && self.glued(at + 2)
            && a.len() <= 2
            && b.len() <= 2
            && !a.starts_with('0')
            && !b.starts_with('0');
        if !shape {
            return None;
        }
        let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
        (a < b && b <= 10.0).then_some((a / b, at + 3))
    }

    /// "8h30", "20 h 30", "4x4", "5G", "3D".
    fn letters_inside(&self, at: usize) -> Option<usize> {
        let word = at + 1;
        let clock = self.view.is(word, "h")
            && word + 1 < self.end
            && self.view.word(at).len() <= 2
            && self.view.kind(word + 1) == Kind::Digits
            && self.view.word(word + 1).len() == 2;
        if clock {
            return Some(at + 3);
        }
        if !self.glued(word) || self.view.kind(word) != Kind::Word {
            return None;
        }
        if self.glued(word + 1) && self.view.kind(word + 1) == Kind::Digits {
            return Some(at + 3);
        }
        let known = [NumberRole::Mark, NumberRole::Suffix, NumberRole::Thousand, NumberRole::Scale]
            .into_iter()
            .any(|role| self.role(word, role).is_some());
        let short = self.view.word(word).chars().count() <= 2 && self.view.case(word) != Case::Lower;
        (short && !known && !self.is_unit(word)).then_some(at + 2)
    }

    /// The token behind a per cent sign or word at `i`.
    pub(super) fn percent(&self, i: usize) -> Option<usize> {
        let percent = |s: &Sense| matches!(s, Sense::Quantifier(q) if q.use_ == QuantifierUse::Percent).then_some(());
        if i < self.end { self.view.at(i, percent).map(|((), end)| end) } else { None }
    }

    /// Whether a per cent sign or word stands at `i`.
    pub(super) fn is_percent(&self, i: usize) -> bool {
        self.percent(i).is_some()
    }

    /// Whether "plus", "more", "moins" or "fewer" stands at `i` behind a fraction; +1 or -1.
    pub(super) fn more_or_fewer(&self, i: usize) -> Option<f64> {
        if i >= self.end {
            return None;
        }
        let found = self.view.at(i, |s| match s {
            Sense::Quantifier(q) if q.use_ == QuantifierUse::More => Some(1.0),
            Sense::Quantifier(q) if q.use_ == QuantifierUse::Fewer => Some(-1.0),
            _ => None,
        });
        found.map(|(sign, _)| sign)
    }

    /// Whether "between" stands close before the number at `start`.
    pub(super) fn opens_between(&self, start: usize) -> bool {
        let between = |s: &Sense| matches!(s, Sense::Quantifier(q) if q.use_ == QuantifierUse::Between).then_some(());
        (start.saturating_sub(3).max(self.first)..start).any(|i| self.view.at(i, between).is_some())
    }

    /// Whether "m" right behind digits is a million: English, "1.2m" or below a hundred, and nothing speaks of metres.
    pub(super) fn m_is_million(&self, word: usize, value: f64, decimal: bool) -> bool {
        let next = self.past_hyphen(word + 1);
        self.lang == Lang::En && self.glued(word) && (decimal || value < 100.0) && self.role(next, NumberRole::Metres).is_none()
    }
}
