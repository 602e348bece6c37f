//! The fields of a case file, as TOML has them.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::error::CaseError;
use crate::prior::Prior;

/// A case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Its name, for people.
    pub name: String,
    /// The days it covers, local time.
    pub period: Period,
    /// Where people leave from; the first is meant where a claim names no origin.
    #[serde(rename = "origin")]
    pub origins: Vec<Origin>,
    /// What people choose among.
    #[serde(rename = "gate")]
    pub gates: Vec<Gate>,
    /// What changed on a date, by an unknown amount.
    #[serde(default, rename = "event")]
    pub events: Vec<Event>,
    /// Behaviour that all gates share.
    pub demand: Option<Spanned<Demand>>,
}

/// The days covered.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub start: Spanned<Datetime>,
    /// Days in all, 1 to 400.
    pub days: Spanned<usize>,
}

/// Behaviour that all gates share.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Demand {
    /// θ: a day of waiting makes a gate less attractive by e^(−θ).
    pub deterrence_per_day: Prior,
    /// Ordinary travel at weekends, relative to other days.
    pub weekend: Prior,
    /// How far ordinary travel swings over the day, 0 to 1 of its mean.
    pub swing: f64,
    /// By what factor demand and capacity may drift from what is written here, over weeks, unexplained.
    pub drift: f64,
    /// Scale of all travel times.
    pub travel: Prior,
    /// Men among those who leave because of the shock.
    pub men: Prior,
}

impl Default for Demand {
    fn default() -> Self {
        Self {
            deterrence_per_day: Prior::of(0.15, 3.2),
            weekend: Prior::of(1.16, 1.28),
            swing: 0.35,
            drift: 1.64,
            travel: Prior::of(1.0, 1.64),
            men: Prior::of(0.6, 2.7),
        }
    }
}

/// Where people leave from.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Id of the gazetteer: a country's ISO code, a region.
    pub id: Spanned<String>,
    /// Most people who could ever leave; nobody is modelled beyond it.
    pub at_risk: Option<Spanned<f64>>,
    /// Why they leave.
    #[serde(default, rename = "shock")]
    pub shocks: Vec<Shock>,
    /// Had left before the period, for claims on "before" or "since": people.
    pub left_before: Option<Spanned<Prior>>,
}

/// An event that makes people leave.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shock {
    /// What happened.
    pub what: Option<String>,
    /// When.
    pub at: Spanned<Datetime>,
    /// People who decide to leave because of it, in all and for ever.
    pub people: Spanned<Prior>,
    /// Days until most have heard and packed.
    pub onset_days: Spanned<Prior>,
    /// Days over which it fades.
    pub decay_days: Spanned<Prior>,
    /// Bumps on top.
    #[serde(default, rename = "surge")]
    pub surges: Vec<Surge>,
}

/// A rumour or a deadline.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Surge {
    /// What was said.
    pub what: Option<String>,
    /// Around when.
    pub at: Spanned<Datetime>,
    /// Give or take so many days (one standard deviation).
    pub give_or_take_days: Spanned<f64>,
    /// Its size relative to the shock.
    pub ratio: Spanned<Prior>,
}

/// What people choose among: a crossing, or all the crossings to a country.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Its name in this file.
    pub id: Spanned<String>,
    /// Name for people; the id where missing.
    pub name: Option<String>,
    /// The country it leads to; none for "everywhere else".
    pub destination: Option<Spanned<String>>,
    /// How much it attracts those who leave, relative to the other gates; the medians need not sum to 1.
    pub appeal: Spanned<Prior>,
    /// Ordinary travel, people a day.
    pub background_per_day: Spanned<Prior>,
    /// Mean time from home to the gate.
    pub travel_hours: Spanned<Prior>,
    /// Share of those who enter that goes back some days later.
    pub returns: Option<Spanned<Prior>>,
    /// Share of those who enter that travels on to other countries.
    pub transit: Option<Spanned<Prior>>,
    /// Had come before the period and stayed: people.
    pub stayed_before: Option<Spanned<Prior>>,
    /// Single crossings within this gate that claims may speak of.
    #[serde(default, rename = "post")]
    pub posts: Vec<Post>,
    /// The queues before it, by mode; the first takes whom the others do not.
    #[serde(rename = "queue")]
    pub queues: Vec<QueueAt>,
}

/// One crossing of a gate that pools several.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Id of the gazetteer.
    pub crossing: Spanned<String>,
    /// Its part of the gate's people.
    pub share: Spanned<Prior>,
}

/// How people stand in a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Cars.
    Car,
    /// Coaches and minibuses.
    Bus,
    /// Trucks.
    Truck,
    /// Walking.
    Foot,
    /// Cycling.
    Bicycle,
    /// By train.
    Rail,
    /// By air.
    Air,
    /// By boat.
    Ferry,
    /// Whatever there is.
    Any,
}

impl Mode {
    /// Whether its queue is made of vehicles on a road.
    #[must_use]
    pub fn on_road(self) -> bool {
        matches!(self, Self::Car | Self::Bus | Self::Truck)
    }

    /// People a vehicle, and metres of road a stopped vehicle takes.
    #[must_use]
    pub fn vehicle(self) -> (Prior, Prior) {
        match self {
            Self::Bus => (Prior::of(30.0, 2.0), Prior::of(15.0, 1.3)),
            Self::Truck => (Prior::of(1.1, 1.1), Prior::of(18.0, 1.2)),
            _ => (Prior::of(2.8, 1.5), Prior::of(8.0, 1.22)),
        }
    }
}

/// One queue of a gate.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueueAt {
    /// Mode.
    pub mode: Spanned<Mode>,
    /// The crossing it stands at, an id of the gazetteer, where it is one crossing's.
    pub crossing: Option<Spanned<String>>,
    /// Its part of the gate's people; may be left out where the gate has one queue.
    pub share: Option<Spanned<Prior>>,
    /// Most vehicles a day on a road, else most people a day; left out: nothing holds anyone up.
    pub capacity_per_day: Option<Spanned<Prior>>,
    /// People a vehicle.
    pub people_per_vehicle: Option<Spanned<Prior>>,
    /// Metres of road a stopped vehicle takes.
    pub spacing_m: Option<Spanned<Prior>>,
    /// Rows of vehicles side by side.
    pub abreast: Option<Spanned<Prior>>,
    /// Trucks that stand in the same queue, at any time.
    pub trucks: Option<Spanned<Prior>>,
    /// People waiting at the start.
    pub waiting: Option<Spanned<Prior>>,
    /// A mode that was not allowed before.
    pub opens: Option<Opening>,
    /// Hours of the day it works, local time: [8, 20].
    pub hours: Option<Spanned<[f64; 2]>>,
}

/// When a mode opens.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// First people.
    pub from: Spanned<Datetime>,
    /// Wholly open.
    pub to: Spanned<Datetime>,
}

/// What an event acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    /// How many decide to leave.
    Demand,
    /// How many of them, and of ordinary travellers, go to a gate (a draft office on the road, a rumour).
    Appeal,
    /// How many a gate lets in of those who come: whoever is barred and stands in its queue is turned back, and no more set out who
    /// would arrive too late.
    Entry,
    /// How many a gate lets through.
    Capacity,
}

/// Something that changed on a date, by an unknown factor.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What happened.
    pub what: Option<String>,
    /// From when.
    pub at: Spanned<Datetime>,
    /// Until when; left out: to the end.
    pub until: Option<Spanned<Datetime>>,
    /// What it acts on.
    pub on: Target,
    /// At which gate; left out: all.
    pub gate: Option<Spanned<String>>,
    /// By which factor.
    pub size: Spanned<Prior>,
}

impl Case {
    /// Read and check a case file; `name` stands in errors.
    ///
    /// # Errors
    /// With line and column, where the file is not TOML, has an unknown or missing field, or says what cannot be.
    pub fn parse(text: &str, name: &str) -> Result<Self, CaseError> {
        let case: Self = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            CaseError::at(name, text, at, e.message())
        })?;
        case.check().map_err(|(at, message)| CaseError::at(name, text, at, message))?;
        Ok(case)
    }
}
