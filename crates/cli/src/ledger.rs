//! Where the ledger lies, and the clock.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use exode::Store;

/// The ledger where none is named.
pub(crate) fn default_path() -> PathBuf {
    PathBuf::from("ledger.exode")
}

/// Open an existing ledger.
pub(crate) fn open(path: &Path) -> Result<Store> {
    Store::open(path, false).with_context(|| format!("cannot open {}", path.display()))
}

/// Now, RFC 3339, UTC, to the second.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The day, UTC.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
