//! The lexicons the binary carries.

use std::sync::OnceLock;

use crate::lexicon::{Lang, Lexicon};

macro_rules! files {
    ($lang:literal: $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../../../lang/", $lang, "/", $file)))),+]
    };
}

const FR: &[(&str, &str)] = files!("fr":
    "paradigms.toml", "numbers.toml", "quantifiers.toml", "time.toml", "nouns.toml", "refuse.toml", "units.toml", "cues.toml",
    "prepositions.toml", "speech.toml", "agents.toml", "mood.toml", "grammar.toml", "event.toml");
const EN: &[(&str, &str)] = files!("en":
    "paradigms.toml", "numbers.toml", "quantifiers.toml", "time.toml", "nouns.toml", "refuse.toml", "units.toml", "cues.toml",
    "prepositions.toml", "speech.toml", "agents.toml", "mood.toml", "grammar.toml", "event.toml");

impl Lexicon {
    /// The built-in words of `lang`.
    ///
    /// # Panics
    /// Never: the files are compiled in and a test loads them.
    #[must_use]
    pub fn embedded(lang: Lang) -> &'static Self {
        static FRENCH: OnceLock<Lexicon> = OnceLock::new();
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        let (cell, files) = match lang {
            Lang::Fr => (&FRENCH, FR),
            Lang::En => (&ENGLISH, EN),
        };
        cell.get_or_init(|| match Self::load(lang, files) {
            Ok(lexicon) => lexicon,
            Err(e) => panic!("built-in lexicon: {e}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_lexicons_load() {
        for lang in [Lang::Fr, Lang::En] {
            assert!(!Lexicon::embedded(lang).entries().is_empty());
        }
    }
}
