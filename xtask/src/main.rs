//! `cargo run -p xtask -- score [--errors]`: how well the reader reads the corpus, field by field.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command that prints")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use exode::fit::Effort;
use xtask::judge::{FIELDS, Score, document, judge};
use xtask::{corpus, reports};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["score", rest @ ..] => score(rest),
        ["sbc", rest @ ..] => count_twins(rest, &[false]),
        ["fit", rest @ ..] => fit(rest),
        ["twins", rest @ ..] => count_twins(rest, &[false, true]),
        _ => {
            println!(
                "cargo run --release -p xtask -- sbc [COUNT [CASE.toml [PARTICLES [MOVES]]]]   simulation-based calibration: how often intervals hold a truth drawn from the priors
cargo run --release -p xtask -- twins [COUNT [CASE.toml [PARTICLES [MOVES]]]]   the same, and again with a lie: how often it is named
cargo run --release -p xtask -- fit [example | GATES [CLAIMS-A-GATE] [PARTICLES [MOVES]]]   how long a fit takes: the example and its reports, or a made system
cargo run -p xtask -- score [--errors [fr|en|dev|blind|seeds] | --readme DATE]   precision and recall of the reader, per field"
            );
            Ok(())
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn fit(arguments: &[&str]) -> Result<()> {
    let work = match arguments {
        [] | ["example", ..] => xtask::fits::example(&root().join("cases/russia-2022"))?,
        [gates] => xtask::fits::made(gates.parse()?, 20)?,
        [gates, claims, ..] => xtask::fits::made(gates.parse()?, claims.parse()?)?,
    };
    let own = if arguments.first() == Some(&"example") { 1 } else { 2 };
    println!("{}", xtask::fits::measure(work, effort(arguments.get(own..).unwrap_or_default())?));
    Ok(())
}

/// How a fit is made: `[PARTICLES [MOVES]]`, the default where they are left out.
fn effort(arguments: &[&str]) -> Result<Effort> {
    let mut effort = Effort::default();
    if let Some(particles) = arguments.first() {
        effort.particles = particles.parse()?;
    }
    if let Some(moves) = arguments.get(1) {
        effort = effort.with_moves(moves.parse()?);
    }
    Ok(effort)
}

fn count_twins(arguments: &[&str], lies: &[bool]) -> Result<()> {
    let count = arguments.first().map_or(Ok(100), |n| n.parse())?;
    let case = arguments.get(1).map_or_else(|| root().join("cases/russia-2022/case.toml"), PathBuf::from);
    let effort = effort(arguments.get(2..).unwrap_or_default())?;
    for &lie in lies {
        let start = std::time::Instant::now();
        let t = xtask::twins::twins(&case, count, lie, effort)?;
        let all = t.all();
        println!(
            "{count} twins{}, {} true values; {} fits warned, {:.1} s each",
            if lie { " with a lie" } else { "" },
            all.count(),
            t.warned,
            start.elapsed().as_secs_f64() / count.max(1) as f64
        );
        println!("{:<28}{:>6} {:>7} {:>7} {:>7}   ranks by tenths", "", "n", "in 50 %", "in 80 %", "in 90 %");
        for (name, ranks) in t.ranks.iter().map(|(n, r)| (*n, r)).chain([("all", &all)]) {
            let [a, b, c] = [50.0, 80.0, 90.0].map(|p| 100.0 * ranks.inside(p));
            println!("{name:<28}{:>6} {a:>7.1} {b:>7.1} {c:>7.1}   {:?}", ranks.count(), ranks.histogram());
        }
        println!("lies named {} of {}, honest claims called lies {} of {}", t.lies[1], t.lies[0], t.lies[2], t.honest);
    }
    Ok(())
}

fn score(arguments: &[&str]) -> Result<()> {
    let only = match arguments {
        [] | ["--readme", _] => None,
        ["--errors"] => Some(""),
        ["--errors", which] => Some(*which),
        _ => bail!("score takes nothing, --errors [fr|en|dev|blind|seeds] or --readme DATE"),
    };
    let root = root();
    let mut sets: Vec<(&str, Score)> = vec![("fr", Score::default()), ("en", Score::default())];
    for case in corpus::load(&root)? {
        let document = document(&case.text, case.published.as_deref(), &case.lang);
        let report = exode::read(&document, exode::Languages::embedded());
        let claims: Vec<_> = report.claims.iter().map(|c| &c.claim).collect();
        let file = case.file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let set = usize::from(case.lang == "en");
        sets[set].1.add(judge(&format!("{file}:{}", case.line), &case.gold, &claims));
    }
    for (name, folder) in [("dev", "corpus/reports/dev"), ("blind", "corpus/reports/blind")] {
        let folder = root.join(folder);
        if folder.is_dir() {
            sets.push((name, reports::score(&folder, &folder.join("gold"))?));
        }
    }
    let shared = root.join("../shared/corpus");
    if shared.is_dir() {
        sets.push(("seeds", reports::score(&shared.join("seeds"), &shared.join("gold"))?));
    }
    if let Some(which) = only {
        for (_, score) in sets.iter().filter(|(n, _)| which.is_empty() || *n == which) {
            for error in &score.errors {
                println!("{error}");
            }
        }
    }
    if let ["--readme", date] = arguments {
        return readme(&root, date, &sets);
    }
    print!("{:12}", "");
    for (name, _) in &sets {
        print!("{name:>8}");
    }
    println!();
    let row = |label: &str, value: &dyn Fn(&Score) -> String| {
        print!("{label:12}");
        for (_, score) in &sets {
            print!("{:>8}", value(score));
        }
        println!();
    };
    row("claims", &|s| s.gold.to_string());
    row("spurious", &|s| s.spurious.to_string());
    row("precision", &|s| format!("{:.3}", s.precision()));
    row("recall", &|s| format!("{:.3}", s.recall()));
    row("claim_f1", &|s| format!("{:.3}", s.f1("claim")));
    row("full_f1", &|s| format!("{:.3}", s.f1("full")));
    for field in FIELDS {
        row(field, &|s| format!("{:.3}", s.share(field)));
    }
    Ok(())
}

/// Write the scores into the README, between its markers.
fn readme(root: &Path, date: &str, sets: &[(&str, Score)]) -> Result<()> {
    let path = root.join("README.md");
    let text = std::fs::read_to_string(&path)?;
    let (Some((head, rest)), marker) = (text.split_once("<!-- score -->"), "<!-- /score -->") else {
        bail!("README.md has no <!-- score -->")
    };
    let Some((_, tail)) = rest.split_once(marker) else { bail!("README.md has no {marker}") };
    let mut table = format!("| {date} |");
    for (name, _) in sets {
        table.push_str(&format!(" {name} |"));
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(sets.len()));
    let mut row = |label: &str, value: &dyn Fn(&Score) -> String| {
        table.push_str(&format!("\n| {label} |"));
        for (_, score) in sets {
            table.push_str(&format!(" {} |", value(score)));
        }
    };
    row("annotated claims", &|s| s.gold.to_string());
    row("precision", &|s| format!("{:.2}", s.precision()));
    row("recall", &|s| format!("{:.2}", s.recall()));
    row("claim F1", &|s| format!("{:.2}", s.f1("claim")));
    row("full F1", &|s| format!("{:.2}", s.f1("full")));
    for field in FIELDS {
        row(field, &|s| format!("{:.2}", s.share(field)));
    }
    std::fs::write(&path, format!("{head}<!-- score -->\n{table}\n{marker}{tail}"))?;
    Ok(())
}
