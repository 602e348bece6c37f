//! People who leave: the country or place they leave, and whether they cross a border at all.

use exode_claim::{Measure, Unit};
use exode_place::{Place, PlaceKind};

use super::{Asked, Part, Route, habitable, label, same_country};
use crate::lexicon::{Grammar, Side};
use crate::place::Spot;

/// The ends of a departure, and its measure: to another place of the same country it is displacement, with a destination flight.
pub(super) fn ends(
    asked: &Asked<'_, '_>,
    mut out: Route,
    demonym: Option<Place>,
    inside: Option<&Spot>,
    at: Option<Side>,
    listed: bool,
) -> (Measure, Route) {
    let (scene, figure) = (asked.scene, asked.figure);
    let told = out.origin.is_some();
    // "64 234 Russians left the country": the speaker's own.
    if let (None, Some(cue)) = (out.origin, asked.cue) {
        let named = (cue.end..cue.end + 3).any(|i| scene.view.grammar(i, Grammar::Country).is_some());
        out.origin = asked.speaker.filter(|s| named && demonym.is_some_and(|d| d != *s));
    }
    if out.destination.is_some() && same_country(out.origin, out.destination) {
        return (Measure::DisplacedInternal, Route { crossing: None, ..out });
    }
    // "… partis pour les pays voisins, dont le Kenya", "au Tchad et en Égypte": somewhere, to no country alone.
    let behind = asked.cue.map_or(figure.end, |c| c.end.max(figure.end));
    let abroad = listed || (behind..behind + 4).any(|i| scene.view.grammar(i, Grammar::Neighbours).is_some());
    let speaks = asked.speaker.filter(|s| Some(*s) != out.destination);
    let over = label::over(asked).filter(|s| habitable(s)).map(|s| s.place).or(asked.context.heading);
    // "À N'Djamena, 100 000 personnes pourraient devoir quitter les berges"
    let town = inside.filter(|s| at != Some(Side::Destination) && s.end <= figure.start).map(|s| s.place);
    // "Nearly 100,000 people in Mozambique have fled"
    let from =
        asked.cue.and_then(|c| asked.place(3.0, |s, p| p == Part::At && habitable(s) && s.start >= asked.counted.end && s.end <= c.start));
    if let Some(country) = from.filter(|p| p.kind() == PlaceKind::Country && out.origin.is_none() && demonym.is_none()) {
        out.origin = Some(country);
    }
    // "Dans le gouvernorat d'Idleb, 48 500 personnes ont dû fuir": a part of a country is fled within it.
    let within = asked.place(5.5, |s, p| p == Part::At && habitable(s) && s.end <= figure.start);
    let within = within.filter(|p| matches!(p.kind(), PlaceKind::Region | PlaceKind::City | PlaceKind::Camp));
    let untold = out.origin.is_none() && demonym.is_none() && out.destination.is_none();
    if let Some(region) = within.filter(|_| untold) {
        return (Measure::DisplacedInternal, Route { origin: Some(region), ..Route::default() });
    }
    out.origin = out.origin.or(demonym).or(town).or(over).or(asked.context.main_origin).or(speaks);
    if out.destination.is_some() && out.destination != out.origin {
        // "21,300 people left Poland for Ukraine, its border guard said", "900 voitures": counted out by the country left.
        let counts_out = told && same_country(asked.speaker, out.origin) && quits(asked);
        let driven = asked.counted.unit == Unit::Vehicle;
        return (if counts_out || driven { Measure::CrossedOut } else { Measure::FledTo }, out);
    }
    out.destination = None;
    if abroad && out.origin.is_some() {
        return (Measure::FledTo, out);
    }
    (Measure::Left, out)
}

/// Whether people leave a place by their verb, and flee from nothing: "left Poland for Ukraine".
fn quits(asked: &Asked<'_, '_>) -> bool {
    asked.cue.is_some_and(|c| c.word.object == Some(Side::Origin) && !c.word.weak)
}
