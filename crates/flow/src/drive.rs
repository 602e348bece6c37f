//! What differs between systems: demand, appeal, capacities, travel times. One [`Lane`] each, by day where it changes from day to day.

use crate::lane::{Lane, splat};
use crate::network::{Grid, Network};
use crate::travel::Stages;

/// A capacity that holds nobody up, in persons per step.
pub const UNLIMITED: f64 = 1e12;

/// The numbers of one run. Made full of neutral values for a network and a grid, then filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Drive {
    grid: Grid,
    sizes: [usize; 4],
    intent: Vec<Lane>,
    appeal: Vec<Lane>,
    background: Vec<Lane>,
    capacity: Vec<Lane>,
    share: Vec<Lane>,
    waiting: Vec<Lane>,
    travel: Vec<Stages>,
    deterrence: Lane,
}

impl Drive {
    /// Nobody leaves, every route is alike and takes an hour, the first queue of each gate takes all and nothing holds them up.
    #[must_use]
    pub fn new(network: &Network, grid: Grid) -> Self {
        let sizes = [network.origins(), network.routes().len(), network.gates(), network.queues().len()];
        let [origins, routes, gates, queues] = sizes;
        let mut share = vec![splat(0.0); queues];
        for gate in 0..gates {
            share[network.queues_of(gate).start] = splat(1.0);
        }
        Self {
            grid,
            sizes,
            intent: vec![splat(0.0); grid.steps() * origins],
            appeal: vec![splat(1.0); grid.days() * routes],
            background: vec![splat(0.0); grid.days() * gates],
            capacity: vec![splat(UNLIMITED); grid.days() * queues],
            share,
            waiting: vec![splat(0.0); queues],
            travel: vec![Stages::new(&splat(1.0), grid.step_h()); routes],
            deterrence: splat(0.0),
        }
    }

    /// Persons who decide to leave in step `n`.
    pub fn intent(&mut self, n: usize, origin: usize) -> &mut Lane {
        &mut self.intent[n * self.sizes[0] + origin]
    }

    /// Forget all intent: the next system starts from none.
    pub fn clear_intent(&mut self) {
        self.intent.fill(splat(0.0));
    }

    /// How much a route attracts on a day; only ratios count.
    pub fn appeal(&mut self, day: usize, route: usize) -> &mut Lane {
        &mut self.appeal[day * self.sizes[1] + route]
    }

    /// Ordinary travel to a gate on a day, in persons per step.
    pub fn background(&mut self, day: usize, gate: usize) -> &mut Lane {
        &mut self.background[day * self.sizes[2] + gate]
    }

    /// Capacity of a queue on a day in persons per step, at most [`UNLIMITED`].
    pub fn capacity(&mut self, day: usize, queue: usize) -> &mut Lane {
        &mut self.capacity[day * self.sizes[3] + queue]
    }

    /// Capacity of a queue on a day in persons per step, to read.
    #[must_use]
    pub fn capacity_on(&self, day: usize, queue: usize) -> Lane {
        self.capacity[day * self.sizes[3] + queue]
    }

    /// The part of its gate's people that a queue takes; the parts of a gate sum to 1.
    pub fn share(&mut self, queue: usize) -> &mut Lane {
        &mut self.share[queue]
    }

    /// Persons who stand in a queue at the start.
    pub fn waiting(&mut self, queue: usize) -> &mut Lane {
        &mut self.waiting[queue]
    }

    /// Mean travel time of a route in hours.
    pub fn set_travel_h(&mut self, route: usize, mean_h: &Lane) {
        self.travel[route] = Stages::new(mean_h, self.grid.step_h());
    }

    /// θ: by which factor e^(−θ) a day of waiting makes a gate less attractive.
    pub fn deterrence_per_day(&mut self) -> &mut Lane {
        &mut self.deterrence
    }

    #[inline(always)]
    pub(crate) fn at_step(&self, n: usize) -> &[Lane] {
        &self.intent[n * self.sizes[0]..][..self.sizes[0]]
    }

    #[inline(always)]
    pub(crate) fn at_day(&self, day: usize) -> Today<'_> {
        let [_, routes, gates, queues] = self.sizes;
        Today {
            appeal: &self.appeal[day * routes..][..routes],
            background: &self.background[day * gates..][..gates],
            capacity: &self.capacity[day * queues..][..queues],
        }
    }

    #[inline(always)]
    pub(crate) fn shares(&self) -> &[Lane] {
        &self.share
    }

    #[inline(always)]
    pub(crate) fn standing(&self) -> &[Lane] {
        &self.waiting
    }

    #[inline(always)]
    pub(crate) fn roads(&self) -> &[Stages] {
        &self.travel
    }

    #[inline(always)]
    pub(crate) fn deterrence(&self) -> &Lane {
        &self.deterrence
    }
}

/// What holds for one day.
#[derive(Clone, Copy)]
pub(crate) struct Today<'a> {
    pub(crate) appeal: &'a [Lane],
    pub(crate) background: &'a [Lane],
    pub(crate) capacity: &'a [Lane],
}
