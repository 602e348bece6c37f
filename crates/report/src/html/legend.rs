//! What stands beside a chart: the places of its kinds of marks, its figures as a list, how hedges are drawn.

use std::collections::BTreeMap;

use exode_claim::Modality;
use maud::{Markup, html};

use super::chart::{KINDS, Mark, R, dot};
use super::tell::{ChartWord, ChartWords};
use super::text;

fn icon(kind: usize, timed: bool) -> Markup {
    html! { svg.icon.{ "k" (kind) } viewBox="-8 -8 16 16" aria-hidden="true" { (dot(kind, timed, 0.0, 0.0)) } }
}

/// The kinds of marks there are, each with the names of its places.
pub(super) fn used(marks: &[Mark<'_>], kinds: &BTreeMap<&str, usize>, w: &dyn ChartWords) -> Vec<(usize, String)> {
    let mut used: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for m in marks {
        let (names, place) = (used.entry(m.kind).or_default(), w.place(m.s));
        if !names.contains(&place) {
            names.push(place);
        }
    }
    let crowded = |kind: usize, names: &[String]| kind == KINDS - 1 && kinds.len() > KINDS && names.len() > 2;
    let named = |kind, names: Vec<String>| if crowded(kind, &names) { w.word(ChartWord::OtherPlaces).to_owned() } else { names.join(", ") };
    used.into_iter().map(|(kind, names)| (kind, named(kind, names))).collect()
}

pub(super) fn places(marks: &[Mark<'_>], kinds: &BTreeMap<&str, usize>, w: &dyn ChartWords) -> Markup {
    html! {
        ul.kinds { @for (kind, names) in used(marks, kinds, w) { li { (icon(kind, true)) " " (text(&names)) } } }
    }
}

/// The same figures as a list: what a screen reader reads, and what a narrow chart leaves out.
pub(super) fn key(marks: &[Mark<'_>], w: &dyn ChartWords) -> Markup {
    html! {
        ol.key {
            @for m in marks {
                li {
                    span.n { (m.n) } (icon(m.kind, m.timed)) " "
                    a.struck[m.s.modality == Modality::Denied] href=[m.href.as_deref()] { (w.figure(m.s)) } " "
                    span.by {
                        @match &m.s.source {
                            Some(source) => span.source { (text(source)) },
                            None => span.source.none { (w.word(ChartWord::SourceOpen)) },
                        }
                        ", "
                        span.time { @match m.s.time { Some(t) => { (w.when(t)) } None => { (w.word(ChartWord::Published)) " " (w.day(m.day)) } } }
                    }
                }
            }
        }
    }
}

/// How hedges are drawn, as HTML of this page's style.
#[must_use]
pub fn legend(w: &dyn ChartWords) -> String {
    let c = 14.0;
    let samples = [
        (ChartWord::Exact, String::new()),
        (ChartWord::About, format!("M{c} 14V6m-4 0h8M{c} 14V22m-4 0h8")),
        (ChartWord::Nearly, format!("M{c} 14V23m-4 0h8")),
        (ChartWord::MoreThan, format!("M{c} 16V2m-4 5l4 -5l4 5")),
        (ChartWord::UpTo, format!("M{c} 12V26m-4 -5l4 5l4 -5")),
    ];
    let list = html! {
        ul.legend aria-label=(w.word(ChartWord::Legend)) {
            @for (name, path) in samples {
                li { svg viewBox="0 0 28 28" aria-hidden="true" { path.hedge d=(path) {} circle.dot cx="14" cy="14" r=(R) {} } (w.word(name)) }
            }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { rect.bar x="11" y="4" width="6" height="20" {} } (w.word(ChartWord::Between)) }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { rect.vague x="8" y="2" width="12" height="24" rx="3" {} } (w.word(ChartWord::Magnitude)) }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot.hollow cx="14" cy="14" r=(R) {} } (w.word(ChartWord::TimeOpen)) }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot cx="14" cy="14" r=(R) {} circle.planned cx="14" cy="14" r="9" {} } (w.word(ChartWord::Planned)) }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot cx="14" cy="14" r=(R) {} path.denied d="M6 6l16 16m0 -16l-16 16" {} } (w.word(ChartWord::Denied)) }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { line.window x1="0" x2="14" y1="14" y2="14" {} circle.dot cx="16" cy="14" r=(R) {} } (w.word(ChartWord::Window)) }
        }
    };
    list.into_string()
}
