//! Reports to statements and comparisons.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::ClaimId;
use serde::Serialize;

use crate::compare::{Board, compare};
use crate::merge::merge;
use crate::place::Atlas;
use crate::review::{ReviewState, Ties};
use crate::source::{Origin, groups};
use crate::statement::{Draft, Teller, tellers};
use crate::view::{Comparison, ReportRow, Row, Statement};
use crate::{Report, words};

/// What the claims of many reports amount to. Lists point into each other by index.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Evidence {
    /// The reports, by date.
    pub reports: Vec<ReportRow>,
    /// Every claim, by date of its report.
    pub rows: Vec<Row>,
    /// What is claimed, each statement once.
    pub statements: Vec<Statement>,
    /// All that can be held against each other: contradictions, denials, agreements, forecasts.
    pub comparisons: Vec<Comparison>,
    /// Pairs of statements, the lower first, that reviewers said not to hold against each other.
    pub unlike: BTreeSet<(usize, usize)>,
    /// How many claims reviewers rejected; they are in none of the lists.
    pub rejected: usize,
}

/// `reports` as [`evidence`] numbers them: by date, then by all that tells them apart; claims in the order of the text.
#[must_use]
pub fn in_order(mut reports: Vec<Report>) -> Vec<Report> {
    for report in &mut reports {
        report.claims.sort_by(|a, b| (a.claim.offset, a.claim.id, &a.sentence).cmp(&(b.claim.offset, b.claim.id, &b.sentence)));
    }
    reports.sort_by_cached_key(|r| {
        let ids: Vec<_> = r.claims.iter().map(|t| t.claim.id).collect();
        (r.published.is_none(), r.published, r.name.clone(), r.title.clone(), r.publisher.clone(), r.url.clone(), ids)
    });
    reports
}

/// Weigh the claims of `reports` against each other; `ties` are what reviewers decided of pairs of claims. Rejected claims count nowhere.
/// The result does not depend on the order of the reports.
#[must_use]
pub fn evidence(reports: Vec<Report>, ties: &Ties) -> Evidence {
    let mut reports = in_order(reports);
    let mut rejected = 0;
    for report in &mut reports {
        let told = report.claims.len();
        report.claims.retain(|t| t.verified.state != ReviewState::Rejected);
        rejected += told - report.claims.len();
    }
    let (reports, mut rows) = rows(reports);
    let atlas = Atlas::of(rows.iter().map(|r| &r.claim));
    let tellers = tellers(&rows, &reports, &atlas);
    let mut drafts = merge(&tellers, ties);
    drafts.sort_by(|a, b| a.tellers.cmp(&b.tellers));
    let mut statements: Vec<Statement> = drafts.iter().map(|d| d.view(&tellers, &rows, &reports)).collect();
    let sourced: Vec<(usize, Origin)> = drafts.iter().enumerate().filter_map(|(i, d)| Some((i, d.source.clone()?))).collect();
    let names: Vec<Origin> = sourced.iter().map(|(_, o)| o.clone()).collect();
    for ((i, _), group) in sourced.iter().zip(groups(&names)) {
        statements[*i].origin = Some(group);
    }
    let unlike = unlike(ties, &drafts, &tellers);
    let mut comparisons = compare(&Board { statements: &statements, drafts: &drafts, tellers: &tellers, unlike: &unlike });
    let mut anchors = BTreeMap::new();
    for comparison in &mut comparisons {
        comparison.anchor = unique(&mut anchors, &comparison.anchor);
    }
    let owners: Vec<(usize, usize)> = drafts.iter().enumerate().flat_map(|(i, d)| d.tellers.iter().map(move |&r| (r, i))).collect();
    drop(tellers);
    for (row, statement) in owners {
        rows[row].statement = statement;
    }
    Evidence { reports, rows, statements, comparisons, unlike, rejected }
}

/// The statements of claims that reviewers said not to compare.
fn unlike(ties: &Ties, drafts: &[Draft], tellers: &[Teller<'_>]) -> BTreeSet<(usize, usize)> {
    let pairs: Vec<(ClaimId, ClaimId)> = ties.unlike().collect();
    let tied: BTreeSet<ClaimId> = pairs.iter().flat_map(|&(a, b)| [a, b]).collect();
    // One text filed twice has its claims twice, perhaps in two statements.
    let mut told: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
    for (i, draft) in drafts.iter().enumerate().filter(|_| !tied.is_empty()) {
        for id in draft.tellers.iter().map(|&t| tellers[t].claim.id).filter(|id| tied.contains(id)) {
            told.entry(id).or_default().push(i);
        }
    }
    let of = |id: ClaimId| told.get(&id).map_or(&[][..], Vec::as_slice);
    let all = pairs.iter().flat_map(|&(a, b)| of(a).iter().flat_map(move |&i| of(b).iter().map(move |&j| (i.min(j), i.max(j)))));
    all.filter(|(i, j)| i != j).collect()
}

fn rows(reports: Vec<Report>) -> (Vec<ReportRow>, Vec<Row>) {
    let mut anchors = BTreeMap::new();
    let (mut report_rows, mut rows) = (Vec::with_capacity(reports.len()), Vec::with_capacity(reports.iter().map(|r| r.claims.len()).sum()));
    for (n, report) in reports.into_iter().enumerate() {
        report_rows.push(ReportRow {
            anchor: format!("r-{}", n + 1),
            name: report.name,
            title: report.title,
            publisher: report.publisher,
            url: report.url,
            published: report.published,
            lang: report.lang,
            hash: report.hash,
            sensitivity: report.sensitivity,
            claims: report.claims.len(),
        });
        for told in report.claims {
            let c = &told.claim;
            rows.push(Row {
                anchor: unique(&mut anchors, &format!("c-{}", c.id)),
                report: n,
                statement: 0,
                figure: words::figure(c.bounds, c.quantifier, c.unit, c.vague),
                mark: (boundary(&told.sentence, told.mark.0), boundary(&told.sentence, told.mark.1.max(told.mark.0))),
                claim: told.claim,
                sentence: told.sentence,
                verified: told.verified,
            });
        }
    }
    (report_rows, rows)
}

/// The nearest character boundary at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `anchor`, or with a number where it was given out before (one text filed twice has equal ids).
fn unique(given: &mut BTreeMap<String, usize>, anchor: &str) -> String {
    let n = given.entry(anchor.to_owned()).or_insert(0);
    *n += 1;
    if *n == 1 { anchor.to_owned() } else { format!("{anchor}-{n}") }
}
