//! Which days a text names: one, several joined, those between two, part of a month or a year, the day of an event.

use super::expr::{Length, Point};
use super::read::Reader;
use super::relation::CLAUSE;
use super::resolve::share_year;
use super::word::{Edge, Link, Mark, TimeUnit, TimeWord, Which};
use exode_text::Kind;

impl Reader<'_> {
    /// Any days at `i`, its article passed, joined with what follows: "Wednesday to Saturday", "samedi et dimanche".
    pub(super) fn point(&self, i: usize) -> Option<(Point, usize)> {
        let (first, end) = self.single(i)?;
        Some(self.joined(first, end))
    }

    pub(super) fn point_or_year(&self, i: usize) -> Option<(Point, usize)> {
        self.point(i).or_else(|| self.whole_year(i))
    }

    pub(super) fn single(&self, i: usize) -> Option<(Point, usize)> {
        let at = self.skip_link(i, &[Link::On]);
        if let Some(found) = self.back(at) {
            return Some(found);
        }
        let article = self.link(at, &[Link::The]);
        let at = article.unwrap_or(at);
        let at = self.of_month(at);
        self.absolute(at).or_else(|| self.relative(at, article.is_some()))
    }

    /// Past "le mois de" before its month.
    fn of_month(&self, i: usize) -> usize {
        match self.unit(i) {
            Some((TimeUnit::Month | TimeUnit::Day, at)) => match self.link(at, &[Link::Of]) {
                Some(after) if self.absolute(after).is_some() => after,
                _ => i,
            },
            _ => i,
        }
    }

    pub(super) fn whole_year(&self, i: usize) -> Option<(Point, usize)> {
        let at = self.skip_link(i, &[Link::The]);
        let at = match self.unit(at) {
            Some((TimeUnit::Year, at)) => at,
            _ => at,
        };
        let (year, end) = self.year(at)?;
        let unit_follows = self.unit(end).is_some();
        (!unit_follows).then_some((Point::Year { year, edge: None }, end))
    }

    /// A second end, if one follows.
    fn joined(&self, first: Point, end: usize) -> (Point, usize) {
        let ranged = self.dash(end).or_else(|| self.link(end, &[Link::To, Link::ToOrUntil, Link::Until]));
        let joined = || self.link(end, &[Link::And]);
        let Some(at) = ranged.or_else(joined) else { return (first, end) };
        let Some((mut last, after)) = self.single(at) else { return (first, end) };
        if matches!(first, Point::Span(..)) || !first.joins(&last) {
            return (first, end);
        }
        let mut first = first;
        if ranged.is_none() && !first.is_followed_by(&last) {
            return (first, end);
        }
        share_year(&mut first, &last);
        if let Point::Span(_, b) = last {
            last = *b;
        }
        (Point::Span(Box::new(first), Box::new(last)), after)
    }

    /// "Du 3 au 9 mars", "from Wednesday to Saturday", "de 2015 à 2020".
    pub(super) fn range_from(&self, i: usize) -> Option<(Point, usize)> {
        let (point, end) = self.point(i).or_else(|| self.years(i, &[Link::To])).or_else(|| self.numbered(i))?;
        matches!(point, Point::Span(..)).then_some((point, end))
    }

    /// "Du 21 au 26, …": days of the report's month.
    fn numbered(&self, i: usize) -> Option<(Point, usize)> {
        let (day, at) = self.day_number(i)?;
        let (last, end) = self.day_of_month(self.link(at, &[Link::ToOrUntil])?)?;
        Some((self.day_to(day, last), end))
    }

    fn years(&self, i: usize, links: &[Link]) -> Option<(Point, usize)> {
        let (a, at) = self.year(i)?;
        let at = self.link(at, links).or_else(|| self.dash(at))?;
        let (b, end) = self.year(at)?;
        let closed = end >= self.end || self.view.kind(end) != Kind::Word || self.words(end).next().is_some();
        let year = |year| Box::new(Point::Year { year, edge: None });
        (a < b && closed).then(|| (Point::Span(year(a), year(b)), end))
    }

    /// "Entre le 3 et le 9 mars", "between Wednesday and Saturday".
    pub(super) fn between(&self, i: usize) -> Option<(Point, usize)> {
        if let Some(found) = self.years(i, &[Link::And]) {
            return Some(found);
        }
        let from = self.clock(i);
        if let Some((mut first, end)) = self.single(from) {
            if matches!(first, Point::Span(..)) {
                return Some((first, end));
            }
            let end = self.hour(end);
            // "between March 8 and 20"
            if let Point::Date { year, month, day } = first
                && self.day_number(from).is_none()
                && let Some((to, end)) = self.link(end, &[Link::And]).and_then(|at| self.day_number(at)).filter(|(to, _)| *to > day)
                && self.single(self.link(end, &[Link::And]).unwrap_or(end)).is_none()
            {
                let last = Point::Date { year, month, day: to };
                return Some((Point::Span(Box::new(first), Box::new(last)), end));
            }
            let (last, end) = self.single(self.clock(self.link(end, &[Link::And])?))?;
            let end = self.hour(end);
            if !first.joins(&last) {
                return None;
            }
            share_year(&mut first, &last);
            return Some((Point::Span(Box::new(first), Box::new(last)), end));
        }
        let (day, at) = self.day_number(self.skip_link(i, &[Link::The]))?;
        let next = self.link(at, &[Link::And])?;
        // "between the 21st and noon on the 25th"
        let numbered = || self.day_of_month(self.skip_link(self.clock(next), &[Link::The]));
        let (last, end) = self.single(next).or_else(numbered)?;
        matches!(last, Point::Date { .. } | Point::DayOfMonth(_)).then(|| (self.day_to(day, last), end))
    }

    /// The first date in the clause that starts at `i`, at most `reach` tokens on.
    pub(super) fn date_within(&self, i: usize, reach: usize) -> Option<(Point, usize)> {
        for k in i..(i + reach).min(self.end) {
            if self.is_stop(k) || self.view.is(k, ",") {
                return None;
            }
            if let Some((point, end)) = self.single(k).or_else(|| self.link(k, &[Link::In]).and_then(|k| self.whole_year(k)))
                && (point.is_absolute() || point.is_day())
            {
                return Some((point, end));
            }
        }
        None
    }

    /// An event named near `i`, dated by the text itself where it does.
    pub(super) fn event(&self, i: usize) -> Option<(Point, usize)> {
        let (day, end) = self.events.find(self.view, i, self.end)?;
        if let Some((point, after)) = self.date_within(end, CLAUSE).filter(|(p, _)| p.is_absolute()) {
            let within = match (&point, day) {
                (Point::Month { year, month, .. }, Some(d)) => d.month() == *month as i8 && year.is_none_or(|y| y == d.year()),
                (Point::Year { year, .. }, Some(d)) => d.year() == *year,
                _ => false,
            };
            return Some((day.filter(|_| within).map_or(point, Point::Event), after));
        }
        day.map(|day| (Point::Event(day), end))
    }

    /// "The 24 hours to Tuesday morning", articles passed.
    pub(super) fn ending(&self, i: usize) -> Option<(Point, usize)> {
        let (length, at) = match self.length(i) {
            Some(found) => found,
            None => self.unit(i).map(|(unit, end)| (Length::one(unit), end))?,
        };
        let at = self.link(at, &[Link::To, Link::Until])?;
        let (base, end) = self.point(at).filter(|(p, _)| p.is_day())?;
        Some((Point::Ending { base: Box::new(base), length }, end))
    }

    /// "Les six premiers mois de 2023", "first week of the war", articles passed.
    pub(super) fn nth_of(&self, i: usize) -> Option<(Point, usize)> {
        let first = |k| self.at(k, |w| (w == TimeWord::Ordinal(1)).then_some(()));
        let (n, at) = match (self.count(i), first(i)) {
            (Some((n, _, at)), _) if first(at).is_some() => (n, first(at)?.1),
            (_, Some(((), at))) => match self.count(at) {
                Some((n, _, at)) => (n, at),
                None => (1.0, at),
            },
            _ => return None,
        };
        let (unit, at) = self.unit(at)?;
        let at = self.link(at, &[Link::Of])?;
        let bare = self.skip_link(at, &[Link::The]);
        let year = |k| self.period(k).map(|(unit, shift, end)| (Point::Period { unit, shift, edge: None }, end));
        let this_year = |k| self.unit(k).map(|(unit, end)| (Point::Period { unit, shift: 0, edge: None }, end));
        let based = self.whole_year(at).or_else(|| self.event(at)).or_else(|| year(bare)).or_else(|| self.absolute(bare));
        let (base, end) = based.or_else(|| this_year(bare).filter(|_| bare != at))?;
        if let (TimeUnit::Half, Point::Month { year, month, edge: None }) = (unit, &base) {
            return Some((Point::Month { year: *year, month: *month, edge: Some(Edge::FirstHalf) }, end));
        }
        Some((Point::First { base: Box::new(base), length: Length { n, high: n, unit } }, end))
    }

    /// "Les dix derniers jours de septembre", "the last week of May", articles passed: days and weeks of a month or a year.
    pub(super) fn last_of(&self, i: usize) -> Option<(Point, usize)> {
        let last = |k| self.at(k, |w| (w == TimeWord::Which(Which::Last)).then_some(())).map(|((), at)| at);
        let (n, at) = match self.count(i) {
            Some((n, _, at)) => (n, last(at)?),
            None => last(i).map(|at| self.count(at).map_or((1.0, at), |(n, _, at)| (n, at)))?,
        };
        let (unit, at) = self.unit(at).filter(|(unit, _)| matches!(unit, TimeUnit::Day | TimeUnit::Week))?;
        let at = self.link(at, &[Link::Of])?;
        let (base, end) = self.whole_year(at).or_else(|| self.absolute(self.skip_link(at, &[Link::The])))?;
        (!base.is_day()).then(|| (Point::Ending { base: Box::new(base), length: Length { n, high: n, unit } }, end))
    }

    /// Past an hour behind a day: "hier dix heures".
    fn hour(&self, i: usize) -> usize {
        let hour = self.count(i).and_then(|(n, _, at)| self.unit(at).filter(|(u, _)| *u == TimeUnit::Hour && n <= 24.0));
        hour.map_or(i, |(_, end)| end)
    }

    /// Past a clock time: "10 a.m. on".
    pub(super) fn clock(&self, i: usize) -> usize {
        let mut k = i;
        while k < self.end && k < i + 6 && (self.view.kind(k) == Kind::Digits || self.is_mark(k, ":") || self.is_mark(k, ".")) {
            k += 1;
        }
        let hour = || self.unit(k).filter(|(u, _)| *u == TimeUnit::Hour && k > i).map(|(_, end)| end);
        match self.mark(k, Mark::Clock).or_else(|| self.mark(k, Mark::Part)).or_else(hour) {
            Some(end) => {
                let end = if self.is_mark(end, ".") { end + 1 } else { end };
                self.skip_link(end, &[Link::On])
            }
            None => i,
        }
    }
}
