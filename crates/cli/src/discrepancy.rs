//! What `exode check` found, for people and for machines.

use std::io::Write;

use anyhow::Result;
use exode::Sensitivity;
use exode::ledger::{Discrepancy, Evidence, ReportRow, Row, Severity, Twin};
use exode::modelled::Conflict;

use crate::show::{self, paint};

/// Claims of a statement with who published them.
pub(crate) fn tellings(page: &Evidence, statement: usize) -> impl Iterator<Item = (&Row, &ReportRow)> {
    page.statements[statement].tellings.iter().map(|&row| (&page.rows[row], &page.reports[page.rows[row].report]))
}

/// The ids of the claims of a statement.
pub(crate) fn claims(page: &Evidence, statement: usize) -> Vec<String> {
    tellings(page, statement).map(|(row, _)| row.claim.id.to_string()).collect()
}

/// The most sensitive of all claims of some statements.
fn sensitivity(page: &Evidence, statements: &[usize]) -> &'static str {
    statements.iter().flat_map(|&s| tellings(page, s)).map(|(row, _)| row.verified.sensitivity).max().unwrap_or_default().name()
}

/// A discrepancy as JSON, with what is modelled beside it.
pub(crate) fn line(d: &Discrepancy, beside: Option<&str>, page: &Evidence) -> serde_json::Value {
    let claims = |&statement: &usize| claims(page, statement);
    let mut line = serde_json::json!({
        "rule": d.rule.code(),
        "severity": d.severity.name(),
        "sensitivity": sensitivity(page, &d.statements),
        "arithmetic": plain(&d.arithmetic),
        "statements": d.statements.iter().map(claims).collect::<Vec<_>>(),
        "sides": d.sides.iter().map(|side| side.iter().map(claims).collect::<Vec<_>>()).collect::<Vec<_>>(),
    });
    if let Some(beside) = beside {
        line["modelled"] = plain(beside).into();
    }
    line
}

/// A claim against all others: `modelled` says what, in words, `expected` in numbers.
pub(crate) fn doubt_line(c: &Conflict, page: &Evidence) -> serde_json::Value {
    let claims = |&statement: &usize| claims(page, statement);
    serde_json::json!({
        "rule": c.rule,
        "severity": "warning",
        "sensitivity": sensitivity(page, &c.statements),
        "arithmetic": plain(&c.arithmetic),
        "modelled": plain(&c.modelled),
        "expected": c.expected,
        "statements": c.statements.iter().map(claims).collect::<Vec<_>>(),
    })
}

/// With plain spaces, and nothing that drives a terminal.
pub(crate) fn plain(text: &str) -> String {
    show::plain(text).replace(['\u{a0}', '\u{202f}'], " ")
}

/// A claim against all others, for people.
pub(crate) fn tell_doubt(c: &Conflict, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{} {} {}", paint(color, "1;31", "warning"), paint(color, "1", c.rule), paint(color, "2", "modelled"))?;
    writeln!(out, "  {}", plain(&c.arithmetic))?;
    writeln!(out, "  {}", plain(&c.modelled))?;
    c.statements.iter().try_for_each(|&statement| tell_statement(statement, page, color, out))
}

/// A discrepancy for people.
pub(crate) fn tell(d: &Discrepancy, beside: Option<&str>, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    let style = if d.severity == Severity::Note { "2" } else { "1;31" };
    writeln!(out, "{} {}", paint(color, style, d.severity.name()), paint(color, "1", d.rule.code()))?;
    writeln!(out, "  {}", plain(&d.arithmetic))?;
    if let Some(beside) = beside {
        writeln!(out, "  {}", plain(beside))?;
    }
    d.statements.iter().try_for_each(|&statement| tell_statement(statement, page, color, out))
}

fn tell_statement(statement: usize, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    let s = &page.statements[statement];
    writeln!(out, "    {}  {}", plain(&s.figure), s.source.as_deref().unwrap_or("source not stated"))?;
    tellings(page, statement).try_for_each(|(row, report)| tell_telling(row, report, color, out))
}

/// Which claim, by whom, when; and whether it is for everybody.
pub(crate) fn tell_telling(row: &Row, report: &ReportRow, color: bool, out: &mut impl Write) -> Result<()> {
    let day = report.published.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let level = row.verified.sensitivity;
    let level = if level == Sensitivity::Public { String::new() } else { format!(" · {}", level.name()) };
    writeln!(out, "      {}  {}, {day}{level}", paint(color, "2", &row.claim.id.to_string()), show::plain(report.outlet()))?;
    Ok(())
}

/// Copies that differ, for people.
pub(crate) fn tell_twin(twin: &Twin<String>, out: &mut impl Write) -> Result<()> {
    writeln!(
        out,
        "note copies-differ\n  {} and {} are nearly one text ({:.0} % of it), but their figures differ:",
        show::plain(&twin.a),
        show::plain(&twin.b),
        twin.likeness * 100.0
    )?;
    for difference in &twin.differs {
        let id = |claim: Option<exode::claim::ClaimId>| claim.map_or_else(|| "no such figure".to_owned(), |c| c.to_string());
        writeln!(out, "      {} / {}", id(difference.a), id(difference.b))?;
    }
    Ok(())
}
