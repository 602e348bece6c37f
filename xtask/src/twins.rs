//! `twins`: many known truths, told, fitted and looked for again; coverage of intervals, ranks, naming of lies.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use exode::case::Case;
use exode::fit::{Effort, Posterior, System, twin};

/// Bins of a histogram of ranks.
pub const BINS: usize = 10;

/// Ranks of true values among what is believed; evenly spread where the fit is right.
#[derive(Debug, Clone, Default)]
pub struct Ranks(Vec<f64>);

impl Ranks {
    /// How many.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The share inside the central interval of so many percent.
    #[must_use]
    pub fn inside(&self, percent: f64) -> f64 {
        let beyond = 0.5 - percent / 200.0;
        self.0.iter().filter(|r| (beyond..1.0 - beyond).contains(*r)).count() as f64 / self.0.len().max(1) as f64
    }

    /// How many fall into each tenth.
    #[must_use]
    pub fn histogram(&self) -> [usize; BINS] {
        let mut out = [0; BINS];
        self.0.iter().for_each(|r| out[((r * BINS as f64) as usize).min(BINS - 1)] += 1);
        out
    }
}

/// What many twins came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// By the name of what was asked.
    pub ranks: BTreeMap<&'static str, Ranks>,
    /// Lies planted, lies named (more likely wrong than not, given all others), and honest claims called so.
    pub lies: [usize; 3],
    /// Honest claims.
    pub honest: usize,
    /// Fits with a warning.
    pub warned: usize,
}

impl Tally {
    /// All ranks together.
    #[must_use]
    pub fn all(&self) -> Ranks {
        Ranks(self.ranks.values().flat_map(|r| r.0.iter().copied()).collect())
    }
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
        for (name, rank) in twin.ranks(&posterior) {
            tally.ranks.entry(name).or_default().0.push(rank);
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
