//! What a sentence says has changed.

use exode_claim::EventKind;

use super::word::EventPart as Part;
use crate::number::FigureKind;
use crate::place::NameUse;
use crate::scene::{Scene, Sentence};

/// A verb and what it acts on stand no farther apart.
const REACH: usize = 9;

/// The kinds of change, each with the token it rests on, once a kind.
pub(super) fn changes(scene: &Scene<'_>, sentence: &Sentence) -> Vec<(EventKind, usize)> {
    let words: Vec<(usize, Part)> =
        super::words(&scene.view, &sentence.tokens).into_iter().filter(|w| !scene.in_time(w.0)).map(|w| (w.0, w.2)).collect();
    let mut out: Vec<(EventKind, usize)> = Vec::new();
    for (at, part) in &words {
        let Some(kind) = kind(scene, sentence, &words, *at, *part) else { continue };
        if !out.iter().any(|(k, _)| *k == kind) {
            out.push((kind, *at));
        }
    }
    out
}

fn kind(scene: &Scene<'_>, sentence: &Sentence, words: &[(usize, Part)], at: usize, part: Part) -> Option<EventKind> {
    let near = |other: usize| at.abs_diff(other) <= REACH && scene.barrier(at, other) < 1.0;
    let with = |wanted: Part| words.iter().any(|(i, p)| *p == wanted && near(*i));
    // "The border crossings with Georgia", "Verkhni Lars": a border by its word or its name.
    let spots = &scene.spots[sentence.spots.clone()];
    let crossing = || spots.iter().any(|s| s.crossing && near(s.start));
    let people = || spots.iter().any(|s| s.use_ == NameUse::Demonym && !s.compound && s.start > at && near(s.start));
    match part {
        // "Draft offices shut": nothing of a border.
        Part::Draft => (!with(Part::Close)).then_some(EventKind::DraftOffice),
        Part::Ban => Some(EventKind::EntryBan),
        Part::Bar => (with(Part::Entry) || people()).then_some(EventKind::EntryBan),
        Part::Open if with(Part::Foot) => Some(EventKind::Passage),
        Part::Open if with(Part::Lane) => Some(EventKind::Lanes),
        Part::Open => (with(Part::Border) || crossing()).then_some(EventKind::Opening),
        // "The border was closed to pedestrians" closes no road.
        Part::Close => ((with(Part::Border) || crossing()) && !with(Part::Foot)).then_some(EventKind::Closure),
        Part::Limit => {
            let counted = sentence.figures.iter().any(|f| f.kind != FigureKind::Article && near(f.start));
            (counted && (with(Part::Border) || with(Part::Entry) || crossing())).then_some(EventKind::Quota)
        }
        Part::Border | Part::Entry | Part::Foot | Part::Lane | Part::Now | Part::Not | Part::Doubt => None,
    }
}
