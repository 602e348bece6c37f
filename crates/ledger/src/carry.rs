//! Which claim of a newer text or reading is which claim of the older one, and which figures changed on the way.
//!
//! Refuses to carry a review over to a claim that reads otherwise: only who may see it and comments follow it there.

use std::collections::BTreeSet;

use exode_claim::{Claim, ClaimId};

use crate::Told;
use crate::source::folded;
use crate::words;

/// The share of words two sentences must have in common to be versions of each other.
const KIN: f64 = 0.6;

/// What became of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The same figure in the same words or nearly so: every field reads as before.
    Kept(ClaimId, ClaimId),
    /// The sentence is still there, something of its claim reads otherwise.
    Changed(ClaimId, ClaimId, Revision),
    /// Not in the newer text.
    Gone(ClaimId, Revision),
    /// Only in the newer text.
    New(ClaimId, Revision),
}

/// A figure before and after, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// As it was.
    pub before: Option<String>,
    /// As it is.
    pub after: Option<String>,
    /// What it measures and where.
    pub of: String,
    /// The fields that read otherwise; empty for a figure that is gone or new.
    pub fields: Vec<&'static str>,
}

/// What became of the claims of `before` in `after`, in the order of `after`, those that are gone last.
#[must_use]
pub fn changes(before: &[Told], after: &[Told]) -> Vec<Change> {
    let mut left: Vec<&Told> = before.iter().collect();
    let mut found: Vec<Option<&Told>> = vec![None; after.len()];
    // The surest likeness first.
    let tests: [fn(&Told, &Told) -> bool; 4] = [
        |a, b| a.claim.id == b.claim.id,
        |a, b| a.sentence == b.sentence && a.mark == b.mark,
        |a, b| same_figure(&a.claim, &b.claim) && kin(a, b),
        |a, b| a.claim.measure == b.claim.measure && a.claim.unit == b.claim.unit && kin(a, b),
    ];
    for test in tests {
        for (slot, new) in found.iter_mut().zip(after) {
            if slot.is_none()
                && let Some(at) = left.iter().position(|old| test(old, new))
            {
                *slot = Some(left.remove(at));
            }
        }
    }
    let mut out = Vec::with_capacity(after.len() + left.len());
    for (old, new) in found.into_iter().zip(after) {
        out.push(match old {
            None => Change::New(new.claim.id, revision(None, Some(&new.claim))),
            Some(old) if reads_alike(&old.claim, &new.claim) => Change::Kept(old.claim.id, new.claim.id),
            Some(old) => Change::Changed(old.claim.id, new.claim.id, revision(Some(&old.claim), Some(&new.claim))),
        });
    }
    out.extend(left.into_iter().map(|old| Change::Gone(old.claim.id, revision(Some(&old.claim), None))));
    out
}

/// Whether nothing a review attests to is another: a denial, another country or another day is another claim to review.
fn reads_alike(a: &Claim, b: &Claim) -> bool {
    fields(a, b).is_empty()
}

/// The fields in which two readings of a figure differ.
fn fields(a: &Claim, b: &Claim) -> Vec<&'static str> {
    let differs = [
        ("figure", a.bounds != b.bounds || a.quantifier != b.quantifier || a.vague != b.vague),
        ("unit", a.unit != b.unit),
        ("measure", a.measure != b.measure),
        ("rate", a.rate != b.rate),
        ("origin", a.origin != b.origin),
        ("destination", a.destination != b.destination),
        ("crossing", a.crossing != b.crossing),
        ("place", a.place != b.place),
        ("time", a.time != b.time),
        ("source", a.source != b.source),
        ("relay", a.relay != b.relay),
        ("hedged", a.hedged != b.hedged),
        ("modality", a.modality != b.modality),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}

fn same_figure(a: &Claim, b: &Claim) -> bool {
    a.bounds == b.bounds && a.unit == b.unit && a.measure == b.measure && a.quantifier == b.quantifier
}

/// Whether two sentences are one, figures aside.
fn kin(a: &Told, b: &Told) -> bool {
    let words = |t: &Told| -> BTreeSet<String> {
        folded(&t.sentence).into_iter().filter(|w| !w.starts_with(|c: char| c.is_ascii_digit())).collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    #[expect(clippy::cast_precision_loss, reason = "words of a sentence")]
    let share = common as f64 / a.union(&b).count().max(1) as f64;
    share >= KIN
}

fn revision(before: Option<&Claim>, after: Option<&Claim>) -> Revision {
    let figure = |c: &Claim| words::figure(c.bounds, c.quantifier, c.unit, c.vague);
    let of = after.or(before).map_or_else(String::new, |c| {
        let route = words::route(&crate::place::Route::of(c));
        let measure = words::measure(c.measure);
        if route.is_empty() { measure.to_owned() } else { format!("{measure}: {route}") }
    });
    let fields = before.zip(after).map_or_else(Vec::new, |(a, b)| fields(a, b));
    Revision { before: before.map(figure), after: after.map(figure), of, fields }
}
