//! `exode export`.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exode::export::{Audience, Format, Options, SIDECAR, export};
use lexopt::prelude::*;

use crate::files::{inputs, write_whole};
use crate::sources::ledger_of;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let names = || Format::ALL.iter().map(|f| f.name()).collect::<Vec<_>>().join(", ");
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut ledger: Option<PathBuf> = None;
    let mut output: Option<PathBuf> = None;
    let mut format: Option<Format> = None;
    let mut lang_dir: Option<PathBuf> = None;
    let mut options = Options::new("", crate::ledger::today());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("as") => {
                let name = text(&mut arguments)?;
                format = Some(Format::named(&name).with_context(|| format!("--as is one of {}, not {name:?}", names()))?);
            }
            Long("ledger") => ledger = Some(text(&mut arguments)?.into()),
            Short('o') | Long("output") => output = Some(text(&mut arguments)?.into()),
            Long("title") => options.title = text(&mut arguments)?,
            Long("event") => options.event = Some(text(&mut arguments)?),
            Long("contact") => options.contact = Some(text(&mut arguments)?),
            Long("for-partners") => options.audience = Audience::Partners,
            Long("lang-dir") => lang_dir = Some(text(&mut arguments)?.into()),
            Long("help") | Short('h') => return crate::say(crate::help::topic("export")),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help export"),
        }
    }
    let Some(format) = format else { bail!("export as what? --as {}", names()) };
    let (store, failed) = match (paths.is_empty(), &ledger) {
        (true, path) => (crate::ledger::open(&path.clone().unwrap_or_else(crate::ledger::default_path))?, 0),
        (false, None) => ledger_of(inputs(&paths, false)?, crate::words::languages(lang_dir.as_deref())?)?,
        (false, Some(_)) => bail!("export the ledger, or these reports? to have both, first: exode add PATH... --ledger FILE"),
    };
    if options.title.is_empty() {
        let from = ledger.or_else(|| paths.first().cloned()).unwrap_or_else(crate::ledger::default_path);
        options.title = crate::brief::title_of(&from);
    }
    let evidence = exode::evidence(store.reports()?, &store.ties()?);
    let mut bytes = Vec::new();
    let summary = export(&evidence, format, &options, &mut bytes)?;
    let stem = if format.name() == format.extension() { "claims" } else { format.name() };
    let output = output.unwrap_or_else(|| PathBuf::from(format!("{stem}.{}", format.extension())));
    if output == Path::new("-") {
        std::io::stdout().lock().write_all(&bytes)?;
        if summary.sidecar.is_some() {
            eprintln!("exode: the data card of {} is a file beside it: give -o FILE to have both", format.name());
        }
    } else {
        write_whole(&output, &bytes)?;
        if let Some(card) = &summary.sidecar {
            let mut beside = output.clone().into_os_string();
            beside.push(format!(".{SIDECAR}"));
            write_whole(Path::new(&beside), card.as_bytes())?;
        }
        let shown = std::path::absolute(&output).unwrap_or(output);
        crate::say(&format!("{}\nWritten to {}\n", told(&summary.card), shown.display()))?;
    }
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(())
}

fn text(arguments: &mut lexopt::Parser) -> Result<String> {
    Ok(arguments.value()?.to_string_lossy().into_owned())
}

/// What was written and what was not, in a few lines.
fn told(card: &exode::export::Card) -> String {
    let mut told = format!("{} claims, {} statements, {} written", card.records, card.statements, card.written);
    if card.suppressed > 0 {
        told.push_str(&format!("; places withheld in {} because few people are counted", card.suppressed));
    }
    for (why, count) in &card.left_out {
        told.push_str(&format!("\n  left out: {count} {why}"));
    }
    told
}
