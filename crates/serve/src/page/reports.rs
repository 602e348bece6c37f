//! The reports, and what one of them says.

use exode::claim::ClaimId;
use exode::ledger::{Kinship, Twin};
use maud::{Markup, html};

use super::claims;
use super::doors::plain;
use super::frame::page;
use super::piece::{claim_figure, link, slice, text, turn};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::reply::Reply;

/// Reports a page.
const EACH: usize = 60;

/// The list, the newest first.
pub(crate) fn reports(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let all: Vec<usize> = {
        let reports = &ask.snapshot.evidence.reports;
        let mut all: Vec<usize> = (0..reports.len()).collect();
        all.sort_by_key(|&r| (std::cmp::Reverse(reports[r].published), r));
        all
    };
    let (part, at, pages) = slice(&all, ask.page(), EACH);
    let main = html! {
        h1 { (w.reports) }
        p.intro { (w.reports_intro) }
        p.shown {
            (w.counted(all.len(), "report")) ". "
            a href="/findings" { (w.counted(ask.snapshot.findings.len(), "finding")) }
        }
        (list(ask, part))
        (turn(w, &Filter::default(), "/reports", at, pages))
    };
    page(ask, 200, &w.reports, main)
}

/// Reports as a list.
pub(super) fn list(ask: &Ask<'_>, which: &[usize]) -> Markup {
    let w = ask.w;
    html! {
        ol.list { @for &r in which {
            @let report = &ask.snapshot.evidence.reports[r];
            li {
                p.head { (name(ask, r)) }
                p.by {
                    (text(report.outlet())) @if let Some(day) = report.published { ", " (w.day(day)) }
                    " \u{b7} " (w.counted(report.claims, "claim"))
                    @let copies = ask.snapshot.twins_of(r).count();
                    @if copies > 0 { " \u{b7} " (w.counted(copies, "twin")) }
                }
            }
        } }
    }
}

/// A report's headline or name, which leads to it.
pub(super) fn name(ask: &Ask<'_>, report: usize) -> Markup {
    let report = &ask.snapshot.evidence.reports[report];
    let shown = report.title.as_deref().unwrap_or(&report.name);
    html! {
        @match &report.hash {
            Some(hash) => { a href={ "/report/" (hash) } lang=(report.lang) { (text(shown)) } }
            None => { span lang=(report.lang) { (text(shown)) } }
        }
    }
}

/// One report: its claims in reading order, its copies.
pub(crate) fn report(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let Some(at) = ask.snapshot.report(ask.part(0)) else {
        return plain(w, 404, &w.not_found_title, &w.not_found_intro);
    };
    let evidence = &ask.snapshot.evidence;
    let report = &evidence.reports[at];
    let first = evidence.rows.partition_point(|row| row.report < at);
    let entries: Vec<Entry<'_>> = (first..evidence.rows.len())
        .take_while(|&row| evidence.rows[row].report == at)
        .map(|row| Entry::of_row(&ask.snapshot, row))
        .collect();
    let shown = report.title.as_deref().unwrap_or(&report.name);
    let twins: Vec<_> = ask.snapshot.twins_of(at).take(EACH).collect();
    let main = html! {
        p.kicker { (w.report) }
        h1 lang=(report.lang) { (text(shown)) }
        p.lead { (text(report.outlet())) @if let Some(day) = report.published { ", " (w.day(day)) } }
        dl.terms {
            div { dt { (w.id_label) } dd { (text(&report.name)) } }
            div { dt { (w.language_label) } dd { (report.lang) } }
            @if let Some(url) = report.url.as_deref() {
                div { dt { (w.original_address) } dd {
                    @match link(url) {
                        Some(address) => { a rel="noopener noreferrer nofollow external" href=(address) { (text(address)) } }
                        None => { (text(url)) }
                    }
                } }
            }
            @if let Some(hash) = &report.hash { div { dt { (w.text_hash) } dd { code { (hash) } } } }
        }
        @if !twins.is_empty() {
            section #twins {
                h2 { (w.twins) }
                p.intro { (w.twins_intro) }
                ul.list { @for (other, twin) in twins { li { (pair(ask, at, other, twin)) } } }
            }
        }
        section #claims {
            h2 { (w.counted(report.claims, "claim")) }
            (claims::list(ask, &entries))
        }
    };
    page(ask, 200, shown, main)
}

/// Two copies and in what they differ.
pub(super) fn pair(ask: &Ask<'_>, a: usize, b: usize, twin: &Twin<usize>) -> Markup {
    let w = ask.w;
    let outlet = |r: usize| ask.snapshot.evidence.reports[r].outlet();
    let flipped = twin.a != a;
    html! {
        p.head { (text(outlet(a))) " \u{2014} " (name(ask, b)) " " span.by { "(" (text(outlet(b))) ")" } }
        p.by {
            @match twin.kinship { Kinship::Text => { (w.twin_text) } Kinship::Figures => { (w.twin_figures) } }
            ", " (w.number((twin.likeness * 100.0).round())) (w.percent_gap)
        }
        @if twin.differs.is_empty() { p.by { (w.twin_faithful) } } @else {
            p { (w.twin_differs) }
            ul.differs {
                @for d in twin.differs.iter().take(20) {
                    @let (one, other) = if flipped { (d.b, d.a) } else { (d.a, d.b) };
                    li { (told(ask, one)) " \u{2192} " (told(ask, other)) }
                }
            }
        }
    }
}

/// The figure of a claim, or a dash where a copy has none in its place.
fn told(ask: &Ask<'_>, claim: Option<ClaimId>) -> Markup {
    let row = claim.and_then(|c| ask.snapshot.row(c));
    html! {
        @match row {
            Some(row) => {
                @let entry = Entry::of_row(&ask.snapshot, row);
                a href={ "/claim/" (entry.claim.id) } { (claim_figure(ask.w, &entry)) }
            }
            None => { "\u{2013}" }
        }
    }
}
