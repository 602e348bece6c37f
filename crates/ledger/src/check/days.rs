//! Counts of the days against the total over them.
//!
//! What it finds: totals of which every day was counted too, and whose days sum to another number; totals that a part of their days
//! already exceeds.
//!
//! What it refuses: windows of more than 31 days and rates without a day. Where a day was counted differently, its lowest and its
//! highest count both stand, so that only what holds for every choice is found. One day above the total is `part-exceeds-whole`.
//!
//! Example: 8,572 on Saturday and 8,314 on Sunday are 16,886; a weekend of 15,000 is not their sum.
//!
//! Source: arithmetic of the daily and weekend counts of the Finnish Border Guard, September 2022.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Discrepancy, Rule};
use crate::ground::{Ground, list};
use crate::interval::Interval;
use crate::words;

const LONGEST: i32 = 31;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    for members in ground.levels().values() {
        let mut counts: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
        for &i in members {
            if let Some(day) = ground.daily(i) {
                counts.entry(day).or_default().push(i);
            }
        }
        if counts.len() > 1 {
            found.extend(members.iter().filter_map(|&total| against(ground, total, &counts)));
        }
    }
}

fn against(ground: &Ground<'_>, total: usize, counts: &BTreeMap<Date, Vec<usize>>) -> Option<Discrepancy> {
    let ((start, end), length) = ground.total(total)?;
    if length > LONGEST || ground.stated_window(total).is_none() {
        return None;
    }
    let days: Vec<&Vec<usize>> = counts.range(start..=end).map(|(_, list)| list).collect();
    let whole = ground.interval(total);
    let lowest: Vec<usize> = days.iter().filter_map(|d| by(d, |i| ground.interval(i).low)).collect();
    let sum = Interval {
        low: lowest.iter().map(|&i| ground.interval(i).low).sum(),
        high: days.iter().filter_map(|d| d.iter().map(|&i| ground.interval(i).high).reduce(f64::max)).sum(),
    };
    let complete = usize::try_from(length).is_ok_and(|n| n == days.len());
    let one_is_more = lowest.iter().any(|&i| ground.interval(i).low > whole.high);
    if days.len() < 2 || one_is_more || !(sum.low > whole.high || complete && sum.high < whole.low) {
        return None;
    }
    // The choice that comes nearest to the total is the one to show.
    let shown = if sum.low > whole.high { lowest } else { days.iter().filter_map(|d| by(d, |i| -ground.interval(i).high)).collect() };
    let numbers: Vec<String> = shown.iter().map(|&i| words::number(ground.bounds(i).central())).collect();
    let added: f64 = shown.iter().map(|&i| ground.bounds(i).central()).sum();
    let mut tellers: Vec<String> = shown.iter().map(|&i| ground.teller(i)).collect();
    tellers.sort();
    tellers.dedup();
    let of = if complete { format!("the {} days", days.len()) } else { format!("{} of the {length} days", days.len()) };
    let all: Vec<usize> = std::iter::once(total).chain(shown.iter().copied()).collect();
    Some(Discrepancy {
        rule: Rule::DaysAgainstTotal,
        severity: ground.severity(&all),
        arithmetic: format!(
            "{}: {of} counted by {} sum to {} = {}; the total is {}.",
            ground.subject(total),
            list(&tellers),
            numbers.join(" + "),
            words::number(added),
            ground.timed(total),
        ),
        statements: all,
        sides: vec![vec![total], shown],
    })
}

fn by(list: &[usize], value: impl Fn(usize) -> f64) -> Option<usize> {
    list.iter().copied().min_by(|&a, &b| value(a).total_cmp(&value(b)).then(a.cmp(&b)))
}
