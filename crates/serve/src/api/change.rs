//! Changes.

use exode::{Added, StoreError};
use serde_json::{Map, Value, json};

use super::look::now;
use super::problem;
use crate::ask::Ask;
use crate::intake::{self, Brought};
use crate::reply::Reply;
use crate::snapshot::claim_id;
use crate::verdict::{DECISIONS_TAKEN, Verdict};

/// Decide about a claim.
pub(crate) fn decide(ask: &Ask<'_>) -> Reply {
    let missing = || problem(404, "there is no such claim");
    let Some(id) = claim_id(ask.part(0)) else { return missing() };
    let Ok(Value::Object(said)) = serde_json::from_slice::<Value>(&ask.request.body) else {
        return problem(422, "the body is a JSON object; see the schema Decision");
    };
    if let Some(amiss) = amiss(&said) {
        return problem(422, &amiss);
    }
    let verdict = match Verdict::of(|key| said.get(key)?.as_str().map(str::to_owned), ask.site.languages) {
        Ok(verdict) => verdict,
        Err(error) => return problem(422, &error.to_string()),
    };
    let Some(seen) = said.get("seen").and_then(Value::as_str).and_then(|s| u64::from_str_radix(s, 16).ok()) else {
        return problem(422, "say what you saw: `seen`, as the claim told it");
    };
    let review = verdict.entry(id, &ask.person.name, (ask.site.now)());
    match ask.site.room.decide(review, seen) {
        Ok(()) => now(ask, id).map_or_else(missing, |reply| Reply { status: 201, ..reply }),
        Err(StoreError::NoClaim(claim)) if claim == id => missing(),
        Err(error @ StoreError::Stale(_)) => {
            // What stands now goes with the refusal, so that it can be decided again.
            let last = ask.site.room.file().history(id).ok().and_then(|h| h.last().cloned());
            let changed = last.map(|r| json!({ "by": r.by, "at": r.at, "did": exode::action_words(&r.action) }));
            Reply::json(409, &json!({ "status": 409, "detail": error.to_string(), "last": changed }))
        }
        Err(error @ (StoreError::NoClaim(_) | StoreError::NoTie(..))) => problem(422, &error.to_string()),
        Err(error) => problem(500, &error.to_string()),
    }
}

/// What the body of a decision lacks, or has that means nothing: no misspelt word may pass for none.
fn amiss(said: &Map<String, Value>) -> Option<String> {
    const KNOWN: [&str; 6] = ["do", "seen", "field", "value", "with", "why"];
    let dos = DECISIONS_TAKEN.join(", ");
    if let Some(key) = said.keys().find(|key| !KNOWN.contains(&key.as_str())) {
        return Some(format!("{key:?} is no field of a decision: it has {}, and `do` is one of {dos}", KNOWN.join(", ")));
    }
    if !said.contains_key("do") {
        return Some(format!("say what you decide: `do`, one of {dos}"));
    }
    let odd = said.iter().find(|(_, value)| !value.is_string()).map(|(key, _)| key);
    odd.map(|key| format!("{key:?} is a string"))
}

/// Bring in reports.
pub(crate) fn add(ask: &Ask<'_>) -> Reply {
    if ask.request.body.iter().all(u8::is_ascii_whitespace) {
        return problem(422, "the body is the report, and it is empty");
    }
    let mut about = Map::new();
    for key in ["published", "publisher", "url", "title", "lang"] {
        if let Some(value) = ask.request.asked(key) {
            about.insert(key.to_owned(), value.into());
        }
    }
    let brought = Brought {
        name: ask.request.asked("name").unwrap_or("text").to_owned(),
        bytes: ask.request.body.clone(),
        about: (!about.is_empty()).then(|| about.into()),
    };
    match intake::add(&ask.site.room, vec![brought], ask.site.languages, ask.site.now) {
        Ok(told) => Reply::json(201, &json!({ "added": told.iter().map(|(name, added)| outcome(name, added)).collect::<Vec<_>>() })),
        Err(error) => problem(500, &error.to_string()),
    }
}

fn outcome(name: &str, added: &Added) -> Value {
    match added {
        Added::New { claims, findings } => json!({ "report": name, "state": "new", "claims": claims, "findings": findings }),
        Added::Known => json!({ "report": name, "state": "known" }),
        Added::Changed { version, .. } => json!({ "report": name, "state": "changed", "version": version }),
    }
}
