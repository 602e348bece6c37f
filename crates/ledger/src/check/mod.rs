//! What does not add up: statements held against each other by arithmetic, and against the path they came by.
//!
//! Every rule has a file of its own and is silent where its preconditions are not met. A discrepancy says that figures cannot all be
//! right, never which one is wrong. Nothing is averaged: an interval is [`Interval::of`](crate::Interval::of) a stated figure, or a sum,
//! difference or quotient of such.

mod border;
mod change;
mod circular;
mod days;
mod falls;
mod growth;
mod hedges;
mod pace;
mod parts;
mod road;
mod sides;
mod sums;
mod swapped;

use serde::Serialize;

pub use road::{Road, Roads};

use crate::Evidence;
use crate::ground::Ground;
use crate::relay::relay_graph;

/// Which rule found it. The code is stable; the words of a sentence may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Comparable figures of several sources exclude each other.
    SidesContradict,
    /// Somebody says that a figure is not so.
    FigureDenied,
    /// One source is quoted with figures that exclude each other.
    SourceDiffers,
    /// A total since one day is lower at a later day.
    CumulativeFalls,
    /// A daily rate is not the total over the days of its window.
    RateAgainstTotal,
    /// A day's count or rate is not what a total grew by.
    RateAgainstGrowth,
    /// Counts of the days do not sum to the total.
    DaysAgainstTotal,
    /// One number is told of people going there and of people coming back.
    EndsSwapped,
    /// "Doubled", "30 % more": the levels before and after say otherwise.
    ChangeAgainstLevels,
    /// A queue's length cannot hold its vehicles, or is far too long for them.
    LengthAgainstVehicles,
    /// The people of a queue do not fit its vehicles.
    PeopleAgainstVehicles,
    /// A queue over its wait is not what crosses in a day.
    WaitAgainstEntries,
    /// A queue over its wait is not what the crossing is said to let through.
    WaitAgainstCapacity,
    /// A part is more than its whole.
    PartExceedsWhole,
    /// Parts that share nobody sum to more than their whole.
    PartsExceedWhole,
    /// Voices have a figure from each other.
    CircularSourcing,
    /// The hedge on a figure was lost on the way.
    HedgeDropped,
    /// What was told conditionally is told as a fact.
    ConditionalDropped,
}

impl Rule {
    /// Every rule, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::SidesContradict,
        Self::FigureDenied,
        Self::SourceDiffers,
        Self::CumulativeFalls,
        Self::RateAgainstTotal,
        Self::RateAgainstGrowth,
        Self::DaysAgainstTotal,
        Self::EndsSwapped,
        Self::ChangeAgainstLevels,
        Self::LengthAgainstVehicles,
        Self::PeopleAgainstVehicles,
        Self::WaitAgainstEntries,
        Self::WaitAgainstCapacity,
        Self::PartExceedsWhole,
        Self::PartsExceedWhole,
        Self::CircularSourcing,
        Self::HedgeDropped,
        Self::ConditionalDropped,
    ];

    /// The stable code, as in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SidesContradict => "sides-contradict",
            Self::FigureDenied => "figure-denied",
            Self::SourceDiffers => "source-differs",
            Self::CumulativeFalls => "cumulative-falls",
            Self::RateAgainstTotal => "rate-against-total",
            Self::RateAgainstGrowth => "rate-against-growth",
            Self::DaysAgainstTotal => "days-against-total",
            Self::EndsSwapped => "ends-swapped",
            Self::ChangeAgainstLevels => "change-against-levels",
            Self::LengthAgainstVehicles => "length-against-vehicles",
            Self::PeopleAgainstVehicles => "people-against-vehicles",
            Self::WaitAgainstEntries => "wait-against-entries",
            Self::WaitAgainstCapacity => "wait-against-capacity",
            Self::PartExceedsWhole => "part-exceeds-whole",
            Self::PartsExceedWhole => "parts-exceed-whole",
            Self::CircularSourcing => "circular-sourcing",
            Self::HedgeDropped => "hedge-dropped",
            Self::ConditionalDropped => "conditional-dropped",
        }
    }

    /// Whether it is arithmetic of a queue, which a model can say more about.
    #[must_use]
    pub fn is_of_a_border(self) -> bool {
        matches!(self, Self::LengthAgainstVehicles | Self::PeopleAgainstVehicles | Self::WaitAgainstEntries | Self::WaitAgainstCapacity)
    }

    /// What it means, in words a page or a terminal can print.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::SidesContradict => "comparable figures of several sources exclude each other",
            Self::FigureDenied => "somebody says that a figure is not so",
            Self::SourceDiffers => "one source is quoted with figures that exclude each other",
            Self::CumulativeFalls => "a total since one day is lower at a later day",
            Self::RateAgainstTotal => "a daily rate is not the total over the days of its window",
            Self::RateAgainstGrowth => "a day's count or rate is not what a total grew by",
            Self::DaysAgainstTotal => "the counts of the days do not sum to the total",
            Self::EndsSwapped => "one number is told of people going there and of people coming back",
            Self::ChangeAgainstLevels => "a change does not fit the levels before and after",
            Self::LengthAgainstVehicles => "a queue is too short or too long for the vehicles in it",
            Self::PeopleAgainstVehicles => "the people of a queue do not fit its vehicles",
            Self::WaitAgainstEntries => "a queue over its wait is not what crosses in a day",
            Self::WaitAgainstCapacity => "a queue over its wait is not what the crossing is said to let through",
            Self::PartExceedsWhole => "a part is more than its whole",
            Self::PartsExceedWhole => "parts that share nobody sum to more than their whole",
            Self::CircularSourcing => "outlets have a figure from each other",
            Self::HedgeDropped => "the hedge on a figure was lost on the way",
            Self::ConditionalDropped => "what was told conditionally is told as a fact",
        }
    }
}

/// How much it weighs; the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The figures cannot all be right.
    Contradiction,
    /// They can all be right only if the world or the count is unusual, or one is told conditionally.
    Warning,
    /// No figure need be wrong: how they are told, or what is left untold, needs care.
    Note,
}

impl Severity {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Statements that do not add up, and the arithmetic that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    /// The rule.
    pub rule: Rule,
    /// How much it weighs.
    pub severity: Severity,
    /// Indices of the statements concerned, as the sentence names them.
    pub statements: Vec<usize>,
    /// The same statements by side, where the rule sets sides against each other; else empty.
    pub sides: Vec<Vec<usize>>,
    /// One sentence an analyst can quote.
    pub arithmetic: String,
}

/// All that does not add up in `evidence` on roads of any kind: [`check_on`] with nothing known of them.
#[must_use]
pub fn check(evidence: &Evidence) -> Vec<Discrepancy> {
    check_on(evidence, &Roads::default())
}

/// All that does not add up in `evidence`, the gravest first, where vehicles stand and are filled as `roads` say. The result depends on
/// its arguments alone, so not on the order of reports.
#[must_use]
pub fn check_on(evidence: &Evidence, roads: &Roads) -> Vec<Discrepancy> {
    let ground = Ground::of(evidence);
    let mut found = Vec::new();
    for rule in [sides::find, falls::find, pace::find, growth::find, days::find, swapped::find, change::find, parts::find, sums::find] {
        rule(&ground, &mut found);
    }
    border::find(&ground, roads, &mut found);
    for statement in ground.all() {
        let graph = relay_graph(evidence, statement);
        circular::find(&ground, &graph, &mut found);
        hedges::find(&ground, &graph, &mut found);
    }
    // Rules that know no comparisons still may not set against each other what reviewers keep apart.
    found.retain(|d| !evidence.unlike.iter().any(|(i, j)| d.statements.contains(i) && d.statements.contains(j)));
    found.sort_by(|a, b| (a.severity, a.rule, &a.statements, &a.arithmetic).cmp(&(b.severity, b.rule, &b.statements, &b.arithmetic)));
    found
}
