//! Hedges lost on the way.
//!
//! What it finds: statements of which one telling keeps the hedge or the conditional and another, told later or in the same report with
//! the same number, does not.
//!
//! What it refuses: hedges that a rounding brought in ("8,314" told as "more than 8,300"), and bare tellings before the first hedged one.
//!
//! Example: "près de 100 000" in the text is "100 000" in the headline.
//!
//! Source: headlines of September 2022 on Kazakhstan.

use super::{Discrepancy, Rule, Severity};
use crate::ground::{Ground, list};
use crate::relay::{Lost, LostHedge, RelayGraph};
use crate::words;

pub(super) fn find(ground: &Ground<'_>, graph: &RelayGraph, found: &mut Vec<Discrepancy>) {
    let (conditional, quantifier): (Vec<&LostHedge>, Vec<&LostHedge>) = graph.lost.iter().partition(|l| l.lost == Lost::Conditional);
    for (rule, lost) in [(Rule::HedgeDropped, quantifier), (Rule::ConditionalDropped, conditional)] {
        let Some(first) = lost.first() else { continue };
        let tellings: Vec<String> = lost.iter().map(|l| telling(ground, l.without, l.kept)).collect();
        let row = &ground.evidence.rows[first.kept];
        let conditionally = if rule == Rule::ConditionalDropped { ", told conditionally," } else { "" };
        found.push(Discrepancy {
            rule,
            severity: Severity::Note,
            statements: vec![graph.statement],
            sides: Vec::new(),
            arithmetic: format!(
                "\u{201c}{}\u{201d}{conditionally} ({}) is told without {} as {}.",
                row.figure,
                outlet(ground, first.kept),
                if rule == Rule::HedgeDropped { "its hedge" } else { "reserve" },
                list(&tellings),
            ),
        });
    }
}

/// "“100,000 people” in the same report".
fn telling(ground: &Ground<'_>, without: usize, kept: usize) -> String {
    let rows = &ground.evidence.rows;
    let place =
        if rows[without].report == rows[kept].report { "in the same report".to_owned() } else { format!("by {}", outlet(ground, without)) };
    format!("\u{201c}{}\u{201d} {place}", rows[without].figure)
}

fn outlet(ground: &Ground<'_>, row: usize) -> String {
    let report = &ground.evidence.reports[ground.evidence.rows[row].report];
    match report.published {
        Some(day) => format!("{}, {}", report.outlet(), words::day(day)),
        None => report.outlet().to_owned(),
    }
}
