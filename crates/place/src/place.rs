//! One place.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::crossing::Crossing;
use crate::fold::fold_into;
use crate::format::{NO_COUNTRY, NOWHERE, unpack_population};
use crate::kind::PlaceKind;
use crate::table;

/// A handle to one place of the embedded gazetteer; serialised as `{"id": "GE", "name": "Georgia"}`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place(pub(crate) u32);

impl Place {
    /// Its stable id, see the crate's documentation.
    #[must_use]
    pub fn id(self) -> Cow<'static, str> {
        if self.0 < table::zones() {
            return Cow::Borrowed(table::id(self.0));
        }
        let row = table::row(self.0);
        let mut id = String::with_capacity(row.name.len() + 4);
        if row.country != NO_COUNTRY {
            id.push_str(table::id(u32::from(row.country)));
        }
        id.push('/');
        let mut slug = String::with_capacity(row.name.len());
        fold_into(row.name, &mut slug);
        id.extend(slug.chars().map(|c| if c == ' ' { '-' } else { c }));
        if row.nth > 0 {
            id.push('-');
            id.push_str(&row.nth.to_string());
        }
        Cow::Owned(id)
    }

    /// Its name in English, as news uses it.
    #[must_use]
    pub fn name(self) -> &'static str {
        table::row(self.0).name
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> PlaceKind {
        PlaceKind::ALL[usize::from(table::row(self.0).kind)]
    }

    /// The country it lies in, itself for a country; `None` for crossings and zones across countries.
    #[must_use]
    pub fn country(self) -> Option<Self> {
        Self::of_country(table::row(self.0).country)
    }

    /// Latitude and longitude in degrees, to a hundredth; of a country or region the middle of its towns.
    #[must_use]
    pub fn coordinates(self) -> Option<(f32, f32)> {
        table::row(self.0).at
    }

    /// People living there, to a thousandth; 0 where not known.
    #[must_use]
    pub fn population(self) -> u32 {
        unpack_population(table::row(self.0).population)
    }

    /// The country whose capital it is.
    #[must_use]
    pub fn capital_of(self) -> Option<Self> {
        self.country().filter(|c| table::capital(c.0) == self.0)
    }

    /// Whether it is the capital of a country.
    #[must_use]
    pub fn is_capital(self) -> bool {
        self.capital_of().is_some()
    }

    /// The capital of this country.
    #[must_use]
    pub fn capital(self) -> Option<Self> {
        (self.0 < table::countries()).then(|| table::capital(self.0)).filter(|c| *c != NOWHERE).map(Self)
    }

    /// Whose government is meant where the city speaks ("Moscow said"): a country, the European Union or a breakaway region.
    #[must_use]
    pub fn speaks_for(self) -> Option<Self> {
        u32::from(table::row(self.0).speaks).checked_sub(1).map(Self)
    }

    /// The countries it belongs to or reaches into: one for a city, two for a crossing, the members of a union or an area.
    #[must_use]
    pub fn countries(self) -> Vec<Self> {
        let mut out: Vec<Self> = self.country().into_iter().collect();
        if self.0 < table::zones() {
            for member in table::members(self.0).filter_map(Self::of_country) {
                if !out.contains(&member) {
                    out.push(member);
                }
            }
        }
        out
    }

    /// Whether it lies in `zone`, wholly or partly: a city in its country, a country in a union it is a member of.
    #[must_use]
    pub fn within(self, zone: Self) -> bool {
        if self == zone {
            return true;
        }
        match zone.kind() {
            PlaceKind::Country => {
                self.country() == Some(zone) || self.0 < table::zones() && table::members(self.0).any(|m| u32::from(m) == zone.0)
            }
            PlaceKind::Union | PlaceKind::Area => {
                let members = zone.countries();
                let mine = self.countries();
                !mine.is_empty() && mine.iter().all(|c| members.contains(c))
            }
            _ => false,
        }
    }

    /// What only a crossing has.
    #[must_use]
    pub fn crossing(self) -> Option<Crossing> {
        if self.0 >= table::zones() {
            return None;
        }
        table::crossing(self.0).and_then(|(sides, near)| {
            let sides = [Self::of_country(sides[0])?, Self::of_country(sides[1])?];
            Some(Crossing::new(sides, near))
        })
    }

    pub(crate) fn of_country(index: u8) -> Option<Self> {
        (index != NO_COUNTRY).then_some(Self(u32::from(index)))
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({} {:?})", self.id(), self.name())
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut s = serializer.serialize_struct("Place", 2)?;
        s.serialize_field("id", &self.id())?;
        s.serialize_field("name", self.name())?;
        s.end()
    }
}
