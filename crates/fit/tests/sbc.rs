//! Simulation-based calibration, small: truths drawn from the priors of a little border, told with hedges, fitted, and
//! looked for again. `cargo run --release -p xtask -- sbc` does the same with the worked example.

use exode_case::Case;
use exode_fit::{Effort, Posterior, System, twin};

const LITTLE: &str = r#"
name = "a little border"
[period]
start = 2024-03-01
days = 12
[[origin]]
id = "RU"
[[origin.shock]]
what = "a shock"
at = 2024-03-03T09:00:00
people = { median = 60_000, factor = 3 }
onset_days = { median = 1, factor = 2 }
decay_days = { median = 3, factor = 2 }
[[gate]]
id = "GE"
destination = "GE"
appeal = { median = 0.5, factor = 3 }
background_per_day = { median = 3000, factor = 2 }
travel_hours = { median = 10, factor = 1.5 }
[[gate.queue]]
mode = "car"
capacity_per_day = { median = 1500, factor = 2 }
people_per_vehicle = { median = 2.8, factor = 1.4 }
[[gate]]
id = "other"
appeal = { median = 0.5, factor = 1.01 }
background_per_day = { median = 10_000, factor = 2 }
travel_hours = { median = 10, factor = 1.5 }
[[gate.queue]]
mode = "any"
capacity_per_day = { median = 30_000, factor = 2 }
"#;

#[test]
fn intervals_hold_what_they_promise() {
    let case = Case::parse(LITTLE, "little.toml").expect("a case");
    let system = System::new(&case, 1.0).expect("a system");
    let mut ranks = Vec::new();
    for seed in 0..30 {
        let twin = twin(&system, seed, false);
        let effort = Effort { particles: 256, moves: (48, 64), runs: 2, seed };
        let posterior = Posterior::fit(system.clone(), twin.figures.clone(), None, effort);
        ranks.extend(twin.ranks(&posterior).into_iter().map(|(_, r)| r));
    }
    let inside = |beyond: f64| ranks.iter().filter(|r| (beyond..1.0 - beyond).contains(*r)).count() as f64 / ranks.len() as f64;
    // 30 twins of seven answers that hang together: 90 % is known within some 5 %, 50 % within some 9 %.
    assert!((0.80..=0.99).contains(&inside(0.05)), "90 % intervals hold {:.3}", inside(0.05));
    assert!((0.35..=0.65).contains(&inside(0.25)), "50 % intervals hold {:.3}", inside(0.25));
}
