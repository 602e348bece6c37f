//! `exode check`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use exode::Ties;
use exode::fit::Posterior;
use exode::ledger::{Discrepancy, Evidence, Kinship, Report, ReportRow, Roads, Severity, Twin, check_on, copies, evidence};
use exode::model::Model;
use exode::modelled::Conflict;

use crate::files::inputs;
use crate::fitting::{Fitting, Word, case_beside, next};
use crate::read::{color, color_by_default};
use crate::show::paint;
use crate::sources::ledger_of;

/// Run the command: 0 where all adds up, 1 where something does not.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<ExitCode> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut ledger: Option<PathBuf> = None;
    let mut lang_dir: Option<PathBuf> = None;
    let mut least = Severity::Note;
    let (mut json, mut colored, mut modelled) = (false, color_by_default(), true);
    let mut fitting = Fitting::default();
    while let Some(word) = next(&mut arguments)? {
        match &word {
            Word::Value(path) => paths.push(path.into()),
            Word::Option(name) => match name.as_str() {
                "ledger" => ledger = Some(arguments.value()?.into()),
                "least" => {
                    least = match arguments.value()?.to_string_lossy().as_ref() {
                        "contradiction" => Severity::Contradiction,
                        "warning" => Severity::Warning,
                        "note" => Severity::Note,
                        other => bail!("--least is contradiction, warning or note, not {other:?}"),
                    }
                }
                "lang-dir" => lang_dir = Some(arguments.value()?.into()),
                "json" => json = true,
                "color" => colored = color(&arguments.value()?)?,
                "no-model" => modelled = false,
                "case" | "seed" | "particles" | "wider" => drop(fitting.take(&word, &mut arguments)?),
                "help" | "h" => return crate::say(crate::help::topic("check")).map(|()| ExitCode::SUCCESS),
                _ => return Err(word.unexpected("check")),
            },
        }
    }
    let (store, failed) = match (paths.is_empty(), &ledger) {
        (true, path) => {
            let path = path.clone().unwrap_or_else(crate::ledger::default_path);
            let store = crate::ledger::open(&path)?;
            paths.push(path);
            (store, 0)
        }
        (false, None) => ledger_of(inputs(&paths, false)?, crate::words::languages(lang_dir.as_deref())?)?,
        (false, Some(_)) => bail!("check the ledger, or these reports? to have both, first: exode add PATH... --ledger FILE"),
    };
    if let (false, Some(case)) = (fitting.has_case(), case_beside(&paths)) {
        fitting.set_case(case);
    }
    let reports = store.reports()?;
    let fitted = if modelled && fitting.has_case() { Some(fit(&fitting, &reports)?) } else { None };
    let roads = if fitting.has_case() { exode::model::roads(&fitting.case()?) } else { Roads::default() };
    let (page, found) = findings(reports, &store.ties()?, &roads, least)?;
    let model = fitted.as_ref().map(|p| Model::new(p, &page));
    let doubts = model.as_ref().filter(|_| least >= Severity::Warning).map(Model::doubts).unwrap_or_default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for discrepancy in &found.discrepancies {
        let beside = model.as_ref().and_then(|m| m.beside(discrepancy));
        if json {
            serde_json::to_writer(&mut out, &line(discrepancy, beside.as_deref(), &page))?;
            writeln!(out)?;
        } else {
            tell(discrepancy, beside.as_deref(), &page, colored, &mut out)?;
        }
    }
    for doubt in &doubts {
        if json {
            serde_json::to_writer(&mut out, &doubt_line(doubt, &page))?;
            writeln!(out)?;
        } else {
            tell_doubt(doubt, &page, colored, &mut out)?;
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
    let count = found.discrepancies.len() + found.twins.len() + doubts.len();
    if count == 0 && !json {
        writeln!(out, "nothing that does not add up, in {} statements of {} reports", page.statements.len(), page.reports.len())?;
    }
    out.flush()?;
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// The case fitted to the claims of reports.
fn fit(fitting: &Fitting, reports: &[Report]) -> Result<Posterior> {
    let first = fitting.case()?.start();
    fitting.fit(exode::figures(reports), first)
}

/// What was found.
struct Found {
    discrepancies: Vec<Discrepancy>,
    /// Copies whose figures differ, by report name.
    twins: Vec<Twin<String>>,
}

fn findings(reports: Vec<Report>, ties: &Ties, roads: &Roads, least: Severity) -> Result<(Evidence, Found)> {
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
    let page = evidence(reports, ties);
    let discrepancies = check_on(&page, roads).into_iter().filter(|d| d.severity <= least).collect();
    Ok((page, Found { discrepancies, twins }))
}

/// Claims of a statement with who published them.
fn tellings(page: &Evidence, statement: usize) -> impl Iterator<Item = (String, &ReportRow)> {
    page.statements[statement].tellings.iter().map(|&row| (page.rows[row].claim.id.to_string(), &page.reports[page.rows[row].report]))
}

fn line(d: &Discrepancy, beside: Option<&str>, page: &Evidence) -> serde_json::Value {
    let claims = |statement: &usize| tellings(page, *statement).map(|(id, _)| id).collect::<Vec<_>>();
    let mut line = serde_json::json!({
        "rule": d.rule.code(),
        "severity": d.severity.name(),
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
fn doubt_line(c: &Conflict, page: &Evidence) -> serde_json::Value {
    let claims = |statement: &usize| tellings(page, *statement).map(|(id, _)| id).collect::<Vec<_>>();
    serde_json::json!({
        "rule": c.rule,
        "severity": "warning",
        "arithmetic": plain(&c.arithmetic),
        "modelled": plain(&c.modelled),
        "expected": c.expected,
        "statements": c.statements.iter().map(claims).collect::<Vec<_>>(),
    })
}

/// With plain spaces.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn tell_doubt(c: &Conflict, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{} {} {}", paint(color, "1;31", "warning"), paint(color, "1", c.rule), paint(color, "2", "modelled"))?;
    writeln!(out, "  {}", plain(&c.arithmetic))?;
    writeln!(out, "  {}", plain(&c.modelled))?;
    c.statements.iter().try_for_each(|&statement| tell_statement(statement, page, color, out))
}

fn tell(d: &Discrepancy, beside: Option<&str>, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
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
    for (id, report) in tellings(page, statement) {
        let day = report.published.map_or_else(|| "undated".to_owned(), |d| d.to_string());
        writeln!(out, "      {}  {}, {day}", paint(color, "2", &id), report.outlet())?;
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
