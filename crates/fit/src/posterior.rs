//! What is believed after the claims.

use exode_flow::{LANES, Lane};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::figure::Figure;
use crate::observation::{Desk, Observations, looks};
use crate::operator::{Operator, State};
use crate::post::WhatIf;
use crate::progress::{Listener, Progress};
use crate::quantile::{Believed, Drawn, Ranks};
use crate::reading::{Unread, question};
use crate::smc::{Effort, lanes, sample};
use crate::special::normal_quantile;
use crate::system::System;

/// Points of the structural error's distribution that a prediction is made of.
const POINTS: usize = 5;

/// How well a fit went.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostics {
    /// ln of the evidence, run by run.
    pub ln_evidence: Vec<f64>,
    /// Particles of a run.
    pub particles: usize,
    /// Moves of its chains after each growth of the power.
    pub moves: usize,
    /// Share of moves accepted.
    pub acceptance: f64,
    /// Runs of the physics.
    pub runs: usize,
    /// Worst ratio of spread between runs to spread within, over the coordinates (R-hat); 1 is perfect.
    pub r_hat: f64,
    /// The unknown it is the worst for.
    pub worst: String,
}

impl Diagnostics {
    /// What speaks against publishing the fit.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let mut out = Vec::new();
        let (low, high) = self.ln_evidence.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), z| (a.min(*z), b.max(*z)));
        if high - low > 1.0 {
            let moves = 2 * self.moves;
            out.push(format!("independent runs disagree about the evidence by {:.1}: longer chains may help, --moves {moves}", high - low));
        }
        if self.r_hat > 1.2 {
            let particles = 2 * self.particles;
            out.push(format!(
                "independent runs disagree about {} (R-hat {:.2}): more chains may help, --particles {particles}",
                self.worst, self.r_hat
            ));
        }
        out
    }
}

/// A system, its claims, and what they make of each other.
#[derive(Debug, Clone)]
pub struct Posterior {
    /// The system.
    pub system: System,
    /// The figures it was fitted to.
    pub figures: Vec<Figure>,
    /// Which of them count, and why the others do not.
    pub observations: Observations,
    /// How well it went.
    pub diagnostics: Diagnostics,
    pub(crate) z: Vec<Vec<f64>>,
    pub(crate) today: Option<Date>,
    pub(crate) effort: Effort,
}

impl Posterior {
    /// Fit a system to figures. `today` stands in for the date of a report that has none; with no figures the prior comes out.
    #[must_use]
    pub fn fit(system: System, figures: Vec<Figure>, today: Option<Date>, effort: Effort) -> Self {
        Self::fit_heard(system, figures, today, effort, &|_| {})
    }

    /// [`Posterior::fit`], with somebody who is told how far it is.
    #[must_use]
    pub fn fit_heard(system: System, figures: Vec<Figure>, today: Option<Date>, effort: Effort, listener: Listener<'_>) -> Self {
        let observations = Observations::new(&system, &figures, today);
        let progress = Progress::new(listener, effort.runs.max(1));
        let run = |n: u64| {
            let meter = progress.of_run(n as usize, effort.moves);
            sample(&system, &system.schedule, &observations, effort, n, meter)
        };
        let runs: Vec<_> = (0..effort.runs.max(1) as u64).into_par_iter().map(run).collect();
        let (r_hat, worst) = r_hat(&runs.iter().map(|r| r.z.as_slice()).collect::<Vec<_>>());
        // Beyond those of the system, how single sources lean.
        let worst = system.space.names().get(worst).map_or("how a source leans", String::as_str).to_owned();
        let diagnostics = Diagnostics {
            ln_evidence: runs.iter().map(|r| r.ln_evidence).collect(),
            particles: runs.first().map_or(0, |r| r.z.len()),
            moves: effort.moves.0,
            acceptance: runs.iter().map(|r| r.acceptance).sum::<f64>() / runs.len() as f64,
            runs: runs.iter().map(|r| r.runs).sum(),
            r_hat,
            worst,
        };
        let z = runs.into_iter().flat_map(|r| r.z).collect();
        Self { system, figures, observations, diagnostics, z, today, effort }
    }

    /// The names of the unknowns, with mean and standard deviation in units of their prior's.
    #[must_use]
    pub fn unknowns(&self) -> Vec<(String, f64, f64)> {
        let n = self.z.len() as f64;
        let of = |k: usize| {
            let mean = self.z.iter().map(|p| p[k]).sum::<f64>() / n;
            let square = self.z.iter().map(|p| (p[k] - mean) * (p[k] - mean)).sum::<f64>() / (n - 1.0).max(1.0);
            (mean, square.sqrt())
        };
        self.system.space.names().iter().enumerate().map(|(k, name)| (name.clone(), of(k).0, of(k).1)).collect()
    }

    /// What every operator gives for every particle, as things are or with what-ifs; with the structural error of each particle.
    pub(crate) fn observe(&self, what_if: Option<&WhatIf>, operators: &[Operator]) -> Seen {
        let system = &self.system;
        let schedule = what_if.map_or(&system.schedule, |w| &w.schedule);
        let looks = looks(system, operators);
        let blocks: Vec<(Vec<Lane>, Lane)> = self
            .z
            .par_chunks(LANES * 4)
            .flat_map_iter(|chunk| {
                let mut desk = Desk::new(system);
                chunk
                    .chunks(LANES)
                    .map(|block| {
                        let z = lanes(block);
                        system.fill(&z, &mut desk.drive);
                        if let Some(what_if) = what_if {
                            what_if.apply(system, &z, &mut desk.drive);
                        }
                        exode_flow::run(&system.network, schedule, &desk.drive, &mut desk.curves);
                        looks.look(&desk.curves, &mut desk.found);
                        let state = State { system, schedule, z: &z, drive: &desk.drive, counts: &looks.found(&desk.found) };
                        (operators.iter().map(|o| state.observe(o)).collect(), system.floor.at(&z))
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        let count = self.z.len();
        let of = |k: usize| (0..count).map(|i| blocks[i / LANES].0[k][i % LANES]).collect();
        Seen::of((0..operators.len()).into_par_iter().map(of).collect(), (0..count).map(|i| blocks[i / LANES].1[i % LANES]).collect())
    }

    /// The posterior predictive of the true value behind each figure, in the figure's own unit.
    #[must_use]
    pub fn predict(&self, figures: &[Figure]) -> Vec<Result<Believed, Unread>> {
        let asked: Vec<_> = figures.iter().map(|f| question(&self.system, f, self.today, false)).collect();
        let mut operators = Vec::new();
        for q in asked.iter().flatten() {
            operators.extend(q.readings.iter().map(|r| r.operator));
        }
        let seen = self.observe(None, &operators);
        let mut next = 0;
        let mut of = |q: Result<crate::reading::Question, Unread>| {
            let q = q?;
            let mut drawn = Drawn::default();
            for reading in &q.readings {
                seen.draw(next, reading.weight, 1.0 / q.scale, &mut drawn);
                next += 1;
            }
            Ok(drawn.believed())
        };
        asked.into_iter().map(&mut of).collect()
    }
}

/// Operators by particles.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) values: Vec<Vec<f64>>,
    /// By what the physics is off, particle by particle, at each of [`POINTS`] of the structural error.
    off: [Vec<f64>; POINTS],
    /// Where the quantiles of all draws of an operator stand.
    ranks: Ranks,
}

impl Seen {
    /// Operators by particles, and the structural error of each particle.
    fn of(values: Vec<Vec<f64>>, floor: Vec<f64>) -> Self {
        let off = std::array::from_fn(|n| {
            let z = normal_quantile((n as f64 + 0.5) / POINTS as f64);
            floor.iter().map(|floor| libm::exp(floor * z)).collect()
        });
        Self { values, off, ranks: Ranks::of(floor.len() * POINTS, 1.0 / POINTS as f64) }
    }

    /// Draws of the true value behind an operator: what the physics gives, times what the model misses.
    pub(crate) fn draw(&self, operator: usize, weight: f64, scale: f64, drawn: &mut Drawn) {
        let share = weight / POINTS as f64;
        for off in &self.off {
            for (value, off) in self.values[operator].iter().zip(off) {
                drawn.add(value * scale * off, share);
            }
        }
    }

    /// What is believed of an operator.
    pub(crate) fn believed(&self, operator: usize) -> Believed {
        let values = &self.values[operator];
        let mut draws: Vec<f64> = self.off.iter().flat_map(|off| values.iter().zip(off).map(|(value, off)| value * off)).collect();
        self.ranks.believed(&mut draws)
    }
}

/// R-hat over runs, and which coordinate it is the worst for. Source: Gelman and Rubin 1992.
fn r_hat(runs: &[&[Vec<f64>]]) -> (f64, usize) {
    let mut worst = (1.0, 0);
    let Some(d) = runs.first().and_then(|r| r.first()).map(Vec::len).filter(|_| runs.len() > 1) else { return worst };
    for k in 0..d {
        let stats: Vec<(f64, f64, f64)> = runs
            .iter()
            .map(|r| {
                let n = r.len() as f64;
                let mean = r.iter().map(|p| p[k]).sum::<f64>() / n;
                (mean, r.iter().map(|p| (p[k] - mean) * (p[k] - mean)).sum::<f64>() / (n - 1.0), n)
            })
            .collect();
        let (m, n) = (stats.len() as f64, stats[0].2);
        let grand = stats.iter().map(|s| s.0).sum::<f64>() / m;
        let between = stats.iter().map(|s| (s.0 - grand) * (s.0 - grand)).sum::<f64>() / (m - 1.0);
        let within = stats.iter().map(|s| s.1).sum::<f64>() / m;
        let ratio = (((n - 1.0) / n * within + between) / within.max(1e-12)).sqrt();
        if ratio > worst.0 {
            worst = (ratio, k);
        }
    }
    worst
}
