//! Arrivals and departures told for each other.
//!
//! What it finds: one number told of people going from A to B, and of people going from B to A (or leaving B), at the same time.
//!
//! What it refuses: numbers that many counts share: below three significant digits the source must be the same. One report that tells
//! both means both. Rounded numbers are other numbers. Returns are left out, because their ends are told from either side.
//!
//! Example: 64,234 left Kazakhstan, says the ministry; "64,234 arrived in Kazakhstan", says a headline.
//!
//! Source: figures of an asylum country shown as its own displaced (011-sam-110/Provenance#243); rows with origin and asylum country
//! swapped (owid/etl#4680).

use std::collections::BTreeMap;

use exode_claim::{Measure, Unit};

use super::{Discrepancy, Rule, Severity};
use crate::ground::Ground;
use crate::statement::digits;
use crate::words::RateClass;

/// A number with so many digits is hardly another count's by chance.
const TELLING_DIGITS: usize = 3;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    // Who comes to a place and who leaves it, by number, unit and place.
    let mut at: BTreeMap<(Unit, u64, &str), [Vec<usize>; 2]> = BTreeMap::new();
    for i in ground.all().filter(|&i| moves(ground, i)) {
        let (key, unit) = (ground.bounds(i).central().to_bits(), ground.statement(i).unit);
        let quantity = ground.quantity(i);
        if let Some(to) = quantity.destination {
            at.entry((unit, key, to)).or_default()[0].push(i);
        }
        if let Some(from) = quantity.origin {
            at.entry((unit, key, from)).or_default()[1].push(i);
        }
    }
    // With both ends stated a pair meets at both; it is told once.
    let mut pairs: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for [coming, leaving] in at.into_values() {
        for &i in &coming {
            for &j in leaving.iter().filter(|&&j| reversed(ground, i, j)) {
                pairs.entry(i.min(j)).or_default().push(i.max(j));
            }
        }
    }
    for (first, mut others) in pairs {
        others.sort_unstable();
        others.dedup();
        found.push(swap(ground, first, others));
    }
}

fn moves(ground: &Ground<'_>, i: usize) -> bool {
    use Measure::*;
    let s = ground.statement(i);
    ground.is_level(i) && matches!(s.measure, CrossedIn | CrossedOut | Left | FledTo) && !s.vague && ground.bounds(i).central() > 0.0
}

fn reversed(ground: &Ground<'_>, coming: usize, leaving: usize) -> bool {
    let (a, b) = (ground.quantity(coming), ground.quantity(leaving));
    let ends = a.destination == b.origin && a.origin != b.origin && (b.destination.is_none() || b.destination == a.origin);
    let spans = (ground.drafts[coming].span, ground.drafts[leaving].span);
    let counts = |i: usize| matches!(ground.drafts[i].class, RateClass::Daily | RateClass::Total);
    let same_time = match (spans.0.time, spans.1.time) {
        (Some(x), Some(y)) => x == y,
        _ => spans.0.near(spans.1),
    };
    let telling = digits(ground.bounds(coming).central()) >= TELLING_DIGITS || ground.same_source(&[coming, leaving]);
    ends && same_time && telling && counts(coming) && counts(leaving) && !ground.one_report(coming, leaving)
}

fn swap(ground: &Ground<'_>, first: usize, others: Vec<usize>) -> Discrepancy {
    let told = |i: usize| {
        let s = ground.statement(i);
        format!("{} is {} ({}) for {}", s.figure, crate::words::measure(s.measure).to_lowercase(), s.route, ground.teller(i))
    };
    let all: Vec<usize> = std::iter::once(first).chain(others.iter().copied()).collect();
    let sides: Vec<String> = all.iter().map(|&i| told(i)).collect();
    Discrepancy {
        rule: Rule::EndsSwapped,
        severity: if ground.same_source(&all) { ground.severity(&all) } else { Severity::Warning },
        arithmetic: format!("One number, both directions: {}.", sides.join("; ")),
        statements: all,
        sides: vec![vec![first], others],
    }
}
