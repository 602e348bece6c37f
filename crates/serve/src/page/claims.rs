//! The list of claims: one for every figure in every report.

use maud::{Markup, html};

use super::frame::page;
use super::piece::{cite, claim_figure, filter, marks, route, sentence, shown, slice, standing, turn};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::reply::Reply;
use crate::words::term;

/// Claims a page.
const EACH: usize = 40;

/// The page.
pub(crate) fn claims(ask: &Ask<'_>) -> Reply {
    if ask.is_early() {
        return super::early::claims(ask);
    }
    let w = ask.w;
    let wanted = Filter::of(ask.request);
    let found = wanted.claims(&ask.snapshot, ask.person.role);
    let (part, at, pages) = slice(&found, ask.page(), EACH);
    let main = html! {
        h1 { (w.claims) }
        p.intro { (w.claims_intro) }
        (filter(ask, &wanted, "/claims", true))
        (shown(w, found.len(), "claim", &wanted))
        (list(ask, part))
        (turn(w, &wanted, "/claims", at, pages))
    };
    page(ask, 200, &w.claims, main)
}

/// Claims as a list.
pub(super) fn list(ask: &Ask<'_>, entries: &[Entry<'_>]) -> Markup {
    html! {
        ol.list.claims-list { @for entry in entries { li { (item(ask, entry)) } } }
    }
}

/// One claim.
pub(super) fn item(ask: &Ask<'_>, entry: &Entry<'_>) -> Markup {
    let (w, c) = (ask.w, entry.claim);
    let source = c.source.as_ref().map(ToString::to_string);
    let relay: Vec<String> = c.relay.iter().map(ToString::to_string).collect();
    html! {
        p.head {
            a.figure href={ "/claim/" (c.id) } { (claim_figure(w, entry)) }
            (marks(w, c.modality, c.hedged, false)) (standing(w, entry.verified))
        }
        p {
            span.what { (term(&w.measure, c.measure.name())) } " \u{b7} " (route(w, entry)) " \u{b7} "
            @match c.time { Some(time) => { (w.when(time)) } None => { span.none { (w.time_not_stated) } } }
        }
        (sentence(entry))
        p.by { (super::piece::chain(w, source.as_deref(), &relay)) " \u{b7} " (cite(w, entry)) }
    }
}
