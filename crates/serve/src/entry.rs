//! One claim of a list, from wherever it comes.

use exode::Listed;
use exode::claim::Claim;
use exode::ledger::Verified;
use jiff::civil::Date;

use crate::snapshot::{Rejected, Snapshot};

/// A claim with what a list shows of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) claim: &'a Claim,
    /// Its masked sentence, and the figure's bytes in it.
    pub(crate) sentence: &'a str,
    pub(crate) mark: (usize, usize),
    pub(crate) verified: &'a Verified,
    /// Publisher, title or name of its report.
    pub(crate) outlet: &'a str,
    pub(crate) published: Option<Date>,
    /// Index of its statement; `None` for what counts nowhere.
    pub(crate) statement: Option<usize>,
}

impl<'a> Entry<'a> {
    /// A row of a snapshot.
    pub(crate) fn of_row(snapshot: &'a Snapshot, row: usize) -> Self {
        let row = &snapshot.evidence.rows[row];
        let report = &snapshot.evidence.reports[row.report];
        Self {
            claim: &row.claim,
            sentence: &row.sentence,
            mark: row.mark,
            verified: &row.verified,
            outlet: report.outlet(),
            published: report.published,
            statement: Some(row.statement),
        }
    }

    /// What reviewers took out.
    pub(crate) fn of_rejected(rejected: &'a Rejected) -> Self {
        let told = &rejected.told;
        Self {
            claim: &told.claim,
            sentence: &told.sentence,
            mark: told.mark,
            verified: &told.verified,
            outlet: &rejected.outlet,
            published: rejected.published,
            statement: None,
        }
    }

    /// A claim as it stands in the file this moment.
    pub(crate) fn of_listed(listed: &'a Listed, statement: Option<usize>) -> Self {
        let told = &listed.told;
        Self {
            claim: &told.claim,
            sentence: &told.sentence,
            mark: told.mark,
            verified: &told.verified,
            outlet: listed.publisher.as_deref().unwrap_or(&told.claim.report),
            published: listed.published,
            statement,
        }
    }

    /// The sentence before, in and after the figure. A mark that is off is taken as none.
    pub(crate) fn marked(&self) -> (&'a str, &'a str, &'a str) {
        let (start, end) = self.mark;
        let parts = (self.sentence.get(..start), self.sentence.get(start..end), self.sentence.get(end..));
        match parts {
            (Some(before), Some(figure), Some(after)) => (before, figure, after),
            _ => (self.sentence, "", ""),
        }
    }
}
