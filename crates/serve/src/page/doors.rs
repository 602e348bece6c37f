//! Pages for those who are not in, or cannot go where they wanted.

use maud::html;

use super::frame::document;
use crate::reply::Reply;
use crate::words::Words;

/// How to come in.
pub(crate) fn enter(w: &Words, status: u16) -> Reply {
    let body = html! {
        main.door {
            h1 { (w.enter_title) }
            p { (w.enter_intro) }
            @if status == 403 { p.refused role="alert" { (w.not_in) } }
            form method="post" action="/enter" {
                label for="token" { (w.token) }
                input #token type="password" name="token" autocomplete="current-password" required;
                button type="submit" { (w.enter) }
            }
        }
    };
    // Not even the ledger's name is told to those who are not in.
    Reply::page(status, document(w, &w.enter_title, "exode", None, body))
}

/// A page that says one thing.
pub(crate) fn plain(w: &Words, status: u16, title: &str, words: &str) -> Reply {
    let body = html! {
        main.door {
            h1 { (title) }
            p { (words) }
            p { a href="/" { (w.back) } }
        }
    };
    Reply::page(status, document(w, title, "exode", None, body))
}
