//! What the file guarantees: history stays, old files open, foreign ones are left alone.

#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use exode_ledger::{Action, Correction, Review, ReviewState};
use exode_store::{Added, Fresh, Incoming, Query, SCHEMA, Store, StoreError};

const AT: &str = "2022-09-28T08:00:00Z";

/// The reports of the worked example of the ledger's tests, as a reader would hand them over.
fn incoming(text: &str, version: usize) -> Vec<Incoming> {
    let of = |report: exode_ledger::Report| Incoming {
        address: None,
        place: report.name.clone(),
        hash: format!("{}-{version}", report.name),
        format: "plain",
        body: report.name.clone().into_bytes(),
        sidecar: None,
        fresh: Fresh { report, findings: vec![support::finding("a", "x", exode_claim::FindingCode::UnitOpen)] },
    };
    let mut reports = support::reports(text);
    for told in reports.iter_mut().flat_map(|r| &mut r.claims) {
        told.claim.id.0 ^= version as u64; // another text, other ids
    }
    reports.into_iter().map(of).collect()
}

fn all(limit: usize) -> Query {
    Query { limit, ..Query::default() }
}

fn entry(claim: exode_claim::ClaimId, action: Action) -> Review {
    Review { claim, action, by: "ana".into(), at: AT.into(), why: "because".into() }
}

/// A path that is gone with the test.
struct Temporary(PathBuf);

impl Temporary {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("exode-store-{}-{}.exode", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
        }
    }
}

#[test]
fn what_goes_in_comes_out() {
    let mut store = Store::in_memory().unwrap();
    let given = incoming(support::RUSSIA, 1);
    let added = store.add(&given, "1", AT).unwrap();
    assert!(added.iter().all(|a| matches!(a, Added::New { .. })));
    let mut out = store.reports().unwrap();
    for report in &mut out {
        assert!(report.hash.take().is_some());
    }
    let expected: Vec<_> = given.into_iter().map(|i| i.fresh.report).collect();
    assert_eq!(format!("{out:#?}"), format!("{expected:#?}"), "every field of every claim");
    assert_eq!(store.findings().unwrap().len(), expected.len());
}

#[test]
fn nothing_in_the_history_can_be_changed_or_deleted() {
    let file = Temporary::new();
    let mut store = Store::open(&file.0, true).unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let claim = store.list(&all(1)).unwrap()[0].told.claim.id;
    store.review(&[entry(claim, Action::Accept)]).unwrap();
    store.add(&incoming(support::RUSSIA, 2), "1", AT).unwrap();
    let other = rusqlite::Connection::open(&file.0).unwrap();
    for table in ["report", "known", "version", "reading", "place", "source", "claim", "finding", "review", "carried"] {
        let rows: i64 = other.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap();
        assert!(rows > 0, "a trigger is for each row, and {table} has none");
        let first: String = other.query_row("SELECT name FROM pragma_table_info(?1) LIMIT 1", [table], |r| r.get(0)).unwrap();
        for attempt in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {first} = {first}")] {
            let error = other.execute(&attempt, []).expect_err(&attempt).to_string();
            assert!(error.contains("append-only"), "{attempt}: {error}");
        }
        // Replacing is deleting by another name.
        let all = |db: &rusqlite::Connection| -> Vec<Vec<rusqlite::types::Value>> {
            let mut select = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = select.column_count();
            select.query_map([], |r| (0..columns).map(|n| r.get(n)).collect()).unwrap().collect::<Result<_, _>>().unwrap()
        };
        let before = all(&other);
        let names: Vec<String> = {
            let mut select = other.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
            select.query_map([table], |r| r.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
        };
        let forged: Vec<String> =
            names.iter().map(|n| if n == "by" || n == "label" || n == "name" { "'mallory'".to_owned() } else { n.clone() }).collect();
        let row = if table == "finding" { "rowid, " } else { "" };
        let _ = other.execute(
            &format!("INSERT OR REPLACE INTO {table} ({row}{}) SELECT {row}{} FROM {table}", names.join(", "), forged.join(", ")),
            [],
        );
        assert!(all(&other) == before, "{table} was rewritten");
    }
}

#[test]
fn a_newer_reading_keeps_reviews_and_counts_alone() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let before = store.list(&all(1000)).unwrap();
    let (kept, other) = (&before[0].told.claim, &before[1].told.claim);
    store.review(&[entry(kept.id, Action::Accept), entry(other.id, Action::Correct(Correction::Time(None)))]).unwrap();
    let outdated = store.outdated("2", 1000).unwrap();
    assert_eq!(outdated.len(), store.stats().unwrap().reports);
    let fresh = incoming(support::RUSSIA, 1);
    let batch: Vec<(i64, Fresh)> =
        outdated.iter().map(|k| (k.version, fresh.iter().find(|i| i.fresh.report.name == k.name).unwrap().fresh.clone())).collect();
    store.reread(&batch, "2", AT).unwrap();
    assert!(store.outdated("2", 1).unwrap().is_empty());
    let after = store.list(&all(1000)).unwrap();
    assert_eq!(after.len(), before.len(), "the older reading is history");
    let of = |id| after.iter().find(|l| l.told.claim.id == id).unwrap();
    assert_eq!(of(kept.id).told.verified.state, ReviewState::Approved);
    assert_eq!((of(other.id).told.claim.time, of(other.id).told.verified.corrected.clone()), (None, vec!["time"]));
}

#[test]
fn a_text_that_comes_back_in_its_place_is_a_new_version_and_brings_its_reviews() {
    let mut store = Store::in_memory().unwrap();
    let text =
        |n: u32| format!("@ a | 2022-09-26 | en | A | T |\n[{n}] came. || crossed_in person exact {n} {n} per_day | RU>FI | | | |\n");
    let (first, second) = (incoming(&text(8000), 1), incoming(&text(9000), 2));
    let added = |store: &mut Store, batch| store.add(batch, "1", AT).unwrap().remove(0);
    assert!(matches!(added(&mut store, &first), Added::New { .. }));
    let claim = first[0].fresh.report.claims[0].claim.id;
    store.review(&[entry(claim, Action::Accept)]).unwrap();
    for (version, batch) in [(2, &second), (3, &first), (4, &second), (5, &first)] {
        assert!(matches!(added(&mut store, batch), Added::Changed { version: v, .. } if v == version), "text {version}");
        assert_eq!(added(&mut store, batch), Added::Known);
    }
    let told = &store.reports().unwrap()[0].claims[0];
    assert_eq!((told.claim.bounds.low, told.verified.state), (Some(8000.0), ReviewState::Approved));
    let read: Vec<_> = store.readings(claim).unwrap().iter().map(|r| (r.told.claim.bounds.low, r.current)).collect();
    let (a, b) = (Some(8000.0), Some(9000.0));
    assert_eq!(read, [(a, false), (b, false), (a, false), (b, false), (a, true)], "nothing is forgotten");
    // An older text under another name is a copy, not a turn.
    let mut copy = incoming(&text(9000), 2);
    copy[0].place = "elsewhere".into();
    assert_eq!(added(&mut store, &copy), Added::Known);
}

#[test]
fn ties_follow_a_text_to_its_last_turn() {
    let mut store = Store::in_memory().unwrap();
    // The same claims under other ids: the text changed around them.
    let versions: Vec<_> = (1..=3).map(|v| incoming(support::RUSSIA, v)).collect();
    store.add(&versions[0], "1", AT).unwrap();
    let of = |v: usize, report: usize| {
        versions[v]
            .iter()
            .flat_map(|i| &i.fresh.report.claims)
            .filter(|t| t.claim.measure == exode_claim::Measure::QueueLength)
            .nth(report)
            .unwrap()
            .claim
            .id
    };
    store.review(&[entry(of(0, 0), Action::Merge(of(0, 1)))]).unwrap();
    for v in [1, 0, 1, 2, 0] {
        store.add(&versions[v], "1", AT).unwrap();
        assert_eq!(store.ties().unwrap().between(of(v, 0), of(v, 1)), Some(true), "text {v}");
    }
}

#[test]
fn what_reviewers_set_is_what_is_filtered_by() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let count = |store: &Store, query: Query| store.list(&Query { limit: 1000, ..query }).unwrap().len();
    let waits = || Query { measure: Some(exode_claim::Measure::Wait), ..Query::default() };
    let nobody = || Query { place: Some("ZZ".into()), ..Query::default() };
    let state = |state| Query { state: Some(state), ..Query::default() };
    let (all_of_them, before) = (count(&store, Query::default()), count(&store, waits()));
    let wait = store.list(&Query { limit: 1, ..waits() }).unwrap()[0].told.claim.clone();
    let nowhere = exode_claim::PlaceRef { id: "ZZ".into(), name: "Nowhere".into() };
    let corrections = [Correction::Measure(exode_claim::Measure::QueueLength), Correction::Place(Some(nowhere))];
    store.review(&corrections.map(|c| entry(wait.id, Action::Correct(c)))).unwrap();
    assert_eq!((count(&store, waits()), count(&store, nobody())), (before - 1, 1));
    assert_eq!(count(&store, Query::default()), all_of_them, "each is listed once");
    assert_eq!((count(&store, state(ReviewState::InProgress)), count(&store, state(ReviewState::NotStarted))), (1, all_of_them - 1));
    store.review(&[entry(wait.id, Action::Reject)]).unwrap();
    assert_eq!((count(&store, state(ReviewState::InProgress)), count(&store, state(ReviewState::Rejected))), (0, 1));
}

#[test]
fn a_ledger_that_may_only_be_read_is_read() {
    let file = Temporary::new();
    let mut store = Store::open(&file.0, true).unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let log = std::fs::metadata(format!("{}-wal", file.0.display())).unwrap();
    assert!(log.len() > 0 && matches!(Store::open_to_read(&file.0), Err(StoreError::Unfinished(_))), "what a log holds must not be missed");
    let claims = store.list(&all(1000)).unwrap().len();
    drop(store);
    let mut reader = Store::open_to_read(&file.0).unwrap();
    assert_eq!((reader.list(&all(1000)).unwrap().len(), reader.reports().unwrap().len()), (claims, incoming(support::RUSSIA, 1).len()));
    assert!(matches!(reader.add(&incoming(support::RUSSIA, 2), "1", AT), Err(StoreError::Unwritable)));
}

#[test]
fn a_failed_batch_leaves_nothing_behind() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let (claim, unknown) = (store.list(&all(1)).unwrap()[0].told.claim.id, exode_claim::ClaimId(1));
    let refused = store.review(&[entry(claim, Action::Accept), entry(unknown, Action::Accept)]);
    assert!(matches!(refused, Err(StoreError::NoClaim(id)) if id == unknown));
    assert!(store.history(claim).unwrap().is_empty(), "all or none");
}

#[test]
fn a_page_goes_on_where_the_last_one_ended() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let whole: Vec<i64> = store.list(&all(1000)).unwrap().iter().map(|l| l.row).collect();
    let mut paged = Vec::new();
    loop {
        let page = store.list(&Query { before: paged.last().copied(), ..all(3) }).unwrap();
        if page.is_empty() {
            break;
        }
        paged.extend(page.iter().map(|l| l.row));
    }
    assert_eq!(paged, whole);
}

#[test]
fn filters_find_what_looking_at_every_claim_finds() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let everything = store.list(&all(1000)).unwrap();
    let day = "2022-09-25".parse().unwrap();
    let since = store.list(&Query { since: Some(day), ..all(1000) }).unwrap();
    let late = |l: &&exode_store::Listed| l.told.claim.time.is_some_and(|t| t.end().or(t.start()).is_some_and(|d| d >= day));
    assert_eq!(since.len(), everything.iter().filter(late).count());
    assert!(!since.is_empty() && since.len() < everything.len());
    let georgia = store.list(&Query { place: Some("georgia".into()), ..all(1000) }).unwrap();
    let there = |l: &&exode_store::Listed| {
        let c = &l.told.claim;
        [&c.origin, &c.destination, &c.crossing, &c.place].into_iter().flatten().any(|p| p.name == "Georgia")
    };
    assert_eq!(georgia.len(), everything.iter().filter(there).count());
    assert!(!georgia.is_empty());
}

/// Every schema ever released has a file here that must open for ever. `UPDATE_LEDGER=1` makes the file of the newest schema, once.
#[test]
fn ledgers_of_every_released_schema_open() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frozen");
    let newest = folder.join(format!("{SCHEMA}.exode"));
    if std::env::var_os("UPDATE_LEDGER").is_some() && !newest.exists() {
        std::fs::create_dir_all(&folder).unwrap();
        let mut store = Store::open(&newest, true).unwrap();
        store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
        let claim = store.list(&all(1)).unwrap()[0].told.claim.id;
        store.review(&[entry(claim, Action::Correct(Correction::Hedged(true))), entry(claim, Action::Accept)]).unwrap();
        drop(store);
        let db = rusqlite::Connection::open(&newest).unwrap();
        let _: String = db.query_row("PRAGMA journal_mode = DELETE", [], |r| r.get(0)).unwrap();
    }
    for schema in 1..=SCHEMA {
        let copy = Temporary::new();
        std::fs::copy(folder.join(format!("{schema}.exode")), &copy.0).unwrap();
        let store = Store::open(&copy.0, false).unwrap();
        let reports = store.reports().unwrap();
        let claims: Vec<_> = reports.iter().flat_map(|r| &r.claims).collect();
        assert_eq!((reports.len(), claims.len()), (support::reports(support::RUSSIA).len(), store.stats().unwrap().claims));
        let approved: Vec<_> = claims.iter().filter(|t| t.verified.state == ReviewState::Approved).collect();
        assert_eq!((approved.len(), approved[0].claim.hedged), (1, true), "schema {schema} keeps its reviews");
        assert!(!store.list(&Query { text: Some("frontiere*".into()), ..all(1) }).unwrap().is_empty(), "and is searched");
    }
}

#[test]
fn other_files_are_refused_and_left_as_they_are() {
    let file = Temporary::new();
    std::fs::write(&file.0, "a text that is no database, long enough to be looked at by anybody who cares".repeat(20)).unwrap();
    let before = std::fs::read(&file.0).unwrap();
    assert!(matches!(Store::open(&file.0, true), Err(StoreError::Foreign(_))));
    assert_eq!(std::fs::read(&file.0).unwrap(), before);
    let other = Temporary::new();
    rusqlite::Connection::open(&other.0).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(Store::open(&other.0, true), Err(StoreError::Foreign(_))));
    let newer = Temporary::new();
    drop(Store::open(&newer.0, true).unwrap());
    rusqlite::Connection::open(&newer.0).unwrap().execute_batch("PRAGMA user_version = 999").unwrap();
    let told = Store::open(&newer.0, true).map(|_| ()).expect_err("a newer schema").to_string();
    assert!(told.contains("999") && told.contains("newer exode"), "{told}");
    assert!(matches!(Store::open(Path::new("/nowhere/x.exode"), false), Err(StoreError::Missing(_))));
}

#[test]
fn who_decides_over_what_he_has_not_seen_is_told_so() {
    let file = Temporary::new();
    let mut ana = Store::open(&file.0, true).unwrap();
    ana.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let mut ben = Store::open(&file.0, false).unwrap();
    let claim = ana.list(&all(1)).unwrap()[0].told.claim.id;
    let (pulse, seen) = (ana.pulse().unwrap(), ana.seen(claim).unwrap());
    assert_eq!(seen, ben.seen(claim).unwrap());
    ben.review_seen(&[entry(claim, Action::Comment)], &[(claim, seen)]).unwrap();
    assert_ne!(ana.pulse().unwrap(), pulse, "ana hears that somebody wrote");
    let refused = ana.review_seen(&[entry(claim, Action::Reject)], &[(claim, seen)]);
    assert!(matches!(refused, Err(StoreError::Stale(id)) if id == claim));
    assert_eq!(ana.history(claim).unwrap().len(), 1, "nothing was written over ben's head");
    let seen = ana.seen(claim).unwrap();
    ana.review_seen(&[entry(claim, Action::Reject)], &[(claim, seen)]).unwrap();
}

#[test]
fn the_history_is_told_latest_first_and_in_pages() {
    let mut store = Store::in_memory().unwrap();
    store.add(&incoming(support::RUSSIA, 1), "1", AT).unwrap();
    let claim = store.list(&all(1)).unwrap()[0].told.claim.id;
    let done = [Action::Comment, Action::Accept, Action::Undo];
    store.review(&done.clone().map(|action| entry(claim, action))).unwrap();
    let first = store.decisions(None, 2).unwrap();
    assert_eq!(first.iter().map(|(_, r)| r.action.clone()).collect::<Vec<_>>(), [Action::Undo, Action::Accept]);
    let rest = store.decisions(Some(first[1].0), 2).unwrap();
    assert_eq!(rest.iter().map(|(_, r)| r.action.clone()).collect::<Vec<_>>(), [Action::Comment]);
    assert_eq!(store.list(&all(1)).unwrap()[0].told.verified.state, ReviewState::InProgress, "the acceptance was taken back");
}
