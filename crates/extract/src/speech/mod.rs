//! Who says what: frames of reported speech.
//!
//! What it reads: "selon S", "S a déclaré que …", "…, ont rapporté S", "S: « … »", quotations with a speaker before, inside or after,
//! also over several sentences; "an image by S shows"; counting institutions ("les gardes-frontières ont recensé"); a speaker in the next
//! sentence with a pointer ("S a annoncé ce jalon"); sources in brackets and credits; turns of a conversation. Relays: "citée par R",
//! "a déclaré à R", "R, citing S"; an outlet alone relays.
//! What it refuses: "selon lesquelles"; private names, which become a kind of witness.

mod aside;
mod phrase;
mod said;
mod speaker;
mod turn;
mod unlisted;

use std::collections::BTreeMap;
use std::ops::Range;

use exode_claim::{Attribution, WitnessKind};
use exode_text::Case;

use crate::lexicon::{EntryId, Grammar, Sense, SpeechRole, Stance};
use crate::names::Names;
use crate::scene::Scene;

use aside::{bracketed, closing, credited, held_that, inverted, labelled, opinion, registered_by};
use said::{according, relays, said};
use speaker::{Speaker, speaker_after, speaker_in};

/// Tokens between a speaker's verb and the rest of the quotation.
const GOES_ON: usize = 10;

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
    /// Only a place stands for the speaker.
    pub(crate) place: bool,
    /// Country of the speaker, where its words name one.
    pub(crate) country: Option<exode_place::Place>,
}

/// All frames of a document, innermost last where they nest.
pub(crate) fn frames(scene: &Scene<'_>, names: &Names) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    let mut last: Option<Speaker> = None;
    let mut told: BTreeMap<String, Frame> = BTreeMap::new();
    for (n, sentence) in scene.sentences.iter().enumerate() {
        let first = out.len();
        // A semicolon parts two statements that may have two speakers.
        let mut pieces: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        // "NAIROBI, 3 May (Xinhua) -- The agency said": who wrote it does not say it.
        let mut start = scene.dateline(sentence);
        let ends = sentence.tokens.clone().filter(|i| scene.view.word(*i) == ";").chain([sentence.tokens.end]);
        for end in ends.collect::<Vec<_>>() {
            let before = out.len();
            sentence_frames(scene, names, &(start..end), &mut last, &mut out);
            pieces.push((start..end, before..out.len()));
            start = end + 1;
        }
        // A piece without a speaker of its own has its neighbour's: the one before, else the one behind.
        for n in 0..pieces.len() {
            let silent = pieces[n].1.is_empty();
            let near = pieces[..n].iter().rev().chain(&pieces[n + 1..]).find(|p| !p.1.is_empty());
            if let (true, Some((_, frames))) = (silent, near) {
                let frame = Frame { scope: pieces[n].0.clone(), ..out[frames.start].clone() };
                out.push(frame);
            }
        }
        if out.len() == first {
            // "Le préfet de Diffa a reçu la presse lundi. … a-t-il déclaré."
            let subject = speaker_after(scene, names, sentence.tokens.start, sentence.tokens.end);
            if let Some(subject) = subject.filter(|sp| matches!(sp.who, Some(Attribution::Office { .. } | Attribution::Institution(_)))) {
                last = Some(subject);
            }
        }
        within_report(first, &mut out);
        passed_on(scene, first, &mut out);
        by_surname(scene, names, &mut told, &mut out[first..]);
        point_back(scene, n, first, &mut out);
        spread_back(scene, n, &mut out);
    }
    out.extend(turn::turns(scene, names));
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
        // "Sennar State": a name.
        let noun = noun || i > s.start && view.case(i) == Case::Title && view.case(i - 1) == Case::Title && word.role == SpeechRole::Verb;
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
        if let Some(frame) = credited(scene, names, s).or_else(|| labelled(scene, names, s)).or_else(|| closing(scene, names, s)) {
            out.push(frame);
            return;
        }
        let brackets = bracketed(scene, names, s);
        if !brackets.is_empty() {
            out.extend(brackets);
            return;
        }
        let aside = opinion(scene, names, s).or_else(|| inverted(scene, names, s));
        let aside = aside.or_else(|| registered_by(scene, names, s)).or_else(|| held_that(scene, names, s));
        out.extend(aside);
    }
}

/// "…, selon la presse d'État, indique la BBC": an outlet that speaks around a source passes it on.
fn passed_on(scene: &Scene<'_>, first: usize, out: &mut [Frame]) {
    let outlets: Vec<(Range<usize>, Vec<Attribution>)> =
        out[first..].iter().filter(|f| f.source.is_none() && !f.relay.is_empty()).map(|f| (f.scope.clone(), f.relay.clone())).collect();
    let according = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::According).then_some(());
    let mut passed: Vec<(Range<usize>, Frame)> = Vec::new();
    for frame in out[first..].iter_mut().filter(|f| f.source.is_some() && f.relay.is_empty()) {
        let around = |scope: &Range<usize>| scope.start <= frame.verb.end && frame.verb.start <= scope.end && *scope != frame.scope;
        if let Some((scope, relay)) = outlets.iter().find(|(scope, _)| around(scope)) {
            frame.relay.clone_from(relay);
            if scene.view.at(frame.verb.start, according).is_some() {
                passed.push((scope.clone(), frame.clone()));
            }
        }
    }
    // "According to the ministry, 98,000 came, the agency reported": what the outlet covers, the source does.
    for (scope, told) in passed {
        for frame in out[first..].iter_mut().filter(|f| f.source.is_none() && f.scope == scope) {
            frame.source.clone_from(&told.source);
            frame.country = told.country;
        }
    }
}

/// "According to X" speaks for the office or institution his full name was told with. Names are only compared here; what speaks
/// is a label that holds none.
fn by_surname(scene: &Scene<'_>, names: &Names, told: &mut BTreeMap<String, Frame>, here: &mut [Frame]) {
    for frame in here {
        let Some(name) = names.private_in(&frame.verb).map(|name| scene.view.word(name.end - 1).to_lowercase()) else { continue };
        match frame.source {
            Some(Attribution::Office { .. } | Attribution::Institution(_)) => drop(told.insert(name, frame.clone())),
            Some(Attribution::Kind(WitnessKind::Witness, _)) => {
                if let Some(known) = told.get(&name) {
                    frame.source = known.source.clone();
                    frame.country = known.country;
                }
            }
            _ => {}
        }
    }
}

/// "Selon le rapport du HCR, le Kenya comptait 40 000 réfugiés": the country has them, and the report says so.
fn within_report(first: usize, out: &mut Vec<Frame>) {
    let mut here = out.split_off(first);
    let report = |f: &Frame| f.source.is_some() && !f.verb.is_empty() && !f.place;
    let reports: Vec<(Range<usize>, usize)> = here.iter().filter(|f| report(f)).map(|f| (f.scope.clone(), f.verb.start)).collect();
    let told = |f: &Frame| reports.iter().any(|(scope, verb)| scope.contains(&f.verb.start) && *verb != f.verb.start);
    here.retain(|f| !(f.place && f.verb.is_empty() && told(f)));
    out.extend(here);
}

/// "Le ministre a annoncé ce jalon mardi": the speaker of the sentence before.
fn point_back(scene: &Scene<'_>, n: usize, first: usize, out: &mut Vec<Frame>) {
    let Some(previous) = n.checked_sub(1).map(|p| &scene.sentences[p]) else { return };
    let here = &scene.sentences[n].tokens;
    // "The count of those who had crossed", "the figure had been 480": its own figure.
    let figures = &scene.sentences[n].figures;
    let own = |end: usize| scene.view.grammar(end, Grammar::Of).is_some() || figures.iter().any(|f| (end..end + 6).contains(&f.start));
    let points = here.clone().any(|i| scene.view.grammar(i, Grammar::Pointer).is_some_and(|end| !own(end)));
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

/// "682,140 people have crossed. 78 per cent of them are returnees (UNHCR).": a source in brackets at the end of a sentence speaks for the
/// sentences before it in its paragraph that have no other.
fn spread_back(scene: &Scene<'_>, n: usize, out: &mut Vec<Frame>) {
    let sentence = &scene.sentences[n];
    let Some(frame) = out.last().filter(|f| f.verb.is_empty() && sentence.tokens.contains(&f.verb.start)) else { return };
    let at = frame.verb.start;
    let ends = sentence.tokens.end - at <= 12;
    // A credit is a sentence of its own, or in brackets.
    let credit = at == sentence.tokens.start && frame.scope.is_empty() || scene.view.is(at.saturating_sub(1), "(");
    if !ends || scene.view.word(at) != "(" && !credit {
        return;
    }
    let frame = frame.clone();
    let free = |k: &usize| {
        let s = &scene.sentences[*k];
        s.block == sentence.block && !out.iter().any(|f| f.scope.start < s.tokens.end && s.tokens.start < f.scope.end)
    };
    let before: Vec<Frame> =
        (0..n).rev().take_while(free).map(|k| Frame { scope: scene.sentences[k].tokens.clone(), ..frame.clone() }).collect();
    out.extend(before);
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
                // "« Non … » Il n'avance aucun autre total.": what opens the next sentence does not close the quotation.
                let after = f.verb.start >= q.end && f.verb.start - q.end <= 3 && f.scope.start < q.end;
                let before = f.verb.end <= q.start && q.start - f.verb.end <= 6 && scene.barrier(f.verb.end, q.start) < 3.0;
                !inside(f.verb.start) && (after || before)
            })
            .min_by_key(|f| f.verb.start.abs_diff(q.end).min(q.start.abs_diff(f.verb.end)));
        // "« … », affirme le maire. « … »": a quotation that goes on behind its speaker.
        let goes_on = || {
            let n = scene.quotations.partition_point(|p| p.start < q.start);
            let last = scene.quotations[..n].last().filter(|p| same_block(scene, p.start, q.start))?;
            out.iter().find(|f| f.source.is_some() && f.verb.start >= last.end && f.verb.end <= q.start && q.start - f.verb.end <= GOES_ON)
        };
        if let Some(frame) = touching.or_else(goes_on) {
            more.push(Frame { scope: q.clone(), ..frame.clone() });
        }
    }
    out.extend(more);
}

fn same_block(scene: &Scene<'_>, a: usize, b: usize) -> bool {
    let block = |i: usize| scene.sentence_at(i).map(|s| s.block);
    block(a) == block(b)
}

/// The office holder named in a range, as an attribution.
pub(crate) fn holder_of(scene: &Scene<'_>, names: &Names, range: &Range<usize>) -> Option<Attribution> {
    let held = names.holder_in(range)?;
    speaker_in(scene, names, held.name.clone(), true).and_then(|s| s.who).filter(|w| matches!(w, Attribution::Office { .. }))
}

/// The frame that speaks for token `i`: the narrowest that covers it.
pub(crate) fn frame_at(frames: &[Frame], i: usize) -> Option<&Frame> {
    // Who is quoted on a count goes before who counts.
    frames.iter().filter(|f| f.scope.contains(&i)).min_by_key(|f| (f.scope.len(), f.verb.is_empty()))
}
