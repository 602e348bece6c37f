//! The binary tables that the build script writes and the gazetteer reads in place. Shared with the build script.

/// Bytes of one place record.
pub(crate) const PLACE: usize = 16;
/// Bytes of one crossing record.
pub(crate) const CROSSING: usize = 12;
/// No place, in a field that holds one.
pub(crate) const NOWHERE: u32 = u32::MAX;
/// No country, in a one-byte field.
pub(crate) const NO_COUNTRY: u8 = u8::MAX;
/// Set in an automaton's value where it is the start of a list in the table of senses.
pub(crate) const MANY: u64 = 1 << 40;
/// Set in the last sense of a list.
pub(crate) const LAST: u32 = 1 << 31;

/// Languages a spelling is used in, as bits.
pub(crate) const FR: u32 = 1;
pub(crate) const EN: u32 = 2;
/// Set in a sense whose spelling is also a first name, a surname or a common word.
pub(crate) const WEAK: u32 = 4;

/// A sense: which place, used how, in which languages.
#[allow(dead_code, reason = "only the build script packs")]
pub(crate) fn sense(place: u32, used: u8, flags: u32) -> u32 {
    place << 8 | u32::from(used) << 4 | flags
}

/// A population in 16 bits, within 0.1 %: eleven bits times a power of two.
#[allow(dead_code, reason = "only the build script packs")]
pub(crate) fn pack_population(people: u32) -> u16 {
    let shift = (32 - people.leading_zeros()).saturating_sub(11);
    (shift as u16) << 11 | (people >> shift) as u16
}

/// The people of [`pack_population`].
#[allow(dead_code, reason = "only the library unpacks")]
pub(crate) fn unpack_population(packed: u16) -> u32 {
    u32::from(packed & 0x7FF) << (packed >> 11)
}

/// Bytes of one table of heads: a bit for each first word that may stand without a capital, at two places each.
pub(crate) const HEADS: usize = 1 << 13;

/// The two bits of a folded word in a table of heads.
pub(crate) fn head_bits(word: &[u8]) -> [usize; 2] {
    let hash = word.iter().fold(0x811C_9DC5_u32, |h, b| (h ^ u32::from(b.to_ascii_lowercase())).wrapping_mul(0x0100_0193));
    let mask = HEADS * 8 - 1;
    [hash as usize & mask, (hash >> 16) as usize & mask]
}
