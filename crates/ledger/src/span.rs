//! When figures speak of the same time.

use exode_claim::{Measure, When};
use jiff::civil::Date;

use crate::place::at_the_border;
use crate::words::RateClass;

/// How far a report's date may lie from the time of a figure that does not state its own.
pub(crate) const NEAR_DAYS: i32 = 2;
/// Windows from this length are compared although their ends differ by a day.
const LONG_DAYS: i32 = 4;

/// The time of a statement, as compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    pub(crate) time: Option<When>,
    pub(crate) published: Option<Date>,
}

/// Days from `a` to `b`.
#[must_use]
pub fn days(a: Date, b: Date) -> i32 {
    b.since(a).map_or(i32::MAX, |span| span.get_days())
}

impl Span {
    /// First and last day; an open end is the day of the report.
    pub(crate) fn window(self) -> Option<(Option<Date>, Option<Date>)> {
        let time = self.time?;
        let end = time.end().or_else(|| self.published.filter(|p| time.start().is_none_or(|s| s <= *p)));
        Some((time.start(), end))
    }

    /// Length in days, where both ends are known.
    pub(crate) fn length(self) -> Option<i32> {
        let (start, end) = self.window()?;
        Some(days(start?, end?) + 1)
    }

    pub(crate) fn near(self, other: Self) -> bool {
        matches!((self.published, other.published), (Some(a), Some(b)) if days(a, b).abs() <= NEAR_DAYS)
    }

    /// Whether figures of this class and these times can be held against each other.
    pub(crate) fn comparable(self, other: Self, class: RateClass) -> bool {
        if class == RateClass::Moment {
            return self.shares_a_day(other);
        }
        match (self.window(), other.window()) {
            (None, None) => self.near(other),
            (Some(a), Some(b)) if a == b => true,
            (Some((a_start, a_end)), Some((b_start, b_end))) => {
                let close = |a: Option<Date>, b: Option<Date>| match (a, b) {
                    (Some(a), Some(b)) => days(a, b).abs() <= 1,
                    (a, b) => a == b,
                };
                let long = |s: Self| s.length().is_some_and(|n| n >= LONG_DAYS);
                long(self) && long(other) && close(a_start, b_start) && close(a_end, b_end)
            }
            _ => false,
        }
    }

    /// Whether both may speak of one day; without a stated time, of one around the report's.
    pub(crate) fn shares_a_day(self, other: Self) -> bool {
        let to = |published: Option<Date>, time: When| {
            let Some(p) = published else { return false };
            time.end().is_none_or(|end| days(end, p) <= NEAR_DAYS) && time.start().is_none_or(|start| days(p, start) <= NEAR_DAYS)
        };
        match (self.time, other.time) {
            (Some(a), Some(b)) => a.overlaps(b),
            (Some(a), None) => to(other.published, a),
            (None, Some(b)) => to(self.published, b),
            (None, None) => self.near(other),
        }
    }

    /// How far apart, for the choice between several that fit.
    pub(crate) fn distance(self, other: Self) -> i32 {
        let point = |s: Self| s.time.and_then(|t| t.end().or(t.start())).or(s.published);
        match (point(self), point(other)) {
            (Some(a), Some(b)) => days(a, b).abs(),
            _ => i32::MAX,
        }
    }
}

/// Whether two tellings may speak of the same time: for one statement, not for a comparison.
pub(crate) fn may_be_one(a: Span, b: Span, measure: Measure, class: RateClass) -> bool {
    match (a.time, b.time) {
        (Some(x), Some(y)) if class == RateClass::Moment || x.is_day() == y.is_day() => {
            x.overlaps(y) && (!x.is_day() || x == y || class == RateClass::Moment)
        }
        (Some(x), Some(y)) => x.overlaps(y) && class != RateClass::Daily,
        _ if at_the_border(measure) || class == RateClass::Daily => a.shares_a_day(b),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn span(time: &str, day: i8) -> Span {
        Span { time: (!time.is_empty()).then(|| time.parse().unwrap()), published: Some(date(2022, 9, day)) }
    }

    #[test]
    fn totals_with_other_ends_are_growth() {
        let total = |a, b| Span::comparable(a, b, RateClass::Total);
        assert!(!total(span("2022-09-21/", 24), span("2022-09-21/", 27)));
        assert!(total(span("2022-09-21/", 26), span("2022-09-21/", 27)));
        assert!(total(span("2022-09-21/2022-09-26", 30), span("2022-09-21/2022-09-27", 28)));
        assert!(!total(span("2022-09-24/2022-09-25", 27), span("2022-09-25/2022-09-26", 27)), "a short window is compared as it is");
        assert!(total(span("", 26), span("", 28)));
        assert!(!total(span("", 26), span("", 29)));
        assert!(!total(span("2022-09-21/2022-09-27", 27), span("", 27)));
    }

    #[test]
    fn days_are_not_compared_with_their_neighbours() {
        let daily = |a, b| Span::comparable(a, b, RateClass::Daily);
        assert!(!daily(span("2022-09-24", 26), span("2022-09-25", 26)));
        assert!(daily(span("2022-09-25", 26), span("2022-09-25", 29)));
    }

    #[test]
    fn a_moment_without_time_is_near_its_report() {
        let moment = |a, b| Span::comparable(a, b, RateClass::Moment);
        assert!(moment(span("2022-09-25", 26), span("", 27)));
        assert!(!moment(span("2022-09-24", 26), span("", 27)));
        assert!(!moment(span("", 23), span("", 27)));
    }
}
