//! Measures exode beside its peers. See README.md; `exode-bench help` lists the commands.

mod clock;
mod filler;
mod ledger;
mod measure;
mod profile;
mod random;
mod stream;
mod text;
mod watch;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use lexopt::prelude::*;

use crate::text::Kind;

const HELP: &str = "\
exode-bench measure [--megabytes N] [--rounds N] [--out FILE.json]   exode beside the Rust peers, a table on standard output
exode-bench text KIND [--bytes N]                 documents as JSON Lines, each dated and with its language
exode-bench once KIND [--bytes N]                 one timed reading of those documents by exode, as JSON
exode-bench stream [KIND] [--bytes N]             a JSON Lines stream made on the fly
exode-bench watch [--out FILE.json] COMMAND...    run a command, tell its peak memory and its times
exode-bench profile KIND [STAGE] [--seconds N]    go over the same text again and again, for a profiler
exode-bench ledger [--reports N]                  a ledger of generated reports: cost of adding and looking as it grows
exode-bench list KIND [--bytes N]                 the claims exode finds, one a line
KIND: dense, sparse-documents, sparse-paragraphs, filler. STAGE: document, language, tokens, read.
--root DIR: the repository whose case and corpus are read (default: the one this was built in).";

/// Everything the commands take.
pub(crate) struct Options {
    pub(crate) kind: Kind,
    pub(crate) stage: String,
    pub(crate) bytes: u64,
    pub(crate) rounds: usize,
    pub(crate) reports: usize,
    pub(crate) seconds: f64,
    pub(crate) out: Option<PathBuf>,
    pub(crate) root: PathBuf,
}

fn main() -> Result<()> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(command)) => command.string()?,
        _ => "help".to_owned(),
    };
    let mut options = Options {
        kind: Kind::Dense,
        stage: "read".to_owned(),
        bytes: 20_000_000,
        rounds: 5,
        reports: 100_000,
        seconds: 3.0,
        out: None,
        root: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
    };
    let mut named = 0;
    while let Some(argument) = args.next()? {
        match argument {
            Long("bytes") => options.bytes = args.value()?.parse()?,
            Long("megabytes") => options.bytes = args.value()?.parse_with(|v| v.parse::<f64>().map(|m| (m * 1e6) as u64))?,
            Long("reports") => options.reports = args.value()?.parse()?,
            Long("rounds") => options.rounds = args.value()?.parse()?,
            Long("seconds") => options.seconds = args.value()?.parse()?,
            Long("out") => options.out = Some(args.value()?.into()),
            Long("root") => options.root = args.value()?.into(),
            Value(program) if command == "watch" => {
                let rest: Vec<_> = args.raw_args()?.collect();
                return watch::run(&program, &rest, options.out.as_deref());
            }
            Value(value) if named == 0 => {
                options.kind = Kind::of_name(&value.string()?)?;
                named += 1;
            }
            Value(value) => options.stage = value.string()?,
            other => return Err(other.unexpected()).context("see exode-bench help"),
        }
    }
    match command.as_str() {
        "measure" => measure::run(&options),
        "once" => measure::once(&options),
        "text" => stream::text(&options),
        "ledger" => ledger::run(&options),
        "stream" => stream::run(&options),
        "profile" => profile::run(&options),
        "list" => profile::list(&options),
        "help" | "--help" => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("no command {other:?}\n{HELP}"),
    }
}
