//! Bytes to text: byte order marks, UTF-16, UTF-8, legacy encodings, always with the way back.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::map::OffsetMap;
use crate::note::{Code, Note};
use crate::span::Span;

/// Longer inputs are cut: tokens hold 32-bit offsets, and decoding may triple the length.
pub(crate) const MAX_INPUT: usize = 1 << 30;
/// Undecodable places beyond this many share the last note.
const MAX_NOTES: usize = 32;

/// Text with its map and what had to be guessed.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
    pub(crate) notes: Vec<Note>,
}

/// Decode `bytes`; `declared` is the encoding they claim for themselves, asked only where they are not UTF-8.
pub(crate) fn decode(bytes: &[u8], declared: impl FnOnce(&[u8]) -> Option<&'static Encoding>) -> Decoded {
    let mut out = Decoded::default();
    let whole = bytes;
    let bytes = &whole[..whole.len().min(MAX_INPUT)];
    if bytes.len() < whole.len() {
        let message = format!("only the first {MAX_INPUT} bytes were read");
        out.notes.push(Note::new(Code::TooLong, Span::new(MAX_INPUT, whole.len()), message));
    }
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding == UTF_8 => out.utf8(bytes, mark),
        Some((encoding, mark)) => out.legacy(bytes, mark, encoding),
        None => {
            if let Some(encoding) = utf16_without_mark(bytes) {
                out.guessed(encoding);
                out.legacy(bytes, 0, encoding);
            } else if is_mostly_utf8(bytes) {
                out.utf8(bytes, 0);
            } else {
                let encoding = declared(bytes).filter(|e| *e != UTF_8).unwrap_or_else(|| {
                    let encoding = guess(bytes);
                    out.guessed(encoding);
                    encoding
                });
                out.legacy(bytes, 0, encoding);
            }
        }
    }
    out
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Text in Latin script as UTF-16 has a NUL in every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let nuls = |odd: usize| sample.chunks_exact(2).filter(|pair| pair[odd] == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    if odd * 5 > pairs * 2 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 5 > pairs * 2 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Valid, or with few invalid places among many valid characters beyond ASCII: a damaged file rather than another encoding.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

impl Decoded {
    fn guessed(&mut self, encoding: &'static Encoding) {
        let message = format!("not UTF-8, read as {}", encoding.name());
        self.notes.push(Note::new(Code::EncodingGuessed, Span::default(), message));
    }

    fn copy(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.map.copy(text.len(), at);
    }

    fn replace(&mut self, raw: Span) {
        self.text.push('\u{FFFD}');
        self.map.unit(3, raw);
        let count = self.notes.len();
        match self.notes.last_mut().filter(|note| note.code == Code::UndecodableBytes) {
            Some(last) if last.span.end == raw.start || count >= MAX_NOTES => last.span.end = raw.end,
            _ => self.notes.push(Note::new(Code::UndecodableBytes, raw, "undecodable bytes, read as U+FFFD")),
        }
    }

    fn utf8(&mut self, bytes: &[u8], from: usize) {
        if from == 0
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            self.text = text.to_owned(); // the map stays the identity
            return;
        }
        let mut at = from;
        for chunk in bytes[from..].utf8_chunks() {
            self.copy(chunk.valid(), at);
            at += chunk.valid().len();
            let bad = chunk.invalid().len();
            if bad > 0 {
                self.replace(Span::new(at, at + bad));
                at += bad;
            }
        }
    }

    fn legacy(&mut self, bytes: &[u8], from: usize, encoding: &'static Encoding) {
        if encoding.is_single_byte() {
            self.single_byte(bytes, from, encoding);
        } else {
            self.multi_byte(bytes, from, encoding);
        }
    }

    fn single_byte(&mut self, bytes: &[u8], from: usize, encoding: &'static Encoding) {
        let high: Vec<Option<char>> = (0x80..=0xFFu8)
            .map(|byte| {
                let (text, bad) = encoding.decode_without_bom_handling(std::slice::from_ref(&byte));
                text.chars().next().filter(|_| !bad)
            })
            .collect();
        let mut at = from;
        while at < bytes.len() {
            let ascii = Encoding::ascii_valid_up_to(&bytes[at..]);
            self.copy(std::str::from_utf8(&bytes[at..at + ascii]).unwrap_or_default(), at);
            at += ascii;
            let Some(byte) = bytes.get(at) else { return };
            match high.get(usize::from(*byte).wrapping_sub(0x80)).copied().flatten() {
                Some(c) => {
                    self.text.push(c);
                    self.map.unit(c.len_utf8(), Span::new(at, at + 1));
                }
                None => self.replace(Span::new(at, at + 1)),
            }
            at += 1;
        }
    }

    /// One byte at a time: what comes out stands for the bytes since the last output.
    fn multi_byte(&mut self, bytes: &[u8], from: usize, encoding: &'static Encoding) {
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut buffer = [0u8; 32];
        let (mut unit, mut at) = (from, from);
        loop {
            let last = at >= bytes.len();
            let input = bytes.get(at..at + 1).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut buffer, last);
            at += read;
            if written > 0 {
                self.text.push_str(std::str::from_utf8(&buffer[..written]).unwrap_or_default());
                self.map.unit(written, Span::new(unit, at));
                unit = at;
            }
            match result {
                DecoderResult::InputEmpty if last => return,
                DecoderResult::InputEmpty | DecoderResult::OutputFull => {}
                DecoderResult::Malformed(_, after) => {
                    let end = at.saturating_sub(usize::from(after)).max(unit);
                    self.replace(Span::new(unit, end));
                    unit = end;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes, |_| None)
    }

    #[test]
    fn utf8_is_itself_and_a_byte_order_mark_is_skipped() {
        let plain = read("é\0a".as_bytes());
        assert_eq!((plain.text.as_str(), plain.map.is_identity()), ("é\0a", true));
        let marked = read(b"\xEF\xBB\xBFab");
        assert_eq!(marked.text, "ab");
        assert_eq!(marked.map.span(Span::new(0, 1)), Span::new(3, 4));
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let text = "Près de 3 000 véhicules 🚗";
        let bare = read(&units(text));
        assert_eq!(bare.text, text);
        assert_eq!(bare.notes[0].code, Code::EncodingGuessed);
        let marked = read(&[b"\xFF\xFE", &units(text)[..]].concat());
        assert_eq!(marked.text, text);
        assert!(marked.notes.is_empty());
        let at = text.find("3 000").expect("is there");
        assert_eq!(marked.map.span(Span::new(at, at + 5)), Span::new(2 + 16, 2 + 26));
    }

    #[test]
    fn a_legacy_page_is_guessed() {
        let page = b"Les \xE9missaires ont quitt\xE9 la fronti\xE8re \x96 pr\xE8s de 3\xA0000 v\xE9hicules.";
        let out = read(page);
        assert!(out.text.starts_with("Les émissaires ont quitté la frontière – près de 3\u{A0}000"), "{}", out.text);
        let at = out.text.find("3\u{A0}000").expect("is there");
        let raw = out.map.span(Span::new(at, at + 6));
        assert_eq!(&page[raw.start..raw.end], b"3\xA0000");
    }

    #[test]
    fn damaged_utf8_keeps_the_rest_and_notes_the_place() {
        let bytes = ["été à la frontière ".as_bytes(), b"\xFF\xFE", "déjà".as_bytes()].concat();
        let out = read(&bytes);
        assert_eq!(out.text, "été à la frontière \u{FFFD}\u{FFFD}déjà");
        let at = bytes.iter().position(|b| *b == 0xFF).expect("is there");
        assert_eq!((out.notes.len(), out.notes[0].span), (1, Span::new(at, at + 2)));
    }
}
