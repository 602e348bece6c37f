//! One value of a table, typed, and how it is written as text.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is stated.
    Empty,
    /// Words.
    Text(String),
    /// A number in the unit its column or row names.
    Number(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// Words; nothing where there are none.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Words that may not be stated.
    pub(crate) fn words<T: AsRef<str>>(text: Option<T>) -> Self {
        text.map_or(Self::Empty, |t| Self::text(t.as_ref()))
    }

    /// A number that may not be stated.
    pub(crate) fn number(number: Option<f64>) -> Self {
        number.filter(|n| n.is_finite()).map_or(Self::Empty, Self::Number)
    }

    /// A day that may not be stated.
    pub(crate) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// As plain text: numbers with a point and no grouping, days as ISO 8601, `true` and `false`.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            // Counts are whole: 8600, not 8600.0.
            #[expect(clippy::cast_possible_truncation, reason = "whole and far below 2^53, as just checked")]
            Self::Number(n) if n.fract() == 0.0 && n.abs() < 9e15 => serializer.serialize_i64(*n as i64),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Day(day) => serializer.collect_str(day),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
