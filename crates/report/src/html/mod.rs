//! The briefing as one HTML file: no network, no external asset, readable without script, on a phone and on paper.
//!
//! Invariants: text of the reports enters only through maud's escaping splices, and shown text through [`text`], which isolates it; the
//! page's policy (`default-src 'none'`) lets the browser run the one script of this crate and load nothing.

mod band;
mod chart;
mod chart_file;
mod claims;
mod digest;
mod drawn;
mod groups;
mod legend;
mod model;
mod newell;
mod notes;
mod panel;
mod policy;
mod scale;
mod tell;

use std::fmt::Write as _;

use exode_claim::Modality;
use maud::{DOCTYPE, Markup, PreEscaped, html};

pub use chart::{Chart, chart_code, charts_of};
pub use chart_file::{ChartFile, chart_file_policy, chart_files, modelled_chart_files};
pub use drawn::{Drawing, beside, modelled_charts};
pub use legend::legend;
pub use tell::{ChartWord, ChartWords, English};

use crate::view::Briefing;
use exode_ledger::Statement;
use exode_ledger::words;

/// The style of the page, for whoever shows its charts elsewhere.
pub const STYLE: &str = include_str!("../../assets/page.css");
const SCRIPT: &str = include_str!("../../assets/page.js");

/// The briefing as one self-contained HTML page.
///
/// Every splice is escaped, an address becomes a link only if it is http or https, and nothing is loaded from anywhere.
#[must_use]
pub fn html(briefing: &Briefing) -> String {
    let b = briefing;
    let sections: &[(&str, &str, bool)] = &[
        ("model", "Where things stand", b.model.is_some()),
        ("disagree", "Disagreements", true),
        ("agree", "Agreements", !b.agreements.is_empty()),
        ("charts", "Charts", true),
        ("places", "By place", true),
        ("claims", "All claims", true),
        ("reports", "Reports", true),
        ("notes", "Notes", true),
    ];
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy::policy(SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (clean(&b.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#disagree" { "Skip to the findings" }
                header.top { (digest::head(b)) }
                nav.jump aria-label="Sections" {
                    ul { @for (id, name, shown) in sections { @if *shown { li { a href={ "#" (id) } { (name) } } } } }
                }
                main {
                    (model::model(b))
                    (groups::disagreements(b))
                    (groups::agreements(b))
                    (chart::charts(b))
                    (digest::places(b))
                    (claims::table(b))
                    (notes::reports(b))
                    (notes::notes(b))
                }
                footer { p { "Made offline by exode from " (words::count(b.headline.reports, "report")) ". Figures are as reported: units are converted, vague words read as orders of magnitude, and nothing is averaged. Only counts and ratios are computed." @if b.model.is_some() { " What is marked as modelled is none of them: it comes out of a model of the border." } } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    page.into_string()
}

/// Text of a report without control characters (bidirectional ones are kept, they are isolated when shown).
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Text of a report, isolated from the text around it.
fn text(text: &str) -> Markup {
    html! { bdi { (clean(text)) } }
}

/// An address that may be a link.
fn link(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    let strange = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    (web && !url.contains(strange)).then_some(url)
}

/// Source, then relays, nearest to the source first.
fn chain(source: Option<&str>, relay: &[String]) -> Markup {
    html! {
        span.chain {
            @match source {
                Some(source) => { span.source { (text(source)) } }
                None => { span.source.none { "source not stated" } }
            }
            @for relay in relay { span.relay { " \u{203a} " (text(relay)) } }
        }
    }
}

/// What sets a statement apart from a plain assertion.
fn marks(s: &Statement) -> Markup {
    html! {
        @let word = words::modality(s.modality);
        @if !word.is_empty() { " " span.tag.(word) { (word) } }
        @if s.hedged { " " span.tag { "conditional" } }
        @if s.hedge_dropped { " " span.tag.dropped { "hedge dropped" } }
    }
}

/// A figure that leads to its first row.
fn figure(b: &Briefing, s: &Statement) -> Markup {
    let row = s.tellings.first().map_or("", |&r| b.rows[r].anchor.as_str());
    html! {
        a.figure.struck[s.modality == Modality::Denied] href={ "#" (row) } { (s.figure) }
    }
}

/// "3 reports, first 25 Sep 2022".
fn spread(s: &Statement) -> String {
    let mut out = words::count(s.reports, "report");
    if let Some(first) = s.first_seen {
        let _ = write!(out, ", {}{}", if s.reports > 1 { "first " } else { "" }, words::day(first));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        assert!(link("https://example.org/a?b=1").is_some());
        for bad in ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://a b", "http://a\u{202e}gpj", "ftp://x", ""] {
            assert!(link(bad).is_none(), "{bad}");
        }
    }
}
