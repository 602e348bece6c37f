//! Dated changes at a border: "a draft office opens at the crossing", "l'entrée est interdite à partir de vendredi".
//!
//! What it reads: a sentence that says what changes (words in `event.toml`), where, and from when. What it refuses: what somebody only calls
//! for, plans without a day, denies, doubts, or supposes; what opened or shut for some hours; shops and schools. It names nobody, and it
//! does not say how much a change did: that is for figures to tell.

mod what;
mod when;
mod word;

use std::ops::Range;

use exode_claim::{Event, PlaceRef};
use exode_text::Document;
use jiff::civil::Date;

pub use word::{EventPart, EventWord};

use crate::lexicon::{Mood, Sense, Stance};
use crate::place::{NameUse, Spot, reference};
use crate::read::Found;
use crate::scene::Scene;
use crate::speech;
use crate::view::View;

/// So many sentences back, within a paragraph, a place may have been named.
const BACK: usize = 2;

/// Whether any word of the document may tell a change at a border.
pub(crate) fn may_tell(view: &View<'_>) -> bool {
    view.event_hits().iter().any(|h| matches!(view.lex.sense(h.entry), Sense::Event(w) if w.tells()))
}

/// The words of a change among some tokens, the longest at each place: where it starts, the token after it, its part.
fn words(view: &View<'_>, tokens: &Range<usize>) -> Vec<(usize, usize, EventPart)> {
    let hits = view.event_hits();
    let mut out: Vec<(usize, usize, EventPart)> = Vec::new();
    for h in &hits[hits.partition_point(|h| (h.start as usize) < tokens.start)..] {
        let (start, end) = (h.start as usize, h.end as usize);
        if start >= tokens.end {
            break;
        }
        if let Sense::Event(word) = view.lex.sense(h.entry)
            && out.last().is_none_or(|last| last.1 <= start)
        {
            out.push((start, end, word.part));
        }
    }
    out
}

/// The changes a document tells, in reading order; one kind once a sentence.
pub(crate) fn events(found: &Found<'_>, document: &Document, report: Option<Date>) -> Vec<Event> {
    let scene = &found.scene;
    let mut out = Vec::new();
    for (n, sentence) in scene.sentences.iter().enumerate() {
        for (kind, at) in what::changes(scene, sentence) {
            let frame = speech::frame_at(&found.frames, at);
            if frame.is_some_and(|f| f.stance != Stance::Neutral && f.stance != Stance::Plan) || doubted(scene, n, at) {
                continue;
            }
            let Some(time) = when::of(scene, n, at, frame, report) else { continue };
            let places = places(scene, n, at);
            if places.is_empty() {
                continue;
            }
            let offset = document.source(scene.bytes(&(at..at + 1))).start;
            let source = frame.and_then(|f| f.source.clone());
            out.push(Event { report: document.name.clone(), published: report, kind, places, time, source, offset });
        }
    }
    out
}

/// Whether the words around token `at` of sentence `n` doubt, deny or suppose it, or nobody has done more than plan it.
fn doubted(scene: &Scene<'_>, n: usize, at: usize) -> bool {
    let (view, tokens) = (&scene.view, &scene.sentences[n].tokens);
    if tokens.clone().last().is_some_and(|i| view.word(i) == "?") {
        return true;
    }
    let between = |start: usize, end: usize| scene.barrier(end, at).min(scene.barrier(at, start));
    let said = words(view, tokens).iter().any(|&(start, end, part)| match part {
        EventPart::Doubt => between(start, end) < 1.5,
        EventPart::Not => start.abs_diff(at) <= 4 && between(start, end) < 0.5,
        _ => false,
    });
    said || tokens.clone().filter(|i| !scene.in_time(*i)).any(|i| {
        view.hits(i).iter().any(|h| {
            let near = |far: f32| between(i, h.end as usize) < far;
            match view.lex.sense(h.entry) {
                Sense::Mood(m) => match m.mood {
                    Mood::Conditional | Mood::Possible | Mood::Distance | Mood::If | Mood::Denied => near(2.0),
                    Mood::None => near(0.8),
                    Mood::Not | Mood::Planned | Mood::Corrected => false,
                },
                _ => false,
            }
        })
    })
}

/// The places named with token `at` of sentence `n`: its own by distance, names before peoples, then those of the sentences before in its
/// paragraph, then the crossing that "the crossing" points back to.
fn places(scene: &Scene<'_>, n: usize, at: usize) -> Vec<PlaceRef> {
    let own = &scene.sentences[n];
    let mut spots: Vec<&Spot> = scene.spots[own.spots.clone()].iter().collect();
    // "Finland bars Russian tourists": who is named by a people is mostly who comes.
    spots.sort_by_key(|s| (s.use_ == NameUse::Demonym, s.start.abs_diff(at), s.start));
    for before in scene.sentences[n.saturating_sub(BACK)..n].iter().rev().filter(|s| s.block == own.block) {
        spots.extend(scene.spots[before.spots.clone()].iter().rev());
    }
    // "At the crossing": the one named last, wherever that was.
    let border = || words(&scene.view, &own.tokens).iter().any(|(_, _, part)| *part == EventPart::Border);
    if !spots.iter().any(|s| s.crossing) && border() {
        spots.extend(scene.spots[..own.spots.start].iter().rev().find(|s| s.crossing));
    }
    let mut out: Vec<PlaceRef> = Vec::new();
    for spot in spots {
        let named = [spot.alt_crossing, Some(spot.place), spot.country].into_iter().flatten();
        for place in named.map(reference) {
            if !out.contains(&place) {
                out.push(place);
            }
        }
    }
    out
}
