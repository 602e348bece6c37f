//! `fit`: how long a fit takes and whether its diagnostics hold; of the example, or of a system made as large as asked.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use exode::case::Case;
use exode::claim::{Bounds, Measure, Modality, Quantifier, Rate, Unit, When};
use exode::fit::{Effort, Figure, Posterior, System, told};
use exode::{Format, Languages, Source, Store};
use jiff::ToSpan as _;

/// A system and what is told of it.
pub struct Work {
    system: System,
    figures: Vec<Figure>,
}

/// The case of a folder with the reports beside it.
///
/// # Errors
/// Where a file cannot be read.
pub fn example(folder: &Path) -> Result<Work> {
    let path = folder.join("case.toml");
    let case = Case::parse(&std::fs::read_to_string(&path).with_context(|| path.display().to_string())?, "case.toml")?;
    let mut files: Vec<_> = std::fs::read_dir(folder.join("reports"))?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    files.sort();
    let mut sources = Vec::new();
    for file in files {
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let Some(format) = file.extension().and_then(|e| format(&e.to_string_lossy())) else { continue };
        let sidecar = std::fs::read(file.with_extension("json")).ok();
        sources.push(Source { name, format, line: 0, body: std::fs::read(&file)?, sidecar, place: String::new() });
    }
    let mut store = Store::in_memory()?;
    exode::add(&mut store, std::iter::once(sources), Languages::embedded(), &String::new, |_| true)?;
    Ok(Work { system: System::new(&case, 1.0)?, figures: exode::figures(&store.reports()?) })
}

fn format(extension: &str) -> Option<Format> {
    match extension {
        "txt" => Some(Format::Plain),
        "md" => Some(Format::Markdown),
        "html" => Some(Format::Html),
        _ => None,
    }
}

/// A made system: so many crossings, each a gate of its own with a queue of cars, and so many claims about each: daily counts of guards,
/// queues and waits of media and travellers.
///
/// # Errors
/// Where the numbers make no system.
pub fn made(gates: usize, claims: usize) -> Result<Work> {
    let codes: Vec<&str> = COUNTRIES.split(' ').collect();
    if !(1..=codes.len()).contains(&gates) {
        bail!("{gates} gates: give 1 to {}", codes.len());
    }
    let mut text = String::from(HEAD);
    for (g, id) in codes[..gates].iter().enumerate() {
        // Sizes differ by a factor of ten, as those of crossings do.
        let size = libm::exp(2.3 * (g as f64 * 0.618_034).fract());
        let (appeal, background, capacity) = (0.05 * size, 300.0 * size, 200.0 * size);
        write!(
            text,
            "
[[gate]]
id = \"{id}\"
destination = \"{id}\"
appeal = {{ median = {appeal}, factor = 3 }}
background_per_day = {{ median = {background}, factor = 2 }}
travel_hours = {{ median = 20, factor = 2 }}
[[gate.queue]]
mode = \"car\"
capacity_per_day = {{ median = {capacity}, factor = 2 }}
people_per_vehicle = {{ median = 2.8, factor = 1.4 }}
waiting = {{ median = 100, factor = 4 }}
"
        )?;
    }
    let system = System::new(&Case::parse(&text, "made")?, 1.0)?;
    let plan: Vec<Figure> =
        (0..gates).flat_map(|g| (0..claims).map(move |n| (g, n))).map(|(g, n)| claim(&system, codes[g], g, n)).collect();
    let figures = told(&system, &plan, 1, false).figures;
    Ok(Work { system, figures })
}

const HEAD: &str = r#"
name = "made"
[period]
start = 2024-03-01
days = 21
[[origin]]
id = "RU"
[[origin.shock]]
what = "a shock"
at = 2024-03-05T09:00:00
people = { median = 400_000, factor = 3 }
onset_days = { median = 1, factor = 2 }
decay_days = { median = 5, factor = 2 }
"#;

/// Countries that gates lead to; none of them says anything about these countries.
const COUNTRIES: &str = "AD AE AF AL AM AO AR AT AU AZ BA BD BE BF BG BH BI BJ BO BR BT BW BY CA CD CF CG CH CI CL CM CN CO CR CU CY CZ DE DJ DK DO DZ EC EE EG ER ES ET FI FR GA GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JO JP KE KG KH KR KW KZ LA LB LR LS LT LU LV LY MA MD ME MG MK ML MM MN";

/// The `n`-th claim about a gate.
fn claim(system: &System, id: &str, gate: usize, n: usize) -> Figure {
    let (measure, unit, rate, source) = match n % 5 {
        0 | 2 => (Measure::CrossedIn, Unit::Person, Rate::PerDay, Some(format!("border guard {gate}"))),
        1 => (Measure::QueueVehicles, Unit::Vehicle, Rate::Instant, Some("state media".to_owned())),
        3 => (Measure::Wait, Unit::Hour, Rate::Instant, Some("travellers".to_owned())),
        _ => (Measure::CrossedIn, Unit::Person, Rate::PerDay, None),
    };
    let day = system.start().saturating_add((3 + n as i64 * 15 / 20 % 17).days());
    Figure {
        id: format!("{gate}-{n}"),
        report: format!("report {gate} {n}"),
        published: Some(day.saturating_add(1.day())),
        sentence: n,
        quote: String::new(),
        // Values of a plan differ, or they would be taken for copies of one.
        bounds: Bounds::exactly(1_234.567_89 * (1.0 + 0.01 * n as f64) * (1.0 + 0.3 * gate as f64)),
        quantifier: if n.is_multiple_of(3) { Quantifier::Approximately } else { Quantifier::Exact },
        unit,
        measure,
        rate: Some(rate),
        origin: Some("RU".into()),
        destination: Some(id.to_owned()),
        crossing: None,
        place: None,
        time: Some(When::day(day)),
        source: source.clone(),
        speaker: None,
        hedged: false,
        modality: Modality::Asserted,
        vague: false,
    }
}

/// Fit it, and tell what it took.
#[must_use]
pub fn measure(work: Work, effort: Effort) -> String {
    let (start, before) = (Instant::now(), processor_s());
    let posterior = Posterior::fit(work.system, work.figures, None, effort);
    let (wall, processor) = (start.elapsed().as_secs_f64(), processor_s().zip(before).map(|(a, b)| a - b));
    let d = &posterior.diagnostics;
    let mut out = format!("{wall:.1} s on the wall with {} threads", std::thread::available_parallelism().map_or(1, usize::from));
    if let Some(s) = processor {
        let _ = write!(out, ", {s:.1} s of processor time: {:.1} µs a run", s / d.runs as f64 * 1e6);
    }
    let _ = write!(
        out,
        "\n{} claims, {} unknowns, {} runs of the physics; ln evidence {:.2?}, R-hat {:.3}, {} particles a run, {:.2} of moves accepted\n",
        posterior.observations.list.len(),
        posterior.unknowns().len(),
        d.runs,
        d.ln_evidence,
        d.r_hat,
        d.particles,
        d.acceptance,
    );
    for warning in d.warnings() {
        let _ = writeln!(out, "warning: {warning}");
    }
    out
}

/// Processor seconds of this process so far, where the system tells.
fn processor_s() -> Option<f64> {
    // utime and stime, the 14th and 15th field; the second may hold blanks and ends with a bracket. Ticks are hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<f64> = stat.rsplit_once(')')?.1.split_whitespace().skip(11).take(2).map(|f| f.parse().unwrap_or(0.0)).collect();
    Some(fields.iter().sum::<f64>() / 100.0)
}
