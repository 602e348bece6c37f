//! The normal distribution, with the same bits on every machine.

use std::f64::consts::{LN_2, PI, SQRT_2};

/// ln of the standard normal density.
fn ln_density(x: f64) -> f64 {
    -0.5 * x * x - 0.5 * (LN_2 + libm::log(PI))
}

/// Φ(x).
#[must_use]
pub(crate) fn cumulative(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

/// ln Φ(x). Below −20 by the asymptotic series, before Φ itself underflows.
#[must_use]
pub(crate) fn ln_cumulative(x: f64) -> f64 {
    if x > -20.0 {
        return libm::log(cumulative(x));
    }
    let s = 1.0 / (x * x);
    ln_density(x) - libm::log(-x) + libm::log1p(s * (-1.0 + s * (3.0 + s * (-15.0 + s * 105.0))))
}

/// Φ⁻¹(p) for 0 < p < 1.
///
/// Source: Acklam's rational approximation with one step of Halley's method; relative error below 1e-13.
#[must_use]
pub(crate) fn normal_quantile(p: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] =
        [-54.476_098_798_224_06, 161.585_836_858_040_9, -155.698_979_859_886_6, 66.801_311_887_719_72, -13.280_681_552_885_72];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_293,
        -0.322_396_458_041_136_5,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] = [0.007_784_695_709_041_462, 0.322_467_129_070_039_8, 2.445_134_137_142_996, 3.754_408_661_907_416];
    let poly = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, c| sum * x + c);
    let tail = |p: f64| {
        let q = libm::sqrt(-2.0 * libm::log(p));
        poly(&C, q) / (poly(&D, q) * q + 1.0)
    };
    let x = if p < 0.024_25 {
        tail(p)
    } else if p > 1.0 - 0.024_25 {
        -tail(1.0 - p)
    } else {
        let q = p - 0.5;
        let r = q * q;
        poly(&A, r) * q / (poly(&B, r) * r + 1.0)
    };
    let error = cumulative(x) - p;
    let u = error * libm::sqrt(2.0 * PI) * libm::exp(0.5 * x * x);
    x - u / (1.0 + 0.5 * x * u)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_invert_the_cumulative() {
        for n in 1..200 {
            let p = f64::from(n) / 200.0;
            assert!((libm::exp(ln_cumulative(normal_quantile(p))) / p - 1.0).abs() < 1e-12);
        }
        assert!((normal_quantile(0.95) - 1.644_853_626_951_472_7).abs() < 1e-12);
    }

    #[test]
    fn tails_join() {
        assert!((ln_cumulative(-20.000_001) - ln_cumulative(-19.999_999)).abs() < 5e-5);
        assert!((ln_cumulative(-30.0) + 454.321_243_956).abs() < 1e-6);
    }
}
