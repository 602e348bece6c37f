//! How many decide to leave, and when.

use crate::lane::{LANES, Lane, each, exp, splat};
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
        let mut bells: Vec<Bell> = self.surges.iter().map(|s| Bell::new(s, &people, step)).collect();
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
                for bell in &mut bells {
                    if !bell.rung || n.is_multiple_of(grid.steps_per_day()) {
                        bell.strike(middle, step);
                    }
                    now = each(|l| now[l] + bell.height[l] * bell.now[l]);
                    bell.pass();
                }
            }
            intent(n, &now);
        }
    }
}

/// A surge walked along the grid: two neighbours of a Gaussian have a ratio that itself shrinks by a constant factor, so that a step costs
/// two products. It is struck anew every day, before rounding adds up.
struct Bell {
    at_h: Lane,
    /// Persons a step at its middle.
    height: Lane,
    rung: bool,
    /// The Gaussian at this step, its ratio to the one before, and what the ratio shrinks by.
    now: Lane,
    ratio: Lane,
    shrink: f64,
}

impl Bell {
    fn new(surge: &Surge, people: &Lane, step: f64) -> Self {
        let height = each(|l| people[l] * surge.ratio[l] * step / (SURGE_SD_H * (std::f64::consts::TAU).sqrt()));
        let wide = step / SURGE_SD_H;
        Self { at_h: surge.at_h, height, rung: false, now: splat(0.0), ratio: splat(0.0), shrink: libm::exp(-wide * wide) }
    }

    fn strike(&mut self, middle: f64, step: f64) {
        let away = each(|l| (middle - self.at_h[l]) * (1.0 / SURGE_SD_H));
        let wide = step / SURGE_SD_H;
        self.now = exp(each(|l| -0.5 * away[l] * away[l]));
        self.ratio = exp(each(|l| -wide * (away[l] + 0.5 * wide)));
        self.rung = true;
    }

    fn pass(&mut self) {
        for l in 0..LANES {
            self.now[l] *= self.ratio[l];
            self.ratio[l] *= self.shrink;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_surge_is_a_gaussian_at_every_step() {
        let surge = Surge { ratio: splat(1.0), at_h: splat(700.0) };
        let mut bell = Bell::new(&surge, &splat(1.0), 1.0);
        for n in 0..1000_usize {
            let middle = n as f64 + 0.5;
            if !bell.rung || n.is_multiple_of(24) {
                bell.strike(middle, 1.0);
            }
            let away = (middle - 700.0) / SURGE_SD_H;
            let want = libm::exp(-0.5 * away * away);
            assert!((bell.now[0] - want).abs() <= 1e-11 * want, "{n}: {} {want}", bell.now[0]);
            bell.pass();
        }
    }
}
