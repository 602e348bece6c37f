//! Where the figures disagree, and where they agree.

use maud::{Markup, html};

use super::scale::Scale;
use super::{chain, claims, figure, marks, spread, text};
use crate::view::Briefing;
use exode_ledger::words;
use exode_ledger::{Comparison, Statement, Verdict};

pub(super) fn disagreements(b: &Briefing) -> Markup {
    html! {
        section #disagree {
            h2 { "Where the figures disagree" }
            @if b.disagreements.is_empty() {
                p.intro { "No two comparable figures exclude each other, and none is denied." }
            } @else {
                p.intro { "Comparable figures that exclude each other, the widest apart first. Sides are shown as told and never averaged." }
            }
            @for c in &b.disagreements { (card(b, c)) }
        }
    }
}

pub(super) fn agreements(b: &Briefing) -> Markup {
    let (agree, outcomes): (Vec<&Comparison>, Vec<&Comparison>) = b.agreements.iter().partition(|c| c.is_agreement());
    html! {
        @if !b.agreements.is_empty() {
            section #agree {
                h2 { "Where they agree" }
                @if agree.is_empty() {
                    p.intro { "No two separate statements speak of the same thing." }
                } @else {
                    p.intro { "Separate statements of the same thing that fit together. Whether that is support depends on the number of sources, not of outlets." }
                }
                div.pairs { @for c in agree { (card(b, c)) } }
                @if !outcomes.is_empty() {
                    h3.sub { "Forecasts and what came" }
                    div.pairs { @for c in outcomes { (card(b, c)) } }
                }
            }
        }
    }
}

fn card(b: &Briefing, c: &Comparison) -> Markup {
    html! {
        article.card.agree[c.verdict == Verdict::Agree].alone[c.verdict == Verdict::Agree && (c.sources < 2 || !c.is_agreement())] id=(c.anchor) {
            header {
                h3 { (text(&c.heading)) }
                p.when { (c.when) }
                p.verdict { (verdict(c)) }
            }
            @if c.verdict == Verdict::Contradict { (strip(b, c)) }
            div.sides {
                @for (n, side) in c.sides.iter().enumerate() {
                    section.side {
                        h4 {
                            @if c.sides.len() > 1 { span.letter.{ "l" (n % 4) } { (letter(n)) } " " }
                            @if let [only] = side.statements[..] { (figure(b, &b.statements[only])) }
                            @else { @for (i, figure) in side.figures.iter().take(3).enumerate() { @if i > 0 { span.or { " / " } } (figure) } }
                            @if side.figures.len() > 3 { span.or { " / \u{2026}" } }
                            @if side.denied { " " span.tag.denied { "denied by another" } }
                        }
                        p.small { (support(side.sources, side.outlets)) }
                        ul.statements { @for &i in &side.statements { (entry(b, &b.statements[i], side.statements.len() > 1)) } }
                    }
                }
                @if !c.denials.is_empty() {
                    section.side.against {
                        h4 { span.letter.no { "\u{2715}" } " Denied" }
                        ul.statements { @for &i in &c.denials { (entry(b, &b.statements[i], true)) } }
                    }
                }
            }
            @if !c.wide.is_empty() {
                div.aside { h4 { "Fits more than one side" } ul.statements { @for &i in &c.wide { (entry(b, &b.statements[i], true)) } } }
            }
            @if !c.forecasts.is_empty() {
                div.aside {
                    h4 { "Forecast of the same" }
                    ul.statements { @for f in &c.forecasts { (entry(b, &b.statements[f.statement], true)) p.note { @if f.held { "Fits a figure reported." } @else { "Fits no figure reported." } } } }
                }
            }
            @for note in &c.notes { p.note { (text(note)) } }
        }
    }
}

fn letter(n: usize) -> String {
    char::from_u32('A' as u32 + u32::try_from(n % 26).unwrap_or(0)).map_or_else(String::new, String::from)
}

fn verdict(c: &Comparison) -> String {
    match (c.verdict, c.ratio) {
        (Verdict::Contradict, Some(ratio)) => format!("{} sides, \u{d7}{} apart", c.sides.len(), words::number(ratio)),
        (Verdict::Contradict, None) => format!("{} sides", c.sides.len()),
        (Verdict::Denied, _) => "stated and denied".to_owned(),
        (Verdict::Agree, _) if c.is_agreement() && c.sources > 1 => format!("{} agree", words::count(c.sources, "source")),
        (Verdict::Agree, _) if c.forecasts.iter().any(|f| !f.held) => "forecast fits no figure".to_owned(),
        (Verdict::Agree, _) if !c.forecasts.is_empty() => "forecast held".to_owned(),
        (Verdict::Agree, _) if c.notes.iter().any(|n| n.starts_with("All from one source")) => "one source".to_owned(),
        (Verdict::Agree, _) => "origin not stated".to_owned(),
    }
}

fn support(sources: usize, outlets: usize) -> String {
    let outlets = words::count(outlets, "outlet");
    if sources == 0 { format!("No source stated, {outlets}") } else { format!("{}, {outlets}", words::count(sources, "source")) }
}

/// A statement with its sentences to open; the figure is left out where it is the heading.
fn entry(b: &Briefing, s: &Statement, with_figure: bool) -> Markup {
    html! {
        li {
            @if with_figure { (figure(b, s)) " " }
            (chain(s.source.as_deref(), &s.relay)) (marks(s))
            details.sentences {
                summary { (if s.tellings.len() == 1 { "Sentence" } else { "Sentences" }) ", " (spread(s)) }
                @for &row in &s.tellings { (claims::telling(b, &b.rows[row])) }
            }
        }
    }
}

/// The stated numbers of all sides on one line.
fn strip(b: &Briefing, c: &Comparison) -> Markup {
    let low = c.sides.iter().map(|s| s.low).fold(f64::INFINITY, f64::min);
    let high = c.sides.iter().map(|s| s.high).fold(0.0, f64::max);
    let scale = Scale::fit(low, high, 4.0, 96.0, false);
    html! {
        div.strip aria-hidden="true" {
            @for (n, side) in c.sides.iter().enumerate() {
                @let (a, z) = (scale.at(side.low), scale.at(side.high));
                @if z - a > 0.5 { i.span.{ "l" (n % 4) } style=(format!("left:{a:.1}%;width:{:.1}%", z - a)) {} }
                @for &i in &side.statements {
                    @let s = &b.statements[i];
                    @let value = exode_claim::Bounds { low: s.low, high: s.high }.central();
                    i.dot.{ "l" (n % 4) } style=(format!("left:{:.1}%", scale.at(value))) {}
                }
            }
        }
    }
}
