//! What is asked of a list: all of it stands in the address, so that a view can be kept, sent and come back to.

use std::fmt::Write as _;

use exode::ReviewState;
use exode::claim::Measure;
use jiff::civil::Date;

use crate::entry::Entry;
use crate::people::Role;
use crate::request::Request;
use crate::snapshot::Snapshot;
use crate::url::encoded;

/// Letters of a question.
const LONGEST: usize = 200;

/// Which claims are wanted. Everything stated must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Filter {
    /// Words that must all occur in sentence, places, source or report; accents and case ignored.
    pub(crate) words: String,
    /// Words of who states or relays it.
    pub(crate) source: String,
    /// Id of a place, or words of its name: origin, destination, crossing or place.
    pub(crate) place: String,
    /// What is measured.
    pub(crate) measure: Option<Measure>,
    /// First day the figure may speak of.
    pub(crate) since: Option<Date>,
    /// Last day it may speak of.
    pub(crate) until: Option<Date>,
    /// Where it stands in review.
    pub(crate) state: Option<ReviewState>,
}

impl Filter {
    /// What an address asks. What it cannot mean asks for nothing.
    pub(crate) fn of(request: &Request) -> Self {
        // A question of a page's length asks for nothing more, and would be held against every claim.
        let text = |key| request.asked(key).unwrap_or_default().chars().take(LONGEST).collect();
        let day = |key| request.asked(key).and_then(|d| d.parse().ok());
        Self {
            words: text("q"),
            source: text("source"),
            place: text("place"),
            measure: request.asked("measure").and_then(Measure::named),
            since: day("since"),
            until: day("until"),
            state: request.asked("state").and_then(|name| ReviewState::ALL.into_iter().find(|s| s.name() == name)),
        }
    }

    /// The query of an address that asks this; empty, or with its question mark.
    pub(crate) fn query(&self) -> String {
        let day = |d: Option<Date>| d.map(|d| d.to_string()).unwrap_or_default();
        let pairs = [
            ("q", self.words.clone()),
            ("source", self.source.clone()),
            ("place", self.place.clone()),
            ("measure", self.measure.map(|m| m.name().to_owned()).unwrap_or_default()),
            ("since", day(self.since)),
            ("until", day(self.until)),
            ("state", self.state.map(|s| s.name().to_owned()).unwrap_or_default()),
        ];
        let mut out = String::new();
        for (key, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = write!(out, "{}{key}={}", if out.is_empty() { '?' } else { '&' }, encoded(value));
        }
        out
    }

    /// The address of a page of the list at `path`.
    pub(crate) fn page(&self, path: &str, page: usize) -> String {
        let query = self.query();
        match page {
            0 | 1 => format!("{path}{query}"),
            n => format!("{path}{query}{}page={n}", if query.is_empty() { '?' } else { '&' }),
        }
    }

    /// Whether nothing is asked.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// This, ready to be held against many claims.
    pub(crate) fn ready(&self) -> Ready<'_> {
        let words = |text: &str| exode::folded(text).split_whitespace().map(|word| format!(" {word}")).collect();
        Ready { filter: self, words: words(&self.words), source: words(&self.source), place: words(&self.place) }
    }

    /// The claims of a snapshot that are wanted, those of the newest reports first. What was rejected is told only to those who could have.
    pub(crate) fn claims<'a>(&self, snapshot: &'a Snapshot, role: Role) -> Vec<Entry<'a>> {
        let ready = self.ready();
        if self.state == Some(ReviewState::Rejected) {
            if role < Role::Reviewer {
                return Vec::new();
            }
            return snapshot.rejected.iter().map(Entry::of_rejected).filter(|e| ready.wants(e, None)).collect();
        }
        let wanted = |&row: &usize| ready.wants(&Entry::of_row(snapshot, row), Some(snapshot.text(row)));
        snapshot.newest.iter().copied().filter(wanted).map(|row| Entry::of_row(snapshot, row)).collect()
    }

    /// The statements of which some telling is wanted, those last told first.
    pub(crate) fn statements(&self, snapshot: &Snapshot) -> Vec<usize> {
        if self.is_empty() {
            return snapshot.newest_statements.clone();
        }
        let ready = self.ready();
        let wanted = |row: &usize| ready.wants(&Entry::of_row(snapshot, *row), Some(snapshot.text(*row)));
        let told = |s: &usize| snapshot.evidence.statements[*s].tellings.iter().any(wanted);
        snapshot.newest_statements.iter().copied().filter(told).collect()
    }
}

/// A text as it is searched: folded, with a space before every word, so that a word asked for is met where a word begins ("georgi" in
/// "géorgienne", but not "or" in "border").
pub(crate) fn searchable(text: &str) -> String {
    format!(" {}", exode::folded(text))
}

/// A filter with its words folded once, each with a space before it.
pub(crate) struct Ready<'f> {
    filter: &'f Filter,
    words: Vec<String>,
    source: Vec<String>,
    place: Vec<String>,
}

impl Ready<'_> {
    /// Whether a claim is wanted; `text` is what it is searched by, where that was made already.
    pub(crate) fn wants(&self, entry: &Entry<'_>, text: Option<&str>) -> bool {
        let f = self.filter;
        if f.measure.is_some_and(|m| m != entry.claim.measure) || f.state.is_some_and(|s| s != entry.verified.state) {
            return false;
        }
        if f.since.is_some() || f.until.is_some() {
            let stated = entry.claim.time.map(|t| (t.start().or(t.end()), t.end().or(t.start())));
            let (first, last) = stated.unwrap_or((entry.published, entry.published));
            let late = f.since.is_none_or(|day| last.is_some_and(|l| l >= day));
            let early = f.until.is_none_or(|day| first.is_some_and(|f| f <= day));
            if !(late && early) {
                return false;
            }
        }
        let claim = entry.claim;
        if !self.place.is_empty() {
            let mut places = [&claim.origin, &claim.destination, &claim.crossing, &claim.place].into_iter().flatten();
            if !places.any(|p| p.id == f.place || has(&searchable(&p.name), &self.place)) {
                return false;
            }
        }
        if !self.source.is_empty() {
            let voices = claim.source.iter().chain(&claim.relay).map(ToString::to_string);
            let voices = searchable(&voices.chain([entry.outlet.to_owned()]).collect::<Vec<_>>().join(" "));
            if !has(&voices, &self.source) {
                return false;
            }
        }
        self.words.is_empty() || text.map_or_else(|| has(&searchable(entry.sentence), &self.words), |text| has(text, &self.words))
    }
}

fn has(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Method;
    use crate::url::pairs;

    fn asked(query: &str) -> Request {
        Request { method: Method::Get, path: "/claims".into(), query: pairs(query), headers: Vec::new(), body: Vec::new() }
    }

    #[test]
    fn an_address_says_all_that_is_asked() {
        let query = "?q=g%C3%A9orgie%20%26&source=FSB&place=GE&measure=wait&since=2022-09-21&until=2022-09-30&state=approved";
        let filter = Filter::of(&asked(&query[1..]));
        assert_eq!(filter.query(), query);
        assert_eq!(Filter::of(&asked(&filter.query()[1..])), filter);
        assert_eq!(filter.page("/claims", 3), format!("/claims{query}&page=3"));
        assert_eq!(Filter::default().page("/claims", 2), "/claims?page=2");
    }

    #[test]
    fn nonsense_asks_for_nothing() {
        assert!(Filter::of(&asked("measure=feet&since=monday&state=odd&page=x")).is_empty());
    }
}
