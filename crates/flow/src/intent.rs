//! How many decide to leave, and when.

use crate::lane::{LANES, Lane, each, exp};
use crate::network::Grid;

/// Standard deviation of a surge in hours (0.8 days).
const SURGE_SD_H: f64 = 19.2;

/// People deciding to leave more than usual: a rumour, a deadline.
#[derive(Debug, Clone, PartialEq)]
pub struct Surge {
    /// Size, as a ratio to the shock it follows.
    pub ratio: Lane,
    /// Its middle in hours.
    pub at_h: Lane,
}

/// A shock: nobody before `start_h`, then a rise over `onset_h` and a decay over `decay_h`, with surges on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Shock {
    /// When it happens, in hours.
    pub start_h: f64,
    /// Persons who decide to leave because of it, in all and for ever.
    pub people: Lane,
    /// Time of onset in hours.
    pub onset_h: Lane,
    /// Time of decay in hours.
    pub decay_h: Lane,
    /// Surges; part of `people`.
    pub surges: Vec<Surge>,
}

impl Shock {
    /// Add who decides in each step to `intent` (one lane a step): the exact integral of the shock, the midpoint of the surges.
    pub fn add_to(&self, grid: Grid, mut intent: impl FnMut(usize, &Lane)) {
        let step = grid.step_h();
        let fast = each(|l| self.onset_h[l] * self.decay_h[l] / (self.onset_h[l] + self.decay_h[l]));
        let surging = each(|l| 1.0 + self.surges.iter().map(|s| s.ratio[l]).sum::<f64>());
        let people = each(|l| self.people[l] / surging[l]);
        // ∫s from the start to u is scale·(d(1 − e^(−u/d)) − q(1 − e^(−u/q))), q = rd/(r+d): what is left of it decays in two parts.
        let scale = each(|l| people[l] * (self.onset_h[l] + self.decay_h[l]) / (self.decay_h[l] * self.decay_h[l]));
        let first = (self.start_h / step).floor().max(0.0) as usize;
        let begun = (first as f64 * step - self.start_h).max(0.0);
        let ahead = (first + 1) as f64 * step - self.start_h;
        let at =
            |u: f64, l: usize| (scale[l] * self.decay_h[l] * libm::exp(-u / self.decay_h[l]), scale[l] * fast[l] * libm::exp(-u / fast[l]));
        let (mut slow_left, mut fast_left) = ([0.0; LANES], [0.0; LANES]);
        let mut before = [0.0; LANES];
        for l in 0..LANES {
            let (s, f) = at(begun, l);
            before[l] = s - f;
            (slow_left[l], fast_left[l]) = at(ahead, l);
        }
        let slow_keep = each(|l| libm::exp(-step / self.decay_h[l]));
        let fast_keep = each(|l| libm::exp(-step / fast[l]));
        let height: Vec<Lane> =
            self.surges.iter().map(|s| each(|l| people[l] * s.ratio[l] * step / (SURGE_SD_H * (std::f64::consts::TAU).sqrt()))).collect();
        for n in first..grid.steps() {
            let mut now = [0.0; LANES];
            for l in 0..LANES {
                let left = slow_left[l] - fast_left[l];
                let decided = before[l] - left;
                now[l] = if decided > 0.0 { decided } else { 0.0 };
                before[l] = left;
                slow_left[l] *= slow_keep[l];
                fast_left[l] *= fast_keep[l];
            }
            let middle = (n as f64 + 0.5) * step;
            if middle > self.start_h {
                for (surge, height) in self.surges.iter().zip(&height) {
                    let away = each(|l| (middle - surge.at_h[l]) * (1.0 / SURGE_SD_H));
                    let bell = exp(each(|l| -0.5 * away[l] * away[l]));
                    for l in 0..LANES {
                        now[l] += height[l] * bell[l];
                    }
                }
            }
            intent(n, &now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lane::splat;

    #[test]
    fn a_shock_moves_its_people_and_nobody_before() {
        let surges = vec![Surge { ratio: splat(0.2), at_h: splat(200.0) }];
        let shock = Shock { start_h: 105.5, people: splat(1000.0), onset_h: splat(24.0), decay_h: splat(120.0), surges };
        let grid = Grid::new(200, 24).expect("a grid");
        let (mut all, mut early) = (0.0, 0.0);
        shock.add_to(grid, |n, x| {
            all += x[0];
            if n < 105 {
                early += x[0];
            }
        });
        assert_eq!(early, 0.0);
        assert!((all - 1000.0).abs() < 0.01, "{all}");
    }
}
