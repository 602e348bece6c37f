//! Countries with their demonyms, and every other zone that is no town.

use std::path::Path;

use crate::fold::fold;
use crate::format::{EN, FR};
use crate::forms;
use crate::item::{Item, World};
use crate::kind::{NameUse, PlaceKind};

/// The rows of a table: line number and trimmed fields.
pub(crate) fn rows(data: &Path, file: &str, fields: usize) -> Vec<(usize, Vec<String>)> {
    let path = data.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("data/place/{file}: {e}"));
    let mut out = Vec::new();
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let row: Vec<String> = line.split('|').map(|f| f.trim().to_owned()).collect();
        assert!(row.len() == fields, "data/place/{file}:{}: {} fields, not {fields}", n + 1, row.len());
        out.push((n + 1, row));
    }
    out
}

/// The entries of a field.
pub(crate) fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(',').map(str::trim).filter(|f| !f.is_empty())
}

/// A field "lat,lon".
pub(crate) fn point(field: &str, place: &str) -> Option<(f64, f64)> {
    if field.is_empty() {
        return None;
    }
    let parsed = field.split_once(',').and_then(|(lat, lon)| Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?)));
    assert!(parsed.is_some(), "data/place/{place}: no point: {field}");
    parsed
}

/// A spelling "fr:Alep", "en:Aleppo", "~Lars" (weak) or plain.
pub(crate) fn marked(entry: &str) -> (&str, u32, bool) {
    let (entry, weak) = entry.strip_prefix('~').map_or((entry, false), |e| (e, true));
    if let Some(name) = entry.strip_prefix("fr:") {
        (name, FR, weak)
    } else if let Some(name) = entry.strip_prefix("en:") {
        (name, EN, weak)
    } else {
        (entry, FR | EN, weak)
    }
}

/// A language field: "fr", "en" or both.
pub(crate) fn langs(field: &str, place: &str) -> u32 {
    list(field).fold(0, |bits, l| {
        bits | match l {
            "fr" => FR,
            "en" => EN,
            _ => panic!("data/place/{place}: no language {l}"),
        }
    })
}

/// `countries.tsv` and `nations.tsv`.
pub(crate) fn countries(world: &mut World, data: &Path) {
    for (n, row) in rows(data, "countries.tsv", 8) {
        let mut item = Item::new(PlaceKind::Country, row[0].clone(), &row[1]);
        item.country = Some(row[0].clone());
        item.at = point(&format!("{},{}", row[2], row[3]), &format!("countries.tsv:{n}"));
        item.population = row[4].parse().unwrap_or(0);
        item.spell(&row[1], NameUse::Name, EN, false);
        list(&row[6]).for_each(|f| item.spell(f, NameUse::Name, FR, false));
        list(&row[7]).for_each(|f| item.spell(f, NameUse::Name, EN, false));
        world.items.push(item);
    }
    for (n, row) in rows(data, "nations.tsv", 7) {
        let iso = row[0].clone();
        let item = world.by_id(&iso).unwrap_or_else(|| panic!("data/place/nations.tsv:{n}: no country {iso}"));
        list(&row[1]).for_each(|f| item.spell(f, NameUse::Name, FR, false));
        list(&row[2]).for_each(|f| item.spell(f, NameUse::Name, EN, false));
        list(&row[3]).for_each(|f| item.spell(f, NameUse::Abbreviation, FR | EN, false));
        demonyms(item, &row[4], &row[5]);
        for prefix in list(&row[6]) {
            let old = world.prefixes.insert(fold(prefix), iso.clone());
            assert!(old.as_ref().is_none_or(|o| *o == iso), "data/place/nations.tsv:{n}: prefix {prefix} twice");
        }
    }
}

fn demonyms(item: &mut Item, french: &str, english: &str) {
    for (form, used) in list(french).flat_map(forms::french) {
        item.spell(&form, used, FR, false);
    }
    for (form, used) in list(english).flat_map(forms::english) {
        item.spell(&form, used, EN, false);
    }
}

/// English and French words for a division, as they stand around its name.
fn division(kind: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match kind {
        "region" => (&["region"], &["région"]),
        "oblast" => (&["oblast", "region", "province"], &["oblast", "région", "province"]),
        "province" => (&["province", "region"], &["province", "région"]),
        "state" => (&["state"], &["état", "province"]),
        "governorate" => (&["governorate", "province", "region"], &["gouvernorat", "province", "région"]),
        "department" => (&["department"], &["département"]),
        "county" => (&["county"], &["comté"]),
        "district" => (&["district"], &["district"]),
        "republic" => (&["republic"], &["république"]),
        "territory" => (&["territory"], &["territoire"]),
        _ => return None,
    })
}

/// `zones.tsv`: regions, islands, waters, camps, areas and unions.
pub(crate) fn zones(world: &mut World, data: &Path) {
    for (n, row) in rows(data, "zones.tsv", 7) {
        let place = format!("zones.tsv:{n}");
        let (name, before_city) = row[2].strip_prefix('!').map_or((row[2].as_str(), false), |s| (s, true));
        let slug = Item::slug(name);
        let members: Vec<String> = list(&row[1]).map(str::to_owned).collect();
        for iso in &members {
            assert!(world.is_country(iso), "data/place/{place}: no country {iso}");
        }
        let first = members.first().cloned();
        let around = division(&row[0]);
        let in_first = |sign: &str| format!("{}{sign}{slug}", first.as_deref().unwrap_or_else(|| panic!("data/place/{place}: no country")));
        let (kind, id) = match row[0].as_str() {
            "union" if name == "European Union" => (PlaceKind::Union, "EU".to_owned()),
            "union" => (PlaceKind::Union, format!("union.{slug}")),
            "area" => (PlaceKind::Area, format!("area.{slug}")),
            "water" => (PlaceKind::Water, format!("water.{slug}")),
            "island" => (PlaceKind::Island, in_first(".")),
            "camp" => (PlaceKind::Camp, in_first("/")),
            _ if around.is_some() => (PlaceKind::Region, in_first(".")),
            other => panic!("data/place/{place}: no kind {other}"),
        };
        let mut item = Item::new(kind, id, name);
        item.at = point(&row[3], &place);
        item.before_city = before_city;
        item.country = if matches!(kind, PlaceKind::Region | PlaceKind::Island | PlaceKind::Camp) { first } else { None };
        let mut names: Vec<(&str, u32, bool)> = list(&row[4]).map(marked).collect();
        if !names.iter().any(|m| fold(m.0) == fold(name)) {
            names.insert(0, (name, FR | EN, false));
        }
        for (spelling, langs, weak) in names {
            let abbreviation = spelling.len() > 1 && spelling.chars().all(|c| c.is_uppercase());
            item.spell(spelling, if abbreviation { NameUse::Abbreviation } else { NameUse::Name }, langs, weak);
            let Some((english, french)) = around else { continue };
            if langs & EN != 0 {
                english.iter().for_each(|w| item.spell(&format!("{spelling} {w}"), NameUse::Name, EN, false));
            }
            if langs & FR != 0 {
                let vowel = fold(spelling).starts_with(['a', 'e', 'i', 'o', 'u', 'h']);
                let joints: &[&str] = if vowel { &["de l'", "d'", "de ", "du "] } else { &["de ", "du ", "de la "] };
                for (w, joint) in french.iter().flat_map(|w| joints.iter().map(move |j| (w, j))) {
                    item.spell(&format!("{w} {joint}{spelling}"), NameUse::Name, FR, false);
                }
            }
        }
        demonyms(&mut item, &row[5], &row[6]);
        item.members = members;
        world.items.push(item);
    }
}

/// `regions.tsv`: divisions without words around them or demonyms of their own.
pub(crate) fn regions(world: &mut World, data: &Path) {
    for (n, row) in rows(data, "regions.tsv", 2) {
        let (name, weak) = row[1].strip_prefix('~').map_or((row[1].as_str(), false), |s| (s, true));
        assert!(world.is_country(&row[0]), "data/place/regions.tsv:{n}: no country {}", row[0]);
        let mut item = Item::new(PlaceKind::Region, format!("{}.{}", row[0], Item::slug(name)), name);
        item.country = Some(row[0].clone());
        item.spell(name, NameUse::Name, FR | EN, weak);
        world.items.push(item);
    }
}
