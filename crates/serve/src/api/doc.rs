//! What the OpenAPI document says of each address.

use super::asked::{Kind, Param};

/// What is said of one address.
#[derive(Debug)]
pub(crate) struct Doc {
    /// Its name, unique.
    pub(crate) id: &'static str,
    /// What it does, in a line.
    pub(crate) summary: &'static str,
    /// What stands at the `{}` of its path.
    pub(crate) parts: &'static [&'static str],
    /// What its query may say.
    pub(crate) query: &'static [Param],
    /// The schema of a JSON body, by name.
    pub(crate) body: Option<&'static str>,
    /// The status of success, and the schema of its answer; `None` where it is no JSON.
    pub(crate) answer: (u16, Option<&'static str>),
    /// Other statuses that mean something here.
    pub(crate) problems: &'static [u16],
}

const fn param(name: &'static str, kind: Kind, about: &'static str) -> Param {
    Param { name, about, kind }
}

const PAGE: Param = param("page", Kind::Number, "page of the list, from 1");

const FILTER: &[Param] = &[
    param("q", Kind::Text, "words that must all occur in sentence, places, source or report; accents and case ignored"),
    param("source", Kind::Text, "words of who states or relays it"),
    param("place", Kind::Text, "id of a place, or words of its name"),
    param("measure", Kind::Measure, "name of a measure, as in the schema of a claim"),
    param("since", Kind::Day, "first day the figure may speak of, YYYY-MM-DD"),
    param("until", Kind::Day, "last day the figure may speak of, YYYY-MM-DD"),
    param("state", Kind::State, "not_started, in_progress, approved, re_requested or rejected"),
    PAGE,
];

const fn list(id: &'static str, summary: &'static str, query: &'static [Param], schema: &'static str) -> Doc {
    Doc { id, summary, parts: &[], query, body: None, answer: (200, Some(schema)), problems: &[] }
}

pub(crate) const STATUS: Doc = list("status", "How much the ledger holds, and which moment of it is shown", &[], "Status");
pub(crate) const CLAIMS: Doc = list("claims", "Claims, those of the newest reports first", FILTER, "ClaimPage");
pub(crate) const STATEMENTS: Doc = list("statements", "Statements, those told last first", FILTER, "StatementPage");
pub(crate) const REPORTS: Doc = list("reports", "Reports, by date", &[PAGE], "ReportPage");
pub(crate) const FINDINGS: Doc = list("findings", "What could not be read safely", &[PAGE], "FindingPage");
pub(crate) const SERIES: Doc = list("series", "Statements of one quantity in the order of time", &[PAGE], "SeriesPage");
pub(crate) const OPENAPI: Doc = list("openapi", "This document", &[], "Any");
pub(crate) const DISCREPANCIES: Doc = list(
    "discrepancies",
    "What does not add up, the gravest first",
    &[param("severity", Kind::Severity, "contradiction, warning or note"), PAGE],
    "DiscrepancyPage",
);
pub(crate) const DECISIONS: Doc = list(
    "decisions",
    "The review history of the whole ledger, the latest first",
    &[param("before", Kind::Number, "only entries before that number")],
    "DecisionList",
);
pub(crate) const CLAIM: Doc =
    Doc { parts: &["claim"], problems: &[404], ..list("claim", "One claim as it stands this moment", &[], "Claim") };
pub(crate) const MODEL: Doc =
    list("model", "What the model of the case makes of the claims, with intervals; `state` says whether there is one", &[], "Model");
pub(crate) const WHAT_IF: Doc = Doc {
    problems: &[422],
    ..list(
        "what-if",
        "Every modelled quantity day by day, as it goes and with a change, from the fit that is kept",
        &[param("levers", Kind::Text, "as `exode whatif` takes them, parted by semicolons")],
        "WhatIf",
    )
};
pub(crate) const HISTORY: Doc =
    Doc { parts: &["claim"], problems: &[404], ..list("history", "What was decided about a claim, oldest first", &[], "DecisionList") };
pub(crate) const STATEMENT: Doc = Doc {
    parts: &["statement"],
    problems: &[404],
    ..list("statement", "One statement with its tellings, its path and what does not add up about it", &[], "StatementDetail")
};
pub(crate) const DECIDE: Doc = Doc {
    id: "decide",
    summary: "Decide about a claim: accept, reject, correct, merge, split, unlike, comment, role, mark, reopen, undo",
    parts: &["claim"],
    query: &[],
    body: Some("Decision"),
    answer: (201, Some("Claim")),
    problems: &[404, 409, 422],
};
pub(crate) const ADD: Doc = Doc {
    id: "add",
    summary: "Bring in a report, or an archive of JSON Lines; the body is its bytes",
    parts: &[],
    query: &[
        param("name", Kind::Text, "name of the file; its ending tells the format"),
        param("published", Kind::Day, "day of publication, YYYY-MM-DD"),
        param("publisher", Kind::Text, "who published it"),
        param("url", Kind::Text, "its address"),
        param("title", Kind::Text, "its headline"),
        param("lang", Kind::OneOf(&["fr", "en"]), "fr or en"),
    ],
    body: Some("Bytes"),
    answer: (201, Some("AddedList")),
    problems: &[413, 422],
};
pub(crate) const EXPORT: Doc = Doc {
    id: "export",
    summary: "What of the ledger may leave, in one of the formats of docs/EXPORTS.md, as a file",
    parts: &["format"],
    query: &[
        param("for", Kind::OneOf(&["public", "partners"]), "public (default) or partners; the latter takes the role admin"),
        param("event", Kind::Text, "the event all of it belongs to, for helix and montandon"),
        param("card", Kind::OneOf(&["1"]), "1: the data card of a format that has no place for one"),
    ],
    body: None,
    answer: (200, None),
    problems: &[403, 404, 422],
};
pub(crate) const CHANGES: Doc = Doc {
    id: "changes",
    summary: "Server-sent events: `now` at first, then `changed` whenever pages would show something new, with the moment's number; `fit` when a fit begins, is there or failed; `progress` with the percent of it that is done",
    parts: &[],
    query: &[],
    body: None,
    answer: (200, None),
    problems: &[503],
};
