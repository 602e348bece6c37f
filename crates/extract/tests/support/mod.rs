//! What the tests of numbers share.

use exode_claim::Quantifier as Q;
use exode_extract::number::Figure;

/// Bounds as docs/CORPUS.md writes them, after `convert`.
pub(crate) fn bounds(f: &Figure, convert: impl Fn(f64) -> f64) -> String {
    let (low, high) = (f.low.map_or(f64::NAN, &convert), f.high.map_or(f64::NAN, &convert));
    match f.quantifier {
        Q::Approximately if f.vague => format!("{low}..{high}"),
        Q::Exact => format!("{low}"),
        Q::Approximately => format!("~{low}"),
        Q::Nearly => format!("<~{low}"),
        Q::MoreThan => format!(">{low}"),
        Q::AtLeast => format!(">={low}"),
        Q::UpTo => format!("<={high}"),
        Q::LessThan => format!("<{high}"),
        Q::Between => format!("{low}..{high}"),
    }
}
