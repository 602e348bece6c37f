//! One chart to be put elsewhere: its page with how to embed it, and its file. Files are for everybody, so they are drawn from what may be
//! published, whoever asks, and figures of few people are not in them.

use exode::{ChartFile, chart_files, modelled_chart_files};
use maud::{PreEscaped, html};

use super::frame::page;
use super::piece::clean;
use super::plain;
use crate::ask::Ask;
use crate::filter::Filter;
use crate::people::Role;
use crate::reply::Reply;
use crate::snapshot::Snapshot;
use crate::url::encoded;
use crate::words::fill;

/// Figures drawn of one measure, the latest.
const DRAWN: usize = 60;
/// The ending of a file.
const FILE: &str = ".svg";

/// A chart, and how many figures of few people it leaves out.
struct Found {
    chart_file: ChartFile,
    few: usize,
}

/// The page of a chart, or where the address ends in `.svg` its file.
pub(crate) fn chart(ask: &Ask<'_>) -> Reply {
    let w = ask.w;
    let asked = ask.part(0);
    let (name, is_file) = asked.strip_suffix(FILE).map_or((asked, false), |name| (name, true));
    let Some(found) = find(ask, name) else { return plain(w, 404, &w.not_found_title, &w.not_found_intro) };
    let file = format!("{}{FILE}", encoded(name));
    if is_file {
        let reply = Reply::picture(found.chart_file.svg, exode::chart_file_policy());
        return match ask.request.asked("save") {
            Some(_) => reply.with("content-disposition", format!("attachment; filename=\"{file}\"")),
            None => reply,
        };
    }
    let query = Filter::of(ask.request).query();
    let address = format!("/chart/{file}{query}");
    let save = format!("{address}{}save=1", if query.is_empty() { '?' } else { '&' });
    let embed =
        format!("<img src=\"{file}\" alt=\"{}\" style=\"max-width:100%\">", html! { (clean(&found.chart_file.title)) }.into_string());
    let main = html! {
        h1 {
            span lang="en" { (clean(&found.chart_file.title)) }
            @if name.contains('.') { " " span.tag.modelled { (w.modelled_word) } }
        }
        p.intro { (w.chart_intro) }
        @if found.few > 0 { p.small { (fill(&w.chart_few, w.tally(found.few))) } }
        figure.chart-file { img src=(address) alt=(clean(&found.chart_file.title)); }
        p { a.begin href=(save) download { (w.chart_save) } }
        h2 { (w.chart_embed) }
        p.intro { (w.chart_embed_intro) }
        pre tabindex="0" { code { (PreEscaped(html! { (embed) }.into_string())) } }
    };
    page(ask, 200, &found.chart_file.title, main)
}

/// The chart of that name: of a measure, or `GATE.QUANTITY` of what is modelled.
fn find(ask: &Ask<'_>, name: &str) -> Option<Found> {
    let made = format!("exode, {}, {}.", ask.site.title, (ask.site.today)());
    let Some((gate, code)) = name.split_once('.') else {
        let snapshot = ask.site.room.snapshot(Role::Reader);
        let statement = |s: &usize| &snapshot.evidence.statements[*s];
        let (leaving, few): (Vec<usize>, Vec<usize>) = Filter::of(ask.request)
            .statements(&snapshot)
            .into_iter()
            .filter(|s| exode::chart_code(statement(s)) == name)
            .partition(|&s| snapshot.may_leave(s));
        let (leaving, few) = (leaving.iter().map(statement).collect::<Vec<_>>(), few.len());
        return chart_files(&leaving, DRAWN, &made).into_iter().find(|p| p.code == name).map(|chart_file| Found { chart_file, few });
    };
    let fit = ask.site.fits.as_ref()?.shown(Role::Reader, &ask.site.room.snapshot(Role::Reader)).0?;
    let (_, gate) = fit.gate(gate)?;
    let snapshot: &Snapshot = &fit.snapshot;
    let shown = |i: usize| Some(&snapshot.evidence.statements[i]).filter(|_| snapshot.may_leave(i));
    let told = gate.series(code).map_or(&[][..], |s| &s.statements);
    let few = told.iter().filter(|&&i| !snapshot.may_leave(i)).count();
    modelled_chart_files(&fit.modelled, gate, &shown, &made)
        .into_iter()
        .find(|p| p.code == code)
        .map(|chart_file| Found { chart_file, few })
}
