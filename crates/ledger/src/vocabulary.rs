//! The words of `data/speakers.txt`, compiled in.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

const WORDS: &str = include_str!("../../../data/speakers.txt");

/// What a folded word says of a speaker, or of whom a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// Nothing about who speaks.
    Common,
    /// A part of the world.
    Part,
    /// That men are counted.
    Men,
    /// That women, children or both are.
    WomenOrChildren,
    /// Of a percentage, that it is a rise.
    Rise,
    /// Of a percentage, that it is a fall.
    Fall,
}

impl Word {
    /// Whether `word` says it.
    pub(crate) fn has(self, word: &str) -> bool {
        vocabulary().kinds.get(word).is_some_and(|kinds| kinds.contains(&self))
    }
}

/// The form that all words of the meaning of `word` share; `None` where it stands in no set.
pub(crate) fn shared(word: &str) -> Option<&'static str> {
    vocabulary().same.get(word).copied()
}

#[derive(Default)]
struct Vocabulary {
    kinds: FxHashMap<&'static str, Vec<Word>>,
    same: FxHashMap<&'static str, &'static str>,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut vocabulary = Vocabulary::default();
        let mut section = "";
        for line in WORDS.lines().map(|l| l.split('#').next().unwrap_or_default().trim()).filter(|l| !l.is_empty()) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
                continue;
            }
            let words = || line.split_whitespace();
            let kind = match section {
                "common" => Word::Common,
                "parts" => Word::Part,
                "men" => Word::Men,
                "women_or_children" => Word::WomenOrChildren,
                "rise" => Word::Rise,
                "fall" => Word::Fall,
                _ => {
                    let first = words().next().unwrap_or_default();
                    vocabulary.same.extend(words().map(|w| (w, first)));
                    continue;
                }
            };
            words().for_each(|w| vocabulary.kinds.entry(w).or_default().push(kind));
        }
        vocabulary
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::folded;

    #[test]
    fn every_section_has_words_and_every_word_is_folded() {
        let sections: Vec<&str> = WORDS.lines().filter(|l| l.starts_with('[')).collect();
        let known = ["[common]", "[same]", "[parts]", "[men]", "[women_or_children]", "[rise]", "[fall]"];
        assert!(sections.len() == known.len() && sections.iter().zip(known).all(|(s, k)| s.starts_with(k)), "{sections:?}");
        let vocabulary = vocabulary();
        for word in vocabulary.kinds.keys().chain(vocabulary.same.keys()) {
            assert_eq!(folded(word), [*word]);
        }
        assert!(Word::Men.has("homme") && Word::Common.has("agency") && !Word::Common.has("kremlin"));
        assert_eq!((shared("douane"), shared("customs"), shared("quai")), (Some("customs"), Some("customs"), None));
    }
}
