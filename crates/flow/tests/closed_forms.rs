//! Cases whose answer can be written down.

use exode_flow::{Counts as _, Curves, Drive, Grid, Lever, Network, Queue, Route, Schedule, Span, queue_km, run, splat, vehicles};

struct One {
    network: Network,
    schedule: Schedule,
    drive: Drive,
}

/// One gate with one queue, `capacity` persons an hour, fed by ordinary travel of `arrivals(hour)` persons an hour.
fn one(days: usize, capacity: f64, arrivals: impl Fn(usize) -> f64) -> One {
    let network = Network::new(1, 1, vec![Route { origin: 0, gate: 0 }], vec![Queue { gate: 0, otherwise: None }]).expect("a network");
    let grid = Grid::new(days, 24).expect("a grid");
    let schedule = Schedule::new(&network, grid, 0.0);
    let mut drive = Drive::new(&network, grid);
    for day in 0..days {
        *drive.capacity(day, 0) = splat(capacity);
        *drive.background(day, 0) = splat(arrivals(day));
    }
    One { network, schedule, drive }
}

impl One {
    fn run(&self) -> Curves {
        let mut curves = Curves::new(&self.network, self.schedule.grid());
        run(&self.network, &self.schedule, &self.drive, &mut curves);
        curves
    }
}

fn near(got: f64, want: f64) {
    assert!((got - want).abs() <= 1e-9 * want.abs().max(1.0), "{got}, not {want}");
}

#[test]
fn constant_rates() {
    let case = one(4, 100.0, |_| 150.0);
    let curves = case.run();
    for t in [1.0, 10.5, 50.0, 96.0] {
        // Q = (λ − μ) t; told to wait Q/μ; those leaving now came at μt/λ
        near(curves.queue(0, t)[0], 50.0 * t);
        near(curves.wait_lived(0, t)[0], t - 100.0 * t / 150.0);
    }
    near(curves.wait_ahead(0, 48.0, &case.schedule, &case.drive)[0], 50.0 * 48.0 / 100.0);
    near(curves.wait_lived_mean(0, 24.0, 48.0, 3)[0], 36.0 / 3.0);
}

#[test]
fn a_square_wave_fills_and_empties() {
    let case = one(6, 100.0, |day| if day % 3 == 1 { 160.0 } else { 60.0 });
    let curves = case.run();
    // From hour 24 to 48 60 more an hour than pass; then 40 fewer: 1,440 people, gone 36 hours later.
    near(curves.queue(0, 24.0)[0], 0.0);
    near(curves.queue(0, 48.0)[0], 60.0 * 24.0);
    near(curves.queue(0, 72.0)[0], 60.0 * 24.0 - 40.0 * 24.0);
    near(curves.queue(0, 84.0)[0], 0.0);
    // Longest wait: of those who came last in the wave.
    near(curves.wait_lived(0, 24.0 + 38.4)[0], 38.4 - 24.0);
}

#[test]
fn a_shut_gate_holds_everyone_and_then_clears() {
    let mut case = one(4, 100.0, |_| 80.0);
    case.schedule.pull(Lever::Close { queue: 0 }, Span { from_h: 24.0, to_h: 30.0 }).expect("a lever");
    let curves = case.run();
    near(curves.queue(0, 30.0)[0], 480.0);
    near(curves.queue(0, 40.0)[0], 480.0 - 10.0 * 20.0);
    near(curves.queue(0, 54.0)[0], 0.0);
    // D/D/1 with an interruption of length r: busy until μ r/(μ − λ) after it began, and every wait in it falls linearly from r.
    near(curves.wait_lived(0, 30.0)[0], 6.0);
    near(curves.wait_lived(0, 42.0)[0], 3.0);
}

#[test]
fn newells_three_detectors() {
    // The middle curve is the lesser of what has come from upstream and what the bottleneck let go: a queue stands only where they differ.
    let (first, last) = (one(4, 100.0, |d| [50.0, 170.0, 90.0, 10.0][d]), 100.0);
    let curves = first.run();
    for t in 0..96 {
        let t = f64::from(t);
        let arrived = curves.arrived(0, t)[0];
        let bottleneck = (0..=t as usize).map(|s| curves.arrived(0, s as f64)[0] + last * (t - s as f64)).fold(f64::INFINITY, f64::min);
        near(curves.departed(0, t)[0], arrived.min(bottleneck));
    }
}

#[test]
fn little_holds_over_a_busy_period() {
    let curves = one(6, 100.0, |day| if day % 3 == 1 { 160.0 } else { 60.0 }).run();
    // Busy from hour 24 to 84: area between the curves = people × mean wait.
    let area: f64 = (24..84).map(|n| (curves.queue(0, f64::from(n))[0] + curves.queue(0, f64::from(n) + 1.0)[0]) / 2.0).sum();
    let people = curves.departed(0, 84.0)[0] - curves.departed(0, 24.0)[0];
    let mean = curves.wait_lived_mean(0, 24.0, 84.0, 60)[0];
    assert!((area / people / mean - 1.0).abs() < 1e-3, "{} {mean}", area / people);
}

#[test]
fn a_mode_that_opens_takes_its_people_and_feedback_diverts() {
    let routes = vec![Route { origin: 0, gate: 0 }, Route { origin: 0, gate: 1 }];
    let queues = vec![Queue { gate: 0, otherwise: None }, Queue { gate: 0, otherwise: Some(0) }, Queue { gate: 1, otherwise: None }];
    let network = Network::new(1, 2, routes, queues).expect("a network");
    let grid = Grid::new(10, 24).expect("a grid");
    let mut schedule = Schedule::new(&network, grid, 0.0);
    schedule.open_over(1, 120.0, 120.0);
    let mut drive = Drive::new(&network, grid);
    (*drive.share(0), *drive.share(1)) = (splat(0.6), splat(0.4));
    for day in 0..10 {
        (*drive.capacity(day, 0), *drive.capacity(day, 1)) = (splat(20.0), splat(30.0));
    }
    for n in 0..grid.steps() {
        *drive.intent(n, 0) = splat(100.0);
    }
    let mut still = Curves::new(&network, grid);
    run(&network, &schedule, &drive, &mut still);
    assert_eq!(still.arrived(1, 120.0)[0], 0.0);
    assert!(still.arrived(1, 240.0)[0] > 1000.0);
    *drive.deterrence_per_day() = splat(0.5);
    let mut moved = Curves::new(&network, grid);
    run(&network, &schedule, &drive, &mut moved);
    assert!(moved.arrived(2, 240.0)[0] > 1.2 * still.arrived(2, 240.0)[0]);
    assert!(moved.queue(0, 240.0)[0] < still.queue(0, 240.0)[0]);
}

#[test]
fn returns_vehicles_and_kilometres() {
    let case = one(10, 1e6, |_| 100.0);
    let curves = case.run();
    near(curves.returned(&case.network, 0, &splat(0.6), 192.0, 216.0)[0], 0.6 * 2400.0);
    near(vehicles(&splat(5600.0), &splat(2.8))[0], 2000.0);
    near(queue_km(&splat(2000.0), &splat(8.0), &splat(300.0), &splat(1.6))[0], (16_000.0 + 5_400.0) / 1600.0);
}
