//! Sentences, as ranges of tokens.
//!
//! A sentence ends at a full stop, exclamation or question mark or ellipsis, with the quotation marks and brackets that close behind
//! it, where what follows can start one: a capital, a figure, an opening quotation mark. Colons, semicolons and line breaks end none.
//! Where it is doubtful whether a sentence ends, it goes on: a figure with too much context is read better than one with too little.

use std::ops::Range;

use crate::marks::{Family, Side, is_terminator, mark, quotation_mark};
use crate::token::{Case, Gap, Kind, Token};

/// Cut the tokens `block` of a text into sentences and append their token ranges to `out`; together they cover the block.
///
/// `abbreviations` is asked for the word before a full stop, as written and without that stop ("M", "Dr", "etc", "p.m"); where it
/// says yes the sentence goes on. Single capitals ("J. Dupont", "U.S.") need not be listed.
///
/// ```
/// let text = "“Pourquoi ?” il ajouta. M. Poutine a 1.2 million d'hommes... dit-on. Fin";
/// let mut tokens = Vec::new();
/// exode_text::tokenise(text, 0, &mut tokens);
/// let mut out = Vec::new();
/// exode_text::sentences(text, &tokens, 0..tokens.len(), &|word| word == "M", &mut out);
/// let cut: Vec<&str> = out.iter().map(|s| &text[tokens[s.start].start as usize..tokens[s.end - 1].end as usize]).collect();
/// assert_eq!(cut, ["“Pourquoi ?” il ajouta.", "M. Poutine a 1.2 million d'hommes... dit-on.", "Fin"]);
/// ```
pub fn sentences(text: &str, tokens: &[Token], block: Range<usize>, abbreviations: &dyn Fn(&str) -> bool, out: &mut Vec<Range<usize>>) {
    let block = block.start.min(tokens.len())..block.end.min(tokens.len());
    let reader = Reader { text, tokens, block: block.clone(), abbreviations };
    let mut start = block.start;
    let mut i = block.start;
    while i < block.end {
        if tokens[i].kind != Kind::Mark || !is_terminator(mark(text, &tokens[i])) {
            i += 1;
            continue;
        }
        let end = reader.end_of(i);
        if end.next < block.end && reader.is_boundary(start, i, &end) {
            out.push(start..end.next);
            start = end.next;
        }
        i = end.next;
    }
    if start < block.end {
        out.push(start..block.end);
    }
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    block: Range<usize>,
    abbreviations: &'a dyn Fn(&str) -> bool,
}

/// The marks at which a sentence may end.
struct End {
    /// "!" or "?" is among them.
    strong: bool,
    /// "…" or "..".
    ellipsis: bool,
    /// Quotation marks or brackets close behind.
    closed: bool,
    /// The token after them all.
    next: usize,
}

/// What a sentence could start with.
#[derive(PartialEq, Eq)]
enum Start {
    Capital,
    Digits,
    /// An opening mark, and whether a small letter follows it.
    Opener {
        lower: bool,
    },
    /// A symbol that goes before words or figures: "€", "@".
    Symbol,
    /// Nothing that starts a sentence.
    No,
}

impl Reader<'_> {
    fn mark(&self, i: usize) -> char {
        mark(self.text, &self.tokens[i])
    }

    fn end_of(&self, first: usize) -> End {
        let mut end = End { strong: false, ellipsis: false, closed: false, next: first };
        let mut dots = 0;
        while end.next < self.block.end && (end.next == first || self.tokens[end.next].gap != Gap::Line) {
            match self.mark(end.next) {
                // ". .5" and "fin. …suite" are not one run.
                '.' | '…' if end.next > first && self.tokens[end.next].gap != Gap::None => break,
                '.' => dots += 1,
                '…' => end.ellipsis = true,
                '!' | '?' => end.strong = true,
                _ => break,
            }
            end.next += 1;
        }
        end.ellipsis |= dots > 1;
        while end.next < self.block.end && self.closes(end.next) {
            end.closed = true;
            end.next += 1;
        }
        end
    }

    fn closes(&self, i: usize) -> bool {
        let tight = self.tokens[i].gap == Gap::None;
        match self.mark(i) {
            '\0' => false,
            ')' | ']' | '}' => true,
            '_' | '*' => tight,
            _ => match quotation_mark(self.text, self.tokens, i, &self.block) {
                Some((Family::Straight | Family::Single, side)) => tight && side != Side::Open,
                Some((_, side)) => side == Side::Close,
                None => false,
            },
        }
    }

    fn starts(&self, i: usize) -> Start {
        let token = &self.tokens[i];
        match (token.kind, token.case) {
            (Kind::Word, Case::Lower) => Start::No,
            (Kind::Word, _) => Start::Capital,
            (Kind::Digits, _) => Start::Digits,
            (Kind::Mark, _) => match self.mark(i) {
                ',' | ';' | ':' | '.' | '!' | '?' | '…' | ')' | ']' | '}' | '»' | '”' | '%' | '/' | '&' | '=' | '’' => Start::No,
                '\'' if quotation_mark(self.text, self.tokens, i, &self.block) != Some((Family::Single, Side::Open)) => Start::No,
                '—' | '–' | '-' | '•' | '(' | '[' | '«' | '“' | '„' | '"' | '‘' | '\'' | '*' | '_' => {
                    Start::Opener { lower: self.tokens.get(i + 1).is_none_or(|t| t.case == Case::Lower) }
                }
                _ => Start::Symbol,
            },
        }
    }

    fn is_boundary(&self, start: usize, first: usize, end: &End) -> bool {
        let next = &self.tokens[end.next];
        let begins = self.starts(end.next);
        if begins == Start::No {
            return false;
        }
        if next.gap == Gap::None && !self.splits_without_space(first, end, &begins) {
            return false;
        }
        if end.strong {
            return !matches!(begins, Start::Opener { lower: true });
        }
        if end.ellipsis {
            return matches!(begins, Start::Capital | Start::Opener { lower: false });
        }
        // "– dit-il" goes on, "« les files" may start.
        let dash = matches!(self.mark(end.next), '—' | '–' | '-');
        if dash && begins == (Start::Opener { lower: true }) {
            return false;
        }
        end.closed || !self.is_abbreviation(start, first)
    }

    /// "fin.Le poste", "fin.”Le", but neither "bbc.com", "U.S.A", "1.2" nor "M.Poutine".
    fn splits_without_space(&self, first: usize, end: &End, begins: &Start) -> bool {
        let next = &self.tokens[end.next];
        match begins {
            Start::Opener { .. } => !matches!(self.mark(end.next), '-' | '_' | '*'),
            Start::Capital if end.strong || end.ellipsis || end.closed => true,
            Start::Capital => {
                let Some(before) = first.checked_sub(1).map(|i| &self.tokens[i]) else { return false };
                let plain = before.kind == Kind::Digits || (before.case == Case::Lower && before.end - before.start > 1);
                plain && next.case == Case::Title && self.tokens[first].gap == Gap::None
            }
            Start::Digits | Start::Symbol | Start::No => false,
        }
    }

    fn is_abbreviation(&self, start: usize, stop: usize) -> bool {
        if stop == start || self.tokens[stop].gap != Gap::None {
            return false;
        }
        let mut first = stop - 1;
        let word = &self.tokens[first];
        match word.kind {
            // "1. Le poste" in a numbered list.
            Kind::Digits => return first == start && word.end - word.start <= 2,
            Kind::Mark => return false,
            Kind::Word => {}
        }
        if is_single(word, self.text) && (word.case == Case::Title || first == start) {
            return true;
        }
        while first >= start + 2
            && self.tokens[first].gap == Gap::None
            && self.mark(first - 1) == '.'
            && self.tokens[first - 1].gap == Gap::None
            && is_single(&self.tokens[first - 2], self.text)
        {
            first -= 2;
        }
        let form = self.text.get(self.tokens[first].start as usize..self.tokens[stop].start as usize);
        form.is_some_and(self.abbreviations)
    }
}

/// One letter.
fn is_single(token: &Token, text: &str) -> bool {
    token.kind == Kind::Word && token.end - token.start <= 3 && token.of(text).chars().nth(1).is_none()
}
