//! `exode check`.

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use exode::Ties;
use exode::ledger::{
    Comparison, Discrepancy, Evidence, Kinship, Report, Roads, Severity, Twin, Verdict, check_on, copies, evidence, in_order,
};
use exode::model::Model;

use crate::discrepancy::{doubt_line, line, tell, tell_doubt, tell_twin, twin_line};
use crate::fitting::{Fitting, Told, Word, next};
use crate::read::{color, color_by_default};
use crate::sources::looked_at;

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
                "case" | "seed" | "particles" | "moves" | "wider" => drop(fitting.take(&word, &mut arguments)?),
                "help" | "h" => return crate::say(crate::help::topic("check")).map(|()| ExitCode::SUCCESS),
                _ => return Err(word.unexpected("check")),
            },
        }
    }
    let (store, failed) = looked_at(&paths, ledger.as_deref(), lang_dir.as_deref())?;
    let default = paths.is_empty().then(crate::ledger::default_path);
    fitting.look_beside(ledger.or(default).as_slice(), &paths);
    let reports = store.reports()?;
    let fitted = if modelled && fitting.has_case() {
        let events = exode::events(&store, crate::words::languages(lang_dir.as_deref())?, None)?;
        let told = Told { figures: exode::figures(&reports), events };
        Some(fitting.fit(told, fitting.case()?.start())?.posterior)
    } else {
        None
    };
    let roads = if fitting.has_case() { exode::model::roads(&fitting.case()?) } else { Roads::default() };
    let (page, found) = findings(reports, &store.ties()?, &roads, least);
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
            serde_json::to_writer(&mut out, &twin_line(twin, &page))?;
            writeln!(out)?;
        } else {
            tell_twin(twin, &page, &mut out)?;
        }
    }
    let count = found.discrepancies.len() + found.twins.len() + doubts.len();
    if count == 0 && !json {
        writeln!(out, "nothing that does not add up, in {} statements of {} reports", page.statements.len(), page.reports.len())?;
    }
    out.flush()?;
    if found.loose > 0 && !json {
        let are = if found.loose == 1 { "comparison of figures that differ is" } else { "comparisons of figures that differ are" };
        eprintln!("{} {are} in the briefing but not here: what is not told of their time or hour may explain it", found.loose);
    }
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(if count == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What was found.
struct Found {
    discrepancies: Vec<Discrepancy>,
    /// Copies whose figures differ.
    twins: Vec<Twin<usize>>,
    /// Comparisons that contradict, as a briefing counts them, of which no rule says more.
    loose: usize,
}

fn findings(reports: Vec<Report>, ties: &Ties, roads: &Roads, least: Severity) -> (Evidence, Found) {
    let reports = in_order(reports);
    // Faithful copies are no discrepancy, and neither are two texts that only share some figures.
    let mut twins = if least == Severity::Note { copies(&reports) } else { Vec::new() };
    twins.retain(|t| t.kinship == Kinship::Text && !t.differs.is_empty());
    let page = evidence(reports, ties);
    let mut discrepancies = check_on(&page, roads);
    let told = |c: &Comparison| {
        let all: Vec<usize> = c.sides.iter().flat_map(|s| s.statements.iter().copied()).collect();
        discrepancies.iter().any(|d| d.statements.iter().filter(|i| all.contains(i)).count() > 1)
    };
    let loose = page.comparisons.iter().filter(|c| c.verdict == Verdict::Contradict && !told(c)).count();
    discrepancies.retain(|d| d.severity <= least);
    (page, Found { discrepancies, twins, loose })
}
