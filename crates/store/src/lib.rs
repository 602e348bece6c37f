//! The ledger's file: one SQLite database that every analyst's tool can open.
//!
//! Reports are kept as versions with their unmodified input, versions have readings, readings have claims; reviews are a history beside
//! them. Nothing is overwritten: triggers in the file refuse it. What is current is derived. A transaction that was acknowledged survives
//! `kill -9` and power loss (write-ahead log, full synchronisation).
//!
//! What leaves this crate is masked: sentences and titles come in masked, the full-text index holds nothing else, and the unmodified
//! input is handed out only to be read again ([`Store::outdated`]). Time and reader are arguments; nothing here reads the clock.

mod action;
mod add;
mod error;
mod guard;
mod list;
mod load;
mod open;
mod review;
mod row;
mod seen;

pub use add::{Added, Fresh, Incoming};
pub use error::StoreError;
pub use list::{Listed, Query};
pub use load::{Kept, Reading, Stats};
pub use open::{SCHEMA, Store};
