//! Adaptive tempered sequential Monte Carlo with whitened block moves.
//!
//! Particles start from the prior; the likelihood is raised to a power that grows from 0 to 1 as fast as the effective sample size
//! allows; after each growth they are resampled and moved. A move is a preconditioned Crank-Nicolson step in coordinates whitened by the
//! population itself, on a random block of them. No gradients, no tuning, and the evidence comes for free.
//!
//! Two things are saved. A coordinate that no claim depends on keeps its prior and is not moved. And what only blurs claims (the bias of a
//! source, the structural error) comes last in the whitening, so that it is moved by itself without running the physics again.
//!
//! Sources: Del Moral, Doucet and Jasra 2006 (samplers); Cotter, Roberts, Stuart and White 2013 (pCN).

use exode_flow::{LANES, Lane, Schedule, splat};
use rayon::prelude::*;

use crate::observation::Observations;
use crate::random::Stream;
use crate::shard::{Block, Shard, Sweep, Target};
use crate::system::System;
use crate::whiten::Shape;

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
const BLOCKS: [usize; 4] = [4, 10, 20, 0];
/// Steps that moves begin with, by block, and that of what only blurs claims.
const STEPS: [f64; 5] = [0.9, 0.8, 0.6, 0.3, 0.9];

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

/// Blocks of lanes in a shard: small enough to share between threads, large enough to keep their desk warm.
const SHARD_BLOCKS: usize = 4;

/// Sample the posterior of a system given observations.
pub(crate) fn sample(system: &System, schedule: &Schedule, observations: &Observations, effort: Effort, nth: u64) -> Run {
    let target = Target { system, schedule, observations };
    let blocks = effort.particles.div_ceil(LANES).max(1);
    let count = blocks * LANES;
    let seed = Stream::new(effort.seed, nth, 0).bits();
    let shard = |first: usize| Shard::new(target, first * LANES, SHARD_BLOCKS.min(blocks - first), seed);
    let mut shards: Vec<Shard> = (0..blocks).step_by(SHARD_BLOCKS).map(shard).collect();
    if observations.list.is_empty() {
        return Run { z: particles(&shards), ln_evidence: 0.0, ancestors: count, acceptance: 1.0, runs: 0 };
    }
    shards.par_iter_mut().for_each(|s| s.look(target));
    let (mut power, mut ln_evidence, mut time, mut runs) = (0.0, 0.0, 1_u64, count);
    let mut steps = STEPS;
    let mut ancestor: Vec<usize> = (0..count).collect();
    let (mut tried, mut accepted) = (0, 0);
    let touched = &observations.touched;
    while power < 1.0 {
        let ln: Vec<f64> = shards.iter().flat_map(|s| &s.blocks).flat_map(|b| b.ln).collect();
        let growth = grow(&ln, power);
        power += growth;
        let (weights, ln_mean) = normalised(&ln.iter().map(|l| l * growth).collect::<Vec<_>>());
        ln_evidence += ln_mean;
        let picks = systematic(&weights, Stream::new(seed, u64::MAX, time).unit());
        ancestor = picks.iter().map(|p| ancestor[*p]).collect();
        resample(&mut shards, &picks);
        let shape = Shape::of(shards.iter().flat_map(|s| &s.blocks).map(|b| &b.z), &touched.coordinates);
        shards.par_iter_mut().flat_map(|s| &mut s.blocks).for_each(|b| b.w = shape.whitened(&b.z));
        let moves = if power < 1.0 { effort.moves.0 } else { effort.moves.1 };
        for n in 0..moves {
            let kind = n % BLOCKS.len();
            let block = block(shape.len(), BLOCKS[kind], &mut Stream::new(seed, u64::MAX - 1, time));
            let noise: Vec<usize> = (touched.noise..shape.len()).collect();
            for (kind, block, noise_only) in [(kind, block, false), (BLOCKS.len(), noise, true)] {
                let sweep = Sweep { target, shape: &shape, block, noise_only, step: steps[kind], power, seed, time };
                shards.par_iter_mut().for_each(|s| s.go(&sweep));
                let took: usize = shards.iter_mut().map(|s| std::mem::take(&mut s.accepted)).sum();
                let rate = took as f64 / count as f64;
                steps[kind] = (steps[kind] * libm::exp(0.5 * (rate - ACCEPTED))).clamp(0.02, 0.98);
                time += 1;
                if !noise_only {
                    (tried, accepted, runs) = (tried + count, accepted + took, runs + count);
                }
            }
        }
    }
    ancestor.sort_unstable();
    ancestor.dedup();
    afresh(&mut shards, &touched.coordinates, seed, time);
    Run { z: particles(&shards), ln_evidence, ancestors: ancestor.len(), acceptance: accepted as f64 / tried.max(1) as f64, runs }
}

/// Put the picked particles in the place of all.
fn resample(shards: &mut [Shard], picks: &[usize]) {
    let old: Vec<Block> = shards.iter().flat_map(|s| s.blocks.iter().cloned()).collect();
    shards.par_iter_mut().for_each(|s| {
        for (n, block) in s.blocks.iter_mut().enumerate() {
            for l in 0..LANES {
                let pick = picks[s.first + n * LANES + l];
                let (from, lane) = (&old[pick / LANES], pick % LANES);
                block.z.iter_mut().zip(&from.z).for_each(|(new, old)| new[l] = old[lane]);
                block.ln_seen.iter_mut().zip(&from.ln_seen).for_each(|(new, old)| new[l] = old[lane]);
                block.ln[l] = from.ln[lane];
            }
        }
    });
}

/// Draw what no claim depends on anew: copies of one particle would tell it too surely.
fn afresh(shards: &mut [Shard], touched: &[usize], seed: u64, time: u64) {
    let d = shards.first().and_then(|s| s.blocks.first()).map_or(0, |b| b.z.len());
    let free: Vec<usize> = (0..d).filter(|k| !touched.contains(k)).collect();
    for s in shards {
        for (n, block) in s.blocks.iter_mut().enumerate() {
            for l in 0..LANES {
                let mut stream = Stream::new(seed, (s.first + n * LANES + l) as u64, time);
                free.iter().for_each(|&k| block.z[k][l] = stream.normal());
            }
        }
    }
}

/// One particle after the other.
fn particles(shards: &[Shard]) -> Vec<Vec<f64>> {
    let blocks = shards.iter().flat_map(|s| &s.blocks);
    blocks.flat_map(|b| (0..LANES).map(|l| b.z.iter().map(|k| k[l]).collect())).collect()
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
