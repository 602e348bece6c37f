//! What every claim says that the others do not expect: leave one out.
//!
//! The particles of one fit are reweighted as if a claim had not been made (Pareto-smoothed); what the rest then expects is set against
//! what it says. Where the weights cannot be trusted, the fit is made again without the claim. Source: PSIS-LOO, Vehtari et al.

use exode_flow::LANES;
use rayon::prelude::*;

use crate::observation::{Desk, Left, Observations};
use crate::pareto::{TRUSTED_K, smoothed};
use crate::posterior::Posterior;
use crate::quantile::{Believed, Drawn};
use crate::random::Stream;
use crate::smc::{Effort, lanes};

/// What speaks against relying on left-out claims: how many have weights that cannot be trusted, if any.
#[must_use]
pub fn untrusted(left_out: &[LeftOut]) -> Option<String> {
    let doubtful: Vec<f64> = left_out.iter().filter(|o| !o.refitted && o.pareto_k > TRUSTED_K).map(|o| o.pareto_k).collect();
    let worst = doubtful.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    (!doubtful.is_empty()).then(|| {
        format!("what the others make expect of {} of {} claims is uncertain (Pareto k up to {worst:.2})", doubtful.len(), left_out.len())
    })
}

/// One claim against all others.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// Which figure.
    pub figure: usize,
    /// What the others make expect to be said, in the unit of the claim's operators (hours, km, people).
    pub expected: Believed,
    /// What is said (the middle of a range), in the same unit.
    pub said: f64,
    /// How often the others make expect something at least as far out, 0 to 1.
    pub tail: f64,
    /// How likely the claim is grossly wrong, given all others.
    pub gross: f64,
    /// Shape of the weights' tail; above [`TRUSTED_K`] they are not to be trusted.
    pub pareto_k: f64,
    /// Whether the fit was made again without the claim, because its weights were not to be trusted.
    pub refitted: bool,
    /// Weights of the particles without this claim.
    pub(crate) weights: Vec<f64>,
}

impl Posterior {
    /// Every observation against all others, in the order of observations.
    #[must_use]
    pub fn leave_one_out(&self) -> Vec<LeftOut> {
        let (system, observations) = (&self.system, &self.observations);
        let count = observations.list.len();
        // By block: for every observation and lane ln p, the part of gross errors, and one thing the source might have said.
        let blocks: Vec<Vec<[(f64, f64, f64); LANES]>> = self
            .z
            .par_chunks(LANES)
            .enumerate()
            .map(|(b, block)| {
                let mut desk = Desk::new(system);
                let z = lanes(block);
                observations.look(system, &system.schedule, &z, &mut desk);
                let noise = observations.noise(system, &z);
                let ln = observations.each_ln(&noise, &desk.ln_seen);
                (0..count)
                    .map(|o| {
                        let observation = &observations.list[o];
                        let gross = observation.gross_part(&noise[o], &desk.ln_seen);
                        std::array::from_fn(|l| {
                            let mut stream = Stream::new(7, (b * LANES + l) as u64, o as u64);
                            (ln[o][l], gross[l], observation.said_by(&noise[o], l, &desk.ln_seen, &mut stream))
                        })
                    })
                    .collect()
            })
            .collect();
        let particle = |i: usize, o: usize| blocks[i / LANES][o][i % LANES];
        (0..count)
            .into_par_iter()
            .map(|o| {
                let ratios: Vec<f64> = (0..self.z.len()).map(|i| -particle(i, o).0).collect();
                let (weights, pareto_k) = smoothed(&ratios);
                let observation = &observations.list[o];
                let mut drawn = Drawn::default();
                let (mut below, mut gross) = (0.0, 0.0);
                for (i, w) in weights.iter().enumerate() {
                    let (_, part, said) = particle(i, o);
                    drawn.add(libm::exp(said), *w);
                    below += if said < observation.hedge.ln_said { *w } else { 0.0 };
                    // With its own density the weight of the others alone becomes that of all: the plain mean.
                    gross += part / weights.len() as f64;
                }
                let tail = 2.0 * f64::min(below, 1.0 - below);
                let said = libm::exp(observation.hedge.ln_said);
                let (figure, refitted) = (observation.figure, false);
                LeftOut { figure, expected: drawn.believed(), said, tail, gross, pareto_k, refitted, weights }
            })
            .collect()
    }

    /// The same, and every row that cannot be trusted comes from a fit of its own, without the claim and its copies. As slow as there are
    /// such rows; `most` of them at most, the least trusted first.
    #[must_use]
    pub fn leave_one_out_surely(&self, most: usize) -> Vec<LeftOut> {
        let mut rows = self.leave_one_out();
        let mut doubtful: Vec<usize> = (0..rows.len()).filter(|o| rows[*o].pareto_k > TRUSTED_K).collect();
        doubtful.sort_by(|a, b| rows[*b].pareto_k.total_cmp(&rows[*a].pareto_k));
        for &o in doubtful.iter().take(most) {
            let (believed, tail, gross) = self.without(o);
            rows[o] = LeftOut { expected: believed, tail, gross, refitted: true, ..rows[o].clone() };
        }
        rows
    }

    /// What a fit without an observation (and its copies) expects of it, how far out it lies, and how likely it is grossly wrong.
    fn without(&self, observation: usize) -> (Believed, f64, f64) {
        let this = &self.observations.list[observation];
        let others = (0..self.figures.len()).filter(|&n| n != this.figure && !self.copies_of(this.figure).any(|c| c == n));
        let kept: Vec<_> = others.map(|n| self.figures[n].clone()).collect();
        let one_run = Effort { runs: 1, ..self.effort };
        let refit = Self::fit(self.system.clone(), kept, self.today, one_run);
        // Looked at with the others' particles. How its source leans counts as unknown, also where other claims of it tell.
        let alone = Observations::new(&self.system, std::slice::from_ref(&self.figures[this.figure]), self.today);
        let Some(observation) = alone.list.first() else { return (Believed { at: [f64::NAN; 7] }, 1.0, 0.0) };
        let (mut drawn, mut below, mut all, mut wrong) = (Drawn::default(), 0.0, 0.0, 0.0);
        let mut desk = Desk::new(&self.system);
        for (b, block) in refit.z.chunks(LANES).enumerate() {
            let z = lanes(block);
            alone.look(&self.system, &self.system.schedule, &z, &mut desk);
            let noise = alone.noise(&self.system, &z);
            let (p, part) = observation.density_and_gross(&noise[0], &desk.ln_seen);
            for l in 0..LANES {
                let mut stream = Stream::new(8, (b * LANES + l) as u64, 0);
                let said = observation.said_by(&noise[0], l, &desk.ln_seen, &mut stream);
                drawn.add(libm::exp(said), 1.0);
                below += if said < observation.hedge.ln_said { 1.0 } else { 0.0 };
                (all, wrong) = (all + p[l], wrong + part[l]);
            }
        }
        let below = below / refit.z.len().max(1) as f64;
        (drawn.believed(), 2.0 * f64::min(below, 1.0 - below), wrong / all)
    }

    /// The figures that repeat another.
    pub(crate) fn copies_of(&self, figure: usize) -> impl Iterator<Item = usize> {
        self.observations.left.iter().filter(move |(_, why)| *why == Left::Repeats(figure)).map(|(n, _)| *n)
    }

    /// The claims that carry most weight in a number: by how many standard deviations it would move without each, greatest first. Rows
    /// that are not to be trusted say nothing.
    pub(crate) fn carried_by(&self, values: &[f64], left_out: &[LeftOut]) -> Vec<(usize, f64)> {
        let ln: Vec<f64> = values.iter().map(|v| libm::log(v.max(1e-3))).collect();
        let n = ln.len() as f64;
        let mean = ln.iter().sum::<f64>() / n;
        let sd = (ln.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n).sqrt().max(1e-9);
        let shift = |o: &LeftOut| (o.weights.iter().zip(&ln).map(|(w, x)| w * x).sum::<f64>() - mean).abs() / sd;
        let mut out: Vec<(usize, f64)> = left_out.iter().filter(|o| o.pareto_k <= TRUSTED_K).map(|o| (o.figure, shift(o))).collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        out
    }
}
