//! Phrases by which short blocks are told apart, made ready for the search.

use crate::shape::normal;

/// Phrases of a language by which short blocks are told apart. This crate has no vocabulary: the caller brings it, once for all
/// documents.
///
/// They are compared without regard to case, apostrophes, runs of white space and a space before a colon.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    /// By their first byte.
    boilerplate: Vec<String>,
    /// By their last byte.
    boilerplate_ends: Vec<String>,
    /// By their first byte.
    caption: Vec<String>,
    /// Bytes of the longest of all.
    pub(crate) longest: usize,
}

impl Cues {
    /// `boilerplate`: openings of lines that are no part of a report ("Lire la suite", "PUBLICITÉ", "Partager cet article").
    /// `caption`: labels and credits of pictures ("Image", "Photo :", "Crédit", "Tous droits réservés").
    #[must_use]
    pub fn new(boilerplate: &[&str], caption: &[&str]) -> Self {
        let ready = |cues: &[&str]| {
            let mut out: Vec<String> = cues.iter().map(|cue| normal(cue)).filter(|cue| !cue.is_empty()).collect();
            out.sort_unstable();
            out.dedup();
            out
        };
        let (boilerplate, caption) = (ready(boilerplate), ready(caption));
        let mut boilerplate_ends = boilerplate.clone();
        boilerplate_ends.sort_by_key(|cue| cue.as_bytes().last().copied());
        let longest = boilerplate.iter().chain(&caption).map(String::len).max().unwrap_or(0);
        Self { boilerplate, boilerplate_ends, caption, longest }
    }

    /// Boilerplate that may open `text`.
    pub(crate) fn boilerplate_opening<'c>(&'c self, text: &str) -> impl Iterator<Item = &'c str> {
        alike(&self.boilerplate, text.as_bytes().first().copied(), |cue| cue.as_bytes().first().copied())
    }

    /// Boilerplate that may close `text`.
    pub(crate) fn boilerplate_closing<'c>(&'c self, text: &str) -> impl Iterator<Item = &'c str> {
        alike(&self.boilerplate_ends, text.as_bytes().last().copied(), |cue| cue.as_bytes().last().copied())
    }

    /// Captions that may open `text`.
    pub(crate) fn caption_opening<'c>(&'c self, text: &str) -> impl Iterator<Item = &'c str> {
        alike(&self.caption, text.as_bytes().first().copied(), |cue| cue.as_bytes().first().copied())
    }

    /// Every caption.
    pub(crate) fn captions(&self) -> impl Iterator<Item = &str> {
        self.caption.iter().map(String::as_str)
    }
}

/// The run of `sorted` whose key is `want`.
fn alike(sorted: &[String], want: Option<u8>, key: impl Fn(&str) -> Option<u8>) -> impl Iterator<Item = &str> {
    let first = sorted.partition_point(|cue| key(cue) < want);
    let after = sorted.partition_point(|cue| key(cue) <= want);
    sorted.get(first..after).unwrap_or_default().iter().map(String::as_str)
}
