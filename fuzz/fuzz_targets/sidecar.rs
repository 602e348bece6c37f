//! Any bytes as the sidecar of a good report.
#![no_main]

use exode::{Format, Languages, document, html, read};
use libfuzzer_sys::fuzz_target;

const REPORT: &[u8] =
    "La file atteignait près de 20 km lundi à la frontière géorgienne, selon Maxar. More than 8,000 Russians entered Finland on Sunday."
        .as_bytes();

fuzz_target!(|sidecar: &[u8]| {
    let report = read(&document(REPORT, "fuzz", Format::Plain, Some(sidecar)), Languages::embedded());
    let page = html(&exode::brief("fuzz", vec![exode::fresh(report).report], &exode::Ties::default(), Vec::new(), None));
    assert!(page.ends_with("</html>"));
});
