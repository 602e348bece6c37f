//! The path of a statement: who told it first, who has it from whom, where a hedge was lost, and where the path runs in a circle.
//!
//! Voices are sources, agencies and outlets as claims and reports name them. A publisher is one voice with a source or relay only where
//! both names have the same significant words; otherwise nothing is guessed. Independence is counted by origin: a statement has one, or as
//! many as different stated sources it was merged from, however many outlets repeat it.

mod circle;
mod lost;

use std::collections::BTreeMap;

use exode_claim::{Attribution, When};
use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::Evidence;
use crate::source::{Origin, groups};

pub use lost::{Lost, LostHedge};

/// The path of one statement. Voices are referred to by index, tellings by their row.
#[derive(Debug, Clone, Serialize)]
pub struct RelayGraph {
    /// Index of the statement.
    pub statement: usize,
    /// Everyone who states or repeats it, in the order they turn up.
    pub voices: Vec<Voice>,
    /// The row of the earliest telling.
    pub first: usize,
    /// Who has it from whom.
    pub links: Vec<Link>,
    /// Hedges lost between two tellings.
    pub lost: Vec<LostHedge>,
    /// Voices that have it from each other.
    pub circles: Vec<Vec<usize>>,
    /// How many origins it has: different stated sources, at least one.
    pub origins: usize,
}

/// Somebody who states or repeats a statement.
#[derive(Debug, Clone, Serialize)]
pub struct Voice {
    /// The name, as first met.
    pub name: String,
    /// Whether some telling has it as the source.
    pub source: bool,
    /// Whether some telling came through it.
    pub relay: bool,
    /// The rows it published itself, the earliest first.
    pub tellings: Vec<usize>,
}

/// One voice has the statement from another.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Who is cited.
    pub from: usize,
    /// Who cites.
    pub to: usize,
    /// The rows that show it, the earliest first.
    pub rows: Vec<usize>,
    /// The day it first shows.
    #[serde(serialize_with = "iso")]
    pub since: Option<Date>,
}

/// The path of statement `statement` of `evidence`.
///
/// # Panics
/// Where the evidence has no such statement.
#[must_use]
pub fn relay_graph(evidence: &Evidence, statement: usize) -> RelayGraph {
    let tellings = &evidence.statements[statement].tellings;
    let mut cast = Cast::of(evidence, tellings);
    let mut links: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    let mut chains: Vec<Vec<usize>> = Vec::with_capacity(tellings.len());
    for &row in tellings {
        let chain = cast.chain(evidence, row);
        for pair in chain.windows(2) {
            if let [from, to] = *pair {
                links.entry((from, to)).or_default().push(row);
            }
        }
        chains.push(chain);
    }
    let since = |rows: &[usize]| rows.iter().filter_map(|&r| evidence.reports[evidence.rows[r].report].published).min();
    let links: Vec<Link> = links.into_iter().map(|((from, to), rows)| Link { from, to, since: since(&rows), rows }).collect();
    RelayGraph {
        statement,
        first: tellings.first().copied().unwrap_or_default(),
        lost: lost::lost(evidence, tellings, &chains),
        circles: circle::circles(cast.voices.len(), &links),
        origins: cast.voices.iter().filter(|v| v.source && !v.relay).count().max(1),
        voices: cast.voices,
        links,
    }
}

/// The voices of one statement while they are gathered.
struct Cast {
    voices: Vec<Voice>,
    /// The voices of the names in the claims, in their order.
    named: std::vec::IntoIter<usize>,
    /// The first voice of each name.
    by_name: BTreeMap<Origin, usize>,
    /// Outlets that no claim names.
    outlets: BTreeMap<String, usize>,
}

impl Cast {
    fn of(evidence: &Evidence, tellings: &[usize]) -> Self {
        let mut voices: Vec<Voice> = Vec::new();
        let attributions: Vec<(&Attribution, bool)> = tellings
            .iter()
            .map(|&r| &evidence.rows[r].claim)
            .flat_map(|c| c.source.iter().map(|s| (s, true)).chain(c.relay.iter().map(|r| (r, false))))
            .collect();
        let origins: Vec<Origin> = attributions.iter().map(|(a, _)| Origin::of(a)).collect();
        let mut of_group: BTreeMap<usize, usize> = BTreeMap::new();
        let mut named = Vec::with_capacity(origins.len());
        let mut by_name = BTreeMap::new();
        for ((&(attribution, source), group), origin) in attributions.iter().zip(groups(&origins)).zip(origins) {
            let voice = *of_group.entry(group).or_insert_with(|| {
                voices.push(Voice { name: attribution.to_string(), source: false, relay: false, tellings: Vec::new() });
                voices.len() - 1
            });
            voices[voice].source |= source;
            voices[voice].relay |= !source;
            named.push(voice);
            by_name.entry(origin.without_holder()).or_insert(voice);
        }
        Self { voices, named: named.into_iter(), by_name, outlets: BTreeMap::new() }
    }

    /// Source, relays and publisher of a row, each once where the same follows itself. Rows must come in the order of `of`.
    fn chain(&mut self, evidence: &Evidence, row: usize) -> Vec<usize> {
        let claim = &evidence.rows[row].claim;
        let named = usize::from(claim.source.is_some()) + claim.relay.len();
        let mut chain: Vec<usize> = self.named.by_ref().take(named).collect();
        let report = &evidence.reports[evidence.rows[row].report];
        let known = report.publisher.as_deref().and_then(|p| self.by_name.get(&Origin::outlet(p)).copied());
        let voice = known.unwrap_or_else(|| {
            *self.outlets.entry(report.outlet().to_owned()).or_insert_with(|| {
                self.voices.push(Voice { name: report.outlet().to_owned(), source: false, relay: false, tellings: Vec::new() });
                self.voices.len() - 1
            })
        });
        self.voices[voice].tellings.push(row);
        chain.push(voice);
        chain.dedup();
        chain
    }
}

fn iso<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    date.map(When::day).serialize(serializer)
}
