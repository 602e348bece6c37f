//! What is read of cumulative counts, wherever they come from: the curves of a run, or counts looked up before.

use crate::drive::Drive;
use crate::lane::{Lane, each, most, splat};
use crate::network::{Grid, Network};
use crate::schedule::{LONGEST_H, Schedule};

/// Returns follow the arrivals of so many hours before.
const STAY_H: f64 = 72.0;

/// The counts of one run; everything else follows from these four.
pub trait Counts {
    /// The grid.
    fn grid(&self) -> Grid;

    /// Persons who had come to a queue by `t_h`, those who stood there at the start among them.
    fn arrived(&self, queue: usize, t_h: f64) -> Lane;

    /// Persons who had crossed by `t_h`.
    fn departed(&self, queue: usize, t_h: f64) -> Lane;

    /// Persons of the shock who had crossed by `t_h`.
    fn departed_excess(&self, queue: usize, t_h: f64) -> Lane;

    /// When those who cross at `t_h` had come, in hours; 0 for those who stood there at the start (the wait is then a lower bound).
    fn came_h(&self, queue: usize, t_h: f64) -> Lane;

    /// Persons in a queue at `t_h`.
    fn queue(&self, queue: usize, t_h: f64) -> Lane {
        let (a, d) = (self.arrived(queue, t_h), self.departed(queue, t_h));
        each(|l| most(a[l] - d[l], 0.0))
    }

    /// The wait lived by those who cross at `t_h`, in hours: `t − A⁻¹(D(t))`. A lower bound while those of the start still cross.
    fn wait_lived(&self, queue: usize, t_h: f64) -> Lane {
        let came = self.came_h(queue, t_h);
        let t = t_h.clamp(0.0, self.grid().end_h());
        each(|l| t - came[l])
    }

    /// The mean wait lived by all who cross from `from_h` to `to_h`, in hours, looked at in so many `pieces`; that of the end where
    /// nobody crosses.
    fn wait_lived_mean(&self, queue: usize, from_h: f64, to_h: f64, pieces: usize) -> Lane {
        let pieces = pieces.max(1);
        let width = (to_h - from_h) / pieces as f64;
        let (mut waited, mut crossed) = (splat(0.0), splat(0.0));
        let (mut wait, mut departed) = (self.wait_lived(queue, from_h), self.departed(queue, from_h));
        for n in 1..=pieces {
            let t = from_h + width * n as f64;
            let (next_wait, next) = (self.wait_lived(queue, t), self.departed(queue, t));
            for l in 0..waited.len() {
                waited[l] += 0.5 * (wait[l] + next_wait[l]) * (next[l] - departed[l]);
                crossed[l] += next[l] - departed[l];
            }
            (wait, departed) = (next_wait, next);
        }
        each(|l| if crossed[l] > 1e-9 { waited[l] / crossed[l] } else { wait[l] })
    }

    /// The wait a newcomer would be told at `t_h`, in hours: the queue over the pace of the day before, and the time until it opens
    /// where it is shut for a day or longer. At most 360.
    fn wait_ahead(&self, queue: usize, t_h: f64, schedule: &Schedule, drive: &Drive) -> Lane {
        let grid = self.grid();
        let n = ((t_h / grid.step_h()).max(0.0) as usize).min(grid.steps() - 1);
        let ahead = schedule.ahead(n)[queue];
        let (standing, capacity) = (self.queue(queue, t_h), &drive.at_day(grid.day_of(n)).capacity[queue]);
        each(|l| (standing[l] * (ahead.slow_h / capacity[l].max(1e-9)).max(ahead.least_h) + ahead.blocked_h).min(LONGEST_H))
    }

    /// Persons who had crossed a gate by `t_h`.
    fn crossed(&self, network: &Network, gate: usize, t_h: f64) -> Lane {
        summed(network, gate, |queue| self.departed(queue, t_h))
    }

    /// Persons of the shock who had crossed a gate by `t_h`.
    fn crossed_excess(&self, network: &Network, gate: usize, t_h: f64) -> Lane {
        summed(network, gate, |queue| self.departed_excess(queue, t_h))
    }

    /// Persons who went back through a gate from `from_h` to `to_h`, if a `part` of the mean outflow of the 72 hours before returns.
    fn returned(&self, network: &Network, gate: usize, part: &Lane, from_h: f64, to_h: f64) -> Lane {
        let pieces = ((to_h - from_h) / 3.0).ceil().max(1.0);
        let width = (to_h - from_h) / pieces;
        let mut back = splat(0.0);
        for n in 0..pieces as usize {
            let t = from_h + width * (n as f64 + 0.5);
            let since = (t - STAY_H).max(0.0);
            let (now, then) = (self.crossed(network, gate, t), self.crossed(network, gate, since));
            for l in 0..back.len() {
                back[l] += part[l] * (now[l] - then[l]) / (t - since).max(1.0) * width;
            }
        }
        back
    }
}

/// A count of each queue of a gate, summed in their order.
fn summed(network: &Network, gate: usize, of: impl Fn(usize) -> Lane) -> Lane {
    let mut sum = splat(0.0);
    for queue in network.queues_of(gate) {
        let count = of(queue);
        for l in 0..sum.len() {
            sum[l] += count[l];
        }
    }
    sum
}
