//! Workbooks: typed cells, headers that stay in view, one sheet for the data card.

use std::io::Write;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::cell::Cell;
use crate::table::COLUMNS;
use crate::{Card, ExportError, View};

/// Widest column, in characters; longer text wraps nowhere and is read in the cell.
const WIDEST: usize = 60;

/// A workbook in the making.
pub(crate) struct Book {
    book: Workbook,
    head: Format,
    day: Format,
    wrap: Format,
}

impl Book {
    /// An empty workbook. Its date of making is the card's, so that the same evidence gives the same bytes.
    pub(crate) fn new(card: &Card) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let made = DocProperties::new().set_title(&card.title).set_author("").set_creation_datetime(&date(card.generated)?);
        book.set_properties(&made);
        let head = Format::new().set_bold();
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Self { book, head, day, wrap })
    }

    /// A sheet of rows under a header that stays in view. Text is written as text.
    pub(crate) fn table(&mut self, name: &str, headers: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Result<(), XlsxError> {
        let (head, day) = (self.head.clone(), self.day.clone());
        let sheet = self.book.add_worksheet().set_name(name)?;
        let mut widths: Vec<usize> = headers.iter().map(|h| h.chars().count()).collect();
        for (i, header) in (0u16..).zip(headers) {
            sheet.write_string_with_format(0, i, *header, &head)?;
        }
        let mut last = 0;
        for (n, cells) in (1u32..).zip(rows) {
            last = n;
            for ((i, cell), width) in (0u16..).zip(&cells).zip(&mut widths) {
                *width = (*width).max(cell.plain().chars().count()).min(WIDEST);
                put(sheet, n, i, cell, &day)?;
            }
        }
        for (i, width) in (0u16..).zip(widths) {
            #[expect(clippy::cast_precision_loss, reason = "at most WIDEST")]
            sheet.set_column_width(i, width as f64 + 2.0)?;
        }
        sheet.set_freeze_panes(1, 1)?.set_repeat_rows(0, 0)?.set_landscape();
        if let (Some(columns), true) = (headers.len().checked_sub(1).and_then(|c| u16::try_from(c).ok()), last > 0) {
            sheet.autofilter(0, 0, last, columns)?;
        }
        Ok(())
    }

    /// The sheet of the data card.
    pub(crate) fn card(&mut self, card: &Card) -> Result<(), XlsxError> {
        let (head, wrap) = (self.head.clone(), self.wrap.clone());
        let sheet = self.book.add_worksheet().set_name("Data card")?;
        sheet.set_column_width(0, 38)?.set_column_width(1, 110)?.set_print_fit_to_pages(1, 0);
        for (n, (label, text)) in (0u32..).zip(card.lines()) {
            sheet.write_string_with_format(n, 0, label, &head)?;
            sheet.write_string_with_format(n, 1, crate::csv::inert(&text), &wrap)?;
        }
        Ok(())
    }

    /// Write it out.
    pub(crate) fn finish(mut self, out: &mut impl Write) -> Result<(), ExportError> {
        out.write_all(&self.book.save_to_buffer()?)?;
        Ok(())
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        // A text cell is no formula, but it may be pasted or saved as CSV elsewhere.
        Cell::Text(text) => {
            sheet.write_string(row, column, crate::csv::inert(text))?;
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
        }
        // A workbook counts days from 1900; what lies before stays text.
        Cell::Day(date_) => match date(*date_) {
            Ok(value) => {
                sheet.write_datetime_with_format(row, column, &value, day)?;
            }
            Err(_) => {
                sheet.write_string(row, column, date_.to_string())?;
            }
        },
        Cell::Flag(flag) => {
            sheet.write_boolean(row, column, *flag)?;
        }
    }
    Ok(())
}

fn date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(0), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// The flat table with what its columns mean and the card.
pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.records.len();
    let mut book = Book::new(card)?;
    let headers: Vec<&str> = COLUMNS.iter().map(|c| c.name).collect();
    book.table("Claims", &headers, view.records.iter().map(|r| COLUMNS.iter().map(|c| c.of(view, r)).collect()))?;
    book.card(card)?;
    book.table("Columns", &["column", "meaning"], COLUMNS.iter().map(|c| vec![Cell::text(c.name), Cell::text(c.meaning)]))?;
    book.finish(out)
}
