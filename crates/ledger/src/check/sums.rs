//! Parts that share nobody and sum to more than their whole.
//!
//! What it finds: the crossings of a country, the countries people went to, or men together with women and children, whose lowest counts
//! inside the window of the whole already sum to more than the whole.
//!
//! What it refuses: places that are not countries as parts of all departures, because a town or a union shares people with a country; a
//! part that alone exceeds the whole (`part-exceeds-whole`); days (`days-against-total`). Of each part the lowest count of a window
//! stands, then the highest over windows, so that contested parts sum to no more than they must.
//!
//! Example: 53,000 to Georgia and 98,000 to Kazakhstan in a week in which 120,000 left Russia.
//!
//! Source: UNECE, Glossary of Terms on Statistical Data Editing: "balance edit".

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::parts::{Counts, Step, counts, wholes};
use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, Quantity};
use crate::words;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    let counts = counts(ground);
    let mut parts: BTreeMap<(Quantity<'_>, Step), Vec<Quantity<'_>>> = BTreeMap::new();
    for &part in counts.keys() {
        for (step, whole) in wholes(part) {
            let plain = part.crossing.is_none() && part.destination.is_some_and(is_country);
            if counts.contains_key(&whole) && (step != Step::Country || plain) {
                parts.entry((whole, step)).or_default().push(part);
            }
        }
    }
    for ((whole, step), parts) in parts {
        if parts.len() > 1 {
            for &(window, i) in &counts[&whole] {
                found.extend(excess(ground, (window, i), step, &parts, &counts));
            }
        }
    }
}

/// An ISO 3166-1 code of a state; `EU` is reserved for a union of them.
fn is_country(id: &str) -> bool {
    id.len() == 2 && id.bytes().all(|b| b.is_ascii_uppercase()) && id != "EU"
}

fn excess(
    ground: &Ground<'_>,
    (window, whole): ((Date, Date), usize),
    step: Step,
    parts: &[Quantity<'_>],
    counts: &Counts<'_>,
) -> Option<Discrepancy> {
    let limit = ground.interval(whole).high;
    if !limit.is_finite() {
        return None;
    }
    // Arrivals, departures and "have gone there" of one country are one part.
    let mut least: BTreeMap<_, usize> = BTreeMap::new();
    for part in parts {
        let name = (part.destination, part.crossing, part.who);
        for i in lowest_by_window(ground, window, &counts[part]) {
            let best = least.entry(name).or_insert(i);
            if ground.interval(i).low > ground.interval(*best).low {
                *best = i;
            }
        }
    }
    let chosen: BTreeSet<usize> = least.into_values().filter(|&i| ground.interval(i).low > 0.0).collect();
    let low = |i: &usize| ground.interval(*i).low;
    if chosen.len() < 2 || chosen.iter().any(|i| low(i) > limit) || chosen.iter().map(low).sum::<f64>() <= limit {
        return None;
    }
    let added: f64 = chosen.iter().map(|&i| ground.bounds(i).central()).sum();
    let numbers: Vec<String> = chosen.iter().map(|&i| words::number(ground.bounds(i).central())).collect();
    let named: Vec<String> = chosen.iter().map(|&i| format!("{}: {}", ground.subject(i), ground.timed(i))).collect();
    let all: Vec<usize> = std::iter::once(whole).chain(chosen.iter().copied()).collect();
    Some(Discrepancy {
        rule: Rule::PartsExceedWhole,
        severity: if step == Step::Country { Severity::Warning } else { ground.severity(&all) },
        arithmetic: format!(
            "{} = {} is more than {}: {}; the parts are {}.",
            numbers.join(" + "),
            words::number(added),
            ground.subject(whole),
            ground.timed(whole),
            named.join(", "),
        ),
        statements: all,
        sides: vec![vec![whole], chosen.into_iter().collect()],
    })
}

/// Inside `window`: of each window counted, the statement with the lowest count.
fn lowest_by_window(ground: &Ground<'_>, window: (Date, Date), counts: &[((Date, Date), usize)]) -> Vec<usize> {
    let from = counts.partition_point(|&((start, _), _)| start < window.0);
    let mut lowest: BTreeMap<(Date, Date), usize> = BTreeMap::new();
    for &(own, i) in counts[from..].iter().take_while(|&&((start, _), _)| start <= window.1).filter(|&&((_, end), _)| end <= window.1) {
        let best = lowest.entry(own).or_insert(i);
        if ground.interval(i).low < ground.interval(*best).low {
            *best = i;
        }
    }
    lowest.into_values().collect()
}
