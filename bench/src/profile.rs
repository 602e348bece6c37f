//! The same text again and again, up to one stage: what a profiler is put on.

use std::time::Instant;

use anyhow::{Result, bail};
use exode::{Document, Format, Languages};

use crate::Options;
use crate::clock::time;
use crate::text::{Source, Text};

/// A small part of the text is enough for a profile.
const MOST: u64 = 2_000_000;

fn document(text: &Text) -> Document {
    exode::document(text.body.as_bytes(), "bench", Format::Plain, None)
}

/// `exode-bench profile`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let texts = Source::new(options.kind, &options.root)?.take(options.bytes.min(MOST) as usize);
    let languages = Languages::embedded();
    let stage: fn(&Text, Languages<'static>) -> usize = match options.stage.as_str() {
        "document" => |t, _| document(t).blocks.len(),
        "language" => |t, _| document(t).language().map_or(0, str::len),
        "tokens" => |t, _| document(t).tokens().0.len(),
        "read" => |t, l| exode::read(&document(t), l).claims.len(),
        other => bail!("no stage {other:?}"),
    };
    if let Some(text) = texts.first() {
        let _ = exode::read(&document(text), languages); // loads the lexicons
    }
    let bytes: usize = texts.iter().map(|t| t.body.len()).sum();
    let start = Instant::now();
    let (mut passes, mut found, mut cpu) = (0, 0, 0.0);
    while passes == 0 || start.elapsed().as_secs_f64() < options.seconds {
        let (count, took) = time(|| texts.iter().map(|t| stage(t, languages)).sum::<usize>());
        found = count;
        cpu += took.cpu;
        passes += 1;
    }
    let speed = (bytes * passes) as f64 / 1e6 / cpu;
    println!("{} {}: {} documents, {bytes} bytes, {found} found, {speed:.1} MB/s", options.kind.name(), options.stage, texts.len());
    Ok(())
}

/// `exode-bench list`: on filler, every line is a false claim.
pub(crate) fn list(options: &Options) -> Result<()> {
    for text in Source::new(options.kind, &options.root)?.take(options.bytes.min(MOST) as usize) {
        for found in exode::read(&document(&text), Languages::embedded()).claims {
            println!("{} {} | {}", found.claim.measure, found.claim.unit, found.sentence);
        }
    }
    Ok(())
}
