//! Speakers whose head no list knows: "the separatist ombudsman", "Beirut's disaster unit", "civil society leaders", "les arrivants".
//!
//! What it reads: a short noun phrase in small letters, behind its article, a possessive place or the start of its clause. What it
//! refuses: names (they are not in small letters), figures, words that count, measure or move, unless they stand behind the head
//! ("the superintendent of migration").

use std::ops::Range;

use exode_claim::{Attribution, WitnessKind};
use exode_text::{Case, Kind};

use super::phrase::{clause_noun, label, trim};
use crate::lexicon::{Grammar, NounClass, Sense};
use crate::names::Names;
use crate::ordinary::is_ordinary;
use crate::scene::Scene;

/// A longer phrase is a clause.
const PHRASE: usize = 8;

/// The speaker in `phrase`, which stands behind its reporting word or before it.
pub(super) fn unlisted(scene: &Scene<'_>, names: &Names, phrase: &Range<usize>, behind: bool) -> Option<Attribution> {
    let view = &scene.view;
    let from = if behind { phrase.start } else { clause_noun(scene, phrase).or_else(|| clause_start(scene, phrase))? };
    let text = trim(scene, from..phrase.end);
    let first = text.start;
    // "Civil society leaders allege", at the start of a sentence.
    let opening = scene.sentence_at(first).is_some_and(|s| s.tokens.start == first)
        && view.case(first) == Case::Title
        && is_ordinary(view.lex.lang(), &view.word(first).to_lowercase());
    let small = |i: usize| view.case(i) == Case::Lower || scene.spot_at(i).is_some() || view.is_joint(i) || owns(scene, i);
    let owned = scene.spot_at(first).is_some_and(|s| owns(scene, s.end));
    let noun = view.case(first) == Case::Lower && scene.spot_at(first).is_none() || opening || owned;
    let head = text.clone().find(|i| *i > first && view.grammar(*i, Grammar::Of).is_some()).unwrap_or(text.end);
    let counts = |i: usize| {
        scene.in_time(i)
            || view
                .at(i, |w| {
                    matches!(w, Sense::Cue(_) | Sense::Noun(_) | Sense::Number(_) | Sense::Unit(_) | Sense::Refuse(_) | Sense::Mood(_))
                        .then_some(())
                })
                .is_some()
    };
    // "…, disent les arrivants": people who moved speak right behind the verb.
    let mover = |i: usize| {
        let people = |w: &Sense| matches!(w, Sense::Noun(n) if matches!(n.class, NounClass::Mover | NounClass::People)).then_some(());
        behind && i == first && view.at(i, people).is_some()
    };
    // "Selon des informations non confirmées": nobody.
    let doubt = |i: usize| view.at(i, |w| matches!(w, Sense::Mood(_)).then_some(())).is_some();
    let figures = (from..text.end).any(|i| view.kind(i) == Kind::Digits || scene.in_time(i) || doubt(i));
    let said =
        |i: usize| view.word(i).chars().count() >= 4 && !view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Grammar(_)));
    // "The camp's leaders": the leaders speak.
    let noun_from = (first..head).rev().find(|i| owns(scene, *i)).map_or(first, |i| i + 1);
    let plain = (noun_from..head).all(|i| mover(i) || !counts(i)) && !figures && text.clone().skip(1).all(small);
    let led = view.at(first, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some();
    if !noun || led || !plain || text.len() > PHRASE || !text.clone().any(said) {
        return None;
    }
    let who = label(scene, names, text)?;
    Some(if owned { Attribution::Institution(who) } else { Attribution::Kind(WitnessKind::Witness, who) })
}

/// "'s" behind a place.
fn owns(scene: &Scene<'_>, i: usize) -> bool {
    matches!(scene.view.word(i), "'s" | "’s")
}

/// The start of a phrase that begins its clause.
fn clause_start(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<usize> {
    let opens = scene.sentence_at(phrase.start).is_some_and(|s| s.tokens.start == phrase.start)
        || matches!(scene.view.word(phrase.start.checked_sub(1)?), "," | ";" | ":" | "”" | "»" | "\"" | "–" | "—");
    opens.then_some(phrase.start)
}
