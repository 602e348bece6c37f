//! The OpenAPI 3.1 document, made of the table of routes.

use serde_json::{Map, Value, json};

use super::asked::Param;
use super::doc::Doc;
use crate::ask::Ask;
use crate::reply::Reply;
use crate::request::Method;
use crate::routes::{ROUTES, Route};

/// The document.
pub(crate) fn openapi(_: &Ask<'_>) -> Reply {
    Reply::json(200, &document())
}

/// The path of a route with the names of its parts: `/api/v1/claims/{claim}`.
pub(crate) fn path(route: &Route) -> String {
    let parts = route.doc.map_or(&[][..], |d| d.parts);
    parts.iter().fold(route.path.to_owned(), |path, part| path.replacen("{}", &format!("{{{part}}}"), 1))
}

fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        let Some(doc) = route.doc else { continue };
        let method = if route.method == Method::Post { "post" } else { "get" };
        let entry = paths.entry(path(route)).or_insert_with(|| json!({}));
        entry[method] = operation(route, doc);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "exode serve",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "One ledger of figures about people on the move: claims, statements, what does not add up, review. \
                            Sentences are masked: no private person is named.",
        },
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": schemas(),
        },
    })
}

fn operation(route: &Route, doc: &Doc) -> Value {
    let text = json!({ "type": "string" });
    let part = |name: &&str| json!({ "name": name, "in": "path", "required": true, "schema": text });
    let query = |p: &Param| json!({ "name": p.name, "in": "query", "description": p.about, "schema": p.kind.schema() });
    let parameters: Vec<Value> = doc.parts.iter().map(part).chain(doc.query.iter().map(query)).collect();
    let (status, schema) = doc.answer;
    let mut responses = Map::new();
    let success = match schema {
        Some(name) => json!({ "description": doc.summary, "content": { "application/json": { "schema": reference(name) } } }),
        None => json!({ "description": doc.summary }),
    };
    responses.insert(status.to_string(), success);
    // Whoever asks for what the snapshot holds may come before it is made.
    let waits = (!route.early && !doc.problems.contains(&503)).then_some(&503);
    for problem in [400, 401, 403].iter().chain(doc.problems).chain(waits) {
        let content = json!({ "application/json": { "schema": reference("Problem") } });
        responses.insert(problem.to_string(), json!({ "description": meaning(*problem), "content": content }));
    }
    let mut out = json!({
        "operationId": doc.id,
        "summary": doc.summary,
        "description": format!("Takes the role {}.", route.role.name()),
        "parameters": parameters,
        "responses": responses,
    });
    match doc.body {
        Some("Bytes") => out["requestBody"] = json!({ "required": true, "content": { "application/octet-stream": {} } }),
        Some(name) => {
            out["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": reference(name) } } });
        }
        None => {}
    }
    out
}

fn reference(name: &str) -> Value {
    match name {
        "Any" => json!({ "type": "object" }),
        name => json!({ "$ref": format!("#/components/schemas/{name}") }),
    }
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 => "the query says what means nothing here; `detail` says what it can say",
        401 => "no token, or one nobody has",
        403 => "not with this role, or not from this server's own pages",
        404 => "there is no such thing, or it is not for you",
        409 => "it has changed since you looked: `last` says by whom",
        413 => "the body is too large",
        422 => "what was sent makes no sense; `detail` says why",
        _ => "too many at once, or the ledger is still being read: try again in a moment",
    }
}

/// The schemas of bodies. A claim is described in full by docs/claim.schema.json (`exode schema`).
fn schemas() -> Value {
    let text = || json!({ "type": "string" });
    let whole = || json!({ "type": "integer", "minimum": 0 });
    let maybe = |kind: &str| json!({ "type": [kind, "null"] });
    let list = |name: &str| json!({ "type": "array", "items": reference(name) });
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties });
    let page = |name: &str, item: &str| {
        let mut properties = json!({ "number": whole(), "total": whole(), "page": whole(), "pages": whole() });
        properties[name] = list(item);
        object(&["number", "total", "page", "pages", name], properties)
    };
    json!({
        "Problem": object(&["status", "detail"], json!({ "status": whole(), "detail": text(), "last": { "type": ["object", "null"] } })),
        "Status": object(&["number", "state", "claims", "statements", "reports", "role"], json!({
            "title": text(), "number": whole(), "state": { "enum": ["reading", "ready", "failed"] }, "failed": maybe("string"),
            "behind": { "type": "boolean" }, "role": text(), "reports": whole(), "claims": whole(), "statements": maybe("integer"),
            "discrepancies": maybe("integer"), "findings": maybe("integer"), "rejected": maybe("integer"), "withheld": maybe("integer"),
        })),
        "Claim": object(&["id", "low", "high", "quantifier", "unit", "measure", "sentence_text", "outlet", "review"], json!({
            "id": text(), "low": maybe("number"), "high": maybe("number"), "quantifier": text(), "unit": text(), "measure": text(),
            "sentence_text": text(), "mark": { "type": "array", "items": whole() }, "outlet": text(), "published": maybe("string"),
            "statement": maybe("string"), "seen": text(), "review": { "type": "object" },
        })),
        "ClaimPage": page("claims", "Claim"),
        "Statement": object(&["id", "figure", "measure", "unit", "tellings", "reports"], json!({
            "id": text(), "figure": text(), "measure": text(), "unit": text(), "low": maybe("number"), "high": maybe("number"),
            "route": text(), "source": maybe("string"), "tellings": { "type": "array", "items": text() }, "reports": whole(),
        })),
        "StatementPage": page("statements", "Statement"),
        "StatementDetail": object(&["id", "figure", "claims", "path", "discrepancies"], json!({
            "id": text(), "figure": text(), "claims": list("Claim"), "path": { "type": "object" }, "discrepancies": list("Discrepancy"),
        })),
        "Discrepancy": object(&["rule", "severity", "arithmetic", "statements"], json!({
            "rule": text(), "severity": text(), "arithmetic": text(), "statements": { "type": "array", "items": text() },
            "sides": { "type": "array" },
        })),
        "DiscrepancyPage": page("discrepancies", "Discrepancy"),
        "Report": object(&["name", "claims"], json!({
            "name": text(), "title": maybe("string"), "publisher": maybe("string"), "url": maybe("string"),
            "published": maybe("string"), "hash": maybe("string"), "claims": whole(),
        })),
        "ReportPage": page("reports", "Report"),
        "Finding": object(&["report", "code", "offset", "remedy"], json!({
            "report": text(), "code": text(), "offset": whole(), "quote": text(), "remedy": text(),
        })),
        "FindingPage": page("findings", "Finding"),
        "Series": object(&["heading", "points"], json!({ "heading": text(), "measure": text(), "unit": text(), "points": { "type": "array" } })),
        "SeriesPage": page("series", "Series"),
        "Model": object(&["state"], json!({
            "state": { "enum": ["none", "fitting", "ready", "failed"] }, "percent": whole(), "made": maybe("string"),
            "modelled": maybe("object"),
        })),
        "WhatIf": object(&["state", "rows"], json!({
            "state": { "enum": ["none", "fitting", "ready", "failed"] }, "levers": text(), "rows": { "type": "array", "items": { "type": "object" } },
        })),
        "Made": object(&["claim", "did", "by", "at"], json!({
            "claim": text(), "did": text(), "by": text(), "at": text(), "why": text(), "number": whole(), "stands": { "type": "boolean" },
        })),
        "DecisionList": object(&["decisions"], json!({ "decisions": list("Made") })),
        "Decision": object(&["do", "seen"], json!({
            "do": { "enum": crate::verdict::DECISIONS_TAKEN },
            "seen": { "type": "string", "description": "as the claim told it" },
            "field": { "enum": exode::FIELDS },
            "value": text(),
            "with": { "type": "string", "description": "the other claim of a merge, split or unlike" },
            "why": text(),
        })),
        "AddedList": object(&["added"], json!({ "added": { "type": "array", "items": { "type": "object" } } })),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_to_a_schema_and_every_name_is_unique() {
        let document = document();
        let text = document.to_string();
        for reference in text.split("\"#/components/schemas/").skip(1).filter_map(|r| r.split('"').next()) {
            assert!(document["components"]["schemas"][reference].is_object(), "{reference}");
        }
        let mut ids: Vec<&str> = ROUTES.iter().filter_map(|r| Some(r.doc?.id)).collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all);
        for route in ROUTES.iter().filter(|r| r.doc.is_some()) {
            assert!(!path(route).contains("{}"), "{}", route.path);
        }
    }
}
