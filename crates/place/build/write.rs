//! The binary tables; `src/format.rs` says how they look.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::format::{CROSSING, EN, FR, HEADS, LAST, MANY, NO_COUNTRY, NOWHERE, PLACE, WEAK, head_bits, pack_population, sense};
use crate::item::{Item, World};
use crate::kind::{NameUse, PlaceKind};

/// More namesakes than this are never meant.
const NAMESAKES: usize = 6;

/// A text pool with every string once.
#[derive(Default)]
struct Pool {
    text: String,
    known: HashMap<String, u32>,
}

impl Pool {
    fn add(&mut self, s: &str) -> (u32, u8) {
        let at = *self.known.entry(s.to_owned()).or_insert_with(|| {
            self.text.push_str(s);
            (self.text.len() - s.len()) as u32
        });
        (at, u8::try_from(s.len()).unwrap_or_else(|_| panic!("data/place: {s} is too long")))
    }
}

/// Write every table.
pub(crate) fn all(world: &World, out: &Path) {
    let index: HashMap<&str, u32> = world.items.iter().enumerate().map(|(n, i)| (i.id.as_str(), n as u32)).collect();
    let countries = world.items.iter().filter(|i| i.kind == PlaceKind::Country).count();
    assert!(countries < usize::from(NO_COUNTRY));
    let mut pool = Pool::default();
    let (mut places, mut ids, mut members, mut crossings) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut capitals = vec![NOWHERE; countries];
    for (n, item) in world.items.iter().enumerate() {
        place(item, &index, &mut pool, &mut places);
        if item.capital {
            let country = item.country.as_deref().map(|c| index[c] as usize).expect("a capital has a country");
            capitals[country] = n as u32;
        }
        if item.kind != PlaceKind::City {
            let (at, len) = pool.add(&item.id);
            ids.extend_from_slice(&(at << 8 | u32::from(len)).to_le_bytes());
            for iso in &item.members {
                members.extend_from_slice(&(n as u16).to_le_bytes());
                members.push(index[iso.as_str()] as u8);
            }
        }
        if let Some(c) = &item.crossing {
            let before = crossings.len();
            crossings.extend_from_slice(&(n as u16).to_le_bytes());
            crossings.extend(c.sides.iter().map(|s| index[s.as_str()] as u8));
            let town = u32::from(c.town) << 31;
            crossings.extend_from_slice(&(index[c.near[0].as_str()] | town).to_le_bytes());
            crossings.extend_from_slice(&(index[c.near[1].as_str()] | u32::from(c.modes) << 24).to_le_bytes());
            assert!(crossings.len() - before == CROSSING);
        }
    }
    let (names, senses) = names(world, &index);
    let save = |file: &str, bytes: &[u8]| std::fs::write(out.join(file), bytes).expect("OUT_DIR can be written");
    save("names.fst", &names);
    save("senses.bin", &senses);
    save("places.bin", &places);
    save("ids.bin", &ids);
    save("members.bin", &members);
    save("crossings.bin", &crossings);
    save("capitals.bin", &capitals.iter().flat_map(|c| c.to_le_bytes()).collect::<Vec<u8>>());
    save("heads.bin", &heads(world));
    save("pool.txt", pool.text.as_bytes());
}

/// Name (offset and length), point, population, whom it speaks for, country, kind and number among namesakes.
fn place(item: &Item, index: &HashMap<&str, u32>, pool: &mut Pool, out: &mut Vec<u8>) {
    let before = out.len();
    let (at, len) = pool.add(&item.name);
    let centi = |x: f64| (x * 100.0).round() as i16;
    let (lat, lon) = item.at.map_or((i16::MIN, i16::MIN), |(lat, lon)| (centi(lat), centi(lon)));
    let speaks = item.speaks_for.as_deref().map_or(0, |id| index[id] as u16 + 1);
    let country = item.country.as_deref().map_or(NO_COUNTRY, |c| index[c] as u8);
    let nth = item.id.strip_prefix(&format!("{}/{}-", item.country.as_deref().unwrap_or_default(), Item::slug(&item.name)));
    let nth: u8 = nth.and_then(|n| n.parse().ok()).unwrap_or(0);
    out.extend_from_slice(&(at << 8 | u32::from(len)).to_le_bytes());
    out.extend_from_slice(&lat.to_le_bytes());
    out.extend_from_slice(&lon.to_le_bytes());
    out.extend_from_slice(&pack_population(item.population).to_le_bytes());
    out.extend_from_slice(&speaks.to_le_bytes());
    out.extend_from_slice(&[country, item.kind as u8, nth, 0]);
    assert!(out.len() - before == PLACE);
}

/// One way to read a key, with what ranks it.
struct Reading<'a> {
    item: &'a Item,
    place: u32,
    used: NameUse,
    langs: u32,
    weak: bool,
}

fn names(world: &World, index: &HashMap<&str, u32>) -> (Vec<u8>, Vec<u8>) {
    let mut keys: BTreeMap<&str, Vec<Reading<'_>>> = BTreeMap::new();
    for (n, item) in world.items.iter().enumerate() {
        for s in &item.spellings {
            keys.entry(&s.key).or_default().push(Reading { item, place: n as u32, used: s.used, langs: s.langs, weak: s.weak });
        }
    }
    let mut entries: Vec<(Vec<u8>, u64)> = Vec::new();
    let mut senses: Vec<u32> = Vec::new();
    for (key, mut readings) in keys {
        let ranks: Vec<_> = readings.iter().map(|r| rank(r, &readings)).collect();
        let mut order: Vec<usize> = (0..readings.len()).collect();
        order.sort_by_key(|&n| ranks[n]);
        order.truncate(NAMESAKES);
        let packed: Vec<u32> = order
            .into_iter()
            .map(|n| {
                let r = &mut readings[n];
                sense(r.place, r.used as u8, r.langs & (FR | EN) | if r.weak { WEAK } else { 0 })
            })
            .collect();
        let value = if let [one] = packed[..] {
            u64::from(one)
        } else {
            let at = senses.len() as u64;
            senses.extend(&packed);
            if let Some(last) = senses.last_mut() {
                *last |= LAST;
            }
            MANY | at
        };
        entries.push((key.as_bytes().to_vec(), value));
    }
    for (prefix, iso) in &world.prefixes {
        entries.push((format!("{prefix}-").into_bytes(), u64::from(index[iso.as_str()])));
    }
    entries.sort();
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in entries {
        builder.insert(key, value).expect("keys are sorted and differ");
    }
    (builder.into_inner().expect("an automaton in memory"), senses.iter().flat_map(|s| s.to_le_bytes()).collect())
}

/// One table of heads for French and one for English.
///
/// A name without a capital at its start has one further on, so it has several words; of what names people, only French goes without.
fn heads(world: &World) -> Vec<u8> {
    let mut out = vec![0u8; 2 * HEADS];
    for s in world.items.iter().flat_map(|i| &i.spellings) {
        let people = matches!(s.used, NameUse::Demonym | NameUse::People);
        let (head, several) = s.key.split_once(' ').map_or((s.key.as_str(), false), |(head, _)| (head, true));
        for (n, lang) in [FR, EN].into_iter().enumerate() {
            let lower = if people { lang == FR } else { several };
            if s.langs & lang != 0 && lower {
                for bit in head_bits(head.as_bytes()) {
                    out[n * HEADS + bit / 8] |= 1 << (bit % 8);
                }
            }
        }
    }
    out
}

/// Country, union, demonym, capital, area, crossing, region, city by population; then what needs a cue.
///
/// A crossing that is a town stands behind the town, a region behind the city of its name unless the table puts it first.
fn rank(r: &Reading<'_>, all: &[Reading<'_>]) -> (bool, u8, std::cmp::Reverse<u32>) {
    let cities = || all.iter().filter(|o| o.item.kind == PlaceKind::City);
    let class = match (r.item.kind, r.used) {
        (_, NameUse::Demonym | NameUse::People | NameUse::Metonym) => 2,
        (PlaceKind::Country, _) => 0,
        (PlaceKind::Union, _) => 1,
        (PlaceKind::City, _) if r.item.capital => 3,
        (PlaceKind::Area, _) => 4,
        (PlaceKind::Crossing, _) => {
            let own = |o: &Reading<'_>| o.item.country.as_ref().is_some_and(|c| r.item.members.contains(c));
            let town = r.item.crossing.as_ref().is_some_and(|c| c.town);
            if cities().any(|o| o.item.population >= if own(o) { 15_000 } else { 200_000 } || town && own(o)) { 9 } else { 5 }
        }
        (PlaceKind::Region, _) => {
            let city = cities().any(|o| o.item.country == r.item.country && o.item.population >= 10_000);
            if city && !r.item.before_city { 10 } else { 6 }
        }
        (PlaceKind::Camp | PlaceKind::Island | PlaceKind::Water, _) => 7,
        (PlaceKind::City, _) => 8,
    };
    (r.weak, class, std::cmp::Reverse(r.item.population))
}
