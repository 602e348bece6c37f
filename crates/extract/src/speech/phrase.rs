//! Noun phrases of speakers: their head, their ends, their label.

use std::ops::Range;

use exode_claim::Label;
use exode_text::{Case, Kind};

use crate::given::given;
use crate::lexicon::{AgentKind, AgentWord, EntryId, Grammar, Lang, Sense};
use crate::names::{Names, Vocabulary, plain_word};
use crate::scene::Scene;

pub(super) fn agent(scene: &Scene<'_>, i: usize) -> Option<(AgentWord, usize, EntryId)> {
    let view = &scene.view;
    // "Centre-Nord", "La Croix-Rouge": half a name is no centre and no newspaper.
    let half = |end: usize| view.is_joint(end) && view.case(end + 1) == Case::Title;
    view.hits(i).iter().find_map(|h| match view.entry(h).sense {
        // "Who asked", "at dawn": small letters name no WHO and no newspaper.
        Sense::Agent(a) if !(half(h.end as usize) || a.name && view.case(i) == Case::Lower) => Some((a, h.end as usize, h.entry)),
        _ => None,
    })
}

pub(super) fn ends_phrase(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    matches!(view.word(i), "," | ";" | ":" | "." | "(" | ")" | "“" | "”" | "«" | "»" | "\"" | "–" | "—" | "!" | "?")
        || view.hits(i).iter().any(|h| match view.entry(h).sense {
            Sense::Speech(_) => true,
            Sense::Grammar(g) => matches!(g.use_, Grammar::Break | Grammar::Pronoun | Grammar::Auxiliary | Grammar::Pointer),
            Sense::Mood(_) => true,
            _ => false,
        })
        || matches!(
            view.word(i).to_lowercase().as_str(),
            "que" | "qu'" | "qu’" | "that" | "ayant" | "à" | "has" | "had" | "have" | "a" | "ont" | "avait"
        ) && !(view.lex.lang() == Lang::En && view.is(i, "a"))
        || view.kind(i) == Kind::Digits
        || scene.in_time(i)
}

pub(super) fn prepositional(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.at(i, |s| matches!(s, Sense::Prep(_) | Sense::Cue(_)).then_some(())).is_some()
}

/// Where the noun phrase that ends a clause begins: behind its article.
pub(super) fn clause_noun(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<usize> {
    (phrase.start.max(phrase.end.saturating_sub(9))..phrase.end).find(|i| scene.view.grammar(*i, Grammar::Determiner).is_some())
}

/// Which agent heads the phrase. "une source du Kremlin": the first; "le ministre de l'Intérieur": the first; before a verb, the first
/// that no preposition other than "de" leads into.
pub(super) fn head_of(
    scene: &Scene<'_>,
    agents: &[(usize, usize, AgentWord, EntryId)],
    behind: bool,
) -> Option<(usize, usize, AgentWord, EntryId)> {
    let led = |start: usize| {
        start > 0
            && scene
                .view
                .before(start, |s| match s {
                    Sense::Prep(p) if p.role != crate::lexicon::PrepRole::Of => Some(()),
                    _ => None,
                })
                .is_some()
    };
    // "The EU's border agency, Frontex, counted": a proper name says it best.
    if let Some(named) = agents.iter().find(|a| a.2.name && !behind && agents.len() > 1 && a.0 > 0 && scene.view.word(a.0 - 1) == ",") {
        return Some(*named);
    }
    let free = agents.iter().position(|a| !led(a.0) || behind && a.0 == agents[0].0).unwrap_or(0);
    let mut head = *agents.get(free)?;
    // English compounds end in their head: "UN migration agency", "border guard chief".
    if scene.view.lex.lang() == Lang::En {
        for next in &agents[free + 1..] {
            let between = head.1..next.0;
            let plain = between.len() <= 3
                && between.clone().all(|i| {
                    scene.view.kind(i) == Kind::Word && scene.view.grammar(i, Grammar::Of).is_none() && !prepositional(scene, i)
                        || scene.view.is(i, "'s")
                        || scene.view.is(i, "’s")
                });
            if !plain {
                break;
            }
            // "the RIA Novosti news agency" is an outlet by its name.
            let known = scene.view.grammar_before(head.0, Grammar::Indefinite).is_none();
            let name = next.2.name || known && head.2.name && head.2.kind == AgentKind::Outlet && next.2.kind == AgentKind::Outlet;
            head = (head.0, next.1, AgentWord { name, ..next.2 }, next.3);
        }
    }
    Some(head)
}

/// Words that may stand in front of the head inside its phrase.
pub(super) fn qualifies(scene: &Scene<'_>, names: &Names, i: usize) -> bool {
    let view = &scene.view;
    view.kind(i) == Kind::Word
        && names.private_in(&(i..i + 1)).is_none()
        && !ends_phrase(scene, i)
        && view.grammar(i, Grammar::Determiner).is_none()
        && view.grammar(i, Grammar::Of).is_none()
        && !scene.in_time(i)
        && view.at(i, |s| matches!(s, Sense::Prep(_)).then_some(())).is_none()
        && (scene.spot_at(i).is_some() || view.case(i) == Case::Lower || view.case(i) == Case::Title)
        && !view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Cue(_) | Sense::Number(_)))
}

pub(super) fn extend(scene: &Scene<'_>, names: &Names, mut end: usize, limit: usize) -> usize {
    let view = &scene.view;
    let from = end;
    while end < limit && end < from + 10 {
        let bracket = view.word(end) == "(" && view.case(end + 1) == Case::Upper && view.word(end + 2) == ")";
        if bracket {
            return end + 3;
        }
        if ends_phrase(scene, end) || names.private_in(&(end..end + 1)).is_some() {
            break;
        }
        end += 1;
    }
    end
}

/// A phrase without leading articles and trailing small words.
pub(super) fn trim(scene: &Scene<'_>, mut range: Range<usize>) -> Range<usize> {
    let view = &scene.view;
    while range.len() > 1 && view.grammar(range.start, Grammar::Determiner).is_some_and(|e| e <= range.start + 1) {
        range.start += 1;
    }
    while range.len() > 1 {
        let last = range.end - 1;
        let small = view.grammar(last, Grammar::Of).is_some()
            || view.grammar(last, Grammar::Determiner).is_some()
            || view.grammar(last, Grammar::Auxiliary).is_some()
            || view.grammar(last, Grammar::Adverb).is_some()
            || view.at(last, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some()
            || view.kind(last) == Kind::Mark && view.word(last) != ")";
        if !small || scene.spot_at(last).is_some() {
            break;
        }
        range.end -= 1;
    }
    range
}

pub(super) fn label(scene: &Scene<'_>, names: &Names, range: Range<usize>) -> Option<Label> {
    if names.private_in(&range).is_some() {
        return None;
    }
    let view = &scene.view;
    let words = || range.clone().filter(|i| view.kind(*i) == Kind::Word);
    // "rose martin", "NICK": given names without a capital, or with too many, are nobody's label, whatever else they mean.
    let speaks = |i: usize| view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Agent(_) | Sense::Noun(_)));
    if words().all(|i| given(scene, i) && !speaks(i) && scene.spot_at(i).is_none()) {
        return None;
    }
    let small = |i: &usize| view.case(*i) != Case::Lower || scene.spot_at(*i).is_some() || plain_word(view.lex, view.word(*i));
    let accounted = words()
        .filter(small)
        .map(|i| (view.word(i).trim_end_matches(['\'', '’']).to_owned(), format!("{}{}", view.word(i), view.word(i + 1))))
        // "Taliban's", "M23" and "N'Djamena" are one word of a label and two tokens.
        .flat_map(|(w, both)| [w.clone(), format!("{w}'"), format!("{w}’"), both])
        .collect();
    Label::vouched(view.bytes(range.start, range.end).of(view.text), &Vocabulary { lex: view.lex, accounted })
}

pub(super) fn witness(scene: &Scene<'_>) -> Option<Label> {
    Label::vouched("traveller", &Vocabulary { lex: scene.view.lex, accounted: Vec::new() })
}
