//! What the model makes of the claims: where things stand, curves, what cannot be true together, what may come, what would be.
//!
//! Nothing here may pass for a count: the section says "modelled" in its heading, its table and its charts, every number has its
//! intervals, and a fit that fails its diagnostics says so before anything else.

use maud::{Markup, html};

use super::{band, clean, figure, newell, text};
use crate::modelled::{Band, Conflict, Modelled, ModelledGate, Scenario, ScenarioRow, number};
use crate::view::Briefing;
use exode_ledger::words;

pub(super) fn model(b: &Briefing) -> Markup {
    html! {
        @if let Some(m) = &b.model {
            section #model {
                h2 { "Where things stand " span.tag.modelled { "modelled" } }
                (warnings(m))
                p.intro {
                    "No number of this part was counted or stated by anybody. A model of the border (" (text(&m.case)) ") was fitted to "
                    (words::count(m.used, "claim")) " at once; " (words::count(m.left, "claim")) " repeat others or say nothing about it. "
                    "Each number is a median with the intervals that hold the true value with 50 % and 90 %, if the model is right."
                }
                (events(m))
                (overview(m))
                (conflicts(b, m))
                h3.sub #curves { "Border by border " span.tag.modelled { "modelled" } }
                p.intro {
                    "Line: median. Dark band: 50 %. Light band: 90 %. After the dashed line: forecast. Marks are statements with their hedges, as in the "
                    "charts of figures below; each leads to its sentence. In the first chart of each border the gap upwards between who had come and "
                    "who had crossed is the queue, the gap across is the wait."
                }
                @for gate in &m.gates { (border(b, m, gate)) }
                (what_ifs(m))
            }
        }
    }
}

fn warnings(m: &Modelled) -> Markup {
    html! {
        @if !m.warnings.is_empty() {
            div.warning role="note" {
                p { b { "Do not rely on these numbers." } " The fit fails its own diagnostics:" }
                ul { @for w in &m.warnings { li { (text(w)) } } }
            }
        }
    }
}

/// What the reports say has changed, and by how much the claims say it did.
fn events(m: &Modelled) -> Markup {
    html! {
        @if !m.events.is_empty() {
            p.intro { "Events of the reports are levers of the model. How much each did is unknown beforehand; the claims say:" }
            ul { @for event in &m.events { li { (text(event)) } } }
        }
    }
}

/// The median, a note on it (its unit, its day), and its intervals.
fn cell(label: &str, band: Option<Band>, note: Option<&str>) -> Markup {
    let dash =
        |a: f64, b: f64| if a < 0.0 { format!("{} to {}", number(a), number(b)) } else { format!("{}\u{2013}{}", number(a), number(b)) };
    html! {
        td data-label=(label) {
            @match band {
                Some(b) => {
                    b.value { (number(b.median)) } " "
                    @if let Some(note) = note { span.interval { (note) } " " }
                    span.interval { "50 %: " (dash(b.low50, b.high50)) } " "
                    span.interval { "90 %: " (dash(b.low90, b.high90)) }
                }
                None => { "\u{2013}" }
            }
        }
    }
}

/// Every border in one table: what stands there, and what has crossed.
fn overview(m: &Modelled) -> Markup {
    let columns =
        [("Queue", ["queue_km", "queue_people"]), ("Wait told to newcomers", ["wait_ahead"; 2]), ("Crossed in the day", ["outflow"; 2])];
    html! {
        h3.sub #now { "On " (words::day(m.today)) }
        table.modelled {
            caption.small { "Modelled: where things stand on " (words::day(m.today)) }
            thead { tr { th scope="col" { "Border" } @for (name, _) in &columns { th scope="col" { (name) } } th scope="col" { "Because of the shock, in all" } } }
            tbody {
                @for gate in &m.gates {
                    tr {
                        th scope="row" { a href={ "#" (gate.anchor) } { (text(gate.crossing.as_deref().unwrap_or(&gate.name))) } @if gate.crossing.is_some() { " " span.interval { (text(&gate.name)) } } }
                        @for (name, codes) in &columns {
                            @let series = codes.iter().find_map(|c| gate.series(c));
                            (cell(name, series.and_then(|s| s.on(m.today)), series.map(|s| s.unit)))
                        }
                        @let all = gate.series("excess");
                        (cell("Because of the shock, in all", all.and_then(|s| s.on(m.today)), all.map(|s| s.unit)))
                    }
                }
            }
        }
    }
}

/// One border: its arithmetic, its charts, and all its numbers to open.
fn border(b: &Briefing, m: &Modelled, gate: &ModelledGate) -> Markup {
    html! {
        section.curves id=(gate.anchor) {
            h4 { (text(gate.crossing.as_deref().unwrap_or(&gate.name))) @if gate.crossing.is_some() { span.small { ", " (text(&gate.name)) } } }
            @if let Some(balance) = &gate.balance { p.note { (text(balance)) } }
            @if gate.newell.is_some() {
                div.panels {
                    @if let Some(curves) = &gate.newell { (newell::draw(m, gate, curves)) }
                    @for series in gate.series.iter().filter(|s| s.charted) { (band::draw(b, m, gate, series)) }
                }
            }
            details.numbers-of { summary { "All numbers of this border: now, at their height, forecast" } (stand(b, m, gate)) }
        }
    }
}

fn stand(b: &Briefing, m: &Modelled, gate: &ModelledGate) -> Markup {
    let (now, then) = (words::day(m.today), words::day(m.last));
    html! {
        table.modelled {
            caption.small { "Modelled" }
            thead { tr { th scope="col" { "Quantity" } th scope="col" { "On " (now) } th scope="col" { "At its height" } th scope="col" { "Forecast for " (then) } } }
            tbody {
                @for s in &gate.series {
                    @let height = s.height(m.today).filter(|_| !s.is_total());
                    tr {
                        th scope="row" {
                            (s.title())
                            @if !s.carried_by.is_empty() {
                                span.carried { "carried most by " @for (n, &i) in s.carried_by.iter().enumerate() { @if n > 0 { ", " } (figure(b, &b.statements[i])) } }
                            }
                        }
                        (cell("Now", s.on(m.today), None))
                        (cell("At its height", height.map(|h| h.band), height.map(|h| words::day(h.day)).as_deref()))
                        (cell("Forecast", s.on(m.last), None))
                    }
                }
            }
        }
    }
}

fn conflicts(b: &Briefing, m: &Modelled) -> Markup {
    html! {
        h3.sub #conflicts { "What cannot be true together " span.tag.modelled { "modelled" } }
        @if m.conflicts.is_empty() {
            p.intro { "No claim lies outside of what all others make expect, and the arithmetic of the queues holds." }
        } @else {
            p.intro { "The arithmetic of a border, and each claim against what all others make expect. Which figure is wrong, the model does not decide." }
        }
        @for c in &m.conflicts { (conflict(b, c)) }
    }
}

fn conflict(b: &Briefing, c: &Conflict) -> Markup {
    html! {
        article.card.conflict {
            h4 { (text(&c.heading)) }
            p { (text(&c.arithmetic)) }
            @if !c.modelled.is_empty() { p.note { (text(&c.modelled)) } }
            @if !c.statements.is_empty() {
                p.small {
                    @for (n, &i) in c.statements.iter().enumerate() {
                        @let s = &b.statements[i];
                        @if n > 0 { " \u{b7} " }
                        (figure(b, s)) " " (text(s.source.as_deref().unwrap_or("source not stated")))
                    }
                }
            }
        }
    }
}

fn what_ifs(m: &Modelled) -> Markup {
    html! {
        @if !m.what_ifs.is_empty() {
            h3.sub #whatif { "What if " span.tag.modelled { "modelled" } }
            p.intro {
                "What was fitted, run again with and without a change, until " (words::day(m.last)) ". Differences are taken run by run, so that they "
                "are surer than the levels."
            }
            (side_by_side(m))
            @for scenario in &m.what_ifs { (what_if(scenario)) }
        }
    }
}

/// The last day under every scenario; what none of them changes is left out.
fn side_by_side(m: &Modelled) -> Markup {
    let Some(first) = m.what_ifs.first() else { return html! {} };
    let told = |n: &usize| m.what_ifs.iter().any(|s| s.at_end.get(*n).is_some_and(|r| r.part() > ScenarioRow::TELLING));
    let rows: Vec<usize> = (0..first.at_end.len()).filter(told).collect();
    html! {
        @if !rows.is_empty() {
            table.modelled {
                caption.small { "Modelled: " (words::day(m.last)) " as it goes and with each change" }
                thead { tr { th scope="col" { (words::day(m.last)) } th scope="col" { "As it goes" } @for s in &m.what_ifs { th scope="col" { (text(&s.name)) } } } }
                tbody {
                    @for n in rows {
                        @let row = &first.at_end[n];
                        tr {
                            th scope="row" { (text(&row.gate)) ": " (row.title()) }
                            (cell("As it goes", Some(row.baseline), None))
                            @for s in &m.what_ifs { (cell(&clean(&s.name), s.at_end.get(n).map(|r| r.with), None)) }
                        }
                    }
                }
            }
        }
    }
}

fn what_if(scenario: &Scenario) -> Markup {
    html! {
        details.numbers-of {
            summary { (text(&scenario.name)) ": what differs most, and when" }
            p.small { code { "exode whatif '" (text(&scenario.lever)) "'" } }
            @if scenario.rows.is_empty() {
                p { "Nothing would differ." }
            } @else {
                table.modelled {
                    caption.small { "Modelled, with and without the change" }
                    thead { tr { th scope="col" { "Quantity" } th scope="col" { "As it goes" } th scope="col" { "With the change" } th scope="col" { "Difference" } } }
                    tbody {
                        @for r in &scenario.rows {
                            tr {
                                th scope="row" { (text(&r.gate)) ": " (r.title()) " " span.interval { (words::day(r.day)) } }
                                (cell("As it goes", Some(r.baseline), None))
                                (cell("With the change", Some(r.with), None))
                                (cell("Difference", Some(r.change), None))
                            }
                        }
                    }
                }
            }
        }
    }
}
