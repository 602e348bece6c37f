//! Key figures of bulletins: a number on a line of its own, and the line beside it that says what it counts.
//!
//! "24,795 / Refugees in Rwanda" and "Rwanda / 25,004" are one sentence each, over a line break. Where numbers and labels take turns, all
//! of them are labelled from the same side: from below where every line below counts something, else from above.

use std::ops::Range;

use exode_text::{Block, BlockKind, Kind};

use crate::lexicon::{NounClass, Part, Sense};
use crate::number::NumberRole;
use crate::place::{NameUse, Spot};
use crate::view::View;

/// A longer line is no number.
const NUMBER: usize = 8;
/// A longer line is no label.
const LABEL: usize = 30;
/// A longer line over a number is no label of it.
const OVER: usize = 9;
/// Fewer digits are a page or a footnote.
const DIGITS: usize = 3;

/// The token ranges of the blocks, with the line of a number joined to its label. The second of two joined blocks is left empty.
pub(crate) fn joined(view: &View<'_>, spots: &[Spot], blocks: &[Block], mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let plain = |n: usize| matches!(blocks[n].kind, BlockKind::Body | BlockKind::Headline | BlockKind::ListItem);
    let number = |n: usize| plain(n) && is_number(view, &ranges[n]);
    let below = |n: usize| n < blocks.len() && plain(n) && ranges[n].len() <= LABEL && counts(view, spots, &ranges[n]);
    let above = |n: usize| plain(n) && ranges[n].len() <= OVER && labels(view, spots, &ranges[n]);
    let mut joins: Vec<(usize, usize)> = Vec::new();
    let mut n = 0;
    while n < blocks.len() {
        if !number(n) {
            n += 1;
            continue;
        }
        let run: Vec<usize> = (n..blocks.len()).step_by(2).take_while(|k| number(*k)).collect();
        let all_below = run.iter().all(|k| below(k + 1));
        let all_above = run.iter().all(|k| *k > 0 && above(k - 1));
        for k in &run {
            if below(k + 1) && (all_below || !all_above) {
                joins.push((*k, k + 1));
            } else if *k > 0 && above(k - 1) && !all_below {
                joins.push((k - 1, *k));
            }
        }
        n = run.last().map_or(n, |k| *k) + 1;
    }
    for (first, second) in joins {
        if !ranges[first].is_empty() && !ranges[second].is_empty() {
            ranges[first].end = ranges[second].end;
            ranges[second].start = ranges[second].end;
        }
    }
    ranges
}

/// Whether a line is one number of some size, with its hedge and scale.
fn is_number(view: &View<'_>, line: &Range<usize>) -> bool {
    if line.is_empty() || line.len() > NUMBER {
        return false;
    }
    let small = |i: usize| {
        let word = |s: &Sense| match s {
            Sense::Number(w) => (w.role != NumberRole::Article).then_some(()),
            Sense::Quantifier(_) => Some(()),
            _ => None,
        };
        view.at(i, word).is_some()
    };
    let digits: usize = line.clone().filter(|i| view.kind(*i) == Kind::Digits).map(|i| view.word(i).len()).sum();
    let parts = line.clone().filter(|i| view.kind(*i) == Kind::Digits).count();
    let year = parts == 1 && digits == 4 && (view.word(line.start).starts_with("19") || view.word(line.start).starts_with("20"));
    let scaled = line.clone().any(|i| view.kind(i) == Kind::Word);
    let only = line.clone().all(|i| view.kind(i) != Kind::Word || small(i));
    only && !year
        && digits > 0
        && (digits >= DIGITS || scaled)
        && !line.clone().any(|i| matches!(view.word(i), "/" | ":" | "$" | "€" | "£"))
}

/// Whether a line names people, or a flow of them, near its beginning, and no number of its own.
fn counts(view: &View<'_>, spots: &[Spot], line: &Range<usize>) -> bool {
    let opening = line.start..line.end.min(line.start + 8);
    !is_number(view, line) && !starts_with_digits(view, line) && opening.clone().any(|i| peopled(view, i) || demonym_at(spots, i))
}

/// Whether a line is a label: a place and nothing else, or a name of people or of a flow of them.
fn labels(view: &View<'_>, spots: &[Spot], line: &Range<usize>) -> bool {
    let words = || line.clone().filter(|i| view.kind(*i) == Kind::Word);
    let placed = |i: usize| spot_at(spots, i).is_some_and(|s| s.use_ == NameUse::Name);
    let digits = line.clone().any(|i| view.kind(i) == Kind::Digits);
    words().next().is_some() && !digits && (words().all(placed) || words().any(|i| peopled(view, i)))
}

fn starts_with_digits(view: &View<'_>, line: &Range<usize>) -> bool {
    line.clone().find(|i| view.kind(*i) != Kind::Mark).is_some_and(|i| view.kind(i) == Kind::Digits)
}

fn demonym_at(spots: &[Spot], i: usize) -> bool {
    spot_at(spots, i).is_some_and(|s| s.start == i && s.use_ == NameUse::Demonym && !s.compound)
}

/// The place mention that covers token `i`; they stand in order.
fn spot_at(spots: &[Spot], i: usize) -> Option<&Spot> {
    spots[..spots.partition_point(|s| s.start <= i)].last().filter(|s| i < s.end)
}

fn peopled(view: &View<'_>, i: usize) -> bool {
    let names = |s: &Sense| match s {
        Sense::Noun(n) => (!matches!(n.class, NounClass::Total | NounClass::Staff | NounClass::Troops | NounClass::Home)).then_some(()),
        Sense::Cue(c) => (c.part == Part::Noun && !c.weak).then_some(()),
        _ => None,
    };
    view.at(i, names).is_some()
}
