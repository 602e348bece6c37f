//! Adaptive tempered sequential Monte Carlo with whitened block moves, none of them wasted.
//!
//! Particles start from the prior; the likelihood is raised to a power that grows from 0 to 1 as fast as the effective sample size
//! allows. After each growth some of them are picked by weight and set out as chains, and every place a chain comes by is a particle of
//! the next generation: what was looked at counts, so that few moves make many particles. A move is a preconditioned Crank-Nicolson step in
//! coordinates whitened by the population itself, on a block of them, or along the way between two other particles. No gradients, no tuning, and the evidence comes for free.
//!
//! Two things are saved. A coordinate that no claim depends on keeps its prior and is not moved. And what only blurs claims (the bias of a
//! source, the structural error) comes last in the whitening, so that it is moved by itself without running the physics again.
//!
//! Sources: Del Moral, Doucet and Jasra 2006 (samplers); Dau and Chopin 2022 (waste-free); ter Braak 2006
//! (differential evolution); Cotter, Roberts, Stuart and White 2013 (pCN).

use exode_flow::{LANES, Lane, Schedule, splat};
use rayon::prelude::*;

use crate::observation::{Desk, Observations};
use crate::progress::Meter;
use crate::random::Stream;
use crate::shard::{Kind, Place, Shard, Sweep, Target};
use crate::system::System;
use crate::whiten::Shape;

/// How a fit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Particles kept of one run; an eighth as many chains are moved.
    pub particles: usize,
    /// Moves of each chain after each growth of the power, and after the last.
    pub moves: (usize, usize),
    /// Independent runs; their evidences tell whether the moves were enough.
    pub runs: usize,
    /// Seed of all random numbers.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { particles: 1024, moves: (256, 384), runs: 2, seed: 1 }
    }
}

impl Effort {
    /// So many moves after each growth of the power, and half as many again after the last.
    #[must_use]
    pub fn with_moves(self, moves: usize) -> Self {
        Self { moves: (moves, moves + moves / 2), ..self }
    }
}

/// Particles kept for each chain.
const KEPT_OF_CHAIN: usize = 8;
/// Share of particles that must count after a growth of the power.
const ENOUGH: f64 = 0.4;
/// Wanted share of accepted moves.
const ACCEPTED: f64 = 0.3;
/// How, and which coordinates, chains move in turn. Moves across follow what bends: within one gate demand, way and capacity make up for
/// each other.
const KINDS: [(Kind, Part); 8] = [
    (Kind::Block, Part::Some(0.05, 4)),
    (Kind::Across, Part::Gate),
    (Kind::Block, Part::Some(0.12, 10)),
    (Kind::Block, Part::Gate),
    (Kind::Block, Part::Some(0.05, 4)),
    (Kind::Across, Part::Some(0.12, 10)),
    (Kind::Block, Part::Some(0.25, 20)),
    (Kind::Across, Part::Some(1.0, 0)),
];

/// Which coordinates move together.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// A random part of them, and the least number.
    Some(f64, usize),
    /// Those of one gate, or those of none.
    Gate,
}

/// Steps that moves begin with, turn by turn, and that of what only blurs claims.
const STEPS: [f64; 9] = [0.9, 0.5, 0.8, 0.7, 0.9, 0.5, 0.6, 0.2, 0.9];
/// Particles that tell the shape of a generation.
const TELLING: usize = 1024;

/// The outcome of one run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Coordinates, particle by particle.
    pub(crate) z: Vec<Vec<f64>>,
    pub(crate) ln_evidence: f64,
    pub(crate) acceptance: f64,
    pub(crate) runs: usize,
}

/// Blocks of lanes in a shard: small enough to share between threads, large enough to keep their desk warm.
const SHARD_BLOCKS: usize = 4;

/// Sample the posterior of a system given observations.
pub(crate) fn sample(
    system: &System,
    schedule: &Schedule,
    observations: &Observations,
    effort: Effort,
    nth: u64,
    mut meter: Meter<'_>,
) -> Run {
    let target = Target { system, schedule, observations };
    let seed = Stream::new(effort.seed, nth, 0).bits();
    let blocks = effort.particles.div_ceil(LANES).max(1);
    if observations.list.is_empty() {
        let z = particles(&Generation::of_prior(blocks, observations.dimensions, seed).blocks);
        return Run { z, ln_evidence: 0.0, acceptance: 1.0, runs: 0 };
    }
    let chains = blocks.div_ceil(KEPT_OF_CHAIN);
    let shard = |first: usize| Shard::new(target, first * LANES, SHARD_BLOCKS.min(chains - first));
    let mut shards: Vec<Shard> = (0..chains).step_by(SHARD_BLOCKS).map(shard).collect();
    let touched = &observations.touched;
    let mut population = Generation::of_prior(chains * effort.moves.0.max(1), observations.dimensions, seed);
    population.look(target);
    let (mut power, mut ln_evidence, mut time, mut runs) = (0.0, 0.0, 1_u64, population.blocks.len() * LANES);
    let mut steps = STEPS;
    let (mut tried, mut accepted) = (0, 0);
    while power < 1.0 {
        let ln: Vec<f64> = population.blocks.iter().flat_map(|b| b.ln).collect();
        let growth = grow(&ln, power);
        power += growth;
        let (weights, ln_mean) = normalised(&ln.iter().map(|l| l * growth).collect::<Vec<_>>());
        ln_evidence += ln_mean;
        let offset = Stream::new(seed, u64::MAX, time).unit();
        let telling: Vec<usize> = systematic(&weights, TELLING.min(ln.len()), offset);
        let rows = population.rows(&telling, &touched.coordinates);
        let shape = Shape::of(&rows, touched);
        let white = shape.white(&rows);
        population.send(&systematic(&weights, chains * LANES, offset), &mut shards);
        shards.par_iter_mut().for_each(|s| s.set_out(target, &shape));
        runs += chains * LANES;
        let moves = if power < 1.0 { effort.moves.0 } else { effort.moves.1 }.max(1);
        meter.grown(power, moves);
        let mut seen: Vec<Vec<Place>> = Vec::with_capacity(moves);
        for n in 0..moves {
            let turn = n % KINDS.len();
            let mut stream = Stream::new(seed, u64::MAX - 1, time);
            let (kind, part) = KINDS[turn];
            let block = match part {
                Part::Some(part, least) => block(shape.len(), ((part * shape.len() as f64) as usize).max(least), &mut stream),
                Part::Gate => {
                    let gate = touched.group[stream.below(touched.noise)];
                    (0..shape.len()).filter(|k| touched.group[*k] == gate).collect()
                }
            };
            let noise: Vec<usize> = (touched.noise..shape.len()).collect();
            for (turn, kind, block) in [(turn, kind, block), (KINDS.len(), Kind::Noise, noise)] {
                let others = telling.len();
                let sweep = Sweep { target, shape: &shape, white: &white, others, block, kind, step: steps[turn], power, seed, time };
                shards.par_iter_mut().for_each(|s| s.go(&sweep));
                let took: usize = shards.iter_mut().map(|s| std::mem::take(&mut s.accepted)).sum();
                let count = chains * LANES;
                let rate = took as f64 / count as f64;
                steps[turn] = (steps[turn] * libm::exp(0.5 * (rate - ACCEPTED))).clamp(0.02, 0.98);
                time += 1;
                if kind != Kind::Noise {
                    (tried, accepted, runs) = (tried + count, accepted + took, runs + count);
                }
            }
            seen.push(shards.iter().flat_map(|s| &s.blocks).map(|b| b.place.clone()).collect());
            meter.moved();
        }
        if power >= 1.0 {
            // Evenly along each chain.
            let kept = KEPT_OF_CHAIN.min(moves);
            seen = (1..=kept).map(|k| std::mem::take(&mut seen[k * moves / kept - 1])).collect();
        }
        population = Generation { blocks: seen.into_iter().flatten().collect() };
    }
    afresh(&mut population.blocks, &touched.coordinates, seed, time);
    let acceptance = accepted as f64 / tried.max(1) as f64;
    Run { z: particles(&population.blocks), ln_evidence, acceptance, runs }
}

/// All particles at one power.
struct Generation {
    blocks: Vec<Place>,
}

impl Generation {
    /// Particles drawn from the prior.
    fn of_prior(blocks: usize, dimensions: usize, seed: u64) -> Self {
        let draw = |b: usize| {
            let mut z = vec![splat(0.0); dimensions];
            for l in 0..LANES {
                let mut stream = Stream::new(seed, (b * LANES + l) as u64, 0);
                z.iter_mut().for_each(|k| k[l] = stream.normal());
            }
            Place { z, ln: splat(0.0) }
        };
        Self { blocks: (0..blocks).into_par_iter().map(draw).collect() }
    }

    /// Look at every particle for the first time.
    fn look(&mut self, target: Target<'_>) {
        self.blocks.par_chunks_mut(SHARD_BLOCKS * 4).for_each(|blocks| {
            let mut desk = Desk::new(target.system);
            blocks.iter_mut().for_each(|b| b.look(target, &mut desk));
        });
    }

    /// Some coordinates of some particles, coordinate by coordinate.
    fn rows(&self, picks: &[usize], coordinates: &[usize]) -> Vec<Vec<f64>> {
        coordinates.iter().map(|&k| picks.iter().map(|p| self.blocks[p / LANES].z[k][p % LANES]).collect()).collect()
    }

    /// Put picked particles at the beginning of chains.
    fn send(&self, picks: &[usize], shards: &mut [Shard]) {
        shards.par_iter_mut().for_each(|s| {
            for (n, block) in s.blocks.iter_mut().enumerate() {
                for l in 0..LANES {
                    let pick = picks[s.first + n * LANES + l];
                    let (from, lane) = (&self.blocks[pick / LANES], pick % LANES);
                    block.place.z.iter_mut().zip(&from.z).for_each(|(new, old)| new[l] = old[lane]);
                }
            }
        });
    }
}

/// Draw what no claim depends on anew: copies of one particle would tell it too surely.
fn afresh(blocks: &mut [Place], touched: &[usize], seed: u64, time: u64) {
    let d = blocks.first().map_or(0, |b| b.z.len());
    let free: Vec<usize> = (0..d).filter(|k| !touched.contains(k)).collect();
    for (n, block) in blocks.iter_mut().enumerate() {
        for l in 0..LANES {
            let mut stream = Stream::new(seed, (n * LANES + l) as u64, time);
            free.iter().for_each(|&k| block.z[k][l] = stream.normal());
        }
    }
}

/// One particle after the other.
fn particles(blocks: &[Place]) -> Vec<Vec<f64>> {
    blocks.iter().flat_map(|b| (0..LANES).map(|l| b.z.iter().map(|k| k[l]).collect())).collect()
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
        1.0 / w.iter().map(|w| w * w).sum::<f64>() >= ENOUGH * ln.len() as f64
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
pub(crate) fn systematic(weights: &[f64], n: usize, offset: f64) -> Vec<usize> {
    let (mut at, mut sum) = (0, weights[0]);
    (0..n)
        .map(|i| {
            let wanted = (i as f64 + offset) / n as f64;
            while sum < wanted && at + 1 < weights.len() {
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
