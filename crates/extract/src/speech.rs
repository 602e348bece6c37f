//! Who says what: frames of reported speech.
//!
//! What it reads: "selon S", "S a déclaré que …", "…, ont rapporté S", "S: « … »", quotations with a speaker before, inside or after,
//! also over several sentences; "an image by S shows"; counting institutions ("les gardes-frontières ont recensé"); a speaker in the next
//! sentence with a pointer ("S a annoncé ce jalon"). Relays: "citée par R", "a déclaré à R", "R, citing S"; an outlet alone relays.
//! What it refuses: "selon lesquelles"; private names, which become a kind of witness.

use std::ops::Range;

use exode_claim::{Attribution, Label, WitnessKind};
use exode_text::{Case, Kind};

use crate::lexicon::{AgentKind, AgentWord, EntryId, Grammar, Lang, Sense, SpeechRole, SpeechWord, Stance};
use crate::names::{Names, Vocabulary};
use crate::place::NameUse;
use crate::scene::Scene;

/// Reported speech: what it covers, who speaks, through whom.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Tokens that are said.
    pub(crate) scope: Range<usize>,
    /// Tokens of the reporting words, whose times are the day of the speech.
    pub(crate) verb: Range<usize>,
    pub(crate) source: Option<Attribution>,
    pub(crate) relay: Vec<Attribution>,
    pub(crate) stance: Stance,
    pub(crate) entries: Vec<EntryId>,
    /// Country of the speaker, where its words name one.
    pub(crate) country: Option<exode_place::Place>,
}

/// A speaker's noun phrase.
#[derive(Debug, Clone)]
struct Speaker {
    range: Range<usize>,
    who: Option<Attribution>,
    outlet: bool,
    pronoun: bool,
    /// Only a place stands for it.
    place: bool,
    /// Told by its position alone, not by a word of the lexicon.
    loose: bool,
    entries: Vec<EntryId>,
    country: Option<exode_place::Place>,
}

/// All frames of a document, innermost last where they nest.
pub(crate) fn frames(scene: &Scene<'_>, names: &Names) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    let mut last: Option<Speaker> = None;
    for (n, sentence) in scene.sentences.iter().enumerate() {
        let first = out.len();
        // A semicolon parts two statements that may have two speakers.
        let mut start = sentence.tokens.start;
        for i in sentence.tokens.clone() {
            if scene.view.word(i) == ";" {
                sentence_frames(scene, names, &(start..i), &mut last, &mut out);
                start = i + 1;
            }
        }
        sentence_frames(scene, names, &(start..sentence.tokens.end), &mut last, &mut out);
        if out.len() == first {
            // "Le préfet de Diffa a reçu la presse lundi. … a-t-il déclaré."
            let subject = speaker_after(scene, names, sentence.tokens.start, sentence.tokens.end);
            if let Some(subject) = subject.filter(|sp| matches!(sp.who, Some(Attribution::Office { .. } | Attribution::Institution(_)))) {
                last = Some(subject);
            }
        }
        point_back(scene, n, first, &mut out);
    }
    spread_over_quotations(scene, &mut out);
    out
}

fn sentence_frames(scene: &Scene<'_>, names: &Names, s: &Range<usize>, last: &mut Option<Speaker>, out: &mut Vec<Frame>) {
    let view = &scene.view;
    let mut i = s.start;
    let mut done = s.start;
    while i < s.end {
        let Some((word, end, entry)) = view.hits(i).iter().find_map(|h| match view.entry(h).sense {
            Sense::Speech(w) => Some((w, h.end as usize, h.entry)),
            _ => None,
        }) else {
            i += 1;
            continue;
        };
        // "l'annonce", "the report": a noun, not a verb.
        let noun = word.role != SpeechRole::According && view.grammar_before(i, Grammar::Determiner).is_some_and(|d| d >= s.start);
        let frame = match word.role {
            _ if noun => None,
            SpeechRole::According => according(scene, names, s, i..end, done, last),
            SpeechRole::Verb | SpeechRole::Showing | SpeechRole::Counting => said(scene, names, s, i..end, word, done, last),
            SpeechRole::CitedBy | SpeechRole::Citing => None,
        };
        match frame {
            Some(mut frame) => {
                frame.entries.push(entry);
                relays(scene, names, s, &mut frame);
                done = if frame.scope.start >= frame.verb.end { frame.verb.start } else { frame.verb.end };
                i = frame.verb.end.max(end);
                out.push(frame);
            }
            None => i = end,
        }
    }
    if out.last().is_none_or(|f| f.scope.end <= s.start || f.scope.start >= s.end) {
        let aside = bracketed(scene, names, s).or_else(|| inverted(scene, names, s)).or_else(|| registered_by(scene, names, s));
        if let Some(frame) = aside {
            out.push(frame);
        }
    }
}

/// "… (Croix-Rouge ougandaise).": an institution alone in brackets at the end.
fn bracketed(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let close = (s.start..s.end).rev().take(3).find(|i| view.word(*i) == ")")?;
    let open = (s.start..close).rev().take(8).find(|i| view.word(*i) == "(")?;
    let speaker = speaker_in(scene, names, open + 1..close, true)?;
    let institution = matches!(speaker.who, Some(Attribution::Institution(_)));
    let figures = (open..close).any(|i| view.kind(i) == Kind::Digits);
    (institution && !figures && speaker.range.start <= open + 2).then(|| frame_of(&speaker, s.start..open, open..close, Stance::Neutral))
}

/// "…, se félicite l'administration locale.": whatever the verb, a verb and its subject behind the last comma speak.
fn inverted(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
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
    (ends && known && !speaker.loose).then(|| frame_of(&speaker, s.start..comma, i..speaker.range.end, Stance::Neutral))
}

fn prepositional(scene: &Scene<'_>, i: usize) -> bool {
    scene.view.at(i, |s| matches!(s, Sense::Prep(_) | Sense::Cue(_)).then_some(())).is_some()
}

/// "31 780 ménages ont été enregistrés par la CNARR": who counted is named behind "par".
fn registered_by(scene: &Scene<'_>, names: &Names, s: &Range<usize>) -> Option<Frame> {
    let view = &scene.view;
    let counts = |i: usize| view.at(i, |w| matches!(w, Sense::Speech(w) if w.role == SpeechRole::Counting).then_some(())).is_some();
    let verb = s.clone().find(|i| counts(*i))?;
    let by = (verb + 1..s.end.min(verb + 10)).find(|i| view.is(*i, "par") || view.is(*i, "by"))?;
    let speaker = speaker_after(scene, names, by + 1, s.end)?;
    let institution = matches!(speaker.who, Some(Attribution::Institution(_))) && !speaker.place;
    institution.then(|| frame_of(&speaker, s.clone(), by..by, Stance::Neutral))
}

/// "selon S": before or after what is said.
fn according(
    scene: &Scene<'_>,
    names: &Names,
    s: &Range<usize>,
    cue: Range<usize>,
    done: usize,
    last: &mut Option<Speaker>,
) -> Option<Frame> {
    let view = &scene.view;
    if view.word(cue.end).to_lowercase().starts_with("lesquel") || view.word(cue.end).to_lowercase().starts_with("laquelle") {
        return None;
    }
    let source_word = view.word(cue.start).eq_ignore_ascii_case("de"); // "de source policière": the noun is inside the cue
    let from = if source_word { cue.start + 1 } else { cue.end };
    let same = ["même", "same"].iter().any(|w| (from..from + 2).any(|k| view.is(k, w)));
    let speaker = if same { last.clone().map(|known| Speaker { range: from..from + 3, ..known }) } else { speaker_after(scene, names, from, s.end) }?;
    speaker.who.as_ref()?;
    let leading = (s.start..cue.start).all(|k| view.kind(k) == Kind::Mark || k < s.start + 2 && view.hits(k).iter().any(|h| matches!(view.entry(h).sense, Sense::Grammar(_))));
    let scope = if leading { speaker.range.end..s.end } else { done.min(cue.start)..s.end };
    let frame = frame_of(&speaker, scope, cue.start..speaker.range.end, Stance::Neutral);
    *last = Some(speaker);
    Some(frame)
}

/// "S a déclaré que …" or "…, a déclaré S".
fn said(
    scene: &Scene<'_>,
    names: &Names,
    s: &Range<usize>,
    verb: Range<usize>,
    word: SpeechWord,
    done: usize,
    last: &mut Option<Speaker>,
) -> Option<Frame> {
    let view = &scene.view;
    let aux = view.grammar_before(verb.start, Grammar::Auxiliary).filter(|a| *a >= s.start).unwrap_or(verb.start);
    let pronoun_joined = ["il", "elle", "ils", "elles", "on"].iter().any(|p| {
        (verb.start.saturating_sub(2)..verb.end + 4).any(|k| view.is(k, p) && k > 0 && view.is_joint(k - 1))
    });
    if pronoun_joined {
        let speaker = last.clone()?;
        return Some(frame_of(&speaker, done..s.end, aux..verb.end + 3, word.stance));
    }
    let counting = word.role == SpeechRole::Counting;
    let before = speaker_before(scene, names, done.max(s.start), aux);
    let marked = aux > s.start && matches!(view.word(aux - 1), "," | "”" | "»" | "\"" | "’" | "–" | "—");
    let after = if before.is_none() || marked { speaker_after(scene, names, verb.end, s.end) } else { None };
    let attested = |sp: &Speaker| match word.role {
        SpeechRole::Counting => {
            let witness = matches!(sp.who, Some(Attribution::Kind(WitnessKind::Witness, _))) && !sp.loose;
            sp.pronoun || witness || matches!(sp.who, Some(Attribution::Institution(_) | Attribution::Office { .. })) && !sp.place
        }
        SpeechRole::Showing => sp.who.is_some() && !sp.pronoun,
        _ => sp.who.is_some() || sp.pronoun,
    };
    // "…, a déclaré le ministre": the subject stands behind the verb.
    if let Some(speaker) = after.filter(|sp| word.role == SpeechRole::Verb && !sp.pronoun && attested(sp) && (before.is_none() || !sp.loose))
        && (marked || before.is_none())
        && !view.is(verb.end, "que")
    {
        let scope = if done < aux && aux > s.start + 1 { done..aux } else { speaker.range.end..s.end };
        let frame = frame_of(&speaker, scope, aux..speaker.range.end, word.stance);
        *last = Some(speaker);
        return Some(frame);
    }
    let mut speaker = before.filter(attested)?;
    // "since President X announced …": said as a time, not as a report.
    let led = speaker.range.start.checked_sub(1).map_or("", |k| view.word(k)).to_lowercase();
    let subordinate = ["since", "after", "before", "when", "because", "lorsque", "quand", "après", "avant", "depuis"].contains(&led.as_str())
        || speaker.range.clone().next().is_some_and(|k| ["since", "after", "when"].iter().any(|w| view.is(k, w)))
        || led == "que" && speaker.range.start > 1 && ["depuis", "après", "avant"].iter().any(|w| view.is(speaker.range.start - 2, w));
    if subordinate || scene.in_time(verb.start) {
        return None;
    }
    // "une source … vu un rapport indiquant que": what a speaker has seen is told by the speaker.
    let observation = matches!(speaker.who, Some(Attribution::Kind(WitnessKind::Observation, _))) && !speaker.range.clone().any(|i| agent(scene, i).is_some_and(|(a, _, _)| a.name));
    if observation && done > s.start {
        return None;
    }
    if speaker.pronoun {
        let Some(known) = last.clone() else { return None };
        speaker = Speaker { range: speaker.range, ..known };
    }
    // "…, S a tweeté." closes what it reports; "S a déclaré que …" opens it.
    // "…, S said, …" stands in the middle of it. What an institution counted is told on the day it was counted.
    let rest = (verb.end..s.end).filter(|k| view.kind(*k) != Kind::Mark && !scene.in_time(*k)).count();
    let comma = speaker.range.start > s.start && matches!(view.word(speaker.range.start - 1), "," | "”" | "»" | "\"" | "–" | "—");
    let closing = rest <= 2 && speaker.range.start > s.start + 1;
    let opens = ["that", "que", "qu'", "qu’", ":"].iter().any(|w| view.is(verb.end, w));
    let scope = if closing {
        done..speaker.range.start
    } else if comma && !opens && !counting {
        done..s.end
    } else {
        verb.end..s.end
    };
    let told = if counting || word.role == SpeechRole::Showing { verb.start..verb.start } else { speaker.range.start..verb.end };
    let frame = frame_of(&speaker, scope, told, word.stance);
    *last = Some(speaker);
    Some(frame)
}

fn frame_of(speaker: &Speaker, scope: Range<usize>, verb: Range<usize>, stance: Stance) -> Frame {
    let mut frame =
        Frame { scope, verb, source: None, relay: Vec::new(), stance, entries: speaker.entries.clone(), country: speaker.country };
    match (&speaker.who, speaker.outlet) {
        (Some(who), true) => frame.relay.push(who.clone()),
        (who, _) => frame.source = who.clone(),
    }
    frame
}

fn agent(scene: &Scene<'_>, i: usize) -> Option<(AgentWord, usize, EntryId)> {
    scene.view.hits(i).iter().find_map(|h| match scene.view.entry(h).sense {
        Sense::Agent(a) => Some((a, h.end as usize, h.entry)),
        _ => None,
    })
}

fn ends_phrase(scene: &Scene<'_>, i: usize) -> bool {
    let view = &scene.view;
    matches!(view.word(i), "," | ";" | ":" | "." | "(" | ")" | "“" | "”" | "«" | "»" | "\"" | "–" | "—" | "!" | "?")
        || view.hits(i).iter().any(|h| match view.entry(h).sense {
            Sense::Speech(_) => true,
            Sense::Grammar(g) => matches!(g.use_, Grammar::Break | Grammar::Pronoun | Grammar::Auxiliary | Grammar::Pointer),
            Sense::Mood(_) => true,
            _ => false,
        })
        || matches!(view.word(i).to_lowercase().as_str(), "que" | "qu'" | "qu’" | "that" | "ayant" | "à" | "has" | "had" | "have" | "a" | "ont" | "avait")
            && !(view.lex.lang() == Lang::En && view.is(i, "a"))
        || view.kind(i) == Kind::Digits
        || scene.in_time(i)
}

/// The speaker whose phrase starts at `from`.
fn speaker_after(scene: &Scene<'_>, names: &Names, from: usize, limit: usize) -> Option<Speaker> {
    let view = &scene.view;
    let mut start = from;
    while start < limit && view.grammar(start, Grammar::Determiner).is_some() || view.grammar(start, Grammar::Of).is_some() && start < from + 2 {
        start = view.grammar(start, Grammar::Determiner).or_else(|| view.grammar(start, Grammar::Of)).unwrap_or(start + 1);
    }
    let mut end = start;
    while end < limit && end < start + 16 && !(ends_phrase(scene, end) && end > start) {
        // A name after the office ("le ministre …, X") goes with it.
        end += 1;
    }
    if view.word(end) == "(" && view.case(end + 1) == Case::Upper && view.word(end + 2) == ")" {
        end += 3; // "services de sécurité russes (FSB)"
    }
    if view.word(end) == ","
        && let Some(held) = names.public.iter().find(|h| h.name.start == end + 1)
    {
        end = held.name.end;
    }
    speaker_in(scene, names, start..end, true)
}

/// The speaker whose phrase ends right before `to`, back to the clause's start.
fn speaker_before(scene: &Scene<'_>, names: &Names, floor: usize, to: usize) -> Option<Speaker> {
    let view = &scene.view;
    let mut start = to;
    let mut commas = 0;
    // "S, citée par R, fait état de", "Ilya, 31, a programmer, said": what stands between two commas before the verb is an aside.
    if to > floor && view.word(to - 1) == "," {
        let open = (floor..to - 1).rev().take(18).filter(|k| view.word(*k) == ",").last();
        if let Some(open) = open.filter(|o| *o > floor && !(*o..to).any(|k| matches!(view.word(k), ";" | ":" | "”" | "»"))) {
            start = open;
        }
    }
    while start > floor && to - start < 28 {
        let k = start - 1;
        match view.word(k) {
            ";" | ":" | "“" | "”" | "«" | "»" | "\"" | "." | "!" | "?" => break,
            "," => {
                // An apposition ("X, head of Y, said") is one phrase; anything else ends at the comma.
                commas += 1;
                let held = names.public.iter().any(|h| h.name.end == k || h.office.as_ref().is_some_and(|o| o.start == k + 1 || o.end == k));
                if commas > 2 || !held && k + 1 < to {
                    break;
                }
                if k + 1 == to && commas == 1 {
                    start = k;
                    continue;
                }
                if !held {
                    break;
                }
            }
            _ => {}
        }
        if view.hits(k).iter().any(|h| matches!(view.entry(h).sense, Sense::Speech(w) if w.role == SpeechRole::Verb) && h.end as usize <= to) {
            break;
        }
        if view.is(k, "que") || view.is(k, "that") || view.grammar(k, Grammar::Break).is_some_and(|e| e == start) {
            break;
        }
        start = k;
    }
    speaker_in(scene, names, start..to, false)
}

/// The speaker named in a phrase: its head is the first agent behind a preposition, the last before a verb.
fn speaker_in(scene: &Scene<'_>, names: &Names, phrase: Range<usize>, behind: bool) -> Option<Speaker> {
    let view = &scene.view;
    if phrase.is_empty() {
        return None;
    }
    let mut agents: Vec<(usize, usize, AgentWord, EntryId)> = Vec::new();
    let mut i = phrase.start;
    while i < phrase.end {
        match agent(scene, i) {
            Some((a, end, entry)) if end <= phrase.end => {
                agents.push((i, end, a, entry));
                i = end;
            }
            _ => i += 1,
        }
    }
    let held = names.holder_in(&phrase);
    let head = head_of(scene, &agents, behind);
    let country = scene.spots.iter().filter(|s| phrase.start <= s.start && s.end <= phrase.end).find_map(|s| s.country);
    let done = |who: Option<Attribution>, range: Range<usize>, outlet: bool, entries: Vec<EntryId>| {
        Some(Speaker { range, who, outlet, pronoun: false, place: false, loose: false, entries, country })
    };
    if let Some(held) = held {
        let head = held.office.clone().and_then(|o| agent(scene, o.start).map(|(_, end, _)| o.start..end));
        let office = held.office.clone().and_then(|o| label(scene, names, trim(scene, o))).or_else(|| label(scene, names, head?));
        let name = view.bytes(held.name.start, held.name.end).of(view.text).to_owned();
        let range = phrase.start.min(held.name.start)..phrase.end.max(held.name.end);
        let office = office.or_else(|| {
            crate::officials::Officials::embedded().holder_in(view, &held.name).and_then(|o| {
                Label::vouched(&o.office, &Vocabulary { lex: view.lex, accounted: o.office.split(' ').map(str::to_owned).collect() })
            })
        });
        let country = country.or_else(|| {
            let official = crate::officials::Officials::embedded().holder_in(view, &held.name)?;
            exode_place::Gazetteer::embedded().country(official.country.as_deref()?)
        });
        let who = match office {
            Some(office) => Attribution::office(office, Some(&name)),
            None => Attribution::Kind(WitnessKind::Witness, witness(scene)?),
        };
        return done(Some(who), range, false, agents.iter().map(|a| a.3).collect()).map(|sp| Speaker { country, ..sp });
    }
    if let Some((start, mut end, word, entry)) = head {
        let ours = (phrase.start.saturating_sub(2)..start).any(|k| ["nos", "notre", "our", "my", "mon"].iter().any(|w| view.is(k, w)));
        if ours {
            return None;
        }
        // The phrase runs on through "de", adjectives and places: "services de sécurité russes (FSB)".
        if !word.name || matches!(view.word(end).to_lowercase().as_str(), "de" | "du" | "of" | "in") && behind && word.kind == AgentKind::Observation {
            end = extend(scene, names, end, phrase.end);
        }
        let mut from = start;
        while from > phrase.start && qualifies(scene, names, from - 1) {
            from -= 1;
        }
        let text = trim(scene, from..end);
        let who = label(scene, names, text.clone()).or_else(|| label(scene, names, start..start + 1)).map(|label| match word.kind {
            AgentKind::Institution | AgentKind::Outlet => Attribution::Institution(label),
            AgentKind::Office => Attribution::office(label, None),
            AgentKind::Witness => Attribution::Kind(WitnessKind::Witness, label),
            AgentKind::Unnamed => Attribution::Kind(WitnessKind::Unnamed, label),
            AgentKind::Observation => Attribution::Kind(WitnessKind::Observation, label),
            AgentKind::Press => Attribution::Kind(WitnessKind::Press, label),
        });
        return done(who, phrase.start.min(start)..phrase.end.max(end), word.kind == AgentKind::Outlet && word.name, vec![entry]);
    }
    // A place or people as speaker: "Astana", "les Ukrainiens", "Kyiv said".
    let spot = if behind {
        scene.spots.iter().find(|s| s.start == phrase.start)
    } else {
        scene.spots.iter().rev().find(|s| s.end <= phrase.end && s.end + 2 > phrase.end && s.start >= phrase.start)
    };
    if let Some(spot) = spot.filter(|s| s.use_ == NameUse::Name || view.case(s.start) != Case::Lower) {
        let preposed = spot.start > phrase.start
            && view.at(spot.start - 1, |s| matches!(s, Sense::Prep(p) if p.role != crate::lexicon::PrepRole::Of).then_some(())).is_some()
            && view.grammar(spot.start - 1, Grammar::Determiner).is_none();
        if !preposed {
            let who = label(scene, names, spot.start..spot.end).map(Attribution::Institution);
            return done(who, phrase, false, Vec::new()).map(|sp| Speaker { place: true, ..sp });
        }
    }
    // An unknown acronym is an organisation: "OVD-Info", "the IRC".
    let acronym = |i: usize| view.case(i) == Case::Upper && names.private_in(&(i..i + 1)).is_none() && scene.spot_at(i).is_none();
    let at = if behind { Some(phrase.start) } else { phrase.clone().rev().take(3).find(|i| acronym(*i)) };
    if let Some(i) = at.filter(|i| acronym(*i)) {
        let mut end = i + 1;
        while view.is_joint(end) && end + 1 < phrase.end {
            end += 2;
        }
        return done(label(scene, names, i..end).map(Attribution::Institution), phrase, false, Vec::new());
    }
    if let Some(org) = names.orgs.iter().find(|o| if behind { o.start <= phrase.start + 1 && o.start >= phrase.start } else { o.end + 1 >= phrase.end && o.start >= phrase.start }) {
        return done(label(scene, names, org.clone()).map(Attribution::Institution), phrase.clone(), false, Vec::new());
    }
    if names.private_in(&phrase).is_some_and(|p| behind && p.start <= phrase.start + 1 || !behind && p.end + 1 >= phrase.end) {
        return done(witness(scene).map(|l| Attribution::Kind(WitnessKind::Witness, l)), phrase, false, Vec::new());
    }
    let pronoun = if behind { phrase.start } else { phrase.end - 1 };
    if ["we", "i", "nous", "je", "j'", "j’"].iter().any(|w| view.is(pronoun, w)) {
        return None; // the outlet or an unnamed speaker, not the last one
    }
    if phrase.clone().rev().take(3).any(|k| view.grammar(k, Grammar::Pronoun).is_some()) && view.grammar(pronoun, Grammar::Pronoun).is_some() {
        return Some(Speaker { range: phrase, who: None, outlet: false, pronoun: true, place: false, loose: false, entries: Vec::new(), country: None });
    }
    // "the separatist ombudsman wrote", "selon le défenseur des droits": a short phrase in lower case that no list knows.
    let from = if behind { phrase.start } else { clause_noun(scene, &phrase)? };
    let text = trim(scene, from..phrase.end);
    let lower = |i: usize| view.case(i) == Case::Lower || scene.spot_at(i).is_some() || view.is_joint(i);
    let noun = view.case(text.start) == Case::Lower || scene.spot_at(text.start).is_some();
    let free = |i: usize| view.at(i, |w| matches!(w, Sense::Cue(_) | Sense::Noun(_) | Sense::Number(_) | Sense::Unit(_) | Sense::Refuse(_) | Sense::Mood(_)).then_some(())).is_none();
    let said = |i: usize| view.word(i).chars().count() >= 4 && !view.hits(i).iter().any(|h| matches!(view.entry(h).sense, Sense::Grammar(_)));
    if noun && text.clone().any(said) && text.len() <= 8 && text.clone().all(|i| lower(i) && free(i)) && scene.spot_at(text.start).is_none() {
        let who = label(scene, names, text).map(|l| Attribution::Kind(WitnessKind::Witness, l));
        return done(who, phrase, false, Vec::new()).map(|sp| Speaker { loose: true, ..sp });
    }
    None
}

/// Where the noun phrase that ends a clause begins: behind its article.
fn clause_noun(scene: &Scene<'_>, phrase: &Range<usize>) -> Option<usize> {
    phrase.clone().rev().take(9).filter(|i| scene.view.grammar(*i, Grammar::Determiner).is_some()).last()
}

/// Which agent heads the phrase. "une source du Kremlin": the first; "le ministre de l'Intérieur": the first; before a verb, the first
/// that no preposition other than "de" leads into.
fn head_of(
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
                        || scene.view.is(i, "'s") || scene.view.is(i, "’s")
                });
            if !plain {
                break;
            }
            head = (head.0, next.1, next.2, next.3);
        }
    }
    Some(head)
}

/// Words that may stand in front of the head inside its phrase.
fn qualifies(scene: &Scene<'_>, names: &Names, i: usize) -> bool {
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

fn extend(scene: &Scene<'_>, names: &Names, mut end: usize, limit: usize) -> usize {
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
fn trim(scene: &Scene<'_>, mut range: Range<usize>) -> Range<usize> {
    let view = &scene.view;
    while range.len() > 1 && view.grammar(range.start, Grammar::Determiner).is_some_and(|e| e <= range.start + 1) {
        range.start += 1;
    }
    while range.len() > 1 {
        let last = range.end - 1;
        let small = view.grammar(last, Grammar::Of).is_some()
            || view.grammar(last, Grammar::Determiner).is_some()
            || view.grammar(last, Grammar::Auxiliary).is_some()
            || view.at(last, |s| matches!(s, Sense::Prep(_)).then_some(())).is_some()
            || view.kind(last) == Kind::Mark && view.word(last) != ")";
        if !small || scene.spot_at(last).is_some() {
            break;
        }
        range.end -= 1;
    }
    range
}

fn label(scene: &Scene<'_>, names: &Names, range: Range<usize>) -> Option<Label> {
    if names.private_in(&range).is_some() {
        return None;
    }
    let view = &scene.view;
    let words = range.clone().filter(|i| view.kind(*i) == Kind::Word);
    let accounted = words.map(|i| view.word(i).trim_end_matches(['\'', '’']).to_owned()).flat_map(|w| [w.clone(), format!("{w}'"), format!("{w}’")]).collect();
    Label::vouched(view.bytes(range.start, range.end).of(view.text), &Vocabulary { lex: view.lex, accounted })
}

fn witness(scene: &Scene<'_>) -> Option<Label> {
    Label::vouched("traveller", &Vocabulary { lex: scene.view.lex, accounted: Vec::new() })
}

/// "citée par R", "a déclaré à R", "R, citing S".
fn relays(scene: &Scene<'_>, names: &Names, s: &Range<usize>, frame: &mut Frame) {
    let view = &scene.view;
    let to = (s.end).min(frame.verb.end + 14);
    let mut i = frame.verb.start;
    while i < to {
        let role = view.hits(i).iter().find_map(|h| match view.entry(h).sense {
            Sense::Speech(w) if matches!(w.role, SpeechRole::CitedBy | SpeechRole::Citing) => Some((w.role, h.end as usize, h.entry)),
            _ => None,
        });
        if let Some((role, end, entry)) = role
            && let Some(found) = speaker_after(scene, names, end, s.end)
            && let Some(who) = found.who
        {
            match role {
                SpeechRole::Citing => {
                    if let Some(relay) = frame.source.take().or_else(|| frame.relay.pop()) {
                        frame.relay.insert(0, relay);
                    }
                    frame.source = Some(who);
                }
                _ if found.outlet || matches!(who, Attribution::Institution(_)) => frame.relay.push(who),
                _ => {}
            }
            frame.entries.push(entry);
            frame.verb.end = frame.verb.end.max(end);
            i = found.range.end.max(end);
            continue;
        }
        // "a déclaré à Reuters", "told AFP"
        let preposed = matches!(view.word(i).to_lowercase().as_str(), "à" | "au" | "aux" | "to" | "told" | "tells");
        if preposed && i >= frame.verb.start {
            let from = view.grammar(i + 1, Grammar::Determiner).unwrap_or(i + 1);
            if let Some((a, end, entry)) = agent(scene, from)
                && a.kind == AgentKind::Outlet
                && let Some(label) = label(scene, names, from..end)
            {
                frame.relay.push(Attribution::Institution(label));
                frame.entries.push(entry);
                frame.verb.end = frame.verb.end.max(end);
                i = end;
                continue;
            }
        }
        i += 1;
    }
    frame.relay.dedup();
    let source = frame.source.clone();
    frame.relay.retain(|r| Some(r) != source.as_ref());
}

/// "Le ministre a annoncé ce jalon mardi": the speaker of the sentence before.
fn point_back(scene: &Scene<'_>, n: usize, first: usize, out: &mut Vec<Frame>) {
    let Some(previous) = n.checked_sub(1).map(|p| &scene.sentences[p]) else { return };
    let here = &scene.sentences[n].tokens;
    let points = here.clone().any(|i| scene.view.grammar(i, Grammar::Pointer).is_some());
    let spoken_for = out[..first].iter().any(|f| f.scope.start < previous.tokens.end && previous.tokens.start < f.scope.end);
    if !points || spoken_for {
        return;
    }
    let Some(frame) = out[first..].iter().find(|f| f.source.is_some()).cloned() else { return };
    let mut frame = Frame { scope: previous.tokens.clone(), ..frame };
    let rest = out[first..].iter().flat_map(|f| f.relay.clone()).collect::<Vec<_>>();
    frame.relay.extend(rest);
    frame.relay.dedup();
    out.push(frame);
}

/// A quotation has one speaker: the frame whose words touch it speaks for all its sentences.
fn spread_over_quotations(scene: &Scene<'_>, out: &mut Vec<Frame>) {
    let mut more: Vec<Frame> = Vec::new();
    for q in &scene.quotations {
        if q.len() < 6 {
            continue;
        }
        let inside = |i: usize| q.start <= i && i < q.end;
        let touching = out
            .iter()
            .filter(|f| f.source.is_some() || !f.relay.is_empty())
            .filter(|f| {
                let after = f.verb.start >= q.end && f.verb.start - q.end <= 3;
                let before = f.verb.end <= q.start && q.start - f.verb.end <= 6 && scene.barrier(f.verb.end, q.start) < 3.0;
                !inside(f.verb.start) && (after || before)
            })
            .min_by_key(|f| f.verb.start.abs_diff(q.end).min(q.start.abs_diff(f.verb.end)));
        if let Some(frame) = touching {
            more.push(Frame { scope: q.clone(), ..frame.clone() });
        }
    }
    out.extend(more);
}

/// The office holder named in a range, as an attribution.
pub(crate) fn holder_of(scene: &Scene<'_>, names: &Names, range: &Range<usize>) -> Option<Attribution> {
    let held = names.holder_in(range)?;
    speaker_in(scene, names, held.name.clone(), true).and_then(|s| s.who).filter(|w| matches!(w, Attribution::Office { .. }))
}

/// The frame that speaks for token `i`: the narrowest that covers it.
pub(crate) fn frame_at<'f>(frames: &'f [Frame], i: usize) -> Option<&'f Frame> {
    frames.iter().filter(|f| f.scope.contains(&i)).min_by_key(|f| f.scope.len())
}
