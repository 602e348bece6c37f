//! A what-if as a form asks it and as an address keeps it. What an address cannot mean changes nothing.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Fit;
use crate::request::Request;
use crate::url::encoded;

/// Largest factor of a slider, and people a day of a quota.
pub(crate) const MOST: f64 = 4.0;
const QUOTA: f64 = 1_000_000.0;

/// What is changed. Whole days, both ends.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Levers {
    /// By what name a lever finds the border, one of [`Fit::places`].
    pub(crate) place: String,
    /// Its number among the gates.
    pub(crate) gate: usize,
    /// So many times as many get through.
    pub(crate) capacity: f64,
    /// So many times as many set out, everywhere.
    pub(crate) demand: f64,
    /// From this day on.
    pub(crate) from: Date,
    /// Until that day.
    pub(crate) to: Date,
    /// Shut on these days.
    pub(crate) close: Option<(Date, Date)>,
    /// At most so many people a day.
    pub(crate) quota: Option<f64>,
    /// People on foot are let through.
    pub(crate) foot: bool,
}

impl Levers {
    /// What `request` asks of `fit`; without a border named, of the busiest one. `None` where the case has no border with a queue.
    pub(crate) fn of(request: &Request, fit: &Fit) -> Option<Self> {
        let places = fit.places();
        let asked = request.asked("place");
        let named = asked.and_then(|name| places.iter().find(|(n, place)| *place == name || fit.ids().get(*n) == Some(&name)));
        let people =
            |n: usize| fit.modelled.gates[n].series("queue_people").and_then(|s| s.on(fit.modelled.today)).map_or(0.0, |b| b.median);
        let (gate, place) = *named.or_else(|| places.iter().max_by(|a, b| people(a.0).total_cmp(&people(b.0))))?;
        let (today, last) = (fit.modelled.today, fit.modelled.last);
        let day = |key| request.asked(key).and_then(|d| d.parse::<Date>().ok());
        let factor =
            |key| request.asked(key).and_then(|f| f.parse::<f64>().ok()).filter(|f| f.is_finite()).map_or(1.0, |f| f.clamp(0.0, MOST));
        let from = day("from").unwrap_or_else(|| today.saturating_add(1.days()).min(last));
        let close = match (day("close_from"), day("close_to")) {
            (Some(a), Some(b)) => Some((a.min(b), a.max(b))),
            (Some(a), None) => Some((a, last.max(a))),
            (None, Some(b)) => Some((from.min(b), b)),
            (None, None) => None,
        };
        Some(Self {
            place: place.to_owned(),
            gate,
            capacity: factor("capacity"),
            demand: factor("demand"),
            from,
            to: day("to").unwrap_or(last).max(from),
            close,
            quota: request.asked("quota").and_then(|q| q.parse::<f64>().ok()).filter(|q| q.is_finite()).map(|q| q.clamp(0.0, QUOTA)),
            foot: request.asked("foot").is_some(),
        })
    }

    /// In the words of `exode whatif`; empty where nothing is changed.
    pub(crate) fn told(&self) -> String {
        let (place, span) = (&self.place, format!("{}..{}", self.from, self.to));
        let mut parts = Vec::new();
        if self.capacity != 1.0 {
            parts.push(format!("capacity {place} x{} {span}", self.capacity));
        }
        if self.demand != 1.0 {
            parts.push(format!("demand x{} {span}", self.demand));
        }
        if let Some(people) = self.quota {
            parts.push(format!("quota {place} {people} {span}"));
        }
        if self.foot {
            parts.push(format!("open {place} foot {span}"));
        }
        if let Some((a, b)) = self.close {
            parts.push(format!("close {place} {a}..{b}"));
        }
        parts.join("; ")
    }

    /// The address that asks this.
    pub(crate) fn address(&self) -> String {
        let mut out = format!(
            "/whatif?place={}&capacity={}&demand={}&from={}&to={}",
            encoded(&self.place),
            self.capacity,
            self.demand,
            self.from,
            self.to
        );
        // Writing to a String cannot fail.
        if let Some((a, b)) = self.close {
            let _ = write!(out, "&close_from={a}&close_to={b}");
        }
        if let Some(people) = self.quota {
            let _ = write!(out, "&quota={people}");
        }
        if self.foot {
            out.push_str("&foot=1");
        }
        out
    }
}
