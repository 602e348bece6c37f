//! Who states a figure, or through whom it is quoted.
//!
//! No type here can hold the name of a private person. A [`Label`] is made only of words that a vocabulary vouches for (lexicon,
//! gazetteer, known institutions); the only personal name there is, a [`Holder`], exists only together with a public office. Text that
//! fits neither becomes a kind of witness, in the lexicon's words.

use serde::{Serialize, Serializer};

/// A vocabulary that can say of a word that it is no private person's name.
pub trait Vouch {
    /// Whether `word` (one word as typed, no spaces) is known and no private name.
    fn vouches(&self, word: &str) -> bool;
}

/// Words that a vocabulary vouched for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Label(Box<str>);

impl Label {
    /// `text` as a label, if every word of it is vouched for. White space is folded to single spaces.
    #[must_use]
    pub fn vouched(text: &str, vocabulary: &dyn Vouch) -> Option<Self> {
        let words = |c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}'));
        let mut known = 0;
        for word in text.split(words).filter(|w| w.chars().any(char::is_alphabetic)) {
            if !vocabulary.vouches(word) {
                return None;
            }
            known += 1;
        }
        (known > 0).then(|| Self(text.split_whitespace().collect::<Vec<_>>().join(" ").into()))
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The name of a person who speaks as the holder of a public office.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Holder(Box<str>);

/// What kind of person speaks whose name is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WitnessKind {
    /// People on the move, residents, drivers: those who saw it.
    Witness,
    /// A source that stays anonymous by its own wish ("a Kremlin source").
    Unnamed,
    /// Traffic services, imagery and other observation.
    Observation,
    /// A reporter.
    Press,
}

/// Who states a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Attribution {
    /// An institution, an outlet, a government by its capital.
    Institution(Label),
    /// A public office, with its holder where the text names one.
    Office {
        /// The office, in the report's words.
        office: Label,
        /// Who holds it.
        holder: Option<Holder>,
    },
    /// An unnamed kind of speaker.
    Kind(WitnessKind, Label),
}

impl Attribution {
    /// An office and the name its holder bears in the text.
    #[must_use]
    pub fn office(office: Label, holder: Option<&str>) -> Self {
        let holder = holder.map(|name| Holder(name.split_whitespace().collect::<Vec<_>>().join(" ").into()));
        Self::Office { office, holder }
    }
}

impl Attribution {
    /// Its parts, as a ledger keeps them: the name of its kind, its words, and the holder of an office.
    #[must_use]
    pub fn parts(&self) -> (&'static str, &Label, Option<&str>) {
        match self {
            Self::Institution(label) => ("institution", label, None),
            Self::Office { office, holder } => ("office", office, holder.as_ref().map(|h| &*h.0)),
            Self::Kind(WitnessKind::Witness, label) => ("witness", label, None),
            Self::Kind(WitnessKind::Unnamed, label) => ("unnamed", label, None),
            Self::Kind(WitnessKind::Observation, label) => ("observation", label, None),
            Self::Kind(WitnessKind::Press, label) => ("press", label, None),
        }
    }

    /// The attribution of such parts; `None` for a kind that does not exist. Only an office takes a holder.
    #[must_use]
    pub fn of_parts(kind: &str, label: Label, holder: Option<&str>) -> Option<Self> {
        Some(match kind {
            "institution" => Self::Institution(label),
            "office" => Self::office(label, holder),
            "witness" => Self::Kind(WitnessKind::Witness, label),
            "unnamed" => Self::Kind(WitnessKind::Unnamed, label),
            "observation" => Self::Kind(WitnessKind::Observation, label),
            "press" => Self::Kind(WitnessKind::Press, label),
            _ => return None,
        })
    }
}

impl std::fmt::Display for Attribution {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Institution(label) | Self::Kind(_, label) => f.write_str(label.as_str()),
            Self::Office { office, holder: None } => f.write_str(office.as_str()),
            Self::Office { office, holder: Some(holder) } => write!(f, "{}, {}", holder.0, office.as_str()),
        }
    }
}

impl Serialize for Attribution {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Words(&'static [&'static str]);
    impl Vouch for Words {
        fn vouches(&self, word: &str) -> bool {
            self.0.contains(&word)
        }
    }

    #[test]
    fn a_label_with_one_unknown_word_cannot_be_made() {
        let words = Words(&["gardes", "frontières", "finlandais", "source", "du", "Kremlin"]);
        assert!(Label::vouched("gardes-frontières  finlandais", &words).is_some());
        assert!(Label::vouched("source du Kremlin Katia", &words).is_none());
        assert!(Label::vouched("", &words).is_none());
    }
}
