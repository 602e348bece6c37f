//! What a page says of a model: marked, with intervals, warned of, readable without eyes.

#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use exode_ledger::Ties;
use exode_report::modelled::{
    Band, Conflict, DayBand, Modelled, ModelledGate, ModelledSeries, NewellPoint, NewellView, Scenario, ScenarioRow,
};
use exode_report::{Briefing, brief, html};
use jiff::civil::{Date, date};

fn band(median: f64) -> Band {
    Band { low90: 0.5 * median, low50: 0.8 * median, median, high50: 1.3 * median, high90: 2.0 * median }
}

fn series(code: &'static str, name: &'static str, unit: &'static str, statements: Vec<usize>) -> ModelledSeries {
    let day = |n: i8| DayBand { day: date(2022, 9, 20 + n), band: band(f64::from(n) * 4.0) };
    ModelledSeries { code, name, unit, charted: true, days: (1..=8).map(day).collect(), statements, carried_by: Vec::new() }
}

fn modelled(today: Date, warnings: Vec<String>, b: &Briefing) -> Modelled {
    let of = |measure| (0..b.statements.len()).filter(|&i| b.statements[i].measure == measure).collect::<Vec<_>>();
    let point = |n: i32| NewellPoint { hours: 6.0 * f64::from(n), come: band(100.0 * f64::from(n)), left: band(60.0 * f64::from(n)) };
    let row = ScenarioRow {
        gate: "Georgia".into(),
        name: "People in the queue",
        unit: "people",
        day: today,
        baseline: band(1000.0),
        with: band(3000.0),
        change: Band { low90: -20.0, low50: 900.0, median: 2000.0, high50: 2500.0, high90: 4000.0 },
    };
    Modelled {
        case: "A <b>case</b>".into(),
        today,
        last: date(2022, 9, 28),
        warnings,
        events: vec!["entry <b>ban</b>, Finland".into()],
        used: 12,
        left: 3,
        gates: vec![ModelledGate {
            anchor: "g-1".into(),
            name: "Georgia".into(),
            crossing: Some("Verkhni Lars".into()),
            series: vec![
                series("queue_km", "Queue length", "km", of(exode_claim::Measure::QueueLength)),
                series("wait_ahead", "Wait told to newcomers", "hours", of(exode_claim::Measure::Wait)),
            ],
            balance: Some("Modelled for 26 Sep 2022.".into()),
            newell: Some(NewellView { first: date(2022, 9, 21), points: (0..=32).map(point).collect() }),
        }],
        conflicts: vec![Conflict {
            rule: "against-all-others",
            heading: "80,000 people".into(),
            arithmetic: "<script>alert(2)</script>".into(),
            modelled: "Most against it: nothing.".into(),
            expected: Some(band(8000.0)),
            statements: vec![0],
        }],
        what_ifs: vec![Scenario { lever: "close lars".into(), name: "Shut".into(), rows: vec![row.clone()], at_end: vec![row] }],
    }
}

fn page(warnings: &[&str]) -> String {
    let mut b = brief("Test", support::reports(support::RUSSIA), &Ties::default(), Vec::new(), None);
    b.model = Some(modelled(date(2022, 9, 26), warnings.iter().map(ToString::to_string).collect(), &b));
    html(&b)
}

#[test]
fn everything_modelled_says_so_and_has_intervals() {
    let page = page(&[]);
    let model = &page[page.find("id=\"model\"").expect("the section")..page.find("id=\"disagree\"").expect("the next")];
    // Every table and every chart, and the headings.
    let (tables, charts) = (model.matches("<table").count(), model.matches("<svg").count());
    assert_eq!((tables, charts), (4, 3));
    assert_eq!(model.matches("<figcaption").count(), charts);
    assert!(model.matches("class=\"tag modelled\"").count() >= charts + 4);
    assert_eq!(model.matches("class=\"value\"").count(), model.matches(">90 %: ").count(), "a number without its intervals");
    assert!(model.contains("-20 to 4,000") && model.contains("No number of this part was counted"));
    assert!(!model.contains("class=\"warning\""));
    assert!(!model.contains("<script>") && !model.contains("<b>case"));
}

#[test]
fn a_bad_fit_warns_before_its_first_number() {
    let page = page(&["independent runs disagree about the evidence by 4.2"]);
    let (warned, number) = (page.find("Do not rely on these numbers"), page.find("class=\"value\""));
    assert!(warned.is_some() && warned < number && page.contains("disagree about the evidence by 4.2"));
}

#[test]
fn charts_can_be_read_without_being_seen_and_lead_to_the_sentences() {
    let page = page(&[]);
    let model = &page[page.find("id=\"model\"").expect("the section")..page.find("id=\"disagree\"").expect("the next")];
    assert_eq!(model.matches("<desc").count(), 3);
    assert!(model.contains("Highest on 26\u{a0}Sep\u{a0}2022: 24 (50 %: 19 to 31; 90 %: 12 to 48) km."));
    assert!(model.contains("The gap between the medians is widest"));
    assert!(model.contains("href=\"#c-"), "claims are drawn on the charts and link to their rows");
    assert!(model.contains("forecast \u{2192}"));
    for text in ["NaN", "inf "] {
        assert!(!model.contains(text), "{text}");
    }
}

#[test]
fn without_a_case_nothing_is_modelled() {
    let b = brief("Test", support::reports(support::RUSSIA), &Ties::default(), Vec::new(), None);
    assert!(!html(&b).contains("tag modelled") && !serde_json::to_string(&b).expect("JSON").contains("\"model\""));
}
