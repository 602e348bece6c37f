//! One chart as a file of its own, to be put into another page or a document: SVG with its style, a title and a description for those
//! who do not see it, a line that says whose figures it shows, and nothing to load, to run or to follow.

use exode_ledger::Statement;
use maud::{Markup, PreEscaped, html};

use super::chart::{WIDE, dot, draw, kinds, measured, tooltip};
use super::legend::used;
use super::tell::{ChartWords as _, English};
use super::{band, clean, newell, panel, policy};
use crate::modelled::{Modelled, ModelledGate};

const STYLE: &str = include_str!("../../assets/chart_file.css");
/// Free space around a drawing.
const EDGE: f64 = 12.0;
/// Height of a line of small text, and the width its letters take on average.
const LINE: f64 = 16.0;
const LETTER: f64 = 6.1;
/// Sources named under a chart; the others are counted.
const NAMED: usize = 8;

/// A chart as a file.
#[derive(Debug, Clone)]
pub struct ChartFile {
    /// What an address calls it; unique among the charts of statements, or of one gate.
    pub code: String,
    /// Its title, in English words.
    pub title: String,
    /// The file: well-formed XML, self-contained, light or dark as its reader prefers.
    pub svg: String,
}

/// The policy under which a browser may show such a file: it loads and runs nothing.
#[must_use]
pub fn chart_file_policy() -> String {
    policy::still(STYLE)
}

/// What a file is made of.
struct Parts<'a> {
    title: &'a str,
    description: &'a str,
    modelled: bool,
    /// Lines in a warning's colour above the drawing.
    warnings: &'a [String],
    /// Marks and what they stand for.
    key: &'a [(usize, String)],
    width: f64,
    height: f64,
    drawing: Markup,
    /// Whose figures these are, who drew them.
    note: &'a str,
}

/// The charts of `statements`, one a measure, unit and rate, as [`charts_of`](super::charts_of) draws them. `made` says who made the file.
#[must_use]
pub fn chart_files(statements: &[&Statement], most: usize, made: &str) -> Vec<ChartFile> {
    let kinds = kinds(statements);
    let chart_file = |m: super::chart::Measured<'_>| {
        let told: Vec<String> = m.marks.iter().map(|mark| format!("{}. {}", mark.n, tooltip(mark, &English))).collect();
        let note = format!("As reported and hedged, stated by {}. Nothing here is modelled. {made}", sources(m.marks.iter().map(|m| m.s)));
        let heading = English.heading(m.measure, m.unit, m.class);
        let parts = Parts {
            title: &heading,
            description: &told.join("; "),
            modelled: false,
            warnings: &[],
            key: &used(&m.marks, &kinds, &English),
            width: WIDE.width,
            height: WIDE.height,
            drawing: draw(&WIDE, &m.marks, m.unit, &English),
            note: &note,
        };
        ChartFile { code: m.code(), svg: file(&parts), title: heading.clone() }
    };
    measured(statements, &kinds, most, &|_| None).into_iter().map(chart_file).collect()
}

/// The charts of a gate as modelled: its curves, then every quantity worth a chart, with the statements of it that `shown` gives.
#[must_use]
pub fn modelled_chart_files<'s>(
    m: &Modelled,
    gate: &ModelledGate,
    shown: &dyn Fn(usize) -> Option<&'s Statement>,
    made: &str,
) -> Vec<ChartFile> {
    let chart_file = |code: &str, title: String, told: &[usize], drawing: Markup| {
        let told: Vec<&Statement> = told.iter().filter_map(|&i| shown(i)).collect();
        let beside =
            if told.is_empty() { String::new() } else { format!(" Marks are statements as reported, by {}.", sources(told.into_iter())) };
        let note = format!(
            "Modelled: line median, dark band 50 %, light band 90 %. Counted by nobody; \u{201c}{}\u{201d} fitted to {}.{beside} {made}",
            m.case,
            exode_ledger::words::count(m.used, "claim"),
        );
        let warnings: Vec<String> = m.warnings.iter().map(|w| format!("Do not rely on it: {w}")).collect();
        let parts = Parts {
            title: &title,
            description: &note,
            modelled: true,
            warnings: &warnings,
            key: &[],
            width: panel::WIDTH,
            height: panel::HEIGHT,
            drawing,
            note: &note,
        };
        let svg = file(&parts);
        ChartFile { code: code.to_owned(), title, svg }
    };
    let curves = gate.newell.iter().map(|n| chart_file("curves", newell::name(gate), &[], newell::chart(m, gate, n)));
    let marked = |i: usize| Some((shown(i)?, None));
    let series = gate.series.iter().filter(|s| s.charted);
    let series = series.map(|s| chart_file(s.code, band::name(gate, s), &s.statements, band::chart(&marked, m, gate, s)));
    curves.chain(series).collect()
}

/// Who states figures, each once, in the order of the drawing.
fn sources<'s>(statements: impl Iterator<Item = &'s Statement>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for s in statements {
        let name = s.source.as_ref().or(s.outlets.first()).map_or("a source not stated", String::as_str);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let others = names.len().saturating_sub(NAMED);
    let mut out = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if others > 0 {
        out += &format!(" and {}", exode_ledger::words::count(others, "other"));
    }
    out
}

fn file(parts: &Parts<'_>) -> String {
    let wide = parts.width + 2.0 * EDGE;
    let room = ((parts.width) / LETTER) as usize;
    let title = lines(parts.title, room * 11 / 16);
    let warnings: Vec<String> = parts.warnings.iter().flat_map(|w| lines(w, room * 5 / 6)).collect();
    let keys = flow(parts.key, parts.width);
    let note = lines(parts.note, room);
    let mut y = EDGE;
    // Baselines of the blocks of text, from the top.
    let mut block = |count: usize, each: f64| {
        let first = y + each * 0.75;
        y += each * count as f64 + if count > 0 { 4.0 } else { 0.0 };
        first
    };
    let title_at = block(title.len(), 21.0);
    let word_at = block(usize::from(parts.modelled), LINE);
    let warn_at = block(warnings.len(), LINE);
    let key_at = block(keys.last().map_or(0, |k| k.0 + 1), LINE);
    let drawn_at = block(1, parts.height) - 0.75 * parts.height;
    let note_at = block(note.len(), LINE);
    let tall = y + EDGE;
    let at = |first: f64, n: usize, each: f64| format!("{:.1}", first + each * n as f64);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {wide:.0} {tall:.0}")) width=(format!("{wide:.0}")) height=(format!("{tall:.0}"))
            role="img" lang="en" aria-labelledby="chart-title chart-description" {
            title id="chart-title" { (clean(parts.title)) @if parts.modelled { " (modelled)" } }
            desc id="chart-description" { (clean(parts.description)) }
            style { (PreEscaped(STYLE)) }
            rect.ground width="100%" height="100%" {}
            @if parts.modelled {
                rect.modelled-frame x="3" y="3" width=(format!("{:.0}", wide - 6.0)) height=(format!("{:.0}", tall - 6.0)) rx="6" {}
                text.modelled-word x=(EDGE) y=(at(word_at, 0, LINE)) { "modelled" }
            }
            @for (n, line) in title.iter().enumerate() { text.name x=(EDGE) y=(at(title_at, n, 21.0)) { (clean(line)) } }
            @for (n, line) in warnings.iter().enumerate() { text.warn x=(EDGE) y=(at(warn_at, n, LINE)) { (clean(line)) } }
            @for ((row, x), (kind, names)) in keys.iter().zip(parts.key) {
                g.{ "k" (kind) } { (dot(*kind, true, EDGE + x + 6.0, key_at + LINE * *row as f64 - 4.0)) }
                text x=(format!("{:.1}", EDGE + x + 16.0)) y=(at(key_at, *row, LINE)) { (clean(names)) }
            }
            svg x=(EDGE) y=(format!("{drawn_at:.1}")) width=(parts.width) height=(parts.height) { (parts.drawing) }
            @for (n, line) in note.iter().enumerate() { text x=(EDGE) y=(at(note_at, n, LINE)) { (clean(line)) } }
        }
    };
    svg.into_string()
}

/// A text in lines of so many letters; a longer word stands alone.
fn lines(text: &str, room: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match out.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    out
}

/// Row and offset of each entry of a key.
fn flow(key: &[(usize, String)], width: f64) -> Vec<(usize, f64)> {
    let (mut row, mut x) = (0, 0.0);
    let mut place = |names: &str| {
        let wide = 28.0 + LETTER * names.chars().count() as f64;
        if x > 0.0 && x + wide > width {
            (row, x) = (row + 1, 0.0);
        }
        x += wide;
        (row, x - wide)
    };
    key.iter().map(|(_, names)| place(names)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_broken_between_words() {
        assert_eq!(lines("one two three four", 8), ["one two", "three", "four"]);
        assert_eq!(lines("incomprehensibilities", 8), ["incomprehensibilities"]);
        assert_eq!(lines("", 8), Vec::<String>::new());
    }

    #[test]
    fn a_key_goes_on_in_the_next_row() {
        let key = [(0, "x".repeat(40)), (1, "y".repeat(40)), (2, "z".to_owned())];
        let rows: Vec<usize> = flow(&key, 400.0).into_iter().map(|k| k.0).collect();
        assert_eq!(rows, [0, 1, 1]);
    }
}
