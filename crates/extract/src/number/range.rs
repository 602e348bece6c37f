//! Ranges: "entre 5 000 et 6 000", "cinq à six mille", "10-12 000", "two or three".

use exode_claim::Quantifier;
use exode_text::Kind;

use super::figure::{Extent, bounds, percent_of};
use super::hedge::{Before, Scan};
use super::word::{QuantifierUse, QuantifierWord};
use super::{Figure, FigureKind, Numeral, NumeralForm};
use crate::lexicon::EntryId;

/// How far back a verb of change is looked for.
const VERB: usize = 6;

/// The longest joint: a noun, "à", hedges and small words.
const JOINT: usize = 8;

/// What joins two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    And,
    To,
    Or,
    /// A hyphen or dash that touches both.
    Dash,
    /// A dash between spaces.
    LooseDash,
}

/// What two numbers side by side are.
pub(super) enum Pair {
    /// One range.
    Range(Box<Figure>),
    /// Neither is a figure: "3-1", "2015-2016".
    None,
}

impl Scan<'_, '_, '_> {
    /// The numbers `i` and `i + 1` taken together.
    ///
    /// What it refuses: a change ("tombée de 48 à 30 heures"), scores, years, numbers listed with "et".
    pub(super) fn pair(&self, i: usize) -> Option<Pair> {
        let (a, b) = (self.numerals.get(i)?, self.numerals.get(i + 1)?);
        if !joins(a) || !joins(b) || (b.start..b.end).any(self.taken) {
            return None;
        }
        let first = self.extent(a);
        if !self.may_join(&first, b) {
            return None;
        }
        let last = self.extent(b);
        let mut entries = Vec::new();
        let before = self.hedge_before(a.start, &mut entries);
        let opener = self
            .before(before.chain, |w| w.use_ == QuantifierUse::Between)
            .or_else(|| self.before(before.chain, |w| w.use_ == QuantifierUse::From));
        let open = opener.map(|o| o.word.use_);
        if let Some(groups) = self.use_at(first.end, QuantifierUse::Groups)
            && groups.end == b.start
            && a.value > 1.0
            && !last.percent
        {
            entries.push(groups.entry);
            return Some(Pair::Range(Box::new(self.product(a, b, before, entries))));
        }
        let link = self.link(&first, a, b, open == Some(QuantifierUse::Between))?;
        if matches!(link, Link::Dash) {
            if years(self, a, b) {
                return Some(Pair::None);
            }
            let single = a.value < 10.0 && b.value < 10.0 && digits(a) && digits(b);
            let counted = last.percent || self.reader.is_counted(b.end);
            if digits(a) && digits(b) && (elide(a, b) >= b.value || (single && !counted)) {
                return Some(Pair::None);
            }
        }
        if self.is_year(a) && self.is_year(b) {
            return Some(Pair::None);
        }
        let (low, high) = (elide(a, b), b.value);
        let allowed = match link {
            Link::And => open == Some(QuantifierUse::Between),
            Link::To => !(open == Some(QuantifierUse::From) && opener.is_some_and(|o| self.changes(o.start))),
            Link::Or => high <= low * 10.0,
            Link::Dash | Link::LooseDash => true,
        };
        if !allowed || low >= high || (first.percent && !last.percent) || !self.alike(a, b, &last) {
            return None;
        }
        let kind = self.kind(b, &last);
        let scale = |n: &Numeral, value: f64| if self.kind(n, &last) == FigureKind::Percent { percent_of(n, value) } else { value };
        entries.extend(opener.map(|o| o.entry));
        entries.extend(last.entry);
        self.number_entries(a.start, b.end, &mut entries);
        Some(Pair::Range(Box::new(Figure {
            start: opener.map_or(before.start, |o| o.start),
            end: last.end,
            number: a.start..b.end,
            low: Some(scale(a, low)),
            high: Some(scale(b, high)),
            quantifier: Quantifier::Between,
            kind: if kind == FigureKind::Article { FigureKind::Count } else { kind },
            vague: false,
            entries,
        })))
    }

    /// The cheap look that spares most numbers the others: are they close, and is there anything between?
    fn may_join(&self, first: &Extent, b: &Numeral) -> bool {
        let joint =
            |w: &QuantifierWord| matches!(w.use_, QuantifierUse::And | QuantifierUse::To | QuantifierUse::Or | QuantifierUse::Groups);
        let at = first.end;
        at < b.start
            && b.start - at <= JOINT
            && (self.reader.view.kind(at) == Kind::Mark || self.at(at, joint).is_some() || self.reader.is_counted(at))
    }

    /// "two groups of 13"
    fn product(&self, a: &Numeral, b: &Numeral, before: Before, mut entries: Vec<EntryId>) -> Figure {
        let quantifier = before.quantifier.unwrap_or(Quantifier::Exact);
        let (low, high) = bounds(quantifier, a.value * b.value, a.value * b.value);
        self.number_entries(a.start, b.end, &mut entries);
        let number = a.start..b.end;
        Figure { start: before.start, end: b.end, number, low, high, quantifier, kind: FigureKind::Count, vague: false, entries }
    }

    fn link(&self, first: &Extent, a: &Numeral, b: &Numeral, between: bool) -> Option<Link> {
        let view = self.reader.view;
        let at = first.end;
        if at >= b.start {
            return None;
        }
        if at + 1 == b.start && matches!(view.word(at), "-" | "–" | "—" | "\u{2010}" | "\u{2011}" | "\u{2212}") {
            let tight = self.reader.glued(at) && self.reader.glued(at + 1);
            return Some(if tight { Link::Dash } else { Link::LooseDash }).filter(|l| tight || *l == Link::LooseDash && digits(a));
        }
        let joint = |at: usize| {
            [(QuantifierUse::And, Link::And), (QuantifierUse::To, Link::To), (QuantifierUse::Or, Link::Or)]
                .into_iter()
                .find_map(|(use_, link)| self.use_at(at, use_).map(|f| (link, f.end)))
        };
        let (link, end) = match joint(at) {
            Some(found) => found,
            // "entre 5 000 personnes et 6 000", "2 heures à 4 heures"
            None if self.reader.is_counted(at) && (between || self.same_noun(at, b.end)) => joint(at + 1)?,
            None => return None,
        };
        let hedged = link != Link::Or && self.hedge_before(b.start, &mut Vec::new()).chain <= end;
        (end == b.start || hedged).then_some(link)
    }

    /// The same noun twice, perhaps once in the singular.
    fn same_noun(&self, a: usize, b: usize) -> bool {
        let stem = |i: usize| self.reader.view.word(i).trim_end_matches(['s', 'S']);
        b < self.reader.end && stem(a).eq_ignore_ascii_case(stem(b))
    }

    /// Whether a verb of change stands shortly before token `i`: then both numbers are figures of their own.
    fn changes(&self, i: usize) -> bool {
        let change = |u| matches!(u, QuantifierUse::Change | QuantifierUse::Rise | QuantifierUse::Fall);
        (i.saturating_sub(VERB).max(self.reader.first)..=i).any(|at| self.at(at, |w| change(w.use_)).is_some())
    }

    /// Two counts or two shares, not one of each.
    fn alike(&self, a: &Numeral, b: &Numeral, last: &Extent) -> bool {
        let part = |n: &Numeral| n.form == NumeralForm::Fraction;
        part(a) == part(b) || self.kind(b, last) != FigureKind::Count
    }
}

fn joins(n: &Numeral) -> bool {
    !matches!(n.form, NumeralForm::Ordinal | NumeralForm::Vague | NumeralForm::Ratio)
}

fn digits(n: &Numeral) -> bool {
    n.form == NumeralForm::Digits
}

/// "2015-2016", "2022-23"
fn years(scan: &Scan<'_, '_, '_>, a: &Numeral, b: &Numeral) -> bool {
    scan.is_year(a) && (scan.is_year(b) || (digits(b) && b.value < 100.0))
}

/// The value of `a` before `b`: "cinq" in "cinq à six mille" is 5000.
fn elide(a: &Numeral, b: &Numeral) -> f64 {
    if a.scale >= 1000.0 || b.scale <= 1.0 || a.value >= 1000.0 || a.value <= 0.0 || a.form == NumeralForm::Fraction {
        return a.value;
    }
    [b.scale * 100.0, b.scale, 1000.0]
        .into_iter()
        .map(|scale| a.value * scale)
        .find(|value| *value < b.value && *value * 20.0 >= b.value)
        .filter(|_| a.value * 20.0 < b.value)
        .unwrap_or(a.value)
}
