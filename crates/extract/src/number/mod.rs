//! Numbers.

use serde::Deserialize;

/// A number word.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWord {
    /// Value.
    pub value: f64,
}

/// A hedge.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantifierWord {
    /// Value.
    pub quantifier: exode_claim::Quantifier,
}
