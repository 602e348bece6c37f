//! The claims of one sentence, before their source and time are known.

use std::ops::Range;

use exode_claim::{Finding, FindingCode, Measure, Quantifier, Rate, Unit};
use exode_place::Place;
use exode_text::Document;

use super::decide::{decide, is_subset, same_quotation};
use super::echo::told_above;
use super::figures::{anaphors, few_of, goes_on, names_one, none_of, possessed, repeated, restates};
use super::heading::counted_under;
use super::number_of::numbered;
use super::ranked::{leading_people, ranked};
use super::stand_in::stand_in;
use super::{Draft, Found, Reading};
use crate::counted::{Counted, Verdict, counted};
use crate::cue::{Choice, Cue};
use crate::lexicon::{Grammar, Mood, NounClass, Part as Speech, Sense};
use crate::number::{Figure, FigureKind};
use crate::place::{NameUse, Spot};
use crate::route::{self, Context, Part, Route};
use crate::scene::Scene;
use crate::speech;

/// Draft the claims of sentence `n`, in order.
pub(super) fn draft_sentence(
    found: &Found<'_>,
    n: usize,
    context: &Context,
    drafts: &mut Vec<Draft>,
    reading: &mut Reading,
    document: &Document,
) {
    let scene = &found.scene;
    let sentence = &scene.sentences[n];
    let zero = none_of(scene, &sentence.tokens);
    let again = anaphors(scene, &sentence.tokens, drafts.last());
    let extra = zero.into_iter().chain(again);
    let mut figures: Vec<Figure> = sentence.figures.iter().cloned().chain(extra).collect();
    figures.sort_by_key(|f| f.start);
    let wanted = |f: &&Figure| f.kind != FigureKind::Article || f.quantifier != Quantifier::Exact || waits_one(found, n, f);
    for figure in figures.iter().filter(wanted) {
        let counted = match counted(scene, figure, &sentence.tokens) {
            Verdict::Refused(_) => continue,
            // "less than an hour" measures, "nearly a family" counts nothing.
            Verdict::Counts(c) if figure.kind == FigureKind::Article && !matches!(c.unit, Unit::Hour | Unit::Day | Unit::Km) => continue,
            Verdict::Open if figure.kind == FigureKind::Article || names_one(scene, figure, &sentence.tokens) => continue,
            Verdict::Counts(c) => numbered(found, n, figure, &c).unwrap_or(c),
            Verdict::Open => match stand_in(found, n, figure, drafts).or_else(|| counted_under(found, n, figure)) {
                Some(c) => c,
                None => {
                    if moves_alone(found, n, figure) || goes_with(found, n, figure, drafts.last()) {
                        reading.findings.push(finding(found, document, FindingCode::UnitOpen, figure.start..figure.end));
                    }
                    continue;
                }
            },
        };
        // "60,000 visitors", the dead and hurt of a collision: in a text of no flight they are of the day's traffic.
        let plain = counted.demonym.is_none() && !found.topic.flight;
        let visits = counted.class == NounClass::Visitor;
        let counted = if visits { Counted { class: NounClass::People, ..counted } } else { counted };
        let traffic = |m: Measure| plain && if casualties(m) { found.topic.accident } else { visits };
        let own_or_told = possessed(scene, figure, &sentence.tokens)
            || repeated(scene, figure, &sentence.tokens)
            || restates(scene, figure, &figures, &sentence.tokens)
            || few_of(scene, figure, &figures);
        if own_or_told || goes_on(scene, figure, n, drafts.last()) {
            continue;
        }
        match decide(found, n, figure, &counted, &figures, drafts) {
            Some(choice) if traffic(choice.measure) => {}
            Some(choice) => {
                // "Les Vénézuéliens arrivent en tête, avec 328 667 personnes"
                let nation = counted
                    .demonym
                    .or_else(|| leading_people(found, n, figure).filter(|_| ranked(found, n, figure, &counted, drafts).is_some()));
                let counted = Counted { demonym: nation, ..counted };
                let speaker = speech::frame_at(&found.frames, figure.start).and_then(|f| f.country);
                let asked = route::Asked {
                    scene,
                    n,
                    figure,
                    counted: &counted,
                    cue: choice.cue.as_ref(),
                    cues: &found.cues[n],
                    parts: &found.parts,
                    speaker,
                    context,
                };
                let wanted = hosted(scene, choice.measure, &counted, choice.cue.as_ref());
                let read = route::route(&asked, wanted);
                let (measure, route) = like_before(found, &choice, (figure, &counted), n, drafts, read);
                let measure = hosted(scene, measure, &counted, choice.cue.as_ref());
                let (measure, route) = crate::settle::settle(found, n, measure, route, &counted, choice.cue.as_ref(), context);
                let (measure, route) = still_displaced(found, n, (measure, route), figure, &counted, drafts.last());
                let route = carried(found, n, measure, route, drafts.last());
                let route = match seen_by(found, n, figure)
                    .filter(|p| counted.end == figure.end && route.destination.is_some() && p.country() != route.origin)
                {
                    Some(place) => Route { destination: Some(place), crossing: None, ..route },
                    None => route,
                };
                let route = each_its_own(found, n, figure, route);
                let (measure, route) = reversed(found, n, &choice, (measure, route), figure, drafts.last());
                let (measure, route) = left_again(found, n, &choice, (measure, route), figure, &counted, drafts.last());
                drafts.push(Draft { n, figure: figure.clone(), counted, choice, measure, route });
            }
            None if plain && visits => {}
            None if stays_open(figure, &counted) || untold(found, n, figure, &counted) => {
                reading.findings.push(finding(found, document, FindingCode::MeasureOpen, figure.start..counted.end));
            }
            None => {}
        }
    }
}

/// "un jour d'attente", "an hour's wait": one unit of a wait.
fn waits_one(found: &Found<'_>, n: usize, figure: &Figure) -> bool {
    let unit = found.scene.view.at(figure.end, |s| matches!(s, Sense::Unit(u) if matches!(u.unit, Unit::Hour | Unit::Day)).then_some(()));
    let wait = |c: &Cue, end: usize| c.word.measure == Measure::Wait && !c.word.weak && (end..end + 2).contains(&c.start);
    unit.is_some_and(|((), end)| found.cues[n].iter().any(|c| wait(c, end)))
}

/// People counted without a noun of their own, or as residents, beside a verb of movement: no claim, but not to be passed over.
fn untold(found: &Found<'_>, n: usize, figure: &Figure, counted: &Counted) -> bool {
    let people = matches!(counted.unit, Unit::Person | Unit::Household);
    let counts = matches!(counted.class, NounClass::People | NounClass::Mover | NounClass::Event | NounClass::Resident | NounClass::Subset);
    people && counts && many(figure) && found.cues[n].iter().any(moving)
}

/// "3 400 sont passés", with nothing that says who: a bare number right before a verb of movement or its auxiliary.
fn moves_alone(found: &Found<'_>, n: usize, figure: &Figure) -> bool {
    let view = &found.scene.view;
    let near = |c: &Cue| moving(c) && (figure.end..figure.end + 4).contains(&c.start) && c.word.part == Speech::Verb;
    let led = |c: &Cue| {
        (figure.end..c.start).all(|i| [Grammar::Auxiliary, Grammar::Adverb, Grammar::Passive].iter().any(|g| view.grammar(i, *g).is_some()))
    };
    figure.kind == FigureKind::Count && many(figure) && found.cues[n].iter().any(|c| near(c) && led(c))
}

/// "2,500 more are expected", "340 were pregnant", "Adré 3,200; Tiné 1,150": a bare number beside people told, with a verb or a place.
fn goes_with(found: &Found<'_>, n: usize, figure: &Figure, last: Option<&Draft>) -> bool {
    let scene = &found.scene;
    let near = |d: &Draft| n - d.n <= 1 && scene.sentences[d.n].block == scene.sentences[n].block;
    let people = |d: &Draft| matches!(d.counted.unit, Unit::Person | Unit::Household) && !casualties(d.measure);
    let small = [Grammar::Filler, Grammar::Auxiliary, Grammar::Passive];
    let said = small.iter().any(|g| scene.view.grammar(figure.end, *g).is_some());
    let named = figure.start > 0 && scene.spot_at(figure.start - 1).is_some();
    figure.kind == FigureKind::Count && many(figure) && (said || named) && last.is_some_and(|d| near(d) && people(d))
}

/// Ten and more.
fn many(figure: &Figure) -> bool {
    figure.low.or(figure.high).is_some_and(|v| v >= 10.0)
}

/// A verb or noun of movement over a border or inside a country.
fn moving(cue: &Cue) -> bool {
    use Measure as M;
    let moves = matches!(cue.word.measure, M::CrossedIn | M::CrossedOut | M::Left | M::FledTo | M::Returned | M::DisplacedInternal);
    moves && !cue.word.weak
}

fn casualties(measure: Measure) -> bool {
    matches!(measure, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded)
}

/// People or households counted without a word of what they did: somebody has to look.
fn stays_open(figure: &Figure, counted: &Counted) -> bool {
    let people = matches!(counted.unit, Unit::Person | Unit::Household);
    people && counted.own && (counted.class == NounClass::Mover || counted.class == NounClass::People && many(figure))
}

/// A figure that takes its measure from a neighbour takes its route too, but for the places told beside the figure itself.
fn like_before(
    found: &Found<'_>,
    choice: &Choice,
    (figure, counted): (&Figure, &Counted),
    n: usize,
    drafts: &[Draft],
    read: (Measure, Route),
) -> (Measure, Route) {
    let scene = &found.scene;
    let (measure, route) = read;
    let Some(d) = drafts.last() else { return read };
    let near = d.n == n || scene.sentences[d.n].block == scene.sentences[n].block && d.n + 1 == n || same_quotation(scene, d, figure);
    let ranks = choice.cue.is_none() && ranked(found, n, figure, counted, drafts).is_some();
    let near = near || told_above(found, n, figure, drafts).is_some() || ranks;
    if !near || d.measure != measure || choice.score > 1.0 {
        return read;
    }
    // "…, Finland 60,000 and Mongolia 12,000", "… et plus du triple au Kazakhstan", "another 3,100 through Chaman"
    let own = own_place(found, n, figure);
    let post = own.and_then(|s| Some(s.place).filter(|_| s.crossing).or(s.alt_crossing));
    let through = post.filter(|p| d.route.crossing.is_some() || route.crossing == Some(*p));
    let toward = own.filter(|_| post.is_none() && d.route.destination.is_some()).map(|s| s.place);
    // "le Centre-Nord abrite 40 000 déplacés et l'Est 9 000": the region right before its own number.
    let within = own.map(|s| s.place).filter(|_| measure == Measure::DisplacedInternal && d.route.destination.is_none());
    // "… déplacées au Soudan, dont 65 % originaires de Khartoum"
    let out_of = found.scene.sentences[n].spots.clone().find_map(|k| {
        let spot = &found.scene.spots[k];
        (found.parts[k] == Part::From && spot.start > figure.end && spot.start <= figure.end + 4).then_some(spot.place)
    });
    // "… et les Haïtiens (46 558)"
    let nation = route.origin.filter(|_| ranks);
    let route = Route {
        // "Parmi eux 3 000 retournés tchadiens": who goes home does not come from there.
        origin: out_of.or(within).or(nation).or(d.route.origin).or(route.origin.filter(|o| Some(*o) != d.route.destination)),
        destination: toward.or(d.route.destination).or(route.destination),
        crossing: through.or(d.route.crossing).or(route.crossing),
        place: d.route.place.or(route.place),
        several: if d.route.crossing.is_some() { d.route.several && through.is_none() } else { route.several },
    };
    (d.measure, route)
}

/// "94 800 personnes ont fui Port-au-Prince. Près de 60 % d'entre elles ont gagné le Grand Sud": a part of the displaced is displaced.
fn still_displaced(
    found: &Found<'_>,
    n: usize,
    (measure, route): (Measure, Route),
    figure: &Figure,
    counted: &Counted,
    last: Option<&Draft>,
) -> (Measure, Route) {
    let sentence = &found.scene.sentences[n];
    let block = |d: &Draft| found.scene.sentences[d.n].block == sentence.block || d.n + 1 == n;
    let part = counted.unit == Unit::Percent && !counted.own || is_subset(&found.scene, figure, counted, &sentence.tokens);
    // "113,000 displaced people. Of these, 96,000 fled insecurity in the capital."
    let opens = found.scene.view.grammar(sentence.tokens.start, Grammar::Repeated).is_some();
    let part = part || opens;
    let whole = last.filter(|d| d.measure == Measure::DisplacedInternal && n - d.n <= 2 && block(d) && part);
    let Some(origin) = whole.map(|d| d.route.origin) else { return (measure, route) };
    let moves = matches!(measure, Measure::CrossedIn | Measure::FledTo | Measure::RefugeesStock | Measure::Left);
    let country = |p: Option<Place>| p.and_then(Place::country);
    if !moves || route.crossing.is_some() || route.destination.is_some() && country(route.destination) != country(origin) {
        return (measure, route);
    }
    let destination = route.destination.filter(|d| Some(*d) != origin);
    (Measure::DisplacedInternal, Route { origin, destination, ..Route::default() })
}

/// "plus de 20 000 sont arrivés à Adré. Près de 6 000 sont arrivés vendredi": the next figure of a flow has its ends, where its sentence
/// names no place.
fn carried(found: &Found<'_>, n: usize, measure: Measure, route: Route, last: Option<&Draft>) -> Route {
    let scene = &found.scene;
    let comes = |m: Measure| matches!(m, Measure::CrossedIn | Measure::FledTo | Measure::RefugeesStock);
    let near = |d: &&Draft| n - d.n <= 1 && scene.sentences[d.n].block == scene.sentences[n].block;
    let Some(d) = last.filter(near).filter(|d| comes(d.measure) && comes(measure)) else { return route };
    let named = |k: usize| !matches!(found.parts[k], Part::Speaker | Part::Dateline | Part::People);
    let silent = d.n == n || !scene.sentences[n].spots.clone().any(named);
    let alike = route.origin.is_none() || d.route.origin.is_none() || route.origin == d.route.origin;
    if route.destination.is_some() || !silent || !alike {
        return route;
    }
    let crossing = route.crossing.or(d.route.crossing.filter(|_| measure == d.measure));
    Route { origin: route.origin.or(d.route.origin), destination: d.route.destination, crossing, ..route }
}

/// "Le Kenya et le Tchad en abritent respectivement 6 000 et 5 000": each figure has the place that stands where it does.
fn each_its_own(found: &Found<'_>, n: usize, figure: &Figure, route: Route) -> Route {
    let scene = &found.scene;
    let sentence = &scene.sentences[n];
    if !sentence.tokens.clone().any(|i| scene.view.grammar(i, Grammar::Respectively).is_some()) {
        return route;
    }
    let counts: Vec<usize> = sentence.figures.iter().filter(|f| f.kind == FigureKind::Count).map(|f| f.start).collect();
    let named: Vec<Place> = sentence.spots.clone().map(|k| &scene.spots[k]).filter(|s| s.use_ == NameUse::Name).map(|s| s.place).collect();
    let own = counts.iter().position(|start| *start == figure.start).and_then(|k| named.get(k).copied());
    match own.filter(|_| counts.len() == named.len() && counts.len() > 1) {
        Some(place) if route.destination.is_some_and(|d| named.contains(&d)) => Route { destination: Some(place), ..route },
        Some(place) if route.origin.is_some_and(|o| named.contains(&o)) => Route { origin: Some(place), ..route },
        _ => route,
    }
}

/// "8 600 Russes sont entrés en Finlande et 4 200 ont traversé dans l'autre sens": back over the border of the figure before.
fn reversed(
    found: &Found<'_>,
    n: usize,
    choice: &Choice,
    (measure, route): (Measure, Route),
    figure: &Figure,
    last: Option<&Draft>,
) -> (Measure, Route) {
    let scene = &found.scene;
    let from = choice.cue.as_ref().map_or(figure.end, |c| c.end.max(figure.end));
    let back = (from..scene.sentences[n].tokens.end.min(from + 3)).any(|i| scene.view.grammar(i, Grammar::Reverse).is_some());
    let came =
        last.filter(|d| n - d.n <= 1 && d.measure == Measure::CrossedIn && d.route.origin.is_some() && d.route.destination.is_some());
    match came.filter(|_| back && measure == Measure::CrossedIn) {
        Some(d) => {
            (Measure::CrossedOut, Route { origin: d.route.destination, destination: d.route.origin, crossing: d.route.crossing, ..route })
        }
        None => (measure, route),
    }
}

/// "98,000 have entered Kazakhstan; 64,000 have left again", "In: 812 / Out: 95": out of where they came to.
fn left_again(
    found: &Found<'_>,
    n: usize,
    choice: &Choice,
    (measure, route): (Measure, Route),
    figure: &Figure,
    counted: &Counted,
    last: Option<&Draft>,
) -> (Measure, Route) {
    let scene = &found.scene;
    let came = last.filter(|d| n - d.n <= 1 && d.measure == Measure::CrossedIn);
    let Some((d, country)) = came.and_then(|d| Some((d, d.route.destination.and_then(Place::country)?))) else { return (measure, route) };
    let again = |c: &Cue| (c.start.saturating_sub(2)..c.end + 3).any(|i| scene.view.grammar(i, Grammar::Again).is_some());
    let some = || is_subset(scene, figure, counted, &scene.sentences[n].tokens);
    // "90,000 came to Kenya, 30,000 went out": no destination but the one told before.
    let elided = choice.measure == Measure::Left && d.n == n && counted.end == figure.end;
    let behind = || found.scene.sentences[n].spots.clone().any(|k| found.scene.spots[k].start > figure.end && found.parts[k] == Part::To);
    let out = match measure {
        Measure::Left | Measure::FledTo if elided && !behind() => true,
        Measure::Left => choice.cue.as_ref().is_some_and(|c| again(c) || some()) || d.n == n && counted.class == NounClass::Event,
        // Nobody is counted into one country and out of another in one breath.
        Measure::CrossedOut => d.n == n && route.origin.is_some() && route.origin == d.route.origin,
        // "7,743 into Finland and 6,463 out of Finland"
        Measure::CrossedIn => d.n == n && out_of(found, n, figure, country),
        _ => false,
    };
    if !out {
        return (measure, route);
    }
    let destination = route.destination.filter(|p| p.country() != Some(country) && measure == Measure::Left);
    (Measure::CrossedOut, Route { origin: Some(country), destination, crossing: route.crossing, ..Route::default() })
}

/// Whether a country behind a preposition of leaving touches a bare figure.
fn out_of(found: &Found<'_>, n: usize, figure: &Figure, country: Place) -> bool {
    found.scene.sentences[n].spots.clone().any(|k| {
        let spot = &found.scene.spots[k];
        found.parts[k] == Part::From && spot.country == Some(country) && spot.start > figure.end && spot.start <= figure.end + 3
    })
}

/// The place that touches a bare figure: right before it, or right behind it with a preposition that says where to or through.
fn own_place<'f>(found: &'f Found<'_>, n: usize, figure: &Figure) -> Option<&'f Spot> {
    let places = || found.scene.sentences[n].spots.clone().map(|k| (&found.scene.spots[k], found.parts[k]));
    let named = |s: &Spot| s.use_ == NameUse::Name;
    // "le Centre avec 30 000", "l'Est (9 000)"
    let view = &found.scene.view;
    let mark = |i: usize| ["avec", "with", "(", ":", "compte", "total", "de", "un"].iter().any(|w| view.is(i, w));
    let before =
        places().rev().find(|(s, _)| named(s) && s.end <= figure.start && figure.start - s.end <= 4 && (s.end..figure.start).all(mark));
    // "310 through Chaman"
    let leads = |s: &Spot, p: Part| matches!(p, Part::To | Part::At | Part::Via) || p == Part::Border && s.alt_crossing.is_some();
    let behind = || places().find(|(s, p)| named(s) && leads(s, *p) && s.start > figure.end && s.start <= figure.end + 2);
    before.or_else(behind).map(|(s, _)| s)
}

/// "… crossed into Georgia, while Finland saw a record 17,000": the country that is the subject of a bare figure's own verb.
fn seen_by(found: &Found<'_>, n: usize, figure: &Figure) -> Option<Place> {
    let scene = &found.scene;
    let last = scene.sentences[n].figures.iter().rev().find(|f| f.end <= figure.start)?.end;
    let plain = |i: usize| scene.view.kind(i) == exode_text::Kind::Word && scene.spot_at(i).is_none();
    scene.sentences[n].spots.clone().find_map(|k| {
        let spot = &scene.spots[k];
        let near = spot.start > last && spot.end < figure.start && figure.start <= spot.end + 3;
        let subject = spot.use_ == NameUse::Name && matches!(found.parts[k], Part::Bare | Part::Speaker) && !spot.crossing;
        (near && subject && (spot.end..figure.start).all(plain)).then_some(spot.place)
    })
}

/// People who are hosted are a stock, not a flight; those for whom room is only planned are yet to come.
pub(super) fn hosted(scene: &Scene<'_>, measure: Measure, counted: &Counted, cue: Option<&Cue>) -> Measure {
    let plans = |i: usize| scene.view.at(i, |s| matches!(s, Sense::Mood(m) if m.mood == Mood::Planned).then_some(())).is_some();
    let host = cue.is_some_and(|c| c.word.rate == Some(Rate::Stock) && !(c.start.saturating_sub(5)..c.start).any(plans));
    match (measure, counted.implied) {
        (Measure::FledTo, Some(Measure::DisplacedInternal)) if host => Measure::DisplacedInternal,
        (Measure::FledTo, _) if host => Measure::RefugeesStock,
        (m, _) => m,
    }
}

pub(super) fn finding(found: &Found<'_>, document: &Document, code: FindingCode, tokens: Range<usize>) -> Finding {
    let span = found.scene.bytes(&tokens);
    Finding {
        report: document.name.clone(),
        code,
        offset: document.map.start(span.start),
        quote: crate::mask::masked(span, found.scene.view.text, &found.names.private_spans(&found.scene)),
        remedy: code.remedy(),
    }
}
