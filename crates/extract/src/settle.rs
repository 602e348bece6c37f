//! The measure once the route is known: what crosses no border is displacement inside a country, who leaves a country that is not
//! theirs is counted out of it, arrests count as arrests at protests only beside a protest.

use exode_claim::Measure;
use exode_place::{Place, PlaceKind};

use crate::counted::Counted;
use crate::lexicon::Grammar;
use crate::route::{Context, Route};
use crate::scene::Scene;

/// Settle measure and route of a figure in sentence `n`.
pub(crate) fn settle(
    scene: &Scene<'_>,
    n: usize,
    measure: Measure,
    route: Route,
    counted: &Counted,
    context: &Context,
) -> (Measure, Route) {
    use Measure as M;
    let country = |p: Option<Place>| p.and_then(Place::country);
    let local = |p: Option<Place>| p.is_some_and(|p| matches!(p.kind(), PlaceKind::City | PlaceKind::Camp));
    let (from, to) = (country(route.origin), country(route.destination));
    let inside = from.is_some() && from == to && route.crossing.is_none();
    let people = country(counted.demonym.map(|d| d.place));
    match measure {
        // Sent back to nowhere named is turned back.
        M::Returned
            if route == Route { place: route.place, ..Route::default() } && people.is_none() && counted.implied != Some(M::Returned) =>
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
        // People who are put up where nobody came from abroad are displaced there.
        M::RefugeesStock if counted.implied.is_none() && people.is_none() && (from.is_none() || from == to) && local(route.destination) => {
            let origin = route.origin.filter(|o| Some(*o) != route.destination);
            let route = Route { origin, ..route };
            (M::DisplacedInternal, route)
        }
        _ => (measure, route),
    }
}

/// Whether the sentence names a border or a queue.
fn waits_at_border(scene: &Scene<'_>, n: usize) -> bool {
    scene.sentences[n].tokens.clone().any(|i| scene.view.grammar(i, Grammar::Border).is_some())
}

/// Whether a protest is named in the sentence or the two before it.
fn protest_near(scene: &Scene<'_>, n: usize) -> bool {
    scene.sentences[n.saturating_sub(2)..=n].iter().any(|s| s.tokens.clone().any(|i| scene.view.grammar(i, Grammar::Protest).is_some()))
}
