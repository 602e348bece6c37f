//! Who asks the feeds.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use exode::Source;
use url::Url;

use crate::entry;
use crate::feeds::{Feed, Feeds, may_go, site};
use crate::memory::{Kept, Memory};
use crate::net::{Ask, Net, NetError};
use crate::robots::{self, Robots};
use crate::wait::{Turns, after_failures, asked};

/// Bytes of a feed, and of a page.
const FEED: usize = 8 << 20;
const PAGE: usize = 4 << 20;
/// Entries of a feed that are looked at, the first; and pages asked for in one look.
const ENTRIES: usize = 500;
const PAGES: usize = 25;
/// A robots.txt is asked for again after so long (RFC 9309, 2.4).
const ROBOTS: Duration = Duration::from_secs(24 * 3600);

/// What came of asking a feed.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing has changed.
    Same,
    /// Reports that are new. They count as known once [`Watcher::taken`] is told that they are kept.
    New(Vec<Source>),
    /// It asked to wait, or failed before, until that second since 1970.
    Waits(i64),
    /// It failed, and why; it is left alone for so many seconds.
    Failed(String, i64),
}

/// The feeds, what is known of them, and the way to them.
#[derive(Debug)]
pub struct Watcher {
    feeds: Feeds,
    memory: Memory,
    net: Net,
    turns: Turns,
    robots: BTreeMap<String, (Instant, Robots)>,
    /// What a feed is known by once its reports are kept.
    pending: BTreeMap<usize, Kept>,
}

/// Why a feed was not read, and how long its site asks to wait.
struct Failure {
    why: String,
    retry_s: Option<i64>,
}

impl From<NetError> for Failure {
    fn from(error: NetError) -> Self {
        Self { why: error.to_string(), retry_s: None }
    }
}

impl Watcher {
    /// Ask these feeds, with what is known of them.
    #[must_use]
    pub fn new(feeds: Feeds, memory: Memory) -> Self {
        let name = format!("exode/{} ({})", env!("CARGO_PKG_VERSION"), feeds.contact.as_deref().unwrap_or("reads feeds its user lists"));
        let net = Net::new(&name, Duration::from_secs(feeds.timeout_seconds), feeds.private_hosts(), feeds.authority.as_deref());
        Self { feeds, memory, net, turns: Turns::default(), robots: BTreeMap::new(), pending: BTreeMap::new() }
    }

    /// The feeds, in their order.
    #[must_use]
    pub fn feeds(&self) -> &[Feed] {
        &self.feeds.feed
    }

    /// What is to be kept for the next run.
    #[must_use]
    pub fn memory(&self) -> &Memory {
        &self.memory
    }

    /// Ask feed `n`; `now` is the second since 1970. It sleeps where a host wants time between requests.
    pub fn ask(&mut self, n: usize, now: i64) -> Outcome {
        let feed = self.feeds.feed[n].clone();
        let known = self.memory.feeds.get(feed.url.as_str()).cloned().unwrap_or_default();
        if known.not_before > now {
            return Outcome::Waits(known.not_before);
        }
        match self.look(&feed, &known, now) {
            Ok((kept, sources)) if sources.is_empty() => {
                self.memory.feeds.insert(feed.url.to_string(), kept);
                Outcome::Same
            }
            Ok((kept, sources)) => {
                self.pending.insert(n, kept);
                Outcome::New(sources)
            }
            Err(failure) => {
                let failures = known.failures.saturating_add(1);
                let wait = after_failures(failures, feed.every_minutes, feed.url.as_str()).max(failure.retry_s.unwrap_or(0));
                self.memory.feeds.insert(feed.url.to_string(), Kept { failures, not_before: now.saturating_add(wait), ..known });
                Outcome::Failed(failure.why, wait)
            }
        }
    }

    /// The reports of feed `n` are kept: they are known from now on.
    pub fn taken(&mut self, n: usize) {
        if let Some(kept) = self.pending.remove(&n) {
            self.memory.feeds.insert(self.feeds.feed[n].url.to_string(), kept);
        }
    }

    fn look(&mut self, feed: &Feed, known: &Kept, now: i64) -> Result<(Kept, Vec<Source>), Failure> {
        let accept = "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1";
        let ask = Ask { url: &feed.url, etag: known.etag.as_deref(), modified: known.modified.as_deref(), accept, most: FEED };
        let answer = self.get(feed, &ask)?;
        if answer.status == 304 {
            return Ok((Kept { failures: 0, not_before: 0, ..known.clone() }, Vec::new()));
        }
        if !(200..300).contains(&answer.status) {
            let retry_s = answer.retry_after.as_deref().and_then(|r| asked(r, now));
            return Err(Failure { why: format!("it answered with status {}", answer.status), retry_s });
        }
        let parser = feed_rs::parser::Builder::new().base_uri(Some(answer.url.as_str())).sanitize_content(false).build();
        // What a parser says may hold words of the feed.
        let parsed =
            parser.parse(answer.body.as_slice()).map_err(|_| Failure { why: "no feed, or a broken one".to_owned(), retry_s: None })?;
        let (mut seen, mut sources, mut pages, mut later) = (Vec::new(), Vec::new(), 0, false);
        for item in parsed.entries.iter().take(ENTRIES) {
            let key = entry::key(item);
            if known.seen.contains(&key) {
                seen.push(key);
                continue;
            }
            let fetched = match entry::page(item).filter(|_| feed.fetch_pages) {
                Some(_) if pages >= PAGES => {
                    later = true;
                    continue;
                }
                Some(url) => {
                    pages += 1;
                    match self.page(feed, &url) {
                        Ok(body) => body,
                        // Not now: the entry stays unknown and is met again.
                        Err(()) => {
                            later = true;
                            continue;
                        }
                    }
                }
                None => None,
            };
            sources.extend(entry::source(feed, &parsed, item, fetched));
            seen.push(key);
        }
        // Entries that wait must be met again: the next look asks for the whole feed.
        let (etag, modified) = if later { (None, None) } else { (answer.etag, answer.modified) };
        Ok((Kept { etag, modified, failures: 0, not_before: 0, seen }, sources))
    }

    /// The page of an entry; nothing where it is not to be had, and what the feed says will do; an error where it may be later.
    fn page(&mut self, feed: &Feed, url: &Url) -> Result<Option<Vec<u8>>, ()> {
        let ask = Ask { url, etag: None, modified: None, accept: "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5", most: PAGE };
        match self.get(feed, &ask) {
            Ok(answer) => match answer.status {
                200..=299 => Ok(Some(answer.body)),
                408 | 425 | 429 | 500..=599 => Err(()),
                _ => Ok(None),
            },
            Err(NetError::Failed(_)) => Err(()),
            Err(_) => Ok(None),
        }
    }

    /// Ask for an address where its site's robots.txt allows, at its turn.
    fn get(&mut self, feed: &Feed, ask: &Ask<'_>) -> Result<crate::net::Answer, NetError> {
        let Self { net, turns, robots, feeds, .. } = self;
        let gap = Duration::from_secs(feeds.gap_seconds);
        net.get(ask, &mut |url| {
            if !may_go(url, feed.allow_http) {
                return Err(NetError::Refused(format!("{} speaks no TLS", site(url))));
            }
            let rules = rules(net, turns, robots, url, feed.allow_http, gap)?;
            let path = url.query().map_or_else(|| url.path().to_owned(), |q| format!("{}?{q}", url.path()));
            if !rules.allows(&path) {
                return Err(NetError::Refused(format!("the robots.txt of {} does not allow it", site(url))));
            }
            turns.wait(&site(url), gap, rules.delay);
            Ok(())
        })
    }
}

/// The rules of the site of an address, asked for once a day. A site that has none allows everything; one that fails, nothing.
fn rules(
    net: &Net,
    turns: &mut Turns,
    known: &mut BTreeMap<String, (Instant, Robots)>,
    url: &Url,
    allow_http: bool,
    gap: Duration,
) -> Result<Robots, NetError> {
    let origin = url.origin().ascii_serialization();
    if let Some((since, robots)) = known.get(&origin)
        && since.elapsed() < ROBOTS
    {
        return Ok(robots.clone());
    }
    let Ok(address) = url.join("/robots.txt") else { return Ok(Robots::closed()) };
    let ask = Ask { url: &address, etag: None, modified: None, accept: "text/plain, */*;q=0.1", most: robots::MOST };
    let answer = net.get(&ask, &mut |url| {
        if !may_go(url, allow_http) {
            return Err(NetError::Refused(format!("{} speaks no TLS", site(url))));
        }
        turns.wait(&site(url), gap, None);
        Ok(())
    });
    let robots = match answer {
        Ok(answer) => match answer.status {
            200..=299 => Robots::parse(&String::from_utf8_lossy(&answer.body)),
            400..=499 if answer.status != 429 => Robots::open(),
            _ => Robots::closed(),
        },
        // Nothing else is asked of a site that cannot be reached either, and why is told; it may be there the next time.
        Err(away @ (NetError::Private(_) | NetError::Failed(_))) => return Err(away),
        Err(_) => Robots::closed(),
    };
    known.insert(origin, (Instant::now(), robots.clone()));
    Ok(robots)
}
