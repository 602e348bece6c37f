//! The analyst's briefing: the claims of many reports told once each, set against each other, and shown with their sentences.
//!
//! [`brief`] decides (what is one statement, who agrees, who contradicts) and returns plain view structs; [`html`] and [`terminal`]
//! only show them. Nothing here opens a file, reads the clock or the network, or averages two figures into a third.
//!
//! Invariants
//! - Output depends on the set of reports, not on their order.
//! - No figure is made up: every number shown is a bound some report states (in its claim's unit), or a count or ratio of such.
//! - Every figure on the page leads to its sentence in one click.
//! - All text of the reports is hostile: escaped, isolated (`<bdi>`), and without control characters.
//!
//! The rules of comparison are in [`RULES`], word for word as the page prints them.

mod brief;
mod compare;
mod html;
mod interval;
mod place;
mod rules;
mod source;
mod span;
mod statement;
mod terminal;
mod view;
mod words;

use exode_claim::Claim;
use jiff::civil::Date;

pub use brief::brief;
pub use html::html;
pub use interval::Interval;
pub use rules::RULES;
pub use terminal::terminal;
pub use view::{
    Briefing, Comparison, Count, DayBlock, Forecast, Headline, MeasureBlock, PlaceBlock, ReportRow, Row, Side, Statement, Verdict,
};
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
}
