//! The command `exode`.
#![expect(clippy::print_stderr, reason = "the command line is where printing belongs")]

mod add;
mod brief;
mod case;
mod check;
mod discrepancy;
mod explain;
mod export;
mod files;
mod fitting;
mod help;
mod ledger;
mod list;
mod outlook;
mod predict;
mod progress;
mod read;
mod review;
mod score;
mod series;
mod serve;
mod show;
mod sources;
mod trace;
mod words;

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

use crate::outlook::Question;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) if broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("exode: {error:#}");
            ExitCode::from(2)
        }
    }
}

/// `exode read … | head` is no failure.
fn broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

/// Print a text; a reader that walks away is an error of its own, which [`main`] forgives.
fn say(text: &str) -> Result<()> {
    Ok(std::io::stdout().lock().write_all(text.as_bytes())?)
}

fn run() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    match arguments.next()? {
        Some(Value(command)) => match command.to_string_lossy().as_ref() {
            "read" => read::run(arguments),
            "add" => add::run(arguments),
            "list" => list::run(arguments),
            "review" => review::run(arguments),
            "check" => return check::run(arguments),
            "export" => export::run(arguments),
            "serve" => serve::run(arguments),
            "brief" => brief::run(arguments),
            "series" => series::run(arguments),
            "trace" => trace::run(arguments),
            "explain" => explain::run(arguments),
            "case" => case::run(arguments),
            "predict" => predict::run(arguments),
            "now" => outlook::run(Question::Now, arguments),
            "forecast" => outlook::run(Question::Forecast, arguments),
            "whatif" => outlook::run(Question::WhatIf, arguments),
            "score" => score::run(arguments),
            "schema" => say(include_str!("../../../docs/claim.schema.json")),
            "help" => {
                let topic = arguments.next()?;
                let topic = if let Some(Value(t)) = topic { t.to_string_lossy().into_owned() } else { String::new() };
                say(help::topic(&topic))
            }
            other => bail!("there is no command {other:?}; `exode help` lists them"),
        },
        Some(Long("help") | Short('h')) | None => say(help::topic("")),
        Some(Long("version") | Short('V')) => say(&format!("exode {} (reader {})\n", env!("CARGO_PKG_VERSION"), exode::READER)),
        Some(other) => Err(other.unexpected()).context("try: exode --help"),
    }?;
    Ok(ExitCode::SUCCESS)
}
