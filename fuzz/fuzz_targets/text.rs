//! UTF-8 text read as French and as English: every quote stands at its offset, also inside a line of JSON Lines.
#![no_main]

use exode::{Format, Languages, document, document_of_line, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for lang in ["fr", "en"] {
        let sidecar = format!(r#"{{"lang":"{lang}","published":"2022-09-27"}}"#);
        let document = document(text.as_bytes(), "fuzz", Format::Plain, Some(sidecar.as_bytes()));
        for c in read(&document, Languages::embedded()).claims {
            let (claim, end) = (&c.claim, c.claim.offset + c.claim.quote.len());
            assert_eq!(text.get(claim.offset..end), Some(claim.quote.as_str()));
            assert!(text.get(claim.sentence.0..claim.sentence.1).is_some_and(|s| s.contains(&claim.quote)));
            assert!(c.sentence.get(c.mark.0..c.mark.1).is_some());
        }
        let line = serde_json::json!({ "text": text, "lang": lang }).to_string();
        let _ = read(&document_of_line(line.as_bytes(), "fuzz", 1), Languages::embedded());
    }
});
