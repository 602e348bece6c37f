//! What checks and series stand on: the statements of an evidence with their routes, times and intervals, worked out again from the claims.

use std::collections::BTreeMap;

use exode_claim::{Bounds, Measure, Modality, Rate, Unit};
use jiff::civil::Date;

use crate::Evidence;
use crate::check::Severity;
use crate::interval::Interval;
use crate::place::{Atlas, Needs, at_the_border};
use crate::span::days;
use crate::statement::{Draft, Teller, draft, tellers};
use crate::view::Statement;
use crate::who::Who;
use crate::words::{self, RateClass};

/// What is counted, whatever the rate: statements with the same key are levels of one quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Quantity<'a> {
    pub(crate) measure: Measure,
    pub(crate) unit: Unit,
    pub(crate) origin: Option<&'a str>,
    pub(crate) destination: Option<&'a str>,
    pub(crate) crossing: Option<&'a str>,
    pub(crate) place: Option<&'a str>,
    pub(crate) who: Who,
}

pub(crate) struct Ground<'a> {
    pub(crate) evidence: &'a Evidence,
    pub(crate) tellers: Vec<Teller<'a>>,
    pub(crate) drafts: Vec<Draft>,
}

impl<'a> Ground<'a> {
    pub(crate) fn of(evidence: &'a Evidence) -> Self {
        let atlas = Atlas::of(evidence.rows.iter().map(|r| &r.claim));
        let tellers = tellers(&evidence.rows, &evidence.reports, &atlas);
        let drafts = evidence.statements.iter().map(|s| draft(s.tellings.clone(), &tellers)).collect();
        Self { evidence, tellers, drafts }
    }

    pub(crate) fn all(&self) -> std::ops::Range<usize> {
        0..self.drafts.len()
    }

    pub(crate) fn statement(&self, i: usize) -> &'a Statement {
        &self.evidence.statements[i]
    }

    pub(crate) fn quantity(&self, i: usize) -> Quantity<'_> {
        let (s, d) = (self.statement(i), &self.drafts[i]);
        let [origin, destination, crossing, place] = d.route.ids();
        Quantity { measure: s.measure, unit: s.unit, origin, destination, crossing, place, who: d.who }
    }

    /// Whether it says how many there were: not denied, not planned, not a change, one of the measures.
    pub(crate) fn is_level(&self, i: usize) -> bool {
        let s = self.statement(i);
        matches!(s.modality, Modality::Asserted | Modality::Corrected)
            && s.measure != Measure::Other
            && !matches!(s.unit, Unit::Factor | Unit::Percent)
    }

    /// Whether it says where as far as its measure needs: arrivals "from Russia" may be arrivals anywhere.
    pub(crate) fn placed(&self, i: usize) -> bool {
        let q = self.quantity(i);
        Needs::of(q.measure).met([q.origin, q.destination, q.crossing, q.place])
    }

    /// Levels by quantity, as far as their place is known.
    pub(crate) fn levels(&self) -> BTreeMap<Quantity<'_>, Vec<usize>> {
        let mut levels: BTreeMap<Quantity<'_>, Vec<usize>> = BTreeMap::new();
        for i in self.all().filter(|&i| self.is_level(i) && self.placed(i)) {
            levels.entry(self.quantity(i)).or_default().push(i);
        }
        levels
    }

    pub(crate) fn interval(&self, i: usize) -> Interval {
        let s = self.statement(i);
        Interval::of(self.bounds(i), s.quantifier, s.vague)
    }

    pub(crate) fn bounds(&self, i: usize) -> Bounds {
        let s = self.statement(i);
        Bounds { low: s.low, high: s.high }
    }

    /// First and last day, where both are known; an open end is the day of the first report.
    pub(crate) fn window(&self, i: usize) -> Option<(Date, Date)> {
        let (start, end) = self.drafts[i].span.window()?;
        Some((start?, end?))
    }

    /// The last day of its time; an open end is the day of the first report.
    pub(crate) fn last_day(&self, i: usize) -> Option<Date> {
        self.drafts[i].span.window()?.1
    }

    /// First and last day, only where the text states both.
    pub(crate) fn stated_window(&self, i: usize) -> Option<(Date, Date)> {
        let time = self.drafts[i].span.time?;
        Some((time.start()?, time.end()?))
    }

    /// The one day a count speaks of.
    pub(crate) fn day(&self, i: usize) -> Option<Date> {
        self.drafts[i].span.time.filter(|t| t.is_day())?.start()
    }

    /// A total over a window of two days or more, and the number of its days.
    pub(crate) fn total(&self, i: usize) -> Option<((Date, Date), i32)> {
        let window = self.window(i).filter(|_| self.drafts[i].class == RateClass::Total)?;
        let length = days(window.0, window.1) + 1;
        (length >= 2).then_some((window, length))
    }

    /// The count of one day, told as such: a total dated by one day may have begun long before.
    pub(crate) fn daily(&self, i: usize) -> Option<Date> {
        self.day(i).filter(|_| self.drafts[i].class == RateClass::Daily && self.per_day(i))
    }

    /// Whether some telling says "a day", or counts one.
    pub(crate) fn per_day(&self, i: usize) -> bool {
        self.drafts[i].tellers.iter().any(|&t| self.tellers[t].claim.rate == Some(Rate::PerDay))
    }

    /// Whether all are stated by one source.
    pub(crate) fn same_source(&self, statements: &[usize]) -> bool {
        let origin = |&i: &usize| self.statement(i).origin;
        let first = statements.first().and_then(origin);
        first.is_some() && statements.iter().all(|i| origin(i) == first)
    }

    /// One speaker in one report: what a report puts side by side it means to be read together.
    pub(crate) fn one_report(&self, a: usize, b: usize) -> bool {
        let reports = |i: usize| self.drafts[i].tellers.iter().map(|&t| self.tellers[t].report);
        reports(a).any(|r| reports(b).any(|o| o == r))
    }

    /// A contradiction where one source says it all without reserve, else a warning.
    pub(crate) fn severity(&self, statements: &[usize]) -> Severity {
        let plain = |&i: &usize| !self.statement(i).hedged && self.statement(i).modality != Modality::Corrected;
        if self.same_source(statements) && statements.iter().all(plain) { Severity::Contradiction } else { Severity::Warning }
    }

    /// Who says it: the source, else the outlets.
    pub(crate) fn teller(&self, i: usize) -> String {
        let s = self.statement(i);
        s.source.clone().unwrap_or_else(|| list(&s.outlets))
    }

    /// The figure with who says it: "14 km (Nexta)".
    pub(crate) fn told(&self, i: usize) -> String {
        format!("{} ({})", self.statement(i).figure, self.teller(i))
    }

    /// The figure with its days and who says it: "98,000 people in 21-27 Sep 2022 (Astana)".
    pub(crate) fn timed(&self, i: usize) -> String {
        let when = match (self.window(i), self.drafts[i].span.time) {
            (Some((a, b)), _) if a == b => format!(" on {}", words::day(a)),
            (Some((a, b)), _) => format!(" in {}", words::period(a, b)),
            (None, Some(time)) => format!(", {}", words::when(time)),
            (None, None) => String::new(),
        };
        format!("{}{when} ({})", self.statement(i).figure, self.teller(i))
    }

    /// What is counted, in words: "Arrivals, Russia → Finland".
    pub(crate) fn subject(&self, i: usize) -> String {
        let s = self.statement(i);
        let block = words::measure_block(s.measure, s.unit, RateClass::Moment);
        if s.route.is_empty() { block } else { format!("{block}, {}", s.route) }
    }

    /// Whether it may differ from one hour of a day to the next.
    pub(crate) fn fleeting(&self, i: usize) -> bool {
        at_the_border(self.statement(i).measure)
    }
}

/// A few names, then how many more.
pub(crate) fn list(names: &[String]) -> String {
    const SHOWN: usize = 3;
    match names.len() {
        0 => "teller not known".to_owned(),
        n if n > SHOWN => format!("{} and {} more", names[..SHOWN].join("; "), n - SHOWN),
        _ => names.join("; "),
    }
}

/// A calculated number without the fractions that no count has: whole from one hundred on.
pub(crate) fn whole_people(value: f64) -> f64 {
    if value.abs() >= 100.0 { value.round() } else { value }
}

/// A calculated number as it is written.
pub(crate) fn calculated(value: f64) -> String {
    words::number(whole_people(value))
}
