//! Newell's curves of a queue: those who had come and those who had crossed. The gap upwards is the queue, the gap across the wait.

use jiff::ToSpan as _;
use maud::{Markup, html};

use super::clean;
use super::panel::Panel;
use crate::modelled::{Modelled, ModelledGate, NewellPoint, NewellView, number};

/// Colours of those who had come, and who had crossed.
const COME: usize = 0;
const CROSSED: usize = 2;

/// The figure of a briefing.
pub(super) fn draw(m: &Modelled, gate: &ModelledGate, curves: &NewellView) -> Markup {
    html! {
        figure.panel {
            figcaption {
                span.key.{ "k" (COME) } { "\u{25ac}" } " had come, " span.key.{ "k" (CROSSED) } { "\u{25ac}" } " had crossed, people "
                span.tag.modelled { "modelled" }
            }
            (chart(m, gate, curves))
        }
    }
}

/// "People who had come and who had crossed, Verkhni Lars".
pub(super) fn name(gate: &ModelledGate) -> String {
    format!("People who had come and who had crossed, {}", gate.crossing.as_deref().unwrap_or(&gate.name))
}

/// The drawing alone.
pub(super) fn chart(m: &Modelled, gate: &ModelledGate, curves: &NewellView) -> Markup {
    let Some(end) = curves.points.last() else { return html! {} };
    let last = curves.first.saturating_add(((end.hours / 24.0).ceil() as i64 - 1).days());
    let past = 24.0 * f64::from(exode_ledger::days(curves.first, m.today) + 1);
    let top = curves.points.iter().map(|p| if p.hours <= past { p.come.high90 } else { p.come.high50 }).fold(1.0, f64::max);
    let panel = Panel::new(curves.first, last, 1.05 * top);
    let of = |which: &dyn Fn(&NewellPoint) -> crate::modelled::Band| -> Vec<_> {
        curves.points.iter().map(|p| (panel.x(p.hours), which(p))).collect()
    };
    let gap = widest(curves, past);
    let inside = html! {
        (panel.bands(COME, &of(&|p| p.come)))
        (panel.bands(CROSSED, &of(&|p| p.left)))
        @if let Some(g) = &gap {
            @let (x, low, high) = (panel.x(g.hours), panel.y.at(g.left), panel.y.at(g.come));
            path.gap d=(format!("M{:.1} {low:.1}V{high:.1}M{:.1} {low:.1}H{x:.1}", x, panel.x(g.since))) {}
            text.label x=(format!("{:.1}", x + 5.0)) y=(format!("{:.1}", f64::midpoint(low, high) + 4.0)) { "queue" }
            text.label x=(format!("{:.1}", f64::midpoint(x, panel.x(g.since)))) y=(format!("{:.1}", low + 14.0)) text-anchor="middle" { "wait" }
        }
    };
    let description = match &gap {
        Some(g) => format!(
            "Modelled. The gap between the medians is widest {} hours after the first midnight: {} people wait, and those who cross have waited {} hours.",
            number(g.hours),
            number(g.come - g.left),
            number(g.hours - g.since)
        ),
        None => "Modelled. Nobody waits long enough for the curves to part.".to_owned(),
    };
    panel.draw(&format!("{}-n", gate.anchor), &clean(&name(gate)), &description, "people, cumulative", m.today, &inside)
}

/// Where the medians are farthest apart.
struct Gap {
    hours: f64,
    /// When those who cross then had come.
    since: f64,
    come: f64,
    left: f64,
}

fn widest(curves: &NewellView, past: f64) -> Option<Gap> {
    let gap = |p: &&NewellPoint| p.come.median - p.left.median;
    let at = curves.points.iter().filter(|p| p.hours <= past).max_by(|a, b| gap(a).total_cmp(&gap(b)))?;
    let (left, come) = (at.left.median, at.come.median);
    // The last time at which no more had come than have crossed now.
    let after = curves.points.iter().position(|p| p.come.median > left)?;
    let (before, after) = (curves.points.get(after.checked_sub(1)?)?, &curves.points[after]);
    let part = (left - before.come.median) / (after.come.median - before.come.median);
    let since = before.hours + part * (after.hours - before.hours);
    // A gap that cannot be seen needs no label.
    (at.hours - since >= 6.0 && come - left > 0.06 * come).then_some(Gap { hours: at.hours, since, come, left })
}
