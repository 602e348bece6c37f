//! What the query of an address of the API may say, and what it says that means nothing: a program whose question is misspelt must hear so,
//! rather than take the answer to another question for its own.

use exode::ReviewState;
use exode::claim::Measure;
use exode::ledger::Severity;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::doc::Doc;
use crate::request::Request;

/// A parameter of a query.
#[derive(Debug)]
pub(crate) struct Param {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it means.
    pub(crate) about: &'static str,
    /// What can be said.
    pub(crate) kind: Kind,
}

/// What a parameter can say.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// Any text.
    Text,
    /// A whole number from 1.
    Number,
    /// A day, YYYY-MM-DD.
    Day,
    /// The name of a measure.
    Measure,
    /// Where a claim stands in review.
    State,
    /// How much a discrepancy weighs.
    Severity,
    /// One of these.
    OneOf(&'static [&'static str]),
}

impl Kind {
    /// The closed list it is taken from; `None` where there is none.
    fn list(self) -> Option<Vec<&'static str>> {
        match self {
            Self::Text | Self::Number | Self::Day => None,
            Self::Measure => Some(Measure::ALL.iter().map(|m| m.name()).collect()),
            Self::State => Some(ReviewState::ALL.iter().map(|s| s.name()).collect()),
            Self::Severity => Some([Severity::Contradiction, Severity::Warning, Severity::Note].map(Severity::name).to_vec()),
            Self::OneOf(list) => Some(list.to_vec()),
        }
    }

    /// What is wanted where `value` is not it.
    fn wants(self, value: &str) -> Option<String> {
        match self {
            Self::Text => None,
            Self::Number => value.parse::<usize>().ok().filter(|n| *n > 0).is_none().then(|| "a whole number from 1".to_owned()),
            Self::Day => value.parse::<Date>().is_err().then(|| "a day, YYYY-MM-DD".to_owned()),
            _ => self.list().filter(|list| !list.contains(&value)).map(|list| format!("one of {}", list.join(", "))),
        }
    }

    /// Its schema.
    pub(crate) fn schema(self) -> Value {
        match (self, self.list()) {
            (_, Some(list)) => json!({ "enum": list }),
            (Self::Number, None) => json!({ "type": "integer", "minimum": 1 }),
            (Self::Day, None) => json!({ "type": "string", "format": "date" }),
            (_, None) => json!({ "type": "string" }),
        }
    }
}

/// What the query of `request` says that means nothing at this address; `None` where all of it does. A parameter without a value says
/// nothing, as in the forms of pages.
pub(crate) fn amiss(doc: &Doc, request: &Request) -> Option<String> {
    for (name, value) in &request.query {
        let Some(param) = doc.query.iter().find(|p| p.name == name) else {
            let known: Vec<&str> = doc.query.iter().map(|p| p.name).collect();
            return Some(match known.as_slice() {
                [] => format!("{name:?} means nothing here: this address takes no parameters"),
                known => format!("{name:?} means nothing here: this address takes {}", known.join(", ")),
            });
        };
        let value = value.trim();
        if let Some(wanted) = param.kind.wants(value).filter(|_| !value.is_empty()) {
            return Some(format!("{name}: {value:?} is not {wanted}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::doc;
    use super::*;
    use crate::request::Method;
    use crate::url::pairs;

    #[test]
    fn a_question_that_is_misspelt_hears_what_can_be_asked() {
        let amiss = |doc: &Doc, query: &str| {
            let request =
                Request { method: Method::Get, path: "/api/v1/claims".into(), query: pairs(query), headers: Vec::new(), body: Vec::new() };
            amiss(doc, &request)
        };
        assert_eq!(amiss(&doc::CLAIMS, "q=g%C3%A9orgie&measure=wait&since=2022-09-21&state=approved&page=2&until="), None);
        for (query, told) in [
            ("messure=wait", "q, source, place, measure"),
            ("measure=feet", "crossed_in"),
            ("since=monday", "YYYY-MM-DD"),
            ("page=0", "from 1"),
            ("state=odd", "re_requested"),
        ] {
            let said = amiss(&doc::CLAIMS, query).unwrap_or_default();
            assert!(said.contains(told), "{query}: {said}");
        }
        assert!(amiss(&doc::STATUS, "x=1").is_some_and(|said| said.contains("no parameters")));
    }
}
