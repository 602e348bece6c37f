//! GeoJSON (RFC 7946): border crossings and countries as points, each with its statements.
//!
//! One point a place, however many speak of it. A statement stands at its crossing, else at the country of its destination, place or
//! origin, once. Towns are shown as their countries: no live position of people leaves. The data card is the foreign member `metadata`.

use std::collections::BTreeMap;
use std::io::Write;

use exode_place::PlaceKind;
use serde::Serialize;

use crate::facts::Facts;
use crate::record::Statement;
use crate::spot::Spot;
use crate::{Card, ExportError, View};

#[derive(Serialize)]
struct Collection<'a> {
    r#type: &'static str,
    metadata: &'a Card,
    features: Vec<Feature>,
}

#[derive(Serialize)]
struct Feature {
    r#type: &'static str,
    id: String,
    geometry: Point,
    properties: Properties,
}

#[derive(Serialize)]
struct Point {
    r#type: &'static str,
    coordinates: [f64; 2],
}

#[derive(Serialize)]
struct Properties {
    name: String,
    /// `crossing` or `country`; the point of a country is the middle of its towns.
    kind: &'static str,
    iso3: Option<&'static str>,
    statement_count: usize,
    statements: Vec<Placed>,
}

/// A statement and what its place is to it.
#[derive(Serialize)]
struct Placed {
    at: &'static str,
    #[serde(flatten)]
    facts: Facts,
}

pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    let mut places: BTreeMap<String, Feature> = BTreeMap::new();
    for told in &view.statements {
        let Some((at, spot, (lat, lon))) = anchor(told) else {
            card.leave_out("statements without a crossing or country");
            continue;
        };
        let crossing = spot.kind == Some(PlaceKind::Crossing);
        let feature = places.entry(spot.id.clone()).or_insert_with(|| Feature {
            r#type: "Feature",
            id: spot.id.clone(),
            geometry: Point { r#type: "Point", coordinates: [lon, lat] },
            properties: Properties {
                name: spot.name.clone(),
                kind: if crossing { "crossing" } else { "country" },
                iso3: spot.iso3,
                statement_count: 0,
                statements: Vec::new(),
            },
        });
        feature.properties.statement_count += 1;
        feature.properties.statements.push(Placed { at, facts: Facts::of(view, told) });
    }
    card.written = places.len();
    let collection = Collection { r#type: "FeatureCollection", metadata: card, features: places.into_values().collect() };
    serde_json::to_writer_pretty(&mut *out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// Where a statement is shown.
pub(crate) fn anchor(told: &Statement) -> Option<(&'static str, Spot, (f64, f64))> {
    let route = &told.lead.route;
    let at = |role, spot: Option<Spot>| spot.and_then(|s| s.at.map(|at| (role, s, at)));
    let crossing = route.crossing.clone().filter(|s| s.kind == Some(PlaceKind::Crossing));
    let country = |spot: &Option<Spot>| spot.as_ref().and_then(Spot::country);
    at("crossing", crossing)
        .or_else(|| at("destination", country(&route.destination)))
        .or_else(|| at("place", country(&route.place)))
        .or_else(|| at("origin", country(&route.origin)))
}
