//! The table of claims: a list of rows that open their sentence, sorted and filtered by the page's script where there is one.

use maud::{Markup, html};

use super::{chain, clean, text};
use crate::view::Briefing;
use exode_ledger::words;
use exode_ledger::{ReportRow, ReviewState, Row};

pub(super) fn table(b: &Briefing) -> Markup {
    let columns = ["Time", "Place", "Measure", "Figure", "Source", "Report"];
    html! {
        section #claims {
            h2 { "All claims" }
            p.intro { "One row for every figure in every report. Open a row for its sentence." }
            form.filter hidden {
                label { span { "Find" } input type="search" name="q" autocomplete="off" placeholder="place, source, words"; }
                label { span { "Measure" } select name="measure" {
                    option value="" { "all" }
                    @let mut measures = b.rows.iter().map(|r| r.claim.measure).collect::<Vec<_>>();
                    @let () = measures.sort_unstable();
                    @let () = measures.dedup();
                    @for m in measures { option value=(m.name()) { (words::measure(m)) } }
                } }
                p.shown role="status" aria-live="polite" {}
            }
            div.columns {
                @for (n, column) in columns.iter().enumerate() {
                    span { button type="button" data-sort=(n) disabled { (column) } }
                }
            }
            ol.rows { @for row in &b.rows { (item(b, row)) } }
        }
    }
}

fn item(b: &Briefing, row: &Row) -> Markup {
    let c = &row.claim;
    let s = &b.statements[row.statement];
    let report = &b.reports[row.report];
    let time = c.time.map_or_else(String::new, words::when);
    let source = c.source.as_ref().map(ToString::to_string);
    let modality = words::modality(c.modality);
    let sort = c.time.and_then(|t| t.end().or(t.start())).map(|d| d.to_string());
    html! {
        li data-measure=(c.measure.name()) data-time=[sort] data-value=(c.bounds.central()) {
            details {
                summary {
                    span.cell data-label="Time" { @if time.is_empty() { span.none { "not stated" } } @else { (time) } }
                    span.cell data-label="Place" { @if s.route.is_empty() { span.none { "not stated" } } @else { (text(&s.route)) } }
                    span.cell data-label="Measure" { (words::measure(c.measure)) }
                    span.cell.value data-label="Figure" { (row.figure) @if !modality.is_empty() { " " span.tag.(modality) { (modality) } } @if let Some(reviewed) = reviewed(row) { " " span.tag.reviewed { (reviewed) } } }
                    span.cell data-label="Source" { @match &source { Some(source) => { (text(source)) } None => { span.none { "not stated" } } } }
                    span.cell data-label="Report" { (text(report.outlet())) }
                }
                div.evidence id=(row.anchor) { (telling(b, row)) (terms(b, row, report)) }
            }
        }
    }
}

/// The sentence of a row with its figure marked, and where it stands.
pub(super) fn telling(b: &Briefing, row: &Row) -> Markup {
    let report = &b.reports[row.report];
    let (start, end) = row.mark;
    let part = |range: Option<&str>| clean(range.unwrap_or_default());
    html! {
        figure.telling {
            blockquote lang=(row.claim.lang) {
                bdi {
                    (part(row.sentence.get(..start)))
                    mark { (part(row.sentence.get(start..end))) }
                    (part(row.sentence.get(end..)))
                }
            }
            figcaption { (cite(report)) }
        }
    }
}

fn cite(report: &ReportRow) -> Markup {
    html! {
        (text(report.outlet()))
        @if let Some(title) = report.title.as_ref().filter(|_| report.publisher.is_some()) { ", " a.cite href={ "#" (report.anchor) } lang=(report.lang) { (text(title)) } }
        @else { ", " a.cite href={ "#" (report.anchor) } { (text(&report.name)) } }
        @if let Some(day) = report.published { ", " (words::day(day)) }
    }
}

fn terms(b: &Briefing, row: &Row, report: &ReportRow) -> Markup {
    let c = &row.claim;
    let statement = &b.statements[row.statement];
    let relay: Vec<String> = c.relay.iter().map(ToString::to_string).collect();
    let source = c.source.as_ref().map(ToString::to_string);
    html! {
        dl.terms {
            div { dt { "Source \u{203a} relay" } dd { (chain(source.as_deref(), &relay)) } }
            div { dt { "Hedge" } dd {
                (c.quantifier.name().replace('_', " "))
                @if c.vague { ", order of magnitude only" }
                @if c.hedged { ", reported conditionally" }
            } }
            div { dt { "Measure" } dd { code { (c.measure.name()) } @if let Some(rate) = c.rate { " " code { (rate.name()) } } } }
            div { dt { "Time" } dd { @match c.time { Some(t) => { (t) } None => { "not stated" } } } }
            div { dt { "Standing" } dd { (c.modality.name()) } }
            @if let Some(reviewed) = reviewed(row) {
                div { dt { "Review" } dd { (reviewed) @if !row.verified.corrected.is_empty() { ", set by reviewers: " (row.verified.corrected.join(", ")) } } }
            }
            div { dt { "Statement" } dd { a href={ "#" (statement.anchor) } { "told by " (words::count(statement.reports, "report")) } } }
            div { dt { "Byte" } dd { (c.offset) " in " (text(&report.name)) } }
            div { dt { "Id" } dd { code { (c.id) } } }
        }
    }
}

/// Where a claim stands in review, in a word or two; `None` where nobody looked at it.
fn reviewed(row: &Row) -> Option<&'static str> {
    match (row.verified.corrected.is_empty(), row.verified.state) {
        (false, ReviewState::Approved) => Some("corrected, approved"),
        (false, ReviewState::InProgress) => Some("corrected"),
        (_, state) => state.words(),
    }
}
