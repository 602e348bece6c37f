//! Circular sourcing.
//!
//! What it finds: outlets that have a figure from each other, and an outlet that cites somebody who cites that outlet.
//!
//! What it refuses: an outlet that names itself ("told AFP", by AFP), and names that are not word for word the same publisher. Where one
//! of them names somebody outside the circle the figure has an origin, and it is a note.
//!
//! Example: A writes "261,000, B reports"; B wrote "261,000, according to A".
//!
//! Source: the figure of an epidemic that could be traced to no count, ArtemioPadilla/watchboard#231.

use std::collections::BTreeMap;

use super::{Discrepancy, Rule, Severity};
use crate::ground::Ground;
use crate::relay::{Link, RelayGraph};
use crate::words;

pub(super) fn find(ground: &Ground<'_>, graph: &RelayGraph, found: &mut Vec<Discrepancy>) {
    for circle in &graph.circles {
        let way = shortest(circle, &graph.links);
        let told: Vec<String> = way.iter().map(|link| told(graph, link)).collect();
        let outside: Vec<&str> = graph
            .links
            .iter()
            .filter(|l| circle.contains(&l.to) && !circle.contains(&l.from))
            .map(|l| graph.voices[l.from].name.as_str())
            .collect();
        let (severity, origin) = match outside.first() {
            Some(origin) => (Severity::Note, format!("its origin is {origin}")),
            None => (Severity::Warning, "none of them names an origin outside the circle".to_owned()),
        };
        found.push(Discrepancy {
            rule: Rule::CircularSourcing,
            severity,
            statements: vec![graph.statement],
            sides: Vec::new(),
            arithmetic: format!(
                "{}: {}; {} and {origin}.",
                ground.statement(graph.statement).figure,
                told.join("; "),
                words::count(circle.len(), "voice"),
            ),
        });
    }
}

fn told(graph: &RelayGraph, link: &Link) -> String {
    let name = |voice: usize| &graph.voices[voice].name;
    let since = link.since.map_or_else(String::new, |day| format!(" ({})", words::day(day)));
    format!("{} has it from {}{since}", name(link.to), name(link.from))
}

/// A shortest way round from the first voice of the circle back to it, in the order of citing.
fn shortest<'a>(circle: &[usize], links: &'a [Link]) -> Vec<&'a Link> {
    let inner: Vec<&Link> = links.iter().filter(|l| circle.contains(&l.from) && circle.contains(&l.to)).collect();
    let home = circle[0];
    let mut by: BTreeMap<usize, &Link> = BTreeMap::new();
    let mut todo = std::collections::VecDeque::from([home]);
    while let Some(at) = todo.pop_front() {
        for &link in inner.iter().filter(|l| l.to == at) {
            if let std::collections::btree_map::Entry::Vacant(free) = by.entry(link.from) {
                free.insert(link);
                todo.push_back(link.from);
            }
        }
    }
    let mut way = Vec::new();
    let mut at = home;
    while let Some(&link) = by.get(&at) {
        way.push(link);
        at = link.to;
        if at == home {
            break;
        }
    }
    way.reverse();
    way
}
