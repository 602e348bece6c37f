//! Words that point back: "since then", "that day", "over the same period of 2023", "the previous month", "un an plus tôt".
//!
//! They are read against what the sentence and the few before it told. Refuses them where nothing was told, and what merely looks like
//! them: "that day" without a day before it.

use exode_text::Kind;

use super::expr::{Length, Point, Relation, TimeExpr};
use super::read::Reader;
use super::word::{Back, Link, Mark, TimeUnit, TimeWord, Which};
use super::{TimeMention, date::which_of};
use crate::lexicon::{Sense, SpeechRole};
use crate::view::View;

/// After so many sentences nobody points back any more.
const FRESH: u8 = 3;

/// The times told last, for words that point back at them.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The day.
    pub(super) day: Option<Point>,
    /// The day or stretch of days.
    pub(super) stretch: Option<Point>,
    /// Where "since then" begins.
    pub(super) moment: Option<Point>,
    age: u8,
}

impl Told {
    /// Another sentence begins.
    pub(super) fn fade(&mut self) {
        self.age += 1;
        if self.age > FRESH {
            *self = Self::default();
        }
    }

    /// Keep what a mention tells, but for days that only say when somebody spoke, and days to come.
    pub(super) fn learn(&mut self, view: &View, mention: &TimeMention) {
        let TimeExpr { relation, point, planned } = &mention.expr;
        if *planned || *relation == Relation::Window || heads(view, mention) {
            return;
        }
        // "Le 28 septembre …; le lendemain … et le surlendemain": both count from the day stated, not from one another.
        let day = point.is_day() && !matches!(point, Point::Shifted { .. }) && matches!(relation, Relation::During | Relation::Until);
        if spoken(view, mention) {
            if day && (self.age > 0 || self.day.is_none()) {
                self.day = Some(point.clone());
            }
            return;
        }
        let point = point.clone();
        if day {
            self.day = Some(point.clone());
        }
        self.age = 0;
        (self.stretch, self.moment) = match relation {
            Relation::Since | Relation::After => (Some(Point::From(Box::new(point.clone()))), Some(point)),
            _ => match &point {
                Point::Span(_, last) => (Some(point.clone()), Some((**last).clone())),
                _ => (Some(point.clone()), Some(point)),
            },
        };
    }
}

/// Whether a reporting verb stands beside the mention: "the mayor said on Tuesday".
fn spoken(view: &View, mention: &TimeMention) -> bool {
    let reports = |s: &Sense| matches!(s, Sense::Speech(w) if w.role == SpeechRole::Verb).then_some(());
    view.before(mention.start, reports).is_some() || view.at(mention.end, reports).is_some()
}

/// Whether the mention stands before a dash, as the day a report was written does: "GOMA, Jan 31 – ".
fn heads(view: &View, mention: &TimeMention) -> bool {
    let at = mention.end;
    view.kind(at) == Kind::Mark && matches!(view.word(at), "–" | "—" | "-") && view.gap(at) != exode_text::Gap::None
}

impl Reader<'_> {
    /// "Since then": from the moment told last.
    pub(super) fn since_then(&self, at: usize) -> Option<(TimeExpr, usize)> {
        Some((TimeExpr::new(Relation::Since, self.told.moment.clone()?), at))
    }

    /// Any time at `i` that points back at one told before.
    pub(super) fn back(&self, i: usize) -> Option<(Point, usize)> {
        let base = || self.told.stretch.clone().map(Box::new);
        if let Some(found) = self.same(i) {
            return Some(found);
        }
        let at = self.skip_link(i, &[Link::The]);
        let previous = |k: usize| self.at(k, |w| (w == TimeWord::Back(Back::Previous)).then_some(())).map(|((), end)| end);
        if let Some((unit, end)) = previous(at).and_then(|k| self.unit(k)) {
            return Some((Point::Previous { base: base()?, unit }, end));
        }
        if let Some((unit, end)) = self.unit(at).filter(|(u, _)| !matches!(u, TimeUnit::Hour | TimeUnit::Day)) {
            // "The week before", "le mois précédent": not "the week before the order".
            let before = || self.link(end, &[Link::Before]).filter(|k| at > i && self.ends(*k));
            if let Some(end) = previous(end).or_else(before) {
                return Some((Point::Previous { base: base()?, unit }, end));
            }
        }
        let (length, end) = self.length(self.hedge(i).1)?;
        let earlier = self.mark(end, Mark::Earlier).or_else(|| self.link(end, &[Link::Before]))?;
        let whole = length.n == length.high && length.unit != TimeUnit::Hour;
        (whole && self.ends(earlier)).then(|| Some((Point::Moved { base: base()?, length }, earlier)))?
    }

    /// "That day", "the same period of 2023", "ce mois-là", "cette période".
    fn same(&self, i: usize) -> Option<(Point, usize)> {
        let told = || self.told.stretch.clone().map(Box::new);
        let same = self.at(i, |w| (w == TimeWord::Back(Back::Same)).then_some(())).map(|((), end)| end);
        let this = || self.at(i, which_of).filter(|(w, _)| *w == Which::This).map(|(_, end)| end);
        let at = same.or_else(this)?;
        let there = |k: usize| self.dash(k).and_then(|k| self.mark(k, Mark::There));
        // "Ce vendredi-là": the day told last.
        let weekday = self.at(at, |w| matches!(w, TimeWord::Weekday(_)).then_some(())).and_then(|((), k)| there(k));
        if let Some(end) = weekday {
            return Some((self.told.day.clone()?, end));
        }
        // "That night", "ce soir-là".
        let part = self.mark(at, Mark::Part).map(|k| (k, there(k)));
        if let Some((end, there)) = part.filter(|(_, there)| there.is_some() || same.is_some()) {
            return Some((self.told.day.clone()?, there.unwrap_or(end)));
        }
        let period = self.at(at, |w| (w == TimeWord::Back(Back::Period)).then_some(())).map(|((), end)| end);
        if let Some(end) = period {
            let end = there(end).unwrap_or(end);
            return match self.year_of(end) {
                Some((year, end)) => Some((Point::SameIn { base: told()?, year: Box::new(year) }, end)),
                None => Some((*told()?, end)),
            };
        }
        // "denies that half a million have left": half of what is counted.
        let counts = |u: TimeUnit, end: usize| matches!(u, TimeUnit::Half | TimeUnit::Quarter) && self.count(end).is_some();
        let (unit, end) = self.unit(at).filter(|(u, end)| *u != TimeUnit::Hour && !counts(*u, *end))?;
        let end = match (there(end), same) {
            (Some(end), _) => end,
            (None, same) => same.map(|_| end)?,
        };
        if let Some((year, end)) = self.year_of(end).filter(|_| unit != TimeUnit::Year) {
            return Some((Point::SameIn { base: told()?, year: Box::new(year) }, end));
        }
        if unit == TimeUnit::Day {
            return Some((self.told.day.clone()?, end));
        }
        Some((Point::Containing { base: told()?, unit }, end))
    }

    /// "Of 2023", "in 2023", "last year", "de l'an dernier", "a year ago", "il y a un an".
    fn year_of(&self, i: usize) -> Option<(Point, usize)> {
        let at = self.skip_link(i, &[Link::Of, Link::In]);
        let year = self.whole_year(at).filter(|_| at > i);
        let bare = self.skip_link(at, &[Link::The]);
        let last = || self.period(bare).filter(|(unit, ..)| *unit == TimeUnit::Year);
        let ago = || self.ago(at).filter(|(p, _)| matches!(p, Point::Ago { length: Length { unit: TimeUnit::Year, .. }, open: false }));
        year.or_else(|| last().map(|(unit, shift, end)| (Point::Period { unit, shift, edge: None }, end))).or_else(ago)
    }

    /// Whether a clause ends at `i`.
    fn ends(&self, i: usize) -> bool {
        self.is_stop(i) || self.view.at(i, |s| matches!(s, Sense::Speech(_) | Sense::Grammar(_)).then_some(())).is_some()
    }
}
