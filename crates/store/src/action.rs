//! Review actions as the file keeps them: small JSON objects, `{"do": "correct", "field": "measure", "value": "crossed_in"}`.

use exode_claim::{Attribution, Bounds, ClaimId, Measure, Modality, PlaceRef, Quantifier, Rate, Unit};
use exode_ledger::{Action, Correction, Role, Sensitivity};
use serde_json::{Value, json};

use crate::StoreError;
use crate::row::attribution;

/// The action as JSON.
pub(crate) fn written(action: &Action) -> String {
    let value = match action {
        Action::Accept => json!({"do": "accept"}),
        Action::Reject => json!({"do": "reject"}),
        Action::Reopen => json!({"do": "reopen"}),
        Action::Comment => json!({"do": "comment"}),
        Action::Undo => json!({"do": "undo"}),
        Action::Merge(with) => json!({"do": "merge", "with": with}),
        Action::Split(from) => json!({"do": "split", "from": from}),
        Action::Unlike(other) => json!({"do": "unlike", "other": other}),
        Action::Use(role) => json!({"do": "use", "role": role}),
        Action::Classify(level) => json!({"do": "classify", "as": level}),
        Action::Correct(correction) => json!({"do": "correct", "field": correction.field(), "value": value(correction)}),
    };
    value.to_string()
}

fn value(correction: &Correction) -> Value {
    match correction {
        Correction::Figure(bounds, quantifier) => json!({"low": bounds.low, "high": bounds.high, "quantifier": quantifier}),
        Correction::Unit(unit) => json!(unit),
        Correction::Measure(measure) => json!(measure),
        Correction::Rate(rate) => json!(rate),
        Correction::Origin(place) | Correction::Destination(place) | Correction::Crossing(place) | Correction::Place(place) => json!(place),
        Correction::Time(time) => json!(time),
        Correction::Source(source) => json!(source.as_ref().map(said)),
        Correction::Relay(relay) => json!(relay.iter().map(said).collect::<Vec<_>>()),
        Correction::Hedged(hedged) => json!(hedged),
        Correction::Modality(modality) => json!(modality),
    }
}

fn said(source: &Attribution) -> Value {
    let (kind, label, holder) = source.parts();
    json!({"kind": kind, "label": label.as_str(), "holder": holder})
}

/// The action of such JSON.
pub(crate) fn read(text: &str) -> Result<Action, StoreError> {
    let damaged = || StoreError::Damaged { column: "action", value: text.to_owned() };
    let json: Value = serde_json::from_str(text).map_err(|_| damaged())?;
    let claim = |key: &str| u64::from_str_radix(json[key].as_str()?, 16).ok().map(ClaimId);
    let action = match json["do"].as_str() {
        Some("accept") => Some(Action::Accept),
        Some("reject") => Some(Action::Reject),
        Some("reopen") => Some(Action::Reopen),
        Some("comment") => Some(Action::Comment),
        Some("undo") => Some(Action::Undo),
        Some("merge") => claim("with").map(Action::Merge),
        Some("split") => claim("from").map(Action::Split),
        Some("unlike") => claim("other").map(Action::Unlike),
        Some("use") => match json["role"].as_str() {
            Some("recommended") => Some(Action::Use(Some(Role::Recommended))),
            Some("triangulation") => Some(Action::Use(Some(Role::Triangulation))),
            _ => Some(Action::Use(None)),
        },
        Some("classify") => match json["as"].as_str() {
            Some("public") => Some(Action::Classify(Sensitivity::Public)),
            Some("restricted") => Some(Action::Classify(Sensitivity::Restricted)),
            Some("confidential") => Some(Action::Classify(Sensitivity::Confidential)),
            _ => None,
        },
        Some("correct") => json["field"].as_str().and_then(|field| correction(field, &json["value"])).map(Action::Correct),
        _ => None,
    };
    action.ok_or_else(damaged)
}

fn correction(field: &str, value: &Value) -> Option<Correction> {
    let text = value.as_str();
    let place = || match value {
        Value::Null => Some(None),
        place => Some(Some(PlaceRef { id: place["id"].as_str()?.to_owned(), name: place["name"].as_str()?.to_owned() })),
    };
    Some(match field {
        "figure" => {
            let bounds = Bounds { low: value["low"].as_f64(), high: value["high"].as_f64() };
            Correction::Figure(bounds, Quantifier::named(value["quantifier"].as_str()?)?)
        }
        "unit" => Correction::Unit(Unit::named(text?)?),
        "measure" => Correction::Measure(Measure::named(text?)?),
        "rate" => Correction::Rate(if value.is_null() { None } else { Some(Rate::named(text?)?) }),
        "origin" => Correction::Origin(place()?),
        "destination" => Correction::Destination(place()?),
        "crossing" => Correction::Crossing(place()?),
        "place" => Correction::Place(place()?),
        "time" => Correction::Time(if value.is_null() { None } else { Some(text?.parse().ok()?) }),
        "source" if value.is_null() => Correction::Source(None),
        "source" => Correction::Source(Some(source(value)?)),
        "relay" => Correction::Relay(value.as_array()?.iter().map(source).collect::<Option<_>>()?),
        "hedged" => Correction::Hedged(value.as_bool()?),
        "modality" => Correction::Modality(Modality::named(text?)?),
        _ => return None,
    })
}

fn source(value: &Value) -> Option<Attribution> {
    let holder = value["holder"].as_str().unwrap_or_default();
    attribution(value["kind"].as_str()?, value["label"].as_str()?, holder).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_comes_back_as_it_went_in() {
        let place = Some(PlaceRef { id: "GE".into(), name: "Georgia".into() });
        let office = attribution("office", "Georgian interior minister", "Vakhtang Gomelauri").unwrap();
        let mut all = vec![
            Action::Accept,
            Action::Reject,
            Action::Reopen,
            Action::Comment,
            Action::Undo,
            Action::Merge(ClaimId(u64::MAX)),
            Action::Split(ClaimId(7)),
            Action::Unlike(ClaimId(8)),
            Action::Use(None),
            Action::Use(Some(Role::Recommended)),
            Action::Use(Some(Role::Triangulation)),
            Action::Classify(Sensitivity::Public),
            Action::Classify(Sensitivity::Restricted),
            Action::Classify(Sensitivity::Confidential),
        ];
        let corrections = [
            Correction::Figure(Bounds { low: None, high: Some(8314.5) }, Quantifier::UpTo),
            Correction::Unit(Unit::Vehicle),
            Correction::Measure(Measure::QueueVehicles),
            Correction::Rate(None),
            Correction::Rate(Some(Rate::PerDay)),
            Correction::Origin(place.clone()),
            Correction::Destination(None),
            Correction::Crossing(place.clone()),
            Correction::Place(place),
            Correction::Time("2022-09-21/".parse().ok()),
            Correction::Time(None),
            Correction::Source(Some(office.clone())),
            Correction::Relay(vec![office, attribution("institution", "Yle", "").unwrap()]),
            Correction::Relay(Vec::new()),
            Correction::Source(None),
            Correction::Hedged(true),
            Correction::Modality(Modality::Denied),
        ];
        all.extend(corrections.into_iter().map(Action::Correct));
        for action in all {
            assert_eq!(read(&written(&action)).unwrap(), action);
        }
        assert!(read("{\"do\": \"forget\"}").is_err());
        assert!(read("nonsense").is_err());
    }
}
