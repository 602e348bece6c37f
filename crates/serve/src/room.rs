//! The ledger of a running server: snapshots to answer from, and the one door to the file.
//!
//! Three connections: one writes, one reads single claims as they stand this moment, one watches the file and builds snapshots. So a
//! long addition never keeps readers waiting, and what another process adds is seen within half a second. A room is open before its
//! first snapshot is made: until then pages are answered from the file's indexes, or wait.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use exode::claim::{ClaimId, Event};
use exode::{Languages, Query, Review, ReviewState, Store, StoreError};
use rustc_hash::FxHashMap;
use tokio::sync::watch;

use crate::people::Role;
use crate::snapshot::{Snapshot, both};

/// How often the file is looked at for changes of others.
const BEAT: Duration = Duration::from_millis(500);
/// How long whoever wrote waits for pages that show it. A larger ledger takes longer; its pages then say that they are older.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How long after its opening a room's first pages wait for the first snapshot.
const SETTLING: Duration = Duration::from_millis(600);

/// The pages' view of a ledger.
#[derive(Debug)]
struct Shown {
    open: Arc<Snapshot>,
    all: Arc<Snapshot>,
}

/// How far writing and building are.
#[derive(Debug, Default)]
struct Progress {
    /// Writes of this process.
    written: u64,
    /// Of them in the snapshot shown.
    shown: u64,
    /// The server stops.
    closing: bool,
    /// Where claims stand that were decided about since the snapshot shown, with the number of that write.
    decided: FxHashMap<ClaimId, (u64, ReviewState)>,
    /// There is a snapshot.
    made: bool,
    /// Why there is none yet: what was wrong with the file at the last attempt.
    failed: Option<String>,
}

/// A connection that writes nothing, so that its pulse tells of everybody's writing.
#[derive(Debug)]
struct Watcher {
    store: Store,
    pulse: i64,
}

/// A ledger that is being served.
#[derive(Debug)]
pub(crate) struct Room {
    path: PathBuf,
    writer: Mutex<Store>,
    reader: Mutex<Store>,
    /// Held by [`Room::keep`] as long as it runs.
    watcher: Mutex<Watcher>,
    shown: RwLock<Shown>,
    progress: Mutex<Progress>,
    moved: Condvar,
    changed: watch::Sender<u64>,
    opened: Instant,
}

impl Room {
    /// Open the ledger. [`Room::keep`] makes its first snapshot.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let writer = Store::open(path, false)?;
        let reader = Store::open(path, false)?;
        let store = Store::open(path, false)?;
        let watcher = Watcher { pulse: store.pulse()?, store };
        let nothing = Arc::new(Snapshot::default());
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            watcher: Mutex::new(watcher),
            shown: RwLock::new(Shown { open: nothing.clone(), all: nothing }),
            progress: Mutex::default(),
            moved: Condvar::new(),
            changed: watch::Sender::new(0),
            opened: Instant::now(),
        })
    }

    /// Wait a little for the first snapshot, as long as the room has only just opened: that of a small ledger is there at once.
    pub(crate) fn settle(&self) {
        let mut progress = locked(&self.progress);
        while !progress.made && !progress.closing {
            let Some(left) = SETTLING.checked_sub(self.opened.elapsed()).filter(|d| !d.is_zero()) else { return };
            progress = self.moved.wait_timeout(progress, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The dated changes at borders that public reports tell. All texts are read for it, over a connection of its own: nobody waits.
    pub(crate) fn events(&self, languages: Languages<'_>) -> Result<Vec<Event>, StoreError> {
        exode::events(&Store::open(&self.path, false)?, languages, None)
    }

    /// Why there is no snapshot yet, where the file is at fault.
    pub(crate) fn failed(&self) -> Option<String> {
        locked(&self.progress).failed.clone()
    }

    /// What somebody of that role is shown; before the first snapshot is made, one of number 0 that holds nothing.
    pub(crate) fn snapshot(&self, role: Role) -> Arc<Snapshot> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        if role == Role::Reader { shown.open.clone() } else { shown.all.clone() }
    }

    /// The file, to look at single claims as they stand.
    pub(crate) fn file(&self) -> MutexGuard<'_, Store> {
        locked(&self.reader)
    }

    /// Decide about a claim that is as it was `seen`; wait a little until pages show it.
    pub(crate) fn decide(&self, review: Review, seen: u64) -> Result<(), StoreError> {
        let claim = review.claim;
        let state = {
            let mut store = locked(&self.writer);
            store.review_seen(&[review], &[(claim, seen)])?;
            let listed = store.list(&Query { id: Some(claim), limit: 1, ..Query::default() })?;
            listed.first().map(|l| l.told.verified.state)
        };
        self.wait(state.map(|state| (claim, state)));
        Ok(())
    }

    /// Where a claim stands, if that was decided after the snapshot shown was made.
    pub(crate) fn decided(&self, claim: ClaimId) -> Option<ReviewState> {
        locked(&self.progress).decided.get(&claim).map(|(_, state)| *state)
    }

    /// Write to the file, and wait a little until pages show it.
    pub(crate) fn write<T>(&self, change: impl FnOnce(&mut Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let done = change(&mut locked(&self.writer));
        self.wait(None);
        done
    }

    /// Something was written, maybe a decision: tell the keeper, and wait a little for its snapshot.
    fn wait(&self, decided: Option<(ClaimId, ReviewState)>) {
        let mut progress = locked(&self.progress);
        progress.written += 1;
        let mine = progress.written;
        progress.decided.extend(decided.map(|(claim, state)| (claim, (mine, state))));
        self.moved.notify_all();
        let until = Instant::now() + PATIENCE;
        while progress.shown < mine && !progress.closing {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|d| !d.is_zero()) else { break };
            progress = self.moved.wait_timeout(progress, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether something was written that pages do not show yet.
    pub(crate) fn is_behind(&self) -> bool {
        let progress = locked(&self.progress);
        progress.shown < progress.written
    }

    /// The number of the newest snapshot, for whoever waits for the next.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// Build the first snapshot, and one whenever the file changed, until [`Room::close`]. Runs on a thread of its own.
    pub(crate) fn keep(&self) {
        let mut watcher = locked(&self.watcher);
        let mut number = 0;
        let mut tried = false;
        loop {
            let written = {
                let mut progress = locked(&self.progress);
                if tried && progress.shown == progress.written && !progress.closing {
                    progress = self.moved.wait_timeout(progress, BEAT).unwrap_or_else(PoisonError::into_inner).0;
                }
                if progress.closing {
                    return;
                }
                progress.written
            };
            // A file that fails now may be whole again at the next beat; until then the last good moment is shown.
            let pulse = watcher.store.pulse().unwrap_or(watcher.pulse);
            let began = Instant::now();
            let mut failed = None;
            if number == 0 || pulse != watcher.pulse {
                match both(number + 1, &watcher.store) {
                    Ok((open, all)) => {
                        number += 1;
                        watcher.pulse = pulse;
                        *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Shown { open, all };
                        self.changed.send_replace(number);
                    }
                    Err(error) => failed = Some(error.to_string()),
                }
            }
            tried = true;
            {
                let mut progress = locked(&self.progress);
                progress.made = number > 0;
                progress.failed = failed.filter(|_| number == 0);
                progress.shown = written;
                progress.decided.retain(|_, (number, _)| *number > written);
            }
            self.moved.notify_all();
            self.rest(began.elapsed());
        }
    }

    /// After a long build as long a rest: whoever decides claim after claim in a large ledger gets half of a processor, not all of it.
    fn rest(&self, built: Duration) {
        let until = Instant::now() + if built > PATIENCE { built } else { Duration::ZERO };
        let mut progress = locked(&self.progress);
        while !progress.closing {
            let Some(left) = until.checked_duration_since(Instant::now()).filter(|d| !d.is_zero()) else { return };
            progress = self.moved.wait_timeout(progress, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// End [`Room::keep`].
    pub(crate) fn close(&self) {
        locked(&self.progress).closing = true;
        self.moved.notify_all();
    }
}

/// A lock whose holder panicked still guards a whole value: a store's transaction was rolled back.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
