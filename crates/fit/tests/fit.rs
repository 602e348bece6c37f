//! The fit as a whole, small: determinism, order of claims, a twin, a lie.

use exode_case::Case;
use exode_fit::{Effort, Figure, Left, Posterior, System, twin};

fn system() -> System {
    let case = Case::parse(include_str!("../../../cases/russia-2022/case.toml"), "case.toml").expect("a case");
    System::new(&case, 1.0).expect("a system")
}

const SMALL: Effort = Effort { particles: 256, moves: (32, 64), runs: 2, seed: 5 };

fn bits(posterior: &Posterior, asked: &[Figure]) -> Vec<u64> {
    posterior.predict(asked).into_iter().flatten().flat_map(|b| b.at).map(f64::to_bits).collect()
}

#[test]
fn threads_change_no_bit() {
    let told = twin(&system(), 3, false).figures;
    let fit = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| bits(&Posterior::fit(system(), told.clone(), None, SMALL), &told))
    };
    let one = fit(1);
    assert!(!one.is_empty());
    assert_eq!(one, fit(3));
}

#[test]
fn the_order_of_claims_does_not_matter() {
    let told = twin(&system(), 4, false).figures;
    let mut turned = told.clone();
    turned.reverse();
    let (a, b) = (Posterior::fit(system(), told.clone(), None, SMALL), Posterior::fit(system(), turned, None, SMALL));
    // Sums are taken in another order, so a few moves may fall otherwise; what is believed is the same.
    for (a, b) in a.predict(&told).into_iter().flatten().zip(b.predict(&told).into_iter().flatten()) {
        let width = (a.at[6] / a.at[0].max(1.0)).ln().max(0.2);
        assert!((a.median().max(1.0) / b.median().max(1.0)).ln().abs() < 0.35 * width, "{a:?} {b:?}");
    }
}

#[test]
fn copies_count_once_and_what_is_left_out_says_why() {
    let mut told = twin(&system(), 5, false).figures;
    let count = told.len();
    let copy = Figure { id: "copy".into(), report: "elsewhere".into(), source: None, ..told[0].clone() };
    let odd = Figure { id: "odd".into(), destination: Some("FR".into()), ..told[0].clone() };
    told.extend([copy, odd]);
    let posterior = Posterior::fit(system(), told, None, Effort { particles: 64, moves: (8, 8), runs: 1, seed: 1 });
    let left = &posterior.observations.left;
    assert!(left.contains(&(count, Left::Repeats(0))), "{left:?}");
    assert!(left.iter().any(|(n, why)| *n == count + 1 && matches!(why, Left::Unread(_))), "{left:?}");
    assert_eq!(posterior.observations.list.len() + left.len(), count + 2, "every figure counts or says why not");
}

#[test]
fn truths_are_found_and_lies_are_named() {
    // Three twins are no statistics: `cargo run --release -p xtask -- twins` is.
    let (mut inside, mut all) = (0, 0);
    for seed in 0..3 {
        let twin = twin(&system(), 100 + seed, false);
        let posterior = Posterior::fit(system(), twin.figures.clone(), None, SMALL);
        let ranks = twin.ranks(&posterior);
        (inside, all) = (inside + ranks.iter().filter(|(_, r)| (0.05..0.95).contains(r)).count(), all + ranks.len());
    }
    assert!(inside * 10 >= all * 6, "{inside} of {all} true values inside 90 %");
    let twin = twin(&system(), 42, true);
    let posterior = Posterior::fit(system(), twin.figures.clone(), None, SMALL);
    let left_out = posterior.leave_one_out();
    let liar = twin.liar.expect("a liar");
    let gross = left_out.iter().find(|o| o.figure == liar).expect("an observation").gross;
    let others = left_out.iter().filter(|o| o.figure != liar).map(|o| o.gross).sum::<f64>() / (left_out.len() - 1) as f64;
    assert!(gross > 2.0 * others, "the lie {gross}, others {others}");
}

#[test]
fn an_empty_what_if_changes_nothing_and_a_closed_gate_lets_nobody_out() {
    let system = system();
    let plain = system.what_if("").expect("nothing");
    let shut = system.what_if("close verkhni-lars 2022-09-27..2022-09-29; demand x1.0").expect("levers");
    assert!(system.what_if("close atlantis 2022-09-27").expect_err("no place").to_string().contains("verkhni-lars"));
    assert!(system.what_if("paint it black").is_err());
    let told = twin(&system, 8, false).figures;
    let posterior = Posterior::fit(system, told, None, Effort { particles: 64, moves: (8, 8), runs: 1, seed: 1 });
    let day = "2022-09-28".parse().expect("a day");
    for row in posterior.outlook(day, day, Some(&plain), &[]) {
        let (with, change) = row.with.expect("a what-if");
        assert_eq!((row.believed, change.at), (with, [0.0; 7]), "{}", row.quantity);
    }
    let rows = posterior.outlook(day, day, Some(&shut), &[]);
    let find = |what: &str| rows.iter().find(|r| r.place == "GE" && r.quantity == what).and_then(|r| r.with).expect("a row");
    assert!(find("queue_people").1.median() > 0.0);
    assert!(find("outflow").1.median() < 0.0);
}

#[test]
fn a_planted_lie_is_doubted_and_a_claim_of_nowhere_is_not() {
    let mut told = twin(&system(), 11, false).figures;
    let honest = Posterior::fit(system(), told.clone(), None, SMALL);
    let doubts = honest.doubts(&honest.leave_one_out());
    assert!(doubts.len() * 5 <= told.len(), "{} of {} true claims are doubted", doubts.len(), told.len());
    let lie = told.iter().position(|f| f.destination.as_deref() == Some("FI")).expect("a claim of Finland");
    told[lie].bounds = told[lie].bounds.scaled(20.0);
    let nowhere = Figure { id: "nowhere".into(), report: "elsewhere".into(), destination: None, crossing: None, ..told[lie].clone() };
    told.push(nowhere);
    let posterior = Posterior::fit(system(), told.clone(), None, SMALL);
    let left_out = posterior.leave_one_out();
    let doubts = posterior.doubts(&left_out);
    let doubt = doubts.iter().find(|d| d.figure == lie).unwrap_or_else(|| panic!("the lie is believed: {doubts:#?}"));
    assert!(doubt.said > doubt.expected.at[6] && doubt.tail < 0.1, "{doubt:#?}");
    assert!(doubts.iter().all(|d| told[d.figure].id != "nowhere"));
}

#[test]
fn curves_part_by_the_queue_and_a_balance_adds_up() {
    let posterior = Posterior::fit(system(), Vec::new(), None, Effort { particles: 256, moves: (1, 1), runs: 1, seed: 2 });
    let (first, last) = (posterior.system.day_at(0.0), posterior.system.day_at(13.0 * 24.0));
    let curves = posterior.newell(first, last, 12.0);
    // Four borders hold people up; so does "everywhere else".
    assert_eq!(curves.iter().map(|c| c.gate).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(curves[0].crossing.as_deref(), Some("verkhni-lars"));
    for c in &curves {
        assert!(c.points.windows(2).all(|p| p[0].1.median() <= p[1].1.median() && p[0].2.median() <= p[1].2.median()));
        assert!(c.points.iter().all(|(_, come, left)| come.median() >= left.median()));
        assert_eq!(c.points[0].2.at, [0.0; 7], "counted from those who had left by the first midnight");
    }
    let day = posterior.system.day_at(9.0 * 24.0);
    let balance = posterior.balance(0, day).expect("Georgia has a road");
    let ways: f64 = balance.ways.iter().map(|w| w.people.median()).sum();
    assert!((ways / balance.people.median() - 1.0).abs() < 0.25, "medians of parts nearly sum: {balance:#?}");
    assert!((1.5..5.0).contains(&balance.people_per_vehicle.median()), "{balance:#?}");
    assert!(posterior.balance(1, day).is_none(), "Kazakhstan is told without a road of its own");
}
