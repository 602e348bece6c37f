//! Every heading of the corpus is a test. A heading marked `[open]` must still fail; `UPDATE_CORPUS=1` sets and clears the marks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use xtask::corpus::{self, Case};
use xtask::judge::{document, exact, judge};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let cases = corpus::load(&root).unwrap_or_else(|e| panic!("{e:#}"));
    if std::env::var_os("UPDATE_CORPUS").is_some() {
        update(&cases);
        return;
    }
    let trials = cases.into_iter().map(|case| {
        let file = case.file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        Trial::test(format!("{}/{file}:{} {}", case.lang, case.line, case.title), move || check(&case))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn reads_as_written(case: &Case) -> Result<(), String> {
    let report = exode::read(&document(&case.text, case.published.as_deref(), &case.lang), exode::Languages::embedded());
    let claims: Vec<_> = report.claims.iter().map(|c| &c.claim).collect();
    // Most headings are about figures and say nothing of what changes at borders.
    let about_events = case.file.file_stem().is_some_and(|s| EVENTS.iter().any(|e| s == *e));
    let events: Vec<String> = report.events.iter().map(event).collect();
    if about_events && events != case.events {
        return Err(format!("events: {events:?}, not {:?}", case.events));
    }
    if exact(&case.gold, &claims) {
        return Ok(());
    }
    let errors = judge("", &case.gold, &claims).errors;
    Err(if errors.is_empty() { "a vague claim is missed or added".to_owned() } else { errors.join("\n") })
}

/// The files that tell every event of their sentences.
const EVENTS: [&str; 2] = ["border-events", "evenements-de-frontiere"];

/// An event as the corpus writes it, at the place named nearest.
fn event(event: &exode::claim::Event) -> String {
    let place = event.places.first().map_or("", |p| p.name.as_str());
    let until = event.time.end().filter(|_| event.time.start().is_some()).map_or_else(String::new, |d| format!(" until {d}"));
    let from = event.time.start().map_or_else(String::new, |d| format!(" from {d}"));
    format!("{} at {place}{from}{until}", event.kind.name())
}

fn check(case: &Case) -> Result<(), Failed> {
    match (reads_as_written(case), case.open) {
        (Ok(()), false) | (Err(_), true) => Ok(()),
        (Ok(()), true) => Err("reads as written now: remove its [open] mark (UPDATE_CORPUS=1)".into()),
        (Err(errors), false) => Err(errors.into()),
    }
}

/// Rewrite the `[open]` marks to what the reader does today.
fn update(cases: &[Case]) {
    let mut marks: BTreeMap<PathBuf, BTreeMap<usize, bool>> = BTreeMap::new();
    for case in cases {
        marks.entry(case.file.clone()).or_default().insert(case.line, reads_as_written(case).is_err());
    }
    for (file, marks) in marks {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let lines = text.lines().enumerate().map(|(n, line)| match marks.get(&(n + 1)) {
            Some(open) => {
                let bare = line.trim_end().trim_end_matches("[open]").trim_end();
                if *open { format!("{bare} [open]") } else { bare.to_owned() }
            }
            None => line.to_owned(),
        });
        let text = lines.collect::<Vec<_>>().join("\n") + "\n";
        std::fs::write(&file, text).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    }
}
