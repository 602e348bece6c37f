//! Reports that are copies of each other: syndicated, lightly edited, translated.
//!
//! [`twins`] finds pairs in which the text is nearly the same but for its figures ([`Kinship::Text`]), and pairs in other words or another
//! language that tell nearly the same figures ([`Kinship::Figures`]: a translation, or two texts out of one release). For every pair it
//! says which claims differ, because a copy with another figure is what an analyst must see.
//!
//! Refuses: to say who copied whom; to merge anything. Two daily bulletins in the same words are twins that differ in their figures.

mod band;
mod figure;
mod sketch;

use serde::Serialize;

use crate::statement::digits;
use crate::{Report, ReviewState, Told};

pub use figure::{Difference, Figure};
pub use sketch::Sketch;

/// Twins by text have at least this share of their runs of words in common.
const LIKE: f64 = 0.5;
/// Rows of a band of a sketch: with 32 bands a pair of likeness 0.67 is met 999 times in 1000, one of 0.1 three times.
const SKETCH_ROWS: usize = 4;
/// Twins by figures have at least so many in common,
const SHARED: usize = 3;
/// of which so many have three digits or more: "about 1,000" is in every report;
const TELLING: usize = 2;
/// and at least this share of all figures of both.
const SHARED_PART: f64 = 0.5;
/// Bands of two rows over the figures: a pair that shares half is met 999 times in 1000.
const FIGURE_BANDS: u64 = 24;

/// What twins are found by.
#[derive(Debug, Clone)]
pub struct Imprint<I> {
    /// The report, by any name that orders and does not repeat.
    pub report: I,
    /// The sketch of its text.
    pub sketch: Sketch,
    /// Its figures in the order of the text.
    pub figures: Vec<Figure>,
}

/// In what two reports are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kinship {
    /// Nearly the same words.
    Text,
    /// Other words, nearly the same figures.
    Figures,
}

/// Two reports of which one is a copy of the other, or both of a third.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Twin<I> {
    /// The smaller name.
    pub a: I,
    /// The larger name.
    pub b: I,
    /// In what they are alike.
    pub kinship: Kinship,
    /// The share of runs of words, or of figures, they have in common.
    pub likeness: f64,
    /// The claims that differ; empty for a faithful copy.
    pub differs: Vec<Difference>,
}

/// The twins among `imprints`, by name; independent of their order. In a large family of copies not every two are told, but each member
/// with another one, so that the family hangs together.
#[must_use]
pub fn twins<I: Ord + Clone>(imprints: &[Imprint<I>]) -> Vec<Twin<I>> {
    let mut found = Vec::new();
    let told = |i: &Imprint<I>, j: &Imprint<I>, kinship, likeness| {
        let (a, b) = if i.report <= j.report { (i, j) } else { (j, i) };
        Twin { a: a.report.clone(), b: b.report.clone(), kinship, likeness, differs: figure::differences(&a.figures, &b.figures) }
    };

    let mut by_text: Vec<&Imprint<I>> = imprints.iter().filter(|i| !i.sketch.is_empty()).collect();
    by_text.sort_by(|a, b| (&a.sketch, &a.report).cmp(&(&b.sketch, &b.report)));
    let bands: Vec<Vec<u64>> = by_text.iter().map(|i| i.sketch.bands(SKETCH_ROWS).collect()).collect();
    for (i, j) in band::candidates(&bands) {
        let likeness = by_text[i].sketch.likeness(&by_text[j].sketch);
        if likeness >= LIKE {
            found.push(told(by_text[i], by_text[j], Kinship::Text, likeness));
        }
    }

    let mut by_figures: Vec<(Keys, &Imprint<I>)> = imprints.iter().map(|i| (keys(&i.figures), i)).collect();
    by_figures.retain(|(keys, _)| keys.len() >= SHARED);
    by_figures.sort_by(|(a, i), (b, j)| (a, &i.report).cmp(&(b, &j.report)));
    let bands: Vec<Vec<u64>> = by_figures.iter().map(|(keys, _)| figure_bands(keys)).collect();
    for (i, j) in band::candidates(&bands) {
        let ((a, one), (b, other)) = (&by_figures[i], &by_figures[j]);
        if let Some(part) = shared_part(a, b).filter(|_| one.sketch.likeness(&other.sketch) < LIKE) {
            found.push(told(one, other, Kinship::Figures, part));
        }
    }
    found.sort_by(|x, y| (&x.a, &x.b, x.kinship).cmp(&(&y.a, &y.b, y.kinship)));
    found
}

/// The copies among reports, told by their places in the list (as evidence numbers them: [`crate::in_order`]). Rejected claims are no figures; a report without a sketch is found by its
/// figures alone.
#[must_use]
pub fn copies(reports: &[Report]) -> Vec<Twin<usize>> {
    let counts = |t: &&Told| t.verified.state != ReviewState::Rejected;
    let imprint = |(report, r): (usize, &Report)| Imprint {
        report,
        sketch: r.sketch.clone().unwrap_or_else(|| Sketch::of("")),
        figures: r.claims.iter().filter(counts).map(|t| Figure::of(&t.claim)).collect(),
    };
    twins(&reports.iter().enumerate().map(imprint).collect::<Vec<_>>())
}

/// The figures of a report, each once, in order, and whether its number is telling.
type Keys = Vec<(u64, bool)>;

fn keys(figures: &[Figure]) -> Keys {
    let mut keys: Keys = figures.iter().map(|f| (f.key(), digits(f.bounds.central()) >= 3)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn figure_bands(keys: &[(u64, bool)]) -> Vec<u64> {
    let least = |seed: u64| keys.iter().map(|(key, _)| sketch::mixed(key ^ sketch::mixed(seed))).min().unwrap_or_default();
    (0..FIGURE_BANDS).map(|band| sketch::mixed(least(2 * band) ^ sketch::mixed(least(2 * band + 1)))).collect()
}

/// The share of figures two sorted lists have in common, if that is enough for twins.
fn shared_part(a: &[(u64, bool)], b: &[(u64, bool)]) -> Option<f64> {
    let shared: Vec<&(u64, bool)> = a.iter().filter(|key| b.binary_search(key).is_ok()).collect();
    let all = a.len() + b.len() - shared.len();
    #[expect(clippy::cast_precision_loss, reason = "figures of two reports are few")]
    let part = shared.len() as f64 / all as f64;
    let enough = shared.len() >= SHARED && shared.iter().filter(|(_, telling)| *telling).count() >= TELLING;
    (enough && part >= SHARED_PART).then_some(part)
}
