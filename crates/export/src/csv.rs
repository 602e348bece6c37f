//! CSV as RFC 4180 has it, UTF-8 without a byte order mark; no cell can become a formula.

use std::io::{self, Write};

use crate::cell::Cell;
use crate::table::COLUMNS;
use crate::{Card, ExportError, View};

/// One row. Text cells that a spreadsheet would take for a formula get an apostrophe before them.
pub(crate) fn row(out: &mut impl Write, cells: impl IntoIterator<Item = Cell>) -> io::Result<()> {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        let text = match &cell {
            Cell::Text(text) => inert(text),
            cell => cell.plain(),
        };
        if text.contains([',', '"', '\r', '\n']) {
            write!(out, "\"{}\"", text.replace('"', "\"\""))?;
        } else {
            out.write_all(text.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}

/// `text` so that no spreadsheet calculates it. The wide forms of the signs count: some programs fold them.
pub(crate) fn inert(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let formula =
        first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}' | '\u{2212}'));
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// The flat table. Its card is a file beside it: CSV knows no comments.
pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.records.len();
    row(out, COLUMNS.iter().map(|c| Cell::text(c.name)))?;
    for record in &view.records {
        row(out, COLUMNS.iter().map(|c| c.of(view, record)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for bad in ["=1+1", "+33", "-2", "@SUM(A1)", " =cmd|' /C calc'!A0", "\u{ff1d}1"] {
            assert!(inert(bad).starts_with('\''), "{bad}");
        }
        assert_eq!(inert("Près de 8 600"), "Près de 8 600");
    }
}
