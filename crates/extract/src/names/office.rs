//! What stands beside a name: a public office whose holder may be named, or words that make it an organisation's.

use std::ops::Range;

use exode_text::{Case, Kind};

use super::{agent, folded};
use crate::lexicon::{AgentKind, AgentWord, Grammar, Sense, SpeechRole};
use crate::ordinary::is_ordinary;
use crate::scene::Scene;

/// "le ministre géorgien de l'Intérieur X": the office that ends right before the name.
pub(super) fn office_before(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    // "le bourgmestre de Karisimbi": where somebody holds it, whether or not the place is known.
    if scene.view.grammar_before(run.start, Grammar::Of).is_some() {
        return None;
    }
    let mut i = run.start;
    let floor = sentence.start.max(run.start.saturating_sub(12));
    while i > floor {
        i -= 1;
        if let Some((a, end)) = agent(scene, i) {
            if a.kind == AgentKind::Office && end <= run.start {
                let comma = run.start > 0 && scene.view.word(run.start - 1) == ",";
                let clean = (end..run.start - usize::from(comma)).all(|k| !is_stop(scene, k));
                let (a, i) = office_of(scene, i, floor).unwrap_or((a, i));
                let i = institution_of(scene, i, floor);
                return (clean && public_office(scene, a, i, run.start)).then_some(i..run.start - usize::from(comma));
            }
            if matches!(a.kind, AgentKind::Witness | AgentKind::Press) {
                return None;
            }
        }
    }
    None
}

/// "la secrétaire de presse du Premier ministre": the office that the one at token `at` only completes.
fn office_of(scene: &Scene<'_>, at: usize, floor: usize) -> Option<(AgentWord, usize)> {
    let of = |start: usize, end: usize| {
        let behind = scene.view.grammar(end, Grammar::Of)?;
        // "du Premier ministre": its first word may stand between.
        (start >= floor && behind <= at && at - behind <= 1).then_some(())
    };
    (floor..at).rev().find_map(|start| {
        let (word, end) = agent(scene, start).filter(|(a, _)| a.kind == AgentKind::Office)?;
        of(start, end).map(|()| (word, start))
    })
}

/// "Interior Ministry spokesperson", "UNHCR's representative": where the institution begins whose office starts at token `at`.
fn institution_of(scene: &Scene<'_>, mut at: usize, floor: usize) -> usize {
    loop {
        let end = if at > floor && matches!(scene.view.word(at - 1), "'s" | "’s") { at - 1 } else { at };
        let body =
            |i: &usize| agent(scene, *i).is_some_and(|(a, e)| e >= end && matches!(a.kind, AgentKind::Institution | AgentKind::Office));
        match (floor..end).find(body) {
            Some(start) => at = start,
            None => return at,
        }
    }
}

/// "X, head of the Finnish border guard": the office in apposition behind the name.
pub(super) fn office_after(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    if !matches!(scene.view.word(run.end), "," | "(" | "–" | "—") {
        return None;
    }
    let limit = sentence.end.min(run.end + 7);
    let start = (run.end + 1..limit).find(|i| agent(scene, *i).is_some_and(|(a, _)| a.kind == AgentKind::Office))?;
    if (run.end + 1..start).any(|k| is_stop(scene, k)) {
        return None;
    }
    let end = (start + 1..sentence.end.min(start + 16)).find(|k| is_stop(scene, *k)).unwrap_or(sentence.end.min(start + 16));
    let (a, _) = agent(scene, start)?;
    let start = institution_of(scene, start, run.end + 1);
    public_office(scene, a, start, end).then_some(start..end)
}

/// "l'ONG X", "the charity X", "X, a rights group": an institution noun right before the name or in apposition behind it; or inside it
/// ("Karenni Human Rights Group").
pub(super) fn organisation(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>) -> bool {
    let institution = |i: usize| agent(scene, i).filter(|(a, _)| matches!(a.kind, AgentKind::Institution | AgentKind::Outlet) && !a.name);
    let before = (1..=3).any(|d| run.start >= sentence.start + d && institution(run.start - d).is_some_and(|(_, end)| end == run.start));
    let behind = scene.view.word(run.end) == ","
        && scene.view.grammar(run.end + 1, Grammar::Determiner).is_some()
        && (run.end + 2..sentence.end.min(run.end + 6)).any(|i| institution(i).is_some())
        && !(run.end + 2..sentence.end.min(run.end + 6))
            .any(|i| agent(scene, i).is_some_and(|(a, _)| matches!(a.kind, AgentKind::Office | AgentKind::Witness)));
    let suffix = scene.view.case(run.end) == Case::Title && institution(run.end).is_some();
    // "The Women Action network": ordinary words between an article and an institution noun.
    let article = run.start > sentence.start && scene.view.is(run.start - 1, "the");
    let ordinary =
        || article && institution(run.end).is_some() && run.clone().all(|i| is_ordinary(scene.view.lex.lang(), &folded(scene, i)));
    before || behind || suffix || ordinary()
}

/// "Association for Political Prisoners", "Committee on Migration": ordinary words that complete an institution's proper name.
pub(super) fn completes(scene: &Scene<'_>, run: &Range<usize>, sentence: &Range<usize>, orgs: &[Range<usize>]) -> bool {
    let view = &scene.view;
    let joins = ["for", "on", "of", "in", "and", "the", "pour", "de", "des", "du", "d'", "d’", "l'", "l’", "la", "les", "et"];
    let floor = sentence.start.max(run.start.saturating_sub(4));
    let Some(last) = (floor..run.start).rev().find(|i| !joins.iter().any(|w| view.is(*i, w))) else { return false };
    let named = last + 1 < run.start
        && view.case(last) == Case::Title
        && (orgs.last().is_some_and(|o| o.end == last + 1)
            || agent(scene, last).is_some_and(|(a, end)| a.kind == AgentKind::Institution && !a.name && end == last + 1));
    named && run.clone().all(|i| view.kind(i) != Kind::Word || is_ordinary(view.lex.lang(), &folded(scene, i)))
}

/// "l'ONG X", "the charity X": an organisation's name, whatever office is told before it.
pub(super) fn charity(scene: &Scene<'_>, run: &Range<usize>) -> bool {
    let noun = |s: &Sense| matches!(s, Sense::Agent(a) if a.nonstate && !a.name).then_some(());
    scene.view.before(run.start, noun).is_some()
}

/// An office is public by its word or because an institution or a country stands in its phrase. Who works for an organisation of no state
/// ("le porte-parole du HCR X") holds none.
fn public_office(scene: &Scene<'_>, word: AgentWord, start: usize, end: usize) -> bool {
    if (start..end).any(|i| agent(scene, i).is_some_and(|(a, _)| a.nonstate)) {
        return false;
    }
    // "X, its head of international affairs": an institution's.
    word.public
        || start > 0 && scene.view.is(start - 1, "its")
        || (start..end).any(|i| {
            scene.spot_at(i).is_some()
                || agent(scene, i).is_some_and(|(a, _)| matches!(a.kind, AgentKind::Institution | AgentKind::Outlet))
                || scene.view.case(i) == Case::Upper && scene.view.word(i).chars().count() > 1
        })
}

fn is_stop(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    matches!(view.word(i), "," | ";" | ":" | "." | "(" | ")" | "“" | "”" | "«" | "»" | "\"" | "–" | "—")
        || view.at(i, |s| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(())).is_some()
        || view.grammar(i, Grammar::Auxiliary).is_some()
        || view.grammar(i, Grammar::Pronoun).is_some()
}
