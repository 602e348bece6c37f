//! `exode add`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};
use exode::claim::ClaimId;
use exode::{Added, Change, Store};
use lexopt::prelude::*;

use crate::files::inputs;
use crate::ledger::now;
use crate::progress::Progress;
use crate::show;
use crate::sources::Batches;

/// What adding did, counted.
#[derive(Debug, Default)]
struct Sum {
    new: usize,
    known: usize,
    changed: usize,
    claims: usize,
    findings: usize,
    reread: usize,
    otherwise: usize,
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
    let mut sum = Sum::default();
    let mut broken = None;
    if reread {
        exode::reread(&mut store, languages, &now, |batch| {
            done += batch.len();
            progress.at(done, 0);
            broken = batch.iter().find_map(|(name, changes)| sum.read_again(name, changes, json).err());
            broken.is_none()
        })?;
    }
    let failed = Arc::new(AtomicUsize::new(0));
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
        crate::say(&sum.told(reread, &ledger, store.stats()?))?;
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
            Added::New { claims, findings } => {
                self.new += 1;
                self.claims += claims;
                self.findings += findings;
                "new"
            }
            Added::Known => {
                self.known += 1;
                "known"
            }
            Added::Changed { version, changes, findings } => {
                self.changed += 1;
                self.findings += findings;
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

    /// Count and tell what reading a text again did.
    fn read_again(&mut self, name: &str, changes: &[Change], json: bool) -> Result<()> {
        self.reread += 1;
        self.otherwise += changes.iter().filter(|c| !matches!(c, Change::Kept(..))).count();
        tell(name, 0, changes, json)
    }

    fn told(&self, reread: bool, ledger: &Path, stats: exode::Stats) -> String {
        let mut out = String::new();
        if reread {
            let (texts, claims) = (count(self.reread, "text"), count(self.otherwise, "claim"));
            out.push_str(&format!("{texts} read again, {claims} read otherwise. "));
        }
        let Self { new, changed, known, claims, findings, .. } = self;
        if new + changed + known > 0 {
            let (claims, findings) = (count(*claims, "claim"), count(*findings, "place"));
            out.push_str(&format!("{new} new, {changed} changed, {known} known already; {claims} read"));
            if self.findings > 0 {
                out.push_str(&format!(", {findings} not read safely (exode list --findings)"));
            }
            out.push_str(". ");
        }
        let (reports, claims) = (count(stats.reports, "report"), count(stats.claims, "claim"));
        out.push_str(&format!("{} now holds {reports} and {claims}.\n", ledger.display()));
        out
    }
}

/// A number and its noun, in the plural where it is one.
fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// Which figures of a report read otherwise now. `version` 0: the same text, read again.
fn tell(name: &str, version: usize, changes: &[Change], json: bool) -> Result<()> {
    let figure = |text: &Option<String>| text.as_deref().unwrap_or("\u{2013}").replace('\u{a0}', " ");
    let lines: Vec<(&str, ClaimId, &exode::Revision)> = changes
        .iter()
        .filter_map(|change| match change {
            Change::Kept(..) => None,
            Change::Changed(_, id, revision) => Some(("changed", *id, revision)),
            Change::Gone(id, revision) => Some(("gone", *id, revision)),
            Change::New(id, revision) => Some(("new", *id, revision)),
        })
        .collect();
    if json {
        let figure = |(what, id, r): &(&str, ClaimId, &exode::Revision)| serde_json::json!({ "what": what, "id": id, "of": r.of, "before": r.before, "after": r.after, "fields": r.fields });
        let figures: Vec<_> = lines.iter().map(figure).collect();
        let state = if version == 0 { "reread" } else { "changed" };
        crate::say(&format!("{}\n", serde_json::json!({ "report": name, "state": state, "version": version, "figures": figures })))?;
        std::io::stdout().flush()?;
        return Ok(());
    }
    if version > 0 {
        crate::say(&format!("{}: version {version}{}\n", show::plain(name), if lines.is_empty() { ", no figure changed" } else { "" }))?;
    } else if !lines.is_empty() {
        crate::say(&format!("{}: read again\n", show::plain(name)))?;
    }
    for (what, id, revision) in lines {
        let line = match what {
            // The figure may stand where what it says of it changed.
            "changed" if revision.before == revision.after => {
                format!("{} reads otherwise: {}", figure(&revision.after), revision.fields.join(", "))
            }
            "changed" => {
                let others: Vec<&str> = revision.fields.iter().copied().filter(|f| *f != "figure").collect();
                let others = if others.is_empty() { String::new() } else { format!("; also other: {}", others.join(", ")) };
                format!("{} \u{2192} {}{others}", figure(&revision.before), figure(&revision.after))
            }
            "gone" => format!("{} is gone", figure(&revision.before)),
            _ => format!("{} is new", figure(&revision.after)),
        };
        crate::say(&format!("  {line}  ({})  {id}\n", revision.of))?;
    }
    Ok(())
}
