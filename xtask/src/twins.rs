//! `twins`: many known truths, told, fitted and looked for again; coverage of intervals and naming of lies.

use std::path::Path;

use anyhow::{Context as _, Result};
use exode::case::Case;
use exode::fit::{Effort, Posterior, System, twin};

/// What many twins came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// True answers inside the 50, 80 and 90 % intervals.
    pub inside: [usize; 3],
    /// True answers asked for.
    pub asked: usize,
    /// Lies planted, lies named (more likely wrong than not, given all others), and honest claims called so.
    pub lies: [usize; 3],
    /// Honest claims.
    pub honest: usize,
    /// Fits with a warning.
    pub warned: usize,
}

/// Fit `count` twins of a case. With `lie`, one claim of each is ten times too large.
///
/// # Errors
/// Where the case cannot be read.
pub fn twins(case: &Path, count: u64, lie: bool, effort: Effort) -> Result<Tally> {
    let text = std::fs::read_to_string(case).with_context(|| format!("cannot read {}", case.display()))?;
    let case = Case::parse(&text, &case.display().to_string())?;
    let mut tally = Tally::default();
    for seed in 0..count {
        let twin = twin(&System::new(&case, 1.0)?, seed, lie);
        let posterior = Posterior::fit(System::new(&case, 1.0)?, twin.figures.clone(), None, Effort { seed, ..effort });
        for (n, percent) in [50, 80, 90].into_iter().enumerate() {
            let (inside, asked) = twin.covered(&posterior, percent);
            tally.inside[n] += inside;
            tally.asked += if n == 0 { asked } else { 0 };
        }
        for row in posterior.leave_one_out() {
            let named = row.gross > 0.5;
            if twin.liar == Some(row.figure) {
                tally.lies[0] += 1;
                tally.lies[1] += usize::from(named);
            } else {
                tally.honest += 1;
                tally.lies[2] += usize::from(named);
            }
        }
        tally.warned += usize::from(!posterior.diagnostics.warnings().is_empty());
    }
    Ok(tally)
}
