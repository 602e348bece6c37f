//! Bare figures that point back: what they count and measure is what the figure before did.
//!
//! "…; in December it was barely 100", "up from 313,000", "…; the UN has registered 608,000", "l'OIM, elle, parle de 11 000".

use std::ops::Range;

use crate::lexicon::{Grammar, Mood, NounClass, Role, Sense, SpeechRole};
use crate::number::Figure;
use crate::scene::Scene;
use crate::timing::is_compared;

/// Small words between a verb and its bare figure.
const SMALL: usize = 6;

/// Whether a figure without a noun stands for the one told before, and not for a thing of its own.
pub(super) fn echoes(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    replaces(scene, figure, sentence)
        || told(scene, figure, sentence)
        || listed(scene, figure)
        || totals(scene, figure, sentence)
        || elided(scene, figure)
}

/// "the day before, 415 had.": an auxiliary that ends its clause leaves out the verb told before.
fn elided(scene: &Scene<'_>, figure: &Figure) -> bool {
    let Some(end) = scene.view.grammar(figure.end, Grammar::Auxiliary) else { return false };
    matches!(scene.view.word(end), "." | "," | ";")
}

/// "5,580 (men 1,720, women 1,130)": a sort of the people told before, right before its number.
fn listed(scene: &Scene<'_>, figure: &Figure) -> bool {
    scene.view.before(figure.start, |s| matches!(s, Sense::Noun(n) if n.sort).then_some(())).is_some()
}

/// "Total since 17 September: 170,500": a line that names no noun but the sum.
pub(super) fn totals(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let noun = |i: usize| scene.view.at(i, |s| if let Sense::Noun(n) = s { Some(n.class) } else { None }).map(|(class, _)| class);
    let label = sentence.start..figure.start;
    scene.view.word(figure.start.saturating_sub(1)) == ":"
        && label.clone().any(|i| noun(i) == Some(NounClass::Total))
        && !label.clone().any(|i| noun(i).is_some_and(|class| class != NounClass::Total))
}

/// Whether it stands where the figure before stood, on another day or in another place.
pub(super) fn replaces(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    is_compared(scene, figure) || equated(scene, figure, sentence)
}

/// "it was barely 100", "ils étaient 2 400", "c'était encore plus de 5 000": a pronoun of things or of many, and a copula.
fn equated(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let Some(verb) = back(scene, figure.start, sentence.start).find(|i| copula(scene, *i)) else { return false };
    // "it could be close to a million", "ils pourraient être 2 400"
    let modal = |i: usize| view.at(i, |s| matches!(s, Sense::Mood(_)).then_some(())).is_some();
    let small = |i: usize| matches!(view.word(i).to_lowercase().as_str(), "ne" | "n'" | "n’" | "en") || modal(i);
    let subject = (sentence.start..verb).rev().find(|i| !small(*i));
    let pointed = |i: usize| view.before(i + 1, |s| matches!(s, Sense::Grammar(g) if g.use_ == Grammar::Pointer).then_some(())).is_some();
    subject.is_some_and(|i| {
        pointed(i) || matches!(view.word(i).to_lowercase().as_str(), "it" | "they" | "that" | "ils" | "elles" | "on" | "c'" | "c’" | "ce")
    })
}

fn copula(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    let be = matches!(
        view.word(i).to_lowercase().as_str(),
        "is" | "are" | "was" | "were" | "be" | "est" | "être" | "sont" | "était" | "étaient"
    );
    be || view.word(i).starts_with("ser")
        && view.at(i, |s| matches!(s, Sense::Mood(m) if m.mood == Mood::Conditional).then_some(())).is_some()
}

/// "the UN has registered 608,000", "Dhaka's minister claimed about 3,000": a verb of telling or bookkeeping right before.
fn told(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let tells = |s: &Sense| match s {
        Sense::Speech(w) => matches!(w.role, SpeechRole::Verb | SpeechRole::Counting | SpeechRole::Showing),
        Sense::Cue(c) => c.weak && c.people == Role::Object,
        _ => false,
    };
    back(scene, figure.start, sentence.start).any(|i| scene.view.before(i + 1, |s| tells(s).then_some(())).is_some())
}

/// The tokens right before `at`, over adverbs, times and small words, up to and with the first that is none of these.
fn back<'s>(scene: &'s Scene<'_>, at: usize, floor: usize) -> impl Iterator<Item = usize> + 's {
    let view = &scene.view;
    let small = move |i: usize| {
        scene.in_time(i)
            || [Grammar::Adverb, Grammar::Already, Grammar::Of, Grammar::Determiner].iter().any(|g| view.grammar(i, *g).is_some())
            || matches!(view.word(i).to_lowercase().as_str(), "à" | "at" | "que" | "qu'" | "qu’" | "plus" | "pas" | "only" | "not")
    };
    let mut open = true;
    (floor.max(at.saturating_sub(SMALL))..at).rev().take_while(move |i| std::mem::replace(&mut open, small(*i)))
}
