//! Days counted from the day of writing.
//!
//! Reads "hier soir", "lundi dernier", "last week", "ces dix derniers jours", "il y a quatre jours", "the week of 19 September".
//! Refuses "chaque lundi" (recurs), "il y a quatre jours d'attente" (a wait), "the day" alone.

use super::date::which_of;
use super::expr::{Length, Point};
use super::read::Reader;
use super::word::{Link, Mark, TimeUnit, TimeWord, Which};

impl Reader<'_> {
    /// Any relative time at token `i`, articles already passed; `article` is whether there was one.
    pub(super) fn relative(&self, i: usize, article: bool) -> Option<(Point, usize)> {
        let i = self.mark(i, Mark::Earlier).or_else(|| self.mark(i, Mark::Later)).map_or(i, |k| self.skip_link(k, &[Link::On]));
        if let Some(((), end)) = self.at(i, |w| matches!(w, TimeWord::Now(_)).then_some(())) {
            return Some((Point::Day(0), end));
        }
        let fixed = self.at(i, |w| match w {
            TimeWord::Day(n) => Some(Point::Day(n.into())),
            TimeWord::Night(n) => Some(Point::Span(Box::new(Point::Day(n.into())), Box::new(Point::Day(i16::from(n) + 1)))),
            _ => None,
        });
        if let Some((point, end)) = fixed {
            if let Some(found) = self.night_of(i, end) {
                return Some(found);
            }
            if self.is_mark(end, ",")
                && let Some((dated @ Point::Date { .. }, end)) = self.absolute(self.skip_link(end + 1, &[Link::The]))
            {
                return Some((dated, end));
            }
            return Some((point, self.part(end)));
        }
        self.weekday(i)
            .or_else(|| self.weekend(i))
            .or_else(|| self.lasting(i, article))
            .or_else(|| self.period(i).map(|(unit, shift, end)| (Point::Period { unit, shift, edge: None }, end)))
            .or_else(|| self.week_of(i))
            .or_else(|| self.ago(i))
    }

    /// The night word at `i..end` with its own day: "overnight on Friday" is two days, "la nuit de lundi" is named
    /// by the day it belongs to, "la nuit de samedi à dimanche" becomes its range.
    fn night_of(&self, i: usize, end: usize) -> Option<(Point, usize)> {
        self.at(i, |w| matches!(w, TimeWord::Night(_)).then_some(()))?;
        let of = self.link(end, &[Link::Of, Link::From, Link::On, Link::Between])?;
        let (day, end) = self.weekday(of).or_else(|| self.absolute(of))?;
        let lone = self.link(of - 1, &[Link::On]).is_some() && self.link(end, &[Link::To, Link::And]).is_none();
        if !day.is_day() || !lone {
            return Some((day, end));
        }
        let length = Length { n: 2.0, high: 2.0, unit: TimeUnit::Day };
        Some((Point::First { base: Box::new(day), length }, end))
    }

    /// Past the part of the day: "soir", "in the evening", "à l'aube".
    fn part(&self, i: usize) -> usize {
        let at = self.skip_link(i, &[Link::In, Link::During, Link::The]);
        let at = self.skip_link(at, &[Link::The]);
        self.mark(at, Mark::Part).or_else(|| self.mark(i, Mark::Part)).unwrap_or(i)
    }

    fn weekday(&self, i: usize) -> Option<(Point, usize)> {
        let (before, at) = match self.at(i, which_of) {
            Some((Which::This, end)) => match self.at(end, which_of) {
                Some((Which::Past, end)) => (Some(Which::Last), end),
                _ => (Some(Which::This), end),
            },
            Some((which, end)) => (Some(which), end),
            None => (None, i),
        };
        let (day, end) = self.words(at).find_map(|(word, end, entry)| match word {
            TimeWord::Weekday(day) => Some((day, end)),
            TimeWord::WeekdayShort(day) if self.case_fits(at, entry) => {
                if self.is_mark(end, ".") && self.view.gap(end) == exode_text::Gap::None {
                    return Some((day, end + 1));
                }
                let dated = self.digits(end).is_some() || self.absolute(end).is_some();
                dated.then_some((day, end))
            }
            _ => None,
        })?;
        let after = self.skip_link(end, &[Link::The]);
        if before.is_none()
            && let Some(found) = self.weekday_range(after)
        {
            return Some(found);
        }
        let comma = if self.is_mark(end, ",") { self.skip_link(end + 1, &[Link::The]) } else { after };
        if before.is_none()
            && let Some((point @ Point::Date { .. }, end)) = self.absolute(comma).filter(|_| self.month_first(comma))
        {
            return Some((point, end));
        }
        let end = self.part(end);
        if let (None, Some((which, end))) = (before, self.at(end, which_of).filter(|(w, _)| *w != Which::This)) {
            return Some((Point::Weekday { day, which: Some(which) }, self.part(end)));
        }
        Some((Point::Weekday { day, which: before }, end))
    }

    /// The rest of "lundi 19 au dimanche 25 septembre", from the first number on.
    fn weekday_range(&self, i: usize) -> Option<(Point, usize)> {
        let (day, at) = self.day_number(i)?;
        let at = self.link(at, &[Link::To, Link::ToOrUntil, Link::And]).or_else(|| self.dash(at))?;
        match self.weekday(self.skip_link(at, &[Link::The]))? {
            (last @ Point::Date { .. }, end) => Some((self.day_to(day, last), end)),
            _ => None,
        }
    }

    /// Whether the date at `i` may follow its day of week.
    fn month_first(&self, i: usize) -> bool {
        i < self.end && matches!(self.absolute(i), Some((Point::Date { .. }, _)))
    }

    fn weekend(&self, i: usize) -> Option<(Point, usize)> {
        let (before, at) = match self.at(i, which_of) {
            Some((Which::This, end)) => match self.at(end, which_of) {
                Some((Which::Past | Which::Last, end)) => (Some(Which::Last), end),
                _ => (None, end),
            },
            Some((which, end)) => (Some(which), end),
            None => (None, i),
        };
        let ((), end) = self.at(at, |w| matches!(w, TimeWord::Weekend(_)).then_some(()))?;
        let end = self.mark(self.dash(end).unwrap_or(end), Mark::Here).unwrap_or(end);
        let of = self.skip_link(end, &[Link::Of, Link::From, Link::The]);
        if of > end
            && let Some(found) = self.absolute(self.skip_link(of, &[Link::The]))
        {
            return Some(found);
        }
        match self.at(end, which_of).filter(|(w, _)| before.is_none() && *w != Which::This) {
            Some((which, end)) => Some((Point::Weekend(Some(which)), end)),
            None => Some((Point::Weekend(before), end)),
        }
    }

    /// "Ces dix derniers jours", "the last four days", "in the past 24 hours", "the past week", "recent days", "les prochains jours".
    fn lasting(&self, i: usize, article: bool) -> Option<(Point, usize)> {
        let (this, i) = match self.at(i, which_of) {
            Some((Which::This, end)) => (true, end),
            _ => (false, i),
        };
        let (count, which, at) = if let Some((n, high, at)) = self.count(i) {
            let (which, end) = self.at(at, which_of)?;
            (Some((n, high)), which, end)
        } else {
            let (which, at) = self.at(i, which_of)?;
            match self.count(at) {
                Some((n, high, end)) => (Some((n, high)), which, end),
                None => (None, which, at),
            }
        };
        let (unit, end) = self.unit(self.dash(at).unwrap_or(at))?;
        let plural = ['s', 'S'].iter().any(|s| self.view.word(end - 1).ends_with(*s)) && !self.is_invariable(end - 1)
            || self.view.word(at - 1).ends_with(['s', 'S']) && !self.is_english() && self.is_invariable(end - 1);
        let length = match count {
            Some((n, high)) => Some(Length { n, high, unit }),
            None if which == Which::Recent || plural => None,
            None if which == Which::Past || ((article || this || !self.is_english()) && which == Which::Last) => Some(Length::one(unit)),
            None => return None,
        };
        match which {
            Which::Next => Some((Point::Coming(length), end)),
            Which::This => None,
            _ => Some((Point::Lasting(length), end)),
        }
    }

    pub(super) fn is_invariable(&self, i: usize) -> bool {
        self.view.is(i, "mois")
    }

    /// "La semaine dernière", "last week", "ce mois-ci", "this year": unit, how many on from this one.
    pub(super) fn period(&self, i: usize) -> Option<(TimeUnit, i16, usize)> {
        let shift_of = |which: Which| match which {
            Which::Last | Which::Past => Some(-1),
            Which::Next => Some(1),
            Which::This => Some(0),
            Which::Recent => None,
        };
        let fits = |u: TimeUnit| !matches!(u, TimeUnit::Hour | TimeUnit::Day);
        if let Some((which, at)) = self.at(i, which_of) {
            let (unit, end) = self.unit(at)?;
            if which == Which::This {
                if let Some((after @ (Which::Last | Which::Past), end)) = self.at(end, which_of) {
                    return fits(unit).then_some((unit, shift_of(after)?, end));
                }
                let end = self.mark(self.dash(end).unwrap_or(end), Mark::Here).unwrap_or(end);
                return fits(unit).then_some((unit, 0, end));
            }
            return fits(unit).then_some((unit, shift_of(which)?, end));
        }
        let (unit, at) = self.unit(i)?;
        let (which, end) = self.at(at, which_of)?;
        (fits(unit) && which != Which::This).then_some((unit, shift_of(which)?, end))
    }

    /// "La semaine du 19 septembre": its seven days.
    fn week_of(&self, i: usize) -> Option<(Point, usize)> {
        let (TimeUnit::Week, at) = self.unit(i)? else { return None };
        let at = self.link(at, &[Link::Of])?;
        let at = self.skip_link(at, &[Link::The]);
        let (point, end) = self.absolute(at).or_else(|| self.day_of_month(at))?;
        match point {
            Point::Date { .. } | Point::DayOfMonth(_) => {
                Some((Point::First { base: Box::new(point), length: Length::one(TimeUnit::Week) }, end))
            }
            Point::Span(..) => Some((point, end)),
            _ => None,
        }
    }

    /// "Il y a quatre jours", "four days ago".
    pub(super) fn ago(&self, i: usize) -> Option<(Point, usize)> {
        if let Some(at) = self.link(i, &[Link::AgoBefore]) {
            let (open, at) = self.hedge(at);
            let (length, end) = self.length(at)?;
            if self.link(end, &[Link::Of]).is_some() {
                return None;
            }
            return Some((Point::Ago { length, open }, end));
        }
        let (open, at) = self.hedge(i);
        let (length, end) = self.length(at)?;
        let end = self.link(end, &[Link::Ago])?;
        Some((Point::Ago { length, open }, end))
    }
}
