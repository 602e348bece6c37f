//! A running `exode serve`, asked over plain TCP.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::exode;

/// The server, ended when dropped.
pub(crate) struct Server {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
    /// The token of each person.
    pub(crate) tokens: BTreeMap<String, String>,
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The text with ordinary spaces, as somebody reads it.
    pub(crate) fn words(&self) -> String {
        self.text().replace('\u{a0}', " ")
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.text()))
    }
}

impl Server {
    /// Serve `ledger` on a free port to ana (admin), ben (reviewer) and eva (reader).
    pub(crate) fn start(ledger: &Path) -> Self {
        Self::with(ledger, &["--by", "ana", "--person", "ben:reviewer", "--person", "eva:reader"])
    }

    /// Serve `ledger` on a free port with these options, and wait until all of it is read.
    pub(crate) fn with(ledger: &Path, options: &[&str]) -> Self {
        let server = Self::spawn(ledger, &[&["--listen", "127.0.0.1:0"], options].concat());
        // Open at once, complete a moment later: tests ask what the whole ledger amounts to.
        if let Some(person) = server.tokens.keys().next() {
            let until = Instant::now() + Duration::from_secs(60);
            while server.api(person, "GET", "/api/v1/status", b"").json()["state"] == "reading" && Instant::now() < until {
                std::thread::sleep(Duration::from_millis(50));
            }
        }
        server
    }

    /// Serve `ledger` with these options, and wait for nothing.
    pub(crate) fn spawn(ledger: &Path, options: &[&str]) -> Self {
        let mut child = exode().arg("serve").arg(ledger).args(options).stdout(Stdio::piped()).spawn().expect("exode starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let first = lines.next().expect("a line").expect("UTF-8");
        let address = first.strip_prefix("listening on ").unwrap_or_else(|| panic!("{first}")).to_owned();
        let people = options.iter().filter(|o| matches!(**o, "--by" | "--person")).count();
        let mut tokens = BTreeMap::new();
        for line in lines.by_ref().take(people) {
            let line = line.expect("UTF-8");
            let (name, rest) = line.split_once(" (").unwrap_or_else(|| panic!("{line}"));
            let (_, token) = rest.split_once("/enter?token=").unwrap_or_else(|| panic!("{line}"));
            tokens.insert(name.to_owned(), token.to_owned());
        }
        Self { child, address, tokens }
    }

    /// The link by which somebody comes in.
    pub(crate) fn link(&self, person: &str) -> String {
        format!("http://{}/enter?token={}", self.address, self.tokens[person])
    }

    /// Send these bytes and read until the server is done; nothing where it says nothing.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
        stream.write_all(bytes).ok()?;
        let mut answer = Vec::new();
        // A server that closes on us after its answer may reset the connection; the answer counts.
        let _ = stream.read_to_end(&mut answer);
        parsed(&answer)
    }

    /// Ask with these headers.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("host")) {
            request.push_str(&format!("Host: {}\r\n", self.address));
        }
        if method == "POST" {
            request.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        let bytes = [request.as_bytes(), b"\r\n", body].concat();
        self.raw(&bytes).unwrap_or_else(|| panic!("no answer to {method} {path}"))
    }

    /// Ask by program as `person`.
    pub(crate) fn api(&self, person: &str, method: &str, path: &str, body: &[u8]) -> Answer {
        self.ask(method, path, &[("Authorization", &format!("Bearer {}", self.tokens[person]))], body)
    }

    /// Look at a page as `person`, in English.
    pub(crate) fn page(&self, person: &str, path: &str) -> Answer {
        self.ask("GET", path, &[("Cookie", &self.cookie(person)), ("Accept-Language", "en")], b"")
    }

    /// The cookie by which a browser is known as `person`.
    pub(crate) fn cookie(&self, person: &str) -> String {
        let port = self.address.rsplit(':').next().unwrap_or_default();
        format!("exode-{port}={}", self.tokens[person])
    }

    /// Send a form as `person`'s browser would.
    pub(crate) fn form(&self, person: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = fields.iter().map(|(k, v)| format!("{k}={}", encoded(v))).collect::<Vec<_>>().join("&");
        let headers = [
            ("Cookie", self.cookie(person)),
            ("Content-Type", "application/x-www-form-urlencoded".to_owned()),
            ("Origin", format!("http://{}", self.address)),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("Accept-Language", "en".to_owned()),
        ];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
        self.ask("POST", path, &headers, body.as_bytes())
    }

    /// Tell the server to stop, and wait; how it ended.
    pub(crate) fn stop(&mut self) -> Option<i32> {
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        self.child.wait().ok().and_then(|s| s.code())
    }

    /// Bytes of memory the process holds; `None` where the system does not tell.
    pub(crate) fn memory(&self) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.trim().parse::<usize>().ok().map(|kb| kb << 10)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The value of a hidden field of a page.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no field {name}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn parsed(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines.filter_map(|l| l.split_once(": ")).map(|(n, v)| (n.to_ascii_lowercase(), v.to_owned())).collect();
    Some(Answer { status, headers, body: bytes[end + 4..].to_vec() })
}
