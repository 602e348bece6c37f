//! Adaptive tempered sequential Monte Carlo with whitened block moves.
//!
//! Particles start from the prior; the likelihood is raised to a power that grows from 0 to 1 as fast as the effective sample size
//! allows; after each growth they are resampled and moved. A move is a preconditioned Crank-Nicolson step in coordinates whitened by the
//! population itself, on a random block of them. No gradients, no tuning, and the evidence comes for free.
//!
//! Sources: Del Moral, Doucet and Jasra 2006 (samplers); Cotter, Roberts, Stuart and White 2013 (pCN).

use exode_flow::{LANES, Lane, Schedule, splat};
use rayon::prelude::*;

use crate::observation::{Desk, Observations};
use crate::random::Stream;
use crate::system::System;

/// How a fit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Particles of one run; rounded up to whole blocks.
    pub particles: usize,
    /// Moves after each growth of the power, and after the last.
    pub moves: (usize, usize),
    /// Independent runs; their evidences tell whether the moves were enough.
    pub runs: usize,
    /// Seed of all random numbers.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { particles: 512, moves: (24, 64), runs: 2, seed: 1 }
    }
}

/// Share of particles that must count after a growth of the power.
const KEPT: f64 = 0.6;
/// Wanted share of accepted moves.
const ACCEPTED: f64 = 0.33;
/// Sizes of the blocks moved in turn; 0 stands for all coordinates.
const BLOCKS: [usize; 4] = [4, 4, 10, 0];

/// The outcome of one run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Coordinates, particle by particle.
    pub(crate) z: Vec<Vec<f64>>,
    pub(crate) ln_evidence: f64,
    /// How many of the first particles have offspring in the last generation.
    pub(crate) ancestors: usize,
    pub(crate) acceptance: f64,
    pub(crate) runs: usize,
}

/// Particles that move together in one task, with their desk.
struct Shard {
    first: usize,
    z: Vec<Vec<f64>>,
    /// Whitened coordinates.
    w: Vec<Vec<f64>>,
    ln: Vec<f64>,
    desk: Desk,
    accepted: usize,
}

/// What all moves of a sweep share.
struct Sweep<'a> {
    system: &'a System,
    schedule: &'a Schedule,
    observations: &'a Observations,
    block: Vec<usize>,
    root: &'a [Vec<f64>],
    step: f64,
    power: f64,
    seed: u64,
    time: u64,
}

/// Blocks of lanes in a shard: small enough to share between threads, large enough to keep their desk warm.
const SHARD_BLOCKS: usize = 4;

/// Sample the posterior of a system given observations.
pub(crate) fn sample(system: &System, schedule: &Schedule, observations: &Observations, effort: Effort, nth: u64) -> Run {
    let (count, d) = (effort.particles.max(LANES).next_multiple_of(LANES), observations.dimensions);
    let seed = Stream::new(effort.seed, nth, 0).bits();
    let mut shards: Vec<Shard> = (0..count)
        .step_by(SHARD_BLOCKS * LANES)
        .map(|first| {
            let len = (SHARD_BLOCKS * LANES).min(count - first);
            let z: Vec<Vec<f64>> = (first..first + len)
                .map(|i| {
                    let mut stream = Stream::new(seed, i as u64, 0);
                    (0..d).map(|_| stream.normal()).collect()
                })
                .collect();
            Shard { first, w: z.clone(), z, ln: vec![0.0; len], desk: Desk::new(system), accepted: 0 }
        })
        .collect();
    shards.par_iter_mut().for_each(|s| {
        let Shard { z, ln, desk, .. } = s;
        for (z, ln) in z.chunks(LANES).zip(ln.chunks_mut(LANES)) {
            ln.copy_from_slice(&observations.ln_likelihood(system, schedule, &lanes(z), desk));
        }
    });
    let (mut power, mut ln_evidence, mut time, mut runs) = (0.0, 0.0, 1_u64, count);
    let mut steps = [0.8, 0.6, 0.4, 0.3];
    let mut ancestor: Vec<usize> = (0..count).collect();
    let (mut tried, mut accepted) = (0, 0);
    while power < 1.0 {
        let ln: Vec<f64> = shards.iter().flat_map(|s| s.ln.iter().copied()).collect();
        let growth = grow(&ln, power);
        power += growth;
        let (weights, ln_mean) = normalised(&ln.iter().map(|l| l * growth).collect::<Vec<_>>());
        ln_evidence += ln_mean;
        let picks = systematic(&weights, Stream::new(seed, u64::MAX, time).unit());
        ancestor = picks.iter().map(|p| ancestor[*p]).collect();
        let all: Vec<Vec<f64>> = shards.iter().flat_map(|s| s.z.iter().cloned()).collect();
        let chosen: Vec<Vec<f64>> = picks.iter().map(|p| all[*p].clone()).collect();
        let (mean, root) = shape(&chosen);
        for s in &mut shards {
            for (i, pick) in picks[s.first..s.first + s.z.len()].iter().enumerate() {
                s.z[i].copy_from_slice(&all[*pick]);
                s.ln[i] = ln[*pick];
            }
        }
        shards.par_iter_mut().for_each(|s| {
            for (z, w) in s.z.iter().zip(&mut s.w) {
                *w = solve(&root, z, &mean);
            }
        });
        let moves = if power < 1.0 { effort.moves.0 } else { effort.moves.1 };
        for n in 0..moves {
            let kind = n % BLOCKS.len();
            let block = block(d, BLOCKS[kind], &mut Stream::new(seed, u64::MAX - 1, time));
            let sweep = Sweep { system, schedule, observations, block, root: &root, step: steps[kind], power, seed, time };
            shards.par_iter_mut().for_each(|s| s.go(&sweep));
            let took: usize = shards.iter_mut().map(|s| std::mem::take(&mut s.accepted)).sum();
            let rate = took as f64 / count as f64;
            steps[kind] = (steps[kind] * libm::exp(0.5 * (rate - ACCEPTED))).clamp(0.02, 0.98);
            (tried, accepted, runs, time) = (tried + count, accepted + took, runs + count, time + 1);
        }
    }
    ancestor.sort_unstable();
    ancestor.dedup();
    let z = shards.into_iter().flat_map(|s| s.z).collect();
    Run { z, ln_evidence, ancestors: ancestor.len(), acceptance: accepted as f64 / tried.max(1) as f64, runs }
}

impl Shard {
    /// One move of every particle.
    fn go(&mut self, sweep: &Sweep<'_>) {
        for start in (0..self.z.len()).step_by(LANES) {
            let mut proposed: Vec<Vec<f64>> = self.z[start..start + LANES].to_vec();
            let mut moved: Vec<Vec<f64>> = Vec::with_capacity(LANES);
            let mut prior = [0.0; LANES];
            let mut dice = [0.0; LANES];
            for l in 0..LANES {
                let i = start + l;
                let mut stream = Stream::new(sweep.seed, (self.first + i) as u64, sweep.time);
                let s = (sweep.step * libm::exp(0.25 * stream.normal())).min(0.999);
                let keep = (1.0 - s * s).sqrt();
                let here: Vec<f64> = sweep.block.iter().map(|&k| keep * self.w[i][k] + s * stream.normal()).collect();
                for (&k, new) in sweep.block.iter().zip(&here) {
                    let change = new - self.w[i][k];
                    for (z, row) in proposed[l][k..].iter_mut().zip(&sweep.root[k..]) {
                        *z += row[k] * change;
                    }
                }
                let square = |v: &[f64]| v.iter().map(|x| x * x).sum::<f64>();
                let before: f64 = sweep.block.iter().map(|&k| self.w[i][k] * self.w[i][k]).sum();
                prior[l] = 0.5 * (square(&self.z[i]) - square(&proposed[l]) + square(&here) - before);
                dice[l] = libm::log(stream.unit());
                moved.push(here);
            }
            let ln = sweep.observations.ln_likelihood(sweep.system, sweep.schedule, &lanes(&proposed), &mut self.desk);
            for (l, here) in moved.into_iter().enumerate() {
                let i = start + l;
                if dice[l] < sweep.power * (ln[l] - self.ln[i]) + prior[l] {
                    std::mem::swap(&mut self.z[i], &mut proposed[l]);
                    self.ln[i] = ln[l];
                    sweep.block.iter().zip(here).for_each(|(&k, new)| self.w[i][k] = new);
                    self.accepted += 1;
                }
            }
        }
    }
}

/// Particles side by side.
pub(crate) fn lanes(z: &[Vec<f64>]) -> Vec<Lane> {
    let d = z.first().map_or(0, Vec::len);
    let mut out = vec![splat(0.0); d];
    for (l, particle) in z.iter().enumerate().take(LANES) {
        for (lane, v) in out.iter_mut().zip(particle) {
            lane[l] = *v;
        }
    }
    out
}

/// By how much the power may grow.
fn grow(ln: &[f64], power: f64) -> f64 {
    let enough = |growth: f64| {
        let (w, _) = normalised(&ln.iter().map(|l| l * growth).collect::<Vec<_>>());
        1.0 / w.iter().map(|w| w * w).sum::<f64>() >= KEPT * ln.len() as f64
    };
    let rest = 1.0 - power;
    if enough(rest) {
        return rest;
    }
    let (mut low, mut high) = (0.0, rest);
    for _ in 0..40 {
        let mid = 0.5 * (low + high);
        if enough(mid) { low = mid } else { high = mid }
    }
    low.max(1e-6 * rest)
}

/// Weights that sum to 1, and ln of the mean weight.
pub(crate) fn normalised(ln: &[f64]) -> (Vec<f64>, f64) {
    let top = ln.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let w: Vec<f64> = ln.iter().map(|l| libm::exp(l - top)).collect();
    let sum: f64 = w.iter().sum();
    (w.iter().map(|w| w / sum).collect(), top + libm::log(sum / ln.len() as f64))
}

/// Systematic resampling: one random offset, evenly spaced picks.
pub(crate) fn systematic(weights: &[f64], offset: f64) -> Vec<usize> {
    let n = weights.len();
    let (mut at, mut sum) = (0, weights[0]);
    (0..n)
        .map(|i| {
            let wanted = (i as f64 + offset) / n as f64;
            while sum < wanted && at + 1 < n {
                at += 1;
                sum += weights[at];
            }
            at
        })
        .collect()
}

/// A random block of coordinates, in order; all where the size is 0 or too large.
fn block(d: usize, size: usize, stream: &mut Stream) -> Vec<usize> {
    let mut all: Vec<usize> = (0..d).collect();
    if size == 0 || size >= d {
        return all;
    }
    for i in 0..size {
        let j = i + stream.below(d - i);
        all.swap(i, j);
    }
    all.truncate(size);
    all.sort_unstable();
    all
}

/// Mean and the root (Cholesky, lower) of the covariance of a population, shrunk towards its diagonal where the population is small.
fn shape(z: &[Vec<f64>]) -> (Vec<f64>, Vec<Vec<f64>>) {
    let (n, d) = (z.len() as f64, z[0].len());
    let mean: Vec<f64> = (0..d).map(|k| z.iter().map(|p| p[k]).sum::<f64>() / n).collect();
    let shrink = 1.0 - 0.5 * d as f64 / (n + d as f64);
    let rows: Vec<Vec<f64>> = (0..d)
        .into_par_iter()
        .map(|a| {
            (0..=a)
                .map(|b| {
                    let c = z.iter().map(|p| (p[a] - mean[a]) * (p[b] - mean[b])).sum::<f64>() / (n - 1.0);
                    if a == b { c + 1e-6 } else { shrink * c }
                })
                .collect()
        })
        .collect();
    let mut root: Vec<Vec<f64>> = vec![vec![0.0; d]; d];
    for a in 0..d {
        for b in 0..=a {
            let sum: f64 = (0..b).map(|k| root[a][k] * root[b][k]).sum();
            root[a][b] = if a == b { (rows[a][a] - sum).max(1e-9).sqrt() } else { (rows[a][b] - sum) / root[b][b] };
        }
    }
    (mean, root)
}

/// Whitened coordinates: L⁻¹ (z − m).
fn solve(root: &[Vec<f64>], z: &[f64], mean: &[f64]) -> Vec<f64> {
    let mut w: Vec<f64> = Vec::with_capacity(z.len());
    for (a, row) in root.iter().enumerate() {
        let sum: f64 = row[..a].iter().zip(&w).map(|(r, w)| r * w).sum();
        w.push((z[a] - mean[a] - sum) / row[a]);
    }
    w
}
