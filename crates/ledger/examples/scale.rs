//! How the cost of weighing claims grows with their number: `cargo run --release -p exode-ledger --example scale -- 100000`.
//!
//! Prints one line a size, from a tenth of the given number of claims up to it: seconds to weigh them and to check them.

#[path = "../tests/support/made.rs"]
mod made;

use std::io::Write as _;
use std::time::Instant;

use exode_ledger::{Report, Ties, Told, Verified, check, evidence};

fn main() -> std::io::Result<()> {
    let most: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let mut out = std::io::stdout();
    for claims in [most / 10, most / 3, most] {
        let reports = reports(claims);
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

/// Reports of ten claims over two years.
fn reports(claims: usize) -> Vec<Report> {
    let told = |claim| Told { claim, sentence: "x".to_owned(), mark: (0, 1), verified: Verified::default() };
    let report = |m: made::Made| Report {
        name: m.name,
        title: None,
        publisher: Some(m.publisher),
        url: None,
        published: Some(m.published),
        lang: "en",
        hash: None,
        sketch: None,
        claims: m.claims.into_iter().map(told).collect(),
    };
    made::made(1, claims / 10, 10, 730).into_iter().map(report).collect()
}
