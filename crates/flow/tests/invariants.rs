//! The invariants of the physics, on random networks with random closures, quotas and jumps.

mod support;

use exode_flow::{Counts as _, Curves, Drive, Grid, LANES, Lever, Schedule, Span, each, run, splat};
use proptest::prelude::*;
use support::{Draw, World, world};

/// Relative to the number of people: what rounding may cost.
const ROUNDING: f64 = 1e-12;

fn ran(world: &World, schedule: &Schedule, drive: &Drive) -> Curves {
    let mut curves = Curves::new(&world.network, world.grid);
    run(&world.network, schedule, drive, &mut curves);
    curves
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn people_are_conserved(seed: u64) {
        let world = world(seed, true);
        let curves = ran(&world, &world.schedule, &world.drive);
        let end = world.grid.end_h();
        let (decided, stayed, road) = curves.under_way();
        for l in 0..LANES {
            let excess: f64 = (0..world.queues()).map(|j| curves.arrived_excess(j, end)[l]).sum();
            let gap = decided[l] - stayed[l] - road[l] - excess;
            prop_assert!(gap.abs() <= ROUNDING * decided[l].max(1.0), "lane {l}: {gap} of {}", decided[l]);
            for j in 0..world.queues() {
                let (a, d, q) = (curves.arrived(j, end)[l], curves.departed(j, end)[l], curves.queue(j, end)[l]);
                prop_assert!((a - d - q).abs() <= ROUNDING * a.max(1.0));
            }
        }
    }

    #[test]
    fn curves_are_monotone_and_never_cross_and_no_queue_idles(seed: u64) {
        let mut world = world(seed, true);
        let (schedule, grid) = (world.schedule.clone(), world.grid);
        let curves = ran(&world, &schedule, &world.drive);
        for j in 0..world.queues() {
            for n in 0..grid.steps() {
                let (t, next) = (n as f64 * grid.step_h(), (n + 1) as f64 * grid.step_h());
                let capacity = world.capacity(j, n);
                for (l, capacity) in capacity.into_iter().enumerate() {
                    let (a, b) = (curves.arrived(j, t)[l], curves.arrived(j, next)[l]);
                    let (c, d) = (curves.departed(j, t)[l], curves.departed(j, next)[l]);
                    let (x, y) = (curves.departed_excess(j, t)[l], curves.departed_excess(j, next)[l]);
                    prop_assert!(b >= a && d >= c && d <= b, "queue {j} step {n}: A {a} {b}, D {c} {d}");
                    prop_assert!(y >= x - ROUNDING * b && y <= d + ROUNDING * b, "excess {x} {y} of {d}");
                    let served = d - c;
                    prop_assert!(served <= capacity * (1.0 + ROUNDING) + ROUNDING * b, "served {served} of {}", capacity);
                    if d < b {
                        prop_assert!(served >= capacity - ROUNDING * b.max(1.0), "idle: served {served} of {}", capacity);
                    }
                }
            }
        }
    }

    #[test]
    fn waits_are_never_negative_and_nobody_overtakes(seed: u64) {
        let world = world(seed, true);
        let curves = ran(&world, &world.schedule, &world.drive);
        for j in 0..world.queues() {
            let mut before = splat(0.0);
            for n in 0..=world.grid.steps() * 2 {
                let t = n as f64 * world.grid.step_h() / 2.0;
                let (wait, came) = (curves.wait_lived(j, t), curves.came_h(j, t));
                let ahead = curves.wait_ahead(j, t, &world.schedule, &world.drive);
                for l in 0..LANES {
                    prop_assert!(wait[l] >= 0.0 && ahead[l] >= 0.0 && ahead[l] <= 360.0);
                    prop_assert!(came[l] >= before[l] - 1e-9, "queue {j} at {t}: came {} after {}", came[l], before[l]);
                }
                before = came;
            }
        }
    }

    #[test]
    fn the_recursion_is_newells_closed_form(seed: u64) {
        let mut world = world(seed, true);
        let schedule = world.schedule.clone();
        let curves = ran(&world, &schedule, &world.drive);
        let step = world.grid.step_h();
        for j in 0..world.queues() {
            // D(t) = M(t) + min(0, min_s [A(s) − M(s)]), M what capacity could have let through
            let (mut most, mut least) = (splat(0.0), splat(0.0));
            for n in 0..world.grid.steps() {
                let t = (n + 1) as f64 * step;
                let (capacity, a, d) = (world.capacity(j, n), curves.arrived(j, t), curves.departed(j, t));
                for l in 0..LANES {
                    most[l] += capacity[l];
                    least[l] = f64::min(least[l], a[l] - most[l]);
                    let closed = most[l] + least[l];
                    prop_assert!((closed - d[l]).abs() <= 1e-11 * most[l].max(a[l]).max(1.0), "{closed} {}", d[l]);
                }
            }
        }
    }

    #[test]
    fn without_feedback_more_capacity_never_lengthens_a_wait(seed: u64, factor in 1.0..3.0f64) {
        let mut world = world(seed, true);
        *world.drive.deterrence_per_day() = splat(0.0);
        let before = ran(&world, &world.schedule, &world.drive);
        for j in 0..world.queues() {
            for day in 0..world.grid.days() {
                let capacity = world.drive.capacity(day, j);
                *capacity = each(|l| (capacity[l] * factor).min(exode_flow::UNLIMITED));
            }
        }
        let after = ran(&world, &world.schedule, &world.drive);
        for j in 0..world.queues() {
            for n in 0..=world.grid.steps() {
                let t = n as f64 * world.grid.step_h();
                for l in 0..LANES {
                    prop_assert!(after.queue(j, t)[l] <= before.queue(j, t)[l] * (1.0 + ROUNDING) + 1e-9);
                    // While those of the start still cross, their wait is not known and only the queue can be compared.
                    if before.departed(j, t)[l] > before.arrived(j, 0.0)[l] {
                        prop_assert!(after.wait_lived(j, t)[l] <= before.wait_lived(j, t)[l] + 1e-6);
                    }
                }
            }
        }
    }

    #[test]
    fn windows_add_up(seed: u64, a in 0.0..1.0f64, b in 0.0..1.0f64) {
        let world = world(seed, true);
        let curves = ran(&world, &world.schedule, &world.drive);
        let end = world.grid.end_h();
        let (from, mid) = (a.min(b) * end, a.max(b) * end);
        for gate in 0..world.network.gates() {
            let at = |t: f64| curves.crossed(&world.network, gate, t);
            for l in 0..LANES {
                let parts = (at(mid)[l] - at(from)[l]) + (at(end)[l] - at(mid)[l]);
                prop_assert!((parts - (at(end)[l] - at(from)[l])).abs() <= ROUNDING * at(end)[l].max(1.0));
            }
        }
    }

    #[test]
    fn an_empty_what_if_is_the_baseline_and_lanes_do_not_touch(seed: u64) {
        let mut world = world(seed, true);
        let before = ran(&world, &world.schedule, &world.drive);
        let mut schedule = world.schedule.clone();
        let never = Span { from_h: 30.0, to_h: 30.0 };
        schedule.pull(Lever::Close { queue: 0 }, never).expect("a lever");
        schedule.pull(Lever::Capacity { queue: 0, factor: 1.0 }, Span { from_h: 0.0, to_h: f64::INFINITY }).expect("a lever");
        prop_assert_eq!(&before, &ran(&world, &schedule, &world.drive));
        // Another demand in one lane leaves the others as they are, bit for bit.
        for n in 0..world.grid.steps() {
            world.drive.intent(n, 0)[3] *= 2.0;
        }
        let after = ran(&world, &world.schedule, &world.drive);
        let end = world.grid.end_h();
        for j in 0..world.queues() {
            for l in (0..LANES).filter(|l| *l != 3) {
                prop_assert_eq!(before.departed(j, end)[l].to_bits(), after.departed(j, end)[l].to_bits());
            }
        }
    }
}

#[test]
fn no_lever_acts_before_it_is_pulled() {
    for seed in 0..20 {
        // Without opening hours: a closure that follows a night is known that night.
        let mut world = world(seed, false);
        world.schedule.pull(Lever::Capacity { queue: 0, factor: 0.5 }, Span { from_h: 20.0, to_h: 70.0 }).expect("a lever");
        let before = ran(&world, &world.schedule, &world.drive);
        let mut schedule = world.schedule.clone();
        let from_h = 60.0;
        for queue in 0..world.queues() {
            schedule.pull(Lever::Close { queue }, Span { from_h, to_h: 96.0 }).expect("a lever");
        }
        let after = ran(&world, &schedule, &world.drive);
        for j in 0..world.queues() {
            assert_eq!(before.departed(j, from_h), after.departed(j, from_h), "seed {seed}");
            assert_eq!(before.wait_ahead(j, 59.0, &world.schedule, &world.drive), after.wait_ahead(j, 59.0, &schedule, &world.drive));
        }
    }
}

#[test]
fn without_demand_there_is_no_excess() {
    let mut world = world(7, true);
    let all = Span { from_h: 0.0, to_h: f64::INFINITY };
    for origin in 0..world.network.origins() {
        world.schedule.pull(Lever::Demand { origin, factor: 0.0 }, all).expect("a lever");
    }
    let curves = ran(&world, &world.schedule, &world.drive);
    for j in 0..world.queues() {
        assert_eq!(curves.arrived_excess(j, world.grid.end_h()), splat(0.0));
        assert_eq!(curves.departed_excess(j, world.grid.end_h()), splat(0.0));
    }
}

#[test]
fn where_every_gate_is_barred_people_stay() {
    let mut world = world(11, false);
    let all = Span { from_h: 0.0, to_h: f64::INFINITY };
    for gate in 0..world.network.gates() {
        world.schedule.pull(Lever::Policy { gate, factor: 0.0 }, all).expect("a lever");
    }
    let curves = ran(&world, &world.schedule, &world.drive);
    let (decided, stayed, road) = curves.under_way();
    assert!(decided[0] > 0.0);
    assert_eq!((decided, road), (stayed, splat(0.0)));
}

#[test]
fn bad_levers_and_networks_are_errors() {
    let mut world = world(3, false);
    let before = world.schedule.clone();
    let all = Span { from_h: 0.0, to_h: f64::INFINITY };
    assert!(world.schedule.pull(Lever::Close { queue: 999 }, all).is_err());
    assert!(world.schedule.pull(Lever::Demand { origin: 0, factor: f64::NAN }, all).is_err());
    assert!(world.schedule.pull(Lever::Policy { gate: 0, factor: -1.0 }, all).is_err());
    assert!(world.schedule.pull(Lever::Close { queue: 0 }, Span { from_h: 2.0, to_h: 1.0 }).is_err());
    assert_eq!(before, world.schedule);
    assert!(Grid::new(0, 24).is_err());
    assert!(exode_flow::Network::new(1, 1, vec![], vec![]).is_err());
}

#[test]
fn coarse_and_fine_steps_agree() {
    let coarse = world(42, false);
    let curves = ran(&coarse, &coarse.schedule, &coarse.drive);
    let mut draw = Draw::new(42);
    let fine = World::of(&mut draw, false, 96);
    let finer = ran(&fine, &fine.schedule, &fine.drive);
    let end = coarse.grid.end_h();
    for j in 0..coarse.queues() {
        for l in 0..LANES {
            let (a, b) = (curves.departed(j, end)[l], finer.departed(j, end)[l]);
            assert!((a - b).abs() < 0.01 * b.max(100.0), "queue {j}: {a} in hours, {b} in quarters");
        }
    }
}
