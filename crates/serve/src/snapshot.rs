//! What a ledger amounts to at one moment, with what pages ask of it at hand. Built anew when the ledger changes, never changed.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use exode::claim::{ClaimId, Finding};
use exode::ledger::{Discrepancy, Evidence, Twin, check, copies, in_order};
use exode::{ReviewState, StoreError, Told};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

/// A claim that reviewers rejected: it counts nowhere, but can be looked at again.
#[derive(Debug, Clone)]
pub(crate) struct Rejected {
    /// The claim.
    pub(crate) told: Told,
    /// Who published it.
    pub(crate) outlet: String,
    /// When.
    pub(crate) published: Option<Date>,
}

/// One moment of a ledger.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    /// Its number; a later moment has a larger one.
    pub(crate) number: u64,
    /// Reports, claims, statements, comparisons.
    pub(crate) evidence: Evidence,
    /// What does not add up, the gravest first.
    pub(crate) discrepancies: Vec<Discrepancy>,
    /// Copies among the reports, by their index in `evidence.reports`.
    pub(crate) twins: Vec<Twin<usize>>,
    /// What could not be read safely.
    pub(crate) findings: Vec<Finding>,
    /// What reviewers took out.
    pub(crate) rejected: Vec<Rejected>,
    /// How many claims are not shown because they are not for everybody.
    pub(crate) withheld: usize,
    texts: Texts,
    /// The rows, those of the newest reports first.
    pub(crate) newest: Vec<usize>,
    /// The place of each row in `newest`.
    pub(crate) ranks: Vec<usize>,
    /// Statements, those whose latest telling is newest first.
    pub(crate) newest_statements: Vec<usize>,
    leaving: OnceLock<FxHashSet<usize>>,
    by_claim: FxHashMap<ClaimId, usize>,
    /// Statements by their anchor, reports with a hash by it: indices in that order.
    by_statement: Vec<usize>,
    by_hash: Vec<usize>,
    of_statement: FxHashMap<usize, Vec<usize>>,
    twins_of: FxHashMap<usize, Vec<usize>>,
}

impl Snapshot {
    /// The moment of a ledger with these reports, as reviewed.
    pub(crate) fn of(
        number: u64,
        reports: Vec<exode::ledger::Report>,
        ties: &exode::Ties,
        findings: Vec<Finding>,
        withheld: usize,
    ) -> Self {
        let reports = in_order(reports);
        let twins = copies(&reports);
        let rejected = rejected(&reports);
        let evidence = exode::evidence(reports, ties);
        let mut by_hash: Vec<usize> = (0..evidence.reports.len()).filter(|&n| evidence.reports[n].hash.is_some()).collect();
        by_hash.sort_by_key(|&n| &evidence.reports[n].hash);
        let mut by_statement: Vec<usize> = (0..evidence.statements.len()).collect();
        by_statement.sort_by_key(|&n| &evidence.statements[n].anchor);
        let mut twins_of: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (n, twin) in twins.iter().enumerate() {
            twins_of.entry(twin.a).or_default().push(n);
            twins_of.entry(twin.b).or_default().push(n);
        }
        let discrepancies = check(&evidence);
        let mut of_statement: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (n, discrepancy) in discrepancies.iter().enumerate() {
            for &statement in &discrepancy.statements {
                of_statement.entry(statement).or_default().push(n);
            }
        }
        let day = |row: usize| evidence.reports[evidence.rows[row].report].published;
        let mut newest: Vec<usize> = (0..evidence.rows.len()).collect();
        newest.sort_by_key(|&row| (std::cmp::Reverse(day(row)), row));
        let mut ranks = vec![0; newest.len()];
        for (rank, &row) in newest.iter().enumerate() {
            ranks[row] = rank;
        }
        let mut newest_statements: Vec<usize> = (0..evidence.statements.len()).collect();
        let latest = |s: usize| evidence.statements[s].tellings.iter().filter_map(|&r| day(r)).max();
        newest_statements.sort_by_cached_key(|&s| (std::cmp::Reverse(latest(s)), s));
        Self {
            number,
            discrepancies,
            twins,
            findings,
            rejected,
            withheld,
            texts: Texts::of(&evidence),
            newest,
            ranks,
            newest_statements,
            leaving: OnceLock::new(),
            by_claim: evidence.rows.iter().enumerate().rev().map(|(n, r)| (r.claim.id, n)).collect(),
            by_statement,
            by_hash,
            of_statement,
            twins_of,
            evidence,
        }
    }

    /// The row of a claim.
    pub(crate) fn row(&self, claim: ClaimId) -> Option<usize> {
        self.by_claim.get(&claim).copied()
    }

    /// The statement of that id, which is the id of its first telling; else the statement that claim tells, so that an address given
    /// before an earlier telling came in still leads there.
    pub(crate) fn statement(&self, id: &str) -> Option<usize> {
        let told = || self.row(claim_id(id)?).map(|row| self.evidence.rows[row].statement);
        let id_of = |n: &usize| self.evidence.statements[*n].anchor.trim_start_matches("s-");
        let found = self.by_statement.binary_search_by(|n| id_of(n).cmp(id)).ok();
        found.map(|at| self.by_statement[at]).or_else(told)
    }

    /// The report with that text.
    pub(crate) fn report(&self, hash: &str) -> Option<usize> {
        let found = self.by_hash.binary_search_by(|&n| self.evidence.reports[n].hash.as_deref().cmp(&Some(hash))).ok()?;
        Some(self.by_hash[found])
    }

    /// What a row is searched by, folded.
    pub(crate) fn text(&self, row: usize) -> &str {
        self.texts.of_row(row)
    }

    /// What does not add up about a statement.
    pub(crate) fn discrepancies_of(&self, statement: usize) -> &[usize] {
        self.of_statement.get(&statement).map_or(&[], Vec::as_slice)
    }

    /// Whether a statement may leave as it stands: it is public, and counts not so few people that its place could give them away. The
    /// exports decide; they would tell it with a coarser place, which a chart cannot.
    pub(crate) fn may_leave(&self, statement: usize) -> bool {
        let leaving = self.leaving.get_or_init(|| {
            let view = exode::export::View::of(&self.evidence, exode::export::Audience::Public);
            let whole = view.records.iter().filter(|r| !r.suppressed).filter_map(|r| self.row(claim_id(&r.id)?));
            whole.map(|row| self.evidence.rows[row].statement).collect()
        });
        leaving.contains(&statement)
    }

    /// The copies of a report.
    pub(crate) fn twins_of(&self, report: usize) -> impl Iterator<Item = (usize, &Twin<usize>)> {
        let which = self.twins_of.get(&report).map_or(&[][..], Vec::as_slice);
        which.iter().map(move |&n| &self.twins[n]).map(move |t| (if t.a == report { t.b } else { t.a }, t))
    }

    /// How many claims stand where in review.
    pub(crate) fn states(&self) -> BTreeMap<ReviewState, usize> {
        let mut states = BTreeMap::new();
        for row in &self.evidence.rows {
            *states.entry(row.verified.state).or_default() += 1;
        }
        if !self.rejected.is_empty() {
            states.insert(ReviewState::Rejected, self.rejected.len());
        }
        states
    }
}

/// A claim id as addresses have it.
pub(crate) fn claim_id(text: &str) -> Option<ClaimId> {
    let hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    hex.then(|| u64::from_str_radix(text, 16).ok().map(ClaimId)).flatten()
}

fn rejected(reports: &[exode::ledger::Report]) -> Vec<Rejected> {
    let mut out = Vec::new();
    for report in reports {
        let outlet = report.publisher.as_deref().or(report.title.as_deref()).unwrap_or(&report.name);
        for told in report.claims.iter().filter(|t| t.verified.state == ReviewState::Rejected) {
            out.push(Rejected { told: told.clone(), outlet: outlet.to_owned(), published: report.published });
        }
    }
    out
}

/// What rows are searched by, one after the other in one text: a string each would cost as much again in memory.
#[derive(Debug, Default)]
struct Texts {
    all: String,
    /// Where the text of each row ends.
    ends: Vec<usize>,
}

impl Texts {
    fn of(evidence: &Evidence) -> Self {
        let mut texts = Self { all: String::new(), ends: Vec::with_capacity(evidence.rows.len()) };
        for row in 0..evidence.rows.len() {
            texts.all.push_str(&searched(evidence, row));
            texts.ends.push(texts.all.len());
        }
        texts.all.shrink_to_fit();
        texts
    }

    fn of_row(&self, row: usize) -> &str {
        let from = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[from..self.ends[row]]
    }
}

/// The words a row is found by: its sentence, places, source, relays, and report. All of it is masked.
fn searched(evidence: &Evidence, row: usize) -> String {
    let row = &evidence.rows[row];
    let (claim, report) = (&row.claim, &evidence.reports[row.report]);
    let mut text = row.sentence.clone();
    let places = [&claim.origin, &claim.destination, &claim.crossing, &claim.place].into_iter().flatten().map(|p| p.name.clone());
    let voices = claim.source.iter().chain(&claim.relay).map(ToString::to_string);
    let about = [report.title.clone(), report.publisher.clone(), Some(report.name.clone())].into_iter().flatten();
    for more in places.chain(voices).chain(about) {
        text.push(' ');
        text.push_str(&more);
    }
    crate::filter::searchable(&text)
}

/// The moment as readers may see it, and as everybody else does; one and the same where nothing is withheld.
pub(crate) fn both(number: u64, store: &exode::Store) -> Result<(Arc<Snapshot>, Arc<Snapshot>), StoreError> {
    let reports = store.reports()?;
    let (ties, findings) = (store.ties()?, store.findings()?);
    let public = |level: exode::Sensitivity| level == exode::Sensitivity::Public;
    if reports.iter().all(|r| public(r.sensitivity) && r.claims.iter().all(|t| public(t.verified.sensitivity))) {
        let all = Arc::new(Snapshot::of(number, reports, &ties, findings, 0));
        return Ok((all.clone(), all));
    }
    let (mut open, mut told) = (reports.clone(), findings.clone());
    let withheld = exode::withhold(&mut open, &mut told);
    let open = Arc::new(Snapshot::of(number, open, &ties, told, withheld));
    Ok((open, Arc::new(Snapshot::of(number, reports, &ties, findings, 0))))
}
