//! Bytes to text, text to tokens and sentences, always with byte offsets into the unmodified input.
//!
//! This crate knows formats (plain text, Markdown, HTML, JSON Lines) and nothing of what the words mean: vocabulary lives in the
//! lexicons of `exode-extract`.

mod span;
mod token;

pub use span::Span;
pub use token::{Case, Gap, Kind, Token, fold, fold_plain, tokenise};
