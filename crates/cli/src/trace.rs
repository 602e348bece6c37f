//! `exode trace`: where a figure comes from, who repeats it, what became of it on the way.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use exode::ledger::{
    Discrepancy, Evidence, Kinship, Lost, RelayGraph, Series, Twin, check, copies, evidence, in_order, relay_graph, series,
};
use lexopt::prelude::*;

use crate::discrepancy::{line as discrepancy_line, plain, tell as tell_discrepancy, tell_telling, tellings};
use crate::read::{color, color_by_default};
use crate::series;
use crate::show::paint;
use crate::sources::looked_at;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut id: Option<String> = None;
    let mut paths: Vec<PathBuf> = Vec::new();
    let (mut ledger, mut lang_dir): (Option<PathBuf>, Option<PathBuf>) = (None, None);
    let (mut json, mut colored) = (false, color_by_default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("ledger") => ledger = Some(arguments.value()?.into()),
            Long("lang-dir") => lang_dir = Some(arguments.value()?.into()),
            Long("json") => json = true,
            Long("color") => colored = color(&arguments.value()?)?,
            Long("help") | Short('h') => return crate::say(crate::help::topic("trace")),
            Value(word) if id.is_none() => id = Some(word.to_string_lossy().into_owned()),
            Value(path) => paths.push(path.into()),
            other => return Err(other.unexpected()).context("try: exode help trace"),
        }
    }
    let Some(id) = id else { bail!("trace what? a claim id, the last column of exode list (see exode help trace)") };
    let (store, failed) = looked_at(&paths, ledger.as_deref(), lang_dir.as_deref())?;
    let reports = in_order(store.reports()?);
    let pairs = copies(&reports);
    let page = evidence(reports, &store.ties()?);
    let row = page.rows.iter().find(|r| r.claim.id.to_string() == id);
    let Some(row) = row else { bail!("no claim {id} here, or a reviewer rejected it; ids are the last column of exode list") };
    let path = Path::of(&page, row.statement, &pairs);
    let mut out = BufWriter::new(std::io::stdout().lock());
    if json {
        serde_json::to_writer(&mut out, &path.line())?;
        writeln!(out)?;
    } else {
        path.tell(colored, &mut out)?;
    }
    out.flush()?;
    if failed > 0 {
        bail!("{failed} inputs could not be read");
    }
    Ok(())
}

/// A statement with all that is around it.
struct Path<'a> {
    page: &'a Evidence,
    statement: usize,
    graph: RelayGraph,
    /// The quantity it belongs to; `None` where it leaves open what it counts or where.
    series: Option<Series>,
    discrepancies: Vec<Discrepancy>,
    /// Copies of the reports that tell it.
    copies: Vec<&'a Twin<usize>>,
}

impl<'a> Path<'a> {
    fn of(page: &'a Evidence, statement: usize, pairs: &'a [Twin<usize>]) -> Self {
        let tells = |report: usize| page.statements[statement].tellings.iter().any(|&row| page.rows[row].report == report);
        Self {
            page,
            statement,
            graph: relay_graph(page, statement),
            series: series(page).into_iter().find(|s| s.points.iter().any(|p| p.statement == statement)),
            discrepancies: check(page).into_iter().filter(|d| d.statements.contains(&statement)).collect(),
            copies: pairs.iter().filter(|t| tells(t.a) || tells(t.b)).collect(),
        }
    }

    fn voice(&self, voice: usize) -> String {
        plain(&self.graph.voices[voice].name)
    }

    fn quote(&self, row: usize) -> String {
        plain(&self.page.rows[row].claim.quote)
    }

    /// For people.
    fn tell(&self, color: bool, out: &mut impl Write) -> Result<()> {
        let (page, s, graph) = (self.page, &self.page.statements[self.statement], &self.graph);
        let head = |out: &mut dyn Write, text: &str| writeln!(out, "\n{}", paint(color, "1", text));
        let about = [exode::ledger::words::measure_block(s.measure, s.unit, s.class), s.route.clone()];
        let about: Vec<&str> = about.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        writeln!(out, "{}  {}", paint(color, "1", &plain(&s.figure)), plain(&about.join(": ")))?;
        let count = exode::ledger::words::count;
        let (origins, outlets) = (count(graph.origins, "origin"), count(s.outlets.len(), "outlet"));
        writeln!(
            out,
            "{origins}, told by {outlets}; first seen {}",
            s.first_seen.map_or_else(|| "on no known day".to_owned(), |d| d.to_string())
        )?;

        head(out, "told by")?;
        for (row, report) in tellings(page, self.statement) {
            tell_telling(row, report, color, out)?;
            writeln!(out, "        “{}”{}", plain(&row.claim.quote), chain(row))?;
        }
        if !graph.links.is_empty() {
            head(out, "who has it from whom")?;
            for link in &graph.links {
                let since = link.since.map(|d| format!(", since {d}")).unwrap_or_default();
                writeln!(out, "      {} \u{2192} {}{since}", self.voice(link.from), self.voice(link.to))?;
            }
        }
        for circle in &graph.circles {
            let names: Vec<String> = circle.iter().map(|&v| self.voice(v)).collect();
            writeln!(out, "      in a circle: {}", names.join(" \u{2194} "))?;
        }
        if !graph.lost.is_empty() {
            head(out, "lost on the way")?;
            for lost in &graph.lost {
                writeln!(out, "      {}: “{}” became “{}”", hedge(lost.lost), self.quote(lost.kept), self.quote(lost.without))?;
            }
        }
        if let Some(one) = self.series.as_ref().filter(|s| s.points.len() > 1) {
            head(out, "the same quantity through time")?;
            series::tell(one, Some(self.statement), page, color, out)?;
        }
        if !self.copies.is_empty() {
            head(out, "copies of the reports that tell it")?;
            for twin in &self.copies {
                let like = if twin.kinship == Kinship::Text { "the same words" } else { "the same figures in other words" };
                let (a, b) = (&page.reports[twin.a].name, &page.reports[twin.b].name);
                let differ =
                    if twin.differs.is_empty() { String::new() } else { format!(", {} differ", count(twin.differs.len(), "figure")) };
                writeln!(out, "      {} and {}: {:.0} % {like}{differ}", plain(a), plain(b), twin.likeness * 100.0)?;
            }
        }
        if !self.discrepancies.is_empty() {
            head(out, "what does not add up")?;
            for discrepancy in &self.discrepancies {
                tell_discrepancy(discrepancy, None, page, color, out)?;
            }
        }
        Ok(())
    }

    /// For machines.
    fn line(&self) -> serde_json::Value {
        let (page, s, graph) = (self.page, &self.page.statements[self.statement], &self.graph);
        let ids = |rows: &[usize]| rows.iter().map(|&r| page.rows[r].claim.id.to_string()).collect::<Vec<_>>();
        let telling = |(row, report): (&exode::ledger::Row, &exode::ledger::ReportRow)| {
            serde_json::json!({
                "claim": row.claim.id.to_string(),
                "report": plain(&report.name),
                "outlet": plain(report.outlet()),
                "published": report.published.map(|d| d.to_string()),
                "quote": plain(&row.claim.quote),
                "source": row.claim.source.as_ref().map(|a| plain(&a.to_string())),
                "relay": row.claim.relay.iter().map(|a| plain(&a.to_string())).collect::<Vec<_>>(),
                "sensitivity": row.verified.sensitivity.name(),
            })
        };
        serde_json::json!({
            "figure": plain(&s.figure),
            "measure": s.measure,
            "route": plain(&s.route),
            "time": s.time.map(|t| t.to_string()),
            "first_seen": s.first_seen.map(|d| d.to_string()),
            "origins": graph.origins,
            "outlets": s.outlets.iter().map(|o| plain(o)).collect::<Vec<_>>(),
            "tellings": tellings(page, self.statement).map(telling).collect::<Vec<_>>(),
            "links": graph.links.iter().map(|l| serde_json::json!({
                "from": self.voice(l.from), "to": self.voice(l.to), "since": l.since.map(|d| d.to_string()), "claims": ids(&l.rows),
            })).collect::<Vec<_>>(),
            "circles": graph.circles.iter().map(|c| c.iter().map(|&v| self.voice(v)).collect()).collect::<Vec<Vec<_>>>(),
            "lost": graph.lost.iter().map(|l| serde_json::json!({
                "what": hedge(l.lost), "kept": ids(&[l.kept])[0], "without": ids(&[l.without])[0],
            })).collect::<Vec<_>>(),
            "series": self.series.as_ref().map(|one| series::line(one, Some(self.statement), page)),
            "copies": self.copies.iter().map(|t| serde_json::json!({
                "a": plain(&page.reports[t.a].name), "b": plain(&page.reports[t.b].name),
                "kinship": t.kinship, "likeness": t.likeness, "differs": t.differs,
            })).collect::<Vec<_>>(),
            "discrepancies": self.discrepancies.iter().map(|d| discrepancy_line(d, None, page)).collect::<Vec<_>>(),
        })
    }
}

/// By what path one telling has it, in its own words.
fn chain(row: &exode::ledger::Row) -> String {
    let source = row.claim.source.as_ref().map(|s| format!(" — {}", plain(&s.to_string())));
    let relays = row.claim.relay.iter().map(|r| format!(" via {}", plain(&r.to_string())));
    source.into_iter().chain(relays).collect()
}

/// What was lost, in words.
fn hedge(lost: Lost) -> String {
    match lost {
        Lost::Quantifier(q) => q.to_string(),
        Lost::Conditional => "the conditional".to_owned(),
    }
}
