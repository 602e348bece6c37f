//! Observation operators: from a run to the number a claim speaks of.

use exode_flow::{Counts, Drive, Lane, Schedule, each, queue_km, splat, vehicles};

use crate::system::System;
use crate::unknown::Unknown;

/// A time, in hours since the start of the case.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// From.
    pub from_h: f64,
    /// To.
    pub to_h: f64,
}

impl Window {
    pub(crate) fn days(self) -> f64 {
        (self.to_h - self.from_h) / 24.0
    }

    /// `n` times in it, at the middle of as many parts.
    fn times(self, n: usize) -> impl Iterator<Item = f64> {
        (0..n).map(move |i| self.from_h + (self.to_h - self.from_h) * (i as f64 + 0.5) / n as f64)
    }
}

/// Where people are counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Site {
    /// At every gate.
    Everywhere,
    /// At a gate.
    Gate(usize),
    /// In the queues of a gate that stand at one crossing: first and last.
    Queues(usize, usize),
    /// At one post of a gate that pools several, whose part is this.
    Post(usize, Unknown),
}

/// Who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// All who cross.
    All,
    /// Those who cross because of the shock.
    Excess,
    /// All who cross less those who return.
    Net,
    /// Those who return.
    Returned,
    /// Vehicles.
    Vehicles,
}

/// How a queue is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gauge {
    People,
    Vehicles { trucks: bool },
    Km,
}

/// What a claim speaks of. Each gives a number above or at 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Operator {
    /// People (or vehicles) in a window, times a scale; men only or all.
    Flow { site: Site, count: Count, men: bool, window: Window, scale: f64 },
    /// People who join the queues of a gate in a window.
    Arrived { gate: usize, window: Window },
    /// People there at a time: those who had stayed before the period and the net inflow since.
    Stock { gate: usize, at_h: f64 },
    /// People who had left before the period, and those who left since.
    LeftUntil { origin: usize, at_h: f64, count: Count },
    /// A flow over an earlier one.
    Ratio { site: Site, count: Count, now: Window, then: Window },
    /// A queue at its longest in a window, or on average.
    Queue { site: Site, gauge: Gauge, longest: bool, window: Window },
    /// What newcomers are told in a window, at its worst.
    WaitAhead { site: Site, window: Window },
    /// What those who cross in a window have lived, on average.
    WaitLived { site: Site, window: Window },
    /// A share that travels on.
    Transit { gate: usize },
    /// What a crossing can let through in a window, a day.
    Capacity { site: Site, vehicles: bool, window: Window },
}

impl Operator {
    /// The gates it looks at.
    pub(crate) fn gates(&self, system: &System) -> std::ops::Range<usize> {
        match *self {
            Self::Flow { site, .. }
            | Self::Ratio { site, .. }
            | Self::Queue { site, .. }
            | Self::WaitAhead { site, .. }
            | Self::WaitLived { site, .. }
            | Self::Capacity { site, .. } => system.gates_of(site),
            Self::Arrived { gate, .. } | Self::Stock { gate, .. } | Self::Transit { gate } => gate..gate + 1,
            Self::LeftUntil { .. } => 0..system.gates.len(),
        }
    }

    /// The coordinates it reads beside the run: those of [`Space::aside`](crate::unknown::Space::aside).
    pub(crate) fn reads(&self, system: &System) -> Vec<usize> {
        let mut out: Vec<Unknown> = Vec::new();
        let mut counted = |site: Site, count: Count| {
            if matches!(count, Count::Net | Count::Returned) {
                out.extend(system.gates_of(site).map(|g| system.gates[g].returns));
            }
        };
        let at = match *self {
            Self::Flow { site, count, men, .. } => {
                counted(site, count);
                out.extend(men.then_some(system.men));
                Some(site)
            }
            Self::Ratio { site, count, .. } => {
                counted(site, count);
                Some(site)
            }
            Self::Stock { gate, .. } => {
                counted(Site::Gate(gate), Count::Net);
                out.extend(system.gates[gate].stayed_before);
                None
            }
            Self::LeftUntil { origin, count, .. } => {
                counted(Site::Everywhere, count);
                out.extend(system.origins[origin].left_before);
                None
            }
            Self::Queue { site, .. } => {
                for g in system.gates_of(site) {
                    let queues = system.network.queues_of(g).map(|j| &system.queues[j]);
                    out.extend(queues.flat_map(|q| [Some(q.spacing_m), Some(q.abreast), q.trucks]).flatten());
                }
                Some(site)
            }
            Self::Transit { gate } => {
                out.extend(system.gates[gate].transit);
                None
            }
            Self::Capacity { site, .. } => Some(site),
            Self::Arrived { .. } | Self::WaitAhead { .. } | Self::WaitLived { .. } => None,
        };
        if let Some(Site::Post(_, share)) = at {
            out.push(share);
        }
        out.iter().filter_map(Unknown::coordinate).collect()
    }
}

/// One run of eight systems, and what they are made of.
pub(crate) struct State<'a, C: ?Sized> {
    pub(crate) system: &'a System,
    pub(crate) schedule: &'a Schedule,
    pub(crate) z: &'a [Lane],
    pub(crate) drive: &'a Drive,
    pub(crate) counts: &'a C,
}

/// Looks at a queue in a day: enough to find its height.
const LOOKS_PER_DAY: f64 = 6.0;

impl<C: Counts + ?Sized> State<'_, C> {
    /// The number an operator gives.
    pub(crate) fn observe(&self, operator: &Operator) -> Lane {
        match *operator {
            Operator::Flow { site, count, men, window, scale } => {
                let flow = self.flow(site, count, window);
                let part = if men { self.system.men.at(self.z) } else { splat(1.0) };
                each(|l| flow[l] * part[l] * scale)
            }
            Operator::Arrived { gate, window } => {
                let mut sum = splat(0.0);
                for j in self.system.network.queues_of(gate) {
                    let (a, b) = (self.counts.arrived(j, window.to_h), self.counts.arrived(j, window.from_h));
                    sum = each(|l| sum[l] + a[l] - b[l]);
                }
                sum
            }
            Operator::Stock { gate, at_h } => {
                let before = self.system.gates[gate].stayed_before.map_or(splat(0.0), |u| u.at(self.z));
                let net = self.flow(Site::Gate(gate), Count::Net, Window { from_h: 0.0, to_h: at_h });
                each(|l| before[l] + net[l])
            }
            Operator::LeftUntil { origin, at_h, count } => {
                let before = self.system.origins[origin].left_before.map_or(splat(0.0), |u| u.at(self.z));
                let since = self.flow(Site::Everywhere, count, Window { from_h: 0.0, to_h: at_h.max(0.0) });
                each(|l| before[l] + since[l])
            }
            Operator::Ratio { site, count, now, then } => {
                let (a, b) = (self.flow(site, count, now), self.flow(site, count, then));
                let scale = then.days() / now.days();
                each(|l| a[l] / b[l].max(1.0) * scale)
            }
            Operator::Queue { site, gauge, longest, window } => {
                let looks = (LOOKS_PER_DAY * window.days()).ceil().clamp(1.0, 24.0) as usize;
                let measured = self.measured(site, gauge);
                gather(window.times(looks).map(|t| self.queue(&measured, t)), longest, looks)
            }
            Operator::WaitAhead { site, window } => {
                let looks = (LOOKS_PER_DAY * window.days()).ceil().clamp(1.0, 24.0) as usize;
                let seen = window.times(looks).map(|t| self.over_queues(site, |j| self.counts.wait_ahead(j, t, self.schedule, self.drive)));
                gather(seen, true, looks)
            }
            Operator::WaitLived { site, window } => {
                let looks = (LOOKS_PER_DAY * window.days()).ceil().clamp(1.0, 12.0) as usize;
                self.over_queues(site, |j| self.counts.wait_lived_mean(j, window.from_h, window.to_h, looks))
            }
            Operator::Transit { gate } => self.system.gates[gate].transit.map_or(splat(0.5), |u| u.at(self.z)),
            Operator::Capacity { site, vehicles, window } => self.capacity(site, vehicles, window),
        }
    }

    /// The queues of a site, and what part of them it is.
    fn queues(&self, site: Site) -> (std::ops::Range<usize>, Lane) {
        let network = &self.system.network;
        match site {
            Site::Everywhere => (0..network.queues().len(), splat(1.0)),
            Site::Gate(g) => (network.queues_of(g), splat(1.0)),
            Site::Queues(first, last) => (first..last + 1, splat(1.0)),
            Site::Post(g, share) => (network.queues_of(g), share.at(self.z)),
        }
    }

    fn flow(&self, site: Site, count: Count, window: Window) -> Lane {
        let Window { from_h, to_h } = window;
        let (queues, part) = self.queues(site);
        let mut sum = splat(0.0);
        let mut add = |x: Lane, factor: &dyn Fn(usize) -> f64| sum = each(|l| sum[l] + x[l] * factor(l));
        match count {
            Count::Returned => {
                for g in self.system.gates_of(site) {
                    let share = self.system.gates[g].returns.at(self.z);
                    add(self.counts.returned(&self.system.network, g, &share, from_h, to_h), &|_| 1.0);
                }
            }
            Count::Net => {
                let (all, back) = (self.flow(site, Count::All, window), self.flow(site, Count::Returned, window));
                return each(|l| (all[l] - back[l]).max(0.0));
            }
            Count::Vehicles => {
                for j in queues.filter(|&j| self.system.queues[j].mode.on_road() || self.system.queues[j].mode == exode_case::Mode::Any) {
                    let people = self.system.queues[j].people_per_vehicle.at(self.z);
                    let (a, b) = (self.let_in(j, to_h), self.let_in(j, from_h));
                    add(each(|l| (a[l] - b[l]) / people[l]), &|_| 1.0);
                }
            }
            Count::All | Count::Excess => {
                for j in queues {
                    let at = |t| if count == Count::All { self.let_in(j, t) } else { self.let_in_excess(j, t) };
                    let (a, b) = (at(to_h), at(from_h));
                    add(each(|l| a[l] - b[l]), &|_| 1.0);
                }
            }
        }
        each(|l| sum[l] * part[l])
    }

    /// The queues of a site that can hold anyone up, each with the units of the gauge that a person takes and those of its trucks.
    fn measured(&self, site: Site, gauge: Gauge) -> Vec<(usize, Lane, Lane)> {
        let (queues, part) = self.queues(site);
        let none = splat(0.0);
        let mut out = Vec::new();
        for j in queues {
            let queue = &self.system.queues[j];
            if queue.capacity.is_none() || gauge != Gauge::People && !queue.mode.on_road() && queue.mode != exode_case::Mode::Any {
                continue;
            }
            let with_trucks = !matches!(gauge, Gauge::People | Gauge::Vehicles { trucks: false });
            let trucks = queue.trucks.filter(|_| with_trucks).map_or(none, |t| t.at(self.z));
            let (person, trucks) = match gauge {
                Gauge::People => (splat(1.0), none),
                Gauge::Vehicles { .. } => (vehicles(&splat(1.0), &self.per_vehicle(j)), trucks),
                Gauge::Km => {
                    let (cars, spacing, abreast) =
                        (vehicles(&splat(1.0), &self.per_vehicle(j)), queue.spacing_m.at(self.z), queue.abreast.at(self.z));
                    (queue_km(&cars, &spacing, &none, &abreast), queue_km(&none, &spacing, &trucks, &abreast))
                }
            };
            out.push((j, each(|l| person[l] * part[l]), each(|l| trucks[l] * part[l])));
        }
        out
    }

    fn queue(&self, measured: &[(usize, Lane, Lane)], t_h: f64) -> Lane {
        let mut sum = splat(0.0);
        for (j, person, trucks) in measured {
            let people = self.counts.queue(*j, t_h);
            sum = each(|l| sum[l] + people[l] * person[l] + trucks[l]);
        }
        sum
    }

    /// People a vehicle; of a queue of mixed modes as of cars.
    fn per_vehicle(&self, queue: usize) -> Lane {
        let queue = &self.system.queues[queue];
        if queue.mode.on_road() { queue.people_per_vehicle.at(self.z) } else { splat(queue.mode.vehicle().0.median) }
    }

    /// The wait at a site: that of its first queue that can hold anyone up.
    fn over_queues(&self, site: Site, of: impl Fn(usize) -> Lane) -> Lane {
        self.queues(site).0.find(|&j| self.system.queues[j].capacity.is_some()).map_or(splat(0.0), of)
    }

    fn capacity(&self, site: Site, in_vehicles: bool, window: Window) -> Lane {
        let (queues, part) = self.queues(site);
        let mut sum = splat(0.0);
        let day = ((f64::midpoint(window.from_h, window.to_h) / 24.0).max(0.0) as usize).min(self.schedule.grid().days() - 1);
        for j in queues {
            let queue = &self.system.queues[j];
            if queue.capacity.is_none() || in_vehicles && !queue.mode.on_road() {
                continue;
            }
            let people = self.drive.capacity_on(day, j);
            let each_holds = if in_vehicles { self.per_vehicle(j) } else { splat(1.0) };
            let steps = self.schedule.grid().steps_per_day() as f64;
            sum = each(|l| sum[l] + people[l] * steps / each_holds[l]);
        }
        each(|l| sum[l] * part[l])
    }
}

/// The greatest, or the mean, of what is seen.
fn gather(seen: impl Iterator<Item = Lane>, greatest: bool, count: usize) -> Lane {
    seen.fold(splat(0.0), |sum, x| if greatest { each(|l| sum[l].max(x[l])) } else { each(|l| sum[l] + x[l] / count as f64) })
}
