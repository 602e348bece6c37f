//! Absolute dates: a day, month, season or year that the calendar names.
//!
//! Reads "24 février 2022", "Sept. 21", "21-26 September", "24/09/2022", "2022-09-24", "mi-avril", "l'été 2023", "third quarter of 2023".
//! Refuses "may" the verb, "Mars" the planet, "12 000" before a month, an English 03/04/2022 that may be either day.

use exode_text::{Case, Gap, Kind};

use super::expr::Point;
use super::read::Reader;
use super::word::{Edge, Link, Season, TimeUnit, TimeWord, Which};
use crate::lexicon::EntryId;

/// How sure a month is by itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sure {
    Plain,
    Wary,
    Short,
}

impl Reader<'_> {
    /// Any absolute date at token `i`, articles already passed.
    pub(super) fn absolute(&self, i: usize) -> Option<(Point, usize)> {
        if self.digits(i).is_some() {
            return self.numeric(i).or_else(|| self.iso(i)).or_else(|| self.day_month(i)).or_else(|| self.short_numeric(i));
        }
        self.month_day(i)
            .or_else(|| self.last_month(i))
            .or_else(|| self.bare_month(i, None))
            .or_else(|| self.day_month(i))
            .or_else(|| self.edged(i))
            .or_else(|| self.season(i))
            .or_else(|| self.share(i))
    }

    fn month(&self, i: usize) -> Option<(u8, Sure, usize)> {
        let (word, end, entry): (TimeWord, usize, EntryId) =
            self.words(i).find(|(w, ..)| matches!(w, TimeWord::Month(_) | TimeWord::MonthWary(_) | TimeWord::MonthShort(_)))?;
        if !self.case_fits(i, entry) {
            return None;
        }
        let (month, sure) = match word {
            TimeWord::Month(m) => (m, Sure::Plain),
            TimeWord::MonthWary(m) => (m, Sure::Wary),
            TimeWord::MonthShort(m) => (m, Sure::Short),
            _ => return None,
        };
        let dotted = sure == Sure::Short && self.is_mark(end, ".") && self.view.gap(end) == Gap::None;
        Some((month, sure, if dotted { end + 1 } else { end }))
    }

    /// The year that goes with a date ending at `i`.
    fn year_after(&self, i: usize, comma: bool) -> (Option<i16>, usize) {
        let at = if comma && self.is_mark(i, ",") { i + 1 } else { self.skip_link(i, &[Link::Of]) };
        match self.year(at) {
            Some((year, end)) => (Some(year), end),
            None => (None, i),
        }
    }

    /// "24 février 2022", "21-26 September", "24 et 25 septembre".
    fn day_month(&self, i: usize) -> Option<(Point, usize)> {
        let (day, at) = self.day_number(i)?;
        if let Some(found) = self.day_then_month(day, at) {
            return Some(found);
        }
        let joined = self.link(at, &[Link::And]);
        let next = self.dash(at).or_else(|| self.link(at, &[Link::To, Link::ToOrUntil])).or(joined)?;
        let (last, after) = self.day_number(self.skip_link(next, &[Link::The]))?;
        if joined.is_some() && last != day + 1 {
            return None;
        }
        let (end_point, end) = self.day_then_month(last, after)?;
        Some((self.day_to(day, end_point), end))
    }

    /// The range from day `day` to a date.
    pub(super) fn day_to(&self, day: u8, to: Point) -> Point {
        let from = match to {
            Point::Date { year, month, day: last } if day <= last => Point::Date { year, month, day },
            _ => Point::DayOnly(day),
        };
        Point::Span(Box::new(from), Box::new(to))
    }

    fn day_then_month(&self, day: u8, at: usize) -> Option<(Point, usize)> {
        let (month, _, end) = self.month(self.skip_link(at, &[Link::Of]))?;
        let (year, end) = self.year_after(end, true);
        Some((Point::Date { year, month, day }, end))
    }

    /// "September 21, 2022", "Sept. 21-26", "Sept 21 to 26". English only: in French a number after a month counts something.
    fn month_day(&self, i: usize) -> Option<(Point, usize)> {
        if !self.is_english() || self.link_before(i) == Some(Link::In) {
            return None;
        }
        let (month, _, at) = self.month(i)?;
        let at = self.skip_link(at, &[Link::The]);
        let (day, end) = self.day_number(at)?;
        let next = self.dash(end).or_else(|| self.link(end, &[Link::To, Link::And]));
        let last = next.and_then(|k| self.day_number(k)).filter(|(d, k)| *d > day && self.month(*k).is_none());
        let joined = self.link(end, &[Link::And]).is_some();
        if let Some((last, end)) = last.filter(|(d, _)| !joined || *d == day + 1) {
            let (year, end) = self.year_after(end, true);
            let to = Point::Date { year, month, day: last };
            return Some((self.day_to(day, to), end));
        }
        let (year, end) = self.year_after(end, true);
        Some((Point::Date { year, month, day }, end))
    }

    /// A month without day: surely one, or beside a year or a preposition.
    fn bare_month(&self, i: usize, edge: Option<Edge>) -> Option<(Point, usize)> {
        let (month, sure, end) = self.month(i)?;
        let (year, end) = self.year_after(end, true);
        let point = Point::Month { year, month, edge };
        if year.is_some() || edge.is_some() || sure == Sure::Plain {
            return Some((point, end));
        }
        let capital_inside = !self.is_english() && self.view.case(i) == Case::Title;
        let held = self.link_before(i).is_some_and(|l| match sure {
            Sure::Short => {
                let dotted = self.is_mark(end.saturating_sub(1), ".");
                let firm = matches!(l, Link::In | Link::During | Link::Since | Link::SinceThat | Link::Until | Link::By | Link::FromOn);
                firm && (dotted || self.view.case(i) == Case::Title)
            }
            _ => !matches!(l, Link::Ago | Link::Each | Link::The | Link::AgoBefore),
        });
        (held && !capital_inside).then_some((point, end))
    }

    /// "Last May", "mai dernier": the one before this, whatever else the word means.
    fn last_month(&self, i: usize) -> Option<(Point, usize)> {
        let last = |k: usize| self.at(k, which_of).filter(|(w, _)| matches!(w, Which::Last | Which::Past)).map(|(_, end)| end);
        let (month, end) = match last(i) {
            Some(at) => self.month(at).filter(|(_, _, end)| self.year_after(*end, true).0.is_none()).map(|(month, _, end)| (month, end))?,
            None => self.month(i).and_then(|(month, _, at)| last(at).map(|end| (month, end)))?,
        };
        Some((Point::Month { year: None, month, edge: None }, end))
    }

    /// "Fin septembre", "mi-avril", "late 2022", "the end of the month".
    fn edged(&self, i: usize) -> Option<(Point, usize)> {
        let (edge, at) = self.at(i, |w| if let TimeWord::Edge(e) = w { Some(e) } else { None })?;
        let at = self.dash(at).unwrap_or(at);
        let at = self.skip_link(at, &[Link::Of]);
        let at = self.skip_link(at, &[Link::The]);
        if let Some(found) = self.bare_month(at, Some(edge)) {
            return Some(found);
        }
        if let Some((year, end)) = self.year(at) {
            return Some((Point::Year { year, edge: Some(edge) }, end));
        }
        if let Some((TimeUnit::Month, k)) = self.unit(at)
            && let Some(found) = self.link(k, &[Link::Of]).and_then(|k| self.bare_month(k, Some(edge)))
        {
            return Some(found);
        }
        let (unit, shift, end) = self.period(at).or_else(|| {
            let (unit, end) = self.unit(at).filter(|(u, _)| matches!(u, TimeUnit::Week | TimeUnit::Month | TimeUnit::Year))?;
            if unit == TimeUnit::Year
                && let Some((year, end)) = self.year(end)
            {
                return Some((unit, year, end));
            }
            Some((unit, 0, end))
        })?;
        let point =
            if shift > 1000 { Point::Year { year: shift, edge: Some(edge) } } else { Point::Period { unit, shift, edge: Some(edge) } };
        Some((point, end))
    }

    /// "L'été 2023", "last summer", "winter of 2022-2023".
    fn season(&self, i: usize) -> Option<(Point, usize)> {
        let (before, at) = match self.at(i, which_of) {
            Some((which, end)) => (Some(which), end),
            None => (None, i),
        };
        let (season, end) = self.at(at, |w| if let TimeWord::Season(s) = w { Some(s) } else { None })?;
        let (after, end) = match self.at(end, which_of).filter(|_| before.is_none()) {
            Some((which, end)) => (Some(which), end),
            None => (None, end),
        };
        let which = before.or(after);
        let (year, end) = self.year_after(end, false);
        let end = match (season, self.dash(end).and_then(|k| self.digits(k).map(|_| k + 1))) {
            (Season::Winter, Some(after)) if year.is_some() => after,
            _ => end,
        };
        let held = || {
            let at = if i > self.begin && self.link_before(i) == Some(Link::The) { i - 1 } else { return false };
            self.link_before(at).is_some_and(|l| matches!(l, Link::In | Link::During | Link::Since | Link::SinceThat))
        };
        (year.is_some() || which.is_some() || held()).then_some((Point::Season { year, season, which }, end))
    }

    /// "Deuxième trimestre 2023", "first half of this year".
    fn share(&self, i: usize) -> Option<(Point, usize)> {
        let (nth, at) = self.at(i, |w| if let TimeWord::Ordinal(n) = w { Some(n) } else { None })?;
        let (unit, end) = self.unit(at).filter(|(u, _)| matches!(u, TimeUnit::Quarter | TimeUnit::Half))?;
        let (year, mut end) = self.year_after(end, false);
        if year.is_none() {
            let of = self.skip_link(end, &[Link::Of]);
            let of = self.skip_link(of, &[Link::The]);
            if let (TimeUnit::Half, Some(found)) =
                (unit, self.bare_month(of, Some(if nth == 1 { Edge::FirstHalf } else { Edge::SecondHalf })))
            {
                return Some(found);
            }
            if let Some((TimeUnit::Year, 0, after)) = self.period(of) {
                end = after;
            } else if of != end
                && let Some((TimeUnit::Year, after)) = self.unit(of)
            {
                (end, _) = match self.year(after) {
                    Some((year, after)) => return Some((Point::Share { year: Some(year), nth, unit }, after)),
                    None => (after, 0),
                };
            }
        }
        Some((Point::Share { year, nth, unit }, end))
    }

    /// "Le 20, …", "on the 20th": a day whose month is the report's. What goes on as a word may count something: "le 20 heures".
    pub(super) fn day_of_month(&self, i: usize) -> Option<(Point, usize)> {
        let (day, end) = self.day_number(i).filter(|(_, end)| self.digits(i).is_some() && (!self.is_english() || *end > i + 1))?;
        let closed = end >= self.end || self.view.kind(end) != Kind::Word && !matches!(self.view.word(end), "-" | "/" | "%" | "°");
        closed.then_some((Point::DayOfMonth(day), end))
    }

    /// "24/09/2022", "24.09.22".
    fn numeric(&self, i: usize) -> Option<(Point, usize)> {
        let tight = |k: usize| k < self.end && self.view.gap(k) == Gap::None;
        let separator = self.view.word(i + 1);
        if !matches!(separator, "/" | "." | "-") || !self.is_mark(i + 3, separator) || !(i + 1..i + 5).all(tight) {
            return None;
        }
        let ((a, a_len), (b, b_len), (c, c_len)) = (self.digits(i)?, self.digits(i + 2)?, self.digits(i + 4)?);
        if a_len > 2 || b_len > 2 || !(c_len == 4 || (c_len == 2 && a_len == 2 && b_len == 2)) {
            return None;
        }
        let (day, month) = match (a, b) {
            (1..=31, 1..=12) if !self.is_english() || a > 12 || a == b || separator == "." => (a, b),
            (1..=12, 13..=31) => (b, a),
            _ => return None,
        };
        let year = if c_len == 2 { 2000 + c } else { c };
        if !(1900..=2100).contains(&year) {
            return None;
        }
        Some((Point::Date { year: Some(year as i16), month: month as u8, day: day as u8 }, i + 5))
    }

    /// "24.02", "15/04" after a preposition: a day and month of two digits each.
    fn short_numeric(&self, i: usize) -> Option<(Point, usize)> {
        let held = self.link_before(i).is_some_and(|l| matches!(l, Link::Since | Link::SinceThat | Link::On | Link::The | Link::Until));
        let separator = matches!(self.view.word(i + 1), "/" | ".");
        let tight = (i + 1..i + 3).all(|k| k < self.end && self.view.gap(k) == Gap::None);
        if !held || !separator || !tight {
            return None;
        }
        let ((day, 2), (month, 2)) = (self.digits(i)?, self.digits(i + 2)?) else { return None };
        let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && !(self.is_mark(i + 3, "%"));
        fits.then_some((Point::Date { year: None, month: month as u8, day: day as u8 }, i + 3))
    }

    /// "2022-09-24".
    fn iso(&self, i: usize) -> Option<(Point, usize)> {
        let (year, _) = self.year(i)?;
        let tight = (i + 1..i + 5).all(|k| k < self.end && self.view.gap(k) == Gap::None);
        if !tight || !self.is_mark(i + 1, "-") || !self.is_mark(i + 3, "-") {
            return None;
        }
        let ((month, 2), (day, 2)) = (self.digits(i + 2)?, self.digits(i + 4)?) else { return None };
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some((Point::Date { year: Some(year), month: month as u8, day: day as u8 }, i + 5))
    }
}

/// The choice a word makes.
pub(super) fn which_of(word: TimeWord) -> Option<Which> {
    match word {
        TimeWord::Which(w) => Some(w),
        _ => None,
    }
}
