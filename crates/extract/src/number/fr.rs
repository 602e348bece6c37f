//! What only French composes: soixante-dix, quatre-vingts, vingt et un, quinze cents.

/// `group` (below a thousand) and then `value` (below a hundred), with or without "et" between.
pub(super) fn add(group: f64, value: f64, et: bool) -> Option<f64> {
    let below = group % 100.0;
    let one = value == 1.0;
    let fits = match below as u32 {
        0 => group > 0.0 && !et,
        4 if value == 20.0 && !et => return Some(group + 76.0),
        10 => (7.0..=9.0).contains(&value) && !et,
        20 | 30 | 40 | 50 => one || (value < 10.0 && value > 0.0 && !et),
        60 => one || value == 11.0 || ((1.0..=16.0).contains(&value) && !et),
        70 | 90 => one || (value < 10.0 && value > 0.0 && !et),
        80 => one || ((1.0..=16.0).contains(&value) && !et),
        _ => false,
    };
    fits.then_some(group + value)
}

/// Whether `group` can be so many hundreds: "deux cents", "quinze cents".
pub(super) fn hundreds(group: f64) -> bool {
    (2.0..=9.0).contains(&group) || (11.0..=19.0).contains(&group)
}
