//! A ledger as an analyst uses it: what is added stays, what is reviewed wins, nothing is lost.

mod support;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{Folder, Run, exode, root, run, run_with};

const LARS: &str = "La file d'attente à la frontière géorgienne atteignait près de 20 km lundi, selon Maxar.\n\n\
    Plus de 8 000 Russes sont entrés en Finlande dimanche, ont annoncé les gardes-frontières finlandais.\n";

/// A folder with a report, and the ledger beside it.
struct Desk {
    folder: Folder,
    ledger: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = Folder::new();
        folder.report("lars", "2022-09-27", "fr", LARS);
        let ledger = folder.path().join("case.exode");
        Self { folder, ledger }
    }

    fn run(&self, command: &str, rest: &[&str]) -> Run {
        let ledger = self.ledger.to_string_lossy();
        let mut arguments = vec![command, "--ledger", &*ledger];
        arguments.extend(rest);
        run(arguments)
    }

    fn add(&self) -> Run {
        self.run("add", &[&self.folder.path().to_string_lossy()])
    }

    fn claims(&self, rest: &[&str]) -> Vec<serde_json::Value> {
        let run = self.run("list", &[&["--json"], rest].concat());
        assert_eq!(run.code, Some(0), "{}", run.err);
        run.json()
    }

    fn id(&self, rest: &[&str]) -> String {
        let claims = self.claims(rest);
        assert_eq!(claims.len(), 1, "{claims:#?}");
        claims[0]["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn the_same_report_twice_changes_nothing() {
    let desk = Desk::new();
    assert!(desk.add().out.contains("1 new, 0 changed, 0 known already; 2 claims read"));
    let before = desk.claims(&[]);
    assert!(desk.add().out.contains("0 new, 0 changed, 1 known already"));
    assert_eq!(desk.claims(&[]), before);
}

#[test]
fn a_changed_report_is_a_new_version_that_shows_which_figure_changed() {
    let desk = Desk::new();
    desk.add();
    desk.folder.report("lars", "2022-09-27", "fr", &LARS.replace("8 000", "8 500"));
    let run = desk.add();
    assert!(run.out.contains("lars: version 2\n  more than 8,000 people \u{2192} more than 8,500 people"), "{}", run.out);
    assert_eq!(desk.claims(&[]).len(), 2, "only the newest version counts");
}

#[test]
fn a_figure_that_is_gone_can_still_be_asked_for() {
    let desk = Desk::new();
    desk.add();
    let id = desk.id(&["maxar"]);
    desk.folder.report("lars", "2022-09-27", "fr", LARS.lines().last().expect("the second sentence"));
    let told = desk.add().out;
    assert!(told.contains("is gone") && told.contains(&id), "{told}");
    let history = desk.run("review", &[&id]);
    assert_eq!(history.code, Some(0), "{}", history.err);
    assert!(history.out.contains("is gone from the newest text") && history.out.contains("Maxar"), "{}", history.out);
    assert_eq!(desk.run("review", &["0123456789abcdef"]).code, Some(2), "an id the ledger never had");
}

#[test]
fn a_report_that_goes_back_to_an_older_text_is_noted() {
    let desk = Desk::new();
    desk.add();
    for (text, after) in [(LARS.replace("8 000", "8 500"), "8,500"), (LARS.to_owned(), "8,000")] {
        desk.folder.report("lars", "2022-09-27", "fr", &text);
        let told = desk.add().out;
        assert!(told.contains(&format!("more than {after} people")), "{told}");
    }
    assert_eq!(desk.claims(&["finlande"])[0]["low"], 8000.0);
    let history = desk.run("review", &[&desk.id(&["finlande"])]).out;
    assert!(history.contains("read as") && history.contains("8500"), "the text between is history: {history}");
}

#[test]
fn another_date_of_the_same_text_says_which_fields_read_otherwise() {
    let desk = Desk::new();
    desk.add();
    desk.folder.report("lars", "2022-10-27", "fr", LARS);
    let told = desk.add().out;
    assert!(told.contains("more than 8,000 people reads otherwise: time"), "{told}");
}

#[test]
fn places_are_asked_for_in_any_language_and_states_by_name() {
    let desk = Desk::new();
    desk.add();
    assert_eq!(desk.claims(&["--place", "Finlande"]).len(), 1);
    let id = desk.id(&["maxar"]);
    assert_eq!(desk.run("review", &["--by", "ana", &id, "accept"]).code, Some(0));
    assert_eq!(desk.id(&["--state", "approved"]), id);
    assert_eq!(desk.claims(&["--state", "not_started"]).len(), 1);
    let wrong = desk.run("list", &["--state", "done"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("re_requested"), "{}", wrong.err);
}

#[test]
fn a_confidential_figure_stays_so_when_it_comes_back_and_its_title_stays_withheld() {
    let (secret, open) = (
        "Some 1,200 deserters have fled from Russia to Kazakhstan since Monday, volunteers said.",
        "Finland counted 8,314 arrivals from Russia on Sunday, the Finnish Border Guard said.",
    );
    let desk = Desk::new();
    std::fs::remove_file(desk.folder.path().join("lars.txt")).expect("the other report goes");
    let _ = std::fs::remove_file(desk.folder.path().join("lars.json"));
    let write = |text: &str| {
        std::fs::write(desk.folder.path().join("a.txt"), text).expect("a report");
        let about = r#"{"published": "2022-09-27", "publisher": "The Wire", "title": "1,200 deserters in Kazakhstan", "url": "https://example.org/1200-deserters"}"#;
        std::fs::write(desk.folder.path().join("a.json"), about).expect("a sidecar");
        assert_eq!(desk.add().code, Some(0));
    };
    write(&format!("{secret} {open}"));
    let id = desk.id(&["--place", "KZ"]);
    assert_eq!(desk.run("review", &["--by", "ana", &id, "mark", "confidential"]).code, Some(0));
    for text in [open.to_owned(), format!("{secret} {open} Updated."), format!("{open} A volunteer group now speaks of 1,350 deserters.")] {
        write(&text);
        for format in ["csv", "jsonl", "citations", "hxl"] {
            let out = desk.run("export", &["--as", format, "-o", "-"]).out;
            assert!(out.contains("8314") || out.contains("8,314"), "{format}: {out}");
            assert!(!out.contains("1,200") && !out.contains("1200"), "{format} after {text:?}: {out}");
        }
        let page = desk.folder.path().join("page.html");
        desk.run("brief", &["-o", &page.display().to_string()]);
        let page = std::fs::read_to_string(&page).expect("a page");
        assert!(page.contains("8,314") && !page.contains("1,200") && !page.contains("1200-deserters"), "the page after {text:?}");
    }
}

#[test]
fn a_change_is_held_against_the_figures_of_its_own_sentence() {
    let folder = Folder::new();
    let text = |n: &str| {
        format!(
            "The number of Russians arriving in Georgia doubled from 5,000 on Saturday to {n} on Monday, the Georgian Interior Ministry said."
        )
    };
    for (n, code) in [("20,000", 1), ("10,000", 0)] {
        folder.report("georgia", "2022-09-27", "en", &text(n));
        let found = run(["check", &folder.path().display().to_string()]);
        assert_eq!((found.code, found.out.contains("change-against-levels")), (Some(code), code == 1), "{n}: {}", found.out);
    }
}

#[test]
fn a_report_does_not_drive_the_terminal() {
    let desk = Desk::new();
    let line = serde_json::json!({ "id": "r\u{1b}]0;owned\u{7}", "text": LARS, "lang": "fr", "published": "2022-09-27" });
    let file = desk.folder.path().join("hostile.jsonl");
    for text in [line.to_string(), line.to_string().replace("8 000", "8 500")] {
        std::fs::write(&file, text).expect("an archive");
        let out = desk.run("add", &[&file.display().to_string()]).out;
        assert!(!out.contains('\u{1b}'), "{out:?}");
    }
    for command in ["list", "check"] {
        assert!(!desk.run(command, &[]).out.contains('\u{1b}'), "{command}");
    }
}

#[test]
fn what_could_not_be_read_safely_is_counted_and_listed() {
    let desk = Desk::new();
    desk.folder.report("open", "2022-09-27", "fr", "Le chiffre de 261 000 Russes circulait lundi, selon la police.");
    let told = desk.add().out;
    let listed = desk.run("list", &["--findings"]).out;
    assert!(!listed.is_empty() && listed.contains("open @"), "{listed}");
    let places = listed.lines().filter(|l| l.contains(" @")).count();
    assert!(told.contains(&format!("{places} place")), "{told}");
}

#[test]
fn a_relay_is_corrected_as_a_source_is() {
    let desk = Desk::new();
    desk.add();
    let id = desk.id(&["maxar"]);
    assert_eq!(desk.run("review", &["--by", "ana", &id, "correct", "relay=Reuters; Yle"]).code, Some(0));
    let claim = &desk.claims(&["maxar"])[0];
    assert_eq!((claim["relay"].to_string(), &claim["review"]["corrected"][0]), ("[\"Reuters\",\"Yle\"]".to_owned(), &"relay".into()));
    let refused = desk.run("review", &["--by", "ana", &id, "correct", "relay=Katia Sokolova"]);
    assert_eq!(refused.code, Some(2), "{}", refused.out);
}

#[test]
fn reviews_follow_a_claim_into_the_next_version_but_not_onto_another_figure() {
    let desk = Desk::new();
    desk.add();
    for id in [desk.id(&["maxar"]), desk.id(&["finlande"])] {
        assert_eq!(desk.run("review", &["--by", "ana", &id, "accept"]).code, Some(0));
    }
    desk.folder.report("lars", "2022-09-27", "fr", &format!("Mise à jour.\n\n{}", LARS.replace("8 000", "8 500")));
    desk.add();
    let state = |word| desk.claims(&[word])[0]["review"]["state"].clone();
    assert_eq!((state("maxar"), state("finlande")), ("approved".into(), "not_started".into()));
    let history = desk.run("review", &[&desk.id(&["maxar"])]);
    assert!(history.out.contains("ana accepted"), "{}", history.out);
}

#[test]
fn a_correction_wins_in_the_list_and_in_the_briefing() {
    let desk = Desk::new();
    desk.add();
    let id = desk.id(&["finlande"]);
    let run = desk.run("review", &["--by", "ana", "--why", "see the tweet", &id, "correct", "figure=8314", "rate=per_day"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let claim = &desk.claims(&["finlande"])[0];
    assert_eq!((&claim["low"], &claim["high"], &claim["rate"]), (&8314.0.into(), &8314.0.into(), &"per_day".into()));
    assert_eq!(claim["review"]["corrected"], serde_json::json!(["figure", "rate"]));
    let page = desk.folder.path().join("page.html");
    let brief = desk.run("brief", &["-o", &page.to_string_lossy()]);
    assert!(brief.out.contains("8,314 people") && !brief.out.contains("8,000"), "{}", brief.out);
    let page = std::fs::read_to_string(&page).expect("the page");
    assert!(page.contains("set by reviewers: figure, rate"), "and is marked on the page");
}

#[test]
fn a_confidential_claim_stays_in_the_ledger() {
    let desk = Desk::new();
    desk.add();
    desk.run("review", &["--by", "ana", &desk.id(&["finlande"]), "mark", "confidential"]);
    let page = desk.folder.path().join("page.html");
    let brief = desk.run("brief", &["-o", &page.to_string_lossy()]);
    assert!(brief.out.contains("1 claims marked confidential or restricted are left out") && !brief.out.contains("8,000"), "{}", brief.out);
    let page = std::fs::read_to_string(&page).expect("the page");
    assert!(page.contains("Maxar") && !page.contains("Plus de 8 000") && !page.contains("entrés en Finlande"));
    assert!(desk.run("list", &[]).out.contains("confidential"));
}

#[test]
fn a_rejected_claim_leaves_the_briefing_and_stays_in_the_list() {
    let desk = Desk::new();
    desk.add();
    desk.run("review", &["--by", "ana", &desk.id(&["finlande"]), "reject"]);
    let brief = desk.run("brief", &["-o", &desk.folder.path().join("page.html").to_string_lossy()]);
    assert!(!brief.out.contains("8,000") && brief.out.contains("1 claim"), "{}", brief.out);
    assert_eq!(desk.claims(&["finlande"])[0]["review"]["state"], "rejected");
}

#[test]
fn search_ignores_accents_and_case_and_filters_hold_together() {
    let desk = Desk::new();
    desk.add();
    for words in [&["GEORGIENNE"][..], &["géorgienne"], &["frontier*", "maxar"], &["--place", "Georgia"], &["--measure", "queue_length"]] {
        assert_eq!(desk.claims(words).len(), 1, "{words:?}");
    }
    assert_eq!(desk.claims(&["maxar", "--measure", "wait"]).len(), 0);
    assert_eq!(desk.claims(&["--since", "2022-09-26"]).len(), 1, "only the queue is of Monday");
    assert_eq!(desk.claims(&["\"", "AND", "maxar"]).len(), 0, "no operator comes through");
    assert_eq!(desk.claims(&["--limit", "1"]).len(), 1);
}

#[test]
fn what_is_confidential_stays_so_when_its_figure_changes_and_is_not_told_by_its_neighbour() {
    let desk = Desk::new();
    let text = "Au village de Stepantsminda, 60 personnes ont été tuées et plus de 2 300 Russes sont entrés en Géorgie dimanche.";
    desk.folder.report("lars", "2022-09-27", "fr", text);
    desk.add();
    desk.run("review", &["--by", "ana", &desk.id(&["--measure", "killed"]), "mark", "confidential"]);
    desk.folder.report("lars", "2022-09-27", "fr", &text.replace("60", "75"));
    desk.add();
    assert_eq!(desk.claims(&["--measure", "killed"])[0]["review"]["sensitivity"], "confidential");
    let flat = desk.run("export", &["--as", "jsonl", "-o", "-"]).out;
    assert!(flat.contains("2300") && !flat.contains("75 personnes") && !flat.contains("Stepantsminda"), "{flat}");
    let page = desk.folder.path().join("page.html");
    desk.run("brief", &["-o", &page.to_string_lossy()]);
    let page = std::fs::read_to_string(&page).expect("the page");
    assert!(!page.contains("75 personnes") && page.contains("2 300 Russes"));
}

#[test]
fn a_review_does_not_hold_for_a_denial_or_another_country_or_another_day() {
    for (from, to) in [("ont annoncé", "ont démenti"), ("Finlande", "Géorgie"), ("dimanche", "samedi")] {
        let desk = Desk::new();
        desk.add();
        desk.run("review", &["--by", "ana", &desk.id(&["finlande"]), "accept"]);
        desk.folder.report("lars", "2022-09-27", "fr", &LARS.replace(from, to));
        let added = desk.add();
        assert!(!added.out.contains("no figure changed"), "{from}: {}", added.out);
        assert_ne!(desk.claims(&["8 000"])[0]["review"]["state"], "approved", "{from}");
    }
}

#[test]
fn another_date_asks_for_another_look() {
    let desk = Desk::new();
    desk.add();
    desk.run("review", &["--by", "ana", &desk.id(&["finlande"]), "accept"]);
    desk.folder.report("lars", "2022-10-27", "fr", LARS);
    desk.add();
    let claim = &desk.claims(&["finlande"])[0];
    assert_eq!(claim["review"]["state"], "re_requested", "{claim:#}");
    assert!(desk.run("review", &[claim["id"].as_str().unwrap_or("")]).out.contains("reads otherwise: time"));
}

#[test]
fn an_address_given_later_is_still_the_same_report() {
    let desk = Desk::new();
    desk.add();
    let sidecar = r#"{"published": "2022-09-27", "lang": "fr", "url": "https://example.org/lars?utm_source=x"}"#;
    std::fs::write(desk.folder.path().join("lars.json"), sidecar).expect("a sidecar");
    assert!(desk.add().out.contains("now holds 1 report "));
    let moved = desk.folder.path().join("elsewhere.txt");
    std::fs::rename(desk.folder.path().join("lars.txt"), &moved).expect("the file moves");
    std::fs::write(moved.with_extension("json"), sidecar.replace("?utm_source=x", "/#top")).expect("a sidecar");
    std::fs::remove_file(desk.folder.path().join("lars.json")).expect("the old sidecar goes");
    assert!(desk.add().out.contains("now holds 1 report "), "the same page of the same site");
}

#[test]
fn a_line_put_before_others_makes_no_report_disappear() {
    let desk = Desk::new();
    let line =
        |n: &str| serde_json::json!({ "text": format!("Plus de {n} Russes sont entrés en Géorgie dimanche."), "lang": "fr" }).to_string();
    let file = desk.folder.path().join("x.jsonl");
    std::fs::remove_file(desk.folder.path().join("lars.txt")).expect("the report goes");
    std::fs::write(&file, format!("{}\n{}\n", line("5 000"), line("6 000"))).expect("an archive");
    desk.add();
    std::fs::write(&file, format!("{}\n{}\n{}\n", line("7 000"), line("5 000"), line("6 000"))).expect("an archive");
    desk.add();
    assert_eq!(desk.claims(&[]).len(), 3);
}

#[test]
fn a_ledger_is_never_written_over() {
    let desk = Desk::new();
    desk.add();
    let ledger = desk.ledger.to_string_lossy().into_owned();
    for words in [&["export", "--as", "csv"][..], &["brief"]] {
        let run = desk.run(words[0], &[&words[1..], &["-o", &ledger]].concat());
        assert!(run.code == Some(2) && run.err.contains("is a ledger"), "{}", run.err);
    }
    assert_eq!(desk.claims(&[]).len(), 2);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_not_replaced() {
    let desk = Desk::new();
    desk.add();
    let pipe = desk.folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success()));
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read_to_string(pipe)
    });
    assert_eq!(desk.run("export", &["--as", "jsonl", "-o", &pipe.to_string_lossy()]).code, Some(0));
    assert!(reader.join().expect("it reads").is_ok_and(|text| text.contains("\"card\"")));
}

#[test]
fn mistakes_are_told_with_what_to_do() {
    let desk = Desk::new();
    let missing = desk.run("list", &[]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("there is no ledger") && missing.err.contains("exode add"), "{}", missing.err);
    desk.add();
    let id = desk.id(&["maxar"]);
    for (words, told) in [
        (&["--by", "ana", "0000000000000000", "accept"][..], "no claim 0000000000000000"),
        (&["--by", "ana", "lars", "accept"], "no claim id"),
        (&["--by", "ana", &id, "correct", "measure=flying"], "is no measure"),
        (&["--by", "ana", &id, "correct", "figure=many"], "is no number"),
        (&["--by", "ana", &id, "correct", "colour=red"], "no field"),
        (&["--by", "ana", &id, "correct", "origin=Nowhere at all"], "no place"),
        (&["--by", "ana", &id, "forget"], "nothing a reviewer does"),
        (&["--by", "ana", &id, "merge", &id], "cannot be tied"),
        (&["--by", "ana", &id, "correct", "source=Katia Sokolova"], "is no source"),
        (&["--by", "ana", &id, "correct", "time=2022-09-30/2022-09-01"], "upside down"),
        (&[&id, "accept"], "who reviews?"),
    ] {
        let run = desk.run("review", words);
        assert_eq!(run.code, Some(2), "{words:?}");
        assert!(run.err.contains(told), "{words:?}: {}", run.err);
    }
    assert_eq!(desk.claims(&["maxar"])[0]["review"]["state"], "not_started", "nothing half done");
    let text = desk.folder.path().join("lars.txt");
    let foreign = run(["list", "--ledger", &text.to_string_lossy()]);
    assert!(foreign.err.contains("is no exode ledger"), "{}", foreign.err);
}

#[test]
fn the_desk_asks_claim_by_claim_and_keeps_what_was_decided() {
    let desk = Desk::new();
    desk.add();
    let ledger = desk.ledger.to_string_lossy().into_owned();
    let run = run_with(["review", "--ledger", &ledger, "--by", "bo"], "zz\nc unit=vehicle\na\nr\n".as_bytes());
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("nothing a reviewer does") && run.out.contains("3 decisions kept"), "{}", run.out);
    let states: Vec<_> = desk.claims(&[]).iter().map(|c| c["review"]["state"].as_str().unwrap_or("").to_owned()).collect();
    assert_eq!(states, ["approved", "rejected"]);
}

#[test]
fn a_reviewer_cannot_bring_a_private_person_in() {
    let desk = Desk::new();
    desk.add();
    let id = desk.id(&["maxar"]);
    desk.run("review", &["--by", "ana", "--why", "Katia Sokolova counted them", &id, "correct", "source=Katia Sokolova"]);
    desk.run("review", &["--by", "ana", &id, "comment", "ask", "Katia", "Sokolova"]);
    let told = format!("{}{}", desk.run("review", &[&id]).all(), desk.run("list", &["--json"]).all());
    assert!(!told.contains("Sokolova") && !told.contains("Katia"), "{told}");
}

#[test]
fn a_trace_tells_who_has_a_figure_from_whom_and_what_was_lost_on_the_way() {
    let desk = Desk::new();
    desk.folder.write("wire.json", r#"{"published": "2022-10-04", "lang": "en", "publisher": "Reuters"}"#);
    desk.folder.write(
        "wire.txt",
        "Nearly 200,000 Russians have entered Kazakhstan since 21 September, the interior ministry of Kazakhstan said on Tuesday.",
    );
    desk.folder.write("paper.json", r#"{"published": "2022-10-05", "lang": "en", "publisher": "Paper"}"#);
    desk.folder.write(
        "paper.txt",
        "200,000 Russians have entered Kazakhstan since 21 September, the interior ministry of Kazakhstan said, according to Reuters.",
    );
    desk.folder.write("later.json", r#"{"published": "2022-10-12", "lang": "en", "publisher": "Paper"}"#);
    desk.folder.write(
        "later.txt",
        "Some 260,000 Russians have entered Kazakhstan since 21 September, the interior ministry of Kazakhstan said on Wednesday.",
    );
    desk.add();
    let claims = desk.claims(&["--measure", "crossed_in", "--place", "KZ"]);
    let exact = claims.iter().find(|c| c["quantifier"] == "exact").expect("the paper's telling")["id"].as_str().expect("an id");

    let traced = desk.run("trace", &[exact, "--json"]).json().remove(0);
    assert_eq!((traced["origins"].as_u64(), traced["first_seen"].as_str()), (Some(1), Some("2022-10-04")), "{traced:#}");
    assert_eq!(traced["tellings"].as_array().map(Vec::len), Some(2), "two outlets, one statement: {traced:#}");
    let links = traced["links"].as_array().expect("links");
    assert!(links.iter().any(|l| l["from"] == "Reuters" && l["to"] == "Paper"), "{links:#?}");
    assert_eq!(traced["lost"][0]["what"], "nearly");
    assert_eq!(traced["lost"][0]["without"], exact);
    let days: Vec<&str> = traced["series"]["points"].as_array().expect("points").iter().filter_map(|p| p["day"].as_str()).collect();
    assert_eq!(days, ["2022-10-04", "2022-10-12"], "the later figure is another statement of the same quantity");

    desk.run("review", &["--by", "ana", exact, "mark", "confidential"]);
    let told = desk.run("series", &["--place", "KZ"]).out;
    assert!(
        told.lines().any(|l| l.contains("200,000") && l.ends_with("confidential")),
        "the analyst is told what is not for everybody: {told}"
    );
    let told = desk.run("trace", &[exact]).out;
    assert!(
        told.contains("1 origin, told by 2 outlets") && told.contains("Reuters \u{2192} Paper") && told.contains("lost on the way"),
        "{told}"
    );
    let series = desk.run("series", &["--place", "Kazakhstan"]).out;
    assert!(series.contains("260,000") && !series.contains("8,000"), "{series}");
    let unknown = desk.run("trace", &["0000000000000000"]);
    assert!(unknown.code == Some(2) && unknown.err.contains("exode list"), "{}", unknown.err);
}

#[test]
fn a_trace_finds_the_translation_of_its_report() {
    let desk = Desk::new();
    let french = "Près de 200 450 Russes sont arrivés au Kazakhstan depuis le 21 septembre.\n\n\
        Quelque 78 320 Russes sont entrés en Géorgie depuis le 21 septembre.\n\n\
        La file d'attente atteignait 16 km à Verkhni Lars le 27 septembre.\n";
    let english = "Nearly 200,450 Russians have entered Kazakhstan since 21 September.\n\n\
        Some 78,320 Russians have entered Georgia since 21 September.\n\n\
        The queue reached 16 km at Verkhni Lars on 27 September.\n";
    desk.folder.report("fr", "2022-10-04", "fr", french);
    desk.folder.report("en", "2022-10-04", "en", english);
    desk.add();
    let id = desk.claims(&["--measure", "queue_length", "verkhni"]).remove(0)["id"].as_str().expect("an id").to_owned();
    let traced = desk.run("trace", &[&id, "--json"]).json().remove(0);
    let copies = traced["copies"].as_array().expect("copies");
    assert!(copies.iter().any(|t| t["kinship"] == "figures" && t["a"] == "en" && t["b"] == "fr"), "{copies:#?}");
}

#[test]
fn a_check_tells_what_does_not_add_up_and_its_exit_status_says_so() {
    let desk = Desk::new();
    desk.add();
    let fine = desk.run("check", &[]);
    assert_eq!((fine.code, fine.err.as_str()), (Some(0), ""), "{}", fine.out);
    assert!(fine.out.contains("nothing that does not add up, in 2 statements of 1 reports"), "{}", fine.out);
    desk.folder.report(
        "other",
        "2022-09-27",
        "en",
        "The queue at the Georgian border reached 35 km on Monday, the police in North Ossetia said.",
    );
    desk.add();
    let found = desk.run("check", &[]);
    assert_eq!(found.code, Some(1), "{}", found.out);
    assert!(found.out.contains("sides-contradict") && found.out.contains("35 \u{2212} 20 = 15 km"), "{}", found.out);
    let lines = desk.run("check", &["--json"]).json();
    let ids: Vec<String> = desk.claims(&["--measure", "queue_length"]).iter().map(|c| c["id"].as_str().unwrap_or("").to_owned()).collect();
    assert!(ids.iter().all(|id| lines[0]["statements"].to_string().contains(id.as_str())), "{lines:#?}");
    // What a reviewer takes out contradicts nobody.
    desk.run("review", &["--by", "ana", &desk.id(&["ossetia"]), "reject"]);
    assert_eq!(desk.run("check", &[]).code, Some(0));
}

#[test]
fn copies_that_differ_in_a_figure_are_told() {
    let desk = Desk::new();
    let long = format!(
        "{LARS}\n\nDes agents de l'immigration ont installé des tentes le long de la route et distribué de l'eau aux familles qui attendent."
    );
    desk.folder.report("wire", "2022-09-27", "fr", &long);
    desk.folder.report("copy", "2022-09-28", "fr", &long.replace("8 000", "9 500"));
    std::fs::remove_file(desk.folder.path().join("lars.txt")).expect("the first report goes");
    desk.add();
    let found = desk.run("check", &[]);
    assert!(found.out.contains("wire and copy are nearly one text (100 % of it), but their figures differ"), "{}", found.out);
}

#[test]
fn reviewed_values_leave_and_are_marked_and_confidential_ones_stay() {
    let desk = Desk::new();
    desk.add();
    let (queue, entries) = (desk.id(&["maxar"]), desk.id(&["finlande"]));
    desk.run("review", &["--by", "ana-the-reviewer", &entries, "correct", "figure=8314"]);
    desk.run("review", &["--by", "ana-the-reviewer", &queue, "mark", "confidential"]);
    for format in ["csv", "jsonl", "geojson", "hxl", "montandon", "prov", "citations"] {
        let run = desk.run("export", &["--as", format, "-o", "-"]);
        assert_eq!(
            (run.code, run.err.is_empty()),
            (Some(0), !matches!(format, "csv" | "hxl")),
            "{format} has its card with it, or says where"
        );
        assert!(!run.out.contains("Maxar") && !run.out.contains(&queue), "{format}: {}", run.out);
        assert!(!run.out.contains("ana-the-reviewer"), "{format} names a reviewer");
        assert!(run.out.contains("8314") || run.out.contains("8,314") || format == "montandon", "{format}: {}", run.out);
    }
    let flat = desk.run("export", &["--as", "csv", "-o", "-"]).out;
    assert!(flat.contains(",in_progress,") && flat.contains(",figure,"), "{flat}");
    let sheet = desk.folder.path().join("helix.xlsx");
    let helix = desk.run("export", &["--as", "helix", "--event", "Autumn", "-o", &sheet.to_string_lossy()]);
    assert!(helix.out.contains("left out: 1 claims marked confidential") || helix.out.contains("confidential"), "{}", helix.out);
    assert!(std::fs::metadata(&sheet).is_ok_and(|m| m.len() > 5_000));
    let wrong = desk.run("export", &["--as", "pdf"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("helix"), "{}", wrong.err);
}

/// Lines of an archive, each a report of its own with two claims.
fn archive(path: &Path, reports: u32) {
    let line = |n: u32| {
        let text = format!(
            "Plus de {} Russes sont entrés en Géorgie lundi, selon Tbilissi.\n\nLa file atteint {} km à Verkhni Lars.",
            1000 + n,
            n + 1
        );
        serde_json::json!({ "id": format!("r{n}"), "text": text, "lang": "fr", "published": "2022-09-27" }).to_string()
    };
    std::fs::write(path, (0..reports).map(line).collect::<Vec<_>>().join("\n")).expect("the archive is written");
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_told() {
    let folder = Folder::new();
    let (lines, ledger) = (folder.path().join("archive.jsonl"), folder.path().join("kill.exode"));
    const REPORTS: usize = 3_000;
    archive(&lines, REPORTS as u32);
    let arguments = || ["add".to_owned(), "--json".into(), "--ledger".into(), ledger.display().to_string(), lines.display().to_string()];
    let (mut told, mut heard, mut kills) = (BTreeSet::new(), 0, 0);
    let mut first_word = Duration::ZERO;
    for round in 0..200u32 {
        let began = Instant::now();
        let mut adding = exode().args(arguments()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("exode starts");
        let mut out = BufReader::new(adding.stdout.take().expect("a pipe"));
        let mut hear = |line: &mut String| {
            line.clear();
            let some = out.read_line(line).is_ok_and(|n| n > 0);
            if some && line.ends_with('\n') && line.contains("\"new\"") {
                let word: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
                heard += usize::from(told.insert(word["report"].as_str().expect("a name").to_owned()));
            }
            some
        };
        // Moments all over the work: at any time up to the first word and past it, and between two words.
        let mut line = String::new();
        if round % 2 == 0 {
            let mut words = 0;
            while words <= round.wrapping_mul(7_919) % 400 && hear(&mut line) {
                words += u32::from(line.contains("\"new\""));
            }
            first_word = first_word.max(began.elapsed());
            std::thread::sleep(Duration::from_micros(u64::from(round.wrapping_mul(7_919) % 20_000)));
        } else {
            std::thread::sleep(first_word.mul_f64(f64::from(round.wrapping_mul(7_919) % 1_000) / 700.0));
        }
        adding.kill().expect("it can be killed");
        kills += u32::from(!adding.wait().expect("it ends").success());
        while hear(&mut line) {}
        // The file is valid after every kill, and all that was told is in it.
        let db = rusqlite::Connection::open(&ledger).expect("the file opens");
        let kept: BTreeSet<String> = match db.prepare("SELECT name FROM version") {
            Ok(mut names) => names.query_map([], |r| r.get(0)).expect("names").collect::<Result<_, _>>().expect("a name"),
            Err(_) => BTreeSet::new(), // killed before the first table
        };
        assert!(told.is_subset(&kept), "round {round}: lost {:?}", told.difference(&kept).next());
        if round % 20 == 0 {
            let sound: String = db.query_row("PRAGMA integrity_check", [], |r| r.get(0)).expect("it can be checked");
            assert_eq!(sound, "ok", "round {round}");
        }
        drop(db);
        if kept.len() == REPORTS {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{end}", ledger.display()));
            }
            told.clear();
        }
    }
    assert!(kills > 100, "only {kills} of 200 were still at work when killed");
    assert!(heard > REPORTS, "only {heard} reports were told as added in all rounds");
    let rest = run(arguments());
    assert_eq!(rest.code, Some(0), "{}", rest.err);
    let db = rusqlite::Connection::open(&ledger).expect("the file opens");
    let count = |sql: &str| db.query_row(sql, [], |r| r.get::<_, u32>(0)).expect("a count");
    assert_eq!(count("SELECT count(*) FROM version") as usize, REPORTS);
    assert_eq!(count("SELECT count(*) FROM current u JOIN claim c ON c.reading = u.reading") as usize, 2 * REPORTS, "each report whole");
}

#[test]
fn two_read_while_one_adds() {
    let folder = Folder::new();
    let (lines, ledger) = (folder.path().join("archive.jsonl"), folder.path().join("both.exode"));
    archive(&lines, 6_000);
    run(["add", "--ledger", &ledger.display().to_string(), &root().join("cases/russia-2022/reports").display().to_string()]);
    let mut adding = exode()
        .args(["add", "--ledger", &ledger.display().to_string(), &lines.display().to_string()])
        .stdout(Stdio::null())
        .spawn()
        .expect("exode starts");
    let mut looked = 0;
    while adding.try_wait().expect("it runs").is_none() {
        let readers = [["list", "georgie"], ["list", "--findings"]].map(|words| {
            let reader = exode().args(words).arg("--ledger").arg(&ledger).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
            reader.expect("exode starts")
        });
        for reader in readers {
            let output = reader.wait_with_output().expect("it ends");
            assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
            looked += 1;
        }
    }
    assert!(looked >= 2, "the adding was over before anybody looked");
}
