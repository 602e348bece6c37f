//! Names of persons without a capital: "selon le blogueur jean-pierre lambert", "call katia sokolova".
//!
//! A given name that no language has as a word is one in small letters too. What touches it and is no word either goes with it.

use std::ops::Range;

use exode_text::{Case, Gap, Kind, folded};

use crate::given::{given, is_given};
use crate::lexicon::{AgentKind, Grammar, Lang, Sense};
use crate::ordinary::is_ordinary;
use crate::scene::Scene;

/// Shorter ones are small words of other languages ("ben", "ali", "ana") more often than names.
const SHORTEST: usize = 4;

/// The names in small letters, as token ranges in order.
pub(crate) fn small_names(scene: &Scene<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in &scene.sentences {
        let limits = &sentence.tokens;
        let mut i = limits.start;
        while i < limits.end {
            if !begins(scene, i, limits) {
                i += 1;
                continue;
            }
            let (mut start, mut end) = (i, i + 1);
            while end < limits.end {
                if scene.view.is_joint(end) && scene.view.kind(end + 1) == Kind::Word || dotted(scene, end, limits) {
                    end += 2;
                } else if belongs(scene, end) && scene.view.gap(end) != Gap::Line {
                    end += 1;
                } else {
                    break;
                }
            }
            while start > limits.start + 1 && (scene.view.is_joint(start - 1) || dotted(scene, start - 1, limits)) {
                start -= 2;
            }
            // "sokolova katia": the surname first.
            if start > limits.start && scene.view.gap(start) == Gap::Space && unknown(scene, start - 1) {
                start -= 1;
            }
            found.push(start..end);
            i = end;
        }
    }
    found
}

/// "anna.petrova", "olga_sokolova77": a point or line inside a word of an account.
fn dotted(scene: &Scene<'_>, i: usize, limits: &Range<usize>) -> bool {
    let view = &scene.view;
    let touches = |k: usize| k < limits.end && view.gap(k) == Gap::None;
    matches!(view.word(i), "." | "_") && touches(i) && touches(i + 1) && view.kind(i + 1) != Kind::Mark
}

fn begins(scene: &Scene<'_>, i: usize, limits: &Range<usize>) -> bool {
    let view = &scene.view;
    if view.case(i) != Case::Lower || view.kind(i) != Kind::Word || !given(scene, i) {
        // "m. kelvastine", "named kelvastine": behind a title a word that no language has is a name.
        return view.case(i) == Case::Lower && i > limits.start && titled(scene, i) && unknown(scene, i);
    }
    let compound = view.is_joint(i + 1) && view.case(i + 2) == Case::Lower && given(scene, i + 2) && free(scene, i) && free(scene, i + 2);
    compound && !(french_or_english(scene, i) && french_or_english(scene, i + 2) && scene.spot_at(i + 2).is_some())
        || unknown(scene, i) && view.word(i).chars().count() >= SHORTEST
        || introduced(scene, i, limits)
}

/// "le blogueur olivier dupont", "refugee rose martin": two names behind one who speaks, the first also where it is a word.
fn introduced(scene: &Scene<'_>, i: usize, limits: &Range<usize>) -> bool {
    let next = unknown(scene, i + 1) || given(scene, i + 1) && free(scene, i + 1);
    i > limits.start && i + 1 < limits.end && spoken(scene, i) && scene.spot_at(i).is_none() && next && scene.view.gap(i + 1) == Gap::Space
}

/// Behind a kind of person ("le blogueur").
fn spoken(scene: &Scene<'_>, i: usize) -> bool {
    scene
        .view
        .before(i, |s| matches!(s, Sense::Agent(a) if matches!(a.kind, AgentKind::Witness | AgentKind::Press) && !a.name).then_some(()))
        .is_some()
}

fn titled(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.before(i, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Title).then_some(())).is_some()
}

/// A surname behind a given name: a word of no language, or another given name.
fn belongs(scene: &Scene<'_>, i: usize) -> bool {
    unknown(scene, i) || scene.view.case(i) == Case::Lower && free(scene, i) && given(scene, i)
}

/// No entry of the lexicon and no place.
fn free(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.hits(i).is_empty() && !scene.view.lex.knows(scene.view.word(i)) && scene.spot_at(i).is_none()
}

fn french_or_english(scene: &Scene<'_>, i: usize) -> bool {
    let low = folded(scene.view.word(i));
    // "jure": a form of the present, which the list of lemmas lacks.
    let present = low.ends_with('e') && is_ordinary(Lang::Fr, &format!("{low}r"));
    present || [Lang::Fr, Lang::En].iter().any(|lang| is_ordinary(*lang, &low))
}

/// A word in small letters that no list has, apart from those of given names.
fn unknown(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    view.kind(i) == Kind::Word
        && view.case(i) == Case::Lower
        && !view.word(i).ends_with(['\'', '’'])
        && free(scene, i)
        && !french_or_english(scene, i)
        && (is_given(view.word(i)) || !touches_capital(scene, i))
}

/// A part of a word with capitals ("anti-Poutine") is no word of its own.
fn touches_capital(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.is_joint(i + 1) && scene.view.case(i + 2) != Case::Lower
        || i >= 2 && scene.view.is_joint(i - 1) && scene.view.case(i - 2) != Case::Lower
}
