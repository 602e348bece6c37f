//! A first case file for a crisis nobody has prepared, from the gazetteer alone.

use std::fmt::Write as _;

use exode_place::{Gazetteer, Mode, Place, PlaceKind};
use jiff::civil::Date;

/// What to write a case for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// ISO code of the country people leave.
    pub from: String,
    /// ISO codes of the countries they go to.
    pub to: Vec<String>,
    /// First day.
    pub start: Date,
    /// Days covered.
    pub days: usize,
    /// When whatever drives people out began.
    pub shock: Date,
}

/// Why a case cannot be planned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// Not a country.
    #[error("{0:?} is no country of the gazetteer: give ISO 3166-1 codes, as in --from RU --to GE,KZ")]
    Country(String),
    /// Nowhere to go.
    #[error("give at least one country to go to: --to GE,KZ")]
    Nowhere,
    /// Out of range.
    #[error("{0} days: give 1 to 400, and a shock within them")]
    Days(usize),
}

/// Vehicles a day that one road crossing lets out, in the middle of what land crossings do; mountain roads do less, motorways more.
const VEHICLES_PER_DAY: f64 = 1000.0;
/// What a post without a road lets through, as a part of one with.
const WITHOUT_ROAD: f64 = 0.4;
/// Ordinary travel as a part of capacity.
const LOAD: f64 = 0.4;
/// People a car.
const PEOPLE_PER_CAR: f64 = 2.8;
/// Part of a population that leaves in a first shock; known events spread over two orders of magnitude around it.
const LEAVING: f64 = 0.003;

/// A commented case file: every crossing of the gazetteer between the country left and those gone to, with weak defaults that are right
/// by order of magnitude.
///
/// # Errors
/// Where a code is no country's or the period makes no sense.
pub fn new(plan: &Plan) -> Result<String, PlanError> {
    let world = Gazetteer::embedded();
    let country = |iso: &str| world.country(iso).ok_or_else(|| PlanError::Country(iso.to_owned()));
    let from = country(&plan.from)?;
    let to = plan.to.iter().map(|iso| country(iso)).collect::<Result<Vec<_>, _>>()?;
    if to.is_empty() {
        return Err(PlanError::Nowhere);
    }
    let length = plan.start.duration_until(plan.shock).as_hours() / 24;
    if !(1..=400).contains(&plan.days) || length < 0 || length as usize >= plan.days {
        return Err(PlanError::Days(plan.days));
    }
    let people = (f64::from(from.population()).max(1e5) * LEAVING).round();
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "# Written by `exode case new`: every number is a weak default, right by order of magnitude at best. Improve what you know.
# A prior is a median and the factor within which it lies with 90 %: 1000 within a factor 3 is 333 to 3000.

name = \"{from} to {}, {}\"

[period]
start = {}
days = {}

[[origin]]
id = \"{}\"
left_before = {{ median = {}, factor = 30 }}      # people who had left before the period

[[origin.shock]]
what = \"what drives people out\"
at = {}                              # when it began
people = {{ median = {people}, factor = 30, source = \"0.3 % of the population; first shocks span two orders of magnitude\" }}
onset_days = {{ median = 1.0, factor = 4 }}          # until most have heard and packed
decay_days = {{ median = 7.0, factor = 4 }}          # over which it fades
",
        to.iter().map(|p| p.name()).collect::<Vec<_>>().join(", "),
        plan.shock,
        plan.start,
        plan.days,
        plan.from,
        (people / 2.0).round(),
        plan.shock,
    );
    for destination in &to {
        gate(&mut out, world, from, *destination);
    }
    let _ = write!(
        out,
        "
# Everywhere else and by air: holds nobody up.
[[gate]]
id = \"other\"
appeal = {{ median = 0.3, factor = 5 }}
background_per_day = {{ median = {}, factor = 6 }}
travel_hours = {{ median = 24, factor = 2 }}
[[gate.queue]]
mode = \"any\"

# What changed on a date, by an unknown factor. Remove the marks and write your own.
# [[event]]
# what = \"entry barred for tourists\"
# at = {}
# on = \"entry\"                         # demand, appeal, entry or capacity
# gate = \"{}\"                           # left out: all gates
# size = {{ median = 0.5, factor = 3 }}
",
        (f64::from(from.population()) * 1e-4).round().max(100.0),
        plan.shock,
        plan.to[0],
    );
    Ok(out)
}

fn gate(out: &mut String, world: &Gazetteer, from: Place, to: Place) {
    let crossings: Vec<Place> = world.crossings_between(from, to).filter(|p| p.kind() == PlaceKind::Crossing).collect();
    let has = |p: &Place, wanted: &[Mode]| p.crossing().is_some_and(|c| c.modes().any(|m| wanted.contains(&m)));
    let road = crossings.iter().filter(|p| has(p, &[Mode::Road, Mode::Bridge])).count();
    let foot = crossings.iter().filter(|p| has(p, &[Mode::Foot])).count();
    // Crossings of a country are not all alike: twice as many let out about 1.7 times as much.
    let vehicles = (VEHICLES_PER_DAY * libm::pow(road.max(1) as f64, 0.75) / 100.0).round() * 100.0;
    let background = (vehicles * PEOPLE_PER_CAR * LOAD / 100.0).round() * 100.0;
    let _ = write!(
        out,
        "
[[gate]]
id = \"{iso}\"
name = \"{name}\"
destination = \"{iso}\"
appeal = {{ median = {appeal:.2}, factor = 8 }}        # relative to the other gates; by population, as gravity models do
background_per_day = {{ median = {background}, factor = 8 }}   # ordinary travel, people
travel_hours = {{ median = 18, factor = 3 }}
returns = {{ median = 0.5, factor = 4 }}              # share that goes back some days later
transit = {{ median = 0.5, factor = 6 }}              # share that travels on
stayed_before = {{ median = {before}, factor = 30 }}   # had come before the period
",
        iso = to.id(),
        name = to.name(),
        appeal = (f64::from(to.population()).max(1e5) / 1e8).sqrt(),
        before = (background * 20.0).max(1000.0),
    );
    if crossings.is_empty() {
        let _ = write!(out, "# The gazetteer knows no land crossing: by air or sea, holds nobody up.\n[[gate.queue]]\nmode = \"any\"\n");
        return;
    }
    let single = match crossings.as_slice() {
        [only] => format!("crossing = \"{}\"\n", only.id()),
        _ => String::new(),
    };
    let walking = foot > 0 && road > 0;
    let _ = write!(
        out,
        "[[gate.queue]]
mode = \"{mode}\"
{single}{share}capacity_per_day = {{ median = {capacity}, factor = 3 }}   # {unit} out, {count}
waiting = {{ median = 200, factor = 10 }}
",
        mode = if road > 0 { "car" } else { "foot" },
        share = if walking { "share = { median = 0.7, factor = 3 }\n" } else { "" },
        capacity = if road > 0 { vehicles } else { 3000.0 },
        unit = if road > 0 { "vehicles" } else { "people" },
        count = if crossings.len() == 1 { "one crossing".to_owned() } else { format!("{} crossings", crossings.len()) },
    );
    if road > 0 {
        out.push_str("abreast = { median = 1.5, factor = 1.8 }\n");
    }
    if walking {
        let _ = write!(
            out,
            "[[gate.queue]]\nmode = \"foot\"\n{single}share = {{ median = 0.3, factor = 3 }}\ncapacity_per_day = {{ median = {}, factor = 5 }}   # people\n",
            2500 * foot
        );
    }
    if crossings.len() > 1 {
        out.push_str("# Single crossings, for claims about one of them: its share of all that the gate lets through.\n");
        // Parts of one whole: nobody has told the posts apart yet, but by what they let through.
        let weight = |p: &Place| if has(p, &[Mode::Road, Mode::Bridge]) { 1.0 } else { WITHOUT_ROAD };
        let all: f64 = crossings.iter().map(weight).sum();
        for p in &crossings {
            let (id, name, share) = (p.id(), p.name(), weight(p) / all);
            let _ = write!(out, "[[gate.post]]\ncrossing = \"{id}\"   # {name}\nshare = {{ median = {share:.3}, factor = 4 }}\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Case;

    fn plan(from: &str, to: &[&str]) -> Plan {
        Plan {
            from: from.into(),
            to: to.iter().map(|s| (*s).to_owned()).collect(),
            start: Date::constant(2022, 9, 17),
            days: 21,
            shock: Date::constant(2022, 9, 21),
        }
    }

    #[test]
    fn what_is_written_can_be_read_for_any_pair() {
        for (from, to) in [
            ("RU", vec!["GE", "KZ", "FI", "MN"]),
            ("UA", vec!["PL", "RO"]),
            ("SD", vec!["EG", "TD"]),
            ("SY", vec!["TR"]),
            ("VE", vec!["CO"]),
        ] {
            let text = new(&plan(from, &to)).expect("a plan");
            let case = Case::parse(&text, "new").unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert_eq!(case.gates.len(), to.len() + 1);
        }
    }

    #[test]
    fn the_posts_of_a_gate_share_all_that_it_lets_through() {
        for (from, to) in [("RU", "KZ"), ("RU", "FI"), ("UA", "PL"), ("SY", "TR"), ("VE", "CO")] {
            let case = Case::parse(&new(&plan(from, &[to])).expect("a plan"), "new").expect("a case");
            let shares: Vec<f64> = case.gates[0].posts.iter().map(|p| p.share.get_ref().median).collect();
            let sum: f64 = shares.iter().sum();
            assert!(shares.len() > 1 && (sum - 1.0).abs() < 0.02, "{from} {to}: {shares:?}");
        }
    }

    #[test]
    fn bad_plans_are_errors() {
        assert_eq!(new(&plan("XX", &["GE"])), Err(PlanError::Country("XX".into())));
        assert_eq!(new(&plan("RU", &[])), Err(PlanError::Nowhere));
        let late = Plan { shock: Date::constant(2023, 1, 1), ..plan("RU", &["GE"]) };
        assert_eq!(new(&late), Err(PlanError::Days(21)));
    }
}
