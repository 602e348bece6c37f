//! The model beside the evidence: what a fit says of the statements of a ledger, as a check and a briefing show it.
//!
//! Nothing is decided here but which modelled number stands beside which statement, and in what words.

mod beside;
mod conflicts;
mod events;
mod roads;
mod scenarios;
mod series;
mod told;

use std::collections::BTreeMap;

use exode_case::Case;
use exode_fit::{Figure, LeftOut, Posterior, Taken, WhatIfError};
use exode_ledger::Evidence;
use exode_report::modelled::Modelled;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::figures::figures;

pub use beside::{Beside, beside};
pub use events::event_text;
pub use roads::roads;
pub use told::crossing;

/// A fit beside the statements it was made of.
#[derive(Debug)]
pub struct Model<'a> {
    pub(crate) posterior: &'a Posterior,
    pub(crate) evidence: &'a Evidence,
    pub(crate) left_out: Vec<LeftOut>,
    /// The statement of every figure, by id.
    pub(crate) statement: BTreeMap<String, usize>,
    /// The gate of every statement that is about one, and whether it is about a single post of it.
    pub(crate) gate: Vec<Option<(usize, bool)>>,
    /// Events of the reports that are levers of the fit.
    pub(crate) taken: &'a [Taken],
}

impl<'a> Model<'a> {
    /// The fit of the figures of `evidence`.
    #[must_use]
    pub fn new(posterior: &'a Posterior, evidence: &'a Evidence) -> Self {
        let statement = evidence.rows.iter().map(|r| (r.claim.id.to_string(), r.statement)).collect();
        let system = &posterior.system;
        let gate = |s: &exode_ledger::Statement| {
            let row = &evidence.rows[*s.tellings.first()?];
            let figure = Figure::of(&row.claim, evidence.reports[row.report].published);
            system.gate_of(&figure).map(|g| (g, system.of_a_post(&figure)))
        };
        let gate = evidence.statements.iter().map(gate).collect();
        Self { posterior, evidence, left_out: posterior.leave_one_out(), statement, gate, taken: &[] }
    }

    /// The same fit, made with events of the reports as levers.
    #[must_use]
    pub fn with_events(self, taken: &'a [Taken]) -> Self {
        Self { taken, ..self }
    }

    /// The statement a figure of the fit belongs to.
    pub(crate) fn statement_of(&self, figure: usize) -> Option<usize> {
        self.statement.get(&self.posterior.figures[figure].id).copied()
    }

    /// The model's part of a briefing: where things stand on `today`, `days` days of forecast, and what-ifs; without levers, three usual
    /// ones of the border that is busiest.
    ///
    /// # Errors
    /// Where a lever is none.
    pub fn modelled(&self, case: &Case, today: Date, days: i64, levers: &[String]) -> Result<Modelled, WhatIfError> {
        let last = today.saturating_add(days.days());
        let gates = self.gates(today, last);
        let what_ifs = self.scenarios(&gates, today, last, levers)?;
        Ok(Modelled {
            case: case.name.clone(),
            today,
            last,
            warnings: self.posterior.diagnostics.warnings(),
            events: self.taken.iter().map(|t| event_text(t, self.posterior)).collect(),
            used: self.posterior.observations.list.len(),
            left: self.posterior.observations.left.len(),
            conflicts: self.conflicts(&roads(case)),
            gates,
            what_ifs,
        })
    }
}

/// The day on which things stand: that of the last report, but no day after the period of the case.
#[must_use]
pub fn standing_day(case: &Case, figures: &[Figure]) -> Option<Date> {
    let end = case.start().saturating_add((case.days() as i64 - 1).days());
    let told = figures.iter().filter_map(|f| f.published.or_else(|| f.time.and_then(exode_claim::When::end))).max()?;
    Some(told.min(end))
}

/// The figures of reports published by a day, those without a date counted in.
#[must_use]
pub fn figures_until(reports: &[exode_ledger::Report], day: Option<Date>) -> Vec<Figure> {
    let known = |f: &Figure| day.is_none_or(|d| f.published.is_none_or(|p| p <= d));
    figures(reports).into_iter().filter(known).collect()
}
