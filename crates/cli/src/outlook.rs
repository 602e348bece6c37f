//! `exode now`, `exode forecast`, `exode whatif`: one table, three questions.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use anyhow::{Result, bail};
use exode::fit::{Believed, Posterior, Row, Taken, untrusted};
use exode::modelled::number;
use lexopt::ValueExt as _;
use serde_json::{Value as Json, json};

use crate::fitting::{Fitted, Fitting, Word, next};

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// Where things stand.
    Now,
    /// Where they go.
    Forecast,
    /// What would be.
    WhatIf,
}

impl Question {
    fn name(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Forecast => "forecast",
            Self::WhatIf => "whatif",
        }
    }
}

/// Run the command.
pub(crate) fn run(question: Question, mut arguments: lexopt::Parser) -> Result<()> {
    let mut fitting = Fitting::default();
    let mut days: usize = if question == Question::WhatIf { 5 } else { 3 };
    let mut as_json = false;
    let mut levers: Vec<String> = Vec::new();
    while let Some(word) = next(&mut arguments)? {
        if fitting.take(&word, &mut arguments)? {
            continue;
        }
        match word {
            Word::Option(name) if name == "days" && question != Question::Now => {
                days = arguments.value()?.parse_with(|s| s.parse::<usize>().map(|n| n.clamp(1, 365)))?;
            }
            Word::Option(name) if name == "json" => as_json = true,
            Word::Option(name) if name == "help" || name == "h" => return crate::say(crate::help::topic(question.name())),
            Word::Value(text) if question == Question::WhatIf => levers.push(text.to_string_lossy().into_owned()),
            other => return Err(other.unexpected(question.name())),
        }
    }
    if question == Question::WhatIf && levers.is_empty() {
        bail!("say what if: exode whatif 'close verkhni-lars 2022-09-28..2022-09-30' --case ... --reports ...");
    }
    let told = fitting.told()?;
    let today = fitting.today(&told.figures)?;
    let last = today.saturating_add(jiff::Span::new().days(days as i64));
    let Fitted { posterior, taken } = fitting.fit(told, last)?;
    let (from, to) = match question {
        Question::Now => (today, today),
        Question::Forecast => (today.saturating_add(jiff::Span::new().days(1)), last),
        Question::WhatIf => (posterior.system.start(), last),
    };
    let what_if = match question {
        Question::WhatIf => Some(posterior.system.what_if(&levers.join(";"))?),
        _ => None,
    };
    let left_out = if question == Question::Now { posterior.leave_one_out() } else { Vec::new() };
    if let Some(doubt) = untrusted(&left_out) {
        eprintln!("exode: warning: {doubt}: so is which claims carry a number");
    }
    let mut rows = posterior.outlook(from, to, what_if.as_ref(), &left_out);
    if question == Question::WhatIf {
        // A what-if changes nothing before it begins.
        rows.retain(|r| r.with.is_none_or(|(_, change)| change.at != [0.0; 7]));
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    if as_json {
        for event in &taken {
            serde_json::to_writer(&mut out, &event_line(event, &posterior))?;
            writeln!(out)?;
        }
        for row in &rows {
            serde_json::to_writer(&mut out, &line(row, &posterior))?;
            writeln!(out)?;
        }
    } else {
        out.write_all(table(&rows, &taken, &posterior).as_bytes())?;
    }
    Ok(out.flush()?)
}

fn line(row: &Row, posterior: &Posterior) -> Json {
    let quantiles = |b: &Believed| json!({"0.05": b.at[0], "0.25": b.at[2], "0.5": b.at[3], "0.75": b.at[4], "0.95": b.at[6]});
    let mut line = json!({
        "modelled": true, "place": row.place, "name": row.name, "day": row.day.to_string(), "quantity": row.quantity,
        "unit": row.unit, "quantiles": quantiles(&row.believed),
    });
    if let Some((with, change)) = &row.with {
        line["what_if"] = quantiles(with);
        line["difference"] = quantiles(change);
    }
    if !row.carried_by.is_empty() {
        line["carried_by"] = row.carried_by.iter().map(|(f, _)| json!(posterior.figures[*f].id)).collect();
    }
    line
}

/// An event of the reports that is a lever of the fit.
fn event_line(taken: &Taken, posterior: &Posterior) -> Json {
    let mut line = json!({
        "modelled": true, "place": taken.gate, "event": taken.event.kind.name(), "time": taken.event.time.to_string(),
        "report": taken.event.report, "reports": taken.reports,
    });
    if let Some(size) = posterior.size_of(taken) {
        line["factor"] = json!({"0.05": size.at[0], "0.5": size.at[3], "0.95": size.at[6]});
    }
    line
}

fn table(rows: &[Row], taken: &[Taken], posterior: &Posterior) -> String {
    let mut out = String::from("Modelled: medians, then 50 % and 90 % intervals. No row is a count.\n");
    // Writing to a String cannot fail.
    for event in taken {
        let _ = writeln!(out, "  {}", exode::model::event_text(event, posterior));
    }
    let mut place = None;
    for row in rows {
        if place != Some((&row.place, row.day)) {
            let _ =
                write!(out, "\n{}  {}\n", posterior.system.gates().find(|g| g.0 == row.place).map_or(row.place.as_str(), |g| g.1), row.day);
            place = Some((&row.place, row.day));
        }
        let at = if row.name == row.place || row.unit == "people" {
            String::new()
        } else {
            format!(" at {}", exode::model::crossing(&row.name))
        };
        let _ = write!(out, "  {:<30} {}", format!("{} ({}){at}", row.quantity.replace('_', " "), row.unit), range(&row.believed));
        if let Some((with, change)) = &row.with {
            let _ = write!(out, "   what if: {}   difference: {} … {}", range(with), number(change.at[0]), number(change.at[6]));
        }
        for (figure, shift) in &row.carried_by {
            let f = &posterior.figures[*figure];
            let quote = if f.quote.is_empty() { &f.id } else { &f.quote };
            let _ = write!(out, "\n      carried by “{quote}” ({}), {shift:.1} sd", f.report);
        }
        out.push('\n');
    }
    out
}

fn range(b: &Believed) -> String {
    let (n, at) = (number, b.at);
    format!("{:>9}  [{} – {}]  [{} – {}]", n(at[3]), n(at[2]), n(at[4]), n(at[0]), n(at[6]))
}
