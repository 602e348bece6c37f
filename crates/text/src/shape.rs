//! What a block is, by its shape and by the cues the caller brings.

use std::collections::BTreeMap;

use crate::document::{Block, BlockKind, Cues};
use crate::token::fold;

/// A title is no longer than this.
const HEADLINE_CHARS: usize = 160;
/// A label such as "Image:" is no longer than this.
const LABEL_CHARS: usize = 40;
/// What a cue makes boilerplate or caption is no longer than this.
const CUED_CHARS: usize = 400;
/// Lines that repeat are furniture of the page only when as short as this.
const REPEATED_CHARS: usize = 80;
/// How far from its end a caption's credit may stand.
const CREDIT_CHARS: usize = 60;

/// Tell captions, labels, boilerplate and (where `headline` is asked for) the title apart from body text.
///
/// Only blocks that are [`BlockKind::Body`] so far are judged by their place; list items and headings can turn to boilerplate.
pub(crate) fn classify(text: &str, blocks: &mut [Block], cues: &Cues<'_>, headline: bool) {
    let boilerplate: Vec<String> = cues.boilerplate.iter().map(|cue| normal(cue)).filter(|cue| !cue.is_empty()).collect();
    let captions: Vec<String> = cues.caption.iter().map(|cue| normal(cue)).filter(|cue| !cue.is_empty()).collect();
    mark_repeated(text, blocks);
    let mut label = None;
    for block in blocks.iter_mut() {
        let shown = block.span.of(text);
        let under = label.take();
        if block.kind == BlockKind::TableRow {
            continue;
        }
        let short = shown.len() <= CUED_CHARS * 2 && shown.chars().nth(CUED_CHARS).is_none();
        let folded = if short { normal(shown) } else { String::new() };
        if short && is_cued_boilerplate(shown, &folded, &boilerplate) {
            block.kind = BlockKind::Boilerplate;
            label = folded.ends_with(':').then_some(Label::Teaser);
        } else if short && is_label(shown, &folded, &captions) {
            block.kind = BlockKind::Boilerplate;
            label = Some(Label::Caption);
        } else if block.kind == BlockKind::Body {
            match under {
                Some(Label::Teaser) if is_title(shown) || (short && !ends_statement(shown)) => {
                    block.kind = BlockKind::Boilerplate
                }
                Some(Label::Caption) => block.kind = BlockKind::Caption,
                _ if short && is_credited(shown, &folded, &captions) => block.kind = BlockKind::Caption,
                _ => {}
            }
        }
    }
    mark_tail(text, blocks);
    if headline && blocks.len() > 1 {
        let first = blocks.iter_mut().find(|block| block.kind != BlockKind::Boilerplate);
        if let Some(first) = first.filter(|block| block.kind == BlockKind::Body && is_title(block.span.of(text))) {
            first.kind = BlockKind::Headline;
        }
    }
}

/// What a label says of the block below.
enum Label {
    Caption,
    Teaser,
}

/// Case, apostrophes, runs of white space and spaces before a colon make no difference.
pub(crate) fn normal(text: &str) -> String {
    let mut folded = String::new();
    fold(text, &mut folded);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !out.is_empty() && !word.starts_with(':') {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn is_cued_boilerplate(shown: &str, folded: &str, cues: &[String]) -> bool {
    let statement = ends_statement(shown);
    cues.iter().any(|cue| {
        let several_words = cue.contains(' ');
        if let Some(rest) = folded.strip_prefix(cue.as_str()) {
            // "Lire aussi : …" may go on as it likes, "Publicité" may not.
            if rest.is_empty() || cue.ends_with(':') || rest.starts_with(':') {
                return true;
            }
            let bounded = !rest.starts_with(char::is_alphanumeric);
            return !statement && (several_words || bounded && rest.len() <= LABEL_CHARS);
        }
        several_words && !statement && folded.ends_with(cue.as_str())
    })
}

/// "Image:", "Photo :" on a line of their own.
fn is_label(shown: &str, folded: &str, captions: &[String]) -> bool {
    let Some(word) = folded.strip_suffix(':') else { return false };
    let one_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    shown.len() <= LABEL_CHARS * 2 && (one_word || captions.iter().any(|cue| word.starts_with(cue.trim_end_matches(':'))))
}

/// A credit opens the block or closes it: "… Crédit : AP", "(Photo : Maxar Technologies)".
fn is_credited(shown: &str, folded: &str, captions: &[String]) -> bool {
    captions.iter().any(|cue| {
        if folded.strip_prefix(cue.as_str()).is_some_and(|rest| cue.ends_with(':') || rest.starts_with(':')) {
            return true;
        }
        let Some(at) = folded.rfind(cue.as_str()) else { return false };
        let before = folded[..at].chars().next_back();
        let after = &folded[at + cue.len()..];
        let bounded =
            !before.is_some_and(char::is_alphanumeric) && (cue.ends_with(':') || !after.starts_with(char::is_alphanumeric));
        bounded && after.len() <= CREDIT_CHARS && (!ends_statement(shown) || after.trim_end_matches('.').ends_with(')'))
    })
}

/// Short lines that come again and again. A line with a figure in it is never dropped for that.
fn mark_repeated(text: &str, blocks: &mut [Block]) {
    let candidate = |block: &Block| {
        let shown = block.span.of(text);
        let fits = block.span.len() <= REPEATED_CHARS
            && matches!(block.kind, BlockKind::Body | BlockKind::ListItem)
            && !ends_statement(shown)
            && !shown.contains(|c: char| c.is_ascii_digit());
        fits.then_some(shown)
    };
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for shown in blocks.iter().filter_map(candidate) {
        seen.entry(shown).or_default().0 += 1;
    }
    for block in blocks {
        if let Some((count, met)) = candidate(block).and_then(|shown| seen.get_mut(shown)) {
            *met += 1;
            if *count > 2 || *met > 1 {
                block.kind = BlockKind::Boilerplate;
            }
        }
    }
}

/// After the last boilerplate line, titles down to the end of the page are links to other reports.
fn mark_tail(text: &str, blocks: &mut [Block]) {
    let titles = blocks.iter().rev().take_while(|b| b.kind == BlockKind::Body && is_title(b.span.of(text))).count();
    let first = blocks.len() - titles;
    if first > 0 && blocks[first - 1].kind == BlockKind::Boilerplate && blocks[..first].iter().any(|b| b.kind == BlockKind::Body)
    {
        for block in &mut blocks[first..] {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Short and without a mark that ends sentences or leads on.
pub(crate) fn is_title(shown: &str) -> bool {
    shown.len() <= HEADLINE_CHARS * 3
        && shown.chars().nth(HEADLINE_CHARS).is_none()
        && !shown.contains('\n')
        && !ends_statement(shown)
        && !shown.ends_with([':', ';', ',', '!', '?'])
        && shown.contains(char::is_alphabetic)
}

/// Whether the last character that is no closing mark ends a sentence; a question may also be a title and does not count.
pub(crate) fn ends_statement(shown: &str) -> bool {
    ends_with_mark(shown, &['.', '…'])
}

/// Whether the last character that is no closing mark ends a sentence.
pub(crate) fn ends_sentence(shown: &str) -> bool {
    ends_with_mark(shown, &['.', '…', '!', '?'])
}

fn ends_with_mark(shown: &str, marks: &[char]) -> bool {
    shown
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | '’' | '\'' | ')' | ']' | '_' | '*'))
        .ends_with(marks)
}
