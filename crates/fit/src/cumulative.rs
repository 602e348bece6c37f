//! Newell's curves: how many had come to a queue, and how many had left it, by a time. The gap upwards is the queue, the gap across the
//! wait.

use exode_flow::{Counts as _, LANES, run};
use jiff::civil::Date;
use rayon::prelude::*;

use crate::observation::Desk;
use crate::posterior::Posterior;
use crate::quantile::{Believed, Drawn};
use crate::smc::lanes;

/// The curves of one queue; counts are of people since midnight before the first day.
#[derive(Debug, Clone, PartialEq)]
pub struct Newell {
    /// Index of the gate.
    pub gate: usize,
    /// The crossing, where it is one.
    pub crossing: Option<String>,
    /// Time in hours since midnight before the first day asked for; who had come and who had left by then. Those who stood in the queue
    /// at hour 0 count as come.
    pub points: Vec<(f64, Believed, Believed)>,
}

impl Posterior {
    /// The curves of every queue that holds people up, every `step_h` hours from the beginning of `first` to the end of `last`, as far as
    /// the period goes.
    #[must_use]
    pub fn newell(&self, first: Date, last: Date, step_h: f64) -> Vec<Newell> {
        let system = &self.system;
        let from_h = system.hours_to(first).max(0.0);
        let to_h = (system.hours_to(last) + 24.0).min(system.end_h());
        let times: Vec<f64> = (0..).map(|n| from_h + f64::from(n) * step_h).take_while(|t| *t <= to_h).collect();
        // The first queue of a gate that can hold anyone up, as everywhere where a gate has one number.
        let queues: Vec<(usize, usize)> = (0..system.gates.len())
            .filter_map(|g| Some((g, system.network.queues_of(g).find(|&j| system.queues[j].capacity.is_some())?)))
            .collect();
        // By block of particles, queue and time: come and left.
        let blocks: Vec<Vec<Vec<[[f64; LANES]; 2]>>> = self
            .z
            .par_chunks(LANES)
            .map(|block| {
                let mut desk = Desk::new(system);
                system.fill(&lanes(block), &mut desk.drive);
                run(&system.network, &system.schedule, &desk.drive, &mut desk.curves);
                let at = |j: usize, t: f64| [desk.curves.arrived(j, t), desk.curves.departed(j, t)];
                queues.iter().map(|(_, j)| times.iter().map(|t| at(*j, *t)).collect()).collect()
            })
            .collect();
        let count = self.z.len();
        let believed = |q: usize, t: usize, which: usize| {
            let mut drawn = Drawn::default();
            for i in 0..count {
                let (block, lane) = (&blocks[i / LANES][q], i % LANES);
                // Both curves count from those who had left at the beginning: the gap between them stays the queue.
                drawn.add(block[t][which][lane] - block[0][1][lane], 1.0);
            }
            drawn.believed()
        };
        let of = |(q, (gate, j)): (usize, &(usize, usize))| Newell {
            gate: *gate,
            crossing: system.queues[*j].crossing.clone(),
            points: times.iter().enumerate().map(|(t, h)| (h - from_h, believed(q, t, 0), believed(q, t, 1))).collect(),
        };
        queues.iter().enumerate().map(of).collect()
    }
}
