//! One claim.

use serde::{Serialize, Serializer};

use crate::{Attribution, Measure, Modality, Quantifier, Rate, Unit, When};

/// A place as a claim carries it: a documented id and the English name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct PlaceRef {
    /// ISO 3166-1 alpha-2 for a country, else an id of the gazetteer.
    pub id: String,
    /// Name in English.
    pub name: String,
}

/// The stable name of a claim: a hash of the report's text and the figure's span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimId(pub u64);

impl std::fmt::Display for ClaimId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Serialize for ClaimId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What the figure may be: in the unit of its claim; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bounds {
    /// Lower bound, `None` where only an upper one is stated.
    pub low: Option<f64>,
    /// Upper bound, `None` where only a lower one is stated.
    pub high: Option<f64>,
}

impl Bounds {
    /// Both ends at `value`.
    #[must_use]
    pub fn exactly(value: f64) -> Self {
        Self { low: Some(value), high: Some(value) }
    }

    /// Both ends times `factor` (unit conversion).
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low.map(|v| v * factor), high: self.high.map(|v| v * factor) }
    }

    /// The one stated number, or the middle of a stated range.
    #[must_use]
    pub fn central(self) -> f64 {
        match (self.low, self.high) {
            (Some(a), Some(b)) => f64::midpoint(a, b),
            (Some(v), None) | (None, Some(v)) => v,
            (None, None) => f64::NAN,
        }
    }
}

/// One figure of a report. Field by field as the vocabulary's documentation; JSON has the same names in the same order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Claim {
    /// Stable over runs and readers as long as the text and the span are.
    pub id: ClaimId,
    /// The report's name, the stem of its file.
    pub report: String,
    /// Quantifier, number and unit as written.
    pub quote: String,
    /// First byte of the quote in the unmodified input.
    pub offset: usize,
    /// Which occurrence of the quote it is, from 1.
    pub nth: usize,
    /// The stated bounds.
    #[serde(flatten)]
    pub bounds: Bounds,
    /// The hedge on the number.
    pub quantifier: Quantifier,
    /// What is counted.
    pub unit: Unit,
    /// What it says of people on the move.
    pub measure: Measure,
    /// Flow, stock or moment; `None` where the text leaves it open.
    pub rate: Option<Rate>,
    /// Where people come from.
    pub origin: Option<PlaceRef>,
    /// Where they go.
    pub destination: Option<PlaceRef>,
    /// The border crossing.
    pub crossing: Option<PlaceRef>,
    /// Where it happens, for a figure without a route.
    pub place: Option<PlaceRef>,
    /// The time it speaks of.
    pub time: Option<When>,
    /// Who states it; `None` where the outlet speaks for itself.
    pub source: Option<Attribution>,
    /// Through whom it is quoted, nearest to the source first; `None` where directly.
    #[serde(serialize_with = "chain")]
    pub relay: Vec<Attribution>,
    /// Reported conditionally or from a distance.
    pub hedged: bool,
    /// Asserted, planned, denied or corrected.
    pub modality: Modality,
    /// No number in the text, an order of magnitude only.
    pub vague: bool,
    /// First byte and the byte after the last of the sentence, in the unmodified input.
    pub sentence: (usize, usize),
    /// Language of the report, ISO 639-1.
    pub lang: &'static str,
}

fn chain<S: Serializer>(relay: &[Attribution], serializer: S) -> Result<S::Ok, S::Error> {
    if relay.is_empty() { serializer.serialize_none() } else { serializer.collect_seq(relay) }
}
