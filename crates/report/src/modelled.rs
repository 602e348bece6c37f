//! What a model of the border makes of the claims, as the page shows it. Every number is a [`Band`]: none of them was stated by anybody.

use exode_ledger::words;
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use exode_claim::When;

/// A modelled number: its median and the ends of its central 50 % and 90 % intervals, in the unit of where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Band {
    /// 5 % lie below.
    pub low90: f64,
    /// A quarter lies below.
    pub low50: f64,
    /// As many above as below.
    pub median: f64,
    /// A quarter lies above.
    pub high50: f64,
    /// 5 % lie above.
    pub high90: f64,
}

impl Band {
    /// In words: "18.9 (50 %: 16.5 to 21.3; 90 %: 15 to 24)".
    #[must_use]
    pub fn told(&self) -> String {
        let n = number;
        format!("{} (50 %: {} to {}; 90 %: {} to {})", n(self.median), n(self.low50), n(self.high50), n(self.low90), n(self.high90))
    }
}

/// Three digits are more than a model knows; below ten, one decimal.
#[must_use]
pub fn number(value: f64) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let mut unit = 0.1;
    while value.abs() / unit >= 1000.0 || unit < 1.0 && value.abs() >= 10.0 {
        unit *= 10.0;
    }
    let rounded = (value / unit).round() * unit;
    words::number(if rounded == 0.0 { 0.0 } else { rounded })
}

/// The model's part of a briefing.
#[derive(Debug, Clone, Serialize)]
pub struct Modelled {
    /// Name of the case.
    pub case: String,
    /// The day on which things stand as told; what comes later is forecast.
    #[serde(serialize_with = "iso")]
    pub today: Date,
    /// The last day of the forecast.
    #[serde(serialize_with = "iso")]
    pub last: Date,
    /// Why not to rely on it.
    pub warnings: Vec<String>,
    /// Events of the reports that the fit has as levers of unknown size, one sentence each.
    pub events: Vec<String>,
    /// Claims that count as observations.
    pub used: usize,
    /// Claims that do not: repeated, not stated as so, or of something the case does not have.
    pub left: usize,
    /// By gate, in the order of the case.
    pub gates: Vec<ModelledGate>,
    /// What cannot be true together.
    pub conflicts: Vec<Conflict>,
    /// What would be.
    pub what_ifs: Vec<Scenario>,
}

/// A gate as modelled.
#[derive(Debug, Clone, Serialize)]
pub struct ModelledGate {
    /// Where the page has it; unique.
    pub anchor: String,
    /// Its name.
    pub name: String,
    /// The crossing its queue stands at.
    pub crossing: Option<String>,
    /// By quantity.
    pub series: Vec<ModelledSeries>,
    /// The arithmetic of its road on the day of the longest queue, in words.
    pub balance: Option<String>,
    /// Cumulative arrivals and departures of its queue.
    pub newell: Option<NewellView>,
}

impl ModelledGate {
    /// One of its quantities.
    #[must_use]
    pub fn series(&self, code: &str) -> Option<&ModelledSeries> {
        self.series.iter().find(|s| s.code == code)
    }
}

/// A quantity over the days.
#[derive(Debug, Clone, Serialize)]
pub struct ModelledSeries {
    /// What, as `exode now --json` calls it: `queue_km`, `wait_lived`, `total` ...
    pub code: &'static str,
    /// What, in words.
    pub name: &'static str,
    /// Its unit, in words.
    pub unit: &'static str,
    /// Whether it is worth a chart; else it stands in the table only.
    pub charted: bool,
    /// Day by day.
    pub days: Vec<DayBand>,
    /// Statements of the same quantity, drawn beside it: indices.
    pub statements: Vec<usize>,
    /// Statements without which today's number would move most: indices.
    pub carried_by: Vec<usize>,
}

/// A number of a day.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct DayBand {
    /// The day.
    #[serde(serialize_with = "iso")]
    pub day: Date,
    /// The number.
    pub band: Band,
}

impl ModelledSeries {
    /// Name and unit: "Queue length, km", "People in the queue".
    #[must_use]
    pub fn title(&self) -> String {
        titled(self.name, self.unit)
    }

    /// Whether it grows only: its height says nothing.
    #[must_use]
    pub fn is_total(&self) -> bool {
        matches!(self.code, "total" | "excess")
    }

    /// The number of a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<Band> {
        self.days.iter().find(|d| d.day == day).map(|d| d.band)
    }

    /// The day until `today` with the highest median.
    #[must_use]
    pub fn height(&self, today: Date) -> Option<DayBand> {
        self.days.iter().filter(|d| d.day <= today).max_by(|a, b| a.band.median.total_cmp(&b.band.median).then(b.day.cmp(&a.day))).copied()
    }
}

/// Newell's curves of a queue: how many had come and had left, in people since the first midnight.
#[derive(Debug, Clone, Serialize)]
pub struct NewellView {
    /// The day of the first midnight.
    #[serde(serialize_with = "iso")]
    pub first: Date,
    /// In order of time.
    pub points: Vec<NewellPoint>,
}

/// A time of the curves.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct NewellPoint {
    /// Hours since the first midnight.
    pub hours: f64,
    /// Had come.
    pub come: Band,
    /// Had left.
    pub left: Band,
}

/// Claims that cannot be true together.
#[derive(Debug, Clone, Serialize)]
pub struct Conflict {
    /// The code of its rule, as in JSON.
    pub rule: &'static str,
    /// What is in doubt, or the kind of arithmetic.
    pub heading: String,
    /// The arithmetic, in a sentence that can be quoted.
    pub arithmetic: String,
    /// What the model says to it, with its intervals.
    pub modelled: String,
    /// What is expected of the first statement, where it is one against all others.
    pub expected: Option<Band>,
    /// The statements it speaks of: indices.
    pub statements: Vec<usize>,
}

/// A what-if beside the baseline.
#[derive(Debug, Clone, Serialize)]
pub struct Scenario {
    /// The lever, as it is given to `exode whatif`.
    pub lever: String,
    /// In words.
    pub name: String,
    /// What differs most, each on the day it does.
    pub rows: Vec<ScenarioRow>,
    /// Queues, waits and totals on the last day, the same for every scenario, so that they can stand side by side.
    pub at_end: Vec<ScenarioRow>,
}

/// A number with and without a lever.
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioRow {
    /// Name of the gate.
    pub gate: String,
    /// What.
    pub name: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The day.
    #[serde(serialize_with = "iso")]
    pub day: Date,
    /// Without.
    pub baseline: Band,
    /// With.
    pub with: Band,
    /// Of the difference, particle by particle.
    pub change: Band,
}

impl ScenarioRow {
    /// A difference smaller than this part of the baseline is not told.
    pub const TELLING: f64 = 0.01;

    /// The median difference, as a part of the baseline.
    #[must_use]
    pub fn part(&self) -> f64 {
        self.change.median.abs() / self.baseline.median.max(1.0)
    }

    /// Name and unit.
    #[must_use]
    pub fn title(&self) -> String {
        titled(self.name, self.unit)
    }
}

fn titled(name: &str, unit: &str) -> String {
    if name.to_lowercase().contains(unit) { name.to_owned() } else { format!("{name}, {unit}") }
}

fn iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    When::day(*date).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modelled_number_shows_no_more_digits_than_a_model_knows() {
        let shown: Vec<String> = [0.0, 0.04, 3.17, 18.93, 187.4, 9_723.0, 1_234_567.0, -48.2].into_iter().map(number).collect();
        assert_eq!(shown, ["0", "0", "3.2", "19", "187", "9,720", "1,230,000", "-48"]);
    }
}
