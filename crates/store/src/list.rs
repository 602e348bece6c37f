//! Claims by the page: filtered, searched, newest first.

use exode_claim::{Claim, ClaimId, Measure, PlaceRef};
use exode_ledger::{ReviewState, Told};
use jiff::civil::Date;
use rusqlite::OptionalExtension as _;
use rusqlite::types::Value;

use crate::review::TOUCHED;
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
    /// Where it stands in review.
    pub state: Option<ReviewState>,
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

impl Query {
    /// The words asked for as an FTS5 query.
    fn words(&self) -> Option<String> {
        self.text.as_deref().map(phrases).filter(|w| !w.is_empty())
    }

    /// Whether a claim of that state, as reviewed, is one of those asked for; words aside.
    fn takes(&self, claim: &Claim, state: ReviewState) -> bool {
        let places = || [&claim.origin, &claim.destination, &claim.crossing, &claim.place].into_iter().flatten();
        let (first, last) = (claim.time.and_then(|t| t.start().or(t.end())), claim.time.and_then(|t| t.end().or(t.start())));
        self.state.is_none_or(|s| s == state)
            && self.measure.is_none_or(|m| m == claim.measure)
            && self.place.as_ref().is_none_or(|id| places().any(|p| p.id == *id))
            && self.since.is_none_or(|day| last.is_some_and(|l| l >= day))
            && self.until.is_none_or(|day| first.is_some_and(|f| f <= day))
    }
}

impl Store {
    /// Claims as last read and reviewed, those added last first; rejected ones are there and say so. What reviewers set is what is filtered
    /// by; only words are searched as they were read.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where another program wrote into the file; else where it fails.
    pub fn list(&self, query: &Query) -> Result<Vec<Listed>, StoreError> {
        let place = query.place.as_deref().map(|text| Ok::<_, StoreError>(self.place(text)?.map_or_else(|| text.to_owned(), |p| p.id)));
        let query = Query { place: place.transpose()?, ..query.clone() };
        let mut out = self.reviewed(&query)?;
        if query.state.is_none_or(|s| s == ReviewState::NotStarted) {
            out.extend(self.untouched(&query)?);
        }
        out.sort_by_key(|l| std::cmp::Reverse(l.row));
        out.truncate(query.limit);
        Ok(out)
    }

    /// Claims reviewers did something about. They are few beside the others: each is looked at.
    fn reviewed(&self, query: &Query) -> Result<Vec<Listed>, StoreError> {
        let mut conditions = Conditions::default();
        conditions.add(&format!("c.id IN ({TOUCHED})"), None);
        if let Some(words) = query.words() {
            conditions.add("EXISTS (SELECT 1 FROM search WHERE rowid = c.row AND words MATCH ?)", Some(words.into()));
        }
        conditions.common(query, "c.row");
        let takes = |listed: &Listed| query.takes(&listed.told.claim, listed.told.verified.state);
        self.page("claim c", "c.row", conditions, query.limit, takes)
    }

    /// Claims as read, of which nobody decided anything.
    fn untouched(&self, query: &Query) -> Result<Vec<Listed>, StoreError> {
        let mut conditions = Conditions::default();
        let words = query.words();
        // What narrows most is walked, newest first: the page is full before most of its matches are looked at.
        let (from, row) = match (&words, &query.place) {
            (Some(_), _) => ("search s CROSS JOIN claim c ON c.row = s.rowid", "s.rowid"),
            (None, Some(_)) => ("mention m CROSS JOIN claim c ON c.row = m.row", "m.row"),
            // Only days of which few claims speak are worth an index that has the rows in another order.
            (None, None) if self.few_days(query)? => ("claim c INDEXED BY claim_days", "c.row"),
            (None, None) => ("claim c", "c.row"),
        };
        if let Some(id) = &query.place {
            let named = if words.is_some() { "EXISTS (SELECT 1 FROM mention WHERE place = ? AND row = c.row)" } else { "m.place = ?" };
            conditions.add(named, Some(id.clone().into()));
        }
        if let Some(words) = words {
            conditions.add("s.words MATCH ?", Some(words.into()));
        }
        if let Some(measure) = query.measure {
            conditions.add("c.measure = ?", Some(measure.name().to_owned().into()));
        }
        if let Some(day) = query.since {
            conditions.add(&format!("{LAST} >= ?"), Some(day.to_string().into()));
        }
        if let Some(day) = query.until {
            conditions.add(&format!("{FIRST} <= ?"), Some(day.to_string().into()));
        }
        conditions.common(query, row);
        conditions.add(&format!("c.id NOT IN ({TOUCHED})"), None);
        self.page(from, row, conditions, query.limit, |_| true)
    }

    /// The first `limit` claims that `takes` takes, newest first.
    fn page(
        &self,
        from: &str,
        row: &str,
        conditions: Conditions,
        limit: usize,
        takes: impl Fn(&Listed) -> bool,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut select = self.db.prepare_cached(&format!(
            "SELECT {COLUMNS}, r.publisher, r.published FROM {from} JOIN current u ON u.reading = c.reading \
             JOIN reading r ON r.id = c.reading JOIN version v ON v.id = r.version WHERE {} ORDER BY {row} DESC",
            conditions.wanted.join(" AND ")
        ))?;
        let names = Names::new(&self.db);
        let mut rows = select.query(rusqlite::params_from_iter(conditions.values))?;
        let mut out = Vec::new();
        while out.len() < limit
            && let Some(row) = rows.next()?
        {
            let mut told = told(row, &names)?;
            told.verified = crate::review::verify(&self.db, &mut told.claim)?;
            let published: Option<String> = row.get(30)?;
            let listed = Listed { row: row.get(0)?, told, publisher: row.get(29)?, published: published.and_then(|d| d.parse().ok()) };
            if takes(&listed) {
                out.push(listed);
            }
        }
        Ok(out)
    }

    /// The place of this ledger that bears this id or English name; of several the widest, a country before its towns.
    ///
    /// # Errors
    /// Where the file fails.
    pub fn place(&self, text: &str) -> Result<Option<PlaceRef>, StoreError> {
        let mut select = self.db.prepare_cached(
            "SELECT id, name FROM place WHERE id = ?1 OR lower(name) = lower(?1) \
             ORDER BY id = ?1 DESC, length(id), id LIMIT 1",
        )?;
        Ok(select.query_row([text], |r| Ok(PlaceRef { id: r.get(0)?, name: r.get(1)? })).optional()?)
    }
}

/// What rows must fulfil, and the values they are held against.
#[derive(Default)]
struct Conditions {
    wanted: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// One more condition; `?` in it is `value`.
    fn add(&mut self, condition: &str, value: Option<Value>) {
        self.values.extend(value);
        self.wanted.push(format!("({})", condition.replace('?', &format!("?{}", self.values.len()))));
    }

    fn common(&mut self, query: &Query, row: &str) {
        if let Some(id) = query.id {
            self.add("c.id = ?", Some(stored(id).into()));
        }
        if let Some(before) = query.before {
            self.add(&format!("{row} < ?"), Some(before.into()));
        }
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
