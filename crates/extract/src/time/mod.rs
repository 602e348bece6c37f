//! Times.

use serde::Deserialize;

/// A word of dates and times.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWord {
    /// Day of week, Monday 1.
    pub weekday: Option<u8>,
}
