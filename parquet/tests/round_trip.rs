//! A real export, turned into Parquet and read back by Parquet's own reader.

#[path = "../../crates/ledger/tests/support/mod.rs"]
mod support;

use exode_export::{Format, Options, export};
use exode_ledger::{Ties, evidence};
use exode_parquet::{COLUMNS, Error, Kind, convert};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::Value;

fn lines() -> String {
    let mut out = Vec::new();
    let options = Options::new("Test", "2022-10-01".parse().expect("a day"));
    export(&evidence(support::reports(support::RUSSIA), &Ties::default()), Format::JsonLines, &options, &mut out).expect("an export");
    String::from_utf8(out).expect("UTF-8")
}

fn parquet(lines: &str) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    convert(lines.as_bytes(), &mut out)?;
    Ok(out)
}

#[test]
fn the_columns_are_those_of_the_export() {
    let name = |kind| match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Day => "day",
        Kind::Flag => "flag",
    };
    assert!(COLUMNS.iter().map(|&(n, k)| (n, name(k))).eq(exode_export::COLUMNS.iter().map(|c| (c.name, c.kind))));
}

#[test]
fn every_value_comes_back() {
    let lines = lines();
    let file = SerializedFileReader::new(bytes(parquet(&lines).expect("Parquet"))).expect("a file");
    let records: Vec<Value> = lines.lines().skip(1).map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let rows: Vec<_> = file.get_row_iter(None).expect("rows").map(|r| r.expect("a row")).collect();
    assert_eq!(rows.len(), records.len());
    assert!(rows.len() > 50);
    for (row, record) in rows.iter().zip(&records) {
        for (key, field) in row.get_column_iter() {
            let same = match field {
                Field::Null => record[key].is_null(),
                Field::Str(text) => record[key] == *text,
                Field::Double(number) => record[key].as_f64() == Some(*number),
                Field::Bool(flag) => record[key] == *flag,
                // The reader's own words for a day: Parquet keeps a number of days.
                Field::Date(_) => record[key] == field.to_string(),
                _ => false,
            };
            assert!(same, "{key}: {field:?} for {}", record[key]);
        }
    }
}

#[test]
fn the_card_is_in_the_metadata() {
    let file = SerializedFileReader::new(bytes(parquet(&lines()).expect("Parquet"))).expect("a file");
    let metadata = file.metadata().file_metadata().key_value_metadata().expect("metadata");
    let card = metadata.iter().find(|m| m.key == "exode:card").and_then(|m| m.value.clone()).expect("a card");
    assert_eq!(serde_json::from_str::<Value>(&card).expect("JSON")["title"], "Test");
}

#[test]
fn what_is_no_export_is_refused() {
    assert!(matches!(parquet(""), Err(Error::NoCard)));
    assert!(matches!(parquet("{\"id\": 1}\n"), Err(Error::NoCard)));
    assert!(matches!(parquet("{\"card\": {}}\n{\"colour\": 1}\n"), Err(Error::Unknown { line: 2, .. })));
    assert!(matches!(parquet("{\"card\": {}}\n{\"low\": \"many\"}\n"), Err(Error::Type { line: 2, key: "low", .. })));
    assert!(matches!(parquet("{\"card\": {}}\nnonsense\n"), Err(Error::Json { line: 2, .. })));
    assert!(parquet("{\"card\": {}}\n").is_ok(), "an export of nothing");
}

fn bytes(data: Vec<u8>) -> bytes::Bytes {
    data.into()
}
