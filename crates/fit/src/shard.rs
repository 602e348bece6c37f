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
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    pub(crate) z: Vec<Lane>,
    /// ln of the likelihood.
    pub(crate) ln: Lane,
}

impl Place {
    /// Run the systems, and note how likely the claims are; what every operator gives stays on the desk.
    pub(crate) fn look(&mut self, target: Target<'_>, desk: &mut Desk) {
        target.observations.look(target.system, target.schedule, &self.z, desk);
        let Desk { ln_seen, said, .. } = desk;
        self.ln = target.observations.ln_likelihood(target.system, &self.z, ln_seen, said);
    }
}

/// Eight chains side by side, where they stand.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) place: Place,
    /// Whitened coordinates.
    w: Vec<Lane>,
    /// ln of what every operator gives.
    ln_seen: Vec<Lane>,
}

/// Blocks with the desk they are moved on.
pub(crate) struct Shard {
    /// Index of the first chain.
    pub(crate) first: usize,
    pub(crate) blocks: Vec<Block>,
    pub(crate) accepted: usize,
    desk: Desk,
    proposed: Vec<Lane>,
}

/// How a sweep moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Some coordinates, wherever chance leads.
    Block,
    /// Some coordinates, along the way between two other particles.
    Across,
    /// Only what blurs claims: what the systems do stays as it is.
    Noise,
}

/// What all moves of a sweep share.
pub(crate) struct Sweep<'a> {
    pub(crate) target: Target<'a>,
    pub(crate) shape: &'a Shape,
    /// The whitened coordinates that are moved, in order.
    pub(crate) block: Vec<usize>,
    pub(crate) kind: Kind,
    /// Whitened coordinates of other particles, coordinate by coordinate, and how many these are.
    pub(crate) white: &'a [Vec<f64>],
    pub(crate) others: usize,
    pub(crate) step: f64,
    pub(crate) power: f64,
    pub(crate) seed: u64,
    pub(crate) time: u64,
}

impl Shard {
    /// Room for so many blocks of chains.
    pub(crate) fn new(target: Target<'_>, first: usize, blocks: usize) -> Self {
        let place = Place { z: vec![splat(0.0); target.observations.dimensions], ..Place::default() };
        let block = Block { place, w: Vec::new(), ln_seen: Vec::new() };
        Self { first, blocks: vec![block; blocks], accepted: 0, desk: Desk::new(target.system), proposed: Vec::new() }
    }

    /// Begin chains where they have been put.
    pub(crate) fn set_out(&mut self, target: Target<'_>, shape: &Shape) {
        for block in &mut self.blocks {
            block.place.look(target, &mut self.desk);
            block.ln_seen.clone_from(&self.desk.ln_seen);
            block.w = shape.whitened(&block.place.z);
        }
    }

    /// One move of every chain.
    pub(crate) fn go(&mut self, sweep: &Sweep<'_>) {
        let Sweep { target, shape, .. } = *sweep;
        let (observations, system) = (target.observations, target.system);
        let Self { first, blocks, accepted, desk, proposed } = self;
        for (n, block) in blocks.iter_mut().enumerate() {
            let mut moved = vec![splat(0.0); sweep.block.len()];
            let mut dice = splat(0.0);
            // A move across takes the way between two other particles; it is as likely as the way back. One along chance is reversible
            // in the whitened coordinates, and is weighed by them.
            let mut ratio = splat(0.0);
            for l in 0..LANES {
                let mut stream = Stream::new(sweep.seed, (*first + n * LANES + l) as u64, sweep.time);
                let s = (sweep.step * libm::exp(0.25 * stream.normal())).min(0.999);
                let keep = (1.0 - s * s).sqrt();
                let between = [stream.below(sweep.others), stream.below(sweep.others)];
                for (moved, &k) in moved.iter_mut().zip(&sweep.block) {
                    let old = block.w[k][l];
                    if sweep.kind == Kind::Across {
                        let [a, b] = between.map(|p| sweep.white[k][p]);
                        moved[l] = old + sweep.step * (a - b) + 0.02 * stream.normal();
                    } else {
                        moved[l] = keep * old + s * stream.normal();
                        ratio[l] += 0.5 * (moved[l] * moved[l] - old * old);
                    }
                }
                dice[l] = libm::log(stream.unit());
            }
            proposed.clone_from(&block.place.z);
            for (new, &k) in moved.iter().zip(&sweep.block) {
                let old = block.w[k];
                shape.shift(proposed, k, &each(|l| new[l] - old[l]));
            }
            if sweep.kind != Kind::Noise {
                observations.look(system, target.schedule, proposed, desk);
            }
            let Desk { ln_seen, said, .. } = &mut *desk;
            let seen: &[Lane] = if sweep.kind == Kind::Noise { &block.ln_seen } else { ln_seen };
            let ln = observations.ln_likelihood(system, proposed, seen, said);
            ratio = each(|l| ratio[l] + sweep.power * (ln[l] - block.place.ln[l]));
            for &at in &shape.coordinates {
                let (new, old) = (proposed[at], block.place.z[at]);
                ratio = each(|l| ratio[l] + 0.5 * (old[l] * old[l] - new[l] * new[l]));
            }
            let take: [bool; LANES] = std::array::from_fn(|l| dice[l] < ratio[l]);
            let chosen = |new: &Lane, old: &Lane| each(|l| if take[l] { new[l] } else { old[l] });
            for &at in &shape.coordinates {
                block.place.z[at] = chosen(&proposed[at], &block.place.z[at]);
            }
            for (new, &k) in moved.iter().zip(&sweep.block) {
                block.w[k] = chosen(new, &block.w[k]);
            }
            if sweep.kind != Kind::Noise {
                for (old, new) in block.ln_seen.iter_mut().zip(ln_seen.iter()) {
                    *old = chosen(new, old);
                }
            }
            block.place.ln = chosen(&ln, &block.place.ln);
            *accepted += take.iter().filter(|t| **t).count();
        }
    }
}
