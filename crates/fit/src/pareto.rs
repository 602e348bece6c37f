//! Pareto-smoothed importance weights, and how far they can be trusted.
//!
//! Source: Vehtari, Simpson, Gelman, Yao and Gabry (PSIS); the fit of the tail after Zhang and Stephens 2009.

/// Above this the weights cannot be trusted.
pub const TRUSTED_K: f64 = 0.7;

/// Smoothed weights that sum to 1, and the shape k of their tail.
#[must_use]
pub fn smoothed(ln_ratio: &[f64]) -> (Vec<f64>, f64) {
    let n = ln_ratio.len();
    let top = ln_ratio.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut w: Vec<f64> = ln_ratio.iter().map(|r| libm::exp(r - top)).collect();
    let tail = ((n as f64 / 5.0).min(3.0 * (n as f64).sqrt())).ceil() as usize;
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| w[*a].total_cmp(&w[*b]).then(a.cmp(b)));
    let mut k = f64::NEG_INFINITY;
    if tail >= 5 && tail < n {
        let cut = w[order[n - tail - 1]];
        let above: Vec<f64> = order[n - tail..].iter().map(|i| w[*i] - cut).collect();
        if above[tail - 1] > 1e-12 {
            let (shape, scale) = tail_fit(&above);
            k = shape;
            for (rank, i) in order[n - tail..].iter().enumerate() {
                let p = (rank as f64 + 0.5) / tail as f64;
                let x = if shape.abs() < 1e-9 { -scale * libm::log1p(-p) } else { scale / shape * (libm::pow(1.0 - p, -shape) - 1.0) };
                w[*i] = (cut + x).min(1.0);
            }
        }
    }
    let sum: f64 = w.iter().sum();
    (w.iter().map(|w| w / sum).collect(), k)
}

/// Shape and scale of a generalised Pareto distribution, from sorted excesses.
fn tail_fit(x: &[f64]) -> (f64, f64) {
    let n = x.len();
    let (grid, nf) = (30 + (n as f64).sqrt() as usize, n as f64);
    let quarter = x[((nf / 4.0 + 0.5) as usize).clamp(1, n) - 1].max(1e-300);
    let largest = x[n - 1];
    let theta: Vec<f64> = (0..grid).map(|j| 1.0 / largest + (1.0 - (grid as f64 / (j as f64 + 0.5)).sqrt()) / (3.0 * quarter)).collect();
    let shape = |t: f64| x.iter().map(|x| libm::log1p(-t * x)).sum::<f64>() / nf;
    let ln: Vec<f64> = theta
        .iter()
        .map(|t| {
            let k = shape(*t);
            nf * (libm::log((-t / k).max(1e-300)) - k - 1.0)
        })
        .collect();
    let (weights, _) = crate::smc::normalised(&ln);
    let best: f64 = theta.iter().zip(&weights).map(|(t, w)| t * w).sum();
    let k = shape(best);
    // Few points: lean towards 1/2, as ten of them would.
    ((nf * k + 5.0) / (nf + 10.0), (-k / best).max(1e-300))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn the_shape_of_a_known_tail_is_found() {
        for want in [0.2, 0.5, 0.9] {
            let mut stream = Stream::new(3, 1, 1);
            let ratios: Vec<f64> = (0..8000).map(|_| -want * libm::log(stream.unit())).collect();
            let (weights, k) = smoothed(&ratios);
            assert!((k - want).abs() < 0.15, "{k}, not {want}");
            assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn equal_weights_stay_equal() {
        let (weights, _) = smoothed(&[0.0; 100]);
        assert!(weights.iter().all(|w| (w - 0.01).abs() < 1e-12));
    }
}
