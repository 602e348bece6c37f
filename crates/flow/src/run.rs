//! One run: the recursion over time.

use crate::choice::Choice;
use crate::curves::Curves;
use crate::drive::Drive;
use crate::lane::{LANES, Lane, each, least, splat};
use crate::network::Network;
use crate::schedule::Schedule;
use crate::travel::Stages;
use crate::wide::{Task, widest};

/// Run [`LANES`] systems from the first step to the last and write their cumulative curves.
///
/// `curves` is overwritten; keep it between runs to save the allocation. All four must be made for the same network and grid.
pub fn run(network: &Network, schedule: &Schedule, drive: &Drive, curves: &mut Curves) {
    widest(Run { network, schedule, drive, curves });
}

struct Run<'a> {
    network: &'a Network,
    schedule: &'a Schedule,
    drive: &'a Drive,
    curves: &'a mut Curves,
}

impl Task for Run<'_> {
    type Output = ();

    #[inline(always)]
    fn go(self) {
        go(self.network, self.schedule, self.drive, self.curves);
    }
}

#[inline(always)]
fn go(network: &Network, schedule: &Schedule, drive: &Drive, curves: &mut Curves) {
    let grid = schedule.grid();
    curves.begin(drive.standing());
    let mut choice = Choice::new(network, drive, grid);
    let mut road = Road::new(network);
    let mut bank: Vec<Tally> = drive.standing().iter().map(|q| Tally { arrived: *q, excess: splat(0.0), departed: splat(0.0) }).collect();
    let mut share = drive.shares().to_vec();
    for n in 0..grid.steps() {
        let today = drive.at_day(grid.day_of(n));
        let policy = schedule.policy(n);
        choice.decide(network, n, today, policy);
        road.step(network, drive.roads(), drive.at_step(n), schedule.demand(n), &choice);
        redirect(network, drive.shares(), schedule.open(n), &mut share);
        let profile = schedule.profile(n);
        let (work, quota) = (schedule.work(n), schedule.quota(n));
        for (j, queue) in network.queues().iter().enumerate() {
            // Lanes are copied out and back: the compiler then knows that they do not overlap.
            let (mut tally, part, capacity) = (bank[j], share[j], today.capacity[j]);
            let (fled, usual, ordinary) = (road.arriving[queue.gate], today.background[queue.gate], profile * policy[queue.gate]);
            // Newell's recursion: those who have left are the lesser of those who have come and those capacity let through.
            for l in 0..LANES {
                let excess = part[l] * fled[l];
                tally.excess[l] += excess;
                tally.arrived[l] += excess + part[l] * (ordinary * usual[l]);
                tally.departed[l] = least(tally.arrived[l], tally.departed[l] + least(capacity[l] * work[j], quota[j]));
            }
            bank[j] = tally;
            curves.write(j, n + 1, &tally.arrived, &tally.excess, &tally.departed);
        }
        if choice.listens_after(n) {
            let ahead = schedule.ahead(n);
            for (j, queue) in network.queues().iter().enumerate() {
                choice.tell(queue.gate, j, &share[j], &bank[j].standing(), ahead[j]);
            }
            choice.hear();
        }
    }
    curves.end(&road.decided, &road.stayed, &road.under_way());
}

/// The cumulative counts of one queue.
#[derive(Clone, Copy)]
struct Tally {
    arrived: Lane,
    excess: Lane,
    departed: Lane,
}

impl Tally {
    #[inline(always)]
    fn standing(&self) -> Lane {
        each(|l| self.arrived[l] - self.departed[l])
    }
}

/// People between their origin and a gate.
struct Road {
    stages: Vec<[Lane; 3]>,
    arriving: Vec<Lane>,
    decided: Lane,
    stayed: Lane,
}

impl Road {
    fn new(network: &Network) -> Self {
        let (routes, gates) = (network.routes().len(), network.gates());
        Self { stages: vec![[splat(0.0); 3]; routes], arriving: vec![splat(0.0); gates], decided: splat(0.0), stayed: splat(0.0) }
    }

    /// Those who decide in this step set out, all move on, and some arrive.
    #[inline(always)]
    fn step(&mut self, network: &Network, travel: &[Stages], intent: &[Lane], demand: &[f64], choice: &Choice) {
        self.arriving.fill(splat(0.0));
        for (origin, factor) in demand.iter().enumerate() {
            let (intent, barred) = (intent[origin], choice.barred(origin));
            let (mut decided, mut stayed, mut now) = (self.decided, self.stayed, splat(0.0));
            for l in 0..LANES {
                now[l] = intent[l] * factor;
                decided[l] += now[l];
                stayed[l] += now[l] * barred[l];
            }
            (self.decided, self.stayed) = (decided, stayed);
            for r in network.routes_of(origin) {
                let (mut inflow, part) = (now, choice.part(r));
                for l in 0..LANES {
                    inflow[l] *= part[l];
                }
                let arriving = &mut self.arriving[network.routes()[r].gate];
                let mut sum = *arriving;
                let exits = travel[r].step(&mut self.stages[r], inflow);
                for l in 0..LANES {
                    sum[l] += exits[l];
                }
                *arriving = sum;
            }
        }
    }

    fn under_way(&self) -> Lane {
        each(|l| self.stages.iter().flatten().map(|s| s[l]).sum())
    }
}

/// The parts queues take in this step: people of a mode that is not open go to the queue named instead.
#[inline(always)]
fn redirect(network: &Network, share: &[Lane], open: &[f64], out: &mut [Lane]) {
    for (j, queue) in network.queues().iter().enumerate() {
        if let Some(instead) = queue.otherwise {
            out[j] = each(|l| share[j][l] * open[j]);
            out[instead] = share[instead];
        }
    }
    for (j, queue) in network.queues().iter().enumerate() {
        if let Some(instead) = queue.otherwise {
            let taken = out[instead];
            out[instead] = each(|l| taken[l] + share[j][l] * (1.0 - open[j]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::counts::Counts as _;
    use crate::network::{Grid, Queue, Route};

    #[test]
    fn any_width_gives_the_same_bits() {
        let queue = |gate, otherwise| Queue { gate, otherwise };
        let routes = (0..2).map(|gate| Route { origin: 0, gate }).collect();
        let network = Network::new(1, 2, routes, vec![queue(0, None), queue(0, Some(0)), queue(1, None)]).expect("a network");
        let grid = Grid::new(9, 24).expect("a grid");
        let mut schedule = Schedule::new(&network, grid, 0.35);
        schedule.open_over(1, 30.0, 90.0);
        let mut drive = Drive::new(&network, grid);
        for n in 20..grid.steps() {
            *drive.intent(n, 0) = each(|l| 100.0 / (n as f64 + l as f64));
        }
        for day in 0..grid.days() {
            (0..3).for_each(|j| *drive.capacity(day, j) = each(|l| 1.0 + 0.3 * l as f64 + 0.1 * day as f64));
            *drive.background(day, 0) = each(|l| 0.7 + 0.1 * l as f64);
        }
        *drive.share(0) = splat(0.6);
        *drive.share(1) = splat(0.4);
        *drive.deterrence_per_day() = each(|l| 0.1 * l as f64);
        drive.set_travel_h(0, &each(|l| 3.0 + l as f64));
        let (mut wide, mut plain) = (Curves::new(&network, grid), Curves::new(&network, grid));
        run(&network, &schedule, &drive, &mut wide);
        go(&network, &schedule, &drive, &mut plain);
        assert_eq!(wide, plain);
        let longest = (0..9 * 24).map(|h| wide.queue(0, f64::from(h))[3]).fold(0.0, f64::max);
        assert!(longest > 1.0, "somebody must queue for this to try anything: {longest}");
    }
}
