//! What a block is, by its shape and by the cues the caller brings.

use std::collections::BTreeMap;

use crate::cues::Cues;
use crate::document::{Block, BlockKind};
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
pub(crate) fn classify(text: &str, blocks: &mut [Block], cues: &Cues, headline: bool) {
    mark_repeated(text, blocks);
    let mut label = None;
    let mut folded = String::new();
    for block in blocks.iter_mut() {
        let shown = block.span.of(text);
        let under = label.take();
        if block.kind == BlockKind::TableRow {
            continue;
        }
        let short = shown.len() <= CUED_CHARS || shown.len() <= CUED_CHARS * 2 && shown.chars().nth(CUED_CHARS).is_none();
        let statement = ends_statement(shown);
        // A statement is no label, and its end says nothing unless it stands in brackets: then its opening is enough.
        let opening = statement && !shown.trim_end_matches(|c: char| c == '.' || c.is_whitespace() || is_joiner(c)).ends_with(')');
        match () {
            () if !short => folded.clear(),
            () if opening => normal_opening(shown, cues.longest + 1, &mut folded),
            () => normal_opening(shown, usize::MAX, &mut folded),
        }
        if short && is_cued_boilerplate(statement, &folded, cues) {
            block.kind = BlockKind::Boilerplate;
            label = (!opening && folded.ends_with(':')).then_some(Label::Teaser);
        } else if short && !opening && is_label(shown, &folded, cues) {
            block.kind = BlockKind::Boilerplate;
            label = Some(Label::Caption);
        } else if block.kind == BlockKind::Body {
            match under {
                Some(Label::Teaser) if is_title(shown) || (short && !statement) => block.kind = BlockKind::Boilerplate,
                Some(Label::Caption) => block.kind = BlockKind::Caption,
                _ if short && is_credited(statement, opening, &folded, cues) => block.kind = BlockKind::Caption,
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
    let mut out = String::with_capacity(text.len());
    normal_opening(text, usize::MAX, &mut out);
    out
}

/// [`normal`] into `out`, as far as its first `enough` bytes and the word they end in.
fn normal_opening(text: &str, enough: usize, out: &mut String) {
    out.clear();
    let mut low = String::new();
    for word in text.split_whitespace() {
        if out.len() >= enough {
            return;
        }
        fold(word, &mut low);
        if low.is_empty() {
            continue;
        }
        if !out.is_empty() && !low.starts_with(':') {
            out.push(' ');
        }
        out.push_str(&low);
    }
}

/// What [`fold`] drops.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}')
}

fn is_cued_boilerplate(statement: bool, folded: &str, cues: &Cues) -> bool {
    let opens = cues.boilerplate_opening(folded).any(|cue| {
        let several_words = cue.contains(' ');
        let Some(rest) = folded.strip_prefix(cue) else { return false };
        // "Lire aussi : …" may go on as it likes, "Publicité" may not.
        if rest.is_empty() || cue.ends_with(':') || rest.starts_with(':') {
            return true;
        }
        let bounded = !rest.starts_with(char::is_alphanumeric);
        !statement && (several_words || bounded && rest.len() <= LABEL_CHARS)
    });
    let closes = |cue: &str| cue.contains(' ') && folded.ends_with(cue) && folded.len() > cue.len();
    opens || !statement && cues.boilerplate_closing(folded).any(closes)
}

/// "Image:", "Photo :" on a line of their own.
fn is_label(shown: &str, folded: &str, cues: &Cues) -> bool {
    let Some(word) = folded.strip_suffix(':') else { return false };
    let one_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-'));
    shown.len() <= LABEL_CHARS * 2 && (one_word || cues.captions().any(|cue| word.starts_with(cue.trim_end_matches(':'))))
}

/// A credit opens the block or closes it: "… Crédit : AP", "(Photo : Maxar Technologies)".
fn is_credited(statement: bool, opening: bool, folded: &str, cues: &Cues) -> bool {
    let opens = |cue: &str| folded.strip_prefix(cue).is_some_and(|rest| cue.ends_with(':') || rest.starts_with(':'));
    if cues.caption_opening(folded).any(opens) {
        return true;
    }
    if opening {
        return false;
    }
    cues.captions().any(|cue| {
        let mut tail = folded.len().saturating_sub(CREDIT_CHARS + cue.len());
        while !folded.is_char_boundary(tail) {
            tail -= 1;
        }
        let Some(at) = folded[tail..].rfind(cue).map(|at| tail + at) else { return false };
        let before = folded[..at].chars().next_back();
        let after = &folded[at + cue.len()..];
        let bounded = !before.is_some_and(char::is_alphanumeric) && (cue.ends_with(':') || !after.starts_with(char::is_alphanumeric));
        bounded && after.len() <= CREDIT_CHARS && (!statement || after.trim_end_matches('.').ends_with(')'))
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
    if first > 0 && blocks[first - 1].kind == BlockKind::Boilerplate && blocks[..first].iter().any(|b| b.kind == BlockKind::Body) {
        for block in &mut blocks[first..] {
            block.kind = BlockKind::Boilerplate;
        }
    }
}

/// Short and without a mark that ends sentences or leads on.
pub(crate) fn is_title(shown: &str) -> bool {
    shown.len() <= HEADLINE_CHARS * 3
        && !ends_statement(shown)
        && !shown.ends_with([':', ';', ',', '!', '?'])
        && !shown.contains('\n')
        && (shown.len() <= HEADLINE_CHARS || shown.chars().nth(HEADLINE_CHARS).is_none())
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
