//! The five annotated seed reports, where they are: scored by their own script.

mod support;

use std::process::Command;

use support::{Folder, run, shared, skipped, with_path};

#[test]
fn the_seed_reports_are_read_well() {
    let (Some(seeds), Some(gold), Some(script)) = (shared("corpus/seeds"), shared("corpus/gold"), shared("tools/score.py")) else {
        skipped("the seed reports are not here");
        return;
    };
    let claims = run(with_path(&["read", "--json"], &seeds));
    assert_eq!(claims.code, Some(0), "{}", claims.err);
    let folder = Folder::new();
    let file = folder.write("claims.jsonl", &claims.out);
    let Ok(output) = Command::new("python3").arg(&script).arg(&gold).arg(&file).args(["--json", "--errors"]).output() else {
        skipped("python3 is not here");
        return;
    };
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    let last = told.lines().last().expect("a score");
    let score: serde_json::Value = serde_json::from_str(last).unwrap_or_else(|e| panic!("{e}: {last}"));
    let full = score["full_f1"].as_f64().expect("full_f1");
    assert!(full >= 0.90, "full_f1 is {full}\n{told}");
}
