//! What is current, out of the ledger.

use exode_claim::{ClaimId, Finding, FindingCode};
use exode_ledger::{Report, Sensitivity, Sketch, Told};
use rusqlite::{Connection, Row};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::row::{COLUMNS, Names, lang, stored, told};
use crate::{Store, StoreError};

/// A version whose newest reading is by another reader: what it takes to read it again.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Key of the version, for [`Store::reread`].
    pub version: i64,
    /// The file's stem or the line's id.
    pub name: String,
    /// How `body` is to be decoded.
    pub format: String,
    /// The unmodified input.
    pub body: Vec<u8>,
    /// The metadata given beside it.
    pub sidecar: Option<Vec<u8>>,
}

/// One reading of a claim, the newest or one before.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The claim as it was read then.
    pub told: Told,
    /// When, RFC 3339, UTC.
    pub at: String,
    /// Whether the report's newest text says so.
    pub current: bool,
}

/// How much a ledger holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Reports.
    pub reports: usize,
    /// Texts of them; more than reports where some were changed.
    pub versions: usize,
    /// Claims as last read.
    pub claims: usize,
    /// Entries of the review history.
    pub reviews: usize,
}

impl Store {
    /// Every report as last read, reviews applied; rejected claims are there and say so.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where another program wrote into the file; else where it fails.
    pub fn reports(&self) -> Result<Vec<Report>, StoreError> {
        let reports = self.all_reports()?;
        // Pages of the file that are read once need not stay in memory.
        self.db.release_memory()?;
        Ok(reports)
    }

    fn all_reports(&self) -> Result<Vec<Report>, StoreError> {
        let db = self.db.unchecked_transaction()?; // one moment of the ledger, also while another process adds
        let names = Names::new(&db);
        let mut reports: Vec<Report> = Vec::new();
        let mut at: FxHashMap<i64, usize> = FxHashMap::default();
        let mut heads = db.prepare_cached(
            "SELECT u.reading, v.name, r.title, r.publisher, r.url, r.published, r.lang, v.hash, r.sketch, u.report FROM current u \
             JOIN reading r ON r.id = u.reading JOIN version v ON v.id = r.version ORDER BY u.reading",
        )?;
        let levels = crate::guard::levels(&db)?;
        let mut rows = heads.query([])?;
        while let Some(row) = rows.next()? {
            at.insert(row.get(0)?, reports.len());
            let sensitivity = levels.get(&row.get(9)?).copied().unwrap_or_default();
            reports.push(Report { sensitivity, ..head(row)? });
        }
        let mut claims = db.prepare_cached(&format!(
            "SELECT {COLUMNS}, c.reading FROM claim c JOIN current u ON u.reading = c.reading JOIN reading r ON r.id = c.reading \
             JOIN version v ON v.id = r.version ORDER BY c.row"
        ))?;
        let mut rows = claims.query([])?;
        let touched = crate::review::touched(&db)?;
        while let Some(row) = rows.next()? {
            let mut told = told(row, &names)?;
            if touched.contains(&told.claim.id) {
                told.verified = crate::review::verify(&db, &mut told.claim)?;
            }
            if let Some(&report) = at.get(&row.get(29)?) {
                reports[report].claims.push(told);
            }
        }
        // A list grows by room for four, and most reports tell less: a third of all memory otherwise.
        reports.iter_mut().for_each(|r| r.claims.shrink_to_fit());
        Ok(reports)
    }

    /// How a claim and what it was or became were read, oldest first; empty where the ledger never had it.
    ///
    /// # Errors
    /// As [`Store::reports`].
    pub fn readings(&self, claim: ClaimId) -> Result<Vec<Reading>, StoreError> {
        let names = Names::new(&self.db);
        let mut select = self.db.prepare_cached(&format!(
            "WITH RECURSIVE kin (id) AS (SELECT ?1 UNION SELECT before FROM carried JOIN kin ON after = kin.id \
             UNION SELECT after FROM carried JOIN kin ON before = kin.id) \
             SELECT {COLUMNS}, r.at, EXISTS (SELECT 1 FROM current WHERE reading = r.id) FROM claim c JOIN reading r ON r.id = c.reading \
             JOIN version v ON v.id = r.version WHERE c.id IN (SELECT id FROM kin) ORDER BY c.row"
        ))?;
        let mut rows = select.query([stored(claim)])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(Reading { told: told(row, &names)?, at: row.get(29)?, current: row.get(30)? });
        }
        Ok(out)
    }

    /// What could not be read safely in the reports as last read.
    ///
    /// # Errors
    /// As [`Store::reports`].
    pub fn findings(&self) -> Result<Vec<Finding>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT v.name, f.code, f.offset, f.quote FROM finding f JOIN current u ON u.reading = f.reading \
             JOIN reading r ON r.id = f.reading JOIN version v ON v.id = r.version ORDER BY f.rowid",
        )?;
        let mut rows = select.query([])?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let name: String = row.get(1)?;
            let code = FindingCode::named(&name).ok_or(StoreError::Damaged { column: "code", value: name })?;
            let offset = usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
            out.push(Finding { report: row.get(0)?, code, offset, quote: row.get(3)?, remedy: code.remedy() });
        }
        Ok(out)
    }

    /// Texts whose newest reading is not by `reader`, at most `limit` of them.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn outdated(&self, reader: &str, limit: usize) -> Result<Vec<Kept>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT v.id, v.name, v.format, v.body, v.sidecar FROM current u JOIN reading r ON r.id = u.reading \
             JOIN version v ON v.id = r.version WHERE r.reader <> ?1 ORDER BY v.id LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = select.query_map(rusqlite::params![reader, limit], |r| {
            Ok(Kept { version: r.get(0)?, name: r.get(1)?, format: r.get(2)?, body: r.get(3)?, sidecar: r.get(4)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Every current text, with the level of its report, one after the other: a ledger may be larger than memory.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn each_text(&self, mut visit: impl FnMut(Kept, Sensitivity)) -> Result<(), StoreError> {
        let levels = crate::guard::levels(&self.db)?;
        let mut select = self.db.prepare_cached(
            "SELECT v.id, v.name, v.format, v.body, v.sidecar, u.report FROM current u JOIN reading r ON r.id = u.reading \
             JOIN version v ON v.id = r.version ORDER BY v.id",
        )?;
        let mut rows = select.query([])?;
        while let Some(r) = rows.next()? {
            let kept = Kept { version: r.get(0)?, name: r.get(1)?, format: r.get(2)?, body: r.get(3)?, sidecar: r.get(4)? };
            visit(kept, levels.get(&r.get(5)?).copied().unwrap_or_default());
        }
        Ok(())
    }

    /// The hashes of the texts that are current: to add one of these again changes nothing.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn hashes(&self) -> Result<FxHashSet<String>, StoreError> {
        Ok(self
            .db
            .prepare("SELECT v.hash FROM current u JOIN reading r ON r.id = u.reading JOIN version v ON v.id = r.version")?
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?)
    }

    /// Whether some report told what is not for everybody, in any of its texts.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn is_guarded(&self) -> Result<bool, StoreError> {
        Ok(!crate::guard::levels(&self.db)?.is_empty())
    }

    /// How much the ledger holds.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let count = |sql: &str| self.db.query_row(sql, [], |r| r.get::<_, i64>(0)).map(|n| usize::try_from(n).unwrap_or(0));
        Ok(Stats {
            reports: count("SELECT count(*) FROM report")?,
            versions: count("SELECT count(*) FROM version")?,
            claims: count("SELECT count(*) FROM claim c JOIN current u ON u.reading = c.reading")?,
            reviews: count("SELECT count(*) FROM review")?,
        })
    }
}

/// The report of a row that names, in order: reading, name, title, publisher, url, published, lang, hash, sketch.
fn head(row: &Row<'_>) -> Result<Report, StoreError> {
    let published: Option<String> = row.get(5)?;
    let sketch: Option<Vec<u8>> = row.get(8)?;
    Ok(Report {
        name: row.get(1)?,
        title: row.get(2)?,
        publisher: row.get(3)?,
        url: row.get(4)?,
        published: published.and_then(|d| d.parse().ok()),
        lang: lang(&row.get::<_, String>(6)?),
        hash: row.get(7)?,
        sketch: sketch.and_then(|bytes| bytes.try_into().ok()).map(|bytes| Sketch::from_bytes(&bytes)),
        sensitivity: Sensitivity::Public,
        claims: Vec::new(),
    })
}

/// The claims of one reading, as read.
pub(crate) fn claims_of(db: &Connection, reading: i64, names: &Names<'_>) -> Result<Vec<Told>, StoreError> {
    let mut select = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM claim c JOIN reading r ON r.id = c.reading JOIN version v ON v.id = r.version \
         WHERE c.reading = ?1 ORDER BY c.row"
    ))?;
    let mut rows = select.query([reading])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(told(row, names)?);
    }
    Ok(out)
}

/// Whether a claim of that id is in a reading that is current.
pub(crate) fn is_current(db: &Connection, claim: ClaimId) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM claim c JOIN current u ON u.reading = c.reading WHERE c.id = ?1")?.exists([stored(claim)])?)
}

/// Whether a claim of that id was ever read.
pub(crate) fn was_read(db: &Connection, claim: ClaimId) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM claim WHERE id = ?1")?.exists([stored(claim)])?)
}
