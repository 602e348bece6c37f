//! People displaced inside one country.

use std::ops::Range;

use exode_claim::{Measure, Rate};
use exode_place::{Place, PlaceKind};

use super::{Asked, Part, Route, habitable, label};
use crate::cue::Cue;
use crate::lexicon::{Role, Side};
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// Inside one country: from where people were driven, to where the text says they went.
pub(super) fn ends(
    asked: &Asked<'_, '_>,
    from: Option<Place>,
    to: Option<Place>,
    inside: Option<&Spot>,
    subject: Option<(Side, Place)>,
    at: Option<Side>,
) -> Route {
    let host = match subject {
        Some((Side::Destination, place)) => Some(place),
        _ => None,
    };
    // A country counts or hosts those who fled within it, unless they fled from another.
    let (host, within) = match host {
        Some(place) if !is_local(place) && from.is_none() => (None, Some(place)),
        host => (host, None),
    };
    let there = label::there(asked);
    let over = label::over(asked).filter(|s| habitable(s)).map(|s| s.place);
    let from = from.or_else(|| over.filter(|o| to.or(host) != Some(*o)));
    let host = host.or(there.filter(|t| is_local(*t)));
    let explicit = from.is_some();
    let shelter = inside.filter(|s| shelters(asked, s)).map(|s| s.place);
    let inside = inside.map(|s| s.place);
    let mut out = Route { origin: from, destination: to.or(host).or(shelter), ..Route::default() };
    if explicit {
        out.destination = out.destination.or(inside.filter(|i| at == Some(Side::Destination) || is_local(*i)));
    } else {
        out.origin = inside.filter(|i| Some(*i) != out.destination).or(within);
    }
    if out.origin.is_none() && (host.or(shelter).is_some()) {
        out.origin = asked.counted.demonym.map(|d| d.place);
    } else if out.origin.is_none() {
        let named =
            asked.place(6.0, |s, p| matches!(p, Part::Of | Part::At | Part::Bare | Part::From) && habitable(s) && s.use_ == NameUse::Name);
        out.origin = named
            .filter(|o| Some(*o) != out.destination)
            .or_else(|| asked.counted.demonym.map(|d| d.place))
            .or_else(|| asked.place(4.0, |s, p| p == Part::People && s.place.kind() == PlaceKind::Region))
            .or_else(|| recent_place(asked.scene, asked.n, asked.parts).filter(|p| Some(*p) != out.destination))
            .or(asked.context.heading)
            .or(asked.context.main_place);
    }
    let country = |p: Option<Place>| p.and_then(Place::country);
    // "… uprooted 90,000 people, and 6,500 have slipped into Thailand": who is displaced inside one country is in no other.
    let abroad = country(out.origin).is_some() && country(out.destination).is_some() && country(out.origin) != country(out.destination);
    if out.destination == out.origin || abroad {
        out.destination = None;
    }
    out
}

/// "12,000 displaced arrived from Sudan at the entry point of Tiné", "accueilli 440 000 déplacés soudanais": people called displaced who
/// came over a border.
pub(super) fn over_border(asked: &Asked<'_, '_>, measure: Measure) -> Measure {
    use Measure as M;
    if measure != M::DisplacedInternal {
        return measure;
    }
    let here = asked.scene.sentences[asked.n].spots.clone();
    let crossing = || asked.nearest(5.0, |s, _| s.crossing);
    let comes = |c: &Cue| c.word.measure == M::CrossedIn || c.word.people == Role::Object && c.word.weak;
    let registered = || asked.cues.iter().any(comes);
    let from = asked.place(5.5, |s, p| p == Part::From && habitable(s)).and_then(Place::country);
    let foreign = |c: Option<Place>| c.is_some() && from.is_some() && c != from;
    let named = |k: usize, parts: &[Part]| {
        let spot = &asked.scene.spots[k];
        parts.contains(&asked.parts[k]) && spot.use_ == NameUse::Name && foreign(spot.country)
    };
    // "driven from their homes in Akkar, Lebanon, by strikes from Israel": who stays where they were moves over no border.
    let posted = crossing().is_some_and(|(s, _)| from.is_none_or(|f| s.sides.contains(&Some(f))));
    let reached = here.clone().any(|k| named(k, &[Part::To, Part::Via]));
    let present = || posted || here.clone().any(|k| named(k, &[Part::At, Part::Of, Part::Border, Part::Bare]));
    if reached || registered() && present() {
        return M::CrossedIn;
    }
    // "Le HCR a enregistré au Tchad 420 000 déplacés soudanais": displaced people of another country are its guests.
    let people = asked.counted.demonym.and_then(|d| d.country);
    let stands = |s: &Spot, p: Part| s.use_ == NameUse::Name && matches!(p, Part::At | Part::To | Part::From) && s.country.is_some();
    let foreign = asked.nearest(2.5, |s, p| stands(s, p) && s.country != people).is_some();
    let own = here.clone().any(|k| stands(&asked.scene.spots[k], asked.parts[k]) && asked.scene.spots[k].country == people);
    // "1,500 Cameroonians have been forced from home, others fled into Chad": who is driven out is driven out at home.
    let driven = asked.cue.is_some_and(|c| c.word.measure == M::DisplacedInternal);
    let guests = people.is_some() && foreign && !own && !driven;
    if guests { M::RefugeesStock } else { measure }
}

/// A town or camp, not a country or region that people may be displaced within.
fn is_local(place: Place) -> bool {
    matches!(place.kind(), PlaceKind::City | PlaceKind::Camp)
}

/// "s'entassent à Rafah", "crammed into Goma": a verb of staying says where displaced people are, not where they come from.
fn shelters(asked: &Asked<'_, '_>, spot: &Spot) -> bool {
    let stays = |c: &&Cue| c.word.people == Role::Subject && c.word.rate == Some(Rate::Stock) && c.word.at == Some(Side::Destination);
    let near = |c: &Cue| c.end <= spot.start && spot.start <= c.end + 5 && asked.scene.barrier(c.end, spot.start) < 0.5;
    let opens = spot.start <= asked.scene.sentences[asked.n].tokens.start + 2;
    is_local(spot.place) && asked.cues.iter().filter(stays).any(|c| opens || near(c))
}

/// The last named region or country before sentence `n`, within three sentences.
fn recent_place(scene: &Scene<'_>, n: usize, parts: &[Part]) -> Option<Place> {
    let from = n.saturating_sub(3);
    let range: Range<usize> = scene.sentences[from].spots.start..scene.sentences[n].spots.end;
    range
        .rev()
        // "La région du Ouaddaï souffre. Les pluies ont laissé …"
        .filter(|k| match parts[*k] {
            Part::At | Part::From => true,
            Part::Of | Part::Bare => scene.spots[*k].place.kind() == PlaceKind::Region,
            _ => false,
        })
        .find(|k| scene.spots[*k].use_ == NameUse::Name && !scene.spots[*k].crossing)
        .map(|k| scene.spots[k].place)
}
