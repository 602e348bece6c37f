//! docs/EXPORTS.md says what the formats hold. UPDATE_DOCS=1 rewrites its tables.

use std::fmt::Write as _;

use exode_export::{COLUMNS, Format, hxl};

fn between(text: &str, name: &str, table: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let (head, rest) = text.split_once(&open).unwrap_or_else(|| panic!("no {open}"));
    let (_, tail) = rest.split_once(&close).unwrap_or_else(|| panic!("no {close}"));
    format!("{head}{open}{table}{close}{tail}")
}

#[test]
fn the_tables_are_those_of_the_code() {
    let path = format!("{}/../../docs/EXPORTS.md", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap();
    let mut columns = String::from("| column | type | meaning |\n| --- | --- | --- |\n");
    for column in COLUMNS {
        writeln!(columns, "| `{}` | {} | {} |", column.name, column.kind, column.meaning).unwrap();
    }
    let mut tags = String::from("| column | hashtag |\n| --- | --- |\n");
    for (header, tag) in hxl::tags() {
        writeln!(tags, "| {header} | `{tag}` |").unwrap();
    }
    let wanted = between(&between(&text, "columns", &columns), "hashtags", &tags);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(wanted == text, "docs/EXPORTS.md is behind the code; UPDATE_DOCS=1 rewrites its tables");
    for format in Format::ALL {
        assert!(text.contains(&format!("| `{}` | `.{}` |", format.name(), format.extension())), "{}", format.name());
    }
}
