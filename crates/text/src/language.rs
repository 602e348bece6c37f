//! Which language a document is in.

use whichlang::Lang;

/// Shorter blocks say too little: names and labels look like any language.
const MIN_CHARS: usize = 40;
/// Fewer letters in short lines could be any language.
const ENOUGH_LETTERS: usize = 24;
/// More text than this does not change the answer.
const ENOUGH_BYTES: usize = 1 << 16;
/// The part of a paragraph in which telling words are counted.
const OPENING_BYTES: usize = 300;
/// So many telling words of one language, and none of the other, leave no doubt.
const CLEAR: u32 = 5;

/// The language most of the text is in, as an ISO 639-1 code ("fr", "en", …), `None` where the text is too short to tell.
///
/// Paragraphs of more than 40 characters vote, each with its length. Where none is so long, all short lines together are asked: a table
/// of "Refugees in Rwanda: 25,004" has no long line.
#[must_use]
pub fn detect_language(text: &str) -> Option<&'static str> {
    let mut votes: Vec<(&'static str, usize)> = Vec::new();
    let (mut read, mut passed) = (0, 0);
    for whole in text.split_inclusive('\n') {
        passed += whole.len();
        let line = whole.trim();
        if line.len() <= MIN_CHARS || line.chars().nth(MIN_CHARS).is_none() {
            continue;
        }
        let line = clip(line, ENOUGH_BYTES);
        if !line.contains(char::is_alphabetic) {
            continue;
        }
        let code = obvious(line).unwrap_or_else(|| code(whichlang::detect_language(line)));
        match votes.iter_mut().find(|(c, _)| *c == code) {
            Some((_, votes)) => *votes += line.len(),
            None => votes.push((code, line.len())),
        }
        read += line.len();
        if read > ENOUGH_BYTES || is_settled(&votes, text.len() - passed) {
            break;
        }
    }
    let told = votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map(|(code, _)| code);
    told.or_else(|| together(text))
}

/// The language of the short lines of a text taken together, if they say enough.
fn together(text: &str) -> Option<&'static str> {
    let lines = clip(text, OPENING_BYTES * 2).split_whitespace().collect::<Vec<_>>().join(" ");
    let enough = lines.chars().filter(|c| c.is_alphabetic()).nth(ENOUGH_LETTERS).is_some();
    enough.then(|| obvious(&lines).unwrap_or_else(|| code(whichlang::detect_language(&lines))))
}

/// Whether `left` bytes more cannot change who leads.
fn is_settled(votes: &[(&'static str, usize)], left: usize) -> bool {
    let first = votes.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
    let second = votes.iter().filter(|(_, votes)| *votes != first).map(|(_, votes)| *votes).max().unwrap_or(0);
    let tied = votes.iter().filter(|(_, votes)| *votes == first).count() > 1;
    !tied && first > second + left
}

/// French or English by words that the other languages do not have, where there are many of one and none of the other.
fn obvious(line: &str) -> Option<&'static str> {
    let (mut french, mut english) = (0u32, 0u32);
    let opening = clip(line, OPENING_BYTES);
    for word in opening.split([' ', '\'', '’', ',', '.']) {
        match word {
            "les" | "des" | "une" | "dans" | "est" | "qui" | "ont" | "pour" | "sur" | "aux" | "avec" | "été" | "à" | "du" | "au" => {
                french += 1
            }
            "the" | "and" | "of" | "to" | "with" | "from" | "that" | "were" | "have" | "has" | "by" | "as" | "said" | "at" | "for" => {
                english += 1
            }
            _ => {}
        }
    }
    match (french, english) {
        (CLEAR.., 0) => Some("fr"),
        (0, CLEAR..) => Some("en"),
        _ => None,
    }
}

/// At most `bytes` of `text`, cut between characters.
fn clip(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_part_decides_and_labels_do_not_count() {
        assert_eq!(detect_language("Verkhny Lars"), None);
        assert_eq!(detect_language(&"9 ".repeat(100)), None);
        let text = "25,004 refugees in Rwanda\n17,696 refugees in Tanzania\n";
        assert_eq!(detect_language(text), Some("en"));
        let text = "Image:\n\nDes familles entières patientent devant le poste de Petoukhovo.";
        assert_eq!(detect_language(text), Some("fr"));
        let text = "More than 3,000 vehicles are queueing at the border crossing, state media said.";
        assert_eq!(detect_language(text), Some("en"));
    }
}
