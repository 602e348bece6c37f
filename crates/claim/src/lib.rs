//! The vocabulary of claims: one figure a report states about people on the move, with everything the text says about it.
//!
//! Terms follow IDMC HELIX (quantifier, unit, stock and flow, source) and border practice (crossing, queue, wait). Nothing here reads
//! text, opens a file or knows a language.

mod terms;
mod when;

pub use terms::{Measure, Modality, Quantifier, Rate, Unit};
pub use when::When;
