//! Which blocks of a page are its article.
//!
//! dom_smoothie picks the article out of a tree and gives it back as HTML without offsets. The same scanner that cut the page cuts
//! that HTML too, and the blocks that both have in common are the article.

use std::collections::{BTreeMap, BTreeSet};

use dom_smoothie::{Config, Readability};
use memchr::{memchr3_iter, memmem};

use super::entity;
use super::scan::{Cost, Page, scan};
use crate::builder::Draft;
use crate::document::BlockKind;
use crate::shape::ends_sentence;

/// Pages larger than this are not searched.
const MAX_BYTES: usize = 8 << 20;
/// Nor those with less text than this.
const MIN_BYTES: usize = 500;
/// Nor pages that nest deeper than this, or would make a tree builder work without end.
const MAX_COST: Cost = Cost { depth: 500, carried: 200_000, attributes: 500, tags: 400_000 };
/// A tree builder walks up from every tag.
const MAX_STEPS: usize = 20_000_000;
/// References, and "&", "<" and NULs that begin nothing, cost it time that grows with their square.
const MAX_REFERENCES: usize = 100_000;
const MAX_STRAYS: usize = 20_000;
/// Blocks whose first characters agree are the same, even if the article's lost an inner part.
const PREFIX_CHARS: usize = 40;
/// A paragraph between title and article is its lead when at least as long.
const LEAD_CHARS: usize = 60;
/// Bytes that may be searched for blocks that only agree in part.
const SEARCH_BYTES: usize = 64 << 20;

/// Why there is no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Miss {
    /// There is too little text for an article to stand out.
    Short,
    /// The page was too costly to search.
    Skipped,
    /// The search found nothing that can be placed on the page.
    NotFound,
}

/// For each block of `page` whether it belongs to the article of `html`, from which the page was scanned.
pub(crate) fn choose(html: &str, page: &Page, title: Option<&str>) -> Result<Vec<bool>, Miss> {
    if html.len() > MAX_BYTES || is_costly(html, &page.cost) {
        return Err(Miss::Skipped);
    }
    let text = &page.builder.text;
    let drafts = &page.builder.drafts;
    if text.len() < MIN_BYTES {
        return Err(Miss::Short);
    }
    let article = extract(html).ok_or(Miss::NotFound)?;
    let mut chosen = align(page, &article);
    if drafts.iter().zip(&chosen).any(|(draft, chosen)| *chosen && !draft.context.aside) {
        for (draft, chosen) in drafts.iter().zip(&mut chosen) {
            *chosen &= !draft.context.aside;
        }
    }
    let length = |keep: &dyn Fn(usize, &Draft) -> bool| -> usize {
        drafts.iter().enumerate().filter(|(i, draft)| keep(*i, draft)).map(|(_, draft)| draft.span.len()).sum()
    };
    let found = length(&|i, _| chosen[i]);
    let there = length(&|_, draft| draft.context.kind == BlockKind::Body && draft.context.proper && is_paragraph(draft, text));
    if found == 0 || found * 4 < there {
        return Err(Miss::NotFound);
    }
    add_title_and_lead(page, title, &mut chosen);
    Ok(chosen)
}

/// Whether building a tree of the page could take unreasonably long.
fn is_costly(html: &str, cost: &Cost) -> bool {
    if cost.exceeds(&MAX_COST) || cost.depth * cost.tags > MAX_STEPS {
        return true;
    }
    let (mut references, mut strays) = (0, 0);
    let bytes = html.as_bytes();
    for at in memchr3_iter(b'&', b'<', 0, bytes) {
        match (bytes[at], bytes.get(at + 1)) {
            (b'<', Some(b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!' | b'?')) => {}
            (b'&', _) if entity::reference(&html[at..]).is_some() => references += 1,
            _ => strays += 1,
        }
        if references > MAX_REFERENCES || strays > MAX_STRAYS {
            return true;
        }
    }
    false
}

/// The article as a page of its own.
fn extract(html: &str) -> Option<Page> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    Some(scan(&article.content)).filter(|page| !page.builder.drafts.is_empty())
}

/// Text without white space: what a block is compared by.
fn key(draft: &Draft, text: &str) -> String {
    draft.span.of(text).chars().filter(|c| !c.is_whitespace()).collect()
}

fn prefix(key: &str) -> Option<&str> {
    key.char_indices().nth(PREFIX_CHARS).map(|(end, _)| &key[..end])
}

fn align(page: &Page, article: &Page) -> Vec<bool> {
    let keys = |page: &Page| -> Vec<String> { page.builder.drafts.iter().map(|draft| key(draft, &page.builder.text)).collect() };
    let (here, there) = (keys(page), keys(article));
    let known: BTreeSet<&str> = there.iter().map(String::as_str).collect();
    let prefixes: BTreeSet<&str> = there.iter().filter_map(|key| prefix(key)).collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for key in &here {
        *times.entry(key).or_default() += 1;
    }
    let alike = |key: &String| known.contains(key.as_str()) || prefix(key).is_some_and(|start| prefixes.contains(start));
    let same: Vec<bool> = here.iter().map(alike).collect();
    let unique = |i: &usize| same[*i] && times.get(here[*i].as_str()) == Some(&1);
    let any = |i: &usize| same[*i];
    // Text that stands on the page more than once is the article's only between blocks that are certain.
    let first = (0..here.len()).find(unique).or_else(|| (0..here.len()).find(any));
    let last = (0..here.len()).rfind(unique).or_else(|| (0..here.len()).rfind(any));
    let (Some(first), Some(last)) = (first, last) else { return vec![false; here.len()] };
    let whole = there.concat();
    let mut budget = SEARCH_BYTES;
    let mut chosen = vec![false; here.len()];
    for i in first..=last {
        chosen[i] = same[i]
            || (here[i].len() > PREFIX_CHARS && budget > 0 && {
                budget = budget.saturating_sub(whole.len());
                memmem::find(whole.as_bytes(), here[i].as_bytes()).is_some()
            });
    }
    chosen
}

fn is_paragraph(draft: &Draft, text: &str) -> bool {
    !draft.context.aside && draft.span.len() >= LEAD_CHARS && draft.linked * 2 < draft.span.len() && ends_sentence(draft.span.of(text))
}

/// Readability takes the title off, and with it often the paragraph in bold below; what it keeps of the page above is furniture.
fn add_title_and_lead(page: &Page, title: Option<&str>, chosen: &mut [bool]) {
    let (text, drafts) = (&page.builder.text, &page.builder.drafts);
    let length = |i: &usize| if chosen[*i] { drafts[*i].span.len() } else { 0 };
    let whole: usize = (0..drafts.len()).map(|i| length(&i)).sum();
    // The title stands above most of the article.
    let mut passed = 0;
    let Some(middle) = (0..drafts.len()).find(|i| {
        passed += length(i);
        passed * 2 > whole
    }) else {
        return;
    };
    let title: Option<String> = title.map(|title| title.chars().filter(|c| !c.is_whitespace()).collect());
    let is_title = |draft: &Draft| {
        let key = key(draft, text);
        title.as_ref().is_some_and(|title| {
            (key.len() * 2 >= title.len() && title.contains(&key)) || (title.len() >= 10 && key.contains(title.as_str()))
        })
    };
    let headings = |level: u8| (0..=middle).rev().filter(move |i| (1..=level).contains(&drafts[*i].level) && !drafts[*i].context.aside);
    let found = headings(1).find(|i| is_title(&drafts[*i])).or_else(|| headings(6).find(|i| is_title(&drafts[*i])));
    let Some(found) = found.or_else(|| headings(1).next_back()) else { return };
    chosen[..found].fill(false);
    chosen[found] = true;
    let first = (found + 1..drafts.len()).find(|i| chosen[*i]).unwrap_or(found + 1);
    for i in found + 1..first {
        chosen[i] = drafts[i].context.kind == BlockKind::Body && is_paragraph(&drafts[i], text);
    }
}

/// What is kept of a page without article: outside navigation, sidebars and footers its paragraphs, headings, items, captions and
/// rows, and what else ends like a sentence; all text where the page is `whole`, a fragment without head.
pub(crate) fn everything(page: &Page, whole: bool) -> Vec<bool> {
    let text = &page.builder.text;
    let proper = |draft: &Draft| !draft.context.aside && (whole || draft.context.proper || ends_sentence(draft.span.of(text)));
    let rules: [&dyn Fn(&Draft) -> bool; 2] = [&proper, &|draft| !draft.context.aside];
    for rule in rules {
        let chosen: Vec<bool> = page.builder.drafts.iter().map(rule).collect();
        if chosen.contains(&true) {
            return chosen;
        }
    }
    vec![true; page.builder.drafts.len()]
}
