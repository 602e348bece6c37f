//! Bringing reports in: files dropped, or a text pasted; what they said, at once.

use exode::{Added, Change};
use maud::{Markup, html};

use super::doors::plain;
use super::frame::{key, page};
use super::piece::text;
use crate::ask::Ask;
use crate::intake::{self, Brought};
use crate::reply::Reply;
use crate::words::fill;

/// The form.
pub(crate) fn add(ask: &Ask<'_>) -> Reply {
    page(ask, 200, &ask.w.add, html! { h1 { (ask.w.add) } (form(ask)) })
}

fn form(ask: &Ask<'_>) -> Markup {
    let w = ask.w;
    html! {
        p.intro { (w.add_intro) }
        form.bring method="post" action="/add" enctype="multipart/form-data" {
            (key(ask))
            fieldset.drop {
                legend { (w.add_files) }
                label for="files" { (w.add_files_hint) }
                input #files type="file" name="files" multiple accept=".txt,.md,.html,.htm,.jsonl,.ndjson,text/plain,text/html,text/markdown";
            }
            fieldset {
                legend { (w.add_text) }
                label for="text" { (w.add_text_hint) }
                textarea #text name="text" rows="8" {}
                div.about {
                    label { span { (w.add_date) } input type="date" name="published"; }
                    label { span { (w.add_publisher) } input type="text" name="publisher" autocomplete="off"; }
                    label { span { (w.add_title) } input type="text" name="title" autocomplete="off"; }
                    label { span { (w.add_url) } input type="url" name="url" autocomplete="off"; }
                    label { span { (w.add_name) } input type="text" name="name" autocomplete="off"; }
                    label { span { (w.add_lang) } select name="lang" {
                        option value="" { (w.lang_guess) } option value="fr" { "fran\u{e7}ais" } option value="en" { "English" }
                    } }
                }
            }
            button type="submit" { (w.add_now) }
        }
    }
}

/// What was brought, and what it did.
pub(crate) fn added(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let brought = brought(ask);
    if brought.is_empty() {
        let main = html! { h1 { (w.add) } div.refused role="alert" { p { (w.added_nothing) } } (form(ask)) };
        return page(ask, 422, &w.add, main);
    }
    let told = match intake::add(&ask.site.room, brought, ask.site.languages, ask.site.now) {
        Ok(told) => told,
        Err(error) => return plain(w, 500, &w.wrong_title, &error.to_string()),
    };
    // The moment the pages of this answer show may be older than what it just did: ask for the newest.
    let snapshot = ask.site.room.snapshot(ask.person.role);
    let report =
        |name: &str| snapshot.evidence.reports.iter().rposition(|r| r.name == name).and_then(|r| snapshot.evidence.reports[r].hash.clone());
    let main = html! {
        h1 { (w.added_title) }
        ol.list {
            @for (name, added) in told.iter().take(200) {
                li {
                    p.head {
                        @match report(name) { Some(hash) => { a href={ "/report/" (hash) } { (text(name)) } } None => { (text(name)) } }
                        " \u{b7} "
                        @match added {
                            Added::New { claims, findings } => {
                                (w.added_new) ", " (w.counted(*claims, "claim"))
                                @if *findings > 0 { ", " a href="/findings" { (w.counted(*findings, "finding")) } }
                            }
                            Added::Known => { (w.added_known) }
                            Added::Changed { version, .. } => { (fill(&w.added_changed, version)) }
                        }
                    }
                    @if let Added::Changed { changes, .. } = added { ul { @for change in changes { (changed(ask, change)) } } }
                }
            }
        }
        @if told.len() > 200 { p { (fill(&w.shown_of, 200)) " " (w.tally(told.len())) } }
        p { a href="/add" { (w.add_more) } " \u{b7} " a href="/review" { (w.queue) } }
    };
    page(ask, 200, &w.added_title, main)
}

fn changed(ask: &Ask<'_>, change: &Change) -> Markup {
    let w = ask.w;
    let (what, revision) = match change {
        Change::Kept(..) => return html! {},
        Change::Changed(_, _, revision) => (&w.changed_figure, revision),
        Change::Gone(_, revision) => (&w.gone_figure, revision),
        Change::New(_, revision) => (&w.new_figure, revision),
    };
    let figure = |text: &Option<String>| text.clone().unwrap_or_else(|| "\u{2013}".to_owned());
    html! {
        li { (what) ": " span lang="en" { (text(&figure(&revision.before))) " \u{2192} " (text(&figure(&revision.after))) " (" (text(&revision.of)) ")" } }
    }
}

/// Files that have bytes, and the text that was pasted with what was said about it.
fn brought(ask: &Ask<'_>) -> Vec<Brought> {
    let form = ask.request.form();
    let field = |name: &str| form.iter().find(|(k, _)| k == name).map(|(_, v)| v.trim()).filter(|v| !v.is_empty());
    let mut out: Vec<Brought> = ask
        .request
        .parts()
        .into_iter()
        .filter(|p| p.name == "files" && !p.bytes.is_empty())
        .map(|p| Brought { name: p.file.unwrap_or_default(), bytes: p.bytes.to_vec(), about: None })
        .collect();
    if let Some(text) = field("text") {
        let mut about = serde_json::Map::new();
        for name in ["published", "publisher", "title", "url", "lang"] {
            if let Some(value) = field(name) {
                about.insert(name.to_owned(), value.into());
            }
        }
        // Without an ending the format is taken from the text itself: saved HTML may be pasted too.
        let name = field("name").unwrap_or("text").replace('.', "-");
        let about = (!about.is_empty()).then(|| about.into());
        out.push(Brought { name, bytes: text.as_bytes().to_vec(), about });
    }
    out
}
