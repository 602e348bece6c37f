//! Any text in place of one file of a language: an error with its place, or words that can be read with.
#![no_main]

use exode::{Format, Lang, Languages, Lexicon, document, read};
use libfuzzer_sys::fuzz_target;

const FILES: [(&str, &str); 13] = [
    ("paradigms.toml", include_str!("../../lang/fr/paradigms.toml")),
    ("numbers.toml", include_str!("../../lang/fr/numbers.toml")),
    ("quantifiers.toml", include_str!("../../lang/fr/quantifiers.toml")),
    ("time.toml", include_str!("../../lang/fr/time.toml")),
    ("nouns.toml", include_str!("../../lang/fr/nouns.toml")),
    ("refuse.toml", include_str!("../../lang/fr/refuse.toml")),
    ("units.toml", include_str!("../../lang/fr/units.toml")),
    ("cues.toml", include_str!("../../lang/fr/cues.toml")),
    ("prepositions.toml", include_str!("../../lang/fr/prepositions.toml")),
    ("speech.toml", include_str!("../../lang/fr/speech.toml")),
    ("agents.toml", include_str!("../../lang/fr/agents.toml")),
    ("mood.toml", include_str!("../../lang/fr/mood.toml")),
    ("grammar.toml", include_str!("../../lang/fr/grammar.toml")),
];

fuzz_target!(|input: (u8, &str)| {
    let mut files = FILES;
    let at = usize::from(input.0) % files.len();
    files[at].1 = input.1;
    match Lexicon::load(Lang::Fr, &files) {
        Err(error) => assert!(error.to_string().contains("fr"), "{error}"),
        Ok(words) => {
            let text = "La file atteignait près de 20 km lundi à la frontière géorgienne, selon Maxar.";
            let document = document(text.as_bytes(), "fuzz", Format::Plain, Some(br#"{"lang":"fr"}"#));
            let _ = read(&document, Languages { fr: &words, en: &words });
        }
    }
});
