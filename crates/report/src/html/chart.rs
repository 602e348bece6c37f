//! Dot-and-range charts over time, one per measure. Drawn twice, for wide and for narrow screens; the list below names every mark.

use std::collections::BTreeMap;

use exode_claim::{Bounds, Measure, Modality, Quantifier, Unit};
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use super::clean;
use super::legend::{key, legend, places};
use super::scale::{Days, Scale};
use super::tell::{ChartWord, ChartWords, English};
use crate::view::Briefing;
use exode_ledger::Interval;
use exode_ledger::Statement;
use exode_ledger::at_the_border;
use exode_ledger::words::{self, RateClass};

/// From this many figures a chart says more than a list.
const WORTH: usize = 3;
/// Colours and shapes there are; further places share the last.
pub(super) const KINDS: usize = 7;
/// Half the size of a mark.
pub(super) const R: f64 = 5.0;

/// One figure to draw.
pub(super) struct Mark<'a> {
    pub(super) n: usize,
    pub(super) s: &'a Statement,
    /// Where it leads; nowhere where it stands alone.
    pub(super) href: Option<String>,
    /// The day it speaks of, else the report's.
    pub(super) day: Date,
    pub(super) timed: bool,
    pub(super) kind: usize,
}

/// Measures of a drawing.
pub(super) struct Frame {
    name: &'static str,
    pub(super) width: f64,
    pub(super) height: f64,
    left: f64,
    labels: bool,
}

pub(super) const WIDE: Frame = Frame { name: "wide", width: 860.0, height: 330.0, left: 62.0, labels: true };
const NARROW: Frame = Frame { name: "narrow", width: 340.0, height: 300.0, left: 42.0, labels: false };

/// The drawings of one measure.
#[derive(Debug, Clone)]
pub struct Chart {
    /// Measure, unit and rate in words.
    pub heading: String,
    /// The same in English as an address has it; unique among charts.
    pub code: String,
    /// What it measures.
    pub measure: Measure,
    /// How many figures of the measure have a day.
    pub dated: usize,
    /// How many of them are drawn, the latest.
    pub drawn: usize,
    /// Drawing and list, as HTML of this page's style; every text in it is escaped.
    pub html: String,
}

/// The marks of one measure, unit and rate.
pub(super) struct Measured<'a> {
    pub(super) measure: Measure,
    pub(super) unit: Unit,
    pub(super) class: RateClass,
    /// How many of its figures have a day.
    pub(super) dated: usize,
    /// Those drawn, the latest, in order of time.
    pub(super) marks: Vec<Mark<'a>>,
}

impl Measured<'_> {
    /// As an address has it.
    pub(super) fn code(&self) -> String {
        code(&words::measure_block(self.measure, self.unit, self.class))
    }
}

/// What is drawn of `statements`, measure by measure; those with fewer than three dated figures are left out.
pub(super) fn measured<'a>(
    statements: &[&'a Statement],
    kinds: &BTreeMap<&str, usize>,
    most: usize,
    link: &dyn Fn(&Statement) -> Option<String>,
) -> Vec<Measured<'a>> {
    let mut groups: BTreeMap<(Measure, Unit, RateClass), Vec<&Statement>> = BTreeMap::new();
    for &s in statements {
        if s.measure != Measure::Other && s.unit != Unit::Factor {
            groups.entry((s.measure, s.unit, s.class)).or_default().push(s);
        }
    }
    let mut out = Vec::new();
    for ((measure, unit, class), list) in groups {
        let mut marks = marks(&list, kinds, link);
        let dated = marks.len();
        if dated < WORTH {
            continue;
        }
        marks.drain(..dated - dated.min(most));
        for (n, mark) in marks.iter_mut().enumerate() {
            mark.n = n + 1;
        }
        out.push(Measured { measure, unit, class, dated, marks });
    }
    out
}

/// Charts over time of `statements`, one a measure, unit and rate; measures with fewer than three dated figures have none. At most `most`
/// figures are drawn of each, the latest. `link` tells where a mark leads, `w` words them.
#[must_use]
pub fn charts_of(statements: &[&Statement], most: usize, link: &dyn Fn(&Statement) -> String, w: &dyn ChartWords) -> Vec<Chart> {
    let kinds = kinds(statements);
    let chart = |m: Measured<'_>| {
        let html = html! {
            (places(&m.marks, &kinds, w))
            @for frame in [&WIDE, &NARROW] { (draw(frame, &m.marks, m.unit, w)) }
            (key(&m.marks, w))
        };
        Chart {
            heading: w.heading(m.measure, m.unit, m.class),
            code: m.code(),
            measure: m.measure,
            dated: m.dated,
            drawn: m.marks.len(),
            html: html.into_string(),
        }
    };
    measured(statements, &kinds, most, &|s| Some(link(s))).into_iter().map(chart).collect()
}

/// The code of the chart that a statement stands in, where it has a day and enough others do.
#[must_use]
pub fn chart_code(s: &Statement) -> String {
    code(&words::measure_block(s.measure, s.unit, s.class))
}

/// A heading as an address has it: "Wait to cross, per day" is `wait-to-cross-per-day`.
pub(super) fn code(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

pub(super) fn charts(b: &Briefing) -> Markup {
    let row = |s: &Statement| s.tellings.first().map_or_else(String::new, |&r| format!("#{}", b.rows[r].anchor));
    let drawn = charts_of(&b.statements.iter().collect::<Vec<_>>(), usize::MAX, &row, &English);
    html! {
        section #charts {
            h2 { "Figures over time" }
            p.intro {
                "Each mark is one statement, on the day it speaks of, drawn with its hedge; each leads to its sentence. "
                "Measures with fewer than " (WORTH) " dated figures are not drawn."
            }
            @if !drawn.is_empty() { (PreEscaped(legend(&English))) }
            @for chart in &drawn {
                figure.chart {
                    h3 { (chart.heading) }
                    (PreEscaped(&chart.html))
                }
            }
        }
    }
}

pub(super) fn kind_name(s: &Statement) -> &str {
    s.crossing.as_deref().filter(|_| at_the_border(s.measure)).unwrap_or(&s.place)
}

/// A number for each place, the most frequent first.
pub(super) fn kinds<'a>(statements: &[&'a Statement]) -> BTreeMap<&'a str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for &s in statements {
        *counts.entry(kind_name(s)).or_default() += 1;
    }
    let mut order: Vec<_> = counts.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    order.into_iter().enumerate().map(|(n, (name, _))| (name, n.min(KINDS - 1))).collect()
}

fn marks<'a>(list: &[&'a Statement], kinds: &BTreeMap<&str, usize>, link: &dyn Fn(&Statement) -> Option<String>) -> Vec<Mark<'a>> {
    let mut marks: Vec<Mark<'a>> = list
        .iter()
        .filter_map(|&s| {
            let stated = s.time.and_then(|t| t.end());
            let day = stated.or(s.first_seen).or(s.time.and_then(|t| t.start()))?;
            Some(Mark { n: 0, s, href: link(s), day, timed: s.time.is_some(), kind: kinds.get(kind_name(s)).copied().unwrap_or(KINDS - 1) })
        })
        .collect();
    marks.sort_by(|a, b| (a.day, a.kind).cmp(&(b.day, b.kind)).then(value(a.s).total_cmp(&value(b.s))).then(a.href.cmp(&b.href)));
    marks
}

fn value(s: &Statement) -> f64 {
    Bounds { low: s.low, high: s.high }.central()
}

pub(super) fn draw(frame: &Frame, marks: &[Mark<'_>], unit: Unit, w: &dyn ChartWords) -> Markup {
    let (top, bottom, right) = (26.0, frame.height - 34.0, frame.width - 22.0);
    let ends = |m: &Mark<'_>| [m.s.low, m.s.high].into_iter().flatten().collect::<Vec<_>>();
    let low = marks.iter().flat_map(ends).filter(|v| *v > 0.0).fold(f64::INFINITY, f64::min);
    let high = marks.iter().flat_map(ends).fold(0.0, f64::max);
    let zero = marks.iter().flat_map(ends).any(|v| v == 0.0);
    let y = if zero { Scale::fit(0.0, high * 1.12, bottom, top, true) } else { Scale::fit(low * 0.8, high * 1.12, bottom, top, true) };
    let started = |m: &Mark<'_>| m.s.time.and_then(|t| t.start()).filter(|d| *d < m.day);
    let x = Days::fit(
        &marks.iter().flat_map(|m| [Some(m.day), started(m)]).flatten().collect::<Vec<_>>(),
        frame.left + 18.0,
        right - if frame.labels { 96.0 } else { 14.0 },
    );
    let places = scatter(marks, &x, &y, frame);
    let lines: Vec<[f64; 4]> = marks.iter().zip(&places).flat_map(|(m, p)| areas(m, &x, &y, *p)).collect();
    let labels = label(marks, &places, &lines, frame, (top, bottom));
    html! {
        svg.(frame.name) viewBox=(format!("0 0 {} {}", frame.width, frame.height)) role="group" aria-label=(w.word(ChartWord::Drawing)) {
            text.axis x="4" y="13" { (w.unit(unit)) @if y.log { ", " (w.word(ChartWord::Logarithmic)) } }
            @for tick in y.ticks() {
                line.grid x1=(frame.left) x2=(right) y1=(f(y.at(tick))) y2=(f(y.at(tick))) {}
                text.axis x=(frame.left - 6.0) y=(f(y.at(tick) + 4.0)) text-anchor="end" { (w.short(tick)) }
            }
            @for (date, at) in x.ticks(46.0) {
                line.grid.day x1=(f(at)) x2=(f(at)) y1=(bottom) y2=(bottom + 5.0) {}
                text.axis x=(f(at)) y=(bottom + 19.0) text-anchor="middle" { (w.axis_day(date)) }
            }
            @for &cut in &x.cuts { path.cut d=(format!("M{} {}l6 -10m-1 10l6 -10", f(cut - 5.0), bottom + 5.0)) {} }
            @for (m, &(mx, my)) in marks.iter().zip(&places) {
                a.{ "k" (m.kind) } href=[m.href.as_deref()] {
                    title { (clean(&tooltip(m, w))) }
                    (window(start(m).map(|day| x.at(day).min(mx)), mx, my))
                    (shape(m, &y, mx, my))
                    circle.hit cx=(f(mx)) cy=(f(my)) r="12" {}
                }
            }
            @for (m, (lx, ly, anchor, words)) in marks.iter().zip(&labels) {
                text.label x=(f(*lx)) y=(f(*ly)) text-anchor=(anchor) { tspan.n { (m.n) } @if !words.is_empty() { " " (clean(words)) } }
            }
        }
    }
}

fn f(value: f64) -> String {
    format!("{value:.1}")
}

pub(super) fn tooltip(m: &Mark<'_>, w: &dyn ChartWords) -> String {
    let source = m.s.source.as_deref().unwrap_or(w.word(ChartWord::SourceOpen));
    let time = m.s.time.map_or_else(|| format!("{} {}", w.word(ChartWord::TimeOpenPublished), w.day(m.day)), |time| w.when(time));
    format!("{}, {}, {}, {}", w.figure(m.s), source, w.route(m.s), time)
}

/// Positions; marks that would cover each other are set side by side.
fn scatter(marks: &[Mark<'_>], x: &Days, y: &Scale, frame: &Frame) -> Vec<(f64, f64)> {
    let mut placed: Vec<(f64, f64)> = Vec::new();
    for m in marks {
        let (x0, y0) = (x.at(m.day), y.at(value(m.s)));
        let free = |dx: &f64| placed.iter().all(|&(px, py)| (px - x0 - dx).abs() >= 13.0 || (py - y0).abs() >= 12.0);
        let offsets = [0.0, 14.0, -14.0, 28.0, -28.0, 42.0, -42.0];
        let dx = offsets.into_iter().filter(|dx| x0 + dx > frame.left + 6.0 && x0 + dx < frame.width - 10.0).find(free).unwrap_or(0.0);
        placed.push((x0 + dx, y0));
    }
    placed
}

/// Number and, where there is room, source, beside each mark.
fn label(
    marks: &[Mark<'_>],
    at: &[(f64, f64)],
    lines: &[[f64; 4]],
    frame: &Frame,
    (top, bottom): (f64, f64),
) -> Vec<(f64, f64, &'static str, String)> {
    let mut taken = lines.to_vec();
    let mut out = Vec::new();
    for (m, &(x, y)) in marks.iter().zip(at) {
        let name = m.s.source.as_deref().or(m.s.outlets.first().map(String::as_str)).unwrap_or_default();
        let mut source: String = name.chars().take(28).collect();
        if source.len() < name.len() {
            source = source.trim_end().to_owned() + "\u{2026}";
        }
        let wide = |text: &str| 16.0 + 6.1 * text.chars().map(|_| 1.0).sum::<f64>();
        let mut found = None;
        for words in [source.as_str(), ""] {
            if !frame.labels && !words.is_empty() {
                continue;
            }
            let w = if words.is_empty() { 14.0 } else { wide(words) };
            let spots = [(x + 9.0, y + 4.0, "start"), (x - 9.0, y + 4.0, "end"), (x, y - 10.0, "middle"), (x, y + 19.0, "middle")];
            found = spots.into_iter().find_map(|(lx, ly, anchor)| {
                let left = match anchor {
                    "start" => lx,
                    "end" => lx - w,
                    _ => lx - w / 2.0,
                };
                let area = [left, ly - 10.0, left + w, ly + 2.0];
                let inside = area[0] > frame.left && area[2] < frame.width && area[1] > top - 14.0 && area[3] < bottom + 2.0;
                let clear = taken.iter().all(|t| area[0] > t[2] || t[0] > area[2] || area[1] > t[3] || t[1] > area[3]);
                (inside && clear).then(|| (area, (lx, ly, anchor, words.to_owned())))
            });
            if found.is_some() {
                break;
            }
        }
        let (area, label) = found.unwrap_or(([0.0; 4], (x + 8.0, y - 6.0, "start", String::new())));
        taken.push(area);
        out.push(label);
    }
    out
}

/// What a mark covers: itself, its hedge and its window.
fn areas(m: &Mark<'_>, x: &Days, y: &Scale, (mx, my): (f64, f64)) -> Vec<[f64; 4]> {
    let mut areas = vec![[mx - 6.0, my - 6.0, mx + 6.0, my + 6.0]];
    if let Some(start) = start(m) {
        areas.push([x.at(start).min(mx), my - 1.0, mx, my + 1.0]);
    }
    let range = Interval::of(Bounds { low: m.s.low, high: m.s.high }, m.s.quantifier, m.s.vague);
    let up = if range.high.is_finite() { y.at(range.high) } else { my - 24.0 };
    let down = if range.low.is_finite() { y.at(range.low) } else { my + 24.0 };
    areas.push([mx - 5.0, up, mx + 5.0, down]);
    areas
}

/// The first day of a window that is longer than a day.
fn start(m: &Mark<'_>) -> Option<Date> {
    m.s.time.filter(|t| !t.is_day()).and_then(|t| t.start())
}

/// The window a total runs over, as a line to its mark.
pub(super) fn window(from: Option<f64>, mx: f64, my: f64) -> Markup {
    html! {
        @if let Some(from) = from { line.window x1=(f(from)) x2=(f(mx)) y1=(f(my)) y2=(f(my)) {} }
    }
}

/// The figure with its hedge.
pub(super) fn shape(m: &Mark<'_>, y: &Scale, mx: f64, my: f64) -> Markup {
    let s = m.s;
    let range = Interval::of(Bounds { low: s.low, high: s.high }, s.quantifier, s.vague);
    let (up, down) = (y.at(range.high), y.at(range.low));
    let whisker = |to: f64| format!("M{0} {1}V{2}m-4 0h8", f(mx), f(my), f(to));
    let arrow = |sign: f64| format!("M{0} {1}v{2}m-4 {3}l4 {4}l4 {3}", f(mx), f(my), 24.0 * sign, -5.0 * sign, 5.0 * sign);
    let bar = matches!((s.low, s.high), (Some(a), Some(b)) if a != b);
    html! {
        @if s.vague {
            rect.vague x=(f(mx - 6.0)) width="12" y=(f(up)) height=(f((down - up).max(4.0))) rx="3" {}
        } @else if bar {
            rect.bar x=(f(mx - 3.0)) width="6" y=(f(up)) height=(f((down - up).max(3.0))) rx="1" {}
        } @else {
            @match s.quantifier {
                Quantifier::Approximately => { path.hedge d=(whisker(up)) {} path.hedge d=(whisker(down)) {} }
                Quantifier::Nearly => { path.hedge d=(whisker(down)) {} }
                Quantifier::MoreThan | Quantifier::AtLeast => { path.hedge d=(arrow(-1.0)) {} }
                Quantifier::UpTo | Quantifier::LessThan => { path.hedge d=(arrow(1.0)) {} }
                Quantifier::Exact | Quantifier::Between => {}
            }
        }
        @if !bar && !s.vague { (dot(m.kind, m.timed, mx, my)) }
        @if s.modality == Modality::Planned { circle.planned cx=(f(mx)) cy=(f(my)) r="8.5" {} }
        @if s.modality == Modality::Denied { path.denied d=(format!("M{} {}l16 16m0 -16l-16 16", f(mx - 8.0), f(my - 8.0))) {} }
    }
}

/// The shape of a kind, so that colour is never the only difference.
pub(super) fn dot(kind: usize, timed: bool, x: f64, y: f64) -> Markup {
    let path = match kind {
        0 => "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
        1 => "M-4.5 -4.5h9v9h-9z",
        2 => "M0 -5.8L5.6 4.2h-11.2z",
        3 => "M0 -6.2L6.2 0L0 6.2L-6.2 0z",
        4 => "M0 5.8L5.6 -4.2h-11.2z",
        5 => "M-2 -5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5z",
        _ => "M-5.5 -2.8h11v5.6h-11z",
    };
    html! { path.dot.hollow[!timed] d=(path) transform=(format!("translate({} {})", f(x), f(y))) {} }
}
