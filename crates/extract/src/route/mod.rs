//! From where, to where, through which crossing.
//!
//! Every place of a sentence gets a part from the preposition, verb or border word beside it; a measure then takes the parts it needs,
//! nearest first, and fills what is missing from the paragraph before and from the document's main flow.

mod asked;
mod context;
mod crossing;
mod displaced;
mod label;
mod left;
mod list;
mod part;
mod returned;
mod subject;

use exode_claim::{Measure, Unit};
use exode_place::{Place, PlaceKind};

use crate::lexicon::{Part as Speech, Role, Side};
use crate::place::{NameUse, Spot};

pub(crate) use asked::Asked;
use context::orient;
pub(crate) use context::{Context, survey, trace};
pub(crate) use part::{Part, parts, people_noun};

/// The ends of a movement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) origin: Option<Place>,
    pub(crate) destination: Option<Place>,
    pub(crate) crossing: Option<Place>,
    pub(crate) place: Option<Place>,
    /// The crossing is one of several ("par Torkham et Chaman"): it tells the ends, but is not the answer itself.
    pub(crate) several: bool,
}

/// A place people can be in or come from: no crossing, no seat of government, no water.
fn habitable(spot: &Spot) -> bool {
    !spot.crossing && !spot.seat && spot.place.kind() != PlaceKind::Water
}

/// "12 % sont guinéens", "les reconduites d'Haïtiens ont doublé": the people of a share or a growth.
fn said_of(asked: &Asked<'_, '_>) -> Option<Spot> {
    let figure = asked.figure;
    let spot = asked.nearest(1.5, |s, p| p == Part::People && s.use_ == NameUse::Demonym)?.0;
    match asked.counted.unit {
        Unit::Percent => (spot.start >= figure.end && spot.start <= figure.end + 2).then_some(*spot),
        Unit::Factor => (spot.end <= figure.start).then_some(*spot),
        _ => None,
    }
}

fn same_country(a: Option<Place>, b: Option<Place>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b || a.country().is_some() && a.country() == b.country(),
        _ => false,
    }
}

/// The route of one figure, and its measure where the route decides it.
pub(crate) fn route(asked: &Asked<'_, '_>, measure: Measure) -> (Measure, Route) {
    use Measure as M;
    let measure = displaced::over_border(asked, measure);
    let Asked { scene, n, figure, counted, cue, context, speaker, .. } = *asked;
    let sentence = &scene.sentences[n];
    let demonym = counted.demonym.or_else(|| said_of(asked)).and_then(|d| d.country);
    let from = asked.place(5.5, |s, p| p == Part::From && habitable(s)).or_else(|| {
        asked.place(1.0, |s, p| {
            p == Part::Of && habitable(s) && s.use_ == NameUse::Name && s.start >= counted.end && s.start <= counted.end + 4
        })
    });
    // "quitté la zone métropolitaine de Port-au-Prince", "les départs de Port-au-Prince"
    let from = from.or_else(|| {
        let cue = cue.filter(|c| c.word.object == Some(Side::Origin) || measure == M::Left)?;
        asked.place(3.0, |s, p| {
            p == Part::Of
                && habitable(s)
                && s.use_ == NameUse::Name
                && s.start >= cue.end
                && s.start <= cue.end + 6
                && scene.barrier(cue.end, s.start) < 0.5
        })
    });
    // "… stream into Cúcuta; roughly 30,000 of them go back": where they went before is not where they go back to.
    let back = cue.filter(|c| c.word.back).map(|c| c.start);
    // "7 667 arrivées de Russes, et 3 545 retours vers la Russie": nobody arrives where they are from.
    let home = |s: &Spot| matches!(measure, M::CrossedIn | M::FledTo | M::Left) && back.is_none() && demonym.is_some_and(|d| s.place == d);
    // "7,400 Afghans and 2,300 Iranians crossed into Afghanistan": but for those whom the verb itself takes home.
    let verb = cue.filter(|c| c.word.part == Speech::Verb && c.start >= figure.end).map(|c| c.end);
    let ahead = counted.demonym.is_some_and(|d| d.end <= figure.start);
    let taken_home = |s: &Spot| home(s) && (ahead || verb.is_some_and(|v| s.start >= v && s.start <= v + 3));
    let home = |s: &Spot| measure != M::Left && home(s) && !taken_home(s);
    let to = asked.nearest(5.5, |s, p| p == Part::To && habitable(s) && !home(s) && back.is_none_or(|verb| s.start > verb));
    // Who goes home does not come from there.
    let demonym = demonym.filter(|_| !to.is_some_and(|(s, _)| taken_home(s)));
    let war = |s: &Spot, p: Part| {
        measure != M::DisplacedInternal
            && !matches!(measure, M::Killed | M::Wounded | M::KilledOrWounded | M::Other)
            && part::plagued(scene, s, p)
    };
    // "À Torkham, 9 500 Afghans dorment dehors": who stays at a crossing stays in the place of its name.
    let stays = |s: &Spot| habitable(s) || measure == M::RefugeesStock && s.crossing && s.use_ == NameUse::Name;
    let inside = asked.nearest(5.5, |s, p| p == Part::At && stays(s) && !war(s, p) && back.is_none_or(|verb| s.start > verb));
    let at = match cue {
        Some(cue) => cue.word.at,
        None => matches!(measure, M::CrossedIn | M::FledTo | M::RefugeesStock | M::Asylum | M::Visas).then_some(Side::Destination),
    };
    let subject = subject::of(asked, measure);
    let inside_place = inside.map(|(s, _)| s.place);
    match measure {
        M::Killed | M::Wounded | M::KilledOrWounded | M::ProtestArrests => {
            return (measure, Route { place: inside_place, ..Route::default() });
        }
        // "turned back eleven Russians", "transferred to Ourang": no movement with a measure of its own, but its ends are told.
        M::Other => {
            let host = subject.filter(|(side, _)| *side == Side::Destination).map(|(_, place)| place);
            // "We turned back eleven Russian citizens": into the speaker's country.
            let ours = speaker.filter(|s| demonym.is_some_and(|d| d != *s) && cue.is_some_and(|c| c.word.people == Role::Object));
            let ours = ours.filter(|_| subject::pronoun(asked));
            // "transférées à Arkoum depuis Adré"
            let moved = inside.filter(|_| at == Some(Side::Destination) && cue.is_some_and(|c| c.word.people == Role::Subject));
            let destination = to.or(moved).map(|(s, _)| s.place).or(host).or(ours);
            let inside_place = inside_place.filter(|p| Some(*p) != destination);
            let mut out = Route { origin: from.or(demonym), destination, place: inside_place, ..Route::default() };
            // "Cent vingt personnes ont été refoulées à Vaalimaa": on the way from the country people leave.
            let refused = cue.is_some_and(|c| c.word.people == Role::Object && c.word.at == Some(Side::Destination));
            if refused && let Some(joins) = asked.nearest(5.0, |s, _| s.crossing).and_then(|(s, _)| s.place.crossing()) {
                crossing::ends(asked, &mut out, &joins);
            }
            return (measure, out);
        }
        M::MobilisedTarget | M::MobilisedActual => {
            let origin = demonym.or(subject.map(|(_, p)| p)).or(speaker).or(context.main_origin).or(context.main_place);
            return (measure, Route { origin, ..Route::default() });
        }
        M::DisplacedInternal => {
            return (measure, displaced::ends(asked, from, to.map(|(s, _)| s.place), inside.map(|(s, _)| s), subject, at));
        }
        _ => {}
    }
    let mut out = Route { origin: from, ..Route::default() };
    if let Some((place, several)) = crossing::of(asked, measure).or_else(|| crossing::told_before(asked, measure)) {
        out = Route { crossing: Some(place), several, ..out };
    }
    // A destination by "to", by "in" where the verb arrives, by the subject that takes in; the nearer of the first two.
    if let Some((Side::Destination, place)) = subject {
        out.destination = Some(place);
    }
    if out.destination.is_none() {
        // "Dans le gouvernorat d'Idleb, 48 500 personnes ont fui": where they flee, not where to.
        let fled = |s: &Spot| measure == M::Left && cue.is_some_and(|c| s.end <= c.start);
        out.destination = match (to, inside.filter(|(s, _)| at == Some(Side::Destination) && !fled(s))) {
            (Some((a, x)), Some((b, y))) => Some(if y < x && b.start > asked.figure.start { b.place } else { a.place }),
            (Some((a, _)), None) => Some(a.place),
            (None, b) => b.map(|(s, _)| s.place),
        };
    }
    // "stranded in Serbia, kept from entering Hungary": who is stuck in a place has reached that one.
    let stuck = |s: &Spot| measure == M::QueuePeople && cue.is_some_and(|c| c.end <= s.start && s.start - c.end <= 2);
    out.destination = inside.filter(|(s, _)| stuck(s)).map(|(s, _)| s.place).or(out.destination);
    if let (Some((Side::Origin, place)), None) = (subject, out.origin) {
        out.origin = Some(place);
    }
    // "en Tanzanie, au Rwanda et en Ouganda": none of them alone is where they went.
    let reached = to.into_iter().chain(inside).find(|(s, _)| Some(s.place) == out.destination).map(|(s, _)| s);
    let listed = reached.and_then(|s| list::whole(asked, s));
    if let Some(whole) = listed {
        out.destination = whole.filter(|w| !same_country(Some(*w), out.origin));
    }
    if measure == M::Left {
        return left::ends(asked, out, demonym, inside.map(|(s, _)| s), at, listed.is_some());
    }
    if measure == M::CrossedOut {
        // "222 000 sont entrés en Géorgie, mais 141 000 en sont sortis vers …": out of where they went before.
        let entered = asked.nearest(9.0, |s, p| matches!(p, Part::To | Part::At) && habitable(s) && s.end <= asked.figure.start);
        let told = || asked.recent(3, |r| r.destination.is_some()).and_then(|r| r.destination);
        let before = entered.map(|(s, _)| s.place).or_else(told);
        out.origin = out.origin.or(subject.map(|(_, p)| p)).or(speaker).or(before).or(context.main_origin);
        let joins = out.crossing.and_then(Place::crossing);
        out.destination = out.destination.filter(|d| Some(*d) != out.origin).or_else(|| joins?.opposite(out.origin?.country()?));
        return (measure, out);
    }
    if measure == M::Returned {
        // "à Islam Qala": the town of the crossing is where they pass, not where they stay.
        let inside = inside.filter(|(s, _)| s.alt_crossing.is_none_or(|c| Some(c) != out.crossing)).map(|(s, _)| s.place);
        out.destination = out.destination.filter(|d| inside.is_some() || Some(*d) != inside_place);
        returned::ends(asked, &mut out, demonym, inside);
        return (measure, out);
    }
    out.origin = out.origin.or(demonym);
    if let Some(verb) = back {
        returned::back(asked, &mut out, verb);
    }
    if matches!(measure, M::Visas | M::Asylum) {
        // "115 092 visas accordés à des Ukrainiens par la France": people are the origin, the other country decides.
        let people = asked.nearest(5.0, |s, p| p == Part::People && people_noun(scene, s)).and_then(|(s, _)| s.country);
        out.origin = out.origin.or(people);
        let origin = out.origin;
        let foreign = |s: &Spot| !s.crossing && s.country.is_some() && ![people, demonym, origin].contains(&s.country);
        let state = asked.nearest(6.0, |s, p| foreign(s) && p != Part::From);
        // "le consulat de Pologne à Kaliningrad": a visa leads to the state that grants it, not to the town of its consulate.
        let grants = asked.nearest(6.0, |s, p| foreign(s) && matches!(p, Part::Of | Part::People | Part::Bare | Part::Speaker));
        if measure == M::Visas && grants.is_some() && out.destination.is_some_and(|d| d.kind() == PlaceKind::City) {
            out.destination = None;
        }
        let state = grants.filter(|_| measure == M::Visas).or(state);
        out.destination = out.destination.or(state.and_then(|(s, _)| s.country)).or(speaker.filter(|s| Some(*s) != out.origin));
        // A state grants them, also where its capital is told.
        out.destination = out.destination.map(|d| d.country().filter(|_| d.is_capital()).unwrap_or(d));
    }
    let mut pair: Vec<Place> = Vec::new();
    for k in sentence.spots.clone() {
        let spot = &scene.spots[k];
        if asked.parts[k] == Part::Border && !spot.crossing && asked.cost(spot) < 4.0 {
            pair.extend(spot.country.or((spot.place.kind() == PlaceKind::Union).then_some(spot.place)));
        }
    }
    if let Some(joins) = out.crossing.and_then(Place::crossing) {
        crossing::ends(asked, &mut out, &joins);
        let (one, other) = joins.sides();
        let named = [one, other].map(|side| Some(side).filter(|s| context.named.contains(s)));
        // One named side alone does not tell whether they leave it or reach it.
        if context.main_origin.is_some() || !pair.is_empty() || named.iter().all(Option::is_some) {
            pair.extend(named.into_iter().flatten());
        }
    }
    let queueing = matches!(measure, M::QueueLength | M::QueueVehicles | M::QueuePeople | M::Wait);
    // "… à Vaalimaa. Il faut dix minutes pour entrer en Finlande": the crossing told before, where it leads there.
    // "At Uzhhorod the line was 15 km long": no town of that crossing.
    let elsewhere = |r: &Route| {
        let near = r.crossing.and_then(Place::crossing).map(|c| c.near());
        inside_place.is_some_and(|p| p.kind() == PlaceKind::City && near.is_some_and(|(a, b)| p != a && p != b))
    };
    let leads = |r: &Route| {
        let sides = r.crossing.and_then(Place::crossing).filter(|_| !elsewhere(r));
        sides.is_some_and(|c| to.is_none_or(|(s, _)| s.country.is_some_and(|to| c.opposite(to).is_some())))
    };
    if queueing
        && out.crossing.is_none()
        && pair.is_empty()
        && let Some(r) = asked.recent(5, leads)
    {
        out.crossing = r.crossing;
        out.several = r.several;
        out.origin = out.origin.or(r.origin.map(|o| o.country().unwrap_or(o)));
        out.destination = out.destination.or(r.destination);
    }
    if measure == M::TransitShare {
        out.crossing = None;
        out.destination = out.destination.or(inside_place);
    }
    orient(&mut out, &pair, context);
    if measure == M::Capacity {
        return (measure, out); // what a crossing can process goes nowhere that the text does not say
    }
    // A queue at a crossing stands on one of its sides: that side is not where it leads to, unless the text says so.
    let sided = queueing && out.crossing.is_some() && context.main_origin.is_none();
    if out.destination.is_none() && queueing && !sided {
        out.destination = inside_place.filter(|p| p.country() != context.main_origin);
    }
    if out.destination.is_none() && !sided && listed.is_none() {
        let known = out.origin.or(context.main_origin);
        let told =
            speaker.filter(|s| !same_country(Some(*s), known) && matches!(measure, M::CrossedIn | M::TransitShare | M::RefugeesStock));
        let posts = |s: &Spot| out.crossing.is_some() && s.alt_crossing == out.crossing;
        // "L'Égypte reste la première destination : 255 565 Soudanais y sont entrés": any other country the sentence names.
        let named = asked.nearest(7.0, |s, p| {
            habitable(s)
                && !posts(s)
                && s.use_ == NameUse::Name
                && !matches!(p, Part::From | Part::People | Part::Around)
                && !part::plagued(scene, s, p)
                && !same_country(Some(s.place), known)
                && p != Part::Speaker
                && (matches!(s.place.kind(), PlaceKind::Country | PlaceKind::Union | PlaceKind::Island)
                    || p == Part::Bare && s.end <= asked.figure.start)
        });
        let before = match counted.unit {
            _ if queueing => asked.recent(6, |r| r.destination.is_some()),
            // "89 per cent of new arrivals": a share of those told before.
            Unit::Percent => asked.recent(3, |r| r.destination.is_some()),
            _ => asked.paragraph().or_else(|| asked.above(measure)),
        };
        let before = before.and_then(|r| r.destination);
        // "Tbilissi : 53 136 Russes entrés": over a border a capital is its country.
        let reached = |s: &Spot| {
            s.country.filter(|c| measure == M::CrossedIn && s.place.is_capital() && known.and_then(Place::country).is_some_and(|o| o != *c))
        };
        // "… a dit le président kazakh. 98 000 Russes seraient arrivés dans le pays": the country spoken of last.
        let country = || label::the_country(asked).filter(|c| !same_country(Some(*c), known));
        let told = told.or_else(|| (!queueing).then(country).flatten());
        let over = label::over(asked).filter(|s| habitable(s) && !posts(s)).map(|s| reached(s).unwrap_or(s.place));
        let led = context.heading.or(context.main_destination.filter(|_| measure == M::CrossedIn && out.origin.is_some()));
        let abroad = |d: &Place| !same_country(Some(*d), known);
        let named = named.map(|(s, _)| reached(s).unwrap_or(s.place));
        out.destination = label::there(asked).or(told).or(named).or(over).filter(|d| Some(*d) != out.origin);
        out.destination = out.destination.or(before.filter(|d| Some(*d) != out.origin)).or(led.filter(|d| !queueing && abroad(d)));
    }
    if out.origin.is_none() && !queueing && measure != M::Visas {
        // "Dans l'Extrême-Nord, 5 230 familles ont traversé … au Tchad": where the sentence opens, if it is another country.
        let first = sentence.tokens.start;
        let opening = asked.nearest(9.0, |s, p| {
            p == Part::At && habitable(s) && s.start <= first + 3 && s.country.is_some() && !same_country(Some(s.place), out.destination)
        });
        out.origin = opening.filter(|_| out.destination.is_some()).and_then(|(s, _)| s.country);
    }
    if out.origin.is_none() {
        let foreign = |o: &Place| !same_country(Some(*o), out.destination);
        out.origin = context.main_origin.filter(foreign).or_else(|| context.plague.filter(|o| foreign(o) && measure == M::CrossedIn));
    }
    // "la frontière entre le Liban et la Syrie. … 370 000 personnes sont entrées en Syrie": from the other side of the border told before.
    if out.origin.is_none() && context.main_origin.is_none() && measure != M::Visas {
        let whole = |p: Place| p.country() == Some(p);
        let toward =
            |r: &Route| r.origin.is_some_and(whole) && r.destination.is_some_and(whole) && same_country(r.destination, out.destination);
        out.origin = context.trail.iter().rev().find(|(_, _, r)| toward(r)).and_then(|(_, _, r)| r.origin);
    }
    if let (None, Some(joins)) = (out.origin, out.crossing.and_then(Place::crossing)) {
        crossing::ends(asked, &mut out, &joins);
    }
    if out.origin == out.destination {
        out.origin = None;
    }
    if from.is_none()
        && demonym.is_none()
        && let Some(region) = context.main_region.filter(|r| out.origin.is_some() && r.country() == out.origin)
    {
        out.origin = Some(region);
    }
    (measure, out)
}
