//! What is kept between runs, so that a site is asked for nothing twice.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What is known of the feeds, by their addresses. Unknown fields of a newer version are let go.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// By the address of the feed.
    #[serde(default)]
    pub feeds: BTreeMap<String, Kept>,
}

/// What is known of a feed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// The version its site last named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The time of change its site last named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// Not to be asked before that second since 1970.
    pub not_before: i64,
    /// The entries it last had, as hashes: those are known.
    pub seen: Vec<String>,
}
