//! `exode read`.

use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};
use exode::{Format, Report};
use lexopt::prelude::*;
use rayon::prelude::*;

use crate::files::{Input, inputs};
use crate::progress::Progress;
use crate::show;
use crate::sources::Batches;

/// What to print.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Show {
    json: bool,
    findings: bool,
    pub(crate) color: bool,
}

/// `--color WHEN`.
pub(crate) fn color(when: &std::ffi::OsStr) -> Result<bool> {
    match when.to_string_lossy().as_ref() {
        "always" => Ok(true),
        "never" => Ok(false),
        "auto" => Ok(color_by_default()),
        other => bail!("--color is auto, always or never, not {other:?}"),
    }
}

/// Colour on a terminal, unless `NO_COLOR` is set.
pub(crate) fn color_by_default() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut show = Show { json: false, findings: false, color: color_by_default() };
    let mut lines = false;
    let mut lang_dir: Option<PathBuf> = None;
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("json") => show.json = true,
            Long("findings") => show.findings = true,
            Long("jsonl") => lines = true,
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("color") => show.color = color(&arguments.value()?)?,
            Long("help") | Short('h') => {
                return crate::say(crate::help::topic("read"));
            }
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help read"),
        }
    }
    if lines && paths.is_empty() {
        paths.push("-".into());
    }
    let languages = crate::words::languages(lang_dir.as_deref())?;
    let inputs = inputs(&paths, lines)?;
    let all = inputs.len();
    // How many reports an archive holds is known at its end.
    let archive = lines || inputs.iter().any(|i| !matches!(i, Input::File(_, format) if *format != Format::JsonLines));
    let failed = Arc::new(AtomicUsize::new(0));
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut progress = Progress::new("reports");
    let mut done = 0;
    for batch in Batches::new(inputs, lines, Arc::clone(&failed)) {
        let reports: Vec<Report> = batch.par_iter().map(|source| exode::read(&source.document(), languages)).collect();
        for report in &reports {
            print(report, show, &mut out)?;
        }
        done += reports.len();
        progress.at(done, if archive { 0 } else { all });
    }
    out.flush()?;
    drop(progress);
    match failed.load(Ordering::Relaxed) {
        0 => Ok(()),
        failed => bail!("{failed} of {all} inputs could not be read"),
    }
}

fn print(report: &Report, show: Show, out: &mut impl Write) -> Result<()> {
    match (show.findings, show.json) {
        (true, json) => show::findings(&report.findings, json, out)?,
        (false, true) => {
            for c in &report.claims {
                serde_json::to_writer(&mut *out, &c.claim)?;
                writeln!(out)?;
            }
        }
        (false, false) => table(report, show.color, out)?,
    }
    Ok(())
}

/// A report's claims for people: the figure, then its sentence with the figure marked.
fn table(report: &Report, color: bool, out: &mut impl Write) -> Result<()> {
    let date = report.published.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    let head = format!("{} ({date}, {} claims)", show::plain(&report.name), report.claims.len());
    writeln!(out, "{}", show::paint(color, "1", &head))?;
    for c in &report.claims {
        show::claim(&c.claim, &c.sentence, c.mark, color, out)?;
    }
    Ok(())
}
