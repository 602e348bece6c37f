//! CSV with HXL 1.1 hashtags: the row of tags stands right after the headers.
//!
//! A figure stands in one column of numbers, chosen by what it measures, and only where the text states one number; its bounds and hedge
//! stand beside it. Rates, forecasts and denials have columns of their own: a reader of `#affected` must meet nothing but what is said to be so.
//! Only tags of the released standard are used, attributes of our own where it has none, and `#x_` where it has no tag.

use std::io::Write;

use exode_claim::{Measure, Modality, Unit};
use exode_ledger::RateClass;

use crate::cell::Cell;
use crate::record::Record;
use crate::spot::Spot;
use crate::{Card, ExportError, View, csv};

/// Columns of numbers, one of which holds the figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    Crossed,
    Abroad,
    DisplacedNew,
    Displaced,
    Households,
    Killed,
    Injured,
    QueueKm,
    WaitHours,
    Vehicles,
    Rate,
    Other,
    Forecast,
    Denied,
}

impl Value {
    fn of(record: &Record) -> Self {
        use Measure::{
            CrossedIn, CrossedOut, DisplacedInternal, FledTo, Killed, Left, QueueLength, QueueVehicles, RefugeesStock, Wait, Wounded,
        };
        match record.modality {
            Modality::Planned => return Self::Forecast,
            Modality::Denied => return Self::Denied,
            Modality::Asserted | Modality::Corrected if record.is_rate() => return Self::Rate,
            Modality::Asserted | Modality::Corrected => {}
        }
        let stock = record.class == RateClass::Moment;
        let people = record.unit == Unit::Person;
        match (record.measure, record.unit) {
            (CrossedIn | CrossedOut | Left | FledTo, Unit::Person) if !stock => Self::Crossed,
            (FledTo | RefugeesStock, Unit::Person) => Self::Abroad,
            (DisplacedInternal, Unit::Person) if stock => Self::Displaced,
            (DisplacedInternal, Unit::Person) => Self::DisplacedNew,
            (CrossedIn | CrossedOut | Left | FledTo | RefugeesStock | DisplacedInternal, Unit::Household) => Self::Households,
            (Killed, _) if people => Self::Killed,
            (Wounded, _) if people => Self::Injured,
            (QueueLength, Unit::Km) => Self::QueueKm,
            (Wait, Unit::Hour) => Self::WaitHours,
            (QueueVehicles, Unit::Vehicle) => Self::Vehicles,
            _ => Self::Other,
        }
    }
}

/// Header, hashtag, and what stands there.
type Column = (&'static str, &'static str, fn(&View, &Record) -> Cell);

macro_rules! value {
    ($variant:ident) => {
        |_, r| if Value::of(r) == Value::$variant { Cell::number(r.number()) } else { Cell::Empty }
    };
}

#[rustfmt::skip]
const COLUMNS: &[Column] = &[
    ("Claim", "#meta+id", |_, r| Cell::text(&r.id)),
    ("Statement", "#meta+id+statement", |v, r| Cell::text(&v.statements[r.statement].id)),
    ("Report date", "#date+reported", |v, r| Cell::day(v.report(r).published)),
    ("From date", "#date+start", |_, r| Cell::day(r.time.and_then(exode_claim::When::start))),
    ("To date", "#date+end", |_, r| Cell::day(r.time.and_then(exode_claim::When::end))),
    ("Origin country", "#country+code+origin+v_iso3", |_, r| iso3(r.route.origin.as_ref())),
    ("Origin", "#loc+name+origin", |_, r| name(r.route.origin.as_ref())),
    ("Destination country", "#country+code+dest+v_iso3", |_, r| iso3(r.route.destination.as_ref())),
    ("Destination", "#loc+name+dest", |_, r| name(r.route.destination.as_ref())),
    ("Crossing", "#loc+name+crossing", |_, r| name(r.route.crossing.as_ref())),
    ("Place", "#loc+name", |_, r| name(r.route.place.as_ref())),
    ("People crossing a border or leaving", "#affected+displaced+ind+newdisp+crossborder", value!(Crossed)),
    ("People present abroad", "#affected+displaced+ind+stock+crossborder", value!(Abroad)),
    ("New internal displacements", "#affected+idps+ind+newdisp", value!(DisplacedNew)),
    ("Internally displaced people", "#affected+idps+ind+stock", value!(Displaced)),
    ("Households displaced", "#affected+displaced+hh", value!(Households)),
    ("Killed", "#affected+killed", value!(Killed)),
    ("Injured", "#affected+injured", value!(Injured)),
    ("Queue, km", "#indicator+num+queue_km", value!(QueueKm)),
    ("Wait, hours", "#indicator+num+wait_hours", value!(WaitHours)),
    ("Vehicles queueing", "#indicator+num+vehicles", value!(Vehicles)),
    ("Figure per hour, day, week or month", "#indicator+num+rate", value!(Rate)),
    ("Other figure", "#indicator+num+other", value!(Other)),
    ("Forecast figure", "#indicator+num+forecast", value!(Forecast)),
    ("Denied figure", "#indicator+num+denied", value!(Denied)),
    ("Lower bound", "#x_low", |_, r| Cell::number(r.low)),
    ("Upper bound", "#x_high", |_, r| Cell::number(r.high)),
    ("Hedge", "#x_hedge", |_, r| Cell::text(r.quantifier.name())),
    ("Measure", "#x_measure", |_, r| Cell::text(r.measure.name())),
    ("Unit", "#x_unit", |_, r| Cell::text(r.unit.name())),
    ("Rate", "#x_rate", |_, r| Cell::words(r.rate.map(exode_claim::Rate::name))),
    ("Source", "#org+name+claimant", |_, r| Cell::words(r.source.as_ref())),
    ("Relayed by", "#org+name+relay+list", |_, r| Cell::text(r.relay.join(" | "))),
    ("Publisher", "#org+name+publisher", |v, r| Cell::words(v.report(r).publisher.as_ref())),
    ("Link", "#meta+url", |v, r| Cell::words(v.report(r).link.as_ref())),
    ("Text hash", "#meta+hash", |v, r| Cell::words(v.report(r).hash.as_ref())),
    ("Excerpt (French)", "#description+excerpt+i_fr", |_, r| Cell::words(r.excerpt.as_ref().filter(|_| r.lang == "fr"))),
    ("Excerpt (English)", "#description+excerpt+i_en", |_, r| Cell::words(r.excerpt.as_ref().filter(|_| r.lang == "en"))),
    ("Telling", "#meta+source+telling", |_, r| Cell::text(r.telling().name())),
    ("Standing", "#status+modality", |_, r| Cell::text(r.modality.name())),
    ("Hedged", "#status+hedged", |_, r| Cell::Flag(r.hedged)),
    ("Compared", "#status+standing", |v, r| Cell::text(v.statements[r.statement].standing.name())),
    ("Review", "#status+review", |_, r| Cell::text(r.review.name())),
    ("Corrected fields", "#status+corrected+list", |_, r| Cell::text(r.corrected.join(" | "))),
    ("Place withheld", "#status+suppressed", |_, r| Cell::Flag(r.suppressed)),
];

fn iso3(spot: Option<&Spot>) -> Cell {
    Cell::words(spot.and_then(|s| s.iso3))
}

fn name(spot: Option<&Spot>) -> Cell {
    Cell::words(spot.map(|s| &s.name))
}

/// Headers with their hashtags, in order.
pub fn tags() -> impl Iterator<Item = (&'static str, &'static str)> {
    COLUMNS.iter().map(|(header, tag, _)| (*header, *tag))
}

pub(crate) fn write(view: &View, card: &mut Card, out: &mut impl Write) -> Result<(), ExportError> {
    card.written = view.records.len();
    csv::row(out, tags().map(|(header, _)| Cell::text(header)))?;
    csv::row(out, tags().map(|(_, tag)| Cell::text(tag)))?;
    for record in &view.records {
        csv::row(out, COLUMNS.iter().map(|(_, _, fill)| fill(view, record)))?;
    }
    Ok(())
}
