//! For those who keep a ledger open while others work on it: what somebody saw, whether anything was written since, and who did what.

use std::hash::{Hash as _, Hasher as _};

use exode_claim::ClaimId;
use exode_ledger::Review;
use rusqlite::{Connection, OptionalExtension as _};
use rustc_hash::FxHasher;

use crate::row::{COLUMNS, Names, stored, told};
use crate::{Store, StoreError, review};

impl Store {
    /// A number for the claim as it stands: another one once the claim reads otherwise or anybody decided anything about it. For
    /// [`Store::review_seen`]; it means nothing to another version of exode.
    ///
    /// # Errors
    /// [`StoreError::NoClaim`] where the claim is not current; else where the file fails.
    pub fn seen(&self, claim: ClaimId) -> Result<u64, StoreError> {
        number(&self.db, claim)
    }

    /// A number that is another one once another connection, of this process or any other, has written to the file.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn pulse(&self) -> Result<i64, StoreError> {
        Ok(self.db.query_row("PRAGMA data_version", [], |r| r.get(0))?)
    }

    /// The whole review history, the latest first, at most `limit` entries; only those before the entry of number `before`.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn decisions(&self, before: Option<i64>, limit: usize) -> Result<Vec<(i64, Review)>, StoreError> {
        let mut select =
            self.db.prepare_cached("SELECT claim, action, by, at, why, id FROM review WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = select.query([before.unwrap_or(i64::MAX), limit])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push((row.get(5)?, review::entry(row)?));
        }
        Ok(out)
    }
}

/// [`Store::seen`], within whatever transaction `db` is in.
pub(crate) fn number(db: &Connection, claim: ClaimId) -> Result<u64, StoreError> {
    let names = Names::new(db);
    let mut select = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM claim c JOIN current u ON u.reading = c.reading JOIN reading r ON r.id = c.reading \
         JOIN version v ON v.id = r.version WHERE c.id = ?1 LIMIT 1"
    ))?;
    let read = select.query_row([stored(claim)], |row| Ok(told(row, &names))).optional()?;
    let read = read.ok_or(StoreError::NoClaim(claim))??;
    let mut hasher = FxHasher::default();
    format!("{:?}", read.claim).hash(&mut hasher);
    // Decisions are never deleted, so their number alone tells whether there is a new one.
    review::of(db, claim)?.len().hash(&mut hasher);
    Ok(hasher.finish())
}
