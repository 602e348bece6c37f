//! The time a figure speaks of.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// A day or an interval of days, either end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct When {
    start: Option<Date>,
    end: Option<Date>,
}

impl When {
    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { start: Some(day), end: Some(day) }
    }

    /// `start` to `end`, both counted; an inverted pair is put in order.
    #[must_use]
    pub fn between(start: Date, end: Date) -> Self {
        Self { start: Some(start.min(end)), end: Some(start.max(end)) }
    }

    /// Since `start`.
    #[must_use]
    pub fn since(start: Date) -> Self {
        Self { start: Some(start), end: None }
    }

    /// Until `end`.
    #[must_use]
    pub fn until(end: Date) -> Self {
        Self { start: None, end: Some(end) }
    }

    /// First day, where stated.
    #[must_use]
    pub fn start(self) -> Option<Date> {
        self.start
    }

    /// Last day, where stated.
    #[must_use]
    pub fn end(self) -> Option<Date> {
        self.end
    }

    /// Whether it is one single day.
    #[must_use]
    pub fn is_day(self) -> bool {
        self.start.is_some() && self.start == self.end
    }

    /// Whether the two share a day; open ends reach for ever.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let before = |a: Option<Date>, b: Option<Date>| matches!((a, b), (Some(end), Some(start)) if end < start);
        !before(self.end, other.start) && !before(other.end, self.start)
    }
}

impl std::fmt::Display for When {
    /// `2022-09-24`, `2022-09-24/2022-09-25`, `2022-09-24/` or `/2022-09-24`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let (Some(day), true) = (self.start, self.is_day()) {
            return write!(f, "{day}");
        }
        if let Some(start) = self.start {
            write!(f, "{start}")?;
        }
        f.write_str("/")?;
        if let Some(end) = self.end {
            write!(f, "{end}")?;
        }
        Ok(())
    }
}

impl std::str::FromStr for When {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((a, b)) = text.split_once('/') else { return Ok(Self::day(text.parse()?)) };
        let end = |part: &str| if part.is_empty() { Ok(None) } else { part.parse().map(Some) };
        Ok(Self { start: end(a)?, end: end(b)? })
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
