//! `exode serve` over plain TCP: who is let in, what is kept, what survives a crowd.

mod support;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use support::server::{Server, hidden};
use support::{Folder, run, shared, skipped};

/// A ledger with the reports of the worked example.
fn example(folder: &Folder) -> PathBuf {
    let ledger = folder.path().join("example.exode");
    let done = run(["add".as_ref(), "--ledger".as_ref(), ledger.as_os_str(), "cases/russia-2022/reports".as_ref()]);
    assert_eq!(done.code, Some(0), "{}", done.err);
    ledger
}

/// The id of the first claim a person is told.
fn first_claim(server: &Server, person: &str) -> String {
    server.api(person, "GET", "/api/v1/claims", b"").json()["claims"][0]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn nobody_looks_without_a_token() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    for path in ["/", "/claims", "/statements", "/export/csv", "/briefing.html", "/api/v1/claims", "/changes", "/nothing"] {
        let answer = server.ask("GET", path, &[], b"");
        assert_eq!(answer.status, 401, "{path}");
        assert!(!answer.text().contains("Georgia") && !answer.text().contains("Example"), "{path}: {}", answer.text());
    }
    let forged = server.ask("GET", "/api/v1/claims", &[("Authorization", "Bearer 0123456789012345678901234567890123456789")], b"");
    assert_eq!(forged.status, 401);
    assert_eq!(server.page("eva", "/").status, 200);
    let link = server.ask("GET", &format!("/enter?token={}", server.tokens["eva"]), &[], b"");
    let cookie = link.header("set-cookie").expect("a cookie");
    assert!(link.status == 303 && cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[test]
fn every_answer_tells_the_browser_to_load_and_frame_nothing() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    for answer in
        [server.page("ana", "/"), server.ask("GET", "/", &[], b""), server.page("ana", "/nothing"), server.page("ana", "/export/csv")]
    {
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
    let page = server.page("ana", "/").text();
    for attribute in [" onclick=", " onload=", " style=", "javascript:", "<script>"] {
        assert!(!page.contains(attribute), "{attribute}");
    }
}

#[test]
fn a_name_that_is_not_ours_leads_nowhere() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let cookie = server.cookie("ana");
    let port = server.address.rsplit(':').next().expect("a port").to_owned();
    for host in ["evil.example", "127.0.0.1:1", "evil.example:8420", ""] {
        let answer = server.ask("GET", "/claims", &[("Host", host), ("Cookie", &cookie)], b"");
        assert_eq!(answer.status, 421, "{host}");
    }
    assert_eq!(server.ask("GET", "/claims", &[("Host", &format!("localhost:{port}")), ("Cookie", &cookie)], b"").status, 200);
}

#[test]
fn a_change_comes_from_our_own_page_or_with_a_token() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let claim = first_claim(&server, "ben");
    let path = format!("/claim/{claim}");
    let page = server.page("ben", &path).text();
    let (key, seen) = (hidden(&page, "key"), hidden(&page, "seen"));
    let body = format!("do=accept&seen={seen}&key={key}");
    let own = format!("http://{}", server.address);
    let cookie = server.cookie("ben");
    let send = |headers: &[(&str, &str)], body: &str| {
        let form = [("Cookie", cookie.as_str()), ("Content-Type", "application/x-www-form-urlencoded")];
        server.ask("POST", &path, &[&form[..], headers].concat(), body.as_bytes()).status
    };
    assert_eq!(send(&[("Origin", "https://evil.example")], &body), 403, "another site's page");
    assert_eq!(send(&[("Origin", "null")], &body), 403, "a sandboxed page");
    assert_eq!(send(&[("Sec-Fetch-Site", "cross-site")], &body), 403, "another site's form");
    assert_eq!(send(&[("Origin", &own)], &format!("do=accept&seen={seen}")), 403, "no key");
    let others = hidden(&server.page("ana", &path).text(), "key");
    assert_eq!(send(&[("Origin", &own)], &format!("do=accept&seen={seen}&key={others}")), 403, "somebody else's key");
    assert_eq!(server.api("ben", "GET", &format!("/api/v1/claims/{claim}/history"), b"").json()["decisions"], serde_json::json!([]));
    assert_eq!(send(&[("Origin", &own), ("Sec-Fetch-Site", "same-origin")], &body), 303);
    let history = server.api("ben", "GET", &format!("/api/v1/claims/{claim}/history"), b"").json();
    assert_eq!((history["decisions"][0]["by"].as_str(), history["decisions"][0]["did"].as_str()), (Some("ben"), Some("accepted")));
}

#[test]
fn roles_bound_what_somebody_may_do() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let claim = first_claim(&server, "eva");
    for path in ["/audit", "/review", "/add", "/api/v1/decisions"] {
        assert_eq!(server.page("eva", path).status, 403, "{path}");
    }
    assert_eq!(server.page("ben", "/add").status, 403, "a reviewer brings nothing in");
    assert_eq!(server.api("eva", "POST", &format!("/api/v1/claims/{claim}/decisions"), b"{\"do\": \"accept\"}").status, 403);
    assert_eq!(server.api("ben", "POST", "/api/v1/reports?name=a.txt", b"text").status, 403);
    assert_eq!(server.page("ben", "/export/csv?for=partners").status, 403);
    assert_eq!(server.page("ana", "/export/csv?for=partners").status, 200);
    assert!(!server.page("eva", &format!("/claim/{claim}")).text().contains("<form class=\"one\""), "a reader is offered no decision");
}

#[test]
fn what_is_confidential_is_not_there_for_readers() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let told = server.api("ben", "GET", "/api/v1/claims?q=drone", b"").json();
    let claim = told["claims"][0]["id"].as_str().expect("an id").to_owned();
    let sentence = told["claims"][0]["sentence_text"].as_str().expect("a sentence").to_owned();
    let seen = server.api("ben", "GET", &format!("/api/v1/claims/{claim}"), b"").json()["seen"].as_str().expect("a number").to_owned();
    let body = format!("{{\"do\": \"mark\", \"value\": \"confidential\", \"seen\": \"{seen}\"}}");
    assert_eq!(server.api("ben", "POST", &format!("/api/v1/claims/{claim}/decisions"), body.as_bytes()).status, 201);
    assert_eq!(server.api("ben", "GET", &format!("/api/v1/claims/{claim}"), b"").status, 200, "a reviewer sees it");
    assert_eq!(server.api("eva", "GET", &format!("/api/v1/claims/{claim}"), b"").status, 404);
    assert_eq!(server.page("eva", &format!("/claim/{claim}")).status, 404);
    for path in ["/claims?q=drone", "/api/v1/claims?q=drone", "/statements?q=drone", "/export/jsonl", "/briefing.html", "/reports", "/"] {
        let text = server.page("eva", path).text();
        assert!(!text.contains(&claim) && !text.contains(&sentence), "{path}");
    }
    assert!(server.page("eva", "/").text().contains("are not shown to you"));
    // Nor is what was rejected.
    let other = server.api("eva", "GET", "/api/v1/claims", b"").json()["claims"][0]["id"].as_str().expect("an id").to_owned();
    let seen = server.api("ben", "GET", &format!("/api/v1/claims/{other}"), b"").json()["seen"].as_str().expect("a number").to_owned();
    let body = format!("{{\"do\": \"reject\", \"seen\": \"{seen}\"}}");
    assert_eq!(server.api("ben", "POST", &format!("/api/v1/claims/{other}/decisions"), body.as_bytes()).status, 201);
    assert_eq!(server.api("ben", "GET", "/api/v1/claims?state=rejected", b"").json()["total"], 1);
    assert_eq!(server.api("eva", "GET", "/api/v1/claims?state=rejected", b"").json()["total"], 0);
    assert_eq!(server.page("eva", &format!("/claim/{other}")).status, 404);
}

#[test]
fn a_list_is_searched_without_accents_filtered_and_kept_in_its_address() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let ask = |query: &str| server.api("eva", "GET", &format!("/api/v1/claims{query}"), b"").json();
    let all = ask("")["total"].as_u64().expect("a number");
    let (plain, accented) = (ask("?q=georgie"), ask("?q=G%C3%89ORGIE"));
    assert_eq!(plain["total"], accented["total"]);
    let found = plain["total"].as_u64().expect("a number");
    assert!(found > 0 && found < all, "{found} of {all}");
    for (query, field, value) in [("?measure=wait", "measure", "wait"), ("?state=not_started&measure=crossed_in", "measure", "crossed_in")]
    {
        let found = ask(query);
        let claims = found["claims"].as_array().expect("a list");
        assert!(!claims.is_empty() && claims.iter().all(|c| c[field] == value), "{query}");
    }
    let georgia = ask("?place=GE");
    assert!(
        georgia["claims"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|c| ["origin", "destination", "crossing", "place"].iter().any(|p| c[p]["id"] == "GE"))
    );
    assert_eq!(ask("?since=2030-01-01")["total"], 0);
    assert_eq!(ask("?q=%22%20OR%20*")["total"], ask("?q=or")["total"], "no character is an operator");
    assert_eq!(ask("?q=rgie")["total"], 0, "a word is met where it begins");
    let page = server.page("eva", "/claims?q=georgie&place=GE").text();
    assert!(page.contains("value=\"georgie\"") && page.contains("value=\"GE\""), "the form shows what the address asks");
}

#[test]
fn a_statement_shows_its_claims_its_path_and_its_arithmetic() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let found = server.api("eva", "GET", "/api/v1/discrepancies?severity=contradiction", b"").json();
    let doubt = &found["discrepancies"][0];
    let statement = doubt["statements"][0].as_str().expect("an id");
    let page = server.page("eva", &format!("/statement/{statement}")).text();
    let arithmetic = doubt["arithmetic"].as_str().expect("a sentence").replace('&', "&amp;").replace('"', "&quot;");
    assert!(page.contains(&arithmetic), "{arithmetic}");
    let detail = server.api("eva", "GET", &format!("/api/v1/statements/{statement}"), b"").json();
    let claim = &detail["claims"][0];
    assert!(page.contains("<mark>") && page.contains(&format!("/claim/{}", claim["id"].as_str().expect("an id"))));
    assert!(detail["path"]["voices"].as_array().is_some_and(|v| !v.is_empty()) && page.contains("By what path it came"));
    let french = server.ask("GET", &format!("/statement/{statement}?lang=fr"), &[("Cookie", &server.cookie("eva"))], b"");
    assert!(french.text().contains("Par quel chemin") && french.text().contains("<html lang=\"fr\">"));
    assert!(french.header("set-cookie").is_some_and(|c| c.starts_with("lang=fr")));
}

#[test]
fn two_people_decide_at_once_and_neither_loses_anything() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let claim = first_claim(&server, "ben");
    let path = format!("/claim/{claim}");
    let (ana, ben) = (server.page("ana", &path).text(), server.page("ben", &path).text());
    let send = |person: &str, page: &str, fields: &[(&str, &str)]| {
        let (key, seen) = (hidden(page, "key"), hidden(page, "seen"));
        server.form(person, &path, &[&[("key", key.as_str()), ("seen", seen.as_str())], fields].concat())
    };
    assert_eq!(send("ana", &ana, &[("do", "correct"), ("field", "figure"), ("value", ">12345")]).status, 303);
    let late = send("ben", &ben, &[("do", "reject")]);
    assert_eq!(late.status, 409);
    let told = late.text();
    assert!(told.contains("Somebody was faster") && told.contains("ana") && told.contains("12,345"), "what changed, and by whom");
    let again = server.page("ben", &path).text();
    assert!(again.contains("12,345"));
    assert_eq!(send("ben", &again, &[("do", "comment"), ("why", "counted twice, says Katia Sokolova")]).status, 303);
    assert_eq!(send("ana", &server.page("ana", &path).text(), &[("do", "undo")]).status, 303, "ana undoes her own, not ben's");
    let history = server.api("ana", "GET", &format!("/api/v1/claims/{claim}/history"), b"").json();
    let stands: Vec<(String, bool)> = history["decisions"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|d| (d["by"].as_str().unwrap_or_default().to_owned(), d["stands"] == true))
        .collect();
    assert_eq!(stands, [("ana".to_owned(), false), ("ben".to_owned(), true), ("ana".to_owned(), false)], "nothing was deleted");
    let page = server.page("ana", &path).text();
    assert!(page.contains("taken back") && !page.contains("Sokolova"), "a comment names no private person");
    assert!(server.page("ben", "/audit").text().contains(&claim));
}

#[test]
fn nonsense_is_refused_and_changes_nothing() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let claim = first_claim(&server, "ben");
    let seen = server.api("ben", "GET", &format!("/api/v1/claims/{claim}"), b"").json()["seen"].as_str().expect("a number").to_owned();
    let path = format!("/api/v1/claims/{claim}/decisions");
    for body in [
        "not json".to_owned(),
        "[]".to_owned(),
        "{\"do\": \"accept\"}".to_owned(),
        format!("{{\"do\": \"forget\", \"seen\": \"{seen}\"}}"),
        format!("{{\"do\": \"correct\", \"field\": \"source\", \"value\": \"Katia Sokolova\", \"seen\": \"{seen}\"}}"),
        format!("{{\"do\": \"merge\", \"with\": \"{claim}\", \"seen\": \"{seen}\"}}"),
        format!("{{\"do\": \"merge\", \"with\": \"ffffffffffffffff\", \"seen\": \"{seen}\"}}"),
    ] {
        let answer = server.api("ben", "POST", &path, body.as_bytes());
        assert_eq!(answer.status, 422, "{body}: {}", answer.text());
    }
    assert_eq!(
        server.api("ben", "POST", "/api/v1/claims/ffffffffffffffff/decisions", b"{\"do\": \"accept\", \"seen\": \"1\"}").status,
        404
    );
    // Whoever misspells what they want is told what there is to want.
    let guessed = server.api("ben", "POST", &path, format!("{{\"action\": \"accept\", \"seen\": \"{seen}\"}}").as_bytes());
    assert!(guessed.status == 422 && guessed.text().contains("`do` is one of accept, reject"), "{}", guessed.text());
    let silent = server.api("ben", "POST", &path, format!("{{\"seen\": \"{seen}\"}}").as_bytes());
    assert!(silent.status == 422 && silent.text().contains("`do`, one of accept"), "{}", silent.text());
    for (asked, told) in [
        ("claims?messure=wait", "measure"),
        ("claims?measure=feet", "queue_length"),
        ("statements?since=monday", "YYYY-MM-DD"),
        ("reports?page=0", "from 1"),
        ("status?verbose=1", "no parameters"),
        ("discrepancies?severity=grave", "contradiction"),
    ] {
        let answer = server.api("eva", "GET", &format!("/api/v1/{asked}"), b"");
        assert!(answer.status == 400 && answer.text().contains(told), "{asked}: {}", answer.text());
    }
    assert_eq!(server.api("ben", "GET", "/api/v1/decisions", b"").json()["decisions"], serde_json::json!([]));
    for path in ["/claim/x", "/statement/x", "/report/x", "/claim/%00", "/statement/..%2f..%2fetc", "/export/exe"] {
        assert_eq!(server.page("ana", path).status, 404, "{path}");
    }
}

#[test]
fn what_is_brought_in_is_read_at_once_and_only_once() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let before = server.api("ana", "GET", "/api/v1/status", b"").json()["claims"].as_u64().expect("a number");
    let report = "Plus de 7 431 réfugiés sont arrivés au Tchad lundi, selon le HCR.";
    let path = "/api/v1/reports?name=tchad.txt&published=2022-09-27&lang=fr&publisher=Essai";
    let added = server.api("ana", "POST", path, report.as_bytes());
    assert_eq!((added.status, added.json()["added"][0]["state"].clone()), (201, "new".into()), "{}", added.text());
    let found = server.api("eva", "GET", "/api/v1/claims?q=7%20431%20Tchad", b"").json();
    assert_eq!(found["claims"][0]["low"], 7431.0, "{found}");
    assert_eq!(server.api("ana", "POST", path, report.as_bytes()).json()["added"][0]["state"], "known");
    let after = server.api("ana", "GET", "/api/v1/status", b"").json()["claims"].as_u64().expect("a number");
    assert!(after > before);
    // The form, with a file, as a browser sends it.
    let key = hidden(&server.page("ana", "/add").text(), "key");
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{key}\r\n--b\r\nContent-Disposition: form-data; name=\"files\"; \
         filename=\"pologne.txt\"\r\nContent-Type: text/plain\r\n\r\nMore than 6,512 refugees arrived in Poland on Sunday, UNHCR said.\r\n--b--\r\n"
    );
    let headers = [("Cookie", server.cookie("ana")), ("Content-Type", "multipart/form-data; boundary=b".to_owned())];
    let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let answer = server.ask("POST", "/add", &headers, body.as_bytes());
    assert!(answer.status == 200 && answer.text().contains("pologne"), "{}", answer.text());
    assert_eq!(server.api("eva", "GET", "/api/v1/claims?q=6%2C512", b"").json()["total"], 1);
}

#[test]
fn what_another_process_adds_is_seen_and_told() {
    let folder = Folder::new();
    let ledger = example(&folder);
    let server = Server::start(&ledger);
    let mut listener = TcpStream::connect(&server.address).expect("a connection");
    listener.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    let request =
        format!("GET /api/v1/changes HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\r\n", server.address, server.tokens["eva"]);
    listener.write_all(request.as_bytes()).expect("sent");
    let mut heard = String::new();
    let mut wait_for = |what: &str| {
        let until = Instant::now() + Duration::from_secs(20);
        let mut bytes = [0; 4096];
        while !heard.contains(what) {
            assert!(Instant::now() < until, "never heard {what}: {heard}");
            let n = listener.read(&mut bytes).expect("events");
            heard.push_str(&String::from_utf8_lossy(&bytes[..n]));
        }
    };
    wait_for("event: now\ndata: 1\n");
    let report = folder.report("late", "2022-09-27", "en", "More than 4,321 refugees arrived in Chad on Monday, UNHCR said.");
    assert_eq!(run(["add".as_ref(), "--ledger".as_ref(), ledger.as_os_str(), report.as_os_str()]).code, Some(0));
    wait_for("event: changed\ndata: 2\n");
    assert_eq!(server.api("eva", "GET", "/api/v1/claims?q=4%2C321", b"").json()["total"], 1);
}

#[test]
fn the_api_is_as_its_document_says() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let document = server.api("eva", "GET", "/api/v1/openapi.json", b"").json();
    let claim = first_claim(&server, "ana");
    let statement = server.api("eva", "GET", "/api/v1/statements", b"").json()["statements"][0]["id"].as_str().expect("an id").to_owned();
    let mut asked = 0;
    for (path, operations) in document["paths"].as_object().expect("paths") {
        let filled = path.replace("{claim}", &claim).replace("{statement}", &statement).replace("{format}", "csv");
        for (method, operation) in operations.as_object().expect("operations") {
            let (success, answer) = operation["responses"].as_object().expect("responses").iter().next().expect("success first");
            assert_eq!(server.ask(&method.to_uppercase(), &filled, &[], b"").status, 401, "{path} takes a token");
            if path.ends_with("/changes") {
                continue; // a stream has a test of its own
            }
            let body: Vec<u8> = match operation["operationId"].as_str() {
                Some("decide") => {
                    let seen = server.api("ana", "GET", &format!("/api/v1/claims/{claim}"), b"").json()["seen"].clone();
                    serde_json::json!({ "do": "comment", "why": "as documented", "seen": seen }).to_string().into()
                }
                Some("add") => b"More than 5,000 refugees arrived in Chad on Monday.".to_vec(),
                _ => Vec::new(),
            };
            let given = server.api("ana", &method.to_uppercase(), &filled, &body);
            assert_eq!(given.status.to_string(), *success, "{method} {path}: {}", given.text());
            if let Some(reference) = answer["content"]["application/json"]["schema"]["$ref"].as_str() {
                fits(&document, reference, &given.json(), path);
            }
            for parameter in operation["parameters"].as_array().expect("a list").iter().filter(|p| p["in"] == "query") {
                // Nonsense in any parameter never breaks the server.
                let odd = format!("{filled}?{}=%ff%00%22", parameter["name"].as_str().expect("a name"));
                assert!(server.api("ana", &method.to_uppercase(), &odd, &body).status < 500, "{odd}");
            }
            asked += 1;
        }
    }
    assert!(asked > 12, "only {asked} operations");
}

/// Whether `value` has what the schema asks for: required fields, and the types of those it has.
fn fits(document: &serde_json::Value, reference: &str, value: &serde_json::Value, at: &str) {
    let name = reference.rsplit('/').next().expect("a name");
    let schema = &document["components"]["schemas"][name];
    for required in schema["required"].as_array().into_iter().flatten().filter_map(|r| r.as_str()) {
        assert!(value.get(required).is_some(), "{at}: {name} has no {required}: {value}");
    }
    for (field, wanted) in schema["properties"].as_object().into_iter().flatten() {
        let Some(given) = value.get(field) else { continue };
        let types: Vec<&str> = match &wanted["type"] {
            serde_json::Value::Array(list) => list.iter().filter_map(|t| t.as_str()).collect(),
            one => one.as_str().into_iter().collect(),
        };
        let is = match given {
            serde_json::Value::Null => "null",
            serde_json::Value::Bool(_) => "boolean",
            serde_json::Value::Number(n) if n.is_f64() => "number",
            serde_json::Value::Number(_) => "integer",
            serde_json::Value::String(_) => "string",
            serde_json::Value::Array(_) => "array",
            serde_json::Value::Object(_) => "object",
        };
        assert!(
            types.is_empty() || types.contains(&is) || is == "integer" && types.contains(&"number"),
            "{at}: {name}.{field} is {is}, not {types:?}"
        );
        if let Some(item) = wanted["items"]["$ref"].as_str() {
            for one in given.as_array().into_iter().flatten().take(3) {
                fits(document, item, one, at);
            }
        }
    }
}

#[test]
fn every_export_of_the_command_line_is_the_servers() {
    let folder = Folder::new();
    let ledger = example(&folder);
    let server = Server::with(&ledger, &["--by", "ana", "--title", "Example"]);
    for format in ["csv", "jsonl", "geojson", "hxl", "prov", "citations"] {
        let given = server.page("ana", &format!("/export/{format}"));
        assert_eq!(given.status, 200, "{format}");
        assert!(given.header("content-disposition").is_some_and(|d| d.starts_with("attachment")), "{format}");
        let printed = run(["export", "--as", format, "--ledger", &ledger.display().to_string(), "--title", "Example", "-o", "-"]).out;
        assert_eq!(given.text(), printed, "{format}");
    }
    assert!(server.page("ana", "/briefing.html").text().contains("<title>Example</title>"));
}

#[test]
fn a_crowd_of_silent_connections_keeps_nobody_out() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let mut crowd: Vec<TcpStream> = Vec::new();
    for n in 0..1_500 {
        let Ok(mut stream) = TcpStream::connect(&server.address) else { continue };
        // Every other one begins a request and never ends it.
        if n % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
        }
        crowd.push(stream);
    }
    assert!(crowd.len() > 900, "only {} connections could be opened", crowd.len());
    let began = Instant::now();
    assert_eq!(server.page("eva", "/claims").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    if let Some(memory) = server.memory() {
        assert!(memory < 512 << 20, "{} MB", memory >> 20);
    }
}

#[test]
fn a_request_that_drips_is_cut_off() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let mut slow = TcpStream::connect(&server.address).expect("a connection");
    slow.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ").expect("sent");
    let began = Instant::now();
    slow.set_read_timeout(Some(Duration::from_millis(500))).expect("a socket");
    let mut byte = [0; 256];
    let ended = loop {
        let _ = slow.write_all(b"a");
        match slow.read(&mut byte) {
            Ok(0) => break true,
            Err(error) if !matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut) => break true,
            _ if began.elapsed() > Duration::from_secs(30) => break false,
            _ => {}
        }
    };
    assert!(ended, "the server still waits after {:?}", began.elapsed());
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let bearer = format!("Authorization: Bearer {}", server.tokens["ana"]);
    let head = |path: &str, length: u64| {
        format!("POST {path} HTTP/1.1\r\nHost: {}\r\n{bearer}\r\nContent-Length: {length}\r\n\r\n", server.address)
    };
    // The body never comes: the answer does not wait for it.
    let large = server.raw(head("/api/v1/reports", 1 << 40).as_bytes()).expect("an answer");
    assert_eq!(large.status, 413);
    let small = server.raw(head("/claim/0000000000000000", 1 << 20).as_bytes()).expect("an answer");
    assert_eq!(small.status, 413, "an ordinary form is small");
    let long = format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(100_000), server.address);
    assert!(server.raw(long.as_bytes()).is_none_or(|a| a.status >= 400), "a head has a limit");
    for odd in ["", "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "PUT / HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/9.9\r\n\r\n"] {
        assert!(server.raw(format!("{odd}\r\n").as_bytes()).is_none_or(|a| a.status >= 400), "{odd:?}");
    }
    assert_eq!(server.page("eva", "/").status, 200);
}

#[test]
fn it_stops_when_told_and_keeps_what_was_told_as_kept() {
    let folder = Folder::new();
    let ledger = example(&folder);
    let mut server = Server::start(&ledger);
    let claim = first_claim(&server, "ben");
    let page = server.page("ben", &format!("/claim/{claim}")).text();
    let fields = [("key", hidden(&page, "key")), ("seen", hidden(&page, "seen")), ("do", "accept".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(server.form("ben", &format!("/claim/{claim}"), &fields).status, 303);
    assert_eq!(server.stop(), Some(0));
    let history = run(["review", "--ledger", &ledger.display().to_string(), &claim]).out;
    assert!(history.contains("ben accepted"), "{history}");
}

#[test]
fn it_does_not_open_to_the_world_by_accident() {
    let folder = Folder::new();
    let ledger = example(&folder).display().to_string();
    let open = run(["serve", &ledger, "--listen", "0.0.0.0:0"]);
    assert!(open.code == Some(2) && open.err.contains("--behind-proxy"), "{}", open.err);
    let people = folder.write("people.txt", "ana admin 0123456789abcdef01234567\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&people, std::fs::Permissions::from_mode(0o644)).expect("permissions");
        let loose = run(["serve", &ledger, "--people", &people.display().to_string()]);
        assert!(loose.code == Some(2) && loose.err.contains("chmod 600"), "{}", loose.err);
        std::fs::set_permissions(&people, std::fs::Permissions::from_mode(0o600)).expect("permissions");
        let server = Server::with(folder.path().join("example.exode").as_path(), &["--people", &people.display().to_string()]);
        let bearer = [("Authorization", "Bearer 0123456789abcdef01234567")];
        assert_eq!(server.ask("GET", "/api/v1/status", &bearer, b"").json()["role"], "admin");
    }
    let missing = run(["serve", "nothing.exode"]);
    assert!(missing.code == Some(2) && missing.err.contains("no ledger"), "{}", missing.err);
}

#[test]
fn the_seed_reports_are_served_too() {
    let Some(seeds) = shared("corpus/seeds") else {
        skipped("no seed reports: the server was not tried with real articles");
        return;
    };
    let folder = Folder::new();
    let ledger = folder.path().join("seeds.exode");
    assert_eq!(run(["add".as_ref(), "--ledger".as_ref(), ledger.as_os_str(), seeds.as_os_str()]).code, Some(0));
    let server = Server::start(&ledger);
    for path in ["/", "/statements", "/claims", "/discrepancies", "/reports", "/findings", "/review"] {
        assert_eq!(server.page("ana", path).status, 200, "{path}");
    }
}

#[test]
fn charts_of_what_was_reported_speak_the_language_of_their_page() {
    let folder = Folder::new();
    let server = Server::start(&example(&folder));
    let charts = |language: &str| {
        let page = server.ask("GET", "/", &[("Cookie", &server.cookie("eva")), ("Accept-Language", language)], b"").text();
        let from = page.find("id=\"measures\"").expect("charts");
        page[from..from + page[from..].find("</section>").expect("their end")].replace(['\u{a0}', '\u{202f}'], " ")
    };
    let (french, english) = (charts("fr"), charts("en"));
    for (fr, en) in [
        ("plus de, au moins", "more than, at least"),
        ("Véhicules dans la file", "Vehicles in the queue"),
        (", par jour</a>", ", per day</a>"),
        ("sept.</text>", "Sep</text>"),
        ("aria-label=\"Graphique ; la liste", "aria-label=\"Chart; the list"),
        ("heures", "hours"),
    ] {
        assert!(french.contains(fr) && !french.contains(en), "{fr}, {en}: {french}");
        assert!(english.contains(en), "{en}: {english}");
    }
    // Both draw the same marks, and each leads to its statement.
    let marks = |page: &str| page.matches("href=\"/statement/").count();
    assert!(marks(&french) > 20 && marks(&french) == marks(&english), "{} and {}", marks(&french), marks(&english));
}
