//! A case as a network with unknowns.

use exode_case::{Case, Event, Mode, Post, Prior, Target};
use exode_flow::{Drive, Grid, Hours, Lane, Network, NetworkError, Queue, Route, Schedule, Shock, Surge, UNLIMITED, each, exp, splat};
use jiff::civil::Date;

use crate::unknown::{Space, Unknown};

/// Unexplained drift has a knot every so many days, and remembers so much of the last.
const KNOT_DAYS: usize = 3;
const MEMORY: f64 = 0.6;
/// Structural error of the model, prior median of its standard deviation in ln, and the factor around it.
const FLOOR: (f64, f64) = (0.08, 2.28);

/// Why a case cannot be run.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SystemError {
    /// The network does not hold together.
    #[error(transparent)]
    Network(#[from] NetworkError),
}

/// A border system: what is known, and the layout of what is not.
#[derive(Debug, Clone)]
pub struct System {
    pub(crate) start: Date,
    pub(crate) network: Network,
    pub(crate) schedule: Schedule,
    pub(crate) space: Space,
    pub(crate) origins: Vec<OriginAt>,
    pub(crate) gates: Vec<GateAt>,
    pub(crate) queues: Vec<QueueOf>,
    pub(crate) men: Unknown,
    pub(crate) floor: Unknown,
    deterrence: Unknown,
    weekend: Unknown,
    travel: Unknown,
    /// Which days are a Saturday or Sunday.
    free_days: Vec<bool>,
    pub(crate) events: Vec<EventAt>,
    demand_drift: Vec<Unknown>,
    capacity_drift: Vec<Unknown>,
}

#[derive(Debug, Clone)]
pub(crate) struct OriginAt {
    pub(crate) id: String,
    pub(crate) left_before: Option<Unknown>,
    pub(crate) shocks: Vec<ShockAt>,
    at_risk: f64,
}

#[derive(Debug, Clone)]
pub(crate) struct ShockAt {
    pub(crate) start_h: f64,
    people: Unknown,
    onset_days: Unknown,
    decay_days: Unknown,
    surges: Vec<(Unknown, Unknown)>,
}

#[derive(Debug, Clone)]
pub(crate) struct GateAt {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) destination: Option<String>,
    pub(crate) returns: Unknown,
    pub(crate) transit: Option<Unknown>,
    pub(crate) stayed_before: Option<Unknown>,
    pub(crate) posts: Vec<(String, Unknown)>,
    pub(crate) background: Unknown,
    appeal: Unknown,
    travel_h: Unknown,
}

#[derive(Debug, Clone)]
pub(crate) struct QueueOf {
    pub(crate) mode: Mode,
    pub(crate) crossing: Option<String>,
    pub(crate) capacity: Option<Unknown>,
    pub(crate) people_per_vehicle: Unknown,
    pub(crate) spacing_m: Unknown,
    pub(crate) abreast: Unknown,
    pub(crate) trucks: Option<Unknown>,
    share: Unknown,
    waiting: Option<Unknown>,
}

#[derive(Debug, Clone)]
pub(crate) struct EventAt {
    pub(crate) on: Target,
    pub(crate) gate: Option<usize>,
    pub(crate) at_h: f64,
    /// The part of each day on which it holds for those who are at the gate, and for those who set out.
    parts: Vec<f64>,
    ahead: Vec<f64>,
    pub(crate) ln_size: Unknown,
}

impl System {
    /// The system of a case; every prior gets its spread times `wider` (1 as written, 2 to see what the priors do).
    ///
    /// # Errors
    /// Where the case's network does not hold together; a checked case's does.
    pub fn new(case: &Case, wider: f64) -> Result<Self, SystemError> {
        let demand = case.demand();
        let mut space = Space::new(wider);
        let hours = |at: &toml::Spanned<toml::value::Datetime>| case.hours_at(at.get_ref()).unwrap_or(0.0);
        let grid = Grid::new(case.days(), 24)?;
        let mut origins = Vec::new();
        for origin in &case.origins {
            let id = origin.id.get_ref().clone();
            let mut shocks = Vec::new();
            for (n, shock) in origin.shocks.iter().enumerate() {
                let name = |what: &str| format!("{id} shock {} {what}", n + 1);
                let mut surges = Vec::new();
                for (m, surge) in shock.surges.iter().enumerate() {
                    let ratio = space.positive(name(&format!("surge {} ratio", m + 1)), surge.ratio.get_ref());
                    let sd = 24.0 * surge.give_or_take_days.get_ref();
                    surges.push((ratio, space.plain(name(&format!("surge {} time", m + 1)), hours(&surge.at), sd)));
                }
                shocks.push(ShockAt {
                    start_h: hours(&shock.at),
                    people: space.positive(name("people"), shock.people.get_ref()),
                    onset_days: space.positive(name("onset"), shock.onset_days.get_ref()),
                    decay_days: space.positive(name("decay"), shock.decay_days.get_ref()),
                    surges,
                });
            }
            let left_before = origin.left_before.as_ref().map(|p| space.positive(format!("{id} left before"), p.get_ref()));
            let left_before = left_before.map(|u| space.aside(u));
            origins.push(OriginAt { left_before, shocks, at_risk: origin.at_risk.as_ref().map_or(f64::MAX, |n| *n.get_ref()), id });
        }
        let (mut gates, mut queues, mut links) = (Vec::new(), Vec::new(), Vec::new());
        for (g, gate) in case.gates.iter().enumerate() {
            space.for_gate(Some(g));
            let id = gate.id.get_ref().clone();
            let name = |what: &str| format!("{id} {what}");
            let returns = gate.returns.as_ref().map_or(Prior::of(0.5, 3.0), |p| p.get_ref().clone());
            let mut post = |p: &Post| {
                let share = space.share(format!("{} share", p.crossing.get_ref()), p.share.get_ref());
                (p.crossing.get_ref().clone(), space.aside(share))
            };
            let posts = gate.posts.iter().map(&mut post).collect();
            let returns = space.share(name("returns"), &returns);
            let transit = gate.transit.as_ref().map(|p| space.share(name("transit"), p.get_ref()));
            let stayed_before = gate.stayed_before.as_ref().map(|p| space.positive(name("stayed before"), p.get_ref()));
            gates.push(GateAt {
                appeal: space.positive(name("appeal"), gate.appeal.get_ref()),
                background: space.positive(name("background"), gate.background_per_day.get_ref()),
                travel_h: space.positive(name("travel"), gate.travel_hours.get_ref()),
                returns: space.aside(returns),
                transit: transit.map(|u| space.aside(u)),
                stayed_before: stayed_before.map(|u| space.aside(u)),
                posts,
                name: gate.name.clone().unwrap_or_else(|| id.clone()),
                destination: gate.destination.as_ref().map(|d| d.get_ref().clone()),
                id: id.clone(),
            });
            let first = queues.len();
            for (n, queue) in gate.queues.iter().enumerate() {
                let mode = *queue.mode.get_ref();
                let name = |what: &str| format!("{id} {mode:?} {what}").to_lowercase();
                let (people, spacing) = mode.vehicle();
                let or = |p: &Option<toml::Spanned<Prior>>, default: Prior| p.as_ref().map_or(default, |p| p.get_ref().clone());
                let share = or(&queue.share, Prior::of(1.0, 1.0));
                let known = Prior { factor: 1.0, ..share.clone() };
                let vehicle = mode.on_road();
                let maybe = |space: &mut Space, p: &Option<toml::Spanned<Prior>>, what: &str| {
                    p.as_ref().map(|p| space.positive(name(what), p.get_ref()))
                };
                let spacing = Prior { factor: if vehicle { spacing.factor } else { 1.0 }, ..spacing };
                let spacing_m = space.positive(name("spacing"), &or(&queue.spacing_m, spacing));
                let abreast = space.positive(name("abreast"), &or(&queue.abreast, Prior::of(1.3, if vehicle { 1.5 } else { 1.0 })));
                let trucks = maybe(&mut space, &queue.trucks, "trucks");
                queues.push(QueueOf {
                    share: space.positive(name("share"), if n == 0 { &known } else { &share }),
                    capacity: maybe(&mut space, &queue.capacity_per_day, "capacity"),
                    people_per_vehicle: if vehicle {
                        space.positive(name("people per vehicle"), &or(&queue.people_per_vehicle, people))
                    } else {
                        space.positive("", &Prior::of(1.0, 1.0))
                    },
                    spacing_m: space.aside(spacing_m),
                    abreast: space.aside(abreast),
                    trucks: trucks.map(|u| space.aside(u)),
                    waiting: maybe(&mut space, &queue.waiting, "waiting"),
                    crossing: queue.crossing.as_ref().map(|c| c.get_ref().clone()),
                    mode,
                });
                links.push(Queue { gate: g, otherwise: queue.opens.as_ref().map(|_| first) });
            }
        }
        space.for_gate(None);
        let routes = (0..origins.len()).flat_map(|origin| (0..gates.len()).map(move |gate| Route { origin, gate })).collect();
        let network = Network::new(origins.len(), gates.len(), routes, links)?;
        let mut schedule = Schedule::new(&network, grid, demand.swing);
        for (j, queue) in case.gates.iter().flat_map(|g| &g.queues).enumerate() {
            if let Some([from, to]) = queue.hours.as_ref().map(|h| *h.get_ref()) {
                schedule.set_hours(j, Hours { from, to });
            }
            if let Some(opens) = &queue.opens {
                schedule.open_over(j, hours(&opens.from), hours(&opens.to));
            }
        }
        let event = |space: &mut Space, n: usize, e: &Event| {
            let gate = e.gate.as_ref().and_then(|g| case.gate(g.get_ref()));
            let (from, to) = (hours(&e.at), e.until.as_ref().map_or(f64::INFINITY, hours));
            let parts = |early: f64| (0..grid.days()).map(|day| part_of(day, from - early, to - early)).collect::<Vec<_>>();
            // Who knows that the border will be shut to him on arrival stays at home.
            let way = gate.filter(|_| e.on == Target::Entry).map_or(0.0, |g| gates[g].travel_h.median());
            let ln_size = space.plain(format!("event {}", n + 1), libm::log(e.size.get_ref().median), e.size.get_ref().sd());
            EventAt { on: e.on, gate, at_h: from, parts: parts(0.0), ahead: parts(way), ln_size }
        };
        let events = case.events.iter().enumerate().map(|(n, e)| event(&mut space, n, e)).collect();
        let drift = Prior::of(1.0, demand.drift).sd();
        let knots = case.days().div_ceil(KNOT_DAYS) + 1;
        let mut walk = |what: &str| (0..knots).map(|k| space.plain(format!("{what} drift {k}"), 0.0, drift)).collect::<Vec<_>>();
        let (demand_drift, capacity_drift) = (walk("demand"), walk("capacity"));
        let men = space.share("men", &demand.men);
        let floor = space.positive("structural error", &Prior::of(FLOOR.0, FLOOR.1));
        let weekday = |day: usize| case.start().saturating_add(jiff::Span::new().days(day as i64)).weekday();
        Ok(Self {
            start: case.start(),
            free_days: (0..grid.days()).map(|day| weekday(day).to_monday_zero_offset() >= 5).collect(),
            deterrence: space.positive("deterrence", &demand.deterrence_per_day),
            weekend: space.positive("weekend", &demand.weekend),
            travel: space.positive("travel", &demand.travel),
            men: space.aside(men),
            floor: space.aside(floor),
            network,
            schedule,
            space,
            origins,
            gates,
            queues,
            events,
            demand_drift,
            capacity_drift,
        })
    }

    /// The days covered, as hours from the start.
    #[must_use]
    pub fn end_h(&self) -> f64 {
        self.schedule.grid().end_h()
    }

    /// First day.
    #[must_use]
    pub fn start(&self) -> Date {
        self.start
    }

    /// Gates by id and name, in the order of the case.
    pub fn gates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.gates.iter().map(|g| (g.id.as_str(), g.name.as_str()))
    }

    /// The day of an hour since the start.
    #[must_use]
    pub fn day_at(&self, t_h: f64) -> Date {
        self.start.saturating_add(jiff::Span::new().days((t_h / 24.0).floor().clamp(-1e5, 1e5) as i64))
    }

    /// Hours from the start to midnight before a day.
    #[must_use]
    pub fn hours_to(&self, day: Date) -> f64 {
        self.start.duration_until(day).as_hours() as f64
    }

    /// When the first shock came, in hours; the start where there is none.
    #[must_use]
    pub fn shock_h(&self) -> f64 {
        self.origins.iter().flat_map(|o| &o.shocks).map(|s| s.start_h).fold(f64::INFINITY, f64::min).min(self.end_h()).max(0.0)
    }

    /// A drive of the right size.
    #[must_use]
    pub fn drive(&self) -> Drive {
        Drive::new(&self.network, self.schedule.grid())
    }

    /// Fill in the numbers that the coordinates `z` stand for.
    pub fn fill(&self, z: &[Lane], drive: &mut Drive) {
        let grid = self.schedule.grid();
        let per_step = 1.0 / grid.steps_per_day() as f64;
        let (weekend, travel) = (self.weekend.at(z), self.travel.at(z));
        *drive.deterrence_per_day() = self.deterrence.at(z);
        let drift = (walked(&self.demand_drift, z), walked(&self.capacity_drift, z));
        let sizes: Vec<Lane> = self.events.iter().map(|e| e.ln_size.at(z)).collect();
        let mut demand = Vec::with_capacity(grid.days());
        let levels: Vec<(Lane, Lane)> = self.gates.iter().map(|g| (g.appeal.at(z), g.background.at(z))).collect();
        let capacities: Vec<Option<Lane>> = self
            .queues
            .iter()
            .map(|q| q.capacity.map(|c| (c.at(z), q.people_per_vehicle.at(z))).map(|(c, p)| each(|l| c[l] * p[l] * per_step)))
            .collect();
        for day in 0..grid.days() {
            let factor = |on, gate| self.factor(on, gate, day, &sizes);
            let (here, push) = (between_knots(&drift.0, day), factor(Target::Demand, None));
            let here = exp(here);
            demand.push(push.map_or(here, |push| each(|l| here[l] * push[l])));
            let busy = if self.free_days[day] { weekend } else { splat(1.0) };
            for (g, (appeal, background)) in levels.iter().enumerate() {
                let pull = factor(Target::Appeal, Some(g)).unwrap_or(splat(1.0));
                let barred = |ahead| self.factor_of(Target::Entry, Some(g), day, &sizes, ahead).unwrap_or(splat(1.0));
                let (setting_out, here) = (barred(true), barred(false));
                for origin in 0..self.origins.len() {
                    *drive.appeal(day, origin * levels.len() + g) = each(|l| appeal[l] * pull[l] * setting_out[l]);
                }
                *drive.background(day, g) = each(|l| background[l] * busy[l] * pull[l] * here[l] * per_step);
            }
            // Unexplained drift of capacity is that of the first gate, the one the case is about.
            let drifted = exp(between_knots(&drift.1, day));
            for (j, queue) in self.network.queues().iter().enumerate() {
                if let Some(capacity) = &capacities[j] {
                    let drift = if queue.gate == 0 { drifted } else { splat(1.0) };
                    let push = factor(Target::Capacity, Some(queue.gate)).unwrap_or(splat(1.0));
                    *drive.capacity(day, j) = each(|l| (capacity[l] * drift[l] * push[l]).min(UNLIMITED));
                }
            }
        }
        for g in 0..self.gates.len() {
            let mean = self.gates[g].travel_h.at(z);
            let mean = each(|l| mean[l] * travel[l]);
            for origin in 0..self.origins.len() {
                drive.set_travel_h(origin * self.gates.len() + g, &mean);
            }
            let weights: Vec<Lane> = self.network.queues_of(g).map(|j| self.queues[j].share.at(z)).collect();
            for (weight, j) in weights.iter().zip(self.network.queues_of(g)) {
                *drive.share(j) = each(|l| weight[l] / weights.iter().map(|w| w[l]).sum::<f64>());
            }
        }
        for (j, queue) in self.queues.iter().enumerate() {
            *drive.waiting(j) = queue.waiting.map_or(splat(0.0), |w| w.at(z));
        }
        drive.clear_intent();
        for (o, origin) in self.origins.iter().enumerate() {
            for shock in &origin.shocks {
                let people = shock.people.at(z);
                let (onset, decay) = (shock.onset_days.at(z), shock.decay_days.at(z));
                let days = |d: Lane| each(|l| d[l] * 24.0);
                let surges = shock.surges.iter().map(|(ratio, at)| Surge { ratio: ratio.at(z), at_h: at.at(z) }).collect();
                let people = each(|l| people[l].min(origin.at_risk));
                let shock = Shock { start_h: shock.start_h, people, onset_h: days(onset), decay_h: days(decay), surges };
                shock.add_to(grid, |n, x| {
                    let (factor, intent) = (demand[grid.day_of(n)], drive.intent(n, o));
                    *intent = each(|l| intent[l] + x[l] * factor[l]);
                });
            }
        }
    }

    /// What events do to a target on a day, as a factor; an event of half a day counts half. `None` where there are none.
    fn factor(&self, on: Target, gate: Option<usize>, day: usize, sizes: &[Lane]) -> Option<Lane> {
        self.factor_of(on, gate, day, sizes, false)
    }

    /// The same for those at the gate, or for those who set out that day.
    fn factor_of(&self, on: Target, gate: Option<usize>, day: usize, sizes: &[Lane], setting_out: bool) -> Option<Lane> {
        let part = |e: &EventAt| if setting_out { e.ahead[day] } else { e.parts[day] };
        let acting = |e: &EventAt| e.on == on && (e.gate.is_none() || e.gate == gate) && part(e) > 0.0;
        let mut sum: Option<Lane> = None;
        for (event, size) in self.events.iter().zip(sizes).filter(|(e, _)| acting(e)) {
            let before = sum.unwrap_or(splat(0.0));
            sum = Some(each(|l| before[l] + part(event) * size[l]));
        }
        sum.map(exp)
    }
}

/// The part of a day that lies in a span of hours.
pub(crate) fn part_of(day: usize, from_h: f64, to_h: f64) -> f64 {
    let (from, to) = (day as f64 * 24.0, day as f64 * 24.0 + 24.0);
    ((to_h.min(to) - from_h.max(from)) / 24.0).max(0.0)
}

/// A first-order autoregression at the knots.
fn walked(knots: &[Unknown], z: &[Lane]) -> Vec<Lane> {
    let fresh = (1.0 - MEMORY * MEMORY).sqrt();
    let mut at: Vec<Lane> = Vec::with_capacity(knots.len());
    for knot in knots {
        let new = knot.at(z);
        at.push(match at.last() {
            None => new,
            Some(last) => each(|l| MEMORY * last[l] + fresh * new[l]),
        });
    }
    at
}

/// Straight between knots, at noon of a day.
fn between_knots(knots: &[Lane], day: usize) -> Lane {
    let at = (day as f64 + 0.5) / KNOT_DAYS as f64;
    let (n, part) = (at as usize, at.fract());
    let (a, b) = (&knots[n.min(knots.len() - 1)], &knots[(n + 1).min(knots.len() - 1)]);
    each(|l| a[l] + part * (b[l] - a[l]))
}
