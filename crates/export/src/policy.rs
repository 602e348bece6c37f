//! What may leave, decided once for every format.
//!
//! Rejected and confidential claims never leave; restricted ones only to partners. Where few people are counted, no place finer than a
//! country leaves, nor any words that could name one. The rules follow the OCHA Guidelines on Data Responsibility.

use exode_claim::{Claim, Unit};
use exode_ledger::{Row, Sensitivity, Who};
use serde::Serialize;

use crate::clean::{self, MASK, clean};
use crate::record::{Record, Route};
use crate::spot::{Spot, names_fine_place};

/// Counts under this are few people.
pub const FEW: f64 = 10.0;

/// Who an export is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anybody: restricted claims are left out.
    #[default]
    Public,
    /// Partners: restricted claims are in it, and the export says so.
    Partners,
}

/// Why a claim stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// A reviewer said it stays in the ledger.
    Confidential,
    /// A reviewer said it is for partners, and the export is for anybody.
    Restricted,
    /// A reviewer said it is no claim.
    Rejected,
}

/// Why `row` stays; `None` where it may leave.
pub(crate) fn stays(row: &Row, audience: Audience) -> Option<Kept> {
    kept(row.verified.sensitivity, audience)
}

/// Why what is at this level stays; `None` where it may leave.
pub(crate) fn kept(level: Sensitivity, audience: Audience) -> Option<Kept> {
    match level {
        Sensitivity::Confidential => Some(Kept::Confidential),
        Sensitivity::Restricted if audience == Audience::Public => Some(Kept::Restricted),
        _ => None,
    }
}

/// Whether a claim counts so few people that its place could give them away. A range counts by its lower end; a household is few people
/// whatever their number, because households are counted where they live.
pub(crate) fn counts_few(claim: &Claim) -> bool {
    let stated = [claim.bounds.low, claim.bounds.high].into_iter().flatten();
    match claim.unit {
        Unit::Household => true,
        Unit::Person | Unit::Vehicle => {
            // "Fewer than a dozen", "up to twenty" may be a handful.
            let handful = claim.bounds.low.is_none() && claim.bounds.high.is_some_and(|n| n <= 2.0 * FEW);
            handful || stated.into_iter().any(|n| n < FEW)
        }
        _ => false,
    }
}

/// `row` as it may leave, `few` where its statement counts few people; without its sentence where that tells what stays (`untold`).
pub(crate) fn record(row: &Row, statement: usize, report: usize, who: Who, few: bool, untold: bool) -> Record {
    let claim = &row.claim;
    let spot = |place: &Option<exode_claim::PlaceRef>| place.as_ref().map(Spot::of);
    let full = Route {
        origin: spot(&claim.origin),
        destination: spot(&claim.destination),
        crossing: spot(&claim.crossing),
        place: spot(&claim.place),
    };
    let coarse = |spot: &Option<Spot>| spot.as_ref().and_then(Spot::coarse);
    let route = if few {
        Route { origin: coarse(&full.origin), destination: coarse(&full.destination), crossing: None, place: coarse(&full.place) }
    } else {
        full.clone()
    };
    let speaker = |who: &exode_claim::Attribution| {
        let name = clean(&who.to_string());
        if few && names_fine_place(&name) { MASK.to_owned() } else { name }
    };
    // The words of a few people's claim name their place and perhaps themselves, so they stay even where the place was coarse.
    let words = |text: String| (!few && !text.is_empty()).then_some(text);
    let quoted = row.sentence.get(row.mark.0..row.mark.1).unwrap_or_default();
    Record {
        id: row.anchor.trim_start_matches("c-").to_owned(),
        statement,
        report,
        figure: clean(&row.figure),
        low: claim.bounds.low,
        high: claim.bounds.high,
        quantifier: claim.quantifier,
        vague: claim.vague,
        unit: claim.unit,
        measure: claim.measure,
        rate: claim.rate,
        class: exode_ledger::RateClass::of(claim),
        route,
        who,
        time: claim.time,
        source: claim.source.as_ref().map(speaker),
        relay: claim.relay.iter().map(speaker).collect(),
        hedged: claim.hedged,
        modality: claim.modality,
        review: row.verified.state,
        role: row.verified.role,
        sensitivity: row.verified.sensitivity,
        corrected: row.verified.corrected.clone(),
        suppressed: few,
        quote: words(clean::excerpt(quoted, (0, quoted.len()))),
        excerpt: words(clean::excerpt(&row.sentence, row.mark)).filter(|_| !untold),
        lang: claim.lang,
    }
}

impl Kept {
    /// Why, in the words of a data card.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Confidential => "confidential",
            Self::Restricted => "restricted to partners",
            Self::Rejected => "rejected in review",
        }
    }
}
