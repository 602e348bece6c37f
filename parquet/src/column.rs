//! The columns of exode's flat table and their Parquet types.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// A double.
    Number,
    /// Days since 1970-01-01, Parquet's DATE.
    Day,
    /// A boolean.
    Flag,
}

/// Every column, in order. A test holds it to those of exode's export.
#[rustfmt::skip]
pub const COLUMNS: &[(&str, Kind)] = &[
    ("id", Kind::Text),
    ("statement", Kind::Text),
    ("figure", Kind::Text),
    ("low", Kind::Number),
    ("high", Kind::Number),
    ("quantifier", Kind::Text),
    ("vague", Kind::Flag),
    ("unit", Kind::Text),
    ("measure", Kind::Text),
    ("who", Kind::Text),
    ("rate", Kind::Text),
    ("kind", Kind::Text),
    ("origin_id", Kind::Text),
    ("origin", Kind::Text),
    ("destination_id", Kind::Text),
    ("destination", Kind::Text),
    ("crossing_id", Kind::Text),
    ("crossing", Kind::Text),
    ("place_id", Kind::Text),
    ("place", Kind::Text),
    ("time_start", Kind::Day),
    ("time_end", Kind::Day),
    ("source", Kind::Text),
    ("relay", Kind::Text),
    ("telling", Kind::Text),
    ("hedged", Kind::Flag),
    ("modality", Kind::Text),
    ("standing", Kind::Text),
    ("review", Kind::Text),
    ("role", Kind::Text),
    ("corrected", Kind::Text),
    ("sensitivity", Kind::Text),
    ("suppressed", Kind::Flag),
    ("quote", Kind::Text),
    ("excerpt", Kind::Text),
    ("lang", Kind::Text),
    ("report", Kind::Text),
    ("publisher", Kind::Text),
    ("published", Kind::Day),
    ("title", Kind::Text),
    ("link", Kind::Text),
    ("text_hash", Kind::Text),
];

/// Days from 1970-01-01 to a day written as ISO 8601; `None` where it is none.
pub(crate) fn days(text: &str) -> Option<i32> {
    let mut parts = text.split('-');
    let mut part = || parts.next()?.parse::<i32>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March end with the leap day (Hinnant, "days_from_civil").
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_count_from_1970() {
        assert_eq!(
            (days("1970-01-01"), days("1969-12-31"), days("2000-02-29"), days("2022-09-24")),
            (Some(0), Some(-1), Some(11_016), Some(19_259))
        );
        assert_eq!((days("2022-13-01"), days("yesterday"), days("")), (None, None, None));
    }
}
