//! `exode check`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use exode::ledger::{Discrepancy, Evidence, Kinship, ReportRow, Row, Severity, Twin, check, copies, evidence};
use exode::{Sensitivity, Store};
use lexopt::prelude::*;

use crate::files::inputs;
use crate::read::{color, color_by_default};
use crate::show::paint;
use crate::sources::ledger_of;

/// Run the command: 0 where all adds up, 1 where something does not.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<ExitCode> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut ledger: Option<PathBuf> = None;
    let mut lang_dir: Option<PathBuf> = None;
    let mut least = Severity::Note;
    let (mut json, mut colored) = (false, color_by_default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = Some(arguments.value()?.into()),
            Long("least") => {
                least = match arguments.value()?.to_string_lossy().as_ref() {
                    "contradiction" => Severity::Contradiction,
                    "warning" => Severity::Warning,
                    "note" => Severity::Note,
                    other => bail!("--least is contradiction, warning or note, not {other:?}"),
                }
            }
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("json") => json = true,
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => return crate::say(crate::help::topic("check")).map(|()| ExitCode::SUCCESS),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help check"),
        }
    }
    let (store, failed) = match (paths.is_empty(), &ledger) {
        (true, path) => (crate::ledger::open(&path.clone().unwrap_or_else(crate::ledger::default_path))?, 0),
        (false, None) => ledger_of(inputs(&paths, false)?, crate::words::languages(lang_dir.as_deref())?)?,
        (false, Some(_)) => bail!("check the ledger, or these reports? to have both, first: exode add PATH... --ledger FILE"),
    };
    let (page, found) = findings(&store, least)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for discrepancy in &found.discrepancies {
        if json {
            serde_json::to_writer(&mut out, &line(discrepancy, &page))?;
            writeln!(out)?;
        } else {
            tell(discrepancy, &page, colored, &mut out)?;
        }
    }
    for twin in &found.twins {
        if json {
            serde_json::to_writer(&mut out, twin)?;
            writeln!(out)?;
        } else {
            tell_twin(twin, &mut out)?;
        }
    }
    let count = found.discrepancies.len() + found.twins.len();
    if count == 0 && !json {
        writeln!(out, "nothing that does not add up, in {} statements of {} reports", page.statements.len(), page.reports.len())?;
    }
    out.flush()?;
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What was found.
struct Found {
    discrepancies: Vec<Discrepancy>,
    /// Copies whose figures differ, by report name.
    twins: Vec<Twin<String>>,
}

fn findings(store: &Store, least: Severity) -> Result<(Evidence, Found)> {
    let reports = store.reports()?;
    let named = |t: Twin<usize>| Twin {
        a: reports[t.a].name.clone(),
        b: reports[t.b].name.clone(),
        kinship: t.kinship,
        likeness: t.likeness,
        differs: t.differs,
    };
    // Faithful copies are no discrepancy, and neither are two texts that only share some figures.
    let twins = if least == Severity::Note { copies(&reports) } else { Vec::new() };
    let twins = twins.into_iter().filter(|t| t.kinship == Kinship::Text && !t.differs.is_empty()).map(named).collect();
    let page = evidence(reports, &store.ties()?);
    let discrepancies = check(&page).into_iter().filter(|d| d.severity <= least).collect();
    Ok((page, Found { discrepancies, twins }))
}

/// Claims of a statement with who published them.
fn tellings(page: &Evidence, statement: usize) -> impl Iterator<Item = (&Row, &ReportRow)> {
    page.statements[statement].tellings.iter().map(|&row| (&page.rows[row], &page.reports[page.rows[row].report]))
}

fn line(d: &Discrepancy, page: &Evidence) -> serde_json::Value {
    let claims = |statement: &usize| tellings(page, *statement).map(|(row, _)| row.claim.id.to_string()).collect::<Vec<_>>();
    let levels = d.statements.iter().flat_map(|&s| tellings(page, s)).map(|(row, _)| row.verified.sensitivity);
    serde_json::json!({
        "rule": d.rule.code(),
        "severity": d.severity.name(),
        "sensitivity": levels.max().unwrap_or_default().name(),
        "arithmetic": d.arithmetic.replace('\u{a0}', " "),
        "statements": d.statements.iter().map(claims).collect::<Vec<_>>(),
        "sides": d.sides.iter().map(|side| side.iter().map(claims).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}

fn tell(d: &Discrepancy, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    let style = if d.severity == Severity::Note { "2" } else { "1;31" };
    writeln!(out, "{} {}", paint(color, style, d.severity.name()), paint(color, "1", d.rule.code()))?;
    writeln!(out, "  {}", d.arithmetic.replace(['\u{a0}', '\u{202f}'], " "))?;
    for &statement in &d.statements {
        let s = &page.statements[statement];
        let source = s.source.as_deref().unwrap_or("source not stated");
        writeln!(out, "    {}  {source}", s.figure.replace(['\u{a0}', '\u{202f}'], " "))?;
        for (row, report) in tellings(page, statement) {
            let day = report.published.map_or_else(|| "undated".to_owned(), |d| d.to_string());
            let level = row.verified.sensitivity;
            let level = if level == Sensitivity::Public { String::new() } else { format!(" · {}", level.name()) };
            writeln!(out, "      {}  {}, {day}{level}", paint(color, "2", &row.claim.id.to_string()), report.outlet())?;
        }
    }
    Ok(())
}

fn tell_twin(twin: &Twin<String>, out: &mut impl Write) -> Result<()> {
    writeln!(
        out,
        "note copies-differ\n  {} and {} are nearly one text ({:.0} % of it), but their figures differ:",
        twin.a,
        twin.b,
        twin.likeness * 100.0
    )?;
    for difference in &twin.differs {
        let id = |claim: Option<exode::claim::ClaimId>| claim.map_or_else(|| "no such figure".to_owned(), |c| c.to_string());
        writeln!(out, "      {} / {}", id(difference.a), id(difference.b))?;
    }
    Ok(())
}
