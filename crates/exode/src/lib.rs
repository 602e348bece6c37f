//! exode: reports in, claims and a briefing out.
//!
//! The pipeline people use as a library: bytes of a report become a [`Document`], a document is [`read`] into [`Report`] (its claims and
//! findings). Many inputs are [`add`]ed to a ledger ([`Store`]); what the ledger holds becomes a [`Briefing`]. Nothing here but the store
//! opens a file; the clock and the environment are read nowhere.

mod adding;
mod deciding;
mod events;
mod figures;
mod input;
pub mod model;
mod naming;
mod reading;
mod topic;
mod words;

pub use adding::{BATCH, READER, Source, add, fresh, reread};
pub use deciding::{DecisionError, FIELDS, action_words, correction, typed_figure};
pub use events::events;
pub use exode_case as case;
pub use exode_claim as claim;
pub use exode_export as export;
pub use exode_extract::{Lang, Lexicon, LexiconError, MASK, Step, Trace};
pub use exode_fit as fit;
pub use exode_ledger as ledger;
pub use exode_ledger::{Action, Change, Correction, Review, ReviewState, Revision, Role, Sensitivity, Ties, Told, evidence, withhold};
pub use exode_place::folded;
pub use exode_report::{
    Briefing, Chart, ChartFile, ChartWord, ChartWords, Drawing, English, STYLE as PAGE_STYLE, beside, brief, chart_code, chart_file_policy,
    chart_files, charts_of, html, legend, modelled, modelled_chart_files, modelled_charts, terminal,
};
pub use exode_store::{Added, Fresh, Listed, Query, Reading, Stats, Store, StoreError};
pub use exode_text::Document;
pub use figures::{FigureError, figures, figures_of_lines};
pub use input::{Format, document, document_of_line};
pub use naming::{masked_comment, place_named, source_named};
pub use reading::{Languages, ReadClaim, Report, read};
pub use words::{route_text, value_text};
