//! `exode brief`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

use crate::files::{Input, inputs, write_whole};
use crate::read::{color, color_by_default};
use crate::sources::ledger_of;

const EXAMPLE: &str = "cases/russia-2022";

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut output = PathBuf::from("briefing.html");
    let mut title: Option<String> = None;
    let mut as_of: Option<jiff::civil::Date> = None;
    let mut lang_dir: Option<PathBuf> = None;
    let mut ledger: Option<PathBuf> = None;
    let mut colored = color_by_default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Short('o') | Long("output") => output = arguments.value()?.into(),
            Long("title") => title = Some(arguments.value()?.to_string_lossy().into_owned()),
            Long("as-of") => {
                let text = arguments.value()?.to_string_lossy().into_owned();
                as_of = Some(text.parse().with_context(|| format!("--as-of takes YYYY-MM-DD, not {text:?}"))?);
            }
            Long("ledger") => ledger = Some(arguments.value()?.into()),
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => {
                return crate::say(crate::help::topic("brief"));
            }
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help brief"),
        }
    }
    if let (Some(_), Some(path)) = (&ledger, paths.first()) {
        bail!("brief the ledger, or {}? to have both, first: exode add {0} --ledger FILE", path.display());
    }
    if paths.is_empty() && ledger.is_none() {
        paths.push(EXAMPLE.into());
    }
    let title = title.unwrap_or_else(|| title_of(ledger.as_ref().unwrap_or_else(|| &paths[0])));
    let languages = crate::words::languages(lang_dir.as_deref())?;
    let inputs = if ledger.is_some() {
        Vec::new()
    } else {
        inputs(&paths, false).context("exode brief reads the reports of a folder; without one it looks for cases/russia-2022")?
    };
    // A page written into the folder of reports is not one of them.
    let own = std::fs::canonicalize(&output).ok();
    let inputs: Vec<Input> = inputs
        .into_iter()
        .filter(|i| !matches!(i, Input::File(path, _) if own.is_some() && std::fs::canonicalize(path).ok() == own))
        .collect();
    let all = inputs.len();
    let (store, failed) = match &ledger {
        Some(path) => (crate::ledger::open(path)?, 0),
        None => ledger_of(inputs, languages)?,
    };
    let mut reports = store.reports()?;
    let withheld = exode::withhold(&mut reports);
    let briefing = exode::brief(&title, reports, &store.ties()?, store.findings()?, as_of);
    write_whole(&output, exode::html(&briefing).as_bytes())?;
    let width =
        std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).unwrap_or(if std::io::stdout().is_terminal() { 100 } else { 120 });
    crate::say(&exode::terminal(&briefing, width, colored))?;
    if withheld > 0 {
        crate::say(&format!("\n{withheld} claims marked confidential or restricted are left out, with the sentences that tell them.\n"))?;
    }
    crate::say(&format!("\nBriefing written to {}\n", std::path::absolute(&output).unwrap_or(output).display()))?;
    if failed > 0 {
        bail!("{failed} of {all} inputs could not be read");
    }
    Ok(())
}

/// "cases/russia-2022" reads "Russia 2022".
pub(crate) fn title_of(path: &Path) -> String {
    let name = path.file_stem().map_or_else(|| "reports".to_owned(), |n| n.to_string_lossy().replace(['-', '_'], " "));
    let mut letters = name.chars();
    letters.next().map_or(name.clone(), |first| first.to_uppercase().chain(letters).collect())
}
