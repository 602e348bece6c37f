//! What single marks do: end a sentence, open or close a quotation.

use std::ops::Range;

use crate::token::{Gap, Kind, Token};

/// Quotation marks that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// « » ‹ ›
    Guillemet,
    /// “ ” „
    Curly,
    /// "
    Straight,
    /// ‘ ’ and the apostrophe
    Single,
}

/// Which way a quotation mark faces where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Open,
    Close,
    /// Its place does not tell.
    Either,
}

/// The character of a mark, NUL for other tokens.
pub(crate) fn mark(text: &str, token: &Token) -> char {
    if token.kind != Kind::Mark {
        return '\0';
    }
    match text.as_bytes().get(token.start as usize) {
        Some(b) if b.is_ascii() => *b as char,
        _ => token.of(text).chars().next().unwrap_or('\0'),
    }
}

/// Whether the token ends sentences.
pub(crate) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// Marks after which a quotation mark opens, however close it stands.
fn opens_after(text: &str, before: &Token) -> bool {
    match before.kind {
        Kind::Word => before.of(text).ends_with(['\'', '\u{2019}', '\u{2018}', '\u{02BC}']),
        Kind::Digits => false,
        Kind::Mark => {
            matches!(mark(text, before), '(' | '[' | '{' | '/' | '—' | '–' | '-' | ':' | '«' | '“' | '„' | '‘' | '_' | '*' | '=')
        }
    }
}

/// Marks before which a quotation mark closes, however close they stand.
fn closes_before(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '…' | '»' | '”' | '’')
}

/// The family and direction of the quotation mark at `i`, judged by its neighbours within `range`.
pub(crate) fn quotation_mark(text: &str, tokens: &[Token], i: usize, range: &Range<usize>) -> Option<(Family, Side)> {
    let c = mark(text, &tokens[i]);
    let family = match c {
        '«' | '‹' => return Some((Family::Guillemet, Side::Open)),
        '»' | '›' => return Some((Family::Guillemet, Side::Close)),
        '„' | '‟' => return Some((Family::Curly, Side::Open)),
        '“' | '”' => Family::Curly,
        '"' => Family::Straight,
        '‘' | '’' | '\'' => Family::Single,
        _ => return None,
    };
    let before = (i > range.start).then(|| &tokens[i - 1]);
    let after = (i + 1 < range.end).then(|| &tokens[i + 1]);
    let tight_before = before.is_some_and(|b| tokens[i].gap == Gap::None && !opens_after(text, b));
    let tight_after = after.is_some_and(|a| a.gap == Gap::None && !closes_before(mark(text, a)));
    let side = match (c, tight_before, tight_after) {
        (_, true, false) => Side::Close,
        (_, false, true) => Side::Open,
        ('“', ..) | ('‘', false, _) => Side::Open,
        ('”', ..) | ('’', true, _) => Side::Close,
        _ => Side::Either,
    };
    Some((family, side))
}
