//! Names of persons: who holds a public office and may be named, and whom no output may name.
//!
//! A run of capitalised words that is no place, institution, month or lexicon word is a person's name. It is kept only where the text
//! puts it beside a public office ("le ministre géorgien de l'Intérieur X", "X, head of the border guard") or where it is one of the
//! office holders of `data/officials.toml`. Every other such run is private: it is masked wherever a sentence is shown, and no
//! attribution can be made of it.

mod office;
mod run;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use exode_claim::Vouch;
use exode_text::{Case, Gap, Kind, Span, fold_plain};

use self::office::{charity, completes, office_after, office_before, organisation};
use self::run::{inside_institution, is_acronym, run_at};
use crate::contact::contacts;
use crate::given::{given, is_given, is_heard, little_town, person};
use crate::lexicon::{AgentWord, Lang, Lexicon, Sense};
use crate::officials::Officials;
use crate::ordinary::is_ordinary;
use crate::scene::Scene;
use crate::small::small_names;

/// A named holder of a public office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// Tokens of the name.
    pub(crate) name: Range<usize>,
    /// Tokens of the office, where the text states it.
    pub(crate) office: Option<Range<usize>>,
}

/// All person names of a document.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Names that must not leave, as token ranges.
    pub(crate) private: Vec<Range<usize>>,
    /// Names of office holders.
    pub(crate) public: Vec<Held>,
    /// Names of organisations that no list knows, told by the words beside them.
    pub(crate) orgs: Vec<Range<usize>>,
}

impl Names {
    /// Find the names of a document.
    pub(crate) fn find(scene: &Scene<'_>, officials: &Officials) -> Self {
        let mut names = Self::default();
        let mut held: HashSet<String> = HashSet::new();
        let mut private: HashSet<String> = HashSet::new();
        for sentence in &scene.sentences {
            if shouted(scene, &sentence.tokens) {
                continue;
            }
            let mut i = sentence.tokens.start;
            while i < sentence.tokens.end {
                let Some(run) = run_at(scene, i, &sentence.tokens, officials) else {
                    i += 1;
                    continue;
                };
                i = run.end;
                if officials.holder_in(&scene.view, &run).is_some() {
                    names.public.push(Held { name: run, office: None });
                } else if charity(scene, &run) {
                    names.orgs.push(run);
                } else if let Some(office) =
                    office_before(scene, &run, &sentence.tokens).or_else(|| office_after(scene, &run, &sentence.tokens))
                {
                    remember(scene, &run, &mut held);
                    names.public.push(Held { name: run, office: Some(office) });
                } else if organisation(scene, &run, &sentence.tokens) || completes(scene, &run, &sentence.tokens, &names.orgs) {
                    names.orgs.push(run);
                } else {
                    remember(scene, &run, &mut private);
                    names.private.push(run);
                }
            }
        }
        // A holder named once in full is public by surname too, and in full again, in the same office.
        let mut offices: BTreeMap<Vec<String>, Range<usize>> = BTreeMap::new();
        for h in names.public.iter().rev() {
            if let Some(office) = &h.office {
                let words = words_of(scene, &h.name);
                offices.extend(words.last().map(|surname| (vec![surname.clone()], office.clone())));
                offices.insert(words, office.clone());
            }
        }
        names.private.retain(|r| {
            let surname = r.len() == 1 && held.contains(&folded(scene, r.end - 1));
            let first = offices.get(&words_of(scene, r)).cloned();
            let public = surname || first.is_some();
            if public {
                names.public.push(Held { name: r.clone(), office: first });
            }
            !public
        });
        names.mask_shouted(scene, &private, &held, officials);
        names.mask_namesakes(scene, &private);
        names.private.extend(small_names(scene));
        names.private.extend(contacts(scene));
        names.private = merged(names.private);
        names
    }

    /// Who was named before and speaks is no town of that name: "Ana Toledo, a volunteer, … According to Toledo".
    fn mask_namesakes(&mut self, scene: &Scene<'_>, private: &HashSet<String>) {
        for sentence in &scene.sentences {
            for spot in &scene.spots[sentence.spots.clone()] {
                let i = spot.start;
                if little_town(scene, spot) && private.contains(&folded(scene, i)) && is_heard(scene, i, &sentence.tokens) {
                    self.private.push(i..i + 1);
                }
            }
        }
    }

    /// In headlines set in capitals or title case a word is a name unless it is a place, a lexicon word, an ordinary word, or stands
    /// in lower case elsewhere in the document.
    fn mask_shouted(&mut self, scene: &Scene<'_>, private: &HashSet<String>, held: &HashSet<String>, officials: &Officials) {
        let view = &scene.view;
        let mut lower: Option<HashSet<String>> = None;
        for sentence in scene.sentences.iter().filter(|s| shouted(scene, &s.tokens)) {
            for i in sentence.tokens.clone() {
                let word = folded(scene, i);
                let long = word.chars().count() > 2;
                let known = || {
                    view.lex.knows(view.word(i))
                        || view.lex.knows_plain(view.word(i))
                        || scene.spot_at(i).is_some()
                        || inside_institution(scene, i)
                };
                if view.kind(i) != Kind::Word || !long || held.contains(&word) || officials.longest(view, i).is_some() {
                    continue;
                }
                let lower = lower.get_or_insert_with(|| lower_words(scene));
                let unknown = |word: &str| !(known() || is_ordinary(view.lex.lang(), word));
                // "SAYS NICK", "GRACE HILL".
                let named = person(scene, i, &sentence.tokens, true) && (known() || !lower.contains(&word));
                let surname =
                    self.private.last().is_some_and(|p| p.end == i && given(scene, i - 1)) && view.gap(i) == Gap::Space && !known();
                if private.contains(&word) || named || surname || unknown(&word) && !lower.contains(&word) {
                    self.private.push(i..i + 1);
                }
            }
        }
    }

    /// The holder whose name stands in `range`.
    pub(crate) fn holder_in(&self, range: &Range<usize>) -> Option<&Held> {
        self.public.iter().find(|h| range.start <= h.name.start && h.name.end <= range.end)
    }

    /// Whether a private name stands in `range`.
    pub(crate) fn private_in(&self, range: &Range<usize>) -> Option<&Range<usize>> {
        // In order, and none overlaps another.
        let next = self.private.partition_point(|p| p.end <= range.start);
        self.private.get(next).filter(|p| p.start < range.end)
    }

    /// Bytes of every private name, in order.
    pub(crate) fn private_spans(&self, scene: &Scene<'_>) -> Vec<Span> {
        self.private.iter().map(|r| scene.bytes(r)).collect()
    }
}

/// In order, and what overlaps as one: an address may hold a name.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Every word that stands in lower case, with and without accents.
fn lower_words(scene: &Scene<'_>) -> HashSet<String> {
    let mut out = HashSet::new();
    let mut plain = String::new();
    for i in 0..scene.view.tokens.len() {
        if scene.view.case(i) == Case::Lower {
            fold_plain(scene.view.word(i), &mut plain);
            out.insert(plain.clone());
            out.insert(folded(scene, i));
        }
    }
    out
}

fn folded(scene: &Scene<'_>, i: usize) -> String {
    exode_text::folded(scene.view.word(i))
}

fn remember(scene: &Scene<'_>, run: &Range<usize>, set: &mut HashSet<String>) {
    for i in run.clone().filter(|i| scene.view.kind(*i) == Kind::Word && scene.view.word(*i).chars().count() > 2) {
        set.insert(folded(scene, i));
    }
}

/// Capitals or title case throughout: most words carry a capital.
fn shouted(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    let words = tokens.clone().filter(|i| scene.view.kind(*i) == Kind::Word && scene.view.word(*i).chars().count() > 3);
    let (mut all, mut capital) = (0, 0);
    for i in words {
        all += 1;
        capital += usize::from(scene.view.case(i) != Case::Lower);
    }
    all >= 4 && capital * 10 >= all * 8
}

fn agent(scene: &Scene<'_>, i: usize) -> Option<(AgentWord, usize)> {
    scene.view.at(i, |s| if let Sense::Agent(a) = s { Some(*a) } else { None })
}

/// Vouches for a label: ordinary words in lower case, lexicon words, places and acronyms; never a private name.
pub(crate) struct Vocabulary<'a> {
    pub(crate) lex: &'a Lexicon,
    /// Capitalised words of the phrase that places, institutions or offices account for.
    pub(crate) accounted: Vec<String>,
}

/// Whether every part of a word in small letters ("l'immigration") is of a language, so that it is no name that lost its capital.
pub(crate) fn plain_word(lex: &Lexicon, word: &str) -> bool {
    word.split(['\'', '’']).all(|part| {
        let low = exode_text::folded(part);
        lex.knows(part) || [Lang::Fr, Lang::En].iter().any(|lang| is_ordinary(*lang, &low))
    })
}

impl Vouch for Vocabulary<'_> {
    fn vouches(&self, word: &str) -> bool {
        let lower = word.chars().next().is_some_and(|c| !c.is_uppercase()) && plain_word(self.lex, word);
        let acronym = is_acronym(word) && !is_given(&word.to_lowercase());
        lower || self.lex.knows(word) || self.accounted.iter().any(|w| w == word) || acronym
    }
}

/// The words of a name, folded.
fn words_of(scene: &Scene<'_>, name: &Range<usize>) -> Vec<String> {
    name.clone().filter(|i| scene.view.kind(*i) == Kind::Word).map(|i| folded(scene, i)).collect()
}
