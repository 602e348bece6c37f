//! One statement: what it says, by what path it came, who tells it in which words, what does not add up about it, which copies there are.

use exode::ledger::relay_graph;
use maud::{Markup, html};

use super::claims::item;
use super::discrepancies;
use super::doors::plain;
use super::frame::page;
use super::piece::{chain, figure, marks, text, way};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::reply::Reply;
use crate::words::{fill, term};

/// Tellings a page; a figure every outlet repeats has thousands.
const TELLINGS: usize = 50;

/// The page.
pub(crate) fn statement(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let Some(at) = ask.snapshot.statement(ask.part(0)) else {
        return plain(w, 404, &w.not_found_title, &w.not_found_intro);
    };
    let s = &ask.snapshot.evidence.statements[at];
    let bounds = exode::claim::Bounds { low: s.low, high: s.high };
    let title = w.figure(bounds, s.quantifier, s.unit, s.vague);
    let tellings: Vec<Entry<'_>> = s.tellings.iter().take(TELLINGS).map(|&row| Entry::of_row(&ask.snapshot, row)).collect();
    let main = html! {
        p.kicker { (w.statement) " \u{b7} " (term(&w.measure, s.measure.name())) }
        h1 { (title) (marks(w, s.modality, s.hedged, s.hedge_dropped)) }
        p.lead {
            @let way = way(ask, s);
            @if way.is_empty() { span.none { (w.place_not_stated) } } @else { (text(&way)) }
            " \u{b7} " @match s.time { Some(time) => { (w.when(time)) } None => { span.none { (w.time_not_stated) } } }
        }
        p { (chain(w, s.source.as_deref(), &s.relay)) }
        @for note in &s.notes { p.note lang="en" { (text(note)) } }
        section #doubts {
            h2 { (w.discrepancies) }
            @let doubts = ask.snapshot.discrepancies_of(at);
            @if doubts.is_empty() { p { (w.no_discrepancy_here) } } @else { (discrepancies::list(ask, doubts, Some(at))) }
        }
        (path(ask, at))
        section #tellings {
            h2 { (w.tellings) }
            @if s.wordings.len() > 1 { p { (w.wordings) " " span lang="en" { (text(&s.wordings.join("; "))) } } }
            ol.list.claims-list { @for entry in &tellings { li { (item(ask, entry)) } } }
            @if s.tellings.len() > TELLINGS { p { (fill(&w.shown_of, TELLINGS)) " " (w.tally(s.tellings.len())) } }
        }
        (twins(ask, at))
    };
    page(ask, 200, &title, main)
}

/// Who has it from whom, as a list that reads in order.
fn path(ask: &Ask<'_>, at: usize) -> Markup {
    let w = ask.w;
    let graph = relay_graph(&ask.snapshot.evidence, at);
    let name = |voice: usize| graph.voices.get(voice).map_or("", |v| v.name.as_str());
    html! {
        section #path {
            h2 { (w.path) }
            p.intro { (w.path_intro) " " (fill(&w.path_origins, w.counted(graph.origins, "origin"))) }
            ol.path {
                @for voice in graph.voices.iter().filter(|v| v.source && !v.relay) {
                    li { b { (text(&voice.name)) } " " (w.path_says) }
                }
                @for link in &graph.links {
                    li {
                        span.from { (text(name(link.from))) } span.arrow aria-label=(w.path_cites) { " \u{2192} " } b { (text(name(link.to))) }
                        @if let Some(day) = link.since { ", " (w.day(day)) }
                        @if let Some(&row) = link.rows.first() {
                            ", " a href={ "/claim/" (ask.snapshot.evidence.rows[row].claim.id) } { (w.open_sentence) }
                        }
                    }
                }
                @for voice in graph.voices.iter().enumerate().filter(|(n, v)| {
                    !v.tellings.is_empty() && !graph.links.iter().any(|l| l.to == *n)
                }).map(|(_, v)| v) {
                    @if let Some(&row) = voice.tellings.first() {
                        li {
                            b { (text(&voice.name)) } ", " (w.only_relays) ", "
                            a href={ "/claim/" (ask.snapshot.evidence.rows[row].claim.id) } { (w.open_sentence) }
                        }
                    }
                }
            }
            @for lost in &graph.lost {
                p.note.lost { (w.lost_hedge) " " (text(&Entry::of_row(&ask.snapshot, lost.kept).claim.quote)) " \u{2192} " (text(&Entry::of_row(&ask.snapshot, lost.without).claim.quote)) }
            }
            @for circle in &graph.circles {
                p.note.lost { (w.circle) " " @for (n, &voice) in circle.iter().enumerate() { @if n > 0 { " \u{2194} " } (text(name(voice))) } }
            }
        }
    }
}

/// The copies among the reports that tell it.
fn twins(ask: &Ask<'_>, at: usize) -> Markup {
    let (w, evidence) = (ask.w, &ask.snapshot.evidence);
    let mut reports: Vec<usize> = evidence.statements[at].tellings.iter().map(|&r| evidence.rows[r].report).collect();
    reports.dedup();
    let pairs: Vec<_> = reports
        .iter()
        .take(TELLINGS)
        .flat_map(|&r| ask.snapshot.twins_of(r).map(move |(other, twin)| (r, other, twin)))
        .filter(|(r, other, _)| r < other || !reports.contains(other))
        .take(TELLINGS)
        .collect();
    html! {
        @if !pairs.is_empty() {
            section #twins {
                h2 { (w.twins) }
                p.intro { (w.twins_intro) }
                ul.list { @for (a, b, twin) in pairs { li { (super::reports::pair(ask, a, b, twin)) } } }
            }
        }
    }
}

/// A statement in one line, which leads to it.
pub(super) fn line(ask: &Ask<'_>, at: usize) -> Markup {
    let w = ask.w;
    let s = &ask.snapshot.evidence.statements[at];
    html! {
        (figure(w, s)) (marks(w, s.modality, s.hedged, false)) " "
        span.by {
            (term(&w.measure, s.measure.name()))
            @let way = way(ask, s);
            @if !way.is_empty() { ", " (text(&way)) }
            ", " @match s.time { Some(time) => { (w.when(time)) } None => { (w.time_not_stated) } }
            ", " (chain(w, s.source.as_deref(), &[]))
        }
    }
}
