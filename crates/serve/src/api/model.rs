//! What is modelled, as JSON.

use exode::model::beside;
use exode::modelled::{Band, DayBand};
use serde_json::{Value, json};

use super::problem;
use crate::ask::Ask;
use crate::model::Work;
use crate::reply::Reply;

fn state(fitted: bool, work: &Work) -> &'static str {
    match work {
        Work::Failed(_) => "failed",
        Work::Fitting(_) => "fitting",
        Work::Resting if fitted => "ready",
        Work::Resting => "fitting",
    }
}

/// Where things stand. Statements are told by their ids.
pub(crate) fn model(ask: &Ask<'_>) -> Reply {
    let Some((fit, work)) = ask.fit() else { return Reply::json(200, &json!({ "state": "none", "modelled": null })) };
    let mut out = json!({ "state": state(fit.is_some(), &work), "made": null, "modelled": null });
    if let (Work::Fitting(_), Some(fits)) = (&work, &ask.site.fits) {
        out["percent"] = json!(fits.percent());
    }
    if let Work::Failed(why) = &work {
        out["failed"] = json!(why);
    }
    if let Some(fit) = fit {
        let id = |n: &Value| {
            let s = n.as_u64().and_then(|n| fit.snapshot.evidence.statements.get(usize::try_from(n).ok()?));
            s.map_or(Value::Null, |s| s.anchor.trim_start_matches("s-").into())
        };
        let mut modelled = json!(fit.modelled);
        renamed(&mut modelled, &id);
        for (gate, name) in modelled["gates"].as_array_mut().into_iter().flatten().zip(fit.ids()) {
            gate["id"] = name.into();
        }
        out["made"] = json!(fit.made);
        out["modelled"] = modelled;
    }
    Reply::json(200, &out)
}

/// Indices of statements become ids, and places of a page nothing, wherever they stand.
fn renamed(value: &mut Value, id: &dyn Fn(&Value) -> Value) {
    match value {
        Value::Object(map) => {
            map.remove("anchor");
            for (key, value) in map.iter_mut() {
                match value {
                    Value::Array(list) if matches!(key.as_str(), "statements" | "carried_by") => list.iter_mut().for_each(|n| *n = id(n)),
                    value => renamed(value, id),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| renamed(value, id)),
        _ => {}
    }
}

/// A what-if beside the baseline.
pub(crate) fn what_if(ask: &Ask<'_>) -> Reply {
    let levers = ask.request.asked("levers").unwrap_or_default();
    let Some((fit, work)) = ask.fit() else { return Reply::json(200, &json!({ "state": "none", "levers": levers, "rows": [] })) };
    let told = state(fit.is_some(), &work);
    let Some((fit, (first, last))) = fit.and_then(|f| Some((f.clone(), f.days()?))) else {
        return Reply::json(200, &json!({ "state": told, "levers": levers, "rows": [] }));
    };
    let rows = match beside(&fit.posterior, levers, first, last) {
        Ok(rows) => rows,
        Err(why) => return problem(422, &why.to_string()),
    };
    let days = |list: &[DayBand]| list.iter().map(|d| json!([d.day.to_string(), quantiles(&d.band)])).collect::<Vec<_>>();
    let row = |r: &exode::model::Beside| {
        json!({
            "modelled": true, "gate": r.gate, "name": r.name, "quantity": r.code, "unit": r.unit, "baseline": days(&r.baseline),
            "what_if": days(&r.with), "difference": days(&r.change),
        })
    };
    Reply::json(200, &json!({ "state": told, "levers": levers, "rows": rows.iter().map(row).collect::<Vec<_>>() }))
}

fn quantiles(b: &Band) -> Value {
    json!({ "0.05": b.low90, "0.25": b.low50, "0.5": b.median, "0.75": b.high50, "0.95": b.high90 })
}
