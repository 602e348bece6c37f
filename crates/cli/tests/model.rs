//! The commands of the model: every one of them runs, marks what it prints as modelled, and tells what is wrong.

mod support;

use support::{run, run_with};

const CASE: &str = "cases/russia-2022/case.toml";
const CLAIMS: &str = r#"
{"id":"a","report":"r1","published":"2022-09-26","low":8314,"high":8314,"quantifier":"exact","unit":"person","measure":"crossed_in","rate":"per_day","origin":"Russia","destination":"Finland","time":"2022-09-25","source":"Finnish Border Guard"}
{"id":"b","report":"r2","published":"2022-09-27","low":10000,"high":10000,"quantifier":"approximately","unit":"person","measure":"crossed_in","rate":"per_day","origin":{"id":"RU","name":"Russia"},"destination":{"id":"GE","name":"Georgia"},"source":"Georgian ministry"}
{"id":"c","report":"r2","published":"2022-09-27","low":3000,"high":null,"quantifier":"more_than","unit":"vehicle","measure":"queue_vehicles","rate":"instant","origin":"Russia","destination":"Georgia","time":"2022-09-25","source":"state media"}
"#;
const ASKED: &str = r#"
{"id":"q1","unit":"person","measure":"crossed_in","rate":"per_day","origin":"Russia","destination":"Georgia","time":"2022-09-27"}
{"id":"q2","unit":"km","measure":"queue_length","origin":"RU","destination":"GE","crossing":"Verkhni Lars","time":"2022-09-26"}
{"id":7,"unit":"person","measure":"crossed_in","rate":"per_day","origin":"Russia","destination":"France","time":"2022-09-27"}
{"id":"q4","unit":"person","measure":"crossed_in","rate":"per_day","origin":"Russia","destination":"Georgia","time":"2023-09-27"}
{"id":"q5","unit":"person","measure":"killed","time":"2022-09-27"}
"#;

/// A file with this text, in the folder of temporary files; its name is its own.
fn file(name: &str, text: &str) -> String {
    let path = std::env::temp_dir().join(format!("exode-model-{}-{name}", std::process::id()));
    std::fs::write(&path, text).expect("a file");
    path.to_string_lossy().into_owned()
}

#[test]
fn predict_answers_every_figure_with_quantiles_or_a_finding() {
    let (claims, asked) = (file("claims.jsonl", CLAIMS), file("asked.jsonl", ASKED));
    let arguments = ["predict", "--case", CASE, "--claims", &claims, "--for", &asked, "--particles", "64"];
    let first = run(arguments);
    assert_eq!(first.code, Some(0), "{}", first.err);
    let lines = first.json();
    assert_eq!(lines.len(), 5);
    for line in &lines[..2] {
        let at = |level: &str| line["quantiles"][level].as_f64().unwrap_or_else(|| panic!("{level} in {line}"));
        let levels = ["0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95"].map(at);
        assert!(levels.is_sorted() && levels[0] >= 0.0, "{line}");
    }
    assert_eq!(lines[2]["id"], "7");
    for (n, why) in [(2, "no such place"), (3, "outside the period"), (4, "not a quantity")] {
        assert!(lines[n]["finding"].as_str().is_some_and(|f| f.contains(why)), "{}", lines[n]);
    }
    assert_eq!(first.out, run(arguments).out, "the same seed, the same bits");
}

#[test]
fn now_forecast_and_what_if_are_marked_as_modelled() {
    let claims = file("claims2.jsonl", CLAIMS);
    let model = |words: &[&str]| run([words, &["--case", CASE, "--claims", &claims, "--particles", "64"]].concat());
    let now = model(&["now"]);
    assert_eq!(now.code, Some(0), "{}", now.err);
    assert!(now.out.starts_with("Modelled:") && now.out.contains("Georgia  2022-09-27") && now.out.contains("carried by"), "{}", now.out);
    let forecast = model(&["forecast", "--days", "2", "--json"]);
    assert_eq!(forecast.code, Some(0), "{}", forecast.err);
    assert!(forecast.json().iter().all(|l| l["modelled"] == true && l["day"].as_str().is_some_and(|d| d > "2022-09-27")));
    let what_if = model(&["whatif", "close verkhni-lars 2022-09-28..2022-09-29", "--days", "3"]);
    assert_eq!(what_if.code, Some(0), "{}", what_if.err);
    assert!(what_if.out.contains("difference") && !what_if.out.contains("2022-09-27\n"), "{}", what_if.out);
    let nothing = model(&["whatif", "capacity verkhni-lars x1", "--json"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (Some(0), ""));
}

#[test]
fn a_change_that_reports_tell_is_a_lever_of_the_forecast_and_a_rumour_is_none() {
    let folder = support::Folder::new();
    folder.report(
        "a",
        "2022-09-27",
        "en",
        "Mongolia bars entry to Russian men from 29 September. On 25 September, 1,200 Russians entered Mongolia.",
    );
    folder.report("b", "2022-09-27", "en", "Rumours say that the border with Kazakhstan closes on 29 September.");
    let path = folder.path().to_string_lossy().into_owned();
    let model = |words: &[&str]| run([words, &["--case", CASE, "--reports", &path, "--particles", "256", "--moves", "16"]].concat());
    let forecast = model(&["forecast", "--days", "4"]);
    assert_eq!(forecast.code, Some(0), "{}", forecast.err);
    let told = forecast.out.replace('\u{a0}', " ");
    assert!(told.contains("entry ban, Mongolia, from 29 Sep 2022, told by a"), "{told}");
    assert!(!told.contains("closure"), "{told}");
    let lines = model(&["forecast", "--days", "4", "--json"]).json();
    assert!(lines[0]["event"] == "entry ban" && lines[0]["modelled"] == true && lines[0]["factor"]["0.5"].as_f64() < Some(1.0));
    let median = |day: &str| {
        let line = lines.iter().find(|l| l["place"] == "MN" && l["quantity"] == "outflow" && l["day"] == day).expect("a row");
        line["quantiles"]["0.5"].as_f64().expect("a median")
    };
    assert!(median("2022-09-30") < 0.8 * median("2022-09-28"), "{} {}", median("2022-09-28"), median("2022-09-30"));
}

#[test]
fn a_post_of_a_pooled_gate_can_be_shut() {
    let case = run(["case", "new", "--from", "RU", "--to", "GE", "--shock", "2022-09-21", "--days", "21"]);
    assert_eq!(case.code, Some(0), "{}", case.err);
    assert!(case.out.contains("[[gate.post]]") && case.out.contains("verkhni-lars"), "Georgia's crossings are pooled: {}", case.out);
    let (case, claims) = (file("pooled.toml", &case.out), file("claims5.jsonl", CLAIMS));
    let model = |lever: &str| run(["whatif", lever, "--json", "--days", "3", "--case", &case, "--claims", &claims, "--particles", "64"]);
    let shut = model("close verkhni-lars 2022-09-28..2022-09-30");
    assert_eq!(shut.code, Some(0), "{}", shut.err);
    assert!(shut.json().iter().any(|l| l["quantity"] == "queue_people"), "a queue grows: {}", shut.out);
    assert!(shut.json().iter().all(|l| l["day"].as_str().is_some_and(|d| d >= "2022-09-28")), "and none before: {}", shut.out);
    let ban = model("ban verkhni-lars");
    assert!(ban.code == Some(2) && ban.err.contains("say ban GE"), "{}", ban.err);
    let nowhere = model("close atlantis");
    assert!(nowhere.err.contains("verkhni-lars"), "posts are told as places too: {}", nowhere.err);
}

#[test]
fn a_case_for_any_pair_can_be_fitted_and_scored() {
    let case = run(["case", "new", "--from", "ru", "--to", "GE,FI", "--shock", "2022-09-21", "--days", "21"]);
    assert_eq!(case.code, Some(0), "{}", case.err);
    let (case, claims) = (file("case.toml", &case.out), file("claims3.jsonl", CLAIMS));
    let truth = file("truth.jsonl", &CLAIMS.replace("8314", "8572").replace("2022-09-25", "2022-09-24"));
    let score = run(["score", &case, "--truth", &truth, "--claims", &claims, "--particles", "64"]);
    assert_eq!(score.code, Some(0), "{}", score.err);
    assert!(score.out.contains("prior") && score.out.contains("latest comparable claim"), "{}", score.out);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let told = |words: &[&str], wanted: &str| {
        let run = run(words);
        assert!(run.code == Some(2) && run.err.contains(wanted), "{words:?}: {}", run.err);
    };
    let claims = file("claims4.jsonl", CLAIMS);
    told(&["predict", "--case", CASE, "--claims", &claims], "--for FIGURES.jsonl");
    told(&["now", "--claims", &claims], "exode case new");
    told(&["now", "--case", CASE], "--reports PATH");
    told(&["now", "--case", "nowhere.toml", "--claims", &claims], "cannot read nowhere.toml");
    let bad = file("bad.toml", "name = \"x\"\nbogus = 1\n");
    told(&["now", "--case", &bad, "--claims", &claims], "bad.toml:2:1: unknown field `bogus`");
    let lines = file("bad.jsonl", "{\"measure\": \"wait\"}\n{\"measure\": \"nonsense\"}\n");
    told(&["predict", "--case", CASE, "--claims", &claims, "--for", &lines], "bad.jsonl:2");
    told(&["whatif", "paint it", "--case", CASE, "--claims", &claims, "--particles", "64"], "is no what-if");
    told(&["case", "new", "--from", "XX", "--to", "GE"], "no country");
    told(&["case"], "exode case new");
    let empty = run_with(["predict", "--case", CASE, "--claims", &claims, "--for", "-", "--particles", "64"], b"");
    assert_eq!((empty.code, empty.out.as_str()), (Some(0), ""));
}

/// Three reports of one day and one that cannot be right.
fn folder_with_case(name: &str) -> std::path::PathBuf {
    let folder = std::env::temp_dir().join(format!("exode-model-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (n, text) in [
        "On 25 September, 8,314 Russians entered Finland, the Finnish Border Guard says.",
        "About 8,600 Russians entered Finland on 24 September, according to the Finnish Border Guard.",
        "More than 3,000 vehicles were queueing at Verkhni Lars on 26 September, on the border of Russia and Georgia.",
        "On 26 September, 190,000 Russians entered Finland, the interior ministry says.",
    ]
    .iter()
    .enumerate()
    {
        std::fs::write(folder.join(format!("r{n}.txt")), text).expect("a report");
        std::fs::write(folder.join(format!("r{n}.json")), r#"{"published": "2022-09-27", "lang": "en"}"#).expect("its date");
    }
    std::fs::copy(support::root().join(CASE), folder.join("case.toml")).expect("a case");
    folder
}

#[test]
fn check_holds_every_claim_against_all_others_where_a_case_lies_beside() {
    let folder = folder_with_case("check").display().to_string();
    let found = run(["check", &folder, "--json", "--particles", "128"]);
    assert_eq!(found.code, Some(1), "{}", found.err);
    let lines = found.json();
    let doubt = lines.iter().find(|l| l["rule"] == "against-all-others").unwrap_or_else(|| panic!("{lines:#?}"));
    assert!(doubt["arithmetic"].as_str().is_some_and(|a| a.contains("190,000 people is told")), "{doubt}");
    assert!(doubt["modelled"].is_string() && doubt["expected"]["high90"].as_f64().is_some_and(|h| h < 190_000.0), "{doubt}");
    let told = run(["check", &folder, "--particles", "128"]);
    assert!(told.out.contains("against-all-others modelled") && told.out.contains("90 %:"), "{}", told.out);
    let without = run(["check", &folder, "--no-model", "--json"]);
    assert!(without.json().iter().all(|l| l["rule"] != "against-all-others"), "{}", without.out);
    assert!(!without.err.contains("do not rely"), "nothing was fitted: {}", without.err);
}

#[test]
fn a_briefing_with_a_case_shows_what_is_modelled_and_warns_of_a_bad_fit() {
    let folder = folder_with_case("brief");
    let page = folder.join("page.html").display().to_string();
    let words = |more: &[&str]| {
        let folder = folder.display().to_string();
        run([&["brief", &folder, "-o", &page, "--particles", "64"], more].concat())
    };
    // The case that lies beside the reports is the one they are about.
    let made = words(&["--days", "3", "--what-if", "close verkhni-lars 2022-09-28..2022-09-29"]);
    assert_eq!(made.code, Some(0), "{}", made.err);
    let html = std::fs::read_to_string(&page).expect("the page");
    assert!(html.contains("Where things stand") && html.contains("On 27\u{a0}Sep\u{a0}2022") && html.contains("close verkhni-lars"));
    // What standard error warns of, the page warns of.
    assert_eq!(made.err.contains("do not rely on this fit"), html.contains("Do not rely on these numbers"));
    let bad = words(&["--no-model", "--what-if", "close verkhni-lars 2022-09-28"]);
    assert!(bad.code == Some(2) && bad.err.contains("--case"), "{}", bad.err);
    assert_eq!(words(&["--no-model"]).code, Some(0));
    assert!(!std::fs::read_to_string(&page).expect("the page").contains("tag modelled"));
}
