//! Given names that are also words or places: "Grace", "Will", "Chad", "Pierre".
//!
//! Spelling cannot tell them, so the words beside them do: who has a family, an age or a surname, or flees, is a person. Where a word of the
//! language opens a sentence and nothing speaks for the word, it is taken for the name; a country and a word of the lexicon are
//! taken for a name only where something speaks for it.

use std::ops::Range;
use std::sync::OnceLock;

use exode_place::PlaceKind;
use exode_text::{Case, Gap, Kind, folded};
use rustc_hash::FxHashSet;
use serde::Deserialize;

use crate::lexicon::{AgentKind, Grammar, Lang, PrepRole, Sense, SpeechRole};
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// A town with more people than this is meant as the town.
const KNOWN_TOWN: u32 = 500_000;

/// Whether the spot is one word that names a town few know: as many people are called so.
pub(crate) fn little_town(scene: &Scene<'_>, spot: &Spot) -> bool {
    let town = spot.place.kind() == PlaceKind::City && !spot.place.is_capital() && spot.place.population() < KNOWN_TOWN;
    town && !spot.crossing && spot.use_ == NameUse::Name && spot.end == spot.start + 1 && scene.view.case(spot.start) != Case::Lower
}

/// Whether what stands at `i` speaks: "Toledo said", "according to Toledo".
pub(crate) fn is_heard(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let cited = |s: &Sense| matches!(s, Sense::Speech(w) if w.role != SpeechRole::Verb).then_some(());
    Here { scene, i, sentence }.speaks() || i > sentence.start && scene.view.before(i, cited).is_some()
}

/// Whether `word`, in lower case, is a common given name somewhere in the world.
pub(crate) fn is_given(word: &str) -> bool {
    static SET: OnceLock<FxHashSet<&'static str>> = OnceLock::new();
    SET.get_or_init(|| include_str!("../../../data/names/given.txt").lines().collect()).contains(word)
}

/// Words that show a person beside them: `data/names/beside.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    kin: Vec<String>,
    tale: Vec<String>,
    leads: Vec<String>,
    opening_leads: Vec<String>,
    among: Vec<String>,
    own: Vec<String>,
    years: Vec<String>,
    word: Vec<String>,
    be: Vec<String>,
}

fn beside() -> &'static Beside {
    static WORDS: OnceLock<Beside> = OnceLock::new();
    WORDS.get_or_init(|| match toml::from_str(include_str!("../../../data/names/beside.toml")) {
        Ok(words) => words,
        Err(e) => panic!("built-in words beside names: {e}"),
    })
}

/// Whether token `i` is spelled as a given name is, in any case.
pub(crate) fn given(scene: &Scene<'_>, i: usize) -> bool {
    if scene.view.kind(i) != Kind::Word || scene.view.word(i).len() < 3 {
        return false;
    }
    is_given(&folded(scene.view.word(i)))
}

/// Whether the capitalised given name at `i` is a person's here. `opens`: it begins a sentence or a quotation.
pub(crate) fn person(scene: &Scene<'_>, i: usize, sentence: &Range<usize>, opens: bool) -> bool {
    let view = &scene.view;
    if matches!(view.case(i), Case::Lower | Case::None) || !given(scene, i) {
        return false;
    }
    let here = Here { scene, i, sentence };
    if scene.in_time(i) {
        let alone = !(i > 0 && scene.in_time(i - 1) || scene.in_time(i + 1));
        return alone && here.shown(true);
    }
    // "Haven't they left?"
    if view.word(i + 1).starts_with(['\'', '’']) && view.gap(i + 1) == Gap::None && !matches!(view.word(i + 1), "'s" | "’s") {
        return false;
    }
    match scene.spot_at(i) {
        Some(spot) if spot.start != i || spot.end != i + 1 => false,
        Some(spot) => {
            let town = spot.place.kind() == PlaceKind::City && !spot.place.is_capital() && spot.place.population() < KNOWN_TOWN;
            let land = spot.place.kind() == PlaceKind::Country;
            let acts = here.goes(!town) || here.age() || here.introduced() || town && (here.speaks() || opens && here.acts());
            here.has_person(land) || town && here.behind_leads() || acts && !here.led()
        }
        None if view.lex.knows(view.word(i)) => {
            let other = view
                .hits(i)
                .iter()
                .any(|h| matches!(view.entry(h).sense, Sense::Agent(_) | Sense::Noun(_) | Sense::Number(_) | Sense::Unit(_)));
            // In the middle of a sentence the capital says it, but "Christian" and "Roman" always have one.
            let capital = !opens && view.grammar(i, Grammar::Common).is_none();
            !other && (capital || here.age() || here.shown(false) || here.surnamed())
        }
        None => !(opens && here.word()),
    }
}

/// Whether a person of that name has a family or an age, or flees, so that it is no outlet: "Dawn and her children".
pub(crate) fn family(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let here = Here { scene, i, sentence };
    scene.view.case(i) == Case::Title && given(scene, i) && (here.has_person(true) || here.age() || here.goes(true))
}

/// A given name in its sentence.
struct Here<'s, 'a> {
    scene: &'s Scene<'a>,
    i: usize,
    sentence: &'s Range<usize>,
}

impl Here<'_, '_> {
    fn is(&self, k: usize, words: &[String]) -> bool {
        k < self.sentence.end && words.iter().any(|w| self.scene.view.is(k, w))
    }

    /// Something that only persons do or have.
    fn shown(&self, strict: bool) -> bool {
        let (view, n) = (&self.scene.view, self.i + 1);
        // "Blanche a vu", "Blanche et Y.", "Blanche et 40 réfugiés", "Blanche parmi les réfugiés".
        let acts = view.lex.lang() == Lang::Fr && view.grammar(n, Grammar::Auxiliary).is_some();
        let other =
            |k: usize| view.case(k) == Case::Title || view.kind(k) == Kind::Digits || given(self.scene, k) && !view.lex.knows(view.word(k));
        let paired = view.grammar(n, Grammar::And).is_some() && other(n + 1) && self.scene.spot_at(n + 1).is_none();
        let told = acts || paired || self.is(n, &beside().among) || self.behind_leads();
        told || self.has_person(false) || self.introduced() || self.speaks() || self.goes(strict)
    }

    /// A preposition of places or an article leads to it.
    fn led(&self) -> bool {
        let view = &self.scene.view;
        self.i > self.sentence.start
            && (view.before(self.i, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some()
                || view.grammar(self.i - 1, Grammar::Determiner).is_some())
    }

    /// "Jack's mother", "Jack and his two children", "the family of Jack". `strict`: a country has stories too, and every place
    /// has "its" allies.
    fn has_person(&self, strict: bool) -> bool {
        let (view, words, i) = (&self.scene.view, beside(), self.i);
        let kin = |k: usize| self.is(k, &words.kin) || !strict && self.is(k, &words.tale);
        let owns = matches!(view.word(i + 1), "'s" | "’s") && (kin(i + 2) || !strict && !self.led());
        let with = (["and", "et"].iter().any(|w| view.is(i + 1, w)) && self.is(i + 2, &words.own))
            && (self.scene.spot_at(i).is_none() || (i + 3..i + 6).any(|k| self.is(k, &words.kin)));
        let of = i >= self.sentence.start + 2 && view.grammar(i - 1, Grammar::Of).is_some() && kin(i - 2);
        owns || with || of
    }

    /// "Jack, 34,", "Claire (40 ans)".
    fn age(&self) -> bool {
        let view = &self.scene.view;
        let n = self.i + 2;
        let number = view.kind(n) == Kind::Digits && view.word(n).len() <= 2 && view.gap(n) != Gap::None || view.word(self.i + 1) == "(";
        let end = n + 1 >= self.sentence.end
            || matches!(view.word(n + 1), "," | ")" | "." | "-" | ";") && view.gap(n + 2) != Gap::None
            || self.is(n + 1, &beside().years);
        matches!(view.word(self.i + 1), "," | "(") && view.kind(n) == Kind::Digits && number && end
    }

    /// "Will, a driver", "Chad (traveller)".
    fn introduced(&self) -> bool {
        let view = &self.scene.view;
        let witness = |k: usize| {
            let agent = view.at(k, |s| if let Sense::Agent(a) = s { Some(a.kind) } else { None });
            agent.is_some_and(|(kind, _)| kind == AgentKind::Witness)
        };
        let n = self.i + 2;
        let changed = (n..n + 3).any(|k| self.is(k, &beside().tale)); // "Blanche, le prénom a été changé"
        matches!(view.word(self.i + 1), "," | "(") && (changed || witness(n) || view.grammar(n, Grammar::Determiner).is_some_and(witness))
    }

    /// "Mark said", "dit Claire".
    fn speaks(&self) -> bool {
        let view = &self.scene.view;
        let verb = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
        let after = view.grammar(self.i + 1, Grammar::Auxiliary).unwrap_or(self.i + 1);
        let quoted = view.word(self.i + 1) == ":" && matches!(view.word(self.i + 2), "«" | "“" | "\"");
        quoted || view.at(after, verb).is_some() || self.i > self.sentence.start && view.before(self.i, verb).is_some()
    }

    /// "Chad fled with", "Will est arrivé à": a verb of going with the name alone as its subject. `strict`: a country returns people.
    fn goes(&self, strict: bool) -> bool {
        let view = &self.scene.view;
        let verb = |s: &Sense| matches!(s, Sense::Cue(c) if c.goes() || c.moves_people() && !strict).then_some(());
        let next = view.grammar(self.i + 1, Grammar::Auxiliary).unwrap_or(self.i + 1);
        let Some((_, end)) = view.at(next, verb) else { return false };
        let on = view.at(end, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some() || self.is(end, &beside().leads);
        on || view.kind(end) == Kind::Mark
    }

    /// A verb or a comma behind a town that opens its sentence.
    fn acts(&self) -> bool {
        let view = &self.scene.view;
        view.at(self.i + 1, |s| matches!(s, Sense::Cue(_)).then_some(())).is_some() && !self.led()
    }

    /// "Like Will,", "dont Claire.", "For Fatima, …": what leads to persons, and nothing behind that makes it a word.
    fn behind_leads(&self) -> bool {
        let (view, words) = (&self.scene.view, beside());
        let opening = self.i == self.sentence.start + 1 && self.is(self.i - 1, &words.opening_leads);
        self.i > self.sentence.start
            && (opening || self.is(self.i - 1, &words.leads))
            && (view.kind(self.i + 1) == Kind::Mark || self.i + 1 >= self.sentence.end)
    }

    /// "Hope Hill", "JUSTE MARTIN": a capitalised word behind that nothing else accounts for.
    fn surnamed(&self) -> bool {
        let (view, n) = (&self.scene.view, self.i + 1);
        n < self.sentence.end
            && view.kind(n) == Kind::Word
            && !matches!(view.case(n), Case::Lower | Case::None)
            && view.gap(n) == Gap::Space
            && view.hits(n).is_empty()
            && !view.lex.knows(view.word(n))
            && self.scene.spot_at(n).is_none()
    }

    /// What stands behind makes it a word of the language: "Hope for", "Mark the", "Hope is fading", "Pierre de taille".
    fn word(&self) -> bool {
        let (view, n) = (&self.scene.view, self.i + 1);
        let of = view.grammar(n, Grammar::Of).is_some() && view.case(n + 1) == Case::Lower && !self.is(n, &beside().among);
        let english = view.lex.lang() == Lang::En
            && (view.grammar(n, Grammar::Determiner).is_some()
                || view.grammar(n, Grammar::Pronoun).is_some()
                || view.at(n, |s| matches!(s, Sense::Prep(p) if p.role == PrepRole::To).then_some(())).is_some());
        let be = self.is(n, &beside().be) && {
            let person = |s: &Sense| match s {
                Sense::Cue(_) | Sense::Speech(_) => Some(()),
                Sense::Agent(a) if a.kind == AgentKind::Witness => Some(()),
                _ => None,
            };
            let told = |k: usize| view.kind(k) == Kind::Digits || view.at(k, person).is_some();
            !(told(n + 1) || view.grammar(n + 1, Grammar::Determiner).is_some_and(told))
        };
        let own = view.grammar(n, Grammar::Determiner).is_some() && self.is(n, &beside().own);
        (of || english || be || self.is(n, &beside().word) || view.kind(n) == Kind::Digits) && !own
    }
}
