//! Finding places by name.

use std::sync::LazyLock;

use fst::raw::{Fst, Output};

use crate::fold::{fold, fold_into};
use crate::format::{EN, FR, LAST, MANY, WEAK};
use crate::kind::{NameUse, PlaceKind};
use crate::place::Place;
use crate::table;

/// More words than this are no name.
const LONGEST: usize = 16;

/// The language of the text: demonyms and some names belong to one only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// The language of a code, "fr" or "en" with or without a region.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        match code.get(..2)? {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn bit(self) -> u32 {
        match self {
            Self::Fr => FR,
            Self::En => EN,
        }
    }
}

/// One spelling with its readings, the likeliest first. Cheap to copy.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Match {
    value: u64,
    lang: u32,
}

impl Match {
    fn new(value: u64, lang: u32) -> Option<Self> {
        let found = Self { value, lang };
        found.senses().next().is_some().then_some(found)
    }

    fn senses(self) -> impl Iterator<Item = u32> {
        let many = self.value & MANY != 0;
        let mut next = Some((self.value & !MANY) as usize);
        std::iter::from_fn(move || {
            let at = next?;
            if !many {
                next = None;
                return Some(at as u32);
            }
            let sense = table::sense(at);
            next = (sense & LAST == 0).then_some(at + 1);
            Some(sense & !LAST)
        })
        .filter(move |s| s & self.lang != 0)
    }

    fn first(self) -> u32 {
        // A match is only made where it has a sense.
        self.senses().next().unwrap_or_default()
    }

    /// The likeliest place.
    #[must_use]
    pub fn place(self) -> Place {
        Place(self.first() >> 8)
    }

    /// How the spelling names it.
    #[must_use]
    pub fn used_as(self) -> NameUse {
        used(self.first())
    }

    /// Whether the spelling is also a first name, a surname or a common word, so that it wants a cue beside it.
    #[must_use]
    pub fn weak(self) -> bool {
        self.first() & WEAK != 0
    }

    /// Every reading with its use, the likeliest first.
    pub fn readings(self) -> impl Iterator<Item = (Place, NameUse)> {
        self.senses().map(|s| (Place(s >> 8), used(s)))
    }

    /// The other places of this name, the likeliest first.
    pub fn alternatives(self) -> impl Iterator<Item = Place> {
        self.readings().skip(1).map(|(p, _)| p)
    }

    /// The likeliest reading of one kind.
    #[must_use]
    pub fn as_kind(self, kind: PlaceKind) -> Option<Place> {
        self.readings().map(|(p, _)| p).find(|p| p.kind() == kind)
    }

    /// The crossing of this name, also where the town of the name comes first.
    #[must_use]
    pub fn crossing(self) -> Option<Place> {
        self.as_kind(PlaceKind::Crossing)
    }

    /// The region of this name, also where its main city comes first ("région de Diffa").
    #[must_use]
    pub fn region(self) -> Option<Place> {
        self.as_kind(PlaceKind::Region)
    }

    /// The likeliest reading that lies in `zone`.
    #[must_use]
    pub fn within(self, zone: Place) -> Option<Place> {
        self.readings().map(|(p, _)| p).find(|p| p.within(zone))
    }
}

impl std::fmt::Debug for Match {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.readings()).finish()
    }
}

fn used(sense: u32) -> NameUse {
    NameUse::ALL[(sense >> 4 & 0xF) as usize]
}

/// All places and their spellings.
pub struct Gazetteer {
    names: Fst<&'static [u8]>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({} places, {} names)", table::places(), self.names.len())
    }
}

impl Gazetteer {
    /// The gazetteer in the binary. Nothing is parsed, so the first call costs no more than the others.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static EMBEDDED: LazyLock<Gazetteer> = LazyLock::new(|| match Fst::new(table::NAMES) {
            Ok(names) => Gazetteer { names },
            Err(e) => unreachable!("the build script wrote this automaton: {e}"),
        });
        &EMBEDDED
    }

    /// The readings of `words` as a whole, however typed: "Port-Soudan", "port soudan", "Cox’s Bazar".
    #[must_use]
    pub fn lookup(&self, lang: Lang, words: &str) -> Option<Match> {
        let key = fold(words);
        self.names.get(key).and_then(|o| Match::new(o.value(), lang.bit()))
    }

    /// The longest spelling at the start of `words`, and how many of them it takes.
    ///
    /// The words are the text's tokens from one position on, folded or as typed. Hyphens, dashes and slashes between them count as words
    /// used but need not be part of the spelling; a full stop may stand behind an initial or "St" ("U.S.", "St. Petersburg").
    pub fn longest(&self, lang: Lang, words: &mut dyn Iterator<Item = &str>) -> Option<(usize, Match)> {
        let mut node = self.names.root();
        let mut sum = Output::zero();
        let mut best = None;
        let mut folded = String::new();
        let mut last = "";
        for (n, word) in words.take(LONGEST).enumerate() {
            if n > 0 && (is_joint(word) || word == "." && takes_stop(&fold(last))) {
                continue;
            }
            last = word;
            let word = folded_bytes(word, &mut folded);
            if word.is_empty() {
                break;
            }
            for byte in (n > 0).then_some(b' ').into_iter().chain(word.iter().map(u8::to_ascii_lowercase)) {
                let Some(step) = node.find_input(byte) else { return best };
                let step = node.transition(step);
                sum = sum.cat(step.out);
                node = self.names.node(step.addr);
            }
            if node.is_final() {
                let value = sum.cat(node.final_output()).value();
                if let Some(found) = Match::new(value, lang.bit()) {
                    best = Some((n + 1, found));
                }
            }
        }
        best
    }

    /// Whether a name can start with `word` written without a capital: "la Haye", "géorgienne". Quick, and never wrong where it says no.
    #[must_use]
    pub fn may_start_small(&self, lang: Lang, word: &str) -> bool {
        let mut folded = String::new();
        let word = folded_bytes(word, &mut folded);
        let head = word.split(|b| *b == b' ').next().unwrap_or_default();
        let nth = match lang {
            Lang::Fr => 0,
            Lang::En => 1,
        };
        !head.is_empty() && table::is_head(nth, head)
    }

    /// The country a compound's first part stands for: "russo" of "russo-géorgienne", "sino" of "Sino-Russian".
    #[must_use]
    pub fn compound_prefix(&self, word: &str) -> Option<Place> {
        let mut key = fold(word);
        key.push('-');
        self.names.get(key).map(|o| Place(o.value() as u32))
    }

    /// The two ends of a compound at the start of `words`: "russo-géorgienne", "Polish-Ukrainian", "Syria–Turkey".
    ///
    /// The first end is a prefix, a demonym or a country; between the two stands a hyphen or dash. Gives the words used.
    pub fn compound(&self, lang: Lang, words: &mut dyn Iterator<Item = &str>) -> Option<(usize, Place, Place)> {
        let words: Vec<&str> = words.take(LONGEST).collect();
        let joint = words.iter().position(|w| is_joint(w))?;
        let first = match self.compound_prefix(&words[..joint].join(" ")) {
            Some(country) => country,
            None => {
                let (used, found) = self.longest(lang, &mut words[..joint].iter().copied())?;
                (used == joint).then(|| found.place()).filter(|p| p.kind() == PlaceKind::Country)?
            }
        };
        let (used, found) = self.longest(lang, &mut words[joint + 1..].iter().copied())?;
        let second = found.place();
        (second.kind() == PlaceKind::Country && second != first).then_some((joint + 1 + used, first, second))
    }

    /// The place with this id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Place> {
        let (countries, zones, all) = (table::countries(), table::zones(), table::places());
        [0..countries, countries..zones, zones..all].into_iter().find_map(|section| {
            let count = (section.end - section.start) as usize;
            let n = table::partition(count, |n| *Place(section.start + n as u32).id() < *id);
            let place = Place(section.start + n as u32);
            (n < count && place.id() == id).then_some(place)
        })
    }

    /// The country with this ISO 3166-1 code.
    #[must_use]
    pub fn country(&self, iso: &str) -> Option<Place> {
        self.by_id(iso).filter(|p| p.kind() == PlaceKind::Country)
    }

    /// Every place, countries first.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        (0..table::places()).map(Place)
    }

    /// The crossings between two countries, in either direction.
    pub fn crossings_between(&self, one: Place, other: Place) -> impl Iterator<Item = Place> {
        (table::countries()..table::zones())
            .map(Place)
            .filter(move |p| p.crossing().is_some_and(|c| c.sides() == (one, other) || c.sides() == (other, one)))
    }
}

/// The folded word but for the case of ASCII letters; most words need no copy.
fn folded_bytes<'w>(word: &'w str, buffer: &'w mut String) -> &'w [u8] {
    if word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return word.as_bytes();
    }
    buffer.clear();
    fold_into(word, buffer);
    buffer.as_bytes()
}

/// What joins the parts of a name: never needed, never a word.
fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}" | "–" | "—" | "/")
}

/// Initials and saints take a full stop inside a name.
fn takes_stop(word: &str) -> bool {
    word.len() == 1 || matches!(word, "st" | "ste" | "mt" | "ft" | "rep")
}
