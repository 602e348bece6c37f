//! Claims by the page: filtered, searched, newest first.

use exode_claim::{ClaimId, Measure};
use exode_ledger::Told;
use jiff::civil::Date;
use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

use crate::row::{COLUMNS, Names, stored, told};
use crate::{Store, StoreError};

/// Which claims to list. Everything stated must hold.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// Words that must all occur in sentence, places, source or outlet; accents and case ignored. A word may end in `*`.
    pub text: Option<String>,
    /// What is measured.
    pub measure: Option<Measure>,
    /// Id or English name of a place that is origin, destination, crossing or place.
    pub place: Option<String>,
    /// First day the figure may speak of.
    pub since: Option<Date>,
    /// Last day the figure may speak of.
    pub until: Option<Date>,
    /// One claim.
    pub id: Option<ClaimId>,
    /// At most so many.
    pub limit: usize,
    /// Only claims before this row: the last [`Listed::row`] of the page before.
    pub before: Option<i64>,
}

/// A claim of the ledger with its report.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Place in the ledger, for [`Query::before`].
    pub row: i64,
    /// The claim as reviewed.
    pub told: Told,
    /// Who published it.
    pub publisher: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
}

impl Store {
    /// Claims as last read and reviewed, those added last first; rejected ones are there and say so.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where another program wrote into the file; else where it fails.
    pub fn list(&self, query: &Query) -> Result<Vec<Listed>, StoreError> {
        let (mut wanted, mut values) = (Vec::new(), Vec::new());
        let mut want = |condition: &str, value: Value| {
            values.push(value);
            wanted.push(format!("({})", condition.replace('?', &format!("?{}", values.len()))));
        };
        let words = query.text.as_deref().map(phrases).filter(|w| !w.is_empty());
        let place = query.place.as_deref().map(|place| self.place_named(place)).transpose()?;
        // What narrows most is walked, newest first: the page is full before most of its matches are looked at.
        let (from, row) = match (&words, &place) {
            (Some(_), _) => ("search s CROSS JOIN claim c ON c.row = s.rowid", "s.rowid"),
            (None, Some(_)) => ("mention m CROSS JOIN claim c ON c.row = m.row", "m.row"),
            // Only days of which few claims speak are worth an index that has the rows in another order.
            (None, None) if self.few_days(query)? => ("claim c INDEXED BY claim_days", "c.row"),
            (None, None) => ("claim c", "c.row"),
        };
        if let Some(id) = place {
            let named = if words.is_some() { "EXISTS (SELECT 1 FROM mention WHERE place = ? AND row = c.row)" } else { "m.place = ?" };
            want(named, id.into());
        }
        if let Some(words) = words {
            want("s.words MATCH ?", words.into());
        }
        if let Some(measure) = query.measure {
            want("c.measure = ?", measure.name().to_owned().into());
        }
        if let Some(day) = query.since {
            want(&format!("{LAST} >= ?"), day.to_string().into());
        }
        if let Some(day) = query.until {
            want(&format!("{FIRST} <= ?"), day.to_string().into());
        }
        if let Some(id) = query.id {
            want("c.id = ?", stored(id).into());
        }
        if let Some(before) = query.before {
            want(&format!("{row} < ?"), before.into());
        }
        values.push(i64::try_from(query.limit).unwrap_or(i64::MAX).into());
        let condition = if wanted.is_empty() { "1".to_owned() } else { wanted.join(" AND ") };
        let mut select = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, r.publisher, r.published FROM {from} JOIN current u ON u.reading = c.reading \
             JOIN reading r ON r.id = c.reading JOIN version v ON v.id = r.version WHERE {condition} ORDER BY {row} DESC LIMIT ?{}",
            values.len()
        ))?;
        let names = Names::new(&self.db);
        let mut rows = select.query(rusqlite::params_from_iter(values))?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            let mut told = told(row, &names)?;
            told.verified = crate::review::verify(&self.db, &mut told.claim)?;
            let published: Option<String> = row.get(30)?;
            out.push(Listed { row: row.get(0)?, told, publisher: row.get(29)?, published: published.and_then(|d| d.parse().ok()) });
        }
        Ok(out)
    }
}

impl Store {
    /// The id of the place that bears this id or English name; of several the widest, a country before its towns. The text itself where there is none.
    fn place_named(&self, text: &str) -> Result<String, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT id FROM place WHERE id = ?1 OR lower(name) = lower(?1) \
             ORDER BY id = ?1 DESC, length(id), id LIMIT 1",
        )?;
        Ok(select.query_row([text], |r| r.get(0)).optional()?.unwrap_or_else(|| text.to_owned()))
    }
}

/// Last and first day a claim speaks of.
const LAST: &str = "coalesce(c.time_end, c.time_start)";
const FIRST: &str = "coalesce(c.time_start, c.time_end)";
/// So few claims are sorted faster than all others are passed over.
const FEW: i64 = 5_000;

impl Store {
    /// Whether the days asked for are those of few claims.
    fn few_days(&self, query: &Query) -> Result<bool, StoreError> {
        let Some(since) = query.since else { return Ok(false) };
        let until = query.until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let mut count = self.db.prepare_cached(&format!(
            "SELECT count(*) FROM (SELECT 1 FROM claim c INDEXED BY claim_days WHERE {LAST} >= ?1 AND {FIRST} <= ?2 LIMIT ?3)"
        ))?;
        Ok(count.query_row(rusqlite::params![since.to_string(), until, FEW], |r| r.get::<_, i64>(0))? < FEW)
    }
}

/// Words as an FTS5 query: each quoted, so that no character of theirs is an operator.
fn phrases(text: &str) -> String {
    let quoted = |word: &str| {
        let (word, star) = word.strip_suffix('*').map_or((word, ""), |w| (w, "*"));
        let word = word.replace('"', "\"\"");
        word.chars().any(char::is_alphanumeric).then(|| format!("\"{word}\"{star}"))
    };
    text.split_whitespace().filter_map(quoted).collect::<Vec<_>>().join(" ")
}
