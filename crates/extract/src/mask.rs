//! Masking of private names in text that is shown.

use exode_text::{Span, folded};
use rustc_hash::FxHashSet;

use crate::annotate::annotate;
use crate::lexicon::Lexicon;
use crate::names::Names;
use crate::officials::Officials;

/// What stands for a private name.
pub const MASK: &str = "[…]";

/// The text of `span` with every private name replaced.
#[must_use]
pub fn masked(span: Span, text: &str, private: &[Span]) -> String {
    masked_with_mark(span, span, text, private).0
}

/// Like [`masked`], also giving where `mark` (inside `span`) lies in the result.
#[must_use]
pub fn masked_with_mark(span: Span, mark: Span, text: &str, private: &[Span]) -> (String, (usize, usize)) {
    let mut out = String::with_capacity(span.len());
    let mut at = span.start;
    let (mut from, mut to) = (None, None);
    let shifted = |out: &String, at: usize, place: usize| out.len() + place.saturating_sub(at);
    for name in private.iter().filter(|p| p.overlaps(span)) {
        // A name may begin before the span, or inside the last one.
        let start = name.start.max(at);
        if name.end <= at {
            continue;
        }
        if mark.start < start && from.is_none() {
            from = Some(shifted(&out, at, mark.start));
        }
        if mark.end <= start && to.is_none() {
            to = Some(shifted(&out, at, mark.end));
        }
        out.push_str(Span::new(at, start).of(text));
        out.push_str(MASK);
        at = name.end;
    }
    let from = from.unwrap_or_else(|| shifted(&out, at, mark.start));
    let to = to.unwrap_or_else(|| shifted(&out, at, mark.end.max(at)));
    out.push_str(Span::new(at, span.end).of(text));
    let end = out.len();
    (out, (from.min(end), to.min(end)))
}

/// A short text of its own (a title from a sidecar) with private names masked; `private` are names of the report it belongs to.
#[must_use]
pub fn masked_text(shown: &str, lexicon: &Lexicon, text: &str, private: &[Span]) -> String {
    let mut document = exode_text::plain(shown.as_bytes(), "", &exode_text::Cues::default());
    document.meta.title = Some(String::new()); // names are looked for also where nothing is counted
    let mut tokens = Vec::new();
    let mut spans = match annotate(&document, lexicon, None, &mut tokens) {
        Some(scene) => Names::find(&scene, Officials::embedded()).private_spans(&scene),
        None => Vec::new(),
    };
    let names: FxHashSet<String> = private.iter().flat_map(|p| words(p.of(text))).map(|(_, w)| folded(w)).collect();
    // "KELVAST": a title shouts what the text says. In small letters "rose" is a flower.
    let named =
        |word: &str| word.starts_with(char::is_uppercase) && names.contains(&folded(word)) || private.iter().any(|p| p.of(text) == word);
    spans.extend(words(&document.text).into_iter().filter(|(_, word)| named(word)).map(|(at, word)| Span::new(at, at + word.len())));
    spans.sort_unstable();
    masked(Span::new(0, document.text.len()), &document.text, &spans)
}

/// The words of three letters or more, with where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found.retain(|(_, word)| word.chars().filter(|c| c.is_alphabetic()).count() > 2);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_and_the_mark_stays_on_the_figure() {
        let text = "Katia et 3 000 autres, dit Nick.";
        let span = Span::new(0, text.len());
        let private = [Span::new(0, 5), Span::new(27, 31)];
        let (shown, (a, b)) = masked_with_mark(span, Span::new(9, 14), text, &private);
        assert_eq!(shown, "[…] et 3 000 autres, dit […].");
        assert_eq!(&shown[a..b], "3 000");
    }
}
