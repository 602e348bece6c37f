//! The reader: one document in, its claims and findings out. A pure function.

mod decide;
mod draft;
mod echo;
mod figures;
mod finish;
mod heading;
mod number_of;
mod ranked;
mod share;
mod stand_in;
mod topic;
mod why;

use exode_claim::{Claim, Event, Finding, Measure};
use exode_text::{Document, Span};
use jiff::civil::Date;

use crate::counted::Counted;
use crate::cue::{Choice, Cue, cues};
use crate::lexicon::{EntryId, Lexicon, Mood, Sense};
use crate::names::Names;
use crate::number::{Figure, FigureKind};
use crate::officials::Officials;
use crate::route::{self, Part, Route};
use crate::scene::Scene;
use crate::speech::{self, Frame};

use draft::draft_sentence;
use finish::{fingerprint, finish};
pub(crate) use heading::is_row;
use topic::Topic;

/// Why a claim reads as it does: what `explain` prints.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// Pattern by pattern, what it found.
    pub steps: Vec<Step>,
}

/// One step of a trace.
#[derive(Debug, Clone)]
pub struct Step {
    /// The pattern.
    pub pattern: &'static str,
    /// What it decided.
    pub result: String,
    /// The lexicon entries it rests on.
    pub entries: Vec<EntryId>,
}

/// What reading one document gives.
#[derive(Debug, Default)]
pub struct Reading {
    /// Claims in reading order, each with its trace.
    pub claims: Vec<(Claim, Trace)>,
    /// What could not be read safely.
    pub findings: Vec<Finding>,
    /// What changes at borders, in reading order.
    pub events: Vec<Event>,
    /// Bytes of `Document::text` that name private persons.
    pub private: Vec<Span>,
    /// Quote and sentence of each claim, bytes of `Document::text`.
    pub spans: Vec<(Span, Span)>,
}

/// A claim before its source, time and place in the file are known.
pub(super) struct Draft {
    pub(super) n: usize,
    pub(super) figure: Figure,
    pub(super) counted: Counted,
    pub(super) choice: Choice,
    pub(super) measure: Measure,
    pub(super) route: Route,
}

/// Everything found before claims are drafted.
pub(crate) struct Found<'a> {
    pub(crate) scene: Scene<'a>,
    pub(super) names: Names,
    pub(crate) frames: Vec<Frame>,
    pub(super) cues: Vec<Vec<Cue>>,
    pub(crate) parts: Vec<Part>,
    /// What the document speaks of.
    pub(crate) topic: Topic,
}

/// Read the claims of a document with the words of its language.
#[must_use]
pub fn read(document: &Document, lexicon: &Lexicon) -> Reading {
    let mut tokens = Vec::new();
    let report: Option<Date> = document.meta.published.as_deref().and_then(|d| d.parse().ok());
    let Some(scene) = crate::annotate::annotate(document, lexicon, report, &mut tokens) else {
        return Reading::default();
    };
    let cues: Vec<Vec<Cue>> = scene.sentences.iter().map(|s| cues(&scene, &s.tokens)).collect();
    // A document without a figure holds no claim; its names matter only where its title is shown.
    let eventful = crate::event::may_tell(&scene.view);
    if document.meta.title.is_none() && !eventful && !scene.sentences.iter().any(|s| has_figure(&scene, s)) {
        return Reading::default();
    }
    let names = Names::find(&scene, Officials::embedded());
    let frames = speech::frames(&scene, &names);
    let parts = route::parts(&scene, &cues, &frames);
    let topic = Topic::of(&scene, &cues);
    let found = Found { scene, names, frames, cues, parts, topic };
    let mut context = route::survey(&found.scene, &found.parts);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut reading = Reading { private: found.names.private_spans(&found.scene), ..Reading::default() };
    for n in 0..found.scene.sentences.len() {
        route::trace(&found.scene, n, &found.parts, &found.cues[n], &mut context);
        draft_sentence(&found, n, &context, &mut drafts, &mut reading, document);
    }
    if eventful {
        reading.events = crate::event::events(&found, document, report);
    }
    let hash = fingerprint(&document.text);
    for draft in drafts {
        let (claim, trace, spans) = finish(&found, document, lexicon, report, hash, draft, &reading.claims);
        reading.spans.push(spans);
        reading.claims.push((claim, trace));
    }
    reading
}

/// Whether a sentence has a figure that is more than an article, or says "none".
fn has_figure(scene: &Scene<'_>, sentence: &crate::scene::Sentence) -> bool {
    let none = |i: usize| scene.view.at(i, |s| matches!(s, Sense::Mood(m) if m.mood == Mood::None).then_some(())).is_some();
    sentence.figures.iter().any(|f| f.kind != FigureKind::Article) || sentence.tokens.clone().any(none)
}
