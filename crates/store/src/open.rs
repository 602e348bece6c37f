//! Opening, making and migrating a ledger.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// The newest schema; migrations lead to it one by one.
pub const SCHEMA: i64 = 1;

/// One script a schema; a released script never changes.
const MIGRATIONS: &[&str] = &[include_str!("001.sql")];

/// "exod" in the file's header.
const APPLICATION: i64 = 0x6578_6F64;

/// An open ledger.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
}

impl Store {
    /// Open the ledger at `path`; make it where there is none and `create` is set. A ledger that may only be read is read.
    ///
    /// # Errors
    /// [`StoreError::Missing`], [`StoreError::Foreign`] and [`StoreError::Newer`] leave the file untouched.
    pub fn open(path: &Path, create: bool) -> Result<Self, StoreError> {
        if path.is_dir() {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        let there = std::fs::metadata(path).is_ok_and(|m| m.len() > 0);
        if !create && !there {
            return Err(StoreError::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags).map_err(StoreError::from).and_then(|db| Self::prepared(db, path));
        match opened {
            Err(StoreError::Unwritable) if !create => Self::open_to_read(path),
            opened => opened,
        }
    }

    /// Open a ledger that nobody writes: on a medium or in a folder that cannot be written, where SQLite can make no lock. Writing fails.
    ///
    /// # Errors
    /// As [`Store::open`]; also where the last writer left work in a write-ahead log, which only a writer can take up.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        if std::fs::metadata(&log).is_ok_and(|m| m.len() > 0) {
            return Err(StoreError::Unfinished(path.to_owned()));
        }
        let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags)?;
        let found = Self::schema(&db, path)?;
        if found < SCHEMA {
            return Err(StoreError::Older { path: path.to_owned(), found, known: SCHEMA });
        }
        db.set_prepared_statement_cache_capacity(64);
        Ok(Self { db })
    }

    /// A ledger in memory, gone with the process.
    ///
    /// # Errors
    /// Only where SQLite itself fails.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::prepared(Connection::open_in_memory()?, Path::new(":memory:"))
    }

    /// The schema of a file that is a ledger, 0 for an empty one.
    fn schema(db: &Connection, path: &Path) -> Result<i64, StoreError> {
        let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |r| r.get::<_, i64>(0));
        let foreign = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::Foreign(path.to_owned()),
            _ => StoreError::from(error),
        };
        let (application, tables) = (
            number("application_id").map_err(foreign)?,
            db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get::<_, i64>(0)).map_err(foreign)?,
        );
        if tables > 0 && application != APPLICATION {
            return Err(StoreError::Foreign(path.to_owned()));
        }
        let found = number("user_version")?;
        if found > SCHEMA {
            return Err(StoreError::Newer { path: path.to_owned(), found, known: SCHEMA });
        }
        Ok(found)
    }

    fn prepared(db: Connection, path: &Path) -> Result<Self, StoreError> {
        db.busy_timeout(Duration::from_secs(30))?;
        let found = Self::schema(&db, path)?;
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536; \
             PRAGMA wal_autocheckpoint = 8192;",
        )?;
        db.set_prepared_statement_cache_capacity(64);
        let mut store = Self { db };
        if found < SCHEMA {
            store.migrate()?;
        }
        Ok(store)
    }

    /// Bring the file to [`SCHEMA`], each step whole or not at all; another process may have done it meanwhile.
    fn migrate(&mut self) -> Result<(), StoreError> {
        let step = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let found: i64 = step.query_row("PRAGMA user_version", [], |r| r.get(0))?;
        for script in &MIGRATIONS[usize::try_from(found).unwrap_or(MIGRATIONS.len())..] {
            step.execute_batch(script)?;
        }
        step.commit()?;
        Ok(())
    }
}
