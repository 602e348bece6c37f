//! Changes against the levels they are changes of.
//!
//! What it finds: a factor ("doubled", "a third less") or a percentage of change told for a window, where the counts of its first and its
//! last day are known and stand in another ratio; or told without a time in one sentence with the counts of two days ("doubled from 5,000 on
//! Saturday to 20,000 on Monday"), as the change between them; or told for a day, where that day, the day before and the day a week before are
//! counted and no day of the two weeks before gives the ratio.
//!
//! What it refuses: to guess with what a change compares. One earlier day alone is not enough: "double the Sunday before" is not "double
//! yesterday". A percentage is a change only where its own words say so ("30 % more", "une baisse de 40 %"): a share is none.
//! A factor is a rounded ratio, so it is taken as approximate.
//!
//! Example: arrivals "doubled" on Sunday; 8,314 on Sunday, 8,572 the day before and 6,900 a week before.
//!
//! Source: the sentence "almost double the Sunday before" of the Finnish Border Guard, 26 September 2022, and what it would take to be
//! wrong.

use std::collections::BTreeMap;

use exode_claim::{Bounds, Measure, Modality, Quantifier, Unit};
use jiff::civil::Date;

use super::{Discrepancy, Rule};
use crate::ground::{Ground, Quantity};
use crate::interval::Interval;
use crate::source::folded;
use crate::span::days;
use crate::vocabulary::Word;
use crate::words::{self, RateClass};

/// How far back a change of a day may look.
const BACK_DAYS: i32 = 14;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    let changes: Vec<(usize, Interval)> = ground.all().filter_map(|i| Some((i, factor(ground, i)?))).collect();
    if changes.is_empty() {
        return;
    }
    let mut levels: BTreeMap<(Quantity<'_>, RateClass), BTreeMap<Date, Vec<usize>>> = BTreeMap::new();
    for (quantity, members) in ground.levels() {
        for i in members {
            if let Some(day) = ground.day(i) {
                levels.entry((quantity, ground.drafts[i].class)).or_default().entry(day).or_default().push(i);
            }
        }
    }
    for (change, factor) in changes {
        for &unit in Unit::ALL {
            for class in [RateClass::Daily, RateClass::Moment] {
                let of_days = levels.get(&(Quantity { unit, ..ground.quantity(change) }, class));
                found.extend(of_days.and_then(|l| misfit(ground, change, factor, l)));
            }
        }
    }
}

/// New over old, if the statement is a change.
fn factor(ground: &Ground<'_>, i: usize) -> Option<Interval> {
    let s = ground.statement(i);
    if !matches!(s.modality, Modality::Asserted | Modality::Corrected) || s.vague {
        return None;
    }
    let hedge = if s.quantifier == Quantifier::Exact { Quantifier::Approximately } else { s.quantifier };
    let of = |bounds: Bounds| Interval::of(bounds, hedge, false);
    match s.unit {
        Unit::Factor => Some(of(ground.bounds(i))),
        Unit::Percent if s.measure != Measure::TransitShare => {
            let claim = ground.tellers[*ground.drafts[i].tellers.first()?].claim;
            let said = folded(&claim.quote);
            let any = |kind: Word| said.iter().any(|w| kind.has(w));
            let part = of(ground.bounds(i).scaled(0.01));
            match (any(Word::Rise), any(Word::Fall)) {
                (true, false) => Some(Interval { low: 1.0 + part.low, high: 1.0 + part.high }),
                (false, true) => Some(Interval { low: 1.0 - part.high, high: 1.0 - part.low }),
                _ => None,
            }
        }
        _ => None,
    }
}

/// First and last day counted in the sentence that tells the change.
fn told_between(ground: &Ground<'_>, change: usize, levels: &BTreeMap<Date, Vec<usize>>) -> Option<(Date, Date)> {
    let sentences = |i: usize| ground.drafts[i].tellers.iter().map(|&t| (ground.tellers[t].report, ground.tellers[t].claim.sentence));
    let beside = |&i: &usize| sentences(i).any(|s| sentences(change).any(|c| c == s));
    let mut days = levels.iter().filter(|(_, list)| list.iter().any(beside)).map(|(&day, _)| day);
    let (first, last) = (days.next()?, days.next_back()?);
    ground.drafts[change].span.time.is_none().then_some((first, last))
}

fn misfit(ground: &Ground<'_>, change: usize, factor: Interval, levels: &BTreeMap<Date, Vec<usize>>) -> Option<Discrepancy> {
    let (start, end) = ground.stated_window(change).or_else(|| told_between(ground, change, levels))?;
    let at = |day: Date| levels.get(&day).map_or(&[][..], Vec::as_slice);
    let after = at(end);
    let before: Vec<usize> = if start < end {
        at(start).to_vec()
    } else {
        let known = |back: i32| levels.range(..end).any(|(&day, _)| days(day, end) == back);
        if !known(1) || !known(7) {
            return None;
        }
        levels.range(..end).filter(|&(&day, _)| days(day, end) <= BACK_DAYS).flat_map(|(_, list)| list.iter().copied()).collect()
    };
    let fits = |old: usize, new: usize| {
        let (old, new) = (ground.interval(old), ground.interval(new));
        old.low <= 0.0 || Interval { low: old.low * factor.low, high: old.high * factor.high }.meets(new)
    };
    if after.is_empty() || before.is_empty() || before.iter().any(|&o| after.iter().any(|&n| fits(o, n))) {
        return None;
    }
    let ratio = |old: usize| {
        let (old, new) = (ground.bounds(old).central(), ground.bounds(after[0]).central());
        format!("{} / {} = {}", words::number(new), words::number(old), words::number(new / old))
    };
    let same_day = |i: &&usize| ground.day(**i).is_some_and(|d| matches!(days(d, end), 1 | 7)) || start < end;
    let shown: Vec<usize> = before.iter().filter(same_day).copied().collect();
    let told: Vec<String> = shown.iter().map(|&o| format!("{} against {}", ratio(o), ground.timed(o))).collect();
    let all: Vec<usize> = [change, after[0]].into_iter().chain(shown).collect();
    Some(Discrepancy {
        rule: Rule::ChangeAgainstLevels,
        severity: ground.severity(&all),
        arithmetic: format!(
            "{}: {}, but {} is {}.",
            ground.subject(after[0]),
            ground.timed(change),
            ground.timed(after[0]),
            told.join(", ")
        ),
        statements: all,
        sides: Vec::new(),
    })
}
