//! One answer, and what every answer carries so that a browser does no harm with it.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// Nothing is loaded but this server's own style, script and pictures, nothing is framed, no form leads elsewhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
                      base-uri 'none'; frame-ancestors 'none'";

/// Answers shorter than this travel as they are.
const WORTH: usize = 1_000;

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// The status.
    pub(crate) status: u16,
    /// Headers of its own.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The body.
    pub(crate) body: Body,
}

/// What is answered.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// All of it.
    Whole(Vec<u8>),
    /// One line whenever the ledger changes, for as long as both sides last.
    Changes,
}

impl Reply {
    fn of(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", kind.to_owned())], body: Body::Whole(body.into()) }
    }

    /// A page.
    pub(crate) fn page(status: u16, html: maud::Markup) -> Self {
        Self::of(status, "text/html; charset=utf-8", html.into_string())
    }

    /// Plain text.
    pub(crate) fn text(status: u16, text: impl Into<String>) -> Self {
        Self::of(status, "text/plain; charset=utf-8", text.into())
    }

    /// JSON.
    pub(crate) fn json(status: u16, value: &serde_json::Value) -> Self {
        Self::of(status, "application/json", value.to_string())
    }

    /// A file to keep.
    pub(crate) fn file(name: &str, kind: &str, body: Vec<u8>) -> Self {
        Self::of(200, kind, body).with("content-disposition", format!("attachment; filename=\"{name}\""))
    }

    /// A picture that stands for itself, under a policy of its own.
    pub(crate) fn picture(svg: String, policy: String) -> Self {
        Self::of(200, "image/svg+xml", svg).with("content-security-policy", policy)
    }

    /// A file of this program that stays as long as its name.
    pub(crate) fn asset(kind: &str, body: &'static str) -> Self {
        Self::of(200, kind, body).with("cache-control", "public, max-age=31536000, immutable")
    }

    /// Look there next (after a change, so that a reload repeats nothing).
    pub(crate) fn see(place: impl Into<String>) -> Self {
        Self { status: 303, headers: vec![("location", place.into())], body: Body::Whole(Vec::new()) }
    }

    /// A stream of changes.
    pub(crate) fn changes() -> Self {
        Self { status: 200, headers: vec![("content-type", "text/event-stream".to_owned())], body: Body::Changes }
    }

    /// With one more header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As it goes out: with the headers every answer has, packed where the other side can unpack.
    pub(crate) fn sealed(mut self, unpacks: bool) -> Self {
        let has = |headers: &[(&str, String)], name: &str| headers.iter().any(|(n, _)| *n == name);
        if !has(&self.headers, "cache-control") {
            self.headers.push(("cache-control", "no-store".to_owned()));
        }
        for (name, value) in [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            // Not "no-referrer": browsers would then send `Origin: null` with our own forms, and theirs could not be told from others'.
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
            ("vary", "accept-encoding, accept-language, cookie"),
        ] {
            if !has(&self.headers, name) {
                self.headers.push((name, value.to_owned()));
            }
        }
        if let Body::Whole(bytes) = &self.body
            && unpacks
            && bytes.len() >= WORTH
            && let Some(packed) = packed(bytes)
        {
            self.body = Body::Whole(packed);
            self.headers.push(("content-encoding", "gzip".to_owned()));
        }
        self
    }
}

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::new(5));
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}
