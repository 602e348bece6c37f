//! The typed values of number words and hedges.

use exode_claim::Quantifier;
use serde::Deserialize;

/// `numbers.toml`: a word that numbers are made of.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberWord {
    /// How it composes.
    pub role: NumberRole,
    /// What it counts: 6 for "six", 1000 for "mille" and "milliers", 3 for "tiers".
    #[serde(default)]
    pub value: f64,
    /// The upper end of an order of magnitude: 99 for "dizaines".
    #[serde(default)]
    pub high: f64,
    /// A collective that is meant exactly: "a dozen".
    #[serde(default)]
    pub exact: bool,
}

/// How a number word composes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberRole {
    /// 0 to 19.
    Unit,
    /// 20, 30, ... 90.
    Ten,
    /// 100.
    Hundred,
    /// 1000.
    Thousand,
    /// A million and more.
    Scale,
    /// A scale shortened behind digits: "k", "bn".
    Mark,
    /// "un", "a".
    Article,
    /// "milliers", "dozens": an order of magnitude.
    Crowd,
    /// "vingtaine", "dozen", "millier": a collective.
    Aine,
    /// "demi", "half".
    Half,
    /// "moitié".
    Moiety,
    /// "tiers", "quarters": only ever a part, of that many.
    Part,
    /// "huitième", "fifth": an order, or a part behind a number.
    Ordinal,
    /// "½"
    Vulgar,
    /// Ordinal endings behind digits: "e", "th".
    Suffix,
    /// "plusieurs", "a few" before a hundred or more.
    Several,
    /// "a couple of" before a hundred or more.
    Couple,
    /// "virgule", "point".
    Point,
    /// "moins", "minus".
    Minus,
    /// "et", "and".
    And,
    /// "de", "of", "of a": joins a part or a crowd to a scale.
    Of,
    /// "sur", "out of", "in every": joins a ratio.
    OutOf,
    /// The weak "in" of "one in three".
    In,
    /// Words that show that an "m" was metres.
    Metres,
}

impl NumberRole {
    /// Whether a number can begin with it.
    pub(super) fn starts(self) -> bool {
        !matches!(
            self,
            Self::Mark | Self::Suffix | Self::Point | Self::Minus | Self::And | Self::Of | Self::OutOf | Self::In | Self::Metres
        )
    }
}

/// `quantifiers.toml`: a word around a number.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantifierWord {
    /// Its use.
    #[serde(rename = "use", default)]
    pub use_: QuantifierUse,
    /// The hedge it puts on the number.
    pub quantifier: Option<Quantifier>,
    /// Where it stands to the number.
    #[serde(default)]
    pub side: Side,
    /// The hedge it puts on the number behind a negation: "ne dépasse pas" is up to.
    pub negated: Option<Quantifier>,
    /// New over old, of a factor word.
    pub factor: Option<f64>,
}

/// Uses of words around numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantifierUse {
    /// A hedge.
    #[default]
    Hedge,
    /// "entre", "between".
    Between,
    /// "de", "from": opens a range that "à", "to" closes.
    From,
    /// "et", "and".
    And,
    /// "à", "to".
    To,
    /// "ou", "or".
    Or,
    /// "mais", "but": joins a lower to an upper bound.
    But,
    /// May stand between a hedge and its number: "les", "the".
    Skip,
    /// "ne", "not": turns a hedge that knows its negation.
    Not,
    /// "groupes de": multiplies, "two groups of 13" is 26.
    Groups,
    /// A verb from one value to another, neither up nor down: "est passé".
    Change,
    /// A verb of rising.
    Rise,
    /// A verb of falling.
    Fall,
    /// "by": between a verb of rising or falling and a fraction.
    By,
    /// "%", "pour cent".
    Percent,
    /// "doublé", "twofold".
    Factor,
    /// "fois", "times".
    Times,
    /// "plus", "more", behind "fois" or a fraction.
    More,
    /// "as many", "le nombre", behind "fois", "times" or a fraction.
    As,
    /// "moins", "fewer".
    Fewer,
    /// "-fold": a factor without more words.
    Fold,
    /// "multiplié par".
    Multiply,
    /// "divisé par".
    Divide,
    /// Words before a year: "en", "since".
    Year,
    /// Words before an hour of the day: "vers", "at".
    Clock,
}

/// On which side of the number a hedge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// "près de 300"
    #[default]
    Before,
    /// "300 tout au plus"
    After,
    /// "au moins 300", "300 au moins"
    Both,
}
