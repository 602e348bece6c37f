//! Events of the reports that are levers of a fit, in words.

use exode_fit::{Posterior, Taken};
use exode_ledger::words;

/// "Entry ban, Finland, from 30 September 2022, told by 2 reports: ×0.21 [0.08 – 0.45] (modelled)".
#[must_use]
pub fn event_text(taken: &Taken, posterior: &Posterior) -> String {
    let gate = posterior.system.gates().find(|g| g.0 == taken.gate).map_or(taken.gate.as_str(), |g| g.1);
    let (from, until) = (taken.event.time.start(), taken.event.time.end());
    let days = match (from, until) {
        (Some(from), Some(until)) => words::period(from, until),
        (Some(from), None) => format!("from {}", words::day(from)),
        _ => String::new(),
    };
    let told = if taken.reports == 1 { format!("told by {}", taken.event.report) } else { format!("told by {} reports", taken.reports) };
    let size =
        posterior.size_of(taken).map_or_else(String::new, |s| format!(": ×{:.2} [{:.2} – {:.2}], modelled", s.at[3], s.at[0], s.at[6]));
    format!("{}, {gate}, {days}, {told}{size}", taken.event.kind.name())
}
