//! A statement as a HELIX figure.

use exode_claim::{Measure, Modality, Unit as Counted, When};
use exode_ledger::{RateClass, ReviewState, Who, at_the_border};
use exode_place::PlaceKind;
use jiff::civil::Date;

use super::logic;
use super::terms::{Accuracy, Category, DateAccuracy, DisplacementOccurred, Identifier, Quantifier, ReviewStatus, Role, Term, Unit};
use crate::View;
use crate::cell::Cell;
use crate::record::{Record, Route, Statement};
use crate::spot::Spot;

/// Why a statement is no HELIX figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// It measures nothing HELIX has a category for: queues, waits, casualties, call-ups, visas.
    NoCategory,
    /// It counts vehicles, kilometres, shares or changes.
    NoPeople,
    /// A forecast or a denial.
    NotSaidToBe,
    /// So many an hour, a week or a month is no count over dates.
    Rate,
}

impl Refusal {
    /// The reason, in the words of a data card.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NoCategory => "statements without a HELIX category (queues, waits, casualties, call-ups, visas)",
            Self::NoPeople => "statements that count neither people nor households",
            Self::NotSaidToBe => "statements that are forecasts or denials",
            Self::Rate => "statements of a rate, which HELIX cannot hold",
        }
    }
}

/// Where a figure happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Location {
    /// Id of the place.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// How well it is known.
    pub accuracy: Accuracy,
    /// What it is to the displacement.
    pub identifier: Identifier,
}

/// One row of the sheet.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Id of the statement.
    pub id: String,
    /// Index of the statement.
    pub statement: usize,
    /// The event, as given for the export.
    pub event: Option<String>,
    /// The country it belongs to.
    pub country: Option<Spot>,
    /// The metric; an unverified stock or flow until a person has approved it.
    pub category: Category,
    /// The metric it has once a person has approved it: what it is read together with.
    pub metric: Category,
    /// Whom it counts.
    pub who: Who,
    /// What it is used for.
    pub role: Role,
    /// What is counted.
    pub unit: Unit,
    /// The hedge; `None` for ranges.
    pub quantifier: Option<Quantifier>,
    /// The one number stated, whole.
    pub reported: Option<u64>,
    /// The source's word.
    pub term: Term,
    /// First day of a flow, or the day of a stock.
    pub start: Option<Date>,
    /// Last day of a flow; `None` for a stock.
    pub end: Option<Date>,
    /// How well the dates are known.
    pub accuracy: DateAccuracy,
    /// Where it stands in review.
    pub review: ReviewStatus,
    /// Where it happens.
    pub locations: Vec<Location>,
    /// The earliest publication.
    pub published: Option<Date>,
}

impl Figure {
    /// People. A household's size is not stated, so its people are not known.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.reported.filter(|_| self.unit == Unit::Person)
    }
}

/// The figures of `view`, in order, and why the other statements are none.
#[must_use]
pub fn figures(view: &View, event: Option<&str>) -> (Vec<Figure>, Vec<Refusal>) {
    let (mut figures, mut refused) = (Vec::new(), Vec::new());
    for (i, told) in view.statements.iter().enumerate() {
        match figure(i, told, event) {
            Ok(figure) => figures.push(figure),
            Err(refusal) => refused.push(refusal),
        }
    }
    (figures, refused)
}

fn figure(statement: usize, told: &Statement, event: Option<&str>) -> Result<Figure, Refusal> {
    let lead = &told.lead;
    let metric = metric(lead).ok_or(Refusal::NoCategory)?;
    let category = match (lead.review, metric.is_stock()) {
        (ReviewState::Approved, _) => metric,
        (_, true) => Category::UnverifiedStock,
        (_, false) => Category::UnverifiedFlow,
    };
    if matches!(lead.modality, Modality::Planned | Modality::Denied) {
        return Err(Refusal::NotSaidToBe);
    }
    let unit = match lead.unit {
        Counted::Person => Unit::Person,
        Counted::Household => Unit::Household,
        _ => return Err(Refusal::NoPeople),
    };
    if lead.is_rate() {
        return Err(Refusal::Rate);
    }
    let term = term(lead.measure);
    let (first, last) = (lead.time.and_then(When::start), lead.time.and_then(When::end));
    let (start, end) = if category.is_stock() { (last.or(first), None) } else { (first, last) };
    Ok(Figure {
        id: told.id.clone(),
        statement,
        event: event.map(crate::clean::clean).filter(|e| !e.is_empty()),
        country: country(lead.measure, &lead.route),
        category,
        metric,
        who: lead.who,
        role: match lead.role {
            Some(exode_ledger::Role::Recommended) => Role::Recommended,
            // What nobody recommended is kept beside it as a check.
            Some(exode_ledger::Role::Triangulation) | None => Role::Triangulation,
        },
        unit,
        quantifier: quantifier(lead),
        reported: lead.number().and_then(whole),
        term,
        start,
        end,
        accuracy: accuracy(first, last),
        review: match lead.review {
            ReviewState::NotStarted => ReviewStatus::NotStarted,
            ReviewState::InProgress | ReviewState::Rejected => ReviewStatus::InProgress,
            ReviewState::Approved => ReviewStatus::Approved,
            ReviewState::ReRequested => ReviewStatus::ReRequested,
        },
        locations: locations(lead),
        published: told.first_seen,
    })
}

/// The metric; `None` for what is no movement of people.
fn metric(lead: &Record) -> Option<Category> {
    use Measure::{CrossedIn, CrossedOut, DisplacedInternal, FledTo, Left, RefugeesStock, Returned};
    let stock = lead.class == RateClass::Moment && !at_the_border(lead.measure);
    Some(match (lead.measure, stock) {
        (RefugeesStock, _) | (FledTo, true) => Category::PeopleDisplacedAcrossBorders,
        (DisplacedInternal, true) => Category::Idps,
        (DisplacedInternal, false) => Category::NewDisplacement,
        (CrossedIn | CrossedOut | Left | FledTo, false) => Category::CrossBorderFlight,
        (Returned, true) => Category::Returnees,
        (Returned, false) => match (country_code(lead.route.origin.as_ref()), country_code(lead.route.destination.as_ref())) {
            (Some(a), Some(b)) if a != b => Category::CrossBorderReturn,
            (Some(_), Some(_)) => Category::Return,
            _ => Category::UnverifiedFlow,
        },
        _ => return None,
    })
}

/// HELIX keeps the source's word. The reader keeps what is measured, not the verb, so only measures with one word of their own have one.
fn term(measure: Measure) -> Term {
    match measure {
        Measure::DisplacedInternal => Term::Displaced,
        Measure::Returned => Term::Returns,
        _ => Term::MultipleOrOther,
    }
}

/// Flight counts for the country fled, returns for the country reached: a figure in the wrong one is displaced *in* instead of *from*.
fn country(measure: Measure, route: &Route) -> Option<Spot> {
    let of = |spot: &Option<Spot>| spot.as_ref().and_then(Spot::country);
    match measure {
        Measure::Returned => of(&route.destination),
        Measure::DisplacedInternal => of(&route.place).or_else(|| of(&route.destination)).or_else(|| of(&route.origin)),
        _ => of(&route.origin),
    }
}

fn country_code(spot: Option<&Spot>) -> Option<&'static str> {
    spot.and_then(|s| s.iso3)
}

/// HELIX has four hedges. "Nearly" is about the value, "at least" and "up to" are its bounds; a range has none.
fn quantifier(lead: &Record) -> Option<Quantifier> {
    use exode_claim::Quantifier as Hedge;
    lead.number()?;
    match lead.quantifier {
        Hedge::Exact => Some(Quantifier::Exact),
        Hedge::Approximately | Hedge::Nearly => Some(Quantifier::Approximately),
        Hedge::MoreThan | Hedge::AtLeast => Some(Quantifier::MoreThan),
        Hedge::LessThan | Hedge::UpTo => Some(Quantifier::LessThan),
        Hedge::Between => None,
    }
}

fn whole(number: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, positive and below 2^53, as just checked")]
    (number.fract() == 0.0 && (0.0..9e15).contains(&number)).then_some(number as u64)
}

/// Dates that span a calendar week, month or year are known to that.
fn accuracy(first: Option<Date>, last: Option<Date>) -> DateAccuracy {
    let (Some(a), Some(b)) = (first, last) else { return DateAccuracy::Day };
    if a == a.first_of_year() && b == a.last_of_year() {
        DateAccuracy::Year
    } else if a == a.first_of_month() && b == a.last_of_month() {
        DateAccuracy::Month
    } else if a.weekday() == jiff::civil::Weekday::Monday && exode_ledger::days(a, b) == 6 {
        DateAccuracy::Week
    } else {
        DateAccuracy::Day
    }
}

fn locations(lead: &Record) -> Vec<Location> {
    let identifier = |role: &str| match role {
        "origin" => Some(Identifier::Origin),
        "destination" => Some(Identifier::Destination),
        // Who is counted leaving is still on the near side, who is counted arriving on the far one.
        "crossing" if matches!(lead.measure, Measure::CrossedOut | Measure::Left) => Some(Identifier::Origin),
        "crossing" => Some(Identifier::Destination),
        _ if lead.measure == Measure::RefugeesStock => Some(Identifier::Destination),
        _ => Some(Identifier::OriginAndDestination),
    };
    let accuracy = |kind: PlaceKind| match kind {
        PlaceKind::Country => Some(Accuracy::Adm0),
        PlaceKind::Region => Some(Accuracy::Adm1),
        PlaceKind::City => Some(Accuracy::Adm3),
        PlaceKind::Crossing => Some(Accuracy::Point),
        _ => None,
    };
    let location = |(role, spot): (&str, &Spot)| {
        let (id, name) = (spot.id.clone(), spot.name.clone());
        Some(Location { id, name, at: spot.at?, accuracy: accuracy(spot.kind?)?, identifier: identifier(role)? })
    };
    lead.route.spots().filter_map(location).collect()
}

impl Figure {
    /// The row, in the order of [`COLUMNS`](super::COLUMNS).
    pub(crate) fn row(&self, view: &View) -> Vec<Cell> {
        super::COLUMNS.iter().map(|(header, _)| self.cell(header, view)).collect()
    }

    fn cell(&self, header: &str, view: &View) -> Cell {
        let told = &view.statements[self.statement];
        let report = view.report(&told.lead);
        let flow = !self.category.is_stock();
        let accuracy = |known: bool| Cell::words(known.then(|| self.accuracy.label()));
        #[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^53")]
        let people = |n: Option<u64>| Cell::number(n.map(|n| n as f64));
        match header {
            "ISO3" => Cell::words(self.country.as_ref().and_then(|c| c.iso3)),
            "Country" => Cell::words(self.country.as_ref().map(|c| &c.name)),
            "Year" => Cell::number(self.end.or(self.start).map(|d| f64::from(d.year()))),
            "Figure category" => Cell::text(self.category.label()),
            "Figure role" => Cell::text(self.role.label()),
            "Total figures" => people(self.total()),
            "Reported" => people(self.reported),
            "Figure term" => Cell::text(self.term.label()),
            "Unit" => Cell::text(self.unit.label()),
            "Quantifier" => Cell::words(self.quantifier.map(Quantifier::label)),
            "Is housing destruction" | "Include in IDU" | "Has disaggregated data" => Cell::text("No"),
            "Displacement occurred" => Cell::words(self.term.asks_when().then(|| DisplacementOccurred::Unknown.label())),
            "Start date" => Cell::day(self.start.filter(|_| flow)),
            "Start date accuracy" => accuracy(flow && self.start.is_some()),
            "End date" => Cell::day(self.end.filter(|_| flow)),
            "End date accuracy" => accuracy(flow && self.end.is_some()),
            "Stock date" => Cell::day(self.start.filter(|_| !flow)),
            "Stock date accuracy" => accuracy(!flow && self.start.is_some()),
            "Analysis and calculation logic" => Cell::text(logic::words(view, told)),
            "Publishers" => Cell::text(told.outlets.join("; ")),
            "Sources" => Cell::words(told.lead.source.as_ref()),
            "Source excerpt" => Cell::words(told.lead.excerpt.as_ref()),
            "Source url" => Cell::words(report.link.as_ref()),
            "Entry title" => Cell::words(report.public_title()),
            "Event name" => Cell::words(self.event.as_ref()),
            "Revision progress" => Cell::text(self.review.label()),
            "Locations (Name:Lat, Lon:Accuracy:Type)" => {
                Cell::text(self.locations.iter().map(Location::words).collect::<Vec<_>>().join("; "))
            }
            _ => Cell::Empty,
        }
    }
}

impl Location {
    /// As HELIX writes it. Colons and semicolons part the fields, so none may stand in a name.
    fn words(&self) -> String {
        let name = self.name.replace([':', ';'], " ");
        format!("{name}:{}, {}:{}:{}", self.at.0, self.at.1, self.accuracy.label(), self.identifier.label())
    }
}
