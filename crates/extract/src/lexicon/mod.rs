//! Words as data: `lang/LANG/*.toml` read once, strictly, into one table per language.
//!
//! A file holds one kind of entry. Each `[[entry]]` has `forms` and the fields of its kind, all typed; an unknown field, an unknown
//! paradigm, or one form given twice with the same meaning is an error with file and line. A form is one or more words; `stem~name` expands by the
//! endings that `paradigms.toml` lists under `name`. Hyphens are ignored ("week-end" is "week end").

mod grammar;
mod load;
mod sense;
mod words;

use exode_text::{Case, Kind, Token, fold, fold_plain};
use rustc_hash::{FxHashMap, FxHashSet};

pub use grammar::{Grammar, GrammarWord};
pub use load::LexiconError;
pub use sense::{Lang, Sense};
pub use words::*;

pub use crate::event::{EventPart, EventWord};

use crate::view::Hit;

/// Names one entry of a lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(pub(crate) u32);

/// One row of a lexicon file.
#[derive(Debug)]
pub struct Entry {
    /// The first form as written.
    pub form: Box<str>,
    /// Its forms, paradigms written out.
    pub forms: Vec<Box<str>>,
    /// What it means.
    pub sense: Sense,
    /// The file it stands in, below `lang/`.
    pub file: Box<str>,
    /// Its line.
    pub line: usize,
}

#[derive(Debug)]
struct Phrase {
    /// Words after the first.
    rest: Box<[u32]>,
    entry: EntryId,
}

/// All the words of one language.
#[derive(Debug)]
pub struct Lexicon {
    lang: Lang,
    entries: Vec<Entry>,
    /// The meanings of the entries side by side: patterns ask for little else.
    senses: Vec<Sense>,
    abbreviations: FxHashSet<Box<str>>,
    words: FxHashMap<Box<str>, u32>,
    /// The same words without accents, for text in capitals.
    plain: FxHashMap<Box<str>, u32>,
    /// By first word, longest phrase first.
    phrases: Vec<Vec<Phrase>>,
    /// From this word on, only `event.toml` has them: they tell changes at borders and nothing of names or figures.
    of_events: u32,
    mark: u64,
}

const UNKNOWN: u32 = u32::MAX;
const HYPHEN: u32 = u32::MAX - 1;

impl Lexicon {
    /// The language of the words.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The same for the same words, whatever folder they come from.
    #[must_use]
    pub fn mark(&self) -> u64 {
        self.mark
    }

    /// An entry by its name.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The meaning of an entry.
    #[must_use]
    pub fn sense(&self, id: EntryId) -> &Sense {
        &self.senses[id.0 as usize]
    }

    /// Every entry.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All forms of the small words of one use.
    pub fn forms_of(&self, want: Grammar) -> impl Iterator<Item = &str> {
        let of_use = move |e: &&Entry| matches!(e.sense, Sense::Grammar(g) if g.use_ == want);
        self.entries.iter().filter(of_use).flat_map(|e| e.forms.iter().map(AsRef::as_ref))
    }

    /// Whether a point behind `word` ends no sentence.
    #[must_use]
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.abbreviations.contains(word.to_lowercase().as_str())
    }

    /// Whether `word` occurs in any form.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let mut low = String::new();
        fold(word, &mut low);
        self.words.get(low.as_str()).is_some_and(|id| *id < self.of_events)
    }

    /// Whether `word` occurs in any form when accents are left out.
    #[must_use]
    pub fn knows_plain(&self, word: &str) -> bool {
        let mut plain = String::new();
        fold_plain(word, &mut plain);
        self.plain.get(plain.as_str()).is_some_and(|id| *id < self.of_events)
    }

    fn word_id(&self, word: &str, case: Case, buffer: &mut String) -> u32 {
        if case == Case::Lower && word.is_ascii() {
            return self.words.get(word).copied().unwrap_or(UNKNOWN); // folded already
        }
        fold(word, buffer);
        match self.words.get(buffer.as_str()) {
            Some(&id) => id,
            None if case == Case::Upper => {
                fold_plain(word, buffer);
                self.plain.get(buffer.as_str()).copied().unwrap_or(UNKNOWN)
            }
            None => UNKNOWN,
        }
    }

    /// Find every entry in `tokens`: `hits` in reading order (longest first at one place), `first` maps a token to its first hit.
    pub(crate) fn find_all(&self, text: &str, tokens: &[Token], hits: &mut Vec<Hit>, first: &mut Vec<u32>, events: &mut Vec<Hit>) {
        let mut buffer = String::new();
        let ids: Vec<u32> = tokens
            .iter()
            .map(|t| match t.of(text) {
                word if t.kind == Kind::Mark && is_hyphen(word) => HYPHEN,
                word => self.word_id(word, t.case, &mut buffer),
            })
            .collect();
        first.reserve(tokens.len() + 1);
        for (i, &id) in ids.iter().enumerate() {
            first.push(hits.len() as u32);
            let Some(phrases) = self.phrases.get(id as usize) else { continue };
            for phrase in phrases {
                if let Some(end) = follow(&phrase.rest, &ids, i + 1) {
                    let of_event = matches!(self.sense(phrase.entry), Sense::Event(_));
                    let hits = if of_event { &mut *events } else { &mut *hits };
                    hits.push(Hit { start: i as u32, end: end as u32, entry: phrase.entry });
                }
            }
        }
        first.push(hits.len() as u32);
    }
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}")
}

/// Where the phrase that goes on with `rest` ends, passing over hyphens.
fn follow(rest: &[u32], ids: &[u32], mut at: usize) -> Option<usize> {
    for &want in rest {
        if ids.get(at) == Some(&HYPHEN) {
            at += 1;
        }
        if ids.get(at) != Some(&want) {
            return None;
        }
        at += 1;
    }
    Some(at)
}
