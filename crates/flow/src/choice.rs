//! Which way people go: a logit choice among routes by appeal, policy and the wait they have heard of.

use crate::drive::{Drive, Today, UNLIMITED};
use crate::lane::{LANES, Lane, each, exp, least, most, splat};
use crate::network::{Grid, Network};
use crate::schedule::{Ahead, LONGEST_H};

/// News of a wait travels with this time constant in hours.
const NEWS_H: f64 = 12.0;
/// People look for news so often, in hours; between, choices stand.
const LOOK_H: f64 = 3.0;

/// What people know of waits, and the parts of an origin's people that take each route.
pub(crate) struct Choice {
    steps_per_day: usize,
    /// Steps between two looks for news.
    every: usize,
    /// Share of the gap between what is told and what is known that a look closes.
    pace: f64,
    /// θ per hour.
    theta: Lane,
    /// Queues that anything can hold up.
    held: Vec<bool>,
    /// Gates with such a queue.
    listening: Vec<bool>,
    /// 1 / capacity, by queue.
    inverse: Vec<Lane>,
    told: Vec<Lane>,
    known: Vec<Lane>,
    /// e^(−θW), by gate.
    pull: Vec<Lane>,
    /// π, by route.
    part: Vec<Lane>,
    /// 1 where every route of an origin is barred, else 0.
    barred: Vec<Lane>,
    /// The policies π was made with.
    policy: Vec<f64>,
}

impl Choice {
    pub(crate) fn new(network: &Network, drive: &Drive, grid: Grid) -> Self {
        let (gates, queues) = (network.gates(), network.queues().len());
        let every = ((LOOK_H / grid.step_h()) as usize).max(1);
        let held: Vec<bool> =
            (0..queues).map(|j| (0..grid.days()).any(|d| drive.at_day(d).capacity[j].iter().any(|c| *c < UNLIMITED))).collect();
        let listening = (0..gates).map(|g| network.queues_of(g).any(|j| held[j])).collect();
        Self {
            steps_per_day: grid.steps_per_day(),
            every,
            pace: 1.0 - libm::exp(-grid.step_h() * every as f64 / NEWS_H),
            theta: each(|l| drive.deterrence()[l] / 24.0),
            held,
            listening,
            inverse: vec![splat(0.0); queues],
            told: vec![splat(0.0); gates],
            known: vec![splat(0.0); gates],
            pull: vec![splat(1.0); gates],
            part: vec![splat(0.0); network.routes().len()],
            barred: vec![splat(0.0); network.origins()],
            policy: Vec::new(),
        }
    }

    /// The part of its origin's people that takes a route.
    #[inline(always)]
    pub(crate) fn part(&self, route: usize) -> Lane {
        self.part[route]
    }

    /// 1 where an origin has no way out, else 0.
    #[inline(always)]
    pub(crate) fn barred(&self, origin: usize) -> Lane {
        self.barred[origin]
    }

    /// Whether people look for news at the end of step `n`.
    #[inline(always)]
    pub(crate) fn listens_after(&self, n: usize) -> bool {
        (n + 1).is_multiple_of(self.every)
    }

    /// Choose anew, where anything has changed since the last step.
    #[inline(always)]
    pub(crate) fn decide(&mut self, network: &Network, n: usize, today: Today<'_>, policy: &[f64]) {
        let morning = n.is_multiple_of(self.steps_per_day);
        if morning {
            for (inverse, capacity) in self.inverse.iter_mut().zip(today.capacity) {
                *inverse = each(|l| 1.0 / most(capacity[l], 1e-9));
            }
        }
        if !(morning || n.is_multiple_of(self.every) || self.policy != policy) {
            return;
        }
        self.policy.clear();
        self.policy.extend_from_slice(policy);
        for origin in 0..network.origins() {
            let mut total = splat(0.0);
            for r in network.routes_of(origin) {
                let gate = network.routes()[r].gate;
                let (mut weight, pull, policy) = (today.appeal[r], self.pull[gate], policy[gate]);
                for l in 0..LANES {
                    weight[l] *= policy * pull[l];
                    total[l] += weight[l];
                }
                self.part[r] = weight;
            }
            self.barred[origin] = each(|l| if total[l] > f64::MIN_POSITIVE { 0.0 } else { 1.0 });
            let scale = each(|l| if total[l] > f64::MIN_POSITIVE { 1.0 / total[l] } else { 0.0 });
            for r in network.routes_of(origin) {
                let mut part = self.part[r];
                for l in 0..LANES {
                    part[l] *= scale[l];
                }
                self.part[r] = part;
            }
        }
    }

    /// Tell of the wait in one queue of a gate, weighted by its share.
    #[inline(always)]
    pub(crate) fn tell(&mut self, gate: usize, queue: usize, share: &Lane, standing: &Lane, ahead: Ahead) {
        if !self.held[queue] {
            return;
        }
        let (mut told, inverse) = (self.told[gate], self.inverse[queue]);
        for l in 0..LANES {
            let wait = standing[l] * most(ahead.slow_h * inverse[l], ahead.least_h) + ahead.blocked_h;
            told[l] += share[l] * least(wait, LONGEST_H);
        }
        self.told[gate] = told;
    }

    /// What is told becomes known, with delay.
    #[inline(always)]
    pub(crate) fn hear(&mut self) {
        for g in 0..self.told.len() {
            if !self.listening[g] {
                continue;
            }
            let (told, mut known, theta) = (self.told[g], self.known[g], self.theta);
            let mut power = splat(0.0);
            for l in 0..LANES {
                known[l] += self.pace * (told[l] - known[l]);
                power[l] = -theta[l] * known[l];
            }
            self.told[g] = splat(0.0);
            self.known[g] = known;
            self.pull[g] = exp(power);
        }
    }
}
