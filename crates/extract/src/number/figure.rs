//! Figures: numbers with the hedges, per cent signs and partners that stand around them.

use std::ops::Range;

use exode_claim::Quantifier;
use exode_text::Case;

use super::hedge::Scan;
use super::range::Pair;
use super::reader::Reader;
use super::word::QuantifierUse;
use super::{Figure, FigureKind, Numeral, NumeralForm};
use crate::lexicon::EntryId;
use crate::view::View;

/// The figures of tokens `range`, made of `numerals`; `taken` tells which tokens dates have consumed.
///
/// What it reads: counts with their hedges, ranges, per cent, ratios, factors.
/// What it refuses: ordinals, bare years, scores, hours of the day.
#[must_use]
pub fn figures(view: &View<'_>, range: Range<usize>, numerals: &[Numeral], taken: &dyn Fn(usize) -> bool) -> Vec<Figure> {
    let reader = Reader { view, first: range.start, end: range.end.min(view.tokens.len()), lang: view.lex.lang() };
    let scan = Scan { reader, numerals, taken };
    let mut out = Vec::new();
    scan.factor_words(&mut out);
    let words = out.len();
    let mut i = 0;
    while let Some(n) = numerals.get(i) {
        i += 1;
        let covered = out[..words].iter().any(|f| f.start < n.end && n.start < f.end);
        if covered || n.form == NumeralForm::Ordinal || (n.start..n.end).any(taken) {
            continue;
        }
        if let Some(factor) = scan.factor(n) {
            push(&mut out, words, factor);
            continue;
        }
        match scan.pair(i - 1) {
            Some(Pair::Range(range)) => {
                push(&mut out, words, *range);
                i += 1;
            }
            Some(Pair::None) => i += 1,
            None => {
                if let Some(figure) = scan.single(n) {
                    push(&mut out, words, figure);
                }
            }
        }
    }
    if words > 0 {
        out.sort_by_key(|f| f.start);
    }
    scan.join_bounds(&mut out);
    out
}

/// Append, dropping the article that a hedge has taken in ("une bonne centaine").
fn push(out: &mut Vec<Figure>, words: usize, figure: Figure) {
    while out.len() > words && out.last().is_some_and(|f| f.kind == FigureKind::Article && f.end > figure.start) {
        out.pop();
    }
    out.push(figure);
}

/// A number with its per cent sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    pub end: usize,
    pub percent: bool,
    pub entry: Option<EntryId>,
}

impl Scan<'_, '_, '_> {
    pub(super) fn extent(&self, n: &Numeral) -> Extent {
        match self.use_at(self.reader.past_hyphen(n.end), QuantifierUse::Percent) {
            Some(sign) => Extent { end: sign.end, percent: true, entry: Some(sign.entry) },
            None => Extent { end: n.end, percent: false, entry: None },
        }
    }

    pub(super) fn kind(&self, n: &Numeral, extent: &Extent) -> FigureKind {
        match n.form {
            _ if extent.percent => FigureKind::Percent,
            NumeralForm::Fraction if self.measures(n.end) => FigureKind::Count,
            NumeralForm::Fraction => FigureKind::Percent,
            NumeralForm::Ratio => FigureKind::Ratio,
            NumeralForm::Article => FigureKind::Article,
            _ => FigureKind::Count,
        }
    }

    /// "trois quarts d'heure", "half an hour", "1/2 km": a unit follows.
    fn measures(&self, end: usize) -> bool {
        let of = self.reader.role(end, super::NumberRole::Of).map_or(end, |(_, next)| next);
        let article = self.reader.role(of, super::NumberRole::Article).map_or(of, |(_, next)| next);
        self.reader.is_unit(article)
    }

    /// One number alone.
    fn single(&self, n: &Numeral) -> Option<Figure> {
        let extent = self.extent(n);
        let kind = self.kind(n, &extent);
        let mut entries = Vec::new();
        let before = self.hedge_before(n.start, &mut entries);
        if self.is_year(n) && !extent.percent && self.bare_year(n, before.quantifier.is_some(), before.chain) {
            return None;
        }
        // "trois fois par jour" counts no people
        let times = self.use_at(self.reader.past_hyphen(n.end), QuantifierUse::Times).is_some();
        if times || self.is_clock(n, before.chain) {
            return None;
        }
        let mut figure = Figure {
            start: before.start,
            end: extent.end,
            number: n.start..n.end,
            low: None,
            high: None,
            quantifier: Quantifier::Exact,
            kind,
            vague: n.form == NumeralForm::Vague,
            entries,
        };
        let mut quantifier = before.quantifier;
        if kind == FigureKind::Percent && self.reader.view.word(figure.start) == "+" {
            (quantifier, figure.start) = (None, n.start); // "+30 %" is a rise
        }
        if quantifier.is_none()
            && let Some(behind) = self.hedge_behind(extent.end)
        {
            quantifier = behind.word.quantifier;
            figure.entries.push(behind.entry);
            if behind.start == self.reader.past_hyphen(extent.end) {
                figure.end = behind.end;
            }
        }
        figure.quantifier = quantifier.unwrap_or(match n.form {
            NumeralForm::Vague | NumeralForm::Aine => Quantifier::Approximately,
            _ => Quantifier::Exact,
        });
        let sign = if kind == FigureKind::Percent || before.chain == n.start { n.value.signum() } else { 1.0 };
        let share = matches!(kind, FigureKind::Percent | FigureKind::Ratio);
        let value = |v: f64| if share { percent_of(n, v * sign) } else { v * sign };
        (figure.low, figure.high) = bounds(figure.quantifier, value(n.value), value(n.high));
        figure.entries.extend(extent.entry);
        self.number_entries(n.start, n.end, &mut figure.entries);
        Some(figure)
    }

    /// Four digits that can be a year; before 1900 only behind a word that says so.
    pub(super) fn is_year(&self, n: &Numeral) -> bool {
        n.form == NumeralForm::Digits
            && n.end == n.start + 1
            && (1600.0..2100.0).contains(&n.value)
            && self.reader.view.word(n.start).len() == 4
    }

    /// Whether such a number is a year here: behind "en" or "since", or before nothing that can be counted.
    fn bare_year(&self, n: &Numeral, hedged: bool, chain: usize) -> bool {
        if self.before(chain, |w| w.use_ == QuantifierUse::Year).is_some() {
            return true;
        }
        let view = self.reader.view;
        let word = view.word(n.end);
        let noun = self.reader.is_counted(n.end)
            || (view.case(n.end) == Case::Lower && word.len() >= 5 && word.ends_with(['s', 'x']) && view.hits(n.end).is_empty());
        n.value >= 1900.0 && !(hedged || noun && n.end < self.reader.end)
    }

    /// "à 20h", "8 pm"
    fn is_clock(&self, n: &Numeral, chain: usize) -> bool {
        if n.form != NumeralForm::Digits || n.value > 24.0 {
            return false;
        }
        let view = self.reader.view;
        if view.is(n.end, "am") || view.is(n.end, "pm") {
            return true;
        }
        view.is(n.end, "h")
            && self.before(chain, |w| w.use_ == QuantifierUse::Clock).is_some()
            && self.reader.role(n.end + 1, super::NumberRole::Of).is_none()
    }

    /// "plus de 5 000 et moins de 6 000" is one range.
    fn join_bounds(&self, out: &mut Vec<Figure>) {
        let mut i = 1;
        while i < out.len() {
            let (a, b) = (&out[i - 1], &out[i]);
            let opposite = (a.high.is_none() && b.low.is_none()) || (a.low.is_none() && b.high.is_none());
            let (low, high) = (a.low.or(b.low), a.high.or(b.high));
            if opposite && a.kind == b.kind && a.kind != FigureKind::Factor && low < high && self.only_joint(a.end, b.start) {
                let b = out.remove(i);
                let a = &mut out[i - 1];
                (a.low, a.high, a.quantifier, a.end) = (low, high, Quantifier::Between, b.end);
                a.number.end = b.number.end;
                a.entries.extend(b.entries);
            } else {
                i += 1;
            }
        }
    }

    /// Whether only "et", "mais" or a comma stands in tokens `start..end`.
    fn only_joint(&self, start: usize, end: usize) -> bool {
        let at = if self.reader.view.word(start) == "," { start + 1 } else { start };
        let joint = self.use_at(at, QuantifierUse::And).or_else(|| self.use_at(at, QuantifierUse::But));
        end > start && (at == end || joint.is_some_and(|j| j.end == end))
    }
}

/// A share in per cent: of a fraction or ratio the quotient, else the number before the sign.
pub(super) fn percent_of(n: &Numeral, value: f64) -> f64 {
    match n.form {
        NumeralForm::Fraction | NumeralForm::Ratio => round4(value * 100.0),
        _ => value,
    }
}

/// Four decimals, what claims are written with.
pub(super) fn round4(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

/// The bounds that a hedge leaves of a value.
pub(super) fn bounds(quantifier: Quantifier, value: f64, high: f64) -> (Option<f64>, Option<f64>) {
    match quantifier {
        Quantifier::MoreThan | Quantifier::AtLeast => (Some(value), None),
        Quantifier::UpTo | Quantifier::LessThan => (None, Some(high)),
        _ => (Some(value), Some(high)),
    }
}
