//! The first view: how much there is, what is gravest, how figures run over time, what came in last.

use exode::ledger::{Severity, Statement};
use jiff::ToSpan as _;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};

use super::frame::page;
use super::piece::address;
use super::{discrepancies, reports};
use crate::ask::Ask;
use crate::filter::Filter;
use crate::people::Role;
use crate::reply::Reply;
use crate::words::{fill, term};

/// Figures drawn of one measure: more would cover each other.
const DRAWN: usize = 60;
/// Charts drawn; measures with most figures first.
const CHARTS: usize = 8;
/// Bars of the timeline.
const BARS: usize = 90;

/// The page.
pub(crate) fn overview(ask: &Ask<'_>) -> Reply {
    if ask.is_early() {
        return super::early::overview(ask);
    }
    let w = ask.w;
    let snapshot = &ask.snapshot;
    let evidence = &snapshot.evidence;
    let wanted = Filter::of(ask.request);
    let contradictions = snapshot.discrepancies.iter().filter(|d| d.severity == Severity::Contradiction).count();
    let numbers: [(usize, &str, &str); 5] = [
        (contradictions, "contradiction", "/discrepancies?severity=contradiction"),
        (evidence.statements.len(), "statement", "/statements"),
        (evidence.rows.len(), "claim", "/claims"),
        (evidence.reports.len(), "report", "/reports"),
        (snapshot.findings.len(), "finding", "/findings"),
    ];
    let gravest: Vec<usize> = (0..snapshot.discrepancies.len().min(4)).collect();
    let mut latest: Vec<usize> = (0..evidence.reports.len()).collect();
    latest.sort_by_key(|&r| (std::cmp::Reverse(evidence.reports[r].published), r));
    latest.truncate(6);
    let drawn = wanted.statements(snapshot);
    let main = html! {
        h1 { (super::piece::text(&ask.site.title)) }
        p.intro { (w.overview_intro) }
        ul.numbers {
            @for (n, what, target) in numbers {
                li { a href=(target) { b { (w.tally(n)) } " " span { (w.counted_word(n, what)) } } }
            }
        }
        @if ask.may(Role::Reviewer) { (progress(ask)) }
        section #gravest {
            h2 { (w.gravest) }
            @if gravest.is_empty() { p { (w.discrepancies_none) } } @else { (discrepancies::list(ask, &gravest, None)) }
            p { a href="/discrepancies" { (w.counted(snapshot.discrepancies.len(), "discrepancy")) } }
        }
        section #charts {
            h2 { (w.charts) }
            p.intro { (w.charts_intro) }
            (timeline(ask, &wanted))
        }
        (super::map::map(ask, &drawn))
        section #measures {
            h2 { (w.measures) }
            (charts(ask, &wanted, &drawn))
        }
        section #newest {
            h2 { (w.newest_reports) }
            (reports::list(ask, &latest))
        }
    };
    page(ask, 200, &w.overview, main)
}

fn progress(ask: &Ask<'_>) -> Markup {
    let w = ask.w;
    let states = ask.snapshot.states();
    html! {
        section #progress {
            h2 { (w.review_progress) }
            ul.choices {
                @for (state, n) in states {
                    li { a href={ "/claims?state=" (state.name()) } { (term(&w.state, state.name())) " (" (w.tally(n)) ")" } }
                }
            }
            p { a.begin href="/review" data-key="n" { (w.queue) " \u{2192}" } }
        }
    }
}

/// Charts of the statements that are wanted, each mark leading to its statement.
fn charts(ask: &Ask<'_>, wanted: &Filter, drawn: &[usize]) -> Markup {
    let w = ask.w;
    let evidence = &ask.snapshot.evidence;
    let statements: Vec<&Statement> = drawn.iter().map(|&s| &evidence.statements[s]).collect();
    let mut charts = exode::charts_of(&statements, DRAWN, &address, ask);
    charts.sort_by_key(|c| std::cmp::Reverse(c.dated));
    charts.truncate(CHARTS);
    html! {
        @if charts.is_empty() { p { (w.charts_few) } } @else { (PreEscaped(exode::legend(ask))) }
        @for chart in &charts {
            figure.chart {
                h3 { a href=(narrowed(wanted, chart.measure)) { (chart.heading) } }
                @if chart.drawn < chart.dated { p.small { (fill(&fill(&w.charts_latest, w.tally(chart.drawn)), w.tally(chart.dated))) } }
                (PreEscaped(&chart.html))
                p.small { a href=(wanted.page(&format!("/chart/{}", chart.code), 1)) { (w.chart_take) } }
            }
        }
    }
}

fn narrowed(wanted: &Filter, measure: exode::claim::Measure) -> String {
    Filter { measure: Some(measure), ..wanted.clone() }.page("/statements", 1)
}

/// How many claims speak of which days, and the window that is looked at. The script lets its ends be dragged; without it they are typed.
fn timeline(ask: &Ask<'_>, wanted: &Filter) -> Markup {
    let w = ask.w;
    let evidence = &ask.snapshot.evidence;
    let day = |row: &exode::ledger::Row| row.claim.time.and_then(|t| t.end().or(t.start())).or(evidence.reports[row.report].published);
    let mut days: Vec<Date> = evidence.rows.iter().filter_map(day).collect();
    days.sort_unstable();
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else { return html! {} };
    // A stray year far from all others must not press the rest into one bar.
    let (first, last) = if days.len() < 50 { (first, last) } else { (days[days.len() / 100], days[days.len() - 1 - days.len() / 100]) };
    let length = usize::try_from(exode::ledger::days(first, last)).unwrap_or(0) + 1;
    let each = length.div_ceil(BARS);
    let mut bars = vec![0_usize; length.div_ceil(each)];
    for day in days {
        if let Ok(n) = usize::try_from(exode::ledger::days(first, day))
            && let Some(bar) = bars.get_mut(n / each)
        {
            *bar += 1;
        }
    }
    let most = bars.iter().copied().max().unwrap_or(1).max(1);
    let to_day = |n: usize| i64::try_from(n).ok().and_then(|n| first.checked_add(n.days()).ok()).unwrap_or(first);
    let is_in = |n: usize| {
        let (from, to) = (to_day(n * each), to_day(n * each + each - 1));
        wanted.since.is_none_or(|s| to >= s) && wanted.until.is_none_or(|u| from <= u)
    };
    html! {
        form.timeline action="/" aria-label=(w.timeline) data-first=(first) data-days=(length) {
            svg viewBox=(format!("0 0 {} 60", bars.len() * 10)) preserveAspectRatio="none" role="img" aria-label=(w.timeline_intro) {
                @for (n, count) in bars.iter().enumerate() {
                    @let height = (count * 56).div_ceil(most);
                    rect.out[!is_in(n)] x=(n * 10 + 1) y=(60 - height) width="8" height=(height) {
                        title { (w.day(to_day(n * each))) ": " (w.counted(*count, "claim")) }
                    }
                }
            }
            div.ends {
                label { span { (w.from_day) } input type="date" name="since" min=(first) max=(last) value=[wanted.since.map(|d| d.to_string())]; }
                label { span { (w.to_day) } input type="date" name="until" min=(first) max=(last) value=[wanted.until.map(|d| d.to_string())]; }
                button type="submit" { (w.filter) }
                @if wanted.since.is_some() || wanted.until.is_some() { " " a href="/" { (w.reset) } }
            }
        }
    }
}
