//! The list of feeds, as somebody writes it.

use serde::Deserialize;
use url::{Host, Url};

use crate::net::authorities;

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// Not the TOML that is wanted; the message names the place.
    #[error("{name}: {source}")]
    Form {
        /// The file, as the caller named it.
        name: String,
        /// What the parser says.
        source: Box<toml::de::Error>,
    },
    /// A feed that cannot be asked.
    #[error("{name}: {url:?} {why}")]
    Feed {
        /// The file, as the caller named it.
        name: String,
        /// The address as written.
        url: String,
        /// What is amiss.
        why: &'static str,
    },
    /// Certificates that are none.
    #[error("{0}: authority holds no certificate: it takes PEM, from -----BEGIN CERTIFICATE----- on")]
    Authority(String),
    /// Nothing is listed.
    #[error("{0} lists no feed: write [[feed]] and url = \"https://...\"")]
    Empty(String),
}

/// The list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// Who runs this, told to the sites: an address of a page or a mailbox.
    #[serde(default)]
    pub contact: Option<String>,
    /// Seconds between two requests to a host, at least 1.
    #[serde(default = "gap")]
    pub gap_seconds: u64,
    /// Seconds any request may take, at least 1.
    #[serde(default = "timeout")]
    pub timeout_seconds: u64,
    /// Hosts, with their port where it is not the usual one, that may lie in private networks.
    #[serde(default)]
    pub allow_private: Vec<String>,
    /// Certificates (PEM) that vouch for the sites of this list instead of the public authorities: for feeds of an intranet.
    #[serde(default)]
    pub authority: Option<String>,
    /// The feeds.
    #[serde(default)]
    pub feed: Vec<Feed>,
}

/// One feed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: Url,
    /// Who publishes it; else as the feed calls itself.
    #[serde(default)]
    pub publisher: Option<String>,
    /// `fr` or `en`; else as the texts tell.
    #[serde(default)]
    pub lang: Option<String>,
    /// Minutes between two looks, at least 5.
    #[serde(default = "every")]
    pub every_minutes: u64,
    /// Whether the page of every new entry is asked for; else what the feed itself says of it is read.
    #[serde(default)]
    pub fetch_pages: bool,
    /// Whether http without TLS will do.
    #[serde(default)]
    pub allow_http: bool,
}

fn gap() -> u64 {
    2
}

fn timeout() -> u64 {
    30
}

fn every() -> u64 {
    30
}

impl Feeds {
    /// Read a list; `name` is what errors call it.
    ///
    /// # Errors
    /// Where it is no such list, is empty, or names what cannot be asked.
    pub fn parse(text: &str, name: &str) -> Result<Self, WatchError> {
        let mut feeds: Self = toml::from_str(text).map_err(|e| WatchError::Form { name: name.to_owned(), source: Box::new(e) })?;
        if feeds.feed.is_empty() {
            return Err(WatchError::Empty(name.to_owned()));
        }
        if feeds.authority.as_deref().is_some_and(|pem| authorities(pem).is_none()) {
            return Err(WatchError::Authority(name.to_owned()));
        }
        feeds.gap_seconds = feeds.gap_seconds.max(1);
        feeds.timeout_seconds = feeds.timeout_seconds.clamp(1, 600);
        for feed in &mut feeds.feed {
            let wrong = |why| WatchError::Feed { name: name.to_owned(), url: feed.url.to_string(), why };
            if !feed.url.username().is_empty() || feed.url.password().is_some() {
                return Err(wrong("holds a password; passwords are not kept in lists"));
            }
            if feed.url.host().is_none() || !matches!(feed.url.scheme(), "http" | "https") {
                return Err(wrong("is no address of the web"));
            }
            if !may_go(&feed.url, feed.allow_http) {
                return Err(wrong("speaks no TLS; say allow_http = true if it has to be"));
            }
            if feed.lang.as_deref().is_some_and(|l| !matches!(l, "fr" | "en")) {
                return Err(wrong("has a lang that is not fr or en"));
            }
            feed.every_minutes = feed.every_minutes.max(5);
        }
        Ok(feeds)
    }

    /// Hosts that may lie in private networks: those listed so, and the addresses in numbers that feeds are listed by. The name of a feed is
    /// none: whoever owns it could lead it elsewhere at any time.
    pub(crate) fn private_hosts(&self) -> Vec<String> {
        let numbers = self.feed.iter().filter(|f| !matches!(f.url.host(), Some(Host::Domain(name)) if name != "localhost"));
        self.allow_private.iter().cloned().chain(numbers.map(|f| site(&f.url))).collect()
    }
}

/// The host with its port where that is not the usual one.
pub(crate) fn site(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// Whether an address speaks TLS, or may do without.
pub(crate) fn may_go(url: &Url, allow_http: bool) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    url.scheme() == "https" || url.scheme() == "http" && (allow_http || here)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        Feeds::parse(text, "feeds.toml").unwrap_err().to_string()
    }

    #[test]
    fn only_what_is_written_down_as_private_may_be() {
        let list = "allow_private = [\"feeds.intranet\"]\n[[feed]]\nurl = \"https://example.org/rss\"\n[[feed]]\nurl = \"http://127.0.0.1:81/rss\"\n";
        assert_eq!(Feeds::parse(list, "x").unwrap().private_hosts(), ["feeds.intranet", "127.0.0.1:81"]);
    }

    #[test]
    fn a_list_says_what_it_means_or_is_refused() {
        let feeds = Feeds::parse("[[feed]]\nurl = \"https://example.org/rss\"\nevery_minutes = 1\n", "feeds.toml").unwrap();
        assert_eq!((feeds.feed[0].every_minutes, feeds.feed[0].fetch_pages, feeds.gap_seconds), (5, false, 2));
        assert!(wrong("").contains("lists no feed"));
        assert!(wrong("authority = \"trust me\"\n[[feed]]\nurl = \"https://example.org/rss\"\n").contains("BEGIN CERTIFICATE"));
        assert!(wrong("[[feed]]\nurl = \"https://example.org\"\nbogus = 1\n").contains("bogus"));
        assert!(wrong("[[feed]]\nurl = \"http://example.org/rss\"\n").contains("allow_http"));
        assert!(wrong("[[feed]]\nurl = \"file:///etc/passwd\"\n").contains("no address of the web"));
        assert!(wrong("[[feed]]\nurl = \"https://me:secret@example.org/\"\n").contains("password"));
        assert!(wrong("[[feed]]\nurl = \"https://example.org/\"\nlang = \"de\"\n").contains("fr or en"));
        assert!(Feeds::parse("[[feed]]\nurl = \"http://127.0.0.1:9/rss\"\n", "x").is_ok(), "this machine needs no TLS");
    }
}
