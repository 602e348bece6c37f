//! Reports into the ledger, many in one transaction.

use exode_claim::{Attribution, Claim, Finding, PlaceRef};
use exode_ledger::{Action, Change, Report, Review, Sketch, Told, changes};
use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::review::TOUCHED;
use crate::row::{COLUMNS, Names, stored, told};
use crate::{Store, StoreError, load};

/// What one reader made of one text. Sentences and title are masked.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// The report with its claims.
    pub report: Report,
    /// What could not be read safely.
    pub findings: Vec<Finding>,
}

/// A report to be added.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Its address, where it has one: what makes it the same report in another version most surely.
    pub address: Option<String>,
    /// A hash of where it lies: what else makes it the same report.
    pub place: String,
    /// SHA-256 of `body` and `sidecar`, hexadecimal.
    pub hash: String,
    /// How `body` is to be decoded.
    pub format: &'static str,
    /// The unmodified input.
    pub body: Vec<u8>,
    /// The metadata given beside it.
    pub sidecar: Option<Vec<u8>>,
    /// Its reading.
    pub fresh: Fresh,
}

/// What adding a report did.
#[derive(Debug, Clone, PartialEq)]
pub enum Added {
    /// A report the ledger had not seen.
    New {
        /// How many claims it makes.
        claims: usize,
        /// How many places of it could not be read safely.
        findings: usize,
    },
    /// The same text is there already; nothing was changed.
    Known,
    /// Another version of a report the ledger has.
    Changed {
        /// Which version this is, from 2.
        version: usize,
        /// What became of its figures; reviews of those kept hold on.
        changes: Vec<Change>,
        /// How many places of it could not be read safely.
        findings: usize,
    },
}

impl Store {
    /// Add reports, all of them or, on an error, none. What each did is told in their order. `at` is RFC 3339, UTC.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another process keeps writing; else where the file fails.
    pub fn add(&mut self, batch: &[Incoming], reader: &str, at: &str) -> Result<Vec<Added>, StoreError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writer = Writer::new(&step);
        let added = batch.iter().map(|incoming| writer.incoming(incoming, reader, at)).collect::<Result<_, _>>()?;
        writer.index()?;
        step.commit()?;
        Ok(added)
    }

    /// Keep new readings of versions already in the ledger (see [`Store::outdated`]); reviews of the same claims hold on.
    ///
    /// # Errors
    /// As [`Store::add`].
    pub fn reread(&mut self, batch: &[(i64, Fresh)], reader: &str, at: &str) -> Result<Vec<Vec<Change>>, StoreError> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut writer = Writer::new(&step);
        let out = batch.iter().map(|(version, fresh)| writer.again(*version, fresh, reader, at)).collect::<Result<_, _>>()?;
        writer.index()?;
        step.commit()?;
        Ok(out)
    }
}

struct Writer<'a> {
    step: &'a Transaction<'a>,
    sources: FxHashMap<Attribution, i64>,
    /// Places that have their row.
    places: FxHashSet<String>,
    /// What the claims written so far are found by.
    words: Vec<(i64, String)>,
}

impl<'a> Writer<'a> {
    fn new(step: &'a Transaction<'a>) -> Self {
        Self { step, sources: FxHashMap::default(), places: FxHashSet::default(), words: Vec::new() }
    }

    /// Make what was written findable. Last and at once: the index of words writes all it holds whenever another insert begins.
    fn index(self) -> Result<(), StoreError> {
        let mut insert = self.step.prepare_cached("INSERT INTO search (rowid, words) VALUES (?1, ?2)")?;
        for (row, words) in self.words {
            insert.execute(params![row, words])?;
        }
        Ok(())
    }

    fn incoming(&mut self, incoming: &Incoming, reader: &str, at: &str) -> Result<Added, StoreError> {
        let db = self.step;
        let place = format!("place:{}", incoming.place);
        if self.known(&incoming.hash, &place)? {
            return Ok(Added::Known);
        }
        let address = incoming.address.as_ref().map(|a| format!("url:{a}"));
        let keys = || address.iter().chain([&place]);
        let mut found = None;
        for key in keys() {
            let report =
                db.prepare_cached("SELECT report FROM known WHERE key = ?1")?.query_row([key], |r| r.get::<_, i64>(0)).optional()?;
            found = found.or(report);
        }
        let report = match found {
            Some(id) => id,
            None => db.prepare_cached("INSERT INTO report (added) VALUES (?1)")?.insert([at])?,
        };
        for key in keys() {
            db.prepare_cached("INSERT OR IGNORE INTO known (key, report) VALUES (?1, ?2)")?.execute(params![key, report])?;
        }
        let version = db
            .prepare_cached(
                "INSERT INTO version (report, hash, place, added, name, format, body, sidecar) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .insert(params![
                report,
                incoming.hash,
                place,
                at,
                incoming.fresh.report.name,
                incoming.format,
                incoming.body,
                incoming.sidecar
            ])?;
        let before = if found.is_some() { self.current(report)? } else { Vec::new() };
        let reading = self.reading(version, &incoming.fresh, reader, at)?;
        self.make_current(report, reading)?;
        let findings = incoming.fresh.findings.len();
        if found.is_none() {
            return Ok(Added::New { claims: incoming.fresh.report.claims.len(), findings });
        }
        let changes = self.carry(report, &before, &incoming.fresh.report.claims, reading, at)?;
        let count = db.prepare_cached("SELECT count(*) FROM version WHERE report = ?1")?.query_row([report], |r| r.get::<_, i64>(0))?;
        Ok(Added::Changed { version: usize::try_from(count).unwrap_or(0), changes, findings })
    }

    /// Whether a text is nothing new: the ledger has it, and no other text lay in its place since.
    fn known(&self, hash: &str, place: &str) -> Result<bool, StoreError> {
        let (kept, current, last): (bool, bool, Option<String>) = self
            .step
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM version WHERE hash = ?1), \
                 EXISTS (SELECT 1 FROM version v JOIN reading r ON r.version = v.id JOIN current u ON u.reading = r.id WHERE v.hash = ?1), \
                 (SELECT hash FROM version WHERE place = ?2 ORDER BY id DESC LIMIT 1)",
            )?
            .query_row([hash, place], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(kept && (current || last.is_none_or(|last| last == hash)))
    }

    fn again(&mut self, version: i64, fresh: &Fresh, reader: &str, at: &str) -> Result<Vec<Change>, StoreError> {
        let report: i64 = self.step.prepare_cached("SELECT report FROM version WHERE id = ?1")?.query_row([version], |r| r.get(0))?;
        let current: Option<i64> = self
            .step
            .prepare_cached("SELECT r.version FROM current u JOIN reading r ON r.id = u.reading WHERE u.report = ?1")?
            .query_row([report], |r| r.get(0))
            .optional()?;
        if current != Some(version) {
            return Ok(Vec::new()); // a newer text came in while this one was read
        }
        let before = self.current(report)?;
        let reading = self.reading(version, fresh, reader, at)?;
        self.make_current(report, reading)?;
        self.carry(report, &before, &fresh.report.claims, reading, at)
    }

    /// The claims of a report as last read.
    fn current(&self, report: i64) -> Result<Vec<Told>, StoreError> {
        let names = Names::new(self.step);
        let reading: Option<i64> =
            self.step.prepare_cached("SELECT reading FROM current WHERE report = ?1")?.query_row([report], |r| r.get(0)).optional()?;
        reading.map_or_else(|| Ok(Vec::new()), |reading| load::claims_of(self.step, reading, &names))
    }

    fn make_current(&self, report: i64, reading: i64) -> Result<(), StoreError> {
        self.step
            .prepare_cached("INSERT INTO current (report, reading) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET reading = ?2")?
            .execute([report, reading])?;
        Ok(())
    }

    fn carry(&self, report: i64, before: &[Told], after: &[Told], reading: i64, at: &str) -> Result<Vec<Change>, StoreError> {
        let made = changes(before, after);
        // A figure that was gone and is back is no new one: what was decided of it then holds.
        let is_new = |told: &&Told| made.iter().any(|c| matches!(c, Change::New(id, _) if *id == told.claim.id));
        let new: Vec<Told> = after.iter().filter(is_new).cloned().collect();
        let back = if new.is_empty() { Vec::new() } else { changes(&self.gone(report, before)?, &new) };
        let mut insert =
            self.step.prepare_cached("INSERT OR IGNORE INTO carried (before, after, reading, kept) VALUES (?1, ?2, ?3, ?4)")?;
        for change in made.iter().chain(&back) {
            match change {
                Change::Kept(a, b) if a != b => _ = insert.execute(params![stored(*a), stored(*b), reading, true])?,
                Change::Changed(a, b, _) if a != b => _ = insert.execute(params![stored(*a), stored(*b), reading, false])?,
                // The same words of the same text read otherwise, by a newer reader or under another date: what was decided is to be
                // looked at again.
                Change::Changed(claim, _, revision) if !crate::review::of(self.step, *claim)?.is_empty() => {
                    let why = format!("reads otherwise: {}", revision.fields.join(", "));
                    let reopened = Review { claim: *claim, action: Action::Reopen, by: "exode".into(), at: at.into(), why };
                    crate::review::append(self.step, &reopened)?;
                }
                _ => {}
            }
        }
        Ok(made)
    }

    /// Claims of older texts of a report that reviewers decided of and that the text `before` does not make, the latest first.
    fn gone(&self, report: i64, before: &[Told]) -> Result<Vec<Told>, StoreError> {
        let mut select = self.step.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM claim c JOIN reading r ON r.id = c.reading JOIN version v ON v.id = r.version \
             WHERE v.report = ?1 AND c.id IN ({TOUCHED}) ORDER BY c.row DESC"
        ))?;
        let names = Names::new(self.step);
        let mut rows = select.query([report])?;
        let mut out: Vec<Told> = Vec::new();
        while let Some(row) = rows.next()? {
            let told = told(row, &names)?;
            if !before.iter().chain(&out).any(|t| t.claim.id == told.claim.id) {
                out.push(told);
            }
        }
        Ok(out)
    }

    fn reading(&mut self, version: i64, fresh: &Fresh, reader: &str, at: &str) -> Result<i64, StoreError> {
        let report = &fresh.report;
        let reading = self
            .step
            .prepare_cached(
                "INSERT INTO reading (version, reader, at, lang, title, publisher, url, published, sketch) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .insert(params![
                version,
                reader,
                at,
                report.lang,
                report.title,
                report.publisher,
                report.url,
                report.published.map(|d| d.to_string()),
                report.sketch.as_ref().map(Sketch::to_bytes)
            ])?;
        for told in &report.claims {
            self.claim(reading, told, report)?;
        }
        let mut insert = self.step.prepare_cached("INSERT INTO finding (reading, code, offset, quote) VALUES (?1, ?2, ?3, ?4)")?;
        for finding in &fresh.findings {
            insert.execute(params![reading, finding.code.name(), bytes(finding.offset), finding.quote])?;
        }
        Ok(reading)
    }

    fn claim(&mut self, reading: i64, told: &Told, report: &Report) -> Result<(), StoreError> {
        let c = &told.claim;
        let source = c.source.as_ref().map(|s| self.source(s)).transpose()?;
        let relay = c.relay.iter().map(|s| self.source(s)).collect::<Result<Vec<_>, _>>()?;
        let relay = (!relay.is_empty()).then(|| serde_json::json!(relay).to_string());
        let (origin, destination) = (self.place(c.origin.as_ref())?, self.place(c.destination.as_ref())?);
        let (crossing, place) = (self.place(c.crossing.as_ref())?, self.place(c.place.as_ref())?);
        let row = self
            .step
            .prepare_cached(
                "INSERT INTO claim (reading, id, quote, offset, nth, low, high, quantifier, unit, measure, rate, origin, destination, \
                 crossing, place, time_start, time_end, source, relay, hedged, modality, vague, sentence, mark_start, mark_end, \
                 sentence_start, sentence_end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, \
                 ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
            )?
            .insert(params![
                reading,
                stored(c.id),
                c.quote,
                bytes(c.offset),
                bytes(c.nth),
                c.bounds.low,
                c.bounds.high,
                c.quantifier.name(),
                c.unit.name(),
                c.measure.name(),
                c.rate.map(exode_claim::Rate::name),
                origin,
                destination,
                crossing,
                place,
                c.time.and_then(|t| t.start()).map(|d| d.to_string()),
                c.time.and_then(|t| t.end()).map(|d| d.to_string()),
                source,
                relay,
                c.hedged,
                c.modality.name(),
                c.vague,
                told.sentence,
                bytes(told.mark.0),
                bytes(told.mark.1),
                bytes(c.sentence.0),
                bytes(c.sentence.1)
            ])?;
        for place in [&c.origin, &c.destination, &c.crossing, &c.place].into_iter().flatten() {
            self.step.prepare_cached("INSERT OR IGNORE INTO mention (place, row) VALUES (?1, ?2)")?.execute(params![place.id, row])?;
        }
        self.words.push((row, words(c, told, report)));
        Ok(())
    }

    fn place<'p>(&mut self, place: Option<&'p PlaceRef>) -> Result<Option<&'p str>, StoreError> {
        if let Some(place) = place
            && !self.places.contains(&place.id)
        {
            self.step.prepare_cached("INSERT OR IGNORE INTO place (id, name) VALUES (?1, ?2)")?.execute([&place.id, &place.name])?;
            self.places.insert(place.id.clone());
        }
        Ok(place.map(|p| p.id.as_str()))
    }

    fn source(&mut self, source: &Attribution) -> Result<i64, StoreError> {
        if let Some(&id) = self.sources.get(source) {
            return Ok(id);
        }
        let (kind, label, holder) = source.parts();
        let key = [kind, label.as_str(), holder.unwrap_or_default()];
        self.step.prepare_cached("INSERT OR IGNORE INTO source (kind, label, holder) VALUES (?1, ?2, ?3)")?.execute(key)?;
        let id = self
            .step
            .prepare_cached("SELECT id FROM source WHERE kind = ?1 AND label = ?2 AND holder = ?3")?
            .query_row(key, |r| r.get(0))?;
        self.sources.insert(source.clone(), id);
        Ok(id)
    }
}

/// A byte offset or count as SQLite keeps it; documents are shorter than 4 GiB.
fn bytes(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// What a claim is found by: its sentence, places, source and outlet.
fn words(claim: &Claim, told: &Told, report: &Report) -> String {
    let places = [&claim.origin, &claim.destination, &claim.crossing, &claim.place].into_iter().flatten().map(|p| p.name.clone());
    let speakers = claim.source.iter().chain(&claim.relay).map(ToString::to_string);
    let outlet = report.publisher.iter().chain(&report.title).cloned();
    let mut out = told.sentence.clone();
    for part in places.chain(speakers).chain(outlet) {
        out.push('\n');
        out.push_str(&part);
    }
    out
}
