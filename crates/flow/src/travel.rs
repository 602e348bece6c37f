//! The road as three Erlang stages, stepped exactly.

use crate::lane::{LANES, Lane, each};

/// The matrix of one step over three stages of rate k, for each lane.
///
/// With x = k·dt, of people in stage i there are e^(−x) x^(m−i)/(m−i)! in stage m after the step; of an inflow spread evenly over the
/// step there are P(m, x)/x (P the regularised lower gamma function); the rest has arrived. Exact for any step, so a coarser grid gives
/// the same numbers. Travel times are Erlang of mean `mean_h` and standard deviation `mean_h`/√3.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stages {
    /// Of people in a stage: stay, one further, two further.
    pub(crate) stay: [Lane; 3],
    /// Of an inflow: left in stages one to three.
    pub(crate) enter: [Lane; 3],
    /// Arrived, of people in stages one to three and of the inflow.
    pub(crate) arrive: [Lane; 4],
}

impl Stages {
    /// Stages of mean travel times in hours (below a minute counts as a minute), for steps of `step_h` hours.
    #[must_use]
    pub fn new(mean_h: &Lane, step_h: f64) -> Self {
        let x = each(|l| 3.0 * step_h / mean_h[l].max(1.0 / 60.0));
        let e = each(|l| libm::exp(-x[l]));
        let stay = [e, each(|l| e[l] * x[l]), each(|l| e[l] * x[l] * x[l] / 2.0)];
        // P(m, x) = 1 − e^(−x) Σ_{i<m} x^i/i!, so each follows from the next with a sum of positive terms.
        let third = each(|l| tail(x[l], e[l]));
        let second = each(|l| third[l] + stay[2][l]);
        let done = [each(|l| second[l] + stay[1][l]), second, third];
        let enter = [each(|l| done[0][l] / x[l]), each(|l| done[1][l] / x[l]), each(|l| done[2][l] / x[l])];
        let last = each(|l| 1.0 - enter[0][l] - enter[1][l] - enter[2][l]);
        Self { stay, enter, arrive: [done[2], done[1], done[0], each(|l| last[l].max(0.0))] }
    }

    /// Move everyone by one step: the stages, and the inflow of the step; gives who arrives. All terms are positive, so nothing can
    /// become negative by rounding.
    #[inline(always)]
    pub(crate) fn step(&self, stages: &mut [Lane; 3], inflow: Lane) -> Lane {
        let mut out = [0.0; LANES];
        let Self { stay, enter, arrive } = *self;
        let [mut s1, mut s2, mut s3] = *stages;
        for l in 0..LANES {
            let (a, b, c, j) = (s1[l], s2[l], s3[l], inflow[l]);
            out[l] = a * arrive[0][l] + b * arrive[1][l] + c * arrive[2][l] + j * arrive[3][l];
            s3[l] = c * stay[0][l] + b * stay[1][l] + a * stay[2][l] + j * enter[2][l];
            s2[l] = b * stay[0][l] + a * stay[1][l] + j * enter[1][l];
            s1[l] = a * stay[0][l] + j * enter[0][l];
        }
        *stages = [s1, s2, s3];
        out
    }
}

/// P(3, x) where e^(−x) is `e`, without the loss of digits that 1 − … has where x is small.
fn tail(x: f64, e: f64) -> f64 {
    if x > 1.0 {
        return 1.0 - e * (1.0 + x + 0.5 * x * x);
    }
    // e^(−x) x³/3! (1 + x/4 + x²/(4·5) + …): the term left out is below 1e-18 of the sum.
    let sum = (4..20).rev().fold(1.0, |sum, n| 1.0 + sum * x / f64::from(n));
    e * x * x * x / 6.0 * sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane::splat;

    #[test]
    fn people_are_kept_and_a_coarse_step_equals_fine_ones() {
        for mean_h in [0.5, 7.0, 48.0] {
            let (coarse, fine) = (Stages::new(&splat(mean_h), 6.0), Stages::new(&splat(mean_h), 0.5));
            let (mut a, mut b) = ([splat(10.0), splat(5.0), splat(2.0)], [splat(10.0), splat(5.0), splat(2.0)]);
            let one = coarse.step(&mut a, splat(12.0))[0];
            let twelve: f64 = (0..12).map(|_| fine.step(&mut b, splat(1.0))[0]).sum();
            assert!((one - twelve).abs() < 1e-12, "{mean_h}: {one} {twelve}");
            let inside: f64 = a.iter().map(|s| s[0]).sum();
            assert!((inside + one - 29.0).abs() < 1e-13, "{inside} {one}");
        }
    }

    #[test]
    fn the_mean_travel_time_is_the_stated_one() {
        let stages = Stages::new(&splat(30.0), 1.0);
        let mut road = [splat(1.0), splat(0.0), splat(0.0)];
        let mean: f64 = (0..2000).map(|n| stages.step(&mut road, splat(0.0))[0] * (f64::from(n) + 0.5)).sum();
        assert!((mean - 30.0).abs() < 0.1, "{mean}");
    }
}
