//! Any bytes in: no panic, and every span of a claim lies where it says.

use exode::{Format, Languages, Report, document, document_of_line, read};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;

const FORMATS: [Format; 4] = [Format::Plain, Format::Markdown, Format::Html, Format::JsonLines];

fn read_as(bytes: &[u8], format: Format, sidecar: Option<&[u8]>) -> Report {
    let document = match format {
        Format::JsonLines => document_of_line(bytes, "any", 1),
        _ => document(bytes, "any", format, sidecar),
    };
    read(&document, Languages::embedded())
}

/// Pieces of reports, of markup and of nothing at all, in both languages: claims and damage side by side.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "Près de 20 km de bouchon à la frontière géorgienne lundi, selon Maxar.",
            "Plus de 8\u{202F}000 Russes ont gagné la Finlande",
            "entre 5 et 6 000 personnes", "un million et demi de réfugiés", "« Hier, 5 120 Russes ont gagné la Finlande »",
            "Some 200,000 people have crossed into Kazakhstan since 21 September, the interior minister said.",
            "up to half of them", "12 miles of cars", "“5,068 left”, he said.", "three times as many", "dix-sept mille", "quatre sur cinq",
            "Aucun véhicule n'a traversé", "des milliers de Russes", "ONU", "Katia, 27 ans, a attendu 48 heures à Verkhni Lars",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            " ", "\n", "\n\n", "\u{A0}", "\u{202F}", "’", "e\u{301}", "\u{FEFF}", "\u{202E}", "\0", "🚗", "—", ".", ",", ";", "(", "”", "<p>", "</p>",
            "<!--", "&nbsp;", "&#x2019;", "<script>", "> ", "# ", "```", "[a](b)", "| 1 | 2 |", "-", "/", "%", "≈", "~", "1e999", "0", "99999999999999999999",
            "1/0", "{\"text\":\"", "\"}", "<time datetime=\"2022-02-31\">", "date 2022-09",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<f64>().prop_map(|v| v.to_string()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    (prop::collection::vec(piece(), 0..12), prop::sample::select(vec!["", " "])).prop_map(|(pieces, between)| pieces.join(between))
}

fn sidecar() -> impl Strategy<Value = Option<Vec<u8>>> {
    prop_oneof![
        Just(None),
        prop::collection::vec(any::<u8>(), 0..40).prop_map(Some),
        prop::sample::select(vec![
            "{\"published\":\"2022-09-27\",\"lang\":\"fr\"}",
            "{\"published\":\"2022-09-27\",\"lang\":\"en\",\"title\":\"Près de 20 km\"}",
            "{\"published\":\"9999-12-31\",\"lang\":\"en\"}",
            "{\"published\":\"0001-01-01\",\"lang\":\"fr\"}",
            "[1]",
            "{\"published\":7}",
        ])
        .prop_map(|s| Some(s.as_bytes().to_vec())),
    ]
}

#[test]
fn the_pieces_hold_claims() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let claims: usize = (0..100)
        .map(|_| {
            let text = text().new_tree(&mut runner).expect("a text").current();
            read_as(text.as_bytes(), Format::Plain, Some(br#"{"lang":"fr"}"#)).claims.len()
        })
        .sum();
    assert!(claims > 50, "only {claims} claims in a hundred texts: the properties below would say nothing");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_any_kind_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), side in sidecar()) {
        for format in FORMATS {
            let report = read_as(&bytes, format, side.as_deref());
            for c in &report.claims {
                prop_assert!(c.claim.offset < bytes.len());
                prop_assert!(c.claim.sentence.0 <= c.claim.sentence.1 && c.claim.sentence.1 <= bytes.len());
            }
        }
    }

    #[test]
    fn texts_with_claims_and_damage_are_read(text in text(), side in sidecar()) {
        for format in FORMATS {
            let report = read_as(text.as_bytes(), format, side.as_deref());
            for c in &report.claims {
                let (from, to) = c.claim.sentence;
                prop_assert!(c.sentence.get(c.mark.0..c.mark.1).is_some(), "mark {:?} of {:?}", c.mark, c.sentence);
                prop_assert!(c.claim.nth >= 1);
                if format == Format::JsonLines {
                    continue; // offsets are those of the decoded text
                }
                prop_assert!(text.is_char_boundary(c.claim.offset), "{} is inside a character", c.claim.offset);
                prop_assert!(text.get(from..to).is_some(), "no sentence at {from}..{to}");
                prop_assert!(from <= c.claim.offset && c.claim.offset < to, "{:?} is not in its sentence", c.claim.quote);
            }
        }
    }

    #[test]
    fn a_quote_stands_at_its_offset(text in text(), side in sidecar()) {
        let report = read_as(text.as_bytes(), Format::Plain, side.as_deref());
        for c in &report.claims {
            let claim = &c.claim;
            let end = claim.offset + claim.quote.len();
            prop_assert_eq!(text.get(claim.offset..end), Some(claim.quote.as_str()));
            prop_assert!(end <= claim.sentence.1);
            let before = text[..claim.offset].matches(claim.quote.as_str()).count();
            prop_assert_eq!(before + 1, claim.nth);
        }
    }

    #[test]
    fn reading_twice_reads_the_same(text in text()) {
        let read = || read_as(text.as_bytes(), Format::Plain, None).claims.iter().map(|c| serde_json::to_string(&c.claim)).collect::<Result<Vec<_>, _>>();
        prop_assert_eq!(read().ok(), read().ok());
    }
}
