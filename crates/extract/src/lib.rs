//! Documents to claims and findings: grammar is code, words are data.
//!
//! [`read`] is a pure function of a document and a [`Lexicon`]. It goes through the text once per layer, each layer reading only what the
//! layers before found: tokens, lexicon entries ([`View`]), places, numbers, times; then names and frames of speech; then, figure by
//! figure, what is counted, what is measured, the route, the time, the standing. What it refuses: to guess. A figure whose unit or
//! measure stays open is a finding or nothing. Invariants: spans lie on character boundaries of the text; no claim and no finding
//! carries a private person's name.

mod annotate;
mod between;
mod contact;
mod counted;
mod cue;
mod embedded;
mod event;
mod given;
mod keyed;
pub mod lexicon;
mod mask;
mod mood;
mod names;
pub mod number;
mod officials;
mod ordinary;
mod outlet;
mod place;
mod rate;
mod read;
mod route;
mod scene;
mod settle;
mod small;
mod speech;
mod telephone;
pub mod time;
mod timing;
mod view;

pub use lexicon::{Grammar, Lang, Lexicon, LexiconError};
pub use mask::{MASK, masked, masked_text, masked_with_mark};
pub use outlet::masked_outlet;
pub use place::place_named;
pub use read::{Reading, Step, Trace, read};
pub use view::{Hit, View};
