//! How long one run takes: `cargo run --release -p exode-flow --example speed`. Three weeks hourly, five gates, seven queues, a shock
//! and a surge, everything that a fit fills in filled in anew for each run.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::time::Instant;

use exode_flow::{Counts as _, Curves, Drive, Grid, LANES, Network, NetworkError, Queue, Route, Schedule, Shock, Surge, each, run, splat};

fn main() -> Result<(), NetworkError> {
    let routes = (0..5).map(|gate| Route { origin: 0, gate }).collect();
    let queue = |gate, otherwise| Queue { gate, otherwise };
    let queues = vec![queue(0, None), queue(0, Some(0)), queue(0, None), queue(1, None), queue(2, None), queue(3, None), queue(4, None)];
    let network = Network::new(1, 5, routes, queues)?;
    let grid = Grid::new(21, 24)?;
    let mut schedule = Schedule::new(&network, grid, 0.35);
    schedule.open_over(1, 6.0 * 24.0, 9.0 * 24.0);
    let mut drive = Drive::new(&network, grid);
    let mut curves = Curves::new(&network, grid);
    let shares = [0.45, 0.2, 0.35];
    let capacity = [3640.0, 2500.0, 1e13, 16_250.0, 8_400.0, 1_200.0, 67_500.0];
    let background = [4500.0, 6500.0, 2800.0, 300.0, 45_000.0];
    let fill = |nth: f64, drive: &mut Drive| {
        for (queue, share) in shares.iter().enumerate() {
            *drive.share(queue) = splat(*share);
        }
        for day in 0..grid.days() {
            for (queue, c) in capacity.iter().enumerate() {
                *drive.capacity(day, queue) = each(|l| c / 24.0 * (1.0 + 0.01 * l as f64 + nth));
            }
            for (gate, b) in background.iter().enumerate() {
                *drive.background(day, gate) = splat(b / 24.0);
            }
        }
        *drive.deterrence_per_day() = splat(0.15);
        for route in 0..5 {
            drive.set_travel_h(route, &splat(24.0 + route as f64));
        }
        let surges = vec![Surge { ratio: splat(0.15), at_h: splat(204.0) }];
        let shock = Shock { start_h: 105.0, people: splat(4e5), onset_h: splat(24.0), decay_h: splat(120.0), surges };
        drive.clear_intent();
        shock.add_to(grid, |n, x| *drive.intent(n, 0) = *x);
    };
    let mut check = 0.0;
    let mut best = [f64::INFINITY; 2];
    for _ in 0..20 {
        let start = Instant::now();
        for n in 0..100 {
            fill(f64::from(n) * 1e-6, &mut drive);
        }
        let filled = start.elapsed().as_secs_f64();
        let start = Instant::now();
        for _ in 0..100 {
            run(&network, &schedule, &drive, &mut curves);
            check += curves.queue(0, 300.0)[0];
        }
        let ran = start.elapsed().as_secs_f64();
        for (best, took) in best.iter_mut().zip([filled, ran]) {
            *best = best.min(took / (100 * LANES) as f64 * 1e6);
        }
    }
    let [filled, ran] = best;
    println!(
        "{ran:.2} µs a run, {filled:.2} µs to fill it in; {} steps, 7 queues, {LANES} at once (queue {:.3})",
        grid.steps(),
        check / 2000.0
    );
    Ok(())
}
