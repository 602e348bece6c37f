//! A mark of all that decides how a text reads: code, words and places. It goes with every reading, so that a ledger knows which texts
//! another reader read (`exode add --reread`).

use std::path::{Path, PathBuf};

/// From the folder of this crate.
const READER: &[&str] = &[
    "src/reading.rs",
    "src/topic.rs",
    "src/input.rs",
    "../claim/src",
    "../text/src",
    "../place/src",
    "../place/build",
    "../extract/src",
    "../../lang",
    "../../data",
];

/// What of them no reading needs.
const UNREAD: &[&str] = &["../../data/map", "../../data/page", "../../data/sources.toml", "../../data/speakers.txt"];

fn main() -> std::io::Result<()> {
    let mut files = Vec::new();
    for path in READER {
        println!("cargo:rerun-if-changed={path}");
        under(Path::new(path), &mut files)?;
    }
    files.retain(|f| !UNREAD.iter().any(|folder| f.starts_with(folder)));
    files.sort();
    let mut mark: u64 = 0xcbf2_9ce4_8422_2325; // FNV-1a
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        // A checkout may have other line ends; the reader is the same.
        let bytes = std::fs::read(&file)?;
        for byte in name.bytes().chain(bytes.into_iter().filter(|b| *b != b'\r')) {
            mark = (mark ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=EXODE_READER={}-{mark:016x}", env!("CARGO_PKG_VERSION"));
    Ok(())
}

/// The files at or under `path`.
fn under(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        under(&entry?.path(), files)?;
    }
    Ok(())
}
