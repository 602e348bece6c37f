//! Masking of private names in text that is shown.

use exode_text::Span;

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

/// `shown`, which is no part of `text` (a title from a sidecar), with every word masked that names a private person in `text`.
#[must_use]
pub fn masked_words(shown: &str, text: &str, private: &[Span]) -> String {
    let names: Vec<&str> = private.iter().flat_map(|p| p.of(text).split_whitespace()).filter(|w| w.chars().count() > 2).collect();
    let mut out = shown.to_owned();
    for name in names {
        if out.split(|c: char| !c.is_alphanumeric()).any(|w| w == name) {
            out = out.replace(name, MASK);
        }
    }
    out
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
