//! Montandon: one STAC impact item a statement, with the Monty extension 1.3.0.
//!
//! Estimate types map as they stand: `primary` is a figure quoted from its source, `secondary` one that came through others. `modelled`
//! is never written here: it is for estimates, and exode's exports hold only what somebody says. Forecasts and denials are no impacts.

use std::io::Write;

use exode_claim::{Measure, Modality, Unit};
use serde_json::{Map, Value, json};

use crate::record::{Route, Statement, Telling};
use crate::{Card, ExportError, Options, View, geojson};

/// The schema of the extension.
pub(crate) const SCHEMA: &str = "https://ifrcgo.org/monty-stac-extension/v1.3.0/schema.json";

/// What has no place among impact items, and why.
enum Refusal {
    NotSaidToBe,
    NotAnImpact,
    NoTime,
    Rate,
}

impl Refusal {
    fn words(&self) -> &'static str {
        match self {
            Self::NotSaidToBe => "statements that are forecasts or denials, no impacts",
            Self::NotAnImpact => "statements that measure no impact on people in Montandon's terms",
            Self::Rate => "statements of a rate, which an impact cannot hold",
            Self::NoTime => "statements without a stated time, which STAC asks for",
        }
    }
}

pub(crate) fn write(view: &View, card: &mut Card, options: &Options, out: &mut impl Write) -> Result<(), ExportError> {
    let mut items = Vec::new();
    for told in &view.statements {
        match item(view, told, options) {
            Ok(item) => items.push(item),
            Err(refusal) => card.leave_out(refusal.words()),
        }
    }
    card.written = items.len();
    let collection = json!({ "type": "FeatureCollection", "metadata": card, "features": items });
    serde_json::to_writer_pretty(&mut *out, &collection)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn item(view: &View, told: &Statement, options: &Options) -> Result<Value, Refusal> {
    let lead = &told.lead;
    if matches!(lead.modality, Modality::Planned | Modality::Denied) {
        return Err(Refusal::NotSaidToBe);
    }
    let kind = impact_type(lead.measure, &lead.route).ok_or(Refusal::NotAnImpact)?;
    let category = match lead.unit {
        Unit::Person => "people",
        Unit::Household => "households",
        _ => return Err(Refusal::NotAnImpact),
    };
    if lead.is_rate() {
        return Err(Refusal::Rate);
    }
    let time = lead.time.ok_or(Refusal::NoTime)?;
    let day = time.start().or(time.end()).ok_or(Refusal::NoTime)?;
    let midnight = |day: jiff::civil::Date| format!("{day}T00:00:00Z");
    let mut detail = Map::new();
    detail.insert("category".to_owned(), json!(category));
    detail.insert("type".to_owned(), json!(kind));
    // A range has no one value; its words are in the description.
    if let Some(value) = lead.number() {
        detail.insert("value".to_owned(), json!(crate::Cell::Number(value)));
    }
    detail.insert("unit".to_owned(), json!("count"));
    detail.insert(
        "estimate_type".to_owned(),
        json!(match told.telling {
            Telling::Primary => "primary",
            Telling::Secondary => "secondary",
        }),
    );
    detail.insert("description".to_owned(), json!(description(told)));
    let mut properties = json!({
        "title": lead.figure,
        "datetime": midnight(day),
        "roles": ["source", "impact"],
        "monty:country_codes": countries(&lead.route),
        // Hazards and pairing belong to an event, which news figures do not state: both stay empty until Montandon pairs the item.
        "monty:hazard_codes": [],
        "monty:corr_id": "",
        "monty:impact_detail": detail,
        // Montandon has no hedge: "more than 3,000" would read as 3,000.
        "exode:quantifier": lead.quantifier.name(),
        "exode:low": crate::Cell::number(lead.low),
        "exode:high": crate::Cell::number(lead.high),
        "exode:hedged": lead.hedged,
        "exode:review": lead.review.name(),
        "exode:corrected": lead.corrected,
        "exode:suppressed": lead.suppressed,
    });
    if let Some(map) = properties.as_object_mut() {
        let optional = [
            ("monty:src_event_id", options.event.as_deref().map(crate::clean::clean)),
            ("description", lead.excerpt.clone()),
            // STAC wants both ends or none: an open window has its known day only.
            ("start_datetime", time.start().zip(time.end()).map(|(start, _)| midnight(start))),
            ("end_datetime", time.start().zip(time.end()).map(|(_, end)| midnight(end))),
        ];
        map.extend(optional.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text?)))));
    }
    let point = geojson::anchor(told).map(|(_, _, (lat, lon))| [lon, lat]);
    let mut item = json!({
        "type": "Feature",
        "stac_version": "1.0.0",
        "stac_extensions": [SCHEMA],
        "id": format!("exode-impact-{}", told.id),
        "collection": "exode-impacts",
        "geometry": point.map(|p| json!({ "type": "Point", "coordinates": p })),
        "properties": properties,
        "links": links(view, told),
        "assets": {},
    });
    // STAC asks for a box wherever there is a geometry.
    if let (Some([lon, lat]), Some(map)) = (point, item.as_object_mut()) {
        map.insert("bbox".to_owned(), json!([lon, lat, lon, lat]));
    }
    Ok(item)
}

/// Montandon's type of impact; `None` where it has none for a measure. Returns are none: nobody is displaced by going back.
fn impact_type(measure: Measure, route: &Route) -> Option<&'static str> {
    match measure {
        Measure::CrossedIn | Measure::CrossedOut | Measure::RefugeesStock => Some("displaced_external"),
        Measure::FledTo if route.destination.is_some() => Some("displaced_external"),
        Measure::Left | Measure::FledTo => Some("displaced_total"),
        Measure::DisplacedInternal => Some("displaced_internal"),
        Measure::Killed => Some("death"),
        Measure::Wounded => Some("injured"),
        _ => None,
    }
}

/// The countries concerned, origin first, each once.
fn countries(route: &Route) -> Vec<&'static str> {
    let mut codes = Vec::new();
    for code in route.spots().filter_map(|(_, spot)| spot.iso3) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn description(told: &Statement) -> String {
    let lead = &told.lead;
    let mut words = format!("{} ({}", lead.figure, lead.measure.name().replace('_', " "));
    if let Some(rate) = lead.rate {
        words.push_str(", ");
        words.push_str(&rate.name().replace('_', " "));
    }
    words.push(')');
    let route = lead.route.words();
    if !route.is_empty() {
        words.push_str("; ");
        words.push_str(&route);
    }
    words.push_str("; said by ");
    words.push_str(lead.source.as_deref().unwrap_or("a source not stated"));
    for relay in &lead.relay {
        words.push_str(", through ");
        words.push_str(relay);
    }
    if lead.hedged {
        words.push_str("; reported conditionally");
    }
    words
}

fn links(view: &View, told: &Statement) -> Vec<Value> {
    let mut seen: Vec<&str> = Vec::new();
    for &i in &told.records {
        if let Some(link) = view.report(&view.records[i]).link.as_deref()
            && !seen.contains(&link)
        {
            seen.push(link);
        }
    }
    seen.into_iter().map(|href| json!({ "rel": "via", "href": href })).collect()
}
