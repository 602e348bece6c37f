//! Events that reports tell, as levers of a case: which gate they act on and how, by an amount that the claims are left to say.

use exode_case::{Case, Event as Lever, Gate, Prior, Target};
use exode_claim::{Event, EventKind};
use jiff::civil::Date;
use toml::Spanned;
use toml::value::Datetime;

use crate::posterior::Posterior;
use crate::quantile::{Believed, Drawn};

/// Reports tell one event on days this near to each other.
const SAME_DAYS: f64 = 2.0;

/// An event that has become a lever of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// As the first of the reports tells it.
    pub event: Event,
    /// The gate it acts on, an id of the case.
    pub gate: String,
    /// How many reports tell it.
    pub reports: usize,
    /// Which event of the case it is.
    pub(crate) nth: usize,
}

/// What an event does, and by which factor: its sign is told, its size is not, so nine tenths of the prior lie on one side of no effect
/// and reach from hardly any to most of what could be. Judgement, like all weights of words.
fn effect(kind: EventKind) -> (Target, Prior) {
    match kind {
        EventKind::Closure => (Target::Capacity, Prior::of(0.3, 3.5)),
        EventKind::Opening => (Target::Capacity, Prior::of(1.8, 1.8)),
        EventKind::EntryBan => (Target::Entry, Prior::of(0.4, 2.6)),
        EventKind::DraftOffice => (Target::Appeal, Prior::of(0.6, 1.8)),
        EventKind::Quota => (Target::Capacity, Prior::of(0.6, 1.8)),
        EventKind::Passage | EventKind::Lanes => (Target::Capacity, Prior::of(1.25, 1.35)),
    }
}

/// A case with the events of reports as levers, and which were taken. Left out are events at no gate of the case, before or after its
/// period, and those that the case itself tells.
#[must_use]
pub fn with_events(case: &Case, events: &[Event]) -> (Case, Vec<Taken>) {
    let mut case = case.clone();
    let (own, mut taken) = (case.events.len(), Vec::<Taken>::new());
    let mut events: Vec<&Event> = events.iter().collect();
    events.sort_by(|a, b| (a.time.start(), a.kind, &a.report, a.offset).cmp(&(b.time.start(), b.kind, &b.report, b.offset)));
    for event in events {
        let Some(from) = event.time.start() else { continue };
        let at_h = case.hours_to(from);
        let Some((gate, share)) = event.places.iter().find_map(|p| gate_of(&case, &p.id)) else { continue };
        if at_h < 0.0 || at_h >= case.days() as f64 * 24.0 {
            continue;
        }
        let near = |day: Date| (case.hours_to(day) - at_h).abs() <= SAME_DAYS * 24.0;
        if let Some(same) =
            taken.iter_mut().find(|t| t.event.kind == event.kind && t.gate == gate && t.event.time.start().is_some_and(near))
        {
            same.reports += usize::from(same.event.report != event.report);
            continue;
        }
        let (on, prior) = effect(event.kind);
        if tells(&case, own, &gate, on, event.kind, at_h) {
            continue;
        }
        taken.push(Taken { event: event.clone(), gate: gate.clone(), reports: 1, nth: case.events.len() });
        case.events.push(Lever {
            what: Some(event.kind.name().to_owned()),
            at: plain(day(from)),
            until: event.time.end().and_then(|d| d.tomorrow().ok()).map(|d| plain(day(d))),
            on,
            gate: Some(plain(gate)),
            // One post of many moves its gate by its share.
            size: plain(Prior::of(libm::pow(prior.median, share), libm::pow(prior.factor, share))),
        });
    }
    (case, taken)
}

/// Whether one of the case's own events, or a mode that opens, is this one.
fn tells(case: &Case, own: usize, gate: &str, on: Target, kind: EventKind, at_h: f64) -> bool {
    let choice = |t: Target| matches!(t, Target::Appeal | Target::Entry);
    let near = |at: &Spanned<Datetime>| case.hours_at(at.get_ref()).is_some_and(|h| (h - at_h).abs() <= SAME_DAYS * 24.0);
    let same = |e: &Lever| {
        let there = e.gate.as_ref().is_none_or(|g| g.get_ref() == gate);
        there && (e.on == on || choice(e.on) && choice(on)) && near(&e.at)
    };
    let opens = |g: &&Gate| g.id.get_ref() == gate && g.queues.iter().any(|q| q.opens.is_some());
    case.events[..own].iter().any(same) || kind == EventKind::Passage && case.gates.iter().any(|g| opens(&g))
}

/// The gate a place is, or is a crossing of; and what part of it.
fn gate_of(case: &Case, place: &str) -> Option<(String, f64)> {
    case.gates.iter().find_map(|g| {
        let id = g.id.get_ref().clone();
        if g.destination.as_ref().is_some_and(|d| d.get_ref() == place) {
            return Some((id, 1.0));
        }
        if let Some(post) = g.posts.iter().find(|p| p.crossing.get_ref() == place) {
            return Some((id, post.share.get_ref().median));
        }
        g.queues.iter().any(|q| q.crossing.as_ref().is_some_and(|c| c.get_ref() == place)).then_some((id, 1.0))
    })
}

/// A value that stands in no file.
fn plain<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

fn day(day: Date) -> Datetime {
    let date = toml::value::Date { year: day.year().unsigned_abs(), month: day.month().unsigned_abs(), day: day.day().unsigned_abs() };
    Datetime { date: Some(date), time: None, offset: None }
}

impl Posterior {
    /// By which factor an event that was taken changed what it acts on.
    #[must_use]
    pub fn size_of(&self, taken: &Taken) -> Option<Believed> {
        let size = self.system.events.get(taken.nth)?.ln_size;
        let mut drawn = Drawn::default();
        for block in self.z.chunks(exode_flow::LANES) {
            let ln = size.at(&crate::smc::lanes(block));
            ln.iter().take(block.len()).for_each(|v| drawn.add(libm::exp(*v), 1.0));
        }
        Some(drawn.believed())
    }
}

#[cfg(test)]
mod tests {
    use exode_claim::{PlaceRef, When};
    use jiff::civil::date;

    use super::*;

    const CASE: &str = include_str!("../../../cases/russia-2022/case.toml");

    fn told(kind: EventKind, place: &str, from: Date) -> Event {
        let places = ["RU", place].map(|id| PlaceRef { id: id.into(), name: id.into() }).to_vec();
        Event { report: "a".into(), published: None, kind, places, time: When::since(from), source: None, offset: 0 }
    }

    #[test]
    fn an_event_moves_its_gate_once_and_a_post_by_its_share() {
        let case = Case::parse(CASE, "case.toml").expect("a case");
        let own = case.events.len();
        let mut other = told(EventKind::Closure, "MN", date(2022, 10, 3));
        other.report = "b".into();
        let events = [
            told(EventKind::Closure, "kyakhta", date(2022, 10, 2)),
            other,
            told(EventKind::Closure, "syrym", date(2022, 10, 2)),
            told(EventKind::Closure, "PL", date(2022, 10, 2)),
            told(EventKind::Closure, "MN", date(2022, 3, 27)),
        ];
        let (with, taken) = with_events(&case, &events);
        let gates: Vec<(&str, usize)> = taken.iter().map(|t| (t.gate.as_str(), t.reports)).collect();
        assert_eq!(gates, [("MN", 2), ("KZ", 1)], "Poland is no gate, March before the period");
        assert_eq!(with.events.len(), own + 2);
        let median = |n: usize| with.events[own + n].size.get_ref().median;
        assert!(median(0) < 0.5 && median(1) > 0.8, "a whole border, one post of thirty: {} {}", median(0), median(1));
    }

    #[test]
    fn what_the_case_tells_itself_is_not_taken_again() {
        let case = Case::parse(CASE, "case.toml").expect("a case");
        let events = [
            told(EventKind::EntryBan, "FI", date(2022, 9, 30)),
            told(EventKind::DraftOffice, "verkhni-lars", date(2022, 9, 27)),
            told(EventKind::Passage, "verkhni-lars", date(2022, 9, 27)),
        ];
        assert_eq!(with_events(&case, &events), (case, Vec::new()));
    }
}
