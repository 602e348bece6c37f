//! Relayed copies count once: figures with one root, and which of them speaks for it.

use exode_claim::{Measure, Quantifier, Rate, When};

use crate::figure::Figure;

/// Numbers closer than this (ratio − 1) are one number.
const EQUAL: f64 = 0.025;

/// For each figure the figure that speaks for its root; itself for those that do.
#[must_use]
pub fn roots(figures: &[Figure]) -> Vec<usize> {
    let mut root: Vec<usize> = (0..figures.len()).collect();
    for a in 0..figures.len() {
        for b in 0..a {
            if root[a] != root[b] && one_root(&figures[a], &figures[b]) {
                let (from, to) = (root[a], root[b]);
                root.iter_mut().filter(|r| **r == from).for_each(|r| *r = to);
            }
        }
    }
    let speaker = |r: usize| (0..figures.len()).filter(|i| root[*i] == r).max_by_key(|i| (precision(&figures[*i]), std::cmp::Reverse(*i)));
    (0..figures.len()).map(|i| speaker(root[i]).unwrap_or(i)).collect()
}

/// How much a figure tells: a named source, digits, a time, no hedge.
fn precision(figure: &Figure) -> (bool, usize, bool, bool) {
    let digits = figure.bounds.low.or(figure.bounds.high).map_or(0, |v| format!("{v:.0}").trim_end_matches('0').len());
    (figure.source.is_some(), digits, figure.time.is_some(), figure.quantifier == Quantifier::Exact)
}

fn one_root(a: &Figure, b: &Figure) -> bool {
    family(a.measure) == family(b.measure)
        && a.unit == b.unit
        && a.vague == b.vague
        && fits(a.origin.as_ref(), b.origin.as_ref())
        && fits(a.destination.as_ref(), b.destination.as_ref())
        && fits(a.crossing.as_ref(), b.crossing.as_ref())
        && paced(a.rate) == paced(b.rate)
        && timed(a.time, b.time)
        && rounds(a, b)
}

/// Measures that reports use for one another.
fn family(measure: Measure) -> Measure {
    match measure {
        Measure::CrossedIn | Measure::FledTo | Measure::Left => Measure::CrossedIn,
        other => other,
    }
}

/// A count of one day is a rate.
fn paced(rate: Option<Rate>) -> Option<Rate> {
    rate.filter(|r| matches!(r, Rate::PerHour | Rate::PerWeek | Rate::PerMonth | Rate::Stock))
}

fn fits(a: Option<&String>, b: Option<&String>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn timed(a: Option<When>, b: Option<When>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || a.overlaps(b) && !(a.is_day() && b.is_day()),
        _ => true,
    }
}

/// Whether both tell one number, one of them perhaps rounded.
fn rounds(a: &Figure, b: &Figure) -> bool {
    let ends = |f: &Figure| (f.bounds.low.or(f.bounds.high), f.bounds.high.or(f.bounds.low));
    let ((Some(a1), Some(a2)), (Some(b1), Some(b2))) = (ends(a), ends(b)) else { return false };
    let near = |x: f64, y: f64| x == y || x > 0.0 && y > 0.0 && (x / y - 1.0).abs() < EQUAL;
    if a1 != a2 || b1 != b2 {
        return near(a1, b1) && near(a2, b2);
    }
    near(a1, b1) || cut(a1, b1) || cut(b1, a1)
}

/// Whether `coarse` is `fine` cut or rounded to the digits `coarse` shows.
fn cut(fine: f64, coarse: f64) -> bool {
    if fine < 10.0 || coarse < 10.0 {
        return false;
    }
    let mut unit = 1.0;
    while (coarse / (unit * 10.0)).fract() == 0.0 {
        unit *= 10.0;
    }
    // One digit of two is too little to know it again.
    let parts = fine / unit;
    coarse / unit >= 5.0 && ((parts.floor() * unit - coarse).abs() < 0.5 || (parts.round() * unit - coarse).abs() < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::figure;

    #[test]
    fn a_rounding_is_the_number_it_rounds_and_another_day_is_not() {
        let day = |d: &str| Some(d.parse().expect("a day"));
        let exact = Figure { source: Some("Border Guard".into()), time: day("2022-09-25"), ..figure(8314.0) };
        let relay = Figure { quantifier: Quantifier::MoreThan, rate: None, time: day("2022-09-25"), ..figure(8000.0) };
        let other = Figure { time: day("2022-09-24"), ..figure(8572.0) };
        assert_eq!(roots(&[relay.clone(), exact.clone(), other.clone()]), [1, 1, 2]);
        let elsewhere = Figure { destination: Some("FI".into()), ..relay };
        assert_eq!(roots(&[exact, elsewhere]), [0, 1]);
    }
}
