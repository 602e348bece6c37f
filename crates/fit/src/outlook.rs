//! Where things stand, and where they go: quantities by gate and day, with intervals, and beside a what-if.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::loo::LeftOut;
use crate::operator::{Count, Gauge, Operator, Site, Window};
use crate::post::WhatIf;
use crate::posterior::Posterior;
use crate::quantile::{Believed, Ranks};

/// One modelled number.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Id of the gate, or of the crossing.
    pub place: String,
    /// Name of the gate or crossing.
    pub name: String,
    /// The day.
    pub day: Date,
    /// What: `queue_km`, `queue_vehicles`, `queue_people`, `wait_ahead`, `wait_lived`, `inflow`, `outflow`, `returned`, `total`, `excess`.
    pub quantity: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What is believed.
    pub believed: Believed,
    /// Beside a what-if: what is believed with it, and of the difference.
    pub with: Option<(Believed, Believed)>,
    /// Figures that carry most weight in it, and by how many standard deviations it would move without each.
    pub carried_by: Vec<(usize, f64)>,
}

struct Asked {
    place: String,
    name: String,
    day: Date,
    quantity: &'static str,
    unit: &'static str,
    operator: Operator,
}

impl Posterior {
    /// Every quantity at every gate, on days `first` to `last`; those outside the period are left out. With what-ifs,
    /// beside it; with left-out claims, the two that carry most weight in each.
    #[must_use]
    pub fn outlook(&self, first: Date, last: Date, what_if: Option<&WhatIf>, left_out: &[LeftOut]) -> Vec<Row> {
        let asked = self.quantities(first, last);
        let operators: Vec<Operator> = asked.iter().map(|a| a.operator).collect();
        let base = self.observe(None, &operators);
        let other = what_if.map(|w| self.observe(Some(w), &operators));
        let even = Ranks::of(self.z.len(), 1.0);
        asked
            .into_par_iter()
            .enumerate()
            .map(|(k, a)| {
                let with = other.as_ref().map(|other| {
                    // The same particle with and without: the structural error is shared and drops out of the difference.
                    let mut change: Vec<f64> = base.values[k].iter().zip(&other.values[k]).map(|(a, b)| b - a).collect();
                    (other.believed(k), even.believed(&mut change))
                });
                let carried_by = self.carried_by(&base.values[k], left_out).into_iter().take(2).filter(|c| c.1 > 0.1).collect();
                let Asked { place, name, day, quantity, unit, .. } = a;
                Row { place, name, day, quantity, unit, believed: base.believed(k), with, carried_by }
            })
            .collect()
    }

    fn quantities(&self, first: Date, last: Date) -> Vec<Asked> {
        let system = &self.system;
        let shock = system.shock_h();
        let mut out = Vec::new();
        for (g, gate) in system.gates.iter().enumerate() {
            // No queue stands before "everywhere else".
            let held = system.network.queues_of(g).find(|&j| system.queues[j].capacity.is_some() && system.leads_somewhere(g));
            let road = held.filter(|&j| system.queues[j].mode.on_road());
            let main = held.and_then(|j| system.queues[j].crossing.clone());
            let mut day = first;
            while day <= last {
                let from_h = system.hours_to(day);
                let today = Window { from_h, to_h: from_h + 24.0 };
                let noon = Window { from_h: from_h + 11.0, to_h: from_h + 13.0 };
                if from_h >= 0.0 && today.to_h <= system.end_h() {
                    let since = Window { from_h: shock.min(from_h), to_h: today.to_h };
                    let site = Site::Gate(g);
                    let mut ask = |quantity, unit, operator| {
                        let name = main.clone().filter(|_| unit != "people").unwrap_or_else(|| gate.name.clone());
                        out.push(Asked { place: gate.id.clone(), name, day, quantity, unit, operator });
                    };
                    let flow = |count, window| Operator::Flow { site, count, men: false, window, scale: 1.0 };
                    let queue = |gauge| Operator::Queue { site, gauge, longest: false, window: noon };
                    if road.is_some() {
                        ask("queue_km", "km", queue(Gauge::Km));
                        ask("queue_vehicles", "vehicles", queue(Gauge::Vehicles { trucks: true }));
                    }
                    if held.is_some() {
                        ask("queue_people", "people", queue(Gauge::People));
                        ask("wait_ahead", "hours", Operator::WaitAhead { site, window: noon });
                        ask("wait_lived", "hours", Operator::WaitLived { site, window: today });
                    }
                    ask("inflow", "people", Operator::Arrived { gate: g, window: today });
                    ask("outflow", "people", flow(Count::All, today));
                    ask("returned", "people", flow(Count::Returned, today));
                    ask("total", "people", flow(Count::All, since));
                    ask("excess", "people", flow(Count::Excess, since));
                }
                day = day.saturating_add(jiff::Span::new().days(1));
            }
        }
        out
    }
}
