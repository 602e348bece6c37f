//! exode's JSON Lines export as Parquet: typed columns, Snappy, the data card in the file's metadata under `exode:card`.
//!
//! One row a claim, one column a key. Days are DATE, numbers DOUBLE, flags BOOLEAN, all else UTF-8; every column may be null. Nothing is
//! read into the table that the export does not have, and a key this program does not know is an error, never dropped.

mod column;
mod write;

pub use column::{COLUMNS, Kind};
pub use write::{Error, convert};
