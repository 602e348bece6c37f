//! Figures the number grammar does not make: none, the last one again; and those that are only repeated or a family's own.

use std::ops::Range;

use exode_claim::{Quantifier, Unit};
use exode_text::Kind;

use super::Draft;
use crate::lexicon::{Grammar, Mood, Sense};
use crate::number::{Figure, FigureKind};
use crate::scene::Scene;

/// Words between a number that changes and what it becomes.
const BECOMES: usize = 5;

/// "ses quatre enfants", "their two daughters", "left with four children": a family's own.
pub(super) fn possessed(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let few = figure.start > sentence.start && figure.high.or(figure.low).is_some_and(|v| v < 20.0);
    let sort = || scene.view.at(figure.end, |s| matches!(s, Sense::Noun(n) if n.sort).then_some(())).is_some();
    let along = || ["with", "avec"].iter().any(|w| scene.view.is(figure.start - 1, w)) && sort();
    few && (along()
        || matches!(
            scene.view.word(figure.start - 1).to_lowercase().as_str(),
            "ses" | "leurs" | "mes" | "nos" | "his" | "her" | "their" | "my" | "our" | "vos" | "your"
        ))
}

/// "deux jours et deux nuits", "1 min 48": goes on with the length of time before it.
pub(super) fn goes_on(scene: &Scene<'_>, figure: &Figure, n: usize, last: Option<&Draft>) -> bool {
    let Some(last) = last.filter(|d| d.n == n && matches!(d.counted.unit, Unit::Hour | Unit::Day)) else { return false };
    let from = last.counted.end;
    let joined = from + 1 == figure.start && scene.view.grammar(from, Grammar::And).is_some();
    let unit = scene.view.at(figure.end, |s| if let Sense::Unit(u) = s { Some(u.unit) } else { None }).map(|(unit, _)| unit);
    from == figure.start && unit.is_none() || joined && matches!(unit, Some(Unit::Hour | Unit::Day))
}

/// "l'appartement 112", "the gate 14": a bare number behind a noun in the singular names one of many.
pub(super) fn names_one(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let at = figure.start;
    let one = |i: usize| ["le", "la", "l'", "l’", "au", "du", "un", "une", "the", "a"].iter().any(|w| view.is(i, w));
    at >= sentence.start + 2
        && figure.start == figure.number.start
        && figure.low.is_some_and(|v| v < 1000.0)
        && view.kind(at - 1) == Kind::Word
        && view.hits(at - 1).is_empty()
        && scene.spot_at(at - 1).is_none()
        && one(at - 2)
}

/// "sur ces 15 206": a denominator already told.
pub(super) fn repeated(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let at = figure.start;
    let led =
        |words: &[&str]| words.len() <= at - sentence.start && words.iter().rev().enumerate().all(|(k, w)| scene.view.is(at - 1 - k, w));
    [
        &["sur", "ces"][..],
        &["de", "ces"],
        &["parmi", "ces"],
        &["sur", "les"],
        &["of", "these"],
        &["of", "those"],
        &["of", "the"],
        &["sur", "un", "total", "de"],
        &["out", "of"],
        &["tous"],
        &["toutes"],
    ]
    .iter()
    .any(|w| led(w) && figure.low == figure.high)
        && (led(&["ces"]) || led(&["these"]) || led(&["those"]) || told_before(scene, figure))
}

/// Sentences back to which a figure is looked for that is told again.
const TOLD: usize = 60;

/// Whether about as many were told before, or so few that nobody tells them twice: "three of the 10,000 Russians who enter daily" are
/// told for the first time.
fn told_before(scene: &Scene<'_>, figure: &Figure) -> bool {
    let Some(value) = figure.low.filter(|v| *v >= 1000.0) else { return true };
    let near = |f: &Figure| f.end <= figure.start && f.low.or(f.high).is_some_and(|v| (v - value).abs() <= 0.03 * value);
    let here = scene.sentences.partition_point(|s| s.tokens.start <= figure.start);
    scene.sentences[here.saturating_sub(TOLD)..here].iter().flat_map(|s| &s.figures).any(near)
}

/// "just three of the 10,000": a few of a figure are an example, not a count.
pub(super) fn few_of(scene: &Scene<'_>, figure: &Figure, figures: &[Figure]) -> bool {
    let few = figure.low == figure.high && figure.low.is_some_and(|v| v < 20.0);
    let of = ["of the", "des"].iter().find_map(|w| {
        let words = w.split(' ').count();
        w.split(' ').enumerate().all(|(k, w)| scene.view.is(figure.end + k, w)).then_some(figure.end + words)
    });
    few && of.is_some_and(|at| figures.iter().any(|f| f.start == at))
}

/// "two (2) evacuation centres": the digits only repeat the word.
pub(super) fn restates(scene: &Scene<'_>, figure: &Figure, figures: &[Figure], sentence: &Range<usize>) -> bool {
    let digits = figure.number.start;
    figures.iter().any(|f| f.end + 1 == digits && crate::counted::restated(scene, f, sentence) == Some(digits))
}

/// "aucun Russe n'a traversé": zero, exactly.
pub(super) fn none_of(scene: &Scene<'_>, sentence: &Range<usize>) -> Option<Figure> {
    let view = &scene.view;
    sentence.clone().find_map(|i| {
        let (entry, end) = view.hits(i).iter().find_map(|h| match view.entry(h).sense {
            Sense::Mood(m) if m.mood == Mood::None => Some((h.entry, h.end as usize)),
            _ => None,
        })?;
        let counts = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(_)).then_some(())).is_some();
        let noun = counts(end)
            || view.grammar(end, Grammar::Filler).is_some_and(counts)
            || scene.spot_at(end).is_some_and(|s| s.use_ == crate::place::NameUse::Demonym);
        noun.then(|| Figure {
            start: i,
            end,
            number: i..end,
            low: Some(0.0),
            high: Some(0.0),
            quantifier: Quantifier::Exact,
            kind: FigureKind::Count,
            vague: false,
            entries: vec![entry],
        })
    })
}

/// "au moins ce nombre", "as many": the last figure again.
pub(super) fn anaphors(scene: &Scene<'_>, sentence: &Range<usize>, last: Option<&Draft>) -> Vec<Figure> {
    let view = &scene.view;
    let own: Vec<&Figure> = scene.sentences.iter().find(|s| s.tokens == *sentence).map(|s| s.figures.iter().collect()).unwrap_or_default();
    let mut out = Vec::new();
    for i in sentence.clone() {
        let Some(end) = view.grammar(i, Grammar::Anaphor) else { continue };
        // "half that number"
        if i > sentence.start && view.is(i - 1, "half") {
            continue;
        }
        if view.is(end, "que") || view.is(end, "as") || view.is(end, "of") || view.word(end).starts_with("qu") {
            continue;
        }
        // "ce chiffre est monté à plus de 40 000": what it has become is told.
        let becomes =
            |f: &&&Figure| f.kind == FigureKind::Count && f.start >= end && f.start - end <= BECOMES && scene.barrier(end, f.start) < 0.5;
        let to = |f: &Figure| ["à", "to", "at", "de"].iter().any(|w| view.is(f.start - 1, w));
        if own.iter().find(becomes).is_some_and(|f| to(f)) {
            continue;
        }
        let before = own.iter().rev().find(|f| f.end <= i && f.kind == FigureKind::Count);
        let Some(value) = before.map(|f| f.low.or(f.high)).unwrap_or_else(|| last.and_then(|d| d.figure.low.or(d.figure.high))) else {
            continue;
        };
        let text = view.bytes(i, end).of(view.text).to_lowercase();
        let hedge = view.before(i, |s| if let Sense::Quantifier(q) = s { q.quantifier } else { None });
        let quantifier = match hedge {
            Some((q, _)) => q,
            None if text.starts_with("au moins") || text.starts_with("at least") => Quantifier::AtLeast,
            None if text.starts_with("presque") || text.starts_with("almost") || text.starts_with("nearly") => Quantifier::Nearly,
            None => Quantifier::Exact,
        };
        let (low, high) = match quantifier {
            Quantifier::AtLeast | Quantifier::MoreThan => (Some(value), None),
            Quantifier::UpTo | Quantifier::LessThan => (None, Some(value)),
            _ => (Some(value), Some(value)),
        };
        let start = hedge.map_or(i, |(_, s)| s);
        let entries = view.hits(i).iter().map(|h| h.entry).collect();
        if out.last().is_some_and(|f: &Figure| f.end > start) {
            continue;
        }
        out.push(Figure { start, end, number: i..end, low, high, quantifier, kind: FigureKind::Count, vague: false, entries });
    }
    out
}
