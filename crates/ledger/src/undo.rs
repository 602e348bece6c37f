//! Decisions that were taken back.
//!
//! An undo is an entry of the history like any other: nothing is deleted, and both entries stay to be read. It takes back the latest
//! decision of the same reviewer on the same claim that still stands, so that nobody undoes a colleague's work by accident.

use std::collections::BTreeMap;

use crate::review::{Action, Review};

/// Which of `reviews` (oldest first) still stand: an undo and what it takes back do not. `same` tells what a reviewer's undo reaches,
/// usually claim and reviewer.
pub fn standing<'a, K: Ord>(reviews: impl IntoIterator<Item = &'a Review>, same: impl Fn(&'a Review) -> K) -> Vec<bool> {
    let mut stands = Vec::new();
    let mut decided: BTreeMap<K, Vec<usize>> = BTreeMap::new();
    for (n, review) in reviews.into_iter().enumerate() {
        let mine = decided.entry(same(review)).or_default();
        let counts = review.action != Action::Undo;
        if counts {
            mine.push(n);
        } else if let Some(last) = mine.pop() {
            stands[last] = false;
        }
        stands.push(counts);
    }
    stands
}
