//! The tables in the binary, read in place.

use crate::format::{CROSSING, HEADS, PLACE, head_bits};

pub(crate) static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.fst"));
static SENSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/senses.bin"));
static PLACES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/places.bin"));
static IDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/ids.bin"));
static MEMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/members.bin"));
static CROSSINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/crossings.bin"));
static CAPITALS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/capitals.bin"));
static HEADS_OF: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/heads.bin"));
static POOL: &str = include_str!(concat!(env!("OUT_DIR"), "/pool.txt"));

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

fn pooled(packed: u32) -> &'static str {
    let at = (packed >> 8) as usize;
    &POOL[at..at + (packed & 0xFF) as usize]
}

/// Whether a folded word is perhaps a head in the `nth` table of heads; never wrong where it says no.
pub(crate) fn is_head(nth: usize, word: &[u8]) -> bool {
    head_bits(word).into_iter().all(|bit| HEADS_OF[nth * HEADS + bit / 8] >> (bit % 8) & 1 == 1)
}

/// How many places there are.
pub(crate) fn places() -> u32 {
    (PLACES.len() / PLACE) as u32
}

/// How many are no cities: they come first.
pub(crate) fn zones() -> u32 {
    (IDS.len() / 4) as u32
}

/// How many are countries: they come before all.
pub(crate) fn countries() -> u32 {
    (CAPITALS.len() / 4) as u32
}

/// One record of the table of places.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) at: Option<(f32, f32)>,
    pub(crate) population: u16,
    pub(crate) speaks: u16,
    pub(crate) country: u8,
    pub(crate) kind: u8,
    pub(crate) nth: u8,
}

pub(crate) fn row(place: u32) -> Row {
    let bytes = &PLACES[place as usize * PLACE..(place as usize + 1) * PLACE];
    let degrees = |at| f32::from(u16_at(bytes, at) as i16) / 100.0;
    let known = u16_at(bytes, 4) as i16 != i16::MIN;
    Row {
        name: pooled(u32_at(bytes, 0)),
        at: known.then(|| (degrees(4), degrees(6))),
        population: u16_at(bytes, 8),
        speaks: u16_at(bytes, 10),
        country: bytes[12],
        kind: bytes[13],
        nth: bytes[14],
    }
}

/// The id of a place that is no city.
pub(crate) fn id(zone: u32) -> &'static str {
    pooled(u32_at(IDS, zone as usize * 4))
}

/// The capital of a country, as a place.
pub(crate) fn capital(country: u32) -> u32 {
    u32_at(CAPITALS, country as usize * 4)
}

/// The countries a zone reaches into.
pub(crate) fn members(zone: u32) -> impl Iterator<Item = u8> {
    let count = MEMBERS.len() / 3;
    let first = partition(count, |n| u32::from(u16_at(MEMBERS, n * 3)) < zone);
    (first..count).take_while(move |n| u32::from(u16_at(MEMBERS, n * 3)) == zone).map(|n| MEMBERS[n * 3 + 2])
}

/// The sides, towns behind them (with flags in the high byte) of a crossing.
pub(crate) fn crossing(zone: u32) -> Option<([u8; 2], [u32; 2])> {
    let count = CROSSINGS.len() / CROSSING;
    let n = partition(count, |n| u32::from(u16_at(CROSSINGS, n * CROSSING)) < zone);
    let bytes = CROSSINGS.get(n * CROSSING..(n + 1) * CROSSING)?;
    (u32::from(u16_at(bytes, 0)) == zone).then(|| ([bytes[2], bytes[3]], [u32_at(bytes, 4), u32_at(bytes, 8)]))
}

/// The sense at `at` in the lists of senses.
pub(crate) fn sense(at: usize) -> u32 {
    u32_at(SENSES, at * 4)
}

/// The first of `0..count` that `before` does not hold for.
pub(crate) fn partition(count: usize, before: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = (low + high) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
