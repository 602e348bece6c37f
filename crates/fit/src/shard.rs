//! Particles that move together in one task.

use exode_flow::{LANES, Lane, Schedule, each, splat};

use crate::observation::{Desk, Observations};
use crate::random::Stream;
use crate::system::System;
use crate::whiten::Shape;

/// What is fitted to what.
#[derive(Clone, Copy)]
pub(crate) struct Target<'a> {
    pub(crate) system: &'a System,
    pub(crate) schedule: &'a Schedule,
    pub(crate) observations: &'a Observations,
}

/// Eight particles side by side.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) z: Vec<Lane>,
    /// Whitened coordinates.
    pub(crate) w: Vec<Lane>,
    /// ln of the likelihood.
    pub(crate) ln: Lane,
    /// ln of what every operator gives.
    pub(crate) ln_seen: Vec<Lane>,
}

/// Blocks with the desk they are moved on.
pub(crate) struct Shard {
    /// Index of the first particle.
    pub(crate) first: usize,
    pub(crate) blocks: Vec<Block>,
    pub(crate) accepted: usize,
    desk: Desk,
    proposed: Vec<Lane>,
}

/// What all moves of a sweep share.
pub(crate) struct Sweep<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) shape: &'a Shape,
    /// The whitened coordinates that are moved, in order.
    pub(crate) block: Vec<usize>,
    /// Whether what the systems do stays as it is: only what blurs claims moves.
    pub(crate) noise_only: bool,
    pub(crate) step: f64,
    pub(crate) power: f64,
    pub(crate) seed: u64,
    pub(crate) time: u64,
}

impl Shard {
    /// Particles drawn from the prior.
    pub(crate) fn new(target: Target<'_>, first: usize, blocks: usize, seed: u64) -> Self {
        let block = |n: usize| {
            let mut z = vec![splat(0.0); target.observations.dimensions];
            for l in 0..LANES {
                let mut stream = Stream::new(seed, (first + n * LANES + l) as u64, 0);
                z.iter_mut().for_each(|k| k[l] = stream.normal());
            }
            Block { w: Vec::new(), z, ln: splat(0.0), ln_seen: Vec::new() }
        };
        let blocks = (0..blocks).map(block).collect();
        Self { first, blocks, accepted: 0, desk: Desk::new(target.system), proposed: Vec::new() }
    }

    /// Look at every particle for the first time.
    pub(crate) fn look(&mut self, target: Target<'_>) {
        for block in &mut self.blocks {
            target.observations.look(target.system, target.schedule, &block.z, &mut self.desk);
            let Desk { ln_seen, said, .. } = &mut self.desk;
            block.ln = target.observations.ln_likelihood(target.system, &block.z, ln_seen, said);
            block.ln_seen.clone_from(ln_seen);
        }
    }

    /// One move of every particle.
    pub(crate) fn go(&mut self, sweep: &Sweep<'_>) {
        let Sweep { target, shape, .. } = *sweep;
        let Self { first, blocks, accepted, desk, proposed } = self;
        for (n, block) in blocks.iter_mut().enumerate() {
            let mut moved = vec![splat(0.0); sweep.block.len()];
            let mut dice = splat(0.0);
            for l in 0..LANES {
                let mut stream = Stream::new(sweep.seed, (*first + n * LANES + l) as u64, sweep.time);
                let s = (sweep.step * libm::exp(0.25 * stream.normal())).min(0.999);
                let keep = (1.0 - s * s).sqrt();
                for (moved, &k) in moved.iter_mut().zip(&sweep.block) {
                    moved[l] = keep * block.w[k][l] + s * stream.normal();
                }
                dice[l] = libm::log(stream.unit());
            }
            proposed.clone_from(&block.z);
            let mut prior = splat(0.0);
            for (new, &k) in moved.iter().zip(&sweep.block) {
                let old = block.w[k];
                shape.shift(proposed, k, &each(|l| new[l] - old[l]));
                prior = each(|l| prior[l] + new[l] * new[l] - old[l] * old[l]);
            }
            for &at in &shape.coordinates {
                let (new, old) = (proposed[at], block.z[at]);
                prior = each(|l| prior[l] + old[l] * old[l] - new[l] * new[l]);
            }
            if !sweep.noise_only {
                target.observations.look(target.system, target.schedule, proposed, desk);
            }
            let Desk { ln_seen, said, .. } = &mut *desk;
            let seen: &[Lane] = if sweep.noise_only { &block.ln_seen } else { ln_seen };
            let ln = target.observations.ln_likelihood(target.system, proposed, seen, said);
            let take: [bool; LANES] = std::array::from_fn(|l| dice[l] < sweep.power * (ln[l] - block.ln[l]) + 0.5 * prior[l]);
            let chosen = |new: &Lane, old: &Lane| each(|l| if take[l] { new[l] } else { old[l] });
            for &at in &shape.coordinates {
                block.z[at] = chosen(&proposed[at], &block.z[at]);
            }
            for (new, &k) in moved.iter().zip(&sweep.block) {
                block.w[k] = chosen(new, &block.w[k]);
            }
            if !sweep.noise_only {
                for (old, new) in block.ln_seen.iter_mut().zip(ln_seen.iter()) {
                    *old = chosen(new, old);
                }
            }
            block.ln = chosen(&ln, &block.ln);
            *accepted += take.iter().filter(|t| **t).count();
        }
    }
}
