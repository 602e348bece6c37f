//! Gold against read: which claims were found, and which of their fields are right.

use std::collections::BTreeMap;

use exode::Document;
use exode::claim::{Claim, PlaceRef};
use exode_place::{Gazetteer, Lang, NameUse};
use exode_text::fold_plain;

/// A claim as annotated. Places, source and relay are names; the measure may have alternatives.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    /// The annotated text.
    pub quote: String,
    /// Its first byte.
    pub offset: usize,
    /// Lower bound.
    pub low: Option<f64>,
    /// Upper bound.
    pub high: Option<f64>,
    /// Quantifier by name.
    pub quantifier: String,
    /// Unit by name.
    pub unit: String,
    /// Measure by name, first the preferred one.
    pub measure: Vec<String>,
    /// Rate by name.
    pub rate: Option<String>,
    /// Origin.
    pub origin: Option<String>,
    /// Destination.
    pub destination: Option<String>,
    /// Crossing.
    pub crossing: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Time.
    pub time: Option<String>,
    /// Source.
    pub source: Option<String>,
    /// Relay chain.
    pub relay: Vec<String>,
    /// Hedged.
    pub hedged: bool,
    /// Modality by name, empty for asserted.
    pub modality: String,
    /// Only an order of magnitude.
    pub vague: bool,
    /// Counts neither way.
    pub borderline: bool,
}

/// The fields that are judged.
pub const FIELDS: [&str; 13] = [
    "value",
    "quantifier",
    "unit",
    "measure",
    "rate",
    "origin",
    "destination",
    "crossing",
    "time",
    "source",
    "relay",
    "hedged",
    "modality",
];

/// The fields that make a claim right, and those that make it right in full.
const CLAIM: [&str; 7] = ["value", "unit", "measure", "rate", "origin", "destination", "crossing"];
const FULL: [&str; 5] = ["quantifier", "time", "source", "hedged", "modality"];

/// What judging one report gives.
#[derive(Debug, Default, Clone)]
pub struct Score {
    /// Claims annotated.
    pub gold: usize,
    /// Claims read that are in the gold.
    pub found: usize,
    /// Claims read that are not.
    pub spurious: usize,
    /// Right fields of found claims; also `claim` and `full`.
    pub right: BTreeMap<&'static str, usize>,
    /// One line each: what is wrong.
    pub errors: Vec<String>,
}

impl Score {
    /// Add another report's score.
    pub fn add(&mut self, other: Score) {
        self.gold += other.gold;
        self.found += other.found;
        self.spurious += other.spurious;
        for (field, n) in other.right {
            *self.right.entry(field).or_default() += n;
        }
        self.errors.extend(other.errors);
    }

    /// Share of the annotated claims that were read.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.found, self.gold)
    }

    /// Share of the read claims that are annotated.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.found, self.found + self.spurious)
    }

    /// Harmonic mean of precision and recall, counting only claims right in `kind` ("claim", "full"), all found ones for "".
    #[must_use]
    pub fn f1(&self, kind: &str) -> f64 {
        let right = if kind.is_empty() { self.found } else { self.right.get(kind).copied().unwrap_or(0) };
        ratio(2 * right, self.gold + self.found + self.spurious)
    }

    /// Share of the found claims whose `field` is right.
    #[must_use]
    pub fn share(&self, field: &str) -> f64 {
        ratio(self.right.get(field).copied().unwrap_or(0), self.found)
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

fn key(name: &str) -> String {
    let mut low = String::new();
    fold_plain(name, &mut low);
    let words = low.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    if words == "eu" { "european union".to_owned() } else { words }
}

/// Whether the annotated name and the read place are one place: a claim carries an id, so that any spelling of it will do
/// ("Zemo Larsi" is the crossing of Verkhni Lars, "Karabakh" is Nagorno-Karabakh).
fn same_place(gold: Option<&str>, read: Option<&PlaceRef>) -> bool {
    let (Some(gold), Some(read)) = (gold, read) else { return gold.is_none() && read.is_none() };
    let named = |lang| {
        let found = Gazetteer::embedded().lookup(lang, gold).filter(|m| m.used_as() == NameUse::Name)?;
        Some([Some(found.place()), found.crossing(), found.region()].into_iter().flatten().any(|p| p.id() == read.id))
    };
    key(gold) == key(&read.name) || [Lang::En, Lang::Fr].into_iter().any(|lang| named(lang) == Some(true))
}

const SMALL: [&str; 20] = [
    "le", "la", "les", "de", "des", "du", "d", "l", "un", "une", "the", "of", "a", "an", "and", "et", "russe", "russes", "russian",
    "russians",
];

fn same_speaker(gold: Option<&str>, read: Option<&str>) -> bool {
    let words = |t: &str| {
        let k = key(t);
        let all: Vec<String> = k.split(' ').filter(|w| !SMALL.contains(w)).map(str::to_owned).collect();
        if all.is_empty() { vec![k] } else { all }
    };
    match (gold, read) {
        (None, None) => true,
        (Some(g), Some(p)) => {
            let (g, p) = (words(g), words(p));
            let common = g.iter().filter(|w| p.contains(w)).count();
            common * 2 >= g.len().min(p.len())
        }
        _ => false,
    }
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 0.005 * a.abs().max(b.abs()).max(1e-9),
        (None, None) => true,
        _ => false,
    }
}

fn same_value(g: &Gold, c: &Claim) -> bool {
    if g.vague {
        let v = c.bounds.low.or(c.bounds.high);
        return v.is_some_and(|v| g.low.unwrap_or(0.0) * 0.5 <= v && v <= g.high.unwrap_or(f64::MAX) * 2.0);
    }
    near(g.low, c.bounds.low) && near(g.high, c.bounds.high)
}

fn loose(quantifier: &str) -> &str {
    match quantifier {
        "at_least" => "more_than",
        "nearly" => "approximately",
        "less_than" => "up_to",
        q => q,
    }
}

fn fields(g: &Gold, c: &Claim) -> Vec<(&'static str, bool)> {
    let relay = |r: &[String]| if r.is_empty() { None } else { Some(r.join(" > ")) };
    let read_relay: Vec<String> = c.relay.iter().map(ToString::to_string).collect();
    let modality = if g.modality.is_empty() { "asserted" } else { &g.modality };
    vec![
        ("value", same_value(g, c)),
        ("quantifier", loose(&g.quantifier) == loose(c.quantifier.name())),
        ("unit", g.unit == c.unit.name()),
        ("measure", g.measure.iter().any(|m| m == c.measure.name())),
        ("rate", g.rate.is_none() || g.rate.as_deref() == c.rate.map(|r| r.name())),
        ("origin", same_place(g.origin.as_deref(), c.origin.as_ref())),
        ("destination", same_place(g.destination.as_deref(), c.destination.as_ref())),
        ("crossing", same_place(g.crossing.as_deref(), c.crossing.as_ref())),
        ("time", g.time == c.time.map(|t| t.to_string())),
        ("source", same_speaker(g.source.as_deref(), c.source.as_ref().map(ToString::to_string).as_deref())),
        ("relay", same_speaker(relay(&g.relay).as_deref(), relay(&read_relay).as_deref())),
        ("hedged", g.hedged == c.hedged),
        ("modality", modality == c.modality.name()),
    ]
}

/// Judge the claims read from one report. `vague` claims are matched but do not count, as in the shared scorer.
#[must_use]
pub fn judge(name: &str, gold: &[Gold], read: &[&Claim]) -> Score {
    let mut left: Vec<&Claim> = read.to_vec();
    let mut pairs: Vec<Option<&Claim>> = vec![None; gold.len()];
    let overlap = |g: &Gold, c: &Claim| {
        let (a, b) = (g.offset, g.offset + g.quote.len());
        let (s, e) = (c.offset, c.offset + c.quote.len());
        b.min(e).saturating_sub(a.max(s))
    };
    for strict in [true, false] {
        for (g, pair) in gold.iter().zip(&mut pairs) {
            if pair.is_some() {
                continue;
            }
            let best = left
                .iter()
                .enumerate()
                .filter(|(_, c)| overlap(g, c) > 0 && (!strict || same_value(g, c)))
                .max_by_key(|(i, c)| (overlap(g, c), usize::MAX - i))
                .map(|(i, _)| i);
            *pair = best.map(|i| left.remove(i));
        }
    }
    let mut score = Score::default();
    for (g, pair) in gold.iter().zip(&pairs) {
        if g.borderline || g.vague {
            continue;
        }
        score.gold += 1;
        let Some(c) = pair else {
            score.errors.push(format!("{name}\tmissed\t{}\t{}", g.quote, g.measure.join("|")));
            continue;
        };
        score.found += 1;
        let verdicts = fields(g, c);
        let ok = |want: &[&str]| verdicts.iter().filter(|(f, _)| want.contains(f)).all(|(_, ok)| *ok);
        let claim = ok(&CLAIM);
        *score.right.entry("claim").or_default() += usize::from(claim);
        *score.right.entry("full").or_default() += usize::from(claim && ok(&FULL));
        for &(field, ok) in &verdicts {
            *score.right.entry(field).or_default() += usize::from(ok);
        }
        let wrong: Vec<String> = verdicts.iter().filter(|(_, ok)| !ok).map(|(f, _)| format!("{f}: {}", sides(f, g, c))).collect();
        if !wrong.is_empty() {
            score.errors.push(format!("{name}\twrong\t{}\t{}\t{}", g.quote, g.measure.join("|"), wrong.join(", ")));
        }
    }
    for c in left.iter().filter(|c| !c.vague) {
        score.spurious += 1;
        score.errors.push(format!("{name}\tspurious\t{}\t{}", c.quote, c.measure));
    }
    score
}

/// Annotated / read, for the error list.
fn sides(field: &str, g: &Gold, c: &Claim) -> String {
    let place = |p: &Option<PlaceRef>| p.as_ref().map_or("-".to_owned(), |p| p.name.clone());
    let text = |t: &Option<String>| t.clone().unwrap_or_else(|| "-".to_owned());
    match field {
        "value" => format!("{:?}..{:?} / {:?}..{:?}", g.low, g.high, c.bounds.low, c.bounds.high),
        "quantifier" => format!("{} / {}", g.quantifier, c.quantifier),
        "unit" => format!("{} / {}", g.unit, c.unit),
        "measure" => format!("{} / {}", g.measure.join("|"), c.measure),
        "rate" => format!("{} / {}", text(&g.rate), c.rate.map_or("-", |r| r.name())),
        "origin" => format!("{} / {}", text(&g.origin), place(&c.origin)),
        "destination" => format!("{} / {}", text(&g.destination), place(&c.destination)),
        "crossing" => format!("{} / {}", text(&g.crossing), place(&c.crossing)),
        "time" => format!("{} / {}", text(&g.time), c.time.map_or_else(|| "-".to_owned(), |t| t.to_string())),
        "source" => format!("{} / {}", text(&g.source), c.source.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string)),
        "relay" => format!("{} / {}", g.relay.join(" > "), c.relay.iter().map(ToString::to_string).collect::<Vec<_>>().join(" > ")),
        "hedged" => format!("{} / {}", g.hedged, c.hedged),
        _ => format!("{} / {}", g.modality, c.modality),
    }
}

/// Whether a short report is read exactly as annotated: every claim found and right in full, none added.
#[must_use]
pub fn exact(gold: &[Gold], read: &[&Claim]) -> bool {
    let vague = gold.iter().filter(|g| g.vague).count();
    let found_vague = read.iter().filter(|c| c.vague).count();
    let score = judge("", gold, read);
    score.right.get("full").copied().unwrap_or(0) == score.gold && score.found == score.gold && score.spurious == 0 && vague == found_vague
}

/// A short report as a document.
#[must_use]
pub fn document(text: &str, published: Option<&str>, lang: &str) -> Document {
    let sidecar = serde_json::json!({ "published": published, "lang": lang }).to_string();
    exode::document(text.as_bytes(), "case", exode::Format::Plain, Some(sidecar.as_bytes()))
}
