//! The review history.

use exode_claim::{Claim, ClaimId, Measure, Unit};
use exode_ledger::{Action, Review, Ties, Verified, standing};
use rusqlite::{Connection, Row, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::row::{claim_id, stored};
use crate::{Query, Store, StoreError, action, load};

impl Store {
    /// Append decisions to the history, all or none.
    ///
    /// # Errors
    /// [`StoreError::NoTie`] for a merge or split of claims that cannot be one statement; [`StoreError::NoClaim`] where a claim, or the
    /// other one of a merge or split, is not current; else as [`Store::add`].
    pub fn review(&mut self, reviews: &[Review]) -> Result<(), StoreError> {
        self.review_seen(reviews, &[])
    }

    /// [`Store::review`], but only where every claim of `seen` still is as it was when [`Store::seen`] told that number: nobody decides
    /// over a colleague's decision, or over a figure that changed, without having seen it.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where a claim is not as it was seen; else as [`Store::review`].
    pub fn review_seen(&mut self, reviews: &[Review], seen: &[(ClaimId, u64)]) -> Result<(), StoreError> {
        for review in reviews {
            match review.action {
                Action::Merge(other) | Action::Split(other) => self.may_tie(review.claim, other)?,
                Action::Unlike(other) if other == review.claim => return Err(StoreError::NoTie(other, other)),
                _ => {}
            }
        }
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for &(claim, number) in seen {
            if crate::seen::number(&step, claim)? != number {
                return Err(StoreError::Stale(claim));
            }
        }
        for review in reviews {
            let other = match review.action {
                Action::Merge(other) | Action::Split(other) | Action::Unlike(other) => Some(other),
                _ => None,
            };
            // Who may see a figure, and words about it, are decided of one that is gone too: titles still tell it.
            let any = matches!(review.action, Action::Classify(_) | Action::Comment);
            for claim in [Some(review.claim), other].into_iter().flatten() {
                if !(load::is_current(&step, claim)? || any && load::was_read(&step, claim)?) {
                    return Err(StoreError::NoClaim(claim));
                }
            }
            append(&step, review)?;
        }
        step.commit()?;
        Ok(())
    }

    /// A claim is tied to another one of the same measure and unit: other figures are never one statement.
    fn may_tie(&self, claim: ClaimId, other: ClaimId) -> Result<(), StoreError> {
        let kind = |id: ClaimId| -> Result<(Measure, Unit), StoreError> {
            let found = self.list(&Query { id: Some(id), limit: 1, ..Query::default() })?;
            found.first().map(|l| (l.told.claim.measure, l.told.claim.unit)).ok_or(StoreError::NoClaim(id))
        };
        if claim == other || kind(claim)? != kind(other)? {
            return Err(StoreError::NoTie(claim, other));
        }
        Ok(())
    }

    /// The decisions that hold for a claim, those on its older versions too, oldest first.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn history(&self, claim: ClaimId) -> Result<Vec<Review>, StoreError> {
        of(&self.db, claim)
    }

    /// What reviewers decided of pairs of claims, for `exode_ledger::evidence`; pairs are told of the newest versions.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn ties(&self) -> Result<Ties, StoreError> {
        let mut after: FxHashMap<ClaimId, Vec<(i64, ClaimId)>> = FxHashMap::default();
        let mut select = self.db.prepare_cached("SELECT before, reading, after FROM carried WHERE kept ORDER BY reading")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            after.entry(claim_id(row.get(0)?)).or_default().push((row.get(1)?, claim_id(row.get(2)?)));
        }
        // Reading after reading: a text that came back to an older wording closes a circle, and its last turn counts.
        let newest = |mut claim: ClaimId| {
            let mut reading = 0;
            while let Some(&(next, newer)) = after.get(&claim).and_then(|steps| steps.iter().find(|(at, _)| *at > reading)) {
                (reading, claim) = (next, newer);
            }
            claim
        };
        let mut select = self.db.prepare_cached("SELECT claim, action, by, at, why FROM review ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut reviews = Vec::new();
        while let Some(row) = rows.next()? {
            reviews.push(entry(row)?);
        }
        for review in &mut reviews {
            review.claim = newest(review.claim);
            match &mut review.action {
                Action::Merge(other) | Action::Split(other) | Action::Unlike(other) => *other = newest(*other),
                _ => {}
            }
        }
        Ok(Ties::of(&reviews))
    }
}

/// One more entry of the history.
pub(crate) fn append(db: &Connection, review: &Review) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO review (claim, action, by, at, why) VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
        stored(review.claim),
        action::written(&review.action),
        review.by,
        review.at,
        review.why
    ])?;
    Ok(())
}

/// The decisions that hold for a claim, those on its older versions too, oldest first; what was taken back is there with its undo.
pub(crate) fn of(db: &Connection, claim: ClaimId) -> Result<Vec<Review>, StoreError> {
    let mut select = db.prepare_cached(
        "WITH RECURSIVE older (id, kept) AS \
         (SELECT ?1, 1 UNION SELECT before, carried.kept AND older.kept FROM carried JOIN older ON after = older.id) \
         SELECT claim, action, by, at, why, (SELECT max(kept) FROM older WHERE older.id = claim) FROM review \
         WHERE claim IN (SELECT id FROM older) ORDER BY review.id",
    )?;
    let mut rows = select.query([stored(claim)])?;
    let mut all: Vec<(Review, bool)> = Vec::new();
    while let Some(row) = rows.next()? {
        all.push((entry(row)?, row.get(5)?));
    }
    // Of decisions on a claim that read otherwise, what was taken back then must not come back now.
    let before = || all.iter().filter(|(_, kept)| !kept).map(|(r, _)| r);
    let mut stands = standing(before(), |r| r.by.as_str()).into_iter();
    let mut holds = |(review, kept): &(Review, bool)| {
        *kept || stands.next().unwrap_or(false) && matches!(review.action, Action::Classify(_) | Action::Comment)
    };
    let holds: Vec<bool> = all.iter().map(&mut holds).collect();
    Ok(all.into_iter().zip(holds).filter(|(_, holds)| *holds).map(|((review, _), _)| review).collect())
}

/// Apply to `claim` what reviewers decided, and tell where it stands.
pub(crate) fn verify(db: &Connection, claim: &mut Claim) -> Result<Verified, StoreError> {
    let reviews = of(db, claim.id)?;
    Ok(Verified::apply(claim, &reviews))
}

/// Selects the ids of the claims for which some decision may hold.
pub(crate) const TOUCHED: &str = "WITH RECURSIVE newer (id) AS \
     (SELECT claim FROM review UNION SELECT after FROM carried JOIN newer ON before = newer.id) SELECT id FROM newer";

/// The claims for which some decision may hold.
pub(crate) fn touched(db: &Connection) -> Result<FxHashSet<ClaimId>, StoreError> {
    let mut select = db.prepare_cached(TOUCHED)?;
    Ok(select.query_map([], |r| Ok(claim_id(r.get(0)?)))?.collect::<Result<_, _>>()?)
}

/// The review of a row that names, in order: claim, action, by, at, why.
pub(crate) fn entry(row: &Row<'_>) -> Result<Review, StoreError> {
    let action = action::read(&row.get::<_, String>(1)?)?;
    Ok(Review { claim: claim_id(row.get(0)?), action, by: row.get(2)?, at: row.get(3)?, why: row.get(4)? })
}
