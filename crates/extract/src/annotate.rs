//! Text to [`Scene`]: sentences, places, numbers and times, in that order, each reading only what came before.

use exode_text::{BlockKind, Document, Gap, Kind, Token, quotations, sentences, tokenise};
use jiff::civil::Date;

use crate::lexicon::{Lexicon, Mood, Sense};
use crate::number::{self, NumberRole};
use crate::place;
use crate::scene::{Scene, Sentence};
use crate::time::{Anchor, Events, TimeMention, Told, times};
use crate::view::View;

/// Annotate a document; `None` where nothing in it can be a claim.
pub(crate) fn annotate<'a>(
    document: &'a Document,
    lexicon: &'a Lexicon,
    report: Option<Date>,
    tokens: &'a mut Vec<Token>,
) -> Option<Scene<'a>> {
    let mut ranges = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        let first = tokens.len();
        tokenise(block.span.of(&document.text), block.span.start, tokens);
        // A paragraph's first word touches nothing of the one before.
        if let Some(token) = tokens.get_mut(first).filter(|_| first > 0) {
            token.gap = Gap::Line;
        }
        ranges.push(first..tokens.len());
    }
    if tokens.is_empty() {
        return None;
    }
    let tokens: &'a [Token] = tokens;
    let view = View::new(&document.text, tokens, lexicon);
    if document.meta.title.is_none() && !may_count(&view) {
        return None; // a title wants its names masked, all else here hangs on figures and on what changes at a border
    }
    let mut quoted = Vec::new();
    quotations(&document.text, tokens, &ranges, &mut quoted);
    let spots = place::spots(&view);
    let mut countries: Vec<String> = spots.iter().filter_map(|s| s.country).map(|c| c.id().into_owned()).collect();
    countries.sort_unstable();
    countries.dedup();
    let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
    let mut events = Events::world().for_document(&countries, report);
    let anchor = Anchor { report, speech: None };
    let mut told = Told::default();
    let mut found = Vec::new();
    let mut cut = Vec::new();
    let ranges = crate::keyed::joined(&view, &spots, &document.blocks, ranges);
    for (n, (block, range)) in document.blocks.iter().zip(&ranges).enumerate() {
        if block.kind == BlockKind::Boilerplate || range.is_empty() {
            continue;
        }
        cut.clear();
        sentences(&document.text, tokens, range.clone(), &|w| lexicon.is_abbreviation(w), &mut cut);
        for range in cut.drain(..) {
            let first = spots.partition_point(|s| s.start < range.start);
            let last = spots.partition_point(|s| s.start < range.end);
            let numerals = number::numerals(&view, range.clone());
            let times: Vec<TimeMention> = times(&view, range.clone(), &numerals, &events, &mut told);
            events.learn(&view, range.clone(), &times, &anchor);
            let taken = |i: usize| times.iter().any(|t| t.start <= i && i < t.end);
            let figures = number::figures(&view, range.clone(), &numerals, &taken);
            found.push(Sentence { tokens: range, block: n, figures, times, spots: first..last });
        }
    }
    Some(Scene { view, sentences: found, spots, quotations: quoted })
}

/// Whether the text has anything a figure can be made of (digits, a number word that is more than an article, a hedge, "none"), or a word
/// of what changes at a border.
fn may_count(view: &View<'_>) -> bool {
    let counts = |sense: &Sense| match sense {
        Sense::Number(word) => word.role != NumberRole::Article,
        Sense::Quantifier(_) => true,
        Sense::Mood(word) => word.mood == Mood::None,
        _ => false,
    };
    view.tokens.iter().any(|t| t.kind == Kind::Digits)
        || view.all_hits().iter().any(|h| counts(view.lex.sense(h.entry)))
        || crate::event::may_tell(view)
}
