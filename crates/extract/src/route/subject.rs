//! The subject that takes people in or sends them away: "Finland received 200", "Erevan prévoit de loger 40 000 familles".

use exode_claim::Measure;
use exode_place::{Place, PlaceKind};

use super::{Asked, Part, habitable};
use crate::lexicon::{Grammar, Role, Side};
use crate::place::{NameUse, Spot};

/// Which end the subject is by its verb, and where it is: the figure's own verb, else the one right before the figure ("Latvia recorded
/// 210 refusals of entry").
pub(super) fn of(asked: &Asked<'_, '_>, measure: Measure) -> Option<(Side, Place)> {
    let start = asked.figure.start;
    let own = asked.cue.and_then(|c| c.word.subject);
    let takes = || asked.cues.iter().find(|c| c.end == start && c.word.people == Role::Object)?.word.subject;
    let side = own.or_else(takes)?;
    let inside = measure == Measure::DisplacedInternal;
    let named = |s: &Spot| s.use_ == NameUse::Name && s.end <= start;
    let bare = asked.nearest(2.0, |s, p| {
        let hosts = p == Part::Bare || p == Part::At && !(inside && wide(s.place));
        hosts && habitable(s) && named(s)
    });
    // A capital as subject is its government; inside one country it is the town.
    let governs = |s: &Spot| s.country.filter(|_| s.seat || s.place.is_capital() && !inside);
    let bare = bare.or_else(|| apposed(asked));
    let seat = || asked.nearest(2.0, |s, p| p == Part::Bare && s.seat && named(s));
    let place = match bare.or_else(seat).or_else(|| counting(asked)) {
        Some((s, _)) => governs(s).unwrap_or(s.place),
        // "Armenia has said it is ready to put up 40,000 families": who speaks is who hosts.
        None => asked.speaker.filter(|_| side == Side::Destination && own.is_some() && pronoun(asked))?,
    };
    Some((side, place))
}

/// "Erevan prévoit de loger", "Astana recense sur son sol": a capital that speaks of what it does itself.
fn counting<'s>(asked: &Asked<'s, '_>) -> Option<(&'s Spot, f32)> {
    let verb = asked.cue?.start;
    let scene = asked.scene;
    let near = |s: &Spot| s.end <= verb && verb <= s.end + 3 && scene.barrier(s.end, verb) < 0.5;
    let speaks = |k: &usize| {
        let spot = &scene.spots[*k];
        asked.parts[*k] == Part::Speaker && (spot.seat || spot.place.is_capital()) && near(spot)
    };
    scene.sentences[asked.n].spots.clone().find(speaks).map(|k| (&scene.spots[k], 0.0))
}

/// "Sange, au bord de la rivière, abritait 2 700 réfugiés": the place that opens the sentence, an aside about it between commas.
fn apposed<'s>(asked: &Asked<'s, '_>) -> Option<(&'s Spot, f32)> {
    let (scene, verb) = (asked.scene, asked.cue?.start);
    let sentence = &scene.sentences[asked.n];
    let spot = &scene.spots[sentence.spots.clone().next()?];
    let opens = spot.start <= sentence.tokens.start + 1 && spot.use_ == NameUse::Name && habitable(spot);
    let comma = |i: usize| scene.view.is(i, ",");
    let between = spot.end..verb.saturating_sub(1);
    let aside = comma(spot.end) && between.len() > 1 && !asked.cues.iter().any(|c| between.contains(&c.start) && !c.word.weak);
    // The comma that closes it may be left out.
    (opens && aside && between.clone().filter(|i| comma(*i)).count() <= 2).then_some((spot, 0.0))
}

/// Whether a pronoun is the subject of the figure's verb.
pub(super) fn pronoun(asked: &Asked<'_, '_>) -> bool {
    let verb = asked.cue.map_or(asked.figure.start, |c| c.start);
    (verb.saturating_sub(5)..verb).any(|i| asked.scene.view.grammar(i, Grammar::Pronoun).is_some())
}

/// A country or region: people are displaced within it, not to it.
fn wide(place: Place) -> bool {
    !matches!(place.kind(), PlaceKind::City | PlaceKind::Camp)
}
