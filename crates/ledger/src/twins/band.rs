//! Locality-sensitive hashing: what shares a band is worth comparing.

/// In a bucket of this many or fewer every two are compared; in a larger one each only with the first and with the one before it, so that
/// a thousand copies cost a thousand comparisons.
const SMALL: usize = 8;

/// Pairs worth comparing, each once, the smaller index first. `bands` are the bands of every item, all of one length; where an item has
/// none it is in no pair. Items must be sorted so that equal ones are neighbours.
pub(super) fn candidates(bands: &[Vec<u64>]) -> Vec<(usize, usize)> {
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    let mut bucketed: Vec<(u64, usize)> = Vec::with_capacity(bands.len());
    for band in 0..bands.iter().map(Vec::len).max().unwrap_or(0) {
        bucketed.clear();
        bucketed.extend(bands.iter().enumerate().filter_map(|(i, own)| Some((*own.get(band)?, i))));
        bucketed.sort_unstable();
        for bucket in bucketed.chunk_by(|a, b| a.0 == b.0) {
            for (n, &(_, i)) in bucket.iter().enumerate() {
                let with = if bucket.len() <= SMALL { 0..n } else { n.saturating_sub(1)..n };
                pairs.extend(bucket[with].iter().map(|&(_, j)| (j, i)));
                if bucket.len() > SMALL && n > 1 {
                    pairs.push((bucket[0].1, i));
                }
            }
        }
        // Copies meet in every band; kept apart until the end they would fill the memory.
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}
