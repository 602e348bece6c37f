//! Names of outlets, as a sidecar or a page gives them: people publish too.
//!
//! Outlets are mostly names no list knows, so that a name is looked at only where it could be a person's: a given name stands in it without
//! a word that outlets bear ("Ariana News" has one), or with a surname behind it. Ways to reach a person are looked for in all of them.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use crate::given::is_given;
use crate::lexicon::{AgentKind, Lexicon, Sense};
use crate::mask::masked_text;

/// `shown` with private names and contacts masked. `None` where nothing else was there.
#[must_use]
pub fn masked_outlet(shown: &str, lexicons: &[&Lexicon]) -> Option<String> {
    let contact = shown.contains(['@', '/']) || shown.chars().filter(char::is_ascii_digit).count() > 4;
    if !contact && (lexicons.iter().any(|lexicon| lists(lexicon, shown)) || !may_be_a_person(shown)) {
        return Some(shown.to_owned());
    }
    let masked = lexicons.iter().fold(shown.to_owned(), |shown, lexicon| masked_text(&shown, lexicon, "", &[]));
    masked.chars().any(char::is_alphanumeric).then_some(masked)
}

/// Whether the lexicon has the outlet.
fn lists(lexicon: &Lexicon, shown: &str) -> bool {
    let outlet = |sense: &Sense| matches!(sense, Sense::Agent(a) if a.kind == AgentKind::Outlet);
    lexicon.entries().iter().any(|e| outlet(&e.sense) && e.forms.iter().any(|form| **form == *shown))
}

fn may_be_a_person(shown: &str) -> bool {
    let words: Vec<&str> =
        shown.split(|c: char| c.is_whitespace() || matches!(c, '\'' | '’' | ',' | '(' | ')')).filter(|w| !w.is_empty()).collect();
    let name = |w: &str| w.chars().count() > 2 && !is_acronym(w) && is_given(&exode_text::folded(w));
    let capital = |w: &str| w.starts_with(char::is_uppercase);
    let full = words.windows(2).any(|pair| name(pair[0]) && capital(pair[1]) && !is_of_outlets(pair[1]));
    full || words.iter().any(|w| name(w)) && !words.iter().any(|w| is_of_outlets(w))
}

/// "SANA", "TOI": capitals alone are an outlet's.
fn is_acronym(word: &str) -> bool {
    word.chars().count() < 6 && word.chars().all(char::is_uppercase)
}

/// Whether outlets bear this word: `data/names/outlet.txt`.
fn is_of_outlets(word: &str) -> bool {
    static SET: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| include_str!("../../../data/names/outlet.txt").lines().collect()).contains(&*exode_text::folded(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lang;

    fn shown(name: &str) -> Option<String> {
        masked_outlet(name, &[Lexicon::embedded(Lang::En), Lexicon::embedded(Lang::Fr)])
    }

    #[test]
    fn outlets_keep_their_names() {
        for lang in [Lang::En, Lang::Fr] {
            let outlet = |sense: &Sense| matches!(sense, Sense::Agent(a) if a.kind == AgentKind::Outlet && a.name);
            for form in Lexicon::embedded(lang).entries().iter().filter(|e| outlet(&e.sense)).flat_map(|e| e.forms.iter()) {
                assert_eq!(shown(form).as_deref(), Some(&**form));
            }
        }
        for outlet in [
            "Terek Valley Gazette",
            "Frankfurter Allgemeine",
            "Los Angeles Times",
            "The Sydney Morning Herald",
            "Ariana News",
            "Voice of America",
            "Paris Match",
            "Paris-Normandie",
            "Charlie Hebdo",
            "Georgia Today",
            "Houston Chronicle",
            "SANA",
        ] {
            assert_eq!(shown(outlet).as_deref(), Some(outlet));
        }
    }

    #[test]
    fn people_who_publish_are_not_named() {
        assert_eq!(shown("Le blog de Marie Kowalska").as_deref(), Some("Le blog de […]"));
        assert_eq!(shown("Katia"), None);
        for (name, secret) in [
            ("Jean Martin News", "Martin"),
            ("John's Travel Diary", "John"),
            ("kowalska77@mail.example", "kowalska"),
            ("t.me/ana_b", "ana_b"),
            ("Call 8 921 555 12 34", "921"),
        ] {
            assert!(!shown(name).unwrap_or_default().contains(secret), "{name}: {:?}", shown(name));
        }
    }
}
