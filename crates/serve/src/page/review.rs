//! Deciding: the queue of what nobody settled, and the forms, each reached by one key.

use exode::claim::{ClaimId, Measure, Modality, Rate, Unit};
use exode::{FIELDS, ReviewState};
use maud::{Markup, html};

use super::claim::{Now, typed};
use super::claims::list;
use super::frame::{key, page};
use super::piece::{claim_figure, filter, shown, slice, turn};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::reply::Reply;
use crate::snapshot::claim_id;
use crate::words::{Terms, Words, term};

/// Claims a page.
const EACH: usize = 25;

/// Whether somebody still has to settle a claim.
fn waits(state: ReviewState) -> bool {
    matches!(state, ReviewState::NotStarted | ReviewState::InProgress | ReviewState::ReRequested)
}

fn waiting<'a>(ask: &'a Ask<'_>, wanted: &Filter) -> Vec<Entry<'a>> {
    // What was settled a moment ago does not wait, even where the snapshot does not know it yet.
    let state = |e: &Entry<'_>| ask.site.room.decided(e.claim.id).unwrap_or(e.verified.state);
    wanted.claims(&ask.snapshot, ask.person.role).into_iter().filter(|e| waits(state(e))).collect()
}

/// The queue.
pub(crate) fn queue(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let wanted = Filter::of(ask.request);
    let found = waiting(ask, &wanted);
    let (part, at, pages) = slice(&found, ask.page(), EACH);
    let main = html! {
        h1 { (w.queue) }
        p.intro { (w.queue_intro) }
        (filter(ask, &wanted, "/review", false))
        (shown(w, found.len(), "claim", &wanted))
        @match part.first() {
            Some(first) => { p { a.begin href={ "/claim/" (first.claim.id) "?from=queue" } data-key="n" { (w.next_claim) " \u{2192}" } } }
            None => { p { (w.queue_empty) } }
        }
        (list(ask, part))
        (turn(w, &wanted, "/review", at, pages))
    };
    page(ask, 200, &w.queue, main)
}

/// Where the queue goes on after `done`: the next claim in its order that waits, else the queue, which says that it is empty.
pub(super) fn next(ask: &Ask<'_>, done: ClaimId) -> String {
    let found = waiting(ask, &Filter::default());
    let rank = |claim: ClaimId| ask.snapshot.row(claim).map(|row| ask.snapshot.ranks[row]);
    let place = rank(done);
    let after = |e: &&Entry<'_>| e.claim.id != done && rank(e.claim.id) > place;
    let next = found.iter().find(after).or_else(|| found.iter().find(|e| e.claim.id != done));
    next.map_or_else(|| "/review".to_owned(), |e| format!("/claim/{}?from=queue&before={done}", e.claim.id))
}

/// The forms of a claim. Every one carries what its reader saw, so that nobody decides over a colleague's decision.
pub(super) fn forms(ask: &Ask<'_>, now: &Now, entry: &Entry<'_>) -> Markup {
    let (w, id) = (ask.w, entry.claim.id);
    let from = ask.request.asked("from").filter(|f| *f == "queue");
    let open = |what: &str, inside: Markup| {
        html! {
            form.(what) method="post" action={ "/claim/" (id) } {
                (key(ask))
                input type="hidden" name="seen" value=(format!("{:x}", now.seen));
                input type="hidden" name="figure" value=(claim_figure(w, entry));
                @if let Some(from) = from { input type="hidden" name="from" value=(from); }
                (inside)
            }
        }
    };
    let button = |action: &str, letter: &str, name: &str| {
        open(
            "one",
            html! {
                input type="hidden" name="do" value=(action);
                button type="submit" data-key=(letter) { (name) " " kbd aria-hidden="true" { (letter) } }
            },
        )
    };
    let why =
        html! { label { span { (w.why) } input type="text" name="why" maxlength="4000" placeholder=(w.why_hint) autocomplete="off"; } };
    let before = ask.request.asked("before").and_then(claim_id);
    let mine = now.history.iter().any(|r| r.by == ask.person.name);
    html! {
        section.decide #decide aria-labelledby="decide-title" {
            h2 #decide-title { (w.decide) }
            div.quick {
                (button("accept", "a", &w.accept)) (button("reject", "r", &w.reject))
                @if mine { (button("undo", "u", &w.undo)) }
                @if !waits(entry.verified.state) { (button("reopen", "o", &w.reopen)) }
                @if let Some(before) = before {
                    a.next data-key="b" href={ "/claim/" (before) "?from=queue" } { (w.claim_before) " " kbd aria-hidden="true" { "b" } }
                }
                a.next data-key="n" href=(next(ask, id)) { (w.next_claim) " " kbd aria-hidden="true" { "n" } }
            }
            details {
                summary data-key="c" { (w.correct) " " kbd aria-hidden="true" { "c" } }
                p.small { (w.correct_hint) }
                @for field in FIELDS { (open("field", html! {
                    input type="hidden" name="do" value="correct";
                    input type="hidden" name="field" value=(field);
                    label { span { (term(&w.field, field)) } (input(w, field, &typed(entry.claim, field))) }
                    button type="submit" { (w.send) }
                })) }
            }
            details {
                summary data-key="t" { (w.comment) " " kbd aria-hidden="true" { "t" } }
                (open("words", html! { input type="hidden" name="do" value="comment"; (why) button type="submit" { (w.send) } }))
            }
            details {
                summary data-key="m" { (w.merge) " " kbd aria-hidden="true" { "m" } }
                p.small { (w.merge_hint) }
                (open("words", html! {
                    label { span { (w.decide) } select name="do" {
                        option value="merge" { (w.merge) } option value="split" { (w.split) } option value="unlike" { (w.unlike) }
                    } }
                    label { span { (w.id_label) } input type="text" name="with" pattern="[0-9a-f]{16}" required autocomplete="off" list="near"; }
                    datalist #near { @for (other, what) in near(ask, entry) { option value=(other) { (what) } } }
                    (why)
                    button type="submit" { (w.send) }
                }))
            }
            details {
                summary { (w.classify) " \u{b7} " (w.use_role) }
                (open("words", html! {
                    input type="hidden" name="do" value="mark";
                    label { span { (w.classify) } (select(&w.sensitivity, &["public", "restricted", "confidential"], entry.verified.sensitivity.name(), None)) }
                    (why) button type="submit" { (w.send) }
                }))
                (open("words", html! {
                    input type="hidden" name="do" value="role";
                    label { span { (w.use_role) } (select(&w.role, &["recommended", "triangulation"], entry.verified.role.map_or("", exode::Role::name), Some(&w.no_role))) }
                    (why) button type="submit" { (w.send) }
                }))
            }
            details.keys { summary { (w.keys) } p { (w.keys_intro) } }
        }
    }
}

/// Claims this one could be merged with: of the same measure and unit, nearest in number first.
fn near(ask: &Ask<'_>, entry: &Entry<'_>) -> Vec<(ClaimId, String)> {
    let (c, rows) = (entry.claim, &ask.snapshot.evidence.rows);
    let value = c.bounds.central();
    let mut found: Vec<(f64, usize)> = rows
        .iter()
        .enumerate()
        .filter(|(_, r)| r.claim.measure == c.measure && r.claim.unit == c.unit && r.claim.id != c.id)
        .map(|(n, r)| ((r.claim.bounds.central() - value).abs(), n))
        .collect();
    found.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let shown = |&(_, row): &(f64, usize)| {
        let other = Entry::of_row(&ask.snapshot, row);
        (other.claim.id, format!("{}, {}", claim_figure(ask.w, &other), super::piece::clean(other.outlet)))
    };
    found.iter().take(12).map(shown).collect()
}

fn input(w: &Words, field: &str, value: &str) -> Markup {
    match field {
        "unit" => choose(&Unit::ALL.iter().map(|u| (u.name(), unit(w, u.name()))).collect::<Vec<_>>(), value, None),
        "measure" => select(&w.measure, &Measure::ALL.iter().map(|m| m.name()).collect::<Vec<_>>(), value, None),
        "rate" => select(&w.rate, &Rate::ALL.iter().map(|r| r.name()).collect::<Vec<_>>(), value, Some(&w.value_open)),
        "modality" => select(&w.modality, &Modality::ALL.iter().map(|m| m.name()).collect::<Vec<_>>(), value, None),
        "hedged" => html! { select name="value" {
            option value="yes" selected[value == "yes"] { (w.conditional) } option value="no" selected[value == "no"] { "\u{2013}" }
        } },
        _ => html! { input type="text" name="value" value=(value) autocomplete="off"; },
    }
}

fn unit<'w>(w: &'w Words, name: &'w str) -> &'w str {
    w.unit.get(name).map_or(name, |p| p.many.as_str())
}

fn select(terms: &Terms, names: &[&str], value: &str, open: Option<&str>) -> Markup {
    choose(&names.iter().map(|n| (*n, term(terms, n))).collect::<Vec<_>>(), value, open)
}

fn choose(options: &[(&str, &str)], value: &str, open: Option<&str>) -> Markup {
    html! {
        select name="value" {
            @if let Some(open) = open { option value="" selected[value.is_empty()] { (open) } }
            @for (name, words) in options { option value=(name) selected[*name == value] { (words) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_settled_does_not_wait() {
        assert!(waits(ReviewState::NotStarted) && waits(ReviewState::ReRequested) && waits(ReviewState::InProgress));
        assert!(!waits(ReviewState::Approved) && !waits(ReviewState::Rejected));
    }
}
