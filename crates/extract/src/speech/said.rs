//! One frame: a reporting word, its speaker, what it covers.

use std::ops::Range;

use exode_claim::{Attribution, WitnessKind};
use exode_place::PlaceKind;
use exode_text::{Case, Kind};

use super::Frame;
use super::phrase::{agent, label};
use super::speaker::{Speaker, speaker_after, speaker_before};
use crate::lexicon::{AgentKind, CueWord, Grammar, Lang, Part, Sense, SpeechRole, SpeechWord, Stance};
use crate::names::Names;
use crate::number::{Figure, FigureKind};
use crate::scene::Scene;

/// Words between a report and its author.
const AUTHOR: usize = 9;

/// "selon S": before or after what is said.
pub(super) fn according(
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
    let speaker =
        if same { last.clone().map(|known| Speaker { range: from..from + 3, ..known }) } else { speaker_after(scene, names, from, s.end) }?;
    // "selon elle", "d'après lui": who spoke last.
    let speaker = if speaker.pronoun { Speaker { range: speaker.range, ..last.clone()? } } else { speaker };
    speaker.who.as_ref()?;
    let speaker = author(scene, names, s, &speaker).unwrap_or(speaker);
    // "per UNHCR": what is per anything else is a rate.
    if speaker.loose && view.is(cue.start, "per") {
        return None;
    }
    // "According to the latest figures from IOM": IOM says so.
    let inner = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::According).then_some(());
    let speaker = match view.at(speaker.range.end, inner) {
        Some(((), from)) if speaker.loose => speaker_after(scene, names, from, s.end).filter(|sp| sp.who.is_some())?,
        _ => speaker,
    };
    let leading = (s.start..cue.start).all(|k| {
        view.kind(k) == Kind::Mark || k < s.start + 2 && view.hits(k).iter().any(|h| matches!(view.entry(h).sense, Sense::Grammar(_)))
    });
    let scope = if leading { speaker.range.end..s.end } else { done.min(cue.start)..s.end };
    let frame = frame_of(&speaker, scope, cue.start..speaker.range.end, Stance::Neutral);
    *last = Some(speaker);
    Some(frame)
}

/// "selon un rapport publié mercredi par le CONASUR", "according to figures released by the border guard": a report says what its author
/// does.
fn author(scene: &Scene<'_>, names: &Names, s: &Range<usize>, report: &Speaker) -> Option<Speaker> {
    let view = &scene.view;
    let observed = matches!(report.who, Some(Attribution::Kind(WitnessKind::Observation, _))) || report.loose;
    let by = (report.range.end..s.end.min(report.range.end + AUTHOR))
        .take_while(|k| view.kind(*k) == Kind::Word || scene.in_time(*k))
        .find(|k| view.at(*k, by_whom).is_some())?;
    let made = |k: usize| {
        let speech = |w: &Sense| matches!(w, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
        view.at(k, speech).is_some() || view.hits(k).is_empty()
    };
    let made = observed && by > report.range.end && made(report.range.end);
    let speaker = speaker_after(scene, names, by + 1, s.end).filter(|_| made)?;
    let known = matches!(speaker.who, Some(Attribution::Institution(_) | Attribution::Office { .. })) && !speaker.loose;
    known.then_some(Speaker { range: report.range.start..speaker.range.end, ..speaker })
}

/// "S a déclaré que …" or "…, a déclaré S".
pub(super) fn said(
    scene: &Scene<'_>,
    names: &Names,
    s: &Range<usize>,
    verb: Range<usize>,
    word: SpeechWord,
    done: usize,
    last: &mut Option<Speaker>,
) -> Option<Frame> {
    let view = &scene.view;
    let aux = auxiliary(scene, s, verb.start);
    let pronoun_joined = ["il", "elle", "ils", "elles", "on"]
        .iter()
        .any(|p| (verb.start.saturating_sub(2)..verb.end + 4).any(|k| view.is(k, p) && k > 0 && view.is_joint(k - 1)));
    if pronoun_joined {
        let speaker = last.clone()?;
        return Some(frame_of(&speaker, done..s.end, aux..verb.end + 3, word.stance));
    }
    // "afin d'évaluer la possibilité", "pour recenser": nothing is reported.
    let aimed = verb.start > s.start && ["de", "d'", "d’", "à", "pour"].iter().any(|w| view.is(verb.start - 1, w));
    if aimed && view.lex.lang() == Lang::Fr && view.word(verb.start).ends_with("er") {
        return None;
    }
    // "…, a indiqué la préfète, précisant que …": a participle behind a comma has the speaker of its sentence.
    let ending = if view.lex.lang() == Lang::Fr { "ant" } else { "ing" };
    let that = view.grammar(verb.end, Grammar::That).is_some();
    let goes_on = verb.start > s.start && view.word(verb.start - 1) == "," && view.word(verb.start).ends_with(ending);
    if that && goes_on && done > s.start {
        let speaker = last.clone()?;
        return Some(frame_of(&speaker, verb.end..s.end, verb.start..verb.start, word.stance));
    }
    // "L'écart s'explique par …": nobody explains.
    let reflexive = verb.start > s.start && view.grammar(verb.start - 1, Grammar::Reflexive).is_some();
    if reflexive && view.lex.lang() == Lang::Fr && view.word(verb.start).to_lowercase().starts_with("expliqu") {
        return None;
    }
    // "Il a été révélé que …": nobody says who did; "le chiffre a été communiqué lundi par la préfecture" does.
    if view.lex.lang() == Lang::Fr && verb.start > s.start && view.is(verb.start - 1, "été") {
        let by = (verb.end..s.end.min(verb.end + 6)).find(|k| view.at(*k, by_whom).is_some())?;
        let speaker = speaker_after(scene, names, by + 1, s.end).filter(|sp| sp.who.is_some() && !sp.loose)?;
        return Some(frame_of(&speaker, done..aux, aux..speaker.range.end, word.stance));
    }
    // "…, estimé par l'ONU à 1,4 million", "put by the UN at 1.4 million": who does stands behind.
    if aux == verb.start
        && word.role == SpeechRole::Verb
        && view.at(verb.end, by_whom).is_some()
        && let Some(speaker) = speaker_after(scene, names, verb.end + 1, s.end).filter(|sp| sp.who.is_some() && !sp.loose)
    {
        return Some(frame_of(&speaker, done..s.end, aux..speaker.range.end, word.stance));
    }
    let counting = word.role == SpeechRole::Counting;
    // "against what it claims are rebel positions": a name somebody gives a thing, not a report.
    let first = verb.start.saturating_sub(3).max(s.start);
    let names_it = (first..verb.start).any(|k| view.is(k, "what")) && view.lex.lang() == Lang::En;
    if names_it && word.role == SpeechRole::Verb {
        return None;
    }
    // "Explaining the new limits, the ministry said": whose doing that is stands with the verb behind it.
    if verb.start == s.start && view.lex.lang() == Lang::En && view.word(verb.start).ends_with("ing") {
        return None;
    }
    // "La Finlande prévoit de fermer sa frontière ; …": what it will do, and no figure.
    let told = |f: &Figure| f.start >= verb.end && f.end <= s.end && f.kind != FigureKind::Article;
    let counts = scene.sentence_at(verb.start).is_some_and(|sentence| sentence.figures.iter().any(told));
    if word.stance == Stance::Plan && !counts && view.lex.lang() == Lang::Fr && view.grammar(verb.end, Grammar::Of).is_some() {
        return None;
    }
    // "40,000 people were told to leave": they hear it, they do not say it.
    if aux < verb.start
        && view.lex.lang() == Lang::En
        && !view.word(verb.start).ends_with("ing")
        && view.grammar(verb.start - 1, Grammar::Copula).is_some()
    {
        return None;
    }
    // "will put to sea", "declined to say": nothing is reported.
    let infinitive = ["will", "would", "to", "can", "must"].iter().any(|w| verb.start > s.start && view.is(verb.start - 1, w));
    if infinitive && view.lex.lang() == Lang::En {
        return None;
    }
    // "Panama counted 127,000" speaks; "l'Allemagne compte 1,25 million d'Ukrainiens" only has them.
    let has = view.word(verb.start).to_lowercase().starts_with("compt") || view.is(verb.start, "counts");
    // "53 000 réfugiés enregistrés à Goris": a participle on a noun has no subject that counts.
    let participle = ["é", "ée", "és", "ées"].iter().any(|e| view.word(verb.end - 1).to_lowercase().ends_with(e));
    if counting && aux == verb.start && participle {
        return None;
    }
    let before = speaker_before(scene, names, done.max(s.start), aux);
    let marked = aux > s.start && matches!(view.word(aux - 1), "," | "”" | "»" | "\"" | "’" | "–" | "—");
    // "the superintendent told reporters": who stands behind hears it.
    let hears = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::CitedBy).then_some(());
    let heard = view.at(verb.start, hears).is_some();
    let after = || speaker_after(scene, names, hearer(scene, verb.end), s.end);
    let after = if !heard && (before.is_none() || marked) { after() } else { None };
    // "la province en enregistre le plus": a region has them, and counts nobody.
    let part_of = |sp: &Speaker| {
        let local = |s: &crate::place::Spot| {
            matches!(s.place.kind(), PlaceKind::Region | PlaceKind::City | PlaceKind::Camp) && !s.place.is_capital()
        };
        scene.spots.iter().filter(|s| sp.range.start <= s.start && s.end <= sp.range.end).any(local)
    };
    let attested = |sp: &Speaker| match word.role {
        SpeechRole::Counting => {
            let witness = matches!(sp.who, Some(Attribution::Kind(WitnessKind::Witness, _))) && !sp.loose;
            sp.pronoun
                || witness
                || matches!(sp.who, Some(Attribution::Kind(WitnessKind::Press, _)))
                || matches!(sp.who, Some(Attribution::Institution(_) | Attribution::Office { .. }))
                    && !(sp.place && has || sp.entries.is_empty() && part_of(sp))
        }
        SpeechRole::Showing => sp.who.is_some() && !sp.pronoun,
        // "L'accord prévoit 1 500 retours": what plans without a word for a speaker is a plan, and says nothing.
        _ => sp.who.is_some() && !(sp.loose && word.stance == Stance::Plan) || sp.pronoun,
    };
    // "S, a monitoring group, says the army has killed …": who stands behind the verb does something of their own.
    let acts = |sp: &Speaker| {
        let verb = |w: &Sense| matches!(w, Sense::Mood(_) | Sense::Cue(CueWord { part: Part::Verb, .. })).then_some(());
        (sp.range.start..=sp.range.end).any(|i| view.grammar(i, Grammar::Auxiliary).is_some() || view.at(i, verb).is_some())
    };
    let told = before.as_ref().is_some_and(|sp| sp.who.is_some() && !sp.loose);
    // "…, a déclaré le ministre": the subject stands behind the verb.
    if let Some(speaker) = after
        .filter(|sp| !(told && acts(sp)))
        .filter(|sp| (word.role == SpeechRole::Verb || marked) && !sp.pronoun && attested(sp) && (before.is_none() || !sp.loose))
        && (marked || before.is_none())
        && !view.is(verb.end, "que")
    {
        let speaker = author(scene, names, s, &speaker).unwrap_or(speaker);
        let scope = if done < aux && aux > s.start + 1 { done..aux } else { speaker.range.end..s.end };
        let frame = frame_of(&speaker, scope, aux..speaker.range.end, word.stance);
        *last = Some(speaker);
        return Some(frame);
    }
    let mut speaker = before.filter(attested)?;
    // "since President X announced …": said as a time, not as a report.
    let led = speaker.range.start.checked_sub(1).map_or("", |k| view.word(k)).to_lowercase();
    let subordinate = ["since", "after", "before", "when", "because", "lorsque", "quand", "après", "avant", "depuis"]
        .contains(&led.as_str())
        || speaker.range.clone().any(|k| view.grammar(k, Grammar::When).is_some())
        || led == "que" && speaker.range.start > 1 && ["depuis", "après", "avant"].iter().any(|w| view.is(speaker.range.start - 2, w));
    if subordinate || scene.in_time(verb.start) {
        return None;
    }
    // "1 204 personnes, c'est ce que la police a compté": what the clause stands for is ahead of it.
    if led == "que" && speaker.range.start > 1 && view.is(speaker.range.start - 2, "ce") && !speaker.pronoun {
        let frame = frame_of(&speaker, done..speaker.range.start, verb.start..verb.start, word.stance);
        *last = Some(speaker);
        return Some(frame);
    }
    // "une source … vu un rapport indiquant que": what a speaker has seen is told by the speaker.
    let observation = matches!(speaker.who, Some(Attribution::Kind(WitnessKind::Observation, _)))
        && !speaker.range.clone().any(|i| agent(scene, i).is_some_and(|(a, _, _)| a.name));
    if observation && done > s.start {
        return None;
    }
    if speaker.pronoun {
        let known = last.clone()?;
        speaker = Speaker { range: speaker.range, ..known };
    }
    // "…, S a tweeté." closes what it reports; "S a déclaré que …" opens it.
    // "…, S said, …" stands in the middle of it. What an institution counted is told on the day it was counted.
    let rest = (verb.end..s.end).filter(|k| view.kind(*k) != Kind::Mark && !scene.in_time(*k)).count();
    let comma = speaker.range.start > s.start && matches!(view.word(speaker.range.start - 1), "," | "”" | "»" | "\"" | "–" | "—");
    let counts = (verb.end..s.end).any(|k| view.kind(k) == Kind::Digits && !scene.in_time(k));
    let closing = rest <= 2 && !(counting && counts) && speaker.range.start > s.start + 1;
    // "… told our team that they had waited three days": what is told stands behind.
    let that = |k: usize| view.grammar(k, Grammar::That).is_some();
    let heard_by = (verb.end..s.end.min(verb.end + 5)).take_while(|k| view.kind(*k) == Kind::Word).find(|k| that(*k));
    let opens = view.word(verb.end) == ":" || that(verb.end) || heard && heard_by.is_some();
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

/// "par", "by": whose doing it is.
fn by_whom(sense: &Sense) -> Option<()> {
    matches!(sense, Sense::Grammar(g) if g.use_ == Grammar::By).then_some(())
}

/// Past those who hear it: "a confié à l'AFP un responsable".
fn hearer(scene: &Scene<'_>, verb: usize) -> usize {
    let view = &scene.view;
    if !["à", "au", "aux", "to"].iter().any(|w| view.is(verb, w)) {
        return verb;
    }
    let from = view.grammar(verb + 1, Grammar::Determiner).unwrap_or(verb + 1);
    agent(scene, from).filter(|(a, ..)| matches!(a.kind, AgentKind::Outlet | AgentKind::Press)).map_or(verb, |(_, end, _)| end)
}

/// Where the auxiliary of the verb at `verb` begins, adverbs between them passed ("have together counted"); `verb` where it has none.
fn auxiliary(scene: &Scene<'_>, s: &Range<usize>, verb: usize) -> usize {
    let view = &scene.view;
    let before = |k: usize| view.grammar_before(k, Grammar::Auxiliary).filter(|a| *a >= s.start);
    if let Some(found) = before(verb).or_else(|| view.grammar_before(verb, Grammar::Aside).and_then(before)) {
        return found;
    }
    let adverb = |k: usize| {
        let known = |w: &Sense| matches!(w, Sense::Noun(_) | Sense::Cue(_) | Sense::Agent(_) | Sense::Prep(_) | Sense::Speech(_));
        view.kind(k) == Kind::Word && view.case(k) == Case::Lower && !view.hits(k).iter().any(|h| known(&view.entry(h).sense))
    };
    let have = |a: usize| ["has", "have", "had", "a", "ont", "avait", "avaient"].iter().any(|w| view.is(a, w));
    (1..=2)
        .filter(|d| verb >= s.start + *d)
        .take_while(|d| adverb(verb - d))
        .find_map(|d| before(verb - d).filter(|a| have(*a)))
        .unwrap_or(verb)
}

pub(super) fn frame_of(speaker: &Speaker, scope: Range<usize>, verb: Range<usize>, stance: Stance) -> Frame {
    let mut frame = Frame {
        scope,
        verb,
        source: None,
        relay: Vec::new(),
        stance,
        entries: speaker.entries.clone(),
        place: speaker.place,
        country: speaker.country,
    };
    match (&speaker.who, speaker.outlet) {
        (Some(who), true) => frame.relay.push(who.clone()),
        (who, _) => frame.source = who.clone(),
    }
    frame
}

/// "citée par R", "a déclaré à R", "R, citing S".
pub(super) fn relays(scene: &Scene<'_>, names: &Names, s: &Range<usize>, frame: &mut Frame) {
    let view = &scene.view;
    let to = (s.end).min(frame.verb.end + 14);
    // "Citing UNHCR, Reuters reported …": whom it cites may open the sentence.
    let cites = |w: &Sense| matches!(w, Sense::Speech(w) if w.role == SpeechRole::Citing).then_some(());
    let mut i = if view.at(s.start, cites).is_some() && frame.source.is_none() { s.start } else { frame.verb.start };
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
                    let through = frame.source.take().or_else(|| frame.relay.pop());
                    if let Some(relay) = through.filter(|r| !matches!(r, Attribution::Kind(WitnessKind::Witness, _))) {
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
        // "…, the unit said on Monday, R reports citing others": whom R cites is not whom the unit does.
        let speaks = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
        if i >= frame.verb.end && role.is_none() && view.at(i, speaks).is_some() {
            break;
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
