//! Every address of the server, in one table: who may ask, what answers, and how the API's document describes it.

use crate::api::{self, Doc};
use crate::ask::{Ask, Site};
use crate::guard::{self, Refusal};
use crate::people::Role;
use crate::reply::Reply;
use crate::request::{Method, Request};
use crate::words::{Tongue, Words};
use crate::{assets, page, url};

/// Bytes of an ordinary body, and of one that brings reports.
pub(crate) const SMALL: usize = 64 << 10;
const LARGE: usize = 32 << 20;

/// One address.
pub(crate) struct Route {
    pub(crate) method: Method,
    /// Its path; `{}` stands for one piece.
    pub(crate) path: &'static str,
    /// Who may ask.
    pub(crate) role: Role,
    /// What answers.
    pub(crate) answer: fn(&Ask<'_>) -> Reply,
    /// Whether its body may be large.
    pub(crate) large: bool,
    /// Whether it has an answer before the first snapshot is made.
    pub(crate) early: bool,
    /// What the API's document says of it; pages have nothing to say there.
    pub(crate) doc: Option<&'static Doc>,
}

const fn get(path: &'static str, role: Role, answer: fn(&Ask<'_>) -> Reply) -> Route {
    Route { method: Method::Get, path, role, answer, large: false, early: false, doc: None }
}

const fn post(path: &'static str, role: Role, answer: fn(&Ask<'_>) -> Reply) -> Route {
    Route { method: Method::Post, path, role, answer, large: false, early: true, doc: None }
}

const fn documented(route: Route, doc: &'static Doc) -> Route {
    Route { doc: Some(doc), ..route }
}

/// Answered from the file alone, or with words of its own until there is a snapshot.
const fn early(route: Route) -> Route {
    Route { early: true, ..route }
}

const fn large(route: Route) -> Route {
    Route { large: true, ..route }
}

/// All of them.
pub(crate) const ROUTES: &[Route] = &[
    early(get("/", Role::Reader, page::overview)),
    get("/statements", Role::Reader, page::statements),
    get("/statement/{}", Role::Reader, page::statement),
    early(get("/claims", Role::Reader, page::claims)),
    early(get("/claim/{}", Role::Reader, page::claim)),
    get("/discrepancies", Role::Reader, page::discrepancies),
    get("/model", Role::Reader, page::model),
    get("/model/{}", Role::Reader, page::gate),
    get("/whatif", Role::Reader, page::what_if),
    get("/chart/{}", Role::Reader, page::chart),
    get("/reports", Role::Reader, page::reports),
    get("/report/{}", Role::Reader, page::report),
    get("/findings", Role::Reader, page::findings),
    get("/exports", Role::Reader, page::exports),
    get("/export/{}", Role::Reader, api::export_page),
    get("/briefing.html", Role::Reader, page::briefing),
    get("/review", Role::Reviewer, page::queue),
    post("/claim/{}", Role::Reviewer, page::decide),
    early(get("/audit", Role::Reviewer, page::audit)),
    early(get("/add", Role::Admin, page::add)),
    large(post("/add", Role::Admin, page::added)),
    early(get("/api", Role::Reader, page::api)),
    early(get("/changes", Role::Reader, |_| Reply::changes())),
    documented(early(get("/api/v1/status", Role::Reader, api::status)), &api::STATUS),
    documented(get("/api/v1/claims", Role::Reader, api::claims), &api::CLAIMS),
    documented(get("/api/v1/claims/{}", Role::Reader, api::claim), &api::CLAIM),
    documented(early(get("/api/v1/claims/{}/history", Role::Reviewer, api::history)), &api::HISTORY),
    documented(post("/api/v1/claims/{}/decisions", Role::Reviewer, api::decide), &api::DECIDE),
    documented(get("/api/v1/statements", Role::Reader, api::statements), &api::STATEMENTS),
    documented(get("/api/v1/statements/{}", Role::Reader, api::statement), &api::STATEMENT),
    documented(get("/api/v1/discrepancies", Role::Reader, api::discrepancies), &api::DISCREPANCIES),
    documented(get("/api/v1/reports", Role::Reader, api::reports), &api::REPORTS),
    documented(large(post("/api/v1/reports", Role::Admin, api::add)), &api::ADD),
    documented(get("/api/v1/findings", Role::Reader, api::findings), &api::FINDINGS),
    documented(get("/api/v1/series", Role::Reader, api::series), &api::SERIES),
    documented(get("/api/v1/model", Role::Reader, api::model), &api::MODEL),
    documented(get("/api/v1/whatif", Role::Reader, api::what_if), &api::WHAT_IF),
    documented(early(get("/api/v1/decisions", Role::Reviewer, api::decisions)), &api::DECISIONS),
    documented(get("/api/v1/exports/{}", Role::Reader, api::export), &api::EXPORT),
    documented(early(get("/api/v1/changes", Role::Reader, |_| Reply::changes())), &api::CHANGES),
    documented(early(get("/api/v1/openapi.json", Role::Reader, api::openapi)), &api::OPENAPI),
];

/// The pieces of `path` that stand at the `{}` of `pattern`, decoded; `None` where it is another path.
fn parts(pattern: &str, path: &str) -> Option<Vec<String>> {
    let (mut wanted, mut given) = (pattern.split('/'), path.split('/'));
    let mut out = Vec::new();
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(out),
            (Some("{}"), Some(piece)) if !piece.is_empty() => out.push(url::decoded(piece, false)),
            (Some(a), Some(b)) if a == b => {}
            _ => return None,
        }
    }
}

fn find(request: &Request) -> Option<(&'static Route, Vec<String>)> {
    ROUTES.iter().filter(|r| r.method == request.method).find_map(|r| Some((r, parts(r.path, &request.path)?)))
}

/// How many bytes the body of a request may have.
pub(crate) fn most_bytes(request: &Request) -> usize {
    if find(request).is_some_and(|(route, _)| route.large) { LARGE } else { SMALL }
}

/// The words of whoever asks: as chosen in the address, then as chosen before, then as the browser prefers.
fn words(request: &Request) -> &'static Words {
    let chosen = request.asked("lang").and_then(Tongue::named).or_else(|| request.cookie("lang").and_then(Tongue::named));
    Words::of(chosen.unwrap_or_else(|| Tongue::accepted(request.header("accept-language").unwrap_or_default())))
}

fn is_api(request: &Request) -> bool {
    request.path.starts_with("/api/")
}

/// Whether a request may go further, before its body is read.
pub(crate) fn door(site: &Site, request: &Request) -> Result<(), Reply> {
    guard::at_home(site, request).map_err(|why| refused(request, why))?;
    if is_open(request) {
        return Ok(());
    }
    let person = guard::person(site, request).map_err(|why| refused(request, why))?;
    match find(request) {
        Some((route, _)) if person.role < route.role => Err(forbidden(request, route.role)),
        _ => Ok(()),
    }
}

/// What anybody may ask: how to get in, and the program's own style and script.
fn is_open(request: &Request) -> bool {
    request.path == "/enter" || request.path.starts_with("/assets/")
}

/// The answer to a request that came through the door.
pub(crate) fn answer(site: &Site, request: &Request) -> Reply {
    if let Some(asset) = request.path.strip_prefix("/assets/") {
        return assets::named(asset).unwrap_or_else(|| Reply::text(404, "no such file\n"));
    }
    if request.path == "/enter" {
        return enter(site, request);
    }
    let person = match guard::person(site, request).and_then(|p| guard::proven(site, request, p).map(|()| p)) {
        Ok(person) => person,
        Err(why) => return refused(request, why),
    };
    if request.method == Method::Post && request.path == "/leave" {
        return Reply::see("/enter").with("set-cookie", guard::no_cookie(site));
    }
    let w = words(request);
    site.room.settle();
    let snapshot = site.room.snapshot(person.role);
    let Some((route, parts)) = find(request) else {
        return match is_api(request) {
            true => api::problem(404, "there is nothing at this address; see /api/v1/openapi.json"),
            false => page::plain(w, 404, &w.not_found_title, &w.not_found_intro),
        };
    };
    let ask = Ask { site, request, person, parts, snapshot, w };
    if let Some(unasked) = route.doc.and_then(|doc| api::unasked(doc, request)) {
        return unasked;
    }
    let reply = match ask.is_early() && !route.early {
        true if is_api(request) => api::early(),
        true => page::early(&ask),
        false => (route.answer)(&ask),
    };
    match request.asked("lang").and_then(Tongue::named) {
        Some(tongue) => reply.with("set-cookie", format!("lang={}; Path=/; SameSite=Strict; Max-Age=31536000", tongue.code())),
        None => reply,
    }
}

/// The token of a link or of the form, kept in a cookie so that it stands in no address.
fn enter(site: &Site, request: &Request) -> Reply {
    let form = request.form();
    let typed = form.iter().find(|(key, _)| key == "token").map(|(_, v)| v.trim());
    let token = if request.method == Method::Post { typed } else { request.asked("token") };
    let w = words(request);
    match token {
        Some(token) if site.people.of_token(token).is_some() => Reply::see("/").with("set-cookie", guard::cookie(site, token)),
        Some(_) => page::enter(w, 403),
        None => page::enter(w, 200),
    }
}

fn refused(request: &Request, why: Refusal) -> Reply {
    let w = words(request);
    match why {
        // Whoever sent it here thinks it is another server: no word about this one.
        Refusal::Host => Reply::text(421, "this server does not go by that name\n"),
        Refusal::Nobody if is_api(request) => api::problem(401, "no token, or one nobody has: send Authorization: Bearer TOKEN"),
        Refusal::Nobody => page::enter(w, 401),
        Refusal::Foreign if is_api(request) => {
            api::problem(403, "a change comes from this server's own pages, with their key, or with a token in Authorization")
        }
        Refusal::Foreign => page::plain(w, 403, &w.foreign_title, &w.foreign_intro),
    }
}

fn forbidden(request: &Request, role: Role) -> Reply {
    let w = words(request);
    match is_api(request) {
        true => api::problem(403, &format!("this takes the role {}", role.name())),
        false => page::plain(w, 403, &w.forbidden_title, &w.forbidden_intro),
    }
}

/// The answer to a body that is too large.
pub(crate) fn too_large(request: &Request, most: usize) -> Reply {
    let w = words(request);
    match is_api(request) {
        true => api::problem(413, &format!("a body here has {most} bytes at most")),
        false => page::plain(w, 413, &w.too_large_title, &w.too_large_intro),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_met_piece_by_piece() {
        assert_eq!(parts("/claim/{}", "/claim/a%20b"), Some(vec!["a b".to_owned()]));
        assert_eq!(parts("/claim/{}", "/claim/"), None);
        assert_eq!(parts("/claim/{}", "/claim/a/b"), None);
        assert_eq!(parts("/", "/"), Some(Vec::new()));
    }

    #[test]
    fn nothing_is_changed_by_looking_and_every_change_takes_a_role() {
        for route in ROUTES {
            assert!(route.method == Method::Get || route.role > Role::Reader, "{}", route.path);
            assert!(route.path.starts_with("/api/v1/") == route.doc.is_some(), "{} is documented or no API", route.path);
        }
        let mut all: Vec<_> = ROUTES.iter().map(|r| (r.method, r.path)).collect();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), ROUTES.len(), "an address stands once");
    }
}
