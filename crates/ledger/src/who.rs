//! Whom a figure counts.

use serde::Serialize;

use crate::source::folded;
use crate::vocabulary::Word;

/// Whom the figure counts, as far as its own words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Everybody.
    All,
    /// Men.
    Men,
    /// Women, children, or both.
    WomenOrChildren,
    /// Some of those whom a larger figure of the same sentence counts, or counted earlier: "100,000 entered, 20,000 of them Chadians".
    Some,
}

impl Who {
    /// The name, as in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Men => "men",
            Self::WomenOrChildren => "women_or_children",
            Self::Some => "some",
        }
    }

    pub(crate) fn of(quote: &str) -> Self {
        let words = folded(quote);
        let any = |kind: Word| words.iter().any(|w| kind.has(w));
        if any(Word::WomenOrChildren) {
            Self::WomenOrChildren
        } else if any(Word::Men) {
            Self::Men
        } else {
            Self::All
        }
    }
}
