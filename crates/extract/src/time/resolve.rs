//! From words to days.
//!
//! What it decides: past before future, unless the text looks ahead; N days up to a day count both ends; 24 hours are that day and
//! the one before; "since" is closed at the report; a date without year is the last one, or one at most 30 days ahead.

use exode_claim::When;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::Anchor;
use super::expr::{Length, Point, Relation, TimeExpr};
use super::word::{Edge, Season, TimeUnit, Which};

/// A date without year may lie so many days ahead.
const NEAR_AHEAD: i32 = 30;
/// No length of time in the news is longer than this many days.
const LONGEST: f64 = 40_000.0;

/// Which way an incomplete date is completed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The last one, or one close ahead.
    Near,
    /// The last one.
    Past,
    /// The next one.
    Ahead,
}

#[derive(Clone, Copy)]
struct Base {
    /// Day that "yesterday" is counted from.
    today: Option<Date>,
    /// Day that completes a year.
    report: Option<Date>,
    way: Way,
}

type Days = (Date, Date);

impl TimeExpr {
    /// The days meant, `None` where the words and the anchor do not settle them.
    #[must_use]
    pub fn resolve(&self, anchor: &Anchor) -> Option<When> {
        let way = match self.relation {
            _ if self.planned => Way::Ahead,
            Relation::Since | Relation::After => Way::Past,
            _ => Way::Near,
        };
        let report = anchor.report.or(anchor.speech);
        let base = Base { today: anchor.speech.or(anchor.report), report, way };
        if let (Relation::Window, Point::Length(length)) = (self.relation, &self.point) {
            let days = length.is_24_hours().then(|| base.lasting(length)).flatten()?;
            return Some(When::between(days.0, days.1));
        }
        let (first, last) = base.days(&self.point)?;
        Some(match self.relation {
            Relation::Window => return None,
            Relation::During => When::between(first, last),
            Relation::Until => When::until(last),
            Relation::Before => When::until(first),
            Relation::Since | Relation::After => {
                let first = match &self.point {
                    Point::Month { edge: Some(Edge::Middle), .. } => add(first, 4)?,
                    _ => first,
                };
                match report {
                    Some(end) if first <= end => When::between(first, end),
                    _ => When::since(first),
                }
            }
        })
    }
}

impl Base {
    fn days(&self, point: &Point) -> Option<Days> {
        match point {
            Point::Date { year, month, day } => one(self.dated(*year, *month, *day)?),
            Point::DayOfMonth(day) => one(self.day_of_month(*day)?),
            Point::DayOnly(_) | Point::Length(_) | Point::Lasting(None) | Point::Coming(None) => None,
            Point::Month { year, month, edge } => self.month(*year, *month, *edge),
            Point::Year { year, edge } => Some(year_days(*year, *edge)).flatten(),
            Point::Share { year, nth, unit } => self.share(*year, *nth, *unit),
            Point::Season { year, season, which } => self.season(*year, *season, *which),
            Point::Weekday { day, which } => one(self.weekday(*day, *which)?),
            Point::Weekend(which) => self.weekend(*which),
            Point::Day(shift) => one(add(self.today?, i32::from(*shift))?),
            Point::Period { unit, shift, edge } => self.period(*unit, *shift, *edge),
            Point::Lasting(Some(length)) => self.lasting(length),
            Point::Coming(Some(length)) => {
                let today = self.today?;
                let last = step(today, length.unit, length.high.max(length.n))?;
                let first = if counts_months(length.unit) { today } else { add(today, 1)?.min(last) };
                Some((first, last))
            }
            Point::Ago { length, open } => self.ago(length, *open),
            Point::Event(day) => one(*day),
            Point::Shifted { base, length, before } => {
                let from = self.days(base)?.0;
                let sign = if *before { -1.0 } else { 1.0 };
                let a = step(from, length.unit, sign * length.n)?;
                let b = step(from, length.unit, sign * length.high)?;
                Some((a.min(b), a.max(b)))
            }
            Point::Following { base, length } => {
                let from = self.days(base)?.0;
                let last = step(from, length.unit, length.high)?;
                // "In the week since the order", told before the week is over.
                let told = self.report.filter(|r| self.way != Way::Ahead && from <= *r);
                Some((from, told.map_or(last, |r| last.min(r))))
            }
            Point::Ending { base, length } => Self { today: Some(self.days(base)?.1), ..*self }.lasting(length),
            Point::First { base, length } => {
                let from = self.days(base)?.0;
                Some((from, add(step(from, length.unit, length.high)?, -1)?.max(from)))
            }
            Point::From(base) => Some((self.days(base)?.0, self.today?)),
            Point::SameIn { base, year } => {
                let (first, last) = self.days(base)?;
                let years = f64::from(self.days(year)?.0.year() - last.year());
                Some((step(first, TimeUnit::Year, years)?, step(last, TimeUnit::Year, years)?))
            }
            Point::Previous { base, unit } => self.previous(self.days(base)?, *unit),
            Point::Moved { base, length } => moved(self.days(base)?, length.unit, -length.n),
            Point::Containing { base, unit } => {
                let (first, last) = self.days(base)?;
                if first < last {
                    return Some((first, last));
                }
                let (first, end) = Self { today: Some(first), way: Way::Ahead, ..*self }.period(*unit, 0, None)?;
                Some((first, self.report.map_or(end, |r| end.min(r.max(last)))))
            }
            Point::Span(a, b) => self.span(a, b),
        }
    }

    fn span(&self, a: &Point, b: &Point) -> Option<Days> {
        let (first, last) = self.days(b)?;
        let start = match a {
            Point::DayOnly(day) => {
                let same = Date::new(first.year(), first.month(), *day as i8).ok();
                match same.filter(|d| *d <= first) {
                    Some(day) => day,
                    None => add(first.first_of_month(), -1).and_then(|m| Date::new(m.year(), m.month(), *day as i8).ok())?,
                }
            }
            Point::Weekday { day, which: None } => Self { today: Some(add(first, -1)?), way: Way::Past, ..*self }.weekday(*day, None)?,
            Point::Date { year: None, .. } | Point::Month { year: None, .. } => {
                Self { report: Some(first), way: Way::Past, ..*self }.days(a)?.0
            }
            _ => self.days(a)?.0,
        };
        (start <= last).then_some((start, last))
    }

    /// The day `month`-`day` of the year stated, or of the year that [`Way`] picks.
    fn dated(&self, year: Option<i16>, month: u8, day: u8) -> Option<Date> {
        let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        if let Some(year) = year {
            return Date::new(year, month, day).ok();
        }
        let report = self.report?;
        let of = |shift: i16| Date::new(report.year().checked_add(shift)?, month, day).ok();
        match self.way {
            Way::Ahead => (0..=8).filter_map(of).find(|d| *d >= report),
            Way::Near | Way::Past => {
                let limit = add(report, if self.way == Way::Near { NEAR_AHEAD } else { 0 })?;
                (-8..=1).rev().filter_map(of).find(|d| *d <= limit)
            }
        }
    }

    /// The last day so numbered, or the next where the text looks ahead; a month without it is passed over.
    fn day_of_month(&self, day: u8) -> Option<Date> {
        let (report, day) = (self.report?, i8::try_from(day).ok()?);
        let of = |shift: i32| {
            let month = step(report.first_of_month(), TimeUnit::Month, f64::from(shift))?;
            Date::new(month.year(), month.month(), day).ok()
        };
        match self.way {
            Way::Ahead => (0..=2).filter_map(of).find(|d| *d >= report),
            Way::Near | Way::Past => (-2..=0).rev().filter_map(of).find(|d| *d <= report),
        }
    }

    fn month(&self, year: Option<i16>, month: u8, edge: Option<Edge>) -> Option<Days> {
        let first = match (year, self.way) {
            (None, Way::Ahead) => {
                let this = self.report?.first_of_month();
                Self { report: Some(this), ..*self }.dated(None, month, 1)?
            }
            (None, _) => Self { way: Way::Past, ..*self }.dated(None, month, 1)?,
            (year, _) => self.dated(year, month, 1)?,
        };
        month_days(first, edge)
    }

    fn share(&self, year: Option<i16>, nth: u8, unit: TimeUnit) -> Option<Days> {
        let months = if unit == TimeUnit::Half { 6 } else { 3 };
        let month = u8::try_from(1 + u16::from(nth.checked_sub(1)?) * months).ok().filter(|m| *m <= 12)?;
        let first = Self { way: Way::Past, ..*self }.dated(year, month, 1)?;
        Some((first, add(step(first, TimeUnit::Month, f64::from(months))?, -1)?))
    }

    fn season(&self, year: Option<i16>, season: Season, which: Option<Which>) -> Option<Days> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let way = if which == Some(Which::Next) { Way::Ahead } else { Way::Past };
        let days_of = |first: Date| Some((first, add(step(first, TimeUnit::Month, 3.0)?, -1)?));
        let days = days_of(Self { way, ..*self }.dated(year, month, 1)?)?;
        let running = self.report.is_some_and(|r| r <= days.1);
        if year.is_none() && which == Some(Which::Last) && running {
            return days_of(step(days.0, TimeUnit::Year, -1.0)?);
        }
        Some(days)
    }

    fn weekday(&self, day: u8, which: Option<Which>) -> Option<Date> {
        let today = self.today?;
        let now = i32::from(today.weekday().to_monday_one_offset());
        let back = (now - i32::from(day)).rem_euclid(7);
        let shift = match which {
            Some(Which::Next) => 7 - back,
            Some(Which::Last | Which::Past) if back == 0 => -7,
            Some(Which::Last | Which::Past) => -back,
            _ if self.way == Way::Ahead => (7 - back) % 7,
            _ => -back,
        };
        add(today, shift)
    }

    fn weekend(&self, which: Option<Which>) -> Option<Days> {
        let today = self.today?;
        let now = i32::from(today.weekday().to_monday_one_offset());
        let back = (now - 6).rem_euclid(7);
        let running = back < 2;
        let shift = match which {
            Some(Which::Next) => 7 - back,
            Some(Which::Last | Which::Past) if running => -back - 7,
            _ if self.way == Way::Ahead && !running => 7 - back,
            _ => -back,
        };
        let saturday = add(today, shift)?;
        Some((saturday, add(saturday, 1)?))
    }

    fn period(&self, unit: TimeUnit, shift: i16, edge: Option<Edge>) -> Option<Days> {
        let today = self.today?;
        let start = match unit {
            TimeUnit::Week => add(today, 1 - i32::from(today.weekday().to_monday_one_offset()))?,
            TimeUnit::Month => today.first_of_month(),
            TimeUnit::Quarter => Date::new(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).ok()?,
            TimeUnit::Half => Date::new(today.year(), (today.month() - 1) / 6 * 6 + 1, 1).ok()?,
            TimeUnit::Year => Date::new(today.year(), 1, 1).ok()?,
            TimeUnit::Day | TimeUnit::Hour => return one(add(today, i32::from(shift))?),
        };
        let first = step(start, unit, f64::from(shift))?;
        let last = add(step(first, unit, 1.0)?, -1)?;
        match (edge, unit) {
            (None, _) => {}
            (Some(_), TimeUnit::Month) => return month_days(first, edge),
            (Some(_), TimeUnit::Year) => return year_days(first.year(), edge),
            (Some(Edge::Start | Edge::FirstHalf), _) => return one(first),
            (Some(Edge::Middle | Edge::SecondHalf), _) => return one(add(first, 2)?),
            (Some(Edge::End | Edge::Close), _) => return one(last),
        }
        let running = shift == 0 && self.way != Way::Ahead;
        Some((first, if running { last.min(today) } else { last }))
    }

    /// The week, month or year before the one that `days` lie in; of a few months, the same ones of the year before.
    fn previous(&self, days: Days, unit: TimeUnit) -> Option<Days> {
        let (first, last) = days;
        let year = (first.month(), first.day(), last.month(), last.day()) == (1, 1, 12, 31);
        let week = add(first, 6)? == last;
        if unit == TimeUnit::Year && !year || unit == TimeUnit::Week && week {
            return moved(days, unit, -1.0);
        }
        Self { today: Some(first), way: Way::Ahead, ..*self }.period(unit, -1, None)
    }

    fn lasting(&self, length: &Length) -> Option<Days> {
        let today = self.today?;
        let n = length.high.max(length.n);
        let first = match length.unit {
            TimeUnit::Hour => add(today, -whole((n / 24.0).ceil())?)?,
            unit if counts_months(unit) => step(today, unit, -n)?,
            unit => add(step(today, unit, -n)?, 1)?.min(today),
        };
        Some((first, today))
    }

    fn ago(&self, length: &Length, open: bool) -> Option<Days> {
        let today = self.today?;
        if open {
            return None;
        }
        let near = step(today, length.unit, -length.n)?;
        let far = step(today, length.unit, -length.high.max(length.n))?;
        Some((far, near))
    }
}

/// An end left without a year takes that of the other: "between 1 January and 3 March 2023".
pub(super) fn share_year(a: &mut Point, b: &Point) {
    let (Point::Date { year: Some(known), month: m, day: d }, key) = (b, key(a)) else {
        if let (Point::Month { year: Some(known), month: m, .. }, Some((month, _))) = (b, key(a)) {
            set_year(a, known - i16::from(month > *m));
        }
        return;
    };
    if let Some(first) = key {
        set_year(a, known - i16::from(first > (*m, *d)));
    }
}

fn key(point: &Point) -> Option<(u8, u8)> {
    match point {
        Point::Date { year: None, month, day } => Some((*month, *day)),
        Point::Month { year: None, month, .. } => Some((*month, 1)),
        _ => None,
    }
}

fn set_year(point: &mut Point, known: i16) {
    if let Point::Date { year, .. } | Point::Month { year, .. } = point {
        *year = Some(known);
    }
}

fn one(day: Date) -> Option<Days> {
    Some((day, day))
}

fn add(day: Date, days: i32) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn whole(n: f64) -> Option<i32> {
    (n.is_finite() && n.abs() <= LONGEST).then_some(n.round() as i32)
}

/// `n` units on from `day`, back where negative.
fn step(day: Date, unit: TimeUnit, n: f64) -> Option<Date> {
    let months = |per: f64| {
        let months = whole(n * per).filter(|m| m.abs() < 2400)?;
        day.checked_add(months.months()).ok()
    };
    match unit {
        TimeUnit::Hour => add(day, whole(n / 24.0)?),
        TimeUnit::Day => add(day, whole(n)?),
        TimeUnit::Week => add(day, whole(n * 7.0)?),
        TimeUnit::Month => months(1.0),
        TimeUnit::Quarter => months(3.0),
        TimeUnit::Half => months(6.0),
        TimeUnit::Year => months(12.0),
    }
}

/// Both ends `n` units on; whole months stay whole.
fn moved((first, last): Days, unit: TimeUnit, n: f64) -> Option<Days> {
    let whole = counts_months(unit) && first == first.first_of_month() && last == last.last_of_month();
    let end = step(last, unit, n)?;
    Some((step(first, unit, n)?, if whole { end.last_of_month() } else { end }))
}

/// Months and years reach from a day to the same day: they do not count both ends.
fn counts_months(unit: TimeUnit) -> bool {
    !matches!(unit, TimeUnit::Hour | TimeUnit::Day | TimeUnit::Week)
}

fn month_days(first: Date, edge: Option<Edge>) -> Option<Days> {
    Some(match edge {
        None => (first, first.last_of_month()),
        Some(Edge::Start) => (first, add(first, 9)?),
        Some(Edge::Middle) => (add(first, 10)?, add(first, 19)?),
        Some(Edge::End) => (add(first, 20)?, first.last_of_month()),
        Some(Edge::Close) => (first.last_of_month(), first.last_of_month()),
        Some(Edge::FirstHalf) => (first, add(first, 14)?),
        Some(Edge::SecondHalf) => (add(first, 15)?, first.last_of_month()),
    })
}

fn year_days(year: i16, edge: Option<Edge>) -> Option<Days> {
    let (from, to) = match edge {
        None => (1, 12),
        Some(Edge::Start) => (1, 3),
        Some(Edge::Middle) => (5, 8),
        Some(Edge::End) => (10, 12),
        Some(Edge::FirstHalf) => (1, 6),
        Some(Edge::SecondHalf) => (7, 12),
        Some(Edge::Close) => return one(Date::new(year, 12, 31).ok()?),
    };
    Some((Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?.last_of_month()))
}
