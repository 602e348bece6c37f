//! Why a route reads as it does: for each of its ends the mention it comes from, and the word that made it that end.

use exode_place::Place;

use super::{Found, Step};
use crate::counted::entry_at;
use crate::cue::Cue;
use crate::lexicon::{EntryId, Grammar, Sense, Side};
use crate::number::Figure;
use crate::place::{NameUse, Spot};
use crate::route::{Part, Route};

/// One step for each end that is told.
pub(super) fn route(found: &Found<'_>, n: usize, figure: &Figure, cue: Option<&Cue>, route: &Route) -> Vec<Step> {
    let ends = [("origin", route.origin), ("destination", route.destination), ("crossing", route.crossing), ("place", route.place)];
    let told = ends.into_iter().filter_map(|(pattern, place)| Some((pattern, place?)));
    told.map(|(pattern, place)| step(found, n, figure, cue, pattern, place)).collect()
}

fn step(found: &Found<'_>, n: usize, figure: &Figure, cue: Option<&Cue>, pattern: &'static str, place: Place) -> Step {
    let Some(k) = mention(found, n, figure, pattern, place) else {
        let joined = if route_side(found, n) { "the other side of the crossing or border" } else { "the text around the sentence" };
        return Step { pattern, result: format!("{}, from {joined}", place.name()), entries: Vec::new() };
    };
    let (spot, part) = (&found.scene.spots[k], found.parts[k]);
    // A verb that takes people in or is left makes its subject or object an end, without a preposition.
    let verb = cue.filter(|c| c.word.subject.is_some() && part == Part::Bare || c.word.object.is_some() && c.end <= spot.start);
    let governs = |c: &Cue| c.word.object != Some(Side::Place) && spot.start - c.end.min(spot.start) <= 2;
    let entry = leading(found, spot).or_else(|| verb.filter(|c| part == Part::Bare || governs(c)).map(|c| c.entry));
    Step { pattern, result: format!("{}, {}", place.name(), role(part, spot)), entries: entry.into_iter().collect() }
}

/// The mention of a place nearest to the figure: the place itself before its country or a town of it.
fn mention(found: &Found<'_>, n: usize, figure: &Figure, pattern: &str, place: Place) -> Option<usize> {
    let spots = || found.scene.sentences[n].spots.clone();
    let far = |k: &usize| found.scene.spots[*k].start.abs_diff(figure.start);
    let wanted = |k: &usize| match found.parts[*k] {
        Part::From => pattern == "origin",
        Part::To => pattern == "destination",
        _ => true,
    };
    let nearest = |is: &dyn Fn(&Spot) -> bool| spots().filter(|k| wanted(k) && is(&found.scene.spots[*k])).min_by_key(far);
    nearest(&|s| s.place == place || s.alt_crossing == Some(place)).or_else(|| nearest(&|s| s.country == Some(place)))
}

/// Whether the sentence names a crossing or a border, which has another side.
fn route_side(found: &Found<'_>, n: usize) -> bool {
    found.scene.sentences[n].spots.clone().any(|k| found.scene.spots[k].crossing || found.parts[k] == Part::Border)
}

/// The preposition before a mention, its article between.
fn leading(found: &Found<'_>, spot: &Spot) -> Option<EntryId> {
    let view = &found.scene.view;
    let prep = |s: &Sense| matches!(s, Sense::Prep(_));
    let before = |at: usize| view.before(at, |s| prep(s).then_some(())).map(|((), start)| start);
    let article = view.grammar_before(spot.start, Grammar::Determiner);
    let start = before(spot.start).or_else(|| before(article?))?;
    entry_at(&found.scene, start, prep)
}

fn role(part: Part, spot: &Spot) -> &'static str {
    match part {
        _ if spot.use_ == NameUse::Demonym && part == Part::People => "by the nationality of the people",
        Part::From => "told as where from",
        Part::To => "told as where to",
        Part::At => "told as where",
        Part::Via => "told as the way through",
        Part::Of => "told behind \"of\"",
        Part::Border => "told beside a border",
        Part::People => "by a nationality",
        Part::Speaker => "told in a speaker's name",
        Part::Dateline => "told in the dateline",
        Part::Around => "told beside a finer place",
        Part::Bare => "named",
    }
}
