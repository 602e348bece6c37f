//! What would be: levers as a form whose every answer has its address, from the fit that is kept. Nothing is fitted again.

use exode::model::{Beside, beside};
use exode::modelled::DayBand;
use maud::{Markup, PreEscaped, html};

use super::gate::quantity;
use super::piece::{cell, none_yet, status, tag, warnings};
use crate::ask::Ask;
use crate::model::{Fit, Levers};
use crate::page::frame::page;
use crate::page::piece::text;
use crate::page::plain;
use crate::reply::Reply;
use crate::words::{fill, term};

/// A median that moves by less than this part is not told of other borders.
const TELLING: f64 = 0.01;
/// Quantities drawn of the border asked about, as far as it has them.
const DRAWN: [&str; 4] = ["queue_km", "queue_people", "wait_ahead", "outflow"];
/// Quantities told of the other borders.
const ELSEWHERE: [&str; 3] = ["queue_people", "wait_ahead", "total"];

/// The page.
pub(crate) fn what_if(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let Some((fit, work)) = ask.fit() else { return plain(w, 404, &w.not_found_title, &w.model_no_case) };
    let Some(fit) = fit else { return none_yet(ask, &w.what_if, &work) };
    let Some(levers) = Levers::of(ask.request, &fit) else { return plain(w, 404, &w.not_found_title, &w.no_queue_here) };
    let main = html! {
        h1 { (w.what_if) " " (tag(w)) }
        (warnings(w, &fit.modelled))
        p.intro { (fill(&w.what_if_intro, w.day(fit.modelled.last))) }
        (status(ask, Some(&fit), &work))
        (form(ask, &fit, &levers))
        section #answer aria-live="polite" { (answer(ask, &fit, &levers)) }
    };
    page(ask, 200, &w.what_if, main)
}

fn form(ask: &Ask<'_>, fit: &Fit, levers: &Levers) -> Markup {
    let w = ask.w;
    let most = crate::model::MOST;
    let slider = |name: &str, label: &str, value: f64| {
        html! {
            div.slider {
                label for=(name) { (label) } output for=(name) { "\u{d7}\u{a0}" (w.number(value)) }
                input id=(name) type="range" name=(name) min="0" max=(most) step="0.05" value=(value);
            }
        }
    };
    let day = |name: &str, label: &str, value: Option<jiff::civil::Date>| {
        html! { label { span { (label) } input type="date" name=(name) value=[value.map(|d| d.to_string())]; } }
    };
    html! {
        form.live.levers action="/whatif" data-live="#answer" aria-label=(w.what_if) {
            div.row {
                label { span { (w.border) } select name="place" {
                    @for (n, place) in fit.places() {
                        @let gate = &fit.modelled.gates[n];
                        option value=(place) selected[n == levers.gate] { (gate.crossing.as_deref().unwrap_or(&gate.name)) ", " (gate.name) }
                    }
                } }
                (day("from", &w.lever_from, Some(levers.from)))
                (day("to", &w.lever_to, Some(levers.to)))
            }
            div.row {
                (slider("capacity", &w.lever_capacity, levers.capacity))
                (slider("demand", &w.lever_demand, levers.demand))
            }
            div.row {
                (day("close_from", &w.lever_close_from, levers.close.map(|c| c.0)))
                (day("close_to", &w.lever_close_to, levers.close.map(|c| c.1)))
                label { span { (w.lever_quota) } input type="number" name="quota" min="0" max="1000000" step="50" inputmode="numeric" value=[levers.quota]; }
                @if has_walkers(fit, levers) {
                    label.tick { input type="checkbox" name="foot" value="1" checked[levers.foot]; span { (w.lever_foot) } }
                }
            }
            div.do { button type="submit" { (w.lever_ask) } " " a href={ "/whatif?place=" (crate::url::encoded(&levers.place)) } { (w.lever_reset) } }
        }
    }
}

/// Whether the case lets anybody walk at that border.
fn has_walkers(fit: &Fit, levers: &Levers) -> bool {
    fit.posterior.system.what_if(&format!("open {} foot", levers.place)).is_ok()
}

fn answer(ask: &Ask<'_>, fit: &Fit, levers: &Levers) -> Markup {
    let (w, told) = (ask.w, levers.told());
    let Some((first, last)) = fit.days() else { return html! {} };
    // A what-if changes nothing before it begins: those days need no second run.
    let begins = levers.close.map_or(levers.from, |(a, _)| a.min(levers.from)).clamp(first, last);
    let rows = match beside(&fit.posterior, &told, begins, last) {
        Ok(rows) => rows,
        Err(why) => return html! { p.warning role="alert" { (w.lever_refused) " " span lang="en" { (text(&why.to_string())) } } },
    };
    let id = fit.ids()[levers.gate];
    let here: Vec<&Beside> = rows.iter().filter(|r| r.gate == id).collect();
    let elsewhere: Vec<&Beside> = rows.iter().filter(|r| r.gate != id && ELSEWHERE.contains(&r.code) && moved(r)).collect();
    let gate = &fit.modelled.gates[levers.gate];
    html! {
        h2 { (gate.crossing.as_deref().unwrap_or(&gate.name)) ", " (gate.name) " " (tag(w)) }
        @if told.is_empty() {
            p { (w.nothing_changed) }
        } @else {
            p.small { (w.lever_command) " " code { "exode whatif '" (told) "'" } " \u{b7} " a.permalink href=(levers.address()) { (w.lever_link) } }
        }
        p.small { span.key.k0 { "\u{25ac}" } " " (w.as_it_goes) @if !told.is_empty() { ", " span.key.k1 { "\u{2504}" } " " (w.with_change) } }
        div.panels { @for row in here.iter().filter(|r| DRAWN.contains(&r.code)) { (panel(ask, fit, levers.gate, row, !told.is_empty())) } }
        (table(ask, &here, gate.crossing.as_deref().unwrap_or(&gate.name), false))
        @if !elsewhere.is_empty() {
            h3.sub { (w.elsewhere) " " (tag(w)) }
            (table(ask, &elsewhere, &w.elsewhere, true))
        }
    }
}

fn moved(row: &Beside) -> bool {
    row.widest().is_some_and(|(_, [is, _, change])| change.median.abs() > TELLING * is.median.abs().max(1.0))
}

fn panel(ask: &Ask<'_>, fit: &Fit, gate: usize, row: &Beside, changed: bool) -> Markup {
    let w = ask.w;
    let (code, gate) = (row.code, &fit.modelled.gates[gate]);
    let before = |d: &&DayBand| row.baseline.first().is_none_or(|b| d.day < b.day);
    let before: Vec<DayBand> = gate.series(code).into_iter().flat_map(|s| s.days.iter().take_while(before)).copied().collect();
    let whole = |days: &[DayBand]| [&before[..], days].concat();
    let with = if changed { whole(&row.with) } else { Vec::new() };
    let title = format!("{}, {}", term(&w.quantity, row.code), row.name);
    html! {
        figure.panel {
            figcaption { (quantity(w, row.code, row.unit)) " " (tag(w)) }
            div lang="en" { (PreEscaped(exode::beside(&format!("w-{}", row.code), &title, row.unit, fit.modelled.today, &whole(&row.baseline), &with))) }
        }
    }
}

/// Every quantity on the day on which it differs most; with the name of its border where the rows are of `several`.
fn table(ask: &Ask<'_>, rows: &[&Beside], caption: &str, several: bool) -> Markup {
    let w = ask.w;
    html! {
        table.modelled {
            caption.small { (w.modelled_word) ": " (caption) }
            thead { tr { th scope="col" { (w.quantity_label) ", " (w.most_different) } th scope="col" { (w.as_it_goes) } th scope="col" { (w.with_change) } th scope="col" { (w.difference) } } }
            tbody {
                @for row in rows {
                    @if let Some((day, [is, would_be, change])) = row.widest() {
                        tr {
                            th scope="row" {
                                @if several { (text(&row.name)) ": " }
                                (quantity(w, row.code, row.unit)) " " span.interval { (fill(&w.on_day, w.day(day))) }
                            }
                            (cell(w, &w.as_it_goes, Some(is), None))
                            (cell(w, &w.with_change, Some(would_be), None))
                            (cell(w, &w.difference, Some(change), None))
                        }
                    }
                }
            }
        }
    }
}
