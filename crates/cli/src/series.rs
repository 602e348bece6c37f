//! `exode series`: one quantity through time, a line a statement.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use exode::claim::{Claim, Measure, Modality};
use exode::ledger::{Evidence, Series, evidence, series};
use lexopt::prelude::*;

use crate::discrepancy::{claims, plain};
use crate::read::{color, color_by_default};
use crate::show::paint;
use crate::sources::looked_at;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut ledger, mut lang_dir): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let (mut measure, mut place): (Option<Measure>, Option<String>) = (None, None);
    let (mut all, mut json, mut colored) = (false, false, color_by_default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = Some(arguments.value()?.into()),
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("measure") => measure = Some(crate::list::measure(&mut arguments)?),
            Long("place") => {
                let text = arguments.value()?.to_string_lossy().into_owned();
                let known = exode::place_named(&text, false).or_else(|| exode::place_named(&text, true));
                place = Some(known.with_context(|| format!("the gazetteer has no place {text:?}"))?.id);
            }
            Long("all") => all = true,
            Long("json") => json = true,
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => return crate::say(crate::help::topic("series")),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help series"),
        }
    }
    let (store, failed) = looked_at(&paths, ledger.as_deref(), lang_dir.as_deref())?;
    let page = evidence(store.reports()?, &store.ties()?);
    let wanted = |s: &Series| {
        (all || s.points.len() > 1)
            && measure.is_none_or(|m| s.measure == m)
            && place.as_deref().is_none_or(|id| s.points.iter().any(|p| at(&page, p.statement, id)))
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut shown = 0;
    for one in series(&page).iter().filter(|s| wanted(s)) {
        shown += 1;
        if json {
            serde_json::to_writer(&mut out, &line(one, None, &page))?;
            writeln!(out)?;
        } else {
            tell(one, None, &page, colored, &mut out)?;
        }
    }
    if shown == 0 && !json {
        writeln!(out, "no quantity like that is told twice, in {} statements; --all shows those told once", page.statements.len())?;
    }
    out.flush()?;
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(())
}

/// Whether some telling of a statement is of this place.
fn at(page: &Evidence, statement: usize, id: &str) -> bool {
    let places = |c: &Claim| [&c.origin, &c.destination, &c.crossing, &c.place].into_iter().flatten().any(|p| p.id == id);
    page.statements[statement].tellings.iter().any(|&row| places(&page.rows[row].claim))
}

/// A series for people; `here` marks one of its statements.
pub(crate) fn tell(series: &Series, here: Option<usize>, page: &Evidence, color: bool, out: &mut impl Write) -> Result<()> {
    let origins = exode::ledger::words::count(series.origins, "stated origin");
    writeln!(out, "{}  {}", paint(color, "1", &plain(&series.heading)), paint(color, "2", &format!("({origins})")))?;
    for point in &series.points {
        let s = &page.statements[point.statement];
        let day = point.day.map_or_else(|| "no day".to_owned(), |d| d.to_string());
        let who = s.source.as_deref().unwrap_or("source not stated");
        let standing = if s.modality == Modality::Asserted { String::new() } else { format!("  {}", s.modality) };
        let mark = if here == Some(point.statement) { '*' } else { ' ' };
        let id = page.rows[s.tellings[0]].claim.id.to_string();
        writeln!(out, "{mark} {day:<10}  {:<28}{standing}  {}  {}", plain(&s.figure), plain(who), paint(color, "2", &id))?;
    }
    Ok(())
}

/// A series for machines; `here` marks one of its statements.
pub(crate) fn line(series: &Series, here: Option<usize>, page: &Evidence) -> serde_json::Value {
    let point = |p: &exode::ledger::Point| {
        let s = &page.statements[p.statement];
        serde_json::json!({
            "day": p.day.map(|d| d.to_string()),
            "time": p.time.map(|t| t.to_string()),
            "figure": plain(&s.figure),
            "low": s.low,
            "high": s.high,
            "quantifier": s.quantifier,
            "modality": s.modality,
            "source": s.source.as_deref().map(plain),
            "origin": p.origin,
            "claims": claims(page, p.statement),
            "here": here == Some(p.statement),
        })
    };
    serde_json::json!({
        "heading": plain(&series.heading),
        "measure": series.measure,
        "unit": series.unit,
        "class": series.class,
        "origins": series.origins,
        "points": series.points.iter().map(point).collect::<Vec<_>>(),
    })
}
