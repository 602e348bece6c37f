//! What a reader can ask of a figure: why its route reads so, and what became of one that is no claim.
#![expect(clippy::unwrap_used, reason = "a test that fails says where")]

use exode::claim::FindingCode;
use exode::{Format, Languages, Report};

fn read(text: &str) -> Report {
    let side = br#"{"published": "2023-08-20", "lang": "en"}"#;
    exode::read(&exode::document(text.as_bytes(), "r", Format::Plain, Some(side)), Languages::embedded())
}

/// The words of the lexicon behind a step of the first claim's trace.
fn words(report: &Report, pattern: &str) -> (String, Vec<String>) {
    let step = report.claims[0].trace.steps.iter().find(|s| s.pattern == pattern).unwrap();
    let entry = |id: &_| Languages::embedded().en.entry(*id).forms.iter().map(ToString::to_string).collect::<Vec<_>>();
    (step.result.clone(), step.entries.iter().flat_map(entry).collect())
}

#[test]
fn a_route_names_the_words_that_made_it() {
    let report = read("Some 1,400 people headed to Renk from Khartoum.");
    let (origin, from) = words(&report, "origin");
    assert!(origin.starts_with("Khartoum") && from.contains(&"from".to_owned()), "{origin} {from:?}");
    let (destination, to) = words(&report, "destination");
    assert!(destination.starts_with("Renk") && to.contains(&"to".to_owned()), "{destination} {to:?}");
}

#[test]
fn an_end_told_elsewhere_says_so() {
    let report = read("The fighting in Sudan goes on. More than 3,200 people have arrived at the Adré crossing.");
    let (origin, words) = words(&report, "origin");
    assert!(origin.contains("Sudan") && words.is_empty(), "{origin} {words:?}");
}

#[test]
fn people_counted_beside_a_movement_are_claimed_or_found() {
    for (text, left) in [
        ("About 4,100 refugees have arrived in Farchana; 1,250 more are expected.", "1,250"),
        ("About 4,100 refugees have arrived in Farchana. Of these, 340 were pregnant.", "340"),
        ("In Adré, 4,300 families lined the road.", "4,300 families"),
    ] {
        let report = read(text);
        let claimed = report.claims.iter().any(|c| c.claim.quote.contains(left));
        let open = |code: FindingCode| matches!(code, FindingCode::UnitOpen | FindingCode::MeasureOpen);
        let found = report.findings.iter().any(|f| open(f.code) && f.quote.contains(left));
        assert!(claimed || found, "{text}: {:?}", report.findings);
    }
}

#[test]
fn a_year_beside_people_is_no_finding() {
    let report = read("About 4,100 refugees arrived in Farchana in August. In 2019 the camp was empty.");
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}
