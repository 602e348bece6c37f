//! What is known of a report as a whole.

use serde_json::Value;

use crate::note::{Code, Note};
use crate::span::Span;

/// Facts about a report that stand beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// Day of publication, `YYYY-MM-DD`, as written (a time zone is not applied).
    pub published: Option<String>,
    /// Month of publication, `YYYY-MM`: the day's, or what stands in the text where no day is known.
    pub month: Option<String>,
    /// Primary language subtag in lower case: "fr".
    pub lang: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

impl Meta {
    /// Read a sidecar: a JSON object with any of `published` (date or date-time), `lang`, `title`, `publisher`, `url`.
    ///
    /// Other fields are ignored; a field of the wrong type is left out with a note.
    #[must_use]
    pub fn from_sidecar(json: &[u8]) -> (Meta, Vec<Note>) {
        let whole = Span::new(0, json.len());
        let text = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
        match serde_json::from_slice::<Value>(text) {
            Ok(value @ Value::Object(_)) => Self::from_json(&value, whole),
            Ok(_) => (Meta::default(), vec![Note::new(Code::SidecarBroken, whole, "not a JSON object")]),
            Err(error) => (Meta::default(), vec![Note::new(Code::SidecarBroken, whole, error.to_string())]),
        }
    }

    /// The same from JSON already parsed; notes point to `place`.
    pub(crate) fn from_json(value: &Value, place: Span) -> (Meta, Vec<Note>) {
        let mut notes = Vec::new();
        let mut field = |name: &str| match value.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Some(_) => {
                notes.push(Note::new(Code::SidecarField, place, format!("`{name}` is not a string")));
                None
            }
        };
        let mut meta = Meta {
            lang: field("lang").and_then(|lang| primary_subtag(&lang)),
            title: field("title"),
            publisher: field("publisher"),
            url: field("url"),
            ..Meta::default()
        };
        if let Some(text) = field("published") {
            meta.date(&text);
            if meta.month.is_none() {
                let message = format!("`published` is no date YYYY-MM-DD: {text:?}");
                notes.push(Note::new(Code::SidecarField, place, message));
            }
        }
        (meta, notes)
    }

    /// Take day and month from a date, date-time or `YYYY-MM`, where `text` is one.
    pub(crate) fn date(&mut self, text: &str) {
        if let Some(day) = iso_date(text) {
            self.month = Some(day[..7].to_owned());
            self.published = Some(day);
        } else if let Some(month) = iso_month(text) {
            self.month = Some(month);
        }
    }

    /// Take from `other` what this one does not know.
    pub(crate) fn fill_from(&mut self, other: Meta) {
        let Meta { published, month, lang, title, publisher, url } = other;
        if self.published.is_none() {
            self.month = month.or(self.month.take());
            self.published = published;
        }
        self.lang = self.lang.take().or(lang);
        self.title = self.title.take().or(title);
        self.publisher = self.publisher.take().or(publisher);
        self.url = self.url.take().or(url);
    }
}

/// "fr-FR", "fr_FR" and "FR" are "fr"; anything that is no language tag is nothing.
pub(crate) fn primary_subtag(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    ((2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic())).then(|| primary.to_ascii_lowercase())
}

/// The day at the start of an ISO date or date-time, if it exists in the calendar.
pub(crate) fn iso_date(text: &str) -> Option<String> {
    let text = text.trim();
    let month = iso_month(text.get(..7)?)?;
    let rest = text[7..].strip_prefix('-')?;
    let day: u32 = digits(rest.get(..2)?)?;
    let (year, month_number): (u32, u32) = (digits(&month[..4])?, digits(&month[5..])?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month_number {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let ends = matches!(rest.as_bytes().get(2), None | Some(b'T' | b't' | b' '));
    (ends && (1..=last).contains(&day)).then(|| format!("{month}-{day:02}"))
}

/// `YYYY-MM`, exactly.
pub(crate) fn iso_month(text: &str) -> Option<String> {
    let text = text.trim();
    let (year, month) = text.split_once('-')?;
    let valid = year.len() == 4 && month.len() == 2 && digits(year).is_some() && (1..=12).contains(&digits(month)?);
    valid.then(|| text.to_owned())
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sidecar_gives_what_it_can() {
        let (meta, notes) = Meta::from_sidecar(br#"{"published": "2022-09-28T16:20:00Z", "lang": "fr-FR", "title": 7, "other": []}"#);
        assert_eq!(meta.published.as_deref(), Some("2022-09-28"));
        assert_eq!(meta.month.as_deref(), Some("2022-09"));
        assert_eq!(meta.lang.as_deref(), Some("fr"));
        assert_eq!(meta.title, None);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].code, Code::SidecarField);
    }

    #[test]
    fn broken_sidecars_are_noted() {
        for broken in [&b"{"[..], b"[]", b"", b"\xFF"] {
            let (meta, notes) = Meta::from_sidecar(broken);
            assert_eq!(meta, Meta::default());
            assert_eq!(notes[0].code, Code::SidecarBroken);
        }
        let (meta, notes) = Meta::from_sidecar(br#"{"published": "2022-02-30"}"#);
        assert_eq!(meta.published, None);
        assert_eq!(notes[0].code, Code::SidecarField);
    }

    #[test]
    fn dates_are_checked_against_the_calendar() {
        assert_eq!(iso_date("2024-02-29 08:00").as_deref(), Some("2024-02-29"));
        assert_eq!(iso_date("2023-02-29"), None);
        assert_eq!(iso_date("2023-02-2x"), None);
        assert_eq!(iso_date("2022-é9-01"), None);
        assert_eq!(iso_month("2022-13"), None);
    }
}
