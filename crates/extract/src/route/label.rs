//! Places that stand over a figure: the label of its line ("Borno, point n° 2 : …"), the heading of its section ("KEY FIGURES – CHAD"),
//! and the place "y" points back to.

use exode_place::{Place, PlaceKind};
use exode_text::Case;

use super::{Asked, Context, Part, habitable};
use crate::lexicon::Grammar;
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// A longer line is no heading, a longer opening no label.
const SHORT: usize = 9;
/// Words between a figure and "the country" they come to.
const COUNTRY: usize = 12;

/// The place that labels the figure's line: named before its colon, the finest of them.
pub(super) fn over<'s>(asked: &Asked<'s, '_>) -> Option<&'s Spot> {
    let scene = asked.scene;
    let sentence = &scene.sentences[asked.n];
    let first = sentence.tokens.start;
    // "Rwanda 25,004", a line of its own
    let row = crate::read::is_row(scene, sentence).then_some(asked.figure.start);
    let colon = (first..asked.figure.start.min(first + SHORT)).find(|i| scene.view.word(*i) == ":").or(row)?;
    let tells =
        asked.cues.iter().any(|c| c.start < colon) || sentence.figures.iter().any(|f| f.start < colon && f.low.is_some_and(|v| v >= 20.0));
    let labels = |k: &usize| {
        let spot = &scene.spots[*k];
        spot.end <= colon && spot.use_ == NameUse::Name && matches!(asked.parts[*k], Part::Bare | Part::Dateline)
    };
    let spots = || sentence.spots.clone().filter(labels).map(|k| &scene.spots[k]);
    let fine = spots().find(|s| s.place.kind() != PlaceKind::Country);
    fine.or_else(|| spots().next()).filter(|_| !tells)
}

/// A heading that names one country alone rules the lines below it, until the next such heading.
pub(super) fn heading(scene: &Scene<'_>, n: usize, context: &mut Context) {
    let sentence = &scene.sentences[n];
    let words = || sentence.tokens.clone().filter(|i| scene.view.kind(*i) == exode_text::Kind::Word);
    if sentence.tokens.len() > SHORT || words().next().is_none() {
        return;
    }
    let spots = &scene.spots[sentence.spots.clone()];
    let shouted = words().all(|i| scene.view.case(i) == Case::Upper);
    let alone = words().all(|i| scene.spot_at(i).is_some());
    if !shouted && !alone {
        return;
    }
    let named = spots.iter().find(|s| s.use_ == NameUse::Name && habitable(s)).map(|s| s.place);
    let countries = spots.iter().filter_map(|s| s.country);
    let one = countries.clone().all(|c| Some(c) == named.and_then(Place::country));
    if sentence.figures.is_empty() && one && (named.is_some() || scene.view.word(sentence.tokens.end - 1) == ".") {
        context.heading = named;
    }
}

/// The place "y" before the figure or its verb stands for: the last one of its own sentence, else the first of the sentence before.
pub(super) fn there(asked: &Asked<'_, '_>) -> Option<Place> {
    let scene = asked.scene;
    let sentence = &scene.sentences[asked.n];
    let y = points_back(asked)?;
    let meant = |k: &usize| {
        let spot = &scene.spots[*k];
        let part = matches!(asked.parts[*k], Part::Bare | Part::At | Part::To | Part::Of);
        part && spot.use_ == NameUse::Name && habitable(spot) && spot.end <= y
    };
    let before = || {
        let before = scene.sentences.get(asked.n.checked_sub(1)?).filter(|s| s.block == sentence.block)?;
        before.spots.clone().find(meant)
    };
    sentence.spots.clone().rev().find(meant).or_else(before).map(|k| scene.spots[k].place)
}

/// "dans le pays", "in the country", behind the figure: the country named last, by its name or an adjective.
pub(super) fn the_country(asked: &Asked<'_, '_>) -> Option<Place> {
    let scene = asked.scene;
    let sentence = &scene.sentences[asked.n];
    let word = (asked.figure.end..sentence.tokens.end.min(asked.figure.end + COUNTRY))
        .find(|i| scene.view.grammar(*i, Grammar::Country).is_some() && scene.view.grammar_before(*i, Grammar::Definite).is_some())?;
    let last = |k: &usize| scene.spots[*k].end <= word && scene.spots[*k].country.is_some() && asked.parts[*k] != Part::From;
    let from = scene.sentences[asked.n.saturating_sub(2)].spots.start;
    let people = |s: &Spot| s.start >= asked.figure.start;
    (from..sentence.spots.end).rev().filter(last).find(|k| !people(&scene.spots[*k])).and_then(|k| scene.spots[k].country)
}

/// The "y" or "where" before the figure or its verb.
pub(super) fn points_back(asked: &Asked<'_, '_>) -> Option<usize> {
    let end = asked.cue.map_or(asked.figure.start, |c| c.end.max(asked.figure.start));
    let first = asked.scene.sentences[asked.n].tokens.start;
    (first..end).rev().find(|i| asked.scene.view.grammar(*i, Grammar::There).is_some())
}
