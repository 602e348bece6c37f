//! From where, to where, through which crossing.
//!
//! Every place of a sentence gets a part from the preposition, verb or border word beside it; a measure then takes the parts it needs,
//! nearest first, and fills what is missing from the paragraph before and from the document's main flow.

use std::ops::Range;

use exode_claim::Measure;
use exode_place::Place;
use exode_text::Case;

use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::{Grammar, PrepRole, Sense, Side};
use crate::number::Figure;
use crate::place::{NameUse, Spot};
use crate::scene::{Scene, Sentence};

/// What a place is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    From,
    To,
    At,
    Via,
    /// The weak "de".
    Of,
    /// The country on the other side of a border, or one of a pair.
    Border,
    /// Nationality of people.
    People,
    /// Subject or other bare mention.
    Bare,
}

/// The ends of a movement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) origin: Option<Place>,
    pub(crate) destination: Option<Place>,
    pub(crate) crossing: Option<Place>,
    pub(crate) place: Option<Place>,
}

/// What the document has said so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    /// The country people leave in this document.
    pub(crate) main_origin: Option<Place>,
    /// The country the document is mostly about.
    pub(crate) main_place: Option<Place>,
    /// Borders, destinations and crossings of the sentences before, latest last: (block, sentence, route).
    pub(crate) trail: Vec<(usize, usize, Route)>,
}

/// Parts of all places of a document, parallel to its spots.
pub(crate) fn parts(scene: &Scene<'_>, cues_of: &[Vec<Cue>]) -> Vec<Part> {
    let mut parts = vec![Part::Bare; scene.spots.len()];
    for (n, sentence) in scene.sentences.iter().enumerate() {
        for k in sentence.spots.clone() {
            parts[k] = part(scene, k, sentence, &cues_of[n], &parts);
        }
    }
    parts
}

fn part(scene: &Scene<'_>, k: usize, sentence: &Sentence, cues: &[Cue], parts: &[Part]) -> Part {
    let view = &scene.view;
    let spot = &scene.spots[k];
    let border = |i: usize| matches!(view.word(i).to_lowercase().as_str(), "frontière" | "frontières" | "border" | "borders" | "frontalier" | "frontaliers" | "frontier");
    if spot.use_ == NameUse::Demonym {
        let back = (1..=3).any(|d| spot.start >= sentence.tokens.start + d && border(spot.start - d));
        if border(spot.end) || spot.compound || back && view.case(spot.start) == Case::Lower {
            return Part::Border;
        }
        let side = ["côté", "side", "territoire", "territory", "sol", "soil"];
        if side.iter().any(|w| spot.start > 0 && view.is(spot.start - 1, w) || view.is(spot.end, w)) {
            return Part::At;
        }
        return Part::People;
    }
    if border(spot.end) && view.lex.lang() == crate::lexicon::Lang::En {
        return Part::Border;
    }
    let prep = |at: usize| view.before(at, |s| if let Sense::Prep(p) = s { Some(p.role) } else { None });
    let determiner = view.grammar_before(spot.start, Grammar::Determiner).filter(|d| *d + 1 == spot.start && *d >= sentence.tokens.start);
    let lead = determiner.unwrap_or(spot.start);
    if let Some(cue) = cues.iter().find(|c| (c.end == spot.start || c.end == lead) && c.word.object.is_some()) {
        return match cue.word.object {
            Some(Side::Origin) => Part::From,
            Some(Side::Destination) => Part::To,
            _ => Part::At,
        };
    }
    if let Some((role, start)) = prep(spot.start).or_else(|| determiner.and_then(prep)).filter(|(_, at)| *at >= sentence.tokens.start) {
        return match role {
            PrepRole::To => Part::To,
            PrepRole::From => Part::From,
            PrepRole::At | PrepRole::SideOf if (1..=2).any(|d| start >= sentence.tokens.start + d && border(start - d)) => Part::Border,
            PrepRole::At | PrepRole::SideOf => Part::At,
            PrepRole::Via => Part::Via,
            PrepRole::Between | PrepRole::Border => Part::Border,
            PrepRole::Of if (1..=2).any(|d| start >= sentence.tokens.start + d && border(start - d)) => Part::Border,
            PrepRole::Of => Part::Of,
        };
    }
    // "la Mongolie, la Finlande et la Géorgie": a list shares the part of its first.
    if k > sentence.spots.start {
        let before = &scene.spots[k - 1];
        let joined = (before.end..lead).all(|i| matches!(view.word(i).to_lowercase().as_str(), "," | "et" | "and" | "ou" | "or" | "/"));
        if joined && before.end < lead && parts[k - 1] != Part::Bare && before.use_ == NameUse::Name {
            return parts[k - 1];
        }
    }
    Part::Bare
}

/// The country people leave, by the weight of evidence over the whole document.
pub(crate) fn survey(scene: &Scene<'_>, parts: &[Part]) -> Context {
    let mut leave: Vec<(Place, f32)> = Vec::new();
    let mut about: Vec<(Place, f32)> = Vec::new();
    let add = |list: &mut Vec<(Place, f32)>, place, weight| match list.iter_mut().find(|(p, _)| *p == place) {
        Some((_, sum)) => *sum += weight,
        None => list.push((place, weight)),
    };
    for (spot, part) in scene.spots.iter().zip(parts) {
        let Some(country) = spot.country else { continue };
        add(&mut about, country, 1.0);
        match part {
            Part::From => add(&mut leave, country, 2.0),
            Part::People if people_noun(scene, spot) => add(&mut leave, country, 1.0),
            _ => {}
        }
    }
    let top = |list: &[(Place, f32)], least: f32| {
        let mut best: Option<(Place, f32)> = None;
        for &(place, weight) in list {
            if weight >= least && best.is_none_or(|(_, w)| weight > w) {
                best = Some((place, weight));
            }
        }
        best.map(|(p, _)| p)
    };
    Context { main_origin: top(&leave, 1.0), main_place: top(&about, 1.0), trail: Vec::new() }
}

/// A demonym that means the people, or an adjective on a noun of people.
fn people_noun(scene: &Scene<'_>, spot: &Spot) -> bool {
    let view = &scene.view;
    let noun = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(n) if matches!(n.unit, exode_claim::Unit::Person)).then_some(())).is_some();
    let near = noun(spot.end) || (1..=2).any(|d| spot.start >= d && noun(spot.start - d));
    near || view.case(spot.start) == Case::Title && (view.lex.lang() == crate::lexicon::Lang::Fr || view.word(spot.end - 1).ends_with('s'))
}

/// What one sentence adds to the trail.
pub(crate) fn trace(scene: &Scene<'_>, n: usize, parts: &[Part], context: &mut Context) {
    let sentence = &scene.sentences[n];
    let mut route = Route::default();
    let mut pair: Vec<Place> = Vec::new();
    for k in sentence.spots.clone() {
        let spot = &scene.spots[k];
        if spot.crossing {
            route.crossing = Some(spot.place);
            for side in spot.sides.into_iter().flatten() {
                pair.push(side);
            }
            continue;
        }
        match parts[k] {
            Part::Border => pair.extend(spot.country),
            Part::To => route.destination = Some(spot.place),
            Part::From => route.origin = route.origin.or(Some(spot.place)),
            _ => {}
        }
    }
    orient(&mut route, &pair, context);
    if route != Route::default() {
        context.trail.push((sentence.block, n, route));
    }
}

/// Two countries of one border: people go away from the main origin.
fn orient(route: &mut Route, pair: &[Place], context: &Context) {
    // What an earlier sentence said outright ("du Liban vers la Syrie") decides before the document's main flow does.
    let told = context.trail.iter().rev().find_map(|(_, _, r)| {
        let (from, to) = (r.origin.filter(|o| pair.contains(o))?, r.destination.filter(|d| pair.contains(d))?);
        (from != to).then_some(from)
    });
    let Some(&first) = pair.first() else { return };
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

/// The route of one figure.
#[expect(clippy::too_many_arguments, reason = "a pure function of the scene's parts; a struct would only rename them")]
pub(crate) fn route(
    scene: &Scene<'_>,
    n: usize,
    figure: &Figure,
    counted: &Counted,
    cue: Option<&Cue>,
    measure: Measure,
    parts: &[Part],
    speaker: Option<Place>,
    context: &Context,
) -> (Measure, Route) {
    use Measure as M;
    let sentence = &scene.sentences[n];
    let reach = figure.start.min(cue.map_or(figure.start, |c| c.start))..counted.reach.max(cue.map_or(figure.end, |c| c.end));
    let cost = |spot: &Spot| -> f32 {
        let gap = if spot.start >= reach.end {
            reach.end..spot.start
        } else if spot.end <= reach.start {
            spot.end..reach.start
        } else {
            return 0.0;
        };
        let others = sentence.figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end).count();
        0.1 * gap.len() as f32 + scene.barrier(gap.start, gap.end) + 1.2 * others as f32
    };
    let nearest = |want: &dyn Fn(&Spot, Part) -> bool, most: f32| -> Option<&Spot> {
        let mut best: Option<(&Spot, f32)> = None;
        for k in sentence.spots.clone() {
            let spot = &scene.spots[k];
            let c = cost(spot);
            if want(spot, parts[k]) && c <= most && best.is_none_or(|(_, b)| c < b) {
                best = Some((spot, c));
            }
        }
        best.map(|(s, _)| s)
    };
    let place_of = |spot: Option<&Spot>| spot.map(|s| s.place);
    let at = cue.and_then(|c| c.word.at);
    let demonym = counted.demonym.and_then(|d| d.country);
    let border: Vec<Place> = sentence
        .spots
        .clone()
        .filter(|k| parts[*k] == Part::Border && cost(&scene.spots[*k]) < 4.0)
        .filter_map(|k| scene.spots[k].country)
        .collect();
    let mut out = Route::default();
    if let Some(crossing) = nearest(&|s, _| s.crossing, 4.5) {
        out.crossing = Some(crossing.place);
    }
    let from = place_of(nearest(&|s, p| p == Part::From && !s.crossing, 5.5))
        .or_else(|| place_of(nearest(&|s, p| p == Part::Of && !s.crossing && s.use_ == NameUse::Name && s.start >= counted.end && s.start <= counted.end + 4, 1.0)));
    let to = place_of(nearest(&|s, p| p == Part::To && !s.crossing, 5.5));
    let inside = place_of(nearest(&|s, p| p == Part::At && !s.crossing, 5.5));
    let subject = cue.and_then(|c| c.word.subject).and_then(|side| {
        let bare = nearest(&|s, p| matches!(p, Part::Bare | Part::At) && !s.crossing && s.use_ == NameUse::Name && s.end <= reach.start, 2.0)?;
        Some((side, bare.place))
    });
    let measure = match measure {
        M::Killed | M::Wounded | M::KilledOrWounded | M::ProtestArrests | M::Other => {
            out = Route { place: inside, ..Route::default() };
            return (measure, out);
        }
        M::MobilisedTarget | M::MobilisedActual => {
            out.origin = demonym.or(subject.map(|(_, p)| p)).or(speaker).or(context.main_origin).or(context.main_place);
            out.crossing = None;
            return (measure, out);
        }
        m => m,
    };
    out.origin = from;
    out.destination = to;
    if out.destination.is_none() && at == Some(Side::Destination) {
        out.destination = inside;
    }
    if let Some((side, place)) = subject {
        match side {
            Side::Destination if out.destination.is_none() => out.destination = Some(place),
            Side::Origin if out.origin.is_none() => out.origin = Some(place),
            _ => {}
        }
    }
    let same_country = |a: Option<Place>, b: Option<Place>| match (a, b) {
        (Some(a), Some(b)) => crate::place::country(a).is_some() && crate::place::country(a) == crate::place::country(b),
        _ => false,
    };
    let recent = |need: &dyn Fn(&Route) -> bool, span: usize| {
        context.trail.iter().rev().take_while(|(_, s, _)| n - s <= span).find(|(_, _, r)| need(r)).map(|(_, _, r)| *r)
    };
    match measure {
        M::DisplacedInternal => {
            if at == Some(Side::Origin) || at.is_none() {
                out.origin = out.origin.or(inside);
            }
            let of = place_of(nearest(&|s, p| matches!(p, Part::Of | Part::At | Part::Bare | Part::People | Part::From) && !s.crossing && s.use_ == NameUse::Name, 6.0));
            out.origin = out.origin.or(of.filter(|o| Some(*o) != out.destination)).or(demonym).or_else(|| recent_place(scene, n, parts)).or(context.main_place);
            out.crossing = None;
            return (measure, out);
        }
        M::Left => {
            if out.destination.is_some() && same_country(out.origin, out.destination) {
                return (M::DisplacedInternal, Route { crossing: None, ..out });
            }
            out.origin = out.origin.or(demonym).or(context.main_origin).or(speaker.filter(|s| Some(*s) != out.destination));
            let measure = if out.destination.is_some() && out.destination != out.origin { M::FledTo } else { M::Left };
            if measure == M::Left {
                out.destination = None;
            }
            return (measure, out);
        }
        M::CrossedOut => {
            let here = out.origin.or(subject.map(|(_, p)| p)).or(speaker).or_else(|| recent(&|r| r.destination.is_some(), 3).and_then(|r| r.destination));
            out.origin = here.or(context.main_origin);
            if out.destination == out.origin {
                out.destination = None;
            }
            return (measure, out);
        }
        _ => {}
    }
    let homeward = measure == M::Returned;
    if out.origin.is_none() && !homeward {
        out.origin = demonym;
    }
    if homeward && out.destination.is_none() {
        out.destination = inside.filter(|i| Some(*i) != out.origin).or(demonym);
    }
    if matches!(measure, M::Visas | M::Asylum) {
        // "115 092 visas accordés à des Ukrainiens par la France": people are the origin, the other country decides.
        let people = nearest(&|s, p| p == Part::People && people_noun(scene, s), 5.0).and_then(|s| s.country);
        out.origin = out.origin.or(people);
        let state = nearest(&|s, p| !s.crossing && s.country.is_some() && s.country != people && s.country != demonym && p != Part::From, 6.0).and_then(|s| s.country);
        out.destination = out.destination.or(state.filter(|s| Some(*s) != out.origin)).or(speaker.filter(|s| Some(*s) != out.origin));
    }
    let mut pair = border;
    if let Some(k) = sentence.spots.clone().find(|k| Some(scene.spots[*k].place) == out.crossing) {
        pair.extend(scene.spots[k].sides.into_iter().flatten());
    }
    let queueing = matches!(measure, M::QueueLength | M::QueueVehicles | M::QueuePeople | M::Wait | M::Capacity | M::TransitShare);
    if queueing && out.crossing.is_none() && to.is_none() && pair.is_empty() {
        if let Some(r) = recent(&|r| r.crossing.is_some(), 2) {
            out.crossing = r.crossing;
            out.origin = out.origin.or(r.origin);
            out.destination = out.destination.or(r.destination);
        }
    }
    if measure == M::TransitShare {
        out.crossing = None;
        out.destination = out.destination.filter(|d| crate::place::kind_is_place(*d)).or(inside);
    }
    orient(&mut out, &pair, context);
    if homeward && out.origin.is_none() {
        out.origin = speaker.filter(|s| Some(*s) != out.destination && !same_country(Some(*s), out.destination));
    }
    if out.destination.is_none() && queueing {
        out.destination = inside.filter(|p| crate::place::country(*p) != context.main_origin);
    }
    if out.destination.is_none() && !homeward {
        let told = if matches!(measure, M::CrossedIn | M::TransitShare | M::Asylum) { speaker.filter(|s| Some(*s) != out.origin) } else { None };
        out.destination = told
            .or_else(|| recent(&|r| r.destination.is_some(), if queueing { 6 } else { 3 }).and_then(|r| r.destination))
            .filter(|d| Some(*d) != out.origin);
    }
    if out.origin.is_none() && !homeward {
        out.origin = context.main_origin.filter(|o| !same_country(Some(*o), out.destination));
    }
    if same_country(out.origin, out.destination) && out.origin == out.destination {
        out.origin = None;
    }
    (measure, out)
}

/// The last named region or country before sentence `n`, within three sentences.
fn recent_place(scene: &Scene<'_>, n: usize, parts: &[Part]) -> Option<Place> {
    let from = n.saturating_sub(3);
    let range: Range<usize> = scene.sentences[from].spots.start..scene.sentences[n].spots.end;
    range.rev().find(|k| matches!(parts[*k], Part::At | Part::From) && scene.spots[*k].use_ == NameUse::Name && !scene.spots[*k].crossing).map(|k| scene.spots[k].place)
}
