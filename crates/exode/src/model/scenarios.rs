//! What-ifs side by side with the baseline.

use exode_fit::{Row, WhatIfError};
use exode_ledger::words;
use exode_report::modelled::{ModelledGate, Scenario, ScenarioRow};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Model, told};

/// At most so many rows of a scenario.
const ROWS: usize = 6;

impl Model<'_> {
    /// The levers given, or three usual ones at the busiest border, each from tomorrow on.
    pub(crate) fn scenarios(
        &self,
        gates: &[ModelledGate],
        today: Date,
        last: Date,
        levers: &[String],
    ) -> Result<Vec<Scenario>, WhatIfError> {
        let given: Vec<(String, String)> =
            if levers.is_empty() { self.usual(gates, today) } else { levers.iter().map(|l| (l.clone(), l.clone())).collect() };
        let tomorrow = today.saturating_add(1.days());
        given
            .into_iter()
            .map(|(lever, name)| {
                let what_if = self.posterior.system.what_if(&lever)?;
                let rows = self.posterior.outlook(tomorrow.min(last), last, Some(&what_if), &[]);
                let at_end = rows.iter().filter(|r| r.day == last && matches!(r.quantity, "queue_people" | "wait_ahead" | "total"));
                let at_end = at_end.filter_map(|r| self.compared(r)).collect();
                Ok(Scenario { lever, name, rows: self.differing(&rows), at_end })
            })
            .collect()
    }

    /// Close, widen, and a new wave.
    fn usual(&self, gates: &[ModelledGate], today: Date) -> Vec<(String, String)> {
        let people = |g: &ModelledGate| g.series("queue_people").and_then(|s| s.height(today)).map(|h| h.band.median);
        let busiest = (0..gates.len()).filter_map(|g| Some((g, people(&gates[g])?))).max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((g, _)) = busiest else { return Vec::new() };
        let Some(id) = self.posterior.system.place_of_gate(g) else { return Vec::new() };
        let name = gates[g].crossing.clone().unwrap_or_else(|| gates[g].name.clone());
        let from = today.saturating_add(1.days());
        let to = today.saturating_add(3.days());
        vec![
            (format!("close {id} {from}..{to}"), format!("{name} shut for three days, {}", words::period(from, to))),
            (format!("capacity {id} x1.5 {from}.."), format!("{name} lets half as many again through from {}", words::day(from))),
            (format!("demand x2 {from}.."), format!("Twice as many decide to leave from {}", words::day(from))),
        ]
    }

    /// For every gate and quantity the day that differs most, the largest differences first.
    fn differing(&self, rows: &[Row]) -> Vec<ScenarioRow> {
        let mut out: Vec<(f64, ScenarioRow)> = Vec::new();
        for row in rows.iter().filter(|r| matches!(r.quantity, "queue_people" | "wait_ahead" | "outflow" | "total")) {
            let Some(new) = self.compared(row) else { continue };
            let size = new.part();
            match out.iter_mut().find(|(_, r)| r.gate == new.gate && r.name == new.name) {
                Some(old) if new.change.median.abs() > old.1.change.median.abs() => *old = (size, new),
                Some(_) => {}
                None => out.push((size, new)),
            }
        }
        out.retain(|(size, _)| *size > ScenarioRow::TELLING);
        out.sort_by(|a, b| b.0.total_cmp(&a.0));
        out.truncate(ROWS);
        out.into_iter().map(|(_, r)| r).collect()
    }

    /// A row of the outlook as the page has it; "everywhere else" is no border to compare.
    fn compared(&self, row: &Row) -> Option<ScenarioRow> {
        let system = &self.posterior.system;
        let (with, change) = row.with.as_ref()?;
        let (name, _) = told::quantity(row.quantity)?;
        let (n, (_, gate)) = system.gates().enumerate().find(|(_, g)| g.0 == row.place)?;
        system.leads_somewhere(n).then(|| ScenarioRow {
            gate: gate.to_owned(),
            name,
            unit: row.unit,
            day: row.day,
            baseline: told::band(&row.believed),
            with: told::band(with),
            change: told::band(change),
        })
    }
}
