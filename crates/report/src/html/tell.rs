//! The words of a chart of what was reported. The briefing has English ones; a page in another language brings its own.

use exode_claim::{Measure, Unit, When};
use exode_ledger::words::{self, RateClass};
use exode_ledger::{Statement, at_the_border};
use jiff::civil::Date;

/// How a chart words what it shows.
pub trait ChartWords {
    /// What is counted, and how it relates to time: "Arrivals, per day".
    fn heading(&self, measure: Measure, unit: Unit, class: RateClass) -> String;
    /// The figure of a statement with its hedge and unit.
    fn figure(&self, s: &Statement) -> String;
    /// Its route or place; empty where nothing is stated.
    fn route(&self, s: &Statement) -> String;
    /// What its marks are told apart by: destination, else crossing, else place; at the border the crossing.
    fn place(&self, s: &Statement) -> String;
    /// A time.
    fn when(&self, time: When) -> String;
    /// A day with its year.
    fn day(&self, day: Date) -> String;
    /// A day of an axis, without its year.
    fn axis_day(&self, day: Date) -> String;
    /// A number as short as an axis needs it.
    fn short(&self, value: f64) -> String;
    /// A unit as the title of an axis.
    fn unit(&self, unit: Unit) -> String;
    /// A word that does not depend on what is shown.
    fn word(&self, word: ChartWord) -> &str;
}

/// Words of charts that do not depend on what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartWord {
    /// Beside the unit of an axis.
    Logarithmic,
    /// What a drawing is called for those who do not see it.
    Drawing,
    /// No source is named.
    SourceOpen,
    /// No time is named; before the day of publication.
    TimeOpenPublished,
    /// Before the day of publication, in a list.
    Published,
    /// Places that share a kind of mark.
    OtherPlaces,
    /// What the list of hedges is called.
    Legend,
    /// A mark alone.
    Exact,
    /// Whiskers both ways.
    About,
    /// A whisker down.
    Nearly,
    /// An arrow up.
    MoreThan,
    /// An arrow down.
    UpTo,
    /// A bar.
    Between,
    /// A box.
    Magnitude,
    /// A hollow mark.
    TimeOpen,
    /// A ring.
    Planned,
    /// A cross.
    Denied,
    /// A line to the mark.
    Window,
}

impl ChartWord {
    /// Every word.
    pub const ALL: &'static [Self] = &[
        Self::Logarithmic,
        Self::Drawing,
        Self::SourceOpen,
        Self::TimeOpenPublished,
        Self::Published,
        Self::OtherPlaces,
        Self::Legend,
        Self::Exact,
        Self::About,
        Self::Nearly,
        Self::MoreThan,
        Self::UpTo,
        Self::Between,
        Self::Magnitude,
        Self::TimeOpen,
        Self::Planned,
        Self::Denied,
        Self::Window,
    ];

    /// Its name, by which lists of words have it, and the English word.
    fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Logarithmic => ("logarithmic", "logarithmic"),
            Self::Drawing => ("drawing", "Chart; the list below has the same figures"),
            Self::SourceOpen => ("source_open", "source not stated"),
            Self::TimeOpenPublished => ("time_open_published", "time not stated, published"),
            Self::Published => ("published", "published"),
            Self::OtherPlaces => ("other_places", "other places"),
            Self::Legend => ("legend", "How hedges are drawn"),
            Self::Exact => ("exact", "exact"),
            Self::About => ("about", "about"),
            Self::Nearly => ("nearly", "nearly"),
            Self::MoreThan => ("more_than", "more than, at least"),
            Self::UpTo => ("up_to", "up to, less than"),
            Self::Between => ("between", "between"),
            Self::Magnitude => ("magnitude", "order of magnitude"),
            Self::TimeOpen => ("time_open", "time not stated, on the report\u{2019}s date"),
            Self::Planned => ("planned", "planned or forecast"),
            Self::Denied => ("denied", "denied"),
            Self::Window => ("window", "total over a window"),
        }
    }

    /// The name by which lists of words have it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.told().0
    }
}

/// The words of the briefing, which are those of the ledger.
#[derive(Debug, Clone, Copy)]
pub struct English;

impl ChartWords for English {
    fn heading(&self, measure: Measure, unit: Unit, class: RateClass) -> String {
        words::measure_block(measure, unit, class)
    }

    fn figure(&self, s: &Statement) -> String {
        s.figure.clone()
    }

    fn route(&self, s: &Statement) -> String {
        s.route.clone()
    }

    fn place(&self, s: &Statement) -> String {
        s.crossing.as_deref().filter(|_| at_the_border(s.measure)).unwrap_or(&s.place).to_owned()
    }

    fn when(&self, time: When) -> String {
        words::when(time)
    }

    fn day(&self, day: Date) -> String {
        words::day(day)
    }

    fn axis_day(&self, day: Date) -> String {
        day.strftime("%-d %b").to_string()
    }

    fn short(&self, value: f64) -> String {
        words::short(value)
    }

    fn unit(&self, unit: Unit) -> String {
        words::measure_unit(unit).to_owned()
    }

    fn word(&self, word: ChartWord) -> &str {
        word.told().1
    }
}
