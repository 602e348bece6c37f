//! Series are what one quantity was over time, by origin.

mod support;

use exode_ledger::{Evidence, RateClass, Series, Ties, Who, evidence, series};

fn told(text: &str) -> (Evidence, Vec<Series>) {
    let evidence = evidence(support::reports(text), &Ties::default());
    let all = series(&evidence);
    (evidence, all)
}

#[test]
fn the_days_of_a_border_are_one_series_in_order() {
    let (e, all) = told(support::RUSSIA);
    let finland = all.iter().find(|s| s.heading == "Arrivals, per day: Russia \u{2192} Finland").unwrap();
    let points: Vec<(String, &str)> = finland
        .points
        .iter()
        .map(|p| (p.day.map(|d| d.to_string()).unwrap_or_default(), e.statements[p.statement].figure.as_str()))
        .collect();
    let days: Vec<&str> = points.iter().map(|(d, _)| d.as_str()).collect();
    let mut sorted = days.clone();
    sorted.sort_unstable();
    assert_eq!(days, sorted);
    assert!(
        points.contains(&("2022-09-25".to_owned(), "8,314\u{a0}people")) && points.contains(&("2022-10-04".to_owned(), "784\u{a0}people"))
    );
    assert_eq!((finland.class, finland.who), (RateClass::Daily, Who::All));
    assert!(finland.points.iter().any(|p| p.origin.is_some()));
}

#[test]
fn totals_rates_men_and_other_routes_are_series_of_their_own() {
    let (_, all) = told(
        "\
@ a | 2022-09-27 | fr | A | T |
[3 000] x. || crossed_in person exact 3000 3000 cumulative | RU>MN | 2022-09-21/2022-09-26 | i:poste | |
[2 500 hommes] x. || crossed_in person exact 2500 2500 cumulative | RU>MN | 2022-09-21/2022-09-26 | i:poste | |
[700] x. || crossed_in person exact 700 700 per_day | RU>MN | 2022-09-26 | i:poste | |
[900] x. || crossed_in person exact 900 900 per_day | RU>KZ | 2022-09-26 | i:poste | |
",
    );
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|s| s.points.len() == 1 && s.origins == 1));
    assert!(all.iter().any(|s| s.who == Who::Men));
}

#[test]
fn what_has_no_place_of_its_own_or_no_level_is_in_no_series() {
    let (_, all) = told(
        "\
@ a | 2022-09-27 | fr | A | T |
[3 000] x. || crossed_in person exact 3000 3000 cumulative | RU> | 2022-09-21/2022-09-26 | i:poste | |
[doublé] x. || crossed_in factor exact 2 2 - | RU>MN | 2022-09-26 | i:poste | |
[700] x. || crossed_in person exact 700 700 per_day | RU>MN | 2022-09-26 | i:poste | | denied
",
    );
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn two_origins_stand_side_by_side_and_an_open_time_stands_at_its_report() {
    let (e, all) = told(
        "\
@ a | 2022-09-24 | en | A | T |
[40,000] x. || crossed_in person exact 40000 40000 cumulative | RU>KZ | 2022-09-21/ | i:Frontex | |
@ b | 2022-09-27 | en | B | T |
[98,000] x. || crossed_in person exact 98000 98000 cumulative | RU>KZ | 2022-09-21/2022-09-27 | i:Kazakh interior ministry | |
@ c | 2022-09-25 | en | C | T |
[60,000] x. || crossed_in person exact 60000 60000 cumulative | RU>KZ | | i:Kazakh interior ministry | |
",
    );
    let [one] = &all[..] else { panic!("{all:#?}") };
    let shown: Vec<(String, &str)> =
        one.points.iter().map(|p| (p.day.map(|d| d.to_string()).unwrap_or_default(), e.statements[p.statement].figure.as_str())).collect();
    let expected = [("2022-09-24", "40,000\u{a0}people"), ("2022-09-25", "60,000\u{a0}people"), ("2022-09-27", "98,000\u{a0}people")];
    assert_eq!(shown, expected.map(|(d, f)| (d.to_owned(), f)));
    assert_eq!(one.origins, 2);
    assert_ne!(one.points[0].origin, one.points[1].origin);
    assert_eq!(one.points[1].origin, one.points[2].origin);
}
