//! One border: its curves with the statements drawn on them as they were hedged, and all its numbers.

use exode::modelled::ModelledGate;
use maud::{Markup, PreEscaped, html};

use super::piece::{cell, none_yet, status, tag, warnings};
use crate::ask::Ask;
use crate::model::Fit;
use crate::page::frame::page;
use crate::page::piece::{address, figure, text};
use crate::page::plain;
use crate::reply::Reply;
use crate::url::encoded;
use crate::words::{Words, fill, term};

/// The page.
pub(crate) fn gate(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let Some((fit, work)) = ask.fit() else { return plain(w, 404, &w.not_found_title, &w.model_no_case) };
    let Some(fit) = fit else { return none_yet(ask, &w.model_title, &work) };
    let Some((n, gate)) = fit.gate(ask.part(0)) else { return plain(w, 404, &w.not_found_title, &w.not_found_intro) };
    let name = gate.crossing.as_deref().unwrap_or(&gate.name);
    let place = fit.places().into_iter().find(|(at, _)| *at == n).map(|(_, place)| place);
    let main = html! {
        h1 { (text(name)) @if gate.crossing.is_some() { ", " (text(&gate.name)) } " " (tag(w)) }
        (warnings(w, &fit.modelled))
        p.intro { (w.model_what) }
        (status(ask, Some(&fit), &work))
        @if let Some(balance) = &gate.balance { p.note lang="en" { (text(balance)) } }
        section #curves {
            h2 { (w.curves) " " (tag(w)) }
            p.intro { (w.bands_key) }
            @if gate.newell.is_none() { p { (w.no_queue_here) } }
            div.panels { (charts(ask, &fit, gate)) }
        }
        section #numbers { h2 { (w.all_numbers) " " (tag(w)) } (numbers(ask, &fit, gate)) }
        p {
            @if let Some(place) = place { a.begin href={ "/whatif?place=" (encoded(place)) } { (w.what_if) " \u{2192}" } " " }
            a href="/model" { (w.model_back) }
        }
    };
    page(ask, 200, name, main)
}

fn charts(ask: &Ask<'_>, fit: &Fit, gate: &ModelledGate) -> Markup {
    let w = ask.w;
    let statements = &fit.snapshot.evidence.statements;
    let drawings = exode::modelled_charts(&fit.modelled, gate, &|i| statements.get(i).map(|s| (s, address(s))));
    html! {
        @for drawing in &drawings {
            @let series = gate.series(&drawing.code);
            figure.panel id={ "c-" (drawing.code) } {
                figcaption {
                    @if drawing.code == "curves" {
                        span.key.k0 { "\u{25ac}" } " " (w.had_come) ", " span.key.k2 { "\u{25ac}" } " " (w.had_crossed) " "
                    } @else { (quantity(w, &drawing.code, series.map_or("", |s| s.unit))) " " }
                    (tag(w))
                }
                div lang="en" { (PreEscaped(&drawing.svg)) }
                p.small { a href={ "/chart/" (encoded(ask.part(0))) "." (drawing.code) } { (w.chart_take) } }
            }
        }
    }
}

/// "Queue length, km"; "People in the queue".
pub(super) fn quantity(w: &Words, code: &str, unit: &str) -> String {
    let (name, unit) = (term(&w.quantity, code), term(&w.quantity_unit, unit));
    if name.to_lowercase().contains(unit) { name.to_owned() } else { format!("{name}, {unit}") }
}

fn numbers(ask: &Ask<'_>, fit: &Fit, gate: &ModelledGate) -> Markup {
    let (w, m) = (ask.w, &fit.modelled);
    let (now, then) = (fill(&w.on_day, w.day(m.today)), fill(&w.forecast_for, w.day(m.last)));
    html! {
        table.modelled {
            caption.small { (w.modelled_word) }
            thead { tr { th scope="col" { (w.quantity_label) } th scope="col" { (now) } th scope="col" { (w.at_height) } th scope="col" { (then) } } }
            tbody {
                @for s in &gate.series {
                    @let height = s.height(m.today).filter(|_| !s.is_total());
                    tr {
                        th scope="row" {
                            (quantity(w, s.code, s.unit))
                            @if !s.carried_by.is_empty() {
                                span.carried {
                                    (w.carried_by) " "
                                    @for (n, s) in s.carried_by.iter().filter_map(|&i| fit.snapshot.evidence.statements.get(i)).enumerate() {
                                        @if n > 0 { ", " } (figure(w, s))
                                    }
                                }
                            }
                        }
                        (cell(w, &now, s.on(m.today), None))
                        (cell(w, &w.at_height, height.map(|h| h.band), height.map(|h| w.day(h.day)).as_deref()))
                        (cell(w, &then, s.on(m.last), None))
                    }
                }
            }
        }
    }
}
