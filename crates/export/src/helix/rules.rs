//! Which figures IDMC would count: the de-duplication rules of its Internal Displacement Updates, applied to figures of statements.
//!
//! Figures of one event, metric, country and pair of dates are read together, because they may be one displacement told several times:
//! 1. recommended figures beat triangulation, and several recommended figures are added, because an analyst recommends only parts;
//! 2. where all are triangulation at one place, the latest alone counts;
//! 3. where they are triangulation at different places, the latest of each place counts, and these are added; a crossing and its country
//!    are not different places;
//! 4. where somebody counts all people at a place, a count of men, of women and children or of another part there does not count;
//! 5. a figure with several locations counts once, never once a point.
//!
//! The result is IDMC's reading, kept apart from the figures: exode itself adds nothing up.

use std::collections::{BTreeMap, BTreeSet};

use exode_ledger::Who;
use jiff::civil::Date;

use super::figure::Figure;
use super::terms::{Category, Role};

/// How the counted figures were chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// There is one figure.
    Single,
    /// The recommended figures count.
    Recommended,
    /// Triangulation at one place: the latest counts.
    Latest,
    /// Triangulation at different places on the same dates: the latest of each place counts.
    Places,
}

impl Rule {
    /// The rule in words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Single => "one figure",
            Self::Recommended => "recommended figures count, triangulation does not",
            Self::Latest => "triangulation at one place: the latest counts",
            Self::Places => "triangulation at different places, same dates: the latest of each place, added",
        }
    }
}

/// Figures that may be one displacement, and which of them count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Indices of all of them.
    pub members: Vec<usize>,
    /// Indices of those that count.
    pub counted: Vec<usize>,
    /// People counted; `None` where a counted figure states no number of people.
    pub total: Option<u64>,
    /// How they were chosen.
    pub rule: Rule,
}

/// What is read together.
type Key<'a> = (Option<&'a str>, Category, Option<&'a str>, Option<(Option<Date>, Option<Date>)>, usize);

/// IDMC's reading of `figures`, in the order of their first members.
#[must_use]
pub fn readings(figures: &[Figure]) -> Vec<Reading> {
    let mut groups: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (i, figure) in figures.iter().enumerate() {
        // Without a date nothing says that two figures are of one displacement: each stands alone.
        let dated = figure.start.or(figure.end).is_some();
        let dates = dated.then_some((figure.start, figure.end));
        let alone = if dated { 0 } else { i + 1 };
        let country = figure.country.as_ref().map(|c| c.id.as_str());
        groups.entry((figure.event.as_deref(), figure.metric, country, dates, alone)).or_default().push(i);
    }
    let mut readings: Vec<Reading> = groups.into_values().map(|members| read(members, figures)).collect();
    readings.sort_by_key(|r| r.members.first().copied());
    readings
}

fn read(members: Vec<usize>, figures: &[Figure]) -> Reading {
    let recommended: Vec<usize> = members.iter().copied().filter(|&i| figures[i].role == Role::Recommended).collect();
    let (counted, rule) = if members.len() == 1 {
        (members.clone(), Rule::Single)
    } else if recommended.is_empty() {
        let counted = latest(&members, figures);
        let rule = if counted.len() == 1 { Rule::Latest } else { Rule::Places };
        (counted, rule)
    } else {
        (recommended, Rule::Recommended)
    };
    let total = counted.iter().map(|&i| figures[i].total()).sum();
    Reading { members, counted, total, rule }
}

/// The latest figure of each place. One whose places hold all places of another is at the same place: arrivals at one crossing are among
/// the arrivals in the country, and adding them would count people twice.
fn latest(members: &[usize], figures: &[Figure]) -> Vec<usize> {
    let places = |i: usize| figures[i].locations.iter().map(|l| l.id.as_str()).collect::<BTreeSet<_>>();
    let mut newest: Vec<usize> = members.to_vec();
    newest.sort_by_key(|&i| (figures[i].who != Who::All, std::cmp::Reverse(figures[i].published), i));
    let mut counted: Vec<usize> = Vec::new();
    for i in newest {
        let same = |&j: &usize| places(i).is_subset(&places(j)) || places(j).is_subset(&places(i));
        if !counted.iter().any(same) {
            counted.push(i);
        }
    }
    counted.sort_unstable();
    counted
}

#[cfg(test)]
mod tests {
    use super::super::figure::Location;
    use super::super::terms::{Accuracy, DateAccuracy, Identifier, Quantifier, ReviewStatus, Term, Unit};
    use super::*;
    use jiff::civil::date;

    fn figure(id: &str, people: u64, role: Role, places: &[&str], published: i8) -> Figure {
        let location = |id: &&str| Location {
            id: (*id).to_owned(),
            name: (*id).to_owned(),
            at: (0.0, 0.0),
            accuracy: Accuracy::Point,
            identifier: Identifier::Destination,
        };
        Figure {
            id: id.to_owned(),
            statement: 0,
            event: Some("E".to_owned()),
            country: None,
            category: Category::UnverifiedFlow,
            metric: Category::CrossBorderFlight,
            who: Who::All,
            role,
            unit: Unit::Person,
            quantifier: Some(Quantifier::Exact),
            reported: Some(people),
            term: Term::MultipleOrOther,
            start: Some(date(2022, 9, 24)),
            end: Some(date(2022, 9, 24)),
            accuracy: DateAccuracy::Day,
            review: ReviewStatus::NotStarted,
            locations: places.iter().map(location).collect(),
            published: Some(date(2022, 9, published)),
        }
    }

    fn one(figures: &[Figure]) -> (Vec<usize>, Option<u64>, Rule) {
        let mut all = readings(figures);
        assert_eq!(all.len(), 1, "{all:?}");
        let reading = all.remove(0);
        (reading.counted, reading.total, reading.rule)
    }

    use Role::{Recommended as R, Triangulation as T};

    #[test]
    fn the_same_dates_event_and_place_are_not_added() {
        let figures = [figure("a", 8600, T, &["vaalimaa"], 25), figure("b", 8572, T, &["vaalimaa"], 26)];
        assert_eq!(one(&figures), (vec![1], Some(8572), Rule::Latest));
    }

    #[test]
    fn recommended_beats_triangulation_and_several_are_added() {
        let figures = [figure("a", 8600, T, &["vaalimaa"], 26), figure("b", 8572, R, &["vaalimaa"], 25)];
        assert_eq!(one(&figures), (vec![1], Some(8572), Rule::Recommended));
        let two = [figure("a", 100, R, &["x"], 25), figure("b", 20, R, &["y"], 25), figure("c", 7, T, &["z"], 26)];
        assert_eq!(one(&two), (vec![0, 1], Some(120), Rule::Recommended));
    }

    #[test]
    fn triangulation_at_different_places_is_added() {
        let figures = [figure("a", 100, T, &["x"], 25), figure("b", 20, T, &["y"], 25), figure("c", 30, T, &["y"], 26)];
        assert_eq!(one(&figures), (vec![0, 2], Some(130), Rule::Places));
    }

    #[test]
    fn many_locations_are_one_figure() {
        assert_eq!(one(&[figure("a", 100, T, &["x", "y", "z"], 25)]), (vec![0], Some(100), Rule::Single));
        let again = [figure("a", 100, T, &["x", "y"], 25), figure("b", 110, T, &["y", "x"], 26)];
        assert_eq!(one(&again), (vec![1], Some(110), Rule::Latest));
    }

    #[test]
    fn a_crossing_is_part_of_its_country() {
        let figures =
            [figure("a", 8600, T, &["FI"], 25), figure("b", 5000, T, &["FI", "vaalimaa"], 26), figure("c", 1000, T, &["FI", "imatra"], 24)];
        assert_eq!(one(&figures), (vec![1, 2], Some(6000), Rule::Places));
        assert_eq!(one(&figures[..2]), (vec![1], Some(5000), Rule::Latest));
    }

    #[test]
    fn other_dates_events_and_metrics_are_read_apart() {
        let first = figure("a", 100, T, &["x"], 25);
        let later = Figure { start: Some(date(2022, 9, 25)), end: Some(date(2022, 9, 25)), ..first.clone() };
        let other = Figure { event: None, ..first.clone() };
        let stock = Figure { metric: Category::PeopleDisplacedAcrossBorders, ..first.clone() };
        let home = Figure { metric: Category::CrossBorderReturn, ..first.clone() };
        let undated = Figure { start: None, end: None, ..first.clone() };
        let all = readings(&[first, later, other, stock, home, undated.clone(), undated]);
        assert_eq!(all.len(), 7);
        assert!(all.iter().all(|r| r.rule == Rule::Single));
    }

    #[test]
    fn a_part_told_later_is_not_the_whole() {
        let children = Figure { who: Who::WomenOrChildren, ..figure("b", 60_000, T, &["TD"], 27) };
        assert_eq!(one(&[figure("a", 100_000, T, &["TD"], 25), children]).1, Some(100_000));
    }

    #[test]
    fn a_total_is_known_only_where_every_part_is() {
        let households = Figure { unit: Unit::Household, ..figure("b", 20, T, &["y"], 25) };
        assert_eq!(one(&[figure("a", 100, T, &["x"], 25), households]).1, None);
    }
}
