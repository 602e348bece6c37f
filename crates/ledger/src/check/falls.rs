//! Cumulative series that fall.
//!
//! What it finds: two totals of one quantity, from one source and since the same day, of which the later is lower than the earlier can
//! have been. A series is followed from point to point: one wrong peak or trough is found once.
//!
//! What it refuses: windows of which a day is not known, other starts, other sources (they are sides), stocks (people leave), plans,
//! denials. A figure told as a correction makes it a note: then the fall is announced.
//!
//! Example: 98,000 arrivals since 21 September by the 27th, 89,000 by the 30th.
//!
//! Source: series that fell because of a transposed digit, TechForPalestine/palestine-datasets#122.

use std::collections::BTreeMap;

use exode_claim::Modality;
use jiff::civil::Date;

use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, Quantity};
use crate::words;

/// Totals of one quantity and one source since one day, by their last day.
pub(super) fn cumulative<'g>(ground: &'g Ground<'_>) -> BTreeMap<(Quantity<'g>, usize, Date), Vec<(Date, usize)>> {
    let mut series: BTreeMap<_, Vec<(Date, usize)>> = BTreeMap::new();
    for (quantity, members) in ground.levels() {
        for i in members {
            if let (Some(((start, end), _)), Some(origin)) = (ground.total(i), ground.statement(i).origin) {
                series.entry((quantity, origin, start)).or_default().push((end, i));
            }
        }
    }
    for points in series.values_mut() {
        points.sort_unstable();
    }
    series
}

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    for points in cumulative(ground).into_values() {
        // The point whose lowest value is highest so far, and the points of the day being read, which are no succession.
        let mut peak: Option<usize> = None;
        for today in points.chunk_by(|a, b| a.0 == b.0) {
            let fallen = peak.and_then(|p| {
                let low = ground.interval(p).low;
                today.iter().map(|&(_, i)| i).find(|&i| ground.interval(i).high < low).map(|i| (p, i))
            });
            if let Some((before, after)) = fallen {
                found.push(fall(ground, before, after));
                peak = None;
            }
            let highest = today
                .iter()
                .map(|&(_, i)| i)
                .chain(peak)
                .max_by(|&a, &b| ground.interval(a).low.total_cmp(&ground.interval(b).low).then(b.cmp(&a)));
            peak = highest;
        }
    }
}

fn fall(ground: &Ground<'_>, before: usize, after: usize) -> Discrepancy {
    let corrected = [before, after].iter().any(|&i| ground.statement(i).modality == Modality::Corrected);
    let (high, low) = (ground.bounds(before).central(), ground.bounds(after).central());
    let unit = words::unit_words(ground.statement(after).unit, high - low);
    let told = if corrected { "; one of them is told as a correction" } else { "" };
    Discrepancy {
        rule: Rule::CumulativeFalls,
        severity: if corrected { Severity::Note } else { ground.severity(&[before, after]) },
        arithmetic: format!(
            "{}: {}, then {}: a total since one day cannot fall by {} {unit}{told}.",
            ground.subject(after),
            ground.timed(before),
            ground.timed(after),
            words::number(high - low),
        ),
        statements: vec![before, after],
        sides: Vec::new(),
    }
}
