//! The page's content security policy: nothing is loaded, and only the script with this hash runs, even if a report's text got past the
//! escaping. Hence a SHA-256 of forty lines instead of a dependency.

/// The policy of a page with this one script.
pub(super) fn policy(script: &str) -> String {
    let hash = base64(&sha256(script.as_bytes()));
    format!("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// The policy of a drawing with this one style: it loads nothing and runs nothing.
pub(super) fn still(style: &str) -> String {
    format!("default-src 'none'; style-src 'sha256-{}'; sandbox", base64(&sha256(style.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for i in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

/// FIPS 180-4. The constants are the fractional parts of the roots of the first primes, computed here in integers.
fn sha256(message: &[u8]) -> [u8; 32] {
    let primes: Vec<u128> = (2u128..312).filter(|n| (2..*n).all(|d| n % d != 0)).collect();
    let root = |p: u128, power: u32| {
        // floor(p^(1/power) * 2^32), its low 32 bits.
        let target = p << (32 * power);
        let (mut low, mut high) = (0u128, 1u128 << 42);
        while high - low > 1 {
            let mid = (low + high) / 2;
            if mid.checked_pow(power).is_some_and(|m| m <= target) { low = mid } else { high = mid }
        }
        (low & 0xffff_ffff) as u32
    };
    let k: Vec<u32> = primes.iter().take(64).map(|&p| root(p, 3)).collect();
    let mut h: Vec<u32> = primes.iter().take(8).map(|&p| root(p, 2)).collect();

    let mut bytes = message.to_vec();
    bytes.push(0x80);
    while bytes.len() % 64 != 56 {
        bytes.push(0);
    }
    bytes.extend((message.len() as u64 * 8).to_be_bytes());
    for block in bytes.chunks(64) {
        let mut w: Vec<u32> = block.chunks(4).map(|c| c.iter().fold(0, |n, &b| n << 8 | u32::from(b))).collect();
        for i in 16..64 {
            let (a, b) = (w[i - 15], w[i - 2]);
            let s0 = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let s1 = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
        }
        let mut v = h.clone();
        for i in 0..64 {
            let s1 = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let t1 = v[7].wrapping_add(s1).wrapping_add(choice).wrapping_add(k[i]).wrapping_add(w[i]);
            let s0 = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
            v.rotate_right(1);
            v[4] = v[4].wrapping_add(t1);
            v[0] = t1.wrapping_add(s0.wrapping_add(majority));
        }
        for (sum, value) in h.iter_mut().zip(v) {
            *sum = sum.wrapping_add(value);
        }
    }
    let mut out = [0; 32];
    for (to, from) in out.chunks_mut(4).zip(h) {
        to.copy_from_slice(&from.to_be_bytes());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(base64(&sha256(b"abc")), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(base64(&sha256(b"")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(base64(b"ab"), "YWI=");
        assert_eq!(base64(b"a"), "YQ==");
    }
}
