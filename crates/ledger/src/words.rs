//! Figures, measures, routes and days in English words.

use exode_claim::{Bounds, Claim, Measure, Modality, Quantifier, Rate, Unit, When};
use jiff::civil::Date;
use serde::Serialize;

use crate::place::{Route, at_the_border};

/// How a figure relates to time, as far as comparison goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RateClass {
    /// Each hour.
    Hourly,
    /// One day's count, or per day.
    Daily,
    /// Per week.
    Weekly,
    /// Per month.
    Monthly,
    /// A total over a window.
    Total,
    /// At a moment: stock, queue, wait.
    Moment,
}

impl RateClass {
    /// The class of a claim. A total of one single day is that day's count; a queue or a wait without a rate is of a moment.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let moment = at_the_border(claim.measure) || claim.measure == Measure::RefugeesStock;
        match claim.rate {
            Some(Rate::PerHour) => Self::Hourly,
            Some(Rate::PerDay) => Self::Daily,
            Some(Rate::PerWeek) => Self::Weekly,
            Some(Rate::PerMonth) => Self::Monthly,
            Some(Rate::Stock | Rate::Instant) => Self::Moment,
            Some(Rate::Cumulative) | None if moment => Self::Moment,
            Some(Rate::Cumulative) | None if claim.time.is_some_and(When::is_day) => Self::Daily,
            Some(Rate::Cumulative) | None => Self::Total,
        }
    }

    /// Whether it is told of figures in that unit.
    #[must_use]
    pub fn is_told(self, unit: Unit) -> bool {
        self != Self::Moment && !matches!(unit, Unit::Percent | Unit::Factor)
    }

    /// What is added to a measure's name.
    #[must_use]
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Hourly => "per hour",
            Self::Daily => "per day",
            Self::Weekly => "per week",
            Self::Monthly => "per month",
            Self::Total => "total",
            Self::Moment => "",
        }
    }
}

/// A measure in words.
#[must_use]
pub fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::CrossedIn => "Arrivals",
        Measure::CrossedOut => "Departures through the border",
        Measure::Left => "People who left",
        Measure::FledTo => "People who have gone there",
        Measure::QueueLength => "Queue length",
        Measure::QueueVehicles => "Vehicles in the queue",
        Measure::QueuePeople => "People in the queue",
        Measure::Wait => "Wait to cross",
        Measure::MobilisedTarget => "Mobilisation target",
        Measure::MobilisedActual => "Called up",
        Measure::Killed => "Killed",
        Measure::Wounded => "Wounded",
        Measure::KilledOrWounded => "Killed or wounded",
        Measure::DisplacedInternal => "Internally displaced",
        Measure::RefugeesStock => "Refugees present",
        Measure::Returned => "Returned",
        Measure::Asylum => "Asylum applications",
        Measure::Visas => "Visas",
        Measure::TransitShare => "Share travelling on",
        Measure::Capacity => "Crossing capacity",
        Measure::ProtestArrests => "Arrests at protests",
        Measure::Other => "Other figures",
    }
}

/// Measure, unit where it is not people as expected, and rate.
#[must_use]
pub fn measure_block(m: Measure, unit: Unit, class: RateClass) -> String {
    let mut name = measure(m).to_owned();
    if !is_implied(m, unit) {
        name.push_str(", ");
        name.push_str(match unit {
            Unit::Factor => "change",
            Unit::Percent => "percent",
            _ => unit_words(unit, 2.0),
        });
    }
    if class.is_told(unit) {
        name.push_str(", ");
        name.push_str(class.suffix());
    }
    name
}

/// Whether a measure is in that unit where nothing else is said.
#[must_use]
pub fn is_implied(m: Measure, unit: Unit) -> bool {
    match unit {
        Unit::Person => !matches!(m, Measure::QueueVehicles | Measure::Capacity),
        Unit::Vehicle => m == Measure::QueueVehicles,
        Unit::Km => m == Measure::QueueLength,
        Unit::Hour => m == Measure::Wait,
        Unit::Percent => m == Measure::TransitShare,
        _ => false,
    }
}

/// A unit after a number.
#[must_use]
pub fn unit_words(unit: Unit, value: f64) -> &'static str {
    let one = value == 1.0;
    match unit {
        Unit::Person => {
            if one {
                "person"
            } else {
                "people"
            }
        }
        Unit::Household => {
            if one {
                "household"
            } else {
                "households"
            }
        }
        Unit::Vehicle => {
            if one {
                "vehicle"
            } else {
                "vehicles"
            }
        }
        Unit::Km => "km",
        Unit::Hour => "h",
        Unit::Day => {
            if one {
                "day"
            } else {
                "days"
            }
        }
        Unit::Percent => "%",
        Unit::Factor => "times",
    }
}

/// A number as short as an axis needs it: "300k", "1.5M".
#[must_use]
pub fn short(value: f64) -> String {
    if value >= 1e6 {
        format!("{}M", number(value / 1e6))
    } else if value >= 1e3 {
        format!("{}k", number(value / 1e3))
    } else {
        number(value)
    }
}

/// A unit as the title of an axis.
#[must_use]
pub fn measure_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hours",
        Unit::Percent => "percent",
        unit => unit_words(unit, 2.0),
    }
}

/// A number with commas and at most two decimals.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let text = format!("{value:.2}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |d| ("-", d));
    let mut out = String::from(sign);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A hedge before a number; empty for exact and between.
#[must_use]
pub fn hedge(quantifier: Quantifier) -> &'static str {
    match quantifier {
        Quantifier::Exact | Quantifier::Between => "",
        Quantifier::Approximately => "about",
        Quantifier::Nearly => "nearly",
        Quantifier::MoreThan => "more than",
        Quantifier::AtLeast => "at least",
        Quantifier::UpTo => "up to",
        Quantifier::LessThan => "less than",
    }
}

/// A figure without its unit: "more than 8,300", "40\u{2013}50".
#[must_use]
pub fn amount(bounds: Bounds, quantifier: Quantifier) -> String {
    let value = match (bounds.low, bounds.high) {
        (Some(a), Some(b)) if a != b => format!("{}\u{2013}{}", number(a), number(b)),
        _ => number(bounds.central()),
    };
    let hedge = hedge(quantifier);
    if hedge.is_empty() { value } else { format!("{hedge} {value}") }
}

/// A figure in full: "more than 8,300 people".
#[must_use]
pub fn figure(bounds: Bounds, quantifier: Quantifier, unit: Unit, vague: bool) -> String {
    let unit = unit_words(unit, bounds.high.or(bounds.low).unwrap_or(0.0));
    let gap = if unit == "%" { "\u{202f}" } else { "\u{a0}" };
    if vague {
        return format!("in the order of {}{gap}{unit}", amount(bounds, Quantifier::Between));
    }
    format!("{}{gap}{unit}", amount(bounds, quantifier))
}

/// A day: "25 Sep 2022".
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d\u{a0}%b\u{a0}%Y").to_string()
}

/// Days from one to the other, what they share said once.
#[must_use]
pub fn period(a: Date, b: Date) -> String {
    if a == b {
        return day(b);
    }
    let from = match (a.year() == b.year(), a.month() == b.month()) {
        (true, true) => "%-d",
        (true, false) => "%-d\u{a0}%b",
        _ => "%-d\u{a0}%b\u{a0}%Y",
    };
    format!("{}\u{2013}{}", a.strftime(from), day(b))
}

/// A time in words.
#[must_use]
pub fn when(time: When) -> String {
    match (time.start(), time.end()) {
        (Some(a), Some(b)) => period(a, b),
        (Some(a), None) => format!("since {}", day(a)),
        (None, Some(b)) => format!("until {}", day(b)),
        (None, None) => "time not stated".to_owned(),
    }
}

/// A route in words; empty where nothing is stated.
pub(crate) fn route(route: &Route) -> String {
    let name = |p: &Option<exode_claim::PlaceRef>| p.as_ref().map(|p| p.name.clone());
    let ends = match (name(&route.origin), name(&route.destination)) {
        (Some(a), Some(b)) => Some(format!("{a} \u{2192} {b}")),
        (Some(a), None) => Some(format!("from {a}")),
        (None, Some(b)) => Some(format!("to {b}")),
        (None, None) => None,
    };
    let crossing = name(&route.crossing);
    let parts: Vec<String> = [ends, crossing.or_else(|| name(&route.place))].into_iter().flatten().collect();
    parts.join(", ")
}

/// A modality as a mark; empty for asserted.
#[must_use]
pub fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Asserted => "",
        Modality::Planned => "planned",
        Modality::Denied => "denied",
        Modality::Corrected => "correction",
    }
}

/// `n` things, with the plural of `word`.
#[must_use]
pub fn count(n: usize, word: &str) -> String {
    let plural = match word.strip_suffix('y') {
        _ if n == 1 => return format!("1 {word}"),
        Some(stem) if !stem.ends_with('a') => format!("{stem}ies"),
        _ => format!("{word}s"),
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of reports and claims are small")]
    let n = number(n as f64);
    format!("{n} {plural}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn figures_read_as_the_field_writes_them() {
        let more = Bounds { low: Some(8300.0), high: None };
        assert_eq!(figure(more, Quantifier::MoreThan, Unit::Person, false), "more than 8,300\u{a0}people");
        let span = Bounds { low: Some(40.0), high: Some(50.0) };
        assert_eq!(figure(span, Quantifier::Between, Unit::Hour, false), "40\u{2013}50\u{a0}h");
        assert_eq!(number(1_200_000.0), "1,200,000");
        assert_eq!(number(0.1667), "0.17");
        assert_eq!(number(999.0), "999");
        assert_eq!(count(2, "country"), "2 countries");
        assert_eq!(count(1, "report"), "1 report");
        assert_eq!(period(date(2022, 9, 21), date(2022, 9, 27)), "21\u{2013}27\u{a0}Sep\u{a0}2022");
    }
}
