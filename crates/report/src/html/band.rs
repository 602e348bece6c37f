//! A modelled quantity over days, with the statements of it as they were told.

use exode_claim::Bounds;
use maud::{Markup, html};

use super::chart::{Mark, shape, tooltip, window};
use super::clean;
use super::panel::Panel;
use super::tell::English;
use crate::modelled::{Modelled, ModelledGate, ModelledSeries};
use crate::view::Briefing;
use exode_ledger::{Statement, words};

/// Colours of bands and of statements.
const BAND: usize = 0;
const TOLD: usize = 1;
/// A statement may stretch the axis this far beyond the model; beyond, it is drawn at the edge.
const STRETCH: f64 = 1.6;

/// The figure of a briefing: its statements lead to their first row.
pub(super) fn draw(b: &Briefing, m: &Modelled, gate: &ModelledGate, series: &ModelledSeries) -> Markup {
    let marked = |i: usize| {
        let s = &b.statements[i];
        let row = s.tellings.first().map(|&r| b.rows[r].anchor.as_str())?;
        Some((s, Some(format!("#{row}"))))
    };
    html! {
        figure.panel {
            figcaption { (series.title()) " " span.tag.modelled { "modelled" } }
            (chart(&marked, m, gate, series))
        }
    }
}

/// The drawing alone; `marked` gives the statement of an index and where its mark leads, or nothing where it is not to be drawn.
pub(super) fn chart<'s>(
    marked: &dyn Fn(usize) -> Option<(&'s Statement, Option<String>)>,
    m: &Modelled,
    gate: &ModelledGate,
    series: &ModelledSeries,
) -> Markup {
    let (Some(first), Some(last)) = (series.days.first(), series.days.last()) else { return html! {} };
    let marks: Vec<Mark<'_>> = series.statements.iter().filter_map(|&i| mark(marked(i)?)).collect();
    let modelled = series.days.iter().map(|d| if d.day <= m.today { d.band.high90 } else { d.band.high50 }).fold(1e-9, f64::max);
    let told = marks.iter().filter_map(|m| m.s.high.or(m.s.low)).fold(0.0, f64::max);
    let panel = Panel::new(first.day, last.day, 1.08 * modelled.max(told.min(STRETCH * modelled)));
    let points: Vec<_> = series.days.iter().filter_map(|d| Some((panel.noon(d.day)?, d.band))).collect();
    let placed: Vec<(f64, f64, &Mark<'_>)> = spread(&panel, &marks);
    let id = format!("{}-{}", gate.anchor, series.code);
    let height = series.height(m.today);
    let description = format!(
        "Modelled. Highest on {}: {} {}. {} drawn on it.",
        height.map_or_else(String::new, |h| words::day(h.day)),
        height.map_or_else(String::new, |h| h.band.told()),
        series.unit,
        words::count(placed.len(), "statement"),
    );
    let inside = html! {
        (panel.bands(BAND, &points))
        @for (x, y, mark) in &placed {
            a.{ "k" (TOLD) } href=[mark.href.as_deref()] {
                title { (clean(&tooltip(mark, &English))) }
                (window_of(&panel, mark, *x, *y))
                (shape(mark, &panel.y, *x, *y))
                circle.hit cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="11" {}
            }
        }
    };
    panel.draw(&id, &clean(&name(gate, series)), &description, series.unit, m.today, &inside)
}

/// "Queue length, Verkhni Lars".
pub(super) fn name(gate: &ModelledGate, series: &ModelledSeries) -> String {
    format!("{}, {}", series.name, gate.crossing.as_deref().unwrap_or(&gate.name))
}

/// A statement as a mark, where it can be placed in time.
fn mark((s, href): (&Statement, Option<String>)) -> Option<Mark<'_>> {
    let stated = s.time.and_then(|t| t.end());
    let day = stated.or(s.first_seen).or(s.time.and_then(|t| t.start()))?;
    Some(Mark { n: 0, s, href, day, timed: s.time.is_some(), kind: TOLD })
}

/// Marks beside each other where they would cover each other; those outside the days are left out.
fn spread<'m, 'b>(panel: &Panel, marks: &'m [Mark<'b>]) -> Vec<(f64, f64, &'m Mark<'b>)> {
    let mut out: Vec<(f64, f64, &Mark<'_>)> = Vec::new();
    for m in marks {
        let Some(x0) = panel.noon(m.day) else { continue };
        let y = panel.y.at(Bounds { low: m.s.low, high: m.s.high }.central());
        let free = |dx: &f64| out.iter().all(|(x, py, _)| (x - x0 - dx).abs() >= 8.0 || (py - y).abs() >= 10.0);
        let dx = [0.0, 8.0, -8.0, 16.0, -16.0].into_iter().find(free).unwrap_or(0.0);
        out.push((x0 + dx, y, m));
    }
    out
}

fn window_of(panel: &Panel, mark: &Mark<'_>, x: f64, y: f64) -> Markup {
    let start = mark.s.time.filter(|t| !t.is_day()).and_then(|t| t.start());
    window(start.map(|s| panel.noon(s).unwrap_or_else(|| panel.x(0.0)).min(x)), x, y)
}
