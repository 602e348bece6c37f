//! JSON Lines: the data card on the first line, then one claim a line.

use std::io::Write;

use serde::Serialize;

use crate::table::Line;
use crate::{Card, ExportError, View};

#[derive(Serialize)]
struct Head<'a> {
    card: &'a Card,
}

pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.records.len();
    serde_json::to_writer(&mut *out, &Head { card })?;
    out.write_all(b"\n")?;
    for record in &view.records {
        serde_json::to_writer(&mut *out, &Line { view, record })?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
