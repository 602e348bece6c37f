//! Names of persons: who holds a public office and may be named, and whom no output may name.
//!
//! A run of capitalised words that is no place, institution, month or lexicon word is a person's name. It is kept only where the text
//! puts it beside a public office ("le ministre géorgien de l'Intérieur X", "X, head of the border guard") or where it is one of the
//! office holders of `data/officials.toml`. Every other such run is private: it is masked wherever a sentence is shown, and no
//! attribution can be made of it.

use std::collections::HashSet;
use std::ops::Range;

use exode_claim::Vouch;
use exode_place::PlaceKind;
use exode_text::{Case, Gap, Kind, Span, fold, fold_plain};

use crate::contact::contacts;
use crate::given::{family, given, is_given, person};
use crate::lexicon::{AgentKind, AgentWord, Grammar, Lang, Lexicon, Sense};
use crate::officials::Officials;
use crate::ordinary::is_ordinary;
use crate::place::NameUse;
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
        // A holder named once in full is public by surname too.
        names.private.retain(|r| {
            let public = r.len() == 1 && held.contains(&folded(scene, r.end - 1));
            if public {
                names.public.push(Held { name: r.clone(), office: None });
            }
            !public
        });
        names.mask_shouted(scene, &private, &held, officials);
        names.private.extend(small_names(scene));
        names.private.extend(contacts(scene));
        names.private = merged(names.private);
        names
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
        self.private.iter().find(|p| p.start < range.end && range.start < p.end)
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
    let mut low = String::new();
    fold(scene.view.word(i), &mut low);
    low
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

/// The run of name-like words at token `i`, with initials and particles inside.
fn run_at(scene: &Scene<'_>, i: usize, sentence: &Range<usize>, officials: &Officials) -> Option<Range<usize>> {
    if let Some(end) = officials.longest(&scene.view, i) {
        return Some(i..end);
    }
    // An address: everything that touches its "@".
    let touching = |k: &usize| scene.view.gap(*k) == Gap::None;
    let address = (i + 1..(i + 8).min(sentence.end)).take_while(touching).any(|k| scene.view.word(k) == "@");
    if address && scene.view.kind(i) != Kind::Mark {
        let end = (i + 1..sentence.end).take_while(|k| touching(k) && scene.view.word(*k) != ",").last().map_or(i + 1, |k| k + 1);
        return Some(i..end);
    }
    // "@odrian_k": a handle is a name, unless it is an institution's.
    if scene.view.word(i) == "@" && scene.view.gap(i + 1) == Gap::None && scene.view.kind(i + 1) == Kind::Word {
        let touches = |k: &usize| {
            *k < sentence.end && scene.view.gap(*k) == Gap::None && (scene.view.kind(*k) != Kind::Mark || scene.view.word(*k) == "_")
        };
        let end = (i + 1..sentence.end).take_while(touches).last().map_or(i + 2, |k| k + 1);
        return (!inside_institution(scene, i + 1)).then_some(i + 1..end);
    }
    // "Marie-Claire", "Jean-Loup": whole, also where one half is a word.
    let half = |k: usize| k < sentence.end && !matches!(scene.view.case(k), Case::Lower | Case::None) && given(scene, k);
    let compound = half(i)
        && scene.view.is_joint(i + 1)
        && scene.spot_at(i).is_none_or(|s| s.end == i + 1)
        && (half(i + 2) || i + 2 < sentence.end && name_like(scene, i + 2, sentence));
    if !compound && !name_like(scene, i, sentence) && !leads_name(scene, i, sentence) {
        return None;
    }
    let mut end = i + 1;
    while end < sentence.end {
        let joint = scene.view.is_joint(end) || scene.view.word(end) == "." && scene.view.word(end - 1).chars().count() == 1;
        let particle = matches!(scene.view.word(end), "de" | "von" | "van" | "al" | "el" | "bin" | "ben" | "da" | "dos" | "d’" | "d'");
        if name_like(scene, end, sentence) && scene.view.gap(end) != exode_text::Gap::Line {
            end += 1;
        } else if (joint || particle) && end + 1 < sentence.end && (name_like(scene, end + 1, sentence) || joint && half(end + 1)) {
            end += 2;
        } else if surname(scene, end) {
            end += 1;
        } else {
            break;
        }
    }
    Some(i..end)
}

/// A word or place right behind a given name is its surname: "Grace Long", "Florence London".
fn surname(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    let bound = view.hits(i).iter().any(|h| match &view.entry(h).sense {
        Sense::Grammar(g) => !matches!(g.use_, Grammar::Filler | Grammar::Common),
        Sense::Quantifier(_) | Sense::Mood(_) => false,
        _ => true,
    });
    given(scene, i - 1)
        && view.case(i) == Case::Title
        && view.gap(i) == Gap::Space
        && !scene.in_time(i)
        && !bound
        && !inside_institution(scene, i)
        && scene.spot_at(i).is_none_or(|s| s.start == i && s.end == i + 1 && s.use_ == NameUse::Name)
}

fn name_like(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    if view.kind(i) != Kind::Word || matches!(view.case(i), Case::Lower | Case::None) {
        return false;
    }
    let word = view.word(i);
    // "says NICK": what is spelled as a name is one before it is an acronym.
    let acronym = || is_acronym(word) && (word.chars().count() < 4 || view.lex.knows(word) || !given(scene, i));
    if word.ends_with(['\'', '’']) || word.chars().count() == 1 && i == sentence.start || acronym() || capitals(scene, i, sentence) {
        return false;
    }
    if inside_institution(scene, i) {
        return family(scene, i, sentence);
    }
    if person(scene, i, sentence, opens(scene, i, sentence)) {
        return true;
    }
    if scene.spot_at(i).is_some() {
        return false;
    }
    // "Mrs. Young", "According to Rose": a known word is a name behind a title, or where no noun and no small word bears a capital.
    let titled = view.before(i, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Title).then_some(())).is_some()
        || view.word(i.saturating_sub(1)) == "."
            && i >= 2
            && view.before(i - 1, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Title).then_some(())).is_some();
    if titled && i > sentence.start {
        return true;
    }
    if view.lex.knows(word) {
        let verb = |h: &crate::view::Hit| {
            matches!(view.lex.sense(h.entry), Sense::Cue(_) | Sense::Quantifier(_) | Sense::Mood(_) | Sense::Number(_))
        };
        let only_verb = !view.hits(i).is_empty() && view.hits(i).iter().all(verb) && view.case(i) == Case::Title;
        return only_verb && !opens(scene, i, sentence) && !scene.in_time(i);
    }
    !(opens(scene, i, sentence) && is_ordinary(view.lex.lang(), &folded(scene, i)))
}

/// Whether the word begins what is written: a sentence, a quotation, a label.
fn opens(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    i == sentence.start
        || i > 0 && scene.view.kind(i - 1) == Kind::Mark && !matches!(scene.view.word(i - 1), "," | "-" | "'" | "’")
        || scene.view.kind(i.saturating_sub(1)) == Kind::Digits
}

/// A word or place that is here the first half of a name: "Florence Delmarque", "Pierre et Olivier, bénévoles", "Grace and Hope".
fn leads_name(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    if view.kind(i) != Kind::Word || view.case(i) != Case::Title || i + 1 >= sentence.end || view.word(i).ends_with(['\'', '’']) {
        return false;
    }
    let led = i > sentence.start && view.before(i, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some();
    let single = scene.spot_at(i).is_none_or(|s| s.end == i + 1);
    let small =
        [Grammar::Determiner, Grammar::Of, Grammar::Pronoun, Grammar::Common, Grammar::Break].iter().any(|g| view.grammar(i, *g).is_some())
            && !given(scene, i);
    let agent_word = agent(scene, i).is_some()
        || scene.in_time(i)
        || view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Noun(_) | Sense::Speech(_)));
    if led || !single || small || agent_word {
        return false;
    }
    let plural = view.word(i).ends_with(['s', 'x']);
    let next_cue = |k: usize| view.at(k, |s| matches!(s, Sense::Cue(c) if c.part == crate::lexicon::Part::Verb).then_some(())).is_some();
    let next_speech =
        |k: usize| view.at(k, |s| matches!(s, Sense::Speech(w) if w.role == crate::lexicon::SpeechRole::Verb).then_some(())).is_some();
    let witness = |k: usize| agent(scene, k).is_some_and(|(a, _)| a.kind == AgentKind::Witness);
    // "Pierre attend depuis 30 heures", "Rose said", "Will, a driver": a bare singular that opens a sentence and acts or is introduced.
    let acts = !plural
        && scene.spot_at(i).is_none()
        && opens(scene, i, sentence)
        && view.hits(i).is_empty()
        && (next_speech(i + 1)
            || view.lex.lang() == crate::lexicon::Lang::Fr
                && (next_cue(i + 1) || view.grammar(i + 1, Grammar::Auxiliary).is_some_and(|e| next_cue(e) || next_speech(e))));
    let introduced = view.word(i + 1) == ","
        && (witness(i + 2) || view.grammar(i + 2, Grammar::Determiner).is_some_and(witness))
        && scene.spot_at(i).is_none();
    if acts || introduced {
        return true;
    }
    let place = |k: usize| scene.spot_at(k).is_some_and(|s| s.place.kind() != PlaceKind::City || s.place.population() >= 200_000);
    // Words that are capitalised for what they are: weekdays, institutions, counted nouns, small words.
    let bound = |k: usize| {
        scene.in_time(k)
            || view.hits(k).iter().any(|h| match &view.entry(h).sense {
                Sense::Agent(_) | Sense::Noun(_) | Sense::Speech(_) | Sense::Number(_) | Sense::Prep(_) => true,
                Sense::Grammar(g) => !matches!(g.use_, Grammar::Filler),
                _ => false,
            })
    };
    let next = i + 1;
    let surname = name_like(scene, next, sentence) && view.gap(next) == Gap::Space && (!view.lex.knows(view.word(i)) || given(scene, i));
    let paired = matches!(view.word(next), "et" | "and")
        && view.case(next + 1) == Case::Title
        && !place(i)
        && !place(next + 1)
        && !bound(next + 1)
        && !bound(i);
    let second = i >= 2
        && matches!(view.word(i - 1), "et" | "and")
        && !place(i)
        && !bound(i)
        && !bound(i - 2)
        && view.case(i - 2) == Case::Title
        && !place(i - 2);
    surname || paired || second
}

/// Short capitals with few vowels, as acronyms are ("OVD", "UNHCR"), or of three letters at most.
fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().all(char::is_uppercase);
    let vowels = word.chars().filter(|c| "AEIOUYÉÈ".contains(*c)).count();
    capitals && letters > 1 && (letters <= 3 || letters <= 7 && vowels * 3 <= letters)
}

/// "L'AUEA", "the ANAM": capitals behind an article are an institution's. Nobody's name has an article.
fn capitals(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let letters = view.word(i).chars().count();
    let article = i > sentence.start && ["l'", "l’", "le", "la", "the"].iter().any(|w| view.is(i - 1, w));
    let alone = view.case(i + 1) != Case::Title && view.case(i + 1) != Case::Upper;
    view.case(i) == Case::Upper && (4..=7).contains(&letters) && article && alone
}

/// Whether a multi-word institution of the lexicon covers token `i`.
fn inside_institution(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(5)..=i)
        .any(|start| scene.view.hits(start).iter().any(|h| h.end as usize > i && matches!(scene.view.entry(h).sense, Sense::Agent(_))))
}

fn agent(scene: &Scene<'_>, i: usize) -> Option<(AgentWord, usize)> {
    scene.view.at(i, |s| if let Sense::Agent(a) = s { Some(*a) } else { None })
}

/// "le ministre géorgien de l'Intérieur X": the office that ends right before the name.
fn office_before(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let mut i = run.start;
    let floor = sentence.start.max(run.start.saturating_sub(12));
    while i > floor {
        i -= 1;
        if let Some((a, end)) = agent(scene, i) {
            if a.kind == AgentKind::Office && end <= run.start {
                let comma = run.start > 0 && scene.view.word(run.start - 1) == ",";
                let clean = (end..run.start - usize::from(comma)).all(|k| !is_stop(scene, k));
                return (clean && public_office(scene, a, i, run.start)).then_some(i..run.start - usize::from(comma));
            }
            if matches!(a.kind, AgentKind::Witness | AgentKind::Press) {
                return None;
            }
        }
    }
    None
}

/// "X, head of the Finnish border guard": the office in apposition behind the name.
fn office_after(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !matches!(scene.view.word(run.end), "," | "(" | "–" | "—") {
        return None;
    }
    let limit = sentence.end.min(run.end + 7);
    let start = (run.end + 1..limit).find(|i| agent(scene, *i).is_some_and(|(a, _)| a.kind == AgentKind::Office))?;
    if (run.end + 1..start).any(|k| is_stop(scene, k)) {
        return None;
    }
    let end = (start + 1..sentence.end.min(start + 16)).find(|k| is_stop(scene, *k)).unwrap_or(sentence.end.min(start + 16));
    let (a, _) = agent(scene, start)?;
    public_office(scene, a, start, end).then_some(start..end)
}

/// "l'ONG X", "the charity X", "X, a rights group": an institution noun right before the name or in apposition behind it; or inside it
/// ("Karenni Human Rights Group").
fn organisation(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> bool {
    let institution = |i: usize| agent(scene, i).filter(|(a, _)| matches!(a.kind, AgentKind::Institution | AgentKind::Outlet) && !a.name);
    let before = (1..=3).any(|d| run.start >= sentence.start + d && institution(run.start - d).is_some_and(|(_, end)| end == run.start));
    let behind = scene.view.word(run.end) == ","
        && scene.view.grammar(run.end + 1, Grammar::Determiner).is_some()
        && (run.end + 2..sentence.end.min(run.end + 6)).any(|i| institution(i).is_some())
        && !(run.end + 2..sentence.end.min(run.end + 6))
            .any(|i| agent(scene, i).is_some_and(|(a, _)| matches!(a.kind, AgentKind::Office | AgentKind::Witness)));
    let suffix = scene.view.case(run.end) == Case::Title && institution(run.end).is_some();
    // "The Women Action network": ordinary words between an article and an institution noun.
    let article = run.start > sentence.start && scene.view.is(run.start - 1, "the");
    let ordinary =
        || article && institution(run.end).is_some() && run.clone().all(|i| is_ordinary(scene.view.lex.lang(), &folded(scene, i)));
    before || behind || suffix || ordinary()
}

/// "Association for Political Prisoners", "Committee on Migration": ordinary words that complete an institution's proper name.
fn completes(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>, orgs: &[Range<usize>]) -> bool {
    let view = &scene.view;
    let joins = ["for", "on", "of", "in", "and", "the", "pour", "de", "des", "du", "d'", "d’", "l'", "l’", "la", "les", "et"];
    let floor = sentence.start.max(run.start.saturating_sub(4));
    let Some(last) = (floor..run.start).rev().find(|i| !joins.iter().any(|w| view.is(*i, w))) else { return false };
    let named = last + 1 < run.start
        && view.case(last) == Case::Title
        && (orgs.last().is_some_and(|o| o.end == last + 1)
            || agent(scene, last).is_some_and(|(a, end)| a.kind == AgentKind::Institution && !a.name && end == last + 1));
    named && run.clone().all(|i| view.kind(i) != Kind::Word || is_ordinary(view.lex.lang(), &folded(scene, i)))
}

/// An office is public by its word or because an institution or a country stands in its phrase.
fn public_office(scene: &Scene<'_>, word: AgentWord, start: usize, end: usize) -> bool {
    // "X, its head of international affairs": an institution's.
    word.public
        || start > 0 && scene.view.is(start - 1, "its")
        || (start..end).any(|i| {
            scene.spot_at(i).is_some()
                || agent(scene, i).is_some_and(|(a, _)| matches!(a.kind, AgentKind::Institution | AgentKind::Outlet))
                || scene.view.case(i) == Case::Upper && scene.view.word(i).chars().count() > 1
        })
}

fn is_stop(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    matches!(view.word(i), "," | ";" | ":" | "." | "(" | ")" | "“" | "”" | "«" | "»" | "\"" | "–" | "—")
        || view.at(i, |s| matches!(s, Sense::Speech(w) if w.role == crate::lexicon::SpeechRole::Verb).then_some(())).is_some()
        || view.grammar(i, Grammar::Auxiliary).is_some()
        || view.grammar(i, Grammar::Pronoun).is_some()
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
        let mut low = String::new();
        fold(part, &mut low);
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
