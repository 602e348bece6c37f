//! What stands around every page: landmarks, sections, search, who is here, the other language.

use maud::{DOCTYPE, Markup, html};

use crate::ask::Ask;
use crate::assets;
use crate::guard::KEY;
use crate::people::Role;
use crate::reply::Reply;
use crate::words::Words;

/// The sections: address, word, and who may look.
fn sections(w: &Words, modelled: bool) -> Vec<(&'static str, &str, Role)> {
    let all = [
        ("/", &w.overview, Role::Reader),
        ("/statements", &w.statements, Role::Reader),
        ("/claims", &w.claims, Role::Reader),
        ("/discrepancies", &w.discrepancies, Role::Reader),
        ("/model", &w.model, Role::Reader),
        ("/whatif", &w.what_if, Role::Reader),
        ("/review", &w.review, Role::Reviewer),
        ("/reports", &w.reports, Role::Reader),
        ("/add", &w.add, Role::Admin),
        ("/exports", &w.exports, Role::Reader),
        ("/audit", &w.audit, Role::Reviewer),
    ];
    all.into_iter()
        .filter(|(address, ..)| modelled || !matches!(*address, "/model" | "/whatif"))
        .map(|(a, word, role)| (a, word.as_str(), role))
        .collect()
}

/// A page for somebody who is in.
pub(super) fn page(ask: &Ask<'_>, status: u16, title: &str, main: Markup) -> Reply {
    let w = ask.w;
    let here = ask.request.path.as_str();
    let is_here = |address: &str| here == address || address != "/" && here.starts_with(address.trim_end_matches('s'));
    let body = html! {
        a.skip href="#main" { (w.skip) }
        header.room {
            p.name { a href="/" { (super::piece::text(&ask.site.title)) } }
            form.find action="/statements" role="search" {
                label.quiet for="find" { (w.search) }
                input #find type="search" name="q" autocomplete="off" placeholder=(w.search_hint) accesskey="s";
                button type="submit" { (w.search) }
            }
            div.who {
                a hreflang=(w.tongue().other().code()) lang=(w.tongue().other().code()) href=(other_language(ask)) { (w.other_language) }
                " " span { (w.you_are) " " b { (ask.person.name) } " (" (crate::words::term(&w.person, ask.person.role.name())) ")" }
                form.inline method="post" action="/leave" { (key(ask)) button.plain type="submit" { (w.leave) } }
            }
        }
        nav.jump aria-label=(w.sections) {
            ul {
                @for (address, name, role) in sections(w, ask.site.fits.is_some()) {
                    @if ask.may(role) { li { a href=(address) aria-current=[is_here(address).then_some("page")] { (name) } } }
                }
            }
        }
        p.behind #behind hidden[!ask.site.room.is_behind()] role="status" aria-live="polite" {
            span.wait hidden[!ask.site.room.is_behind()] { (w.behind) }
            span.news hidden { (w.changed_meanwhile) " " a href="" { (w.reload) } }
        }
        main #main data-early[ask.is_early()] {
            (main)
        }
        footer.room {
            @if ask.snapshot.withheld > 0 { p { (crate::words::fill(&w.withheld, ask.w.tally(ask.snapshot.withheld))) } }
            p { (w.footer) " " a href="/api" { (w.api) } }
        }
    };
    Reply::page(status, document(w, title, &ask.site.title, Some(ask.snapshot.number), body))
}

/// The hidden field that proves a form is ours.
pub(super) fn key(ask: &Ask<'_>) -> Markup {
    html! { input type="hidden" name=(KEY) value=(ask.form_key()); }
}

/// A whole document. `number` is that of the snapshot it was made from.
pub(super) fn document(w: &Words, title: &str, site: &str, number: Option<u64>, body: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(w.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                // While the ledger is being read, a page without script asks again by itself.
                @if number == Some(0) { noscript { meta http-equiv="refresh" content="5"; } }
                title { (title) " \u{b7} " (site) }
                link rel="icon" href=(assets::icon());
                link rel="stylesheet" href=(assets::style());
                script src=(assets::script()) defer {}
            }
            body data-number=[number] { (body) }
        }
    }
}

/// This very view in the other language.
fn other_language(ask: &Ask<'_>) -> String {
    let mut query: Vec<String> = ask
        .request
        .query
        .iter()
        .filter(|(k, _)| k != "lang")
        .map(|(k, v)| format!("{}={}", crate::url::encoded(k), crate::url::encoded(v)))
        .collect();
    query.push(format!("lang={}", ask.w.tongue().other().code()));
    format!("?{}", query.join("&"))
}
