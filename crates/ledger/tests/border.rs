//! The arithmetic of a border: what cannot stand, sit, wait and cross together, and what is left alone.

mod support;

use exode_ledger::{Discrepancy, Interval, Road, Roads, Rule, Severity, Ties, check_on, evidence};

const LARS: &str = "RU>GE@lars | 2022-09-26";

/// What the border's rules find in claims of one report each, on roads of cars.
fn found(claims: &[&str], roads: &Roads) -> Vec<Discrepancy> {
    let mut text = String::new();
    for (n, claim) in claims.iter().enumerate() {
        text.push_str(&format!("@ r{n} | 2022-09-27 | en | Paper {n} | T |\n[x] said. || {claim}\n"));
    }
    let ours = [Rule::LengthAgainstVehicles, Rule::PeopleAgainstVehicles, Rule::WaitAgainstEntries, Rule::WaitAgainstCapacity];
    let mut all = check_on(&evidence(support::reports(&text), &Ties::default()), roads);
    all.retain(|d| ours.contains(&d.rule));
    all.iter_mut().for_each(|d| d.arithmetic = d.arithmetic.replace('\u{a0}', " "));
    all
}

fn cars() -> Roads {
    let road = Road { people_per_vehicle: Interval { low: 1.9, high: 4.2 }, metres_per_vehicle: Interval { low: 3.4, high: 9.0 } };
    Roads { at: [("lars".to_owned(), road)].into(), ..Roads::default() }
}

fn at(what: &str) -> String {
    format!("{what} | {LARS} | i:Border service | |")
}

#[test]
fn entries_beyond_the_queue_and_its_wait_are_told_with_the_arithmetic() {
    let (queue, wait) = (at("queue_vehicles vehicle exact 3500 3500 instant"), at("wait hour exact 48 48 instant"));
    let entered = "crossed_in person exact 10800 10800 per_day | RU>GE | 2022-09-26 | i:Georgian ministry | |";
    let all = found(&[&queue, &wait, entered], &cars());
    assert_eq!(all.len(), 1, "{all:#?}");
    assert_eq!((all[0].rule, all[0].severity, all[0].statements.len()), (Rule::WaitAgainstEntries, Severity::Note, 3));
    assert_eq!(
        all[0].arithmetic,
        "Verkhny Lars, 26 Sep 2022: 3,500 vehicles (Border service) and 48 h (Border service) give 1,750 vehicles a day; at 1.9 to 4.2 \
         people a vehicle that is 3,290 to 7,420 people a day, but 10,800 people (Georgian ministry) in the whole country crossed: at \
         least 3,320 came on foot, by bus or another way, or the wait is not that of this queue."
    );
    // At the crossing itself nobody came another way than through it.
    let there = entered.replace("RU>GE |", "RU>GE@lars |");
    assert_eq!(found(&[&queue, &wait, &there], &cars())[0].severity, Severity::Warning);
    // Another day, a plan, minibuses on any road, or a count that fits: silence.
    for (other, roads) in [
        (entered.replace("09-26", "09-24"), cars()),
        (entered.replace("| |", "| | planned"), cars()),
        (entered.replace("10800 10800", "10000 10000"), Roads::default()),
        (entered.replace("10800 10800", "5000 5000"), cars()),
    ] {
        assert!(found(&[&queue, &wait, &other], &roads).is_empty(), "{other}");
    }
}

#[test]
fn a_length_is_held_against_the_most_charitable_count() {
    let (length, few) = (at("queue_length km nearly 20 20 instant"), at("queue_vehicles vehicle exact 600 600 instant"));
    let all = found(&[&length, &few], &cars());
    assert_eq!((all.len(), all[0].rule), (1, Rule::LengthAgainstVehicles), "{all:#?}");
    assert!(all[0].arithmetic.contains("31.7 m a vehicle") && all[0].arithmetic.contains("holds 2,000 to 5,880 vehicles"), "{all:#?}");
    let enough = at("queue_vehicles vehicle more_than 2300 - instant").replace("Border service", "Drone");
    assert!(found(&[&length, &few, &enough], &cars()).is_empty());
}

#[test]
fn people_sit_in_vehicles_and_a_capacity_is_kept() {
    let (queue, people) = (at("queue_vehicles vehicle exact 500 500 instant"), at("queue_people person exact 9000 9000 instant"));
    let all = found(&[&queue, &people], &Roads::default());
    assert!(all.len() == 1 && all[0].arithmetic.contains("are 18 a vehicle, but vehicles carry 1 to 6"), "{all:#?}");
    let wait = at("wait hour exact 6 6 instant");
    let capacity = "capacity vehicle exact 300 300 per_day | RU>GE@lars | | i:Customs | |";
    let all = found(&[&queue, &wait, capacity], &cars());
    assert!(
        all.len() == 1 && all[0].arithmetic.contains("give 2,000 vehicles a day, but the capacity told is 300 vehicles (Customs)"),
        "{all:#?}"
    );
    // A queue that grows makes the wait lived shorter than the wait ahead: twice off is no contradiction.
    assert!(found(&[&queue, &wait, &capacity.replace("300 300", "1000 1000")], &cars()).is_empty());
}
