//! What does not add up, with the arithmetic; and what could not be read safely.

use exode::ledger::Severity;
use maud::{Markup, html};

use super::frame::page;
use super::piece::{slice, text, turn};
use super::statement::line;
use crate::ask::Ask;
use crate::filter::Filter;
use crate::reply::Reply;
use crate::words::term;

/// Discrepancies or findings a page.
const EACH: usize = 30;

/// The page of discrepancies.
pub(crate) fn discrepancies(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let severities = [Severity::Contradiction, Severity::Warning, Severity::Note];
    let severity = ask.request.asked("severity").and_then(|name| severities.into_iter().find(|s| s.name() == name));
    let found: Vec<usize> =
        (0..ask.snapshot.discrepancies.len()).filter(|&n| severity.is_none_or(|s| ask.snapshot.discrepancies[n].severity == s)).collect();
    let (part, at, pages) = slice(&found, ask.page(), EACH);
    let path = severity.map_or_else(|| "/discrepancies".to_owned(), |s| format!("/discrepancies?severity={}", s.name()));
    let main = html! {
        h1 { (w.discrepancies) }
        p.intro { (w.discrepancies_intro) }
        ul.choices {
            li { a href="/discrepancies" aria-current=[severity.is_none().then_some("true")] { (w.any) } }
            @for s in severities {
                @let n = ask.snapshot.discrepancies.iter().filter(|d| d.severity == s).count();
                li {
                    a href={ "/discrepancies?severity=" (s.name()) } aria-current=[(severity == Some(s)).then_some("true")] {
                        (term(&w.severity, s.name())) " (" (w.tally(n)) ")"
                    }
                }
            }
        }
        @if part.is_empty() { p { (w.discrepancies_none) } } @else { (list(ask, part, None)) }
        (pager(ask, &path, at, pages))
    };
    page(ask, 200, &w.discrepancies, main)
}

fn pager(ask: &Ask<'_>, path: &str, at: usize, pages: usize) -> Markup {
    // The pager of lists appends its own query; this path may have one already.
    let link = |n: usize| format!("{path}{}page={n}", if path.contains('?') { '&' } else { '?' });
    let w = ask.w;
    html! {
        @if pages > 1 {
            nav.turn aria-label=(w.page_of) {
                @if at > 1 { a rel="prev" href=(link(at - 1)) { "\u{2190} " (at - 1) } }
                span { (crate::words::fill(&crate::words::fill(&w.page_of, at), pages)) }
                @if at < pages { a rel="next" href=(link(at + 1)) { (at + 1) " \u{2192}" } }
            }
        }
    }
}

/// Discrepancies as cards; `about` is the statement whose page this is, which need not be told again.
pub(super) fn list(ask: &Ask<'_>, which: &[usize], about: Option<usize>) -> Markup {
    let w = ask.w;
    html! {
        ol.list.doubts {
            @for &n in which {
                @let d = &ask.snapshot.discrepancies[n];
                li.{ "w-" (d.severity.name()) } {
                    p.head { b { (term(&w.rule, d.rule.code())) } " " span.tag.(d.severity.name()) { (term(&w.severity, d.severity.name())) } }
                    p.arithmetic lang="en" { (text(&d.arithmetic)) }
                    ul.sides {
                        @if d.sides.is_empty() {
                            @for &s in d.statements.iter().filter(|s| Some(**s) != about).take(12) { li { (line(ask, s)) } }
                        } @else {
                            @for (letter, side) in ('A'..='Z').zip(&d.sides) {
                                @for &s in side.iter().take(6) { li { b.side { (letter) } " " (line(ask, s)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The page of findings.
pub(crate) fn findings(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let all = &ask.snapshot.findings;
    let (part, at, pages) = slice(all, ask.page(), EACH);
    let main = html! {
        h1 { (w.findings) }
        p.intro { (w.findings_intro) }
        p.shown { (w.counted(all.len(), "finding")) }
        ol.list {
            @for finding in part {
                li {
                    p.head { b { (term(&w.finding, finding.code.name())) } " \u{b7} " (text(&finding.report)) " \u{b7} " (w.byte) " " (finding.offset) }
                    @if !finding.quote.is_empty() { blockquote { (text(&finding.quote)) } }
                    p.by { (term(&w.remedy, finding.code.name())) }
                }
            }
        }
        (turn(w, &Filter::default(), "/findings", at, pages))
    };
    page(ask, 200, &w.findings, main)
}
