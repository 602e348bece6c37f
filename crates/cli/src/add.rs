//! `exode add`.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};
use exode::{Added, Change, Store};
use lexopt::prelude::*;

use crate::files::inputs;
use crate::ledger::now;
use crate::progress::Progress;
use crate::sources::Batches;

/// What adding did, counted.
#[derive(Debug, Default)]
struct Sum {
    new: usize,
    known: usize,
    changed: usize,
    claims: usize,
}

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut ledger = crate::ledger::default_path();
    let mut lang_dir: Option<PathBuf> = None;
    let (mut json, mut archive, mut reread) = (false, false, false);
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = arguments.value()?.into(),
            Long("json") => json = true,
            Long("jsonl") => archive = true,
            Long("reread") => reread = true,
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("help") | Short('h') => return crate::say(crate::help::topic("add")),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help add"),
        }
    }
    if archive && paths.is_empty() {
        paths.push("-".into());
    }
    if paths.is_empty() && !reread {
        bail!("add what? give files, folders or - for standard input (see exode help add)");
    }
    let languages = crate::words::languages(lang_dir.as_deref())?;
    let inputs = if paths.is_empty() { Vec::new() } else { inputs(&paths, archive)? };
    let all = if inputs.iter().any(|i| matches!(i, crate::files::Input::File(_, exode::Format::JsonLines))) || archive {
        0 // how many lines an archive has shows at its end
    } else {
        inputs.len()
    };
    let mut store = Store::open(&ledger, !paths.is_empty())?;
    let mut progress = Progress::new("reports");
    let mut done = 0;
    if reread {
        exode::reread(&mut store, languages, &now, |batch| {
            done += batch.len();
            progress.at(done, 0);
            batch.iter().all(|(name, changes)| tell(name, 0, changes, json).is_ok())
        })?;
    }
    let failed = Arc::new(AtomicUsize::new(0));
    let mut sum = Sum::default();
    let mut broken = None;
    let batches = Batches::new(inputs, archive, Arc::clone(&failed));
    exode::add(&mut store, batches, languages, &now, |batch| {
        done += batch.len();
        progress.at(done, all);
        broken = batch.iter().find_map(|(name, added)| sum.add(name, added, json).err());
        broken.is_none()
    })?;
    drop(progress);
    if let Some(error) = broken {
        return Err(error);
    }
    if !json {
        let stats = store.stats()?;
        crate::say(&format!(
            "{} new, {} changed, {} known already; {} claims read. {} now holds {} reports and {} claims.\n",
            sum.new,
            sum.changed,
            sum.known,
            sum.claims,
            ledger.display(),
            stats.reports,
            stats.claims
        ))?;
    }
    match failed.load(Ordering::Relaxed) {
        0 => Ok(()),
        failed => bail!("{failed} inputs could not be read"),
    }
}

impl Sum {
    /// Count what one report did and, where it matters to a person or a script waits for it, tell.
    fn add(&mut self, name: &str, added: &Added, json: bool) -> Result<()> {
        let state = match added {
            Added::New { claims } => {
                self.new += 1;
                self.claims += claims;
                "new"
            }
            Added::Known => {
                self.known += 1;
                "known"
            }
            Added::Changed { version, changes } => {
                self.changed += 1;
                self.claims += changes.iter().filter(|c| !matches!(c, Change::Gone(..))).count();
                return tell(name, *version, changes, json);
            }
        };
        if json {
            crate::say(&format!("{}\n", serde_json::json!({ "report": name, "state": state })))?;
            std::io::stdout().flush()?;
        }
        Ok(())
    }
}

/// Which figures of a report read otherwise now. `version` 0: the same text, read again.
fn tell(name: &str, version: usize, changes: &[Change], json: bool) -> Result<()> {
    let figure = |text: &Option<String>| text.as_deref().unwrap_or("\u{2013}").replace('\u{a0}', " ");
    let lines: Vec<(&str, &exode::Revision)> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Kept(..) => None,
            Change::Changed(_, _, revision) => Some(("changed", revision)),
            Change::Gone(_, revision) => Some(("gone", revision)),
            Change::New(_, revision) => Some(("new", revision)),
        })
        .collect();
    if json {
        let figures: Vec<_> =
            lines.iter().map(|(what, r)| serde_json::json!({ "what": what, "of": r.of, "before": r.before, "after": r.after })).collect();
        let state = if version == 0 { "reread" } else { "changed" };
        crate::say(&format!("{}\n", serde_json::json!({ "report": name, "state": state, "version": version, "figures": figures })))?;
        std::io::stdout().flush()?;
        return Ok(());
    }
    if version > 0 {
        crate::say(&format!("{name}: version {version}{}\n", if lines.is_empty() { ", no figure changed" } else { "" }))?;
    } else if !lines.is_empty() {
        crate::say(&format!("{name}: read again\n"))?;
    }
    for (what, revision) in lines {
        let line = match what {
            "changed" => format!("{} \u{2192} {}", figure(&revision.before), figure(&revision.after)),
            "gone" => format!("{} is gone", figure(&revision.before)),
            _ => format!("{} is new", figure(&revision.after)),
        };
        crate::say(&format!("  {line}  ({})\n", revision.of))?;
    }
    Ok(())
}
