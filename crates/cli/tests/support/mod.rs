//! What the command-line tests share: the program, a folder that goes away, the repository.
#![allow(dead_code, reason = "each test file uses its part")]

pub(crate) mod browser;
pub(crate) mod schema;
pub(crate) mod server;
pub(crate) mod site;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Files beside the repository, `None` where they are not there.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(path);
    path.exists().then_some(path)
}

/// The program, run in the root of the repository, without colours and without a terminal.
pub(crate) fn exode() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exode"));
    command.current_dir(root()).env("NO_COLOR", "1").env("COLUMNS", "100").stdin(Stdio::null());
    command
}

/// What the program printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: Option<i32>,
}

impl Run {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("exode prints UTF-8");
        Self { out: text(output.stdout), err: text(output.stderr), code: output.status.code() }
    }

    /// Everything printed.
    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// Standard output as one JSON value a line.
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
    }
}

/// Run `exode` with these arguments.
pub(crate) fn run<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    Run::of(exode().args(arguments).output().expect("exode starts"))
}

/// Run `exode` with these arguments and `input` on standard input.
pub(crate) fn run_with<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>, input: &[u8]) -> Run {
    let mut child =
        exode().args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("exode starts");
    let mut stdin = child.stdin.take().expect("piped");
    let input = input.to_vec();
    let feed = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("exode ends");
    feed.join().expect("no panic").expect("exode reads its input");
    Run::of(output)
}

/// Arguments that end in a path.
pub(crate) fn with_path<'a>(words: &[&'a str], path: &'a Path) -> Vec<&'a std::ffi::OsStr> {
    words.iter().map(|word| std::ffi::OsStr::new(*word)).chain([path.as_os_str()]).collect()
}

/// A folder that is removed when dropped.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A fresh, empty folder.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("exode-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self(path)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Write a file into it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        path
    }

    /// Write a text and its sidecar.
    pub(crate) fn report(&self, stem: &str, published: &str, lang: &str, text: &str) -> PathBuf {
        self.write(&format!("{stem}.json"), serde_json::json!({ "published": published, "lang": lang }).to_string());
        self.write(&format!("{stem}.txt"), text)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays behind costs nothing but space.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Say that a test is passed over, and why.
#[expect(clippy::print_stderr, reason = "the message of a test that cannot run here")]
pub(crate) fn skipped(why: &str) {
    eprintln!("SKIPPED: {why}");
}
