//! What can go wrong with a ledger's file.

use std::path::PathBuf;

use exode_claim::ClaimId;

/// Why the ledger could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is something else.
    #[error("{path} is no exode ledger; give another path, or move that file away", path = .0.display())]
    Foreign(PathBuf),
    /// The file was written by a newer exode.
    #[error("{path} has ledger schema {found}, this exode knows up to {known}: use a newer exode", path = .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema known.
        known: i64,
    },
    /// There is no such file and none may be made.
    #[error("there is no ledger {path}; make one with: exode add REPORTS --ledger {path}", path = .0.display())]
    Missing(PathBuf),
    /// No claim of that id is current.
    #[error("no claim {0} in the ledger; ids are shown by: exode list")]
    NoClaim(ClaimId),
    /// A claim was changed since it was looked at.
    #[error("claim {0} has changed since you looked at it: look again, then decide")]
    Stale(ClaimId),
    /// Two claims that cannot be tied.
    #[error(
        "{0} and {1} cannot be tied: merge and split are for two claims of one measure and unit (correct the measure first), unlike for any two"
    )]
    NoTie(ClaimId, ClaimId),
    /// Another process is writing and does not stop.
    #[error("another exode is writing to the ledger; try again when it is done")]
    Busy,
    /// The file or its folder cannot be written.
    #[error("the ledger or its folder cannot be written")]
    Unwritable,
    /// Only to be read, but its last writer was stopped before its work was taken up.
    #[error("{path} cannot be written, and its last writer was stopped: copy it with {path}-wal to a folder you may write to", path = .0.display())]
    Unfinished(PathBuf),
    /// Only to be read, but of an older schema.
    #[error("{path} has ledger schema {found}, this exode reads {known}: open it once where it may be written", path = .path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The schema read.
        known: i64,
    },
    /// A value in the file that exode does not write.
    #[error("the ledger holds {value:?} as {column}, which exode does not know; was the file changed by another program?")]
    Damaged {
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// The file is damaged.
    #[error("the ledger's file is damaged: restore a copy, or save what can be read with: sqlite3 FILE .recover ({0})")]
    Corrupt(#[source] rusqlite::Error),
    /// SQLite failed.
    #[error("the ledger's file failed: {0}")]
    Sqlite(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy,
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Self::Corrupt(error),
            Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::CannotOpen) => Self::Unwritable,
            _ => Self::Sqlite(error),
        }
    }
}
