//! Cities, crossings, and who speaks for whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::fold::fold;
use crate::format::{EN, FR};
use crate::item::{Crossing, Item, World};
use crate::kind::{NameUse, PlaceKind};
use crate::read::{langs, list, marked, point, rows};

/// A city needs this many people to be taken by a name that is also a word or a person's.
const WELL_KNOWN: u32 = 500_000;

/// `cities.tsv`, `towns.tsv` and which of them are capitals.
pub(crate) fn cities(world: &mut World, data: &Path) {
    let mut cities: Vec<Item> = Vec::new();
    for (n, row) in rows(data, "cities.tsv", 6) {
        let mut city = Item::new(PlaceKind::City, String::new(), &row[1]);
        city.country = Some(row[0].clone());
        city.at = point(&format!("{},{}", row[2], row[3]), &format!("cities.tsv:{n}"));
        city.population = row[4].parse().unwrap_or(0);
        for spelling in std::iter::once(row[1].as_str()).chain(list(&row[5])) {
            let key = fold(spelling);
            if key.len() >= 4 {
                city.spell(spelling, NameUse::Name, FR | EN, false);
            }
        }
        cities.push(city);
    }
    for (n, row) in rows(data, "towns.tsv", 4) {
        if let Err(what) = town(&mut cities, &row, &format!("towns.tsv:{n}")) {
            world.wrong.push(what);
        }
    }
    // A camp stands for the village GeoNames has under its name.
    let camps: BTreeSet<(String, String)> = world
        .items
        .iter()
        .filter(|i| i.kind == PlaceKind::Camp)
        .flat_map(|i| i.spellings.iter().map(|s| (i.country.clone().unwrap_or_default(), s.key.clone())))
        .collect();
    cities.retain(|c| c.population > 100_000 || !camps.contains(&(c.country.clone().unwrap_or_default(), fold(&c.name))));
    capitals(&mut world.wrong, &mut cities, data);
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    cities.sort_by_key(|c| std::cmp::Reverse(c.population));
    for mut city in cities {
        let id = format!("{}/{}", city.country.as_deref().unwrap_or_default(), Item::slug(&city.name));
        let nth = taken.entry(id.clone()).or_insert(0);
        *nth += 1;
        city.id = if *nth == 1 { id } else { format!("{id}-{nth}") };
        world.items.push(city);
    }
}

/// One row of `towns.tsv`: a better name and more spellings for a city of GeoNames, or a town of our own.
fn town(cities: &mut Vec<Item>, row: &[String], place: &str) -> Result<(), String> {
    let spellings: Vec<_> = list(&row[2]).map(marked).collect();
    let keys: BTreeSet<String> = spellings.iter().map(|s| fold(s.0)).chain([fold(&row[1])]).collect();
    let name = fold(&row[1]);
    let spelled = |c: &Item| keys.contains(&fold(&c.name)) || c.spellings.iter().any(|s| s.key == name);
    let own = match row[3].rsplit_once(',') {
        Some((at, people)) => point(at, place).zip(people.trim().parse::<u32>().ok()),
        None => None,
    };
    let close = |c: &Item| match (c.at, own) {
        (Some(a), Some((b, _))) => (a.0 - b.0).abs() < 0.3 && (a.1 - b.1).abs() < 0.3,
        _ => true,
    };
    let found = cities.iter_mut().filter(|c| c.country.as_deref() == Some(&row[0]) && spelled(c) && close(c)).max_by_key(|c| c.population);
    let city = match (found, own) {
        (Some(city), _) => city,
        (None, None) => return Err(format!("data/place/{place}: {} is not in cities.tsv: give its point and population", row[1])),
        (None, Some((at, people))) => {
            let mut city = Item::new(PlaceKind::City, String::new(), &row[1]);
            city.country = Some(row[0].clone());
            city.at = Some(at);
            city.population = people;
            cities.push(city);
            cities.last_mut().expect("just pushed")
        }
    };
    city.name.clone_from(&row[1]);
    if fold(&row[1]).len() > 3 || spellings.iter().any(|s| s.0 == row[1]) {
        city.spell(&row[1], NameUse::Name, FR | EN, false);
    }
    for (spelling, langs, weak) in spellings {
        city.spell(spelling, NameUse::Name, langs, weak);
    }
    Ok(())
}

fn capitals(wrong: &mut Vec<String>, cities: &mut [Item], data: &Path) {
    for (n, row) in rows(data, "countries.tsv", 8) {
        if row[5].is_empty() {
            continue;
        }
        let key = fold(&row[5]);
        let capital = cities
            .iter_mut()
            .filter(|c| c.country.as_deref() == Some(&row[0]) && (fold(&c.name) == key || c.spellings.iter().any(|s| s.key == key)))
            .max_by_key(|c| c.population);
        let Some(capital) = capital else {
            wrong.push(format!("data/place/countries.tsv:{n}: capital {} is no city", row[5]));
            continue;
        };
        capital.capital = true;
        capital.needed = true;
        capital.speaks_for = Some(row[0].clone());
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrossingFile {
    crossing: Vec<CrossingRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CrossingRow {
    id: String,
    name: String,
    sides: [String; 2],
    posts: [Vec<String>; 2],
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    near: [String; 2],
    at: [f64; 2],
    modes: Vec<String>,
    #[serde(default)]
    town: bool,
}

/// The modes of `crossings.toml`, in the order of their bits.
const MODES: [&str; 6] = ["road", "foot", "rail", "bridge", "ferry", "fence"];

/// `crossings.toml`.
pub(crate) fn crossings(world: &mut World, data: &Path) {
    let text = std::fs::read_to_string(data.join("crossings.toml")).expect("data/place/crossings.toml");
    let file: CrossingFile = toml::from_str(&text).unwrap_or_else(|e| panic!("data/place/crossings.toml: {e}"));
    for row in file.crossing {
        let place = format!("data/place/crossings.toml: {}", row.id);
        assert!(row.id == Item::slug(&row.id), "{place}: not a slug");
        let mut item = Item::new(PlaceKind::Crossing, row.id.clone(), &row.name);
        item.at = Some((row.at[0], row.at[1]));
        for side in &row.sides {
            assert!(world.is_country(side), "{place}: no country {side}");
        }
        let near = [0, 1].map(|i| {
            let Some(n) = world.city(&row.sides[i], &row.near[i]) else {
                world.wrong.push(format!("{place}: near: no town {} in {}", row.near[i], row.sides[i]));
                return String::new();
            };
            world.items[n].needed = true;
            world.items[n].id.clone()
        });
        let modes = row
            .modes
            .iter()
            .fold(0, |bits, mode| bits | 1u8 << MODES.iter().position(|m| m == mode).unwrap_or_else(|| panic!("{place}: no mode {mode}")));
        let is_weak = |n: &String| row.weak.iter().any(|w| fold(w) == fold(n));
        let all = row.posts.iter().flatten().chain(&row.also).chain(&row.weak).chain(std::iter::once(&row.name));
        for name in all {
            item.spell(name, NameUse::Name, FR | EN, is_weak(name));
        }
        item.members = row.sides.to_vec();
        item.crossing = Some(Crossing { sides: row.sides, near, modes, town: row.town });
        world.items.push(item);
    }
}

/// `seats.tsv` and `metonyms.tsv`.
pub(crate) fn speakers(world: &mut World, data: &Path) {
    for (n, row) in rows(data, "seats.tsv", 3) {
        assert!(world.by_id(&row[2]).is_some(), "data/place/seats.tsv:{n}: no place {}", row[2]);
        match world.city(&row[1], &row[0]) {
            Some(city) => world.items[city].speaks_for = Some(row[2].clone()),
            None => world.wrong.push(format!("data/place/seats.tsv:{n}: no city {}", row[0])),
        }
    }
    for (n, row) in rows(data, "metonyms.tsv", 3) {
        let bits = langs(&row[1], &format!("metonyms.tsv:{n}"));
        assert!(world.by_id(&row[2]).is_some(), "data/place/metonyms.tsv:{n}: no place {}", row[2]);
        world.metonyms.push((fold(&row[0]), bits, row[2].clone()));
    }
    for (key, bits, id) in std::mem::take(&mut world.metonyms) {
        let item = world.by_id(&id).expect("checked above");
        item.spell(&key, NameUse::Metonym, bits, false);
    }
}

/// `stop.tsv`: spellings that are words or persons' names are no town's, or only with a cue.
pub(crate) fn stops(world: &mut World, data: &Path) {
    let mut stops: BTreeMap<String, bool> = BTreeMap::new();
    for (n, row) in rows(data, "stop.tsv", 2) {
        let drop = match row[0].as_str() {
            "drop" => true,
            "weak" => false,
            other => panic!("data/place/stop.tsv:{n}: {other} is neither drop nor weak"),
        };
        list(&row[1]).for_each(|w| {
            stops.insert(fold(w), drop);
        });
    }
    for item in world.items.iter_mut().filter(|i| matches!(i.kind, PlaceKind::City | PlaceKind::Crossing | PlaceKind::Camp)) {
        let small = item.kind == PlaceKind::City && item.population < WELL_KNOWN && !item.capital;
        item.spellings.retain(|s| s.used != NameUse::Name || s.weak || !(small && stops.get(&s.key) == Some(&true)));
        for s in item.spellings.iter_mut().filter(|s| s.used == NameUse::Name && stops.contains_key(&s.key)) {
            s.weak = true;
        }
    }
}
