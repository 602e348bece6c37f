//! People who go back.

use exode_place::Place;

use super::{Asked, Part, Route, habitable, same_country};

/// Home is where the people are from; where they come back from is the other side.
pub(super) fn ends(asked: &Asked<'_, '_>, out: &mut Route, demonym: Option<Place>, inside: Option<Place>) {
    if out.destination.is_some_and(|d| demonym.is_some() && d.country() != demonym) && out.origin.is_none() {
        // "À Pacaraima, 1 200 Vénézuéliens ont regagné leur pays": the place is where they leave from.
        out.origin = out.destination.and_then(Place::country);
        out.destination = demonym;
    }
    // "… going home to Burundi from Tanzania. … the return of 12 without papers to stay in Tanzania": where they come back from.
    let told = asked.context.trail.iter().rev().map(|(_, _, r)| r).find(|r| r.origin.is_some() && r.destination.is_some());
    let inside = match told.filter(|r| demonym.is_none() && out.origin.is_none() && inside.is_some() && r.origin == inside) {
        Some(r) => {
            out.origin = inside;
            out.destination = out.destination.or(r.destination);
            None
        }
        None => inside,
    };
    if out.destination.is_none() {
        out.destination = inside.filter(|i| Some(*i) != out.origin && (demonym.is_none() || i.country() == demonym)).or(demonym);
    }
    if out.origin.is_none() {
        let home = out.destination.and_then(Place::country);
        let opposite = out.crossing.and_then(Place::crossing).and_then(|c| c.opposite(home?));
        let elsewhere = asked.nearest(8.0, |s, _| !s.crossing && s.country.is_some() && s.country != home).and_then(|(s, _)| s.country);
        let speaker = asked.speaker.filter(|s| Some(*s) != home);
        out.origin = opposite.or(elsewhere.filter(|_| home.is_some())).or(speaker);
    }
    // "… ont traversé du Cameroun au Tchad. 1 900 sont rentrées au Cameroun": the way they came, the other way round.
    let trail = || asked.context.trail.iter().rev().map(|(_, _, r)| r);
    let country = |p: Option<Place>| p.and_then(Place::country);
    if out.origin.is_none() && out.destination.is_some() {
        out.origin = trail().find(|r| country(r.origin) == country(out.destination)).and_then(|r| r.destination);
    }
    // "… returning to Burundi from Tanzania. 310 returned to Burundi": the way told before.
    if out.origin.is_none() && out.destination.is_some() {
        let home = |r: &&Route| r.origin.is_some() && r.destination == out.destination && country(r.origin) != country(out.destination);
        out.origin = trail().find(home).and_then(|r| r.origin);
    }
    if out.destination.is_none() && out.origin.is_some() {
        out.destination = trail().find(|r| r.destination.is_some() && country(r.origin) == country(out.origin)).and_then(|r| r.destination);
    }
    // "Les réfugiés burundais … 420 personnes ont déjà été rapatriées": home is where the document's people are from, and where they come
    // back from is the other country of a text about two.
    let home = asked.context.main_origin.filter(|h| Some(*h) != out.origin);
    out.destination = out.destination.or(home);
    if out.origin.is_none() {
        out.origin = country(out.destination).and_then(|home| asked.context.beside(home));
    }
    if out.origin == out.destination {
        out.origin = None;
    }
}

/// Who goes back by the verb at token `verb` takes the way before the other way round.
pub(super) fn back(asked: &Asked<'_, '_>, out: &mut Route, verb: usize) {
    let context = asked.context;
    if out.destination.is_none()
        && let Some((_, _, r)) = context.trail.iter().rev().find(|(_, _, r)| r.destination.is_some())
    {
        out.destination = r.origin.or(context.main_origin);
        out.origin = r.destination;
        out.crossing = out.crossing.or(r.crossing);
    }
    // "In Finland 7,743 Russians crossed the border, while 4,671 went back": from where the sentence opens.
    let Some(home) = context.main_origin else { return };
    let opens = |k: usize| {
        let spot = &asked.scene.spots[k];
        (asked.parts[k] == Part::At && habitable(spot) && spot.end <= verb).then_some(spot.place)
    };
    if let Some(behind) = asked.scene.sentences[asked.n].spots.clone().rev().find_map(opens)
        && !same_country(Some(behind), Some(home))
    {
        out.origin = Some(behind);
        out.destination = Some(home);
    }
}
