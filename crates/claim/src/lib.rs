//! The vocabulary of claims: one figure a report states about people on the move, with everything the text says about it.
//!
//! Terms follow IDMC HELIX (quantifier, unit, stock and flow, source) and border practice (crossing, queue, wait). Nothing here reads
//! text, opens a file or knows a language. Invariant: a [`Claim`] holds no name of a private person, because an [`Attribution`] can
//! only be made of words a vocabulary vouches for.

mod attribution;
mod claim;
mod event;
mod finding;
mod terms;
mod when;

pub use attribution::{Attribution, Holder, Label, Vouch, WitnessKind};
pub use claim::{Bounds, Claim, ClaimId, PlaceRef};
pub use event::{Event, EventKind};
pub use finding::{Finding, FindingCode};
pub use terms::{Measure, Modality, Quantifier, Rate, Unit};
pub use when::When;
