//! The places while they are put together.

use std::collections::BTreeMap;

use crate::fold::fold;
use crate::kind::{NameUse, PlaceKind};

/// One spelling of a place.
pub(crate) struct Spelling {
    pub(crate) key: String,
    pub(crate) used: NameUse,
    pub(crate) langs: u32,
    pub(crate) weak: bool,
}

/// One place.
pub(crate) struct Item {
    pub(crate) kind: PlaceKind,
    pub(crate) id: String,
    pub(crate) name: String,
    /// ISO code of the country it lies in.
    pub(crate) country: Option<String>,
    pub(crate) at: Option<(f64, f64)>,
    pub(crate) population: u32,
    pub(crate) spellings: Vec<Spelling>,
    /// ISO codes of the countries a zone reaches into.
    pub(crate) members: Vec<String>,
    pub(crate) capital: bool,
    /// Id of the country or region it speaks for.
    pub(crate) speaks_for: Option<String>,
    /// A region that is meant also where a city has its name.
    pub(crate) before_city: bool,
    /// What only crossings have.
    pub(crate) crossing: Option<Crossing>,
    /// Kept although no spelling is left.
    pub(crate) needed: bool,
}

/// What only crossings have.
pub(crate) struct Crossing {
    pub(crate) sides: [String; 2],
    pub(crate) near: [String; 2],
    pub(crate) modes: u8,
    pub(crate) town: bool,
}

impl Item {
    pub(crate) fn new(kind: PlaceKind, id: String, name: &str) -> Self {
        Self {
            kind,
            id,
            name: name.to_owned(),
            country: None,
            at: None,
            population: 0,
            spellings: Vec::new(),
            members: Vec::new(),
            capital: false,
            speaks_for: None,
            before_city: false,
            crossing: None,
            needed: false,
        }
    }

    /// Add a spelling; the same key in the same use only widens its languages.
    pub(crate) fn spell(&mut self, text: &str, used: NameUse, langs: u32, weak: bool) {
        let key = fold(text);
        if key.is_empty() {
            return;
        }
        match self.spellings.iter_mut().find(|s| s.key == key && s.used == used) {
            Some(s) => {
                s.langs |= langs;
                s.weak |= weak;
            }
            None => self.spellings.push(Spelling { key, used, langs, weak }),
        }
    }

    pub(crate) fn slug(name: &str) -> String {
        fold(name).replace(' ', "-")
    }
}

/// All places, first in the order of the tables.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) items: Vec<Item>,
    /// Compound prefixes: folded word, ISO code.
    pub(crate) prefixes: BTreeMap<String, String>,
    /// Words for governments: key, languages, id.
    pub(crate) metonyms: Vec<(String, u32, String)>,
    /// What is wrong in the tables.
    pub(crate) wrong: Vec<String>,
}

impl World {
    /// The place with this id.
    pub(crate) fn by_id(&mut self, id: &str) -> Option<&mut Item> {
        self.items.iter_mut().find(|i| i.id == id)
    }

    /// Whether this is an ISO code of the table.
    pub(crate) fn is_country(&self, iso: &str) -> bool {
        self.items.iter().any(|i| i.kind == PlaceKind::Country && i.id == iso)
    }

    /// The biggest city of `country` with this spelling.
    pub(crate) fn city(&self, country: &str, name: &str) -> Option<usize> {
        let key = fold(name);
        let named = |i: &Item| i.spellings.iter().any(|s| s.key == key) || fold(&i.name) == key;
        (0..self.items.len())
            .filter(|&n| {
                let i = &self.items[n];
                matches!(i.kind, PlaceKind::City | PlaceKind::Camp) && i.country.as_deref() == Some(country) && named(i)
            })
            .max_by_key(|&n| (fold(&self.items[n].name) == key, self.items[n].population))
    }

    /// Countries by code, then everything else but cities by id, then cities by id: the order of the records.
    pub(crate) fn sorted(mut self) -> Self {
        self.items.retain(|i| i.kind != PlaceKind::City || i.needed || !i.spellings.is_empty());
        let section = |k: PlaceKind| match k {
            PlaceKind::Country => 0,
            PlaceKind::City => 2,
            _ => 1,
        };
        self.items.sort_by(|a, b| (section(a.kind), &a.id).cmp(&(section(b.kind), &b.id)));
        for pair in self.items.windows(2) {
            assert!(pair[0].id != pair[1].id, "data/place: id {} twice", pair[0].id);
        }
        self
    }
}
