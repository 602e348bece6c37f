//! Documents to claims and findings: grammar is code, words are data.

mod embedded;
pub mod lexicon;
mod number;
mod time;
mod view;

pub use lexicon::{Lang, Lexicon};
pub use view::{Hit, View};
