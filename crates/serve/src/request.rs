//! One request, wholly read.

use crate::multipart::{self, Part};
use crate::url;

/// What may be asked. `HEAD` is a `GET` whose answer loses its body on the way out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Method {
    /// Look.
    Get,
    /// Change.
    Post,
}

/// A request. Header names are lower case.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    /// What is done.
    pub(crate) method: Method,
    /// The path as sent, encoded.
    pub(crate) path: String,
    /// The query, decoded, in its order.
    pub(crate) query: Vec<(String, String)>,
    /// The headers that matter here.
    pub(crate) headers: Vec<(String, String)>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// The last value of a query's key; an empty one is none.
    pub(crate) fn asked(&self, key: &str) -> Option<&str> {
        self.query.iter().rev().find(|(k, _)| k == key).map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// A cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.headers.iter().filter(|(n, _)| n == "cookie").flat_map(|(_, v)| v.split(';'));
        cookies.filter_map(|c| c.trim().split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v)
    }

    /// The fields of a form without files; of a form with files, those that are no files.
    pub(crate) fn form(&self) -> Vec<(String, String)> {
        let kind = self.header("content-type").unwrap_or_default();
        if multipart::boundary(kind).is_some() {
            let text = |p: Part<'_>| (p.name, String::from_utf8_lossy(p.bytes).into_owned());
            return self.parts().into_iter().filter(|p| p.file.is_none()).map(text).collect();
        }
        if kind.starts_with("application/x-www-form-urlencoded") {
            return url::pairs(&String::from_utf8_lossy(&self.body));
        }
        Vec::new()
    }

    /// The parts of a form with files.
    pub(crate) fn parts(&self) -> Vec<Part<'_>> {
        let boundary = self.header("content-type").and_then(multipart::boundary);
        boundary.map_or_else(Vec::new, |b| multipart::parts(&self.body, &b))
    }
}
