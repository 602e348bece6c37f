//! Any bytes as plain text and as Markdown, in no known language and in both.
#![no_main]

use exode::{Format, Languages, document, document_of_line, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::sniff(bytes), Format::Plain, Format::Markdown] {
        for sidecar in [&b"{}"[..], br#"{"lang":"fr"}"#, br#"{"lang":"en"}"#] {
            let document = document(bytes, "fuzz", format, Some(sidecar));
            for c in read(&document, Languages::embedded()).claims {
                assert!(c.claim.offset < bytes.len() && c.claim.sentence.1 <= bytes.len());
            }
        }
    }
    let _ = read(&document_of_line(bytes, "fuzz", 1), Languages::embedded());
});
