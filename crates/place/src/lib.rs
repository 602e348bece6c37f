//! Gazetteer: countries, regions, cities and border crossings, with every spelling an English or French report uses.
//!
//! Names are matched as folded words, so "Côte d’Ivoire", "COTE D'IVOIRE" and the tokens `côte` `d'` `ivoire` are one; hyphens, slashes
//! and dashes inside a name are optional. A [`Place`] is a handle of four bytes into tables that the build script made; nothing is
//! loaded or parsed at run time. Every spelling may have several readings, ranked: country, demonym, capital, crossing, region, city by
//! population; a crossing that is also a town stands behind the town, and [`Match::crossing`] finds it.
//!
//! What it refuses to do: it does not look at letter case or at the words around. Names want a capital letter (in French a demonym
//! does not), an [`NameUse::Abbreviation`] wants capitals throughout, and a [`Match::weak`] spelling wants a cue such as "the city of".
//!
//! Ids: a country is its ISO 3166-1 code (`UA`, Kosovo `XK`), a region or island `CC.slug`, a city or camp `CC/slug` (`CC/slug-2` for
//! the second biggest of its name), a crossing its slug, and else `EU`, `union.slug`, `area.slug`, `water.slug`.
//!
//! ```
//! use exode_place::{Gazetteer, Lang, NameUse};
//!
//! let world = Gazetteer::embedded();
//! let (used, found) = world.longest(Lang::Fr, &mut ["verkhni", "-", "lars", "en"].into_iter()).unwrap();
//! assert_eq!((used, found.place().name()), (3, "Verkhni Lars"));
//! let (_, found) = world.longest(Lang::Fr, &mut ["géorgiennes"].into_iter()).unwrap();
//! assert_eq!((found.place().id().as_ref(), found.used_as()), ("GE", NameUse::Demonym));
//! ```

mod crossing;
mod find;
mod fold;
mod format;
mod kind;
mod place;
mod table;

pub use crossing::{Crossing, Mode};
pub use find::{Gazetteer, Lang, Match};
pub use kind::{NameUse, PlaceKind};
pub use place::Place;

/// The words of `text` in plain lower-case letters and digits, parted by single spaces: the form in which names are looked up, and in
/// which texts can be searched without regard to accents and case.
///
/// ```
/// assert_eq!(exode_place::folded("Côte d’Ivoire"), "cote d ivoire");
/// ```
#[must_use]
pub fn folded(text: &str) -> String {
    fold::fold(text)
}
