//! What a whole document speaks of: a border, people displaced, people on the move at all, an accident. Figures that would be claims in
//! one text are none in another: nobody queues at a border that is not named, and the dead of a collision are no matter of flight.

use exode_claim::Measure;
use exode_text::Case;

use crate::cue::Cue;
use crate::lexicon::{Grammar, NounClass, Sense};
use crate::scene::Scene;

/// What a document speaks of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Topic {
    /// A border, a crossing or more than one country.
    pub(crate) border: bool,
    /// People displaced inside a country.
    pub(crate) displaced: bool,
    /// People who flee or travel over a border: by their name ("migrants"), by what they flee, by a border.
    pub(crate) flight: bool,
    /// An accident: of the road, of a train.
    pub(crate) accident: bool,
}

impl Topic {
    /// What the document of `scene` speaks of.
    pub(super) fn of(scene: &Scene<'_>, cues: &[Vec<Cue>]) -> Self {
        let says = |want: Grammar| scene.sentences.iter().any(|s| s.tokens.clone().any(|i| scene.view.grammar(i, want).is_some()));
        let line = scene.spots.iter().any(|s| s.crossing) || says(Grammar::Border) || says(Grammar::Frontier);
        let displaced = displaces(scene, cues);
        Self {
            border: line || countries(scene),
            displaced,
            flight: line || displaced || says(Grammar::Plight) || movers(scene),
            accident: says(Grammar::Accident),
        }
    }
}

/// Whether more than one country is named.
fn countries(scene: &Scene<'_>) -> bool {
    let mut countries = scene.spots.iter().filter_map(|s| s.country);
    let first = countries.next();
    countries.any(|c| Some(c) != first)
}

/// Whether people are named by their being on the move: "migrants", "réfugiés".
fn movers(scene: &Scene<'_>) -> bool {
    // The injured and the arrivals of an airport are counted as such, too.
    let moved = |m: Option<Measure>| !matches!(m, Some(Measure::Wounded | Measure::CrossedIn));
    let noun = |s: &Sense| matches!(s, Sense::Noun(n) if n.class == NounClass::Mover && moved(n.measure)).then_some(());
    scene.sentences.iter().any(|s| s.tokens.clone().any(|i| scene.view.at(i, noun).is_some()))
}

/// Whether a verb or noun tells of people displaced inside a country; in the name of an agency neither does.
fn displaces(scene: &Scene<'_>, cues: &[Vec<Cue>]) -> bool {
    let small = |i: usize| scene.view.case(i) == Case::Lower;
    let noun = |s: &Sense| matches!(s, Sense::Noun(n) if n.measure == Some(Measure::DisplacedInternal)).then_some(());
    cues.iter().flatten().any(|c| c.word.measure == Measure::DisplacedInternal && small(c.start))
        || scene.sentences.iter().any(|s| s.tokens.clone().any(|i| small(i) && scene.view.at(i, noun).is_some()))
}
