//! What a briefing holds: plain structs with public fields, the JSON an analyst may load elsewhere. Lists point into each other by index.

use std::collections::BTreeSet;

use exode_claim::{Finding, When};
use exode_ledger::{Comparison, Evidence, ReportRow, Row, Statement};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::modelled::Modelled;

/// The whole briefing.
#[derive(Debug, Clone, Serialize)]
pub struct Briefing {
    /// Its title.
    pub title: String,
    /// What was known on this day: reports published later are set aside.
    #[serde(serialize_with = "iso")]
    pub as_of: Option<Date>,
    /// The numbers at the top.
    pub headline: Headline,
    /// Comparisons with a contradiction or a denial, the widest ratio first.
    pub disagreements: Vec<Comparison>,
    /// Comparisons in which all fit, and forecasts beside their outcome.
    pub agreements: Vec<Comparison>,
    /// What is claimed, each statement once, by place, measure and time.
    pub statements: Vec<Statement>,
    /// Pairs of statements reviewers keep apart: for checks, the page has no more to say of them.
    #[serde(skip)]
    pub unlike: BTreeSet<(usize, usize)>,
    /// The statements by place, measure and day.
    pub places: Vec<PlaceBlock>,
    /// Every claim, by date of its report.
    pub rows: Vec<Row>,
    /// The reports, by date.
    pub reports: Vec<ReportRow>,
    /// What was not understood.
    pub findings: Vec<Finding>,
    /// The findings counted by their code.
    pub finding_counts: Vec<Count>,
    /// What a model of the border makes of the claims, where a case was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<Modelled>,
}

impl Briefing {
    /// What it shows, as evidence: for a model that says more about it.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence {
            reports: self.reports.clone(),
            rows: self.rows.clone(),
            statements: self.statements.clone(),
            comparisons: self.disagreements.iter().chain(&self.agreements).cloned().collect(),
            unlike: self.unlike.clone(),
            rejected: 0, // a page does not keep how many there were
        }
    }
}

/// The numbers at the top.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Headline {
    /// Reports read.
    pub reports: usize,
    /// Distinct publishers.
    pub publishers: usize,
    /// Claims read.
    pub claims: usize,
    /// Statements: claims that several reports tell count once.
    pub statements: usize,
    /// Distinct sources at the origin of the statements.
    pub sources: usize,
    /// Statements for which no report names a source.
    pub unattributed: usize,
    /// Comparisons that contradict.
    pub disagreements: usize,
    /// Comparisons in which two or more statements agree.
    pub agreements: usize,
    /// First and last day of publication.
    #[serde(serialize_with = "iso_pair")]
    pub period: Option<(Date, Date)>,
    /// First and last day the figures speak of.
    #[serde(serialize_with = "iso_pair")]
    pub speaks_of: Option<(Date, Date)>,
    /// Doubts found by the reader.
    pub findings: usize,
    /// Reports set aside because they were published after `as_of`.
    pub later_reports: usize,
}

/// A place and what is claimed of it.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceBlock {
    /// Where the page has it; unique.
    pub anchor: String,
    /// The place.
    pub name: String,
    /// By measure.
    pub measures: Vec<MeasureBlock>,
}

/// A measure at one place.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureBlock {
    /// The measure, unit and rate in words.
    pub name: String,
    /// By time.
    pub days: Vec<DayBlock>,
}

/// What is claimed of one time.
#[derive(Debug, Clone, Serialize)]
pub struct DayBlock {
    /// The time in words.
    pub when: String,
    /// Indices of the statements.
    pub statements: Vec<usize>,
}

/// How often something occurs.
#[derive(Debug, Clone, Serialize)]
pub struct Count {
    /// What.
    pub what: String,
    /// What would settle it.
    pub remedy: &'static str,
    /// How often.
    pub count: usize,
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(When::day).serialize(serializer)
}

fn iso_pair<S: Serializer>(pair: &Option<(Date, Date)>, serializer: S) -> Result<S::Ok, S::Error> {
    pair.map(|(a, b)| When::between(a, b)).serialize(serializer)
}
