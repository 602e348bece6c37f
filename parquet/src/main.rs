//! `exode-parquet IN.jsonl OUT.parquet`.

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::Path;
use std::process::ExitCode;

use exode_parquet::{Error, convert};

fn run(from: &Path, to: &Path) -> Result<usize, Error> {
    let part = to.with_extension("parquet.part");
    let rows = convert(BufReader::new(File::open(from)?), BufWriter::new(File::create(&part)?))?;
    // The file is there whole or not at all.
    std::fs::rename(part, to)?;
    Ok(rows)
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let [from, to] = &arguments[..] else {
        eprintln!("usage: exode-parquet IN.jsonl OUT.parquet, where IN.jsonl is made by `exode export --as jsonl`");
        return ExitCode::from(2);
    };
    match run(Path::new(from), Path::new(to)) {
        Ok(rows) => {
            println!("{rows} rows written to {}", Path::new(to).display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("exode-parquet: {error}");
            ExitCode::from(2)
        }
    }
}
