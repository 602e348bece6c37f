//! A briefing of hand-made claims, to look at: `cargo run -p exode-report --example demo -- html > demo.html`, or `text 100`.

#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use std::io::Write as _;

use exode_claim::FindingCode;

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let findings = vec![
        support::finding("2022-09-27-radio", "J'ai compté deux jours", FindingCode::MeasureOpen),
        support::finding("2022-09-28-note", "Des centaines", FindingCode::UnitOpen),
        support::finding("2022-09-26-fil", "dimanche", FindingCode::DateOpen),
    ];
    let briefing = exode_report::brief(
        "Departures from Russia, autumn 2022",
        support::reports(support::RUSSIA),
        &exode_ledger::Ties::default(),
        findings,
        None,
    );
    let out = match args.first().map(String::as_str) {
        Some("text") => {
            let width = args.get(1).and_then(|w| w.parse().ok()).unwrap_or(100);
            exode_report::terminal(&briefing, width, args.get(2).is_some())
        }
        _ => exode_report::html(&briefing),
    };
    std::io::stdout().write_all(out.as_bytes())
}
