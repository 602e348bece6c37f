//! Tags: names, attributes, where they end.

use memchr::memchr;

use super::entity;

/// How the reader treats an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Block,
    Paragraph,
    Heading,
    Quote,
    Caption,
    Preformatted,
    Item,
    List,
    Term,
    TermList,
    Table,
    TablePart,
    Row,
    Cell,
    /// No part of an article.
    Aside,
    /// Its content is not shown.
    Hidden,
    /// Its content is no markup, and is not shown.
    Raw,
    Break,
    Rule,
    Link,
    Html,
    Meta,
    LinkRel,
    Time,
    /// Has no content.
    Void,
    /// Formatting that browsers carry over block ends.
    Formatting,
    /// Anything else: shown in line.
    Inline,
}

/// Elements by name, sorted.
#[rustfmt::skip]
const NAMES: &[(&str, Class)] = {
    use Class::*;
    &[
        ("a", Link), ("address", Block), ("area", Void), ("article", Block), ("aside", Aside), ("b", Formatting), ("base", Void),
        ("big", Formatting), ("blockquote", Quote), ("body", Block), ("br", Break), ("button", Hidden), ("caption", Caption),
        ("center", Block), ("code", Formatting), ("col", Void), ("dd", Term), ("details", Block), ("dialog", Block), ("div", Block),
        ("dl", TermList), ("dt", Term), ("em", Formatting), ("embed", Void), ("fieldset", Block), ("figcaption", Caption),
        ("figure", Caption), ("font", Formatting), ("footer", Aside), ("form", Block), ("h1", Heading), ("h2", Heading),
        ("h3", Heading), ("h4", Heading), ("h5", Heading), ("h6", Heading), ("head", Block), ("header", Block), ("hgroup", Block),
        ("hr", Rule), ("html", Html), ("i", Formatting), ("iframe", Raw), ("img", Void), ("input", Void), ("legend", Block),
        ("li", Item), ("link", LinkRel), ("main", Block), ("math", Hidden), ("menu", List), ("meta", Meta), ("nav", Aside),
        ("nobr", Formatting), ("noembed", Raw), ("noframes", Raw), ("noscript", Hidden), ("ol", List), ("p", Paragraph),
        ("param", Void), ("pre", Preformatted), ("s", Formatting), ("script", Raw), ("section", Block), ("select", Hidden),
        ("small", Formatting), ("source", Void), ("strike", Formatting), ("strong", Formatting), ("style", Raw), ("summary", Block),
        ("svg", Hidden), ("table", Table), ("tbody", TablePart), ("td", Cell), ("template", Hidden), ("textarea", Raw),
        ("tfoot", TablePart), ("th", Cell), ("thead", TablePart), ("time", Time), ("title", Raw), ("tr", Row), ("track", Void),
        ("tt", Formatting), ("u", Formatting), ("ul", List), ("wbr", Void), ("xmp", Raw),
    ]
};

/// How many elements have an id.
pub(crate) const IDS: usize = 128;
/// The id of elements without one.
pub(crate) const UNKNOWN: u8 = IDS as u8 - 1;

/// A start or end tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag<'a> {
    /// Index of the name, [`UNKNOWN`] for others.
    pub(crate) id: u8,
    pub(crate) class: Class,
    pub(crate) closing: bool,
    /// What stands between name and ">".
    attributes: &'a str,
    /// Number of attributes.
    pub(crate) count: usize,
    /// One past the ">".
    pub(crate) end: usize,
}

impl<'a> Tag<'a> {
    /// The tag whose "<" stands at `at`; the caller has seen that a letter or "/" and a letter follow. `None` where it never ends.
    pub(crate) fn read(html: &'a str, at: usize) -> Option<Self> {
        let bytes = html.as_bytes();
        let closing = bytes.get(at + 1) == Some(&b'/');
        let start = at + 1 + usize::from(closing);
        let len = bytes[start..].iter().take_while(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C | b'/' | b'>')).count();
        let (id, class) = lookup(&bytes[start..start + len]);
        let mut count = 0;
        let end = attributes(bytes, start + len, |_, _| count += 1)?;
        Some(Self { id, class, closing, attributes: &html[start + len..end - 1], count, end })
    }

    pub(crate) fn name(&self) -> &'static str {
        NAMES.get(usize::from(self.id)).map_or("", |(name, _)| name)
    }

    /// The value of the first attribute called `name`, decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut found = None;
        let bytes = self.attributes.as_bytes();
        attributes(bytes, 0, |key, value| {
            if found.is_none() && self.attributes[key.clone()].eq_ignore_ascii_case(name) {
                found = Some(entity::decode(&self.attributes[value]));
            }
        });
        found
    }

    /// Whether the page does not show the element.
    pub(crate) fn is_hidden(&self) -> bool {
        if self.attributes.len() < 6 {
            return false;
        }
        self.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
            || self.attribute("style").is_some_and(|style| {
                let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
                style.to_ascii_lowercase().contains("display:none")
            })
    }
}

fn lookup(name: &[u8]) -> (u8, Class) {
    let mut lower = [0u8; 10];
    let Some(target) = lower.get_mut(..name.len()) else { return (UNKNOWN, Class::Inline) };
    target.copy_from_slice(name);
    target.make_ascii_lowercase();
    let target: &[u8] = target;
    match NAMES.binary_search_by(|(known, _)| known.as_bytes().cmp(target)) {
        Ok(found) => (found as u8, NAMES[found].1),
        Err(_) => (UNKNOWN, Class::Inline),
    }
}

/// Call `each` with the places of name and value of all attributes from `at` on; returns one past the closing ">", or past the end
/// of `bytes` where they stand alone.
fn attributes(bytes: &[u8], at: usize, mut each: impl FnMut(std::ops::Range<usize>, std::ops::Range<usize>)) -> Option<usize> {
    let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0C);
    let mut at = at;
    loop {
        at += bytes.get(at..)?.iter().take_while(|b| blank(b) || **b == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        // A "=" may start a name, but not end it.
        let len = 1 + bytes[at + 1..].iter().take_while(|b| !blank(b) && !matches!(b, b'/' | b'>' | b'=')).count();
        let name = at..at + len;
        at += len;
        let gap = bytes[at..].iter().take_while(|b| blank(b)).count();
        if bytes.get(at + gap) != Some(&b'=') {
            each(name, at..at);
            continue;
        }
        at += gap + 1;
        at += bytes[at..].iter().take_while(|b| blank(b)).count();
        let (value, after) = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = at + 1 + memchr(*quote, &bytes[at + 1..])?;
                (at + 1..end, end + 1)
            }
            _ => {
                let end = at + bytes[at..].iter().take_while(|b| !blank(b) && **b != b'>').count();
                (at..end, end)
            }
        };
        at = after;
        each(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| *name));
        assert!(NAMES.len() < usize::from(UNKNOWN));
    }

    #[test]
    fn attributes_in_every_spelling() {
        let html = r#"<META Property = "og:title"  content='A > "B" &amp; C' lone x=y/>z"#;
        let tag = Tag::read(html, 0).expect("ends");
        assert_eq!((tag.class, tag.count, &html[tag.end..]), (Class::Meta, 4, "z"));
        assert_eq!(tag.attribute("property").as_deref(), Some("og:title"));
        assert_eq!(tag.attribute("content").as_deref(), Some("A > \"B\" & C"));
        assert_eq!(tag.attribute("lone").as_deref(), Some(""));
        assert_eq!(tag.attribute("x").as_deref(), Some("y/"));
        assert!(Tag::read("<a href=\"x>", 0).is_none());
    }
}
