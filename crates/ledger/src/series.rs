//! Statements of one quantity in the order of time.
//!
//! A quantity is a measure, a unit, a rate, a route and who is counted. Points of several origins stand side by side in one series and are
//! never joined into one; whoever draws a line draws one an origin.
//!
//! Refuses: changes ("doubled"), denials, figures that leave open where they were counted, figures outside the measures.

use std::collections::BTreeMap;

use exode_claim::{Measure, Modality, Unit, When};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::Evidence;
use crate::ground::{Ground, Quantity};
use crate::who::Who;
use crate::words::{self, RateClass};

/// One quantity over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// What it is, in words: "Arrivals, per day: Russia → Finland".
    pub heading: String,
    /// What it measures.
    pub measure: Measure,
    /// What it counts.
    pub unit: Unit,
    /// How its figures relate to time.
    pub class: RateClass,
    /// Whom it counts.
    pub who: Who,
    /// The route or place, in words.
    pub route: String,
    /// Its points, the earliest first, points without any day last.
    pub points: Vec<Point>,
    /// How many different stated origins its points have.
    pub origins: usize,
}

/// One statement in a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// Index of the statement, which has figure, hedge and standing.
    pub statement: usize,
    /// The time it states.
    pub time: Option<When>,
    /// The day it stands at: the last of its time, else the day of the first report.
    #[serde(serialize_with = "iso")]
    pub day: Option<Date>,
    /// Its origin, equal for statements of one source; `None` where none is stated.
    pub origin: Option<usize>,
}

/// All series of `evidence`, also those of one point, in the order of measure, unit, route, people and rate.
#[must_use]
pub fn series(evidence: &Evidence) -> Vec<Series> {
    let ground = Ground::of(evidence);
    let mut by_quantity: BTreeMap<(Quantity<'_>, RateClass), Vec<Point>> = BTreeMap::new();
    for i in ground.all().filter(|&i| belongs(&ground, i)) {
        let span = ground.drafts[i].span;
        let point = Point { statement: i, time: span.time, day: ground.last_day(i).or(span.published), origin: ground.statement(i).origin };
        by_quantity.entry((ground.quantity(i), ground.drafts[i].class)).or_default().push(point);
    }
    let one = |((quantity, class), mut points): ((Quantity<'_>, RateClass), Vec<Point>)| {
        points.sort_by_key(|p| (p.day.is_none(), p.day, p.time.map(|t| t.start()), p.statement));
        let fullest = points.iter().max_by_key(|p| (ground.drafts[p.statement].route.stated(), std::cmp::Reverse(p.statement)));
        let route = fullest.map_or_else(String::new, |p| ground.statement(p.statement).route.clone());
        let block = words::measure_block(quantity.measure, quantity.unit, class);
        let origins: std::collections::BTreeSet<usize> = points.iter().filter_map(|p| p.origin).collect();
        Series {
            heading: if route.is_empty() { block } else { format!("{block}: {route}") },
            measure: quantity.measure,
            unit: quantity.unit,
            class,
            who: quantity.who,
            route,
            origins: origins.len(),
            points,
        }
    };
    by_quantity.into_iter().map(one).collect()
}

fn belongs(ground: &Ground<'_>, i: usize) -> bool {
    let s = ground.statement(i);
    let change = s.unit == Unit::Factor || s.unit == Unit::Percent && s.measure != Measure::TransitShare;
    s.modality != Modality::Denied && !change && ground.placed(i)
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(When::day).serialize(serializer)
}
