//! Bytes to text, text to tokens and sentences, always with byte offsets into the unmodified input.
//!
//! This crate knows formats (plain text, Markdown, HTML, JSON Lines) and nothing of what the words mean: vocabulary lives in the
//! lexicons of `exode-extract`, and the few phrases by which boilerplate and captions show are brought by the caller as [`Cues`].
//!
//! - A reader ([`plain`], [`markdown`], [`html`], [`json_lines`]) makes a [`Document`] of any bytes. It never fails: what it cannot
//!   read it leaves out or replaces, with a [`Note`]. There is therefore no error type in this crate.
//! - [`Document::map`] leads from every byte of [`Document::text`] to the bytes of the input it stands for.
//! - [`Document::tokens`], [`sentences`] and [`quotations`] cut the text; they never change it.
//! - All of it takes time linear in the length of the input, whoever wrote it. No file is opened here.

mod builder;
mod cues;
mod decode;
mod document;
mod html;
mod jsonl;
mod language;
mod map;
mod markdown;
mod marks;
mod meta;
mod note;
mod plain;
mod quote;
mod sentence;
mod shape;
mod span;
mod token;

pub use cues::Cues;
pub use document::{Block, BlockKind, Document};
pub use html::html;
pub use jsonl::{json_line, json_lines};
pub use language::detect_language;
pub use map::OffsetMap;
pub use markdown::markdown;
pub use meta::Meta;
pub use note::{Code, Note};
pub use plain::plain;
pub use quote::quotations;
pub use sentence::sentences;
pub use span::Span;
pub use token::{Case, Gap, Kind, Token, fold, fold_plain, folded, tokenise};
