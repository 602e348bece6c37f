//! Weighted draws and their quantiles.

/// The quantiles that are told: 90, 80 and 50 % intervals and the median.
pub const LEVELS: [f64; 7] = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/// What is believed of one number: its quantiles at [`LEVELS`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Believed {
    /// In the order of [`LEVELS`].
    pub at: [f64; 7],
}

impl Believed {
    /// The median.
    #[must_use]
    pub fn median(&self) -> f64 {
        self.at[3]
    }

    /// The central interval of 50, 80 or 90 %.
    #[must_use]
    pub fn interval(&self, percent: usize) -> (f64, f64) {
        match percent {
            50 => (self.at[2], self.at[4]),
            80 => (self.at[1], self.at[5]),
            _ => (self.at[0], self.at[6]),
        }
    }
}

/// Where the quantiles stand among `n` sorted draws of one weight, as [`Drawn::believed`] finds them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ranks([usize; 7]);

impl Ranks {
    pub(crate) fn of(n: usize, weight: f64) -> Self {
        let total: f64 = std::iter::repeat_n(weight, n).sum();
        let (mut at, mut sum) = (0, 0.0);
        Self(LEVELS.map(|level| {
            while at + 1 < n && sum + weight < level * total {
                sum += weight;
                at += 1;
            }
            at
        }))
    }

    /// The quantiles of such draws. They are picked, not sorted: a what-if asks for thousands of them.
    pub(crate) fn believed(&self, draws: &mut [f64]) -> Believed {
        let mut at = [f64::NAN; 7];
        pick(draws, 0, &self.0, &mut at);
        Believed { at }
    }
}

/// The draws of these ranks, which are in order; `from` is the rank of the first of `draws`. The middle one parts them for the others.
fn pick(draws: &mut [f64], from: usize, ranks: &[usize], at: &mut [f64]) {
    let middle = ranks.len() / 2;
    let Some(&rank) = ranks.get(middle) else { return };
    if rank - from >= draws.len() {
        return;
    }
    let (below, found, above) = draws.select_nth_unstable_by(rank - from, f64::total_cmp);
    let found = *found;
    // Ranks of few draws may be one and the same.
    let (first, last) = (ranks.partition_point(|&r| r < rank), ranks.partition_point(|&r| r <= rank));
    at[first..last].fill(found);
    pick(below, from, &ranks[..first], &mut at[..first]);
    pick(above, rank + 1, &ranks[last..], &mut at[last..]);
}

/// Draws with weights.
#[derive(Debug, Clone, Default)]
pub(crate) struct Drawn(Vec<(f64, f64)>);

impl Drawn {
    pub(crate) fn add(&mut self, value: f64, weight: f64) {
        self.0.push((value, weight));
    }

    /// Quantiles at [`LEVELS`].
    pub(crate) fn believed(mut self) -> Believed {
        self.0.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = self.0.iter().map(|d| d.1).sum();
        let (mut at, mut sum) = (0, 0.0);
        Believed {
            at: LEVELS.map(|level| {
                while at + 1 < self.0.len() && sum + self.0[at].1 < level * total {
                    sum += self.0[at].1;
                    at += 1;
                }
                self.0.get(at).map_or(f64::NAN, |d| d.0)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_even_draws() {
        let mut drawn = Drawn::default();
        (0..1000).rev().for_each(|n| drawn.add(f64::from(n), 0.5));
        let b = drawn.believed();
        assert!((b.median() - 499.5).abs() <= 1.0 && (b.at[0] - 49.5).abs() <= 1.0 && (b.at[6] - 949.5).abs() <= 1.0, "{b:?}");
    }

    #[test]
    fn picked_quantiles_are_those_of_sorted_draws() {
        for n in [0, 1, 2, 3, 7, 40, 1000, 5120] {
            // Many draws are equal, as people in a queue that is empty.
            let draws: Vec<f64> = (0..n).map(|i: u32| f64::from(i.wrapping_mul(2_654_435_761) >> 20).max(1000.0)).collect();
            for weight in [1.0, 0.2] {
                let mut drawn = Drawn::default();
                draws.iter().for_each(|&d| drawn.add(d, weight));
                let (sorted, picked) = (drawn.believed(), Ranks::of(draws.len(), weight).believed(&mut draws.clone()));
                assert_eq!(sorted.at.map(f64::to_bits), picked.at.map(f64::to_bits), "{n} draws of {weight}");
            }
        }
    }
}
