//! `exode watch` against a server of this machine that is friendly, slow, hostile or tired.

mod support;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use support::site::{Certificate, Reply, Site, ok, rss, status};
use support::{Folder, Run, run};

const FINLAND: (&str, &str, &str) =
    ("https://news.example/finland", "Border", "On 25 September, 8,314 Russians entered Finland, the Finnish Border Guard says.");

struct Watch {
    folder: Folder,
    ledger: PathBuf,
    list: PathBuf,
}

impl Watch {
    fn of(list: &str) -> Self {
        let folder = Folder::new();
        let path = folder.write("feeds.toml", format!("gap_seconds = 1\ntimeout_seconds = 3\n{list}"));
        Self { ledger: folder.path().join("watched.exode"), list: path, folder }
    }

    fn once(&self) -> Run {
        run(["watch".as_ref(), self.list.as_os_str(), "--once".as_ref(), "--ledger".as_ref(), self.ledger.as_os_str()])
    }

    fn claims(&self) -> Vec<serde_json::Value> {
        run(["list".as_ref(), "--json".as_ref(), "--ledger".as_ref(), self.ledger.as_os_str()]).json()
    }

    fn memory(&self) -> serde_json::Value {
        let text = std::fs::read_to_string(self.folder.path().join("feeds.memory.json")).expect("a memory");
        serde_json::from_str(&text).expect("JSON")
    }
}

fn feed(url: &str, more: &str) -> String {
    format!("[[feed]]\nurl = \"{url}\"\n{more}\n")
}

#[test]
fn new_entries_become_claims_and_what_has_not_changed_is_not_sent_again() {
    let site = Site::start(Box::new(|path, headers| match path {
        "/rss" if headers.get("if-none-match").is_some_and(|v| v == "\"v1\"") => status(304),
        "/rss" => Reply::Now(
            200,
            vec![("etag", "\"v1\"".into()), ("last-modified", "Tue, 27 Sep 2022 09:00:00 GMT".into())],
            rss(&[FINLAND]).into(),
        ),
        _ => status(404),
    }));
    let watch = Watch::of(&feed(&format!("http://{}/rss", site.address), "lang = \"en\""));
    let first = watch.once();
    assert_eq!(first.code, Some(0), "{}", first.all());
    assert!(first.out.contains("1 new or changed, 1 new claims"), "{}", first.out);
    let claims = watch.claims();
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!((claims[0]["low"].as_f64(), claims[0]["publisher"].as_str()), (Some(8314.0), Some("Border News")), "{}", claims[0]);
    assert!(claims[0].to_string().contains("2022-09-27"), "the entry's day is the report's: {}", claims[0]);
    let second = watch.once();
    assert!(second.out.contains("nothing new"), "{}", second.all());
    assert_eq!(site.paths(), ["/robots.txt", "/rss", "/robots.txt", "/rss"], "and asked with what was kept between the runs");
    assert_eq!(watch.claims().len(), 1);
}

#[test]
fn pages_are_read_where_the_list_says_so_and_robots_let_us() {
    let site = Site::start(Box::new(|path, headers| {
        let host = headers.get("host").cloned().unwrap_or_default();
        match path {
            "/robots.txt" => ok("User-agent: *\nDisallow: /closed\n"),
            "/rss" => ok(rss(&[
                (&format!("http://{host}/open"), "Open", "Read more on our site."),
                (&format!("http://{host}/closed"), "Closed", "About 7,000 people crossed into Georgia on Monday, the ministry said."),
            ])),
            "/open" => ok(
                "<!doctype html><html><body><article><h1>Open</h1><p>More than 6,123 refugees arrived in Chad on Monday, UNHCR said.</p></article></body></html>",
            ),
            _ => status(404),
        }
    }));
    let watch = Watch::of(&feed(&format!("http://{}/rss", site.address), "lang = \"en\"\nfetch_pages = true"));
    let told = watch.once();
    assert_eq!(told.code, Some(0), "{}", told.all());
    let mut lows: Vec<i64> = watch.claims().iter().filter_map(|c| c["low"].as_f64()).map(|n| n as i64).collect();
    lows.sort_unstable();
    assert_eq!(lows, [6123, 7000], "the page of one, the feed's own words of the other");
    assert!(!site.paths().iter().any(|p| p == "/closed"), "{:?}", site.paths());
    assert_eq!(site.paths().iter().filter(|p| *p == "/robots.txt").count(), 1);
}

#[test]
fn a_site_that_is_tired_is_left_alone_as_long_as_it_asks() {
    for (code, asked) in [(429, "7200"), (503, "7200")] {
        let site = Site::start(Box::new(move |path, _| match path {
            "/rss" => Reply::Now(code, vec![("retry-after", asked.to_owned())], Vec::new()),
            _ => status(404),
        }));
        let watch = Watch::of(&feed(&format!("http://{}/rss", site.address), ""));
        let told = watch.once();
        assert!(told.code == Some(2) && told.out.contains(&format!("status {code}; left alone for 7200 s")), "{}", told.all());
        let again = watch.once();
        assert!(again.code == Some(0) && again.out.contains("s more"), "{}", again.all());
        assert_eq!(site.paths(), ["/robots.txt", "/rss"], "the second run asked nothing");
        let kept = &watch.memory()["feeds"][format!("http://{}/rss", site.address)];
        assert_eq!(kept["failures"], 1, "{kept}");
    }
}

#[test]
fn what_a_site_forbids_is_not_asked_for() {
    for robots in [ok("User-agent: exode\nDisallow: /\n"), status(503)] {
        let site = Site::start(Box::new(move |path, _| if path == "/robots.txt" { robots.clone() } else { ok(rss(&[FINLAND])) }));
        let watch = Watch::of(&feed(&format!("http://{}/rss", site.address), ""));
        let told = watch.once();
        assert!(told.code == Some(2) && told.out.contains("robots.txt"), "{}", told.all());
        assert_eq!(site.paths(), ["/robots.txt"]);
        assert!(watch.claims().is_empty());
    }
}

#[test]
fn circles_floods_drips_and_broken_feeds_end_and_harm_no_other_feed() {
    let site = Site::start(Box::new(|path, _| match path {
        "/circle" => Reply::Now(302, vec![("location", "/circle".into())], Vec::new()),
        "/endless" => Reply::Endless,
        "/drips" => Reply::Drips,
        "/broken" => ok("<rss><channel><item><title>Bor"),
        "/page" => ok("<!doctype html><p>Not a feed at all."),
        "/moved" => Reply::Now(301, vec![("location", "/rss".into())], Vec::new()),
        "/rss" => ok(rss(&[FINLAND])),
        _ => status(404),
    }));
    let list: String = ["circle", "endless", "drips", "broken", "page", "moved"]
        .map(|name| feed(&format!("http://{}/{name}", site.address), &format!("publisher = \"{name}\"")))
        .concat();
    let watch = Watch::of(&list);
    let began = Instant::now();
    let told = watch.once();
    assert!(began.elapsed() < Duration::from_secs(90), "{:?}", began.elapsed());
    assert_eq!(told.code, Some(2), "{}", told.all());
    for (name, why) in [("circle", "redirects"), ("endless", "bytes"), ("drips", "timeout"), ("broken", "no feed"), ("page", "no feed")] {
        let line = told.out.lines().find(|l| l.contains(&format!(" {name}: "))).unwrap_or_else(|| panic!("{name}: {}", told.all()));
        assert!(line.contains(why) && line.contains("left alone"), "{line}");
    }
    assert!(told.out.contains("moved: 1 new or changed"), "{}", told.out);
    assert_eq!(watch.claims().len(), 1, "what the others did harmed nothing");
}

#[test]
fn nobody_is_led_into_a_private_network() {
    let inner = Site::start(Box::new(|_, _| ok(rss(&[FINLAND]))));
    let port = inner.address.rsplit(':').next().expect("a port").to_owned();
    let outer = Site::start(Box::new(move |path, _| match path {
        "/rss" => Reply::Now(302, vec![("location", format!("http://127.0.0.1:{port}/rss"))], Vec::new()),
        _ => status(404),
    }));
    let from = feed(&format!("http://{}/rss", outer.address), "");
    let told = Watch::of(&from).once();
    assert!(told.code == Some(2) && told.out.contains("private network"), "{}", told.all());
    assert!(inner.paths().is_empty(), "not even its robots.txt was asked for: {:?}", inner.paths());
    let listed = Watch::of(&format!("allow_private = [\"{}\"]\n{from}", inner.address));
    let told = listed.once();
    assert_eq!(told.code, Some(0), "listed, it is meant: {}", told.all());
    assert_eq!(listed.claims().len(), 1);
}

#[test]
fn what_is_wrong_with_a_list_is_told_before_anything_is_asked() {
    let told = |list: &str| {
        let folder = Folder::new();
        let path = folder.write("feeds.toml", list);
        let run =
            run(["watch".as_ref(), path.as_os_str(), "--once".as_ref(), "--ledger".as_ref(), folder.path().join("l.exode").as_os_str()]);
        assert_eq!(run.code, Some(2), "{}", run.all());
        assert!(!folder.path().join("l.exode").exists(), "nothing was made");
        run.err
    };
    assert!(told("").contains("lists no feed"));
    assert!(told("[[feed]]\nurl = \"http://example.org/rss\"\n").contains("allow_http"));
    assert!(told("[[feed]]\nurl = \"https://example.org/rss\"\nevry_minutes = 3\n").contains("evry_minutes"));
    assert!(run(["watch"]).err.contains("exode watch feeds.toml"));
    assert!(run(["help", "watch"]).out.contains("Examples:"));
}

#[test]
fn over_tls_only_a_site_somebody_vouches_for_is_read() {
    let certificate = Certificate::new();
    let answers = |path: &str| if path == "/rss" { ok(rss(&[FINLAND])) } else { status(404) };
    let site = Site::certified(Box::new(move |path, _| answers(path)), &certificate);
    let list = feed(&format!("https://{}/rss", site.address), "lang = \"en\"");
    let stranger = Watch::of(&list);
    let refused = stranger.once();
    assert!(refused.code != Some(0) && refused.all().contains("ertificate"), "{}", refused.all());
    assert!(site.paths().is_empty(), "nothing was asked of a site nobody vouches for: {:?}", site.paths());
    let known = Watch::of(&format!("authority = '''\n{}'''\n{list}", certificate.certificate));
    let read = known.once();
    assert!(read.code == Some(0) && read.out.contains("1 new or changed, 1 new claims"), "{}", read.all());
    assert_eq!(known.claims()[0]["low"].as_f64(), Some(8314.0));
    // A name that is not in the certificate is another site, also on this machine.
    let other = Watch::of(&format!(
        "authority = '''\n{}'''\n{}",
        certificate.certificate,
        feed(&format!("https://[::1]:{}/rss", site.address.rsplit(':').next().expect("a port")), "")
    ));
    assert_ne!(other.once().code, Some(0));
}
