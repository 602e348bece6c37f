//! A figure's rate: stated beside it, else implied by what is measured, by its cue and by its time.

use exode_claim::{Measure, Rate, Unit};

use crate::counted::Counted;
use crate::cue::Cue;
use crate::lexicon::{AgentKind, Grammar, NounClass, Sense, SpeechRole};
use crate::number::Figure;
use crate::scene::{Scene, Sentence};
use crate::time::{Point, Relation, TimeMention, rate_at};

/// Words between a noun and its number behind it.
const AHEAD: usize = 10;

/// The rate of a figure: stated, else implied by cue, measure and time.
pub(crate) fn rate(
    scene: &Scene<'_>,
    sentence: &Sentence,
    figure: &Figure,
    counted: &Counted,
    cue: Option<&Cue>,
    measure: Measure,
    time: Option<&TimeMention>,
) -> Option<Rate> {
    use Measure as M;
    if matches!(counted.unit, Unit::Percent | Unit::Factor) {
        return None;
    }
    match measure {
        M::QueueLength | M::QueueVehicles | M::QueuePeople | M::Wait => return Some(Rate::Instant),
        _ => {}
    }
    // "Au total, ils étaient 118 000": a sum of those who stay is a stock.
    if let Some(rate) = stated(scene, sentence, figure, counted).filter(|r| measure != M::RefugeesStock || *r != Rate::Cumulative) {
        return Some(rate);
    }
    match measure {
        M::Capacity => None,
        // "Dimanche le nombre de nouveaux réfugiés était de 294": those of that day.
        M::RefugeesStock
            if (newly(scene, figure, counted) || newly_ahead(scene, sentence, figure)) && time.is_some_and(|t| t.expr.is_single_day()) =>
        {
            Some(Rate::PerDay)
        }
        M::RefugeesStock => Some(Rate::Stock),
        M::DisplacedInternal if newly(scene, figure, counted) => Some(Rate::Cumulative),
        // "26 500 déplacés depuis lundi", "100,000 displaced in two days": who was displaced in a stretch of days, not who is.
        // "Les évaluations menées en juin et juillet ont identifié 113 000 déplacés": they took that long, the displaced are there.
        M::DisplacedInternal
            if cue.is_none()
                && counted.implied == Some(measure)
                && time.is_some_and(|t| lasts(t) && !surveyed(scene, sentence, figure, t)) =>
        {
            Some(Rate::Cumulative)
        }
        M::DisplacedInternal if cue.is_some_and(|c| still(scene, c)) => Some(Rate::Stock),
        M::DisplacedInternal if cue.is_some_and(|c| nominal(scene, c)) => Some(Rate::Stock),
        // "Environ 2 000 personnes se sont déplacées au cours du mois de mai": a stretch of days, not a moment of it.
        M::DisplacedInternal if counted.implied.is_none() && time.is_some_and(|t| lasts(t) && t.expr.relation != Relation::Since) => {
            Some(Rate::Cumulative)
        }
        M::DisplacedInternal if cue.is_none_or(|c| c.word.weak || c.word.rate == Some(Rate::Stock)) => Some(Rate::Stock),
        // People who moved on one day, or were stopped on it; without a cue nothing tells a flow from those still missing.
        M::Other if cue.is_none() => Some(Rate::Cumulative),
        M::CrossedIn | M::CrossedOut | M::Left | M::Returned | M::FledTo | M::DisplacedInternal | M::Other => {
            // Room that is planned holds nobody yet.
            if let Some(rate) = cue.and_then(|c| c.word.rate).filter(|_| measure != M::FledTo) {
                return Some(rate);
            }
            Some(if time.is_some_and(|t| t.expr.is_single_day()) { Rate::PerDay } else { Rate::Cumulative })
        }
        M::TransitShare => None,
        _ => Some(Rate::Cumulative),
    }
}

/// "2 000 habitants sont toujours déplacés", "are displaced": how it is with them now.
fn still(scene: &Scene<'_>, cue: &Cue) -> bool {
    let view = &scene.view;
    let is = |i: usize| view.grammar(i, Grammar::Now).is_some();
    let adverb = |i: usize| view.grammar(i, Grammar::Adverb).is_some();
    // "se sont déplacées": what they did.
    let did = cue.start > 1 && view.grammar(cue.start - 2, Grammar::Reflexive).is_some();
    cue.start > 1 && !did && (is(cue.start - 1) || adverb(cue.start - 1) && is(cue.start - 2))
}

/// "le plus grand nombre de déplacés internes, avec 104 200 personnes": those who are displaced, not that they were.
fn nominal(scene: &Scene<'_>, cue: &Cue) -> bool {
    let noun = |s: &Sense| matches!(s, Sense::Noun(n) if n.measure == Some(Measure::DisplacedInternal)).then_some(());
    scene.view.at(cue.start, noun).is_some() && scene.view.grammar_before(cue.start, Grammar::Of).is_some()
}

/// Whether a time is how long those who counted took: it stands inside the sentence, before a verb of counting and what is counted.
fn surveyed(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure, time: &TimeMention) -> bool {
    let counting = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Counting).then_some(());
    time.start > sentence.tokens.start + 2 && (time.end..figure.start).any(|i| scene.view.at(i, counting).is_some())
}

/// Whether a time is a stretch of days in which something happens.
fn lasts(time: &TimeMention) -> bool {
    matches!(time.expr.relation, Relation::Since | Relation::Window)
        || time.expr.relation == Relation::During && matches!(time.expr.point, Point::Span(..) | Point::Lasting(_))
}

/// "42 318 nouveaux déplacés": a flow, whatever the noun.
fn newly(scene: &Scene<'_>, figure: &Figure, counted: &Counted) -> bool {
    (figure.end..counted.end).any(|i| scene.view.grammar(i, Grammar::New).is_some())
}

/// "Le nombre des arrivées de la journée était de 310": the noun stands ahead of its number.
fn newly_ahead(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure) -> bool {
    let view = &scene.view;
    let mover = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(n) if n.class == NounClass::Mover).then_some(())).is_some();
    (sentence.tokens.start.max(figure.start.saturating_sub(AHEAD))..figure.start).any(|i| view.grammar(i, Grammar::New).is_some_and(mover))
}

/// "quotidiennement", "par jour", "a day", "au total" in the figure's clause.
pub(crate) fn stated(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure, counted: &Counted) -> Option<Rate> {
    let from = sentence.tokens.start.max(figure.start.saturating_sub(10));
    let to = sentence.tokens.end.min(counted.reach.max(figure.end) + 14);
    let mut best: Option<(Rate, f32)> = None;
    for i in from..to {
        let Some((rate, end)) = rate_at(&scene.view, i) else { continue };
        // "le bilan quotidien", "un record mensuel": how often it is told.
        let told = |s: &Sense| matches!(s, Sense::Agent(a) if a.kind == AgentKind::Observation).then_some(());
        if scene.view.before(i, told).is_some() || i > 0 && scene.view.grammar(i - 1, Grammar::Record).is_some() {
            continue;
        }
        let gap = if i >= figure.end { counted.end.max(figure.end).min(i)..i } else { end.min(figure.start)..figure.start };
        let others = sentence.figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end && f.start != figure.start).count() as f32;
        let cost = 0.08 * gap.len() as f32 + scene.barrier(gap.start, gap.end) + 0.7 * others;
        if cost < 1.9 && best.is_none_or(|(_, b)| cost < b) {
            best = Some((rate, cost));
        }
    }
    best.map(|(r, _)| r)
}
