//! Twins: a known truth, told by sources with hedges, biases, repeats and lies; to see whether a fit finds the truth again.
//!
//! The simulator is the likelihood run backwards: the truth is drawn from the priors, every claim picks one of its readings, its source
//! leans and scatters as its class does. So over many twins 90 % intervals must hold the truth in 90 % (simulation-based calibration,
//! Talts et al. 2018).

use exode_claim::{Bounds, Measure, Modality, Quantifier, Rate, Unit, When};
use exode_flow::{Lane, splat};

use crate::figure::Figure;
use crate::observation::{Desk, Observations};
use crate::operator::{Count, Gauge, Operator, Site, State, Window};
use crate::posterior::Posterior;
use crate::random::Stream;
use crate::system::System;

/// A truth and what is told of it.
#[derive(Debug, Clone)]
pub struct Twin {
    /// What is told.
    pub figures: Vec<Figure>,
    /// Which of them was made ten times too large, if any.
    pub liar: Option<usize>,
    /// What to ask, and the true answers.
    keys: Vec<(Key, f64)>,
    seed: u64,
}

/// A value that shows no roundness, so that what is drawn later is as precise as what is planned.
const PLANNED: f64 = 1_234.567_89;
/// A lie is larger by this factor.
const LIE: f64 = 10.0;
/// People, or hours, closer than this are the same.
const ALIKE: f64 = 1e-6;

/// A truth drawn from the priors of a system, and some twenty claims about it; with `lie`, one of them ten times too large.
#[must_use]
pub fn twin(system: &System, seed: u64, lie: bool) -> Twin {
    let plan = planned(system, &mut Stream::new(seed, 2, 77));
    told(system, &plan, seed, lie)
}

/// A truth drawn from the priors of a system, and what is told of it: claims like those of a plan, with other numbers.
#[must_use]
pub fn told(system: &System, plan: &[Figure], seed: u64, lie: bool) -> Twin {
    let mut stream = Stream::new(seed, 0, 77);
    let observations = Observations::new(system, plan, None);
    let z: Vec<Lane> = (0..observations.dimensions).map(|_| splat(stream.normal())).collect();
    let mut desk = Desk::new(system);
    observations.look(system, &system.schedule, &z, &mut desk);
    let noise = observations.noise(system, &z);
    let mut figures = Vec::new();
    for (observation, noise) in observations.list.iter().zip(&noise) {
        let mut figure = plan[observation.figure].clone();
        // From what was planned to what is said; the middle of a range moves, and its ends with it.
        figure.bounds =
            figure.bounds.scaled(libm::exp(observation.said_by(noise, 0, &desk.ln_seen, &mut stream) - observation.hedge.ln_said));
        figures.push(figure);
    }
    let liar = lie.then(|| stream.below(figures.len()));
    if let Some(n) = liar {
        figures[n].bounds = figures[n].bounds.scaled(LIE);
        figures[n].modality = Modality::Asserted;
    }
    let keys = keys(system);
    let state = State { system, schedule: &system.schedule, z: &z, drive: &desk.drive, counts: &desk.curves };
    let keys = keys.into_iter().map(|k| (k.clone(), state.observe(&k.operator)[0])).collect();
    Twin { figures, liar, keys, seed }
}

/// A quantity asked of a truth.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    name: &'static str,
    operator: Operator,
}

impl Twin {
    /// For each quantity asked its name and the rank of the true answer among what the posterior believes, 0 to 1. Over many twins ranks
    /// are spread evenly, if the posterior is right. A truth that equals some beliefs (an empty queue) falls anywhere among them.
    #[must_use]
    pub fn ranks(&self, posterior: &Posterior) -> Vec<(&'static str, f64)> {
        let operators: Vec<Operator> = self.keys.iter().map(|k| k.0.operator).collect();
        let seen = posterior.observe(None, &operators);
        let mut stream = Stream::new(self.seed, 1, 77);
        let rank = |(values, (key, truth)): (&Vec<f64>, &(Key, f64))| {
            let below = values.iter().filter(|v| **v < truth - ALIKE).count() as f64;
            let equal = values.iter().filter(|v| (*v - truth).abs() <= ALIKE).count() as f64;
            (key.name, (below + stream.unit() * (equal + 1.0)) / (values.len() as f64 + 1.0))
        };
        seen.values.iter().zip(&self.keys).map(rank).collect()
    }
}

/// What is asked of a truth.
fn keys(system: &System) -> Vec<Key> {
    let end = system.end_h();
    let day = |at: f64| Window { from_h: (end * at / 24.0).floor() * 24.0, to_h: (end * at / 24.0).floor() * 24.0 + 24.0 };
    let mut out = Vec::new();
    let mut ask = |name, operator| out.push(Key { name, operator });
    let whole = Window { from_h: system.shock_h(), to_h: day(0.6).to_h };
    let flow = |site, count, window| Operator::Flow { site, count, men: false, window, scale: 1.0 };
    for gate in 0..system.gates.len() {
        let told = system.gates[gate].destination.is_some();
        ask(if told { "a day's flow, told of" } else { "a day's flow, not told of" }, flow(Site::Gate(gate), Count::All, day(0.45)));
        ask("a later day's flow", flow(Site::Gate(gate), Count::All, day(0.7)));
    }
    ask("people queueing", Operator::Queue { site: Site::Gate(0), gauge: Gauge::People, longest: false, window: day(0.45) });
    ask("wait", Operator::WaitLived { site: Site::Gate(0), window: day(0.45) });
    ask("excess over all gates", flow(Site::Everywhere, Count::Excess, whole));
    out
}

/// Claims that will be made: counts by officials, queues and waits by media and travellers, totals by whoever speaks.
fn planned(system: &System, stream: &mut Stream) -> Vec<Figure> {
    let shock = (system.shock_h() / 24.0) as i64;
    let date = |n: i64| system.start().saturating_add(jiff::Span::new().days(n));
    let origin = system.origins[0].id.clone();
    let mut out: Vec<Figure> = Vec::new();
    let mut add = |gate: Option<usize>, measure, unit, rate, time: When, quantifier, source: &str, spread: f64| {
        let n = out.len();
        let bounds = match quantifier {
            Quantifier::MoreThan | Quantifier::AtLeast => Bounds { low: Some(PLANNED), high: None },
            Quantifier::UpTo | Quantifier::LessThan => Bounds { low: None, high: Some(PLANNED) },
            Quantifier::Between => Bounds { low: Some(PLANNED), high: Some(PLANNED * spread) },
            _ => Bounds::exactly(PLANNED),
        };
        // Values of the plan differ, or they would be taken for copies of one.
        let bounds = bounds.scaled(1.0 + 0.1 * n as f64);
        out.push(Figure {
            id: format!("twin-{n}"),
            report: format!("report {n}"),
            published: Some(date(shock + 6)),
            sentence: n,
            quote: String::new(),
            bounds,
            quantifier,
            unit,
            measure,
            rate,
            origin: Some(origin.clone()),
            destination: gate.and_then(|g| system.gates[g].destination.clone()),
            crossing: None,
            place: None,
            time: Some(time),
            source: (!source.is_empty()).then(|| source.to_owned()),
            speaker: None,
            hedged: false,
            modality: Modality::Asserted,
            vague: false,
        });
    };
    for gate in (0..system.gates.len()).filter(|g| system.gates[*g].destination.is_some()) {
        let guard = format!("border guard {gate}");
        for day in [1, 3, 5] {
            let quantifier = if stream.unit() < 0.5 { Quantifier::Exact } else { Quantifier::Approximately };
            add(Some(gate), Measure::CrossedIn, Unit::Person, Some(Rate::PerDay), When::day(date(shock + day)), quantifier, &guard, 1.0);
        }
        let week = When::between(date(shock), date(shock + 6));
        add(Some(gate), Measure::FledTo, Unit::Person, Some(Rate::Cumulative), week, Quantifier::MoreThan, "", 1.0);
    }
    let day = |n| When::day(date(shock + n));
    add(Some(0), Measure::QueueVehicles, Unit::Vehicle, Some(Rate::Instant), day(4), Quantifier::MoreThan, "state media", 1.0);
    add(Some(0), Measure::QueueLength, Unit::Km, Some(Rate::Instant), day(5), Quantifier::Nearly, "satellite image", 1.0);
    add(Some(0), Measure::Wait, Unit::Hour, Some(Rate::Instant), day(5), Quantifier::Between, "travellers", 1.25);
    add(Some(0), Measure::Wait, Unit::Hour, Some(Rate::Instant), day(4), Quantifier::Exact, "state media", 1.0);
    let total = When::between(date(shock), date(shock + 4));
    add(None, Measure::Left, Unit::Person, Some(Rate::Cumulative), total, Quantifier::AtLeast, "a Kremlin source", 1.0);
    out
}
