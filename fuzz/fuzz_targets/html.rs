//! Any bytes as a page, and any text inside one.
#![no_main]

use exode::{Format, Languages, document, html, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bare = document(bytes, "fuzz", Format::Html, None);
    let _ = read(&bare, Languages::embedded());
    let mut page =
        b"<!doctype html><html lang=fr><body><article><p>Plus de 8 000 Russes sont entr&eacute;s en Finlande dimanche.</p>".to_vec();
    page.extend_from_slice(bytes);
    let report = read(&document(&page, "fuzz", Format::Html, None), Languages::embedded());
    for c in &report.claims {
        assert!(c.claim.offset < page.len() && c.claim.sentence.1 <= page.len());
    }
    let _ = html(&exode::brief("fuzz", vec![exode::fresh(report).report], &exode::Ties::default(), Vec::new(), None));
});
