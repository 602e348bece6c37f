//! Exports: what may leave, decided by `export::View` as on the command line.

use exode::export::{Audience, Format, Options};
use maud::html;

use super::problem;
use crate::ask::Ask;
use crate::page::plain;
use crate::people::Role;
use crate::reply::Reply;

/// Why there is no file.
enum NoFile {
    Unknown,
    Forbidden,
    Failed(String),
}

/// The file, for programs.
pub(crate) fn export(ask: &Ask<'_>) -> Reply {
    made(ask).unwrap_or_else(|why| match why {
        NoFile::Unknown => problem(404, "there is no such format"),
        NoFile::Forbidden => problem(403, "exports for partners take the role admin"),
        NoFile::Failed(why) => problem(422, &why),
    })
}

/// The file, for people.
pub(crate) fn export_page(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    made(ask).unwrap_or_else(|why| match why {
        NoFile::Unknown => plain(w, 404, &w.not_found_title, &w.not_found_intro),
        NoFile::Forbidden => plain(w, 403, &w.forbidden_title, &w.forbidden_intro),
        NoFile::Failed(why) => plain(w, 422, &w.wrong_title, &html! { (why) }.into_string()),
    })
}

fn made(ask: &Ask<'_>) -> Result<Reply, NoFile> {
    let format = Format::named(ask.part(0)).ok_or(NoFile::Unknown)?;
    let mut options = Options::new(ask.site.title.clone(), (ask.site.today)());
    options.event = ask.request.asked("event").map(str::to_owned);
    if ask.request.asked("for") == Some("partners") {
        if !ask.may(Role::Admin) {
            return Err(NoFile::Forbidden);
        }
        options.audience = Audience::Partners;
    }
    let mut bytes = Vec::new();
    let summary = exode::export::export(&ask.snapshot.evidence, format, &options, &mut bytes).map_err(|e| NoFile::Failed(e.to_string()))?;
    let stem = if format.name() == format.extension() { "claims" } else { format.name() };
    let name = format!("{stem}.{}", format.extension());
    if ask.request.asked("card").is_some() {
        let card = summary.sidecar.ok_or(NoFile::Unknown)?;
        return Ok(Reply::file(&format!("{name}.{}", exode::export::SIDECAR), "application/json", card.into_bytes()));
    }
    let kind = match format.extension() {
        "csv" => "text/csv; charset=utf-8",
        "jsonl" => "application/jsonl",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "geojson" => "application/geo+json",
        "json" => "application/json",
        _ => "text/plain; charset=utf-8",
    };
    Ok(Reply::file(&name, kind, bytes))
}
