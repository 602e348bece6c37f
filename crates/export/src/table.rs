//! The flat table: one claim a row. CSV, JSON Lines and the workbook have the same columns, from this one list.

use exode_ledger::RateClass;
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::View;
use crate::cell::Cell;
use crate::record::Record;

/// A column: its name, what it holds, how a record fills it.
pub struct Column {
    /// The header, and the key in JSON.
    pub name: &'static str,
    /// What it holds, with unit and terms.
    pub meaning: &'static str,
    /// Its type, for readers that want one: `text`, `number`, `day` or `flag`.
    pub kind: &'static str,
    fill: fn(&View, &Record) -> Cell,
}

macro_rules! columns {
    ($($name:ident $kind:ident $meaning:literal $fill:expr;)+) => {
        /// Every column, in order.
        pub const COLUMNS: &[Column] = &[$(Column { name: stringify!($name), meaning: $meaning, kind: stringify!($kind), fill: $fill },)+];
    };
}

columns! {
    id text "Id of the claim, stable as long as the report's text is." |_, r| Cell::text(&r.id);
    statement text "Id of the statement. Rows of one statement tell one figure: never add them up." |v, r| Cell::text(&v.statements[r.statement].id);
    figure text "The figure in English words, hedge and unit with it." |_, r| Cell::text(&r.figure);
    low number "Lower bound, in `unit`; empty: open." |_, r| Cell::number(r.low);
    high number "Upper bound, in `unit`; empty: open." |_, r| Cell::number(r.high);
    quantifier text "The hedge: exact, approximately, nearly, more_than, at_least, up_to, less_than, between." |_, r| Cell::text(r.quantifier.name());
    vague flag "No number in the text, an order of magnitude only." |_, r| Cell::Flag(r.vague);
    unit text "person, household, vehicle, km, hour, day, percent, factor (new over old)." |_, r| Cell::text(r.unit.name());
    measure text "What it says of people on the move: crossed_in, left, wait, killed ... (see the glossary)." |_, r| Cell::text(r.measure.name());
    who text "Whom it counts: all, men, women_or_children, some (of those a larger figure of the same sentence counts)." |_, r| Cell::text(r.who.name());
    rate text "per_hour, per_day, per_week, per_month, cumulative, stock, instant; empty: the text leaves it open." |_, r| Cell::words(r.rate.map(exode_claim::Rate::name));
    kind text "flow, stock or moment (a queue, a wait)." |_, r| Cell::text(kind(r));
    origin_id text "Where people come from: ISO 3166-1 alpha-2 for a country, else an id of the gazetteer." |_, r| Cell::words(r.route.origin.as_ref().map(|s| &s.id));
    origin text "Its name in English." |_, r| Cell::words(r.route.origin.as_ref().map(|s| &s.name));
    destination_id text "Where they go, as `origin_id`." |_, r| Cell::words(r.route.destination.as_ref().map(|s| &s.id));
    destination text "Its name in English." |_, r| Cell::words(r.route.destination.as_ref().map(|s| &s.name));
    crossing_id text "The border crossing, an id of the gazetteer." |_, r| Cell::words(r.route.crossing.as_ref().map(|s| &s.id));
    crossing text "Its name in English." |_, r| Cell::words(r.route.crossing.as_ref().map(|s| &s.name));
    place_id text "Where it happens, for a figure without a route, as `origin_id`." |_, r| Cell::words(r.route.place.as_ref().map(|s| &s.id));
    place text "Its name in English." |_, r| Cell::words(r.route.place.as_ref().map(|s| &s.name));
    time_start day "First day the figure speaks of; empty: open or not stated." |_, r| Cell::day(r.time.and_then(exode_claim::When::start));
    time_end day "Last day the figure speaks of; empty: open or not stated." |_, r| Cell::day(r.time.and_then(exode_claim::When::end));
    source text "Who states it: institution, office with its holder, or kind of speaker; empty: not stated." |_, r| Cell::words(r.source.as_ref());
    relay text "Through whom it is quoted, nearest to the source first, parted by ` < `." |_, r| Cell::text(r.relay.join(" < "));
    telling text "primary: the report quotes the source itself; secondary: through others, or no source is stated." |_, r| Cell::text(r.telling().name());
    hedged flag "Reported conditionally or from a distance." |_, r| Cell::Flag(r.hedged);
    modality text "asserted, planned (a forecast or intention, no observation), denied (said not to be so), corrected." |_, r| Cell::text(r.modality.name());
    standing text "Beside comparable figures of this export: agreed, denied, contradicted; empty: nothing comparable." |v, r| Cell::text(v.statements[r.statement].standing.name());
    review text "not_started, in_progress, approved, re_requested." |_, r| Cell::text(r.review.name());
    role text "recommended or triangulation, as an analyst decided; empty: not decided." |_, r| Cell::words(r.role.map(exode_ledger::Role::name));
    corrected text "Fields that read as a reviewer set them, parted by `, `; the excerpt still has the report's words." |_, r| Cell::text(r.corrected.join(", "));
    sensitivity text "public or restricted." |_, r| Cell::text(r.sensitivity.name());
    suppressed flag "Few people are counted: finer places and all wording are withheld." |_, r| Cell::Flag(r.suppressed);
    quote text "The figure's words in the text, private names masked." |_, r| Cell::words(r.quote.as_ref());
    excerpt text "A short excerpt around it, private names masked as `[…]`." |_, r| Cell::words(r.excerpt.as_ref());
    lang text "Language of the report, ISO 639-1." |v, r| Cell::text(v.report(r).lang);
    report text "Name of the report." |v, r| Cell::text(&v.report(r).name);
    publisher text "Who publishes it." |v, r| Cell::words(v.report(r).publisher.as_ref());
    published day "The day it was published." |v, r| Cell::day(v.report(r).published);
    title text "Its headline, private names masked; withheld where a figure of the report is suppressed." |v, r| Cell::words(v.report(r).public_title());
    link text "Its address, http or https." |v, r| Cell::words(v.report(r).link.as_ref());
    text_hash text "Hash of its text, hexadecimal, to find the same text again." |v, r| Cell::words(v.report(r).hash.as_ref());
}

impl Column {
    /// The value of a record.
    #[must_use]
    pub fn of(&self, view: &View, record: &Record) -> Cell {
        (self.fill)(view, record)
    }
}

/// Flow, stock or moment. A moment is a stock of people only where people are present, not where they queue.
fn kind(record: &Record) -> &'static str {
    match record.class {
        RateClass::Moment if exode_ledger::at_the_border(record.measure) => "moment",
        RateClass::Moment => "stock",
        _ => "flow",
    }
}

/// A record as a JSON object, keys in the order of the columns.
pub(crate) struct Line<'a> {
    pub(crate) view: &'a View,
    pub(crate) record: &'a Record,
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(COLUMNS.len()))?;
        for column in COLUMNS {
            map.serialize_entry(column.name, &column.of(self.view, self.record))?;
        }
        map.end()
    }
}
