//! Where things stand, gate by gate: quantities over the days with the statements of each, and the curves of the queue.

use std::collections::BTreeMap;

use exode_fit::Row;
use exode_report::modelled::{DayBand, ModelledGate, ModelledSeries, NewellPoint, NewellView};
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::{Model, told};

/// Days shown before the shock.
const BEFORE: i64 = 2;
/// Hours between points of the curves.
const STEP_H: f64 = 6.0;

impl Model<'_> {
    /// Every gate, from shortly before the shock to `last`.
    pub(crate) fn gates(&self, today: Date, last: Date) -> Vec<ModelledGate> {
        let system = &self.posterior.system;
        let first = system.day_at(system.shock_h()).saturating_sub(BEFORE.days()).max(system.start());
        let mut rows: BTreeMap<(String, &'static str), Vec<Row>> = BTreeMap::new();
        for row in self.posterior.outlook(first, last, None, &[]) {
            rows.entry((row.place.clone(), row.quantity)).or_default().push(row);
        }
        let carriers: BTreeMap<(String, &'static str), Vec<usize>> = self
            .posterior
            .outlook(today, today, None, &self.left_out)
            .into_iter()
            .map(|r| {
                let statements = r.carried_by.iter().filter_map(|(f, _)| self.statement_of(*f)).collect();
                ((r.place, r.quantity), statements)
            })
            .collect();
        let curves = self.posterior.newell(first, last, STEP_H);
        let order =
            ["queue_km", "queue_vehicles", "queue_people", "wait_ahead", "wait_lived", "inflow", "outflow", "returned", "total", "excess"];
        system
            .gates()
            .enumerate()
            .map(|(g, (id, name))| {
                let somewhere = system.leads_somewhere(g);
                let newell = curves.iter().find(|c| c.gate == g && somewhere);
                let held = newell.is_some();
                // No queue stands before "everywhere else": what is told of it is how many.
                let shown = order.iter().filter(|q| somewhere || matches!(**q, "outflow" | "total" | "excess"));
                let series = shown.filter_map(|quantity| {
                    let key = (id.to_owned(), *quantity);
                    let list = rows.get(&key)?;
                    let (words, charted) = told::quantity(quantity)?;
                    let days = list.iter().map(|r| DayBand { day: r.day, band: told::band(&r.believed) }).collect();
                    // People stand in a queue of their own where there are no vehicles to count.
                    let charted = held && (charted || *quantity == "queue_people" && !rows.contains_key(&(id.to_owned(), "queue_km")));
                    Some(ModelledSeries {
                        code: quantity,
                        name: words,
                        unit: list.first()?.unit,
                        charted,
                        days,
                        statements: self.stating(g, quantity),
                        carried_by: carriers.get(&key).cloned().unwrap_or_default(),
                    })
                });
                let series: Vec<ModelledSeries> = series.collect();
                let busiest = series.iter().find(|s| s.code == "queue_vehicles").and_then(|s| s.height(today));
                ModelledGate {
                    anchor: format!("g-{}", g + 1),
                    name: name.to_owned(),
                    crossing: newell.and_then(|c| c.crossing.as_deref()).map(told::crossing),
                    balance: busiest.and_then(|h| self.posterior.balance(g, h.day)).map(|b| told::balance(&b)),
                    series,
                    newell: newell.map(|c| NewellView {
                        first,
                        points: c
                            .points
                            .iter()
                            .map(|(hours, come, left)| NewellPoint { hours: *hours, come: told::band(come), left: told::band(left) })
                            .collect(),
                    }),
                }
            })
            .collect()
    }

    /// Statements of a quantity of a gate; those of a single post of it tell another number.
    fn stating(&self, gate: usize, quantity: &str) -> Vec<usize> {
        let here = |i: &usize| self.gate[*i] == Some((gate, false)) && told::tells(&self.evidence.statements[*i], quantity);
        (0..self.evidence.statements.len()).filter(here).collect()
    }
}
