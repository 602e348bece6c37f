//! What a page says of itself: JSON-LD, OpenGraph, `<meta>`, `<time>`, `<html lang>`.

use serde_json::Value;

use super::entity;
use super::tag::Tag;
use crate::meta::{Meta, primary_subtag};

/// Names of `<meta>` elements that date a page, best first.
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
];
/// How many JSON-LD blocks are read.
const MAX_BLOCKS: usize = 32;
/// How deep articles are looked for in JSON-LD.
const MAX_DEPTH: usize = 8;

/// What was found, by how far it is trusted.
#[derive(Debug, Default)]
pub(crate) struct Head {
    articles: Meta,
    dates: Vec<(usize, String)>,
    times: Vec<(bool, String)>,
    html_lang: Option<String>,
    other_lang: Option<String>,
    og_title: Option<String>,
    title: Option<String>,
    site: Option<String>,
    url: Option<String>,
    og_url: Option<String>,
    blocks: usize,
    page: bool,
}

impl Head {
    /// `<title>` and JSON-LD scripts.
    pub(crate) fn raw_element(&mut self, tag: &Tag<'_>, content: &str) {
        match tag.name() {
            "title" if self.title.is_none() => self.title = text(&entity::decode(content)),
            "script" if self.blocks < MAX_BLOCKS => {
                let kind = tag.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
                if kind.starts_with("application/ld+json") {
                    self.blocks += 1;
                    if let Ok(json) = serde_json::from_str::<Value>(content.trim()) {
                        self.json_ld(&json, 0);
                    }
                }
            }
            _ => {}
        }
    }

    /// The first article found, with what others add.
    fn json_ld(&mut self, json: &Value, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        match json {
            Value::Array(items) => items.iter().for_each(|item| self.json_ld(item, depth + 1)),
            Value::Object(fields) => {
                if is_article(&fields.get("@type").cloned().unwrap_or_default()) {
                    self.articles.fill_from(article(json));
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = fields.get(key) {
                        self.json_ld(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }

    /// `<meta>`.
    pub(crate) fn meta(&mut self, tag: &Tag<'_>) {
        let Some(key) = ["property", "name", "itemprop", "http-equiv"].into_iter().find_map(|name| tag.attribute(name)) else {
            return;
        };
        let Some(content) = tag.attribute("content").and_then(|content| text(&content)) else { return };
        let key = key.trim().to_ascii_lowercase();
        match key.as_str() {
            "og:title" => first(&mut self.og_title, content),
            "og:site_name" => first(&mut self.site, content),
            "og:url" => first(&mut self.og_url, content),
            "og:locale" | "content-language" | "language" | "dc.language" => {
                if let Some(lang) = primary_subtag(&content) {
                    first(&mut self.other_lang, lang);
                }
            }
            key => {
                if let Some(rank) = DATES.iter().position(|name| *name == key) {
                    self.dates.push((rank, content));
                }
            }
        }
    }

    /// `<link rel=canonical>`.
    pub(crate) fn link(&mut self, tag: &Tag<'_>) {
        if tag.attribute("rel").is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"))
            && let Some(href) = tag.attribute("href").and_then(|href| text(&href))
        {
            first(&mut self.url, href);
        }
    }

    /// `<time datetime>`; a date of publication is worth more than any other.
    pub(crate) fn time(&mut self, tag: &Tag<'_>) {
        if self.times.len() < MAX_BLOCKS
            && let Some(when) = tag.attribute("datetime")
        {
            let published = tag.attribute("pubdate").is_some()
                || tag.attribute("itemprop").is_some_and(|prop| prop.eq_ignore_ascii_case("datepublished"));
            self.times.push((published, when));
        }
    }

    /// Whether this is a page rather than a fragment of one.
    pub(crate) fn is_page(&self) -> bool {
        self.page || self.title.is_some()
    }

    /// `<html lang>`.
    pub(crate) fn html(&mut self, tag: &Tag<'_>) {
        self.page = true;
        if let Some(lang) = tag.attribute("lang").or_else(|| tag.attribute("xml:lang")).and_then(|lang| primary_subtag(&lang)) {
            first(&mut self.html_lang, lang);
        }
    }

    /// The metadata: JSON-LD first, then OpenGraph and `<meta>`, then the rest of the page.
    pub(crate) fn into_meta(mut self) -> Meta {
        let mut meta = self.articles;
        self.dates.sort_by_key(|(rank, _)| *rank);
        self.times.sort_by_key(|(published, _)| !published);
        let dates = self.dates.into_iter().map(|(_, date)| date).chain(self.times.into_iter().map(|(_, date)| date));
        for date in dates {
            if meta.published.is_some() {
                break;
            }
            meta.date(&date);
        }
        meta.lang = self.html_lang.or(meta.lang).or(self.other_lang);
        meta.title = meta.title.or(self.og_title).or(self.title);
        meta.publisher = meta.publisher.or(self.site);
        meta.url = self.url.or(meta.url).or(self.og_url);
        meta
    }
}

fn first(slot: &mut Option<String>, value: String) {
    slot.get_or_insert(value);
}

/// White space collapsed, nothing where nothing is left.
fn text(raw: &str) -> Option<String> {
    let words: Vec<&str> = raw.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report",
        Value::Array(kinds) => kinds.iter().any(|kind| kind.is_string() && is_article(kind)),
        _ => false,
    }
}

fn article(json: &Value) -> Meta {
    let string = |value: Option<&Value>| value.and_then(Value::as_str).and_then(|raw| text(&entity::decode(raw)));
    let page = json.get("mainEntityOfPage");
    let publisher = match json.get("publisher") {
        Some(Value::Array(all)) => all.first(),
        other => other,
    };
    let mut meta = Meta {
        lang: string(json.get("inLanguage")).and_then(|lang| primary_subtag(&lang)),
        title: string(json.get("headline")),
        publisher: string(publisher.and_then(|p| p.get("name")).or(publisher)),
        url: string(json.get("url")).or_else(|| string(page)).or_else(|| string(page.and_then(|page| page.get("@id")))),
        ..Meta::default()
    };
    if let Some(date) = json.get("datePublished").and_then(Value::as_str) {
        meta.date(date);
    }
    meta
}
