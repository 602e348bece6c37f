//! What can go wrong while writing.

/// Why an export could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The place written to refused.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
    /// A value could not be put into JSON.
    #[error("the export could not be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A value could not be put into a workbook.
    #[error("the workbook could not be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}
