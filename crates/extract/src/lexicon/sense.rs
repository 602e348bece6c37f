//! What an entry of each kind means, and which file each kind is read from.

use serde::{Deserialize, Serialize};

use super::grammar::GrammarWord;
use super::load::{Builder, LexiconError};
use super::words::{AgentWord, CueWord, MoodWord, NounWord, PrepWord, RefuseWord, SpeechWord, UnitWord};

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
    /// A noun that can be counted.
    Noun(NounWord),
    /// A noun whose number is no claim.
    Refuse(RefuseWord),
    /// A physical unit.
    Unit(UnitWord),
    /// A word that decides the measure.
    Cue(CueWord),
    /// A preposition before places.
    Prep(PrepWord),
    /// A word of reporting.
    Speech(SpeechWord),
    /// Who can speak.
    Agent(AgentWord),
    /// A word that changes the standing of a figure.
    Mood(MoodWord),
    /// A small word of structure.
    Grammar(GrammarWord),
    /// A word of what changes at a border.
    Event(crate::event::EventWord),
}

/// Read every kind from its file.
pub(super) fn load_kinds<'t>(
    builder: &mut Builder,
    text_of: &dyn Fn(&'static str) -> Result<&'t str, LexiconError>,
) -> Result<(), LexiconError> {
    builder.load("numbers.toml", text_of("numbers.toml")?, Sense::Number)?;
    builder.load("quantifiers.toml", text_of("quantifiers.toml")?, Sense::Quantifier)?;
    builder.load("time.toml", text_of("time.toml")?, Sense::Time)?;
    builder.load("nouns.toml", text_of("nouns.toml")?, Sense::Noun)?;
    builder.load("refuse.toml", text_of("refuse.toml")?, Sense::Refuse)?;
    builder.load("units.toml", text_of("units.toml")?, Sense::Unit)?;
    builder.load("cues.toml", text_of("cues.toml")?, Sense::Cue)?;
    builder.load("prepositions.toml", text_of("prepositions.toml")?, Sense::Prep)?;
    builder.load("speech.toml", text_of("speech.toml")?, Sense::Speech)?;
    builder.load("agents.toml", text_of("agents.toml")?, Sense::Agent)?;
    builder.load("mood.toml", text_of("mood.toml")?, Sense::Mood)?;
    builder.load("grammar.toml", text_of("grammar.toml")?, Sense::Grammar)?;
    builder.only_events_follow();
    builder.load("event.toml", text_of("event.toml")?, Sense::Event)?;
    Ok(())
}
