//! Daily rates and counts against totals.
//!
//! What it finds: a rate told for the window of a total that is not the total over its days; a rate told without a window, by the source
//! of the total and while that window ran, that is more than twice off; a day's count that is not what a total grew by.
//!
//! What it refuses: rates of other sources without a window of their own; the count of one day against an average, because days differ
//! (that it exceeds the total is `part-exceeds-whole`); growth between totals whose ends the texts do not state. A window may have been
//! counted without its last day: both numbers of days must disagree.
//!
//! Example: "98,000 in the week of 21-27 Sep is 14,000 a day; the same ministry gives 30,000 a day."
//!
//! Source: CSSEGISandData/COVID-19#1258, COVID19Tracking/website#21 (cumulative or daily?).

use std::collections::BTreeMap;

use exode_claim::Bounds;
use jiff::civil::Date;

use super::falls::cumulative;
use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, Quantity, calculated, whole_people};
use crate::interval::Interval;
use crate::span::days;
use crate::words::{self, RateClass};

/// A rate without a window may be of its day: it must be this many times off.
const FAR: f64 = 2.0;
/// How long after the last day of a total its source's rate is still taken to speak of it.
const STILL_DAYS: i32 = 2;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    let levels = ground.levels();
    for members in levels.values() {
        let (rates, totals) = rates_and_totals(ground, members);
        for &total in &totals {
            for &rate in &rates {
                found.extend(against_total(ground, rate, total));
            }
        }
    }
    growth(ground, &levels, found);
}

/// Rates per day that are no count of one day; totals.
fn rates_and_totals(ground: &Ground<'_>, members: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let rate = |i: usize| ground.drafts[i].class == RateClass::Daily && ground.per_day(i) && ground.day(i).is_none();
    let rates = members.iter().copied().filter(|&i| rate(i));
    (rates.collect(), members.iter().copied().filter(|&i| ground.total(i).is_some()).collect())
}

fn against_total(ground: &Ground<'_>, rate: usize, total: usize) -> Option<Discrepancy> {
    let (window, length) = ground.total(total)?;
    let same_source = ground.same_source(&[rate, total]);
    let own = ground.window(rate).filter(|_| ground.drafts[rate].span.time.is_some());
    let whole = ground.interval(total);
    let (far, average, severity) = match own {
        Some(own) if close(own.0, window.0) && close(own.1, window.1) => (1.0, over(whole, length), ground.severity(&[rate, total])),
        Some(_) => return None,
        None if ground.drafts[rate].span.time.is_some() || !same_source => return None,
        None => {
            let told = ground.drafts[rate].span.published?;
            if told < window.0 || days(window.1, told) > STILL_DAYS {
                return None;
            }
            (FAR, per(whole, length), Severity::Warning)
        }
    };
    if !off(ground.interval(rate), average, far) {
        return None;
    }
    let b = ground.bounds(total).scaled(1.0 / f64::from(length));
    let shown = words::amount(Bounds { low: b.low.map(whole_people), high: b.high.map(whole_people) }, ground.statement(total).quantifier);
    let who = if same_source { format!("the same source, {},", ground.teller(total)) } else { ground.teller(rate) };
    Some(Discrepancy {
        rule: Rule::RateAgainstTotal,
        severity,
        arithmetic: format!(
            "{}: {} is {shown} a day over {}; {who} gives {} a day.",
            ground.subject(total),
            ground.timed(total),
            words::count(usize::try_from(length).unwrap_or_default(), "day"),
            ground.statement(rate).figure,
        ),
        statements: vec![total, rate],
        sides: vec![vec![total], vec![rate]],
    })
}

fn close(a: Date, b: Date) -> bool {
    days(a, b).abs() <= 1
}

fn per(total: Interval, length: i32) -> Interval {
    Interval { low: total.low / f64::from(length), high: total.high / f64::from(length) }
}

/// A total over its days: all of them, or all but the one on which it was told.
fn over(total: Interval, length: i32) -> Interval {
    Interval { low: per(total, length).low, high: per(total, (length - 1).max(1)).high }
}

/// Whether even `far` times more or less does not bring the two together.
fn off(rate: Interval, average: Interval, far: f64) -> bool {
    rate.low > average.high * far || rate.high * far < average.low
}

/// Days against what a total grew by from one of its ends to the next.
fn growth(ground: &Ground<'_>, levels: &BTreeMap<Quantity<'_>, Vec<usize>>, found: &mut Vec<Discrepancy>) {
    let mut counts: BTreeMap<Quantity<'_>, Vec<(Date, usize)>> = BTreeMap::new();
    for (&quantity, members) in levels {
        let mut dated: Vec<(Date, usize)> = members.iter().filter_map(|&i| Some((ground.daily(i)?, i))).collect();
        dated.sort_unstable();
        counts.insert(quantity, dated);
    }
    for ((quantity, _, _), points) in cumulative(ground) {
        let stated: Vec<(Date, usize)> = points.into_iter().filter(|&(_, i)| ground.stated_window(i).is_some()).collect();
        let dated = counts.get(&quantity).map_or(&[][..], Vec::as_slice);
        for pair in stated.windows(2) {
            let [(from, early), (to, late)] = *pair else { continue };
            let between = dated.partition_point(|&(day, _)| day <= from)..dated.partition_point(|&(day, _)| day <= to);
            if from < to {
                found.extend(dated[between].iter().filter_map(|&(day, count)| grew(ground, (from, early), (to, late), (day, count))));
            }
        }
    }
}

fn grew(ground: &Ground<'_>, (from, early): (Date, usize), (to, late): (Date, usize), (day, count): (Date, usize)) -> Option<Discrepancy> {
    let (a, b, told) = (ground.interval(early), ground.interval(late), ground.interval(count));
    let growth = Interval { low: (b.low - a.high).max(0.0), high: b.high - a.low };
    let one_day = days(from, to) == 1;
    // A fall is said by `cumulative-falls`.
    if growth.high < 0.0 || !(told.low > growth.high || one_day && told.high < growth.low) {
        return None;
    }
    let (low, high) = (ground.bounds(early).central(), ground.bounds(late).central());
    let all = [early, late, count];
    Some(Discrepancy {
        rule: Rule::RateAgainstGrowth,
        severity: ground.severity(&all),
        arithmetic: format!(
            "{}: from {} to {} the total grew from {} to {}, by {} \u{2212} {} = {}; {} gives {} for {}.",
            ground.subject(late),
            words::day(from),
            words::day(to),
            ground.statement(early).figure,
            ground.told(late),
            words::number(high),
            words::number(low),
            calculated(high - low),
            ground.teller(count),
            ground.statement(count).figure,
            words::day(day),
        ),
        statements: all.to_vec(),
        sides: vec![vec![early, late], vec![count]],
    })
}
