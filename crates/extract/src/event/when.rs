//! From when a change holds, and until when where that is told.

use exode_claim::{Unit, When};
use jiff::civil::Date;

use super::word::EventPart;
use crate::lexicon::Sense;
use crate::number::NumberRole;
use crate::scene::{Scene, Sentence};
use crate::speech::Frame;
use crate::time::{Anchor, Link, Point, Relation, TimeExpr, TimeMention, TimeUnit, TimeWord};
use crate::timing::speech_day;

/// The days of the change that rests on token `at` of sentence `n`: those told nearest; the day of the report where "now" stands for it.
pub(super) fn of(scene: &Scene<'_>, n: usize, at: usize, frame: Option<&Frame>, report: Option<Date>) -> Option<When> {
    let sentence = &scene.sentences[n];
    let anchor = Anchor { report, speech: speech_day(scene, at, frame, report) };
    let away = |t: &TimeMention| if t.start > at { scene.barrier(at, t.start) } else { scene.barrier(t.end, at) };
    // The day of the speech is not that of the change: "said on Friday that entry is barred from midnight".
    let spoken = |t: &TimeMention| {
        frame.is_some_and(|f| !f.verb.is_empty() && (t.start == f.verb.end || t.end == f.verb.start) && t.start != at + 1)
    };
    let told = |t: &&TimeMention| away(t) < 2.0 && !spoken(t) && !t.expr.compares() && !t.expr.is_duration_window();
    let mut times: Vec<&TimeMention> = sentence.times.iter().filter(told).collect();
    // "Shut for some hours on Thursday": over by now.
    if times.iter().any(|t| matches!(t.expr.point, Point::Length(l) if l.unit == TimeUnit::Hour)) || for_hours(scene, sentence) {
        return None;
    }
    // "Since" and "from" tell a beginning, whatever other day stands nearer.
    times.sort_by_key(|t| (t.expr.relation == Relation::During, t.start.abs_diff(at)));
    let view = &scene.view;
    // "From Friday" is the next one, "since Friday" the last.
    let from = |s: &Sense| matches!(s, Sense::Time(TimeWord::Link(Link::FromOn | Link::From))).then_some(());
    let coming = |t: &TimeMention| t.expr.is_deictic() && (view.at(t.start, from).is_some() || view.before(t.start, from).is_some());
    let ahead = |t: &TimeMention| if coming(t) { t.expr.clone().ahead() } else { t.expr.clone() };
    if let Some(days) = times.iter().find_map(|t| days(&ahead(t), &anchor, report)) {
        return Some(days);
    }
    let now = super::words(view, &sentence.tokens).iter().any(|(_, _, part)| *part == EventPart::Now);
    report.filter(|_| now).map(When::since)
}

/// Whether a sentence tells of some hours: "fermé plusieurs heures".
fn for_hours(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let hours = |i: usize| scene.view.at(i, |s| matches!(s, Sense::Unit(u) if u.unit == Unit::Hour).then_some(())).is_some();
    let several = |s: &Sense| matches!(s, Sense::Number(w) if w.role == NumberRole::Several).then_some(());
    sentence.tokens.clone().any(|i| hours(i) && scene.view.before(i, several).is_some())
}

fn days(expr: &TimeExpr, anchor: &Anchor, report: Option<Date>) -> Option<When> {
    // "In recent days": no day it began.
    if matches!(expr.point, Point::Length(_) | Point::Lasting(_) | Point::Coming(_)) {
        return None;
    }
    let told = expr.resolve(anchor)?;
    match expr.relation {
        Relation::Until | Relation::Before => {
            told.end().zip(report).filter(|(end, day)| day <= end).map(|(end, day)| When::between(day, end))
        }
        // Two days are told as a span; one day is when it began.
        Relation::During if matches!(expr.point, Point::Span(..)) => Some(told),
        _ => told.start().map(When::since),
    }
}
