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

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}')
}

fn is_narrow(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{2007}' | '\u{2008}' | '\u{2009}' | '\u{200A}' | '\u{202F}')
}

/// Combining marks and invisible joiners stay inside the word they follow.
fn continues_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{AD}')
}

/// English clitics stand after the apostrophe ("Ukraine's"); any other apostrophe ends an elided word ("d'Ukraine").
fn is_clitic(rest: &str) -> bool {
    let end = rest.find(|c: char| !continues_word(c)).unwrap_or(rest.len());
    matches!(&rest[..end], "s" | "S" | "t" | "re" | "ve" | "ll" | "m" | "d")
}

/// Cut `text` into tokens, appending to `out`; offsets are shifted by `base`.
pub fn tokenise(text: &str, base: usize, out: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut gap = Gap::None;
    let mut at = 0;
    while at < text.len() {
        let Some(c) = text[at..].chars().next() else { break };
        let width = c.len_utf8();
        if c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}' {
            gap = match (c, gap) {
                ('\n' | '\r' | '\u{2028}' | '\u{2029}', _) | (_, Gap::Line) => Gap::Line,
                (c, Gap::None) if is_narrow(c) => Gap::Narrow,
                _ => Gap::Space,
            };
            at += width;
            continue;
        }
        let start = at;
        let kind = if c.is_ascii_digit() {
            at += bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            Kind::Digits
        } else if c.is_alphabetic() {
            at = word_end(text, at);
            Kind::Word
        } else if is_apostrophe(c) && is_clitic(&text[at + width..]) && gap == Gap::None && start > 0 {
            at += width;
            at = word_end(text, at);
            Kind::Word
        } else {
            at += width;
            Kind::Mark
        };
        let case = if kind == Kind::Word { case_of(&text[start..at]) } else { Case::None };
        out.push(Token { start: (base + start) as u32, end: (base + at) as u32, kind, case, gap });
        gap = Gap::None;
    }
}

fn word_end(text: &str, from: usize) -> usize {
    let mut at = from;
    for (i, c) in text[from..].char_indices() {
        if continues_word(c) {
            at = from + i + c.len_utf8();
        } else if is_apostrophe(c) && i > 0 {
            let after = &text[from + i + c.len_utf8()..];
            let letter_follows = after.chars().next().is_some_and(char::is_alphabetic);
            if letter_follows && !is_clitic(after) {
                return from + i + c.len_utf8();
            }
            return at;
        } else {
            break;
        }
    }
    at
}

fn case_of(word: &str) -> Case {
    let mut upper = 0;
    let mut lower = 0;
    let mut first_upper = false;
    for (i, c) in word.chars().filter(|c| c.is_alphabetic()).enumerate() {
        if c.is_uppercase() {
            upper += 1;
            first_upper |= i == 0;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (upper, lower) {
        (0, 0) => Case::None,
        (0, _) => Case::Lower,
        (1, _) if first_upper => Case::Title,
        (_, 0) => Case::Upper,
        _ => Case::Mixed,
    }
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
