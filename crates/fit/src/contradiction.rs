//! Which claims cannot be true together, given all the others.
//!
//! A claim is doubted where what the others make expect lies far from what it says (its left-out tail), or where it is likelier a gross
//! error than not. Who speaks against it is told by agreement: the evidence of two claims together over the product of their evidences
//! apart, all other claims given. Below 0 one makes the other less likely. It comes from the left-out weights alone: those of claim i are
//! 1/pᵢ over the posterior, so that the evidence of i and j together is to that apart as n Σ wᵢ wⱼ is to 1.
//!
//! What it leaves alone: claims whose place stays open (arrivals nowhere, a queue at no border), because what they are held against would
//! be a guess; rows whose weights hang on a few particles; opponents that the particles do not tell from noise.
//!
//! Source: leave-one-out by importance sampling, Gelfand, Dey and Chang 1992; the ratio is the log Bayes factor of "both" against "each
//! for itself".

use exode_claim::{Measure, Unit};

use crate::figure::Figure;
use crate::loo::LeftOut;
use crate::pareto::TRUSTED_K;
use crate::posterior::Posterior;
use crate::quantile::Believed;

/// Something as far out happens to one claim in so many: with fifty claims one is doubted for nothing.
const FAR_OUT: f64 = 0.02;
/// Likelier wrong than not.
const WRONG: f64 = 0.5;
/// Agreements nearer to 0 than this are not worth telling.
const AUDIBLE: f64 = 0.2;
/// Standard errors between an agreement and nought.
const SURE: f64 = 3.0;
/// At most so many opponents are told.
const TOLD: usize = 3;

/// A claim that the others do not bear out.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Which figure.
    pub figure: usize,
    /// What it says (the middle of a range), in its own unit.
    pub said: f64,
    /// What the others make expect to be said, in its own unit.
    pub expected: Believed,
    /// How often the others make expect something at least as far out, 0 to 1.
    pub tail: f64,
    /// How likely it is grossly wrong.
    pub gross: f64,
    /// Figures that speak against it, with their agreement in ln, the strongest first.
    pub against: Vec<(usize, f64)>,
    /// Agreement with all of those at once, in ln.
    pub group: f64,
}

impl Posterior {
    /// The claims that the others do not bear out, the least likely first, from their left-out rows. Rows whose weights are not to be
    /// trusted are passed over: [`Posterior::unjudged`] counts them.
    #[must_use]
    pub fn doubts(&self, left_out: &[LeftOut]) -> Vec<Doubt> {
        let trusted = |n: &usize| left_out[*n].pareto_k <= TRUSTED_K;
        let mut out: Vec<Doubt> = (0..left_out.len())
            .filter(trusted)
            .filter(|&n| self.figures[left_out[n].figure].is_placed())
            .filter(|&n| left_out[n].tail < FAR_OUT || left_out[n].gross > WRONG)
            .map(|n| {
                let row = &left_out[n];
                let mut opponents: Vec<(usize, f64)> = (0..left_out.len())
                    .filter(|&m| m != n && trusted(&m))
                    .filter(|&m| against(left_out, n, m))
                    .map(|m| (m, agreement(left_out, n, &[m])))
                    .collect();
                opponents.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
                opponents.truncate(TOLD);
                let others: Vec<usize> = opponents.iter().map(|a| a.0).collect();
                let scale = 1.0 / scale(&self.figures[row.figure]);
                Doubt {
                    figure: row.figure,
                    said: row.said * scale,
                    expected: Believed { at: row.expected.at.map(|q| q * scale) },
                    tail: row.tail,
                    gross: row.gross,
                    group: if others.is_empty() { 0.0 } else { agreement(left_out, n, &others) },
                    against: opponents.into_iter().map(|(m, a)| (left_out[m].figure, a)).collect(),
                }
            })
            .collect();
        out.sort_by(|a, b| (a.tail - a.gross).total_cmp(&(b.tail - b.gross)).then(a.figure.cmp(&b.figure)));
        out
    }

    /// Figures that carry so much that the fit cannot be had without them: whether the others bear them out stays open.
    #[must_use]
    pub fn unjudged(&self, left_out: &[LeftOut]) -> Vec<usize> {
        left_out.iter().filter(|o| o.pareto_k > TRUSTED_K).map(|o| o.figure).collect()
    }
}

/// ln of how much likelier a claim and a group of others are together than apart, all other claims given.
fn agreement(left_out: &[LeftOut], one: usize, group: &[usize]) -> f64 {
    let n = left_out[one].weights.len();
    let together = |i: usize| group.iter().map(|&m| left_out[m].weights[i] * n as f64).product::<f64>();
    let apart: f64 = (0..n).map(together).sum();
    let all: f64 = (0..n).map(|i| left_out[one].weights[i] * together(i)).sum();
    if apart > 0.0 && all > 0.0 { libm::log(n as f64 * all / apart) } else { 0.0 }
}

/// Whether two claims make each other less likely, beyond the noise of the particles.
fn against(left_out: &[LeftOut], one: usize, other: usize) -> bool {
    let n = left_out[one].weights.len() as f64;
    let ratio = |i: usize| n * n * left_out[one].weights[i] * left_out[other].weights[i];
    let (mut sum, mut squares) = (0.0, 0.0);
    for i in 0..left_out[one].weights.len() {
        sum += ratio(i) / n;
        squares += ratio(i) * ratio(i) / n;
    }
    let error = ((squares - sum * sum).max(0.0) / n).sqrt();
    sum + SURE * error < 1.0 && libm::log(sum.max(1e-300)) < -AUDIBLE
}

impl Figure {
    /// Whether it says where as far as its measure needs: arrivals "from Russia" may be arrivals anywhere, a queue may stand anywhere.
    fn is_placed(&self) -> bool {
        use Measure::{Capacity, CrossedIn, FledTo, QueueLength, QueuePeople, QueueVehicles, RefugeesStock, TransitShare, Wait};
        let there = self.crossing.is_some() || self.destination.is_some();
        match self.measure {
            CrossedIn | FledTo | RefugeesStock | TransitShare => there || self.place.is_some(),
            QueueLength | QueueVehicles | QueuePeople | Wait | Capacity => there,
            _ => true,
        }
    }
}

/// From the unit of a claim to that of its operators.
fn scale(figure: &Figure) -> f64 {
    match figure.unit {
        Unit::Day => 24.0,
        Unit::Percent => 0.01,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(figure: usize, weights: &[f64]) -> LeftOut {
        let total: f64 = weights.iter().sum();
        LeftOut {
            figure,
            expected: Believed { at: [1.0; 7] },
            said: 1.0,
            tail: 1.0,
            gross: 0.0,
            pareto_k: 0.0,
            refitted: false,
            weights: weights.iter().map(|w| w / total).collect(),
        }
    }

    #[test]
    fn claims_that_pull_apart_disagree_and_those_that_pull_together_agree() {
        // 1/p of three claims over four particles: 0 and 1 fit where the other does not, 2 goes with 0.
        let rows = [row(0, &[4.0, 4.0, 1.0, 1.0]), row(1, &[1.0, 1.0, 4.0, 4.0]), row(2, &[4.0, 3.0, 1.0, 2.0])];
        let apart = agreement(&rows, 0, &[1]);
        // By hand: 4 · (0.4·0.1·4) = 0.64
        assert!((apart - 0.64_f64.ln()).abs() < 1e-12 && agreement(&rows, 0, &[2]) > 0.0, "{apart}");
        assert!((agreement(&rows, 1, &[0]) - apart).abs() < 1e-12);
        assert!(agreement(&rows, 1, &[0, 2]) < apart, "two against one weigh more");
    }
}
