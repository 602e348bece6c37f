//! How good a prediction was: coverage, and the weighted interval score of logarithms, beside rules that need no model.

use exode_claim::{Measure, Rate};

use crate::figure::Figure;
use crate::loo::LeftOut;
use crate::posterior::Posterior;
use crate::quantile::Believed;

/// Below one unit (a person, a km, an hour) numbers are alike.
const LEAST: f64 = 1.0;
/// How far a claim is from the truth where nothing is known of it, in ln: a factor 1.35.
const NAIVE_SD: f64 = 0.3;

/// Whose prediction is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rival {
    /// The fit.
    Model,
    /// The same system without any claim.
    Prior,
    /// The median of comparable claims, with their spread.
    Median,
    /// The latest comparable claim.
    Latest,
}

impl Rival {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Model, Self::Prior, Self::Median, Self::Latest];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Prior => "prior",
            Self::Median => "median of comparable claims",
            Self::Latest => "latest comparable claim",
        }
    }
}

/// The sum of one rival over some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Whose.
    pub rival: Rival,
    /// Figures scored.
    pub count: usize,
    /// Share inside the 50, 80 and 90 % intervals.
    pub covered: [f64; 3],
    /// Mean weighted interval score of ln values; lower is better, 0 is perfect. It approximates the CRPS.
    pub interval_score: f64,
}

/// Score predictions of figures whose value is known (their bounds), on those that have a comparable claim and on all that the model can
/// answer. `prior` is the same system fitted to nothing. Gives for each set its name and the scores.
#[must_use]
pub fn scores(posterior: &Posterior, prior: &Posterior, truth: &[Figure]) -> Vec<(&'static str, Vec<Score>)> {
    let (model, before) = (posterior.predict(truth), prior.predict(truth));
    let mut rows = Vec::new();
    for ((figure, model), before) in truth.iter().zip(model).zip(before) {
        let (Ok(model), Ok(before), Some(value)) = (model, before, value(figure)) else { continue };
        let naive = comparable(figure, &posterior.figures);
        let median = (!naive.is_empty()).then(|| around(&naive));
        let latest = naive.last().map(|v| around(&[*v]));
        rows.push((value, [Some(model), Some(before), median, latest]));
    }
    let sum = |rival: Rival, which: &dyn Fn(&[Option<Believed>; 4]) -> bool| {
        let at = Rival::ALL.iter().position(|r| *r == rival).unwrap_or(0);
        total(rival, rows.iter().filter(|(_, b)| which(b)).filter_map(|(value, b)| Some((b[at]?, *value))))
    };
    let all = |_: &[Option<Believed>; 4]| true;
    let shared = |b: &[Option<Believed>; 4]| b[2].is_some();
    vec![
        ("all figures", vec![sum(Rival::Model, &all), sum(Rival::Prior, &all)]),
        ("figures with a comparable claim", Rival::ALL.iter().map(|r| sum(*r, &shared)).collect()),
    ]
}

/// How well the claims foretell one another: what each says beside what all others make expect to be said.
#[must_use]
pub fn left_out_score(rows: &[LeftOut]) -> Score {
    total(Rival::Model, rows.iter().map(|r| (r.expected, r.said)))
}

fn total(rival: Rival, rows: impl Iterator<Item = (Believed, f64)>) -> Score {
    let (mut count, mut covered, mut sum) = (0, [0.0; 3], 0.0);
    for (believed, value) in rows {
        count += 1;
        for (n, percent) in [50, 80, 90].into_iter().enumerate() {
            let (low, high) = believed.interval(percent);
            covered[n] += f64::from(u8::from(low <= value && value <= high));
        }
        sum += interval_score(&believed, value);
    }
    let n = f64::from(count.max(1));
    Score { rival, count: count as usize, covered: covered.map(|c| c / n), interval_score: sum / n }
}

/// Weighted interval score of ln values. Source: Bracher, Ray, Gneiting and Reich 2021.
#[must_use]
fn interval_score(believed: &Believed, value: f64) -> f64 {
    let ln = |v: f64| libm::log(v.max(LEAST));
    let y = ln(value);
    let mut sum = 0.5 * (y - ln(believed.median())).abs();
    for (percent, alpha) in [(90, 0.1), (80, 0.2), (50, 0.5)] {
        let (low, high) = believed.interval(percent);
        let (low, high) = (ln(low), ln(high));
        sum += alpha / 2.0 * (high - low) + (low - y).max(0.0) + (y - high).max(0.0);
    }
    sum / 3.5
}

/// The one number of a figure; the geometric middle of a range.
fn value(figure: &Figure) -> Option<f64> {
    let (low, high) = (figure.bounds.low.or(figure.bounds.high)?, figure.bounds.high.or(figure.bounds.low)?);
    Some(if low == high { low } else { (low.max(0.1) * high).sqrt() })
}

/// Values of claims that tell the same kind of number of the same place, the earliest first.
fn comparable(figure: &Figure, claims: &[Figure]) -> Vec<f64> {
    let days = |f: &Figure| f.time.and_then(|t| Some(t.start()?.duration_until(t.end()?).as_hours() / 24 + 1)).unwrap_or(1);
    let daily = |f: &Figure| f.rate == Some(Rate::PerDay) || f.rate != Some(Rate::Stock) && days(f) <= 1;
    let place = |f: &Figure| f.destination.clone().or_else(|| f.crossing.clone());
    let flow = |m: Measure| matches!(m, Measure::CrossedIn | Measure::FledTo | Measure::Left);
    let mut found: Vec<(Option<jiff::civil::Date>, f64)> = claims
        .iter()
        .filter(|c| c.states() && c.unit == figure.unit && (c.measure == figure.measure || flow(c.measure) && flow(figure.measure)))
        .filter(|c| place(c) == place(figure) || c.crossing.is_some() && c.crossing == figure.crossing)
        .filter_map(|c| {
            // A week's count tells of a day by its mean, and the other way round.
            let scale = if flow(c.measure) {
                (if daily(figure) { 1 } else { days(figure) }) as f64 / (if daily(c) { 1 } else { days(c) }) as f64
            } else {
                1.0
            };
            Some((c.time.and_then(|t| t.end().or(t.start())).or(c.published), value(c)? * scale))
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    found.into_iter().map(|(_, v)| v).collect()
}

/// A log-normal around the median of some values, as wide as they scatter.
fn around(values: &[f64]) -> Believed {
    let mut ln: Vec<f64> = values.iter().map(|v| libm::log(v.max(LEAST))).collect();
    ln.sort_by(f64::total_cmp);
    let median = if ln.len() % 2 == 1 { ln[ln.len() / 2] } else { 0.5 * (ln[ln.len() / 2 - 1] + ln[ln.len() / 2]) };
    let scatter = (ln.iter().map(|x| (x - median) * (x - median)).sum::<f64>() / ln.len() as f64).sqrt();
    let sd = scatter.max(NAIVE_SD);
    Believed { at: crate::quantile::LEVELS.map(|p| libm::exp(median + sd * crate::special::normal_quantile(p))) }
}
