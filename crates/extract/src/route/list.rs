//! Places told in a list: "en Tanzanie, au Rwanda et en Ouganda", "in Gedaref and Kassala". A figure of all of them went to none
//! of them alone.

use exode_place::{Place, PlaceKind};

use super::{Asked, Part, habitable, part};
use crate::place::{NameUse, Spot};

/// What the places joined to `spot` have in common: `None` where it stands alone, `Some(None)` where they are of several countries,
/// else their country.
pub(super) fn whole(asked: &Asked<'_, '_>, spot: &Spot) -> Option<Option<Place>> {
    let scene = asked.scene;
    let here = scene.sentences[asked.n].spots.clone();
    let k = here.clone().find(|k| scene.spots[*k].start == spot.start)?;
    let member = |k: usize| {
        let (spot, part) = (&scene.spots[k], asked.parts[k]);
        spot.use_ == NameUse::Name && habitable(spot) && matches!(part, Part::To | Part::At | Part::Bare | Part::Of)
    };
    let follows = |k: usize| member(k) && part::joined(&scene.view, &scene.spots[k - 1], &scene.spots[k]);
    let first = (here.start + 1..=k).rev().take_while(|j| follows(*j) && member(j - 1)).last().map_or(k, |j| j - 1);
    let last = (k + 1..here.end).take_while(|j| follows(*j)).last().unwrap_or(k);
    let list = &scene.spots[first..=last];
    let others = list.iter().any(|s| s.place != spot.place && !within(s, spot) && !within(spot, s));
    if !others {
        return None;
    }
    Some(spot.country.filter(|c| list.iter().all(|s| s.country == Some(*c))))
}

/// Whether a place is only told more finely: "à Adré, au Tchad" is no list.
fn within(fine: &Spot, wide: &Spot) -> bool {
    let local = |s: &Spot| matches!(s.place.kind(), PlaceKind::City | PlaceKind::Camp);
    let of_country = fine.country == wide.country || fine.country.is_none() || wide.country.is_none();
    of_country && local(fine) && !local(wide) || fine.country == Some(wide.place)
}
