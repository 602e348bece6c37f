//! Documents as JSON Lines.

use std::io::{BufWriter, ErrorKind, Write};

use anyhow::Result;

use crate::Options;
use crate::text::Source;

/// A stream goes round these many bytes of documents, each time under new names.
const POOL: usize = 16_000_000;

/// `exode-bench text`: a sample with its languages, for peers that want them told.
pub(crate) fn text(options: &Options) -> Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for text in Source::new(options.kind, &options.root)?.take(options.bytes as usize) {
        writeln!(out, "{}", serde_json::json!({"lang": text.lang.code(), "text": text.body}))?;
    }
    Ok(out.flush()?)
}

/// `exode-bench stream`: at least so many bytes of lines, language not told.
pub(crate) fn run(options: &Options) -> Result<()> {
    let pool = Source::new(options.kind, &options.root)?.take(POOL.min(options.bytes as usize));
    let lines: Vec<String> =
        pool.iter().map(|t| format!(",\"published\":\"2022-09-28\",\"text\":{}}}\n", serde_json::Value::from(t.body.as_str()))).collect();
    let mut out = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let mut written = 0;
    for (n, line) in lines.iter().cycle().enumerate() {
        if written >= options.bytes {
            break;
        }
        let head = format!("{{\"id\":\"s{n}\"");
        written += (head.len() + line.len()) as u64;
        match out.write_all(head.as_bytes()).and_then(|()| out.write_all(line.as_bytes())) {
            Err(e) if e.kind() == ErrorKind::BrokenPipe => return Ok(()),
            result => result?,
        }
    }
    Ok(out.flush()?)
}
