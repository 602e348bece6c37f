//! Queues and waits of a day on a map. The day stands in the address; the script follows the slider, without it the form is sent.

use exode::claim::PlaceRef;
use exode::export::Spot;
use exode::modelled::Band;
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};

use super::piece::{cell, tag};
use crate::ask::Ask;
use crate::atlas::{Degrees, Plane};
use crate::model::Fit;
use crate::outlines::outlines;
use crate::page::map::path;
use crate::page::piece::{clean, text};
use crate::url::encoded;
use crate::words::{Words, fill, term};

/// Radius of the longest queue of all days.
const LARGEST: f64 = 26.0;

/// A border on the map.
struct Queue<'a> {
    id: &'a str,
    name: &'a str,
    at: Option<Degrees>,
    people: Option<Band>,
    wait: Option<Band>,
    /// The most people of any day.
    most: f64,
}

/// The section. `day` of the address is a date, or a number of days after the first shown.
pub(super) fn by_day(ask: &Ask<'_>, fit: &Fit) -> Markup {
    let w = ask.w;
    let Some((first, last)) = fit.days() else { return html! {} };
    let length = i64::from(exode::ledger::days(first, last));
    let of_number = |n: i64| first.saturating_add(n.clamp(0, length).days());
    let asked = ask.request.asked("day").and_then(|d| d.parse::<Date>().ok().or_else(|| d.parse().ok().map(of_number)));
    let day = asked.unwrap_or(fit.modelled.today).clamp(first, last);
    let queues: Vec<Queue<'_>> = fit.places().into_iter().map(|(n, place)| queue(fit, n, place, day)).collect();
    let forecast = day > fit.modelled.today;
    html! {
        section #by-day {
            h2 { (w.by_day) " " (tag(w)) }
            p.intro { (w.by_day_intro) " " (w.map_lines) }
            form.live action="/model#by-day" data-live="#of-day" {
                label { span { (w.day_label) } input type="range" name="day" min="0" max=(length) value=(exode::ledger::days(first, day)) step="1"; }
                button type="submit" { (w.lever_ask) }
            }
            div #of-day aria-live="polite" {
                p.head { (w.day(day)) @if forecast { " " span.tag { (w.forecast) } } }
                p.choices {
                    @if day > first { a rel="prev" href=(to(day.saturating_sub(1.days()))) { "\u{2190} " (w.day_before) } }
                    @if day < last { a rel="next" href=(to(day.saturating_add(1.days()))) { (w.day_after) " \u{2192}" } }
                }
                figure.chart.map {
                    (draw(w, &queues, "wide", 860.0, 420.0))
                    (draw(w, &queues, "narrow", 340.0, 360.0))
                }
                (table(w, &queues, day))
            }
        }
    }
}

fn to(day: Date) -> String {
    format!("/model?day={day}#by-day")
}

fn queue<'a>(fit: &'a Fit, n: usize, place: &str, day: Date) -> Queue<'a> {
    let gate = &fit.modelled.gates[n];
    let people = gate.series("queue_people");
    let id = fit.ids()[n];
    let spot = |id: &str| Spot::of(&PlaceRef { id: id.to_owned(), name: String::new() }).at;
    Queue {
        id,
        name: gate.crossing.as_deref().unwrap_or(&gate.name),
        at: spot(place).or_else(|| spot(id)),
        people: people.and_then(|s| s.on(day)),
        wait: gate.series("wait_ahead").and_then(|s| s.on(day)),
        most: people.map_or(0.0, |s| s.days.iter().map(|d| d.band.high50).fold(0.0, f64::max)),
    }
}

/// Circles whose area is people: full at the median, dashed at the ends of the 50 % interval.
fn draw(w: &Words, queues: &[Queue<'_>], name: &str, width: f64, height: f64) -> Markup {
    let placed: Vec<(&Queue<'_>, Degrees)> = queues.iter().filter_map(|q| Some((q, q.at?))).collect();
    let points: Vec<Degrees> = placed.iter().map(|p| p.1).collect();
    let Some(plane) = Plane::of(&points, width, height, 46.0) else { return html! {} };
    let lines = outlines(&plane, width, height);
    let most = queues.iter().map(|q| q.most).fold(1.0, f64::max);
    let radius = |people: f64| LARGEST * (people.max(0.0) / most).sqrt().min(1.4);
    let f = |v: f64| format!("{v:.1}");
    html! {
        svg.(name) viewBox=(format!("0 0 {width} {height}")) role="group" aria-label=(w.by_day_label) {
            @for line in plane.graticule(&points) { path.graticule d=(path(&line)) {} }
            path.coast d=(lines.coasts) {}
            path.coast.border d=(lines.borders) {}
            @for (q, place) in &placed {
                @let (x, y) = plane.at(*place);
                a.k0 href={ "/model/" (encoded(q.id)) } {
                    title { (clean(q.name)) ": " (told(w, q)) }
                    @if let Some(b) = q.people {
                        circle.queue cx=(f(x)) cy=(f(y)) r=(f(radius(b.median))) {}
                        circle.interval-end cx=(f(x)) cy=(f(y)) r=(f(radius(b.low50))) {}
                        circle.interval-end cx=(f(x)) cy=(f(y)) r=(f(radius(b.high50))) {}
                    }
                    path.dot d=(format!("M{x:.1} {:.1}l4 4l-4 4l-4 -4z", y - 4.0)) {}
                    circle.hit cx=(f(x)) cy=(f(y)) r="14" {}
                }
                @let right = x < width * 0.7;
                @let beside = q.people.map_or(8.0, |b| radius(b.high50).max(8.0)) + 5.0;
                text.label x=(f(if right { x + beside } else { x - beside })) y=(f(y + 4.0)) text-anchor=(if right { "start" } else { "end" }) {
                    (clean(q.name)) @if let Some(b) = q.wait { ", " (w.modelled(b.median)) "\u{a0}h" }
                }
            }
        }
    }
}

fn told(w: &Words, q: &Queue<'_>) -> String {
    let part = |code: &str, b: Option<Band>| {
        b.map(|b| {
            format!("{}: {} (50 %: {}\u{2013}{})", term(&w.quantity, code), w.modelled(b.median), w.modelled(b.low50), w.modelled(b.high50))
        })
    };
    let parts = [Some(w.modelled_word.clone()), part("queue_people", q.people), part("wait_ahead", q.wait)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn table(w: &Words, queues: &[Queue<'_>], day: Date) -> Markup {
    let names = ["queue_people", "wait_ahead"].map(|code| term(&w.quantity, code));
    html! {
        table.modelled {
            caption.small { (w.modelled_word) ": " (fill(&w.on_day, w.day(day))) }
            thead { tr { th scope="col" { (w.border) } @for name in names { th scope="col" { (name) } } } }
            tbody {
                @for q in queues {
                    tr {
                        th scope="row" { a href={ "/model/" (encoded(q.id)) } { (text(q.name)) } }
                        (cell(w, names[0], q.people, None))
                        (cell(w, names[1], q.wait, Some("h")))
                    }
                }
            }
        }
    }
}
