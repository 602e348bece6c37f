//! Modelled numbers in words: every one with its 50 % and 90 % intervals.

use exode_case::Mode;
use exode_claim::Measure;
use exode_fit::{Balance, Believed, Figure};
use exode_ledger::{Statement, words};
use exode_place::Gazetteer;
use exode_report::modelled::{Band, number};

/// What is believed as the page has it.
pub(crate) fn band(b: &Believed) -> Band {
    Band { low90: b.at[0], low50: b.at[2], median: b.at[3], high50: b.at[4], high90: b.at[6] }
}

/// "1,380 [1,200–1,600 | 900–1,990]": median, 50 % and 90 %.
fn short(b: &Believed) -> String {
    let b = band(b);
    let n = number;
    format!("{} [{}\u{2013}{} | {}\u{2013}{}]", n(b.median), n(b.low50), n(b.high50), n(b.low90), n(b.high90))
}

/// The name of a crossing for people; what is no id of the gazetteer stays as it is.
#[must_use]
pub fn crossing(id: &str) -> String {
    Gazetteer::embedded().by_id(id).map_or_else(|| id.to_owned(), |p| p.name().to_owned())
}

/// What a quantity of the outlook is called, and whether it is worth a chart.
pub(crate) fn quantity(name: &str) -> Option<(&'static str, bool)> {
    Some(match name {
        "queue_km" => ("Queue length", true),
        "queue_vehicles" => ("Vehicles in the queue", true),
        "queue_people" => ("People in the queue", false),
        "wait_ahead" => ("Wait told to newcomers", true),
        "wait_lived" => ("Wait of those who crossed", true),
        "inflow" => ("Came to the border in the day", false),
        "outflow" => ("Crossed in the day", true),
        "returned" => ("Went back in the day", false),
        "total" => ("Total crossed since the shock", false),
        "excess" => ("Total because of the shock", false),
        _ => return None,
    })
}

/// Whether a statement tells the quantity of a series.
pub(crate) fn tells(s: &Statement, name: &str) -> bool {
    use exode_claim::Unit::{Hour, Km, Person, Vehicle};
    match name {
        "queue_km" => s.measure == Measure::QueueLength && s.unit == Km,
        "queue_vehicles" => s.measure == Measure::QueueVehicles && s.unit == Vehicle,
        "queue_people" => s.measure == Measure::QueuePeople && s.unit == Person,
        "wait_ahead" | "wait_lived" => s.measure == Measure::Wait && s.unit == Hour,
        "outflow" => {
            matches!(s.measure, Measure::CrossedIn | Measure::CrossedOut | Measure::FledTo)
                && s.unit == Person
                && s.class == words::RateClass::Daily
                && s.crossing.is_none()
        }
        _ => false,
    }
}

fn way(mode: Mode) -> &'static str {
    match mode {
        Mode::Car => "by car",
        Mode::Bus => "by bus",
        Mode::Truck => "in trucks",
        Mode::Foot => "on foot",
        Mode::Bicycle => "by bicycle",
        Mode::Rail => "by rail",
        Mode::Air => "by air",
        Mode::Ferry => "by ferry",
        Mode::Any => "by any way",
    }
}

/// The arithmetic of a gate on a day.
pub(crate) fn balance(b: &Balance) -> String {
    let place = b.crossing.as_deref().map_or_else(|| b.gate.clone(), crossing);
    let ways: Vec<String> = b.ways.iter().map(|w| format!("{} {}", short(&w.people), way(w.mode))).collect();
    format!(
        "Modelled for {}, {place}, median [50 % | 90 %]: {} vehicles stand in the queue and those who cross have waited {} hours; {} vehicles \
         cross in the day with {} people each. Of {} people to {}: {}.",
        words::day(b.day),
        short(&b.vehicles),
        short(&b.wait_h),
        short(&b.vehicles_per_day),
        short(&b.people_per_vehicle),
        short(&b.people),
        b.gate,
        ways.join(", "),
    )
}

/// "once in 60 times".
pub(crate) fn how_often(tail: f64) -> String {
    if tail < 0.001 { "less than once in 1,000 times".to_owned() } else { format!("once in {} times", number((1.0 / tail).round())) }
}

/// What a figure is counted in.
pub(crate) fn unit(figure: &Figure) -> &'static str {
    words::unit_words(figure.unit, 2.0)
}
