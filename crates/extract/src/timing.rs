//! Which of a sentence's times is a figure's, and its rate.

use exode_claim::{Measure, Rate, Unit, When};
use jiff::civil::Date;

use crate::counted::Counted;
use crate::cue::Cue;
use crate::number::Figure;
use crate::scene::{Scene, Sentence};
use crate::speech::Frame;
use crate::time::{Anchor, TimeMention, rate_at};

/// The time mention that belongs to a figure: near, in its clause, and not the day somebody spoke.
pub(crate) fn time_of<'s>(
    scene: &Scene<'_>,
    sentence: &'s Sentence,
    figure: &Figure,
    counted: &Counted,
    cue: Option<&Cue>,
    frames: &[Frame],
) -> Option<&'s TimeMention> {
    let reach = figure.start..counted.reach.max(figure.end);
    let spoken = |t: &TimeMention| {
        frames.iter().any(|f| {
            let near = t.start < f.verb.end + 2 && f.verb.start < t.end + 2;
            let inside = f.verb.start <= t.start && t.end <= f.verb.end;
            let beside = near && scene.barrier(t.end.min(f.verb.end), t.start.max(f.verb.start)) < 0.5;
            // The speech's own day opens the sentence before its subject or touches its verb; a time inside what is said does not.
            let opening = t.start <= sentence.tokens.start + 1 && f.scope.start >= t.end && f.verb.start < f.scope.start
                && f.verb.start >= t.end && scene.barrier(t.end, f.verb.start) < 1.0 && !f.scope.contains(&t.start);
            inside || beside || opening
        })
    };
    let mut best: Option<(&TimeMention, f32)> = None;
    for t in &sentence.times {
        if spoken(t) {
            continue;
        }
        let gap = if t.start >= reach.end {
            reach.end..t.start
        } else if t.end <= reach.start {
            t.end..reach.start
        } else {
            continue;
        };
        let others = sentence.figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end).count() as f32;
        let opens = t.start <= sentence.tokens.start + 2;
        let between = scene.barrier(gap.start, gap.end);
        let on_cue = cue.is_some_and(|c| t.start >= c.end && t.start <= c.end + 6);
        let mut cost = if opens { 0.9 + (between - 0.8).max(0.0) * 0.3 + 0.2 * others } else { 0.09 * gap.len() as f32 + between + 1.3 * others };
        if on_cue {
            cost -= 0.5;
        }
        if cost < 3.2 && best.is_none_or(|(_, b)| cost < b) {
            best = Some((t, cost));
        }
    }
    best.map(|(t, _)| t)
}

/// The day a quotation was spoken, for its "yesterday": the time beside its reporting verb, else the day that opens the sentence before.
pub(crate) fn speech_day(scene: &Scene<'_>, at: usize, frame: Option<&Frame>, report: Option<Date>) -> Option<Date> {
    let anchor = Anchor { report, speech: None };
    let day = |t: &TimeMention| if t.expr.is_single_day() { t.expr.resolve(&anchor).and_then(When::start) } else { None };
    let quotation = scene.quotation_at(at)?;
    if let Some(frame) = frame {
        let beside = scene
            .sentences
            .iter()
            .flat_map(|s| &s.times)
            .find(|t| t.start < frame.verb.end + 3 && frame.verb.start < t.end + 3 && !quotation.contains(&t.start));
        if let Some(found) = beside.and_then(day) {
            return Some(found);
        }
    }
    let first = scene.sentences.iter().position(|s| s.tokens.end > quotation.start)?;
    (first.saturating_sub(3)..first).rev().find_map(|n| {
        let s = &scene.sentences[n];
        s.times.iter().find(|t| t.start <= s.tokens.start + 1).and_then(day)
    })
}

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
    if let Some(rate) = stated(scene, sentence, figure, counted) {
        return Some(rate);
    }
    match measure {
        M::Capacity => None,
        M::RefugeesStock => Some(Rate::Stock),
        M::DisplacedInternal if cue.is_none_or(|c| c.word.weak || c.word.rate == Some(Rate::Stock)) => Some(Rate::Stock),
        M::CrossedIn | M::CrossedOut | M::Left | M::Returned | M::FledTo => {
            if let Some(rate) = cue.and_then(|c| c.word.rate) {
                return Some(rate);
            }
            Some(if time.is_some_and(|t| t.expr.is_single_day()) { Rate::PerDay } else { Rate::Cumulative })
        }
        M::TransitShare => None,
        _ => Some(Rate::Cumulative),
    }
}

/// "quotidiennement", "par jour", "a day", "au total" in the figure's clause.
fn stated(scene: &Scene<'_>, sentence: &Sentence, figure: &Figure, counted: &Counted) -> Option<Rate> {
    let from = sentence.tokens.start.max(figure.start.saturating_sub(10));
    let to = sentence.tokens.end.min(counted.reach.max(figure.end) + 14);
    let mut best: Option<(Rate, f32)> = None;
    for i in from..to {
        let Some((rate, end)) = rate_at(&scene.view, i) else { continue };
        let gap = if i >= figure.end { counted.end.max(figure.end).min(i)..i } else { end.min(figure.start)..figure.start };
        let others = sentence.figures.iter().filter(|f| f.start >= gap.start && f.end <= gap.end && f.start != figure.start).count() as f32;
        let cost = 0.08 * gap.len() as f32 + scene.barrier(gap.start, gap.end) + 0.7 * others;
        if cost < 1.9 && best.is_none_or(|(_, b)| cost < b) {
            best = Some((rate, cost));
        }
    }
    best.map(|(r, _)| r)
}
