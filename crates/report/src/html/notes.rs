//! The reports, what was not understood, the promise of privacy, and the rules.

use maud::{Markup, html};

use super::{link, text};
use crate::view::Briefing;
use exode_ledger::RULES;
use exode_ledger::words;

/// Findings listed one by one; beyond, only their number is given.
const LISTED: usize = 200;

pub(super) fn reports(b: &Briefing) -> Markup {
    html! {
        section #reports {
            h2 { "Reports read" }
            ol.reports {
                @for r in &b.reports {
                    li id=(r.anchor) {
                        span.title lang=(r.lang) {
                            @let title = r.title.as_ref().unwrap_or(&r.name);
                            @match r.url.as_deref().and_then(link) {
                                Some(url) => { a href=(url) rel="noopener noreferrer" { (text(title)) } }
                                None => { (text(title)) }
                            }
                        }
                        p.small {
                            (text(r.publisher.as_deref().unwrap_or("publisher not stated"))) ", "
                            @match r.published { Some(day) => { (words::day(day)) } None => { "date not stated" } }
                            ", " (r.lang) ", " (words::count(r.claims, "claim")) ", file " code { (text(&r.name)) }
                        }
                    }
                }
            }
        }
    }
}

pub(super) fn notes(b: &Briefing) -> Markup {
    html! {
        section #notes {
            h2 { "Notes" }
            section #findings {
                h3 { "What was not understood" }
                @if b.findings.is_empty() {
                    p { "No passage was set aside as unreadable." }
                } @else {
                    p { "A figure that cannot be read safely is no claim. These are not counted anywhere above." }
                    ul.findings {
                        @for c in &b.finding_counts { li { b { (c.count) } " " (c.what) ": " (c.remedy) "." } }
                    }
                    details {
                        summary { "The passages" }
                        ul {
                            @for f in b.findings.iter().take(LISTED) {
                                li { @if !f.quote.is_empty() { q { (text(&f.quote)) } " " } span.small { (text(&f.report)) ", byte " (f.offset) } }
                            }
                            @if b.findings.len() > LISTED { li { "and " (b.findings.len() - LISTED) " more" } }
                        }
                    }
                }
            }
            section #privacy {
                h3 { "Private persons" }
                p { "Names of private persons are masked in the sentences and are part of no claim. A witness is a kind of speaker; holders of public office are named only where they speak in that office. Before forwarding, consider whether a place and a small number together could harm anyone." }
            }
            section #rules {
                h3 { "Rules used" }
                dl.rules { @for (name, rule) in RULES { dt { (name) } dd { (rule) } } }
            }
        }
    }
}
