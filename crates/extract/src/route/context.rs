//! What the document has said so far: the country people leave, the borders and destinations of the sentences before.

use exode_claim::Measure;
use exode_place::{Place, PlaceKind};

use super::part::{Part, joined, people_noun, plagued};
use super::{Asked, Route};
use crate::cue::Cue;
use crate::lexicon::Side;
use crate::place::{NameUse, Spot};
use crate::scene::Scene;

/// What the document has said so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The country people leave in this document.
    pub(crate) main_origin: Option<Place>,
    /// The country of the war or flood the document tells of.
    pub(crate) plague: Option<Place>,
    /// A region of a country that people leave, where the document names it more than once.
    pub(crate) main_region: Option<Place>,
    /// Every country the document names: the sides of a crossing are told only where the text speaks of them.
    pub(crate) named: Vec<Place>,
    /// The countries the document is about, and how often it names them.
    pub(crate) about: Vec<(Place, f32)>,
    /// The country the text leads people to, where it says so most often.
    pub(crate) main_destination: Option<Place>,
    /// The place of the heading the sentence stands under.
    pub(crate) heading: Option<Place>,
    /// The country the document is mostly about.
    pub(crate) main_place: Option<Place>,
    /// Borders, destinations and crossings of the sentences before, latest last: (block, sentence, route).
    pub(crate) trail: Vec<(usize, usize, Route)>,
}

impl Context {
    /// The one other country of a text about `home`: named alone beside it, or more often than any third.
    pub(super) fn beside(&self, home: Place) -> Option<Place> {
        let mut others: Vec<(Place, f32)> = self.about.iter().copied().filter(|(p, _)| *p != home).collect();
        others.sort_by(|a, b| b.1.total_cmp(&a.1));
        match others[..] {
            [(only, _)] => Some(only),
            [(first, most), (_, next), ..] if most > next => Some(first),
            _ => None,
        }
    }

    /// From which of two countries an earlier sentence said outright that people go to the other ("du Liban vers la Syrie"): that decides
    /// before the document's main flow does.
    pub(super) fn told(&self, pair: &[Place]) -> Option<Place> {
        self.trail.iter().rev().find_map(|(_, _, r)| {
            let (from, to) = (r.origin.filter(|o| pair.contains(o))?, r.destination.filter(|d| pair.contains(d))?);
            (from != to).then_some(from)
        })
    }
}

/// The country people leave, by the weight of evidence over the whole document.
pub(crate) fn survey(scene: &Scene<'_>, parts: &[Part]) -> Context {
    let mut leave: Vec<(Place, f32)> = Vec::new();
    let mut about: Vec<(Place, f32)> = Vec::new();
    let mut spoken: Vec<(Place, f32)> = Vec::new();
    let mut reach: Vec<(Place, f32)> = Vec::new();
    let mut regions: Vec<(Place, f32)> = Vec::new();
    let mut plagues: Vec<(Place, f32)> = Vec::new();
    let add = |list: &mut Vec<(Place, f32)>, place, weight| match list.iter_mut().find(|(p, _)| *p == place) {
        Some((_, sum)) => *sum += weight,
        None => list.push((place, weight)),
    };
    for (k, (spot, part)) in scene.spots.iter().zip(parts).enumerate() {
        let Some(country) = spot.country else { continue };
        match part {
            // Where a report is written is not what it is about; who is quoted from it may be.
            Part::Dateline => {}
            Part::Speaker => add(&mut spoken, country, 1.0),
            _ => add(&mut about, country, 1.0),
        }
        if plagued(scene, spot, *part) {
            add(&mut plagues, country, 1.0);
        }
        if spot.place.kind() == PlaceKind::Region && matches!(part, Part::From | Part::Of) {
            add(&mut regions, spot.place, 1.0);
        }
        match part {
            Part::From => add(&mut leave, country, 2.0),
            Part::To => add(&mut reach, country, 1.0),
            Part::People if people_noun(scene, spot) && !one_of_many(scene, k) => add(&mut leave, country, 1.0),
            _ => {}
        }
    }
    // Who a country sends on ("7,743 into Finland and 6,463 out of Finland") is not who flees it.
    for (place, weight) in &mut leave {
        *weight -= reach.iter().find(|(p, _)| p == place).map_or(0.0, |(_, w)| *w);
    }
    // Where nothing says whom people leave, they leave the country of the war or the flood.
    plagues.retain(|(p, _)| !reach.iter().any(|(r, _)| r == p));
    let top = |list: &[(Place, f32)], least: f32| {
        let mut best: Option<(Place, f32)> = None;
        for &(place, weight) in list {
            if weight >= least && best.is_none_or(|(_, w)| weight > w) {
                best = Some((place, weight));
            }
        }
        best.map(|(p, _)| p)
    };
    Context {
        main_origin: top(&leave, 1.0).or(top(&plagues, 1.0)),
        plague: top(&plagues, 1.0),
        main_region: top(&regions, 2.0),
        main_destination: top(&reach, 2.0).or(if let [(only, _)] = reach[..] { Some(only) } else { None }),
        heading: None,
        main_place: top(&about, 1.0).or(top(&spoken, 1.0)),
        about,
        named: named(scene),
        trail: Vec::new(),
    }
}

/// Every country the document names, but for lists of nationalities.
fn named(scene: &Scene<'_>) -> Vec<Place> {
    let mut named = Vec::new();
    for (k, spot) in scene.spots.iter().enumerate() {
        if let Some(country) = spot.country.filter(|c| !named.contains(c) && !one_of_many(scene, k)) {
            named.push(country);
        }
    }
    named
}

/// "(Sudanese, Eritreans, Ethiopians)": one of three nationalities and more says who is there, not from where people flee.
fn one_of_many(scene: &Scene<'_>, k: usize) -> bool {
    let next = |k: usize| {
        let (one, other) = (scene.spots.get(k)?, scene.spots.get(k + 1)?);
        let people = one.use_ == NameUse::Demonym && other.use_ == NameUse::Demonym && one.country != other.country;
        (people && joined(&scene.view, one, other)).then_some(())
    };
    let links = (k.saturating_sub(2)..=k + 1).map(|j| next(j).is_some());
    let around: Vec<bool> = links.collect();
    around.windows(2).any(|w| w[0] && w[1])
}

/// What one sentence adds to the trail.
pub(crate) fn trace(scene: &Scene<'_>, n: usize, parts: &[Part], cues: &[Cue], context: &mut Context) {
    let sentence = &scene.sentences[n];
    super::label::heading(scene, n, context);
    let mut route = Route::default();
    let mut pair: Vec<Place> = Vec::new();
    for k in sentence.spots.clone() {
        let spot = &scene.spots[k];
        if spot.crossing && parts[k] != Part::Dateline {
            route.crossing = Some(spot.place);
            pair.extend(spot.sides.into_iter().flatten().filter(|side| context.named.contains(side)));
            continue;
        }
        match parts[k] {
            Part::Border => pair.extend(spot.country),
            Part::To => route.destination = Some(spot.place),
            Part::From => route.origin = route.origin.or(Some(spot.place)),
            // "La Jordanie en reçoit plus que tout autre pays."
            Part::Bare if hosts(spot, cues) => route.destination = Some(spot.place),
            _ => {}
        }
    }
    orient(&mut route, &pair, context);
    if route != Route::default() {
        context.trail.push((sentence.block, n, route));
    }
}

/// Whether a place is the subject of a verb that takes people in.
fn hosts(spot: &Spot, cues: &[Cue]) -> bool {
    let takes = |c: &Cue| c.word.subject == Some(Side::Destination) && !c.word.weak;
    spot.use_ == NameUse::Name && cues.iter().any(|c| takes(c) && spot.end <= c.start && c.start <= spot.end + 2)
}

/// Two countries of one border: people go away from the main origin.
pub(super) fn orient(route: &mut Route, pair: &[Place], context: &Context) {
    let mut sides: Vec<Place> = Vec::new();
    for place in pair.iter().map(|p| p.country().unwrap_or(*p)) {
        if !sides.contains(&place) {
            sides.push(place);
        }
    }
    let pair = sides.as_slice();
    let told = context.told(pair);
    let Some(&first) = pair.first() else { return };
    // "la frontière du Liban vers la Syrie": the other country of the border is where they come from.
    if let (None, Some(to)) = (route.origin, route.destination.and_then(Place::country)) {
        route.origin = pair.iter().copied().find(|p| *p != to);
    }
    let main = route.origin.filter(|o| pair.contains(o)).or(told).or(context.main_origin);
    let other = match (main, pair.iter().copied().find(|p| Some(*p) != main)) {
        // Neither side is the main origin: the gazetteer lists the side people leave first.
        (main, Some(second)) if pair.len() > 1 && main.is_none_or(|m| !pair.contains(&m)) => {
            let second = pair.iter().copied().find(|p| *p != first).unwrap_or(second);
            if route.origin.is_none() && route.destination != Some(first) {
                route.origin = Some(first);
            }
            Some(second)
        }
        (_, other) => other,
    };
    if route.origin.is_none() {
        route.origin = main.filter(|m| pair.contains(m) || pair.len() == 1 && other.is_some());
    }
    if route.destination.is_none() {
        route.destination = other.filter(|o| Some(*o) != route.origin);
    }
    if route.origin.is_none() && pair.len() > 1 && route.destination.is_some() {
        route.origin = pair.iter().copied().find(|p| Some(*p) != route.destination);
    }
}

/// What the sentences before tell of a figure's route.
impl Asked<'_, '_> {
    /// The last destination told in the same paragraph.
    pub(super) fn paragraph(&self) -> Option<Route> {
        let block = self.scene.sentences[self.n].block;
        let trail = self.context.trail.iter().rev().take_while(|(b, s, _)| *b == block && self.n - s <= 3);
        trail.map(|(_, _, r)| *r).find(|r| r.destination.is_some())
    }

    /// The destination told at the end of the paragraph before, for arrivals in a sentence that names no place: "… traversent la frontière
    /// avec le Burundi. // Quelque 7 400 personnes y sont venues en dix jours."
    pub(super) fn above(&self, measure: Measure) -> Option<Route> {
        let comes = matches!(measure, Measure::CrossedIn | Measure::FledTo);
        let named = |k: usize| !matches!(self.parts[k], Part::Speaker | Part::Dateline | Part::People);
        let silent = !self.scene.sentences[self.n].spots.clone().any(named);
        self.recent(2, |r| r.destination.is_some()).filter(|_| comes && silent)
    }

    /// A route of the sentences before, latest first, at most `span` sentences back.
    pub(super) fn recent(&self, span: usize, need: impl Fn(&Route) -> bool) -> Option<Route> {
        let trail = self.context.trail.iter().rev();
        trail.take_while(|(_, s, _)| self.n - s <= span).find(|(_, _, r)| need(r)).map(|(_, _, r)| *r)
    }
}
