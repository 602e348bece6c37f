//! What only English composes: two hundred and six, twelve hundred.

/// `group` (below a thousand) and then `value` (below a hundred), with or without "and" between.
pub(super) fn add(group: f64, value: f64, and: bool) -> Option<f64> {
    let below = group % 100.0;
    let fits = if below == 0.0 { value > 0.0 } else { !and && below >= 20.0 && below % 10.0 == 0.0 && (1.0..=9.0).contains(&value) };
    fits.then_some(group + value)
}

/// Whether `group` can be so many hundreds: "two hundred", "twelve hundred".
pub(super) fn hundreds(group: f64) -> bool {
    (1.0..=99.0).contains(&group) && group % 10.0 != 0.0
}
