//! Tokens: words, runs of digits, single marks.
//!
//! A token never crosses a change between letters and digits ("53k" is two tokens), hyphens stand alone ("vingt-cinq" is three),
//! and an elided word keeps its apostrophe ("d'environ" is `d'` `environ`; "Ukraine's" is `Ukraine` `'s`). Lexicon forms go through
//! this same tokeniser, so a form matches however it was typed.

use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with the apostrophe of an elision.
    Word,
    /// ASCII digits only; separators are tokens of their own.
    Digits,
    /// One mark: anything else.
    Mark,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Not a word, or a script without case.
    None,
    /// "frontière"
    Lower,
    /// "Lars", also a single capital letter.
    Title,
    /// "MILLIERS", two capitals or more.
    Upper,
    /// "McDonald", "iPhone"
    Mixed,
}

/// What stands between this token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the two touch.
    None,
    /// Ordinary spaces or tabs.
    Space,
    /// A no-break, narrow, thin or figure space: the typographers' thousands separators.
    Narrow,
    /// At least one line break.
    Line,
}

/// One token of a text. `start..end` are bytes into the text it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// How it is capitalised.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
}

impl Token {
    /// Its bytes.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Its text.
    #[must_use]
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        self.span().of(text)
    }
}

/// What a byte starts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Space,
    Line,
    Mark,
    /// "'" or a character beyond ASCII.
    Other,
}

const CLASS: [Class; 256] = {
    let mut class = [Class::Mark; 256];
    let mut byte = 0;
    while byte < 256 {
        class[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b' ' | b'\t' | 0x0B | 0x0C => Class::Space,
            b'\n' | b'\r' => Class::Line,
            b'\'' | 0x80..=0xFF => Class::Other,
            _ => Class::Mark,
        };
        byte += 1;
    }
    class
};

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

fn is_narrow(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{2008}' | '\u{2009}' | '\u{200A}' | '\u{202F}')
}

/// Marks of writing direction and the word joiner: between two tokens they are nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
}

/// Combining marks and invisible joiners stay inside the word they follow.
fn continues_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}

fn first_char(text: &str) -> Option<char> {
    text.chars().next()
}

/// Letters of a word that loses its vowel before a number: "d'1,2 million", "qu'1".
const ELIDED: usize = 2;

/// English clitics stand after the apostrophe ("Ukraine's"); any other apostrophe ends an elided word ("d'Ukraine").
fn is_clitic(rest: &str) -> bool {
    let len = match rest.as_bytes() {
        [b'r' | b'v', b'e', ..] | [b'l', b'l', ..] => 2,
        [b's' | b'S' | b't' | b'm' | b'd', ..] => 1,
        _ => return false,
    };
    !first_char(&rest[len..]).is_some_and(continues_word)
}

/// Cut `text` into tokens, appending to `out`; offsets are shifted by `base`.
pub fn tokenise(text: &str, base: usize, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut gap = Gap::None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let (kind, case) = match CLASS[usize::from(byte)] {
            Class::Space => {
                gap = if gap == Gap::Line { Gap::Line } else { Gap::Space };
                at += 1;
                continue;
            }
            Class::Line => {
                gap = Gap::Line;
                at += 1;
                continue;
            }
            Class::Letter => {
                let case;
                (at, case) = word(text, at);
                (Kind::Word, case)
            }
            Class::Digit => {
                at += 1;
                while bytes.get(at).is_some_and(u8::is_ascii_digit) {
                    at += 1;
                }
                (Kind::Digits, Case::None)
            }
            Class::Mark => {
                at += 1;
                (Kind::Mark, Case::None)
            }
            Class::Other => {
                let Some(c) = first_char(&text[at..]) else { break };
                let width = c.len_utf8();
                if c.is_alphabetic() {
                    let case;
                    (at, case) = word(text, at);
                    (Kind::Word, case)
                } else if c.is_whitespace() || matches!(c, '\u{FEFF}' | '\u{200B}') {
                    gap = match (c, gap) {
                        ('\u{2028}' | '\u{2029}', _) | (_, Gap::Line) => Gap::Line,
                        (c, Gap::None) if is_narrow(c) => Gap::Narrow,
                        _ => Gap::Space,
                    };
                    at += width;
                    continue;
                } else if is_invisible(c) {
                    at += width;
                    continue;
                } else if is_apostrophe(c) && gap == Gap::None && start > 0 && is_clitic(&text[at + width..]) {
                    let case;
                    (at, case) = word(text, at + width);
                    (Kind::Word, case)
                } else {
                    at += width;
                    (Kind::Mark, Case::None)
                }
            }
        };
        out.push(Token { start: (base + start) as u32, end: (base + at) as u32, kind, case, gap });
        gap = Gap::None;
    }
}

/// Where the word whose letters start at `from` ends, and how it is capitalised.
fn word(text: &str, from: usize) -> (usize, Case) {
    let bytes = text.as_bytes();
    let mut at = from;
    let (mut upper, mut lower) = (0u32, 0u32);
    let mut first_upper = None;
    while let Some(&byte) = bytes.get(at) {
        let (is_upper, is_lower, width) = match (byte, bytes.get(at + 1)) {
            (b'a'..=b'z', _) => (false, true, 1),
            (b'A'..=b'Z', _) => (true, false, 1),
            (0xC3, Some(0x80..=0x96 | 0x98..=0x9E)) => (true, false, 2),
            (0xC3, Some(0x9F..=0xB6 | 0xB8..=0xBF)) => (false, true, 2),
            (b'\'' | 0x80.., _) => {
                let Some(c) = first_char(&text[at..]) else { break };
                if is_apostrophe(c) && at > from {
                    let after = &text[at + c.len_utf8()..];
                    // "plus d'1,2 million": what is elided before a number is elided too.
                    let elided = |c: char| c.is_alphabetic() || c.is_ascii_digit() && at - from <= ELIDED;
                    if first_char(after).is_some_and(elided) && !is_clitic(after) {
                        at += c.len_utf8();
                    }
                    break;
                }
                if !continues_word(c) {
                    break;
                }
                if !c.is_alphabetic() {
                    at += c.len_utf8();
                    continue;
                }
                (c.is_uppercase(), c.is_lowercase(), c.len_utf8())
            }
            _ => break,
        };
        first_upper.get_or_insert(is_upper);
        upper += u32::from(is_upper);
        lower += u32::from(is_lower && !is_upper);
        at += width;
    }
    let case = match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper == Some(true) => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    };
    (at, case)
}

/// Lower-case `word` into `out` with one apostrophe and without soft hyphens, the form lexicons are looked up by.
pub fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            '\u{AD}' | '\u{200C}' | '\u{200D}' => {}
            c if is_apostrophe(c) => out.push('\''),
            c => out.extend(c.to_lowercase()),
        }
    }
}

/// `word` folded, as [`fold`] does.
#[must_use]
pub fn folded(word: &str) -> String {
    let mut out = String::new();
    fold(word, &mut out);
    out
}

/// [`fold`], then without accents: how capitals are often typed ("REFUGIES").
pub fn fold_plain(word: &str, out: &mut String) {
    fold(word, out);
    if !out.is_ascii() {
        let plain: String = out.chars().filter_map(plain_letter).collect();
        out.clear();
        out.push_str(&plain);
    }
}

/// The letter without its accent, `None` for a combining mark.
fn plain_letter(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        '\u{300}'..='\u{36F}' => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        tokenise(text, 0, &mut out);
        out.iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn elisions_clitics_and_numbers_are_cut_where_a_reader_would() {
        assert_eq!(words("jusqu’à 53k d'environ"), ["jusqu’", "à", "53", "k", "d'", "environ"]);
        assert_eq!(words("Ukraine's border, don't"), ["Ukraine", "'s", "border", ",", "don", "'t"]);
        assert_eq!(words("vingt-cinq 1,200"), ["vingt", "-", "cinq", "1", ",", "200"]);
        assert_eq!(words("aujourd'hui ‘Nick’ est"), ["aujourd'", "hui", "‘", "Nick", "’", "est"]);
    }

    #[test]
    fn gaps_tell_narrow_spaces_from_line_breaks() {
        let mut out = Vec::new();
        tokenise("3\u{202F}000 a\nb", 0, &mut out);
        let gaps: Vec<Gap> = out.iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::None, Gap::Narrow, Gap::Space, Gap::Line]);
    }
}
