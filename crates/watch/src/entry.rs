//! Entries of a feed as reports.

use exode::{Format, Source};
use feed_rs::model::{Content, Entry, Feed as Parsed};
use url::Url;

use crate::feeds::{Feed, site};
use crate::wait::hash;

/// Letters of a headline or of a publisher's name that are kept.
const LONGEST: usize = 300;

/// What tells an entry, and its state, from all others: kept to know it again.
pub(crate) fn key(entry: &Entry) -> String {
    let changed = entry.updated.map_or_else(String::new, |t| t.timestamp().to_string());
    format!("{:016x}", hash(&format!("{}\0{changed}", entry.id)))
}

/// Where the entry's page is.
pub(crate) fn page(entry: &Entry) -> Option<Url> {
    let web = entry.links.iter().filter(|l| l.rel.as_deref().is_none_or(|r| r == "alternate"));
    web.filter_map(|l| Url::parse(&l.href).ok()).find(|u| matches!(u.scheme(), "http" | "https") && u.host().is_some())
}

/// The report: the page that was asked for, or what the feed says. `None` where that is nothing.
pub(crate) fn source(feed: &Feed, parsed: &Parsed, entry: &Entry, fetched: Option<Vec<u8>>) -> Option<Source> {
    let title = entry.title.as_ref().map(|t| plain(&t.content)).filter(|t| !t.is_empty());
    let body = match fetched {
        Some(body) => body,
        None => told(entry, title.as_deref())?.into_bytes(),
    };
    let published = entry.published.or(entry.updated).and_then(|t| jiff::Timestamp::from_second(t.timestamp()).ok());
    let publisher = feed.publisher.clone().or_else(|| parsed.title.as_ref().map(|t| plain(&t.content)));
    let mut about = serde_json::Map::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            about.insert(key.to_owned(), value.chars().take(LONGEST).collect::<String>().into());
        }
    };
    put("published", published.map(|t| t.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()));
    put("title", title);
    put("publisher", publisher);
    put("lang", feed.lang.clone());
    if let Some(url) = page(entry) {
        about.insert("url".to_owned(), url.as_str().into());
    }
    // Names of files and addresses may bear names of people; a host and a number do not.
    let name = format!("{}-{:08x}", site(&feed.url).replace(':', "-"), hash(&entry.id) >> 32);
    let place = format!("{} {}", feed.url, entry.id);
    Some(Source {
        name,
        format: Format::Html,
        line: 0,
        body,
        sidecar: Some(serde_json::Value::Object(about).to_string().into_bytes()),
        place,
    })
}

/// Headline and text of an entry as a page.
fn told(entry: &Entry, title: Option<&str>) -> Option<String> {
    let body = |content: &Content| content.body.as_deref().map(|b| markup(b, content.content_type.subty().as_str() == "plain"));
    let text = entry.content.as_ref().and_then(body);
    let text = text.or_else(|| entry.summary.as_ref().map(|s| markup(&s.content, s.content_type.subty().as_str() == "plain")));
    if title.is_none() && text.is_none() {
        return None;
    }
    let title = title.map(|t| format!("<h1>{}</h1>\n", escaped(t))).unwrap_or_default();
    Some(format!("<!doctype html>\n<meta charset=\"utf-8\">\n<article>\n{title}{}\n</article>\n", text.unwrap_or_default()))
}

fn markup(text: &str, is_plain: bool) -> String {
    // Many feeds call markup plain text.
    let plain = is_plain && !text.contains("</") && !text.contains("/>");
    if plain { format!("<p>{}</p>", escaped(text)) } else { text.to_owned() }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A text without line breaks and control characters.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect()
}
