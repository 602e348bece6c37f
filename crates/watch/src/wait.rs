//! How long to wait: after failures, as a site asks, and between two requests to a host.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// The longest wait after failures.
const LONGEST_S: u64 = 24 * 3600;
/// The longest wait that a site may ask for.
const ASKED_S: i64 = 7 * 24 * 3600;
/// The longest wait between requests that a robots.txt may ask for.
const CRAWL: Duration = Duration::from_secs(60);

/// Seconds to wait after so many failures in a row: twice as long each time, a quarter more or less so that feeds that failed together do
/// not come back together.
pub(crate) fn after_failures(failures: u32, every_minutes: u64, url: &str) -> i64 {
    let base = (every_minutes * 60).saturating_mul(1 << failures.saturating_sub(1).min(12)).min(LONGEST_S);
    let share = hash(&format!("{url} {failures}")) % 1000;
    i64::try_from(base * (750 + share / 2) / 1000).unwrap_or(i64::MAX)
}

/// Seconds to wait as `Retry-After` asks (RFC 9110, 10.2.3): a number of seconds, or a date.
pub(crate) fn asked(retry_after: &str, now: i64) -> Option<i64> {
    let text = retry_after.trim();
    let seconds = match text.parse::<u64>() {
        Ok(seconds) => i64::try_from(seconds).unwrap_or(i64::MAX),
        Err(_) => jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(Timestamp::as_second)? - now,
    };
    Some(seconds.clamp(0, ASKED_S))
}

/// FNV-1a.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Whose turn it is at each host.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    next: BTreeMap<String, Instant>,
}

impl Turns {
    /// Wait until `site` may be asked again, and keep the next away for `gap`, or as long as the site wishes.
    pub(crate) fn wait(&mut self, site: &str, gap: Duration, wished: Option<Duration>) {
        if let Some(left) = self.next.get(site).and_then(|next| next.checked_duration_since(Instant::now())) {
            std::thread::sleep(left);
        }
        self.next.insert(site.to_owned(), Instant::now() + wished.map_or(gap, |w| w.clamp(gap, CRAWL.max(gap))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_day_and_feeds_part() {
        let waits: Vec<i64> = (1..=12).map(|n| after_failures(n, 30, "https://example.org/rss")).collect();
        assert!((1350..=2250).contains(&waits[0]) && (2700..=4500).contains(&waits[1]), "{waits:?}");
        assert!(waits.iter().all(|w| *w <= 24 * 3600 * 5 / 4) && waits[11] >= 24 * 3600 * 3 / 4, "{waits:?}");
        assert_eq!(after_failures(3, 30, "a"), after_failures(3, 30, "a"), "no chance in it");
        assert_ne!(after_failures(3, 30, "https://a.example/"), after_failures(3, 30, "https://b.example/"));
    }

    #[test]
    fn a_site_asks_in_seconds_or_by_a_date() {
        assert_eq!(asked("120", 0), Some(120));
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777 - 60), Some(60));
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777 + 60), Some(0));
        assert_eq!(asked("99999999999999999999", 0), None);
        assert_eq!(asked("999999999", 0), Some(ASKED_S));
        assert_eq!(asked("soon", 0), None);
    }
}
