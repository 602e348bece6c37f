//! What a reader had to give up or guess. A note never costs the page.

use crate::span::Span;

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Code {
    /// Bytes that are no text in the document's encoding stand as U+FFFD.
    UndecodableBytes,
    /// The input is not UTF-8; its encoding was declared by the page or guessed.
    EncodingGuessed,
    /// The input is longer than a document may be; the rest was not read.
    TooLong,
    /// A sidecar is no JSON object.
    SidecarBroken,
    /// A field of a sidecar has the wrong type or is no date.
    SidecarField,
    /// A line of a JSON Lines file is no report.
    LineBroken,
    /// The page is too large or too deeply nested to look for its article: all its paragraphs were kept.
    ArticleSkipped,
    /// No article was found on the page: all its paragraphs were kept.
    ArticleNotFound,
    /// Two places of a document date it differently.
    DatesDiffer,
}

impl Code {
    /// The code as text.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UndecodableBytes => "undecodable-bytes",
            Self::EncodingGuessed => "encoding-guessed",
            Self::TooLong => "too-long",
            Self::SidecarBroken => "sidecar-broken",
            Self::SidecarField => "sidecar-field",
            Self::LineBroken => "line-broken",
            Self::ArticleSkipped => "article-skipped",
            Self::ArticleNotFound => "article-not-found",
            Self::DatesDiffer => "dates-differ",
        }
    }
}

/// One note on an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub code: Code,
    /// Where, in bytes of the unmodified input (for a sidecar's notes: of the sidecar); empty at 0 for the whole.
    pub span: Span,
    /// For people.
    pub message: String,
}

impl Note {
    /// A note.
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, span, message: message.into() }
    }
}
