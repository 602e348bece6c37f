//! `event.toml`: words of what changes at a border.

use serde::Deserialize;

/// One entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventWord {
    /// Its part in the sentence.
    pub part: EventPart,
}

/// What a word does in a sentence that tells a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventPart {
    /// "Closes", "fermeture": of a border or a crossing.
    Close,
    /// "Opens", "allowed", "admis": of a border, of a way on foot, of lanes.
    Open,
    /// "Bars", "refuse": entry, or a people.
    Bar,
    /// "Limits", "quota": to a number.
    Limit,
    /// "The border", "the crossing".
    Border,
    /// "Entry", "the entry of".
    Entry,
    /// "On foot", "pedestrians", "bicycles".
    Foot,
    /// "Lanes", "booths".
    Lane,
    /// "Entry ban": all in one.
    Ban,
    /// "Draft office": all in one.
    Draft,
    /// "Now", "désormais": where no day is told, that of the report.
    Now,
    /// "Not", "pas": beside the verb nothing changes.
    Not,
    /// "Calls for", "rumours", "envisage": somebody speaks of it, nobody does it.
    Doubt,
}

impl EventWord {
    /// Whether a change can rest on it.
    pub(crate) fn tells(self) -> bool {
        use EventPart as P;
        matches!(self.part, P::Close | P::Open | P::Bar | P::Limit | P::Ban | P::Draft)
    }
}
