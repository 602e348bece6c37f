//! Do no harm: ten thousand generated reports with a private person in every position a report puts one, and none of them in any output
//! of any command. Most names are made of syllables, so that no list of names can be what masks them; some are words of the language.

mod support;

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Command;

use support::server::Server;
use support::site::{Site, ok, rss, status};
use support::{Folder, exode, run};

/// How many reports are made.
const REPORTS: usize = 10_000;

/// The same numbers on every machine (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A name no list has: two or three syllables and an ending.
    fn name(&mut self) -> String {
        let heads = ["Zv", "Br", "Dm", "Ol", "Ir", "Vl", "Tch", "Ys", "Kj", "Ox", "Gr", "Mst"];
        let middles = ["ak", "el", "iv", "or", "ub", "yr", "az", "om", "ish", "ev"];
        let ends = ["enko", "ina", "ovsk", "adzé", "ulaïv", "ijek", "anat", "oryan", "emet", "ouk"];
        format!("{}{}{}{}", self.of(&heads), self.of(&middles), self.of(&middles), self.of(&ends))
    }

    /// A person as reports call one, and the words by which they could be found.
    fn person(&mut self) -> (String, Vec<String>) {
        let (first, last) = (self.name(), self.name());
        // Given names that are words, at the start of a sentence too, and names that lost their capitals.
        let worded = ["Grace", "Ruby", "Nick", "Jack", "Claire", "Blanche", "Marguerite", "Daisy", "Aurore", "Hazel"];
        let small = ["katia", "oleksandr", "mahamat", "fatoumata", "dmitri", "aminata"];
        let shown = match self.below(9) {
            6 => self.of(&worded).to_owned(),
            7 => format!("{}-{}", self.of(&worded), self.of(&worded)),
            8 => format!("{} {}", self.of(&small), last.to_lowercase()),
            0 => return (first.clone(), vec![first]),
            1 => format!("{first} {last}"),
            2 => format!("{first} de {last}"),
            3 => return (format!("{}. {last}", &last[..1]), vec![last]),
            4 => return (format!("{first}-{last}"), vec![first, last]),
            _ => format!("{first} {} {last}", "M."),
        };
        let words = shown.split([' ', '-']).filter(|w| w.chars().count() > 2).map(str::to_owned).collect();
        (shown, words)
    }

    /// A way to reach a person: an address, an account, a telephone, a passport.
    fn contact(&mut self) -> (String, Vec<String>) {
        let (a, b) = (self.name().to_lowercase(), self.name().to_lowercase());
        let n = 10_000_000 + self.below(89_999_999);
        let (d, e, f, g) = (n % 100, n / 100 % 100, n / 10_000 % 100, n / 1_000_000);
        let shown = match self.below(11) {
            6 => return (format!("t.me/{a}_{b}"), vec![a, b]),
            7 => return (format!("{a}.{b} [at] mail.example"), vec![a, b]),
            8 => return (format!("Skype: {a}_{b}"), vec![a, b]),
            9 => format!("8 921 5{g:02} {f:02} {e:02}"),
            10 => format!("passport no. {g:02} {f:02}{e:02}{d:02}7"),
            0 => return (format!("{a}.{b}@poste.example"), vec![a, b]),
            1 => return (format!("{a}_{b}@mail.example.org"), vec![a, b]),
            2 => return (format!("@{a}_{b}"), vec![a, b]),
            3 => format!("+33 6 {g:02} {f:02} {e:02} {d:02}"),
            4 => format!("06 {g:02} {f:02} {e:02} {d:02}"),
            _ => format!("+995 5{g:02}-{f:02}-{e:02}-{d:02}"),
        };
        (shown.clone(), vec![digits(&shown)])
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Sentences with a figure and a person (`P`).
const FRENCH: &[&str] = &[
    "P a vu N voitures attendre dimanche à la frontière géorgienne.",
    "P, 34 ans, est entré en Géorgie dimanche avec N autres réfugiés.",
    "« N Russes sont entrés en Géorgie dimanche », raconte P.",
    "« N Russes sont entrés en Géorgie dimanche », P raconte.",
    "Selon P, chauffeur, N voitures attendaient à la frontière géorgienne.",
    "D'après P, N réfugiés sont arrivés lundi en Pologne.",
    "Le frère de P a attendu avec N véhicules à la frontière polonaise.",
    "Sa sœur P et N autres réfugiés ont fui vers le Tchad.",
    "Un homme nommé P a compté N réfugiés arrivés au Tchad.",
    "Par P - N réfugiés sont arrivés au Tchad dimanche.",
    "N réfugiés sont arrivés au Tchad, témoigne P, qui a fui avec ses enfants.",
    "La famille de P fait partie des N déplacés arrivés à Goma.",
    "Image : P parmi les N véhicules en attente à la frontière géorgienne.",
    "P : « N véhicules attendent à la frontière géorgienne. »",
    "Un étudiant (P, le prénom a été changé) attend avec N véhicules à la frontière géorgienne.",
    "- P : N réfugiés arrivés au Tchad",
    "N réfugiés sont arrivés au Tchad (propos recueillis par P).",
    "Mme P a vu N réfugiés arriver en Pologne dimanche.",
    "N réfugiés sont arrivés au Tchad, a dit P à Reuters.",
    "P et P ont traversé avec N réfugiés vers la Pologne.",
];

/// The same in English.
const ENGLISH: &[&str] = &[
    "P saw N cars waiting at the Georgian border on Sunday.",
    "P, 34, entered Georgia on Sunday with N other refugees.",
    "“N Russians entered Georgia on Sunday,” said P.",
    "“N Russians entered Georgia on Sunday,” P said.",
    "According to P, a driver, N cars were waiting at the Georgian border.",
    "P's brother was among N refugees who arrived in Poland on Monday.",
    "His sister P and N other refugees fled to Chad.",
    "A man named P counted N refugees who arrived in Chad.",
    "By P - N refugees arrived in Chad on Sunday.",
    "N refugees arrived in Chad, recalls P, who fled with her children.",
    "P's family is among the N displaced people who arrived in Goma.",
    "Photo: P among the N vehicles waiting at the Georgian border.",
    "P: “N vehicles are waiting at the Georgian border.”",
    "A student (P, not his real name) is waiting with N vehicles at the Georgian border.",
    "- P: N refugees arrived in Chad",
    "N refugees arrived in Chad (reporting by P).",
    "Ms. P saw N refugees arrive in Poland on Sunday.",
    "N refugees arrived in Chad, P told Reuters.",
    "P and P crossed with N refugees into Poland.",
    "More than N refugees arrived in Chad on Sunday, including P.",
];

/// Sentences with a figure and a way to reach somebody (`C`).
const FRENCH_CONTACT: &[&str] = &[
    "N réfugiés sont arrivés au Tchad dimanche, pour témoigner : C.",
    "« N voitures attendent à la frontière géorgienne », écrit C.",
    "Joint au C, un chauffeur dit que N voitures attendent à la frontière géorgienne.",
    "C : N réfugiés sont arrivés en Pologne.",
];
/// The same in English.
const ENGLISH_CONTACT: &[&str] = &[
    "N refugees arrived in Chad on Sunday; to tell your story: C.",
    "“N cars are waiting at the Georgian border,” writes C.",
    "Reached at C, a driver says N cars are waiting at the Georgian border.",
    "C: N refugees arrived in Poland.",
];

/// The archive, one report a line, and every word that must not come out.
fn archive() -> (String, BTreeSet<String>) {
    let mut dice = Dice(20_220_921);
    let mut out = String::new();
    let mut secrets = BTreeSet::new();
    for n in 0..REPORTS {
        let french = n % 2 == 0;
        let (persons, contacts) = if french { (FRENCH, FRENCH_CONTACT) } else { (ENGLISH, ENGLISH_CONTACT) };
        let contact = n % 5 == 4;
        let mut text = if contact { dice.of(contacts) } else { dice.of(persons) }.to_owned();
        let figure = 300 + dice.below(9_000);
        text = text.replace('N', &figure.to_string());
        let mut last = String::new();
        for mark in ['P', 'C'] {
            // Capital letters of the sentences themselves are no marks.
            while let Some(at) = alone(&text, mark) {
                let (shown, words) = if mark == 'P' { dice.person() } else { dice.contact() };
                text.replace_range(at..=at, &shown);
                secrets.extend(words);
                last = shown;
            }
        }
        let title = match n % 3 {
            0 => format!("{last} et {figure} réfugiés"),
            1 => last,
            _ => "Refugees".to_owned(),
        };
        let line = serde_json::json!({
            "id": format!("g{n}"), "text": text, "title": title, "published": "2022-09-27", "lang": if french { "fr" } else { "en" },
        });
        out.push_str(&format!("{line}\n"));
    }
    (out, secrets)
}

/// Where `mark` stands as a word of its own.
fn alone(text: &str, mark: char) -> Option<usize> {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(mark).map(|(at, _)| at).find(|&at| edge(text[..at].chars().next_back()) && edge(text[at + 1..].chars().next()))
}

/// The secrets that stand in `text`: names as words or parts of hyphenated ones, telephone numbers in any spelling.
fn found<'s>(text: &str, secrets: &'s BTreeSet<String>) -> BTreeSet<&'s str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter_map(|w| secrets.get(w));
    let numbers = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '.' | '\u{a0}' | '\u{202f}')))
        .filter(|run| run.len() > 9)
        .filter_map(|run| secrets.get(&digits(run)));
    words.chain(numbers).map(String::as_str).collect()
}

fn printed(command: &mut Command) -> String {
    let output = command.output().expect("exode starts");
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The parts of a workbook, as text.
fn parts(file: &str) -> Vec<(String, String)> {
    let mut book = zip::ZipArchive::new(std::fs::File::open(file).expect("a workbook")).expect("a workbook is an archive");
    (0..book.len())
        .map(|n| {
            let mut part = book.by_index(n).expect("a part");
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).expect("a part is read");
            (part.name().expect("a name").into_owned(), String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}

/// What leaks where the model is fitted to some of the reports: its commands name the claims that carry a number.
fn told_by_the_model(folder: &Folder, all: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (case, few, figures) = (path("case.toml"), path("few.exode"), path("figures.jsonl"));
    let lines = std::fs::read_to_string(all).expect("the archive");
    let georgian: String =
        lines.lines().filter(|l| l.contains("géorgienne") || l.contains("Georgia")).take(60).map(|l| format!("{l}\n")).collect();
    std::fs::write(path("few.jsonl"), georgian).expect("a part of the archive");
    assert_eq!(run(["add", "--ledger", &few, &path("few.jsonl")]).code, Some(0));
    let made = run(["case", "new", "--from", "RU", "--to", "GE", "--shock", "2022-09-21"]);
    std::fs::write(&case, made.out).expect("a case");
    let figure = r#"{"id": "x", "measure": "crossed_in", "unit": "person", "origin": {"id": "RU", "name": "Russia"}, "destination": {"id": "GE", "name": "Georgia"}, "time": "2022-09-25", "rate": "per_day", "value": 9000}"#;
    std::fs::write(&figures, format!("{figure}\n")).expect("figures");
    let common = ["--case", &case, "--ledger", &few, "--particles", "16"];
    let mut leaks = Vec::new();
    let commands: [&[&str]; 6] = [
        &["now"],
        &["now", "--json"],
        &["forecast", "--days", "2"],
        &["whatif", "close GE 2022-09-27..2022-09-28"],
        &["predict", "--for", &figures],
        &["score", &case, "--truth", &figures, "--ledger", &few, "--particles", "16"],
    ];
    for words in commands {
        let rest = if words[0] == "score" { &[] } else { &common[..] };
        let output = exode().args(words).args(rest).output().expect("exode starts");
        let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{words:?}: {told}");
        leaks.extend(found(&told, secrets).into_iter().map(|secret| format!("{secret} in `{}`", words[0])));
    }
    leaks.extend(drawn_by_the_model(&few, &case, secrets));
    leaks
}

/// What leaks from the modelled pages and the charts to take along.
fn drawn_by_the_model(ledger: &str, case: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let server = Server::with(std::path::Path::new(ledger), &["--by", "ana", "--case", case, "--particles", "16"]);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(240);
    while server.api("ana", "GET", "/api/v1/model", b"").json()["state"] != "ready" {
        assert!(std::time::Instant::now() < until, "no fit came");
        std::thread::sleep(std::time::Duration::from_millis(200));
    }
    let home = server.page("ana", "/").text();
    let charts = home.split("href=\"/chart/").skip(1).filter_map(|rest| rest.split('"').next()).map(|c| format!("/chart/{c}.svg"));
    let pages =
        ["/model", "/model/GE", "/whatif?capacity=0.5", "/api/v1/model", "/api/v1/whatif?levers=demand%20x2", "/chart/GE.outflow.svg"];
    let pages: Vec<String> = pages.map(str::to_owned).into_iter().chain(charts).collect();
    assert!(pages.len() > 6, "no chart of what was reported: {pages:?}");
    let look = |path: &String| {
        let answer = server.page("ana", path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        found(&answer.text(), secrets).into_iter().map(|secret| format!("{secret} at {path}")).collect::<Vec<_>>()
    };
    pages.iter().flat_map(look).collect()
}

#[test]
fn nobody_of_ten_thousand_reports_comes_out_of_any_command() {
    let folder = Folder::new();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (lines, secrets) = archive();
    std::fs::write(path("all.jsonl"), lines).expect("the archive is written");
    let (all, ledger, page) = (path("all.jsonl"), path("all.exode"), path("page.html"));
    let commands: &[&[&str]] = &[
        &["read", "--json", &all],
        &["read", &all],
        &["read", "--findings", &all],
        &["read", "--findings", "--json", &all],
        &["add", "--json", "--ledger", &ledger, &all],
        &["list", "--json", "--limit", "100000", "--ledger", &ledger],
        &["list", "--limit", "100000", "--ledger", &ledger],
        &["check", "--ledger", &ledger],
        &["check", "--json", "--ledger", &ledger],
        &["series", "--all", "--ledger", &ledger],
        &["series", "--all", "--json", "--ledger", &ledger],
        &["brief", "--ledger", &ledger, "-o", &page],
        &["export", "--as", "csv", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "jsonl", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "geojson", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "hxl", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "montandon", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "prov", "--ledger", &ledger, "-o", "-"],
        &["export", "--as", "citations", "--ledger", &ledger, "-o", "-"],
    ];
    let mut leaks = Vec::new();
    let mut claims = 0;
    for words in commands {
        let out = printed(exode().args(*words));
        claims = claims.max(out.lines().count());
        for line in out.lines() {
            for secret in found(line, &secrets) {
                leaks.push(format!("{secret} in `{}`: {}", words[..2].join(" "), line.chars().take(400).collect::<String>()));
            }
        }
    }
    assert!(claims > REPORTS / 2, "only {claims} lines of claims: too few of the reports were read to try anything");
    let page = std::fs::read_to_string(&page).expect("the page");
    leaks.extend(found(&page, &secrets).into_iter().map(|secret| format!("{secret} on the page")));
    leaks.extend(served(&ledger, &secrets));
    // What is searched is masked too: a name finds nothing, so nobody can ask whether somebody is in the reports.
    for secret in secrets.iter().step_by(secrets.len() / 50) {
        let hits = run(["list", "--json", "--ledger", &ledger, secret]).out;
        if !hits.is_empty() {
            leaks.push(format!("{secret} is found by a search"));
        }
    }
    let ids: Vec<String> = run(["list", "--json", "--limit", "100000", "--ledger", &ledger])
        .json()
        .iter()
        .step_by(400)
        .filter_map(|claim| claim["id"].as_str().map(str::to_owned))
        .collect();
    assert!(ids.len() > 10, "too few claims to look at one by one");
    for (n, id) in ids.iter().enumerate() {
        // To explain a claim the whole archive is read.
        let commands = [Some(vec!["review", "--ledger", &ledger, id]), (n < 3).then(|| vec!["explain", id, &all])];
        for words in commands.into_iter().flatten() {
            let out = printed(exode().args(&words));
            leaks.extend(found(&out, &secrets).into_iter().map(|secret| format!("{secret} in `{}`", words[0])));
        }
    }
    for format in ["xlsx", "helix"] {
        let file = path(&format!("{format}.xlsx"));
        printed(exode().args(["export", "--as", format, "--event", "An event", "--ledger", &ledger, "-o", &file]));
        let mut sheets = 0;
        for (part, text) in parts(&file) {
            sheets += usize::from(text.len() > REPORTS);
            leaks.extend(found(&text, &secrets).into_iter().map(|secret| format!("{secret} in {part} of `export --as {format}`")));
        }
        assert!(sheets > 0, "{format}: no sheet is of any size");
    }
    leaks.extend(told_by_the_model(&folder, &all, &secrets));
    leaks.extend(watched(&folder, &all, &secrets));
    assert!(leaks.is_empty(), "{} leaks, among them:\n{}", leaks.len(), leaks.iter().take(60).cloned().collect::<Vec<_>>().join("\n"));
}

/// What leaks where the reports come as the entries of a feed: in what is printed, listed, and kept between runs.
fn watched(folder: &Folder, all: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let lines = std::fs::read_to_string(all).expect("the archive");
    let entries: Vec<serde_json::Value> = lines.lines().step_by(29).take(300).map(|l| serde_json::from_str(l).expect("a report")).collect();
    let text = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;");
    let entries: Vec<[String; 3]> =
        entries.iter().map(|e| [format!("https://news.example/{}", text(e, "id")), text(e, "title"), text(e, "text")]).collect();
    let feed = rss(&entries.iter().map(|[link, title, text]| (link.as_str(), title.as_str(), text.as_str())).collect::<Vec<_>>());
    let site = Site::start(Box::new(move |path, _| if path == "/rss" { ok(feed.clone()) } else { status(404) }));
    let list = folder.write("feeds.toml", format!("gap_seconds = 1\n[[feed]]\nurl = \"http://{}/rss\"\n", site.address));
    let ledger = folder.path().join("watched.exode").display().to_string();
    let told = run(["watch", &list.display().to_string(), "--once", "--ledger", &ledger]);
    assert_eq!(told.code, Some(0), "{}", told.err);
    let listed = run(["list", "--json", "--limit", "100000", "--ledger", &ledger]);
    assert!(listed.out.lines().count() > 100, "too few entries were read to try anything: {}", told.out);
    let memory = std::fs::read_to_string(folder.path().join("feeds.memory.json")).expect("what is kept between runs");
    let outputs = [("watch", told.all()), ("list after watch", listed.all()), ("the memory of watch", memory)];
    let lines = outputs.iter().flat_map(|(what, text)| text.lines().map(move |line| (what, line)));
    let told = |line: &str| line.chars().take(400).collect::<String>();
    lines
        .flat_map(|(what, line)| found(line, secrets).into_iter().map(move |secret| format!("{secret} in {what}: {}", told(line))))
        .collect()
}

/// Names in what the server answers, to the one who may see most.
fn served(ledger: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let server = Server::start(std::path::Path::new(ledger));
    let mut leaks = Vec::new();
    let mut look = |path: &str| {
        let answer = server.page("ana", path);
        let text = answer.text();
        assert_eq!(answer.status, 200, "{path}: {text}");
        leaks.extend(text.lines().flat_map(|line| found(line, secrets)).map(|secret| format!("{secret} at {path}")));
        text
    };
    for list in ["claims", "statements", "reports", "findings", "discrepancies", "series"] {
        let first: serde_json::Value = serde_json::from_str(&look(&format!("/api/v1/{list}"))).expect("JSON");
        for page in 2..=first["pages"].as_u64().expect("a number") {
            look(&format!("/api/v1/{list}?page={page}"));
        }
    }
    for path in
        ["/", "/claims", "/statements", "/reports", "/findings", "/discrepancies", "/review", "/audit", "/briefing.html", "/export/jsonl"]
    {
        look(path);
    }
    for page in (2..200).step_by(9) {
        look(&format!("/claims?page={page}"));
        look(&format!("/statements?page={page}"));
        look(&format!("/reports?page={page}"));
    }
    let claims: serde_json::Value = serde_json::from_str(&look("/api/v1/claims?page=7")).expect("JSON");
    for claim in claims["claims"].as_array().expect("a list").iter().step_by(5) {
        look(&format!("/claim/{}", claim["id"].as_str().expect("an id")));
        look(&format!("/statement/{}", claim["statement"].as_str().expect("an id")));
    }
    // A search for a name finds nothing either, in any field.
    for secret in secrets.iter().step_by(secrets.len() / 40) {
        for field in ["q", "source"] {
            let answer = server.page("ana", &format!("/api/v1/claims?{field}={}", support::server::encoded(secret)));
            if answer.json()["total"] != 0 {
                leaks.push(format!("{secret} is found by a search of the server in {field}"));
            }
        }
    }
    leaks
}
