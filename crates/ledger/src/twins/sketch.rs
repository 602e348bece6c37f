//! A report's text in 256 bytes, by which copies of it are known.
//!
//! MinHash (Broder 1997) over runs of four words. Words are folded (case, accents, plural s) and a number in digits is one mask, however it
//! is grouped: copies that differ only in their figures have one sketch. Numbers in words stay words. The hash has fixed seeds, so that a
//! sketch kept in a ledger can be compared for ever.

use crate::source::folded;

/// Values of a sketch: the error of a likeness is about 1 / (2 sqrt 128), 4 %.
pub(super) const VALUES: usize = 128;
/// Words of a run.
const RUN: usize = 4;
/// What no hash of a run is kept as: an empty text.
const NOTHING: [u16; VALUES] = [u16::MAX; VALUES];

/// A sketch of a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sketch([u16; VALUES]);

impl Sketch {
    /// Length of its bytes.
    pub const BYTES: usize = 2 * VALUES;

    /// The sketch of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = masked(text);
        let mut least = [u32::MAX; VALUES];
        for run in words.windows(RUN.min(words.len()).max(1)) {
            let hash = mixed(run.iter().fold(0xcbf2_9ce4_8422_2325, |h, &word| mixed(h ^ word)));
            let (low, high) = halves(hash);
            for (value, seed) in least.iter_mut().zip(0u32..) {
                // A family of hashes out of two, Kirsch and Mitzenmacher 2008.
                *value = (*value).min(scattered(low.wrapping_add(seed.wrapping_mul(high | 1))));
            }
        }
        if words.is_empty() { Self(NOTHING) } else { Self(least.map(|v| halves(mixed(u64::from(v))).0 as u16)) }
    }

    /// Its bytes, to be kept.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (pair, value) in bytes.chunks_exact_mut(2).zip(self.0) {
            pair.copy_from_slice(&value.to_le_bytes());
        }
        bytes
    }

    /// The sketch of kept bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let mut values = NOTHING;
        for (value, pair) in values.iter_mut().zip(bytes.chunks_exact(2)) {
            *value = u16::from_le_bytes([pair[0], pair[1]]);
        }
        Self(values)
    }

    /// Whether the text had no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == NOTHING
    }

    /// The estimated share of runs the two texts have in common, 0 to 1; nothing is like an empty text.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        #[expect(clippy::cast_precision_loss, reason = "at most 128")]
        let share = equal as f64 / VALUES as f64;
        share
    }

    /// Its values in bands of `rows`.
    pub(super) fn bands(&self, rows: usize) -> impl Iterator<Item = u64> + '_ {
        self.0.chunks(rows).map(|band| band.iter().fold(0, |h, &v| mixed(h ^ u64::from(v))))
    }
}

/// A hash for each word, one for every number in digits, also where spaces group its digits.
fn masked(text: &str) -> Vec<u64> {
    let mut words: Vec<u64> = Vec::new();
    for word in folded(text) {
        let hash = if word.bytes().any(|b| b.is_ascii_digit()) { 0 } else { word_hash(&word) };
        if hash != 0 || words.last() != Some(&0) {
            words.push(hash);
        }
    }
    words
}

/// FNV-1a, never 0.
fn word_hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)).max(1)
}

/// The finaliser of SplitMix64.
pub(super) fn mixed(x: u64) -> u64 {
    let x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The finaliser of Murmur 3, in 32 bits so that it runs in lanes.
fn scattered(x: u32) -> u32 {
    let x = (x ^ (x >> 16)).wrapping_mul(0x85eb_ca6b);
    let x = (x ^ (x >> 13)).wrapping_mul(0xc2b2_ae35);
    x ^ (x >> 16)
}

#[expect(clippy::cast_possible_truncation, reason = "halves of a hash")]
fn halves(hash: u64) -> (u32, u32) {
    (hash as u32, (hash >> 32) as u32)
}
