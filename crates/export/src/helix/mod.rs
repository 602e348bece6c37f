//! A workbook with the columns of IDMC HELIX: one statement a row, in HELIX's terms, for an analyst to check and enter.
//!
//! HELIX parks what machines find until a person has looked; so does this sheet. A figure nobody has approved is an unverified stock or
//! flow and a triangulation, whatever it measures. What HELIX knows and news does not (event types, reliability, links of its own) is
//! left empty, and what HELIX cannot hold (ranges, rates, households of unknown size) is said in "Analysis and calculation logic".

mod columns;
mod figure;
mod logic;
mod rules;
mod terms;

use std::io::Write;

use crate::cell::Cell;
use crate::workbook::Book;
use crate::{Card, ExportError, Options, View};

pub use columns::COLUMNS;
pub use figure::{Figure, Refusal, figures};
pub use rules::{Reading, Rule, readings};
pub use terms::{Accuracy, Category, DateAccuracy, DisplacementOccurred, Identifier, Quantifier, ReviewStatus, Role, Term, Unit};

/// The workbook: figures on the sheet HELIX itself calls "Main", the de-duplicated reading, the columns, the card.
pub(crate) fn write(view: &View, card: &mut Card, options: &Options, out: &mut impl Write) -> Result<(), ExportError> {
    let (figures, refused) = figures(view, options.event.as_deref());
    for refusal in refused {
        card.leave_out(refusal.words());
    }
    card.written = figures.len();
    let mut book = Book::new(card)?;
    let headers: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    book.table("Main", &headers, figures.iter().map(|f| f.row(view)))?;
    let headings = ["Category", "Start date", "End date", "Locations", "Figures", "Counted", "Total", "Rule"];
    book.table("HELIX view", &headings, readings(&figures).iter().map(|r| reading(r, &figures)))?;
    book.card(card)?;
    book.table("Readme", &["Column Name", "Description"], COLUMNS.iter().map(|(name, what)| vec![Cell::text(*name), Cell::text(*what)]))?;
    book.finish(out)
}

fn reading(reading: &Reading, figures: &[Figure]) -> Vec<Cell> {
    let ids = |list: &[usize]| Cell::text(list.iter().map(|&i| figures[i].id.as_str()).collect::<Vec<_>>().join("; "));
    let first = reading.members.first().map(|&i| &figures[i]);
    let mut places: Vec<&str> = reading.members.iter().flat_map(|&i| figures[i].locations.iter()).map(|l| l.name.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    vec![
        Cell::words(first.map(|f| f.category.label())),
        Cell::day(first.and_then(|f| f.start)),
        Cell::day(first.and_then(|f| f.end)),
        Cell::text(places.join("; ")),
        ids(&reading.members),
        ids(&reading.counted),
        #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^53")]
        Cell::number(reading.total.map(|n| n as f64)),
        Cell::text(reading.rule.words()),
    ]
}
