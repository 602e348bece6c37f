//! Turns of a conversation: "PRÉSENTATEUR : …", "MAYOR: …", "TIMOUR (voix doublée) : …".
//!
//! A label in capitals before a colon speaks until the next one. Who asks (host, presenter) is the outlet; a reporter speaks where
//! he says "I"; a name becomes a witness.

use std::ops::Range;

use exode_claim::{Attribution, WitnessKind};
use exode_text::{Case, Kind};

use super::Frame;
use super::phrase::{agent, label, trim, witness};
use crate::lexicon::{AgentKind, Grammar, Stance};
use crate::names::Names;
use crate::ordinary::is_ordinary;
use crate::scene::Scene;

/// Words of a label, its bracket counted.
const LABEL: usize = 9;

/// Every turn of the document, as a frame over its sentences.
pub(super) fn turns(scene: &Scene<'_>, names: &Names) -> Vec<Frame> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for sentence in &scene.sentences {
        let tokens = &sentence.tokens;
        // A turn opens a sentence, or stands behind a question inside of one.
        starts.extend(colon_of(scene, tokens.start, tokens.end).map(|colon| (tokens.start, colon)));
    }
    // One label in capitals is a heading ("CORRECTION: …"), two make a conversation.
    if starts.len() < 2 {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (n, &(start, colon)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(scene.view.tokens.len(), |next| next.0);
        let Some((source, own_eyes)) = voice(scene, names, start..colon) else { continue };
        let block = scene.sentence_at(start).map(|s| s.block);
        let covered = scene.sentences.iter().filter(|s| s.tokens.start >= start && s.tokens.end <= end && Some(s.block) == block);
        for sentence in covered.filter(|s| !own_eyes || says_i(scene, &s.tokens)) {
            out.push(Frame {
                scope: sentence.tokens.clone(),
                verb: start..start,
                source: Some(source.clone()),
                relay: Vec::new(),
                stance: Stance::Neutral,
                entries: Vec::new(),
                place: false,
                country: None,
            });
        }
    }
    out
}

/// The colon behind a label in capitals at `start`.
fn colon_of(scene: &Scene<'_>, start: usize, end: usize) -> Option<usize> {
    let view = &scene.view;
    let colon = (start + 1..end.min(start + LABEL)).find(|i| view.word(*i) == ":")?;
    let bracket = (start..colon).find(|i| view.word(*i) == "(").unwrap_or(colon);
    let shouted = |i: usize| view.case(i) == Case::Upper && view.word(i).chars().count() > 1;
    let label = (start..bracket).all(|i| shouted(i) || view.is_joint(i) || view.case(i) == Case::None && view.kind(i) == Kind::Word);
    (label && bracket > start && shouted(start) && scene.spot_at(start).is_none()).then_some(colon)
}

/// Whose turn it is, and whether only what is told as seen is theirs; `None` for those who ask.
fn voice(scene: &Scene<'_>, names: &Names, words: Range<usize>) -> Option<(Attribution, bool)> {
    let view = &scene.view;
    let words = trim(scene, words);
    let found = words.clone().find_map(|i| agent(scene, i));
    if let Some((word, _, _)) = found {
        let label = label(scene, names, words)?;
        return Some(match word.kind {
            AgentKind::Press => (Attribution::Kind(WitnessKind::Press, label), true),
            AgentKind::Office => (Attribution::office(label, None), false),
            AgentKind::Institution => (Attribution::Institution(label), false),
            AgentKind::Witness => (Attribution::Kind(WitnessKind::Witness, label), false),
            _ => return None,
        });
    }
    let asks = view.grammar(words.start, Grammar::Common).is_some() || is_ordinary(view.lex.lang(), &view.word(words.start).to_lowercase());
    if asks {
        return None;
    }
    Some((Attribution::Kind(WitnessKind::Witness, witness(scene)?), false))
}

fn says_i(scene: &Scene<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|i| scene.view.grammar(i, Grammar::FirstPerson).is_some())
}
