//! `exode predict`.

use std::io::{BufWriter, Write as _};
use std::path::PathBuf;

use anyhow::{Result, bail};
use exode::fit::{Believed, LEVELS, Unread};
use serde_json::{Value as Json, json};

use crate::fitting::{Fitting, Word, lines, next};

/// Run the command.
pub(crate) fn run(mut arguments: lexopt::Parser) -> Result<()> {
    let mut fitting = Fitting::default();
    let mut asked: Option<PathBuf> = None;
    while let Some(word) = next(&mut arguments)? {
        if fitting.take(&word, &mut arguments)? {
            continue;
        }
        match word {
            Word::Option(name) if name == "for" => asked = Some(arguments.value()?.into()),
            Word::Option(name) if name == "help" || name == "h" => return crate::say(crate::help::topic("predict")),
            other => return Err(other.unexpected("predict")),
        }
    }
    let Some(asked) = asked else { bail!("say what to predict: --for FIGURES.jsonl") };
    let figures = lines(&asked)?;
    let last = fitting.system(None)?.start();
    let posterior = fitting.fit(fitting.told()?, last)?.posterior;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (figure, believed) in figures.iter().zip(posterior.predict(&figures)) {
        serde_json::to_writer(&mut out, &line(&figure.id, believed))?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// One line of the answer: quantiles of the true value, modelled, or why there are none.
fn line(id: &str, believed: Result<Believed, Unread>) -> Json {
    match believed {
        Ok(b) => {
            let quantiles: serde_json::Map<String, Json> =
                LEVELS.iter().zip(b.at).map(|(level, q)| (level.to_string(), json!(q))).collect();
            json!({"id": id, "modelled": true, "quantiles": quantiles})
        }
        Err(why) => json!({"id": id, "finding": why.to_string()}),
    }
}
