//! Where things stand: every border in one table, the queues on a map day by day, and what cannot be true together.

use maud::{Markup, html};

use super::by_day::by_day;
use super::piece::{cell, none_yet, status, tag, warnings};
use crate::ask::Ask;
use crate::model::Fit;
use crate::page::frame::page;
use crate::page::piece::{figure, text};
use crate::reply::Reply;
use crate::url::encoded;
use crate::words::{fill, term};

/// The page.
pub(crate) fn model(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let Some((fit, work)) = ask.fit() else { return super::super::plain(w, 404, &w.not_found_title, &w.model_no_case) };
    let Some(fit) = fit else { return none_yet(ask, &w.model_title, &work) };
    let m = &fit.modelled;
    let main = html! {
        h1 { (w.model_title) " " (tag(w)) }
        (warnings(w, m))
        p.intro { (fill(&fill(&w.model_intro, &m.case), w.counted(m.used, "claim"))) " " (w.model_what) }
        (status(ask, Some(&fit), &work))
        @if !m.events.is_empty() {
            p.intro { (w.model_events) }
            ul lang="en" { @for event in &m.events { li { (text(event)) } } }
        }
        section #now { h2 { (fill(&w.on_day, w.day(m.today))) " " (tag(w)) } (stand(ask, &fit)) }
        (by_day(ask, &fit))
        (conflicts(ask, &fit))
    };
    page(ask, 200, &w.model_title, main)
}

/// What stands at each border, and what has crossed it.
fn stand(ask: &Ask<'_>, fit: &Fit) -> Markup {
    let (w, m) = (ask.w, &fit.modelled);
    let columns = [["queue_km", "queue_people"], ["wait_ahead"; 2], ["outflow"; 2], ["excess"; 2]];
    let name = |codes: [&'static str; 2]| if codes[0] == "queue_km" { w.queue_label.as_str() } else { term(&w.quantity, codes[1]) };
    html! {
        table.modelled {
            caption.small { (w.modelled_word) ": " (fill(&w.on_day, w.day(m.today))) }
            thead { tr { th scope="col" { (w.border) } @for codes in &columns { th scope="col" { (name(*codes)) } } } }
            tbody {
                @for (gate, id) in m.gates.iter().zip(fit.ids()) {
                    tr {
                        th scope="row" {
                            a href={ "/model/" (encoded(id)) } { (text(gate.crossing.as_deref().unwrap_or(&gate.name))) }
                            @if gate.crossing.is_some() { " " span.interval { (text(&gate.name)) } }
                        }
                        @for codes in &columns {
                            @let series = codes.iter().find_map(|c| gate.series(c));
                            (cell(w, name(*codes), series.and_then(|s| s.on(m.today)), series.map(|s| term(&w.quantity_unit, s.unit))))
                        }
                    }
                }
            }
        }
    }
}

/// What cannot be true together, with the arithmetic as the model words it.
fn conflicts(ask: &Ask<'_>, fit: &Fit) -> Markup {
    let w = ask.w;
    let statements = &fit.snapshot.evidence.statements;
    html! {
        section #conflicts {
            h2 { (w.conflicts) " " (tag(w)) }
            p.intro { @if fit.modelled.conflicts.is_empty() { (w.conflicts_none) } @else { (w.conflicts_intro) } }
            @for c in &fit.modelled.conflicts {
                article.card.conflict {
                    div lang="en" {
                        h3 { (text(&c.heading)) }
                        p { (text(&c.arithmetic)) }
                        @if !c.modelled.is_empty() { p.note { (text(&c.modelled)) } }
                    }
                    p.small {
                        @for (n, s) in c.statements.iter().filter_map(|&i| statements.get(i)).enumerate() {
                            @if n > 0 { " \u{b7} " }
                            (figure(w, s)) " " (text(s.source.as_deref().unwrap_or(&w.source_not_stated)))
                        }
                    }
                }
            }
        }
    }
}
