//! Between which two tellings a hedge was lost.

use exode_claim::{Modality, Quantifier};
use serde::Serialize;

use crate::Evidence;
use crate::view::Row;

/// What one telling keeps and the other does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lost {
    /// The hedge on the number.
    Quantifier(Quantifier),
    /// That it is reported conditionally or from a distance.
    Conditional,
}

/// A hedge lost from one telling to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostHedge {
    /// The row that keeps it.
    pub kept: usize,
    /// The row that does not.
    pub without: usize,
    /// What was lost.
    pub lost: Lost,
}

/// The hedges lost among `tellings`, rows in order of time, with the chain of voices of each. The telling that keeps a hedge is one of the
/// same report, else the latest by a voice the other cites, else the earliest there is; never a later report.
pub(super) fn lost(evidence: &Evidence, tellings: &[usize], chains: &[Vec<usize>]) -> Vec<LostHedge> {
    let row = |i: usize| &evidence.rows[tellings[i]];
    let published = |i: usize| evidence.reports[row(i).report].published;
    let all = 0..tellings.len();
    let hedged: Vec<usize> = all.clone().filter(|&i| row(i).claim.quantifier != Quantifier::Exact && !row(i).claim.vague).collect();
    let conditional: Vec<usize> = all.clone().filter(|&i| row(i).claim.hedged).collect();
    let nearest = |i: usize, kept: &[usize]| -> Option<usize> {
        let before = |k: &usize| matches!((published(*k), published(i)), (Some(a), Some(b)) if a <= b);
        let own = |k: &usize| row(*k).report == row(i).report;
        // The chain ends with who publishes.
        let cited = |k: &usize| chains[*k].last().is_some_and(|voice| chains[i].split_last().is_some_and(|(_, from)| from.contains(voice)));
        let find = |fits: &dyn Fn(&usize) -> bool| kept.iter().copied().find(|k| fits(k));
        find(&own).or_else(|| kept.iter().rev().copied().find(|k| cited(k) && before(k))).or_else(|| find(&|k| before(k)))
    };
    let mut found = Vec::new();
    for i in all {
        if row(i).claim.quantifier == Quantifier::Exact && !hedged.is_empty() {
            let same: Vec<usize> = hedged.iter().copied().filter(|&k| number(row(k)) == number(row(i))).collect();
            if let Some(k) = nearest(i, &same) {
                found.push(LostHedge { kept: tellings[k], without: tellings[i], lost: Lost::Quantifier(row(k).claim.quantifier) });
            }
        }
        // Who denies or corrects speaks in the indicative of what others told conditionally.
        if !row(i).claim.hedged
            && row(i).claim.modality == Modality::Asserted
            && let Some(k) = nearest(i, &conditional)
        {
            found.push(LostHedge { kept: tellings[k], without: tellings[i], lost: Lost::Conditional });
        }
    }
    found.sort_by_key(|l| (l.lost, l.kept, l.without));
    found
}

fn number(row: &Row) -> f64 {
    row.claim.bounds.central()
}
