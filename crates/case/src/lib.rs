//! The case file `case.toml`: what is known of a border system before any report is read.
//!
//! Places and gates, capacities and ordinary travel as [`Prior`]s with their source, modes, lanes, vehicle spacing, events by date,
//! populations at risk, the period. It is strict: an unknown field, a crossing the gazetteer does not have, a date outside the period,
//! a prior without a spread are errors that say where they stand and what to do. Nothing here opens a file or knows a claim.
//!
//! [`Case::parse`] reads one, [`new`] writes a commented one from the gazetteer with weak defaults.

mod check;
mod error;
mod file;
mod new;
mod prior;

pub use error::CaseError;
pub use file::{Case, Demand, Event, Gate, Mode, Opening, Origin, Period, Post, QueueAt, Shock, Surge, Target};
pub use new::{Plan, PlanError, new};
pub use prior::Prior;
