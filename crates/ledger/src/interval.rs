//! What a hedged figure may be, as a closed interval, and whether two of them meet.

use exode_claim::{Bounds, Quantifier};

/// Relative tolerance of a figure without a hedge.
const EXACT: f64 = 0.005;
/// Relative tolerance of "about", and the depth of "nearly".
const ABOUT: f64 = 0.10;

/// A closed interval; an end may be infinite. Open ends are the next representable number inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Smallest value.
    pub low: f64,
    /// Largest value.
    pub high: f64,
}

impl Interval {
    /// What a figure may be, given its bounds and hedge. Ends not stated are infinite; a range keeps its ends as stated, except that an
    /// approximate range is widened like an approximate number.
    #[must_use]
    pub fn of(bounds: Bounds, quantifier: Quantifier, vague: bool) -> Self {
        let low = bounds.low.unwrap_or(f64::NEG_INFINITY);
        let high = bounds.high.unwrap_or(f64::INFINITY);
        if vague {
            return Self { low, high };
        }
        match quantifier {
            Quantifier::Exact if low == high => Self { low: low * (1.0 - EXACT), high: high * (1.0 + EXACT) },
            Quantifier::Approximately => Self { low: low * (1.0 - ABOUT), high: high * (1.0 + ABOUT) },
            Quantifier::Nearly => Self { low: low * (1.0 - ABOUT), high },
            Quantifier::MoreThan => Self { low: low.next_up(), high: f64::INFINITY },
            Quantifier::AtLeast => Self { low, high: f64::INFINITY },
            Quantifier::UpTo => Self { low: f64::NEG_INFINITY, high },
            Quantifier::LessThan => Self { low: f64::NEG_INFINITY, high: high.next_down() },
            Quantifier::Exact | Quantifier::Between => Self { low, high },
        }
    }

    /// Whether the two share a value.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    /// Whether `value` lies inside.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// The same with its upper end times `factor`.
    #[must_use]
    pub fn grown(self, factor: f64) -> Self {
        Self { low: self.low, high: self.high * factor }
    }
}

/// The fewest points that meet every interval, lowest first. Two neighbours always belong to intervals that exclude each other, so one
/// point means that all of them agree.
pub(crate) fn points(intervals: &[Interval]) -> Vec<f64> {
    let mut by_end: Vec<_> = intervals.to_vec();
    by_end.sort_by(|a, b| a.high.total_cmp(&b.high).then(a.low.total_cmp(&b.low)));
    let mut points: Vec<f64> = Vec::new();
    for interval in by_end {
        if points.last().is_none_or(|&p| interval.low > p) {
            points.push(interval.high);
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use Quantifier::*;

    fn figure(quantifier: Quantifier, value: f64) -> Interval {
        let (low, high) = match quantifier {
            MoreThan | AtLeast => (Some(value), None),
            UpTo | LessThan => (None, Some(value)),
            Between => (Some(value), Some(value * 1.25)),
            _ => (Some(value), Some(value)),
        };
        Interval::of(Bounds { low, high }, quantifier, false)
    }

    /// Rows: the hedge on the smaller number 100; columns: on the larger 120, in the order of `Quantifier::ALL`.
    /// `+` agree, `-` contradict.
    #[test]
    fn every_pair_of_hedges_is_decided() {
        let table = [
            (Exact, "---" /* exact, about, nearly */, "--" /* more, least */, "++" /* up to, less */, "-"),
            (Approximately, "-++", "--", "++", "-"),
            (Nearly, "---", "--", "++", "-"),
            (MoreThan, "+++", "++", "++", "+"),
            (AtLeast, "+++", "++", "++", "+"),
            (UpTo, "---", "--", "++", "-"),
            (LessThan, "---", "--", "++", "-"),
            (Between, "+++", "++", "++", "+"),
        ];
        for (small, plain, above, below, between) in table {
            let row = format!("{plain}{above}{below}{between}");
            for (&large, expected) in Quantifier::ALL.iter().zip(row.chars()) {
                let (a, b) = (figure(small, 100.0), figure(large, 120.0));
                assert_eq!(a.meets(b), expected == '+', "{small} 100 against {large} 120");
                assert_eq!(a.meets(b), b.meets(a), "{small} and {large}: order must not matter");
                assert_eq!(points(&[a, b]).len() == 1, a.meets(b));
            }
        }
    }

    /// The same number under two hedges: only bounds that exclude it contradict.
    #[test]
    fn the_same_number_contradicts_only_across_an_excluded_bound() {
        for &a in Quantifier::ALL {
            for &b in Quantifier::ALL {
                let opposite = |a, b| matches!((a, b), (MoreThan, UpTo | LessThan | Nearly) | (AtLeast | Between, LessThan));
                assert_eq!(figure(a, 100.0).meets(figure(b, 100.0)), !(opposite(a, b) || opposite(b, a)), "{a} 100, {b} 100");
            }
        }
    }

    #[test]
    fn an_order_of_magnitude_is_as_wide_as_it_is_stated() {
        let thousands = Interval::of(Bounds { low: Some(1000.0), high: Some(9999.0) }, Approximately, true);
        assert!(thousands.meets(figure(Exact, 8314.0)));
        assert!(!thousands.meets(figure(Exact, 16_886.0)));
    }
}
