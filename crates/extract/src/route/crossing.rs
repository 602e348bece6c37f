//! The crossing people pass, and the two countries it joins.

use exode_claim::Measure;
use exode_place::{Crossing, Place};

use super::{Asked, Part, Route, label, part};
use crate::lexicon::Grammar;
use crate::place::{NameUse, Spot};

/// A longer sentence is no line of a count at a crossing.
const LINE: usize = 10;

/// The crossing of the sentence, and whether it is only one of several; a small town that has one is meant as the crossing where people
/// pass "through" it or queue at it.
pub(super) fn of(asked: &Asked<'_, '_>, measure: Measure) -> Option<(Place, bool)> {
    use Measure as M;
    if matches!(measure, M::RefugeesStock | M::Asylum | M::Visas) {
        return None; // who stays or asks is past the border
    }
    // "23 through the Torkham point and 310 through the Chaman point": its own, whatever stands nearer to the verb.
    let behind = |k: &usize| (asked.figure.end + 1..=asked.figure.end + 3).contains(&asked.scene.spots[*k].start);
    let own = asked.scene.sentences[asked.n].spots.clone().filter(behind).find_map(|k| {
        let spot = &asked.scene.spots[k];
        let through = spot.alt_crossing.filter(|_| matches!(asked.parts[k], Part::Via | Part::Border));
        Some((Some(spot.place).filter(|_| spot.crossing).or(through)?, spot))
    });
    if let Some((post, spot)) = own {
        return Some((post, several(asked, spot)));
    }
    if let Some((found, _)) = asked.nearest(5.0, |s, _| s.crossing) {
        return Some((found.place, several(asked, found)));
    }
    let queueing = matches!(measure, M::QueueLength | M::QueueVehicles | M::QueuePeople | M::Wait | M::Capacity);
    let passing = matches!(measure, M::CrossedIn | M::CrossedOut | M::Returned);
    let small = |s: &Spot| s.place.population() < 30_000;
    // "Adré : 9 310 arrivées": a small town labels the line of its crossing.
    if let Some(town) = label::over(asked).filter(|s| (passing || queueing) && small(s))
        && let Some(post) = town.alt_crossing
    {
        return Some((post, false));
    }
    let found = asked.nearest(5.0, |s, p| {
        // "franchir la frontière à Adré"
        let beside = p == Part::Border && small(s);
        let at = beside || p == Part::At && s.start > 0 && (small(s) || into(asked, s));
        s.alt_crossing.is_some() && (p == Part::Via || queueing && matches!(p, Part::At | Part::Bare) || passing && at)
    })?;
    let place = (queueing || passing).then_some(found.0.alt_crossing).flatten()?;
    Some((place, several(asked, found.0)))
}

/// "went home through the gate": the crossing told before; and "Exits: 1,021,000", the next line of a count at a crossing.
pub(super) fn told_before(asked: &Asked<'_, '_>, measure: Measure) -> Option<(Place, bool)> {
    use Measure as M;
    let sentence = &asked.scene.sentences[asked.n];
    let passing = matches!(measure, M::CrossedIn | M::CrossedOut | M::Returned | M::FledTo);
    let y = || label::there(asked).is_none() && label::points_back(asked).is_some();
    let gate = || y() || sentence.tokens.clone().any(|i| asked.scene.view.grammar(i, Grammar::Gate).is_some());
    let counted = || {
        let bare = sentence.spots.is_empty() && sentence.tokens.len() <= LINE;
        bare && asked.context.trail.last().is_some_and(|(b, s, _)| *b == sentence.block && asked.n - s <= 2)
    };
    let span = if gate() { 4 } else { 2 };
    let route = asked.recent(span, |r| r.crossing.is_some()).filter(|_| passing && (gate() || counted()))?;
    route.crossing.map(|place| (place, route.several))
}

/// Whether another crossing is named beside it: of "at Hamdayet and Lugdi" neither alone is the answer.
fn several(asked: &Asked<'_, '_>, found: &Spot) -> bool {
    let spots = &asked.scene.spots[asked.scene.sentences[asked.n].spots.clone()];
    let other = |s: &Spot| s.use_ == NameUse::Name && (s.crossing || s.alt_crossing.is_some()) && s.place != found.place;
    let joined = |a: &Spot, b: &Spot| a.end <= b.start && part::joined(&asked.scene.view, a, b);
    spots.iter().any(|s| other(s) && (joined(s, found) || joined(found, s)))
}

/// "into Estonia at Narva": right behind the country that is entered, a border town is its crossing, however big.
fn into(asked: &Asked<'_, '_>, town: &Spot) -> bool {
    let sides = town.alt_crossing.and_then(Place::crossing).map(|c| c.sides());
    let ahead = |k: usize| {
        let spot = &asked.scene.spots[k];
        asked.parts[k] == Part::To && spot.end + 1 == town.start && sides.is_some_and(|(a, b)| [a, b].contains(&spot.place))
    };
    asked.scene.sentences[asked.n].spots.clone().any(ahead)
}

/// A crossing joins two countries, so that one end told tells the other: "entering Kazakhstan at Petukhovo" is from Russia. An end is
/// told by the sentence, by the side on which the crossing is named, or by the country the document's people leave; a crossing alone
/// tells no direction.
pub(super) fn ends(asked: &Asked<'_, '_>, out: &mut Route, crossing: &Crossing) {
    let side = |place: Option<Place>| place.and_then(Place::country).filter(|c| crossing.opposite(*c).is_some());
    let to = side(out.destination);
    let (one, other) = crossing.sides();
    let implied = || stands_on(asked).or(asked.context.told(&[one, other])).or(asked.context.main_origin);
    let from = side(out.origin).or_else(|| to.is_none().then(implied).and_then(side));
    if let Some(from) = from {
        out.origin = out.origin.or(Some(from));
        out.destination = out.destination.or(crossing.opposite(from));
    } else if let Some(to) = to {
        out.origin = out.origin.or(crossing.opposite(to));
    }
}

/// "on the Ukrainian side at Medyka", "Kordaï, côté kirghize": the side named beside a crossing is the one people leave. At the head of
/// a sentence it only sets the scene.
fn stands_on(asked: &Asked<'_, '_>) -> Option<Place> {
    let first = asked.scene.sentences[asked.n].tokens.start;
    let side = asked.nearest(5.0, |s, p| p == Part::At && s.use_ == NameUse::Demonym && s.start > first + 2)?;
    side.0.country
}
