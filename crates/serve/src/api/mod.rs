//! The API: the same questions and changes as the pages, as JSON. Every address is described by a [`Doc`], and the OpenAPI document is
//! made of the table of routes, so that it cannot tell of what is not there.

mod asked;
mod change;
mod doc;
mod look;
mod model;
mod openapi;
mod take;

pub(crate) use change::{add, decide};
pub(crate) use doc::{
    ADD, CHANGES, CLAIM, CLAIMS, DECIDE, DECISIONS, DISCREPANCIES, Doc, EXPORT, FINDINGS, HISTORY, MODEL, OPENAPI, REPORTS, SERIES,
    STATEMENT, STATEMENTS, STATUS, WHAT_IF,
};
pub(crate) use look::{claim, claims, decisions, discrepancies, findings, history, reports, series, statement, statements, status};
pub(crate) use model::{model, what_if};
pub(crate) use openapi::{openapi, path};
pub(crate) use take::{export, export_page};

use serde_json::json;

use crate::reply::Reply;
use crate::request::Request;

/// The answer to a question that is none of those the address takes; `None` where it is one.
pub(crate) fn unasked(doc: &Doc, request: &Request) -> Option<Reply> {
    asked::amiss(doc, request).map(|why| problem(400, &why))
}

/// Why there is no answer yet.
pub(crate) fn early() -> Reply {
    problem(503, "the ledger is being read; /api/v1/changes tells when that is done").with("retry-after", "5")
}

/// Why there is no answer.
pub(crate) fn problem(status: u16, detail: &str) -> Reply {
    Reply::json(status, &json!({ "status": status, "detail": detail }))
}
