//! `exode read`.

use std::io::{BufRead, BufReader, BufWriter, IsTerminal as _, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use exode::{Languages, Report};
use lexopt::prelude::*;
use rayon::prelude::*;

use crate::files::{Input, document, inputs};
use crate::progress::Progress;
use crate::show;

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
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut progress = Progress::new("reports");
    let mut done = 0;
    let mut failed = 0;
    let mut whole: Vec<&Input> = Vec::new();
    for input in &inputs {
        let stream: Option<Box<dyn BufRead>> = match input {
            Input::File(path, exode::Format::JsonLines) => {
                let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
                Some(Box::new(BufReader::with_capacity(1 << 20, file)))
            }
            Input::Standard if lines => Some(Box::new(BufReader::with_capacity(1 << 20, std::io::stdin()))),
            _ => None,
        };
        match stream {
            Some(stream) => {
                failed += batch(&whole, languages, show, &mut out, &mut progress, &mut done, inputs.len())?;
                whole.clear();
                let name = if let Input::File(path, _) = input { path.file_stem().map(|s| s.to_string_lossy().into_owned()) } else { None };
                json_lines(stream, name.as_deref().unwrap_or("stdin"), languages, show, &mut out, &mut progress, &mut done)?;
            }
            None => {
                whole.push(input);
                if whole.len() == 256 {
                    failed += batch(&whole, languages, show, &mut out, &mut progress, &mut done, inputs.len())?;
                    whole.clear();
                }
            }
        }
    }
    failed += batch(&whole, languages, show, &mut out, &mut progress, &mut done, inputs.len())?;
    out.flush()?;
    drop(progress);
    if failed > 0 {
        bail!("{failed} of {} inputs could not be read", inputs.len());
    }
    Ok(())
}

/// Read a batch of files in parallel and print them in order; a file that cannot be read is told and costs no other. How many failed.
fn batch(
    inputs: &[&Input],
    languages: Languages<'static>,
    show: Show,
    out: &mut impl Write,
    progress: &mut Progress,
    done: &mut usize,
    all: usize,
) -> Result<usize> {
    let mut failed = 0;
    let reports: Vec<Result<Report>> = inputs.par_iter().map(|i| Ok(exode::read(&document(i)?, languages))).collect();
    for report in reports {
        match report {
            Ok(report) => print(&report, show, out)?,
            Err(error) => {
                eprintln!("exode: {error:#}");
                failed += 1;
            }
        }
        *done += 1;
        progress.at(*done, all);
    }
    Ok(failed)
}

/// Read a stream of reports in batches of a few megabytes: memory does not grow with the stream.
fn json_lines(
    mut stream: Box<dyn BufRead>,
    name: &str,
    languages: Languages<'static>,
    show: Show,
    out: &mut impl Write,
    progress: &mut Progress,
    done: &mut usize,
) -> Result<()> {
    const BATCH: usize = 4 << 20;
    let mut number = 0;
    loop {
        let mut lines: Vec<(usize, Vec<u8>)> = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH {
            let mut line = Vec::new();
            if stream.read_until(b'\n', &mut line).context("cannot read the stream")? == 0 {
                break;
            }
            number += 1;
            bytes += line.len();
            if line.iter().any(|b| !b.is_ascii_whitespace()) {
                lines.push((number, line));
            }
        }
        if bytes == 0 {
            return Ok(());
        }
        let reports: Vec<Report> =
            lines.into_par_iter().map(|(n, line)| exode::read(&exode::document_of_line(&line, name, n), languages)).collect();
        for report in &reports {
            print(report, show, out)?;
        }
        *done += reports.len();
        progress.at(*done, 0);
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
    let head = format!("{} ({date}, {} claims)", report.name, report.claims.len());
    writeln!(out, "{}", show::paint(color, "1", &head))?;
    for c in &report.claims {
        show::claim(&c.claim, &c.sentence, c.mark, color, out)?;
    }
    Ok(())
}
