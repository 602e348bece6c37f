//! Evidence as it leaves: the one view every format is written from.

use std::collections::BTreeMap;

use exode_ledger::{Evidence, ReportRow, ReviewState, Row};

use crate::Audience;
use crate::clean::{clean, link};
use crate::policy::{Kept, counts_few, kept, record, stays};
use crate::record::{Citation, Record, Route, Standing, Statement, Telling};

/// What leaves, after policy. Lists point into each other by index.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Every claim that leaves, by date of its report.
    pub records: Vec<Record>,
    /// Each statement once.
    pub statements: Vec<Statement>,
    /// The reports of which something leaves, by date.
    pub reports: Vec<Citation>,
    /// How many claims stay, and why.
    pub kept: BTreeMap<Kept, usize>,
}

impl View {
    /// What of `evidence` may leave to `audience`. What stays leaves no trace but its number: statements are told anew from the claims
    /// that leave, and reports of which nothing leaves are not named.
    #[must_use]
    pub fn of(evidence: &Evidence, audience: Audience) -> Self {
        let mut view = Self::default();
        if evidence.rejected > 0 {
            view.kept.insert(Kept::Rejected, evidence.rejected); // they are no evidence at all
        }
        // Few people in one telling are few in all: "nine" and "about ten" are one statement.
        let mut few = vec![false; evidence.statements.len()];
        for row in evidence.rows.iter().filter(|r| counts_few(&r.claim)) {
            few[row.statement] = true;
        }
        // What stays or counts few must not be told by a neighbour's sentence or by the title.
        let hidden = |r: &&Row| stays(r, audience).is_some() || few[r.statement];
        let mut sentences: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for row in evidence.rows.iter().filter(hidden) {
            sentences.entry(row.report).or_default().push(row.claim.sentence);
        }
        let mut reports: BTreeMap<usize, usize> = BTreeMap::new();
        let mut statements: BTreeMap<usize, usize> = BTreeMap::new();
        let mut members: Vec<Vec<usize>> = Vec::new();
        for row in &evidence.rows {
            if let Some(why) = stays(row, audience) {
                *view.kept.entry(why).or_default() += 1;
                continue;
            }
            let report = *reports.entry(row.report).or_insert_with(|| {
                view.reports.push(citation(&evidence.reports[row.report], audience));
                view.reports.len() - 1
            });
            let statement = *statements.entry(row.statement).or_insert_with(|| {
                members.push(Vec::new());
                members.len() - 1
            });
            let hidden = sentences.get(&row.report);
            let (start, end) = row.claim.sentence;
            let untold = hidden.is_some_and(|s| s.iter().any(|(a, b)| *a < end && start < *b));
            view.reports[report].few |= hidden.is_some();
            members[statement].push(view.records.len());
            view.records.push(record(row, statement, report, evidence.statements[row.statement].who, few[row.statement], untold));
        }
        view.statements = members.into_iter().map(|m| told(m, &view.records, &view.reports)).collect();
        standings(evidence, &statements, &mut view.statements);
        view
    }

    /// The report of a record.
    pub(crate) fn report(&self, record: &Record) -> &Citation {
        &self.reports[record.report]
    }
}

fn citation(report: &ReportRow, audience: Audience) -> Citation {
    // What one of its texts told and stays, its title and its address may tell too.
    let guarded = kept(report.sensitivity, audience).is_some();
    let text = |t: &Option<String>| t.as_deref().map(|t| crate::clean::without_contacts(&clean(t))).filter(|t| !t.is_empty());
    Citation {
        name: clean(&report.name),
        title: text(&report.title),
        publisher: report.publisher.as_deref().map(clean).filter(|p| !p.is_empty()),
        link: report.url.as_deref().filter(|_| !guarded).and_then(link),
        published: report.published,
        lang: report.lang,
        hash: report.hash.as_deref().map(clean),
        few: guarded,
    }
}

fn told(members: Vec<usize>, records: &[Record], reports: &[Citation]) -> Statement {
    let best = members.iter().copied().max_by_key(|&i| {
        let r = &records[i];
        let reviewed = (r.review == ReviewState::Approved, r.role.is_some(), !r.corrected.is_empty());
        (reviewed, r.source.is_some(), r.time.is_some(), r.telling() == Telling::Primary, std::cmp::Reverse(i))
    });
    let mut lead = records[best.unwrap_or_default()].clone();
    let mut outlets: Vec<String> = Vec::new();
    for record in members.iter().map(|&i| &records[i]) {
        fill(&mut lead.route, &record.route);
        lead.time = lead.time.or(record.time);
        if lead.source.is_none() && record.source.is_some() {
            // One telling's chain, never a mixture: source and relay go together.
            (lead.source, lead.relay) = (record.source.clone(), record.relay.clone());
        }
        lead.role = lead.role.or(record.role);
        let outlet = reports[record.report].outlet();
        if !outlets.iter().any(|o| o == outlet) {
            outlets.push(outlet.to_owned());
        }
    }
    let primary = members.iter().any(|&i| records[i].telling() == Telling::Primary);
    Statement {
        id: format!("s-{}", records[members[0]].id),
        first_seen: members.iter().filter_map(|&i| reports[records[i].report].published).min(),
        telling: if primary { Telling::Primary } else { Telling::Secondary },
        standing: Standing::Alone,
        records: members,
        lead,
        outlets,
    }
}

fn fill(route: &mut Route, other: &Route) {
    let Route { origin, destination, crossing, place } = other.clone();
    route.origin = route.origin.take().or(origin);
    route.destination = route.destination.take().or(destination);
    route.crossing = route.crossing.take().or(crossing);
    route.place = route.place.take().or(place);
}

/// What the ledger's comparisons say of the statements that leave; sides and denials that stay are not counted.
fn standings(evidence: &Evidence, leaving: &BTreeMap<usize, usize>, statements: &mut [Statement]) {
    for comparison in &evidence.comparisons {
        let out = |list: &[usize]| list.iter().filter_map(|i| leaving.get(i).copied()).collect::<Vec<_>>();
        let sides: Vec<(Vec<usize>, bool)> =
            comparison.sides.iter().map(|s| (out(&s.statements), s.denied)).filter(|(s, _)| !s.is_empty()).collect();
        let wide = out(&comparison.wide);
        let denied = !out(&comparison.denials).is_empty();
        for (side, side_denied) in &sides {
            let standing = if sides.len() > 1 {
                Standing::Contradicted
            } else if denied && *side_denied {
                Standing::Denied
            } else if side.len() + wide.len() > 1 {
                Standing::Agreed
            } else {
                Standing::Alone
            };
            for &i in side {
                statements[i].standing = stronger(statements[i].standing, standing);
            }
        }
        for &i in wide.iter().filter(|_| !sides.is_empty()) {
            statements[i].standing = stronger(statements[i].standing, Standing::Agreed);
        }
    }
}

/// A statement may stand in several comparisons; a contradiction in one is one.
fn stronger(a: Standing, b: Standing) -> Standing {
    if a as u8 >= b as u8 { a } else { b }
}
