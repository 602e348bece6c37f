//! `exode score`: a fit beside what came out, beside its own claims, and beside itself after a lie.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Result, bail};
use exode::fit::{Figure, LeftOut, Posterior, Score, left_out_score, scores, untrusted};
use jiff::civil::Date;
use lexopt::ValueExt as _;

use crate::fitting::{Fitting, Word, lines, next};

/// Fits made again for claims whose left-out weights cannot be trusted.
const REFITS: usize = 12;

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut fitting = Fitting::default();
    let (mut truth, mut since): (Option<PathBuf>, Option<Date>) = (None, None);
    let (mut left_out, mut lie): (bool, Option<f64>) = (false, None);
    while let Some(word) = next(&mut arguments)? {
        if fitting.take(&word, &mut arguments)? {
            continue;
        }
        match word {
            Word::Option(name) if name == "truth" => truth = Some(arguments.value()?.into()),
            Word::Option(name) if name == "since" => since = Some(arguments.value()?.parse()?),
            Word::Option(name) if name == "leave-one-out" => left_out = true,
            Word::Option(name) if name == "lie" => lie = Some(arguments.value()?.parse_with(factor)?),
            Word::Option(name) if name == "help" || name == "h" => return crate::say(crate::help::topic("score")),
            Word::Value(case) if !fitting.has_case() => fitting.set_case(case.into()),
            other => return Err(other.unexpected("score")),
        }
    }
    if truth.is_none() && !left_out && lie.is_none() {
        bail!("say what to score against: --truth FIGURES.jsonl, in claim form with their values; --leave-one-out; or --lie 10");
    }
    let mut truth = truth.map(|t| lines(&t)).transpose()?.unwrap_or_default();
    let begins = |f: &Figure| f.time.and_then(|t| t.start().or(t.end()));
    truth.retain(|f| since.is_none_or(|day| begins(f).is_some_and(|d| d >= day)));
    let last = fitting.system(None)?.start();
    let told = fitting.told_or_beside_case()?;
    let posterior = fitting.fit(told, last)?.posterior;
    let mut out = String::from(HEAD);
    if !truth.is_empty() {
        for (set, scores) in scores(&posterior, &fitting.prior(last)?, &truth) {
            scores.iter().for_each(|s| out.push_str(&line(set, s)));
        }
    }
    if left_out {
        let rows = posterior.leave_one_out_surely(REFITS);
        if let Some(doubt) = untrusted(&rows) {
            eprintln!("exode: warning: {doubt}");
        }
        out.push_str(&line("claims, each left out", &left_out_score(&rows)));
        unexpected(&posterior, &rows, &mut out)?;
    }
    if let Some(factor) = lie {
        lies(&posterior, factor, &mut out)?;
    }
    crate::say(&out)
}

const HEAD: &str = "figures with                      rival                          n   in 50 %  in 80 %  in 90 %  interval score (ln)\n";

fn line(set: &str, s: &Score) -> String {
    let [a, b, c] = s.covered.map(|c| 100.0 * c);
    let (name, score) = (s.rival.name(), s.interval_score);
    format!("{set:<33} {name:<28} {:>4}   {a:>5.0}    {b:>5.0}    {c:>5.0}    {score:.3}\n", s.count)
}

/// The claims outside the 90 % interval of what all others make expect, the least expected first.
fn unexpected(posterior: &Posterior, rows: &[LeftOut], out: &mut String) -> Result<()> {
    let beyond = |r: &&LeftOut| r.said < r.expected.interval(90).0 || r.said > r.expected.interval(90).1;
    let mut rows: Vec<&LeftOut> = rows.iter().filter(beyond).collect();
    rows.sort_by(|a, b| a.tail.total_cmp(&b.tail).then(a.figure.cmp(&b.figure)));
    for row in rows {
        let (figure, (low, high)) = (&posterior.figures[row.figure], row.expected.interval(90));
        let (quote, source) = (&figure.quote, figure.source.as_deref().unwrap_or("the report itself"));
        writeln!(out, "  {quote:?} ({source}, {}): {:.4} where the others expect {low:.4} to {high:.4}", figure.report, row.said)?;
    }
    Ok(())
}

/// Every claim in turn made so many times too large.
fn lies(posterior: &Posterior, factor: f64, out: &mut String) -> Result<()> {
    let dates = posterior.figures.iter().filter_map(|f| f.published);
    let day = dates.max().unwrap_or(posterior.system.start()).min(posterior.system.day_at(posterior.system.end_h() - 1.0));
    let (mut named, mut harmless) = (0, 0);
    let list = &posterior.observations.list;
    writeln!(out, "\neach claim times {factor}, as of {day}: is it named, and what moves most, in widths of its own 50 % interval")?;
    for observation in list {
        let lie = posterior.lied_to(observation.figure, factor, day);
        let said = &posterior.figures[observation.figure];
        named += usize::from(lie.gross > 0.5);
        harmless += usize::from(lie.moved.0 == 0);
        let worst = lie.worst.as_ref().map_or_else(String::new, |(row, by)| format!("{} {} by {by:.2}", row.name, row.quantity));
        writeln!(out, "  {:>3.0} % wrong   {worst:<44} {}", 100.0 * lie.gross, said.quote)?;
    }
    writeln!(out, "named {named} of {}; {harmless} of them move nothing by more than its own 50 % interval", list.len())?;
    Ok(())
}

fn factor(text: &str) -> Result<f64> {
    text.parse::<f64>().ok().filter(|f| f.is_finite() && *f > 0.0).ok_or_else(|| anyhow::anyhow!("--lie takes a factor, as 10"))
}
