//! Lines to row groups.

use std::io::{BufRead, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::{Map, Value};

use crate::column::{COLUMNS, Kind, days};

/// Rows held in memory at a time, and rows of a row group.
const ROWS: usize = 65_536;

/// A claim with the number of its line.
type Row = (usize, Map<String, Value>);

/// Why an export could not be turned into Parquet.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The lines could not be read.
    #[error("the export could not be read: {0}")]
    Read(#[from] std::io::Error),
    /// A line is no JSON.
    #[error("line {line}: {source}")]
    Json {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// The first line is no data card.
    #[error("the first line is no data card: this is no JSON Lines export of exode")]
    NoCard,
    /// A key that is no column.
    #[error("line {line}: no column is called {key:?}; the export is of another version")]
    Unknown {
        /// Which line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A value of another type than its column.
    #[error("line {line}: {key} does not hold {value}")]
    Type {
        /// Which line, from 1.
        line: usize,
        /// The key.
        key: &'static str,
        /// The value.
        value: Value,
    },
    /// Parquet refused.
    #[error("Parquet could not be written: {0}")]
    Parquet(#[from] ParquetError),
}

/// Turn `lines`, a JSON Lines export of exode, into Parquet; tells how many rows were written.
///
/// # Errors
/// Where a line is none of such an export, or either side refuses.
pub fn convert(lines: impl BufRead, out: impl Write + Send) -> Result<usize, Error> {
    let mut lines = (1..).zip(lines.lines());
    let (line, first) = lines.next().ok_or(Error::NoCard)?;
    let head: Value = serde_json::from_str(&first?).map_err(|source| Error::Json { line, source })?;
    let card = head.get("card").ok_or(Error::NoCard)?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(vec![KeyValue::new("exode:card".to_owned(), card.to_string())]))
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema()?), Arc::new(properties))?;
    let mut rows: Vec<Row> = Vec::new();
    let mut written = 0;
    for (line, text) in lines {
        rows.push((line, serde_json::from_str(&text?).map_err(|source| Error::Json { line, source })?));
        if rows.len() == ROWS {
            written += group(&mut writer, &rows)?;
            rows.clear();
        }
    }
    if !rows.is_empty() {
        written += group(&mut writer, &rows)?;
    }
    writer.close()?;
    Ok(written)
}

fn schema() -> Result<Type, ParquetError> {
    let fields = COLUMNS.iter().map(|&(name, kind)| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Number => (Physical::DOUBLE, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
            Kind::Flag => (Physical::BOOLEAN, None),
        };
        let field =
            Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL).with_logical_type(logical).build()?;
        Ok(Arc::new(field))
    });
    Type::group_type_builder("claims").with_fields(fields.collect::<Result<_, ParquetError>>()?).build()
}

fn group<W: Write + Send>(writer: &mut SerializedFileWriter<W>, rows: &[Row]) -> Result<usize, Error> {
    for (line, row) in rows {
        if let Some(key) = row.keys().find(|k| !COLUMNS.iter().any(|(name, _)| name == k)) {
            return Err(Error::Unknown { line: *line, key: key.clone() });
        }
    }
    let mut group = writer.next_row_group()?;
    for &(name, kind) in COLUMNS {
        let Some(mut out) = group.next_column()? else { break };
        match kind {
            Kind::Text => column::<ByteArrayType>(&mut out, rows, name, |v| v.as_str().map(|t| ByteArray::from(t.as_bytes().to_vec())))?,
            Kind::Number => column::<DoubleType>(&mut out, rows, name, Value::as_f64)?,
            Kind::Day => column::<Int32Type>(&mut out, rows, name, |v| days(v.as_str()?))?,
            Kind::Flag => column::<BoolType>(&mut out, rows, name, Value::as_bool)?,
        }
        out.close()?;
    }
    group.close()?;
    Ok(rows.len())
}

fn column<T: parquet::data_type::DataType>(
    out: &mut SerializedColumnWriter<'_>,
    rows: &[Row],
    key: &'static str,
    read: impl Fn(&Value) -> Option<T::T>,
) -> Result<(), Error> {
    let (mut values, mut present) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    for (line, row) in rows {
        match row.get(key) {
            None | Some(Value::Null) => present.push(0),
            Some(value) => {
                values.push(read(value).ok_or_else(|| Error::Type { line: *line, key, value: value.clone() })?);
                present.push(1);
            }
        }
    }
    out.typed::<T>().write_batch(&values, Some(&present), None)?;
    Ok(())
}
