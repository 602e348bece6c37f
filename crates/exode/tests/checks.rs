//! What `check` finds in the example case; `--nocapture` prints all of it, to be read line by line after a change of reader or rule.

use std::path::{Path, PathBuf};

use exode::ledger::{Evidence, Ties, check};
use exode::{Format, Languages, document, read};

fn example() -> Evidence {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/russia-2022/reports");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).expect("the example case").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let reports = paths.iter().filter_map(|path| {
        let name = path.file_name()?.to_str()?;
        let format = Format::of_name(name)?;
        let sidecar = std::fs::read(path.with_extension("json")).ok();
        let stem = path.file_stem()?.to_str()?;
        Some(read(&document(&std::fs::read(path).expect("a readable file"), stem, format, sidecar.as_deref()), Languages::embedded()))
    });
    exode::evidence(reports.map(|r| exode::fresh(r).report).collect(), &Ties::default())
}

#[test]
fn the_example_case_shows_its_denials_and_its_lost_hedges() {
    let evidence = example();
    let lines: Vec<String> = check(&evidence)
        .iter()
        .map(|d| format!("{} {}: {}", d.severity.name(), d.rule.code(), d.arithmetic.replace('\u{a0}', " ")))
        .collect();
    println!("{}", lines.join("\n"));
    for expected in [
        "contradiction figure-denied: fonctionnaire moscovite denies 261,000 people; told: 261,000 people in 21\u{2013}24 Sep 2022",
        "contradiction figure-denied: Dmitri Peskov, spokesman of the Kremlin denies 700,000 people; told: ",
        "note hedge-dropped: \u{201c}about 40 h\u{201d} (Dépêches du Sud (fictive), 24 Sep 2022) is told without its hedge as \u{201c}40 h\u{201d} in the same report.",
        "note conditional-dropped: \u{201c}261,000 people\u{201d}, told conditionally, (Le Quotidien des Confins (fictif), 26 Sep 2022) is told without",
    ] {
        assert!(lines.iter().any(|l| l.starts_with(expected)), "{expected}\n{lines:#?}");
    }
}
