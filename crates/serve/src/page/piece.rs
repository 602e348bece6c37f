//! Pieces that several pages are made of.

use exode::claim::{Claim, Modality, PlaceRef};
use exode::ledger::{Statement, Verified};
use exode::{ReviewState, Sensitivity};
use maud::{Markup, html};

use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::url::encoded;
use crate::words::{Words, fill, term};

/// Text of a report or of a person, without control characters, isolated from what stands around it.
pub(super) fn text(text: &str) -> Markup {
    html! { bdi { (clean(text)) } }
}

/// Text without control characters, for attributes.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// An address that may be a link: http or https, without characters that hide where it leads.
pub(super) fn link(url: &str) -> Option<&str> {
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    let strange = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    ((lower.starts_with("https://") || lower.starts_with("http://")) && !url.contains(strange)).then_some(url)
}

/// What sets a claim or statement apart from a plain assertion.
pub(super) fn marks(w: &Words, modality: Modality, hedged: bool, dropped: bool) -> Markup {
    html! {
        @if modality != Modality::Asserted { " " span.tag.(modality.name()) { (term(&w.modality, modality.name())) } }
        @if hedged { " " span.tag { (w.conditional) } }
        @if dropped { " " span.tag.dropped { (w.hedge_dropped) } }
    }
}

/// Where a claim stands in review.
pub(super) fn standing(w: &Words, verified: &Verified) -> Markup {
    html! {
        @if verified.state != ReviewState::NotStarted {
            " " span.tag.reviewed.{ "s-" (verified.state.name()) } { (term(&w.state, verified.state.name())) }
        }
        @if !verified.corrected.is_empty() { " " span.tag.reviewed title=(fields(w, verified)) { (w.set_by_reviewers) } }
        @if verified.sensitivity != Sensitivity::Public { " " span.tag.denied { (term(&w.sensitivity, verified.sensitivity.name())) } }
    }
}

fn fields(w: &Words, verified: &Verified) -> String {
    verified.corrected.iter().map(|f| term(&w.field, f)).collect::<Vec<_>>().join(", ")
}

/// Source, then relays, nearest to the source first.
pub(super) fn chain(w: &Words, source: Option<&str>, relay: &[String]) -> Markup {
    html! {
        span.chain {
            @match source {
                Some(source) => { span.source { (text(source)) } }
                None => { span.source.none { (w.source_not_stated) } }
            }
            @for relay in relay { span.relay { " \u{203a} " (text(relay)) } }
        }
    }
}

/// The sentence of a claim with its figure marked.
pub(super) fn sentence(entry: &Entry<'_>) -> Markup {
    let (before, figure, after) = entry.marked();
    html! {
        blockquote lang=(entry.claim.lang) { bdi { (clean(before)) mark { (clean(figure)) } (clean(after)) } }
    }
}

/// Where the report of a claim came from.
pub(super) fn cite(w: &Words, entry: &Entry<'_>) -> Markup {
    html! { (text(entry.outlet)) @if let Some(day) = entry.published { ", " (w.day(day)) } }
}

/// The figure of a statement, which leads to it.
pub(super) fn figure(w: &Words, s: &Statement) -> Markup {
    let bounds = exode::claim::Bounds { low: s.low, high: s.high };
    html! {
        a.figure.struck[s.modality == Modality::Denied] href=(address(s)) { (w.figure(bounds, s.quantifier, s.unit, s.vague)) }
    }
}

/// Where a statement is.
pub(super) fn address(s: &Statement) -> String {
    format!("/statement/{}", s.anchor.trim_start_matches("s-"))
}

/// The figure of a claim.
pub(super) fn claim_figure(w: &Words, entry: &Entry<'_>) -> String {
    let c = entry.claim;
    w.figure(c.bounds, c.quantifier, c.unit, c.vague)
}

/// A place, which leads to all that is told of it.
pub(super) fn place(place: &PlaceRef) -> Markup {
    html! { a.place-link href={ "/statements?place=" (encoded(&place.id)) } { (text(&place.name)) } }
}

/// The route of a claim.
pub(super) fn route(w: &Words, entry: &Entry<'_>) -> Markup {
    let c = entry.claim;
    let nowhere = c.origin.is_none() && c.destination.is_none() && c.crossing.is_none() && c.place.is_none();
    html! {
        @if nowhere { span.none { (w.place_not_stated) } }
        @if let Some(origin) = &c.origin { (place(origin)) " \u{2192} " @if c.destination.is_none() { "?" } }
        @if let Some(destination) = &c.destination { @if c.origin.is_none() { "\u{2192} " } (place(destination)) }
        @if let Some(at) = c.crossing.as_ref().or(c.place.as_ref()) { @if c.origin.is_some() || c.destination.is_some() { ", " } (place(at)) }
    }
}

/// The way of a statement in signs, which read in every language: "Russia → Georgia, Verkhni Lars"; what one telling leaves open is taken
/// from the others. Empty where none states a place.
pub(super) fn way(ask: &Ask<'_>, s: &Statement) -> String {
    let rows = &ask.snapshot.evidence.rows;
    let told =
        |of: fn(&Claim) -> &Option<PlaceRef>| s.tellings.iter().find_map(|&row| of(&rows[row].claim).as_ref()).map(|p| p.name.as_str());
    let (origin, destination) = (told(|c| &c.origin), told(|c| &c.destination));
    let ends = match (origin, destination) {
        (None, None) => None,
        (a, b) => Some(format!("{} \u{2192} {}", a.unwrap_or_default(), b.unwrap_or("?")).trim_start().to_owned()),
    };
    let at = told(|c| &c.crossing).or_else(|| told(|c| &c.place)).map(str::to_owned);
    [ends, at].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The form that narrows a list. It works without script: every field stands in the address.
pub(super) fn filter(ask: &Ask<'_>, filter: &Filter, path: &str, states: bool) -> Markup {
    let w = ask.w;
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
    html! {
        form.filter action=(path) aria-label=(w.filter) {
            label { span { (w.search) } input type="search" name="q" value=(filter.words) autocomplete="off"; }
            label { span { (w.source) } input type="search" name="source" value=(filter.source) autocomplete="off"; }
            label { span { (w.place) } input type="search" name="place" value=(filter.place) autocomplete="off"; }
            label { span { (w.measure_label) } select name="measure" {
                option value="" { (w.any) }
                @for m in exode::claim::Measure::ALL {
                    option value=(m.name()) selected[filter.measure == Some(*m)] { (term(&w.measure, m.name())) }
                }
            } }
            label { span { (w.since) } input type="date" name="since" value=[day(filter.since)]; }
            label { span { (w.until) } input type="date" name="until" value=[day(filter.until)]; }
            @if states {
                label { span { (w.state_label) } select name="state" {
                    option value="" { (w.any) }
                    @for state in ReviewState::ALL {
                        option value=(state.name()) selected[filter.state == Some(state)] { (term(&w.state, state.name())) }
                    }
                } }
            }
            div.do { button type="submit" { (w.filter) } @if !filter.is_empty() { " " a href=(path) { (w.reset) } } }
        }
    }
}

/// How many there are, and which of them this page shows.
pub(super) fn shown(w: &Words, all: usize, what: &str, filter: &Filter) -> Markup {
    html! {
        p.shown role="status" {
            @if all == 0 { (w.none_found) } @else { (w.counted(all, what)) }
            @if !filter.words.is_empty() { " " span.small { (w.all_words_hint) } }
        }
    }
}

/// The links to the pages before and after.
pub(super) fn turn(w: &Words, filter: &Filter, path: &str, page: usize, pages: usize) -> Markup {
    html! {
        @if pages > 1 {
            nav.turn aria-label=(w.page_of) {
                @if page > 1 { a rel="prev" href=(filter.page(path, page - 1)) { "\u{2190} " (w.later) } }
                span { (fill(&fill(&w.page_of, page), pages)) }
                @if page < pages { a rel="next" href=(filter.page(path, page + 1)) { (w.earlier) " \u{2192}" } }
            }
        }
    }
}

/// The part of a list that a page shows, and how many pages there are.
pub(super) fn slice<T>(list: &[T], page: usize, each: usize) -> (&[T], usize, usize) {
    let pages = list.len().div_ceil(each).max(1);
    let page = page.clamp(1, pages);
    let from = (page - 1) * each;
    (&list[from..list.len().min(from + each)], page, pages)
}
