//! What all systems of an ensemble share: opening hours, closures, quotas, known policies, the rhythm of the day.

use crate::network::{Grid, Network};

/// Hours of the day, local time; a span over midnight runs on into the next day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hours {
    /// First hour, 0 to 24.
    pub from: f64,
    /// Last hour, 0 to 24.
    pub to: f64,
}

/// Nobody is told to wait longer than this: 15 days.
pub(crate) const LONGEST_H: f64 = 360.0;

/// Stands for no quota in sums: more people than there are.
const NO_QUOTA: f64 = 1e15;

/// The shared series, one number a step. Made by [`Schedule::new`], changed by levers only.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    grid: Grid,
    queues: usize,
    gates: usize,
    origins: usize,
    /// Background travel over the day, of mean 1.
    profile: Vec<f64>,
    /// Share of its people a mode may take, 0 to 1.
    open: Vec<f64>,
    /// Factor on capacity.
    work: Vec<f64>,
    /// Most people a step.
    quota: Vec<f64>,
    /// Factor on the appeal of a gate, and on background travel to it.
    policy: Vec<f64>,
    /// Factor on demand.
    demand: Vec<f64>,
    /// What a newcomer is told: hours a person ahead would take at full work, relative to capacity.
    ahead: Vec<Ahead>,
}

/// How the wait ahead follows from a queue, shared part: `Q · max(1/capacity · slow, least) + blocked`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Ahead {
    /// Hours a step, over the mean factor on capacity in the 24 hours before.
    pub(crate) slow_h: f64,
    /// Hours a person, where a quota binds.
    pub(crate) least_h: f64,
    /// Hours until it works again.
    pub(crate) blocked_h: f64,
}

impl Schedule {
    /// Everything open all the time; background travel swings by `swing` (0 to 1) around its mean, highest at 15 h.
    #[must_use]
    pub fn new(network: &Network, grid: Grid, swing: f64) -> Self {
        let (queues, gates, origins, steps) = (network.queues().len(), network.gates(), network.origins(), grid.steps());
        let profile = (0..steps)
            .map(|n| {
                let hour = (n as f64 + 0.5) * grid.step_h() - 15.0;
                1.0 + swing.clamp(0.0, 1.0) * libm::cos(std::f64::consts::TAU * hour / 24.0)
            })
            .collect();
        let mut schedule = Self {
            grid,
            queues,
            gates,
            origins,
            profile,
            open: vec![1.0; queues * steps],
            work: vec![1.0; queues * steps],
            quota: vec![f64::INFINITY; queues * steps],
            policy: vec![1.0; gates * steps],
            demand: vec![1.0; origins * steps],
            ahead: vec![Ahead { slow_h: 0.0, least_h: 0.0, blocked_h: 0.0 }; queues * steps],
        };
        for queue in 0..queues {
            schedule.settle(queue);
        }
        schedule
    }

    /// Opening hours of a queue, every day. Outside them it does not work; people keep coming.
    pub fn set_hours(&mut self, queue: usize, hours: Hours) {
        for n in 0..self.grid.steps() {
            let hour = ((n as f64 + 0.5) * self.grid.step_h()) % 24.0;
            let inside = if hours.from <= hours.to { hours.from <= hour && hour < hours.to } else { hour >= hours.from || hour < hours.to };
            if !inside {
                self.work[n * self.queues + queue] = 0.0;
            }
        }
        self.settle(queue);
    }

    /// A mode that opens step by step: shut before `from_h`, wholly open after `to_h`, in proportion between.
    pub fn open_over(&mut self, queue: usize, from_h: f64, to_h: f64) {
        for n in 0..self.grid.steps() {
            let middle = (n as f64 + 0.5) * self.grid.step_h();
            let part = if middle >= to_h { 1.0 } else { ((middle - from_h) / (to_h - from_h)).clamp(0.0, 1.0) };
            self.open[n * self.queues + queue] *= part;
            self.work[n * self.queues + queue] *= part;
        }
        self.settle(queue);
    }

    /// The grid.
    #[must_use]
    pub fn grid(&self) -> Grid {
        self.grid
    }

    #[inline(always)]
    pub(crate) fn profile(&self, n: usize) -> f64 {
        self.profile[n]
    }

    #[inline(always)]
    pub(crate) fn open(&self, n: usize) -> &[f64] {
        &self.open[n * self.queues..][..self.queues]
    }

    #[inline(always)]
    pub(crate) fn work(&self, n: usize) -> &[f64] {
        &self.work[n * self.queues..][..self.queues]
    }

    #[inline(always)]
    pub(crate) fn quota(&self, n: usize) -> &[f64] {
        &self.quota[n * self.queues..][..self.queues]
    }

    #[inline(always)]
    pub(crate) fn policy(&self, n: usize) -> &[f64] {
        &self.policy[n * self.gates..][..self.gates]
    }

    #[inline(always)]
    pub(crate) fn demand(&self, n: usize) -> &[f64] {
        &self.demand[n * self.origins..][..self.origins]
    }

    #[inline(always)]
    pub(crate) fn ahead(&self, n: usize) -> &[Ahead] {
        &self.ahead[n * self.queues..][..self.queues]
    }

    /// The parts a lever changes: (open, work, quota) of a queue, and who they belong to.
    pub(crate) fn queue_mut(&mut self, n: usize, queue: usize) -> (&mut f64, &mut f64, &mut f64) {
        let at = n * self.queues + queue;
        (&mut self.open[at], &mut self.work[at], &mut self.quota[at])
    }

    pub(crate) fn policy_mut(&mut self, n: usize, gate: usize) -> &mut f64 {
        &mut self.policy[n * self.gates + gate]
    }

    pub(crate) fn demand_mut(&mut self, n: usize, origin: usize) -> &mut f64 {
        &mut self.demand[n * self.origins + origin]
    }

    pub(crate) fn size(&self) -> (usize, usize, usize) {
        (self.origins, self.gates, self.queues)
    }

    /// What a newcomer is told at each step: the pace of the day before, and, where it is shut for a day or longer, when it opens again.
    /// Nothing looks ahead but that, so that no lever acts before it is pulled; only a closure that follows a night is known that night.
    pub(crate) fn settle(&mut self, queue: usize) {
        let (steps, day, step_h) = (self.grid.steps(), self.grid.steps_per_day(), self.grid.step_h());
        let at = |n: usize| n * self.queues + queue;
        let works: Vec<bool> = (0..steps).map(|n| self.work[at(n)] > 0.0 && self.quota[at(n)] > 0.0).collect();
        // Steps of work and of nights, without the long closures; and how much was let through until each.
        let (mut paces, mut quotas) = (vec![0.0], vec![0.0]);
        let mut ahead = Vec::with_capacity(steps);
        let mut n = 0;
        while n < steps {
            let shut = works[n..].iter().take_while(|w| !**w).count();
            if shut >= day || n + shut == steps && shut > 0 {
                let ends = n + shut;
                let until = |n: usize| if ends == steps { LONGEST_H } else { (((ends - n) as f64) * step_h).min(LONGEST_H) };
                ahead.extend((n..ends).map(|n| (paces.len() - 1, until(n))));
                n = ends;
                continue;
            }
            for (m, works) in works.iter().enumerate().take(n + shut + 1).skip(n) {
                paces.push(paces[paces.len() - 1] + self.work[at(m)]);
                let most = if *works { self.quota[at(m)] } else { 0.0 };
                quotas.push(quotas[quotas.len() - 1] + most.min(NO_QUOTA));
                ahead.push((paces.len() - 1, 0.0));
            }
            n += shut + 1;
        }
        for (n, (seen, blocked_h)) in ahead.into_iter().enumerate() {
            // On the first day there is no day before: that day itself.
            let to = seen.max(day.min(paces.len() - 1));
            let from = to.saturating_sub(day);
            let (pace, most) = (paces[to] - paces[from], quotas[to] - quotas[from]);
            let length_h = (to - from).max(1) as f64 * step_h;
            self.ahead[at(n)] = if pace > 0.0 {
                Ahead { slow_h: length_h / pace, least_h: if most >= NO_QUOTA { 0.0 } else { length_h / most }, blocked_h }
            } else {
                Ahead { slow_h: step_h, least_h: 0.0, blocked_h: LONGEST_H }
            };
        }
    }
}
