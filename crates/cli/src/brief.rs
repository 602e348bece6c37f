//! `exode brief`.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exode::model::Model;
use lexopt::prelude::*;

use crate::files::{Input, inputs, write_whole};
use crate::fitting::{Fitting, Told};
use crate::read::{color, color_by_default};
use crate::sources::ledger_of;

const EXAMPLE: &str = "cases/russia-2022";
/// Days of forecast on the page.
const FORECAST_DAYS: i64 = 5;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut output = PathBuf::from("briefing.html");
    let mut title: Option<String> = None;
    let mut as_of: Option<jiff::civil::Date> = None;
    let mut lang_dir: Option<PathBuf> = None;
    let mut ledger: Option<PathBuf> = None;
    let mut colored = color_by_default();
    let (mut fitting, mut levers, mut days) = (Fitting::default(), Vec::new(), FORECAST_DAYS);
    let mut modelled = true;
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
            Long("case") => fitting.set_case(arguments.value()?.into()),
            Long("no-model") => modelled = false,
            Long("what-if") => levers.push(arguments.value()?.to_string_lossy().into_owned()),
            Long("days") => days = arguments.value()?.parse_with(|s| s.parse::<i64>().map(|n| n.clamp(1, 60)))?,
            Long("particles") => fitting.set_particles(arguments.value()?.parse()?),
            Long("moves") => fitting.set_moves(arguments.value()?.parse()?),
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
    let mut findings = store.findings()?;
    let withheld = exode::withhold(&mut reports, &mut findings);
    let figures = exode::model::figures_until(&reports, as_of);
    let mut briefing = exode::brief(&title, reports, &store.ties()?, findings, as_of);
    if modelled {
        fitting.look_beside(ledger.as_slice(), &paths);
    }
    if modelled && fitting.has_case() {
        fitting.set_as_of(as_of);
        let (case, today) = (fitting.case()?, fitting.today(&figures)?);
        let told = Told { figures, events: exode::events(&store, languages, as_of)? };
        let fitted = fitting.fit(told, today.saturating_add(jiff::Span::new().days(days)))?;
        let evidence = briefing.evidence();
        briefing.model = Some(Model::new(&fitted.posterior, &evidence).with_events(&fitted.taken).modelled(&case, today, days, &levers)?);
    } else if !levers.is_empty() {
        bail!("a what-if needs a case and its model: --case CASE.toml (or make one: exode case new)");
    }
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
