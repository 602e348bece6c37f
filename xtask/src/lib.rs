//! The annotated corpus: its parser, and the judgement of what the reader makes of it.
//!
//! Used by the corpus test and by `cargo run -p xtask -- score`. Never part of the product.

pub mod corpus;
pub mod fits;
pub mod judge;
pub mod reports;
pub mod twins;
