//! Figures for tests.

use exode_claim::{Bounds, Measure, Modality, Quantifier, Rate, Unit};

use crate::figure::Figure;

/// Exactly so many people who crossed from Russia into Georgia a day, said by nobody.
pub(crate) fn figure(value: f64) -> Figure {
    Figure {
        id: "1".into(),
        report: "r".into(),
        published: None,
        sentence: 0,
        quote: String::new(),
        bounds: Bounds { low: Some(value), high: Some(value) },
        quantifier: Quantifier::Exact,
        unit: Unit::Person,
        measure: Measure::CrossedIn,
        rate: Some(Rate::PerDay),
        origin: Some("RU".into()),
        destination: Some("GE".into()),
        crossing: None,
        place: None,
        time: None,
        source: None,
        speaker: None,
        hedged: false,
        modality: Modality::Asserted,
        vague: false,
    }
}
