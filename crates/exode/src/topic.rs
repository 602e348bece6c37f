//! Whether a text can concern people on the move at all.
//!
//! News about displaced people does not do without some piece of a word from `data/topic.txt` ("fugi", "isplac", "border"). A text of
//! some length without any of them is not read but listed as a finding: its numbers are scores, prices and polls. Short texts (a headline, a tweet) are always read.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

/// Texts shorter than this, in bytes, are always read.
const SHORT: usize = 800;

/// Whether `text` must be read.
pub(crate) fn may_concern(text: &str) -> bool {
    static PIECES: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let pieces = PIECES.get_or_init(|| {
        let listed = include_str!("../../../data/topic.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
        AhoCorasick::new(listed).ok()
    });
    text.len() < SHORT || pieces.as_ref().is_none_or(|p| p.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_need_a_piece_and_short_ones_do_not() {
        let filler = "The home side won 3-1 before 12,000 spectators and climbed to third. ".repeat(20);
        assert!(!may_concern(&filler));
        assert!(may_concern(&filler[..200]));
        assert!(may_concern(&format!("{filler} Refugees arrived.")));
    }

    #[test]
    fn no_report_of_the_case_or_the_corpus_is_skipped() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut seen = 0;
        for folder in ["cases/russia-2022/reports", "corpus/reports/dev", "corpus/reports/blind"] {
            for entry in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                if path.is_file() && path.extension().is_some_and(|e| e != "json") {
                    assert!(may_concern(&std::fs::read_to_string(&path).unwrap()), "{}", path.display());
                    seen += 1;
                }
            }
        }
        assert!(seen > 18, "only {seen} reports found");
    }
}
