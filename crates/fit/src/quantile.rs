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
}
