//! Bytes of one input to documents.

use exode_extract::{Grammar, Lang, Lexicon};
use exode_text::{Cues, Document, Meta};

/// The format of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// One report a line, as JSON.
    JsonLines,
}

impl Format {
    /// The format a file name tells, `None` for names exode does not read.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" => Some(Self::Plain),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// Its name in a ledger.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::JsonLines => "json-line",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Plain, Self::Markdown, Self::Html, Self::JsonLines].into_iter().find(|f| f.name() == name)
    }

    /// A guess from the first bytes, for standard input.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Self {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
        if head.starts_with("<!doctype html") || head.starts_with("<html") || head.starts_with("<head") || head.starts_with("<body") {
            Self::Html
        } else if head.starts_with("{\"") {
            Self::JsonLines
        } else {
            Self::Plain
        }
    }
}

/// The document of one input that holds one report.
#[must_use]
pub fn document(bytes: &[u8], name: &str, format: Format, sidecar: Option<&[u8]>) -> Document {
    let cues = furniture();
    let mut document = match format {
        Format::Markdown => exode_text::markdown(bytes, name, cues),
        Format::Html => exode_text::html(bytes, name, cues),
        Format::Plain | Format::JsonLines => exode_text::plain(bytes, name, cues),
    };
    if let Some(json) = sidecar {
        let (meta, notes) = Meta::from_sidecar(json);
        document.add_sidecar(meta, notes);
    }
    document
}

/// The document of one line of JSON Lines; `line` counts from 1 and names reports that have no name. A line that is no report gives an
/// empty document with a note.
#[must_use]
pub fn document_of_line(bytes: &[u8], name: &str, line: usize) -> Document {
    exode_text::json_line(bytes, line, name, furniture()).unwrap_or_else(|note| Document {
        name: format!("{name}:{line}"),
        notes: vec![note],
        ..Document::default()
    })
}

/// The phrases of all languages by which captions and boilerplate show.
fn furniture() -> &'static Cues {
    static ALL: std::sync::OnceLock<Cues> = std::sync::OnceLock::new();
    ALL.get_or_init(|| {
        let of = |want| [Lang::Fr, Lang::En].into_iter().flat_map(move |l| Lexicon::embedded(l).forms_of(want)).collect::<Vec<_>>();
        Cues::new(&of(Grammar::Boilerplate), &of(Grammar::Caption))
    })
}
