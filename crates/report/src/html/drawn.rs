//! Drawings of what is modelled, for whoever shows them on pages of their own.

use exode_ledger::{Statement, words};
use jiff::civil::Date;
use maud::html;

use super::panel::Panel;
use super::{band, clean, newell};
use crate::modelled::{DayBand, Modelled, ModelledGate};

/// Colours of what is, and of what would be.
const IS: usize = 0;
const WOULD_BE: usize = 1;

/// A drawing of a modelled quantity.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// `curves`, or the code of the quantity.
    pub code: String,
    /// SVG of this crate's style; every text in it is escaped.
    pub svg: String,
}

/// The drawings of a gate: its curves, then every quantity worth a chart, with the statements of it. `shown` gives the statement of an
/// index with the address its mark leads to, or nothing where it is not to be drawn.
#[must_use]
pub fn modelled_charts<'s>(m: &Modelled, gate: &ModelledGate, shown: &dyn Fn(usize) -> Option<(&'s Statement, String)>) -> Vec<Drawing> {
    let marked = |i: usize| shown(i).map(|(s, href)| (s, Some(href)));
    let drawing = |code: &str, svg: maud::Markup| Drawing { code: code.to_owned(), svg: svg.into_string() };
    let curves = gate.newell.iter().map(|n| drawing("curves", newell::chart(m, gate, n)));
    let series = gate.series.iter().filter(|s| s.charted);
    curves.chain(series.map(|s| drawing(s.code, band::chart(&marked, m, gate, s)))).collect()
}

/// A quantity as it is modelled to go, and as it would go with a change: two bands over the same days. `id` is unique on its page.
#[must_use]
pub fn beside(id: &str, title: &str, unit: &str, today: Date, baseline: &[DayBand], with: &[DayBand]) -> String {
    let (Some(first), Some(last)) = (baseline.first(), baseline.last()) else { return String::new() };
    let top = baseline.iter().chain(with).map(|d| d.band.high50.max(if d.day <= today { d.band.high90 } else { 0.0 })).fold(1e-9, f64::max);
    let panel = Panel::new(first.day, last.day, 1.08 * top);
    let points = |days: &[DayBand]| -> Vec<_> { days.iter().filter_map(|d| Some((panel.noon(d.day)?, d.band))).collect() };
    let description = match with.last() {
        Some(end) => {
            format!("Modelled. On {}: {} {unit} as it goes, {} with the change.", words::day(end.day), last.band.told(), end.band.told())
        }
        None => format!("Modelled. On {}: {} {unit}.", words::day(last.day), last.band.told()),
    };
    let inside = html! {
        (panel.bands(IS, &points(baseline)))
        @if !with.is_empty() { g.with { (panel.bands(WOULD_BE, &points(with))) } }
    };
    panel.draw(id, &clean(title), &description, unit, today, &inside).into_string()
}
