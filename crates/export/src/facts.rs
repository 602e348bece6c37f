//! A statement as JSON: what GeoJSON puts at its place.

use serde::Serialize;

use crate::View;
use crate::card::iso;
use crate::cell::Cell;
use crate::record::Statement;

/// The statement's fields, named as the columns of the flat table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Facts {
    id: String,
    figure: String,
    low: Cell,
    high: Cell,
    quantifier: &'static str,
    vague: bool,
    unit: &'static str,
    measure: &'static str,
    who: &'static str,
    rate: Option<&'static str>,
    route: String,
    #[serde(serialize_with = "some_day")]
    time_start: Option<jiff::civil::Date>,
    #[serde(serialize_with = "some_day")]
    time_end: Option<jiff::civil::Date>,
    source: Option<String>,
    relay: Vec<String>,
    telling: &'static str,
    hedged: bool,
    modality: &'static str,
    standing: &'static str,
    review: &'static str,
    role: Option<&'static str>,
    corrected: Vec<&'static str>,
    suppressed: bool,
    publishers: Vec<String>,
    #[serde(serialize_with = "some_day")]
    first_seen: Option<jiff::civil::Date>,
    excerpt: Option<String>,
    link: Option<String>,
}

impl Facts {
    pub(crate) fn of(view: &View, told: &Statement) -> Self {
        let r = &told.lead;
        Self {
            id: told.id.clone(),
            figure: r.figure.clone(),
            low: Cell::number(r.low),
            high: Cell::number(r.high),
            quantifier: r.quantifier.name(),
            vague: r.vague,
            unit: r.unit.name(),
            measure: r.measure.name(),
            who: r.who.name(),
            rate: r.rate.map(exode_claim::Rate::name),
            route: r.route.words(),
            time_start: r.time.and_then(exode_claim::When::start),
            time_end: r.time.and_then(exode_claim::When::end),
            source: r.source.clone(),
            relay: r.relay.clone(),
            telling: told.telling.name(),
            hedged: r.hedged,
            modality: r.modality.name(),
            standing: told.standing.name(),
            review: r.review.name(),
            role: r.role.map(exode_ledger::Role::name),
            corrected: r.corrected.clone(),
            suppressed: r.suppressed,
            publishers: told.outlets.clone(),
            first_seen: told.first_seen,
            excerpt: r.excerpt.clone(),
            link: view.report(r).link.clone(),
        }
    }
}

fn some_day<S: serde::Serializer>(day: &Option<jiff::civil::Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => iso(day, serializer),
        None => serializer.serialize_none(),
    }
}
