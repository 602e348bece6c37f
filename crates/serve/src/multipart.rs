//! Files of a form (`multipart/form-data`, RFC 7578), out of a body that is wholly there. What is malformed ends the parts, no more.

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    /// The field.
    pub(crate) name: String,
    /// The name of the file, for a file.
    pub(crate) file: Option<String>,
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
}

/// The boundary a content type names.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|p| p.trim().strip_prefix("boundary="))?.trim_matches('"');
    (!value.is_empty() && value.len() <= 70).then(|| value.to_owned())
}

/// The parts of `body`.
pub(crate) fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<Part<'a>> {
    let mark = format!("--{boundary}").into_bytes();
    let mut out = Vec::new();
    let mut rest = match find(body, &mark) {
        Some(at) => &body[at + mark.len()..],
        None => return out,
    };
    while let Some(after) = rest.strip_prefix(b"\r\n") {
        let end = [b"\r\n".as_slice(), mark.as_slice()].concat();
        let (Some(head), Some(stop)) = (find(after, b"\r\n\r\n"), find(after, &end)) else { break };
        if head + 4 <= stop {
            if let Some((name, file)) = disposition(&String::from_utf8_lossy(&after[..head])) {
                out.push(Part { name, file, bytes: &after[head + 4..stop] });
            }
        } else if let Some((name, file)) = disposition(&String::from_utf8_lossy(&after[..stop])) {
            out.push(Part { name, file, bytes: &[] });
        }
        rest = &after[stop + end.len()..];
    }
    out
}

/// Field and file name of a part's headers.
fn disposition(headers: &str) -> Option<(String, Option<String>)> {
    let line = headers.lines().find(|l| l.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let value = |key: &str| {
        let (_, rest) = line.split_once(&format!("; {key}=\""))?;
        rest.split_once('"').map(|(value, _)| value.replace("%22", "\""))
    };
    Some((value("name")?, value("filename")))
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = b"--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nabc\r\n\
        --x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nline\r\n\r\nline\r\n\
        --x--\r\n";

    #[test]
    fn fields_and_files_come_out_byte_by_byte() {
        let parts = parts(BODY, "x");
        assert_eq!(parts.len(), 2);
        assert_eq!((parts[0].name.as_str(), parts[0].bytes), ("csrf", b"abc".as_slice()));
        assert_eq!((parts[1].file.as_deref(), parts[1].bytes), (Some("a.txt"), b"line\r\n\r\nline".as_slice()));
    }

    #[test]
    fn a_form_cut_anywhere_breaks_nothing() {
        for end in 0..BODY.len() {
            assert!(parts(&BODY[..end], "x").len() <= 2);
        }
    }

    #[test]
    fn only_forms_with_files_have_a_boundary() {
        assert_eq!(boundary("multipart/form-data; boundary=\"ab\"").as_deref(), Some("ab"));
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
        assert_eq!(boundary("text/plain; boundary=x"), None);
    }
}
