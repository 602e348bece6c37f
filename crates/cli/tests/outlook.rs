//! `exode serve --case`: what is modelled beside the ledger, what-ifs, and charts to take along.

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use exode::modelled::number;
use serde_json::Value;
use support::server::{Server, encoded};
use support::{Folder, run};

const CASE: &str = "cases/russia-2022/case.toml";
/// Fits take seconds, and machines of tests are busy.
const PATIENCE: Duration = Duration::from_secs(240);

/// A ledger of a few reports about the borders of the case.
fn ledger(folder: &Folder) -> PathBuf {
    for (n, text) in [
        "On 25 September, 8,314 Russians entered Finland, the Finnish Border Guard says.",
        "About 8,600 Russians entered Finland on 24 September, according to the Finnish Border Guard.",
        "More than 3,000 vehicles were queueing at Verkhni Lars on 26 September, on the border of Russia and Georgia.",
        "The queue at Verkhni Lars was about 16 km long on 25 September, on the border of Russia and Georgia.",
        "On 26 September, 190,000 Russians entered Finland, the interior ministry says.",
        "On 24 September, 7 Russians entered Finland on foot, the Finnish Border Guard says.",
        "Mongolia bars entry to Russian men from 29 September. On 25 September, 1,200 Russians entered Mongolia.",
    ]
    .iter()
    .enumerate()
    {
        folder.report(&format!("r{n}"), "2022-09-27", "en", text);
    }
    let ledger = folder.path().join("outlook.exode");
    let done = run(["add".as_ref(), "--ledger".as_ref(), ledger.as_os_str(), folder.path().as_os_str()]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    ledger
}

fn serve(ledger: &std::path::Path) -> Server {
    Server::with(ledger, &["--by", "ana", "--person", "ben:reviewer", "--person", "eva:reader", "--case", CASE, "--particles", "64"])
}

/// What is modelled for `person`, once there is a fit other than the one made at `not`.
fn fitted(server: &Server, person: &str, not: &Value) -> Value {
    let until = Instant::now() + PATIENCE;
    loop {
        let told = server.api(person, "GET", "/api/v1/model", b"").json();
        assert_ne!(told["state"], "failed", "{told}");
        if told["modelled"].is_object() && told["state"] == "ready" && told["made"] != *not {
            return told;
        }
        assert!(Instant::now() < until, "no fit came: {told}");
        std::thread::sleep(Duration::from_millis(300));
    }
}

fn decide(server: &Server, claim: &str, what: &str) {
    let seen = server.api("ana", "GET", &format!("/api/v1/claims/{claim}"), b"").json()["seen"].clone();
    let body = format!("{{{what}, \"seen\": {seen}}}");
    let done = server.api("ana", "POST", &format!("/api/v1/claims/{claim}/decisions"), body.as_bytes());
    assert_eq!(done.status, 201, "{}", done.text());
}

#[test]
fn a_case_is_fitted_beside_the_ledger_and_anew_when_it_changes() {
    let folder = Folder::new();
    let server = serve(&ledger(&folder));
    let early = server.page("eva", "/model");
    assert_eq!(early.status, 200);
    assert!(early.text().contains("modelled"), "the page is there before the fit is");
    let mut listener = TcpStream::connect(&server.address).expect("a connection");
    listener.set_read_timeout(Some(PATIENCE)).expect("a socket");
    let asked = format!("GET /changes HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n", server.address, server.tokens["eva"]);
    listener.write_all(asked.as_bytes()).expect("sent");
    let first = fitted(&server, "eva", &Value::Null);
    let gates: Vec<&str> = first["modelled"]["gates"].as_array().expect("gates").iter().filter_map(|g| g["id"].as_str()).collect();
    assert!(gates.contains(&"GE") && gates.contains(&"FI"), "{gates:?}");
    let page = server.page("eva", "/model").text();
    assert!(page.contains("Verkhni Lars") && page.contains("90\u{a0}%: ") && page.contains("Fitted on "), "{page}");
    let warned = first["modelled"]["warnings"].as_array().is_some_and(|w| !w.is_empty());
    assert_eq!(page.contains("Do not rely on these numbers."), warned, "a fit that fails its diagnostics says so");
    assert!(page.find("Do not rely").is_none_or(|at| at < page.find("<table").expect("there")), "before the first number");
    let border = server.page("eva", "/model/GE").text();
    let mark = border.split("href=\"/statement/").nth(1).expect("a statement is drawn on the curves").split('"').next().expect("its id");
    assert_eq!(server.page("eva", &format!("/statement/{mark}")).status, 200, "and leads to its statement");
    assert!(border.contains("class=\"b50\"") && border.contains("class=\"b90\"") && border.contains("Modelled. Highest on"), "{border}");
    assert_eq!(server.page("eva", "/model/XX").status, 404);
    let doubted =
        first["modelled"]["conflicts"].as_array().expect("a list").iter().any(|c| c["arithmetic"].to_string().contains("190,000"));
    assert!(doubted, "what nobody else bears out is told: {}", first["modelled"]["conflicts"]);

    // A day of the map stands in the address, as a date or counted from the first.
    let day = |query: &str| server.page("eva", &format!("/model?day={query}")).text();
    assert!(day("2022-09-26").contains("On 26\u{a0}Sep\u{a0}2022"), "a date");
    assert!(day("2022-10-01").contains("forecast</span>"), "what has not come yet says so");
    assert_eq!(server.page("eva", "/model?day=nonsense").status, 200);

    let more = b"The queue at Verkhni Lars was 20 km long on 26 September, on the border of Russia and Georgia.";
    assert_eq!(server.api("ana", "POST", "/api/v1/reports?published=2022-09-27&lang=en", more).status, 201);
    let second = fitted(&server, "eva", &first["made"]);
    assert!(second["modelled"]["used"].as_u64() > first["modelled"]["used"].as_u64(), "the new claim counts");
    let mut heard = String::new();
    let mut bytes = [0; 4096];
    while heard.matches("event: fit\n").count() < 3 {
        let n = listener.read(&mut bytes).expect("events");
        heard.push_str(&String::from_utf8_lossy(&bytes[..n]));
    }
    // How far a fit is, is told while it lasts, and never falls but when the next begins.
    let percents: Vec<u32> =
        heard.split("event: progress\ndata: ").skip(1).filter_map(|rest| rest.split('\n').next()?.parse().ok()).collect();
    assert!(percents.len() > 2 && percents.iter().all(|p| *p <= 100), "{heard}");
    assert!(percents.windows(2).filter(|w| w[1] < w[0]).count() <= 1, "two fits: {percents:?}");
}

/// What the page shows of a quantity: the median, then its 50 % and 90 % intervals, as an analyst reads them.
fn shown(quantiles: &Value) -> [String; 3] {
    let [low90, low50, median, high50, high90] = ["0.05", "0.25", "0.5", "0.75", "0.95"].map(|q| quantiles[q].as_f64().expect("a number"));
    assert!([low90, low50, median, high50, high90].is_sorted(), "intervals hold one another: {quantiles}");
    let ends = |a: f64, b: f64| format!("{}{}{}", number(a), if a < 0.0 { " \u{2026} " } else { "\u{2013}" }, number(b));
    [
        format!("<b class=\"value\">{}</b>", number(median)),
        format!("50\u{a0}%: {}<", ends(low50, high50)),
        format!("90\u{a0}%: {}<", ends(low90, high90)),
    ]
}

#[test]
fn the_page_and_the_command_line_say_the_same_of_where_things_stand() {
    let folder = Folder::new();
    let path = ledger(&folder);
    let server = Server::with(&path, &["--person", "eva:reader", "--by", "ana", "--case", CASE, "--particles", "64", "--days", "3"]);
    let now = run(["now", "--json", "--case", CASE, "--ledger", &path.display().to_string(), "--particles", "64"]);
    assert_eq!(now.code, Some(0), "{}", now.err);
    let rows = now.json();
    let told = fitted(&server, "eva", &Value::Null);
    let page = server.page("eva", "/model").text();
    // What reports say has changed is a lever of both, and told by both.
    let ban = rows.iter().find(|r| r["event"] == "entry ban").expect("the ban is taken");
    let events = told["modelled"]["events"].as_array().expect("events");
    assert!(ban["place"] == "MN" && events.len() == 1 && events[0].to_string().contains("entry ban, Mongolia"), "{events:?}");
    assert!(page.contains("entry ban, Mongolia"), "{page}");
    let of = |place: &str, quantity: &str| rows.iter().find(|r| r["place"] == place && r["quantity"] == quantity);
    let mut compared = 0;
    for gate in told["modelled"]["gates"].as_array().expect("gates") {
        let id = gate["id"].as_str().expect("an id");
        // Programs are told the very bits.
        for series in gate["series"].as_array().expect("series") {
            let Some(row) = of(id, series["code"].as_str().expect("a code")) else { continue };
            assert_eq!(row["modelled"], true, "{row}");
            let day =
                series["days"].as_array().expect("days").iter().find(|d| d["day"] == row["day"]).expect("the day of the command line");
            for (quantile, field) in [("0.05", "low90"), ("0.25", "low50"), ("0.5", "median"), ("0.75", "high50"), ("0.95", "high90")] {
                assert_eq!(row["quantiles"][quantile], day["band"][field], "{id}, {}", series["code"]);
            }
            compared += 1;
        }
        // People are shown the same numbers, each in its column, in a table that says it is modelled.
        let (table, _) = page.split_once("</table>").expect("a table");
        let line = table.split("<tr>").find(|l| l.contains(&format!("href=\"/model/{id}\""))).unwrap_or_else(|| panic!("{id}: {table}"));
        let columns = [["queue_km", "queue_people"], ["wait_ahead"; 2], ["outflow"; 2], ["excess"; 2]];
        for (cell, codes) in line.split("<td").skip(1).zip(columns) {
            let has = |code: &str| gate["series"].as_array().expect("series").iter().any(|s| s["code"] == code);
            let Some(row) = codes.into_iter().find(|c| has(c)).and_then(|code| of(id, code)) else { continue };
            for words in shown(&row["quantiles"]) {
                assert!(cell.contains(&words), "{id}, {}: {words:?} is not in {cell}", row["quantity"]);
            }
        }
    }
    assert!(compared > 20, "only {compared} numbers were compared");
    let heads: Vec<&str> = page.split("<table").skip(1).map(|t| t.split('>').next().unwrap_or_default()).collect();
    assert!(!heads.is_empty() && heads.iter().all(|h| h.contains("modelled")), "a table of modelled numbers looks it: {heads:?}");
    assert!(page.contains("<span class=\"tag modelled\">"), "{page}");
}

#[test]
fn readers_are_shown_no_number_made_of_what_is_withheld() {
    let folder = Folder::new();
    let server = serve(&ledger(&folder));
    let first = fitted(&server, "eva", &Value::Null);
    assert_eq!(first["modelled"]["used"], fitted(&server, "ana", &Value::Null)["modelled"]["used"]);
    let found = server.api("ana", "GET", "/api/v1/claims?q=16%20km", b"").json();
    let claim = found["claims"][0]["id"].as_str().expect("an id").to_owned();
    decide(&server, &claim, "\"do\": \"mark\", \"value\": \"confidential\"");
    // From that moment on no fit that knows of it is a reader's, and nothing drawn on it.
    let told = server.api("eva", "GET", "/api/v1/model", b"").json();
    assert!(told["modelled"].is_null() || told["made"] != first["made"], "{told}");
    assert!(!server.page("eva", "/model/GE").words().contains("16 km"));
    assert_eq!(server.page("eva", "/chart/GE.queue_km.svg").status, 404, "no file either, until the next fit");
    assert_eq!(server.page("ana", "/chart/GE.queue_km.svg").status, 404, "whoever asks");
    let (open, all) = (fitted(&server, "eva", &first["made"]), fitted(&server, "ana", &first["made"]));
    assert!(open["modelled"]["used"].as_u64() < all["modelled"]["used"].as_u64());
    assert!(server.page("ana", "/model/GE").words().contains("16 km"));
    assert!(!server.page("eva", "/model/GE").words().contains("16 km"));
    assert!(!server.page("ana", "/chart/GE.queue_km.svg").words().contains("16 km"), "a file is for everybody");
}

#[test]
fn a_what_if_is_kept_in_its_address_and_needs_no_script() {
    let folder = Folder::new();
    let server = serve(&ledger(&folder));
    fitted(&server, "eva", &Value::Null);
    let as_it_goes = server.page("eva", "/whatif").text();
    assert!(as_it_goes.contains("Nothing is changed yet") && !as_it_goes.contains("exode whatif '"), "{as_it_goes}");
    let asked = "/whatif?place=verkhni-lars&capacity=1.5&demand=0.5&from=2022-09-28&to=2022-10-01&close_from=2022-09-28&close_to=2022-09-29&quota=2000";
    let page = server.page("eva", asked).text();
    for lever in [
        "capacity verkhni-lars x1.5 2022-09-28..2022-10-01",
        "demand x0.5 2022-09-28..2022-10-01",
        "quota verkhni-lars 2000 2022-09-28..2022-10-01",
        "close verkhni-lars 2022-09-28..2022-09-29",
    ] {
        assert!(page.contains(lever), "{lever}: {page}");
    }
    assert!(page.contains("As it goes") && page.contains("With the change") && page.contains("Difference"));
    let link =
        page.split("class=\"permalink\" href=\"").nth(1).expect("a link").split('"').next().expect("an address").replace("&amp;", "&");
    assert_eq!(server.page("eva", &link).text(), page, "the link gives the same answer");
    // What an address cannot mean changes nothing; a lever that is none is told to programs.
    let odd = "/whatif?place=%22%3E%3Cscript%3E&capacity=NaN&demand=x&from=monday&quota=-inf";
    let told = server.page("eva", odd);
    assert!(told.status == 200 && told.text().contains("Nothing is changed yet") && !told.text().contains("\"><script>"));
    let api = |levers: &str| server.api("eva", "GET", &format!("/api/v1/whatif?levers={}", encoded(levers)), b"");
    assert_eq!(api("paint it").status, 422);
    // Shut for two days: on the second more people wait than otherwise, by every system's reckoning.
    let rows = api("close verkhni-lars 2022-09-28..2022-09-29").json()["rows"].clone();
    let queue =
        rows.as_array().expect("rows").iter().find(|r| r["gate"] == "GE" && r["quantity"] == "queue_people").expect("a queue").clone();
    let on = |which: &str, day: &str| {
        let days = queue[which].as_array().expect("days");
        days.iter().find(|d| d[0] == day).unwrap_or_else(|| panic!("{day}"))[1]["0.05"].as_f64().expect("a number")
    };
    assert!(on("difference", "2022-09-29") > 0.0, "{queue}");
    assert_eq!(on("difference", "2022-09-26"), 0.0, "nothing changes before");
}

#[test]
fn a_chart_taken_along_loads_nothing_names_its_sources_and_leaves_few_people_out() {
    let folder = Folder::new();
    let server = serve(&ledger(&folder));
    let fit = fitted(&server, "eva", &Value::Null);
    let warned = fit["modelled"]["warnings"].as_array().is_some_and(|w| !w.is_empty());
    let home = server.page("eva", "/").text();
    let listed: Vec<&str> = home.split("href=\"/chart/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(listed, ["arrivals-per-day"], "measures with three dated figures");
    let page = server.page("eva", "/chart/arrivals-per-day").text();
    assert!(page.contains("&lt;img src=&quot;arrivals-per-day.svg&quot;"), "how to embed it: {page}");
    assert!(page.contains("1 figures are not in it"), "seven people are few: {page}");
    for (name, modelled) in [("arrivals-per-day", false), ("GE.queue_km", true), ("GE.curves", true)] {
        let file = server.page("eva", &format!("/chart/{name}.svg"));
        assert_eq!((file.status, file.header("content-type")), (200, Some("image/svg+xml")), "{name}");
        let policy = file.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.ends_with("sandbox"), "{policy}");
        let svg = file.text();
        for loads in ["<script", "href", "<image", "url(", "@import", "<foreignObject", " on"] {
            let within_words = loads == " on" && !svg.contains(" onload") && !svg.contains(" onclick");
            assert!(!svg.contains(loads) || within_words, "{name} has {loads}: {svg}");
        }
        assert!(svg.contains("<title id=\"chart-title\">") && svg.contains("<desc id=\"chart-description\">"), "{name}: {svg}");
        assert!(svg.contains("prefers-color-scheme:dark"), "{name}");
        assert_eq!(svg.contains("modelled-frame\" x"), modelled, "{name}");
        assert_eq!(svg.contains("Nothing here is modelled"), !modelled, "{name}");
    }
    let reported = server.page("eva", "/chart/arrivals-per-day.svg").text();
    assert!(reported.contains("Finnish Border Guard") && !reported.replace('\u{a0}', " ").contains("7 people"), "{reported}");
    let file = server.page("eva", "/chart/GE.queue_km.svg").text();
    assert_eq!(file.contains("Do not rely on it"), warned, "a bad fit is told in the file too");
    let saved = server.page("eva", "/chart/GE.queue_km.svg?save=1");
    assert_eq!(saved.header("content-disposition"), Some("attachment; filename=\"GE.queue_km.svg\""));
    for nothing in ["/chart/nothing", "/chart/XX.queue_km.svg", "/chart/GE.nothing", "/chart/.svg"] {
        assert_eq!(server.page("eva", nothing).status, 404, "{nothing}");
    }
}

#[test]
fn without_a_case_nothing_is_modelled_and_a_bad_one_is_told_at_once() {
    let folder = Folder::new();
    let path = ledger(&folder);
    let server = Server::start(&path);
    assert_eq!(server.page("eva", "/model").status, 404);
    assert!(!server.page("eva", "/").text().contains("href=\"/whatif\""));
    assert_eq!(server.api("eva", "GET", "/api/v1/model", b"").json()["state"], "none");
    let bad = folder.write("bad.toml", "name = \"x\"\nbogus = 1\n");
    let told = run(["serve".as_ref(), path.as_os_str(), "--listen".as_ref(), "127.0.0.1:0".as_ref(), "--case".as_ref(), bad.as_os_str()]);
    assert!(told.code == Some(2) && told.err.contains("bad.toml:2:1"), "{}", told.err);
}
