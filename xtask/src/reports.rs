//! Whole annotated reports: a folder of texts with sidecars and `gold/*.jsonl`.

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::judge::{Gold, Score, judge};

/// Read every report of `texts` that has a gold file in `gold`, and judge it.
///
/// # Errors
/// A file that cannot be read or parsed, with its place.
pub fn score(texts: &Path, gold: &Path) -> Result<Score> {
    let mut total = Score::default();
    let entries = std::fs::read_dir(gold).with_context(|| format!("{}", gold.display()))?;
    let mut files = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|p| p.extension().is_some_and(|e| e == "jsonl"));
    files.sort();
    for file in files {
        let name = file.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let lines = std::fs::read_to_string(&file)?;
        let golds = lines
            .lines()
            .filter(|l| !l.trim().is_empty())
            .map(gold_line)
            .collect::<Result<Vec<_>>>()
            .with_context(|| format!("{}", file.display()))?;
        let text = std::fs::read(texts.join(format!("{name}.txt")))?;
        let sidecar = std::fs::read(texts.join(format!("{name}.json"))).ok();
        let document = exode::document(&text, &name, exode::Format::Plain, sidecar.as_deref());
        let report = exode::read(&document, exode::Languages::embedded());
        let claims: Vec<_> = report.claims.iter().map(|c| &c.claim).collect();
        total.add(judge(&name, &golds, &claims));
    }
    Ok(total)
}

fn gold_line(line: &str) -> Result<Gold> {
    let v: Value = serde_json::from_str(line)?;
    let text = |f: &str| match &v[f] {
        Value::String(s) => Some(s.clone()),
        Value::Object(o) => o.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    };
    let list = |f: &str| match &v[f] {
        Value::String(s) => vec![s.clone()],
        Value::Array(a) => a.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let flag = |f: &str| v[f].as_bool().unwrap_or(false);
    let mut measure = list("measure");
    measure.extend(list("alt_measure"));
    Ok(Gold {
        quote: text("quote").context("no quote")?,
        offset: v["offset"].as_u64().context("no offset")? as usize,
        low: v["low"].as_f64(),
        high: v["high"].as_f64(),
        quantifier: text("quantifier").unwrap_or_default(),
        unit: text("unit").unwrap_or_default(),
        measure,
        rate: text("rate"),
        origin: text("origin"),
        destination: text("destination"),
        crossing: text("crossing"),
        place: text("place"),
        time: text("time"),
        source: text("source"),
        relay: list("relay"),
        hedged: flag("hedged"),
        modality: text("modality").filter(|m| m != "asserted").unwrap_or_default(),
        vague: flag("vague"),
        borderline: flag("borderline"),
    })
}
