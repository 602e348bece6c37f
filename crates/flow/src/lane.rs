//! Arrays of a fixed width that stand for as many systems side by side.

/// How many systems one run moves.
pub const LANES: usize = 8;

/// One number of each system.
pub type Lane = [f64; LANES];

/// The same number in every lane.
#[must_use]
#[inline(always)]
pub fn splat(value: f64) -> Lane {
    [value; LANES]
}

/// A lane made of each index.
#[must_use]
#[inline(always)]
pub fn each(of: impl FnMut(usize) -> f64) -> Lane {
    std::array::from_fn(of)
}

/// The smaller; unlike `f64::min` one instruction, and no NaN comes here.
#[inline(always)]
pub(crate) fn least(a: f64, b: f64) -> f64 {
    if a < b { a } else { b }
}

/// The greater; see [`least`].
#[inline(always)]
pub(crate) fn most(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// e^x lane by lane, relative error below 1e-14, arguments held to ±700. Written without branches, so that lanes go side by side.
///
/// Source: argument reduction x = k ln 2 + r with |r| ≤ ln 2 / 2, then the Taylor polynomial of degree 11.
#[must_use]
#[inline(always)]
pub fn exp(x: Lane) -> Lane {
    const ROUND: f64 = 6_755_399_441_055_744.0; // 1.5 · 2^52: adding it leaves the nearest integer in the low bits
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const TERMS: [f64; 12] = [
        1.0 / 39_916_800.0,
        1.0 / 3_628_800.0,
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ];
    let mut out = x;
    for v in &mut out {
        let x = least(most(*v, -700.0), 700.0);
        let shifted = x * std::f64::consts::LOG2_E + ROUND;
        let k = shifted - ROUND;
        let r = x - k * LN2_HIGH - k * LN2_LOW;
        let mut p = TERMS[0];
        for t in &TERMS[1..] {
            p = p * r + t;
        }
        *v = p * f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52);
    }
    out
}

/// ln x lane by lane for x > 0 that is no subnormal, relative error below 1e-15. Without branches, as [`exp`].
///
/// Source: the method and the coefficients of fdlibm's `e_log.c` (Sun Microsystems 1993): x = 2^k (1 + f), s = f/(2 + f), and a polynomial
/// in s².
#[must_use]
#[inline(always)]
pub fn ln(x: Lane) -> Lane {
    const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
    const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;
    const HALF_ROOT: u64 = 0x3FE6_A09E_667F_3BCD; // √½
    const MAGIC: u64 = 0x4330_0000_0000_0000; // 2^52: integers in the low bits are integers in value
    const TERMS: [f64; 7] = [
        1.479_819_860_511_658_6e-1,
        1.531_383_769_920_937_3e-1,
        1.818_357_216_161_805e-1,
        2.222_219_843_214_978_4e-1,
        2.857_142_874_366_239e-1,
        3.999_999_999_940_942e-1,
        6.666_666_666_666_735e-1,
    ];
    let mut out = x;
    for v in &mut out {
        let shifted = v.to_bits().wrapping_sub(HALF_ROOT).wrapping_add(1024 << 52) >> 52;
        let k = f64::from_bits(MAGIC | shifted) - (f64::from_bits(MAGIC) + 1024.0);
        let f = f64::from_bits(v.to_bits().wrapping_sub(shifted.wrapping_sub(1024) << 52)) - 1.0;
        let s = f / (2.0 + f);
        let z = s * s;
        let mut r = TERMS[0];
        for t in &TERMS[1..] {
            r = r * z + t;
        }
        let half = 0.5 * f * f;
        *v = k * LN2_HIGH - ((half - (s * (half + z * r) + k * LN2_LOW)) - f);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_that_of_libm() {
        let mut x = -690.0;
        while x < 690.0 {
            let got = exp(splat(x))[0];
            let want = libm::exp(x);
            assert!((got / want - 1.0).abs() < 1e-14, "{x}: {got} {want}");
            x += 0.613;
        }
        assert_eq!(exp(splat(0.0))[3], 1.0);
    }

    #[test]
    fn ln_is_that_of_libm() {
        let mut x = 1e-300;
        while x < 1e300 {
            let (got, want) = (ln(splat(x))[5], libm::log(x));
            assert!((got - want).abs() <= 1e-15 * want.abs().max(1.0), "{x}: {got} {want}");
            x *= 1.007_3;
        }
        assert_eq!(ln(splat(1.0))[0], 0.0);
    }
}
