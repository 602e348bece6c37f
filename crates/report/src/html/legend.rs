//! What stands beside a chart: the places of its kinds of marks, its figures as a list, how hedges are drawn.

use std::collections::BTreeMap;

use exode_claim::Modality;
use maud::{Markup, html};

use super::chart::{KINDS, Mark, R, dot, kind_name};
use super::{chain, text};
use exode_ledger::words;

fn icon(kind: usize, timed: bool) -> Markup {
    html! { svg.icon.{ "k" (kind) } viewBox="-8 -8 16 16" aria-hidden="true" { (dot(kind, timed, 0.0, 0.0)) } }
}

/// The kinds of marks there are, each with the names of its places.
pub(super) fn used(marks: &[Mark<'_>], kinds: &BTreeMap<&str, usize>) -> Vec<(usize, String)> {
    let mut used: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for m in marks {
        let names = used.entry(m.kind).or_default();
        if !names.contains(&kind_name(m.s)) {
            names.push(kind_name(m.s));
        }
    }
    let crowded = |kind: usize, names: &[&str]| kind == KINDS - 1 && kinds.len() > KINDS && names.len() > 2;
    used.into_iter().map(|(kind, names)| (kind, if crowded(kind, &names) { "other places".to_owned() } else { names.join(", ") })).collect()
}

pub(super) fn places(marks: &[Mark<'_>], kinds: &BTreeMap<&str, usize>) -> Markup {
    html! {
        ul.kinds { @for (kind, names) in used(marks, kinds) { li { (icon(kind, true)) " " (text(&names)) } } }
    }
}

/// The same figures as a list: what a screen reader reads, and what a narrow chart leaves out.
pub(super) fn key(marks: &[Mark<'_>]) -> Markup {
    html! {
        ol.key {
            @for m in marks {
                li {
                    span.n { (m.n) } (icon(m.kind, m.timed)) " "
                    a.struck[m.s.modality == Modality::Denied] href=[m.href.as_deref()] { (m.s.figure) } " "
                    span.by {
                        (chain(m.s.source.as_deref(), &[])) ", "
                        span.time { @match m.s.time { Some(t) => { (words::when(t)) } None => { "published " (words::day(m.day)) } } }
                    }
                }
            }
        }
    }
}

/// How hedges are drawn, as HTML of this page's style.
#[must_use]
pub fn legend() -> String {
    let c = 14.0;
    let samples = [
        ("exact", String::new()),
        ("about", format!("M{c} 14V6m-4 0h8M{c} 14V22m-4 0h8")),
        ("nearly", format!("M{c} 14V23m-4 0h8")),
        ("more than, at least", format!("M{c} 16V2m-4 5l4 -5l4 5")),
        ("up to, less than", format!("M{c} 12V26m-4 -5l4 5l4 -5")),
    ];
    let list = html! {
        ul.legend aria-label="How hedges are drawn" {
            @for (name, path) in samples {
                li { svg viewBox="0 0 28 28" aria-hidden="true" { path.hedge d=(path) {} circle.dot cx="14" cy="14" r=(R) {} } (name) }
            }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { rect.bar x="11" y="4" width="6" height="20" {} } "between" }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { rect.vague x="8" y="2" width="12" height="24" rx="3" {} } "order of magnitude" }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot.hollow cx="14" cy="14" r=(R) {} } "time not stated, on the report\u{2019}s date" }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot cx="14" cy="14" r=(R) {} circle.planned cx="14" cy="14" r="9" {} } "planned or forecast" }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { circle.dot cx="14" cy="14" r=(R) {} path.denied d="M6 6l16 16m0 -16l-16 16" {} } "denied" }
            li { svg viewBox="0 0 28 28" aria-hidden="true" { line.window x1="0" x2="14" y1="14" y2="14" {} circle.dot cx="16" cy="14" r=(R) {} } "total over a window" }
        }
    };
    list.into_string()
}
