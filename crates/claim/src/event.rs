//! What changed at a border on a day, as a report states it.

use jiff::civil::Date;

use crate::{Attribution, PlaceRef, When};

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// A border or crossing shuts.
    Closure,
    /// It opens again.
    Opening,
    /// Some or all may not enter any more.
    EntryBan,
    /// Men are stopped and called up on the way or at the crossing.
    DraftOffice,
    /// Only so many are let through.
    Quota,
    /// People may cross on foot, by bicycle.
    Passage,
    /// Lanes or booths are added.
    Lanes,
}

impl EventKind {
    /// Its name, in English.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Closure => "closure",
            Self::Opening => "opening",
            Self::EntryBan => "entry ban",
            Self::DraftOffice => "draft office",
            Self::Quota => "quota",
            Self::Passage => "passage on foot",
            Self::Lanes => "added lanes",
        }
    }
}

/// One event. It counts nobody and names nobody: how much it did is for figures to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The report that states it.
    pub report: String,
    /// When that was published.
    pub published: Option<Date>,
    /// What changed.
    pub kind: EventKind,
    /// The places named with it, the nearest first: which of them is the border depends on where people leave from.
    pub places: Vec<PlaceRef>,
    /// From when, and until when where told.
    pub time: When,
    /// Who states it, where the report does not speak for itself.
    pub source: Option<Attribution>,
    /// Bytes of the words it rests on, in the unmodified input.
    pub offset: usize,
}
