//! Cumulative curves (N-curves) and what is read from them.

use crate::counts::Counts;
use crate::lane::{LANES, Lane, each, least, splat};
use crate::network::{Grid, Network};

/// The outcome of one run: for each queue, how many had arrived and departed by the end of each step, and how many of them because of
/// the shock. Straight between steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    grid: Grid,
    points: usize,
    arrived: Vec<Lane>,
    excess: Vec<Lane>,
    departed: Vec<Lane>,
    decided: Lane,
    stayed: Lane,
    under_way: Lane,
}

impl Curves {
    /// Room for the curves of a network on a grid.
    #[must_use]
    pub fn new(network: &Network, grid: Grid) -> Self {
        let (queues, points) = (network.queues().len(), grid.steps() + 1);
        let room = vec![splat(0.0); queues * points];
        let none = splat(0.0);
        Self { grid, points, arrived: room.clone(), excess: room.clone(), departed: room, decided: none, stayed: none, under_way: none }
    }

    pub(crate) fn begin(&mut self, standing: &[Lane]) {
        for (j, waiting) in standing.iter().enumerate() {
            self.write(j, 0, waiting, &splat(0.0), &splat(0.0));
        }
    }

    #[inline(always)]
    pub(crate) fn write(&mut self, queue: usize, point: usize, arrived: &Lane, excess: &Lane, departed: &Lane) {
        let at = queue * self.points + point;
        self.arrived[at] = *arrived;
        self.excess[at] = *excess;
        self.departed[at] = *departed;
    }

    pub(crate) fn end(&mut self, decided: &Lane, stayed: &Lane, under_way: &Lane) {
        (self.decided, self.stayed, self.under_way) = (*decided, *stayed, *under_way);
    }

    /// Persons who decided to leave until the end, those who found every route barred, and those still on the road.
    #[must_use]
    pub fn under_way(&self) -> (Lane, Lane, Lane) {
        (self.decided, self.stayed, self.under_way)
    }

    /// Persons of the shock among [`Counts::arrived`].
    #[must_use]
    pub fn arrived_excess(&self, queue: usize, t_h: f64) -> Lane {
        self.between(&self.excess, queue, t_h)
    }

    /// The point of the curve of arrivals before the `person`-th arrival, and how far on to the next.
    fn arrival_of(&self, queue: usize, person: f64, t_h: f64, lane: usize) -> (usize, f64) {
        let curve = &self.arrived[queue * self.points..][..self.points];
        let (last, part) = self.locate(t_h);
        let now = curve[last][lane] + part * (curve[(last + 1).min(self.points - 1)][lane] - curve[last][lane]);
        if person >= now {
            return (last, part);
        }
        // Who leaves came not long ago: look back in growing strides, then between the last two.
        let (mut low, mut stride) = (last, 1);
        let mut high = last + 1;
        while curve[low][lane] > person {
            if low == 0 {
                return (0, 0.0);
            }
            (high, low) = (low, low.saturating_sub(stride));
            stride *= 2;
        }
        let after = low + curve[low..high].partition_point(|a| a[lane] <= person);
        let (a, b) = (curve[after - 1][lane], curve[after.min(self.points - 1)][lane]);
        (after - 1, if b > a { least((person - a) / (b - a), 1.0) } else { 0.0 })
    }

    /// The point at or before `t_h` and how far on to the next; held to the grid.
    fn locate(&self, t_h: f64) -> (usize, f64) {
        let at = (t_h / self.grid.step_h()).clamp(0.0, (self.points - 1) as f64);
        let point = (at as usize).min(self.points - 2);
        (point, at - point as f64)
    }

    fn between(&self, curve: &[Lane], queue: usize, t_h: f64) -> Lane {
        let (point, part) = self.locate(t_h);
        let at = queue * self.points + point;
        let (a, b) = (&curve[at], &curve[at + 1]);
        let mut out = [0.0; LANES];
        for l in 0..LANES {
            // At the next point exactly its value, so that windows that share an end add up.
            out[l] = if part >= 1.0 { b[l] } else { a[l] + part * (b[l] - a[l]) };
        }
        out
    }
}

impl Counts for Curves {
    fn grid(&self) -> Grid {
        self.grid
    }

    fn arrived(&self, queue: usize, t_h: f64) -> Lane {
        self.between(&self.arrived, queue, t_h)
    }

    fn departed(&self, queue: usize, t_h: f64) -> Lane {
        self.between(&self.departed, queue, t_h)
    }

    // First in first out, so the first D to leave are the first D to come, and the curve of arrivals tells how many of those were of the
    // shock.
    fn departed_excess(&self, queue: usize, t_h: f64) -> Lane {
        let departed = self.departed(queue, t_h);
        let standing = self.arrived[queue * self.points];
        each(|l| {
            if departed[l] <= standing[l] {
                return 0.0;
            }
            let (point, part) = self.arrival_of(queue, departed[l], t_h, l);
            let at = queue * self.points + point;
            let next = (at + 1).min(queue * self.points + self.points - 1);
            self.excess[at][l] + part * (self.excess[next][l] - self.excess[at][l])
        })
    }

    fn came_h(&self, queue: usize, t_h: f64) -> Lane {
        let departed = self.departed(queue, t_h);
        each(|l| {
            let (point, part) = self.arrival_of(queue, departed[l], t_h, l);
            ((point as f64 + part) * self.grid.step_h()).min(t_h.max(0.0))
        })
    }
}
