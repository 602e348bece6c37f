//! The ledger's evidence in the forms other systems read.
//!
//! [`View::of`] decides once what may leave, for every format; [`export`] writes one format of it, with a data card in it or beside it.
//! Nothing here opens a file or reads the clock: the caller brings the writer and the day.
//!
//! Invariants
//! - Confidential and rejected claims leave no trace but their number; restricted ones leave only to partners.
//! - Where few people are counted, no place finer than a country leaves, nor words that could name one.
//! - Sentences leave masked, as short excerpts. No reviewer is named. Only web addresses become links.
//! - No figure is made up: a format that cannot hold a range or an open bound gets an empty cell, never a middle.
//! - The same evidence and options give the same bytes.

mod card;
mod cell;
mod citations;
mod clean;
mod csv;
mod error;
mod facts;
mod format;
mod geojson;
pub mod helix;
pub mod hxl;
mod iso3;
mod jsonl;
mod montandon;
mod policy;
mod prov;
mod record;
mod spot;
mod table;
mod view;
mod workbook;

use std::io::Write;

use exode_ledger::Evidence;

pub use card::{CAVEATS, Card, LICENCE, Publisher};
pub use cell::Cell;
pub use error::ExportError;
pub use format::{Format, Options, SIDECAR};
pub use policy::{Audience, FEW, Kept};
pub use record::{Citation, Record, Route, Standing, Statement, Telling};
pub use spot::Spot;
pub use table::{COLUMNS, Column};
pub use view::View;

/// What was written.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The data card of the export.
    pub card: Card,
    /// The data card as JSON, for a file beside the export (see [`SIDECAR`]), where the format has no place for it.
    pub sidecar: Option<String>,
}

/// Write what of `evidence` may leave in `format` to `out`.
///
/// # Errors
/// Where `out` refuses, or a workbook cannot hold so many rows.
pub fn export(evidence: &Evidence, format: Format, options: &Options, out: &mut impl Write) -> Result<Summary, ExportError> {
    let view = View::of(evidence, options.audience);
    let mut card = Card::of(&view, format, options);
    match format {
        Format::Csv => csv::write(&view, &mut card, out)?,
        Format::JsonLines => jsonl::write(&view, &mut card, out)?,
        Format::Xlsx => workbook::write(&view, &mut card, out)?,
        Format::GeoJson => geojson::write(&view, &mut card, out)?,
        Format::Hxl => hxl::write(&view, &mut card, out)?,
        Format::Helix => helix::write(&view, &mut card, options, out)?,
        Format::Montandon => montandon::write(&view, &mut card, options, out)?,
        Format::Prov => prov::write(&view, &mut card, out)?,
        Format::Citations => citations::write(&view, &mut card, out)?,
    }
    out.flush()?;
    let sidecar = if format.has_sidecar() { Some(serde_json::to_string_pretty(&card)? + "\n") } else { None };
    Ok(Summary { card, sidecar })
}
