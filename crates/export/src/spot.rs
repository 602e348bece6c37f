//! Places as they leave: a claim's place with what the gazetteer knows of it.

use exode_claim::PlaceRef;
use exode_place::{Gazetteer, Lang, Place, PlaceKind};

use crate::iso3::iso3;

/// A place of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// ISO 3166-1 alpha-2 for a country, else an id of the gazetteer.
    pub id: String,
    /// Name in English.
    pub name: String,
    /// What it is; `None` where the gazetteer does not know the id.
    pub kind: Option<PlaceKind>,
    /// ISO 3166-1 alpha-3 of the country it lies in.
    pub iso3: Option<&'static str>,
    /// Latitude and longitude in degrees, of countries, regions, towns and border crossings only: where people shelter is not shown.
    pub at: Option<(f64, f64)>,
}

impl Spot {
    /// The place of a claim.
    #[must_use]
    pub fn of(place: &PlaceRef) -> Self {
        let known = Gazetteer::embedded().by_id(&place.id);
        Self {
            id: crate::clean::clean(&place.id),
            name: crate::clean::clean(&place.name),
            kind: known.map(Place::kind),
            iso3: country_of(&place.id).and_then(|c| iso3(&c.id())),
            at: known.and_then(at),
        }
    }

    /// Whether it is a border crossing.
    #[must_use]
    pub fn is_crossing(&self) -> bool {
        self.kind == Some(PlaceKind::Crossing)
    }

    /// This where it is a country or wider, else its country, else nothing. A region goes too: the gazetteer's are first-level divisions,
    /// but also suburbs and districts that everybody calls a region, and it does not tell which.
    pub(crate) fn coarse(&self) -> Option<Self> {
        match self.kind {
            Some(kind) if is_wide(kind) => Some(self.clone()),
            _ => self.country(),
        }
    }

    /// The country it lies in, itself for a country.
    pub(crate) fn country(&self) -> Option<Self> {
        country_of(&self.id).map(|c| Self::of(&PlaceRef { id: c.id().into_owned(), name: c.name().to_owned() }))
    }
}

/// The country of an id. Ids begin with it, so that a ledger older than the gazetteer still knows its countries.
fn country_of(id: &str) -> Option<Place> {
    let world = Gazetteer::embedded();
    match world.by_id(id) {
        Some(place) => place.country(),
        None => world.country(id.split(['.', '/']).next().unwrap_or(id)),
    }
}

fn at(place: Place) -> Option<(f64, f64)> {
    let shown = matches!(place.kind(), PlaceKind::Country | PlaceKind::Region | PlaceKind::City | PlaceKind::Crossing);
    // The gazetteer keeps hundredths of a degree; a wider float would show digits nobody measured.
    let hundredths = |degrees: f32| (f64::from(degrees) * 100.0).round() / 100.0;
    place.coordinates().filter(|_| shown).map(|(lat, lon)| (hundredths(lat), hundredths(lon)))
}

fn is_wide(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Country | PlaceKind::Union | PlaceKind::Area)
}

/// Whether `text` names a place finer than a country: "head of the Altanbulag post" does. Capitals are let pass, because
/// they speak for governments.
pub(crate) fn names_fine_place(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let fine = |place: Place| !is_wide(place.kind()) && !place.is_capital();
    (0..words.len()).filter(|&i| words[i].starts_with(char::is_uppercase)).any(|i| {
        [Lang::Fr, Lang::En].into_iter().any(|lang| {
            let found = Gazetteer::embedded().longest(lang, &mut words[i..].iter().copied());
            found.is_some_and(|(_, m)| fine(m.place()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(id: &str) -> Spot {
        Spot::of(&PlaceRef { id: id.to_owned(), name: id.to_owned() })
    }

    #[test]
    fn a_fine_place_becomes_its_country() {
        let coarse = |id: &str| spot(id).coarse().map(|s| s.id);
        assert_eq!(coarse("GE/tbilisi").as_deref(), Some("GE"));
        assert_eq!(coarse("GE/no-such-village").as_deref(), Some("GE"));
        assert_eq!(coarse("GE").as_deref(), Some("GE"));
        assert_eq!(coarse("SY.eastern-ghouta").as_deref(), Some("SY"));
        assert_eq!(coarse("EU").as_deref(), Some("EU"));
        assert_eq!(coarse("verkhni-lars"), None, "a crossing lies in two countries");
        assert_eq!(coarse("nowhere"), None);
    }

    #[test]
    fn coordinates_are_of_crossings_and_administrative_places() {
        assert_eq!(spot("vaalimaa").at, Some((60.61, 27.85)));
        assert!(spot("GE").at.is_some() && spot("GE/tbilisi").at.is_some());
        let shelter = |p: &Place| matches!(p.kind(), PlaceKind::Camp | PlaceKind::Island | PlaceKind::Water);
        let hidden: Vec<Place> = Gazetteer::embedded().places().filter(shelter).collect();
        assert!(hidden.len() > 100);
        for place in hidden {
            assert_eq!(spot(&place.id()).at, None, "{place:?}");
        }
        assert_eq!((spot("GE/tbilisi").iso3, spot("verkhni-lars").iso3), (Some("GEO"), None));
    }

    #[test]
    fn a_source_may_name_a_place() {
        assert!(names_fine_place("chef du poste d'Altanbulag"));
        assert!(!names_fine_place("Finnish Border Guard") && !names_fine_place("Moscow"));
        assert!(names_fine_place("North Ossetia police"));
    }
}
