//! The data card that goes with every export: what it is, where it comes from, what is not in it, how to read it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::clean::MASK;
use crate::{Audience, Format, Options, View};

/// What a reader must know before using a figure, in every card.
pub const CAVEATS: &[&str] = &[
    "Figures are what reports say, read by a machine. They are reported, not verified; \"review\" tells which a person has looked at.",
    "Hedges are kept: \"nearly 8,600\" is not 8,600. A missing bound is open, not zero.",
    "Figures are never added up or averaged. Records of one statement are one figure told several times; figures of different windows overlap.",
    "Contradictory figures stand side by side. How many outlets tell a figure says nothing about whether it is right.",
    "Planned figures are forecasts or intentions, and denied figures are said not to be so: neither is an observation.",
    "Where fewer than ten people or any households are counted, places finer than the country and all wording are withheld.",
    "Names of private persons are masked. If one is left, or a figure is wrong, tell the contact of this export.",
];

/// What the licence of the source texts allows.
pub const LICENCE: &str = "Source texts belong to their publishers. Only short excerpts are quoted, each with its report's publisher, \
date, hash and link where known; no whole text is part of this export.";

/// The card.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// What the export is about.
    pub title: String,
    /// The day it was made.
    #[serde(serialize_with = "iso")]
    pub generated: Date,
    /// What made it.
    pub software: &'static str,
    /// Its version.
    pub version: &'static str,
    /// The format, by its name.
    pub format: &'static str,
    /// Who it is for: the highest sensitivity in it.
    pub sensitivity: Audience,
    /// Whom to tell about errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// How many claims may leave.
    pub records: usize,
    /// How many statements they are.
    pub statements: usize,
    /// How many of the claims had places and words withheld because few people are counted.
    pub suppressed: usize,
    /// How many rows, features or items this file holds.
    pub written: usize,
    /// How many claims stay in the ledger, or statements have no place in this format, and why.
    pub left_out: BTreeMap<String, usize>,
    /// First and last day of publication.
    #[serde(serialize_with = "period")]
    pub published: Option<(Date, Date)>,
    /// Publishers with their reports.
    pub publishers: Vec<Publisher>,
    /// Who states the figures.
    pub sources: Vec<String>,
    /// What a reader must know.
    pub caveats: &'static [&'static str],
    /// The licence of the source texts.
    pub licence: &'static str,
}

/// One publisher of the reports.
#[derive(Debug, Clone, Serialize)]
pub struct Publisher {
    /// Its name.
    pub name: String,
    /// How many of its reports are in the export.
    pub reports: usize,
    /// First and last day of publication.
    #[serde(serialize_with = "period")]
    pub published: Option<(Date, Date)>,
}

impl Card {
    /// The card of `view` in `format`, before anything is written.
    pub(crate) fn of(view: &View, format: Format, options: &Options) -> Self {
        let mut publishers: BTreeMap<&str, Vec<Option<Date>>> = BTreeMap::new();
        for report in &view.reports {
            publishers.entry(report.outlet()).or_default().push(report.published);
        }
        let mut sources: Vec<String> = view.records.iter().filter_map(|r| r.source.clone()).filter(|s| s != MASK).collect();
        sources.sort();
        sources.dedup();
        Self {
            title: crate::clean::clean(&options.title),
            generated: options.generated,
            software: "exode",
            version: env!("CARGO_PKG_VERSION"),
            format: format.name(),
            sensitivity: options.audience,
            contact: options.contact.as_deref().map(crate::clean::clean),
            records: view.records.len(),
            statements: view.statements.len(),
            suppressed: view.records.iter().filter(|r| r.suppressed).count(),
            written: 0,
            left_out: view.kept.iter().map(|(why, n)| (why.name().to_owned(), *n)).collect(),
            published: ends(view.reports.iter().map(|r| r.published)),
            publishers: publishers
                .into_iter()
                .map(|(name, days)| Publisher { name: name.to_owned(), reports: days.len(), published: ends(days.into_iter()) })
                .collect(),
            sources,
            caveats: CAVEATS,
            licence: LICENCE,
        }
    }

    /// The card as label and text, for formats that are read by people.
    pub(crate) fn lines(&self) -> Vec<(&'static str, String)> {
        let days = |p: Option<(Date, Date)>| match p {
            Some((a, b)) if a == b => a.to_string(),
            Some((a, b)) => format!("{a} to {b}"),
            None => "not stated".to_owned(),
        };
        let audience = match self.sensitivity {
            Audience::Public => "public",
            Audience::Partners => "restricted: for partners, not to be published",
        };
        let mut lines = vec![
            ("Title", self.title.clone()),
            ("Generated on", self.generated.to_string()),
            ("Software", format!("{} {}", self.software, self.version)),
            ("Format", self.format.to_owned()),
            ("Sensitivity", audience.to_owned()),
        ];
        lines.extend(self.contact.iter().map(|c| ("Contact", c.clone())));
        lines.push(("Claims", self.records.to_string()));
        lines.push(("Statements", self.statements.to_string()));
        lines.push(("Claims with withheld places and words", self.suppressed.to_string()));
        lines.push(("Rows written", self.written.to_string()));
        lines.extend(self.left_out.iter().map(|(why, n)| ("Left out", format!("{n}: {why}"))));
        lines.push(("Reports published", days(self.published)));
        lines.extend(self.caveats.iter().map(|c| ("Caveat", (*c).to_owned())));
        lines.push(("Licence of the source texts", self.licence.to_owned()));
        // Long lists last: what must be known before using a figure is read first.
        lines.extend(self.publishers.iter().map(|p| {
            let reports = if p.reports == 1 { "1 report".to_owned() } else { format!("{} reports", p.reports) };
            ("Publisher", format!("{} ({reports}, {})", p.name, days(p.published)))
        }));
        lines.extend(self.sources.iter().map(|s| ("Source of figures", s.clone())));
        lines
    }

    /// Counts a statement that this format has no place for.
    pub(crate) fn leave_out(&mut self, why: &str) {
        *self.left_out.entry(why.to_owned()).or_default() += 1;
    }
}

fn ends(days: impl Iterator<Item = Option<Date>> + Clone) -> Option<(Date, Date)> {
    days.clone().flatten().min().zip(days.flatten().max())
}

/// Serde's form of a day.
pub(crate) fn iso<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

fn period<S: Serializer>(pair: &Option<(Date, Date)>, serializer: S) -> Result<S::Ok, S::Error> {
    match pair {
        Some((a, b)) => serializer.collect_seq([a.to_string(), b.to_string()]),
        None => serializer.serialize_none(),
    }
}
