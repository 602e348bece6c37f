//! Claims whose place the text leaves open: "8,314 arrivals from Russia", in a report of one of the countries that people arrive in.

use exode_claim::{Measure, Rate, Unit};

use crate::figure::Figure;
use crate::operator::Site;
use crate::reading::Unread;
use crate::site::Sites;
use crate::system::System;

/// A count below this part of an ordinary day at the quietest gate is no border's total.
const PARTY: f64 = 0.1;

/// How much of such a claim is said of the whole border; the rest is for one gate, any of them alike. A judgement, like all weights of
/// readings: people who left are added up by those who look at the country they left; exits are counted there, and by a neighbour that
/// looks at its own border; arrivals are counted by the one country that people arrive in, and nobody counts those of all.
fn whole(measure: Measure) -> f64 {
    match measure {
        Measure::CrossedIn => 0.2,
        Measure::CrossedOut => 0.5,
        _ => 0.7,
    }
}

impl System {
    /// Where a flow from an origin to nowhere in particular may have been counted. Gates without a destination are what is left of the
    /// world: no country, so nobody's count.
    ///
    /// # Errors
    /// Where it is too few people for any border: a party of travellers somewhere.
    pub(crate) fn anywhere(&self, figure: &Figure) -> Result<Sites, Unread> {
        if figure.unit == Unit::Person && self.is_party(figure) {
            return Err(Unread::Few);
        }
        let counting: Vec<usize> = (0..self.gates.len()).filter(|&g| self.gates[g].destination.is_some()).collect();
        if counting.is_empty() {
            return Ok(vec![(Site::Everywhere, 1.0)]);
        }
        let whole = whole(figure.measure);
        let mut sites = vec![(Site::Everywhere, whole)];
        sites.extend(counting.iter().map(|g| (Site::Gate(*g), (1.0 - whole) / counting.len() as f64)));
        Ok(sites)
    }

    /// Whether a count is too small for a day at any gate; one of an hour counts as if it went on for a day.
    fn is_party(&self, figure: &Figure) -> bool {
        let hours = if figure.rate == Some(Rate::PerHour) { 24.0 } else { 1.0 };
        let quietest = self.gates.iter().map(|g| g.background.median()).fold(f64::INFINITY, f64::min);
        // Only what it says at most can be too few.
        figure.bounds.high.is_some_and(|most| most * hours < PARTY * quietest)
    }
}

#[cfg(test)]
mod tests {
    use exode_case::Case;
    use exode_claim::Bounds;
    use jiff::civil::date;

    use super::*;
    use crate::operator::Operator;
    use crate::reading::question;
    use crate::testing::figure;

    fn system() -> System {
        System::new(&Case::parse(include_str!("../../../cases/russia-2022/case.toml"), "case.toml").expect("a case"), 1.0)
            .expect("a system")
    }

    /// The weight of the whole border, and that of each gate.
    fn weights(system: &System, figure: &Figure) -> (f64, Vec<f64>) {
        let asked = question(system, figure, None, true).expect("readings");
        let of = |wanted: Site| {
            let there = asked.readings.iter().filter(|r| matches!(r.operator, Operator::Flow { site, .. } if site == wanted));
            there.map(|r| r.weight).sum::<f64>()
        };
        (of(Site::Everywhere), (0..system.gates.len()).map(|g| of(Site::Gate(g))).collect())
    }

    fn open(value: f64, measure: Measure) -> Figure {
        let time = Some(exode_claim::When::day(date(2022, 9, 25)));
        Figure { destination: None, measure, time, ..figure(value) }
    }

    #[test]
    fn arrivals_nowhere_are_some_countrys_and_departures_are_mostly_everyones() {
        let system = system();
        let (everywhere, gates) = weights(&system, &open(8314.0, Measure::CrossedIn));
        assert!((everywhere + gates.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!(everywhere < 0.3, "nobody counts arrivals at every border: {everywhere}");
        assert!(
            gates[..4].iter().all(|w| (w - gates[0]).abs() < 1e-12 && *w > 0.1),
            "any of the four neighbours may have counted: {gates:?}"
        );
        assert!(gates[4].abs() < 1e-12, "everywhere else counts nothing");
        let (everywhere, gates) = weights(&system, &open(261_000.0, Measure::Left));
        assert!(everywhere > 0.6 && gates[..4].iter().all(|w| *w > 0.0), "{everywhere} {gates:?}");
    }

    #[test]
    fn a_place_that_is_told_and_a_question_keep_to_their_place() {
        let system = system();
        let told = Figure { destination: Some("FI".into()), ..open(8314.0, Measure::CrossedIn) };
        let (everywhere, gates) = weights(&system, &told);
        assert!(everywhere.abs() < 1e-12 && (gates[2] - 1.0).abs() < 1e-12);
        let asked = question(&system, &open(8314.0, Measure::CrossedOut), None, false).expect("one reading");
        assert!(matches!(asked.readings[..], [r] if matches!(r.operator, Operator::Flow { site: Site::Everywhere, .. })));
    }

    #[test]
    fn a_few_travellers_are_no_borders_total_unless_a_border_is_told() {
        let system = system();
        let few = open(20.0, Measure::CrossedIn);
        assert_eq!(question(&system, &few, None, true), Err(Unread::Few));
        assert!(question(&system, &Figure { destination: Some("MN".into()), ..few.clone() }, None, true).is_ok());
        let an_hour = Figure { rate: Some(Rate::PerHour), ..few.clone() };
        assert!(question(&system, &an_hour, None, true).is_ok(), "480 a day may be Mongolia's");
        let at_least = Figure { bounds: Bounds { low: Some(20.0), high: None }, ..few };
        assert!(question(&system, &at_least, None, true).is_ok(), "at least twenty may be thousands");
    }
}
