//! Reports to a briefing.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Finding, Modality};
use jiff::civil::Date;

use exode_ledger::{Evidence, Report, ReportRow, Row, Statement, Ties, Verdict, evidence, words};

use crate::view::{Briefing, Count, DayBlock, Headline, MeasureBlock, PlaceBlock};

/// The briefing of `reports`: what is claimed, by whom, and where the figures disagree.
///
/// `findings` are what the reader could not understand; they are listed, never guessed at. With `as_of`, reports published later are set
/// aside (and counted), so that the briefing shows what was known on that day. The result does not depend on the order of the reports.
#[must_use]
pub fn brief(title: &str, reports: Vec<Report>, ties: &Ties, mut findings: Vec<Finding>, as_of: Option<Date>) -> Briefing {
    let all = reports.len();
    let (reports, later): (Vec<Report>, Vec<Report>) =
        reports.into_iter().partition(|r| !matches!((r.published, as_of), (Some(p), Some(d)) if p > d));
    let later: BTreeSet<String> = later.into_iter().map(|r| r.name).collect();
    findings.retain(|f| !later.contains(&f.report));
    findings.sort_by(|a, b| (&a.report, a.offset, a.code, &a.quote).cmp(&(&b.report, b.offset, b.code, &b.quote)));
    let set_aside = all - reports.len();
    let Evidence { reports, rows, statements, comparisons, unlike, .. } = evidence(reports, ties);
    let (agreements, disagreements): (Vec<_>, Vec<_>) = comparisons.into_iter().partition(|c| c.verdict == Verdict::Agree);

    let mut headline = Headline {
        claims: rows.len(),
        statements: statements.len(),
        sources: statements.iter().filter_map(|s| s.origin).collect::<BTreeSet<_>>().len(),
        unattributed: statements.iter().filter(|s| s.origin.is_none()).count(),
        disagreements: disagreements.len(),
        agreements: agreements.iter().filter(|c| c.is_agreement()).count(),
        findings: findings.len(),
        later_reports: set_aside,
        ..Headline::default()
    };
    count_reports(&mut headline, &reports, &rows);
    let places = places(&statements);
    Briefing {
        title: title.to_owned(),
        as_of,
        headline,
        disagreements,
        agreements,
        statements,
        unlike,
        places,
        rows,
        reports,
        finding_counts: finding_counts(&findings),
        findings,
        model: None,
    }
}

fn count_reports(headline: &mut Headline, reports: &[ReportRow], rows: &[Row]) {
    let published = || reports.iter().filter_map(|r| r.published);
    let times = || rows.iter().filter_map(|r| r.claim.time).flat_map(|t| [t.start(), t.end()]).flatten();
    headline.reports = reports.len();
    headline.publishers = reports.iter().map(ReportRow::outlet).collect::<BTreeSet<_>>().len();
    headline.period = published().min().zip(published().max());
    headline.speaks_of = times().min().zip(times().max());
}

fn finding_counts(findings: &[Finding]) -> Vec<Count> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.code).or_insert(0) += 1;
    }
    let name = |code| match code {
        exode_claim::FindingCode::UnitOpen => "Unit stays open",
        exode_claim::FindingCode::MeasureOpen => "Measure stays open",
        exode_claim::FindingCode::DateOpen => "Day stays open",
        exode_claim::FindingCode::LanguageUnknown => "Language not known",
        exode_claim::FindingCode::OffTopic => "Off topic, not read",
        exode_claim::FindingCode::InputDamaged => "Input damaged",
    };
    counts.into_iter().map(|(code, count)| Count { what: name(code).to_owned(), remedy: code.remedy(), count }).collect()
}

/// Statements by place, measure and time: places with most statements first, figures without a place last.
fn places(statements: &[Statement]) -> Vec<PlaceBlock> {
    let mut tree: BTreeMap<&str, BTreeMap<_, Vec<usize>>> = BTreeMap::new();
    for (i, s) in statements.iter().enumerate() {
        tree.entry(&s.place).or_default().entry((s.measure, s.unit, s.class)).or_default().push(i);
    }
    let mut blocks: Vec<(usize, &str, _)> = tree.into_iter().map(|(p, m)| (m.values().map(Vec::len).sum(), p, m)).collect();
    let unplaced = |p: &str| p == "Place not stated";
    blocks.sort_by(|a, b| (unplaced(a.1), b.0, a.1).cmp(&(unplaced(b.1), a.0, b.1)));
    let measures = |measures: BTreeMap<_, Vec<usize>>| {
        measures
            .into_iter()
            .map(|((m, u, c), list)| MeasureBlock { name: words::measure_block(m, u, c), days: days(statements, list) })
            .collect()
    };
    blocks
        .into_iter()
        .enumerate()
        .map(|(n, (_, place, list))| PlaceBlock { anchor: format!("p-{}", n + 1), name: place.to_owned(), measures: measures(list) })
        .collect()
}

fn days(statements: &[Statement], mut list: Vec<usize>) -> Vec<DayBlock> {
    let time = |i: usize| statements[i].time.map(|t| (t.end().or(t.start()), t.start()));
    list.sort_by_key(|&i| (time(i).is_none(), time(i), statements[i].modality == Modality::Denied, i));
    let mut blocks: Vec<DayBlock> = Vec::new();
    for i in list {
        let when = statements[i].time.map_or_else(|| "time not stated".to_owned(), words::when);
        match blocks.last_mut() {
            Some(block) if block.when == when => block.statements.push(i),
            _ => blocks.push(DayBlock { when, statements: vec![i] }),
        }
    }
    blocks
}
