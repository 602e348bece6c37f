//! Quotations: from an opening mark to the mark that closes it.

use std::ops::Range;

use crate::marks::{Family, Side, quotation_mark};
use crate::token::{Kind, Token};

/// Tokens that may be looked ahead at, per token of the document.
const LOOK_AHEAD: usize = 8;

/// The quotations of a document as ranges of tokens, both marks included, appended to `out` in order and without overlap.
///
/// `blocks` are the token ranges of the paragraphs that are read, in order. A quotation that is not closed ends with its paragraph,
/// unless the next one opens with a quotation mark again: then it goes on there. Any closing mark closes ("“ … »"), but a
/// quotation within a quotation does not end the outer one. Single quotation marks count only where the paragraph closes them.
///
/// ```
/// let text = "“Cinq à six mille visiteurs », dit-il, « un “flux” constant ».";
/// let mut tokens = Vec::new();
/// exode_text::tokenise(text, 0, &mut tokens);
/// let mut out = Vec::new();
/// exode_text::quotations(text, &tokens, std::slice::from_ref(&(0..tokens.len())), &mut out);
/// let cut: Vec<&str> = out.iter().map(|q| &text[tokens[q.start].start as usize..tokens[q.end - 1].end as usize]).collect();
/// assert_eq!(cut, ["“Cinq à six mille visiteurs »", "« un “flux” constant »"]);
/// ```
pub fn quotations(text: &str, tokens: &[Token], blocks: &[Range<usize>], out: &mut Vec<Range<usize>>) {
    let mut open: Option<Open> = None;
    let mut look_ahead = LOOK_AHEAD * tokens.len();
    for (b, block) in blocks.iter().enumerate() {
        let block = clamp(block, tokens);
        let mut single_closer = None;
        let mut i = block.start;
        if open.is_some() {
            i += 1; // the mark that opens it again
        }
        while i < block.end {
            if is_candidate(text, &tokens[i])
                && let Some((family, side)) = quotation_mark(text, tokens, i, &block)
            {
                match &mut open {
                    None if side == Side::Close => {}
                    None if family == Family::Single => {
                        let last = *single_closer.get_or_insert_with(|| last_single_closer(text, tokens, &block));
                        if side == Side::Open && last > i {
                            open = Some(Open::new(i, family));
                        }
                    }
                    None => open = Some(Open::new(i, family)),
                    Some(quotation) => match quotation.step(family, side) {
                        Step::Inside => {}
                        Step::Restarted if closes_twice(text, tokens, i..block.end, family, &mut look_ahead) => quotation.depth += 1,
                        Step::Closed => {
                            out.push(quotation.start..i + 1);
                            open = None;
                        }
                        Step::Restarted => {
                            out.push(quotation.start..i);
                            *quotation = Open::new(i, family);
                        }
                    },
                }
            }
            i += 1;
        }
        if let Some(quotation) = &open
            && !(quotation.family != Family::Single && blocks.get(b + 1).is_some_and(|next| reopens(text, tokens, &clamp(next, tokens))))
        {
            out.push(quotation.start..block.end);
            open = None;
        }
    }
}

fn clamp(block: &Range<usize>, tokens: &[Token]) -> Range<usize> {
    block.start.min(tokens.len())..block.end.min(tokens.len())
}

/// A quotation not yet closed.
struct Open {
    start: usize,
    family: Family,
    /// An inner quotation with marks of another family.
    nested: Option<Family>,
    /// How many inner quotations with the same marks are open.
    depth: usize,
}

enum Step {
    Inside,
    Closed,
    Restarted,
}

impl Open {
    fn new(start: usize, family: Family) -> Self {
        Self { start, family, nested: None, depth: 0 }
    }

    fn step(&mut self, family: Family, side: Side) -> Step {
        if family == self.family {
            if side == Side::Open {
                return Step::Restarted;
            }
            if let Some(depth) = self.depth.checked_sub(1) {
                self.depth = depth;
                return Step::Inside;
            }
            return Step::Closed;
        }
        if family == Family::Single {
            return Step::Inside;
        }
        match (self.nested, side) {
            (Some(nested), Side::Close | Side::Either) if nested == family => self.nested = None,
            (None, Side::Close) if self.family != Family::Single => return Step::Closed,
            (None, Side::Open) => self.nested = Some(family),
            _ => {}
        }
        Step::Inside
    }
}

/// Whether the quotation that opens at the start of `rest`, within another with the same marks, and the outer one both close there.
fn closes_twice(text: &str, tokens: &[Token], rest: Range<usize>, family: Family, look_ahead: &mut usize) -> bool {
    let mut depth = 1;
    for i in rest.clone() {
        let Some(left) = look_ahead.checked_sub(1) else { return false };
        *look_ahead = left;
        if !is_candidate(text, &tokens[i]) {
            continue;
        }
        match quotation_mark(text, tokens, i, &rest) {
            Some((found, Side::Open)) if found == family => depth += 1,
            Some((found, Side::Close)) if found == family => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// Quick test on the first byte: `"`, `'` or the lead byte of « » “ ” „ ‘ ’ ‹ ›.
fn is_candidate(text: &str, token: &Token) -> bool {
    token.kind == Kind::Mark && matches!(text.as_bytes().get(token.start as usize), Some(b'"' | b'\'' | 0xC2 | 0xE2))
}

fn reopens(text: &str, tokens: &[Token], block: &Range<usize>) -> bool {
    !block.is_empty()
        && quotation_mark(text, tokens, block.start, block).is_some_and(|(family, side)| family != Family::Single && side != Side::Close)
}

/// Where the last single closing mark of the block stands, 0 for nowhere.
fn last_single_closer(text: &str, tokens: &[Token], block: &Range<usize>) -> usize {
    block
        .clone()
        .rev()
        .filter(|&i| is_candidate(text, &tokens[i]))
        .find(|&i| quotation_mark(text, tokens, i, block) == Some((Family::Single, Side::Close)))
        .unwrap_or(0)
}
