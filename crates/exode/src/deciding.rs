//! What reviewers type, as decisions: the same words on the command line, in forms and in the API.

use exode_claim::{Bounds, Measure, Modality, PlaceRef, Quantifier, Rate, Unit, When};
use exode_ledger::{Action, Correction, Role, Sensitivity};
use exode_place::Gazetteer;

use crate::{Languages, place_named, source_named};

/// Why a correction cannot be taken; the message says what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// No such field.
    #[error("a claim has no field {0:?}; see exode help review")]
    Field(String),
    /// No term of the field's list.
    #[error("{value:?} is no {field}; see exode schema for the list")]
    Term {
        /// The field.
        field: &'static str,
        /// What was typed.
        value: String,
    },
    /// No number.
    #[error("{0:?} is no number (a point for decimals, no commas)")]
    Number(String),
    /// A number below nought, more than anybody could count, or none at all.
    #[error("a figure is a number from 0 to 10000000000, not {0:?}")]
    OutOfRange(String),
    /// A range or a time whose end comes before its beginning.
    #[error("the {what} {value:?} is upside down")]
    UpsideDown {
        /// A range or a time.
        what: &'static str,
        /// What was typed.
        value: String,
    },
    /// No time.
    #[error("time reads 2022-09-24, A/B, A/ or /B, not {0:?}")]
    Time(String),
    /// No place of the gazetteer.
    #[error("the gazetteer has no place {0:?}")]
    Place(String),
    /// A place, but no border crossing.
    #[error("{0:?} is a place, not a border crossing: set place=, or name the crossing")]
    Crossing(String),
    /// Nothing the reader takes for a source.
    #[error("{0:?} is no source: name an institution, an office, or a kind (\"traveller\")")]
    Source(String),
    /// Neither yes nor no.
    #[error("hedged is yes or no, not {0:?}")]
    Hedged(String),
}

/// The fields a reviewer can set, as [`correction`] names them.
pub const FIELDS: &[&str] =
    &["figure", "unit", "measure", "rate", "origin", "destination", "crossing", "place", "time", "source", "relay", "hedged", "modality"];

/// The correction of one field to what a reviewer typed. An empty value says that the text leaves it open, where a claim may. Places go
/// through the gazetteer and sources through the reader, so that no private person's name comes in. Relays are parted by `;`, nearest to
/// the source first.
///
/// # Errors
/// Where the value is none of the field's.
pub fn correction(field: &str, value: &str, languages: Languages<'_>) -> Result<Correction, DecisionError> {
    let value = value.trim();
    let open = value.is_empty();
    let none = |field| DecisionError::Term { field, value: value.to_owned() };
    let place = |crossing: bool| -> Result<Option<PlaceRef>, DecisionError> {
        if open {
            return Ok(None);
        }
        place_named(value, crossing).map(Some).ok_or_else(|| DecisionError::Place(value.to_owned()))
    };
    let said = |name: &str| source_named(name, languages).ok_or_else(|| DecisionError::Source(name.to_owned()));
    Ok(match field {
        "figure" => figure(value)?,
        "unit" => Correction::Unit(Unit::named(value).ok_or_else(|| none("unit"))?),
        "measure" => Correction::Measure(Measure::named(value).ok_or_else(|| none("measure"))?),
        "rate" if open => Correction::Rate(None),
        "rate" => Correction::Rate(Some(Rate::named(value).ok_or_else(|| none("rate"))?)),
        "origin" => Correction::Origin(place(false)?),
        "destination" => Correction::Destination(place(false)?),
        "crossing" => {
            let named = place(true)?;
            let is_crossing = |p: &PlaceRef| Gazetteer::embedded().by_id(&p.id).is_some_and(|p| p.crossing().is_some());
            if !named.as_ref().is_none_or(is_crossing) {
                return Err(DecisionError::Crossing(value.to_owned()));
            }
            Correction::Crossing(named)
        }
        "place" => Correction::Place(place(false)?),
        "time" if open => Correction::Time(None),
        "time" => {
            let time: When = value.parse().map_err(|_| DecisionError::Time(value.to_owned()))?;
            if time.start().is_none() && time.end().is_none() {
                return Err(DecisionError::Time(value.to_owned()));
            }
            if matches!((time.start(), time.end()), (Some(a), Some(b)) if a > b) {
                return Err(DecisionError::UpsideDown { what: "time", value: value.to_owned() });
            }
            Correction::Time(Some(time))
        }
        "source" if open => Correction::Source(None),
        "source" => Correction::Source(Some(said(value)?)),
        "relay" if open => Correction::Relay(Vec::new()),
        "relay" => Correction::Relay(value.split(';').map(|name| said(name.trim())).collect::<Result<_, _>>()?),
        "hedged" => Correction::Hedged(match value {
            "yes" | "true" => true,
            "no" | "false" => false,
            _ => return Err(DecisionError::Hedged(value.to_owned())),
        }),
        "modality" => Correction::Modality(Modality::named(value).ok_or_else(|| none("modality"))?),
        other => return Err(DecisionError::Field(other.to_owned())),
    })
}

/// A figure with its hedge: `8314`, `>16`, `>=500`, `<20`, `<=20`, `~40000`, `nearly 20`, `40..50`.
fn figure(text: &str) -> Result<Correction, DecisionError> {
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (number(low)?, number(high)?);
        if low > high {
            return Err(DecisionError::UpsideDown { what: "range", value: text.to_owned() });
        }
        return Ok(Correction::Figure(Bounds { low: Some(low), high: Some(high) }, Quantifier::Between));
    }
    let hedged = SIGNS.iter().find_map(|(sign, quantifier)| text.strip_prefix(sign).map(|rest| (rest, *quantifier)));
    let (rest, quantifier) = hedged.unwrap_or((text, Quantifier::Exact));
    let value = number(rest)?;
    let bounds = match quantifier {
        Quantifier::AtLeast | Quantifier::MoreThan => Bounds { low: Some(value), high: None },
        Quantifier::UpTo | Quantifier::LessThan => Bounds { low: None, high: Some(value) },
        _ => Bounds::exactly(value),
    };
    Ok(Correction::Figure(bounds, quantifier))
}

/// How hedges are typed; longer signs before those they begin with.
const SIGNS: &[(&str, Quantifier)] = &[
    (">=", Quantifier::AtLeast),
    ("<=", Quantifier::UpTo),
    (">", Quantifier::MoreThan),
    ("<", Quantifier::LessThan),
    ("~", Quantifier::Approximately),
    ("nearly ", Quantifier::Nearly),
];

/// A figure as it would be typed, so that a form can show what stands: the inverse of what [`correction`] reads for `figure`.
#[must_use]
pub fn typed_figure(bounds: Bounds, quantifier: Quantifier) -> String {
    let shown = |value: Option<f64>| value.map_or_else(String::new, |v| v.to_string());
    let sign = SIGNS.iter().find(|(_, q)| *q == quantifier).map_or("", |(sign, _)| sign);
    match (bounds.low, bounds.high) {
        (Some(low), Some(high)) if low != high => format!("{low}..{high}"),
        (low, high) => format!("{sign}{}", shown(low.or(high))),
    }
}

/// More than there are people.
const MOST: f64 = 1e10;

fn number(text: &str) -> Result<f64, DecisionError> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '\'' | '\u{2019}')).collect();
    let value: f64 = digits.parse().map_err(|_| DecisionError::Number(text.to_owned()))?;
    if (0.0..=MOST).contains(&value) { Ok(value) } else { Err(DecisionError::OutOfRange(text.to_owned())) }
}

/// What was done, in English words.
#[must_use]
pub fn action_words(action: &Action) -> String {
    match action {
        Action::Accept => "accepted".to_owned(),
        Action::Reject => "rejected".to_owned(),
        Action::Reopen => "asked to look again".to_owned(),
        Action::Comment => "commented".to_owned(),
        Action::Undo => "took the last decision back".to_owned(),
        Action::Merge(with) => format!("merged with {with}"),
        Action::Split(from) => format!("split from {from}"),
        Action::Unlike(other) => format!("not to be compared with {other}"),
        Action::Use(Some(Role::Recommended)) => "recommended".to_owned(),
        Action::Use(Some(Role::Triangulation)) => "kept for triangulation".to_owned(),
        Action::Use(None) => "took its role back".to_owned(),
        Action::Classify(Sensitivity::Public) => "marked public".to_owned(),
        Action::Classify(Sensitivity::Restricted) => "marked restricted".to_owned(),
        Action::Classify(Sensitivity::Confidential) => "marked confidential".to_owned(),
        Action::Correct(correction) => format!("corrected {}: {}", correction.field(), typed(correction)),
    }
}

/// A correction's value as it would be typed; "open" for none.
fn typed(correction: &Correction) -> String {
    let open = || "open".to_owned();
    match correction {
        Correction::Figure(bounds, quantifier) => typed_figure(*bounds, *quantifier),
        Correction::Unit(unit) => unit.to_string(),
        Correction::Measure(measure) => measure.to_string(),
        Correction::Rate(rate) => rate.map_or_else(open, |r| r.to_string()),
        Correction::Origin(place) | Correction::Destination(place) | Correction::Crossing(place) | Correction::Place(place) => {
            place.as_ref().map_or_else(open, |p| p.name.clone())
        }
        Correction::Time(time) => time.map_or_else(open, |t| t.to_string()),
        Correction::Source(source) => source.as_ref().map_or_else(open, ToString::to_string),
        Correction::Relay(relay) if relay.is_empty() => open(),
        Correction::Relay(relay) => relay.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        Correction::Hedged(hedged) => if *hedged { "yes" } else { "no" }.to_owned(),
        Correction::Modality(modality) => modality.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(field: &str, value: &str) -> Result<Correction, DecisionError> {
        correction(field, value, Languages::embedded())
    }

    #[test]
    fn a_figure_shown_is_read_back_as_it_was() {
        for text in ["8314", ">16", ">=500", "<20", "<=20", "~40000", "nearly 20", "40..50", "0.5"] {
            let Ok(Correction::Figure(bounds, quantifier)) = set("figure", text) else { panic!("{text}") };
            assert_eq!(typed_figure(bounds, quantifier), text);
        }
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_a_reason() {
        for (field, value) in [
            ("figure", "-3"),
            ("figure", "50..40"),
            ("figure", "1e300"),
            ("time", "/"),
            ("crossing", "Tbilisi"),
            ("figure", "many"),
            ("figure", ""),
            ("time", "2022-09-25/2022-09-24"),
            ("time", "lundi"),
            ("origin", "Nowhere at all"),
            ("source", "Katia Sokolova"),
            ("unit", "parsec"),
            ("hedged", "perhaps"),
            ("colour", "red"),
        ] {
            let refused = set(field, value);
            assert!(refused.is_err(), "{field}={value}: {refused:?}");
        }
    }

    #[test]
    fn every_field_that_may_be_open_can_be_left_open() {
        for field in FIELDS {
            let may = !matches!(*field, "figure" | "unit" | "measure" | "hedged" | "modality");
            assert_eq!(set(field, "").is_ok(), may, "{field}");
        }
    }
}
