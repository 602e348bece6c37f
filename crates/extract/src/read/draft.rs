//! The claims of one sentence, before their source and time are known.

use std::ops::Range;

use exode_claim::{Finding, FindingCode, Measure, Quantifier, Rate, Unit};
use exode_text::Document;

use super::decide::{decide, same_quotation};
use super::figures::{anaphors, goes_on, names_one, none_of, possessed, repeated};
use super::heading::counted_under;
use super::stand_in::stand_in;
use super::{Draft, Found, Reading};
use crate::counted::{Counted, Verdict, counted};
use crate::cue::{Choice, Cue};
use crate::lexicon::{Mood, NounClass, Sense};
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
    for figure in figures.iter().filter(|f| f.kind != FigureKind::Article || f.quantifier != Quantifier::Exact) {
        let counted = match counted(scene, figure, &sentence.tokens) {
            Verdict::Refused(_) => continue,
            // "less than an hour" measures, "nearly a family" counts nothing.
            Verdict::Counts(c) if figure.kind == FigureKind::Article && !matches!(c.unit, Unit::Hour | Unit::Day | Unit::Km) => continue,
            Verdict::Open if figure.kind == FigureKind::Article || names_one(scene, figure, &sentence.tokens) => continue,
            Verdict::Counts(c) => c,
            Verdict::Open => match stand_in(found, n, figure, drafts).or_else(|| counted_under(found, n, figure)) {
                Some(c) => c,
                None => continue,
            },
        };
        let own_or_told = possessed(scene, figure, &sentence.tokens) || repeated(scene, figure, &sentence.tokens);
        if own_or_told || goes_on(scene, figure, n, drafts.last()) {
            continue;
        }
        match decide(found, n, figure, &counted, &figures, drafts) {
            Some(choice) => {
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
                let (measure, route) = like_before(found, &choice, figure, n, drafts, read);
                let measure = hosted(scene, measure, &counted, choice.cue.as_ref());
                let (measure, route) = crate::settle::settle(scene, n, measure, route, &counted, context);
                drafts.push(Draft { n, figure: figure.clone(), counted, choice, measure, route });
            }
            None if stays_open(figure, &counted) => {
                reading.findings.push(finding(found, document, FindingCode::MeasureOpen, figure.start..counted.end));
            }
            None => {}
        }
    }
}

/// People or households counted without a word of what they did: somebody has to look.
fn stays_open(figure: &Figure, counted: &Counted) -> bool {
    let people = matches!(counted.unit, Unit::Person | Unit::Household);
    let many = figure.low.or(figure.high).is_some_and(|v| v >= 10.0);
    people && counted.own && (counted.class == NounClass::Mover || counted.class == NounClass::People && many)
}

/// A figure that takes its measure from a neighbour takes its route too, but for the places told beside the figure itself.
fn like_before(
    found: &Found<'_>,
    choice: &Choice,
    figure: &Figure,
    n: usize,
    drafts: &[Draft],
    read: (Measure, Route),
) -> (Measure, Route) {
    let scene = &found.scene;
    let (measure, route) = read;
    let Some(d) = drafts.last() else { return read };
    let near = d.n == n || scene.sentences[d.n].block == scene.sentences[n].block && d.n + 1 == n || same_quotation(scene, d, figure);
    if !near || d.measure != measure || choice.score > 1.0 {
        return read;
    }
    // "…, Finland 60,000 and Mongolia 12,000", "… et plus du triple au Kazakhstan", "another 3,100 through Chaman"
    let own = own_place(found, n, figure);
    let post = own.and_then(|s| Some(s.place).filter(|_| s.crossing).or(s.alt_crossing));
    let through = post.filter(|p| d.route.crossing.is_some() || route.crossing == Some(*p));
    let toward = own.filter(|_| post.is_none() && d.route.destination.is_some()).map(|s| s.place);
    // "… déplacées au Soudan, dont 65 % originaires de Khartoum"
    let out_of = found.scene.sentences[n].spots.clone().find_map(|k| {
        let spot = &found.scene.spots[k];
        (found.parts[k] == Part::From && spot.start > figure.end && spot.start <= figure.end + 4).then_some(spot.place)
    });
    let route = Route {
        origin: out_of.or(d.route.origin).or(route.origin),
        destination: toward.or(d.route.destination).or(route.destination),
        crossing: through.or(d.route.crossing).or(route.crossing),
        place: d.route.place.or(route.place),
        several: if d.route.crossing.is_some() { d.route.several && through.is_none() } else { route.several },
    };
    (d.measure, route)
}

/// The place that touches a bare figure: right before it, or right behind it with a preposition that says where to or through.
fn own_place<'f>(found: &'f Found<'_>, n: usize, figure: &Figure) -> Option<&'f Spot> {
    let places = || found.scene.sentences[n].spots.clone().map(|k| (&found.scene.spots[k], found.parts[k]));
    let named = |s: &Spot| s.use_ == NameUse::Name;
    let before = places().find(|(s, _)| named(s) && s.end == figure.start);
    let leads = |p: Part| matches!(p, Part::To | Part::At | Part::Via);
    let behind = || places().find(|(s, p)| named(s) && leads(*p) && s.start > figure.end && s.start <= figure.end + 2);
    before.or_else(behind).map(|(s, _)| s)
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
