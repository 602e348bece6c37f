//! Figures for the fit: from reports that were read, and from JSON Lines in claim form.

use exode_claim::{Bounds, Measure, Modality, Quantifier, Rate, Unit, When};
use exode_fit::Figure;
use exode_ledger::{Report, ReviewState, Told};
use exode_place::{Gazetteer, Lang};
use serde::Deserialize;

/// The figures of reports, in reading order and as reviewed; rejected claims are none.
#[must_use]
pub fn figures(reports: &[Report]) -> Vec<Figure> {
    let counts = |t: &&Told| t.verified.state != ReviewState::Rejected;
    reports.iter().flat_map(|r| r.claims.iter().filter(counts).map(|t| Figure::of(&t.claim, r.published))).collect()
}

/// Why a line is no figure.
#[derive(Debug, thiserror::Error)]
pub enum FigureError {
    /// Not JSON, or a field of the wrong type.
    #[error("{name}:{line}: {source}")]
    Json {
        /// The input, as the caller named it.
        name: String,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        source: serde_json::Error,
    },
    /// A time that is none.
    #[error("{name}:{line}: {text:?} is no time: give 2022-09-25, 2022-09-24/2022-09-25, 2022-09-24/ or /2022-09-25")]
    Time {
        /// The input, as the caller named it.
        name: String,
        /// Line, from 1.
        line: usize,
        /// The text.
        text: String,
    },
}

/// A place: an id, a name in English or French, or both.
#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Both { id: String },
    One(String),
}

impl Named {
    /// Its id in the gazetteer; what the gazetteer does not know stays as it is, and no case will have it.
    fn id(self) -> String {
        let text = match self {
            Self::Both { id } => return id,
            Self::One(text) => text,
        };
        let world = Gazetteer::embedded();
        if world.by_id(&text).is_some() {
            return text;
        }
        let found = world.lookup(Lang::En, &text).or_else(|| world.lookup(Lang::Fr, &text));
        found.map_or(text, |m| m.crossing().filter(|c| c.name() == m.place().name()).unwrap_or(m.place()).id().into_owned())
    }
}

/// An id, which machines also write as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

/// The fields of a claim that matter here; others may stand beside them.
#[derive(Deserialize)]
struct Line {
    id: Option<Id>,
    report: Option<String>,
    published: Option<String>,
    quote: Option<String>,
    offset: Option<usize>,
    sentence: Option<(usize, usize)>,
    low: Option<f64>,
    high: Option<f64>,
    value: Option<f64>,
    quantifier: Option<Quantifier>,
    unit: Option<Unit>,
    measure: Measure,
    rate: Option<Rate>,
    origin: Option<Named>,
    destination: Option<Named>,
    crossing: Option<Named>,
    place: Option<Named>,
    time: Option<String>,
    source: Option<String>,
    hedged: Option<bool>,
    modality: Option<Modality>,
    vague: Option<bool>,
}

/// The unit a measure has where a line does not say.
fn usual(measure: Measure) -> Unit {
    match measure {
        Measure::QueueLength => Unit::Km,
        Measure::QueueVehicles => Unit::Vehicle,
        Measure::Wait => Unit::Hour,
        Measure::TransitShare => Unit::Percent,
        _ => Unit::Person,
    }
}

/// The figures of JSON Lines in claim form; bounds may be missing, in questions they are. `name` stands in errors and for reports
/// without a name. A report without a date is dated by the latest day it speaks of.
///
/// # Errors
/// At the first line that is no figure, with its number.
pub fn figures_of_lines(text: &str, name: &str) -> Result<Vec<Figure>, FigureError> {
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let line_number = n + 1;
        let read: Line =
            serde_json::from_str(line).map_err(|source| FigureError::Json { name: name.to_owned(), line: line_number, source })?;
        let time = |text: &String| -> Result<When, FigureError> {
            text.parse().map_err(|_| FigureError::Time { name: name.to_owned(), line: line_number, text: text.clone() })
        };
        let id = match read.id {
            Some(Id::Text(id)) => id,
            Some(Id::Number(id)) => id.to_string(),
            None => format!("{name}:{line_number}"),
        };
        let bounds = match read.value {
            Some(v) => Bounds::exactly(v),
            None => Bounds { low: read.low, high: read.high },
        };
        out.push(Figure {
            id,
            report: read.report.unwrap_or_else(|| name.to_owned()),
            published: read.published.as_ref().map(&time).transpose()?.and_then(When::start),
            sentence: read.sentence.map_or_else(|| read.offset.unwrap_or(line_number), |s| s.0),
            quote: read.quote.unwrap_or_default(),
            bounds,
            quantifier: read.quantifier.unwrap_or(Quantifier::Exact),
            unit: read.unit.unwrap_or_else(|| usual(read.measure)),
            measure: read.measure,
            rate: read.rate,
            origin: read.origin.map(Named::id),
            destination: read.destination.map(Named::id),
            crossing: read.crossing.map(Named::id),
            place: read.place.map(Named::id),
            time: read.time.as_ref().map(time).transpose()?,
            source: read.source,
            speaker: None,
            hedged: read.hedged.unwrap_or(false),
            modality: read.modality.unwrap_or(Modality::Asserted),
            vague: read.vague.unwrap_or(false),
        });
    }
    let dated: Vec<(String, jiff::civil::Date)> =
        out.iter().filter_map(|f| f.time.and_then(|t| t.end().or(t.start())).map(|d| (f.report.clone(), d))).collect();
    for figure in out.iter_mut().filter(|f| f.published.is_none()) {
        figure.published = dated.iter().filter(|(r, _)| *r == figure.report).map(|(_, d)| *d).max();
    }
    Ok(out)
}
