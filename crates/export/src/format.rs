//! The formats and what is chosen for one export.

use jiff::civil::Date;

use crate::Audience;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The flat table as comma-separated values.
    Csv,
    /// The flat table as JSON Lines.
    JsonLines,
    /// The flat table as a workbook.
    Xlsx,
    /// Crossings and countries with their statements.
    GeoJson,
    /// Comma-separated values with HXL hashtags.
    Hxl,
    /// A workbook with the columns of IDMC HELIX.
    Helix,
    /// STAC items with the Montandon extension.
    Montandon,
    /// Provenance, as PROV-JSON.
    Prov,
    /// A list of reports and statements to cite, as plain text.
    Citations,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] =
        &[Self::Csv, Self::JsonLines, Self::Xlsx, Self::GeoJson, Self::Hxl, Self::Helix, Self::Montandon, Self::Prov, Self::Citations];

    /// The name on a command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Xlsx => "xlsx",
            Self::GeoJson => "geojson",
            Self::Hxl => "hxl",
            Self::Helix => "helix",
            Self::Montandon => "montandon",
            Self::Prov => "prov",
            Self::Citations => "citations",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|f| f.name() == name)
    }

    /// What a file of it is usually called, after the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::Hxl => "csv",
            Self::JsonLines => "jsonl",
            Self::Xlsx | Self::Helix => "xlsx",
            Self::GeoJson => "geojson",
            Self::Montandon | Self::Prov => "json",
            Self::Citations => "txt",
        }
    }

    /// Whether its data card is a file of its own, because the format has no place for one.
    #[must_use]
    pub fn has_sidecar(self) -> bool {
        matches!(self, Self::Csv | Self::Hxl)
    }
}

/// What is put after the whole name of an export, with a dot, to name its card's file: `claims.csv.card.json`.
pub const SIDECAR: &str = "card.json";

/// What is chosen for one export.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it is about.
    pub title: String,
    /// The day it is made.
    pub generated: Date,
    /// Who it is for.
    pub audience: Audience,
    /// Whom to tell about errors: an office or address of the publishing organisation.
    pub contact: Option<String>,
    /// The event all of it belongs to, for HELIX and Montandon; neither has figures without one.
    pub event: Option<String>,
}

impl Options {
    /// A public export without contact or event.
    #[must_use]
    pub fn new(title: impl Into<String>, generated: Date) -> Self {
        Self { title: title.into(), generated, audience: Audience::Public, contact: None, event: None }
    }
}
