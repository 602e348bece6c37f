//! One sentence as the time grammar sees it.

use exode_text::{Case, Gap, Kind};

use super::back::Told;
use super::events::Events;
use super::expr::Length;
use super::word::{Hedge, Link, Mark, TimeUnit, TimeWord};
use crate::lexicon::{EntryId, Lang, Sense};
use crate::number::Numeral;
use crate::view::View;

/// A sentence: nothing is read past its ends.
pub(super) struct Reader<'r> {
    pub(super) view: &'r View<'r>,
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) numerals: &'r [Numeral],
    pub(super) events: &'r Events,
    /// Whether a word of the sentence looks ahead.
    pub(super) planned: bool,
    /// What was told before.
    pub(super) told: Told,
}

impl Reader<'_> {
    /// The time words that start at token `i`, longest first, with the token after each.
    pub(super) fn words(&self, i: usize) -> impl Iterator<Item = (TimeWord, usize, EntryId)> + '_ {
        let hits = if i < self.end { self.view.hits(i) } else { &[] };
        hits.iter().filter_map(|h| match &self.view.entry(h).sense {
            Sense::Time(word) if h.end as usize <= self.end => Some((*word, h.end as usize, h.entry)),
            _ => None,
        })
    }

    pub(super) fn at<T>(&self, i: usize, pick: impl Fn(TimeWord) -> Option<T>) -> Option<(T, usize)> {
        self.words(i).find_map(|(word, end, _)| pick(word).map(|t| (t, end)))
    }

    /// The token after the link at `i`, if it is one of `want`.
    pub(super) fn link(&self, i: usize, want: &[Link]) -> Option<usize> {
        let found = self.at(i, |w| matches!(w, TimeWord::Link(l) if want.contains(&l)).then_some(())).map(|(_, end)| end);
        found.or_else(|| self.elided(i).filter(|l| want.contains(l)).map(|_| i + 1))
    }

    /// The link of an elided word: a form of a lexicon cannot end in an apostrophe.
    fn elided(&self, i: usize) -> Option<Link> {
        if i >= self.end {
            return None;
        }
        match self.view.word(i) {
            "l'" | "L'" | "l’" | "L’" => Some(Link::The),
            "d'" | "D'" | "d’" | "D’" => Some(Link::Of),
            _ => None,
        }
    }

    /// Past "que" after a link that opens a clause.
    pub(super) fn that(&self, i: usize) -> Option<usize> {
        (i < self.end && matches!(self.view.word(i), "qu'" | "qu’")).then_some(i + 1)
    }

    pub(super) fn skip_link(&self, i: usize, want: &[Link]) -> usize {
        self.link(i, want).unwrap_or(i)
    }

    pub(super) fn mark(&self, i: usize, want: Mark) -> Option<usize> {
        self.at(i, |w| (w == TimeWord::Mark(want)).then_some(())).map(|(_, end)| end)
    }

    /// A link that ends right before token `i`.
    pub(super) fn link_before(&self, i: usize) -> Option<Link> {
        let found = self.view.before(i, |s| match s {
            Sense::Time(TimeWord::Link(l)) => Some(*l),
            _ => None,
        });
        let found = found.filter(|(_, start)| *start >= self.begin).map(|(link, _)| link);
        found.or_else(|| i.checked_sub(1).filter(|k| *k >= self.begin).and_then(|k| self.elided(k)))
    }

    pub(super) fn is_english(&self) -> bool {
        self.view.lex.lang() == Lang::En
    }

    /// Whether token `i` is written as the form of `entry` wants: a form with a capital needs one.
    pub(super) fn case_fits(&self, i: usize, entry: EntryId) -> bool {
        let wants = self.view.lex.entry(entry).form.chars().next().is_some_and(char::is_uppercase);
        !wants || matches!(self.view.case(i), Case::Title | Case::Upper)
    }

    fn touches(&self, i: usize) -> bool {
        i < self.end && self.view.gap(i) == Gap::None
    }

    /// Whether token `i` is the one-byte or dash mark `mark`.
    pub(super) fn is_mark(&self, i: usize, mark: &str) -> bool {
        i < self.end && self.view.word(i) == mark
    }

    pub(super) fn dash(&self, i: usize) -> Option<usize> {
        (i < self.end && matches!(self.view.word(i), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "–" | "—")).then_some(i + 1)
    }

    /// A full stop, colon or bracket: no phrase goes on past it.
    pub(super) fn is_stop(&self, i: usize) -> bool {
        i >= self.end || (self.view.kind(i) == Kind::Mark && !matches!(self.view.word(i), "-" | "'" | "’" | "\u{2011}"))
    }

    /// The digits of token `i`, with how many there are.
    pub(super) fn digits(&self, i: usize) -> Option<(u16, usize)> {
        if i >= self.end || self.view.kind(i) != Kind::Digits {
            return None;
        }
        let word = self.view.word(i);
        if word.len() > 4 {
            return None;
        }
        word.parse().ok().map(|n| (n, word.len()))
    }

    /// Whether the digits of token `i` are part of a longer number: "1,24", "12 000", "16 %", "3.5".
    fn is_in_number(&self, i: usize, last: usize) -> bool {
        let separator = |k: usize| k < self.end && matches!(self.view.word(k), "," | "." | "'" | "’");
        if i >= self.begin + 2 && self.touches(i) && separator(i - 1) && self.touches(i - 1) && self.view.kind(i - 2) == Kind::Digits {
            return true;
        }
        let group = |k: usize| k < self.end && self.view.kind(k) == Kind::Digits;
        if group(last + 1) && self.view.word(last + 1).len() == 3 && matches!(self.view.gap(last + 1), Gap::Space | Gap::Narrow) {
            return true;
        }
        if separator(last + 1) && self.touches(last + 1) && group(last + 2) && self.touches(last + 2) {
            return true;
        }
        self.is_mark(last + 1, "%")
    }

    /// A day of the month in digits, with its ordinal ending: "24", "1er", "the 21st".
    pub(super) fn day_number(&self, i: usize) -> Option<(u8, usize)> {
        // "jusqu'à dimanche 25.310": the thousands of a count are no day.
        let thousands = matches!(self.view.word(i + 1), "." | ",")
            && self.view.gap(i + 1) == Gap::None
            && self.view.gap(i + 2) == Gap::None
            && self.view.kind(i + 2) == Kind::Digits
            && self.view.word(i + 2).len() == 3;
        if thousands {
            return None;
        }
        if let Some((1, end)) = self.at(i, |w| if let TimeWord::Ordinal(n) = w { Some(n) } else { None }) {
            return Some((1, end));
        }
        if let Some(found) = self.day_in_words(i) {
            return Some(found);
        }
        let (n, len) = self.digits(i)?;
        let day = u8::try_from(n).ok().filter(|d| len <= 2 && (1..=31).contains(d))?;
        if self.is_in_number(i, i) {
            return None;
        }
        let end = self.mark(i + 1, Mark::Suffix).filter(|_| self.touches(i + 1)).unwrap_or(i + 1);
        Some((day, end))
    }

    /// A day of the month in words, before its month: "le vingt et un septembre".
    fn day_in_words(&self, i: usize) -> Option<(u8, usize)> {
        if i >= self.end || self.view.kind(i) != Kind::Word {
            return None;
        }
        let from = self.numerals.partition_point(|n| n.start < i);
        let spelled = self.numerals[from..].iter().take_while(|n| n.start == i && n.end <= self.end).max_by_key(|n| n.end)?;
        let whole = spelled.value.fract() == 0.0 && (1.0..=31.0).contains(&spelled.value);
        let month = self.words(spelled.end).any(|(w, ..)| matches!(w, TimeWord::Month(_) | TimeWord::MonthWary(_)));
        (whole && month).then_some((spelled.value as u8, spelled.end))
    }

    /// A year in four digits, 1900 to 2100.
    pub(super) fn year(&self, i: usize) -> Option<(i16, usize)> {
        let (n, len) = self.digits(i)?;
        let year = i16::try_from(n).ok().filter(|y| len == 4 && (1900..=2100).contains(y))?;
        (!self.is_in_number(i, i)).then_some((year, i + 1))
    }

    /// How many: a numeral or an article, "quatre", "quatre ou cinq", "24", "une".
    pub(super) fn count(&self, i: usize) -> Option<(f64, f64, usize)> {
        let (n, high, end) = self.count_once(i)?;
        if let Some(next) = self.link(end, &[Link::Or, Link::To]).or_else(|| self.dash(end))
            && let Some((m, top, after)) = self.count_once(next)
            && m > n
        {
            return Some((n, top, after));
        }
        Some((n, high, end))
    }

    fn count_once(&self, i: usize) -> Option<(f64, f64, usize)> {
        if i >= self.end {
            return None;
        }
        let from = self.numerals.partition_point(|n| n.start < i);
        let longest = self.numerals[from..].iter().take_while(|n| n.start == i).filter(|n| n.end <= self.end).max_by_key(|n| n.end);
        if let Some(n) = longest.filter(|n| n.end > i && n.value.is_finite() && n.value >= 0.0) {
            let high = if n.high.is_finite() { n.high.max(n.value) } else { n.value };
            return Some((n.value, high, n.end));
        }
        if let Some(end) = self.mark(i, Mark::One) {
            return Some((1.0, 1.0, end));
        }
        let (n, _) = self.digits(i)?;
        (!self.is_in_number(i, i)).then_some((f64::from(n), f64::from(n), i + 1))
    }

    pub(super) fn unit(&self, i: usize) -> Option<(TimeUnit, usize)> {
        self.at(i, |w| if let TimeWord::Unit(u) = w { Some(u) } else { None })
    }

    /// A hedge; the second is whether it leaves the length open.
    pub(super) fn hedge(&self, i: usize) -> (bool, usize) {
        match self.at(i, |w| if let TimeWord::Hedge(h) = w { Some(h) } else { None }) {
            Some((hedge, end)) => (hedge == Hedge::Beyond, self.skip_link(end, &[Link::Of])),
            None => (false, i),
        }
    }

    /// "Quatre jours", "une semaine", "24 heures", also "les trois premières semaines" without the ordinal.
    pub(super) fn length(&self, i: usize) -> Option<(Length, usize)> {
        let (n, high, at) = self.count(i)?;
        let at = self.dash(at).filter(|k| self.unit(*k).is_some()).unwrap_or(at);
        let (unit, end) = self.unit(at)?;
        Some((Length { n, high, unit }, end))
    }
}
