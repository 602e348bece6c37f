//! What can be taken along: exports, the briefing, the API.

use exode::export::Format;
use maud::html;

use super::doors::plain;
use super::frame::page;
use crate::ask::Ask;
use crate::people::Role;
use crate::reply::Reply;
use crate::words::term;

/// The exports.
pub(crate) fn exports(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let main = html! {
        h1 { (w.exports) }
        p.intro { (w.exports_intro) }
        ul.list.takes {
            li { p.head { a href="/briefing.html" download { (w.briefing) } } p.by { (w.briefing_intro) } }
            @for format in Format::ALL {
                li {
                    form method="get" action={ "/export/" (format.name()) } {
                        p.head { (term(&w.format, format.name())) " " code { "." (format.extension()) } }
                        @if matches!(format, Format::Helix | Format::Montandon) {
                            label { span { (w.export_event) } input type="text" name="event" required autocomplete="off"; }
                        }
                        @if ask.may(Role::Admin) {
                            label { span { (w.export_for) } select name="for" {
                                option value="public" { (w.export_public) } option value="partners" { (w.export_partners) }
                            } }
                        }
                        button type="submit" { (w.export_take) }
                    }
                }
            }
        }
        @if ask.snapshot.withheld > 0 { p { (w.restricted_note) } }
    };
    page(ask, 200, &w.exports, main)
}

/// The briefing as one file: the page of `exode brief`, of what may be published.
pub(crate) fn briefing(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let made = || -> Result<String, exode::StoreError> {
        let file = ask.site.room.file();
        let mut reports = file.reports()?;
        let (ties, mut findings) = (file.ties()?, file.findings()?);
        exode::withhold(&mut reports, &mut findings);
        drop(file);
        Ok(exode::html(&exode::brief(&ask.site.title, reports, &ties, findings, None)))
    };
    match made() {
        Ok(html) => Reply::file("briefing.html", "text/html; charset=utf-8", html.into_bytes()),
        Err(error) => plain(w, 500, &w.wrong_title, &error.to_string()),
    }
}

/// How to ask by program.
pub(crate) fn api(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let main = html! {
        h1 { (w.api) }
        p.intro { (w.api_intro) }
        p { a href="/api/v1/openapi.json" { "/api/v1/openapi.json" } }
        ul.list {
            @for route in crate::routes::ROUTES {
                @if let Some(doc) = route.doc {
                    li {
                        p.head { code { (format!("{:?}", route.method).to_uppercase()) " " (crate::api::path(route)) } " "
                            span.tag { (term(&w.person, route.role.name())) } }
                        p.by lang="en" { (doc.summary) }
                    }
                }
            }
        }
    };
    page(ask, 200, &w.api, main)
}
