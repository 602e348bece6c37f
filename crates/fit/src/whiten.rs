//! Coordinates in which a population of particles is round.

use exode_flow::{Lane, each};
use rayon::prelude::*;

use crate::observation::Touched;

/// How much covariances are shrunk towards none where particles are few. Strong ones matter most to moves, so it is little.
const SHRINK: f64 = 0.1;
/// With fewer particles a coordinate than this, those of different gates are taken not to lean on each other: what a sample of that size says
/// of so many covariances is mostly noise.
const FEW: usize = 8;

/// The mean of a population and the root (Cholesky, lower) of its covariance, over some of the coordinates.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// Which coordinates.
    pub(crate) coordinates: Vec<usize>,
    mean: Vec<f64>,
    /// Row by row, up to the diagonal: to solve.
    rows: Vec<Vec<f64>>,
    /// Column by column, from the diagonal down, what is not nought with its coordinate: to move.
    columns: Vec<Vec<(usize, f64)>>,
}

impl Shape {
    /// The shape of particles, given coordinate by coordinate. Covariances are shrunk towards none where the population is small.
    pub(crate) fn of(rows: &[Vec<f64>], touched: &Touched) -> Self {
        let d = rows.len();
        let centred: Vec<(f64, Vec<f64>)> = rows
            .iter()
            .map(|values| {
                let mean = values.iter().sum::<f64>() / values.len() as f64;
                (mean, values.iter().map(|v| v - mean).collect())
            })
            .collect();
        let n = centred.first().map_or(0, |c| c.1.len());
        let many = d * FEW > n;
        let leans = |a: usize, b: usize| a == b || !many || touched.leans(a, b);
        let shrink = 1.0 - SHRINK * d as f64 / (n + d) as f64;
        let covariance: Vec<Vec<f64>> = (0..d)
            .into_par_iter()
            .map(|a| {
                let with = |b: usize| dot(&centred[a].1, &centred[b].1) / (n as f64 - 1.0);
                let of = |b| {
                    if a == b {
                        with(b) + 1e-6
                    } else if leans(a, b) {
                        shrink * with(b)
                    } else {
                        0.0
                    }
                };
                (0..=a).map(of).collect()
            })
            .collect();
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(d);
        for (a, wanted) in covariance.iter().enumerate() {
            let mut row: Vec<f64> = Vec::with_capacity(a + 1);
            for b in 0..a {
                if !leans(a, b) {
                    row.push(0.0);
                    continue;
                }
                let sum: f64 = rows[b][..b].iter().zip(&row).map(|(x, y)| x * y).sum();
                row.push((wanted[b] - sum) / rows[b][b]);
            }
            let sum: f64 = row.iter().map(|x| x * x).sum();
            row.push((wanted[a] - sum).max(1e-9).sqrt());
            rows.push(row);
        }
        let column = |k: usize| (k..d).filter(|a| rows[*a][k] != 0.0).map(|a| (touched.coordinates[a], rows[a][k])).collect();
        let columns = (0..d).map(column).collect();
        Self { coordinates: touched.coordinates.clone(), mean: centred.into_iter().map(|c| c.0).collect(), rows, columns }
    }

    /// How many coordinates.
    pub(crate) fn len(&self) -> usize {
        self.coordinates.len()
    }

    /// Whitened coordinates of particles, both coordinate by coordinate.
    pub(crate) fn white(&self, rows: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut out: Vec<Vec<f64>> = Vec::with_capacity(rows.len());
        for (a, values) in rows.iter().enumerate() {
            let mut left: Vec<f64> = values.iter().map(|v| v - self.mean[a]).collect();
            for (root, w) in self.rows[a][..a].iter().zip(&out).filter(|(r, _)| **r != 0.0) {
                left.iter_mut().zip(w).for_each(|(left, w)| *left -= root * w);
            }
            left.iter_mut().for_each(|v| *v /= self.rows[a][a]);
            out.push(left);
        }
        out
    }

    /// Whitened coordinates: L⁻¹ (z − m).
    pub(crate) fn whitened(&self, z: &[Lane]) -> Vec<Lane> {
        let mut w: Vec<Lane> = Vec::with_capacity(self.len());
        for (a, row) in self.rows.iter().enumerate() {
            let mut left = each(|l| z[self.coordinates[a]][l] - self.mean[a]);
            for (r, w) in row[..a].iter().zip(&w).filter(|(r, _)| **r != 0.0) {
                left = each(|l| left[l] - r * w[l]);
            }
            w.push(each(|l| left[l] / row[a]));
        }
        w
    }

    /// Move whitened coordinate `k` by so much: those after it follow.
    #[inline(always)]
    pub(crate) fn shift(&self, z: &mut [Lane], k: usize, by: &Lane) {
        for (at, root) in &self.columns[k] {
            let here = &mut z[*at];
            for (z, by) in here.iter_mut().zip(by) {
                *z += root * by;
            }
        }
    }
}

/// A sum of products in four strands, the same on every machine.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sum = [0.0; 4];
    for (a, b) in a.chunks(4).zip(b.chunks(4)) {
        for (n, (a, b)) in a.iter().zip(b).enumerate() {
            sum[n] += a * b;
        }
    }
    (sum[0] + sum[1]) + (sum[2] + sum[3])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Stream;

    #[test]
    fn whitened_coordinates_are_round_and_lead_back() {
        let mut stream = Stream::new(5, 0, 0);
        // Coordinate 1 stands aside; 2 leans on 0.
        let blocks: Vec<Vec<Lane>> = (0..500)
            .map(|_| {
                let (a, b, c): (Lane, Lane, Lane) = (each(|_| stream.normal()), each(|_| stream.normal()), each(|_| stream.normal()));
                vec![each(|l| 3.0 + 2.0 * a[l]), b, each(|l| a[l] + c[l])]
            })
            .collect();
        let touched = Touched { coordinates: vec![0, 2], noise: 2, group: vec![None, None] };
        let row = |k: usize| blocks.iter().flat_map(|z| z[k]).collect();
        let shape = Shape::of(&[row(0), row(2)], &touched);
        let white: Vec<Vec<Lane>> = blocks.iter().map(|z| shape.whitened(z)).collect();
        let product = |a: usize, b: usize| white.iter().flat_map(|w| (0..8).map(|l| w[a][l] * w[b][l])).sum::<f64>() / 4000.0;
        assert!((product(0, 0) - 1.0).abs() < 0.01 && (product(1, 1) - 1.0).abs() < 0.02 && product(0, 1).abs() < 0.02);
        let mut z = blocks[0].clone();
        shape.shift(&mut z, 0, &[0.5; 8]);
        assert_eq!(z[1], blocks[0][1]);
        let (before, after) = (shape.whitened(&blocks[0]), shape.whitened(&z));
        assert!((after[0][3] - before[0][3] - 0.5).abs() < 1e-12 && (after[1][3] - before[1][3]).abs() < 1e-12);
    }
}
