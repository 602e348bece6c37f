//! Reports into a ledger: read, masked, with what makes them known again.

use std::sync::mpsc::sync_channel;

use exode_ledger::{Sketch, Told, Verified};
use exode_store::{Added, Fresh, Incoming, Kept, Store, StoreError};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::{Document, Format, Lang, Languages, Report, document, document_of_line, read};

/// The reader, kept with each reading: its version and a hash of its code, words and places. Texts read by another one can be read again.
pub const READER: &str = env!("EXODE_READER");

/// How many reports are written in one transaction: enough to be fast, few enough to lose little work on a stop.
pub const BATCH: usize = 256;

/// An input on its way into a ledger.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file's stem.
    pub name: String,
    /// Its format. [`Format::JsonLines`] means one line, one report.
    pub format: Format,
    /// The line's number in its file, from 1; 0 for other formats.
    pub line: usize,
    /// The unmodified input.
    pub body: Vec<u8>,
    /// The metadata given beside it.
    pub sidecar: Option<Vec<u8>>,
    /// Where it lay: tells a changed report from another one. Only a hash of it is kept, since folders bear names of people.
    pub place: String,
}

impl Source {
    /// SHA-256 of input and sidecar, hexadecimal.
    #[must_use]
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.body);
        if let Some(sidecar) = &self.sidecar {
            hash.update(b"\0sidecar\0");
            hash.update(sidecar);
        }
        hex(&hash.finalize())
    }

    /// The document it holds.
    #[must_use]
    pub fn document(&self) -> Document {
        match self.format {
            Format::JsonLines => document_of_line(&self.body, &self.name, self.line),
            format => document(&self.body, &self.name, format, self.sidecar.as_deref()),
        }
    }
}

/// Read an input as a ledger takes it. It is the same report as an earlier one with the same address; where it has none, with the same
/// name in the same place.
fn incoming(source: Source, hash: String, languages: Languages<'_>) -> Incoming {
    let document = source.document();
    let mut fresh = fresh(read(&document, languages));
    fresh.report.sketch = Some(Sketch::of(&document.text));
    // A line of an archive that names itself by its number alone is another report when a line is put before it.
    let numbered = source.format == Format::JsonLines && document.name == format!("{}:{}", source.name, source.line);
    let place = if numbered { hash.clone() } else { hex(&Sha256::digest(format!("{}\0{}", source.place, document.name))) };
    let address = fresh.report.url.as_deref().and_then(address);
    Incoming { address, place, hash, format: source.format.name(), body: source.body, sidecar: source.sidecar, fresh }
}

/// An address as it tells one report from another: a page of a site, without what readers' programs add to it. "n/a" and the front page
/// of a site tell nothing.
fn address(url: &str) -> Option<String> {
    let rest = url.trim().strip_prefix("https://").or_else(|| url.trim().strip_prefix("http://"))?;
    let rest = rest.split('#').next()?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let kept: Vec<&str> = query.split('&').filter(|q| !q.is_empty() && !q.starts_with("utm_") && !q.starts_with("fbclid=")).collect();
    (path.contains('/') || !kept.is_empty()).then(|| format!("{path}?{}", kept.join("&")))
}

/// Read a text of the ledger again.
fn again(kept: &Kept, languages: Languages<'_>) -> Fresh {
    let document = kept_document(kept);
    let mut fresh = fresh(read(&document, languages));
    fresh.report.sketch = Some(Sketch::of(&document.text));
    fresh
}

/// The document of a text that a ledger keeps. A format this exode does not know is read as plain text.
pub(crate) fn kept_document(kept: &Kept) -> Document {
    let format = Format::named(&kept.format).unwrap_or(Format::Plain);
    let mut document = match format {
        Format::JsonLines => document_of_line(&kept.body, &kept.name, 0),
        format => document(&kept.body, &kept.name, format, kept.sidecar.as_deref()),
    };
    document.name.clone_from(&kept.name);
    document
}

/// Add inputs to a ledger, batch by batch: while one batch is written the next is read, on all cores. Texts that are current
/// are not read again. After each batch, once it cannot be lost any more, `told` hears what each input did, in order; where it answers `false`,
/// no further batch is begun.
///
/// # Errors
/// The first batch that cannot be written; those before it are kept.
pub fn add(
    store: &mut Store,
    batches: impl Iterator<Item = Vec<Source>> + Send,
    languages: Languages<'_>,
    now: &(dyn Fn() -> String + Sync),
    mut told: impl FnMut(&[(String, Added)]) -> bool,
) -> Result<(), StoreError> {
    let known = store.hashes()?;
    let reader = languages.reader();
    // One batch waits while one is written: memory stays flat.
    let (send, receive) = sync_channel::<Vec<Result<Incoming, String>>>(1);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            for batch in batches {
                let ready = batch.into_par_iter().map(|source| {
                    let hash = source.hash();
                    if known.contains(&hash) { Err(source.name) } else { Ok(incoming(source, hash, languages)) }
                });
                if send.send(ready.collect()).is_err() {
                    return; // the other side stopped
                }
            }
        });
        for batch in receive {
            let names: Vec<(String, bool)> =
                batch.iter().map(|i| i.as_ref().map_or_else(|n| (n.clone(), true), |i| (i.fresh.report.name.clone(), false))).collect();
            let unknown: Vec<Incoming> = batch.into_iter().flatten().collect();
            let mut added = store.add(&unknown, &reader, &now())?.into_iter();
            let outcome: Vec<(String, Added)> = names
                .into_iter()
                .map(|(name, known)| (name, if known { Added::Known } else { added.next().unwrap_or(Added::Known) }))
                .collect();
            if !told(&outcome) {
                break;
            }
        }
        Ok(())
    })
}

/// Read again what another reader read, reviews kept. `told` hears after each batch how many texts were read; `false` stops.
///
/// # Errors
/// As [`add`].
pub fn reread(
    store: &mut Store,
    languages: Languages<'_>,
    now: &dyn Fn() -> String,
    mut told: impl FnMut(&[(String, Vec<exode_ledger::Change>)]) -> bool,
) -> Result<(), StoreError> {
    let reader = languages.reader();
    loop {
        let kept = store.outdated(&reader, BATCH)?;
        if kept.is_empty() {
            return Ok(());
        }
        let fresh: Vec<(i64, Fresh)> = kept.par_iter().map(|k| (k.version, again(k, languages))).collect();
        let changes = store.reread(&fresh, &reader, &now())?;
        let outcome: Vec<_> = kept.into_iter().map(|k| k.name).zip(changes).collect();
        if !told(&outcome) {
            return Ok(());
        }
    }
}

/// What one reading gives a ledger.
#[must_use]
pub fn fresh(report: Report) -> Fresh {
    let told = |c: crate::ReadClaim| Told { claim: c.claim, sentence: c.sentence, mark: c.mark, verified: Verified::default() };
    let findings = report.findings;
    let report = exode_ledger::Report {
        name: report.name,
        title: report.title,
        publisher: report.publisher,
        url: report.url,
        published: report.published,
        lang: report.lang.map_or("und", Lang::code),
        hash: None,
        sketch: None,
        sensitivity: exode_ledger::Sensitivity::Public,
        claims: report.claims.into_iter().map(told).collect(),
    };
    Fresh { report, findings }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        out.push_str(&format!("{byte:02x}"));
        out
    })
}
