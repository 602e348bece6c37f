//! One claim as it stands this moment: its sentence, its fields, what was decided, and the forms to decide.

use exode::claim::{Claim, ClaimId};
use exode::{Listed, Query, Review, StoreError};
use maud::{Markup, html};

use super::doors::plain;
use super::frame::page;
use super::piece::{chain, claim_figure, marks, route, sentence, standing, text};
use super::review::{forms, next};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::people::Role;
use crate::reply::Reply;
use crate::snapshot::claim_id;
use crate::verdict::Verdict;
use crate::words::term;

/// A claim of the file with what goes with it.
pub(super) struct Now {
    pub(super) listed: Listed,
    pub(super) history: Vec<Review>,
    /// What [`exode::Store::seen`] tells of it.
    pub(super) seen: u64,
}

/// The claim as it stands in the file.
pub(super) fn now(ask: &Ask<'_>, id: ClaimId) -> Result<Option<Now>, StoreError> {
    let file = ask.site.room.file();
    let found = file.list(&Query { id: Some(id), limit: 1, ..Query::default() })?;
    let Some(listed) = found.into_iter().next() else { return Ok(None) };
    Ok(Some(Now { listed, history: file.history(id)?, seen: file.seen(id)? }))
}

/// The page.
pub(crate) fn claim(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let missing = || plain(w, 404, &w.not_found_title, &w.not_found_intro);
    let Some(id) = claim_id(ask.part(0)) else { return missing() };
    if !ask.may(Role::Reviewer) {
        if ask.is_early() {
            return super::early::early(ask);
        }
        // Readers see the moment without what is not for them, and no history.
        let Some(row) = ask.snapshot.row(id) else { return missing() };
        let entry = Entry::of_row(&ask.snapshot, row);
        let main = html! { (body(ask, &entry)) p { (w.reader_cannot) } };
        return page(ask, 200, &claim_figure(w, &entry), main);
    }
    match now(ask, id) {
        Ok(Some(now)) => {
            let entry = Entry::of_listed(&now.listed, ask.snapshot.row(id).map(|r| ask.snapshot.evidence.rows[r].statement));
            page(ask, 200, &claim_figure(w, &entry), view(ask, &now, &entry, None))
        }
        Ok(None) => missing(),
        Err(error) => plain(w, 500, &w.wrong_title, &error.to_string()),
    }
}

/// Everything a reviewer sees; `refused` says why the last decision was not taken.
fn view(ask: &Ask<'_>, now: &Now, entry: &Entry<'_>, refused: Option<Markup>) -> Markup {
    html! {
        @if let Some(refused) = refused { div.refused role="alert" { (refused) } }
        (body(ask, entry))
        (forms(ask, now, entry))
        (history(ask, &now.history))
    }
}

fn body(ask: &Ask<'_>, entry: &Entry<'_>) -> Markup {
    let (w, c) = (ask.w, entry.claim);
    let report = ask.snapshot.row(c.id).map(|row| ask.snapshot.evidence.rows[row].report);
    html! {
        p.kicker { (w.claim) " \u{b7} " (term(&w.measure, c.measure.name())) }
        h1 { (claim_figure(w, entry)) (marks(w, c.modality, c.hedged, false)) (standing(w, entry.verified)) }
        figure.telling.large {
            (sentence(entry))
            figcaption {
                (text(entry.outlet)) @if let Some(day) = entry.published { ", " (w.day(day)) }
                @if let Some(report) = report { ", " (super::reports::name(ask, report)) }
            }
        }
        (terms(ask, entry))
        @if let Some(statement) = entry.statement {
            p { (w.statement) ": " (super::statement::line(ask, statement)) }
            @let doubts = ask.snapshot.discrepancies_of(statement);
            @if !doubts.is_empty() {
                details.doubts-here {
                    summary { (w.counted(doubts.len(), "discrepancy")) }
                    (super::discrepancies::list(ask, doubts, Some(statement)))
                }
            }
        }
    }
}

fn terms(ask: &Ask<'_>, entry: &Entry<'_>) -> Markup {
    let (w, c) = (ask.w, entry.claim);
    let source = c.source.as_ref().map(ToString::to_string);
    let relay: Vec<String> = c.relay.iter().map(ToString::to_string).collect();
    html! {
        dl.terms {
            div { dt { (w.quote_label) } dd lang=(c.lang) { (text(&c.quote)) } }
            div { dt { (w.source) } dd { (chain(w, source.as_deref(), &relay)) } }
            div { dt { (w.route) } dd { (route(w, entry)) } }
            div { dt { (w.time) } dd { @match c.time { Some(time) => { (w.when(time)) } None => { (w.not_stated) } } } }
            div { dt { (w.measure_label) } dd { (term(&w.measure, c.measure.name())) } }
            div { dt { (w.rate_label) } dd { @match c.rate { Some(rate) => { (term(&w.rate, rate.name())) } None => { (w.not_stated) } } } }
            div { dt { (w.modality_label) } dd { (term(&w.modality, c.modality.name())) @if c.hedged { ", " (w.conditional) } } }
            @if !entry.verified.corrected.is_empty() {
                div { dt { (w.set_by_reviewers) } dd { (entry.verified.corrected.iter().map(|f| term(&w.field, f)).collect::<Vec<_>>().join(", ")) } }
            }
            div { dt { (w.byte) } dd { (c.offset) } }
            div { dt { (w.id_label) } dd { code { (c.id) } } }
        }
    }
}

/// What was decided, the latest last; what was taken back is struck out, not hidden.
fn history(ask: &Ask<'_>, history: &[Review]) -> Markup {
    let w = ask.w;
    let stands = exode::ledger::standing(history, |r| r.by.as_str());
    html! {
        section #history {
            h2 { (w.history) }
            @if history.is_empty() { p { (w.history_none) } }
            ol.history {
                @for (review, stands) in history.iter().zip(stands) {
                    @let back = !stands && review.action != exode::Action::Undo;
                    li.back[back] { (super::audit::entry(w, review)) @if back { " " span.tag { (w.taken_back) } } }
                }
            }
        }
    }
}

/// A decision from a form. Afterwards: the next claim of the queue, or this one again.
pub(crate) fn decide(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let missing = || plain(w, 404, &w.not_found_title, &w.not_found_intro);
    let Some(id) = claim_id(ask.part(0)) else { return missing() };
    let form = ask.request.form();
    let field = |name: &str| form.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
    let verdict = match Verdict::of(field, ask.site.languages) {
        Ok(verdict) => verdict,
        Err(error) => return refuse(ask, id, 422, html! { p lang="en" { (text(&error.to_string())) } }),
    };
    let Some(seen) = field("seen").and_then(|s| u64::from_str_radix(&s, 16).ok()) else {
        return refuse(ask, id, 409, html! { p { (w.stale_intro) } });
    };
    let settles = matches!(verdict.action, exode::Action::Accept | exode::Action::Reject);
    let review = verdict.entry(id, &ask.person.name, (ask.site.now)());
    match ask.site.room.decide(review, seen) {
        Ok(()) if settles && field("from").as_deref() == Some("queue") => Reply::see(next(ask, id)),
        Ok(()) => Reply::see(format!("/claim/{id}")),
        Err(StoreError::Stale(_)) => stale(ask, id, field("figure")),
        Err(StoreError::NoClaim(other)) if other == id => missing(),
        Err(error @ (StoreError::NoClaim(_) | StoreError::NoTie(..))) => {
            refuse(ask, id, 422, html! { p lang="en" { (text(&error.to_string())) } })
        }
        Err(error) => plain(w, 500, &w.wrong_title, &error.to_string()),
    }
}

/// Somebody else was faster: what stands now, and what it was when this person decided.
fn stale(ask: &Ask<'_>, id: ClaimId, was: Option<String>) -> Reply {
    let w = ask.w;
    let Ok(Some(now)) = now(ask, id) else { return plain(w, 404, &w.not_found_title, &w.not_found_intro) };
    let figure = claim_figure(w, &Entry::of_listed(&now.listed, None));
    let last = now.history.last();
    refuse(
        ask,
        id,
        409,
        html! {
            h2 { (w.stale_title) }
            p { (w.stale_intro) }
            ul {
                @if let Some(review) = last { li { (super::audit::entry(w, review)) } }
                @if let Some(was) = was.filter(|was| *was != figure) { li { (text(&was)) " \u{2192} " b { (figure) } } }
            }
            p { (w.look_again) }
        },
    )
}

fn refuse(ask: &Ask<'_>, id: ClaimId, status: u16, why: Markup) -> Reply {
    let w = ask.w;
    match now(ask, id) {
        Ok(Some(now)) => {
            let entry = Entry::of_listed(&now.listed, ask.snapshot.row(id).map(|r| ask.snapshot.evidence.rows[r].statement));
            page(ask, status, &w.refused_title, view(ask, &now, &entry, Some(why)))
        }
        _ => plain(w, 404, &w.not_found_title, &w.not_found_intro),
    }
}

/// A field of a claim as it would be typed into the form.
pub(super) fn typed(claim: &Claim, field: &str) -> String {
    let place = |p: &Option<exode::claim::PlaceRef>| p.as_ref().map_or_else(String::new, |p| p.name.clone());
    match field {
        "figure" => exode::typed_figure(claim.bounds, claim.quantifier),
        "unit" => claim.unit.name().to_owned(),
        "measure" => claim.measure.name().to_owned(),
        "rate" => claim.rate.map_or_else(String::new, |r| r.name().to_owned()),
        "origin" => place(&claim.origin),
        "destination" => place(&claim.destination),
        "crossing" => place(&claim.crossing),
        "place" => place(&claim.place),
        "time" => claim.time.map_or_else(String::new, |t| t.to_string()),
        "source" => claim.source.as_ref().map_or_else(String::new, ToString::to_string),
        "relay" => claim.relay.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        "hedged" => if claim.hedged { "yes" } else { "no" }.to_owned(),
        "modality" => claim.modality.name().to_owned(),
        _ => String::new(),
    }
}
