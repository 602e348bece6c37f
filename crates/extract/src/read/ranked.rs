//! Nationalities ranked behind a count of people on the move: "Les Haïtiens viennent en premier, avec 9 100 personnes, puis les Cubains
//! (2 300)". Each is a part of those told before, from a country of its own.

use exode_claim::{Measure, Unit};

use super::{Draft, Found};
use crate::counted::Counted;
use crate::cue::Choice;
use crate::lexicon::NounClass;
use crate::number::Figure;
use crate::place::{NameUse, Spot};
use crate::route::people_noun;

/// Sentences between a count and its nationalities.
const RANKED: usize = 5;

/// "… ont traversé la jungle. // Les Haïtiens viennent en premier, avec 9 100 personnes, puis les Cubains (2 300)": the
/// nationalities of those told before.
pub(super) fn ranked(found: &Found<'_>, n: usize, figure: &Figure, counted: &Counted, drafts: &[Draft]) -> Option<Choice> {
    let scene = &found.scene;
    let with = figure.start > scene.sentences[n].tokens.start && ["avec", "with"].iter().any(|w| scene.view.is(figure.start - 1, w));
    let plain = counted.own && counted.implied.is_none() && counted.class == NounClass::People && counted.unit == Unit::Person;
    let leads = with && plain && leading_people(found, n, figure).is_some();
    let last = drafts.iter().rev().find(|d| d.counted.unit == Unit::Person).filter(|d| d.n + RANKED >= n)?;
    let moves = matches!(last.measure, Measure::CrossedIn | Measure::FledTo | Measure::RefugeesStock | Measure::Asylum | Measure::Returned);
    let told = leads || bracketed_people(found, n, figure).is_some();
    (told && moves).then_some(Choice { measure: last.measure, cue: None, score: 1.0 })
}

/// The nationality that is the subject of a sentence, where the figure names none.
pub(super) fn leading_people(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Spot> {
    let scene = &found.scene;
    let people = |k: &usize| {
        let s = &scene.spots[*k];
        s.use_ == NameUse::Demonym && s.end <= figure.start && people_noun(scene, s)
    };
    scene.sentences[n].spots.clone().find(people).map(|k| scene.spots[k])
}

/// The people named right before a figure in brackets.
pub(super) fn bracketed_people(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Spot> {
    let scene = &found.scene;
    let open = figure.start.checked_sub(1).filter(|i| scene.view.word(*i) == "(" && scene.view.word(figure.end) == ")")?;
    let people = |s: &&Spot| s.end == open && s.use_ == NameUse::Demonym && people_noun(scene, s);
    scene.spots[scene.sentences[n].spots.clone()].iter().find(people).copied()
}

/// A count of people by nationality.
pub(super) fn people_of(figure: &Figure, people: &Spot) -> Counted {
    Counted { demonym: Some(*people), own: false, ..Counted::plain(Unit::Person, figure.end) }
}
