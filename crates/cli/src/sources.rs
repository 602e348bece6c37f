//! Paths to batches of inputs for a ledger. Files are read when their batch is due: memory does not grow with the folder or the archive.

use std::io::{BufRead, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, bail};
use exode::{BATCH, Format, Languages, Source, Store};

use crate::files::{Input, inputs};
use crate::ledger::now;
use crate::progress::Progress;

/// A ledger in memory with the reports of `inputs`, and how many of them could not be read.
pub(crate) fn ledger_of(inputs: Vec<Input>, languages: Languages<'_>) -> Result<(Store, usize)> {
    let mut store = Store::in_memory()?;
    let (all, mut done) = (inputs.len(), 0);
    let failed = Arc::new(AtomicUsize::new(0));
    let mut progress = Progress::new("reports");
    exode::add(&mut store, Batches::new(inputs, false, Arc::clone(&failed)), languages, &now, |batch| {
        done += batch.len();
        progress.at(done, all);
        true
    })?;
    Ok((store, failed.load(Ordering::Relaxed)))
}

/// What a command looks at: `paths` read into a ledger in memory, or the ledger (the default one where none is named); and how many inputs
/// could not be read.
pub(crate) fn looked_at(paths: &[PathBuf], ledger: Option<&Path>, lang_dir: Option<&Path>) -> Result<(Store, usize)> {
    match (paths, ledger) {
        ([], ledger) => Ok((crate::ledger::open(ledger.unwrap_or(&crate::ledger::default_path()))?, 0)),
        (_, None) => ledger_of(inputs(paths, false)?, crate::words::languages(lang_dir)?),
        (_, Some(_)) => bail!("the ledger, or these reports? to have both, first: exode add PATH... --ledger FILE"),
    }
}

/// An open archive of JSON Lines.
struct Lines {
    stream: Box<dyn BufRead + Send>,
    name: String,
    place: String,
    number: usize,
}

/// The inputs, in batches. What cannot be read is told on standard error, counted, and costs no other.
pub(crate) struct Batches {
    inputs: std::vec::IntoIter<Input>,
    lines: Option<Lines>,
    archive: bool,
    failed: Arc<AtomicUsize>,
}

impl Batches {
    /// The batches of `inputs`; with `archive`, standard input is JSON Lines. `failed` counts what cannot be read.
    pub(crate) fn new(inputs: Vec<Input>, archive: bool, failed: Arc<AtomicUsize>) -> Self {
        Self { inputs: inputs.into_iter(), lines: None, archive, failed }
    }

    /// The next input; `None` where all are through.
    fn next_source(&mut self) -> Option<Result<Source>> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next_line() {
                    Some(line) => return Some(line),
                    None => self.lines = None,
                }
            }
            let input = self.inputs.next()?;
            match self.open(&input) {
                Ok(Some(source)) => return Some(Ok(source)),
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }

    /// The source of an input, or `None` where it is an archive, whose lines come next.
    fn open(&mut self, input: &Input) -> Result<Option<Source>> {
        match input {
            Input::Standard if self.archive => {
                let stream = Box::new(BufReader::with_capacity(1 << 20, std::io::stdin()));
                self.lines = Some(Lines { stream, name: "stdin".to_owned(), place: "standard input".to_owned(), number: 0 });
                Ok(None)
            }
            Input::File(path, Format::JsonLines) => {
                let file = std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
                let stream = Box::new(BufReader::with_capacity(1 << 20, file));
                self.lines = Some(Lines { stream, name: stem(path), place: place(path), number: 0 });
                Ok(None)
            }
            Input::Standard => {
                let mut body = Vec::new();
                std::io::stdin().lock().read_to_end(&mut body).context("cannot read standard input")?;
                let mut source =
                    Source { name: "stdin".to_owned(), format: Format::sniff(&body), line: 0, body, sidecar: None, place: String::new() };
                // What is piped in lies nowhere: another text is another report.
                source.place = source.hash();
                Ok(Some(source))
            }
            Input::File(path, format) => {
                let body = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                let beside = path.with_extension("json");
                let sidecar = match std::fs::read(&beside) {
                    Ok(bytes) => Some(bytes),
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                    Err(error) => return Err(error).with_context(|| format!("cannot read {}", beside.display())),
                };
                Ok(Some(Source { name: stem(path), format: *format, line: 0, body, sidecar, place: place(path) }))
            }
        }
    }
}

impl Iterator for Batches {
    type Item = Vec<Source>;

    fn next(&mut self) -> Option<Vec<Source>> {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < BATCH && bytes < 16 << 20 {
            match self.next_source() {
                None => break,
                Some(Ok(source)) => {
                    bytes += source.body.len();
                    batch.push(source);
                }
                Some(Err(error)) => {
                    eprintln!("exode: {error:#}");
                    self.failed.fetch_add(1, Ordering::Relaxed);
                }
            }
        }
        (!batch.is_empty()).then_some(batch)
    }
}

impl Lines {
    /// The next line that is not blank.
    fn next_line(&mut self) -> Option<Result<Source>> {
        loop {
            let mut body = Vec::new();
            match self.stream.read_until(b'\n', &mut body) {
                Ok(0) => return None,
                Ok(_) => {}
                Err(error) => return Some(Err(error).with_context(|| format!("cannot read on in {}", self.name))),
            }
            self.number += 1;
            if body.iter().any(|b| !b.is_ascii_whitespace()) {
                let (name, place) = (self.name.clone(), self.place.clone());
                return Some(Ok(Source { name, format: Format::JsonLines, line: self.number, body, sidecar: None, place }));
            }
        }
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Where a file lies, the same from whatever folder exode is started.
fn place(path: &Path) -> String {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()).to_string_lossy().into_owned()
}
