//! Holders of public office whom reports name without their office: heads of state and government, heads of agencies.

use std::ops::Range;
use std::sync::OnceLock;

use exode_text::{fold, folded, tokenise};
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::view::View;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    official: Vec<Official>,
}

/// One office holder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Official {
    /// Spellings, the full name first; a bare surname only where no other is meant.
    names: Vec<String>,
    /// The office in English.
    pub(crate) office: String,
    /// ISO code of the country whose office it is.
    pub(crate) country: Option<String>,
}

/// The table, by first word.
#[derive(Debug)]
pub(crate) struct Officials {
    all: Vec<Official>,
    by_first: FxHashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Officials {
    /// The built-in table.
    pub(crate) fn embedded() -> &'static Self {
        static TABLE: OnceLock<Officials> = OnceLock::new();
        TABLE.get_or_init(|| {
            let file: File = match toml::from_str(include_str!("../../../data/officials.toml")) {
                Ok(file) => file,
                Err(e) => panic!("built-in officials: {e}"),
            };
            let mut by_first: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
            for (n, official) in file.official.iter().enumerate() {
                for name in &official.names {
                    let words = words_of(name);
                    if let Some(first) = words.first() {
                        by_first.entry(first.clone()).or_default().push((words[1..].to_vec(), n));
                    }
                }
            }
            for list in by_first.values_mut() {
                list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            }
            Self { all: file.official, by_first }
        })
    }

    /// The token after the longest name that starts at `i`.
    pub(crate) fn longest(&self, view: &View<'_>, i: usize) -> Option<usize> {
        self.at(view, i).map(|(end, _)| end)
    }

    /// The office holder named within `range`.
    pub(crate) fn holder_in(&self, view: &View<'_>, range: &Range<usize>) -> Option<&Official> {
        range.clone().find_map(|i| self.at(view, i)).map(|(_, n)| &self.all[n])
    }

    fn at(&self, view: &View<'_>, i: usize) -> Option<(usize, usize)> {
        if !view.word(i).starts_with(char::is_uppercase) {
            return None;
        }
        let low = folded(view.word(i));
        for (rest, n) in self.by_first.get(&low)? {
            let mut at = i + 1;
            let all = rest.iter().all(|want| {
                if view.is_joint(at) {
                    at += 1;
                }
                let mut word = String::new();
                fold(view.word(at), &mut word);
                at += 1;
                word == *want
            });
            if all {
                return Some((at, *n));
            }
        }
        None
    }
}

fn words_of(name: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenise(name, 0, &mut tokens);
    let mut low = String::new();
    tokens
        .iter()
        .filter(|t| t.of(name) != "-")
        .map(|t| {
            fold(t.of(name), &mut low);
            low.clone()
        })
        .collect()
}
