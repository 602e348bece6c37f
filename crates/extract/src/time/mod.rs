//! Times: dates, days of week, "since", "until", "four days ago", "before the order".
//!
//! Reading gives a [`TimeExpr`], which holds what the words say; [`TimeExpr::resolve`] gives it days once the day of the report, or of
//! the speech quoted, is known. It refuses what recurs ("every Monday"), clock times, ages and waits. Words are in `time.toml`, events
//! in `data/events.toml`.

mod back;
mod date;
mod events;
mod expr;
mod point;
mod rate;
mod read;
mod relation;
mod relative;
mod resolve;
mod word;

use std::ops::Range;

use exode_text::Kind;
use jiff::civil::Date;

pub use back::Told;
pub use events::{Events, EventsError};
pub use expr::{Length, Point, Relation, TimeExpr};
pub use rate::rate_at;
pub use word::{Back, Edge, Hedge, Link, Mark, Season, TimeUnit, TimeWord, Which};

use crate::lexicon::{EntryId, Sense};
use crate::number::Numeral;
use crate::view::View;
use read::Reader;

/// A time in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeMention {
    /// First token, its preposition counted.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// What it says.
    pub expr: TimeExpr,
    /// The words that were read, for `explain`.
    pub entries: Vec<EntryId>,
}

/// The days that relative times are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Anchor {
    /// Day of publication.
    pub report: Option<Date>,
    /// Day of the quoted speech, for words like "yesterday" inside a quotation.
    pub speech: Option<Date>,
}

/// The times in the sentence `range`, in reading order and without overlap. `numerals` are those of the text, by their start; `told` is
/// what the sentences before told, and learns what this one does.
#[must_use]
pub fn times(view: &View, range: Range<usize>, numerals: &[Numeral], events: &Events, told: &mut Told) -> Vec<TimeMention> {
    let end = range.end.min(view.tokens.len());
    let time_at = |i: usize| view.hits(i).iter().any(|h| matches!(view.lex.sense(h.entry), Sense::Time(_)));
    told.fade();
    let mut reader = Reader { view, begin: range.start, end, numerals, events, planned: false, told: std::mem::take(told) };
    let mut out: Vec<TimeMention> = Vec::new();
    let mut looked_ahead = false;
    let mut i = range.start;
    let after_last = (i..end).rev().find(|k| can_decide(view, *k)).map_or(i, |k| k + 1);
    while i < after_last {
        if view.kind(i) != Kind::Digits && !time_at(i) && numerals.binary_search_by_key(&i, |n| n.start).is_err() {
            i += 1;
            continue;
        }
        if !looked_ahead {
            looked_ahead = true;
            reader.planned = (i..end).chain(range.start..i).any(|k| reader.mark(k, Mark::Plan).is_some());
        }
        let known = out.iter().rev().find(|m| m.expr.is_event()).map(|m| m.expr.point.clone());
        match reader.mention(i, known.as_ref()) {
            Some((mut expr, after)) if after > i => {
                // "In the same period", which was told with "since", stays as open as it was.
                if let (Relation::During, Point::From(base)) = (expr.relation, &expr.point) {
                    expr = TimeExpr { relation: Relation::Since, point: (**base).clone(), ..expr };
                }
                let mention = TimeMention { start: i, end: after, expr, entries: entries(view, i, after) };
                reader.told.learn(view, &mention);
                out.push(mention);
                i = after;
            }
            _ => i += 1,
        }
    }
    *told = reader.told;
    out
}

/// Whether a time can rest on token `i`: a word that means days by itself, a year, a date in digits, or a link to an event. Every
/// mention has such a token at its start or behind it.
fn can_decide(view: &View, i: usize) -> bool {
    if view.kind(i) == Kind::Digits {
        // "le 20", "on the 20th"
        let led = |l: &Link| matches!(l, Link::The | Link::Of | Link::ToOrUntil);
        let day = || i > 0 && view.hits(i - 1).iter().any(|h| matches!(view.lex.sense(h.entry), Sense::Time(TimeWord::Link(l)) if led(l)));
        return view.word(i).len() == 4
            || view.word(i).len() <= 2 && day()
            || matches!(view.word(i + 1), "/" | "." | "-") && view.kind(i + 2) == Kind::Digits;
    }
    view.hits(i).iter().any(|h| match view.lex.sense(h.entry) {
        Sense::Time(TimeWord::Link(link)) => {
            matches!(link, Link::Since | Link::SinceThat | Link::FromOn | Link::Before | Link::After | Link::Until | Link::By)
        }
        Sense::Time(
            TimeWord::Which(_)
            | TimeWord::Edge(_)
            | TimeWord::Ordinal(_)
            | TimeWord::Hedge(_)
            | TimeWord::Mark(_)
            | TimeWord::Back(Back::Same | Back::Previous)
            | TimeWord::Rate(_)
            | TimeWord::RateArticle(_),
        ) => false,
        Sense::Time(_) => true,
        _ => false,
    })
}

/// The time words inside a mention, the longest at each place.
fn entries(view: &View, start: usize, end: usize) -> Vec<EntryId> {
    let mut out = Vec::new();
    let mut i = start;
    while i < end {
        let hit = view.hits(i).iter().find(|h| h.end as usize <= end && matches!(view.lex.sense(h.entry), Sense::Time(_)));
        i = match hit {
            Some(hit) => {
                out.push(hit.entry);
                hit.end as usize
            }
            None => i + 1,
        };
    }
    out
}
