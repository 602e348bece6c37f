//! What may leave: the same in every format.

mod common;
#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use common::{evidence_of, ledger, options, text, write};
use exode_claim::Bounds;
use exode_export::{Audience, Format, Options, View};
use exode_ledger::Sensitivity;

fn partners() -> Options {
    Options { audience: Audience::Partners, ..options() }
}

#[test]
fn what_is_confidential_or_rejected_leaves_in_no_format() {
    let evidence = evidence_of(ledger());
    for &format in Format::ALL {
        for options in [options(), partners()] {
            let shown = text(&evidence, format, &options).to_lowercase();
            for word in ["zonk", "777", "grumf", "444", "tashanta", "bezledy"] {
                assert!(!shown.contains(word), "{word} in {}", format.name());
            }
        }
    }
}

#[test]
fn what_is_restricted_leaves_to_partners_only_and_says_so() {
    let evidence = evidence_of(ledger());
    for &format in Format::ALL {
        let public = text(&evidence, format, &options()).to_lowercase();
        assert!(!public.contains("plink") && !public.contains("555"), "{}", format.name());
        let (_, summary) = write(&evidence, format, &partners());
        assert_eq!(summary.card.sensitivity, Audience::Partners);
        assert!(text(&evidence, format, &partners()).contains("Plink ministry"), "{}", format.name());
    }
}

#[test]
fn a_statement_is_told_anew_without_its_confidential_tellings() {
    let view = View::of(&evidence_of(ledger()), Audience::Public);
    let told = view.statements.iter().find(|s| s.lead.low == Some(8314.0)).unwrap();
    assert_eq!((told.records.len(), told.outlets.as_slice()), (1, ["Terek Gazette (fictional)".to_owned()].as_slice()));
    assert_eq!(view.kept.values().sum::<usize>(), 4, "two confidential, one restricted, one rejected");
    assert!(view.reports.iter().all(|s| !s.name.contains("echo") && !s.name.contains("secret")));
}

#[test]
fn a_contradiction_with_what_stays_is_not_told() {
    let mut reports = ledger();
    let of = |reports: Vec<exode_ledger::Report>| {
        let view = View::of(&evidence_of(reports), Audience::Public);
        view.statements.iter().find(|s| s.lead.low == Some(8314.0)).map(|s| s.standing.name()).unwrap()
    };
    assert_eq!(of(reports.clone()), "contradicted");
    for told in reports.iter_mut().flat_map(|r| &mut r.claims).filter(|t| t.claim.bounds.low == Some(9900.0)) {
        told.verified.sensitivity = Sensitivity::Confidential;
    }
    assert_eq!(of(reports), "");
}

#[test]
fn few_people_leave_no_finer_than_their_country() {
    let evidence = evidence_of(ledger());
    for &format in Format::ALL {
        let shown = text(&evidence, format, &partners()).to_lowercase();
        for word in ["kordai", "korday", "kyakhta", "six men", "six at"] {
            assert!(!shown.contains(word), "{word} in {}", format.name());
        }
        // Households are few people whatever their number.
        for word in ["tbilisi", "120 families"] {
            assert!(!shown.contains(word), "{word} in {}", format.name());
        }
    }
    let view = View::of(&evidence, Audience::Public);
    let six = view.records.iter().find(|r| r.low == Some(6.0)).unwrap();
    assert!(six.suppressed && six.route.crossing.is_none() && six.quote.is_none() && six.excerpt.is_none());
    assert_eq!(six.route.destination.as_ref().map(|s| s.id.as_str()), Some("KZ"));
    assert_eq!(six.source.as_deref(), Some("[…]"));
}

#[test]
fn ten_people_are_not_few_and_nine_are_in_every_telling() {
    let suppressed = |low: f64, high: Option<f64>| {
        let mut reports = ledger();
        for told in reports.iter_mut().flat_map(|r| &mut r.claims).filter(|t| t.claim.bounds.low == Some(6.0)) {
            told.claim.bounds = Bounds { low: Some(low), high };
        }
        View::of(&evidence_of(reports), Audience::Public).records.iter().filter(|r| r.suppressed).count()
    };
    // One is the 120 households.
    assert_eq!((suppressed(9.0, Some(9.0)), suppressed(10.0, Some(10.0))), (2, 1));
    assert_eq!((suppressed(9.0, None), suppressed(5.0, Some(50.0))), (2, 2));
}

#[test]
fn no_person_can_be_named_or_reached() {
    let evidence = evidence_of(ledger());
    for &format in Format::ALL {
        let shown = text(&evidence, format, &partners());
        for word in ["nick.b", "12 34", "javascript"] {
            assert!(!shown.contains(word), "{word} in {}", format.name());
        }
    }
}

#[test]
fn reviewed_values_win_and_are_marked() {
    let view = View::of(&evidence_of(ledger()), Audience::Public);
    let reviewed = view.records.iter().find(|r| r.low == Some(120_000.0)).unwrap();
    assert_eq!(reviewed.corrected, ["figure", "origin"]);
    let evidence = evidence_of(ledger());
    let csv = text(&evidence, Format::Csv, &options());
    let line = csv.lines().find(|l| l.contains("120000")).unwrap();
    assert!(line.contains("approved") && line.contains("recommended") && line.contains("\"figure, origin\""), "{line}");
    for format in [Format::JsonLines, Format::Xlsx, Format::GeoJson, Format::Hxl, Format::Montandon, Format::Prov] {
        assert!(text(&evidence, format, &options()).contains("approved"), "{}", format.name());
    }
    assert!(text(&evidence, Format::Helix, &options()).contains("Approved"));
}

#[test]
fn forecasts_are_marked_and_never_observations() {
    let evidence = evidence_of(ledger());
    for format in [Format::Csv, Format::JsonLines, Format::Xlsx, Format::GeoJson, Format::Hxl, Format::Prov, Format::Citations] {
        assert!(text(&evidence, format, &options()).contains("planned"), "{}", format.name());
    }
    for format in [Format::Helix, Format::Montandon] {
        let (_, summary) = write(&evidence, format, &options());
        assert!(!text(&evidence, format, &options()).contains("15,000"), "{}", format.name());
        assert!(summary.card.left_out.keys().any(|k| k.contains("forecasts")), "{:?}", summary.card.left_out);
    }
}

#[test]
fn every_export_carries_its_card() {
    let evidence = evidence_of(ledger());
    for &format in Format::ALL {
        let shown = text(&evidence, format, &options());
        let (_, summary) = write(&evidence, format, &options());
        assert_eq!(summary.sidecar.is_some(), format.has_sidecar());
        for part in [
            "Test export",
            "2022-09-30",
            "data desk",
            "reported, not verified",
            "Only short excerpts",
            "confidential",
            "Steppe Post",
            "UNHCR",
        ] {
            assert!(shown.contains(part), "{part} is not in {}", format.name());
        }
        assert!(summary.card.written > 0);
        assert_eq!(summary.card.left_out.get("confidential"), Some(&2));
    }
}

#[test]
fn the_same_evidence_gives_the_same_bytes_whatever_the_order_of_reports() {
    let mut turned = ledger();
    turned.reverse();
    let (one, other) = (evidence_of(ledger()), evidence_of(turned));
    for &format in Format::ALL {
        assert_eq!(write(&one, format, &options()).0, write(&other, format, &options()).0, "{}", format.name());
    }
}

#[test]
fn nothing_is_an_export_too() {
    let nothing = evidence_of(Vec::new());
    for &format in Format::ALL {
        assert_eq!(write(&nothing, format, &options()).1.card.records, 0, "{}", format.name());
    }
}

#[test]
fn formats_are_named() {
    for &format in Format::ALL {
        assert_eq!(Format::named(format.name()), Some(format));
    }
    assert_eq!(Format::named("parquet"), None);
}
