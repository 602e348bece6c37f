//! Claims as observations: readings, hedges, sources, one sentence at a time.

use std::collections::{BTreeMap, BTreeSet};

use exode_flow::{Curves, Drive, Lane, Looks, Schedule, Task, each, ln, run, splat, widest};
use jiff::civil::Date;

use crate::figure::Figure;
use crate::hedge::Hedge;
use crate::operator::{Operator, State};
use crate::random::Stream;
use crate::reading::{Unread, question};
use crate::root::roots;
use crate::source::class_of;
use crate::system::System;

/// A claim that says "reportedly" scatters more, and is wrong more often.
const DISTANCE: f64 = 0.10;
/// Weights of readings below this part of the greatest are left out, at each place that a claim leaves open by itself: where many countries
/// may have counted, each alone is unlikely.
const NEGLIGIBLE: f64 = 0.1;

/// One claim as an observation.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Which of the figures.
    pub figure: usize,
    pub(crate) readings: Vec<Term>,
    /// The place of its first reading among those of all observations.
    first: usize,
    pub(crate) hedge: Hedge,
    ln_least: f64,
    /// Standard deviation of source and rounding, without the structural error.
    spread: f64,
    gross: f64,
    /// The coordinate of its source's bias, and how large that may be.
    bias: Option<(usize, f64)>,
}

/// A reading with its operator looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Term {
    pub(crate) scope: u16,
    pub(crate) weight: f64,
    pub(crate) operator: usize,
}

/// A figure that is no observation, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It says nothing about the system.
    Unread(Unread),
    /// It repeats another, given by index.
    Repeats(usize),
    /// It states nothing: a plan, a denial, no number.
    NotStated,
}

/// All observations of a set of figures.
#[derive(Debug, Clone)]
pub struct Observations {
    /// Those that count.
    pub list: Vec<Observation>,
    /// The others, by figure.
    pub left: Vec<(usize, Left)>,
    pub(crate) operators: Vec<Operator>,
    /// What the operators read of a run.
    looks: Looks,
    /// Observations of one sentence, with the scopes they share.
    groups: Vec<Group>,
    /// Coordinates: those of the system, then one for each source with several claims.
    pub(crate) dimensions: usize,
    /// The coordinates that make a difference to any of them; the others stay as they were before.
    pub(crate) touched: Touched,
}

/// Coordinates that observations depend on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Touched {
    /// Through what the system does and how it is looked at; then through what blurs a claim alone.
    pub(crate) coordinates: Vec<usize>,
    /// Where the latter begin.
    pub(crate) noise: usize,
    /// The gate each is about, if one alone; those of none come first.
    pub(crate) group: Vec<Option<usize>>,
}

impl Touched {
    /// Whether the `a`-th coordinate may lean on the `b`-th, one before it: both are about one gate, or that one is about all.
    pub(crate) fn leans(&self, a: usize, b: usize) -> bool {
        self.group[b].is_none() || self.group[a] == self.group[b]
    }
}

#[derive(Debug, Clone)]
struct Group {
    members: Vec<usize>,
    scopes: Vec<(u16, f64)>,
}

impl Observations {
    /// The observations that figures make of a system. `today` stands in for the date of a report that has none.
    #[must_use]
    pub fn new(system: &System, figures: &[Figure], today: Option<Date>) -> Self {
        let stated: Vec<usize> = (0..figures.len()).filter(|&i| figures[i].states()).collect();
        let mut left: Vec<(usize, Left)> = (0..figures.len()).filter(|&i| !figures[i].states()).map(|i| (i, Left::NotStated)).collect();
        let asked: Vec<Figure> = stated.iter().map(|&i| figures[i].clone()).collect();
        let speaks = roots(&asked);
        let mut found = Vec::new();
        for (n, figure) in asked.iter().enumerate() {
            if speaks[n] != n {
                left.push((stated[n], Left::Repeats(stated[speaks[n]])));
                continue;
            }
            match question(system, figure, today, true) {
                Ok(q) => found.push((stated[n], figure, q)),
                Err(why) => left.push((stated[n], Left::Unread(why))),
            }
        }
        left.sort_by_key(|(i, _)| *i);
        let mut several: BTreeMap<String, usize> = BTreeMap::new();
        let name = |f: &Figure| f.source.as_ref().map(|s| s.to_lowercase());
        for (_, figure, _) in &found {
            if let Some(source) = name(figure) {
                *several.entry(source).or_default() += 1;
            }
        }
        several.retain(|_, n| *n > 1);
        let first = system.space.names().len();
        let coordinate: BTreeMap<&String, usize> = several.keys().zip(first..).collect();
        let dimensions = first + several.len();
        let mut this = Self {
            list: Vec::new(),
            left,
            operators: Vec::new(),
            looks: looks(system, &[]),
            groups: Vec::new(),
            dimensions,
            touched: Touched::default(),
        };
        let mut terms = 0;
        for (index, figure, q) in &found {
            let bounds = figure.bounds.scaled(q.scale);
            let Some(hedge) = Hedge::of(bounds, figure.quantifier, figure.vague, q.least) else { continue };
            let class = class_of(figure);
            let bias = name(figure).and_then(|n| coordinate.get(&n).copied()).map(|c| (c, class.bias));
            let lone = if bias.is_some() { 0.0 } else { class.bias };
            let distance = if figure.hedged { DISTANCE } else { 0.0 };
            let greatest = |place| q.readings.iter().filter(|r| r.place() == place).map(|r| r.weight).fold(0.0, f64::max);
            let kept: Vec<_> = q.readings.iter().filter(|r| r.weight >= NEGLIGIBLE * greatest(r.place())).collect();
            let total: f64 = kept.iter().map(|r| r.weight).sum();
            let readings: Vec<_> =
                kept.iter().map(|r| Term { scope: r.scope, weight: r.weight / total, operator: this.operator(r.operator) }).collect();
            let spread = [class.spread, hedge.spread, lone, distance].iter().map(|s| s * s).sum::<f64>().sqrt();
            let gross = (class.gross + distance).min(0.5);
            let (first, ln_least) = (terms, libm::log(q.least));
            terms += readings.len();
            this.list.push(Observation { figure: *index, readings, first, hedge, ln_least, spread, gross, bias });
        }
        this.looks = looks(system, &this.operators);
        this.group(figures);
        this.touched = this.touching(system);
        this
    }

    /// Which coordinates make a difference.
    fn touching(&self, system: &System) -> Touched {
        if self.list.is_empty() {
            return Touched::default();
        }
        let read: BTreeSet<usize> = self.operators.iter().flat_map(|o| o.reads(system)).collect();
        let mut coordinates: Vec<usize> = system.space.of_runs().chain(read).collect();
        coordinates.sort_by_key(|c| (system.space.gate_of(*c), *c));
        let noise = coordinates.len();
        coordinates.extend(system.floor.coordinate());
        let mut group: Vec<Option<usize>> = coordinates.iter().map(|c| system.space.gate_of(*c)).collect();
        // A source that speaks of one gate alone leans with it.
        let mut sources: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for (observation, (source, _)) in self.list.iter().filter_map(|o| o.bias.map(|b| (o, b))) {
            let gates = observation.readings.iter().flat_map(|t| self.operators[t.operator].gates(system));
            sources.entry(source).or_default().extend(gates);
        }
        for (source, gates) in sources {
            coordinates.push(source);
            group.push(gates.first().filter(|_| gates.len() == 1).copied());
        }
        Touched { coordinates, noise, group }
    }

    fn operator(&mut self, operator: Operator) -> usize {
        self.operators.iter().position(|o| *o == operator).unwrap_or_else(|| {
            self.operators.push(operator);
            self.operators.len() - 1
        })
    }

    fn group(&mut self, figures: &[Figure]) {
        let mut by_sentence: BTreeMap<(&str, usize), Vec<usize>> = BTreeMap::new();
        for (n, o) in self.list.iter().enumerate() {
            let figure = &figures[o.figure];
            by_sentence.entry((&figure.report, figure.sentence)).or_default().push(n);
        }
        for members in by_sentence.into_values() {
            let mut weight: BTreeMap<u16, (f64, f64)> = BTreeMap::new();
            for &m in &members {
                let mut mine: BTreeMap<u16, f64> = BTreeMap::new();
                self.list[m].readings.iter().for_each(|t| *mine.entry(t.scope).or_default() += t.weight);
                for (scope, w) in mine {
                    let (sum, count) = weight.entry(scope).or_default();
                    (*sum, *count) = (*sum + w, *count + 1.0);
                }
            }
            let total: f64 = weight.values().map(|(sum, count)| sum / count).sum();
            let scopes = weight.into_iter().map(|(scope, (sum, count))| (scope, sum / count / total)).collect();
            self.groups.push(Group { members, scopes });
        }
    }

    /// Run the systems and note what every operator gives, as logarithms.
    pub(crate) fn look(&self, system: &System, schedule: &Schedule, z: &[Lane], desk: &mut Desk) {
        system.fill(z, &mut desk.drive);
        run(&system.network, schedule, &desk.drive, &mut desk.curves);
        self.looks.look(&desk.curves, &mut desk.found);
        let state = State { system, schedule, z, drive: &desk.drive, counts: &self.looks.found(&desk.found) };
        desk.ln_seen.clear();
        desk.ln_seen.extend(self.operators.iter().map(|o| {
            let seen = state.observe(o);
            ln(each(|l| seen[l].max(1e-6)))
        }));
    }

    /// ln of the likelihood where the operators give `ln_seen`, lane by lane. `said` is room for p of every reading.
    pub(crate) fn ln_likelihood(&self, system: &System, z: &[Lane], ln_seen: &[Lane], said: &mut Vec<Lane>) -> Lane {
        widest(Likelihood { observations: self, noise: &self.noise(system, z), ln_seen, said })
    }

    /// What blurs each observation.
    pub(crate) fn noise(&self, system: &System, z: &[Lane]) -> Vec<Noise> {
        let floor = system.floor.at(z);
        let of = |o: &Observation| Noise {
            bias: o.bias.map_or(splat(0.0), |(c, tau)| each(|l| tau * z[c][l])),
            sd: each(|l| (o.spread * o.spread + floor[l] * floor[l]).sqrt()),
        };
        self.list.iter().map(of).collect()
    }

    /// p of every reading of every observation.
    #[inline(always)]
    fn say(&self, noise: &[Noise], ln_seen: &[Lane], said: &mut Vec<Lane>) {
        said.clear();
        for (observation, noise) in self.list.iter().zip(noise) {
            for term in &observation.readings {
                said.push(observation.densities(term, noise, ln_seen).0);
            }
        }
    }

    /// p of a sentence, perhaps without one of its claims: its scopes are alternatives, its claims go together in each.
    #[inline(always)]
    fn together(&self, group: &Group, said: &[Lane], without: Option<usize>) -> Lane {
        let mut sum = splat(0.0);
        for (scope, weight) in &group.scopes {
            let mut all = splat(*weight);
            for &m in group.members.iter().filter(|m| Some(**m) != without) {
                let one = self.list[m].within(said, *scope);
                all = each(|l| all[l] * one[l]);
            }
            sum = each(|l| sum[l] + all[l]);
        }
        sum
    }

    /// For each observation ln p(what it says | everything else in its sentence), lane by lane.
    pub(crate) fn each_ln(&self, noise: &[Noise], ln_seen: &[Lane]) -> Vec<Lane> {
        let mut said = Vec::new();
        self.say(noise, ln_seen, &mut said);
        let mut out = vec![splat(0.0); self.list.len()];
        for group in &self.groups {
            let all = self.together(group, &said, None);
            for &m in &group.members {
                let rest = self.together(group, &said, Some(m));
                out[m] = each(|l| libm::log(all[l].max(1e-300) / rest[l].max(1e-300)));
            }
        }
        out
    }
}

struct Likelihood<'a> {
    observations: &'a Observations,
    noise: &'a [Noise],
    ln_seen: &'a [Lane],
    said: &'a mut Vec<Lane>,
}

impl Task for Likelihood<'_> {
    type Output = Lane;

    #[inline(always)]
    fn go(self) -> Lane {
        let Self { observations, noise, ln_seen, said } = self;
        observations.say(noise, ln_seen, said);
        let mut sum = splat(0.0);
        for group in &observations.groups {
            let p = observations.together(group, said, None);
            let p = ln(each(|l| p[l].max(1e-300)));
            sum = each(|l| sum[l] + p[l]);
        }
        sum
    }
}

/// What blurs one observation: the bias of its source, and the standard deviation of everything but the hedge.
pub(crate) struct Noise {
    bias: Lane,
    sd: Lane,
}

impl Observation {
    /// p of what is said within a scope; over all readings where the scope is none of this claim's.
    #[inline(always)]
    fn within(&self, said: &[Lane], scope: u16) -> Lane {
        let shared = self.readings.iter().any(|t| t.scope == scope);
        let (mut sum, mut total) = (splat(0.0), 0.0);
        for (n, term) in self.readings.iter().enumerate().filter(|(_, t)| !shared || t.scope == scope) {
            let p = &said[self.first + n];
            sum = each(|l| sum[l] + term.weight * p[l]);
            total += term.weight;
        }
        each(|l| sum[l] / total)
    }

    /// p and the part of gross errors in it, for one reading.
    #[inline(always)]
    fn densities(&self, term: &Term, noise: &Noise, ln_seen: &[Lane]) -> (Lane, Lane) {
        let (seen, least) = (&ln_seen[term.operator], self.ln_least);
        let e = each(|l| self.hedge.ln_said - seen[l].max(least) - noise.bias[l]);
        self.hedge.densities(&e, &noise.sd, self.gross)
    }

    /// The chance that what is said is a gross error, over the readings.
    pub(crate) fn gross_part(&self, noise: &Noise, ln_seen: &[Lane]) -> Lane {
        let (all, wrong) = self.density_and_gross(noise, ln_seen);
        each(|l| wrong[l] / all[l])
    }

    /// p of what is said over the readings, and what gross errors are of it.
    pub(crate) fn density_and_gross(&self, noise: &Noise, ln_seen: &[Lane]) -> (Lane, Lane) {
        let (mut all, mut wrong) = (splat(1e-300), splat(0.0));
        for term in &self.readings {
            let (p, part) = self.densities(term, noise, ln_seen);
            all = each(|l| all[l] + term.weight * p[l]);
            wrong = each(|l| wrong[l] + term.weight * part[l]);
        }
        (all, wrong)
    }

    /// Something the source might have said (in ln), by a reading drawn with its weight.
    pub(crate) fn said_by(&self, noise: &Noise, lane: usize, ln_seen: &[Lane], stream: &mut Stream) -> f64 {
        let mut left = stream.unit();
        let term = self.readings.iter().find(|t| {
            left -= t.weight;
            left <= 0.0
        });
        let operator = term.or(self.readings.last()).map_or(0, |t| t.operator);
        ln_seen[operator][lane].max(self.ln_least) + noise.bias[lane] + self.hedge.draw(stream, noise.sd[lane], self.gross)
    }
}

/// What operators read of a run, planned once. Which looks they take depends on the system alone.
pub(crate) fn looks(system: &System, operators: &[Operator]) -> Looks {
    let z = vec![splat(0.0); system.space.names().len()];
    let (schedule, drive) = (&system.schedule, &system.drive());
    Looks::plan(schedule.grid(), |counts| {
        let state = State { system, schedule, z: &z, drive, counts };
        for operator in operators {
            let _ = state.observe(operator);
        }
    })
}

/// Room for one block of systems, kept between runs.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) drive: Drive,
    pub(crate) curves: Curves,
    /// What was looked up in them.
    pub(crate) found: Vec<Lane>,
    /// ln of what every operator gives.
    pub(crate) ln_seen: Vec<Lane>,
    /// p of every reading.
    pub(crate) said: Vec<Lane>,
}

impl Desk {
    pub(crate) fn new(system: &System) -> Self {
        let grid = system.schedule.grid();
        let curves = Curves::new(&system.network, grid);
        Self { drive: system.drive(), curves, found: Vec::new(), ln_seen: Vec::new(), said: Vec::new() }
    }
}
