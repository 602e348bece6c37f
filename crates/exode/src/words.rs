//! A claim in a few words, for terminals.

use exode_claim::{Claim, Quantifier};

/// The figure with its hedge: "> 16", "5 000–6 000", "≈ 40 000".
#[must_use]
pub fn value_text(claim: &Claim) -> String {
    let number = |v: Option<f64>| v.map_or_else(String::new, number_text);
    let (low, high) = (claim.bounds.low, claim.bounds.high);
    let one = number(low.or(high));
    match claim.quantifier {
        Quantifier::Between => format!("{}–{}", number(low), number(high)),
        Quantifier::Approximately if low != high => format!("~ {}–{}", number(low), number(high)),
        Quantifier::Approximately => format!("≈ {one}"),
        Quantifier::Nearly => format!("nearly {one}"),
        Quantifier::MoreThan => format!("> {one}"),
        Quantifier::AtLeast => format!("≥ {one}"),
        Quantifier::UpTo => format!("≤ {one}"),
        Quantifier::LessThan => format!("< {one}"),
        Quantifier::Exact => one,
    }
}

/// Thousands apart by a thin space, at most two decimals.
fn number_text(v: f64) -> String {
    let rounded = (v * 100.0).round() / 100.0;
    let text = rounded.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), String::new()), |(w, r)| (w, format!(".{r}")));
    let mut out = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) && whole.len() > 4 {
            out.push('\u{202F}');
        }
        out.push(digit);
    }
    out + &rest
}

/// "  Russia → Georgia at Verkhni Lars", empty where the text names no place.
#[must_use]
pub fn route_text(claim: &Claim) -> String {
    let name = |p: &Option<exode_claim::PlaceRef>| p.as_ref().map(|p| p.name.clone());
    let mut out = match (name(&claim.origin), name(&claim.destination)) {
        (Some(a), Some(b)) => format!("  {a} → {b}"),
        (Some(a), None) => format!("  from {a}"),
        (None, Some(b)) => format!("  to {b}"),
        (None, None) => String::new(),
    };
    if let Some(crossing) = name(&claim.crossing) {
        out.push_str(&format!("  at {crossing}"));
    }
    if let Some(place) = name(&claim.place) {
        out.push_str(&format!("  in {place}"));
    }
    out
}
