//! What reviewers decided of pairs of claims, drawn together: claims merged with each other, through any number of merges, are one bunch.
//! A split between two claims of one bunch cannot part them.

use std::collections::{BTreeMap, BTreeSet};

use exode_claim::{ClaimId, Measure, Unit};
use rustc_hash::FxHashMap;

use crate::review::Ties;
use crate::statement::Teller;

/// The bunches of all claims that reviewers tied.
#[derive(Default)]
pub(crate) struct Bonds {
    bunch_of: FxHashMap<ClaimId, usize>,
    /// By bunch, the other bunches it is parted from.
    apart: Vec<Vec<usize>>,
}

/// A claim reviewers tied: its bunch and the bunches it is parted from.
#[derive(Clone, Copy)]
pub(crate) struct Bond<'b> {
    pub(crate) bunch: usize,
    pub(crate) apart: &'b [usize],
}

impl Bonds {
    /// Only claims of one measure and unit are tied: another measure, also one a correction set later, is another statement.
    pub(crate) fn of(ties: &Ties, tellers: &[Teller<'_>]) -> Self {
        if ties.is_empty() {
            return Self::default();
        }
        let kinds: FxHashMap<ClaimId, (Measure, Unit)> = tellers.iter().map(|t| (t.claim.id, (t.claim.measure, t.claim.unit))).collect();
        let pairs = || ties.pairs().filter(|(a, b, _)| kinds.contains_key(a) && kinds.get(a) == kinds.get(b));
        let claims: BTreeSet<ClaimId> = pairs().flat_map(|(a, b, _)| [a, b]).collect();
        let place: BTreeMap<ClaimId, usize> = claims.into_iter().enumerate().map(|(n, id)| (id, n)).collect();
        let mut lead: Vec<usize> = (0..place.len()).collect();
        let find = |lead: &mut Vec<usize>, mut n: usize| {
            while lead[n] != n {
                lead[n] = lead[lead[n]];
                n = lead[n];
            }
            n
        };
        for (a, b, _) in pairs().filter(|(.., together)| *together) {
            let (a, b) = (find(&mut lead, place[&a]), find(&mut lead, place[&b]));
            lead[a.max(b)] = a.min(b);
        }
        let bunch_of: FxHashMap<ClaimId, usize> = place.iter().map(|(&id, &n)| (id, find(&mut lead, n))).collect();
        let mut apart = vec![Vec::new(); place.len()];
        for (a, b, _) in pairs().filter(|(.., together)| !together) {
            let (a, b) = (bunch_of[&a], bunch_of[&b]);
            if a != b {
                apart[a].push(b);
                apart[b].push(a);
            }
        }
        Self { bunch_of, apart }
    }

    pub(crate) fn of_claim(&self, claim: ClaimId) -> Option<Bond<'_>> {
        self.bunch_of.get(&claim).map(|&bunch| Bond { bunch, apart: &self.apart[bunch] })
    }
}
