//! Percent-encoding of paths and queries (RFC 3986; `+` is a space in queries and forms).

/// The pairs of a query or a form, in their order, decoded. Bytes that are no UTF-8 become replacement characters.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (decoded(key, true), decoded(value, true))
    };
    text.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

/// A piece of a path or a query, decoded.
pub(crate) fn decoded(text: &str, plus_is_space: bool) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'%' => {
                let digits = bytes.get(at..at + 2).and_then(|d| std::str::from_utf8(d).ok());
                match digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit())).and_then(|d| u8::from_str_radix(d, 16).ok()) {
                    Some(value) => {
                        out.push(value);
                        at += 2;
                    }
                    None => out.push(byte),
                }
            }
            b'+' if plus_is_space => out.push(b' '),
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// `text` as it may stand in a path segment or in a query.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_comes_back() {
        for text in ["Géorgie & Arménie", "a+b=c%", "", "100 %", "\u{202e}x"] {
            assert_eq!(decoded(&encoded(text), false), text);
            assert_eq!(pairs(&format!("q={}", encoded(text))), [("q".to_owned(), text.to_owned())]);
        }
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(decoded("%zz%4", false), "%zz%4");
        assert_eq!(decoded("%+1", true), "% 1");
        assert_eq!(decoded("%ff", false), "\u{fffd}");
    }
}
