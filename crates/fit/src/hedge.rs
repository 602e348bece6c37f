//! Hedges as likelihoods: the density of what is said, given what is so.
//!
//! With e = ln(said) − ln(true) − bias, "exactly" and "about" are Student t with 4 degrees of freedom, "more than" is a normal minus an
//! exponential (the true value lies above what is said, mostly not far), "up to" its mirror image, a range is flat between its ends. Any
//! claim may be grossly wrong: a share of the density is a normal of standard deviation 1.2 (a factor 3.3).

use std::f64::consts::PI;

use exode_claim::{Bounds, Quantifier};
use exode_flow::{Lane, each, exp, splat};

use crate::random::Stream;
use crate::special::upper_tail;

/// Standard deviation of a gross error in natural logarithms.
const GROSS_SD: f64 = 1.2;
/// Nobody rounds a wait or a queue finer than this, nor a number coarser.
const ROUNDING: f64 = 0.10;

/// The shape of a hedge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Around the value.
    Around,
    /// The value lies above what is said, by so much on average (in ln).
    Above(f64),
    /// The value lies below what is said.
    Below(f64),
    /// Within ± so much of what is said (in ln), all alike.
    Within(f64),
}

/// What is said, as a density.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hedge {
    /// ln of the number said, of the middle of a range.
    pub ln_said: f64,
    /// Its shape.
    pub shape: Shape,
    /// Spread from rounding and "about", a standard deviation in ln; that of the source comes on top.
    pub spread: f64,
}

impl Hedge {
    /// The hedge of a figure; `least` is the unit below which numbers are alike (one person, one km). `None` without a number.
    #[must_use]
    pub fn of(bounds: Bounds, quantifier: Quantifier, vague: bool, least: f64) -> Option<Self> {
        let ln = |v: f64| libm::log(v.max(least));
        let one = bounds.low.or(bounds.high).filter(|v| v.is_finite() && *v >= 0.0)?;
        if let (Some(low), Some(high)) = (bounds.low, bounds.high)
            && high > low
        {
            let (a, b) = (ln(low), ln(high));
            // A vague "thousands" tells its order of magnitude and not much more.
            let slack = if vague { 0.25 } else { 0.05 };
            return Some(Self { ln_said: 0.5 * (a + b), shape: Shape::Within((0.5 * (b - a)).max(0.01)), spread: slack });
        }
        let (shape, about) = match quantifier {
            Quantifier::Exact | Quantifier::Between => (Shape::Around, 0.0),
            Quantifier::Approximately => (Shape::Around, 0.10),
            Quantifier::Nearly => (Shape::Below(0.05), 0.0),
            Quantifier::MoreThan => (Shape::Above(0.10), 0.0),
            Quantifier::AtLeast => (Shape::Above(0.25), 0.0),
            Quantifier::UpTo | Quantifier::LessThan => (Shape::Below(0.15), 0.0),
        };
        let rounding = rounding(one);
        Some(Self { ln_said: ln(one), shape, spread: libm::sqrt(about * about + rounding * rounding) })
    }

    /// Density of the error `e` = ln said − ln true − bias, with the standard deviation `sd` of everything but the hedge.
    #[must_use]
    pub fn density(&self, e: f64, sd: f64) -> f64 {
        self.plain(&splat(e), &splat(sd))[0]
    }

    /// The same for eight systems.
    #[inline(always)]
    fn plain(&self, e: &Lane, sd: &Lane) -> Lane {
        match self.shape {
            // Student with 4 degrees of freedom: 3/8 (1 + x²/4)^(−5/2)
            Shape::Around => each(|l| {
                let x = e[l] / sd[l];
                let q = 1.0 + 0.25 * x * x;
                0.375 / (sd[l] * q * q * q.sqrt())
            }),
            Shape::Above(mean) => above(e, sd, mean),
            Shape::Below(mean) => above(&each(|l| -e[l]), sd, mean),
            Shape::Within(half) => within(e, sd, half),
        }
    }

    /// For eight systems, with a share `gross` of gross errors: the density, and what gross errors are of it.
    #[inline(always)]
    pub(crate) fn densities(&self, e: &Lane, sd: &Lane, gross: f64) -> (Lane, Lane) {
        let bell = exp(each(|l| -0.5 / (GROSS_SD * GROSS_SD) * e[l] * e[l]));
        let height = gross / (GROSS_SD * (2.0 * PI).sqrt());
        let (plain, wrong) = (self.plain(e, sd), each(|l| height * bell[l]));
        (each(|l| (1.0 - gross) * plain[l] + wrong[l]), wrong)
    }

    /// A random error: what a source says where the truth is 0 (in ln).
    pub fn draw(&self, stream: &mut Stream, sd: f64, gross: f64) -> f64 {
        if stream.unit() < gross {
            return GROSS_SD * stream.normal();
        }
        let exponential = |stream: &mut Stream, mean: f64| -mean * libm::log(stream.unit());
        match self.shape {
            Shape::Around => {
                let squares: f64 = (0..4).map(|_| stream.normal()).map(|n| n * n).sum();
                sd * stream.normal() / libm::sqrt(squares / 4.0)
            }
            Shape::Above(mean) => sd * stream.normal() - exponential(stream, mean),
            Shape::Below(mean) => sd * stream.normal() + exponential(stream, mean),
            Shape::Within(half) => sd * stream.normal() + half * (2.0 * stream.unit() - 1.0),
        }
    }
}

/// Density of a normal minus an exponential: e^p Φ(x) / mean with p = e/mean + sd²/2mean², x = −(e/sd + sd/mean).
#[inline(always)]
fn above(e: &Lane, sd: &Lane, mean: f64) -> Lane {
    let rate = 1.0 / mean;
    let power = each(|l| e[l] * rate + 0.5 * sd[l] * sd[l] * rate * rate);
    let x = each(|l| -(e[l] / sd[l] + sd[l] * rate));
    let (tail, whole) = (upper_tail(&x, &power), exp(power));
    each(|l| rate * if x[l] < 0.0 { tail[l] } else { whole[l] - tail[l] })
}

/// Density of a normal plus a uniform between ±half: (Φ(b) − Φ(a)) / 2half, taken in the tail where both lie.
#[inline(always)]
fn within(e: &Lane, sd: &Lane, half: f64) -> Lane {
    let (a, b) = (each(|l| (e[l] - half) / sd[l]), each(|l| (e[l] + half) / sd[l]));
    let (far_a, far_b) = (upper_tail(&a, &splat(0.0)), upper_tail(&b, &splat(0.0)));
    each(|l| {
        let inside = if a[l] > 0.0 {
            far_a[l] - far_b[l]
        } else if b[l] < 0.0 {
            far_b[l] - far_a[l]
        } else {
            1.0 - far_a[l] - far_b[l]
        };
        inside / (2.0 * half)
    })
}

/// Standard deviation of rounding to the digits a number shows: 0.29 of its last unit.
fn rounding(said: f64) -> f64 {
    if said < 1.0 {
        return ROUNDING;
    }
    let mut unit = 1.0;
    while (said / (unit * 10.0)).fract() == 0.0 && unit < 1e12 {
        unit *= 10.0;
    }
    (0.29 * unit / said).min(ROUNDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hedge_is_a_density_and_its_draws_follow_it() {
        for (n, shape) in [Shape::Around, Shape::Above(0.1), Shape::Below(0.15), Shape::Within(0.3)].into_iter().enumerate() {
            let hedge = Hedge { ln_said: 0.0, shape, spread: 0.0 };
            let (sd, gross) = (0.2, 0.1);
            let grid = |f: &mut dyn FnMut(f64, f64)| (-40_000..40_000).for_each(|i| f(f64::from(i) * 2e-4, 2e-4));
            let (mut all, mut below, mut median) = (0.0, 0.0, f64::NAN);
            grid(&mut |e, de| {
                all += hedge.densities(&splat(e), &splat(sd), gross).0[0] * de;
                if all < 0.5 {
                    median = e;
                }
            });
            assert!((all - 1.0).abs() < 1e-3, "{shape:?} integrates to {all}");
            let mut stream = Stream::new(9, n as u64, 0);
            for _ in 0..20_000 {
                below += f64::from(u8::from(hedge.draw(&mut stream, sd, gross) < median)) / 2e4;
            }
            assert!((below - 0.5).abs() < 0.015, "{shape:?}: {below} of the draws below the median");
        }
    }

    #[test]
    fn digits_shown_are_precision() {
        assert!(rounding(8314.0) < 1e-3 && rounding(16_886.0) < 1e-3);
        assert!((rounding(300_000.0) - 0.29 / 3.0).abs() < 1e-12);
        assert_eq!(rounding(10_000.0), 0.10);
    }

    #[test]
    fn a_bound_leans_to_its_side() {
        let exactly = |v| Bounds { low: Some(v), high: None };
        let hedge = Hedge::of(exactly(100.0), Quantifier::MoreThan, false, 1.0).expect("a hedge");
        // Said 100, more than: a truth of 115 is likelier than one of 87.
        assert!(hedge.density(libm::log(100.0 / 115.0), 0.1) > hedge.density(libm::log(100.0 / 87.0), 0.1));
        assert_eq!(Hedge::of(Bounds { low: None, high: None }, Quantifier::Exact, false, 1.0), None);
    }
}
