//! exode: reports in, claims and a briefing out.
//!
//! The pipeline people use as a library: bytes of a report become a [`Document`], a document is [`read`] into [`Report`] (its claims and
//! findings), reports become a [`Briefing`]. Nothing here opens a file, reads the clock or the environment.

mod figures;
mod input;
mod reading;
mod topic;
mod words;

pub use exode_case as case;
pub use exode_claim as claim;
pub use exode_extract::{Lang, Lexicon, LexiconError, MASK, Step, Trace};
pub use exode_fit as fit;
pub use exode_report::{Briefing, html, terminal};
pub use exode_text::Document;
pub use figures::{FigureError, figures, figures_of_lines};
pub use input::{Format, document, document_of_line};
pub use reading::{Languages, ReadClaim, Report, briefing, read, read_all};
pub use words::{route_text, value_text};
