//! A part that is more than its whole.
//!
//! What it finds: a count that exceeds a count containing it: of a shorter window in a longer one; of men, or of women and children, among
//! all; at one crossing of a country's; to one country of all who left. Any mixture of these. Pairs that share a statement are told once,
//! with the worst of them.
//!
//! What it refuses: stocks and queues, rates without a day, windows of which an end is not known, statements whose tellings count
//! different people, totals of one source since one day (they are a series). The same route told by different sources is refused too:
//! equal windows of theirs are sides, and other windows are too often other people. So is a whole of nobody, which is told of some.
//! People may leave more than once and through more than one country, so that a country against all departures is a warning.
//!
//! Example: 200,000 went to Kazakhstan from 21 September to 4 October; 150,000 left Russia in the same days.
//!
//! Source: UNECE, Glossary of Terms on Statistical Data Editing: "validity" and "balance" edits.

use std::collections::BTreeMap;

use exode_claim::{Measure, Unit};
use jiff::civil::Date;

use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, Quantity};
use crate::who::Who;
use crate::words::{self, RateClass};

/// Counts by quantity, each with its window, by first day.
pub(super) type Counts<'g> = BTreeMap<Quantity<'g>, Vec<((Date, Date), usize)>>;

pub(super) fn counts<'g>(ground: &'g Ground<'_>) -> Counts<'g> {
    let mut counts = Counts::new();
    for (quantity, members) in ground.levels() {
        let windowed: Vec<_> = members.into_iter().filter_map(|i| Some((count(ground, i)?, i))).collect();
        if !windowed.is_empty() {
            counts.insert(quantity, windowed);
        }
    }
    counts.values_mut().for_each(|list| list.sort_unstable());
    counts
}

/// The window of a count of people, households or vehicles who moved; nothing for rates, stocks and queues.
fn count(ground: &Ground<'_>, i: usize) -> Option<(Date, Date)> {
    let counted = matches!(ground.statement(i).unit, Unit::Person | Unit::Household | Unit::Vehicle);
    let mixed = ground.drafts[i].tellers.iter().any(|&t| ground.tellers[t].who != ground.drafts[i].who);
    match ground.drafts[i].class {
        _ if !counted || mixed => None,
        RateClass::Daily => ground.daily(i).map(|d| (d, d)),
        RateClass::Total => ground.window(i),
        _ => None,
    }
}

/// What makes something a part of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Men, women and children of all.
    People,
    /// One crossing of a country's.
    Crossing,
    /// One country of all departures.
    Country,
}

/// The quantities of which `part` is a part by one step.
pub(super) fn wholes(part: Quantity<'_>) -> impl Iterator<Item = (Step, Quantity<'_>)> {
    use Measure::*;
    let people = (part.who != Who::All).then_some((Step::People, Quantity { who: Who::All, ..part }));
    let routed = part.origin.is_some() && part.destination.is_some();
    let crossing = (part.crossing.is_some() && part.destination.is_some()).then_some((Step::Crossing, Quantity { crossing: None, ..part }));
    let country = |measure| (Step::Country, Quantity { measure, destination: None, crossing: None, place: None, ..part });
    let out = routed && matches!(part.measure, CrossedIn | FledTo | CrossedOut | Left);
    people.into_iter().chain(crossing).chain(out.then_some([country(Left), country(CrossedOut)]).into_iter().flatten())
}

/// A part, its whole and how it is a part; the same quantity in a shorter window has no step.
type Pair = (usize, usize, Option<Step>);

pub(super) fn find(ground: &Ground<'_>, found: &mut Vec<Discrepancy>) {
    let counts = counts(ground);
    let mut pairs: Vec<Pair> = Vec::new();
    for (&quantity, parts) in &counts {
        let mut above: Vec<(Option<Step>, Quantity<'_>)> = vec![(None, quantity)];
        for (step, whole) in wholes(quantity) {
            above.push((Some(step), whole));
            above.extend(wholes(whole).map(|(next, whole)| (Some(step.max(next)), whole)));
        }
        above.sort_unstable_by_key(|&(step, whole)| (whole, step));
        above.dedup_by_key(|(_, whole)| *whole);
        for (step, whole) in above {
            let Some(wholes) = counts.get(&whole) else { continue };
            for &(window, part) in parts {
                let low = ground.interval(part).low;
                let began = wholes.partition_point(|&((start, _), _)| start <= window.0);
                let exceeded =
                    wholes[..began].iter().filter(|&&((_, end), whole)| end >= window.1 && exceeds(low, ground.interval(whole).high));
                let told = exceeded.filter(|&&(outer, whole)| match step {
                    Some(Step::Crossing | Step::Country) => true,
                    Some(Step::People) => ground.same_source(&[part, whole]),
                    None => nested(ground, (window, part), (outer, whole)),
                });
                pairs.extend(told.map(|&(_, whole)| (part, whole, step)));
            }
        }
    }
    told_once(ground, pairs, found);
}

fn exceeds(low: f64, whole: f64) -> bool {
    whole > 0.0 && whole < low
}

/// Whether one source has nested windows of one quantity that are no series.
fn nested(ground: &Ground<'_>, (window, part): ((Date, Date), usize), (outer, whole): ((Date, Date), usize)) -> bool {
    let (a, b) = (&ground.drafts[part], &ground.drafts[whole]);
    let series = window.0 == outer.0 && a.class == RateClass::Total;
    let sides = a.class == b.class && a.span.comparable(b.span, a.class);
    ground.same_source(&[part, whole]) && window != outer && !series && !sides
}

/// Each pair is told with that of its statements which has more pairs: a whole too small for ten parts is one discrepancy.
fn told_once(ground: &Ground<'_>, mut pairs: Vec<Pair>, found: &mut Vec<Discrepancy>) {
    pairs.sort_unstable();
    pairs.dedup();
    let mut often: BTreeMap<usize, usize> = BTreeMap::new();
    for &(part, whole, _) in &pairs {
        *often.entry(part).or_insert(0) += 1;
        *often.entry(whole).or_insert(0) += 1;
    }
    let mut by_hub: BTreeMap<usize, Vec<Pair>> = BTreeMap::new();
    for pair in pairs {
        let hub = if often[&pair.0] > often[&pair.1] { pair.0 } else { pair.1 };
        by_hub.entry(hub).or_default().push(pair);
    }
    found.extend(by_hub.values().map(|pairs| excess(ground, pairs)));
}

fn excess(ground: &Ground<'_>, pairs: &[Pair]) -> Discrepancy {
    let over = |&(part, whole, _): &Pair| ground.bounds(part).central() / ground.bounds(whole).central().max(f64::MIN_POSITIVE);
    let worst = pairs.iter().max_by(|a, b| over(a).total_cmp(&over(b)).then(b.cmp(a)));
    let &(part, whole, step) = worst.unwrap_or(&pairs[0]);
    let (high, low) = (ground.bounds(part).central(), ground.bounds(whole).central());
    let mut statements = vec![part, whole];
    for &(p, w, _) in pairs {
        statements.extend([p, w].into_iter().filter(|i| ![part, whole].contains(i)));
    }
    let more = match pairs.len() - 1 {
        0 => String::new(),
        n => format!("; {} like it", words::count(n, "more pair")),
    };
    let severity = if step == Some(Step::Country) { Severity::Warning } else { ground.severity(&[part, whole]) };
    Discrepancy {
        rule: Rule::PartExceedsWhole,
        severity,
        arithmetic: format!(
            "{}: {} is part of {}: {}, but exceeds it by {} \u{2212} {} = {}{more}.",
            ground.subject(part),
            ground.timed(part),
            ground.subject(whole),
            ground.timed(whole),
            words::number(high),
            words::number(low),
            words::number(high - low),
        ),
        statements,
        sides: vec![vec![part], vec![whole]],
    }
}
