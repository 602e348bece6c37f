//! What stands between a counted phrase and its verb.
//!
//! Two things there do not part them: an aside ("1.7m people, or three-quarters of all Gazans, are displaced", "900 personnes (210
//! ménages) ont fui"), and further figures that share the verb ("299,103 Syrians and 101,221 Lebanese crossed"). Everything else does,
//! mark by mark and figure by figure.

use crate::counted::{Verdict, counted};
use crate::lexicon::{CueWord, Grammar, Part, Sense};
use crate::number::{Figure, FigureKind};
use crate::scene::Scene;

/// A longer aside is a sentence of its own.
const ASIDE: usize = 24;
/// Auxiliaries, adverbs and negations of one verb.
const GROUP: usize = 5;
/// More figures than these share no verb.
const SHARED: usize = 4;

/// The way from one token to another, asides left out.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Between {
    /// Words on the way.
    pub(crate) words: usize,
    /// How much marks and joints part the ends.
    pub(crate) barrier: f32,
    /// Figures on the way.
    pub(crate) figures: usize,
    /// Figures that share the verb.
    pub(crate) shared: usize,
}

/// What stands in tokens `from..to` between a figure's phrase, which ends at `from`, and a verb at `to`.
pub(crate) fn between(scene: &Scene<'_>, from: usize, to: usize, figures: &[Figure]) -> Between {
    let mut out = Between::default();
    let mut at = from;
    if let Some((end, shared)) = shared(scene, from, to, figures) {
        out.shared = shared;
        at = end;
    }
    while at < to {
        let next = aside(scene, at, to);
        let stop = next.unwrap_or_else(|| (at + 1..to).find(|i| opens(scene, *i)).unwrap_or(to));
        if next.is_none() {
            out.words += stop - at;
            out.barrier += scene.barrier(at, stop);
            out.figures += figures.iter().filter(|f| f.start >= at && f.end <= stop).count();
        }
        at = stop;
    }
    out
}

fn opens(scene: &Scene<'_>, i: usize) -> bool {
    matches!(scene.view.word(i), "(" | "," | "–" | "—")
}

/// The end of an aside that opens at `i`: a bracket that closes before `to`, or what stands between two commas where behind the second
/// the verb's group begins.
fn aside(scene: &Scene<'_>, i: usize, to: usize) -> Option<usize> {
    let view = &scene.view;
    let limit = to.min(i + ASIDE);
    match view.word(i) {
        "(" => (i + 1..limit).find(|k| view.word(*k) == ")").map(|k| k + 1),
        open @ ("," | "–" | "—") => {
            let close = (i + 2..limit).rev().find(|k| view.word(*k) == open)?;
            let clause = (i + 1..close).any(|k| [";", ":", ".", "?", "!"].contains(&view.word(k)) || speaks(scene, k));
            (!clause && verb_group(scene, close + 1, to)).then_some(close + 1)
        }
        _ => None,
    }
}

/// "1 200 personnes, a dit le maire, sont arrivées" is no aside of theirs.
fn speaks(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.at(i, |s| matches!(s, Sense::Speech(_)).then_some(())).is_some()
}

/// Whether nothing but auxiliaries, adverbs and small words stands in `from..to`.
fn verb_group(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let view = &scene.view;
    let heavy = |i: usize| {
        view.kind(i) != exode_text::Kind::Word
            || scene.spot_at(i).is_some()
            || view.grammar(i, Grammar::Break).is_some()
            || view
                .at(i, |s| {
                    matches!(s, Sense::Noun(_) | Sense::Refuse(_) | Sense::Number(_) | Sense::Prep(_) | Sense::Speech(_)).then_some(())
                })
                .is_some()
            || view.at(i, |s| matches!(s, Sense::Cue(CueWord { part: Part::Verb, weak: false, .. })).then_some(())).is_some()
    };
    to >= from && to - from <= GROUP && !(from..to).any(heavy)
}

/// The figures right behind `from` that have the same verb at `to`: the token behind the last one's phrase, and how many.
fn shared(scene: &Scene<'_>, from: usize, to: usize, figures: &[Figure]) -> Option<(usize, usize)> {
    let view = &scene.view;
    let sentence = scene.sentence_at(from)?;
    let mut at = from;
    for shared in 1..=SHARED {
        let mut joint = at;
        while ["and", "et", "or", "ou", ","].iter().any(|w| view.is(joint, w)) {
            joint += 1;
        }
        let figure = figures.iter().find(|f| f.start == joint && joint > at && f.kind == FigureKind::Count)?;
        let Verdict::Counts(counted) = counted(scene, figure, &sentence.tokens) else { return None };
        at = counted.reach.max(figure.end);
        if !counted.own || at > to {
            return None;
        }
        if verb_group(scene, at, to) {
            return Some((at, shared));
        }
    }
    None
}
