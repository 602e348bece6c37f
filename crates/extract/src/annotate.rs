//! Text to [`Scene`]: sentences, places, numbers and times, in that order, each reading only what came before.

use exode_text::{BlockKind, Document, Token, quotations, sentences, tokenise};
use jiff::civil::Date;

use crate::lexicon::{Grammar, Lexicon};
use crate::number;
use crate::place;
use crate::scene::{Scene, Sentence};
use crate::time::{Anchor, Events, TimeMention, times};
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
        ranges.push(first..tokens.len());
    }
    if tokens.is_empty() {
        return None;
    }
    let tokens: &'a [Token] = tokens;
    let view = View::new(&document.text, tokens, lexicon);
    let mut quoted = Vec::new();
    quotations(&document.text, tokens, &ranges, &mut quoted);
    let spots = place::spots(&view);
    let mut countries: Vec<String> = spots.iter().filter_map(|s| s.country).map(|c| c.id().into_owned()).collect();
    countries.sort_unstable();
    countries.dedup();
    let countries: Vec<&str> = countries.iter().map(String::as_str).collect();
    let mut events = Events::world().for_document(&countries, report);
    let anchor = Anchor { report, speech: None };
    let abbreviations: Vec<&str> = lexicon.forms_of(Grammar::Abbreviation).collect();
    let mut found = Vec::new();
    let mut cut = Vec::new();
    for (n, (block, range)) in document.blocks.iter().zip(&ranges).enumerate() {
        if block.kind == BlockKind::Boilerplate {
            continue;
        }
        cut.clear();
        sentences(&document.text, tokens, range.clone(), &|w| abbreviations.contains(&w.to_lowercase().as_str()), &mut cut);
        for range in cut.drain(..) {
            let first = spots.partition_point(|s| s.start < range.start);
            let last = spots.partition_point(|s| s.start < range.end);
            let numerals = number::numerals(&view, range.clone());
            let times: Vec<TimeMention> = times(&view, range.clone(), &numerals, &events);
            events.learn(&view, range.clone(), &times, &anchor);
            let taken = |i: usize| times.iter().any(|t| t.start <= i && i < t.end);
            let figures = number::figures(&view, range.clone(), &numerals, &taken);
            found.push(Sentence {
                tokens: range,
                block: n,
                figures,
                times,
                spots: first..last,
            });
        }
    }
    Some(Scene { view, sentences: found, spots, quotations: quoted })
}
