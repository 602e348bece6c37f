//! The frame that all modelled charts share: a linear axis of days, bands, the line between what was and what is forecast.

use std::fmt::Write as _;

use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, html};

use super::scale::Scale;
use crate::modelled::Band;
use exode_ledger::{days, words};

/// Measures of a drawing.
pub(super) const WIDTH: f64 = 420.0;
pub(super) const HEIGHT: f64 = 250.0;
const LEFT: f64 = 46.0;
const RIGHT: f64 = WIDTH - 10.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = HEIGHT - 28.0;
/// Room for the label of a day.
const LABEL: f64 = 44.0;

/// A chart of days and values.
pub(super) struct Panel {
    first: Date,
    hours: f64,
    pub(super) y: Scale,
}

impl Panel {
    /// From the beginning of `first` to the end of `last`, from 0 to `top`.
    pub(super) fn new(first: Date, last: Date, top: f64) -> Self {
        let hours = 24.0 * f64::from(days(first, last) + 1);
        Self { first, hours, y: Scale::fit(0.0, top, BOTTOM, TOP, true) }
    }

    /// Where an hour since the first midnight stands.
    pub(super) fn x(&self, hours: f64) -> f64 {
        LEFT + (RIGHT - LEFT) * (hours / self.hours).clamp(0.0, 1.0)
    }

    /// Where noon of a day stands; `None` outside.
    pub(super) fn noon(&self, day: Date) -> Option<f64> {
        let hours = 24.0 * f64::from(days(self.first, day)) + 12.0;
        (hours > 0.0 && hours < self.hours).then(|| self.x(hours))
    }

    /// A band between two curves, as a closed path.
    pub(super) fn area(&self, points: &[(f64, f64, f64)]) -> String {
        let mut path = String::new();
        let mut put = |n: usize, x: f64, y: f64| {
            // Writing to a String cannot fail.
            let _ = write!(path, "{}{x:.1} {y:.1}", if n == 0 { 'M' } else { 'L' });
        };
        points.iter().enumerate().for_each(|(n, (x, _, high))| put(n, *x, self.y.at(*high)));
        points.iter().rev().for_each(|(x, low, _)| put(1, *x, self.y.at(*low)));
        path + "Z"
    }

    /// A curve.
    pub(super) fn line(&self, points: impl Iterator<Item = (f64, f64)>) -> String {
        points.enumerate().fold(String::new(), |mut path, (n, (x, y))| {
            let _ = write!(path, "{}{x:.1} {:.1}", if n == 0 { 'M' } else { 'L' }, self.y.at(y));
            path
        })
    }

    /// Light band, dark band, median.
    pub(super) fn bands(&self, kind: usize, points: &[(f64, Band)]) -> Markup {
        let wide: Vec<_> = points.iter().map(|(x, b)| (*x, b.low90, b.high90)).collect();
        let narrow: Vec<_> = points.iter().map(|(x, b)| (*x, b.low50, b.high50)).collect();
        html! {
            g.band.{ "k" (kind) } {
                path.b90 d=(self.area(&wide)) {}
                path.b50 d=(self.area(&narrow)) {}
                path.median d=(self.line(points.iter().map(|(x, b)| (*x, b.median)))) {}
            }
        }
    }

    /// The chart with its axes; `title` names it and `description` says what it shows, for those who do not see it.
    pub(super) fn draw(&self, id: &str, title: &str, description: &str, unit: &str, today: Date, inside: &Markup) -> Markup {
        let width = f64::from(days(self.first, today) + 1) * 24.0;
        let step = (LABEL * self.hours / 24.0 / (RIGHT - LEFT)).ceil().max(1.0);
        let ticks = (0..).map(|n| f64::from(n) * step).take_while(|d| d * 24.0 < self.hours);
        html! {
            svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="group" aria-labelledby={ (id) "-t " (id) "-d" } {
                title id={ (id) "-t" } { (title) }
                desc id={ (id) "-d" } { (description) }
                text.axis x="4" y="13" { (unit) }
                @for tick in self.y.ticks() {
                    line.grid x1=(LEFT) x2=(RIGHT) y1=(format!("{:.1}", self.y.at(tick))) y2=(format!("{:.1}", self.y.at(tick))) {}
                    text.axis x=(LEFT - 6.0) y=(format!("{:.1}", self.y.at(tick) + 4.0)) text-anchor="end" { (words::short(tick)) }
                }
                @for day in ticks {
                    @let x = self.x(24.0 * day + 12.0);
                    line.grid x1=(format!("{x:.1}")) x2=(format!("{x:.1}")) y1=(BOTTOM) y2=(BOTTOM + 4.0) {}
                    text.axis x=(format!("{x:.1}")) y=(BOTTOM + 18.0) text-anchor="middle" { (label(self.first, day)) }
                }
                (inside)
                @if width < self.hours {
                    @let x = format!("{:.1}", self.x(width));
                    line.today x1=(x) x2=(x) y1=(TOP - 6.0) y2=(BOTTOM) {}
                    text.axis x=(format!("{:.1}", self.x(width).min(RIGHT - 2.0))) y=(TOP - 10.0) text-anchor="end" { "forecast \u{2192}" }
                }
            }
        }
    }
}

fn label(first: Date, day: f64) -> String {
    first.saturating_add((day as i64).days()).strftime("%-d\u{a0}%b").to_string()
}
