//! Random worlds.
#![allow(dead_code, reason = "each test file uses its part")]

use exode_flow::{Drive, Grid, Hours, Lane, Lever, Network, Queue, Route, Schedule, Shock, Span, Surge, UNLIMITED, each, splat};

/// A stream of numbers from a seed (SplitMix64).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(crate) fn within(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    fn lane(&mut self, low: f64, high: f64) -> Lane {
        each(|_| self.within(low, high))
    }
}

/// A network with everything filled in.
pub(crate) struct World {
    pub(crate) network: Network,
    pub(crate) grid: Grid,
    pub(crate) schedule: Schedule,
    pub(crate) drive: Drive,
    work: Vec<Vec<f64>>,
    quota: Vec<Vec<f64>>,
}

pub(crate) fn world(seed: u64, levers: bool) -> World {
    World::of(&mut Draw::new(seed), levers, 24)
}

impl World {
    pub(crate) fn queues(&self) -> usize {
        self.network.queues().len()
    }

    /// What a queue could let through in a step.
    pub(crate) fn capacity(&mut self, queue: usize, step: usize) -> Lane {
        let capacity = *self.drive.capacity(self.grid.day_of(step), queue);
        each(|l| (capacity[l] * self.work[queue][step]).min(self.quota[queue][step]))
    }

    pub(crate) fn of(draw: &mut Draw, levers: bool, steps_per_day: usize) -> Self {
        let (origins, gates) = (1 + draw.below(3), 1 + draw.below(4));
        let routes: Vec<Route> = (0..origins).flat_map(|origin| (0..gates).map(move |gate| Route { origin, gate })).collect();
        let mut queues = Vec::new();
        for gate in 0..gates {
            let first = queues.len();
            queues.push(Queue { gate, otherwise: None });
            for _ in 0..draw.below(3) {
                queues.push(Queue { gate, otherwise: (draw.unit() < 0.5).then_some(first) });
            }
        }
        let grid = Grid::new(6 + draw.below(8), steps_per_day).expect("a grid");
        let network = Network::new(origins, gates, routes, queues).expect("a network");
        let mut schedule = Schedule::new(&network, grid, 0.35);
        let mut drive = Drive::new(&network, grid);
        let per_step = 1.0 / steps_per_day as f64;
        let count = network.queues().len();
        let mut work = vec![vec![1.0; grid.steps()]; count];
        let mut quota = vec![vec![f64::INFINITY; grid.steps()]; count];
        for gate in 0..gates {
            let parts: Vec<Lane> = network.queues_of(gate).map(|_| draw.lane(0.1, 1.0)).collect();
            for (part, queue) in parts.iter().zip(network.queues_of(gate)) {
                *drive.share(queue) = each(|l| part[l] / parts.iter().map(|p| p[l]).sum::<f64>());
            }
            for day in 0..grid.days() {
                let level = draw.lane(0.0, 3000.0 * per_step);
                *drive.background(day, gate) = level;
            }
        }
        for queue in 0..count {
            let unlimited = draw.unit() < 0.2;
            for day in 0..grid.days() {
                *drive.capacity(day, queue) = if unlimited { splat(UNLIMITED) } else { draw.lane(100.0 * per_step, 4000.0 * per_step) };
            }
            *drive.waiting(queue) = draw.lane(0.0, 2000.0);
        }
        for route in 0..network.routes().len() {
            let mean = draw.lane(1.0, 60.0);
            drive.set_travel_h(route, &mean);
            for day in 0..grid.days() {
                let appeal = draw.lane(0.1, 2.0);
                *drive.appeal(day, route) = appeal;
            }
        }
        *drive.deterrence_per_day() = draw.lane(0.0, 0.5);
        for origin in 0..origins {
            let surges = vec![Surge { ratio: draw.lane(0.0, 0.5), at_h: draw.lane(30.0, 150.0) }];
            let shock = Shock {
                start_h: draw.within(0.0, 80.0),
                people: draw.lane(1e3, 1e5),
                onset_h: draw.lane(5.0, 50.0),
                decay_h: draw.lane(40.0, 200.0),
                surges,
            };
            shock.add_to(grid, |n, x| {
                let intent = drive.intent(n, origin);
                *intent = each(|l| intent[l] + x[l]);
            });
        }
        if levers {
            if draw.unit() < 0.5 {
                let (queue, hours) =
                    (draw.below(count), Hours { from: draw.within(0.0, 24.0).floor(), to: draw.within(0.0, 24.0).floor() });
                schedule.set_hours(queue, hours);
                for (n, w) in work[queue].iter_mut().enumerate() {
                    let hour = (n as f64 + 0.5) * grid.step_h() % 24.0;
                    let inside =
                        if hours.from <= hours.to { hours.from <= hour && hour < hours.to } else { hour >= hours.from || hour < hours.to };
                    *w *= if inside { 1.0 } else { 0.0 };
                }
            }
            for _ in 0..draw.below(5) {
                let queue = draw.below(count);
                let from_h = draw.within(0.0, grid.end_h());
                let span = Span { from_h, to_h: from_h + draw.within(0.0, 90.0) };
                let steps = grid.steps_in(span.from_h, span.to_h.min(grid.end_h()));
                let lever = match draw.below(4) {
                    0 => Lever::Close { queue },
                    1 => Lever::Capacity { queue, factor: draw.within(0.0, 2.0) },
                    2 => Lever::Policy { gate: draw.below(gates), factor: draw.within(0.0, 2.0) },
                    _ => Lever::Demand { origin: draw.below(origins), factor: draw.within(0.0, 2.0) },
                };
                schedule.pull(lever, span).expect("a lever");
                for n in steps {
                    match lever {
                        Lever::Close { .. } => work[queue][n] = 0.0,
                        Lever::Capacity { factor, .. } => work[queue][n] *= factor,
                        _ => {}
                    }
                }
            }
            let queue = draw.below(count);
            let people_per_day = draw.within(50.0, 3000.0);
            schedule.pull(Lever::Quota { queue, people_per_day }, Span { from_h: 0.0, to_h: 48.0 }).expect("a lever");
            for day in 0..2 {
                let hours: Vec<usize> = (day * steps_per_day..(day + 1) * steps_per_day).collect();
                let open = hours.iter().filter(|&&n| work[queue][n] > 0.0).count().max(1);
                for n in hours {
                    quota[queue][n] = people_per_day / open as f64;
                }
            }
        }
        Self { network, grid, schedule, drive, work, quota }
    }
}
