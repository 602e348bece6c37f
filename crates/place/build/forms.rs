//! The regular endings of demonyms, written `~` in the tables.

use crate::kind::NameUse;

/// The forms of one French entry: "géorgien~" is géorgien, géorgienne, géorgiens, géorgiennes.
pub(crate) fn french(entry: &str) -> Vec<(String, NameUse)> {
    let used = if entry.starts_with('+') { NameUse::People } else { NameUse::Demonym };
    let word = entry.trim_start_matches('+');
    let Some(stem) = word.strip_suffix('~') else { return vec![(word.to_owned(), used)] };
    let endings: &[&str] = if stem.ends_with('e') || stem.ends_with('è') {
        &["", "s"]
    } else if ["ien", "éen", "yen", "on"].iter().any(|e| stem.ends_with(e)) {
        &["", "ne", "s", "nes"]
    } else if stem.ends_with('s') {
        &["", "e", "es"]
    } else {
        &["", "e", "s", "es"]
    };
    endings.iter().map(|e| (format!("{stem}{e}"), used)).collect()
}

/// The forms of one English entry: "Syrian~" is Syrian (adjective or person) and Syrians (people).
pub(crate) fn english(entry: &str) -> Vec<(String, NameUse)> {
    let used = if entry.starts_with('+') { NameUse::People } else { NameUse::Demonym };
    let word = entry.trim_start_matches('+');
    match word.strip_suffix('~') {
        Some(stem) => vec![(stem.to_owned(), used), (format!("{stem}s"), NameUse::People)],
        None => vec![(word.to_owned(), used)],
    }
}
