//! The command line as people and scripts meet it: what it prints, where, and how it ends.

mod support;

use std::collections::BTreeSet;
use std::io::Read as _;
use std::process::Stdio;

use serde_json::Value;
use support::{Folder, exode, root, run, run_with, with_path};

const FRENCH: &str = "La file d'attente à la frontière géorgienne atteignait près de 20 km lundi, selon Maxar.\n\n\
    Plus de 8 000 Russes sont entrés en Finlande dimanche, ont annoncé les gardes-frontières finlandais.\n";
const ENGLISH: &str = "Some 98,000 Russians have crossed into Kazakhstan since 21 September, the interior minister said on Tuesday.\n";

/// A folder with two reports.
fn two_reports() -> Folder {
    let folder = Folder::new();
    folder.report("lars", "2022-09-27", "fr", FRENCH);
    folder.report("kazakhstan", "2022-09-27", "en", ENGLISH);
    folder
}

#[test]
fn the_table_marks_the_figure_in_its_sentence() {
    let folder = two_reports();
    let run = run(with_path(&["read"], folder.path()));
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for expected in [
        "lars (2022-09-27, 2 claims)",
        "queue_length",
        "[près de 20 km] lundi",
        "Maxar",
        "[Plus de 8 000 Russes]",
        "[Some 98,000 Russians]",
    ] {
        assert!(run.out.contains(expected), "no {expected:?} in:\n{}", run.out);
    }
    assert!(!run.out.contains('\x1b'), "colours without a terminal");
}

#[test]
fn colours_are_there_when_asked_for() {
    let folder = two_reports();
    let run = run(with_path(&["read", "--color", "always"], folder.path()));
    assert!(run.out.contains("\x1b[1;33mprès de 20 km\x1b[0m"), "{}", run.out);
}

#[test]
fn every_json_line_is_valid_by_the_schema() {
    let schema = support::run(["schema"]);
    let schema: Value = serde_json::from_str(&schema.out).expect("the schema is JSON");
    let folder = two_reports();
    let mut checked = 0;
    let cases = root().join("cases/russia-2022");
    for path in [folder.path(), cases.as_path()] {
        let run = run(with_path(&["read", "--json"], path));
        assert_eq!(run.code, Some(0), "{}", run.err);
        for claim in run.json() {
            let errors = support::schema::errors(&schema, &claim);
            assert!(errors.is_empty(), "{}\n{claim}", errors.join("\n"));
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} claims");
}

#[test]
fn the_schema_refuses_what_is_no_claim() {
    let schema: Value = serde_json::from_str(&run(["schema"]).out).expect("the schema is JSON");
    let folder = two_reports();
    let good = run(with_path(&["read", "--json"], folder.path())).json().remove(0);
    assert_eq!(support::schema::errors(&schema, &good), Vec::<String>::new());
    for (field, bad) in [
        ("unit", Value::from("leagues")),
        ("id", Value::from("12")),
        ("sentence", serde_json::json!([1])),
        ("origin", serde_json::json!({"id": "RU"})),
        ("time", Value::from("last week")),
        ("relay", serde_json::json!([])),
        ("extra", Value::Null),
    ] {
        let mut claim = good.clone();
        claim[field] = bad;
        assert!(!support::schema::errors(&schema, &claim).is_empty(), "{claim}");
    }
    let mut claim = good;
    claim.as_object_mut().expect("an object").remove("hedged");
    assert!(!support::schema::errors(&schema, &claim).is_empty());
}

#[test]
fn offsets_are_bytes_of_the_file() {
    let folder = Folder::new();
    let text = format!("date 2022-09\n\n{FRENCH}");
    let path = folder.report("lars", "2022-09-27", "fr", &text);
    let claims = run(with_path(&["read", "--json"], &path)).json();
    assert_eq!(claims.len(), 2);
    for claim in claims {
        let offset = claim["offset"].as_u64().expect("an offset") as usize;
        let quote = claim["quote"].as_str().expect("a quote");
        assert!(text[offset..].starts_with(quote), "{quote:?} is not at {offset}");
        let (from, to) = (claim["sentence"][0].as_u64().expect("a byte") as usize, claim["sentence"][1].as_u64().expect("a byte") as usize);
        assert!(text[from..to].contains(quote), "{quote:?} is not in {:?}", &text[from..to]);
    }
}

#[test]
fn offsets_of_a_page_lead_to_its_bytes() {
    let folder = Folder::new();
    let page = "<html lang=\"fr\"><body><article><h1>La frontière</h1><p>Plus de <b>8&nbsp;000</b> Russes sont entr&eacute;s en Finlande dimanche, \
        ont annoncé les gardes-frontières finlandais.</p></article></body></html>";
    let path = folder.write("page.html", page);
    let claims = run(with_path(&["read", "--json"], &path)).json();
    assert_eq!(claims.len(), 1, "{claims:?}");
    let offset = claims[0]["offset"].as_u64().expect("an offset") as usize;
    assert!(page[offset..].starts_with("Plus de <b>8&nbsp;000"), "{}", &page[offset..]);
}

#[test]
fn the_order_of_files_changes_no_line() {
    let folder = two_reports();
    let (a, b) = (folder.path().join("lars.txt"), folder.path().join("kazakhstan.txt"));
    let lines = |first, second| -> BTreeSet<String> {
        let mut arguments = with_path(&["read", "--json"], first);
        arguments.extend(with_path(&[], second));
        run(arguments).out.lines().map(str::to_owned).collect()
    };
    let one = lines(&a, &b);
    assert_eq!(one.len(), 3);
    assert_eq!(one, lines(&b, &a));
    let folder_order: BTreeSet<String> = run(with_path(&["read", "--json"], folder.path())).out.lines().map(str::to_owned).collect();
    assert_eq!(one, folder_order);
}

#[test]
fn the_briefing_depends_on_the_set_of_reports() {
    let (folder, out) = (two_reports(), Folder::new());
    let (a, b) = (folder.path().join("lars.txt"), folder.path().join("kazakhstan.txt"));
    let page = |first, second, name: &str| {
        let to = out.path().join(name);
        let mut arguments = with_path(&["brief", "--title", "T", "-o"], &to);
        arguments.extend(with_path(&[], first));
        arguments.extend(with_path(&[], second));
        assert_eq!(run(arguments).code, Some(0));
        std::fs::read_to_string(to).expect("the page")
    };
    assert_eq!(page(&a, &b, "1.html"), page(&b, &a, "2.html"));
}

#[test]
fn findings_say_what_would_settle_them() {
    let folder = Folder::new();
    folder.write("undated.txt", "La file d'attente atteignait 20 km lundi à la frontière géorgienne.\n");
    folder.write(
        "spanish.txt",
        "Más de cinco mil personas cruzaron ayer la frontera entre los dos países, según las autoridades del país vecino.\n",
    );
    let people = run(with_path(&["read", "--findings"], folder.path()));
    assert_eq!(people.code, Some(0));
    assert!(people.out.contains("date-open") && people.out.contains("published"), "{}", people.out);
    assert!(people.out.contains("language-unknown"), "{}", people.out);
    for finding in run(with_path(&["read", "--findings", "--json"], folder.path())).json() {
        for field in ["report", "code", "offset", "quote", "remedy"] {
            assert!(finding.get(field).is_some(), "no {field} in {finding}");
        }
    }
}

#[test]
fn what_is_not_read_is_told_and_shows_no_title() {
    let folder = Folder::new();
    let goals = "The home side won 3-1 in front of 12,000 people and climbed to third in the table. ".repeat(12);
    folder.write("goals.txt", &goals);
    folder.write("goals.json", r#"{"title": "Zoltaine Brevkov scores", "lang": "en", "published": "2022-09-27"}"#);
    folder.write("spanish.txt", "Más de cinco mil personas cruzaron ayer la frontera entre los dos países, según las autoridades.\n");
    folder.write("spanish.json", r#"{"title": "Zoltaine Brevkov: «cruzamos de noche»", "published": "2022-09-27"}"#);
    let findings = run(with_path(&["read", "--findings"], folder.path()));
    assert!(findings.out.contains("off-topic") && findings.out.contains("language-unknown"), "{}", findings.out);
    // The same report as a line of an archive is treated alike, however JSON escapes it.
    let line = serde_json::json!({"id": "goals", "text": goals, "lang": "en", "title": "Refugees"}).to_string();
    let stream = run_with(["read", "--findings", "--jsonl"], line.as_bytes());
    assert!(stream.out.contains("off-topic"), "{}", stream.out);
    let page = folder.path().join("page.html");
    let mut arguments = with_path(&["brief", "-o"], &page);
    arguments.extend(with_path(&[], folder.path()));
    let brief = run(arguments);
    let shown = std::fs::read_to_string(&page).unwrap_or_default() + &brief.out + &brief.err + &findings.out;
    assert!(!shown.contains("Zoltaine") && !shown.contains("Brevkov"), "{shown}");
}

#[test]
fn a_stream_is_read_line_by_line() {
    let line = |id: &str, text: &str| serde_json::json!({"id": id, "text": text, "published": "2022-09-27"}).to_string();
    let stream = format!("{}\n{{broken\n\n{}\n", line("first", FRENCH), line("second", ENGLISH));
    let claims = run_with(["read", "--json", "--jsonl"], stream.as_bytes());
    assert_eq!(claims.code, Some(0), "{}", claims.err);
    let reports: Vec<_> = claims.json().iter().map(|c| c["report"].as_str().unwrap_or_default().to_owned()).collect();
    assert_eq!(reports, ["first", "first", "second"]);
    let findings = run_with(["read", "--findings", "--jsonl", "-"], stream.as_bytes());
    assert!(findings.out.contains("input-damaged") && findings.out.contains("line 2"), "{}", findings.out);

    let folder = Folder::new();
    let path = folder.write("archive.jsonl", &stream);
    let from_file = run(with_path(&["read", "--json"], &path));
    assert_eq!(from_file.out, claims.out);
}

#[test]
fn standard_input_is_a_report() {
    let claims = run_with(["read", "--json", "-"], FRENCH.as_bytes()).json();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0]["report"], "stdin");
    let page = format!("<!doctype html><html lang=fr><body><article><p>{FRENCH}</p></article></body></html>");
    assert_eq!(run_with(["read", "--json", "-"], page.as_bytes()).json().len(), 2);
}

#[test]
fn a_claim_is_explained_by_its_id_and_a_text_by_itself() {
    let folder = two_reports();
    let claims = run(with_path(&["read", "--json"], folder.path())).json();
    let claim = claims.iter().find(|c| c["unit"] == "km").expect("a queue");
    let by_id = run(with_path(&["explain", claim["id"].as_str().expect("an id")], folder.path()));
    assert_eq!(by_id.code, Some(0), "{}", by_id.err);
    for expected in ["queue_length", "\"près de\" lang/fr/quantifiers.toml:", "lang/fr/cues.toml:", "Maxar"] {
        assert!(by_id.out.contains(expected), "no {expected:?} in:\n{}", by_id.out);
    }
    let by_text = run(["explain", ENGLISH.trim(), "--date", "2022-09-27", "--lang", "en"]);
    assert_eq!(by_text.code, Some(0), "{}", by_text.err);
    assert!(by_text.out.contains("lang/en/") && by_text.out.contains("Kazakhstan"), "{}", by_text.out);
    // The form is the one of the sentence; its entry begins at the line told.
    let sentence = by_id.out.lines().nth(1).expect("the sentence").to_lowercase().replace('’', "'");
    for line in by_id.out.lines().filter(|l| l.trim_start().starts_with('"')) {
        let (form, place) = line.trim().rsplit_once("\" ").expect("a form and a place");
        let (file, number) = place.split_once(':').expect("file:line");
        let text = std::fs::read_to_string(root().join(file)).unwrap_or_else(|e| panic!("{file}: {e}"));
        let first = number.parse::<usize>().expect("a line") - 1;
        let entry: String = text.lines().skip(first).take(8).collect();
        let form = form.trim_start_matches('"').to_lowercase();
        assert!(sentence.contains(&form), "{form:?} is not in {sentence:?}");
        assert!(entry.contains("forms = ["), "{place} is {entry:?}");
    }
}

#[test]
fn what_cannot_be_done_is_told_with_its_place() {
    let folder = two_reports();
    for (arguments, told) in [
        (vec!["read", "no/such/folder"], "no/such/folder"),
        (vec!["read"], "nothing to read"),
        (vec!["read", "--jsom", "x"], "--jsom"),
        (vec!["read", "--color", "mauve", "x"], "mauve"),
        (vec!["brief", "no/such/folder"], "no/such/folder"),
        (vec!["brief", "--as-of", "tomorrow"], "tomorrow"),
        (vec!["explain"], "explain what"),
        (vec!["explain", "0123456789abcdef", "cases/russia-2022"], "0123456789abcdef"),
        (vec!["dance"], "dance"),
        (vec!["read", "--lang-dir", "no/such/words", "cases"], "no/such/words"),
    ] {
        let run = run(&arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.all());
        assert!(run.err.starts_with("exode: ") && run.err.contains(told), "{arguments:?}: {}", run.err);
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
    }
    let nowhere = folder.path().join("no/such/folder/page.html");
    let mut arguments = with_path(&["brief", "-o"], &nowhere);
    arguments.extend(with_path(&[], folder.path()));
    let run = run(arguments);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("page.html"), "{}", run.err);
}

#[test]
fn words_with_a_mistake_are_told_with_file_and_line() {
    let words = Folder::new();
    for lang in ["fr", "en"] {
        std::fs::create_dir(words.path().join(lang)).expect("a folder");
        for entry in std::fs::read_dir(root().join("lang").join(lang)).expect("lang") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name");
            std::fs::copy(&path, words.path().join(lang).join(name)).expect("a copy");
        }
    }
    let folder = two_reports();
    let read = || {
        let mut arguments = with_path(&["read", "--json", "--lang-dir"], words.path());
        arguments.extend(with_path(&[], folder.path()));
        run(arguments)
    };
    let built_in = run(with_path(&["read", "--json"], folder.path()));
    assert_eq!(read().out, built_in.out, "the same words read the same");
    let file = words.path().join("fr/units.toml");
    let text = std::fs::read_to_string(&file).expect("units");
    std::fs::write(&file, format!("{text}\nsurprise = 1\n")).expect("written");
    let broken = read();
    assert_eq!(broken.code, Some(2));
    assert!(broken.err.contains("fr/units.toml:"), "{}", broken.err);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_costs_no_other() {
    let folder = two_reports();
    std::os::unix::fs::symlink("nowhere.txt", folder.path().join("broken.txt")).expect("a link");
    let run = run(with_path(&["read", "--json"], folder.path()));
    assert_eq!(run.json().len(), 3);
    assert!(run.err.contains("broken.txt"), "{}", run.err);
    assert_eq!(run.code, Some(2), "something failed");
}

#[test]
fn bytes_that_are_no_text_cost_only_themselves() {
    let folder = Folder::new();
    let mut bytes = FRENCH.replace('\n', "\r\n").into_bytes();
    let place = 4;
    bytes.splice(place..place, [0xFF, 0xFE, 0x00]);
    let path = folder.write("damaged.txt", &bytes);
    folder.write("damaged.json", r#"{"published": "2022-09-27", "lang": "fr"}"#);
    let claims = run(with_path(&["read", "--json"], &path));
    assert_eq!(claims.code, Some(0), "{}", claims.err);
    for claim in claims.json() {
        let offset = claim["offset"].as_u64().expect("an offset") as usize;
        let first = claim["quote"].as_str().and_then(|q| q.split(' ').next()).expect("a word");
        assert!(first.is_ascii() && bytes[offset..].starts_with(first.as_bytes()) || !first.is_ascii(), "{claim}");
    }
    let findings = run(with_path(&["read", "--findings"], &path));
    assert!(findings.out.contains("input-damaged"), "{}", findings.out);

    // Text in another encoding is read, and its offsets are those of the file.
    let latin: Vec<u8> = FRENCH.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let path = folder.write("latin.txt", &latin);
    folder.write("latin.json", r#"{"published": "2022-09-27", "lang": "fr"}"#);
    let claims = run(with_path(&["read", "--json"], &path)).json();
    assert_eq!(claims.len(), 2);
    let offset = claims[1]["offset"].as_u64().expect("an offset") as usize;
    assert!(latin[offset..].starts_with(b"Plus de 8 000 Russes"));
}

#[test]
fn a_reader_that_walks_away_is_no_failure() {
    let folder = Folder::new();
    folder.report("long", "2022-09-27", "fr", &FRENCH.repeat(3000));
    for words in [&["read"][..], &["read", "--json"]] {
        let mut child =
            exode().args(with_path(words, folder.path())).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("exode starts");
        let mut first = [0; 16];
        let mut out = child.stdout.take().expect("piped");
        out.read_exact(&mut first).expect("some output");
        drop(out);
        let output = child.wait_with_output().expect("exode ends");
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for words in [&["schema"][..], &["help"], &["explain", "Plus de 8 000 Russes sont entrés en Finlande.", "--lang", "fr"]] {
        let mut child = exode().args(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("exode starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("exode ends");
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_example_case_is_briefed_and_the_page_stands_where_it_says() {
    let out = Folder::new();
    let page = out.path().join("briefing.html");
    let run = run(with_path(&["brief", "--particles", "64", "-o"], &page));
    assert_eq!(run.code, Some(0), "{}", run.err);
    let told = run.out.lines().last().unwrap_or_default();
    assert!(told.contains("Briefing written to") && told.contains(&page.display().to_string()), "{told}");
    assert!(run.out.contains("WHERE THE FIGURES DISAGREE"), "{}", run.out);
    let html = std::fs::read_to_string(&page).expect("the page");
    assert!(html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"));
    for outside in ["<link", "src=\"http", "@import", "url(http"] {
        assert!(!html.contains(outside), "the page loads {outside}");
    }
    assert_eq!(std::fs::read_dir(out.path()).expect("the folder").count(), 1, "no other file is left behind");
}

#[test]
fn help_names_every_command_and_option() {
    let overview = run(["--help"]);
    assert_eq!(overview.code, Some(0));
    for command in ["read", "brief", "explain", "schema"] {
        assert!(overview.out.contains(&format!("exode {command}")), "{}", overview.out);
    }
    for command in ["read", "brief", "explain"] {
        let help = run(["help", command]);
        assert_eq!(help.code, Some(0));
        assert!(help.out.starts_with(&format!("exode {command}")), "{}", help.out);
        assert_eq!(help.out, run([command, "--help"]).out);
    }
    assert_eq!(run(["--version"]).out, format!("exode {} (reader {})\n", env!("CARGO_PKG_VERSION"), exode::READER));
}

#[test]
fn an_archive_is_known_by_its_first_line_also_through_a_pipe_and_explained_from_its_file() {
    let line = |id: &str, text: &str| serde_json::json!({"id": id, "lang": "en", "published": "2023-05-02", "text": text}).to_string();
    let lines =
        [line("a", "Some 2,300 refugees crossed into Chad on Monday."), line("b", "Some 4,100 refugees crossed into Chad on Tuesday.")];
    let folder = Folder::new();
    let path = folder.write("lot.jsonl", lines.join("\n"));
    let piped = run_with(["read", "--json", "-"], lines.join("\n").as_bytes());
    assert_eq!(piped.json().iter().map(|c| c["report"].as_str().unwrap_or("").to_owned()).collect::<Vec<_>>(), ["a", "b"], "{}", piped.out);
    let id = piped.json()[1]["id"].as_str().expect("an id").to_owned();
    let explained = run(["explain", &id, &path.to_string_lossy()]);
    assert!(explained.code == Some(0) && explained.out.contains("4,100"), "{} {}", explained.out, explained.err);
}

#[test]
fn a_report_does_not_drive_the_terminal() {
    let line =
        serde_json::json!({"id": "a\u{1b}[31m\u{7}", "lang": "en", "text": "Some 2,300 refugees \u{1b}[2Jcrossed into Chad."}).to_string();
    let run = run_with(["read", "--color", "never", "--jsonl"], line.as_bytes());
    assert!(run.out.contains("2,300") && !run.out.contains(['\u{1b}', '\u{7}']), "{:?}", run.out);
}
