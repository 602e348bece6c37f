//! What a total grew by against the days it grew in.
//!
//! What it finds: between two totals of one source since one day, a day's count above the growth, or, where only one day lies between
//! them, other than the growth; a daily rate told for just those days that is not the growth over them.
//!
//! What it refuses: totals whose last day the texts do not state, rates without days of their own, and a total that falls
//! (`cumulative-falls`). A rate may count the days between with or without one of their ends: all three numbers of days must disagree.
//!
//! Example: 98,000 arrivals by the 27th and 104,000 by the 28th, and 9,500 on the 28th.
//!
//! Source: CSSEGISandData/COVID-19#1258 (daily counts that are no differences of the cumulative ones).

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::falls::cumulative;
use super::pace::{close, is_rate};
use super::{Discrepancy, Rule};
use crate::ground::{Ground, Quantity, calculated};
use crate::interval::Interval;
use crate::span::days;
use crate::words;

/// Two totals with their last days.
type Step = [(Date, usize); 2];

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    // Counts and rates by the last day they speak of.
    let mut paces: BTreeMap<Quantity<'_>, Vec<(Date, usize)>> = BTreeMap::new();
    for (quantity, members) in ground.levels() {
        let dated = members.into_iter().filter(|&i| ground.daily(i).is_some() || is_rate(ground, i));
        let mut dated: Vec<(Date, usize)> = dated.filter_map(|i| Some((ground.stated_window(i)?.1, i))).collect();
        dated.sort_unstable();
        paces.insert(quantity, dated);
    }
    for ((quantity, _, _), points) in cumulative(ground) {
        let stated: Vec<(Date, usize)> = points.into_iter().filter(|&(_, i)| ground.stated_window(i).is_some()).collect();
        let Some(dated) = paces.get(&quantity) else { continue };
        for step in stated.windows(2) {
            let [(from, _), (to, _)] = *step else { continue };
            // A rate may be told to the day after.
            let after = to.saturating_add(1.day());
            let between = dated.partition_point(|&(day, _)| day <= from)..dated.partition_point(|&(day, _)| day <= after);
            if from < to {
                found.extend(dated[between].iter().filter_map(|&(_, pace)| misfit(ground, [step[0], step[1]], pace)));
            }
        }
    }
}

fn misfit(ground: &Ground<'_>, step: Step, pace: usize) -> Option<Discrepancy> {
    let [(from, early), (to, late)] = step;
    let (a, b, told) = (ground.interval(early), ground.interval(late), ground.interval(pace));
    let growth = Interval { low: (b.low - a.high).max(0.0), high: b.high - a.low };
    let length = days(from, to);
    let off = match (ground.daily(pace), ground.stated_window(pace)) {
        (Some(day), _) => day <= to && (told.low > growth.high || length == 1 && told.high < growth.low),
        (None, Some((start, end))) if close(start, from.saturating_add(1.day())) && close(end, to) => {
            let (most, fewest) = (f64::from(length + 1), f64::from((length - 1).max(1)));
            !told.meets(Interval { low: growth.low / most, high: growth.high / fewest })
        }
        _ => false,
    };
    // A fall is told by its own rule.
    (off && growth.high >= 0.0).then(|| discrepancy(ground, step, pace))
}

fn discrepancy(ground: &Ground<'_>, [(from, early), (to, late)]: Step, pace: usize) -> Discrepancy {
    let grown = ground.bounds(late).central() - ground.bounds(early).central();
    let length = days(from, to);
    let over = match (ground.daily(pace), length) {
        (None, 2..) => format!(", or {} a day over {length} days", calculated(grown / f64::from(length))),
        _ => String::new(),
    };
    let when = match (ground.daily(pace), ground.stated_window(pace)) {
        (None, Some((start, end))) => format!("a day in {}", words::period(start, end)),
        _ => format!("for {}", ground.daily(pace).map_or_else(String::new, words::day)),
    };
    let all = [early, late, pace];
    Discrepancy {
        rule: Rule::RateAgainstGrowth,
        severity: ground.severity(&all),
        arithmetic: format!(
            "{}: from {} to {} the total grew from {} to {}, by {} \u{2212} {} = {}{over}; {} gives {} {when}.",
            ground.subject(late),
            words::day(from),
            words::day(to),
            ground.statement(early).figure,
            ground.told(late),
            words::number(ground.bounds(late).central()),
            words::number(ground.bounds(early).central()),
            calculated(grown),
            ground.teller(pace),
            ground.statement(pace).figure,
        ),
        statements: all.to_vec(),
        sides: vec![vec![early, late], vec![pace]],
    }
}
