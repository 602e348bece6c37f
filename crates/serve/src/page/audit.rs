//! Who decided what and when: the ledger's own history, which nothing overwrites.

use exode::{Action, Review, Role};
use maud::{Markup, html};

use super::doors::plain;
use super::frame::page;
use super::piece::text;
use crate::ask::Ask;
use crate::reply::Reply;
use crate::words::{Words, fill, term};

/// Entries a page.
const EACH: usize = 60;

/// The page.
pub(crate) fn audit(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let before = ask.request.asked("before").and_then(|b| b.parse().ok());
    let found = match ask.site.room.file().decisions(before, EACH + 1) {
        Ok(found) => found,
        Err(error) => return plain(w, 500, &w.wrong_title, &error.to_string()),
    };
    let main = html! {
        h1 { (w.audit) }
        p.intro { (w.audit_intro) }
        @if found.is_empty() { p { (w.history_none) } }
        ol.history {
            @for (_, review) in found.iter().take(EACH) {
                li { a href={ "/claim/" (review.claim) } { code { (review.claim) } } " " (entry(w, review)) }
            }
        }
        @if found.len() > EACH
            && let Some((last, _)) = found.get(EACH - 1) {
            nav.turn aria-label=(w.earlier) { a rel="next" href={ "/audit?before=" (last) } { (w.earlier) " \u{2192}" } }
        }
    };
    page(ask, 200, &w.audit, main)
}

/// One entry of the history.
pub(super) fn entry(w: &Words, review: &Review) -> Markup {
    html! {
        b { (text(&review.by)) } " " (words(w, &review.action)) ", " time datetime=(review.at) { (at(w, &review.at)) }
        @if !review.why.is_empty() { ": " q { (text(&review.why)) } }
    }
}

/// "2022-09-28T08:00:00Z" as a day and a time.
/// A moment, UTC.
pub(super) fn at(w: &Words, stamp: &str) -> String {
    let parts = stamp.split_once('T').and_then(|(day, time)| Some((day.parse().ok()?, time.get(..5)?)));
    parts.map_or_else(|| stamp.to_owned(), |(day, time)| format!("{} {time} UTC", w.day(day)))
}

/// What was done.
pub(super) fn words(w: &Words, action: &Action) -> String {
    let word = |name: &str| term(&w.action, name).to_owned();
    match action {
        Action::Accept => word("accept"),
        Action::Reject => word("reject"),
        Action::Reopen => word("reopen"),
        Action::Comment => word("comment"),
        Action::Undo => word("undo"),
        Action::Merge(with) => fill(&word("merge"), with),
        Action::Split(from) => fill(&word("split"), from),
        Action::Unlike(other) => fill(&word("unlike"), other),
        Action::Use(role) => word(role.map_or("no_role", Role::name)),
        Action::Classify(level) => word(level.name()),
        Action::Correct(correction) => {
            format!("{}: {}", fill(&word("correct"), term(&w.field, correction.field())), corrected(w, correction))
        }
    }
}

/// What a field was set to.
fn corrected(w: &Words, correction: &exode::Correction) -> String {
    use exode::Correction as C;
    let open = || w.value_open.clone();
    match correction {
        C::Figure(bounds, quantifier) => exode::typed_figure(*bounds, *quantifier),
        C::Unit(unit) => unit.name().to_owned(),
        C::Measure(measure) => term(&w.measure, measure.name()).to_owned(),
        C::Rate(rate) => rate.map_or_else(open, |r| term(&w.rate, r.name()).to_owned()),
        C::Origin(p) | C::Destination(p) | C::Crossing(p) | C::Place(p) => p.as_ref().map_or_else(open, |p| p.name.clone()),
        C::Time(time) => time.map_or_else(open, |t| w.when(t)),
        C::Source(source) => source.as_ref().map_or_else(open, ToString::to_string),
        C::Relay(relay) if relay.is_empty() => open(),
        C::Relay(relay) => relay.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        C::Hedged(hedged) => {
            if *hedged {
                w.conditional.clone()
            } else {
                "\u{2013}".to_owned()
            }
        }
        C::Modality(modality) => term(&w.modality, modality.name()).to_owned(),
    }
}
