//! Reports to a briefing.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Finding, Modality};
use jiff::civil::Date;

use crate::compare::{Board, compare};
use crate::place::Atlas;
use crate::source::{Origin, groups};
use crate::statement::{Teller, merge};
use crate::view::{Briefing, Count, DayBlock, Headline, MeasureBlock, PlaceBlock, ReportRow, Row, Statement, Verdict};
use crate::{Report, words};

/// The briefing of `reports`: what is claimed, by whom, and where the figures disagree.
///
/// `findings` are what the reader could not understand; they are listed, never guessed at. With `as_of`, reports published later are set
/// aside (and counted), so that the briefing shows what was known on that day. The result does not depend on the order of the reports.
#[must_use]
pub fn brief(title: &str, reports: Vec<Report>, mut findings: Vec<Finding>, as_of: Option<Date>) -> Briefing {
    let all = reports.len();
    let (mut reports, later): (Vec<Report>, Vec<Report>) =
        reports.into_iter().partition(|r| !matches!((r.published, as_of), (Some(p), Some(d)) if p > d));
    let later: BTreeSet<String> = later.into_iter().map(|r| r.name).collect();
    findings.retain(|f| !later.contains(&f.report));
    findings.sort_by(|a, b| (&a.report, a.offset, a.code, &a.quote).cmp(&(&b.report, b.offset, b.code, &b.quote)));
    for report in &mut reports {
        report.claims.sort_by(|a, b| (a.claim.offset, a.claim.id, &a.sentence).cmp(&(b.claim.offset, b.claim.id, &b.sentence)));
    }
    reports.sort_by_cached_key(|r| {
        let ids: Vec<_> = r.claims.iter().map(|t| t.claim.id).collect();
        (r.published.is_none(), r.published, r.name.clone(), r.title.clone(), r.publisher.clone(), r.url.clone(), ids)
    });

    let set_aside = all - reports.len();
    let (report_rows, mut rows) = rows(reports);
    let atlas = Atlas::of(rows.iter().map(|r| &r.claim));
    let tellers: Vec<Teller<'_>> = rows.iter().map(|r| Teller::of(&r.claim, r.report, report_rows[r.report].published, &atlas)).collect();
    let mut drafts = merge(&tellers);
    drafts.sort_by(|a, b| a.tellers.cmp(&b.tellers));
    let statements: Vec<Statement> = drafts.iter().map(|d| d.view(&tellers, &rows, &report_rows)).collect();
    let sourced: Vec<(usize, Origin)> = drafts.iter().enumerate().filter_map(|(i, d)| Some((i, d.source.clone()?))).collect();
    let names: Vec<Origin> = sourced.iter().map(|(_, o)| o.clone()).collect();
    let mut origins = vec![None; drafts.len()];
    for ((i, _), group) in sourced.iter().zip(groups(&names)) {
        origins[*i] = Some(group);
    }
    let comparisons = compare(&Board { statements: &statements, drafts: &drafts, tellers: &tellers, origins: &origins });
    let mut anchors = BTreeMap::new();
    let comparisons: Vec<_> = comparisons
        .into_iter()
        .map(|mut c| {
            c.anchor = unique(&mut anchors, &c.anchor);
            c
        })
        .collect();
    let (agreements, disagreements): (Vec<_>, Vec<_>) = comparisons.into_iter().partition(|c| c.verdict == Verdict::Agree);

    let mut headline = Headline {
        claims: rows.len(),
        statements: statements.len(),
        sources: origins.iter().flatten().collect::<BTreeSet<_>>().len(),
        unattributed: origins.iter().filter(|o| o.is_none()).count(),
        disagreements: disagreements.len(),
        agreements: agreements.iter().filter(|c| c.is_agreement()).count(),
        findings: findings.len(),
        later_reports: set_aside,
        ..Headline::default()
    };
    count_reports(&mut headline, &report_rows, &rows);
    let places = places(&statements);
    let owners: Vec<(usize, usize)> = drafts.iter().enumerate().flat_map(|(i, d)| d.tellers.iter().map(move |&r| (r, i))).collect();
    drop(tellers);
    for (row, statement) in owners {
        rows[row].statement = statement;
    }
    Briefing {
        title: title.to_owned(),
        as_of,
        headline,
        disagreements,
        agreements,
        statements,
        places,
        rows,
        reports: report_rows,
        finding_counts: finding_counts(&findings),
        findings,
    }
}

fn rows(reports: Vec<Report>) -> (Vec<ReportRow>, Vec<Row>) {
    let mut anchors = BTreeMap::new();
    let (mut report_rows, mut rows) = (Vec::new(), Vec::new());
    for (n, report) in reports.into_iter().enumerate() {
        report_rows.push(ReportRow {
            anchor: format!("r-{}", n + 1),
            name: report.name,
            title: report.title,
            publisher: report.publisher,
            url: report.url,
            published: report.published,
            lang: report.lang,
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
