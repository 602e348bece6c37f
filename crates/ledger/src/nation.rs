//! Of which country a word in a source's name is: "soudanais", "Sudanese", "Soudan", "Khartoum". From the tables the gazetteer is made of, so
//! that one source in two languages is known in every country.
//!
//! Refuses: names of several words, and words that two countries share ("congolais").

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::source::folded;

/// Countries: id, name, latitude, longitude, population, capital, French names, English names.
const COUNTRIES: &str = include_str!("../../../data/place/countries.tsv");
/// Countries: id, further French and English names, abbreviations, French and English demonyms.
const NATIONS: &str = include_str!("../../../data/place/nations.tsv");
/// Towns: country, name, other spellings.
const TOWNS: &str = include_str!("../../../data/place/towns.tsv");

/// The id of the country a folded word names, as people, as a state or by its capital.
pub(crate) fn nation(word: &str) -> Option<&'static str> {
    static WORDS: OnceLock<FxHashMap<String, Option<&'static str>>> = OnceLock::new();
    WORDS.get_or_init(words).get(word).copied().flatten()
}

/// Whether a word of a source is the id of a country, as [`nation`] gives it. Other words are in small letters.
pub(crate) fn is_nation(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Every word with its country, `None` where it has several.
fn words() -> FxHashMap<String, Option<&'static str>> {
    let mut out: FxHashMap<String, Option<&'static str>> = FxHashMap::default();
    let mut add = |name: &str, id: &'static str| {
        let [word] = &folded(name)[..] else { return };
        out.entry(word.clone()).and_modify(|known| *known = known.filter(|k| *k == id)).or_insert(Some(id));
    };
    let mut capitals: FxHashSet<(&str, &str)> = FxHashSet::default();
    for fields in rows(COUNTRIES) {
        let [id, name, _, _, _, capital, french, english, ..] = fields[..] else { continue };
        capitals.insert((id, capital));
        [name, capital].into_iter().chain(french.split(',')).chain(english.split(',')).for_each(|n| add(n, id));
    }
    for fields in rows(TOWNS) {
        let [id, name, others, ..] = fields[..] else { continue };
        if capitals.contains(&(id, name)) {
            others.split(',').for_each(|n| add(n, id));
        }
    }
    for fields in rows(NATIONS) {
        let [id, french, english, _, people, english_people, ..] = fields[..] else { continue };
        french.split(',').chain(english.split(',')).for_each(|n| add(n, id));
        for demonym in people.split(',').chain(english_people.split(',')) {
            let regular = demonym.ends_with('~');
            let stem = demonym.trim().trim_start_matches('+').trim_end_matches('~');
            add(stem, id);
            // "russe~", "géorgien~", "polonais~", "afghan~": the plural went when the word was folded.
            if regular && !stem.is_empty() {
                ["e", "ne"].iter().for_each(|ending| add(&format!("{stem}{ending}"), id));
            }
        }
    }
    out
}

/// The rows of a table without its comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('|').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<&'static str> {
        folded(text).iter().find_map(|word| nation(word))
    }

    #[test]
    fn a_state_its_people_and_its_capital_are_one_country_in_both_languages() {
        for (id, names) in [
            ("SD", &["Soudan", "Sudan", "soudanais", "soudanaises", "Sudanese", "Khartoum"][..]),
            ("VE", &["Venezuela", "vénézuélienne", "Venezuelan", "Caracas"]),
            ("MM", &["Myanmar", "birman", "birmane"]),
            ("GE", &["Géorgie", "géorgien", "géorgienne", "Georgian", "Tbilissi", "Tbilisi"]),
            ("RU", &["russe", "russes", "Russian", "Moscou", "Moscow"]),
            ("KZ", &["kazakh", "kazakhe", "Kazakhstan", "Astana"]),
            ("FI", &["finlandais", "finlandaise", "Finnish", "Helsinki"]),
        ] {
            names.iter().for_each(|name| assert_eq!(of(name), Some(id), "{name}"));
        }
    }

    #[test]
    fn what_two_countries_share_is_neither() {
        for name in ["congolais", "Congo", "border", "police"] {
            assert_eq!(of(name), None, "{name}");
        }
    }
}
