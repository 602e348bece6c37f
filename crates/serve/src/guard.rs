//! Who is let in, and which changes are theirs.
//!
//! A page of another site can make a browser send requests here, and a name of another site can lead here (DNS rebinding). So: the
//! `Host` must be ours; a change must come from our own origin; and where the browser's cookie says who asks, the form must be one that
//! this process showed to that person.

use crate::ask::Site;
use crate::people::Person;
use crate::request::{Method, Request};

/// Why a request goes no further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It was sent to another name.
    Host,
    /// It was made by another site's page, or by a form of an earlier run.
    Foreign,
    /// Nobody knows who asks.
    Nobody,
}

/// The name of the field and of the header in which forms and scripts prove that they are ours.
pub(crate) const KEY: &str = "key";
/// See [`KEY`].
pub(crate) const KEY_HEADER: &str = "x-exode-key";

/// Whether a request was sent to this server by name and, where it changes something, from its own pages.
pub(crate) fn at_home(site: &Site, request: &Request) -> Result<(), Refusal> {
    let host = request.header("host").unwrap_or_default();
    let certified = site.tls.as_ref().is_some_and(|tls| tls.stands_for(host));
    if !certified && !site.hosts.iter().any(|h| h.eq_ignore_ascii_case(host)) {
        return Err(Refusal::Host);
    }
    if request.method == Method::Get {
        return Ok(());
    }
    let ours = |origin: &str| {
        let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        // A page of another port of a certified name is another server's.
        rest.is_some_and(|o| certified && o.eq_ignore_ascii_case(host) || site.hosts.iter().any(|h| h.eq_ignore_ascii_case(o)))
    };
    let origin = request.header("origin").is_none_or(ours);
    let sent_by = request.header("sec-fetch-site").is_none_or(|s| matches!(s, "same-origin" | "none"));
    if origin && sent_by { Ok(()) } else { Err(Refusal::Foreign) }
}

/// Who asks, by token or by cookie.
pub(crate) fn person<'s>(site: &'s Site, request: &Request) -> Result<&'s Person, Refusal> {
    let bearer = bearer(request);
    let token = bearer.or_else(|| request.cookie(&site.cookie)).ok_or(Refusal::Nobody)?;
    site.people.of_token(token).ok_or(Refusal::Nobody)
}

/// Whether a change is one that `person` made with a form or a script of ours. A token in a header is proof enough: no other site's page
/// can send it.
pub(crate) fn proven(site: &Site, request: &Request, person: &Person) -> Result<(), Refusal> {
    if request.method == Method::Get || bearer(request).is_some() {
        return Ok(());
    }
    let shown = request.header(KEY_HEADER).map(str::to_owned);
    let shown = shown.or_else(|| request.form().into_iter().find(|(k, _)| k == KEY).map(|(_, v)| v));
    let ours = shown.is_some_and(|key| site.people.is_form_key(person, &key));
    if ours { Ok(()) } else { Err(Refusal::Foreign) }
}

fn bearer(request: &Request) -> Option<&str> {
    request.header("authorization").and_then(|a| a.strip_prefix("Bearer ")).map(str::trim)
}

/// The cookie that keeps somebody in: not for scripts, not for requests other sites make.
pub(crate) fn cookie(site: &Site, token: &str) -> String {
    let secure = if site.secure { "; Secure" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000{secure}", site.cookie)
}

/// The cookie that lets somebody go.
pub(crate) fn no_cookie(site: &Site) -> String {
    format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", site.cookie)
}
