//! `exode list`.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use exode::claim::Measure;
use exode::{Listed, Query, ReviewState, Store};
use lexopt::prelude::*;

use crate::read::{color, color_by_default};
use crate::show::{self, paint};

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut ledger: PathBuf = crate::ledger::default_path();
    let mut query = Query { limit: 50, ..Query::default() };
    let mut words: Vec<String> = Vec::new();
    let (mut json, mut unread, mut colored) = (false, false, color_by_default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = arguments.value()?.into(),
            Long("measure") => query.measure = Some(measure(&mut arguments)?),
            Long("place") => query.place = Some(arguments.value()?.to_string_lossy().into_owned()),
            Long("state") => {
                let name = arguments.value()?.to_string_lossy().into_owned();
                let names = || ReviewState::ALL.map(ReviewState::name).join(", ");
                let state = ReviewState::ALL.into_iter().find(|s| s.name() == name);
                query.state = Some(state.with_context(|| format!("--state is one of {}", names()))?);
            }
            Long("findings") => unread = true,
            Long("since") => query.since = Some(day(&mut arguments, "--since")?),
            Long("until") => query.until = Some(day(&mut arguments, "--until")?),
            Long("limit") => {
                query.limit = arguments.value()?.parse().ok().filter(|n| *n > 0).context("--limit takes a number from 1")?;
            }
            Long("before") => query.before = Some(arguments.value()?.parse().context("--before takes a row number")?),
            Long("json") => json = true,
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => return crate::say(crate::help::topic("list")),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            other => return Err(other.unexpected()).context("try: exode help list"),
        }
    }
    query.text = (!words.is_empty()).then(|| words.join(" "));
    let store = crate::ledger::open(&ledger)?;
    if unread {
        return findings(&store, json);
    }
    // The ledger has English names; the gazetteer knows the others.
    if let Some(text) = &query.place
        && store.place(text)?.is_none()
    {
        let known = exode::place_named(text, false).or_else(|| exode::place_named(text, true));
        query.place = Some(known.with_context(|| format!("neither the ledger nor the gazetteer has a place {text:?}"))?.id);
    }
    let claims = store.list(&query)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for listed in &claims {
        if json {
            serde_json::to_writer(&mut out, &line(listed))?;
            writeln!(out)?;
        } else {
            entry(listed, colored, &mut out)?;
        }
    }
    if claims.is_empty() && !json {
        writeln!(out, "no claim like that; the ledger holds {}", store.stats()?.claims)?;
    } else if let (Some(last), false) = (claims.last().filter(|_| claims.len() == query.limit), json) {
        writeln!(out, "older ones: add --before {}", last.row)?;
    }
    Ok(out.flush()?)
}

/// What could not be read safely.
fn findings(store: &Store, json: bool) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    show::findings(&store.findings()?, json, &mut out)?;
    Ok(out.flush()?)
}

/// The value of `--measure`.
pub(crate) fn measure(arguments: &mut lexopt::Parser) -> Result<Measure> {
    let name = arguments.value()?.to_string_lossy().into_owned();
    let names = || Measure::ALL.iter().map(|m| m.name()).collect::<Vec<_>>().join(", ");
    Measure::named(&name).with_context(|| format!("--measure is one of {}", names()))
}

fn day(arguments: &mut lexopt::Parser, option: &str) -> Result<jiff::civil::Date> {
    let text = arguments.value()?.to_string_lossy().into_owned();
    text.parse().with_context(|| format!("{option} takes YYYY-MM-DD, not {text:?}"))
}

/// The claim with where it stands, for machines.
fn line(listed: &Listed) -> serde_json::Value {
    let mut line = serde_json::to_value(&listed.told.claim).unwrap_or_default();
    line["sentence_text"] = listed.told.sentence.clone().into();
    line["publisher"] = listed.publisher.clone().into();
    line["published"] = listed.published.map(|d| d.to_string()).into();
    line["review"] = serde_json::to_value(&listed.told.verified).unwrap_or_default();
    line["row"] = listed.row.into();
    line
}

/// A claim and its report, for people.
pub(crate) fn entry(listed: &Listed, color: bool, out: &mut impl Write) -> Result<()> {
    let told = &listed.told;
    show::claim(&told.claim, &told.sentence, told.mark, color, out)?;
    let mut about = vec![listed.publisher.clone().unwrap_or_else(|| told.claim.report.clone())];
    about.extend(listed.published.map(|d| d.to_string()));
    about.extend(told.verified.state.words().map(str::to_owned));
    if !told.verified.corrected.is_empty() {
        about.push(format!("corrected: {}", told.verified.corrected.join(", ")));
    }
    if told.verified.sensitivity != exode::Sensitivity::Public {
        about.push(told.verified.sensitivity.name().to_owned());
    }
    let about: Vec<String> = about.iter().map(|part| show::plain(part)).collect();
    writeln!(out, "      {}", paint(color, "2", &about.join(" · ")))?;
    Ok(())
}
