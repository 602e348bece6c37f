//! JSON Lines: one report a line.

use memchr::memchr;
use serde_json::Value;

use crate::cues::Cues;
use crate::document::Document;
use crate::meta::Meta;
use crate::note::{Code, Note};
use crate::span::Span;
use crate::{html, plain};

/// Read reports one by one, `{"id" or "name", "text" or "html", "published", "lang", "title", "publisher", "url"}` a line.
///
/// Offsets of a report's document are bytes of the decoded "text" or "html", not of the file. A report without id is called by
/// `name` and its line number. A line that is no report comes back as a note, whose span is the line's bytes in the file; blank
/// lines are passed over.
///
/// ```
/// use exode_text::{Cues, json_lines};
/// let file = b"{\"id\": 7, \"text\": \"48 heures d\\u2019attente\", \"lang\": \"fr\"}\n{broken\n";
/// let read: Vec<_> = json_lines(file, "batch", &Cues::default()).collect();
/// assert_eq!(read[0].as_ref().unwrap().name, "7");
/// assert_eq!(read[0].as_ref().unwrap().text, "48 heures d’attente");
/// assert!(read[1].as_ref().unwrap_err().message.contains("line 2"));
/// ```
pub fn json_lines<'a>(bytes: &'a [u8], name: &'a str, cues: &'a Cues) -> impl Iterator<Item = Result<Document, Note>> + 'a {
    let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    let mut number = 0usize;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let end = memchr(b'\n', rest).unwrap_or(rest.len());
            let place = Span::new(at, at + end);
            at += end + 1;
            number += 1;
            let line = rest[..end].trim_ascii();
            if !line.is_empty() {
                return Some(report(line, place, number, name, cues));
            }
        }
    })
}

fn report(line: &[u8], place: Span, number: usize, name: &str, cues: &Cues) -> Result<Document, Note> {
    let broken = |what: &str| Note::new(Code::LineBroken, place, format!("line {number}: {what}"));
    let json: Value = serde_json::from_slice(line).map_err(|error| broken(&error.to_string()))?;
    if !json.is_object() {
        return Err(broken("not a JSON object"));
    }
    let name = match json.get("id").or_else(|| json.get("name")) {
        Some(Value::String(id)) if !id.trim().is_empty() => id.trim().to_owned(),
        Some(Value::Number(id)) => id.to_string(),
        _ => format!("{name}:{number}"),
    };
    let string = |key: &str| json.get(key).and_then(Value::as_str);
    let mut document = match (string("text"), string("html")) {
        (Some(text), _) if !text.trim().is_empty() => plain(text.as_bytes(), &name, cues),
        (_, Some(page)) => html(page.as_bytes(), &name, cues),
        (Some(text), None) => plain(text.as_bytes(), &name, cues),
        (None, None) => return Err(broken("neither \"text\" nor \"html\" is a string")),
    };
    let (meta, notes) = Meta::from_json(&json, Span::default());
    document.add_sidecar(meta, notes);
    Ok(document)
}

/// One line of JSON Lines, line `number` of the stream `name`: see [`json_lines`].
///
/// # Errors
/// A note where the line is no report.
pub fn json_line(line: &[u8], number: usize, name: &str, cues: &Cues) -> Result<Document, Note> {
    report(line.trim_ascii(), Span::new(0, line.len()), number, name, cues)
}
