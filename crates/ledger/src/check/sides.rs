//! Sides that exclude each other, figures that are denied, one source with two figures.
//!
//! What it finds: comparisons ([`Comparison`](crate::Comparison)) with two sides or more; one discrepancy more for every source that
//! stands on two of them; figures somebody denies.
//!
//! What it refuses: to weigh sides against each other, figures too wide to take one, and figures that leave open where they were counted.
//! Queues and waits of one day are a warning, since no report need speak of the same hour; so are sides that stand only by what is told
//! conditionally, and a figure beside its correction. Where the time of a side is not known it may be another time: sides of several
//! sources are a note, queues, waits and figures of one source nothing.
//!
//! Example: 62,120 and 51,643 exits from Georgia over the same ten days, both from the Georgian interior ministry.
//!
//! Source: IDMC HELIX asks of every event whether it has several recommended figures (`HAS_MULTIPLE_RECOMMENDED_FIGURES`).

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{Measure, Modality};

use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, list};
use crate::view::{Comparison, Side, Verdict};
use crate::words;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    // A denial may stand against figures of several comparisons; it is told once.
    let mut denied: BTreeMap<&[usize], BTreeSet<usize>> = BTreeMap::new();
    for comparison in &ground.evidence.comparisons {
        let told = || comparison.sides.iter().filter(|s| s.denied).flat_map(|s| s.statements.iter().copied());
        let all: Vec<usize> = comparison.sides.iter().flat_map(|s| s.statements.iter().copied()).collect();
        let told_apart = all.iter().all(|&i| ground.placed(i) && !(ground.fleeting(i) && untimed(ground, &all)));
        if comparison.verdict == Verdict::Contradict && told_apart {
            contradiction(ground, comparison, found);
        }
        if !comparison.denials.is_empty() {
            denied.entry(&comparison.denials).or_default().extend(told());
        }
    }
    found.extend(denied.into_iter().filter(|(_, told)| !told.is_empty()).map(|(by, told)| denial(ground, by, told.into_iter().collect())));
}

fn contradiction(ground: &Ground<'_>, comparison: &Comparison, found: &mut Vec<Discrepancy>) {
    let sides: Vec<Vec<usize>> = comparison.sides.iter().map(|s| s.statements.clone()).collect();
    let split = split_sources(ground, &comparison.sides);
    for (source, members) in &split {
        let told: Vec<String> = members.iter().flatten().map(|&i| with_path(ground, i)).collect();
        let all: Vec<usize> = members.iter().flatten().copied().collect();
        found.push(Discrepancy {
            rule: Rule::SourceDiffers,
            severity: severity(ground, &all, members),
            arithmetic: format!(
                "{source} is quoted with {} for one quantity: {} ({}){}{}.",
                told.join(" and "),
                comparison.heading,
                comparison.when,
                apart(ground, &all),
                reserve(ground, &all),
            ),
            sides: members.clone(),
            statements: all,
        });
    }
    if !comparison.sides.iter().enumerate().any(|(n, a)| comparison.sides[..n].iter().any(|b| opposed(ground, a, b))) {
        return;
    }
    let all: Vec<usize> = sides.iter().flatten().copied().collect();
    let named: Vec<String> = comparison.sides.iter().map(|s| side(ground, s)).collect();
    found.push(Discrepancy {
        rule: Rule::SidesContradict,
        severity: severity(ground, &all, &sides),
        arithmetic: format!(
            "{} ({}): {}{}{}.",
            comparison.heading,
            comparison.when,
            named.join(" against "),
            apart(ground, &all),
            reserve(ground, &all)
        ),
        statements: all,
        sides,
    });
}

/// Whether on each of two sides somebody stands who does not stand on the other too.
fn opposed(ground: &Ground<'_>, a: &Side, b: &Side) -> bool {
    let alone = |a: &Side, b: &Side| {
        let there: BTreeSet<usize> = b.statements.iter().filter_map(|&i| ground.statement(i).origin).collect();
        a.statements.iter().any(|&i| ground.statement(i).origin.is_none_or(|o| !there.contains(&o)))
    };
    alone(a, b) && alone(b, a)
}

/// Sources that stand on two sides or more, with their statements by side.
fn split_sources(ground: &Ground<'_>, sides: &[Side]) -> Vec<(String, Vec<Vec<usize>>)> {
    let mut by_origin: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
    for side in sides {
        let mut here: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for &i in &side.statements {
            if let Some(origin) = ground.statement(i).origin {
                here.entry(origin).or_default().push(i);
            }
        }
        for (origin, members) in here {
            by_origin.entry(origin).or_default().push(members);
        }
    }
    // One source that tells two windows, or no time, may tell how its figure grew. A target stands until it is changed.
    let at_once = |a: usize, b: usize| {
        let (x, y) = (ground.drafts[a].span.window(), ground.drafts[b].span.window());
        x == y && (x.is_some() || ground.statement(a).measure == Measure::MobilisedTarget)
    };
    let differs = |sides: &Vec<Vec<usize>>| {
        sides.iter().enumerate().any(|(n, a)| sides[..n].iter().any(|b| a.iter().any(|&i| b.iter().any(|&j| at_once(i, j)))))
    };
    let split = by_origin.into_values().filter(differs);
    split.map(|sides| (ground.teller(sides[0][0]), sides)).collect()
}

fn severity(ground: &Ground<'_>, all: &[usize], sides: &[Vec<usize>]) -> Severity {
    let firm = |&i: &usize| !ground.statement(i).hedged;
    let two_firm_sides = sides.iter().filter(|s| s.iter().any(firm)).count() > 1;
    let corrected = all.iter().any(|&i| ground.statement(i).modality == Modality::Corrected);
    if untimed(ground, all) {
        Severity::Note
    } else if ground.fleeting(all[0]) || corrected || !two_firm_sides {
        Severity::Warning
    } else {
        Severity::Contradiction
    }
}

/// Whether the time of some is not told.
fn untimed(ground: &Ground<'_>, all: &[usize]) -> bool {
    all.iter().any(|&i| ground.drafts[i].span.time.is_none())
}

/// What may explain it.
fn reserve(ground: &Ground<'_>, all: &[usize]) -> &'static str {
    match (untimed(ground, all), ground.fleeting(all[0])) {
        (true, _) => "; the time of some is not known",
        (false, true) => "; the hours may differ",
        (false, false) => "",
    }
}

fn side(ground: &Ground<'_>, side: &Side) -> String {
    let mut tellers: Vec<String> = side.statements.iter().map(|&i| ground.teller(i)).collect();
    tellers.dedup();
    format!("{} ({})", side.figures.join(", "), list(&tellers))
}

/// "62,120 people (through Vzgliad)".
fn with_path(ground: &Ground<'_>, i: usize) -> String {
    let s = ground.statement(i);
    let path = if s.relay.is_empty() { format!("in {}", list(&s.outlets)) } else { format!("through {}", list(&s.relay)) };
    format!("{} ({path})", s.figure)
}

/// The distance between the largest and the smallest number, as far as there is one.
fn apart(ground: &Ground<'_>, all: &[usize]) -> String {
    let stated = |&i: &usize| ground.bounds(i).central();
    let low = all.iter().map(stated).fold(f64::INFINITY, f64::min);
    let high = all.iter().map(stated).fold(f64::NEG_INFINITY, f64::max);
    if high <= low || low <= 0.0 {
        return String::new();
    }
    let unit = words::unit_words(ground.statement(all[0]).unit, high - low);
    format!(
        "; {} \u{2212} {} = {} {unit}, a ratio of {}",
        words::number(high),
        words::number(low),
        words::number(high - low),
        words::number(high / low)
    )
}

fn denial(ground: &Ground<'_>, by: &[usize], denied: Vec<usize>) -> Discrepancy {
    let says: Vec<String> = by.iter().map(|&i| format!("{} denies {}", ground.teller(i), ground.statement(i).figure)).collect();
    let told: Vec<String> = denied.iter().map(|&i| ground.timed(i)).collect();
    Discrepancy {
        rule: Rule::FigureDenied,
        severity: Severity::Contradiction,
        arithmetic: format!("{}; told: {}.", says.join("; "), told.join(", ")),
        statements: denied.iter().chain(by).copied().collect(),
        sides: vec![denied, by.to_vec()],
    }
}
