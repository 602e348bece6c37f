//! A figure as the fit needs it: a claim, or a question that a claim would answer.

use exode_claim::{Bounds, Claim, Measure, Modality, Quantifier, Rate, Unit, When};
use jiff::civil::Date;

/// What is said (or asked) of which quantity. Places are ids of the gazetteer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its id.
    pub id: String,
    /// The report it stands in.
    pub report: String,
    /// When that was published.
    pub published: Option<Date>,
    /// The sentence it stands in: figures of one sentence are read alike.
    pub sentence: usize,
    /// As written.
    pub quote: String,
    /// The stated bounds, both open in a question.
    pub bounds: Bounds,
    /// The hedge.
    pub quantifier: Quantifier,
    /// What is counted.
    pub unit: Unit,
    /// What it says.
    pub measure: Measure,
    /// Flow, stock or moment.
    pub rate: Option<Rate>,
    /// Where people come from.
    pub origin: Option<String>,
    /// Where they go.
    pub destination: Option<String>,
    /// The border crossing.
    pub crossing: Option<String>,
    /// Where it happens.
    pub place: Option<String>,
    /// When.
    pub time: Option<When>,
    /// Who says so.
    pub source: Option<String>,
    /// Reported from a distance.
    pub hedged: bool,
    /// Asserted, planned, denied, corrected.
    pub modality: Modality,
    /// An order of magnitude only.
    pub vague: bool,
}

impl Figure {
    /// The figure of a claim in a report of that day.
    #[must_use]
    pub fn of(claim: &Claim, published: Option<Date>) -> Self {
        let id = |p: &Option<exode_claim::PlaceRef>| p.as_ref().map(|p| p.id.clone());
        Self {
            id: claim.id.to_string(),
            report: claim.report.clone(),
            published,
            sentence: claim.sentence.0,
            quote: claim.quote.clone(),
            bounds: claim.bounds,
            quantifier: claim.quantifier,
            unit: claim.unit,
            measure: claim.measure,
            rate: claim.rate,
            origin: id(&claim.origin),
            destination: id(&claim.destination),
            crossing: id(&claim.crossing),
            place: id(&claim.place),
            time: claim.time,
            source: claim.source.as_ref().or(claim.relay.first()).map(ToString::to_string),
            hedged: claim.hedged,
            modality: claim.modality,
            vague: claim.vague,
        }
    }

    /// Whether it states a number as so: a plan, a denial and a question do not.
    #[must_use]
    pub fn states(&self) -> bool {
        matches!(self.modality, Modality::Asserted | Modality::Corrected) && (self.bounds.low.is_some() || self.bounds.high.is_some())
    }
}
