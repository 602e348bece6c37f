//! How long a fit takes: `cargo run --release -p exode-fit --example fit_speed [CASE.toml]`. The claims are those of a twin of the case.
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::time::Instant;

use exode_case::Case;
use exode_fit::{Effort, Observations, Posterior, System, twin};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "cases/russia-2022/case.toml".to_owned());
    let case = Case::parse(&std::fs::read_to_string(&path)?, &path)?;
    let figures = twin(&System::new(&case, 1.0)?, 3, false).figures;
    let system = System::new(&case, 1.0)?;
    let observations = Observations::new(&system, &figures, None);
    let start = Instant::now();
    let posterior = Posterior::fit(system, figures, None, Effort::default());
    let took = start.elapsed().as_secs_f64();
    let d = &posterior.diagnostics;
    println!(
        "{took:.2} s for {} claims and {} unknowns: {} runs of the physics, {:.1} µs each on {} threads; ln evidence {:.2?}, R-hat {:.2}, {} of {} particles have offspring, {:.2} of moves accepted",
        observations.list.len(),
        posterior.unknowns().len(),
        d.runs,
        took / d.runs as f64 * 1e6,
        rayon::current_num_threads(),
        d.ln_evidence,
        d.r_hat,
        d.ancestors,
        d.particles,
        d.acceptance
    );
    Ok(())
}
