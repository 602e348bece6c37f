//! How a time hangs on the sentence: since, until, before, from-to, within, so long after an event.

use super::expr::{Length, Point, Relation, TimeExpr};
use super::read::Reader;
use super::word::{Back, Link, Mark, TimeUnit, TimeWord};
use exode_text::Kind;

/// How far a clause may run between "since" and its date.
pub(super) const CLAUSE: usize = 13;

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
        // "L'année 2023 s'est achevée avec …"
        let named = || self.unit(self.skip_link(i, &[Link::The])).filter(|(u, _)| *u == TimeUnit::Year).and_then(|_| self.whole_year(i));
        let (point, end) = self.point(i).or_else(named)?;
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
                let (point, end) = self.point_or_year(at).or_else(|| self.event(at)).or_else(|| self.dated_noun(at))?;
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
                let (point, end) = self.point(at).or_else(|| self.day_of_month(self.skip_link(at, &[Link::The])))?;
                Some((TimeExpr::new(Relation::During, point), end))
            }
            Link::The => self
                .nth_of(at)
                .or_else(|| self.last_of(at))
                .or_else(|| self.day_of_month(at).filter(|_| !self.is_english()))
                .map(|(p, end)| (TimeExpr::new(Relation::During, p), end)),
            _ => None,
        }
    }

    fn ahead(&self, expr: TimeExpr) -> TimeExpr {
        if self.planned { expr.ahead() } else { expr }
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
            // "Depuis le début du conflit, le 15 avril, …": the day told beside the event is its day.
            let beside = self.is_mark(end, ",").then(|| self.absolute(self.skip_link(end + 1, &[Link::The, Link::On]))).flatten();
            return match beside {
                Some((day @ Point::Date { .. }, end)) => since(day, end),
                _ => since(point, end),
            };
        }
        if !clause {
            return None;
        }
        let (point, end) = self.date_within(i, CLAUSE)?;
        since(point, end)
    }

    /// What "in" opens: a year, a length of time, "the week after the order", a date.
    fn within(&self, i: usize, known: Option<&Point>, windows: bool) -> Option<(TimeExpr, usize)> {
        let during = |(point, end)| Some((TimeExpr::new(Relation::During, point), end));
        let i = self.skip_link(i, &[Link::Of]);
        let article = self.link(i, &[Link::The]);
        if let Some(at) = self.days_since(article.unwrap_or(i)) {
            return self.since(self.that(at).unwrap_or(at), true);
        }
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

    /// "Avant la frappe de vendredi": what happened, told by its day.
    fn dated_noun(&self, i: usize) -> Option<(Point, usize)> {
        let noun = self.link(i, &[Link::The]).filter(|k| self.view.kind(*k) == Kind::Word)?;
        self.point(self.link(noun + 1, &[Link::Of])?).filter(|(p, _)| p.is_day())
    }

    /// "In the days since the invasion": no number of them, so from its day on.
    fn days_since(&self, i: usize) -> Option<usize> {
        let (_, end) = self.unit(i).filter(|(_, end)| self.view.word(end - 1).ends_with('s') && !self.is_invariable(end - 1))?;
        self.link(end, &[Link::Since, Link::SinceThat])
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
        if let Some(end) = self.at(at, |w| (w == TimeWord::Day(0)).then_some(())).map(|((), end)| end) {
            return (TimeExpr::new(Relation::During, Point::Day(0)), end);
        }
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
}
