//! Paths to inputs: files, folders, standard input, and the sidecars beside them.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use exode::Format;

/// One input to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file with its format.
    File(PathBuf, Format),
    /// Standard input.
    Standard,
}

/// The inputs of the paths given, folders walked, in a fixed order.
pub(crate) fn inputs(paths: &[PathBuf], lines: bool) -> Result<Vec<Input>> {
    let mut out = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            out.push(Input::Standard);
        } else if path.is_dir() {
            walk(path, &mut out)?;
        } else if path.extension().is_some_and(|e| e == "exode") && path.is_file() {
            bail!("{} is a ledger, not a report; to work from it: --ledger {0}", path.display());
        } else if path.is_file() {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let format = if lines { Format::JsonLines } else { Format::of_name(&name).unwrap_or(Format::Plain) };
            out.push(Input::File(path.clone(), format));
        } else {
            bail!("{} is no file or folder", path.display());
        }
    }
    if out.is_empty() {
        bail!("nothing to read: give files, folders or - for standard input (see exode help read)");
    }
    Ok(out)
}

fn walk(folder: &Path, out: &mut Vec<Input>) -> Result<()> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot open {}", folder.display()))?;
    let mut paths = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || name.eq_ignore_ascii_case("readme.md") {
            continue;
        }
        if path.is_dir() {
            walk(&path, out)?;
        } else if let (Some(format), true) = (Format::of_name(&name), path.is_file() || !path.exists()) {
            out.push(Input::File(path, format));
        }
    }
    Ok(())
}

/// Write through a neighbour file, so that a file is there whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let place = || format!("cannot write {}", path.display());
    // A device or a pipe is written to; put in its place, a file would end it for everybody.
    if std::fs::metadata(path).is_ok_and(|m| !m.is_file()) {
        return std::fs::write(path, bytes).with_context(place);
    }
    let mut magic = [0; 16];
    if std::fs::File::open(path).and_then(|mut f| f.read_exact(&mut magic)).is_ok() && magic == *b"SQLite format 3\0" {
        bail!("{} is a ledger or another database: give another file to write to", path.display());
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let mut file = std::fs::File::create(&part).with_context(place)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).with_context(place)?;
    std::fs::rename(&part, path).with_context(place)
}
