//! A time as the text says it, before it is given dates.

use jiff::civil::Date;

use super::word::{Edge, Season, TimeUnit, Which};

/// How the claim stands to the [`Point`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// On that day, in that period.
    During,
    /// From its first day to the report.
    Since,
    /// Up to its last day.
    Until,
    /// Up to its first day.
    Before,
    /// From its first day to the report.
    After,
    /// A length of time without a stated end: "en deux jours".
    Window,
}

/// A length of time, `n` to `high` units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// How many.
    pub n: f64,
    /// Upper bound of how many, `n` where the text gives one number.
    pub high: f64,
    /// Of what.
    pub unit: TimeUnit,
}

impl Length {
    /// One of a unit.
    #[must_use]
    pub fn one(unit: TimeUnit) -> Self {
        Self { n: 1.0, high: 1.0, unit }
    }

    /// Whether it is one day, also written as 24 hours.
    #[must_use]
    pub fn is_24_hours(&self) -> bool {
        self.unit == TimeUnit::Hour && self.n == 24.0 && self.high == 24.0
    }
}

/// Some days, absolute or counted from a day still to be given.
#[derive(Debug, Clone, PartialEq)]
pub enum Point {
    /// A day of a month.
    Date {
        /// Year, where stated.
        year: Option<i16>,
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
    },
    /// A day of the month that the other end of the range names: the 3 of "du 3 au 9 mars".
    DayOnly(u8),
    /// A day of the month of the report, or of the month before: "le 20", "on the 20th".
    DayOfMonth(u8),
    /// A month or a part of it.
    Month {
        /// Year, where stated.
        year: Option<i16>,
        /// Month, 1 to 12.
        month: u8,
        /// The part.
        edge: Option<Edge>,
    },
    /// A year or a part of it.
    Year {
        /// The year.
        year: i16,
        /// The part.
        edge: Option<Edge>,
    },
    /// A quarter or half of a year.
    Share {
        /// Year, where stated.
        year: Option<i16>,
        /// Which, from 1.
        nth: u8,
        /// Quarter or half.
        unit: TimeUnit,
    },
    /// A season.
    Season {
        /// Year it starts in, where stated.
        year: Option<i16>,
        /// The season.
        season: Season,
        /// "Last summer".
        which: Option<Which>,
    },
    /// A day of week.
    Weekday {
        /// Monday 1.
        day: u8,
        /// "Last", "next".
        which: Option<Which>,
    },
    /// Saturday and Sunday.
    Weekend(Option<Which>),
    /// Days from the day of writing.
    Day(i16),
    /// The calendar week, month or year so many before or after this one.
    Period {
        /// Week, month or year.
        unit: TimeUnit,
        /// -1 is the last one.
        shift: i16,
        /// The part.
        edge: Option<Edge>,
    },
    /// The length of time that ends on the day of writing; `None` for "recent days".
    Lasting(Option<Length>),
    /// The length of time that starts after the day of writing.
    Coming(Option<Length>),
    /// So long before the day of writing; open where the text says "more than".
    Ago {
        /// How long.
        length: Length,
        /// "More than".
        open: bool,
    },
    /// A dated event.
    Event(Date),
    /// So long before (negative) or after the first day of another.
    Shifted {
        /// From where.
        base: Box<Point>,
        /// How long.
        length: Length,
        /// Before instead of after.
        before: bool,
    },
    /// From the first day of another on, so long.
    Following {
        /// From where.
        base: Box<Point>,
        /// How long.
        length: Length,
    },
    /// The length of time that ends on the last day of another: "the 24 hours to Tuesday".
    Ending {
        /// At what.
        base: Box<Point>,
        /// How long.
        length: Length,
    },
    /// The first so many days, weeks or months of another, or the seven days of "the week of 19 September".
    First {
        /// Of what.
        base: Box<Point>,
        /// How long.
        length: Length,
    },
    /// The same days in another year: "the same period of 2023".
    SameIn {
        /// Which days.
        base: Box<Point>,
        /// In which year.
        year: Box<Point>,
    },
    /// The week, month or year before that of another: "the previous month".
    Previous {
        /// Before what.
        base: Box<Point>,
        /// Week, month or year.
        unit: TimeUnit,
    },
    /// Another, so long before: "a month earlier".
    Moved {
        /// What.
        base: Box<Point>,
        /// How long before.
        length: Length,
    },
    /// The week, month or year around a day: "that week".
    Containing {
        /// Around what.
        base: Box<Point>,
        /// Week, month or year.
        unit: TimeUnit,
    },
    /// From the first day of another on: a time told with "since" and pointed back at.
    From(Box<Point>),
    /// From one to the other, both counted.
    Span(Box<Point>, Box<Point>),
    /// A length of time that hangs on nothing.
    Length(Length),
}

/// A time as the text says it.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpr {
    /// How the claim stands to the point.
    pub relation: Relation,
    /// The days meant.
    pub point: Point,
    /// The text looks ahead: a weekday or a date without year is the next one, not the last.
    pub planned: bool,
}

impl TimeExpr {
    pub(super) fn new(relation: Relation, point: Point) -> Self {
        Self { relation, point, planned: false }
    }

    /// The same words read as lying ahead.
    #[must_use]
    pub fn ahead(mut self) -> Self {
        self.planned = true;
        self
    }

    /// Whether it is one stated day: "le 24 février", "lundi", "hier", "il y a quatre jours".
    #[must_use]
    pub fn is_single_day(&self) -> bool {
        self.relation == Relation::During && self.point.is_day()
    }

    /// Whether it is a length of time whose end is not stated: "en deux jours", "in a week", "en 24 heures".
    #[must_use]
    pub fn is_duration_window(&self) -> bool {
        self.relation == Relation::Window
    }

    /// Whether it is told beside another time, for comparison: "the previous month", "the same period of 2023", "a year earlier".
    #[must_use]
    pub fn compares(&self) -> bool {
        matches!(self.point, Point::SameIn { .. } | Point::Previous { .. } | Point::Moved { .. })
    }

    /// Whether it counts from the day of writing or, inside a quotation, of speaking.
    #[must_use]
    pub fn is_deictic(&self) -> bool {
        self.point.is_deictic()
    }

    /// Whether it hangs on a dated event: "avant l'annonce".
    #[must_use]
    pub fn is_event(&self) -> bool {
        self.point.is_event()
    }
}

impl Point {
    pub(super) fn is_day(&self) -> bool {
        match self {
            Self::Date { .. } | Self::DayOfMonth(_) | Self::Weekday { .. } | Self::Day(_) | Self::Event(_) => true,
            Self::Ago { length, open } => !open && length.n == length.high,
            Self::Shifted { length, .. } => length.n == length.high,
            Self::Moved { base, .. } => base.is_day(),
            _ => false,
        }
    }

    fn is_deictic(&self) -> bool {
        match self {
            Self::Weekday { .. }
            | Self::Weekend(_)
            | Self::Day(_)
            | Self::Period { .. }
            | Self::Lasting(_)
            | Self::Coming(_)
            | Self::Ago { .. } => true,
            Self::Season { which, .. } => which.is_some(),
            Self::Shifted { base, .. }
            | Self::Following { base, .. }
            | Self::First { base, .. }
            | Self::Ending { base, .. }
            | Self::SameIn { base, .. }
            | Self::Previous { base, .. }
            | Self::Moved { base, .. }
            | Self::Containing { base, .. }
            | Self::From(base) => base.is_deictic(),
            Self::Span(a, b) => a.is_deictic() || b.is_deictic(),
            _ => false,
        }
    }

    fn is_event(&self) -> bool {
        match self {
            Self::Event(_) => true,
            Self::Shifted { base, .. } | Self::Following { base, .. } | Self::First { base, .. } => base.is_event(),
            _ => false,
        }
    }

    /// Whether it names a day or month of the calendar by itself.
    pub(super) fn is_absolute(&self) -> bool {
        matches!(self, Self::Date { .. } | Self::Month { .. } | Self::Year { .. })
    }

    /// The kind of thing a range may join: both ends of the same.
    pub(super) fn joins(&self, other: &Self) -> bool {
        use Point::{Date, Day, Event, Month, Weekday, Year};
        let weekly = |p: &Self| matches!(p, Weekday { .. } | Day(_));
        let dated = |p: &Self| matches!(p, Date { .. } | Month { .. } | Event(_));
        (weekly(self) && weekly(other))
            || (dated(self) && (dated(other) || matches!(other, Day(_))))
            || (matches!(self, Date { .. }) && matches!(other, Weekday { .. }))
            || matches!((self, other), (Year { .. }, Year { .. } | Month { .. }) | (Month { .. }, Year { .. }))
    }

    /// Whether `other` is the day or month right after this one: what "and" may join to one interval.
    pub(super) fn is_followed_by(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Weekday { day: a, .. }, Self::Weekday { day: b, .. }) => a % 7 + 1 == *b,
            (Self::Month { month: a, .. }, Self::Month { month: b, .. }) => a % 12 + 1 == *b,
            (Self::Date { month: m, day: a, .. }, Self::Date { month: n, day: b, .. }) => m == n && a + 1 == *b,
            (Self::Day(a), Self::Day(b)) => a + 1 == *b,
            _ => false,
        }
    }
}
