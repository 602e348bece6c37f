//! The analyst's briefing: what a ledger holds, shown with its sentences as one HTML page and as a summary for terminals.
//!
//! [`brief`] arranges the evidence as plain view structs; [`html`] and [`terminal`] only show them. What a model makes of it
//! ([`modelled::Modelled`]) is added by who has one, and shown as modelled. Nothing here opens a file, reads the
//! clock or the network, or decides what is one statement and what contradicts: `exode-ledger` does.
//!
//! Invariants
//! - Output depends on the set of reports, not on their order.
//! - Every figure on the page leads to its sentence in one click.
//! - All text of the reports is hostile: escaped, isolated (`<bdi>`), and without control characters.

mod brief;
mod html;
pub mod modelled;
mod terminal;
mod view;

pub use brief::brief;
pub use html::{
    Chart, ChartFile, ChartWord, ChartWords, Drawing, English, STYLE, beside, chart_code, chart_file_policy, chart_files, charts_of, html,
    legend, modelled_chart_files, modelled_charts,
};
pub use terminal::terminal;
pub use view::{Briefing, Count, DayBlock, Headline, MeasureBlock, PlaceBlock};
