//! Ways to reach a person: addresses, accounts, telephone numbers, numbers of passports. They lead to a person as a name does.
//!
//! What it reads: "t.me/somebody", "Skype: some_body", "somebody [at] mail.example", "8 921 555 12 34", "passport no. 75 1234567". What it
//! leaves: "on Telegram, thousands", "WhatsApp messages", "500 passports". Handles and addresses with "@" are read with the names.

use std::ops::Range;
use std::sync::OnceLock;

use exode_text::{Case, Gap, Kind};
use serde::Deserialize;

use crate::lexicon::Lang;
use crate::ordinary::is_ordinary;
use crate::scene::Scene;
use crate::telephone::telephone;
use crate::view::View;

/// Digits that a document's number has at least.
const DOCUMENT: usize = 6;

/// Words beside contacts: `data/contacts.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    hosts: Vec<String>,
    services: Vec<String>,
    between: Vec<String>,
    documents: Vec<String>,
    /// Second words of a document: "identity card".
    forms: Vec<String>,
    telephones: Vec<String>,
    at: Vec<String>,
}

fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| match toml::from_str(include_str!("../../../data/contacts.toml")) {
        Ok(words) => words,
        Err(e) => panic!("built-in words of contacts: {e}"),
    })
}

fn listed(list: &[String], word: &str) -> bool {
    // Asked of every word: nothing is allocated, and most words differ in length.
    let low = |text: &str, other: &str| text.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase));
    word.len() > 1 && list.iter().any(|w| w.len() == word.len() && (w.eq_ignore_ascii_case(word) || !word.is_ascii() && low(w, word)))
}

/// Whether a word that announces a telephone number stands right before token `at`.
pub(crate) fn dialled(view: &View<'_>, at: usize) -> bool {
    (at.saturating_sub(4)..at).rev().take_while(|k| !matches!(view.word(*k), "," | ";")).any(|k| listed(&words().telephones, view.word(k)))
}

/// All of a document, as token ranges.
pub(crate) fn contacts(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let view = &scene.view;
    let mut found = Vec::new();
    let mut i = 0;
    while i < view.tokens.len() {
        let contact = match view.kind(i) {
            Kind::Digits => telephone(view, i, view.tokens.len()).map(|end| {
                let plus = i > 0 && view.word(i - 1) == "+";
                let open = i > 0 && view.word(i - 1) == "(";
                i - usize::from(plus || open)..end
            }),
            Kind::Word => page(view, i).or_else(|| document(view, i)).or_else(|| account(scene, i)),
            Kind::Mark if view.word(i) == "[" || view.word(i) == "(" => spelled(view, i),
            Kind::Mark => None,
        };
        match contact {
            Some(range) => {
                i = range.end.max(i + 1);
                found.push(range);
            }
            None => i += 1,
        }
    }
    found
}

/// Where what touches token `i` ends; a mark at the end is the sentence's.
fn touching(view: &View<'_>, i: usize) -> usize {
    let mut end = i + 1;
    while end < view.tokens.len() && view.gap(end) == Gap::None && !matches!(view.word(end), "," | ";" | ")" | "\"" | "»" | "”") {
        end += 1;
    }
    while end > i + 1 && view.kind(end - 1) == Kind::Mark && view.word(end - 1) != "_" {
        end -= 1;
    }
    end
}

/// "t.me/somebody", "https://www.facebook.com/somebody".
fn page(view: &View<'_>, i: usize) -> Option<Range<usize>> {
    let glued = |k: usize| view.gap(k) == Gap::None;
    let slash = view.word(i + 1) == "." && view.word(i + 3) == "/" && (i + 1..i + 5).all(glued);
    let host = || format!("{}.{}", view.word(i), view.word(i + 2));
    (slash && listed(&words().hosts, &host())).then(|| {
        let start = (0..i).rev().take_while(|k| glued(k + 1) && !matches!(view.word(*k), "(" | "\"" | "«" | "“")).last().unwrap_or(i);
        start..touching(view, i)
    })
}

/// "passport no. 75 1234567", "carte d'identité n° 12AB34567".
fn document(view: &View<'_>, i: usize) -> Option<Range<usize>> {
    if !listed(&words().documents, view.word(i)) {
        return None;
    }
    let first = (i + 1..i + 7).take_while(|k| {
        let small = listed(&words().between, view.word(*k)) || matches!(view.word(*k), "." | ":" | "°" | "º" | "#" | "№" | "n" | "N" | "(");
        view.kind(*k) == Kind::Digits || small || *k == i + 1 && listed(&words().forms, view.word(*k)) || code(view, *k)
    });
    let start = first.into_iter().find(|k| view.kind(*k) == Kind::Digits || code(view, *k))?;
    let mut end = start;
    while end < view.tokens.len()
        && (view.kind(end) == Kind::Digits || code(view, end) || view.is_joint(end) || view.word(end) == "/" && view.gap(end) == Gap::None)
        && view.gap(end) != Gap::Line
    {
        end += 1;
    }
    let digits: usize = (start..end).filter(|k| view.kind(*k) == Kind::Digits).map(|k| view.word(k).len()).sum();
    (digits >= DOCUMENT).then_some(start..end)
}

/// Letters of a document's number: "AB 123456".
fn code(view: &View<'_>, i: usize) -> bool {
    view.case(i) == Case::Upper
        && view.word(i).len() <= 3
        && (view.kind(i + 1) == Kind::Digits || view.kind(i.wrapping_sub(1)) == Kind::Digits)
}

/// "Skype: some_body", "on Telegram as somebody77", "pseudo Instagram olga_77".
fn account(scene: &Scene<'_>, i: usize) -> Option<Range<usize>> {
    let view = &scene.view;
    if !listed(&words().services, view.word(i)) {
        return None;
    }
    let small = |k: &usize| listed(&words().between, view.word(*k)) || matches!(view.word(*k), ":" | "." | "-" | "–" | "(" | "@");
    let skipped = (i + 1..i + 5).take_while(small).count();
    let at = i + 1 + skipped;
    if view.kind(at) != Kind::Word || view.gap(at) == Gap::Line || skipped == 0 && view.gap(at) != Gap::Space {
        return None;
    }
    let colon = (i + 1..at).any(|k| view.word(k) == ":");
    let end = touching(view, at);
    let handle = end > at + 1 && (at..end).any(|k| view.word(k) == "_" || view.kind(k) == Kind::Digits);
    let low = view.word(at).to_lowercase();
    let known = view.lex.knows(&low) || scene.spot_at(at).is_some() || [Lang::Fr, Lang::En].iter().any(|l| is_ordinary(*l, &low));
    (handle || colon && !known).then_some(at..end)
}

/// "somebody [at] mail.example": an address written so that machines miss it.
fn spelled(view: &View<'_>, i: usize) -> Option<Range<usize>> {
    let at = listed(&words().at, view.word(i + 1)) && matches!(view.word(i + 2), "]" | ")");
    if !at || i == 0 || view.kind(i + 3) != Kind::Word {
        return None;
    }
    let start = (0..i).rev().take_while(|k| *k == i - 1 || view.gap(k + 1) == Gap::None).last()?;
    let mut end = touching(view, i + 3);
    // "mail [dot] ru"
    while matches!(view.word(end), "[" | "(") && matches!(view.word(end + 2), "]" | ")") && view.kind(end + 3) == Kind::Word {
        end = touching(view, end + 3);
    }
    Some(start..end)
}
