//! Questions.

use exode::ledger::{relay_graph, series as all_series};
use exode::{Query, Review};
use serde_json::{Value, json};

use super::problem;
use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::people::Role;
use crate::reply::Reply;
use crate::snapshot::claim_id;

/// Things a page.
const EACH: usize = 100;

/// How much there is.
pub(crate) fn status(ask: &Ask<'_>) -> Reply {
    let (snapshot, evidence) = (&ask.snapshot, &ask.snapshot.evidence);
    if ask.is_early() {
        return early_status(ask);
    }
    Reply::json(
        200,
        &json!({
            "title": ask.site.title,
            "number": snapshot.number,
            "state": "ready",
            "behind": ask.site.room.is_behind(),
            "role": ask.person.role.name(),
            "reports": evidence.reports.len(),
            "claims": evidence.rows.len(),
            "statements": evidence.statements.len(),
            "discrepancies": snapshot.discrepancies.len(),
            "findings": snapshot.findings.len(),
            "rejected": snapshot.rejected.len(),
            "withheld": snapshot.withheld,
        }),
    )
}

/// How much there is while the ledger is being read: what the file counts, and null for what nobody knows yet.
fn early_status(ask: &Ask<'_>) -> Reply {
    let stats = match ask.site.room.file().stats() {
        Ok(stats) => stats,
        Err(error) => return problem(500, &error.to_string()),
    };
    let failed = ask.site.room.failed();
    Reply::json(
        200,
        &json!({
            "title": ask.site.title,
            "number": 0,
            "state": if failed.is_some() { "failed" } else { "reading" },
            "failed": failed,
            "behind": false,
            "role": ask.person.role.name(),
            "reports": stats.reports,
            "claims": stats.claims,
            "statements": null,
            "discrepancies": null,
            "findings": null,
            "rejected": null,
            "withheld": null,
        }),
    )
}

/// A part of a list, with what it takes to turn the page.
fn page<T>(ask: &Ask<'_>, all: &[T], name: &str, of: impl Fn(&T) -> Value) -> Reply {
    let pages = all.len().div_ceil(EACH).max(1);
    let at = ask.page();
    let items: Vec<Value> = all.iter().skip((at - 1).saturating_mul(EACH)).take(EACH).map(of).collect();
    Reply::json(200, &json!({ "number": ask.snapshot.number, "total": all.len(), "page": at, "pages": pages, name: items }))
}

/// Claims.
pub(crate) fn claims(ask: &Ask<'_>) -> Reply {
    let found = Filter::of(ask.request).claims(&ask.snapshot, ask.person.role);
    page(ask, &found, "claims", |entry| told(ask, entry))
}

/// A claim as the API tells it: the claim of the schema, with its sentence, its report and where it stands.
pub(super) fn told(ask: &Ask<'_>, entry: &Entry<'_>) -> Value {
    let mut out = json!(entry.claim);
    out["sentence_text"] = entry.sentence.into();
    out["mark"] = json!([entry.mark.0, entry.mark.1]);
    out["outlet"] = entry.outlet.into();
    out["published"] = entry.published.map(|d| d.to_string()).into();
    out["review"] = json!(entry.verified);
    out["statement"] = entry.statement.map(|s| statement_id(ask, s)).into();
    out
}

fn statement_id(ask: &Ask<'_>, statement: usize) -> String {
    ask.snapshot.evidence.statements[statement].anchor.trim_start_matches("s-").to_owned()
}

/// One claim; for reviewers as it stands in the file, with the number to decide with.
pub(crate) fn claim(ask: &Ask<'_>) -> Reply {
    let missing = || problem(404, "there is no such claim, or it is not for you");
    let Some(id) = claim_id(ask.part(0)) else { return missing() };
    if !ask.may(Role::Reviewer) {
        return ask.snapshot.row(id).map_or_else(missing, |row| Reply::json(200, &told(ask, &Entry::of_row(&ask.snapshot, row))));
    }
    now(ask, id).unwrap_or_else(missing)
}

/// A claim as it stands in the file.
pub(super) fn now(ask: &Ask<'_>, id: exode::claim::ClaimId) -> Option<Reply> {
    let file = ask.site.room.file();
    let listed = file.list(&Query { id: Some(id), limit: 1, ..Query::default() }).ok()?.into_iter().next()?;
    let seen = file.seen(id).ok()?;
    let statement = ask.snapshot.row(id).map(|row| ask.snapshot.evidence.rows[row].statement);
    let mut out = told(ask, &Entry::of_listed(&listed, statement));
    out["seen"] = format!("{seen:x}").into();
    Some(Reply::json(200, &out))
}

/// What was decided about a claim.
pub(crate) fn history(ask: &Ask<'_>) -> Reply {
    let missing = || problem(404, "there is no such claim");
    let Some(id) = claim_id(ask.part(0)) else { return missing() };
    let file = ask.site.room.file();
    if file.seen(id).is_err() {
        return missing();
    }
    match file.history(id) {
        Ok(history) => {
            let stands = exode::ledger::standing(&history, |r| r.by.as_str());
            let entry = |(review, stands): (&Review, bool)| {
                let mut out = decision(None, review);
                out["stands"] = stands.into();
                out
            };
            Reply::json(200, &json!({ "decisions": history.iter().zip(stands).map(entry).collect::<Vec<_>>() }))
        }
        Err(error) => problem(500, &error.to_string()),
    }
}

fn decision(number: Option<i64>, review: &Review) -> Value {
    let mut out = json!({
        "claim": review.claim,
        "did": exode::action_words(&review.action),
        "by": review.by,
        "at": review.at,
        "why": review.why,
    });
    if let Some(number) = number {
        out["number"] = number.into();
    }
    out
}

/// The history of the whole ledger.
pub(crate) fn decisions(ask: &Ask<'_>) -> Reply {
    let before = ask.request.asked("before").and_then(|b| b.parse().ok());
    match ask.site.room.file().decisions(before, EACH) {
        Ok(found) => {
            let found: Vec<Value> = found.iter().map(|(n, review)| decision(Some(*n), review)).collect();
            Reply::json(200, &json!({ "decisions": found }))
        }
        Err(error) => problem(500, &error.to_string()),
    }
}

/// Statements.
pub(crate) fn statements(ask: &Ask<'_>) -> Reply {
    let found = Filter::of(ask.request).statements(&ask.snapshot);
    page(ask, &found, "statements", |&s| stated(ask, s))
}

/// A statement; its tellings are told by the ids of their claims.
fn stated(ask: &Ask<'_>, statement: usize) -> Value {
    let evidence = &ask.snapshot.evidence;
    let s = &evidence.statements[statement];
    let mut out = json!(s);
    out["id"] = statement_id(ask, statement).into();
    out["tellings"] = s.tellings.iter().map(|&row| json!(evidence.rows[row].claim.id)).collect();
    if let Some(map) = out.as_object_mut() {
        map.remove("anchor");
    }
    out
}

/// One statement.
pub(crate) fn statement(ask: &Ask<'_>) -> Reply {
    let Some(at) = ask.snapshot.statement(ask.part(0)) else { return problem(404, "there is no such statement, or it is not for you") };
    let evidence = &ask.snapshot.evidence;
    let graph = relay_graph(evidence, at);
    let claim = |row: usize| json!(evidence.rows[row].claim.id);
    let mut out = stated(ask, at);
    out["claims"] = evidence.statements[at].tellings.iter().map(|&row| told(ask, &Entry::of_row(&ask.snapshot, row))).collect();
    out["path"] = json!({
        "voices": graph.voices.iter().map(|v| json!({ "name": v.name, "source": v.source, "relay": v.relay })).collect::<Vec<_>>(),
        "links": graph.links.iter().map(|l| json!({
            "from": l.from,
            "to": l.to,
            "since": l.since.map(|d| d.to_string()),
            "claims": l.rows.iter().map(|&row| claim(row)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "origins": graph.origins,
    });
    out["discrepancies"] = ask.snapshot.discrepancies_of(at).iter().map(|&n| discrepancy(ask, n)).collect();
    Reply::json(200, &out)
}

fn discrepancy(ask: &Ask<'_>, n: usize) -> Value {
    let d = &ask.snapshot.discrepancies[n];
    let ids = |list: &[usize]| list.iter().map(|&s| statement_id(ask, s)).collect::<Vec<_>>();
    json!({
        "rule": d.rule,
        "severity": d.severity,
        "arithmetic": d.arithmetic,
        "statements": ids(&d.statements),
        "sides": d.sides.iter().map(|side| ids(side)).collect::<Vec<_>>(),
    })
}

/// What does not add up.
pub(crate) fn discrepancies(ask: &Ask<'_>) -> Reply {
    let severity = ask.request.asked("severity");
    let all: Vec<usize> = (0..ask.snapshot.discrepancies.len())
        .filter(|&n| severity.is_none_or(|s| ask.snapshot.discrepancies[n].severity.name() == s))
        .collect();
    page(ask, &all, "discrepancies", |&n| discrepancy(ask, n))
}

/// Reports.
pub(crate) fn reports(ask: &Ask<'_>) -> Reply {
    let report = |report: &exode::ledger::ReportRow| {
        let mut out = json!(report);
        if let Some(map) = out.as_object_mut() {
            map.remove("anchor");
        }
        out
    };
    page(ask, &ask.snapshot.evidence.reports, "reports", report)
}

/// What could not be read safely.
pub(crate) fn findings(ask: &Ask<'_>) -> Reply {
    page(ask, &ask.snapshot.findings, "findings", |finding| json!(finding))
}

/// Quantities over time.
pub(crate) fn series(ask: &Ask<'_>) -> Reply {
    let all = all_series(&ask.snapshot.evidence);
    page(ask, &all, "series", |series| {
        let mut out = json!(series);
        out["points"] = series
            .points
            .iter()
            .map(|point| {
                let s = &ask.snapshot.evidence.statements[point.statement];
                let mut told = json!(point);
                told["statement"] = statement_id(ask, point.statement).into();
                told["low"] = json!(s.low);
                told["high"] = json!(s.high);
                told["quantifier"] = json!(s.quantifier);
                told["modality"] = json!(s.modality);
                told
            })
            .collect();
        out
    })
}
