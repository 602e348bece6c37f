//! How well a speaker knows: classes of sources, from `data/sources.toml`.

use std::sync::LazyLock;

use exode_claim::Unit;
use serde::Deserialize;

use crate::figure::Figure;

/// A class of sources; standard deviations in natural logarithms.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its name.
    pub name: String,
    /// How far all figures of one source may lean the same way.
    pub bias: f64,
    /// How far single figures scatter.
    pub spread: f64,
    /// How often a figure is simply wrong.
    pub gross: f64,
    /// Words that put a source into this class.
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
    men: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

/// The table, empty if it could not be read; a test holds it to the file.
static TABLE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/sources.toml"))
        .unwrap_or_else(|_| File { class: Vec::new(), men: Words { words: Vec::new() } })
});

/// Where no class fits and none of that name is listed.
static UNKNOWN: LazyLock<Class> =
    LazyLock::new(|| Class { name: "unknown".into(), bias: 0.25, spread: 0.25, gross: 0.2, words: Vec::new() });

fn named(name: &str) -> &'static Class {
    TABLE.class.iter().find(|c| c.name == name).unwrap_or(&UNKNOWN)
}

/// Whether one of the words begins a word of `text`, in any case.
fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|w| text.match_indices(w.as_str()).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric)))
}

/// The class of who states a figure.
#[must_use]
pub fn class_of(figure: &Figure) -> &'static Class {
    let Some(source) = &figure.source else { return named("press") };
    let source = source.to_lowercase();
    if let Some(class) = TABLE.class.iter().find(|c| begins(&source, &c.words)) {
        return class;
    }
    let digits = figure.bounds.low.or(figure.bounds.high).map_or(0, significant);
    if figure.unit == Unit::Person && digits >= 3 { named("count") } else { named("official") }
}

/// Whether a figure counts men only, by its own words.
#[must_use]
pub(crate) fn counts_men(figure: &Figure) -> bool {
    figure.quote.split(|c: char| !c.is_alphanumeric()).any(|w| TABLE.men.words.iter().any(|m| m.eq_ignore_ascii_case(w)))
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
    fn the_table_reads_and_sources_find_their_class() {
        let file: File = toml::from_str(include_str!("../../../data/sources.toml")).expect("data/sources.toml");
        assert!(file.class.iter().all(|c| c.bias > 0.0 && c.spread > 0.0 && (0.0..1.0).contains(&c.gross)));
        for (source, value, want) in [
            ("Maxar Technologies", 20.0, "satellite"),
            ("source du Kremlin", 261_000.0, "leak"),
            ("médias d’État russes", 48.0, "state media"),
            ("travellers", 40.0, "eyewitness"),
            ("Finnish Border Guard", 8314.0, "count"),
            ("Georgian ministry of the interior", 10_000.0, "official"),
            ("Astana", 100_000.0, "official"),
        ] {
            let figure = Figure { source: Some(source.into()), ..figure(value) };
            assert_eq!(class_of(&figure).name, want, "{source}");
        }
        assert_eq!(class_of(&Figure { source: None, ..figure(5.0) }).name, "press");
        assert!(counts_men(&Figure { quote: "261 000 hommes".into(), ..figure(1.0) }));
        assert!(!counts_men(&Figure { quote: "8 314 Russes".into(), ..figure(1.0) }));
    }
}
