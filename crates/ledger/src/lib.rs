//! What the claims of many reports amount to: which of them are one statement, who only relays it, what can be compared with what, and
//! where figures contradict each other.
//!
//! [`evidence`] decides all of it and returns plain structs ([`Evidence`]). Nothing here opens a file, reads the clock, or averages two
//! figures into a third.
//!
//! Invariants
//! - The result depends on the set of reports, not on their order.
//! - No figure is made up: every number is a bound some report states (in its claim's unit), or a count or ratio of such.
//! - Independence is counted by origin, never by the number of outlets.
//!
//! The rules of comparison are in [`RULES`], in the words the briefing prints.

mod bonds;
mod carry;
mod check;
mod compare;
mod evidence;
mod ground;
mod interval;
#[cfg(test)]
extern crate self as exode_ledger; // the name `made` knows this crate by
#[cfg(test)]
#[path = "../tests/support/made.rs"]
mod made;
mod merge;
mod nation;
mod place;
mod relay;
mod review;
mod rules;
mod series;
mod source;
mod span;
mod statement;
mod twins;
mod undo;
mod view;
mod vocabulary;
mod who;
pub mod words;

use exode_claim::Claim;
use jiff::civil::Date;

pub use carry::{Change, Revision, changes};
pub use check::{Discrepancy, Road, Roads, Rule, Severity, check, check_on};
pub use evidence::{Evidence, evidence, in_order};
pub use interval::Interval;
pub use place::at_the_border;
pub use relay::{Link, Lost, LostHedge, RelayGraph, Voice, relay_graph};
pub use review::{Action, Correction, Review, ReviewState, Role, Sensitivity, Ties, Verified, withhold};
pub use rules::RULES;
pub use series::{Point, Series, series};
pub use span::days;
pub use twins::{Difference, Figure, Imprint, Kinship, Sketch, Twin, copies, twins};
pub use undo::standing;
pub use view::{Comparison, Forecast, ReportRow, Row, Side, Statement, Verdict};
pub use who::Who;
pub use words::RateClass;

/// One report and the claims read from it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The report's name, the stem of its file.
    pub name: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its address; shown as a link only where it is http or https.
    pub url: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its language, ISO 639-1.
    pub lang: &'static str,
    /// Hash of its text as first added, hexadecimal; `None` where it is in no ledger.
    pub hash: Option<String>,
    /// What copies of its text are found by; `None` where nobody made it.
    pub sketch: Option<Sketch>,
    /// The highest level of any claim any of its texts ever made: what a title tells does not go with the claim.
    pub sensitivity: Sensitivity,
    /// Its claims.
    pub claims: Vec<Told>,
}

/// A claim with the sentence that makes it.
#[derive(Debug, Clone)]
pub struct Told {
    /// The claim.
    pub claim: Claim,
    /// The sentence, names of private persons already masked.
    pub sentence: String,
    /// First byte of the quote inside `sentence`, and the byte after its last.
    pub mark: (usize, usize),
    /// Where it stands in review.
    pub verified: Verified,
}
