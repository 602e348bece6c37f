//! Text from anywhere: it stays text, and every file stays readable.

mod common;
#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use common::{evidence_of, options, sheets, text, write};
use exode_claim::{Attribution, PlaceRef};
use exode_export::Format;
use exode_ledger::{Evidence, ReviewState};

const HOSTILE: &str = "=1+1\"';,\r\n\t<script>alert(1)</script>&amp;\u{0}\u{1b}[2J\u{202e}\u{feff}\u{ffff}\u{2028}é\u{1f600}#x+y:|";

fn hostile(sentence: &str) -> Evidence {
    let mut reports = support::reports(support::RUSSIA);
    for report in &mut reports {
        let text = || HOSTILE.to_owned();
        (report.title, report.publisher, report.hash) = (Some(text()), Some(text()), Some(text()));
        report.url = Some(format!("https://example.org/{HOSTILE}"));
        report.name.push_str(HOSTILE);
        for told in &mut report.claims {
            sentence.clone_into(&mut told.sentence);
            told.mark = (3, 4000);
            told.claim.source = Some(Attribution::Institution(support::label(HOSTILE)));
            told.claim.relay = vec![Attribution::Institution(support::label(HOSTILE)); 2];
            told.claim.crossing = Some(PlaceRef { id: text(), name: text() });
            told.verified.state = ReviewState::Approved;
        }
    }
    evidence_of(reports)
}

#[test]
fn every_file_stays_readable_and_holds_no_control_character() {
    let evidence = hostile(HOSTILE);
    for &format in Format::ALL {
        let (bytes, summary) = write(&evidence, format, &options());
        assert!(summary.card.written > 0, "{}", format.name());
        let shown = text(&evidence, format, &options());
        let unseen =
            |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{202e}' | '\u{feff}' | '\u{ffff}' | '\u{2028}');
        assert_eq!(shown.chars().find(|c| unseen(*c)), None, "{}", format.name());
        match format {
            Format::Csv | Format::Hxl => {
                let mut reader = csv::Reader::from_reader(&bytes[..]);
                let columns = reader.headers().unwrap().len();
                for record in reader.records() {
                    let record = record.unwrap();
                    assert_eq!(record.len(), columns);
                    assert!(record.iter().all(|c| !c.starts_with(['=', '+', '-', '@'])));
                }
            }
            Format::Xlsx | Format::Helix => {
                for row in sheets(bytes).into_iter().flat_map(|(_, rows)| rows) {
                    assert!(row.iter().all(|c| !c.to_string().starts_with('=')), "{row:?}");
                }
            }
            Format::JsonLines => assert!(shown.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok())),
            Format::GeoJson | Format::Montandon | Format::Prov => {
                serde_json::from_slice::<serde_json::Value>(&bytes).unwrap();
            }
            Format::Citations => {}
        }
    }
}

#[test]
fn a_whole_article_as_one_sentence_leaves_as_a_short_excerpt() {
    let article = "mot ".repeat(5000) + "dernier";
    let evidence = hostile(&article);
    for &format in Format::ALL {
        let shown = text(&evidence, format, &options());
        assert!(!shown.contains(&"mot ".repeat(60)) && !shown.contains("dernier"), "{}", format.name());
    }
}
