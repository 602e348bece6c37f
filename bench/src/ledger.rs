//! How a ledger's cost grows with its size: adding, then looking at it in the ways an analyst does.

use std::time::Instant;

use anyhow::Result;
use exode::{BATCH, Format, Languages, Query, Source, Store};
use nix::sys::resource::{UsageWho, getrusage};

use crate::Options;
use crate::clock;
use crate::random::Random;

/// Sizes at which the ledger is looked at, in reports.
const SIZES: [usize; 5] = [1_000, 5_000, 20_000, 50_000, 100_000];
/// Looks of each kind at each size.
const LOOKS: usize = 60;

const ORIGINS: [&str; 10] =
    ["Russia", "Ukraine", "Sudan", "Venezuela", "Syria", "Myanmar", "South Sudan", "Somalia", "Burundi", "Ethiopia"];
const DESTINATIONS: [&str; 20] = [
    "Georgia",
    "Kazakhstan",
    "Finland",
    "Mongolia",
    "Poland",
    "Moldova",
    "Chad",
    "Uganda",
    "Rwanda",
    "Colombia",
    "Armenia",
    "Turkey",
    "Egypt",
    "Lebanon",
    "Jordan",
    "Thailand",
    "India",
    "Bangladesh",
    "Kenya",
    "Peru",
];
const SOURCES: [&str; 8] = [
    "the interior ministry",
    "UNHCR",
    "the Red Cross",
    "border guards",
    "IOM",
    "the governor",
    "the Finnish Border Guard",
    "local authorities",
];
const DAYS: [&str; 4] = ["on Monday", "on Sunday", "on Saturday", "since 3 March"];

/// A report of ten claims, as an archive has it.
fn report(n: usize, chance: &mut Random) -> Source {
    let mut text = String::new();
    for _ in 0..10 {
        let (from, to, by, day) = (chance.pick(&ORIGINS), chance.pick(&DESTINATIONS), chance.pick(&SOURCES), chance.pick(&DAYS));
        let (people, km) = (chance.between(100, 99_999), chance.between(1, 60));
        let sentence = match chance.between(0, 2) {
            0 => format!("More than {people} people from {from} crossed into {to} {day}, according to {by}."),
            1 => format!("The queue at the border with {to} reached {km} km {day}, {by} said."),
            _ => format!("About {people} refugees fled from {from} to {to} {day}, {by} said."),
        };
        text.push_str(&sentence);
        text.push_str("\n\n");
    }
    let line = serde_json::json!({
        "id": format!("g{n}"), "text": text, "lang": "en", "title": format!("Border update {n}"),
        "published": format!("2023-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28), "publisher": format!("Outlet {}", n % 300),
    });
    let body = line.to_string().into_bytes();
    Source { name: "generated".into(), format: Format::JsonLines, line: n, body, sidecar: None, place: "bench".into() }
}

/// Generated reports in batches, made when they are due.
struct Made {
    next: usize,
    end: usize,
    chance: Random,
}

impl Iterator for Made {
    type Item = Vec<Source>;

    fn next(&mut self) -> Option<Vec<Source>> {
        let batch: Vec<Source> = (self.next..self.end.min(self.next + BATCH)).map(|n| report(n, &mut self.chance)).collect();
        self.next += batch.len();
        (!batch.is_empty()).then_some(batch)
    }
}

/// `exode-bench ledger`: a table of Markdown on standard output.
pub(crate) fn run(options: &Options) -> Result<()> {
    let path = std::env::temp_dir().join(format!("exode-bench-{}.exode", std::process::id()));
    let mut store = Store::open(&path, true)?;
    let mut chance = Random::new(7);
    let mut made = 0;
    println!("| reports | claims | added a second, wall | added a processor second | file MB | peak memory MiB | open ms |{}", heads());
    println!("|{}", "---|".repeat(7 + KINDS.len()));
    for size in SIZES.into_iter().filter(|&s| s <= options.reports) {
        let (wall, processor) = (Instant::now(), clock::process_cpu());
        let batches = Made { next: made, end: size, chance: Random::new(size as u64) };
        exode::add(&mut store, batches, Languages::embedded(), &|| "2023-12-31T00:00:00Z".into(), |_| true)?;
        let added = (size - made) as f64;
        made = size;
        let (wall, processor) = (wall.elapsed().as_secs_f64(), (clock::process_cpu() - processor).as_secs_f64());
        let opening = Instant::now();
        let opened = Store::open(&path, false)?;
        let opening = opening.elapsed().as_secs_f64() * 1e3;
        let looks: Vec<String> = KINDS.iter().map(|(_, query)| look(&opened, *query, &mut chance)).collect::<Result<_>>()?;
        println!(
            "| {size} | {} | {:.0} | {:.0} | {:.0} | {} | {opening:.1} | {} |",
            opened.stats()?.claims,
            added / wall,
            added / processor,
            std::fs::metadata(&path)?.len() as f64 / 1e6,
            getrusage(UsageWho::RUSAGE_SELF)?.max_rss() / 1024,
            looks.join(" | ")
        );
    }
    drop(store);
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    Ok(())
}

type Ask = fn(&mut Random) -> Query;

/// What is asked of a ledger.
const KINDS: &[(&str, Ask)] = &[
    ("newest", |_| Query { limit: 50, ..Query::default() }),
    ("a common word", |c| words(c.pick(&DESTINATIONS).to_owned())),
    ("two words", |c| words(format!("{} {}", c.pick(&ORIGINS), c.pick(&["queue", "refugees", "ministry", "km"])))),
    ("a rare word", |c| words(c.between(100, 99_999).to_string())),
    ("a place", |c| Query { place: Some(c.pick(&DESTINATIONS).to_owned()), limit: 50, ..Query::default() }),
    ("a measure", |c| {
        let measures = [exode::claim::Measure::CrossedIn, exode::claim::Measure::QueueLength, exode::claim::Measure::Killed];
        Query { measure: Some(c.pick(&measures)), limit: 50, ..Query::default() }
    }),
    ("days", |c| {
        let month = c.between(1, 14);
        let day = format!("{}-{:02}-05", 2023 + (month - 1) / 12, 1 + (month - 1) % 12);
        Query { since: day.parse().ok(), limit: 50, ..Query::default() }
    }),
];

fn words(text: String) -> Query {
    Query { text: Some(text), limit: 50, ..Query::default() }
}

fn heads() -> String {
    KINDS.iter().map(|(name, _)| format!(" {name}: ms median / 95 % |")).collect()
}

/// Median and 95th percentile of many looks, in milliseconds.
fn look(store: &Store, ask: Ask, chance: &mut Random) -> Result<String> {
    let mut times = Vec::with_capacity(LOOKS);
    for _ in 0..LOOKS {
        let query = ask(chance);
        let began = Instant::now();
        std::hint::black_box(store.list(&query)?);
        times.push(began.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    Ok(format!("{:.1} / {:.1}", times[LOOKS / 2], times[LOOKS * 95 / 100]))
}
