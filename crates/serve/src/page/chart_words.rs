//! Charts of what was reported in the words of the interface's language.

use exode::claim::{Bounds, Claim, Measure, PlaceRef, Unit, When};
use exode::ledger::words::{RateClass, is_implied};
use exode::ledger::{Statement, at_the_border};
use exode::{ChartWord, ChartWords};
use jiff::civil::Date;

use super::piece::way;
use crate::ask::Ask;
use crate::words::{fill, term};

impl ChartWords for Ask<'_> {
    fn heading(&self, measure: Measure, unit: Unit, class: RateClass) -> String {
        let w = self.w;
        let unit_told = (!is_implied(measure, unit)).then(|| self.unit(unit));
        let class_told = class.is_told(unit).then(|| term(&w.rate_class, class_name(class)).to_owned());
        [Some(term(&w.measure, measure.name()).to_owned()), unit_told, class_told].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn figure(&self, s: &Statement) -> String {
        self.w.figure(Bounds { low: s.low, high: s.high }, s.quantifier, s.unit, s.vague)
    }

    fn route(&self, s: &Statement) -> String {
        Some(way(self, s)).filter(|way| !way.is_empty()).unwrap_or_else(|| self.w.place_not_stated.clone())
    }

    fn place(&self, s: &Statement) -> String {
        let rows = &self.snapshot.evidence.rows;
        let told = |of: fn(&Claim) -> &Option<PlaceRef>| {
            s.tellings.iter().find_map(|&row| of(&rows[row].claim).as_ref()).map(|place| place.name.clone())
        };
        s.crossing
            .clone()
            .filter(|_| at_the_border(s.measure))
            .or_else(|| told(|c| &c.destination))
            .or_else(|| told(|c| &c.place))
            .or_else(|| told(|c| &c.crossing))
            .or_else(|| told(|c| &c.origin).map(|origin| fill(&self.w.from_open, origin)))
            .unwrap_or_else(|| self.w.place_not_stated.clone())
    }

    fn when(&self, time: When) -> String {
        self.w.when(time)
    }

    fn day(&self, day: Date) -> String {
        self.w.day(day)
    }

    fn axis_day(&self, day: Date) -> String {
        let told = self.w.day(day);
        told.rsplit_once('\u{a0}').map_or(told.clone(), |(day, _year)| day.to_owned())
    }

    fn short(&self, value: f64) -> String {
        let w = self.w;
        match value {
            1e6.. => fill(&w.millions, w.number(value / 1e6)),
            1e3.. => fill(&w.thousands, w.number(value / 1e3)),
            _ => w.number(value),
        }
    }

    fn unit(&self, unit: Unit) -> String {
        match unit {
            Unit::Hour => term(&self.w.quantity_unit, "hours").to_owned(),
            unit => self.w.unit.get(unit.name()).map_or_else(|| unit.name().to_owned(), |plural| plural.many.clone()),
        }
    }

    fn word(&self, word: ChartWord) -> &str {
        term(&self.w.chart, word.name())
    }
}

/// The name by which the lists of words have it.
pub(crate) fn class_name(class: RateClass) -> &'static str {
    match class {
        RateClass::Hourly => "hourly",
        RateClass::Daily => "daily",
        RateClass::Weekly => "weekly",
        RateClass::Monthly => "monthly",
        RateClass::Total => "total",
        RateClass::Moment => "moment",
    }
}
