//! A real Chromium, driven over its debugging pipe: it goes to pages, presses keys, chooses files, and tells what it shows.

use std::fs::{File, OpenOptions};
use std::io::{BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Folder;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// The name of an installed Chromium.
pub(crate) fn installed() -> Option<&'static str> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|o| o.status.success()))
}

/// A browser with one page open.
pub(crate) struct Browser {
    child: Child,
    _profile: Folder,
    orders: File,
    replies: Receiver<Value>,
    next: u64,
    page: String,
    /// Dialogs that opened: no page of ours opens any.
    pub(crate) dialogs: Vec<String>,
    /// What the page's console and policy complained about.
    pub(crate) complaints: Vec<String>,
}

impl Browser {
    /// Start it; nothing but this machine can be reached.
    pub(crate) fn start(name: &str) -> Self {
        let profile = Folder::new();
        let (orders, replies) = (profile.path().join("orders"), profile.path().join("replies"));
        for pipe in [&orders, &replies] {
            assert!(Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
        }
        let child = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<\"$ORDERS\" 4>\"$REPLIES\"", name])
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-pipe",
            ])
            .args(["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-device-scale-factor=1", "--lang=en-GB"])
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .arg("about:blank")
            .env("ORDERS", &orders)
            .env("REPLIES", &replies)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the browser starts");
        let orders = OpenOptions::new().write(true).open(&orders).expect("the pipe to the browser");
        let file = File::open(&replies).expect("the pipe from the browser");
        let (send, replies) = channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            for byte in BufReader::new(file).bytes() {
                match byte {
                    Ok(0) => {
                        let Ok(value) = serde_json::from_slice(&bytes) else { break };
                        bytes.clear();
                        if send.send(value).is_err() {
                            break;
                        }
                    }
                    Ok(byte) => bytes.push(byte),
                    Err(_) => break,
                }
            }
        });
        let mut browser =
            Self { child, _profile: profile, orders, replies, next: 0, page: String::new(), dialogs: Vec::new(), complaints: Vec::new() };
        let target = browser.order("Target.createTarget", json!({ "url": "about:blank" }));
        let attached = browser.order("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        browser.page = attached["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page.enable", "Runtime.enable", "Log.enable", "DOM.enable"] {
            browser.order(domain, json!({}));
        }
        browser
    }

    /// Give an order and wait for its outcome.
    pub(crate) fn order(&mut self, method: &str, parameters: Value) -> Value {
        self.next += 1;
        let mut order = json!({ "id": self.next, "method": method, "params": parameters });
        if !self.page.is_empty() {
            order["sessionId"] = self.page.clone().into();
        }
        self.orders.write_all(format!("{order}\0").as_bytes()).expect("the browser listens");
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.checked_duration_since(Instant::now()).unwrap_or_else(|| panic!("{method} took too long"));
            let reply = self.replies.recv_timeout(left).unwrap_or_else(|e| panic!("{method}: {e}"));
            if reply["id"] == self.next {
                assert!(reply["error"].is_null(), "{method}: {}", reply["error"]);
                return reply["result"].clone();
            }
            self.hear(&reply);
        }
    }

    fn hear(&mut self, event: &Value) {
        match event["method"].as_str() {
            Some("Page.javascriptDialogOpening") => {
                self.dialogs.push(event["params"]["message"].to_string());
                // Whoever waits for the dialog would wait for ever.
                self.next += 1;
                let order = json!({ "id": self.next, "method": "Page.handleJavaScriptDialog", "params": { "accept": true }, "sessionId": self.page });
                let _ = self.orders.write_all(format!("{order}\0").as_bytes());
            }
            Some("Log.entryAdded") if event["params"]["entry"]["level"] == "error" => {
                self.complaints.push(event["params"]["entry"]["text"].to_string());
            }
            Some("Runtime.exceptionThrown") => self.complaints.push(event["params"]["exceptionDetails"].to_string()),
            _ => {}
        }
    }

    /// The value of an expression on the page; promises are waited for.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        let outcome = self.order("Runtime.evaluate", json!({ "expression": expression, "awaitPromise": true, "returnByValue": true }));
        assert!(outcome["exceptionDetails"].is_null(), "{expression}: {}", outcome["exceptionDetails"]);
        outcome["result"]["value"].clone()
    }

    /// Wait until an expression is true.
    pub(crate) fn until(&mut self, expression: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            // While a page goes, there is nothing to evaluate on.
            let outcome = self.order("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true }));
            if outcome["result"]["value"] == true {
                return;
            }
            if Instant::now() > until {
                let shown = self.value("location.href + ' ' + document.body.innerText.slice(0, 600)");
                panic!("never true: {expression}\n{shown}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Go to an address and wait until it is loaded.
    pub(crate) fn go(&mut self, address: &str) {
        self.order("Page.navigate", json!({ "url": address }));
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// What the page shows as text.
    pub(crate) fn text(&mut self) -> String {
        self.value("document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Press a key, as somebody at a keyboard does.
    pub(crate) fn press(&mut self, key: &str) {
        let text = if key.chars().count() == 1 { key } else { "" };
        let key = |kind: &str| json!({ "type": kind, "key": key, "text": text });
        self.order("Input.dispatchKeyEvent", key("keyDown"));
        self.order("Input.dispatchKeyEvent", json!({ "type": "keyUp", "key": key("keyUp")["key"] }));
    }

    /// Press a key that leads elsewhere, and wait until that is loaded.
    pub(crate) fn press_and_go(&mut self, key: &str) {
        self.value("window.stays = true");
        self.press(key);
        self.until("window.stays === undefined && document.readyState === 'complete'");
    }

    /// Click what the selector finds, and wait until the page it leads to is loaded.
    pub(crate) fn click_and_go(&mut self, selector: &str) {
        self.value("window.stays = true");
        self.value(&format!("document.querySelector({}).click()", json!(selector)));
        self.until("window.stays === undefined && document.readyState === 'complete'");
    }

    /// Choose files in what the selector finds.
    pub(crate) fn choose(&mut self, selector: &str, files: &[&std::path::Path]) {
        let document = self.order("DOM.getDocument", json!({}));
        let node = self.order("DOM.querySelector", json!({ "nodeId": document["root"]["nodeId"], "selector": selector }));
        self.order("DOM.setFileInputFiles", json!({ "nodeId": node["nodeId"], "files": files }));
    }

    /// Make the window so wide and high, as a telephone where it is narrow.
    pub(crate) fn size(&mut self, width: u32, height: u32) {
        let device = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 700 });
        self.order("Emulation.setDeviceMetricsOverride", device);
    }

    /// A picture of the whole page, as PNG.
    pub(crate) fn picture(&mut self) -> Vec<u8> {
        let shot = self.order("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true }));
        base64(shot["data"].as_str().unwrap_or_default())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn base64(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => Some(u32::from(c - b'A')),
        b'a'..=b'z' => Some(u32::from(c - b'a') + 26),
        b'0'..=b'9' => Some(u32::from(c - b'0') + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut out, mut bits, mut held) = (Vec::new(), 0, 0_u32);
    for v in text.bytes().filter_map(value) {
        held = held << 6 | v;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
    }
    out
}
