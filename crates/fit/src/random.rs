//! Random numbers that depend on where they are used, not on when: a counter behind a hash.
//!
//! Source: SplitMix64 (Steele, Lea and Flood 2014). A stream is named by a seed and two numbers (a particle, a sweep), so the result of a
//! fit is the same with any number of threads.

use crate::special::rough_quantile;

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

fn mix(z: u64) -> u64 {
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// One stream of random numbers.
#[derive(Debug, Clone)]
pub struct Stream(u64);

impl Stream {
    /// The stream of a seed, a place and a time of use.
    #[must_use]
    pub fn new(seed: u64, place: u64, time: u64) -> Self {
        Self(mix(mix(seed.wrapping_add(STEP)) ^ mix(place.wrapping_mul(STEP) ^ 0x5851_F42D_4C95_7F2D) ^ mix(time.wrapping_add(STEP << 1))))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// Uniform, above 0 and below 1.
    pub fn unit(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) / (1u64 << 52) as f64
    }

    /// Standard normal.
    pub fn normal(&mut self) -> f64 {
        rough_quantile(self.unit())
    }

    /// Uniform below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        ((self.unit() * n as f64) as usize).min(n.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normals_are_normal_and_streams_differ() {
        let mut stream = Stream::new(1, 2, 3);
        let draws: Vec<f64> = (0..40_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / 4e4;
        let square = draws.iter().map(|d| d * d).sum::<f64>() / 4e4;
        assert!(mean.abs() < 0.02 && (square - 1.0).abs() < 0.03, "{mean} {square}");
        assert_ne!(Stream::new(1, 2, 3).bits(), Stream::new(1, 3, 2).bits());
    }
}
