//! Ordinary words of a language: a capital at the start of a sentence or in a headline is theirs, not a name's.

use crate::lexicon::Lang;

const FR: &str = include_str!("../../../data/words/fr.txt");
const EN: &str = include_str!("../../../data/words/en.txt");

/// Endings and what stands in their place in the lemma.
const FR_ENDINGS: &[(&str, &str)] = &[
    ("s", ""),
    ("x", ""),
    ("e", ""),
    ("es", ""),
    ("nes", ""),
    ("ne", ""),
    ("aux", "al"),
    ("ales", "al"),
    ("elles", "el"),
    ("elle", "el"),
    ("euses", "eur"),
    ("ière", "ier"),
    ("ières", "ier"),
    ("euse", "eux"),
    ("ives", "if"),
    ("ive", "if"),
    ("ment", ""),
    ("ement", ""),
    ("é", "er"),
    ("ée", "er"),
    ("és", "er"),
    ("ées", "er"),
    ("ant", "er"),
    ("ent", "er"),
    ("ait", "er"),
    ("aient", "er"),
    ("a", "er"),
    ("èrent", "er"),
    ("ons", "er"),
    ("ez", "er"),
    ("i", "ir"),
    ("is", "ir"),
    ("ies", "ir"),
    ("issent", "ir"),
    ("it", "ir"),
    ("u", "re"),
    ("us", "re"),
    ("ue", "re"),
    ("ues", "re"),
    ("rices", "eur"),
    ("rice", "eur"),
];
const EN_ENDINGS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("ily", "y"),
    ("ness", ""),
];

/// Whether `word`, in lower case, is an ordinary word or a plain inflection of one.
pub(crate) fn is_ordinary(lang: Lang, word: &str) -> bool {
    let (list, endings) = match lang {
        Lang::Fr => (FR, FR_ENDINGS),
        Lang::En => (EN, EN_ENDINGS),
    };
    if word.chars().count() < 3 || contains(list, word) {
        return true;
    }
    endings.iter().any(|(ending, lemma)| {
        word.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2 && contains(list, &format!("{stem}{lemma}")))
    })
}

/// Plural endings of those who do what a verb says, and what stands in their place in the verb.
const FR_DOERS: &[(&str, &str)] = &[("eurs", "er"), ("eurs", "ir"), ("eurs", "re"), ("euses", "er"), ("ants", "er"), ("antes", "er")];
const EN_DOERS: &[(&str, &str)] = &[("ers", ""), ("ers", "e"), ("ors", ""), ("ors", "e"), ("ees", ""), ("ees", "e")];

/// Whether `word`, in lower case, is a plural made of an ordinary verb: "walkers" walk, "dossiers" do nothing.
pub(crate) fn names_doers(lang: Lang, word: &str) -> bool {
    let (list, endings) = match lang {
        Lang::Fr => (FR, FR_DOERS),
        Lang::En => (EN, EN_DOERS),
    };
    endings.iter().any(|(ending, verb)| {
        word.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 2 && contains(list, &format!("{stem}{verb}")))
    })
}

/// Binary search among the lines of a sorted text: nothing is built at start.
fn contains(list: &str, word: &str) -> bool {
    let bytes = list.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let end = bytes[middle..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |at| middle + at);
        match bytes[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_inflections_are_known_and_names_are_not() {
        for word in ["avocats", "interrogées", "réfugiées", "frontalière"] {
            assert!(is_ordinary(Lang::Fr, word), "{word}");
        }
        for word in ["hospitals", "families", "waited", "hardly"] {
            assert!(is_ordinary(Lang::En, word), "{word}");
        }
        for name in ["katia", "zoltaine", "kelvast"] {
            assert!(!is_ordinary(Lang::Fr, name) && !is_ordinary(Lang::En, name), "{name}");
        }
    }

    #[test]
    fn doers_are_made_of_verbs() {
        assert!(["marcheurs", "passants", "campeurs"].iter().all(|w| names_doers(Lang::Fr, w)));
        assert!(["walkers", "boaters", "escapees"].iter().all(|w| names_doers(Lang::En, w)));
        assert!(!["dossiers", "moutons"].iter().any(|w| names_doers(Lang::Fr, w)));
        assert!(!["letters", "goats"].iter().any(|w| names_doers(Lang::En, w)));
    }

    #[test]
    fn every_word_of_the_lists_is_found() {
        for list in [FR, EN] {
            assert!(list.lines().step_by(97).chain(list.lines().last()).all(|word| contains(list, word)));
        }
    }
}
