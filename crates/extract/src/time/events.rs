//! Dated events: what "before the order" is before.
//!
//! `data/events.toml` lists crises with their date, their countries and their words. Words that several events share stand in a
//! concept. A document sees only the events of its countries up to its date; it may also date a concept itself.

use std::sync::{Arc, OnceLock};

use exode_text::{Kind, fold, tokenise};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::TimeMention;
use super::expr::Point;
use crate::lexicon::Lang;
use crate::view::View;

/// How far the words of an event may stand from "since" or "before".
const REACH: usize = 7;
/// A brief word, such as "the announcement", means an event so many days back at most.
const BRIEF_DAYS: i32 = 120;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    concept: Vec<ConceptRow>,
    event: Vec<EventRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptRow {
    name: String,
    #[serde(default)]
    brief: bool,
    fr: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventRow {
    name: String,
    date: String,
    countries: Vec<String>,
    concepts: Vec<String>,
    #[serde(default)]
    fr: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

/// What is wrong with `events.toml`.
#[derive(Debug, thiserror::Error)]
pub enum EventsError {
    /// Not TOML, or a field that it does not have.
    #[error("events.toml: {0}")]
    Toml(#[from] toml::de::Error),
    /// An event with a concept that is not listed.
    #[error("events.toml: event {event:?} names concept {concept:?}, which is not listed")]
    Concept {
        /// The event.
        event: String,
        /// The concept.
        concept: String,
    },
    /// An event whose date is none.
    #[error("events.toml: event {event:?} has no date: {reason}")]
    Date {
        /// The event.
        event: String,
        /// What is wrong with it.
        reason: jiff::Error,
    },
}

#[derive(Debug, Clone)]
struct Event {
    name: Box<str>,
    date: Date,
    countries: Vec<Box<str>>,
    concepts: Vec<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Concept(u16),
    Event(u16),
}

#[derive(Debug, Clone)]
struct Cue {
    rest: Box<[Box<str>]>,
    meaning: Meaning,
}

type Cues = FxHashMap<Box<str>, Vec<Cue>>;

/// Dated events known to the world, and learned from the document.
#[derive(Debug, Clone, Default)]
pub struct Events {
    table: Arc<Table>,
    /// Events of the document, latest first.
    chosen: Vec<u16>,
    report: Option<Date>,
    /// Concepts that the document dates itself.
    learned: FxHashMap<u16, Date>,
}

#[derive(Debug, Default)]
struct Table {
    events: Vec<Event>,
    brief: Vec<bool>,
    fr: Cues,
    en: Cues,
}

impl Events {
    /// The events that come with the program, none of them chosen yet: see [`Events::for_document`].
    ///
    /// # Errors
    /// When the embedded file is broken, which a test rules out.
    pub fn embedded() -> Result<Self, EventsError> {
        Self::parse(include_str!("../../../../data/events.toml"))
    }

    /// The same, read once.
    ///
    /// # Panics
    /// Never: the file is compiled in and a test loads it.
    #[must_use]
    pub fn world() -> &'static Self {
        static WORLD: OnceLock<Events> = OnceLock::new();
        WORLD.get_or_init(|| match Self::embedded() {
            Ok(events) => events,
            Err(e) => panic!("built-in events: {e}"),
        })
    }

    /// Events from the text of an `events.toml`.
    ///
    /// # Errors
    /// [`EventsError`] where the text does not have the form.
    pub fn parse(text: &str) -> Result<Self, EventsError> {
        let file: File = toml::from_str(text)?;
        let mut table = Table::default();
        let mut names: FxHashMap<String, u16> = FxHashMap::default();
        for (id, row) in (0u16..).zip(file.concept) {
            add(&mut table.fr, &row.fr, Meaning::Concept(id));
            add(&mut table.en, &row.en, Meaning::Concept(id));
            table.brief.push(row.brief);
            names.insert(row.name, id);
        }
        for (id, row) in (0u16..).zip(file.event) {
            let mut concepts = Vec::new();
            for concept in row.concepts {
                match names.get(&concept) {
                    Some(&c) => concepts.push(c),
                    None => return Err(EventsError::Concept { event: row.name, concept }),
                }
            }
            add(&mut table.fr, &row.fr, Meaning::Event(id));
            add(&mut table.en, &row.en, Meaning::Event(id));
            let countries = row.countries.into_iter().map(Into::into).collect();
            let date = row.date.parse().map_err(|reason| EventsError::Date { event: row.name.clone(), reason })?;
            table.events.push(Event { name: row.name.into(), date, countries, concepts });
        }
        Ok(Self { table: table.into(), ..Self::default() })
    }

    /// The events that a document may mean: of the countries it names (ISO alpha-2), not after its date.
    #[must_use]
    pub fn for_document(&self, countries: &[&str], report: Option<Date>) -> Self {
        let of_document = |e: &Event| {
            let concerned = e.countries.iter().any(|c| countries.iter().any(|d| d.eq_ignore_ascii_case(c)));
            concerned && report.is_none_or(|r| e.date <= r)
        };
        let mut chosen: Vec<u16> = (0u16..).zip(&self.table.events).filter(|(_, e)| of_document(e)).map(|(id, _)| id).collect();
        chosen.sort_by_key(|id| std::cmp::Reverse(self.table.events[usize::from(*id)].date));
        Self { table: self.table.clone(), chosen, report, learned: FxHashMap::default() }
    }

    /// Names and dates of the events chosen, latest first.
    pub fn chosen(&self) -> impl Iterator<Item = (&str, Date)> {
        self.chosen.iter().filter_map(|id| self.table.events.get(usize::from(*id))).map(|e| (&*e.name, e.date))
    }

    /// Let a sentence date its events: after "since the invasion on 24 February" that concept has this date. A word for one event
    /// alone, or one as open as "the announcement" where an event is known, is left as it is.
    pub fn learn(&mut self, view: &View, range: std::ops::Range<usize>, times: &[TimeMention], anchor: &super::Anchor) {
        for mention in times {
            let Some(day) = dated(mention, anchor) else { continue };
            let from = mention.start.saturating_sub(REACH).max(range.start);
            let cue = (from..mention.end.min(range.end)).rev().find_map(|i| {
                let (meaning, end) = self.cue_at(view, i, range.end)?;
                let near = end <= mention.start || i >= mention.start;
                let clear = (end..mention.start).all(|k| !is_break(view, k));
                (near && clear).then_some(meaning)
            });
            let Some(Meaning::Concept(concept)) = cue else { continue };
            if !self.is_brief(concept) || self.latest(concept).is_none() {
                self.learned.insert(concept, day);
            }
        }
    }

    fn is_brief(&self, concept: u16) -> bool {
        self.table.brief.get(usize::from(concept)).copied().unwrap_or(true)
    }

    /// The latest chosen event of that concept.
    fn latest(&self, concept: u16) -> Option<Date> {
        let events = self.chosen.iter().filter_map(|id| self.table.events.get(usize::from(*id)));
        let mut meant = events.filter(|e| e.concepts.contains(&concept));
        let date = meant.next().map(|e| e.date)?;
        // A text without a date may mean any war of its country.
        if self.report.is_none() && meant.next().is_some() {
            return None;
        }
        let fresh = |report: Date| report.since(date).is_ok_and(|s| s.get_days() <= BRIEF_DAYS);
        // "after the clashes" in a text without a date may be any clashes.
        (!self.is_brief(concept) || self.report.is_some_and(fresh)).then_some(date)
    }

    fn date_of(&self, meaning: Meaning) -> Option<Date> {
        match meaning {
            Meaning::Concept(concept) => self.learned.get(&concept).copied().or_else(|| self.latest(concept)),
            Meaning::Event(id) => {
                let chosen = self.chosen.contains(&id);
                self.table.events.get(usize::from(id)).filter(|_| chosen).map(|e| e.date)
            }
        }
    }

    /// The longest words of an event at token `i`, and where they end.
    fn cue_at(&self, view: &View, i: usize, end: usize) -> Option<(Meaning, usize)> {
        if view.kind(i) != Kind::Word || i >= end {
            return None;
        }
        let cues = match view.lex.lang() {
            Lang::Fr => &self.table.fr,
            Lang::En => &self.table.en,
        };
        let mut word = String::new();
        fold(view.word(i), &mut word);
        let fits = |cue: &Cue| {
            let mut at = i + 1;
            for want in &cue.rest {
                if view.word(at) == "-" {
                    at += 1;
                }
                let mut have = String::new();
                fold(view.word(at), &mut have);
                if at >= end || have != **want {
                    return None;
                }
                at += 1;
            }
            Some((cue.meaning, at))
        };
        let found: Vec<(Meaning, usize)> = cues.get(word.as_str())?.iter().filter_map(fits).collect();
        let dated = found.iter().filter(|(m, _)| self.date_of(*m).is_some()).max_by_key(|(_, at)| *at);
        dated.or_else(|| found.iter().max_by_key(|(_, at)| *at)).copied()
    }

    /// The event named within a few words of token `i`: its date where known, and the token after its words. Words of
    /// one event win over those of a concept, those over brief ones, and then the earlier over the later.
    pub(super) fn find(&self, view: &View, i: usize, end: usize) -> Option<(Option<Date>, usize)> {
        let mut best: Option<(u8, Option<Date>, usize)> = None;
        for k in i..(i + REACH).min(end) {
            if is_break(view, k) {
                break;
            }
            let Some((meaning, after)) = self.cue_at(view, k, end) else { continue };
            let date = self.date_of(meaning);
            let rank = match (date, meaning) {
                (None, _) => 0,
                (Some(_), Meaning::Concept(c)) if self.is_brief(c) => 1,
                (Some(_), Meaning::Concept(_)) => 2,
                (Some(_), Meaning::Event(_)) => 3,
            };
            if best.is_none_or(|(b, ..)| rank > b) {
                best = Some((rank, date, after));
            }
        }
        best.map(|(_, date, after)| (date, after))
    }
}

/// The day of a mention that names it by the calendar.
fn dated(mention: &TimeMention, anchor: &super::Anchor) -> Option<Date> {
    let point = &mention.expr.point;
    if !matches!(point, Point::Date { .. }) {
        return None;
    }
    let days = super::TimeExpr::new(super::Relation::During, point.clone()).resolve(anchor)?;
    days.start()
}

fn is_break(view: &View, i: usize) -> bool {
    view.kind(i) == Kind::Mark && !matches!(view.word(i), "-" | "'" | "’")
}

fn add(cues: &mut Cues, forms: &[String], meaning: Meaning) {
    for form in forms {
        let mut tokens = Vec::new();
        tokenise(form, 0, &mut tokens);
        let mut words = tokens.iter().map(|t| t.of(form)).filter(|w| *w != "-").map(|w| {
            let mut folded = String::new();
            fold(w, &mut folded);
            folded.into_boxed_str()
        });
        if let Some(head) = words.next() {
            cues.entry(head).or_default().push(Cue { rest: words.collect(), meaning });
        }
    }
}
