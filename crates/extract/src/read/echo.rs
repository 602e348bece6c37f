//! Bare figures that point back: what they count and measure is what the figure before did.
//!
//! "…; in December it was barely 100", "up from 313,000", "…; the UN has registered 608,000", "l'OIM, elle, parle de 11 000".

use std::ops::Range;

use exode_claim::Unit;

use super::{Draft, Found};
use crate::lexicon::{Grammar, Lang, Mood, NounClass, Role, Sense, SpeechRole};
use crate::number::Figure;
use crate::scene::Scene;
use crate::timing::is_compared;

/// Small words between a verb and its bare figure.
const SMALL: usize = 6;
/// Bytes of the shortest adverb of manner, less one.
const MANNER: usize = 5;
/// Words of a subject that points back.
const SUBJECT: usize = 5;

/// Whether a figure without a noun stands for the one told before, and not for a thing of its own.
pub(super) fn echoes(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    replaces(scene, figure, sentence)
        || told(scene, figure, sentence)
        || listed(scene, figure)
        || totals(scene, figure, sentence)
        || elided(scene, figure)
        || booked(scene, figure)
}

/// "… // Le nombre a augmenté à 10 000 par jour", "… // Le HCR en a enregistré 11 000": the figure of the paragraph before, where a word of
/// the sentence points back to it.
pub(super) fn told_above<'d>(found: &Found<'_>, n: usize, figure: &Figure, drafts: &'d [Draft]) -> Option<&'d Draft> {
    let scene = &found.scene;
    let view = &scene.view;
    let first = scene.sentences[n].tokens.start;
    let last = drafts.last().filter(|d| d.n < n && n - d.n <= 2)?;
    let people = matches!(last.counted.unit, Unit::Person | Unit::Household | Unit::Percent | Unit::Factor);
    let many = figure.low.or(figure.high).is_some_and(|v| v >= 20.0);
    let number = |i: usize| view.at(i, |s| matches!(s, Sense::Noun(w) if w.class == NounClass::Total).then_some(())).is_some();
    let of = |i: usize| view.grammar(i + 1, Grammar::Of).is_some();
    // The subject stands for the number told, and counts nothing of its own.
    let subject =
        (first..figure.start.min(first + SUBJECT)).any(|i| number(i) && view.grammar_before(i, Grammar::Determiner).is_some() && !of(i));
    let of_them = || {
        let en = (figure.start.saturating_sub(SMALL)..figure.start)
            .any(|i| view.is(i, "en") && scene.spot_at(i + 1).is_none() && !scene.in_time(i));
        en && told(scene, figure, &scene.sentences[n].tokens)
    };
    (people && many && (subject || equated(scene, figure, &scene.sentences[n].tokens) || of_them())).then_some(last)
}

/// "1 900 sont déjà sur les listes", "600 have been registered": those told before, as they are written down.
fn booked(scene: &Scene<'_>, figure: &Figure) -> bool {
    let view = &scene.view;
    let mut i = figure.end;
    while let Some(end) = [Grammar::Passive, Grammar::Auxiliary, Grammar::Adverb, Grammar::Already].iter().find_map(|g| view.grammar(i, *g))
    {
        i = end;
    }
    let books = |s: &Sense| matches!(s, Sense::Cue(c) if c.weak && c.people == Role::Object).then_some(());
    i > figure.end && view.at(i, books).is_some()
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
    is_compared(scene, figure) || equated(scene, figure, sentence) || becomes(scene, figure, sentence)
}

/// "ce chiffre est monté à plus de 40 000": what stands for the number told, and what it has become.
pub(super) fn becomes(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let to = figure.start > sentence.start && view.grammar(figure.start - 1, Grammar::Level).is_some();
    let from = sentence.start.max(figure.start.saturating_sub(SMALL + 2));
    let anaphor =
        |i: usize| view.grammar(i, Grammar::Anaphor).is_some_and(|end| end < figure.start && scene.barrier(end, figure.start) < 0.5);
    to && (from..figure.start).any(anaphor)
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

/// "ils étaient 281 000", "they were 11,000": whether the subject of a figure's copula stands for many.
pub(super) fn plural(scene: &Scene<'_>, figure: &Figure, sentence: &Range<usize>) -> bool {
    let view = &scene.view;
    let verb = back(scene, figure.start, sentence.start).find(|i| copula(scene, *i));
    verb.is_some_and(|verb| verb > sentence.start && ["ils", "elles", "they"].iter().any(|w| view.is(verb - 1, w)))
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
            || view.hits(i).is_empty()
                && view.word(i).len() > MANNER
                && view.word(i).ends_with(["ment", "ly"][usize::from(view.lex.lang() == Lang::En)])
            || [Grammar::Adverb, Grammar::Already, Grammar::Of, Grammar::Determiner].iter().any(|g| view.grammar(i, *g).is_some())
            || matches!(view.word(i).to_lowercase().as_str(), "à" | "at" | "que" | "qu'" | "qu’" | "plus" | "pas" | "only" | "not")
    };
    let mut open = true;
    (floor.max(at.saturating_sub(SMALL))..at).rev().take_while(move |i| std::mem::replace(&mut open, small(*i)))
}
