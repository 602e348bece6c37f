//! Files and texts somebody brings in, on the path every report takes into the ledger.

use std::cell::RefCell;

use exode::{Added, Format, Languages, Source};

use crate::room::Room;

/// What somebody brought: the name of a file, or of a text typed in, and its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Brought {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What is known about it, as a sidecar would say it.
    pub(crate) about: Option<serde_json::Value>,
}

/// Add what was brought; what each did to the ledger, in order.
pub(crate) fn add(
    room: &Room,
    brought: Vec<Brought>,
    languages: Languages<'_>,
    now: fn() -> String,
) -> Result<Vec<(String, Added)>, exode::StoreError> {
    let sources: Vec<Source> = brought.into_iter().flat_map(sources).collect();
    let batches: Vec<Vec<Source>> = sources.chunks(exode::BATCH).map(<[Source]>::to_vec).collect();
    let told = RefCell::new(Vec::new());
    room.write(|store| {
        exode::add(store, batches.into_iter(), languages, &now, |batch| {
            told.borrow_mut().extend_from_slice(batch);
            true
        })
    })?;
    Ok(told.into_inner())
}

/// The reports of one file: one, or one a line.
fn sources(brought: Brought) -> Vec<Source> {
    let Brought { name, bytes, about } = brought;
    // A path would say where somebody keeps files; only its last part is a name.
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let stem = stem.chars().filter(|c| !c.is_control()).take(120).collect::<String>();
    let stem = if stem.trim().is_empty() { "text".to_owned() } else { stem };
    let format = Format::of_name(file).unwrap_or_else(|| Format::sniff(&bytes));
    let sidecar = about.map(|about| about.to_string().into_bytes());
    if format != Format::JsonLines {
        let mut source = Source { name: stem, format, line: 0, body: bytes, sidecar, place: String::new() };
        // What comes through a browser lies nowhere: a file of the same name is a newer text of the same report only where the page
        // says so with its address.
        source.place = source.hash();
        return vec![source];
    }
    let lines = bytes.split(|b| *b == b'\n').enumerate().filter(|(_, line)| line.iter().any(|b| !b.is_ascii_whitespace()));
    lines
        .map(|(n, line)| {
            let mut source = Source { name: stem.clone(), format, line: n + 1, body: line.to_vec(), sidecar: None, place: String::new() };
            source.place = source.hash();
            source
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brought(name: &str, bytes: &str) -> Brought {
        Brought { name: name.into(), bytes: bytes.as_bytes().to_vec(), about: None }
    }

    #[test]
    fn a_file_is_named_without_its_folder() {
        let named = |name| sources(brought(name, "text")).remove(0).name;
        assert_eq!(named("C:\\Users\\katia\\note.txt"), "note");
        assert_eq!(named("../../etc/passwd"), "passwd");
        assert_eq!(named(""), "text");
    }

    #[test]
    fn an_archive_is_many_reports() {
        let all = sources(brought("a.jsonl", "{\"text\": \"one\"}\n\n{\"text\": \"two\"}\n"));
        assert_eq!(all.iter().map(|s| s.line).collect::<Vec<_>>(), [1, 3]);
    }
}
