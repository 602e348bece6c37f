//! A figure as the fit needs it: a claim, or a question that a claim would answer.

use exode_claim::{Attribution, Bounds, Claim, Measure, Modality, Quantifier, Rate, Unit, When, WitnessKind};
use jiff::civil::Date;

/// What kind of speaker a source is, as far as the reader told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// An institution or a public office.
    Named,
    /// People who saw it.
    Witness,
    /// A source that stays anonymous by its own wish.
    Unnamed,
    /// Imagery, traffic services.
    Observation,
    /// A reporter.
    Press,
}

impl Speaker {
    fn of(source: &Attribution) -> Self {
        match source {
            Attribution::Institution(_) | Attribution::Office { .. } => Self::Named,
            Attribution::Kind(WitnessKind::Witness, _) => Self::Witness,
            Attribution::Kind(WitnessKind::Unnamed, _) => Self::Unnamed,
            Attribution::Kind(WitnessKind::Observation, _) => Self::Observation,
            Attribution::Kind(WitnessKind::Press, _) => Self::Press,
        }
    }
}

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
    /// What kind of speaker that is; `None` where only its name is known.
    pub speaker: Option<Speaker>,
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
        let source = claim.source.as_ref().or(claim.relay.first());
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
            source: source.map(ToString::to_string),
            speaker: source.map(Speaker::of),
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
