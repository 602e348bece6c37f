//! The measure once the route is known: what crosses no border is displacement inside a country, who leaves a country that is not
//! theirs is counted out of it, arrests count as arrests at protests only beside a protest.

use exode_claim::{Measure, Unit};
use exode_place::{Place, PlaceKind};

use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::{Grammar, NounClass, Part as Speech, Role, Sense};
use crate::read::Found;
use crate::route::{Context, Part, Route};
use crate::scene::Scene;

/// Settle measure and route of a figure in sentence `n`.
pub(crate) fn settle(
    found: &Found<'_>,
    n: usize,
    measure: Measure,
    route: Route,
    counted: &Counted,
    cue: Option<&Cue>,
    context: &Context,
) -> (Measure, Route) {
    use Measure as M;
    let scene = &found.scene;
    let home = domestic(found, n, &route, counted, context);
    let country = |p: Option<Place>| p.and_then(Place::country);
    let local = |p: Option<Place>| p.is_some_and(|p| matches!(p.kind(), PlaceKind::City | PlaceKind::Camp));
    let (from, to) = (country(route.origin), country(route.destination));
    let inside = from.is_some() && from == to && route.crossing.is_none();
    let people = country(counted.demonym.map(|d| d.place));
    let driven = cue.is_none_or(|c| c.word.people == Role::Object);
    let (measure, mut route) = match measure {
        // Sent back to nowhere named is turned back.
        M::Returned
            if route == Route { place: route.place, ..Route::default() }
                && people.is_none()
                && counted.implied != Some(M::Returned)
                && driven =>
        {
            (M::Other, route)
        }
        M::QueuePeople if route.destination.is_none() && route.crossing.is_none() && !waits_at_border(scene, n) => (M::Other, route),
        M::ProtestArrests if people.is_some() && !protest_near(scene, n) => (M::Other, Route { origin: people, ..route }),
        // "64 234 Russians left Kazakhstan again": out of a country that is not theirs.
        M::Left if people.is_some() && from.is_some() && people != from && route.origin.is_none_or(|o| o.kind() != PlaceKind::Region) => {
            let destination = route.crossing.and_then(Place::crossing).and_then(|c| c.opposite(from?)).or(route.destination);
            (M::CrossedOut, Route { destination, ..route })
        }
        M::Left if local(route.origin) && route.destination.is_none() => (M::DisplacedInternal, route),
        M::Left | M::FledTo | M::CrossedIn if inside && people.is_none_or(|p| Some(p) == from) && route.origin != route.destination => {
            (M::DisplacedInternal, route)
        }
        M::CrossedIn
            if counted.implied == Some(M::DisplacedInternal)
                && route.crossing.is_none()
                && (to.is_none() || to == context.main_place)
                && from == to =>
        {
            (M::DisplacedInternal, route)
        }
        M::CrossedIn | M::FledTo if home => {
            (M::DisplacedInternal, Route { origin: route.origin.or_else(|| fled_from(found, n, &route)), ..route })
        }
        // "Shelters across Lebanon were hosting 180,700 people": its own, where nobody came from abroad.
        M::RefugeesStock if !local(route.destination) && hosts_its_own(found, &route, counted, context) => {
            (M::DisplacedInternal, Route { origin: route.destination, destination: None, ..route })
        }
        // "are staying in two evacuation centres in Legazpi": nobody is evacuated over a border.
        M::RefugeesStock | M::FledTo if counted.implied.is_none() && people.is_none() && route.origin.is_none() && sheltered(found, n) => {
            let inside = scene.sentences[n].spots.clone().rev().find(|k| found.parts[*k] == Part::At).map(|k| scene.spots[k].place);
            (M::DisplacedInternal, Route { destination: route.destination.or(inside), ..route })
        }
        // "7 000 personnes vivent encore dans des centres de déplacés"
        M::RefugeesStock
            if counted.implied.is_none()
                && people.is_none()
                && (from.is_none() || from == to || to.is_none())
                && displaced_near(scene, n) =>
        {
            let origin = route.destination.filter(|d| !local(Some(*d))).or(route.origin).or(context.main_place);
            (M::DisplacedInternal, Route { origin, destination: route.destination.filter(|d| local(Some(*d))), ..route })
        }
        // People who are put up where nobody came from abroad are displaced there.
        M::RefugeesStock
            if counted.implied.is_none() && people.is_none() && (from.is_none() || from == to) && (home || local(route.destination)) =>
        {
            let origin = route.origin.filter(|o| Some(*o) != route.destination);
            let route = Route { origin, ..route };
            (M::DisplacedInternal, route)
        }
        _ => (measure, route),
    };
    // Nobody is displaced inside a country to the country.
    if measure == M::DisplacedInternal && route.destination.is_some_and(|d| d.kind() == PlaceKind::Country) {
        route.destination = None;
    }
    (measure, route)
}

/// Whether people of no other country reach a town, camp or region in a text that tells of displaced people and leads nobody
/// over a border: "arrived in Dikwa".
fn domestic(found: &Found<'_>, n: usize, route: &Route, counted: &Counted, context: &Context) -> bool {
    let scene = &found.scene;
    let Some(to) = route.destination else { return false };
    let Some(country) = to.country() else { return false };
    let fine = matches!(to.kind(), PlaceKind::City | PlaceKind::Camp | PlaceKind::Region);
    let at_home = |p: Option<Place>| p.is_none_or(|p| p.country() == Some(country));
    let alone = match context.main_origin {
        Some(origin) => origin == country,
        // Families that arrive in a town of the only country told of have come from nearer by than individuals may have.
        None => (found.topic.displaced || counted.unit == Unit::Household) && context.named.iter().all(|c| *c == country),
    };
    // A small border town is reached from over there.
    let post = scene.spots[scene.sentences[n].spots.clone()].iter().any(|s| s.place == to && s.alt_crossing.is_some());
    let people = counted.class == NounClass::People && counted.implied.is_none() && counted.demonym.is_none();
    let inside = people && fine && alone && at_home(route.origin) && route.crossing.is_none();
    inside && !(post && to.population() < 30_000) && !waits_at_border(scene, n)
}

/// Whether the sentence names a shelter of people evacuated.
fn sheltered(found: &Found<'_>, n: usize) -> bool {
    found.cues[n].iter().any(|c| c.word.measure == Measure::DisplacedInternal && c.word.part == Speech::Noun && c.word.rate.is_some())
}

/// Whether a country or region houses people of a text that tells of its own displaced and of nobody from abroad.
fn hosts_its_own(found: &Found<'_>, route: &Route, counted: &Counted, context: &Context) -> bool {
    let country = route.destination.and_then(Place::country);
    let alone = match context.main_origin {
        Some(origin) => Some(origin) == country,
        None => context.named.iter().all(|c| Some(*c) == country),
    };
    let people = counted.class == NounClass::People && counted.implied.is_none() && counted.demonym.is_none();
    let within = route.origin.is_none_or(|o| o.country() == country);
    country.is_some() && people && alone && within && found.topic.displaced
}

/// The part of the country named last before the place people reach: "In North Kivu, clashes around Sake forced … towards Goma".
fn fled_from(found: &Found<'_>, n: usize, route: &Route) -> Option<Place> {
    let to = route.destination?;
    let spots = || found.scene.sentences[n].spots.clone();
    let reached = spots().map(|k| &found.scene.spots[k]).find(|s| s.place == to)?.start;
    let part =
        |p: Place| p != to && p.country() == to.country() && matches!(p.kind(), PlaceKind::City | PlaceKind::Camp | PlaceKind::Region);
    let told = |k: usize| matches!(found.parts[k], Part::At | Part::Of | Part::From | Part::Bare);
    let before = |k: &usize| found.scene.spots[*k].end < reached && told(*k) && part(found.scene.spots[*k].place);
    spots().rev().find(before).map(|k| found.scene.spots[k].place)
}

/// Whether a noun of the sentence is of people displaced inside a country.
fn displaced_near(scene: &Scene<'_>, n: usize) -> bool {
    let noun = |s: &Sense| match s {
        Sense::Noun(w) => (w.measure == Some(Measure::DisplacedInternal)).then_some(()),
        Sense::Cue(c) => (c.measure == Measure::DisplacedInternal && c.part == Speech::Noun).then_some(()),
        _ => None,
    };
    scene.sentences[n].tokens.clone().any(|i| scene.view.at(i, noun).is_some())
}

/// Whether the sentence names a border or a queue.
fn waits_at_border(scene: &Scene<'_>, n: usize) -> bool {
    scene.sentences[n].tokens.clone().any(|i| scene.view.grammar(i, Grammar::Border).is_some())
}

/// Whether a protest is named in the sentence or the two before it.
fn protest_near(scene: &Scene<'_>, n: usize) -> bool {
    scene.sentences[n.saturating_sub(2)..=n].iter().any(|s| s.tokens.clone().any(|i| scene.view.grammar(i, Grammar::Protest).is_some()))
}
