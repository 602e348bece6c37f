//! What a case file cannot say, and dates as hours.

use exode_place::{Gazetteer, PlaceKind};
use jiff::civil::{Date, DateTime};
use toml::Spanned;
use toml::value::Datetime;

use crate::file::{Case, Demand, Gate, Origin, QueueAt, Target};
use crate::prior::Prior;

type Fault = (usize, String);

/// The span's first byte, where it is a fault.
fn fault<T>(at: &Spanned<T>, message: impl Into<String>) -> Fault {
    (at.span().start, message.into())
}

fn prior(p: &Spanned<Prior>) -> Result<(), Fault> {
    p.get_ref().fault().map_or(Ok(()), |why| Err(fault(p, why)))
}

fn share(p: &Spanned<Prior>) -> Result<(), Fault> {
    p.get_ref().share_fault().map_or(Ok(()), |why| Err(fault(p, why)))
}

fn each<'a, T: 'a>(of: impl IntoIterator<Item = &'a T>, check: impl Fn(&T) -> Result<(), Fault>) -> Result<(), Fault> {
    of.into_iter().try_for_each(check)
}

fn place(id: &Spanned<String>) -> Result<exode_place::Place, Fault> {
    Gazetteer::embedded().by_id(id.get_ref()).ok_or_else(|| {
        fault(id, format!("the gazetteer has no place {:?}: give an ISO code such as \"GE\" or an id of data/place", id.get_ref()))
    })
}

fn crossing(id: &Spanned<String>) -> Result<(), Fault> {
    if place(id)?.kind() == PlaceKind::Crossing {
        Ok(())
    } else {
        Err(fault(id, format!("{:?} is no border crossing: see data/place/crossings.toml for the ids", id.get_ref())))
    }
}

impl Case {
    pub(crate) fn check(&self) -> Result<(), Fault> {
        let (start, days) = (&self.period.start, &self.period.days);
        if day_of(start.get_ref()).is_none() {
            return Err(fault(start, "give a date: start = 2022-09-17"));
        }
        if !(1..=400).contains(days.get_ref()) {
            return Err(fault(days, "give 1 to 400 days"));
        }
        if self.origins.is_empty() || self.gates.is_empty() {
            return Err(fault(start, "a case has at least one [[origin]] and one [[gate]]"));
        }
        if let Some(at) = &self.demand {
            let d = at.get_ref();
            if let Some(why) = [&d.deterrence_per_day, &d.weekend, &d.travel].into_iter().find_map(|p| p.fault()) {
                return Err(fault(at, why));
            }
            if d.men.share_fault().is_some() || !(0.0..=1.0).contains(&d.swing) || !(d.drift.is_finite() && d.drift >= 1.0) {
                return Err(fault(at, "men is a share, swing lies between 0 and 1, drift is a factor of 1 or more"));
            }
        }
        each(&self.origins, |o| self.check_origin(o))?;
        each(&self.gates, |g| self.check_gate(g))?;
        for (n, gate) in self.gates.iter().enumerate() {
            if self.gates[..n].iter().any(|g| g.id.get_ref() == gate.id.get_ref()) {
                return Err(fault(&gate.id, format!("a second gate {:?}: give it another id", gate.id.get_ref())));
            }
        }
        each(&self.events, |e| {
            if e.on == Target::Entry && e.gate.is_none() {
                return Err(fault(&e.at, "entry is barred at a gate: name it"));
            }
            self.within(&e.at)?;
            if let Some(until) = &e.until
                && self.hours_at(until.get_ref()) <= self.hours_at(e.at.get_ref())
            {
                return Err(fault(until, "an event ends after it begins"));
            }
            if let Some(gate) = &e.gate
                && self.gate(gate.get_ref()).is_none()
            {
                let known: Vec<&str> = self.gates.iter().map(|g| g.id.get_ref().as_str()).collect();
                return Err(fault(gate, format!("there is no gate {:?}; there are: {}", gate.get_ref(), known.join(", "))));
            }
            prior(&e.size)
        })
    }

    fn check_origin(&self, origin: &Origin) -> Result<(), Fault> {
        place(&origin.id)?;
        if let Some(n) = &origin.at_risk
            && !(n.get_ref().is_finite() && *n.get_ref() > 0.0)
        {
            return Err(fault(n, "at_risk is a number of people, more than 0"));
        }
        each(&origin.left_before, prior)?;
        each(&origin.shocks, |s| {
            self.within(&s.at)?;
            each([&s.people, &s.onset_days, &s.decay_days], prior)?;
            each(&s.surges, |surge| {
                self.within(&surge.at)?;
                let days = &surge.give_or_take_days;
                if !(0.0..=30.0).contains(days.get_ref()) {
                    return Err(fault(days, "give_or_take_days lies between 0 and 30"));
                }
                prior(&surge.ratio)
            })
        })
    }

    fn check_gate(&self, gate: &Gate) -> Result<(), Fault> {
        each([&gate.appeal, &gate.background_per_day, &gate.travel_hours], prior)?;
        each(gate.returns.iter().chain(&gate.transit), share)?;
        each(&gate.stayed_before, prior)?;
        if let Some(id) = &gate.destination {
            place(id)?;
        }
        each(&gate.posts, |p| crossing(&p.crossing).and_then(|()| share(&p.share)))?;
        if gate.queues.is_empty() {
            return Err(fault(&gate.id, "a gate has at least one [[gate.queue]]; without capacity_per_day it holds nobody up"));
        }
        if gate.queues.len() > 1
            && let Some(bare) = gate.queues.iter().find(|q| q.share.is_none())
        {
            return Err(fault(&bare.mode, "a gate with several queues says which share each takes: share = { median = 0.3, factor = 2 }"));
        }
        if let Some(opens) = &gate.queues[0].opens {
            return Err(fault(&opens.from, "the first queue of a gate is always open: put the mode that opens later second"));
        }
        each(&gate.queues, |q| self.check_queue(q))
    }

    fn check_queue(&self, queue: &QueueAt) -> Result<(), Fault> {
        each(&queue.crossing, crossing)?;
        each(&queue.share, share)?;
        let priors = [&queue.capacity_per_day, &queue.people_per_vehicle, &queue.spacing_m, &queue.abreast, &queue.trucks, &queue.waiting];
        each(priors.into_iter().flatten(), prior)?;
        if let Some(opens) = &queue.opens
            && self.hours_at(opens.to.get_ref()) < self.hours_at(opens.from.get_ref())
        {
            return Err(fault(&opens.to, "a mode is wholly open after its first people, not before"));
        }
        match &queue.hours {
            Some(hours) if hours.get_ref().iter().any(|h| !(0.0..=24.0).contains(h)) => {
                Err(fault(hours, "hours are two numbers from 0 to 24: hours = [8, 20]"))
            }
            _ => Ok(()),
        }
    }

    fn within(&self, at: &Spanned<Datetime>) -> Result<(), Fault> {
        match self.hours_at(at.get_ref()) {
            Some(h) if (-24.0 * 60.0..=24.0 * self.days() as f64).contains(&h) => Ok(()),
            Some(_) => Err(fault(at, "this lies outside the period: change period.start or period.days")),
            None => Err(fault(at, "give a date, with an hour where it is known: 2022-09-21 or 2022-09-21T09:00:00")),
        }
    }

    /// The gate of that id.
    #[must_use]
    pub fn gate(&self, id: &str) -> Option<usize> {
        self.gates.iter().position(|g| g.id.get_ref() == id)
    }

    /// Behaviour that all gates share.
    #[must_use]
    pub fn demand(&self) -> Demand {
        self.demand.as_ref().map(|d| d.get_ref().clone()).unwrap_or_default()
    }

    /// Days in the period.
    #[must_use]
    pub fn days(&self) -> usize {
        *self.period.days.get_ref()
    }

    /// The same case, covering at least so many days (400 at most).
    #[must_use]
    pub fn lasting(mut self, days: usize) -> Self {
        let own = self.period.days.get_mut();
        *own = (*own).max(days.min(400));
        self
    }

    /// First day of the period.
    #[must_use]
    pub fn start(&self) -> Date {
        day_of(self.period.start.get_ref()).map_or(Date::constant(1970, 1, 1), DateTime::date)
    }

    /// Hours from the start of the period to a date of the file, `None` where it has no date.
    #[must_use]
    pub fn hours_at(&self, at: &Datetime) -> Option<f64> {
        day_of(at).map(|t| hours_between(self.start(), t))
    }

    /// Hours from the start of the period to midnight before `day`.
    #[must_use]
    pub fn hours_to(&self, day: Date) -> f64 {
        hours_between(self.start(), day.to_datetime(jiff::civil::Time::midnight()))
    }
}

fn hours_between(start: Date, t: DateTime) -> f64 {
    let days = start.duration_until(t.date()).as_hours() as f64;
    days + f64::from(t.hour()) + f64::from(t.minute()) / 60.0
}

/// A TOML date, at midnight where it has no hour.
fn day_of(at: &Datetime) -> Option<DateTime> {
    at.date?;
    at.to_string().trim_end_matches('Z').parse().ok()
}
