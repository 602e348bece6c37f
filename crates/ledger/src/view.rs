//! What the claims of many reports amount to: plain structs with public fields that point into each other by index.

use exode_claim::{Claim, Measure, Modality, Quantifier, Unit, When};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::review::{Sensitivity, Verified};
use crate::who::Who;
use crate::words::RateClass;

/// One report, without its text.
#[derive(Debug, Clone, Serialize)]
pub struct ReportRow {
    /// Where the page has it.
    pub anchor: String,
    /// Its name, the stem of its file.
    pub name: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its address as given.
    pub url: Option<String>,
    /// The day it was published.
    #[serde(serialize_with = "iso")]
    pub published: Option<Date>,
    /// Its language.
    pub lang: &'static str,
    /// Hash of its text, hexadecimal; `None` where it is in no ledger.
    pub hash: Option<String>,
    /// The highest level of any claim any of its texts ever made.
    pub sensitivity: Sensitivity,
    /// How many claims it makes.
    pub claims: usize,
}

impl ReportRow {
    /// Publisher, else title, else name: how a reader would call it.
    #[must_use]
    pub fn outlet(&self) -> &str {
        self.publisher.as_deref().or(self.title.as_deref()).unwrap_or(&self.name)
    }
}

/// One claim with its sentence.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Where the page has it; unique.
    pub anchor: String,
    /// Index of its report.
    pub report: usize,
    /// Index of its statement.
    pub statement: usize,
    /// The figure in English words.
    pub figure: String,
    /// The claim.
    pub claim: Claim,
    /// Its sentence, private names masked.
    pub sentence: String,
    /// The quote's byte range in `sentence`, moved to character boundaries where it was not.
    pub mark: (usize, usize),
    /// Where it stands in review.
    pub verified: Verified,
}

/// One statement: a figure of one origin, told by one or more reports.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    /// Where the page has it; unique.
    pub anchor: String,
    /// The figure as its best telling words it.
    pub figure: String,
    /// Every wording of the figure, the best first.
    pub wordings: Vec<String>,
    /// What it measures.
    pub measure: Measure,
    /// What it counts.
    pub unit: Unit,
    /// How it relates to time.
    pub class: RateClass,
    /// Whom it counts.
    pub who: Who,
    /// Lower bound of the best telling.
    pub low: Option<f64>,
    /// Upper bound of the best telling.
    pub high: Option<f64>,
    /// Hedge of the best telling.
    pub quantifier: Quantifier,
    /// An order of magnitude only.
    pub vague: bool,
    /// Reported conditionally in every telling.
    pub hedged: bool,
    /// Asserted, planned, denied or corrected.
    pub modality: Modality,
    /// The route or place, in words.
    pub route: String,
    /// What the page groups and colours it by: destination, else crossing, else place.
    pub place: String,
    /// The crossing, in words.
    pub crossing: Option<String>,
    /// The time it speaks of, the narrowest told.
    pub time: Option<When>,
    /// Who states it, as the fullest telling has it.
    pub source: Option<String>,
    /// Number of its origin, equal for statements of one source; `None` where none is stated. Independence is counted by it.
    pub origin: Option<usize>,
    /// Through whom it came in that telling, nearest to the source first; other tellings may have another path.
    pub relay: Vec<String>,
    /// Indices of its rows, the earliest report first.
    pub tellings: Vec<usize>,
    /// Distinct reports that tell it.
    pub reports: usize,
    /// Distinct publishers that tell it.
    pub outlets: Vec<String>,
    /// The earliest publication.
    #[serde(serialize_with = "iso")]
    pub first_seen: Option<Date>,
    /// An exact telling of a figure that another telling hedges.
    pub hedge_dropped: bool,
    /// What an analyst should know about the telling.
    pub notes: Vec<String>,
}

/// Whether comparable figures fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Two or more sides that exclude each other.
    Contradict,
    /// One side, and somebody who denies it.
    Denied,
    /// One side.
    Agree,
}

/// Statements that speak of the same thing at the same time.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// Where the page has it; unique.
    pub anchor: String,
    /// What is compared: measure, route, time.
    pub heading: String,
    /// The measure.
    pub measure: Measure,
    /// The route or place, in words.
    pub route: String,
    /// The time, in words.
    pub when: String,
    /// Whether they fit.
    pub verdict: Verdict,
    /// Largest stated number over the smallest, between sides; `None` where there is one side or a zero.
    pub ratio: Option<f64>,
    /// The sides, the lowest first; never averaged.
    pub sides: Vec<Side>,
    /// Statements too wide to take a side: they fit more than one.
    pub wide: Vec<usize>,
    /// Statements that deny a figure of this comparison, with the sides they deny.
    pub denials: Vec<usize>,
    /// What was forecast of the same thing.
    pub forecasts: Vec<Forecast>,
    /// Distinct sources over all sides.
    pub sources: usize,
    /// What an analyst should know about it.
    pub notes: Vec<String>,
}

impl Comparison {
    /// Whether two statements fit together, rather than one statement and its forecast.
    #[must_use]
    pub fn is_agreement(&self) -> bool {
        self.verdict == Verdict::Agree && self.sides.iter().map(|s| s.statements.len()).sum::<usize>() + self.wide.len() > 1
    }
}

/// Statements that fit together.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// Their figures in words, each wording once.
    pub figures: Vec<String>,
    /// Lowest stated number.
    pub low: f64,
    /// Highest stated number.
    pub high: f64,
    /// Indices of the statements.
    pub statements: Vec<usize>,
    /// Distinct sources: independence is counted by origin.
    pub sources: usize,
    /// Distinct publishers: reach, not independence.
    pub outlets: usize,
    /// Somebody denies it.
    pub denied: bool,
}

/// A forecast beside its outcome.
#[derive(Debug, Clone, Serialize)]
pub struct Forecast {
    /// Index of the statement that forecasts.
    pub statement: usize,
    /// Whether it fits at least one side.
    pub held: bool,
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(When::day).serialize(serializer)
}
