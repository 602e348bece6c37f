//! What could not be read safely, and what would settle it.

use serde::Serialize;

/// The kind of doubt. The code is stable; the words of a message may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// A figure about people whose unit stays open.
    UnitOpen,
    /// A figure whose measure stays open.
    MeasureOpen,
    /// A weekday or relative day in a report without a date.
    DateOpen,
    /// The report's language is not one the reader knows.
    LanguageUnknown,
    /// A long text without any word of displacement, borders, queues, war or disaster; it was not read.
    OffTopic,
    /// The input could not be decoded or parsed at this place.
    InputDamaged,
}

impl FindingCode {
    /// Every code.
    pub const ALL: &'static [Self] =
        &[Self::UnitOpen, Self::MeasureOpen, Self::DateOpen, Self::LanguageUnknown, Self::OffTopic, Self::InputDamaged];

    /// The code as written in JSON and in ledgers.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::UnitOpen => "unit-open",
            Self::MeasureOpen => "measure-open",
            Self::DateOpen => "date-open",
            Self::LanguageUnknown => "language-unknown",
            Self::OffTopic => "off-topic",
            Self::InputDamaged => "input-damaged",
        }
    }

    /// The code of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }

    /// What would settle it.
    #[must_use]
    pub fn remedy(self) -> &'static str {
        match self {
            Self::UnitOpen => "say what is counted: people, households, vehicles",
            Self::MeasureOpen => "say what the figure measures: arrivals, departures, a stock, a queue",
            Self::DateOpen => "give the report's date in a sidecar: {\"published\": \"YYYY-MM-DD\"}",
            Self::LanguageUnknown => "give the language in a sidecar: {\"lang\": \"fr\"} or {\"lang\": \"en\"}",
            Self::OffTopic => "if it is about people on the move, give its sentences as a text of their own, under 800 bytes",
            Self::InputDamaged => "look at the file at this byte",
        }
    }
}

/// One doubt, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The report's name.
    pub report: String,
    /// What kind of doubt.
    pub code: FindingCode,
    /// First byte in the unmodified input.
    pub offset: usize,
    /// The text concerned, private names masked; empty where it cannot be shown.
    pub quote: String,
    /// What would settle it.
    pub remedy: &'static str,
}
