//! Claims to statements: who merely repeats whom, at the scale of a ledger.
//!
//! A claim joins a group only if it tells one statement with every member, so only groups whose first member has nearly its number (and its
//! destination and its day, where both state one) can take it. Members that are compared alike are compared once, however many outlets repeat them.
//! What reviewers merged is one statement whatever the rules say.

use std::collections::BTreeMap;

use exode_claim::{Measure, Modality, Quantifier, Unit};
use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::bonds::{Bond, Bonds};
use crate::place::Route;
use crate::review::Ties;
use crate::source::Origin;
use crate::span::Span;
use crate::statement::{Draft, ROUNDED, Teller, draft, standing};
use crate::who::Who;
use crate::words::RateClass;

/// Claims grouped into statements; the order depends only on the order of `tellers`.
pub(crate) fn merge(tellers: &[Teller<'_>], ties: &Ties) -> Vec<Draft> {
    let bonds = Bonds::of(ties, tellers);
    let mut order: Vec<usize> = (0..tellers.len()).collect();
    order.sort_by_key(|&i| (std::cmp::Reverse(tellers[i].fullness()), i));
    let mut by_kind: BTreeMap<(Measure, Unit), Groups<'_>> = BTreeMap::new();
    for i in order {
        let claim = tellers[i].claim;
        by_kind.entry((claim.measure, claim.unit)).or_insert_with(|| Groups::among(tellers)).put(i, bonds.of_claim(claim.id));
    }
    by_kind.into_values().flat_map(|g| g.list).map(|group| draft(group.members, tellers)).collect()
}

/// Everything about a claim that decides with what it tells one statement, but its report.
#[derive(PartialEq, Eq, Hash)]
struct Alike<'a> {
    ends: [Option<u64>; 2],
    quantifier: Quantifier,
    vague: bool,
    standing: Modality,
    rate_stated: bool,
    class: RateClass,
    who: Who,
    span: Span,
    route: &'a Route,
    source: Option<&'a Origin>,
    relay: &'a [Origin],
}

/// Members of a group that are compared alike.
struct Members {
    /// One of them.
    one: usize,
    /// Their report, `None` where there are several.
    report: Option<usize>,
}

/// Claims that tell one statement.
struct Group {
    members: Vec<usize>,
    alike: FxHashMap<usize, usize>,
    kinds: Vec<Members>,
    reports: FxHashSet<usize>,
    /// Walked only for the nearest of them, so that their order shows nowhere.
    spans: FxHashSet<Span>,
}

/// Groups by destination, then by day.
type ByPlace<'a> = BTreeMap<Option<&'a str>, BTreeMap<Option<Date>, Vec<usize>>>;

/// The groups of one measure and unit.
struct Groups<'a> {
    tellers: &'a [Teller<'a>],
    list: Vec<Group>,
    /// Groups by bucket of their first member's number, then by its destination, then by its day where it states a single one.
    by_number: FxHashMap<Bucket, ByPlace<'a>>,
    /// The group of each bunch of claims that reviewers decided of.
    by_bunch: FxHashMap<usize, usize>,
    /// A number for every way to be compared.
    kinds: FxHashMap<Alike<'a>, usize>,
}

impl<'a> Groups<'a> {
    fn among(tellers: &'a [Teller<'a>]) -> Self {
        let (by_number, by_bunch, kinds) = (FxHashMap::default(), FxHashMap::default(), FxHashMap::default());
        Self { tellers, list: Vec::new(), by_number, by_bunch, kinds }
    }

    /// Put teller `i` into the group that fits best, or into a new one.
    fn put(&mut self, i: usize, bond: Option<Bond<'_>>) {
        let group =
            bond.and_then(|b| self.by_bunch.get(&b.bunch).copied()).or_else(|| self.fitting(i, bond)).unwrap_or_else(|| self.found(i));
        let teller = &self.tellers[i];
        let kinds = self.kinds.len();
        let kind = *self.kinds.entry(alike(teller)).or_insert(kinds);
        self.list[group].add(i, kind, teller);
        if let Some(bond) = bond {
            self.by_bunch.insert(bond.bunch, group);
        }
    }

    /// The group that takes `i`; of several the one of its own report, then the nearest in time.
    fn fitting(&self, i: usize, bond: Option<Bond<'_>>) -> Option<usize> {
        let apart: Vec<usize> = bond.iter().flat_map(|b| b.apart).filter_map(|bunch| self.by_bunch.get(bunch).copied()).collect();
        let fitting: Vec<usize> = self.near(i).filter(|g| !apart.contains(g) && self.list[*g].takes(i, self.tellers)).collect();
        let teller = &self.tellers[i];
        match fitting[..] {
            [] => None,
            [only] => Some(only),
            _ => fitting.into_iter().min_by_key(|&g| {
                let group = &self.list[g];
                let own = group.reports.contains(&teller.report);
                let distance = group.spans.iter().map(|s| s.distance(teller.span)).min();
                (!own, distance, group.members[0])
            }),
        }
    }

    /// Groups whose first member may have the number, the destination and the day of `i`.
    fn near(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let teller = &self.tellers[i];
        let buckets = teller.number().map(|n| Bucket::of(n).neighbours());
        let to = destination(teller);
        let open = move |at: Option<&str>| at.is_none() || to.is_none() || at == to;
        let near = buckets.into_iter().flatten().filter_map(|b| self.by_number.get(&b));
        let days = teller.days();
        near.flat_map(move |places| places.iter().filter(move |(at, _)| open(**at)))
            .flat_map(move |(_, by_day)| {
                let dated = days.map(|(first, last)| by_day.range(Some(first)..=Some(last)));
                by_day.get(&None).into_iter().chain(dated.into_iter().flatten().map(|(_, groups)| groups))
            })
            .flatten()
            .copied()
    }

    /// A new group for `i`, still empty.
    fn found(&mut self, i: usize) -> usize {
        let (new, teller) = (self.list.len(), &self.tellers[i]);
        let (alike, reports, spans) = (FxHashMap::default(), FxHashSet::default(), FxHashSet::default());
        self.list.push(Group { members: Vec::new(), alike, kinds: Vec::new(), reports, spans });
        if let Some(number) = teller.number() {
            let places = self.by_number.entry(Bucket::of(number)).or_default();
            places.entry(destination(teller)).or_default().entry(teller.day()).or_default().push(new);
        }
        new
    }
}

fn destination<'a>(teller: &'a Teller<'_>) -> Option<&'a str> {
    teller.route.destination.as_ref().map(|p| p.id.as_str())
}

fn alike<'a>(teller: &'a Teller<'_>) -> Alike<'a> {
    let claim = teller.claim;
    // Only between two stated sources does the relay decide.
    let relay: &[Origin] = if teller.source.is_some() { &teller.relay } else { &[] };
    Alike {
        ends: [claim.bounds.low.map(f64::to_bits), claim.bounds.high.map(f64::to_bits)],
        quantifier: claim.quantifier,
        vague: claim.vague,
        standing: standing(claim),
        rate_stated: claim.rate.is_some(),
        class: teller.class,
        who: teller.who,
        span: Span { published: teller.span.published.filter(|_| teller.dated_by_report()), ..teller.span },
        route: &teller.route,
        source: teller.source.as_ref(),
        relay,
    }
}

impl Group {
    /// Whether `i` tells one statement with every member.
    fn takes(&self, i: usize, tellers: &[Teller<'_>]) -> bool {
        let teller = &tellers[i];
        self.kinds.iter().all(|k| tellers[k.one].tells_with(teller, k.report == Some(teller.report)))
    }

    fn add(&mut self, i: usize, kind: usize, teller: &Teller<'_>) {
        let report = teller.report;
        self.members.push(i);
        self.spans.insert(teller.span);
        self.reports.insert(report);
        let new = self.kinds.len();
        let at = *self.alike.entry(kind).or_insert(new);
        match self.kinds.get_mut(at) {
            Some(members) if members.report != Some(report) => members.report = None,
            Some(_) => {}
            None => self.kinds.push(Members { one: i, report: Some(report) }),
        }
    }
}

/// Where a number lies on a logarithmic scale; numbers that may be taken for each other lie in one bucket or in neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Bucket(bool, i64);

impl Bucket {
    /// Wider than the widest rounding, so that it never reaches past a neighbour.
    const WIDTH: f64 = 1.2 * ROUNDED;

    #[expect(clippy::cast_possible_truncation, reason = "logarithms of numbers are small, and what saturates shares a bucket")]
    fn of(number: f64) -> Self {
        Self(number < 0.0, (number.abs().ln() / Self::WIDTH).floor() as i64)
    }

    fn neighbours(self) -> [Self; 3] {
        [self.1.saturating_sub(1), self.1, self.1.saturating_add(1)].map(|at| Self(self.0, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made;
    use crate::place::Atlas;
    use crate::review::{Action, Review};

    /// What `merge` means: every group is tried, every member is asked, and merges are followed from claim to claim.
    fn plainly(tellers: &[Teller<'_>], ties: &Ties) -> Vec<Vec<usize>> {
        let kind = |i: usize| (tellers[i].claim.measure, tellers[i].claim.unit);
        let tied = |i: usize, j: usize| ties.between(tellers[i].claim.id, tellers[j].claim.id).filter(|_| kind(i) == kind(j));
        let is_tied: Vec<usize> =
            (0..tellers.len()).filter(|&i| ties.pairs().any(|(a, b, _)| a == tellers[i].claim.id || b == tellers[i].claim.id)).collect();
        let bunch = |i: usize| {
            let mut all = vec![i];
            let mut at = 0;
            while at < all.len() {
                let one = all[at];
                let same = |j: usize| tellers[one].claim.id == tellers[j].claim.id && kind(one) == kind(j);
                all.extend(
                    is_tied
                        .iter()
                        .copied()
                        .filter(|&j| tied(one, j) == Some(true) || same(j))
                        .filter(|j| !all.contains(j))
                        .collect::<Vec<_>>(),
                );
                at += 1;
            }
            all
        };
        let mut order: Vec<usize> = (0..tellers.len()).collect();
        order.sort_by_key(|&i| (std::cmp::Reverse(tellers[i].fullness()), i));
        let mut by_kind: BTreeMap<(Measure, Unit), Vec<Vec<usize>>> = BTreeMap::new();
        for i in order {
            let teller = &tellers[i];
            let groups = by_kind.entry(kind(i)).or_default();
            let own = if is_tied.contains(&i) { bunch(i) } else { Vec::new() };
            let put = |g: &[usize]| g.iter().any(|j| own.contains(j));
            let apart = |g: &[usize]| {
                g.iter().any(|&j| is_tied.contains(&j) && bunch(j).iter().any(|&j| own.iter().any(|&i| tied(i, j) == Some(false))))
            };
            let tells = |j: usize| tellers[j].tells_with(teller, tellers[j].report == teller.report);
            let fitting = groups.iter_mut().filter(|g| put(g) || !apart(g) && g.iter().all(|&j| tells(j)));
            let nearest = fitting.min_by_key(|g| {
                let own = g.iter().any(|&j| tellers[j].report == teller.report);
                (!put(g), !own, g.iter().map(|&j| tellers[j].span.distance(teller.span)).min(), g[0])
            });
            match nearest {
                Some(group) => group.push(i),
                None => groups.push(vec![i]),
            }
        }
        let mut all: Vec<Vec<usize>> = by_kind.into_values().flatten().collect();
        all.iter_mut().for_each(|g| g.sort_unstable());
        all.sort();
        all
    }

    #[test]
    fn the_index_changes_no_statement() {
        for seed in 0..40 {
            let (reports, each, days) = [(40, 10, 4), (200, 3, 2), (25, 25, 40)][seed as usize % 3];
            let made = made::made(seed, reports, each, days);
            let claims: Vec<_> = made.iter().enumerate().flat_map(|(n, r)| r.claims.iter().map(move |c| (c, n, r.published))).collect();
            let atlas = Atlas::of(claims.iter().map(|(c, ..)| *c));
            let tellers: Vec<Teller<'_>> = claims.iter().map(|&(c, n, day)| Teller::of(c, n, Some(day), &atlas)).collect();
            let mut dice = made::Dice(seed);
            let mut any = || tellers[dice.below(tellers.len() as u64) as usize].claim.id;
            let reviews: Vec<Review> = (0..40)
                .map(|n| {
                    let (claim, other) = (any(), any());
                    let action = if n % 2 == 0 { Action::Merge(other) } else { Action::Split(other) };
                    Review { claim, action, by: String::new(), at: String::new(), why: String::new() }
                })
                .collect();
            for ties in [Ties::default(), Ties::of(&reviews)] {
                let mut found: Vec<Vec<usize>> = merge(&tellers, &ties).into_iter().map(|d| d.tellers).collect();
                found.sort();
                let expected = plainly(&tellers, &ties);
                assert!(expected.len() < tellers.len() && expected.iter().any(|g| g.len() > 3), "the claims must repeat each other");
                assert_eq!(found, expected, "seed {seed}");
            }
        }
    }

    #[test]
    fn numbers_that_may_be_one_lie_in_neighbouring_buckets() {
        for n in 1..200_000 {
            let (a, b) = (f64::from(n) / 7.0, f64::from(n) / 7.0 / (1.0 - ROUNDED));
            assert!(Bucket::of(b).neighbours().contains(&Bucket::of(a)), "{a} and {b}");
        }
    }
}
