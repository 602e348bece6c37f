//! The list of statements: each figure of one origin once, however many reports tell it.

use maud::{Markup, html};

use super::frame::page;
use super::piece::{chain, figure, filter, marks, shown, slice, text, turn, way};
use crate::ask::Ask;
use crate::filter::Filter;
use crate::reply::Reply;
use crate::words::{fill, term};

/// Statements a page.
const EACH: usize = 40;

/// The page.
pub(crate) fn statements(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let wanted = Filter::of(ask.request);
    let found = wanted.statements(&ask.snapshot);
    let (part, at, pages) = slice(&found, ask.page(), EACH);
    let main = html! {
        h1 { (w.statements) }
        p.intro { (w.statements_intro) }
        (filter(ask, &wanted, "/statements", true))
        (shown(w, found.len(), "statement", &wanted))
        (list(ask, part))
        (turn(w, &wanted, "/statements", at, pages))
    };
    page(ask, 200, &w.statements, main)
}

/// Statements as a list.
pub(super) fn list(ask: &Ask<'_>, statements: &[usize]) -> Markup {
    let (w, evidence) = (ask.w, &ask.snapshot.evidence);
    html! {
        ol.list.statements-list {
            @for &i in statements {
                @let s = &evidence.statements[i];
                @let doubts = ask.snapshot.discrepancies_of(i).len();
                li {
                    p.head {
                        (figure(w, s)) (marks(w, s.modality, s.hedged, s.hedge_dropped))
                        @if doubts > 0 { " " span.tag.dropped { (w.counted(doubts, "discrepancy")) } }
                    }
                    p {
                        span.what { (term(&w.measure, s.measure.name())) }
                        @let way = way(ask, s);
                        @if !way.is_empty() { " \u{b7} " (text(&way)) }
                        " \u{b7} " @match s.time { Some(time) => { (w.when(time)) } None => { span.none { (w.time_not_stated) } } }
                    }
                    p.by {
                        (chain(w, s.source.as_deref(), &s.relay))
                        " \u{b7} " (fill(&w.told_by, w.counted(s.reports, "report")))
                        @if let Some(first) = s.first_seen { ", " (w.first) " " (w.day(first)) }
                    }
                }
            }
        }
    }
}
