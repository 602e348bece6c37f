//! The figures of a report as twins are compared by them, and where two lists of them differ.

use std::collections::BTreeMap;

use exode_claim::{Bounds, Claim, ClaimId, Measure, Quantifier, Unit};
use serde::Serialize;

use super::sketch::mixed;

/// One figure of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The claim.
    pub claim: ClaimId,
    /// Its stated bounds.
    pub bounds: Bounds,
    /// Its hedge.
    pub quantifier: Quantifier,
    /// What it counts.
    pub unit: Unit,
    /// What it measures.
    pub measure: Measure,
    /// The id of its place: destination, else crossing, else place, else origin.
    pub place: Option<String>,
}

impl Figure {
    /// The figure of a claim.
    #[must_use]
    pub fn of(claim: &Claim) -> Self {
        let place = [&claim.destination, &claim.crossing, &claim.place, &claim.origin].into_iter().find_map(Option::as_ref);
        Self {
            claim: claim.id,
            bounds: claim.bounds,
            quantifier: claim.quantifier,
            unit: claim.unit,
            measure: claim.measure,
            place: place.map(|p| p.id.clone()),
        }
    }

    /// A hash of value, unit, measure and place; the hedge is a translator's choice.
    pub(super) fn key(&self) -> u64 {
        let value = |v: Option<f64>| v.map_or(0, |v| mixed(v.to_bits()));
        let place = self.place.iter().flat_map(|p| p.bytes()).fold(1, |h, b| mixed(h ^ u64::from(b)));
        let terms = mixed(self.unit as u64) ^ mixed(0x100 + self.measure as u64);
        mixed(mixed(mixed(value(self.bounds.low)) ^ value(self.bounds.high)) ^ terms ^ place)
    }
}

/// A figure of one twin beside that of the other; one side is `None` where the other twin has no such figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// In the first report.
    pub a: Option<ClaimId>,
    /// In the second.
    pub b: Option<ClaimId>,
}

/// Where two lists of figures differ, hedges included: equal ones are set aside, then the rest is paired within a measure, unit and
/// place, then within a measure and unit, in the order of the texts.
pub(super) fn differences(a: &[Figure], b: &[Figure]) -> Vec<Difference> {
    let (mut left, mut right): (Vec<&Figure>, Vec<&Figure>) = (a.iter().collect(), b.iter().collect());
    pair(&mut left, &mut right, |f| (f.key(), Some(f.quantifier)));
    let mut found = pair(&mut left, &mut right, |f| (mixed(f.unit as u64), Some((f.measure, f.place.as_deref()))));
    found.extend(pair(&mut left, &mut right, |f| (f.unit as u64, Some(f.measure))));
    found.extend(left.iter().map(|f| Difference { a: Some(f.claim), b: None }));
    found.extend(right.iter().map(|f| Difference { a: None, b: Some(f.claim) }));
    found.sort_unstable();
    found
}

/// Take figures with equal keys out of both lists, first with first.
fn pair<'a, K: Ord>(left: &mut Vec<&'a Figure>, right: &mut Vec<&'a Figure>, key: impl Fn(&'a Figure) -> K) -> Vec<Difference> {
    let mut waiting: BTreeMap<K, std::collections::VecDeque<&'a Figure>> = BTreeMap::new();
    for &figure in right.iter() {
        waiting.entry(key(figure)).or_default().push_back(figure);
    }
    let mut pairs = Vec::new();
    left.retain(|figure| match waiting.get_mut(&key(figure)).and_then(std::collections::VecDeque::pop_front) {
        Some(other) => {
            pairs.push((*figure, other));
            false
        }
        None => true,
    });
    right.retain(|figure| !pairs.iter().any(|(_, other)| std::ptr::eq(*other, *figure)));
    pairs.into_iter().map(|(a, b)| Difference { a: Some(a.claim), b: Some(b.claim) }).collect()
}
