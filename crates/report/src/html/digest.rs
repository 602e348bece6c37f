//! The head of the page, and what is claimed by place, measure and day.

use maud::{Markup, html};

use super::{chain, figure, marks, spread, text};
use crate::view::Briefing;
use exode_ledger::words;

pub(super) fn head(b: &Briefing) -> Markup {
    let h = &b.headline;
    let numbers: &[(usize, &str, &str)] = &[
        (h.disagreements, "disagreement", "#disagree"),
        (h.statements, "statement", "#places"),
        (h.claims, "claim", "#claims"),
        (h.sources, "source", "#claims"),
        (h.reports, "report", "#reports"),
    ];
    html! {
        p.kicker { "Briefing on reported figures" }
        h1 { (text(&b.title)) }
        p.lead {
            @if let Some(day) = b.as_of { "As known on " (words::day(day)) ". " }
            @if let Some((a, z)) = h.period { "Reports of " (words::period(a, z)) "." }
            @if let Some((a, z)) = h.speaks_of { " Figures speak of " (words::period(a, z)) "." }
        }
        ul.numbers {
            @for (n, word, target) in numbers {
                li { a href=(target) { b { (n) } " " span { (words::count(*n, word).split_once(' ').map_or("", |(_, w)| w)) } } }
            }
        }
        p.small {
            (words::count(h.publishers, "publisher")) ", " (words::count(h.sources, "named source")) "; "
            (words::count(h.unattributed, "statement")) " without a source."
            @if h.findings > 0 { " " a href="#findings" { (words::count(h.findings, "passage")) " could not be read safely." } }
            @if h.later_reports > 0 { " " (words::count(h.later_reports, "later report")) " set aside." }
        }
    }
}

pub(super) fn places(b: &Briefing) -> Markup {
    html! {
        section #places {
            h2 { "What is claimed, by place" }
            p.intro { "Each statement once, however many reports tell it. A figure leads to its sentence." }
            @for place in &b.places {
                section.place id=(place.anchor) {
                    h3 { (text(&place.name)) }
                    @for measure in &place.measures {
                        h4 { (measure.name) }
                        dl.days {
                            @for day in &measure.days {
                                div {
                                    dt.untimed[day.when.starts_with("time not")] { (day.when) }
                                    dd {
                                        ul.statements {
                                            @for &i in &day.statements {
                                                @let s = &b.statements[i];
                                                li id=(s.anchor) {
                                                    (figure(b, s)) (marks(s)) " "
                                                    span.by {
                                                        @if let Some(crossing) = s.crossing.as_ref().filter(|c| **c != s.place) { (text(crossing)) " \u{b7} " }
                                                        (chain(s.source.as_deref(), &s.relay))
                                                        " \u{b7} " (spread(s))
                                                    }
                                                    @for note in &s.notes { p.note { (text(note)) } }
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
