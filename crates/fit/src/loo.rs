//! What every claim says that the others do not expect: leave one out.
//!
//! The particles of one fit are reweighted as if a claim had not been made (Pareto-smoothed); what the rest then expects is set against
//! what it says. Source: PSIS-LOO, Vehtari et al.

use exode_flow::LANES;
use rayon::prelude::*;

use crate::observation::Desk;
use crate::pareto::{TRUSTED_K, smoothed};
use crate::posterior::Posterior;
use crate::quantile::{Believed, Drawn};
use crate::random::Stream;
use crate::smc::lanes;

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
    /// Shape of the weights' tail; above 0.7 the row is not to be trusted.
    pub pareto_k: f64,
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
                let ln = observations.each_ln(&noise, &desk);
                (0..count)
                    .map(|o| {
                        let observation = &observations.list[o];
                        let gross = observation.gross_part(&noise[o], &desk);
                        std::array::from_fn(|l| {
                            let mut stream = Stream::new(7, (b * LANES + l) as u64, o as u64);
                            (ln[o][l], gross[l], observation.said_by(&noise[o], l, &desk, &mut stream))
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
                LeftOut { figure: observation.figure, expected: drawn.believed(), said, tail, gross, pareto_k, weights }
            })
            .collect()
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
