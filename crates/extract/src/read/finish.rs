//! From draft to claim: time, rate, source, standing, span and id.

use exode_claim::{Bounds, Claim, ClaimId, Measure, Modality, Quantifier, Rate, Unit, When};
use exode_text::{Document, Span};
use jiff::civil::Date;

use super::echo;
use super::heading::{period_over, time_over};
use super::{Draft, Found, Step, Trace, why};
use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::{Grammar, Lexicon, Stance};
use crate::mood::standing;
use crate::rate;
use crate::scene::Scene;
use crate::speech;
use crate::time::{Anchor, Point, Relation};
use crate::timing;

/// Words of a participle's clause before the verb of its sentence.
const CLAUSE: usize = 16;

pub(super) fn finish(
    found: &Found<'_>,
    document: &Document,
    lexicon: &Lexicon,
    report: Option<Date>,
    hash: u64,
    draft: Draft,
    earlier: &[(Claim, Trace)],
) -> (Claim, Trace, (Span, Span)) {
    let scene = &found.scene;
    let Draft { n, mut figure, counted, choice, measure, route } = draft;
    let sentence = &scene.sentences[n];
    let cue = choice.cue.as_ref();
    let frame = speech::frame_at(&found.frames, figure.start);
    let mention = timing::time_of(scene, sentence, &figure, &counted, cue, &found.frames).or_else(|| time_over(found, n));
    let begun = mention.and_then(|t| timing::begun(scene, &figure, t));
    let mention = begun.as_ref().or(mention);
    let anchor = Anchor { report, speech: timing::speech_day(scene, figure.start, frame, report) };
    // "In the past 24 hours 12 people were killed, the network said on Sunday": they end on the day it is said.
    let lasting = mention.is_some_and(|m| matches!(m.expr.point, Point::Lasting(_)) && m.expr.relation == Relation::During);
    let said = || frame.and_then(|f| timing::spoken_day(scene, sentence, f, &anchor));
    let anchor = Anchor { speech: anchor.speech.or_else(|| said().filter(|_| lasting)), ..anchor };
    let undated = timing::speech_day_open(scene, figure.start, frame);
    // "contre 300 un jour ordinaire": what it is compared with has its own time behind it, or none.
    let against = timing::is_compared(scene, &figure);
    let reach = figure.start.min(cue.map_or(figure.start, |c| c.start))..counted.reach.max(cue.map_or(figure.end, |c| c.end));
    let mut standing = standing(scene, &figure, &reach, &sentence.tokens);
    if standing.ceiling && figure.quantifier == Quantifier::Exact {
        (figure.quantifier, figure.low) = (Quantifier::UpTo, None);
    }
    if lexicon.lang() == crate::lexicon::Lang::Fr && cue.is_some_and(|c| crate::mood::is_conditional(scene.view.word(c.end - 1))) {
        standing.hedged = true;
    }
    let ahead = cue.is_some_and(|c| crate::mood::is_future(scene, &(c.start..c.end)));
    if lexicon.lang() == crate::lexicon::Lang::Fr && ahead && !standing.hedged && counted.own {
        standing.modality = standing.modality.or(Some(Modality::Planned));
    }
    if let Some(frame) = frame {
        match frame.stance {
            // "craint un demi-million de déplacés, contre 362 000 aujourd'hui": what it is compared with is known.
            Stance::Distance if against => {}
            Stance::Distance => standing.hedged = true,
            Stance::Denial => standing.modality = Some(Modality::Denied),
            // "Tbilisi expects 5,000 a day; 31,200 have come": the plan ends with its clause.
            Stance::Plan if scene.barrier(frame.verb.end, figure.start) >= 3.5 => {}
            Stance::Plan => standing.modality = standing.modality.or(Some(Modality::Planned)),
            Stance::Correction => standing.modality = standing.modality.or(Some(Modality::Corrected)),
            Stance::Neutral => {}
        }
    }
    if measure == Measure::MobilisedTarget && standing.modality == Some(Modality::Planned) {
        standing.modality = None; // a target is a plan by its measure
    }
    let time = mention.filter(|t| !(undated && t.expr.is_deictic())).and_then(|t| {
        // "will be returned in June", "are due on Friday": what is planned lies ahead.
        let planned = standing.modality == Some(Modality::Planned) && matches!(t.expr.relation, Relation::During | Relation::Until);
        let when = if (planned || ahead && t.expr.relation == Relation::During) && !against {
            t.expr.clone().ahead().resolve(&anchor)?
        } else {
            t.expr.resolve(&anchor)?
        };
        // "dans la semaine depuis l'annonce": nothing is counted past the day of the report.
        let lasts = matches!(t.expr.relation, Relation::Since | Relation::After | Relation::Window);
        let when = match (when.start(), when.end(), report) {
            (Some(first), Some(last), Some(day)) if lasts && !planned && first <= day && day < last => When::between(first, day),
            _ => when,
        };
        if let Some(stretch) = timing::both_ends(scene, sentence, &figure, t, &anchor) {
            return Some(stretch);
        }
        // "since A" stays open, unless "already" closes it at the report's day.
        let open = matches!(t.expr.relation, Relation::Since | Relation::After)
            && !sentence.tokens.clone().any(|i| scene.view.grammar(i, Grammar::Already).is_some());
        Some(when.start().filter(|_| open).map_or(when, When::since))
    });
    let time = time.filter(|_| !against || mention.is_some_and(|m| m.start >= figure.end));
    // "Ce jour-là", "in the same period": the time told last.
    let time = time.or_else(|| earlier.last().filter(|_| timing::same_day(scene, sentence)).and_then(|(c, _)| c.time));
    // "Tuesday: 3.1k in, 1.2k out": shorthand goes on with the day and the rate told first.
    let shorthand = mention.is_none() && cue.is_some_and(|c| c.word.particle);
    // A part or an ellipsis shares the time of what it is part of, and a clause behind a semicolon that of its sentence's same measure.
    let time = time.or_else(|| {
        let (last, _) = earlier.last().filter(|_| mention.is_none() && !against)?;
        let goes_on =
            choice.score <= 1.0 || shorthand || same_event(last.measure, measure) && timing::after_semicolon(scene, sentence, &figure);
        let same = goes_on && told_beside(document, scene, &sentence.tokens, last);
        last.time.filter(|_| same && counted.unit != Unit::Factor)
    });
    let rate = rate::rate(scene, sentence, &figure, &counted, cue, measure, mention);
    // "4,500 a day were coming; it is 9k now": what points back is told at the same rate.
    let rate = match (rate, earlier.last()) {
        (Some(_), Some((last, _))) if shorthand && time.is_some() => last.rate,
        (Some(own), Some((last, _)))
            if last.measure == measure && (choice.score <= 1.0 || !counted.own && told_beside(document, scene, &sentence.tokens, last)) =>
        {
            // "… 3,100 in a week, 972 of them on Saturday": a day of its own behind the figure.
            let dated = own == Rate::PerDay && !against && mention.is_some_and(|m| m.start >= figure.end)
                || echo::totals(scene, &figure, &sentence.tokens)
                || timing::sum_of(scene, sentence, &figure).is_some();
            rate::stated(scene, sentence, &figure, &counted).or(last.rate.filter(|_| !dated)).or(rate)
        }
        _ => rate,
    };
    let time = time.or_else(|| {
        let flows = rate == Some(Rate::Cumulative) && mention.is_none() && !against && counted.unit != Unit::Factor;
        period_over(found, n).filter(|_| flows)?.expr.resolve(&anchor)
    });
    // What is present or moving at one moment is told as of a day, not up to it.
    // A mobilisation's target has no window: the time beside it is the order's.
    let time = time.filter(|_| measure != Measure::MobilisedTarget);
    // "have so far pre-registered 81,402 refugees": those present now are of no other day than the report's.
    let present = rate == Some(Rate::Stock) && mention.is_some_and(|m| m.expr.relation == Relation::Until && m.expr.point == Point::Day(0));
    let time = time.filter(|_| !present);
    let time = time.map(|t| match (rate, t.start(), t.end()) {
        (Some(Rate::Instant), None, Some(day)) => When::day(day),
        (None, None, Some(day))
            if counted.unit == Unit::Percent
                && measure == Measure::RefugeesStock
                && mention.is_some_and(|m| scene.view.is(m.start, "au")) =>
        {
            When::day(day)
        }
        (Some(Rate::Stock), None, Some(day)) if mention.is_some_and(|m| scene.view.is(m.start, "au") || scene.view.is(m.start, "as")) => {
            When::day(day)
        }
        _ => t,
    });
    let time = time.or_else(|| {
        let done = rate == Some(Rate::Cumulative) && mention.is_none() && standing_past(scene, &counted, cue);
        timing::spoken_day(scene, sentence, frame?, &anchor).filter(|_| done).map(When::until)
    });
    let quoted = if counted.own { figure.start..counted.end.max(figure.end) } else { figure.start..figure.end };
    let span = scene.bytes(&quoted);
    let quote = span.of(&document.text).to_owned();
    let nth = 1 + document.text[..span.start].matches(quote.as_str()).count();
    let whole = scene.bytes(&sentence.tokens);
    let bounds = Bounds { low: figure.low, high: figure.high }.scaled(counted.factor);
    let place = |p: Option<exode_place::Place>| p.map(crate::place::reference);
    let mut trace = Trace::default();
    trace.steps.push(Step {
        pattern: "number",
        result: format!("{} {}", figure.quantifier, show(bounds)),
        entries: figure.entries.clone(),
    });
    trace.steps.push(Step { pattern: "counted", result: counted.unit.to_string(), entries: counted.entries.clone() });
    trace.steps.push(Step { pattern: "measure", result: measure.to_string(), entries: cue.map(|c| c.entry).into_iter().collect() });
    trace.steps.extend(why::route(found, n, &figure, cue, &route));
    if let (Some(when), Some(mention)) = (time, mention) {
        trace.steps.push(Step { pattern: "time", result: when.to_string(), entries: mention.entries.clone() });
    }
    if let Some(frame) = frame {
        let said = frame.source.as_ref().map_or_else(|| "the outlet".to_owned(), ToString::to_string);
        trace.steps.push(Step { pattern: "speech", result: said, entries: frame.entries.clone() });
    }
    if !standing.entries.is_empty() {
        let what = standing.modality.map_or_else(|| "hedged".to_owned(), |m| m.to_string());
        trace.steps.push(Step { pattern: "standing", result: what, entries: standing.entries.clone() });
    }
    let claim = Claim {
        id: unique(ClaimId(mix(hash, span)), earlier),
        report: document.name.clone(),
        quote,
        offset: document.map.start(span.start),
        nth,
        bounds,
        quantifier: figure.quantifier,
        unit: counted.unit,
        measure,
        rate,
        origin: place(route.origin),
        destination: place(route.destination),
        crossing: place(route.crossing.filter(|_| !route.several)),
        place: place(route.place),
        time,
        source: frame.and_then(|f| f.source.clone()).or_else(|| ordered_by(found, sentence, measure, frame.is_some())),
        relay: frame.map(|f| f.relay.clone()).unwrap_or_default(),
        hedged: standing.hedged,
        modality: standing.modality.unwrap_or(Modality::Asserted),
        vague: figure.vague,
        sentence: (document.map.start(whole.start), document.map.end(whole.end)),
        lang: lexicon.lang().code(),
    };
    (claim, trace, (span, whole))
}

/// Whether a claim stands in the sentence `tokens`.
fn told_beside(document: &Document, scene: &Scene<'_>, tokens: &std::ops::Range<usize>, last: &Claim) -> bool {
    document.map.start(scene.bytes(tokens).start) == last.sentence.0
}

/// Whether the cue is told as done: "ont été tués", "have fled".
pub(super) fn standing_past(scene: &Scene<'_>, counted: &Counted, cue: Option<&Cue>) -> bool {
    let Some(cue) = cue else { return false };
    let helped = |i: usize| scene.view.grammar(i, Grammar::Passive).is_some() || scene.view.grammar(i, Grammar::Auxiliary).is_some();
    let from = counted.reach.min(cue.start);
    // "900 familles fuyant la guerre … ont trouvé refuge": the verb of the clause stands behind the participle.
    let participle = ["ant", "ing"].iter().any(|e| scene.view.word(cue.start).ends_with(e));
    let clause = cue.end..cue.end + if participle { CLAUSE } else { 0 };
    (from..cue.start).any(helped) || clause.take_while(|i| scene.view.kind(*i) == exode_text::Kind::Word).any(helped)
}

/// Whether two figures of a sentence tell of one event: the same measure, one queue and its wait, or the dead, the hurt and the missing
/// of one blow.
fn same_event(one: Measure, other: Measure) -> bool {
    let blow = |m: Measure| matches!(m, Measure::Killed | Measure::Wounded | Measure::KilledOrWounded);
    let queue = |m: Measure| matches!(m, Measure::QueueLength | Measure::QueueVehicles | Measure::QueuePeople | Measure::Wait);
    one == other || blow(one) && (blow(other) || other == Measure::Other) || queue(one) && queue(other)
}

/// Whose call-up it is, where nobody is quoted on it: "l'effort du président pour envoyer 40 000 recrues".
pub(super) fn ordered_by(
    found: &Found<'_>,
    sentence: &crate::scene::Sentence,
    measure: Measure,
    quoted: bool,
) -> Option<exode_claim::Attribution> {
    if quoted || measure != Measure::MobilisedTarget {
        return None;
    }
    speech::holder_of(&found.scene, &found.names, &sentence.tokens)
}

/// FNV-1a over the text: the stable half of every claim's id.
pub(super) fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

pub(super) fn mix(hash: u64, span: Span) -> u64 {
    let step = |h: u64, v: usize| (v as u64).to_le_bytes().iter().fold(h, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3));
    step(step(hash, span.start), span.end)
}

pub(super) fn unique(id: ClaimId, earlier: &[(Claim, Trace)]) -> ClaimId {
    let mut id = id;
    while earlier.iter().any(|(c, _)| c.id == id) {
        id = ClaimId(id.0.wrapping_add(1));
    }
    id
}

pub(super) fn show(b: Bounds) -> String {
    let end = |v: Option<f64>| v.map_or_else(String::new, |v| v.to_string());
    if b.low == b.high { end(b.low) } else { format!("{}..{}", end(b.low), end(b.high)) }
}
