//! What an entry of each kind means, and which file each kind is read from.

use serde::{Deserialize, Serialize};

use super::load::{Builder, LexiconError};

/// A language the reader has words for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of that code, also of a longer tag ("fr-FR").
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code.get(..2)?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

/// The meaning of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Sense {
    /// A number word.
    Number(crate::number::NumberWord),
    /// A hedge on a number.
    Quantifier(crate::number::QuantifierWord),
    /// A word of dates and times.
    Time(crate::time::TimeWord),
}

/// Read every kind from its file.
pub(super) fn load_kinds<'t>(
    builder: &mut Builder,
    text_of: &dyn Fn(&'static str) -> Result<&'t str, LexiconError>,
) -> Result<(), LexiconError> {
    builder.load("numbers.toml", text_of("numbers.toml")?, Sense::Number)?;
    builder.load("quantifiers.toml", text_of("quantifiers.toml")?, Sense::Quantifier)?;
    builder.load("time.toml", text_of("time.toml")?, Sense::Time)?;
    Ok(())
}
