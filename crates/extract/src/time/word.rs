//! What a word of `time.toml` means. An entry has exactly one of these, written by its snake-case name: `weekday = 1`.

use exode_claim::Rate;
use serde::Deserialize;

/// A word or fixed phrase of dates and times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeWord {
    /// Day of week, Monday 1.
    Weekday(u8),
    /// An abbreviated day of week, read only with a full stop or a digit.
    WeekdayShort(u8),
    /// Month, January 1.
    Month(u8),
    /// A month that is also another word ("May", "mars"): read only beside a day, a year or a preposition.
    MonthWary(u8),
    /// An abbreviated month.
    MonthShort(u8),
    /// A season, always read warily.
    Season(Season),
    /// A length of time.
    Unit(TimeUnit),
    /// "Le week-end".
    Weekend(bool),
    /// A day counted from the day of writing: yesterday is -1.
    Day(i8),
    /// The night that starts on that day and ends on the next: "overnight" is -1.
    Night(i8),
    /// A day counted from an event, or from the day of writing where none follows: "la veille" is -1.
    Eve(i8),
    /// Until now: "à ce jour".
    Now(bool),
    /// Which one: "dernier", "next", "cette".
    Which(Which),
    /// Which part of a month or year.
    Edge(Edge),
    /// "Premier", "third".
    Ordinal(u8),
    /// A word that ties a time to the sentence or to another time.
    Link(Link),
    /// A word that points back at a time told before.
    Back(Back),
    /// A hedge on a number of days.
    Hedge(Hedge),
    /// A word without a date of its own that belongs to one.
    Mark(Mark),
    /// How often.
    Rate(Rate),
    /// How often, only after a count: "a day".
    RateArticle(Rate),
}

/// A season of the north, by whole months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February of the next year.
    Winter,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// An hour.
    Hour,
    /// A day, a night.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    Half,
    /// A year.
    Year,
}

/// Which one of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The one before this: "dernier", "last".
    Last,
    /// What has just gone by: "past", "écoulé".
    Past,
    /// "This", "ce".
    This,
    /// "Next", "prochain".
    Next,
    /// "Recent".
    Recent,
}

/// A part of a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edge {
    /// Day 1 to 10, January to March.
    Start,
    /// Day 11 to 20, May to August.
    Middle,
    /// Day 21 to the last, October to December: "late".
    End,
    /// The last day: "fin", "the end of".
    Close,
    /// Day 1 to 15, January to June: "la première quinzaine".
    FirstHalf,
    /// Day 16 to the last, July to December.
    SecondHalf,
}

/// How a time hangs on the sentence or on another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// An article.
    The,
    /// "Of", "de": also the start of a French range.
    Of,
    /// "From".
    From,
    /// "To", "à", "through".
    To,
    /// "Au": the end of a range, or the day of a count.
    ToOrUntil,
    /// "And".
    And,
    /// "Or".
    Or,
    /// "Between".
    Between,
    /// "On".
    On,
    /// "In", "dans", "within": also opens a length of time.
    In,
    /// "During", "over": before a bare length it tells how long or how much, which is no date.
    During,
    /// "Depuis", which may also be said of a place.
    Since,
    /// "Depuis que", "since": always time, and may open a clause.
    SinceThat,
    /// "Until", "as of".
    Until,
    /// "By", "d'ici".
    By,
    /// "Before".
    Before,
    /// "After".
    After,
    /// "À partir de".
    FromOn,
    /// "Ago".
    Ago,
    /// "Il y a".
    AgoBefore,
    /// "Qui a suivi", "following": after the length of time it follows.
    Following,
    /// "Every": what follows recurs and is no date.
    Each,
}

/// How a word points back at a time told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Back {
    /// "Since then", "depuis lors": from the moment told last.
    Then,
    /// "The same", "that": before a unit or "period".
    Same,
    /// "Period": the stretch of days told last.
    Period,
    /// "Previous", "précédent": beside a unit, the one before.
    Previous,
}

/// A hedge on a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hedge {
    /// The length is near what is said.
    About,
    /// The length is open: "plus de".
    Beyond,
}

/// A word that belongs to a date without moving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Part of a day: "soir".
    Part,
    /// "Ci" of "ce mois-ci".
    Here,
    /// The ending of an ordinal: "1er", "21st".
    Suffix,
    /// "Là" of "ce jour-là".
    There,
    /// Before a period: "earlier" this week; behind a length of time: "a month earlier".
    Earlier,
    /// Before a period: "later" this week.
    Later,
    /// "a.m.", "heures", "noon": a clock time.
    Clock,
    /// One: "une", "a".
    One,
    /// People wait: "since three days" is how long they do.
    Wait,
    /// The sentence speaks of the future: "will", "prévoit".
    Plan,
}
