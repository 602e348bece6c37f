//! Claims out of their rows.

use std::cell::RefCell;

use exode_claim::{Attribution, Bounds, Claim, ClaimId, Label, Measure, Modality, PlaceRef, Quantifier, Rate, Unit, Vouch, When};
use exode_ledger::{Told, Verified};
use rusqlite::{Connection, Row};
use rustc_hash::FxHashMap;

use crate::StoreError;

/// The ledger vouches for the labels it kept: a vocabulary vouched for each when its claim was read.
pub(crate) struct Recorded;

impl Vouch for Recorded {
    fn vouches(&self, _: &str) -> bool {
        true
    }
}

/// What [`told`] reads, in its order; `c` is the claim, `r` its reading, `v` its version.
pub(crate) const COLUMNS: &str = "c.row, c.id, v.name, c.quote, c.offset, c.nth, c.low, c.high, c.quantifier, c.unit, c.measure, c.rate, \
     c.origin, c.destination, c.crossing, c.place, c.time_start, c.time_end, c.source, c.relay, c.hedged, c.modality, c.vague, \
     c.sentence, c.mark_start, c.mark_end, c.sentence_start, c.sentence_end, r.lang";

/// Places and sources by their keys in the file, looked up once each.
pub(crate) struct Names<'a> {
    db: &'a Connection,
    places: RefCell<FxHashMap<String, String>>,
    sources: RefCell<FxHashMap<i64, Attribution>>,
}

impl<'a> Names<'a> {
    /// The names in a ledger.
    pub(crate) fn new(db: &'a Connection) -> Self {
        Self { db, places: RefCell::default(), sources: RefCell::default() }
    }

    fn place(&self, id: String) -> Result<PlaceRef, StoreError> {
        if let Some(name) = self.places.borrow().get(&id) {
            return Ok(PlaceRef { name: name.clone(), id });
        }
        let name: String = self.db.prepare_cached("SELECT name FROM place WHERE id = ?1")?.query_row([&id], |r| r.get(0))?;
        self.places.borrow_mut().insert(id.clone(), name.clone());
        Ok(PlaceRef { id, name })
    }

    fn source(&self, id: i64) -> Result<Attribution, StoreError> {
        if let Some(source) = self.sources.borrow().get(&id) {
            return Ok(source.clone());
        }
        let (kind, label, holder): (String, String, String) = self
            .db
            .prepare_cached("SELECT kind, label, holder FROM source WHERE id = ?1")?
            .query_row([id], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        let source = attribution(&kind, &label, &holder)?;
        self.sources.borrow_mut().insert(id, source.clone());
        Ok(source)
    }
}

/// A claim id as SQLite keeps it.
pub(crate) fn stored(id: ClaimId) -> i64 {
    i64::from_ne_bytes(id.0.to_ne_bytes())
}

/// A claim id as SQLite kept it.
pub(crate) fn claim_id(stored: i64) -> ClaimId {
    ClaimId(u64::from_ne_bytes(stored.to_ne_bytes()))
}

/// An attribution of the parts a ledger keeps.
pub(crate) fn attribution(kind: &str, label: &str, holder: &str) -> Result<Attribution, StoreError> {
    let damaged = || StoreError::Damaged { column: "source", value: format!("{kind}: {label}") };
    let label = Label::vouched(label, &Recorded).ok_or_else(damaged)?;
    Attribution::of_parts(kind, label, (!holder.is_empty()).then_some(holder)).ok_or_else(damaged)
}

/// The language of a report as claims carry it.
pub(crate) fn lang(code: &str) -> &'static str {
    match code {
        "fr" => "fr",
        "en" => "en",
        _ => "und",
    }
}

/// The claim of a row of [`COLUMNS`], as it was read.
pub(crate) fn told(row: &Row<'_>, names: &Names<'_>) -> Result<Told, StoreError> {
    let term = |column: &'static str, value: String| StoreError::Damaged { column, value };
    let place =
        |at: usize| -> Result<Option<PlaceRef>, StoreError> { row.get::<_, Option<String>>(at)?.map(|id| names.place(id)).transpose() };
    let word = |at: usize| row.get::<_, String>(at);
    let size = |at: usize| row.get::<_, i64>(at).map(|v| usize::try_from(v).unwrap_or(0));
    let relay: Vec<i64> = match row.get::<_, Option<String>>(19)? {
        Some(ids) => serde_json::from_str(&ids).map_err(|_| term("relay", ids))?,
        None => Vec::new(),
    };
    let claim = Claim {
        id: claim_id(row.get(1)?),
        report: word(2)?,
        quote: word(3)?,
        offset: size(4)?,
        nth: size(5)?,
        bounds: Bounds { low: row.get(6)?, high: row.get(7)? },
        quantifier: Quantifier::named(&word(8)?).ok_or_else(|| term("quantifier", word(8).unwrap_or_default()))?,
        unit: Unit::named(&word(9)?).ok_or_else(|| term("unit", word(9).unwrap_or_default()))?,
        measure: Measure::named(&word(10)?).ok_or_else(|| term("measure", word(10).unwrap_or_default()))?,
        rate: row.get::<_, Option<String>>(11)?.map(|r| Rate::named(&r).ok_or_else(|| term("rate", r))).transpose()?,
        origin: place(12)?,
        destination: place(13)?,
        crossing: place(14)?,
        place: place(15)?,
        time: when(row.get(16)?, row.get(17)?)?,
        source: row.get::<_, Option<i64>>(18)?.map(|id| names.source(id)).transpose()?,
        relay: relay.into_iter().map(|id| names.source(id)).collect::<Result<_, _>>()?,
        hedged: row.get(20)?,
        modality: Modality::named(&word(21)?).ok_or_else(|| term("modality", word(21).unwrap_or_default()))?,
        vague: row.get(22)?,
        sentence: (size(26)?, size(27)?),
        lang: lang(&word(28)?),
    };
    Ok(Told { claim, sentence: word(23)?, mark: (size(24)?, size(25)?), verified: Verified::default() })
}

fn when(start: Option<String>, end: Option<String>) -> Result<Option<When>, StoreError> {
    let text = match (start, end) {
        (None, None) => return Ok(None),
        (start, end) => format!("{}/{}", start.unwrap_or_default(), end.unwrap_or_default()),
    };
    text.parse().map(Some).map_err(|_| StoreError::Damaged { column: "time", value: text })
}
