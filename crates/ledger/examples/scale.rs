//! How the cost of weighing claims grows with their number: `cargo run --release -p exode-ledger --example scale -- 100000`.
//!
//! Prints one line a size, from a tenth of the given number of claims up to it: seconds to weigh them and to check them. Reports have ten claims, over two years.

#[path = "../tests/support/made.rs"]
mod made;

use std::io::Write as _;
use std::time::Instant;

use exode_ledger::{Report, Ties, check, evidence};

fn main() -> std::io::Result<()> {
    let most: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let mut out = std::io::stdout();
    for claims in [most / 10, most / 3, most] {
        let reports: Vec<Report> = made::made(1, claims / 10, 10, 730).into_iter().map(Report::from).collect();
        let began = Instant::now();
        let evidence = evidence(reports, &Ties::default());
        let weighed = began.elapsed();
        let began = Instant::now();
        let found = check(&evidence);
        let checked = began.elapsed();
        writeln!(
            out,
            "{claims} claims: {} statements, {} comparisons in {weighed:.2?}; {} discrepancies in {checked:.2?}",
            evidence.statements.len(),
            evidence.comparisons.len(),
            found.len()
        )?;
    }
    Ok(())
}
