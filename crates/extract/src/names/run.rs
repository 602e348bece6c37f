//! Where a name runs: capitalised words that no list accounts for, with initials and particles inside.

use std::ops::Range;

use exode_place::PlaceKind;
use exode_text::{Case, Gap, Kind};

use super::{agent, folded};
use crate::given::{family, given, person};
use crate::lexicon::{AgentKind, Grammar, Sense};
use crate::officials::Officials;
use crate::ordinary::is_ordinary;
use crate::place::NameUse;
use crate::scene::Scene;

/// Words of an office before the last of its portfolio.
const OFFICE: usize = 9;

/// The run of name-like words at token `i`, with initials and particles inside.
pub(super) fn run_at(scene: &Scene<'_>, i: usize, sentence: &Range<usize>, officials: &Officials) -> Option<Range<usize>> {
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
    let leads = i + 1 < sentence.end && given(scene, i + 1) && loud_surname(scene, i, i + 1);
    if !compound && !leads && !name_like(scene, i, sentence) && !leads_name(scene, i, sentence) {
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
        } else if surname(scene, end) || loud_surname(scene, end, end - 1) {
            end += 1;
        } else {
            break;
        }
    }
    Some(i..end)
}

/// A surname in capitals: behind a name ("Jean DUPONT", "Tarik MBARKI") or before a given name ("DUPONT Jean").
fn loud_surname(scene: &Scene<'_>, i: usize, beside: usize) -> bool {
    let view = &scene.view;
    view.kind(i) == Kind::Word
        && view.case(i) == Case::Upper
        && view.word(i).chars().count() > 3
        && view.gap(i.max(beside)) == Gap::Space
        && view.case(beside) == Case::Title
        && !view.lex.knows(view.word(i))
        && scene.spot_at(i).is_none()
        && !inside_institution(scene, i)
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
    // "Mrs. Young", "Mme SCHMIDT": a known word, and capitals, are a name behind a title.
    let title = |k: usize| view.before(k, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Title).then_some(())).is_some();
    let titled = i > sentence.start && (title(i) || i >= 2 && view.word(i - 1) == "." && title(i - 1));
    // "says NICK": what is spelled as a name is one before it is an acronym.
    let acronym = || is_acronym(word) && (word.chars().count() < 4 || view.lex.knows(word) || !given(scene, i));
    if word.ends_with(['\'', '’'])
        || word.chars().count() == 1 && i == sentence.start
        || !titled && (acronym() || capitals(scene, i, sentence))
    {
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
    if titled {
        return true;
    }
    if portfolio(scene, i, sentence) {
        return false;
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

/// "Le ministre arménien de l'Économie", "the Minister of the Environment": an ordinary word with an article in the name of an office.
fn portfolio(scene: &Scene<'_>, i: usize, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let definite = i > sentence.start && (view.grammar(i - 1, Grammar::Definite).is_some() || view.grammar(i - 1, Grammar::Of).is_some());
    let office = |k: usize| agent(scene, k).is_some_and(|(a, _)| matches!(a.kind, AgentKind::Office | AgentKind::Institution));
    definite
        && view.case(i) == Case::Title
        && is_ordinary(view.lex.lang(), &folded(scene, i))
        && !given(scene, i)
        && (sentence.start.max(i.saturating_sub(OFFICE))..i).any(office)
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

/// Short capitals with few vowels, as acronyms are ("OVD", "UNHCR"), or of three letters at most. Longer ones are read as acronyms only
/// where a list knows them: "SCHMIDT" is a person.
pub(super) fn is_acronym(word: &str) -> bool {
    let letters = word.chars().count();
    let capitals = word.chars().all(char::is_uppercase);
    let vowels = word.chars().filter(|c| "AEIOUYÉÈ".contains(*c)).count();
    capitals && letters > 1 && (letters <= 3 || letters <= 5 && vowels * 3 <= letters)
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
pub(super) fn inside_institution(scene: &Scene<'_>, i: usize) -> bool {
    (i.saturating_sub(5)..=i)
        .any(|start| scene.view.hits(start).iter().any(|h| h.end as usize > i && matches!(scene.view.entry(h).sense, Sense::Agent(_))))
}
