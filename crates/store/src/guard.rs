//! Reports that told what is not for everybody, in any of their texts.
//!
//! A title or an address may tell a figure after the text dropped it, so a level holds for the report as long as the claim has it.

use exode_ledger::{Action, Sensitivity, standing};
use rusqlite::Connection;
use rustc_hash::FxHashMap;

use crate::StoreError;
use crate::row::{claim_id, stored};

/// By report, the highest level of any claim of any of its texts; reports all of whose claims are public are not in it.
pub(crate) fn levels(db: &Connection) -> Result<FxHashMap<i64, Sensitivity>, StoreError> {
    let mut out: FxHashMap<i64, Sensitivity> = FxHashMap::default();
    let mut marked = db.prepare_cached("SELECT DISTINCT claim FROM review WHERE action LIKE '%\"classify\"%'")?;
    let mut reports = db.prepare_cached(
        "SELECT DISTINCT v.report FROM claim c JOIN reading r ON r.id = c.reading JOIN version v ON v.id = r.version WHERE c.id = ?1",
    )?;
    for id in marked.query_map([], |r| r.get::<_, i64>(0))?.collect::<Result<Vec<_>, _>>()? {
        let claim = claim_id(id);
        let reviews = crate::review::of(db, claim)?;
        let stands = standing(&reviews, |r| r.by.as_str());
        let level = reviews.iter().zip(stands).filter(|(_, stands)| *stands).filter_map(|(r, _)| match r.action {
            Action::Classify(level) => Some(level),
            _ => None,
        });
        let Some(level) = level.last().filter(|l| *l != Sensitivity::Public) else { continue };
        for report in reports.query_map([stored(claim)], |r| r.get::<_, i64>(0))? {
            let held = out.entry(report?).or_default();
            *held = level.max(*held);
        }
    }
    Ok(out)
}
