//! How a time hangs on the sentence: since, until, before, from-to, within, so long after an event.

use super::expr::{Length, Point, Relation, TimeExpr};
use super::read::Reader;
use super::resolve::share_year;
use super::word::{Back, Edge, Link, Mark, TimeUnit, TimeWord, Which};
use exode_text::Kind;

/// How far a clause may run between "since" and its date.
const CLAUSE: usize = 10;

impl Reader<'_> {
    /// The time at token `i`, with its preposition; `known` is the event named before in the sentence.
    pub(super) fn mention(&self, i: usize, known: Option<&Point>) -> Option<(TimeExpr, usize)> {
        let mut recurs = false;
        for (word, at, _) in self.words(i) {
            let found = match word {
                TimeWord::Link(Link::Each) => {
                    recurs = true;
                    None
                }
                TimeWord::Link(link) => self.linked(link, at, known),
                TimeWord::Now(_) => Some(self.so_far(at)),
                TimeWord::Eve(n) => self.eve(n, at),
                TimeWord::Back(Back::Then) => self.since_then(at),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        if recurs || self.link_before(i) == Some(Link::Each) {
            return None;
        }
        if let Some(found) = self.away_from(i) {
            return Some(found);
        }
        let (point, end) = self.point(i)?;
        Some((TimeExpr::new(Relation::During, point), end))
    }

    fn linked(&self, link: Link, at: usize, known: Option<&Point>) -> Option<(TimeExpr, usize)> {
        match link {
            // "Depuis, 250 000 personnes …"
            Link::Since | Link::SinceThat if self.is_mark(at, ",") && at <= self.begin + 3 => self.since_then(at),
            Link::Since | Link::SinceThat => match self.that(at) {
                Some(at) => self.since(at, true),
                None => self.since(at, link == Link::SinceThat),
            },
            Link::FromOn => {
                let at = self.skip_link(at, &[Link::Of]);
                let (point, end) = self.point_or_year(at).or_else(|| self.event(at))?;
                Some((self.ahead(TimeExpr::new(Relation::Since, point)), end))
            }
            Link::Before | Link::After => {
                let relation = if link == Link::Before { Relation::Before } else { Relation::After };
                if self.length(self.hedge(at).1).is_some_and(|(_, end)| self.link(end, &[Link::Ago]).is_none()) {
                    return None;
                }
                let (point, end) = self.point_or_year(at).or_else(|| self.event(at))?;
                let dated = point.is_absolute();
                let expr = TimeExpr::new(relation, point);
                // "Plans to deport them after 31 March"
                Some((if dated { self.ahead(expr) } else { expr }, end))
            }
            Link::Until | Link::By => {
                let at = self.clock(at);
                if let Some(((), end)) = self.at(at, |w| matches!(w, TimeWord::Now(_)).then_some(())) {
                    return Some((TimeExpr::new(Relation::Until, Point::Day(0)), end));
                }
                let (point, end) = self.point_or_year(at).or_else(|| self.event(at))?;
                let expr = self.ahead(TimeExpr::new(Relation::Until, point));
                // "D'ici janvier" always looks ahead.
                Some((if link == Link::By && !self.is_english() { expr.ahead() } else { expr }, end))
            }
            Link::ToOrUntil => {
                let (point, end) = self.digits(at).and_then(|_| self.point(at))?;
                matches!(point, Point::Date { .. }).then(|| (TimeExpr::new(Relation::Until, point), end))
            }
            Link::From | Link::Of => {
                if let Some((point, end)) = self.range_from(at) {
                    return Some((TimeExpr::new(Relation::During, point), end));
                }
                let (point, end) = self.point(at).filter(|(p, _)| link == Link::From && self.planned && p.is_day())?;
                Some((TimeExpr::new(Relation::Since, point).ahead(), end))
            }
            Link::Between => match self.between(at) {
                Some((point, end)) => Some((TimeExpr::new(Relation::During, point), end)),
                None => self.up_to(at),
            },
            Link::In | Link::During => self.within(at, known, link == Link::In),
            Link::On => {
                let (point, end) = self.point(at)?;
                Some((TimeExpr::new(Relation::During, point), end))
            }
            Link::The => self.nth_of(at).or_else(|| self.last_of(at)).map(|(p, end)| (TimeExpr::new(Relation::During, p), end)),
            _ => None,
        }
    }

    fn ahead(&self, expr: TimeExpr) -> TimeExpr {
        if self.planned { expr.ahead() } else { expr }
    }

    /// Any days at `i`, its article passed, joined with what follows: "Wednesday to Saturday", "samedi et dimanche".
    pub(super) fn point(&self, i: usize) -> Option<(Point, usize)> {
        let (first, end) = self.single(i)?;
        Some(self.joined(first, end))
    }

    fn point_or_year(&self, i: usize) -> Option<(Point, usize)> {
        self.point(i).or_else(|| self.whole_year(i))
    }

    fn single(&self, i: usize) -> Option<(Point, usize)> {
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
    fn range_from(&self, i: usize) -> Option<(Point, usize)> {
        let (point, end) = self.point(i).or_else(|| self.years(i, &[Link::To]))?;
        matches!(point, Point::Span(..)).then_some((point, end))
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
    fn between(&self, i: usize) -> Option<(Point, usize)> {
        if let Some(found) = self.years(i, &[Link::And]) {
            return Some(found);
        }
        let from = self.clock(i);
        if let Some((mut first, end)) = self.single(from) {
            if matches!(first, Point::Span(..)) {
                return Some((first, end));
            }
            let end = self.hour(end);
            let (last, end) = self.single(self.clock(self.link(end, &[Link::And])?))?;
            let end = self.hour(end);
            if !first.joins(&last) {
                return None;
            }
            share_year(&mut first, &last);
            return Some((Point::Span(Box::new(first), Box::new(last)), end));
        }
        let (day, at) = self.day_number(self.skip_link(i, &[Link::The]))?;
        let (last, end) = self.single(self.link(at, &[Link::And])?)?;
        matches!(last, Point::Date { .. }).then(|| (self.day_to(day, last), end))
    }

    /// "Between the start of the operation and 30 April": where it begins is told by no date.
    fn up_to(&self, i: usize) -> Option<(TimeExpr, usize)> {
        let open = (i..self.end.min(i + CLAUSE)).take_while(|k| !self.is_stop(*k) && self.view.kind(*k) == Kind::Word);
        let and = open.into_iter().filter_map(|k| self.link(k, &[Link::And])).next()?;
        let (point, end) = self.single(and).filter(|(p, _)| p.is_absolute())?;
        Some((TimeExpr::new(Relation::Until, point), end))
    }

    fn since(&self, i: usize, clause: bool) -> Option<(TimeExpr, usize)> {
        let since = |point, end| Some((TimeExpr::new(Relation::Since, point), end));
        let article = self.skip_link(i, &[Link::The]);
        let (open, at) = self.hedge(article);
        if let Some((length, end)) = self.length(at)
            && self.link(end, &[Link::Ago]).is_none()
        {
            let waits = || (self.begin..self.end).any(|k| self.mark(k, Mark::Wait).is_some());
            let timed = !open && length.unit != TimeUnit::Hour && !waits() && self.link(end, &[Link::After, Link::Before]).is_none();
            return timed.then(|| (TimeExpr::new(Relation::During, Point::Lasting(Some(length))), end));
        }
        if let Some((point, end)) = self.point_or_year(i) {
            return match point {
                Point::Lasting(_) => Some((TimeExpr::new(Relation::During, point), end)),
                _ => since(point, end),
            };
        }
        if let Some((point, end)) = self.event(i) {
            return since(point, end);
        }
        if !clause {
            return None;
        }
        let (point, end) = self.date_within(i, CLAUSE)?;
        since(point, end)
    }

    /// The first date in the clause that starts at `i`, at most `reach` tokens on.
    fn date_within(&self, i: usize, reach: usize) -> Option<(Point, usize)> {
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

    /// What "in" opens: a year, a length of time, "the week after the order", a date.
    fn within(&self, i: usize, known: Option<&Point>, windows: bool) -> Option<(TimeExpr, usize)> {
        let during = |(point, end)| Some((TimeExpr::new(Relation::During, point), end));
        let i = self.skip_link(i, &[Link::Of]);
        let article = self.link(i, &[Link::The]);
        if let Some(found) = self.following(article.unwrap_or(i), known) {
            return during(found);
        }
        if let Some(found) = self.ending(article.unwrap_or(i)) {
            return during(found);
        }
        if let Some(found) = self.nth_of(article.unwrap_or(i)).or_else(|| self.last_of(article.unwrap_or(i))) {
            return during(found);
        }
        if let Some(found) = self.point_or_year(i) {
            return during(found);
        }
        let (_, at) = self.hedge(i);
        if let Some((length, end)) = self.length(at) {
            if !windows || self.link(end, &[Link::Ago]).is_some() {
                return None;
            }
            return Some((TimeExpr::new(Relation::Window, Point::Length(length)), end));
        }
        let (unit, end) = article.and_then(|k| self.unit(k)).filter(|(u, _)| !matches!(u, TimeUnit::Day | TimeUnit::Hour))?;
        if self.link(end, &[Link::Of]).is_some() {
            return None;
        }
        Some((TimeExpr::new(Relation::Window, Point::Length(Length::one(unit))), end))
    }

    /// "La semaine qui a suivi l'annonce", "three days after the order", "the week since".
    fn following(&self, i: usize, known: Option<&Point>) -> Option<(Point, usize)> {
        let (length, end) = match self.length(i) {
            Some(found) => found,
            None => self.unit(i).map(|(unit, end)| (Length::one(unit), end))?,
        };
        let at = self.link(end, &[Link::Following, Link::After, Link::Since, Link::SinceThat])?;
        let based = self.event(at).or_else(|| self.point(at).filter(|(p, _)| p.is_day()));
        let (base, end) = match based {
            Some(found) => found,
            None => (known.or(self.told.moment.as_ref().filter(|p| p.is_day()))?.clone(), at),
        };
        Some((Point::Following { base: Box::new(base), length }, end))
    }

    /// "The 24 hours to Tuesday morning", articles passed.
    fn ending(&self, i: usize) -> Option<(Point, usize)> {
        let (length, at) = match self.length(i) {
            Some(found) => found,
            None => self.unit(i).map(|(unit, end)| (Length::one(unit), end))?,
        };
        let at = self.link(at, &[Link::To, Link::Until])?;
        let (base, end) = self.point(at).filter(|(p, _)| p.is_day())?;
        Some((Point::Ending { base: Box::new(base), length }, end))
    }

    /// "Les six premiers mois de 2023", "first week of the war", articles passed.
    fn nth_of(&self, i: usize) -> Option<(Point, usize)> {
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
    fn last_of(&self, i: usize) -> Option<(Point, usize)> {
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

    /// "Une semaine après l'annonce", "four days before the invasion".
    fn away_from(&self, i: usize) -> Option<(TimeExpr, usize)> {
        let (_, at) = self.hedge(i);
        let (length, at) = self.length(at)?;
        let (link, at) = self.at(at, |w| match w {
            TimeWord::Link(l @ (Link::Before | Link::After | Link::Following)) => Some(l),
            _ => None,
        })?;
        self.shifted(length, link == Link::Before, at)
    }

    fn shifted(&self, length: Length, before: bool, at: usize) -> Option<(TimeExpr, usize)> {
        let (base, end) = self.event(at).or_else(|| self.point(at).filter(|(p, _)| p.is_day()))?;
        Some((TimeExpr::new(Relation::During, Point::Shifted { base: Box::new(base), length, before }), end))
    }

    /// "So far", and "so far this year", which tells where it begins.
    fn so_far(&self, at: usize) -> (TimeExpr, usize) {
        match self.period(at) {
            Some((unit, 0, end)) => (TimeExpr::new(Relation::During, Point::Period { unit, shift: 0, edge: None }), end),
            _ => (TimeExpr::new(Relation::Until, Point::Day(0)), at),
        }
    }

    /// "La veille", "the day after the order": of what is named behind, else of the day told last.
    fn eve(&self, n: i8, at: usize) -> Option<(TimeExpr, usize)> {
        let length = Length { n: f64::from(n.unsigned_abs()), high: f64::from(n.unsigned_abs()), unit: TimeUnit::Day };
        let of = self.skip_link(at, &[Link::Of]);
        if let Some(found) = self.shifted(length, n < 0, of) {
            return Some(found);
        }
        if let Some(base) = self.told.day.as_ref().filter(|_| of == at) {
            let point = Point::Shifted { base: Box::new(base.clone()), length, before: n < 0 };
            return Some((TimeExpr::new(Relation::During, point), at));
        }
        (n < 0 && of == at).then(|| (TimeExpr::new(Relation::During, Point::Day(n.into())), at))
    }

    /// Past an hour behind a day: "hier dix heures".
    fn hour(&self, i: usize) -> usize {
        let hour = self.count(i).and_then(|(n, _, at)| self.unit(at).filter(|(u, _)| *u == TimeUnit::Hour && n <= 24.0));
        hour.map_or(i, |(_, end)| end)
    }

    /// Past a clock time: "10 a.m. on".
    fn clock(&self, i: usize) -> usize {
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
