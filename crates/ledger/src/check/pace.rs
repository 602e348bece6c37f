//! Daily rates against totals.
//!
//! What it finds: a rate told for the window of a total that is not the total over its days; a rate told without a window, by the source
//! of the total and while that window ran, that is more than twice off.
//!
//! What it refuses: rates of other sources without a window of their own; the count of one day against an average, because days differ
//! (that it exceeds the total is `part-exceeds-whole`). A window may have been counted without its last day: both numbers of days must
//! disagree.
//!
//! Example: "98,000 in the week of 21-27 Sep is 14,000 a day; the same ministry gives 30,000 a day."
//!
//! Source: CSSEGISandData/COVID-19#1258, COVID19Tracking/website#21 (cumulative or daily?).

use exode_claim::Bounds;
use jiff::civil::Date;

use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, whole_people};
use crate::interval::Interval;
use crate::span::days;
use crate::words::{self, RateClass};

/// A rate without a window may be of its day: it must be this many times off.
const FAR: f64 = 2.0;
/// How long after the last day of a total its source's rate is still taken to speak of it.
const STILL_DAYS: i32 = 2;

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    for members in ground.levels().values() {
        let (rates, totals) = rates_and_totals(ground, members);
        for &total in &totals {
            for &rate in &rates {
                found.extend(against_total(ground, rate, total));
            }
        }
    }
}

/// "14,000 a day", no count of one day.
pub(super) fn is_rate(ground: &Ground<'_>, i: usize) -> bool {
    ground.drafts[i].class == RateClass::Daily && ground.per_day(i) && ground.day(i).is_none()
}

fn rates_and_totals(ground: &Ground<'_>, members: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let rates = members.iter().copied().filter(|&i| is_rate(ground, i));
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

pub(super) fn close(a: Date, b: Date) -> bool {
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
