//! How a gate's people came through on a day: what queue, wait and entries amount to together, modelled.

use exode_case::Mode;
use jiff::civil::Date;

use crate::figure::Figure;
use crate::operator::{Count, Gauge, Operator, Site, Window};
use crate::posterior::Posterior;
use crate::quantile::{Believed, Drawn};
use crate::system::System;

/// One way through a gate.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// On what.
    pub mode: Mode,
    /// The crossing, where it is one.
    pub crossing: Option<String>,
    /// People who came through in the day.
    pub people: Believed,
}

/// The arithmetic of a gate on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// Name of the gate.
    pub gate: String,
    /// The crossing of its vehicles.
    pub crossing: Option<String>,
    /// The day.
    pub day: Date,
    /// Vehicles before the crossing at noon, trucks counted.
    pub vehicles: Believed,
    /// Hours lived by those who crossed.
    pub wait_h: Believed,
    /// Vehicles that crossed, without trucks.
    pub vehicles_per_day: Believed,
    /// People in each.
    pub people_per_vehicle: Believed,
    /// People who came through, by all ways together.
    pub people: Believed,
    /// And by each way of the gate.
    pub ways: Vec<Way>,
}

impl System {
    /// The gate a figure is about: an index into [`System::gates`]; `None` where it is about all of them, or about none.
    #[must_use]
    pub fn gate_of(&self, figure: &Figure) -> Option<usize> {
        let (sites, _) = self.sites(figure, false)?;
        sites.iter().find_map(|(site, _)| match site {
            Site::Gate(g) | Site::Post(g, _) => Some(*g),
            Site::Queues(first, _) => Some(self.network.queues()[*first].gate),
            Site::Everywhere => None,
        })
    }

    /// Whether a gate leads to one country; "everywhere else" does not, and no queue stands there.
    #[must_use]
    pub fn leads_somewhere(&self, gate: usize) -> bool {
        self.gates[gate].destination.is_some()
    }

    /// By what name a lever finds a gate: the crossing of its first queue that holds people up, else its own id.
    #[must_use]
    pub fn place_of_gate(&self, gate: usize) -> Option<&str> {
        let held = self.network.queues_of(gate).find(|&j| self.queues[j].capacity.is_some())?;
        Some(self.queues[held].crossing.as_deref().unwrap_or(&self.gates[gate].id))
    }

    /// Whether it is about a single post of a gate that pools several.
    #[must_use]
    pub fn of_a_post(&self, figure: &Figure) -> bool {
        self.sites(figure, false).is_some_and(|(sites, _)| sites.iter().any(|(s, _)| matches!(s, Site::Post(..))))
    }
}

impl Posterior {
    /// The arithmetic of a gate on a day; `None` where it has no road, or the day lies outside the period.
    #[must_use]
    pub fn balance(&self, gate: usize, day: Date) -> Option<Balance> {
        let system = &self.system;
        let from_h = system.hours_to(day);
        let (today, noon) = (Window { from_h, to_h: from_h + 24.0 }, Window { from_h: from_h + 11.0, to_h: from_h + 13.0 });
        let queues = system.network.queues_of(gate);
        let road = queues.clone().find(|&j| system.queues[j].mode.on_road() && system.queues[j].capacity.is_some())?;
        if from_h < 0.0 || today.to_h > system.end_h() {
            return None;
        }
        let at = Site::Queues(road, road);
        let flow = |site, count| Operator::Flow { site, count, men: false, window: today, scale: 1.0 };
        let mut asked = vec![
            Operator::Queue { site: at, gauge: Gauge::Vehicles { trucks: true }, longest: false, window: noon },
            Operator::WaitLived { site: at, window: today },
            flow(at, Count::Vehicles),
            flow(at, Count::All),
            flow(Site::Gate(gate), Count::All),
        ];
        asked.extend(queues.clone().map(|j| flow(Site::Queues(j, j), Count::All)));
        let seen = self.observe(None, &asked);
        let mut each = Drawn::default();
        // A quotient of two numbers of one particle: the structural error is in both.
        seen.values[3].iter().zip(&seen.values[2]).filter(|(_, v)| **v > 0.5).for_each(|(p, v)| each.add(p / v, 1.0));
        Some(Balance {
            gate: system.gates[gate].name.clone(),
            crossing: system.queues[road].crossing.clone(),
            day,
            vehicles: seen.believed(0),
            wait_h: seen.believed(1),
            vehicles_per_day: seen.believed(2),
            people_per_vehicle: each.believed(),
            people: seen.believed(4),
            ways: queues
                .enumerate()
                .map(|(n, j)| Way {
                    mode: system.queues[j].mode,
                    crossing: system.queues[j].crossing.clone(),
                    people: seen.believed(5 + n),
                })
                .collect(),
        })
    }
}
