//! How well a speaker knows: classes of sources, from `data/sources.toml`.

use exode_claim::Unit;

use crate::figure::{Figure, Speaker};

/// A class of sources; standard deviations in natural logarithms.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Its name.
    pub name: &'static str,
    /// How far all figures of one source may lean the same way.
    pub bias: f64,
    /// How far single figures scatter.
    pub spread: f64,
    /// How often a figure is simply wrong.
    pub gross: f64,
    /// Words that put a source into this class.
    words: &'static [&'static str],
}

// A static for each class, `CLASSES` and `MEN`: see build.rs.
include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// Whether one of the words begins a word of `text`, in any case.
fn begins(text: &str, words: &[&str]) -> bool {
    words.iter().any(|w| text.match_indices(w).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric)))
}

/// The class of who states a figure: by the kind of speaker where the reader told it, else by the words of its name.
#[must_use]
pub fn class_of(figure: &Figure) -> &'static Class {
    match figure.speaker {
        Some(Speaker::Witness) => return &WITNESS,
        Some(Speaker::Unnamed) => return &UNNAMED,
        Some(Speaker::Observation) => return &OBSERVATION,
        Some(Speaker::Press) => return &PRESS,
        Some(Speaker::Named) | None => {}
    }
    let Some(source) = &figure.source else { return &PRESS };
    let source = source.to_lowercase();
    if let Some(class) = CLASSES.iter().find(|c| begins(&source, c.words)) {
        return class;
    }
    let digits = figure.bounds.low.or(figure.bounds.high).map_or(0, significant);
    if figure.unit == Unit::Person && digits >= 3 { &COUNT } else { &OFFICIAL }
}

/// Whether a figure counts men only, by its own words.
#[must_use]
pub(crate) fn counts_men(figure: &Figure) -> bool {
    figure.quote.split(|c: char| !c.is_alphanumeric()).any(|w| MEN.iter().any(|m| m.eq_ignore_ascii_case(w)))
}

/// Digits before the zeros at the end.
fn significant(value: f64) -> usize {
    let text = format!("{value:.0}");
    text.trim_end_matches('0').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::figure;

    #[test]
    fn sources_find_their_class_by_kind_or_by_their_words() {
        for (source, value, want) in [
            ("Maxar Technologies", 20.0, "observation"),
            ("source du Kremlin", 261_000.0, "unnamed"),
            ("médias d’État russes", 48.0, "state media"),
            ("travellers", 40.0, "witness"),
            ("Finnish Border Guard", 8314.0, "count"),
            ("Georgian ministry of the interior", 10_000.0, "official"),
            ("local authorities", 10_000.0, "official"),
            ("Astana", 100_000.0, "official"),
        ] {
            let figure = Figure { source: Some(source.into()), ..figure(value) };
            assert_eq!(class_of(&figure).name, want, "{source}");
        }
        assert_eq!(class_of(&Figure { source: None, ..figure(5.0) }).name, "press");
        // What the reader knows of a speaker goes before any word.
        let drivers = Figure { source: Some("chauffeurs".into()), speaker: Some(Speaker::Witness), ..figure(40.0) };
        assert_eq!(class_of(&drivers).name, "witness");
        let unnamed = Figure { source: Some("diplomate".into()), speaker: Some(Speaker::Unnamed), ..figure(4000.0) };
        assert_eq!(class_of(&unnamed).name, "unnamed");
        assert!(counts_men(&Figure { quote: "261 000 hommes".into(), ..figure(1.0) }));
        assert!(!counts_men(&Figure { quote: "8 314 Russes".into(), ..figure(1.0) }));
    }
}
