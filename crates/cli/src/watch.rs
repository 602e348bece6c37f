//! `exode watch`: the loop around the feeds, its files and its clock.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use exode::{Added, Store};
use exode_watch::{Feeds, Memory, Outcome, Watcher};
use lexopt::prelude::*;

use crate::files::write_whole;
use crate::ledger::now;
use crate::show::plain;

/// What `exode help watch` says.
pub(crate) const HELP: &str = "\
exode watch FEEDS.toml [--ledger FILE] [--once] [--memory FILE] [--lang-dir DIR]

Asks the RSS and Atom feeds of a list, and adds their new entries to a ledger, until Ctrl-C; what was told as added is in the ledger.
This is the one command that opens network connections, and only to what the list names. It sends If-None-Match and If-Modified-Since,
keeps to robots.txt, Retry-After and Crawl-delay, waits between two requests to a host, and leaves a feed that fails alone for longer
each time. docs/WATCH.md tells the limits.

  FEEDS.toml        the list, below
  --ledger FILE     the ledger (default: ledger.exode); it is made where there is none
  --once            ask every feed once, except those that asked to wait, and end: for cron
  --memory FILE     what is kept between runs: versions, waits, known entries (default: FEEDS.memory.json beside the list)
  --lang-dir DIR    read with the words of DIR instead of the built-in ones

The list:
  contact = \"https://example.org/who-we-are\"   # told to the sites; optional
  gap_seconds = 2                              # between two requests to a host
  allow_private = [\"feeds.intranet:8080\"]      # hosts that may lie in private networks
  authority = '''-----BEGIN CERTIFICATE----- ...'''  # who vouches for all these sites instead of the public authorities; optional

  [[feed]]
  url = \"https://www.example.org/rss.xml\"
  publisher = \"Example News\"                   # default: as the feed calls itself
  lang = \"fr\"                                  # default: as the texts tell
  every_minutes = 30                           # at least 5
  fetch_pages = false                          # true: read the page of every new entry, not what the feed says of it
  allow_http = false                           # true: http without TLS will do

Examples:
  exode watch feeds.toml --ledger crisis.exode
  exode watch feeds.toml --ledger crisis.exode --once
";

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut list: Option<PathBuf> = None;
    let mut ledger = crate::ledger::default_path();
    let (mut memory_file, mut lang_dir): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let mut once = false;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = arguments.value()?.into(),
            Long("memory") => memory_file = Some(arguments.value()?.into()),
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("once") => once = true,
            Long("help") | Short('h') => return crate::say(crate::help::topic("watch")),
            Value(path) if list.is_none() => list = Some(path.into()),
            other => return Err(other.unexpected()).context("try: exode help watch"),
        }
    }
    let Some(list) = list else { bail!("watch what? give a list of feeds: exode watch feeds.toml (see exode help watch)") };
    let text = std::fs::read_to_string(&list).with_context(|| format!("cannot read {}", list.display()))?;
    let feeds = Feeds::parse(&text, &list.display().to_string())?;
    let memory_file = memory_file.unwrap_or_else(|| list.with_extension("memory.json"));
    let mut watcher = Watcher::new(feeds, remembered(&memory_file)?);
    let languages = crate::words::languages(lang_dir.as_deref())?;
    let mut store = Store::open(&ledger, true)?;
    let mut due: Vec<i64> = vec![0; watcher.feeds().len()];
    let mut failed = 0;
    loop {
        for (n, due) in due.iter_mut().enumerate() {
            let second = jiff::Timestamp::now().as_second();
            if *due > second {
                continue;
            }
            let told = match watcher.ask(n, second) {
                Outcome::Same => "nothing new".to_owned(),
                Outcome::New(sources) => {
                    let (mut reports, mut claims) = (0, 0);
                    exode::add(&mut store, std::iter::once(sources), languages, &now, |batch| {
                        for (_, added) in batch {
                            match added {
                                Added::New { claims: n, .. } => (reports, claims) = (reports + 1, claims + n),
                                Added::Changed { .. } => reports += 1,
                                Added::Known => {}
                            }
                        }
                        true
                    })?;
                    watcher.taken(n);
                    format!("{reports} new or changed, {claims} new claims")
                }
                Outcome::Waits(until) => format!("left alone for {} s more", until - second),
                Outcome::Failed(why, wait) => {
                    failed += 1;
                    format!("{why}; left alone for {wait} s")
                }
            };
            let feed = &watcher.feeds()[n];
            *due = second.saturating_add(i64::try_from(feed.every_minutes * 60).unwrap_or(i64::MAX));
            let name = feed.publisher.clone().unwrap_or_else(|| feed.url.host_str().unwrap_or_default().to_owned());
            crate::say(&format!("{} {}: {}\n", now(), plain(&name), plain(&told)))?;
            // After every feed, so that a stop at any moment loses nothing but what was just asked.
            write_whole(&memory_file, serde_json::to_string_pretty(watcher.memory())?.as_bytes())?;
        }
        if once {
            break;
        }
        let next = due.iter().min().copied().unwrap_or(0) - jiff::Timestamp::now().as_second();
        std::thread::sleep(Duration::from_secs(u64::try_from(next).unwrap_or(0).clamp(1, 3600)));
    }
    match failed {
        0 => Ok(()),
        failed => bail!("{failed} of {} feeds could not be read", due.len()),
    }
}

/// What the last run kept. A file that is none is said so: without it every site would be asked for everything again.
fn remembered(path: &Path) -> Result<Memory> {
    match std::fs::read(path) {
        Ok(bytes) => {
            serde_json::from_slice(&bytes).with_context(|| format!("{} is no memory of feeds; move it away to begin anew", path.display()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Memory::default()),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
