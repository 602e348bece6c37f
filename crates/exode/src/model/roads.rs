//! What a case knows of the roads to its crossings.

use exode_case::{Case, Prior, QueueAt};
use exode_ledger::{Interval, Road, Roads};

/// The roads of a case, for the arithmetic of its borders: what its priors hold for likely (90 %).
#[must_use]
pub fn roads(case: &Case) -> Roads {
    let mut roads = Roads::default();
    for gate in &case.gates {
        for queue in gate.queues.iter().filter(|q| q.mode.get_ref().on_road()) {
            let road = road(queue);
            if let Some(crossing) = &queue.crossing {
                roads.at.entry(crossing.get_ref().clone()).or_insert(road);
            } else if let Some(country) = &gate.destination {
                roads.at.entry(country.get_ref().clone()).or_insert(road);
            }
        }
    }
    roads
}

fn road(queue: &QueueAt) -> Road {
    let (people, spacing) = queue.mode.get_ref().vehicle();
    let people = queue.people_per_vehicle.as_ref().map_or(people, |p| p.get_ref().clone());
    let spacing = queue.spacing_m.as_ref().map_or(spacing, |p| p.get_ref().clone());
    let abreast = queue.abreast.as_ref().map_or(Prior::of(1.3, 1.5), |p| p.get_ref().clone());
    Road {
        people_per_vehicle: Interval { low: people.median / people.factor, high: people.median * people.factor },
        metres_per_vehicle: Interval {
            low: spacing.median / spacing.factor / (abreast.median * abreast.factor),
            high: spacing.median * spacing.factor / (abreast.median / abreast.factor).max(1.0),
        },
    }
}
