//! What is shown while the first snapshot is made: how much the file holds and what came in last, from its indexes. Statements,
//! contradictions and charts need all claims at once; their pages say so, and give way by themselves.

use exode::{Listed, Query, ReviewState, Stats, StoreError};
use maud::{Markup, html};

use super::claims::list;
use super::frame::page;
use super::piece::{filter, text};
use crate::ask::Ask;
use crate::entry::Entry;
use crate::filter::Filter;
use crate::people::Role;
use crate::reply::Reply;
use crate::words::{Words, fill};

/// Claims shown.
const NEWEST: usize = 20;

/// A page that cannot be made yet.
pub(crate) fn early(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let main = html! { h1 { (w.making) } (waiting(ask)) p { a href="/" { (w.overview) } } };
    page(ask, 503, &w.making, main).with("retry-after", "5")
}

/// The first view.
pub(super) fn overview(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let (stats, newest) = match found(ask, &Filter::default()) {
        Ok(found) => found,
        Err(error) => return failed(w, &error),
    };
    let numbers = [(stats.claims, "claim", Some("/claims")), (stats.reports, "report", None)];
    let main = html! {
        h1 { (text(&ask.site.title)) }
        (waiting(ask))
        ul.numbers {
            @for (n, what, target) in numbers {
                @let number = html! { b { (w.tally(n)) } " " span { (w.counted_word(n, what)) } };
                li { @match target { Some(target) => { a href=(target) { (number) } } None => { span { (number) } } } }
            }
        }
        (newest_claims(ask, newest.as_deref()))
    };
    page(ask, 200, &w.overview, main)
}

/// The claims added last that are asked for.
pub(super) fn claims(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let wanted = Filter::of(ask.request);
    let (_, newest) = match found(ask, &wanted) {
        Ok(found) => found,
        Err(error) => return failed(w, &error),
    };
    let main = html! {
        h1 { (w.claims) }
        (waiting(ask))
        (filter(ask, &wanted, "/claims", true))
        (newest_claims(ask, newest.as_deref()))
    };
    page(ask, 200, &w.claims, main)
}

fn failed(w: &Words, error: &StoreError) -> Reply {
    super::plain(w, 500, &w.wrong_title, &error.to_string())
}

/// What is being done, or why it cannot be.
fn waiting(ask: &Ask<'_>) -> Markup {
    let w = ask.w;
    html! {
        @match ask.site.room.failed() {
            Some(why) => { div.refused role="alert" { p { (w.making_failed) } p lang="en" { (text(&why)) } } }
            None => { p.note role="status" { (w.making_intro) } }
        }
    }
}

fn newest_claims(ask: &Ask<'_>, newest: Option<&[Listed]>) -> Markup {
    let w = ask.w;
    let Some(newest) = newest else { return html! {} };
    let entries: Vec<Entry<'_>> = newest.iter().map(|l| Entry::of_listed(l, None)).collect();
    html! {
        section #newest {
            h2 { (fill(&w.making_newest, entries.len())) }
            @if entries.is_empty() { p { (w.none_found) } } @else { (list(ask, &entries)) }
        }
    }
}

/// How much the file holds, and the claims added last; these are `None` for readers of a ledger that holds what is not for everybody: what
/// must be kept from them is decided where evidence is made.
fn found(ask: &Ask<'_>, wanted: &Filter) -> Result<(Stats, Option<Vec<Listed>>), StoreError> {
    let file = ask.site.room.file();
    let stats = file.stats()?;
    let reviewer = ask.may(Role::Reviewer);
    if !reviewer && (file.is_guarded()? || wanted.state == Some(ReviewState::Rejected)) {
        return Ok((stats, None));
    }
    let words = |text: &str| text.split_whitespace().map(|word| format!("{word}*")).collect::<Vec<_>>().join(" ");
    let query = Query {
        text: Some(words(&format!("{} {}", wanted.words, wanted.source))).filter(|t| !t.is_empty()),
        measure: wanted.measure,
        place: Some(wanted.place.clone()).filter(|p| !p.is_empty()),
        since: wanted.since,
        until: wanted.until,
        state: wanted.state,
        limit: NEWEST,
        ..Query::default()
    };
    let mut newest = file.list(&query)?;
    newest.retain(|l| wanted.state.is_some() || l.told.verified.state != ReviewState::Rejected);
    Ok((stats, Some(newest)))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::ask::Site;
    use crate::people::{People, Person};
    use crate::reply::{Body, Reply};
    use crate::request::{Method, Request};
    use crate::room::Room;
    use crate::routes::answer;

    /// A ledger of two reports, removed when dropped.
    struct Ledger(PathBuf);

    impl Ledger {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("exode-early-{}-{name}.exode", std::process::id()));
            let mut store = exode::Store::open(&path, true).unwrap();
            let report = |name: &str, text: &str| exode::Source {
                name: name.into(),
                format: exode::Format::Plain,
                line: 0,
                body: text.as_bytes().to_vec(),
                sidecar: Some(br#"{"published": "2022-09-27", "lang": "en", "publisher": "A"}"#.to_vec()),
                place: name.into(),
            };
            let reports = vec![
                report("a", "More than 6,512 refugees arrived in Poland on Monday, UNHCR said."),
                report("b", "About 9,137 people crossed into Georgia on Monday, the interior ministry said."),
            ];
            exode::add(&mut store, std::iter::once(reports), exode::Languages::embedded(), &|| "2022-09-28T00:00:00Z".into(), |_| true)
                .unwrap();
            Self(path)
        }
    }

    impl Drop for Ledger {
        fn drop(&mut self) {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", self.0.display()));
            }
        }
    }

    const PEOPLE: [(&str, Role); 2] = [("ben", Role::Reviewer), ("eva", Role::Reader)];

    fn site(ledger: &Ledger) -> Site {
        let mut people = People::new().unwrap();
        for (name, role) in PEOPLE {
            people.add(Person { name: name.into(), role }, &token(name)).unwrap();
        }
        Site {
            title: "Test".into(),
            people,
            room: Arc::new(Room::open(&ledger.0).unwrap()),
            fits: None,
            now: || "2022-09-28T00:00:00Z".into(),
            today: || jiff::civil::date(2022, 9, 28),
            languages: exode::Languages::embedded(),
            hosts: vec!["localhost:1".into()],
            tls: None,
            cookie: "exode-1".into(),
            secure: false,
        }
    }

    fn token(name: &str) -> String {
        format!("{name}-0123456789012345678901234567890123456789")
    }

    fn ask(site: &Site, person: &str, path: &str) -> (Reply, String) {
        let headers = vec![("authorization".to_owned(), format!("Bearer {}", token(person)))];
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let request = Request { method: Method::Get, path: path.into(), query: crate::url::pairs(query), headers, body: Vec::new() };
        let reply = answer(site, &request);
        let Body::Whole(body) = &reply.body else { panic!("a whole answer") };
        let text = String::from_utf8(body.clone()).unwrap().replace('\u{a0}', " ");
        (reply, text)
    }

    #[test]
    fn while_the_ledger_is_read_a_page_shows_what_the_file_knows_and_says_what_is_missing() {
        let ledger = Ledger::new("page");
        let site = site(&ledger);
        let (first, text) = ask(&site, "ben", "/");
        assert_eq!(first.status, 200);
        assert!(text.contains("The ledger is being read") && text.contains("data-early"), "{text}");
        assert!(text.contains("<b>2</b> <span>claims</span>") && text.contains("<mark>About 9,137 people</mark>"), "{text}");
        let (_, found) = ask(&site, "ben", "/claims?q=pol&source=unhcr");
        assert!(found.contains("6,512") && !found.contains("9,137"), "{found}");
        for path in ["/statements", "/discrepancies", "/review", "/briefing.html", "/exports", "/reports"] {
            let (reply, text) = ask(&site, "ben", path);
            let retry = reply.headers.iter().any(|(name, value)| *name == "retry-after" && value == "5");
            assert!(reply.status == 503 && retry && text.contains("The ledger is being read"), "{path}: {text}");
        }
        assert_eq!(ask(&site, "ben", "/api/v1/statements").0.status, 503);
        let (status, told) = ask(&site, "eva", "/api/v1/status");
        let told: serde_json::Value = serde_json::from_str(&told).unwrap();
        assert_eq!(status.status, 200);
        assert_eq!((&told["state"], &told["claims"], &told["statements"]), (&"reading".into(), &2.into(), &serde_json::Value::Null));
        // As soon as the ledger is read, the same addresses give all of it.
        std::thread::scope(|scope| {
            scope.spawn(|| site.room.keep());
            let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
            while ask(&site, "eva", "/statements").0.status == 503 && std::time::Instant::now() < until {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            let (full, text) = ask(&site, "eva", "/");
            site.room.close();
            assert!(full.status == 200 && !text.contains("data-early") && text.contains("<b>2</b> <span>statements</span>"), "{text}");
        });
    }

    #[test]
    fn readers_of_a_ledger_with_secrets_are_shown_no_claim_before_it_is_known_which() {
        let ledger = Ledger::new("guarded");
        let site = site(&ledger);
        let claim = site.room.file().list(&Query { limit: 1, ..Query::default() }).unwrap()[0].told.claim.id;
        let secret = exode::Review {
            claim,
            action: exode::Action::Classify(exode::Sensitivity::Confidential),
            by: "ben".into(),
            at: "2022-09-28T00:00:00Z".into(),
            why: String::new(),
        };
        exode::Store::open(&ledger.0, false).unwrap().review(&[secret]).unwrap();
        for path in ["/", "/claims", "/claims?state=rejected"] {
            let (reply, text) = ask(&site, "eva", path);
            assert!(reply.status == 200 && !text.contains("9,137") && !text.contains("6,512"), "{path}: {text}");
        }
        assert_eq!(ask(&site, "eva", &format!("/claim/{claim}")).0.status, 503);
        assert!(ask(&site, "ben", "/").1.contains("9,137"));
    }
}
