//! Checks that hold for every document.

use exode_text::{Document, Span, quotations, sentences};

/// Cues as a lexicon would bring them.
pub(crate) const BOILERPLATE: &[&str] = &["Lire la suite", "PUBLICITÉ", "Partager cet article", "À découvrir également", "À lire aussi"];
/// Cues as a lexicon would bring them.
pub(crate) const CAPTION: &[&str] = &["Photo :", "Crédit :"];

/// Blocks are in order and trimmed, spans lie between characters, the map is monotone and within the input, and what is cut from
/// the text covers it.
pub(crate) fn check(document: &Document, input: usize) {
    let text = &document.text;
    let mut end = 0;
    for block in &document.blocks {
        let shown = text.get(block.span.start..block.span.end).expect("a block lies between characters");
        assert!(!shown.is_empty() && shown.trim() == shown, "a block is trimmed: {shown:?}");
        assert!(block.span.start >= end, "blocks are in order");
        end = block.span.end;
    }
    let mut before = Span::default();
    for (at, c) in text.char_indices() {
        let raw = document.source(Span::new(at, at + c.len_utf8()));
        assert!(raw.start >= before.start && raw.end >= before.end, "monotone at {at}: {before:?} {raw:?}");
        assert!(raw.end <= input, "within the input at {at}: {raw:?}");
        before = raw;
    }
    let (tokens, ranges) = document.tokens();
    assert_eq!(ranges.len(), document.blocks.len());
    let mut last = 0;
    for token in &tokens {
        assert!(token.start >= last && token.end > token.start && !token.of(text).is_empty());
        last = token.end;
    }
    let mut cut = Vec::new();
    for range in &ranges {
        let first = cut.len();
        sentences(text, &tokens, range.clone(), &|_| false, &mut cut);
        let mut at = range.start;
        for sentence in &cut[first..] {
            assert!(sentence.start == at && sentence.end > at);
            at = sentence.end;
        }
        assert_eq!(at, range.end);
    }
    let mut quoted = Vec::new();
    quotations(text, &tokens, &ranges, &mut quoted);
    let mut at = 0;
    for quotation in &quoted {
        assert!(quotation.start >= at && quotation.end > quotation.start && quotation.end <= tokens.len());
        at = quotation.end;
    }
}

/// The blocks as "Kind: text".
#[allow(dead_code, reason = "not every test file shows blocks")]
pub(crate) fn shown(document: &Document) -> Vec<String> {
    document.blocks.iter().map(|block| format!("{:?}: {}", block.kind, block.span.of(&document.text))).collect()
}
