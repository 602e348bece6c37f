//! The strict loader behind the embedded lexicons and `--lang-dir`.

use std::collections::BTreeMap;

use exode_text::{fold, fold_plain, tokenise};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use super::sense::{self, Lang, Sense};
use super::{Entry, EntryId, Grammar, Lexicon, Phrase, is_hyphen};

/// What is wrong with a lexicon file, and where.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// Not TOML, or a field that the kind of entry does not have.
    #[error("{file}:{line}: {message}")]
    Toml {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// `stem~name` with a name that `paradigms.toml` does not list.
    #[error("{file}:{line}: form {form:?} names a paradigm that paradigms.toml does not list")]
    Paradigm {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The form as written.
        form: String,
    },
    /// The same form twice in one file with the same meaning.
    #[error("{file}:{line}: form {form:?} stands already at line {earlier}")]
    Twice {
        /// File below `lang/`.
        file: String,
        /// Line, from 1.
        line: usize,
        /// The form as expanded.
        form: String,
        /// Line of the first.
        earlier: usize,
    },
    /// A file that a language must have.
    #[error("lang/{lang}: {file} is missing")]
    Missing {
        /// Language code.
        lang: &'static str,
        /// The missing file.
        file: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    entry: Vec<Spanned<toml::Table>>,
}

type Paradigms = BTreeMap<String, Vec<String>>;

pub(super) struct Builder {
    lang: Lang,
    paradigms: Paradigms,
    lexicon: Lexicon,
}

impl Lexicon {
    /// Build a language from its files, given as `(file name, text)`.
    ///
    /// # Errors
    /// The first [`LexiconError`], with its place.
    pub fn load(lang: Lang, files: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let text_of = |file: &'static str| {
            files.iter().find(|(name, _)| *name == file).map(|(_, text)| *text).ok_or(LexiconError::Missing { lang: lang.code(), file })
        };
        let paradigms: Paradigms = parse(&format!("{}/paradigms.toml", lang.code()), text_of("paradigms.toml")?)?;
        let lexicon = Lexicon {
            lang,
            entries: Vec::new(),
            senses: Vec::new(),
            abbreviations: FxHashSet::default(),
            words: FxHashMap::default(),
            plain: FxHashMap::default(),
            phrases: Vec::new(),
            of_events: u32::MAX,
            mark: mark(files),
        };
        let mut builder = Builder { lang, paradigms, lexicon };
        sense::load_kinds(&mut builder, &text_of)?;
        let mut lexicon = builder.lexicon;
        lexicon.senses = lexicon.entries.iter().map(|e| e.sense.clone()).collect();
        lexicon.abbreviations = lexicon.forms_of(Grammar::Abbreviation).map(Into::into).collect();
        for phrases in &mut lexicon.phrases {
            phrases.sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), p.entry));
        }
        Ok(lexicon)
    }
}

/// FNV-1a of the files in the order of their names, line ends apart.
fn mark(files: &[(&str, &str)]) -> u64 {
    let mut files: Vec<_> = files.to_vec();
    files.sort_unstable();
    let bytes = files.iter().flat_map(|(name, text)| name.bytes().chain([0]).chain(text.bytes()).chain([0]));
    bytes.filter(|b| *b != b'\r').fold(0xcbf2_9ce4_8422_2325, |mark, b| (mark ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn parse<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|e| LexiconError::Toml {
        file: file.to_owned(),
        line: e.span().map_or(0, |s| line_of(text, s.start)),
        message: e.message().to_owned(),
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text.as_bytes()[..offset.min(text.len())].iter().filter(|b| **b == b'\n').count()
}

impl Builder {
    /// Words that are new from here on are of events alone.
    pub(super) fn only_events_follow(&mut self) {
        self.lexicon.of_events = self.lexicon.phrases.len() as u32;
    }

    /// Read one kind of entry from its file: `forms`, and the fields of `W`.
    pub(super) fn load<W: DeserializeOwned>(&mut self, file: &'static str, text: &str, sense: fn(W) -> Sense) -> Result<(), LexiconError> {
        let place = format!("{}/{file}", self.lang.code());
        let rows: File = parse(&place, text)?;
        let mut seen: FxHashMap<String, Vec<EntryId>> = FxHashMap::default();
        for row in rows.entry {
            let line = line_of(text, row.span().start);
            let wrong = |e: toml::de::Error| LexiconError::Toml { file: place.clone(), line, message: e.message().to_owned() };
            let mut row = row.into_inner();
            let forms: Vec<String> = match row.remove("forms") {
                Some(forms) => forms.try_into().map_err(wrong)?,
                None => Vec::new(),
            };
            let first = forms.first().map(String::as_str).unwrap_or_default();
            if first.is_empty() {
                return Err(LexiconError::Toml { file: place, line, message: "an entry needs forms".to_owned() });
            }
            let word: W = row.try_into().map_err(wrong)?;
            let id = EntryId(self.lexicon.entries.len() as u32);
            self.lexicon.entries.push(Entry {
                form: first.into(),
                forms: Vec::new(),
                sense: sense(word),
                file: place.as_str().into(),
                line,
            });
            for form in &forms {
                for expanded in self.expand(form, &place, line)? {
                    let same = seen.entry(expanded.clone()).or_default();
                    if same.contains(&id) {
                        continue; // two paradigms of one row may share a form
                    }
                    let twin = same.iter().map(|e| self.lexicon.entry(*e)).find(|e| e.sense == self.lexicon.entry(id).sense);
                    if let Some(twin) = twin {
                        return Err(LexiconError::Twice { file: place, line, form: expanded, earlier: twin.line });
                    }
                    same.push(id);
                    self.lexicon.entries[id.0 as usize].forms.push(expanded.as_str().into());
                    self.add(&expanded, id);
                }
            }
        }
        Ok(())
    }

    /// A form with its paradigms written out: "réfugié~s" is "réfugié" and "réfugiés".
    fn expand(&self, form: &str, file: &str, line: usize) -> Result<Vec<String>, LexiconError> {
        let mut out = vec![String::new()];
        for word in form.split(' ') {
            let endings = match word.split_once('~') {
                None => vec![word.to_owned()],
                Some((stem, name)) => match self.paradigms.get(name) {
                    Some(endings) => endings.iter().map(|e| format!("{stem}{e}")).collect(),
                    None => {
                        return Err(LexiconError::Paradigm { file: file.to_owned(), line, form: form.to_owned() });
                    }
                },
            };
            let joined =
                out.iter().flat_map(|head| endings.iter().map(move |e| if head.is_empty() { e.clone() } else { format!("{head} {e}") }));
            out = joined.collect();
        }
        out.dedup();
        Ok(out)
    }

    fn add(&mut self, form: &str, entry: EntryId) {
        // An elided word ("d'") is one token only before a letter.
        let elided = form.ends_with(['\'', '\u{2019}']);
        let form = &if elided { format!("{form}x") } else { form.to_owned() };
        let mut tokens = Vec::new();
        tokenise(form, 0, &mut tokens);
        if elided {
            tokens.pop();
        }
        let mut ids: Vec<u32> = Vec::with_capacity(tokens.len());
        for token in tokens.iter().filter(|t| !is_hyphen(t.of(form))) {
            ids.push(self.word(token.of(form)));
        }
        let Some((&head, rest)) = ids.split_first() else { return };
        self.lexicon.phrases[head as usize].push(Phrase { rest: rest.into(), entry });
    }

    fn word(&mut self, word: &str) -> u32 {
        let mut low = String::new();
        fold(word, &mut low);
        if let Some(&id) = self.lexicon.words.get(low.as_str()) {
            return id;
        }
        let id = self.lexicon.phrases.len() as u32;
        self.lexicon.phrases.push(Vec::new());
        let mut plain = String::new();
        fold_plain(word, &mut plain);
        self.lexicon.plain.entry(plain.into()).or_insert(id);
        self.lexicon.words.insert(low.into(), id);
        id
    }
}
