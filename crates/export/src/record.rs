//! What leaves: one record a claim, one told statement for all claims that are one.

use exode_claim::{Measure, Modality, Quantifier, Rate, Unit, When};
use exode_ledger::{RateClass, ReviewState, Role, Sensitivity, Who};
use jiff::civil::Date;

use crate::spot::Spot;

/// How near a telling is to who states the figure. Montandon's words, with `modelled` kept for estimates: nothing here is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Telling {
    /// The report quotes the source itself.
    Primary,
    /// It came through others, or the report does not say whose figure it is.
    Secondary,
}

impl Telling {
    /// The name in exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
        }
    }
}

/// What other statements of the same thing say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing comparable leaves with it.
    Alone,
    /// Others fit with it, none excludes it.
    Agreed,
    /// Somebody denies it.
    Denied,
    /// A comparable figure excludes it.
    Contradicted,
}

impl Standing {
    /// The name in exports; empty where there is nothing to say.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Alone => "",
            Self::Agreed => "agreed",
            Self::Denied => "denied",
            Self::Contradicted => "contradicted",
        }
    }
}

/// Where people come from, go, cross and are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Route {
    /// Where people come from.
    pub origin: Option<Spot>,
    /// Where they go.
    pub destination: Option<Spot>,
    /// The border crossing.
    pub crossing: Option<Spot>,
    /// Where it happens, for a figure without a route.
    pub place: Option<Spot>,
}

impl Route {
    /// Every place, with what it is to the figure.
    pub(crate) fn spots(&self) -> impl Iterator<Item = (&'static str, &Spot)> {
        let named = [("origin", &self.origin), ("destination", &self.destination), ("crossing", &self.crossing), ("place", &self.place)];
        named.into_iter().filter_map(|(name, spot)| Some((name, spot.as_ref()?)))
    }

    /// The route in words: "Russia → Georgia, Verkhni Lars".
    #[must_use]
    pub fn words(&self) -> String {
        let name = |spot: &Option<Spot>| spot.as_ref().map(|s| s.name.clone());
        let ends = match (name(&self.origin), name(&self.destination)) {
            (Some(a), Some(b)) => Some(format!("{a} \u{2192} {b}")),
            (Some(a), None) => Some(format!("from {a}")),
            (None, Some(b)) => Some(format!("to {b}")),
            (None, None) => None,
        };
        [ends, name(&self.crossing).or_else(|| name(&self.place))].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// One claim as it leaves.
#[derive(Debug, Clone)]
pub struct Record {
    /// Stable as long as the text does.
    pub id: String,
    /// Index of its statement.
    pub statement: usize,
    /// Index of its report.
    pub report: usize,
    /// The figure in English words.
    pub figure: String,
    /// Lower bound in `unit`; `None` where only an upper one is stated.
    pub low: Option<f64>,
    /// Upper bound in `unit`; `None` where only a lower one is stated.
    pub high: Option<f64>,
    /// The hedge on the number.
    pub quantifier: Quantifier,
    /// An order of magnitude only.
    pub vague: bool,
    /// What is counted.
    pub unit: Unit,
    /// What it says of people on the move.
    pub measure: Measure,
    /// Flow, stock or moment, as the text states it.
    pub rate: Option<Rate>,
    /// How it relates to time, as far as comparison goes.
    pub class: RateClass,
    /// Its places, coarse where `suppressed`.
    pub route: Route,
    /// Whom its statement counts.
    pub who: Who,
    /// The time it speaks of.
    pub time: Option<When>,
    /// Who states it.
    pub source: Option<String>,
    /// Through whom it is quoted, nearest to the source first.
    pub relay: Vec<String>,
    /// Reported conditionally or from a distance.
    pub hedged: bool,
    /// Asserted, planned, denied or corrected.
    pub modality: Modality,
    /// Where it stands in review.
    pub review: ReviewState,
    /// What an analyst uses it for.
    pub role: Option<Role>,
    /// Who may see it.
    pub sensitivity: Sensitivity,
    /// Fields that read as a reviewer set them.
    pub corrected: Vec<&'static str>,
    /// Places were made coarser, and the words that name them withheld, because few people are counted.
    pub suppressed: bool,
    /// The figure's words in the text; `None` where suppressed.
    pub quote: Option<String>,
    /// A short excerpt, private names masked; `None` where suppressed.
    pub excerpt: Option<String>,
    /// Language of the report, ISO 639-1.
    pub lang: &'static str,
}

impl Record {
    /// How near the telling is to who states the figure.
    #[must_use]
    pub fn telling(&self) -> Telling {
        if self.source.is_some() && self.relay.is_empty() { Telling::Primary } else { Telling::Secondary }
    }

    /// Whether the number is so many an hour, a week or a month, or a day over more than one, and no count over the claim's time.
    #[must_use]
    pub fn is_rate(&self) -> bool {
        match self.rate {
            Some(Rate::PerHour | Rate::PerWeek | Rate::PerMonth) => true,
            Some(Rate::PerDay) => !self.time.is_some_and(When::is_day),
            Some(Rate::Cumulative | Rate::Stock | Rate::Instant) | None => false,
        }
    }

    /// The one stated number; `None` for a range or an order of magnitude. Nothing is averaged.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(a), Some(b)) if a == b && !self.vague => Some(a),
            (Some(a), None) | (None, Some(a)) if !self.vague => Some(a),
            _ => None,
        }
    }
}

/// Claims that are one statement.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Stable as long as the text of its first telling does.
    pub id: String,
    /// Indices of its records, the earliest report first.
    pub records: Vec<usize>,
    /// Its words, bounds and hedge are those of this record; gaps in route, time and source are filled from the others.
    pub lead: Record,
    /// Distinct publishers that tell it.
    pub outlets: Vec<String>,
    /// The earliest publication.
    pub first_seen: Option<Date>,
    /// Primary where one telling is.
    pub telling: Telling,
    /// What other statements of the same thing say.
    pub standing: Standing,
}

/// A report of which something leaves.
#[derive(Debug, Clone)]
pub struct Citation {
    /// Its name, the stem of its file.
    pub name: String,
    /// Its headline, private names masked.
    pub title: Option<String>,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its address, http or https.
    pub link: Option<String>,
    /// The day it was published.
    pub published: Option<Date>,
    /// Its language, ISO 639-1.
    pub lang: &'static str,
    /// Hash of its text, hexadecimal.
    pub hash: Option<String>,
    /// One of its figures counts few people or stays, so that its title may tell what is withheld.
    pub few: bool,
}

impl Citation {
    /// The title, where it cannot name a place that was withheld.
    #[must_use]
    pub fn public_title(&self) -> Option<&str> {
        self.title.as_deref().filter(|_| !self.few)
    }

    /// Publisher, else name. Never the title: it stands beside figures whose place is withheld.
    #[must_use]
    pub fn outlet(&self) -> &str {
        self.publisher.as_deref().unwrap_or(&self.name)
    }
}
