//! Masking of private names in text that is shown.

use exode_text::Span;

use crate::annotate::annotate;
use crate::given::is_given;
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
        if name.start < at {
            continue;
        }
        if mark.start < name.start && from.is_none() {
            from = Some(shifted(&out, at, mark.start));
        }
        if mark.end <= name.start && to.is_none() {
            to = Some(shifted(&out, at, mark.end));
        }
        out.push_str(Span::new(at, name.start).of(text));
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
    for name in private.iter().flat_map(|p| p.of(text).split_whitespace()).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2) {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let found = document.text.match_indices(name).map(|(at, _)| Span::new(at, at + name.len()));
        spans.extend(found.filter(|s| edge(document.text[..s.start].chars().next_back()) && edge(document.text[s.end..].chars().next())));
    }
    spans.sort_unstable();
    masked(Span::new(0, document.text.len()), &document.text, &spans)
}

/// The name of an outlet, as a sidecar or a page gives it, with private names masked: people publish too. Outlets are mostly names no list
/// knows, so that only one with a given name in it is looked at. `None` where nothing but names was there.
#[must_use]
pub fn masked_outlet(shown: &str, lexicons: &[&Lexicon]) -> Option<String> {
    let words = || shown.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 2);
    if !words().any(|w| is_given(&folded(w))) {
        return Some(shown.to_owned());
    }
    let masked = lexicons.iter().fold(shown.to_owned(), |shown, lexicon| masked_text(&shown, lexicon, "", &[]));
    masked.chars().any(char::is_alphanumeric).then_some(masked)
}

fn folded(word: &str) -> String {
    let mut out = String::new();
    exode_text::fold(word, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lang;

    #[test]
    fn people_who_publish_are_not_named_and_outlets_are() {
        let lexicons = [Lexicon::embedded(Lang::En), Lexicon::embedded(Lang::Fr)];
        let shown = |name| masked_outlet(name, &lexicons);
        for outlet in ["Terek Valley Gazette", "Frankfurter Allgemeine", "Le Monde", "France 24", "Dawn", "Novaya Gazeta Europe"] {
            assert_eq!(shown(outlet).as_deref(), Some(outlet));
        }
        assert_eq!(shown("Le blog de Marie Kowalska").as_deref(), Some("Le blog de […]"));
        assert_eq!(shown("Katia"), None);
    }

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
