//! Speakers beside what is said, without a reporting verb that the lexicon knows: in brackets, before a colon, behind the last comma,
//! as those who registered, before "que".

use std::ops::Range;

use exode_claim::{Attribution, WitnessKind};
use exode_text::{Case, Kind};

use super::Frame;
use super::phrase::{agent, prepositional};
use super::said::frame_of;
use super::speaker::{speaker_after, speaker_before, speaker_in};
use crate::lexicon::{AgentKind, Grammar, Lang, Sense, SpeechRole, Stance};
use crate::names::Names;
use crate::scene::Scene;

/// Tokens in brackets that may name an institution.
const BRACKET: usize = 8;
/// Tokens of a headline's last word on who speaks, its colon counted.
const CLOSING: usize = 7;
/// Words of a verb, its auxiliary and adverb.
const VERBS: usize = 3;

/// "… (Croix-Rouge ougandaise).", "1,715 on Friday (Russian customs), 2,300 on Saturday (…)": an institution alone in brackets speaks for
/// what stands before it, back to the bracket before. Its acronym in brackets is only another name of it.
pub(super) fn bracketed(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Vec<Frame> {
    let view = &scene.view;
    let mut out = Vec::new();
    let mut from = s.start;
    let mut i = s.start;
    while i < s.end {
        let close = (i + 1..s.end.min(i + 1 + BRACKET)).find(|k| view.word(*k) == ")");
        let (Some(close), "(") = (close, view.word(i)) else {
            i += 1;
            continue;
        };
        let ends = s.end - close <= 3;
        // "Democratic Republic of the Congo (DRC)": another name of the place.
        if scene.spots.iter().any(|s| s.end == i) && close == i + 2 {
            i = close + 1;
            continue;
        }
        let renames = || view.before(i, |s| matches!(s, Sense::Agent(_)).then_some(())).is_some() || view.case(i.max(1) - 1) != Case::Lower;
        let figures = (i..close).any(|k| view.kind(k) == Kind::Digits);
        let speaker = speaker_in(scene, names, i + 1..close, true).filter(|sp| {
            matches!(sp.who, Some(Attribution::Institution(_))) && sp.range.start <= i + 2 && !figures && (ends || !renames() && !sp.place)
        });
        if let Some(speaker) = speaker {
            out.push(frame_of(&speaker, from..i, i..i, Stance::Neutral));
            from = close + 1;
        }
        i = close + 1;
    }
    out
}

/// "Satellite image: Maxar", "(source : garde-frontières)": a credit names who says what stands before it. A photo's says nothing.
pub(super) fn credited(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let colon = (s.start + 1..s.end).rev().find(|i| view.word(*i) == ":")?;
    let credit = (s.start.max(colon.saturating_sub(3))..colon).find(|i| {
        agent(scene, *i).is_some_and(|(a, end, _)| {
            let picture = a.kind == AgentKind::Observation && (end > *i + 1 || view.grammar(*i, Grammar::Caption).is_none());
            end == colon && (a.kind == AgentKind::Unnamed || picture)
        })
    })?;
    let speaker = speaker_after(scene, names, colon + 1, s.end)?;
    let known = matches!(speaker.who, Some(Attribution::Institution(_) | Attribution::Office { .. })) && !speaker.loose;
    let ends = (speaker.range.end..s.end).all(|k| view.kind(k) == Kind::Mark);
    let opens = credit == s.start || matches!(view.word(credit - 1), "(" | "," | "." | "–" | "—" | "[");
    (known && ends && opens).then(|| frame_of(&speaker, s.start..credit, credit..credit, Stance::Neutral))
}

/// "Influx now 409,000: IOM", "… : autorités": who speaks closes a headline.
pub(super) fn closing(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let colon = (s.start + 1..s.end).rev().take(CLOSING).find(|i| view.word(*i) == ":")?;
    let figures = (s.start..colon).any(|i| view.kind(i) == Kind::Digits);
    let speaker = speaker_after(scene, names, colon + 1, s.end).filter(|_| figures)?;
    let known = matches!(speaker.who, Some(Attribution::Institution(_) | Attribution::Office { .. })) && !speaker.loose && !speaker.place;
    let alone = (speaker.range.end..s.end).all(|k| matches!(view.word(k), "." | "\"" | "”" | "»"));
    (known && alone).then(|| frame_of(&speaker, s.start..colon, colon..s.end, Stance::Neutral))
}

/// "Pour le HCR, 682 000 personnes …": an institution whose view opens the sentence.
pub(super) fn opinion(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    if view.lex.lang() != Lang::Fr || !view.is(s.start, "pour") {
        return None;
    }
    let speaker = speaker_after(scene, names, s.start + 1, s.end)?;
    let institution = matches!(speaker.who, Some(Attribution::Institution(_))) && !speaker.place && !speaker.loose;
    let closed = view.word(speaker.range.end) == ",";
    (institution && closed).then(|| frame_of(&speaker, speaker.range.end..s.end, s.start..speaker.range.end, Stance::Neutral))
}

/// "@UNRWA : 450 000 personnes …", "Radio Ndarason: …": an institution before a colon speaks.
pub(super) fn labelled(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let colon = (s.start..s.end.min(s.start + 8)).find(|i| view.word(*i) == ":")?;
    if (s.start..colon).any(|i| view.kind(i) == Kind::Digits) {
        return None;
    }
    let start = if view.word(s.start) == "@" { s.start + 1 } else { s.start };
    // "Daily arrivals: 3,200": what is counted, not who counts.
    let counted = |w: &Sense| matches!(w, Sense::Noun(_) | Sense::Cue(_)).then_some(());
    if (start..colon).any(|i| view.at(i, counted).is_some() && agent(scene, i).is_none()) {
        return None;
    }
    let speaker = speaker_in(scene, names, start..colon, true)?;
    let institution = matches!(speaker.who, Some(Attribution::Institution(_))) && !speaker.place && !speaker.loose;
    institution.then(|| frame_of(&speaker, colon + 1..s.end, s.start..colon, Stance::Neutral))
}

/// "…, se félicite l'administration locale.": whatever the verb, a verb and its subject behind the last comma speak.
pub(super) fn inverted(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let comma = (s.start..s.end).rev().take(16).find(|i| matches!(view.word(*i), "," | "»" | "”" | "\""))?;
    let mut i = comma + 1;
    while matches!(view.word(i), "," | "»" | "”" | "\"") || ["se", "s'", "s’", "en", "a", "ont"].iter().any(|w| view.is(i, w)) {
        i += 1;
    }
    let verb = view.kind(i) == Kind::Word && view.case(i) == Case::Lower && view.grammar(i, Grammar::Of).is_none();
    let subject = i + 1;
    let article = view.grammar(subject, Grammar::Determiner).is_some() || view.is(subject, "des");
    if !verb || !article || view.lex.lang() != Lang::Fr || view.grammar(i, Grammar::Break).is_some() || prepositional(scene, i) {
        return None;
    }
    let speaker = speaker_after(scene, names, subject, s.end)?;
    let ends = (speaker.range.end..s.end).filter(|k| view.kind(*k) != Kind::Mark && !scene.in_time(*k)).count() <= 4;
    let known = matches!(&speaker.who, Some(Attribution::Kind(kind, _)) if *kind != WitnessKind::Observation)
        || matches!(&speaker.who, Some(Attribution::Institution(_) | Attribution::Office { .. }));
    // "…, se souvient un douanier rwandais.": whom no list knows, at the very end.
    let closing = (speaker.range.end..s.end).all(|k| view.kind(k) == Kind::Mark) && view.grammar(subject, Grammar::Indefinite).is_some();
    (ends && known && (!speaker.loose || closing)).then(|| frame_of(&speaker, s.start..comma, i..speaker.range.end, Stance::Neutral))
}

/// "31 780 ménages ont été enregistrés par la CNARR": who counted is named behind "par".
pub(super) fn registered_by(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let counts = |i: usize| view.at(i, |w| matches!(w, Sense::Speech(w) if w.role == SpeechRole::Counting).then_some(())).is_some();
    let verb = s.clone().find(|i| counts(*i))?;
    let by = (verb + 1..s.end.min(verb + 10)).find(|i| view.grammar(*i, Grammar::By).is_some())?;
    let speaker = speaker_after(scene, names, by + 1, s.end)?;
    let institution = matches!(speaker.who, Some(Attribution::Institution(_))) && !speaker.place;
    institution.then(|| frame_of(&speaker, s.clone(), by..by, Stance::Neutral))
}

/// "Les autorités locales font savoir que 1 340 ménages …": whatever the verb, what an institution or office does before "que" is speech.
pub(super) fn held_that(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let that = s.clone().find(|i| view.grammar(*i, Grammar::That).is_some())?;
    let verb = |i: usize| {
        view.kind(i) == Kind::Word
            && view.case(i) == Case::Lower
            && view.grammar(i, Grammar::Of).is_none()
            && view.grammar(i, Grammar::Determiner).is_none()
            && view.grammar(i, Grammar::Break).is_none()
            && !prepositional(scene, i)
            && agent(scene, i).is_none()
            && !view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Quantifier(_) | Sense::Time(_) | Sense::Noun(_)))
    };
    let first = (s.start..that).rev().take_while(|i| verb(*i)).take(VERBS).last()?;
    // The verb is what is left of the clause behind the speaker's own words.
    let speaker = (first..that).find_map(|v| speaker_before(scene, names, s.start, v).filter(|sp| sp.who.is_some() && !sp.loose))?;
    let figures =
        (that..s.end).any(|k| view.kind(k) == Kind::Digits || view.at(k, |s| matches!(s, Sense::Number(_)).then_some(())).is_some());
    (figures && speaker.range.end < that).then(|| frame_of(&speaker, that + 1..s.end, speaker.range.start..that, Stance::Neutral))
}
