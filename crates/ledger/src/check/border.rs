//! The arithmetic of a border: length, vehicles, people, wait and throughput of one queue.
//!
//! What it finds: a length that cannot hold the vehicles told of it, people who cannot sit in them; a queue and a wait whose quotient, a
//! throughput, is neither what enters in a day nor what the crossing is said to let through.
//!
//! What it refuses: figures of another crossing or another day; what some choice of people a vehicle, of metres a vehicle
//! ([`Roads`]) and of the figures told makes fit. A wait may be the one told to newcomers or the one lived by those who leave, and in
//! a queue that grows or shrinks the two differ: a throughput must be three times off where only that tells them apart. Entries of a
//! whole country against one crossing's queue are a note: the others may have come another way.
//!
//! Example: "3,500 vehicles and 48 h give 1,750 vehicles a day; at 1.9 to 4.2 people a vehicle that is 3,260 to 7,350 people a day, but
//! 10,800 entered."
//!
//! Source: Little 1961, L = λW, and that a queue is as long as what stands in it.

use std::collections::BTreeMap;

use exode_claim::{Measure, Unit};
use jiff::civil::Date;

use super::road::{Road, Roads};
use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, calculated};
use crate::interval::Interval;
use crate::words::{self, RateClass};

/// The wait lived and the wait told to newcomers may be so many times apart in a queue that grows or shrinks.
const TURN: f64 = 3.0;

/// Where a queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Spot<'g> {
    Crossing(&'g str),
    Between(&'g str, &'g str),
}

/// What is told of one queue on one day, and of those who cross.
#[derive(Default)]
struct Scene<'g> {
    lengths: Vec<usize>,
    vehicles: Vec<usize>,
    people: Vec<usize>,
    waits: Vec<usize>,
    /// The ends that its figures name.
    routes: Vec<(&'g str, &'g str)>,
}

/// First and last day of a daily count, and its statement.
type Flow = ((Date, Date), usize);

pub(super) fn find(ground: &Ground<'_>, roads: &Roads, found: &mut Vec<Discrepancy>) {
    let (scenes, flows, capacities) = gather(ground);
    for ((spot, day), scene) in &scenes {
        let (at, ends) = match *spot {
            Spot::Crossing(id) => (Some(id), scene.routes.as_slice()),
            Spot::Between(a, b) => (None, &[(a, b)][..]),
        };
        let border = Border { ground, road: roads.at(at.into_iter().chain(ends.iter().map(|e| e.1))), day: *day };
        found.extend(scene.lengths.iter().filter_map(|&l| border.length(l, &scene.vehicles)));
        found.extend(scene.people.iter().filter_map(|&p| border.people(p, &scene.vehicles)));
        let paces = border.paces(scene);
        if paces.is_empty() {
            continue;
        }
        let today = |list: &Vec<Flow>| list.iter().filter(|(days, _)| days.0 <= *day && *day <= days.1).map(|f| f.1).collect::<Vec<_>>();
        for flow in flows.get(spot).map(today).into_iter().flatten() {
            found.extend(border.flow(flow, &paces, false));
        }
        // Told without a crossing it may be that of more crossings than the queue's.
        let wider = ends.iter().filter(|_| at.is_some()).filter_map(|&(a, b)| flows.get(&Spot::Between(a, b)));
        for flow in wider.flat_map(today) {
            found.extend(border.flow(flow, &paces, true));
        }
        for &capacity in capacities.get(spot).into_iter().flatten() {
            found.extend(border.capacity(capacity, &paces));
        }
    }
}

type Gathered<'g> = (BTreeMap<(Spot<'g>, Date), Scene<'g>>, BTreeMap<Spot<'g>, Vec<Flow>>, BTreeMap<Spot<'g>, Vec<usize>>);

fn gather<'g>(ground: &'g Ground<'_>) -> Gathered<'g> {
    let mut scenes: BTreeMap<(Spot<'g>, Date), Scene<'g>> = BTreeMap::new();
    let (mut flows, mut capacities) = (BTreeMap::<Spot<'g>, Vec<Flow>>::new(), BTreeMap::<Spot<'g>, Vec<usize>>::new());
    for (q, members) in ground.levels() {
        let between = q.origin.zip(q.destination);
        let spot = q.crossing.map(Spot::Crossing).or_else(|| between.map(|(a, b)| Spot::Between(a, b)));
        for i in members {
            let class = ground.drafts[i].class;
            match (q.measure, q.unit, spot) {
                (Measure::Capacity, Unit::Vehicle | Unit::Person, Some(spot)) if per_day(class).is_some() => {
                    capacities.entry(spot).or_default().push(i);
                }
                (Measure::QueueLength | Measure::QueueVehicles | Measure::QueuePeople | Measure::Wait, _, Some(spot)) => {
                    let Some(day) = ground.day(i) else { continue };
                    let scene = scenes.entry((spot, day)).or_default();
                    match (q.measure, q.unit) {
                        (Measure::QueueLength, Unit::Km) => scene.lengths.push(i),
                        (Measure::QueueVehicles, Unit::Vehicle) => scene.vehicles.push(i),
                        (Measure::QueuePeople, Unit::Person) => scene.people.push(i),
                        (Measure::Wait, Unit::Hour | Unit::Day) => scene.waits.push(i),
                        _ => continue,
                    }
                    scene.routes.extend(between.filter(|b| !scene.routes.contains(b)));
                }
                (Measure::CrossedIn | Measure::CrossedOut | Measure::FledTo, Unit::Person, Some(spot)) if class == RateClass::Daily => {
                    let days = ground.daily(i).map(|d| (d, d)).or_else(|| ground.stated_window(i).filter(|_| ground.per_day(i)));
                    flows.entry(spot).or_default().extend(days.map(|days| (days, i)));
                }
                _ => {}
            }
        }
    }
    (scenes, flows, capacities)
}

/// From the unit of a rate to a day.
fn per_day(class: RateClass) -> Option<f64> {
    match class {
        RateClass::Hourly => Some(24.0),
        RateClass::Daily => Some(1.0),
        RateClass::Weekly => Some(1.0 / 7.0),
        _ => None,
    }
}

/// Vehicles a day, and the statements of the queue and the wait that give them.
type Pace = ([usize; 2], Interval);

/// One crossing on one day.
struct Border<'a, 'g> {
    ground: &'a Ground<'g>,
    road: Road,
    day: Date,
}

impl Border<'_, '_> {
    fn length(&self, length: usize, vehicles: &[usize]) -> Option<Discrepancy> {
        let metres = times(self.ground.interval(length), 1000.0);
        let of = |&v: &usize| (v, over(metres, self.ground.interval(v)));
        let (v, each) = nearest(vehicles.iter().map(of), self.road.metres_per_vehicle)?;
        let held = over(metres, self.road.metres_per_vehicle);
        let words = format!(
            "{} over {} is {} m a vehicle, but with its gap a waiting vehicle takes {} m, rows side by side counted in: such a length holds \
             {} vehicles, or the two are of different hours.",
            self.ground.told(length),
            self.ground.told(v),
            middle(each),
            range(self.road.metres_per_vehicle),
            range(held),
        );
        Some(self.told(Rule::LengthAgainstVehicles, vec![length, v], &words, Severity::Warning))
    }

    fn people(&self, people: usize, vehicles: &[usize]) -> Option<Discrepancy> {
        let of = |&v: &usize| (v, over(self.ground.interval(people), self.ground.interval(v)));
        let (v, each) = nearest(vehicles.iter().map(of), self.road.people_per_vehicle)?;
        let words = format!(
            "{} in {} are {} a vehicle, but vehicles carry {}: some stood on foot or in buses, or the two are of different hours.",
            self.ground.told(people),
            self.ground.told(v),
            middle(each),
            range(self.road.people_per_vehicle),
        );
        Some(self.told(Rule::PeopleAgainstVehicles, vec![people, v], &words, Severity::Warning))
    }

    /// Vehicles a day that the queue and the wait give, with the two statements; of a length, the vehicles it holds.
    fn paces(&self, scene: &Scene<'_>) -> Vec<Pace> {
        let counted = scene.vehicles.iter().map(|&v| (v, self.ground.interval(v)));
        let measured = scene.lengths.iter().map(|&l| (l, over(times(self.ground.interval(l), 1000.0), self.road.metres_per_vehicle)));
        // Where vehicles are counted, a length tells less.
        let queues = if scene.vehicles.is_empty() { distinct(measured) } else { distinct(counted) };
        let days = |w: usize| {
            let by = if self.ground.statement(w).unit == Unit::Hour { 1.0 / 24.0 } else { 1.0 };
            times(self.ground.interval(w), by)
        };
        let waits = distinct(scene.waits.iter().map(|&w| (w, days(w))));
        waits.iter().flat_map(|&(w, wait)| queues.iter().map(move |&(q, queue)| ([q, w], over(queue, wait)))).collect()
    }

    fn flow(&self, flow: usize, paces: &[Pace], wider: bool) -> Option<Discrepancy> {
        let entered = self.ground.interval(flow);
        let people = |pace: Interval| Interval {
            low: pace.low * self.road.people_per_vehicle.low,
            high: pace.high * self.road.people_per_vehicle.high,
        };
        // The farther of the two ends a wait has must still be off.
        let slack = |p: Interval| Interval { low: p.low / TURN, high: p.high };
        let of = |&(pair, pace): &Pace| ((pair, pace), slack(people(pace)));
        let (([queue, wait], pace), _) = nearest(paces.iter().map(of), entered)?;
        let by_vehicle = people(pace);
        let more = entered.low > by_vehicle.high;
        let rest = if more {
            let rest = calculated(round(entered.low - by_vehicle.high));
            format!("at least {rest} came on foot, by bus or another way, or the wait is not that of this queue")
        } else {
            "fewer than the vehicles carried: the wait or the queue is of another hour, or not all were counted".to_owned()
        };
        let words = format!(
            "{} and {} give {} vehicles a day; at {} people a vehicle that is {} people a day, but {}{} crossed: {rest}.",
            self.ground.told(queue),
            self.ground.told(wait),
            middle(pace),
            range(self.road.people_per_vehicle),
            range(by_vehicle),
            self.ground.told(flow),
            if wider { " in the whole country" } else { "" },
        );
        let severity = if wider && more { Severity::Note } else { Severity::Warning };
        Some(self.told(Rule::WaitAgainstEntries, vec![queue, wait, flow], &words, severity))
    }

    fn capacity(&self, capacity: usize, paces: &[Pace]) -> Option<Discrepancy> {
        let daily = times(self.ground.interval(capacity), per_day(self.ground.drafts[capacity].class)?);
        let vehicles = match self.ground.statement(capacity).unit {
            Unit::Vehicle => daily,
            _ => over(daily, self.road.people_per_vehicle),
        };
        let of = |&(pair, pace): &Pace| ((pair, pace), Interval { low: pace.low / TURN, high: pace.high * TURN });
        let (([queue, wait], pace), _) = nearest(paces.iter().map(of), vehicles)?;
        let in_vehicles = match self.ground.statement(capacity).unit {
            Unit::Vehicle => String::new(),
            _ => format!(", {} vehicles a day", range(vehicles)),
        };
        let words = format!(
            "{} and {} give {} vehicles a day, but the capacity told is {}{in_vehicles}: the wait, the queue or the capacity is not of this \
             day.",
            self.ground.told(queue),
            self.ground.told(wait),
            middle(pace),
            self.ground.told(capacity),
        );
        Some(self.told(Rule::WaitAgainstCapacity, vec![queue, wait, capacity], &words, Severity::Warning))
    }

    fn told(&self, rule: Rule, statements: Vec<usize>, words: &str, severity: Severity) -> Discrepancy {
        let place = self.ground.statement(statements[0]);
        let name = place.crossing.clone().unwrap_or_else(|| place.route.clone());
        Discrepancy { rule, severity, statements, sides: Vec::new(), arithmetic: format!("{name}, {}: {words}", words::day(self.day)) }
    }
}

/// The first statement of every interval: what many tell alike is one thing to try.
fn distinct(all: impl Iterator<Item = (usize, Interval)>) -> Vec<(usize, Interval)> {
    let mut seen: BTreeMap<(u64, u64), (usize, Interval)> = BTreeMap::new();
    for (i, interval) in all {
        seen.entry((interval.low.to_bits(), interval.high.to_bits())).or_insert((i, interval));
    }
    let mut out: Vec<_> = seen.into_values().collect();
    out.sort_by_key(|(i, _)| *i);
    out
}

/// The candidate nearest to `wanted`, where none meets it.
fn nearest<T>(candidates: impl Iterator<Item = (T, Interval)>, wanted: Interval) -> Option<(T, Interval)> {
    let mut best: Option<(f64, T, Interval)> = None;
    for (what, interval) in candidates {
        if interval.meets(wanted) {
            return None;
        }
        let off = f64::max(interval.low / wanted.high, wanted.low / interval.high);
        if best.as_ref().is_none_or(|b| off < b.0) {
            best = Some((off, what, interval));
        }
    }
    best.map(|(_, what, interval)| (what, interval))
}

/// a ÷ b of positive quantities; an open end stays open.
fn over(a: Interval, b: Interval) -> Interval {
    Interval { low: a.low.max(0.0) / b.high, high: a.high / b.low.max(0.0) }
}

fn times(a: Interval, by: f64) -> Interval {
    Interval { low: a.low * by, high: a.high * by }
}

/// A decimal below a hundred, else three digits: the ranges know no more.
fn round(value: f64) -> f64 {
    if value < 100.0 {
        return (value * 10.0).round() / 10.0;
    }
    let mut unit = 1.0;
    while value / unit >= 1000.0 {
        unit *= 10.0;
    }
    (value / unit).round() * unit
}

fn range(i: Interval) -> String {
    match (i.low > 0.0, i.high.is_finite()) {
        (true, true) => format!("{} to {}", calculated(round(i.low)), calculated(round(i.high))),
        (true, false) => format!("{} or more", calculated(round(i.low))),
        (false, true) => format!("up to {}", calculated(round(i.high))),
        (false, false) => "any number of".to_owned(),
    }
}

/// An interval that is a hedged number, as one number; else as a range.
fn middle(i: Interval) -> String {
    if i.high.is_finite() && i.low > 0.0 && i.high / i.low < 1.3 {
        return calculated(round(f64::midpoint(i.low, i.high)));
    }
    range(i)
}
