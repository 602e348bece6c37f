//! What `check` finds, what it says, and what it leaves alone.

#[path = "support/made.rs"]
mod made;
mod support;

use exode_ledger::{Report, Rule, Severity, Ties, check, evidence, series};

/// Every discrepancy as "severity code: arithmetic", with plain spaces.
fn found(text: &str) -> Vec<String> {
    let evidence = evidence(support::reports(text), &Ties::default());
    let line = |d: &exode_ledger::Discrepancy| format!("{} {}: {}", d.severity.name(), d.rule.code(), d.arithmetic.replace('\u{a0}', " "));
    check(&evidence).iter().map(line).collect()
}

/// One report of a day for each list of claims, in the test form without the sentence.
fn told(reports: &[(&str, &[&str])]) -> String {
    let mut text = String::new();
    for (n, (day, claims)) in reports.iter().enumerate() {
        text.push_str(&format!("@ r{n} | {day} | en | Paper {n} | T |\n"));
        for claim in *claims {
            text.push_str(&format!("[x] said. || {claim}\n"));
        }
    }
    text
}

fn one(reports: &[(&str, &[&str])]) -> String {
    let all = found(&told(reports));
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].clone()
}

fn none(reports: &[(&str, &[&str])]) {
    let all = found(&told(reports));
    assert!(all.is_empty(), "{all:#?}");
}

const KZ: &str = "i:Kazakh interior ministry";
const FI: &str = "i:Finnish Border Guard";

fn arrivals(figure: &str, rate: &str, route: &str, time: &str, source: &str) -> String {
    format!("crossed_in person {figure} {rate} | {route} | {time} | {source} | |")
}

/// A total into Kazakhstan.
fn kz(figure: &str, time: &str, source: &str) -> String {
    arrivals(figure, "cumulative", "RU>KZ", time, source)
}

/// A day's count into Finland.
fn fi(n: u32, day: &str) -> String {
    arrivals(&format!("exact {n} {n}"), "per_day", "RU>FI", day, FI)
}

/// One report a sentence, whatever its number of claims.
fn sentences(reports: &[(&str, &[&str])]) -> exode_ledger::Evidence {
    let mut reports = support::reports(&told(reports));
    for report in &mut reports {
        let sentence = report.claims[0].claim.sentence;
        report.claims.iter_mut().for_each(|t| t.claim.sentence = sentence);
    }
    evidence(reports, &Ties::default())
}

#[test]
fn a_part_of_what_a_sentence_counts_is_held_against_no_whole() {
    let (all, some) = (kz("exact 100000 100000", "2022-09-21/2022-09-27", KZ), kz("exact 20000 20000", "2022-09-21/2022-09-27", KZ));
    let other = kz("exact 100000 100000", "2022-09-21/2022-09-27", FI);
    let disagree = |reports: &[(&str, &[&str])]| sentences(reports).comparisons.iter().filter(|c| c.sides.len() > 1).count();
    let with_part = [("2022-09-27", &[all.as_str(), some.as_str()][..]), ("2022-09-28", &[other.as_str()][..])];
    assert_eq!(disagree(&with_part), 0);
    let who: Vec<&str> = sentences(&with_part).statements.iter().map(|s| s.who.name()).collect();
    assert_eq!(who, ["all", "some", "all"]);
    // Alone in its sentence it is what the report has to say.
    assert_eq!(disagree(&[("2022-09-27", &[some.as_str()]), ("2022-09-28", &[other.as_str()])]), 1);
    // Another voice in the same sentence contradicts.
    let doubted = kz("exact 20000 20000", "2022-09-21/2022-09-27", FI);
    assert_eq!(disagree(&[("2022-09-27", &[all.as_str(), doubted.as_str()])]), 1);
}

#[test]
fn thousands_of_one_month_are_not_those_of_another() {
    let thousands = kz("more_than 1000 -", "", "").replace("| |", "| | vague");
    let statements = |a: &str, b: &str| sentences(&[(a, &[thousands.as_str()]), (b, &[thousands.as_str()])]).statements.len();
    assert_eq!((statements("2022-09-23", "2022-09-24"), statements("2022-09-23", "2022-11-24")), (1, 2));
}

#[test]
fn sides_are_told_with_who_is_on_them() {
    let pair = |other: &str, time: &str| {
        let (a, b) = (kz("exact 60000 60000", "2022-09-21/2022-09-27", KZ), kz("exact 98000 98000", time, other));
        found(&told(&[("2022-09-27", &[&a]), ("2022-09-28", &[&b])]))
    };
    let sides = pair("i:Frontex", "2022-09-21/2022-09-27");
    assert_eq!(
        sides,
        [
            "contradiction sides-contradict: Arrivals, total: Russia → Kazakhstan (21–27 Sep 2022): 60,000 people (Kazakh interior ministry) \
          against 98,000 people (Frontex); 98,000 − 60,000 = 38,000 people, a ratio of 1.63."
        ]
    );
    assert!(pair("i:Frontex", "2022-09-14/2022-09-27").is_empty(), "another window is another figure");
    let one_source = pair(KZ, "2022-09-21/2022-09-27");
    assert_eq!(one_source.len(), 1, "one source is no two sides: {one_source:#?}");
    let (a, b) = (kz("exact 60000 60000", "", KZ), kz("exact 98000 98000", "", KZ));
    none(&[("2022-09-27", &[&a]), ("2022-09-28", &[&b])]);
    let other = kz("exact 98000 98000", "", "i:Frontex");
    assert!(one(&[("2022-09-27", &[&a]), ("2022-09-28", &[&other])]).ends_with("; the time of some is not known."));
    assert!(one_source[0].starts_with(
        "contradiction source-differs: Kazakh interior ministry is quoted with 60,000 people (in Paper 0) and 98,000 people (in Paper 1)"
    ));
}

#[test]
fn what_grows_from_day_to_day_is_no_side() {
    let (a, b) = (kz("exact 40000 40000", "2022-09-21/2022-09-26", KZ), kz("exact 50000 50000", "2022-09-21/2022-09-27", KZ));
    none(&[("2022-09-26", &[&a]), ("2022-09-27", &[&b])]);
    let agreeing = kz("exact 50000 50000", "2022-09-21/2022-09-27", "i:Frontex");
    none(&[("2022-09-26", &[&a]), ("2022-09-27", &[&b]), ("2022-09-27", &[&agreeing])]);
    let other = kz("exact 90000 90000", "2022-09-21/2022-09-27", "i:Frontex");
    assert!(one(&[("2022-09-26", &[&a]), ("2022-09-27", &[&b]), ("2022-09-27", &[&other])]).contains("sides-contradict"));
}

#[test]
fn a_queue_may_grow_within_the_day_and_arrivals_from_somewhere_may_go_anywhere() {
    let km = |n: u32, source: &str| format!("queue_length km exact {n} {n} instant | RU>GE@lars | 2022-09-24 | {source} | |");
    let line = one(&[("2022-09-24", &[&km(14, "i:Nexta")]), ("2022-09-24", &[&km(20, "i:Maxar")])]);
    assert!(line.starts_with("warning sides-contradict: ") && line.ends_with("; the hours may differ."), "{line}");
    let (untimed, early) = (km(14, "i:Nexta").replace("2022-09-24", ""), km(20, "i:Maxar"));
    none(&[("2022-09-24", &[&untimed]), ("2022-09-24", &[&early])]);
    let somewhere = |n: u32, source: &str| arrivals(&format!("exact {n} {n}"), "cumulative", "RU>", "2022-09-21/2022-09-27", source);
    none(&[("2022-09-27", &[&somewhere(10_000, "i:A")]), ("2022-09-27", &[&somewhere(90_000, "i:B")])]);
}

#[test]
fn a_denial_is_told_once_with_all_it_denies() {
    let denial = "left person exact 700000 700000 - | RU> | | o:porte-parole du Kremlin|Dmitri Peskov | i:Interfax | denied";
    let told_so = "left person between 600000 700000 cumulative | RU> | 2022-09-21/2022-10-04 | u:source dans l'administration | | hedged";
    assert_eq!(
        one(&[("2022-10-06", &[told_so]), ("2022-10-06", &[denial])]),
        "contradiction figure-denied: Dmitri Peskov, porte-parole du Kremlin denies 700,000 people; told: 600,000–700,000 people in \
         21 Sep–4 Oct 2022 (source dans l'administration)."
    );
    none(&[("2022-10-06", &[&told_so.replace("600000 700000", "200000 300000")]), ("2022-10-06", &[denial])]);
}

#[test]
fn a_total_since_one_day_cannot_fall() {
    let series = |later: &str, time: &str, source: &str| {
        let first = kz("exact 98000 98000", "2022-09-21/2022-09-27", KZ);
        found(&told(&[("2022-09-27", &[&first]), ("2022-10-01", &[&kz(later, time, source)])]))
    };
    let until = "2022-09-21/2022-09-30";
    assert_eq!(
        series("exact 89000 89000", until, KZ),
        [
            "contradiction cumulative-falls: Arrivals, Russia → Kazakhstan: 98,000 people in 21–27 Sep 2022 (Kazakh interior ministry), then \
          89,000 people in 21–30 Sep 2022 (Kazakh interior ministry): a total since one day cannot fall by 9,000 people."
        ]
    );
    assert!(series("exact 120000 120000", until, KZ).is_empty());
    assert!(series("approximately 90000 90000", until, KZ).is_empty(), "about 90,000 may be 98,000");
    assert!(series("more_than 89000 -", until, KZ).is_empty(), "more than 89,000 may be anything above");
    assert!(series("exact 89000 89000", "2022-09-24/2022-09-30", KZ).is_empty(), "since another day");
    assert!(series("exact 89000 89000", until, "i:Frontex").is_empty(), "another source");
}

#[test]
fn one_wrong_peak_in_a_series_is_found_once_and_a_correction_is_a_note() {
    let point = |n: u32, day: u8| kz(&format!("exact {n} {n}"), &format!("2022-09-21/2022-09-{day}"), KZ);
    let points: Vec<String> = [(10_000, 23), (91_000, 24), (30_000, 25), (40_000, 26), (50_000, 27)].map(|(n, day)| point(n, day)).into();
    let reports: Vec<(&str, [&str; 1])> = points.iter().map(|p| ("2022-09-28", [p.as_str()])).collect();
    let reports: Vec<(&str, &[&str])> = reports.iter().map(|(d, c)| (*d, &c[..])).collect();
    let line = one(&reports);
    assert!(line.contains("91,000 people in 21–24 Sep 2022") && line.contains("cannot fall by 61,000"), "{line}");
    let corrected = format!("{} corrected", point(5_000, 27));
    let line = one(&[("2022-09-23", &[&point(10_000, 23)]), ("2022-09-28", &[&corrected])]);
    assert!(line.starts_with("note cumulative-falls") && line.ends_with("; one of them is told as a correction."), "{line}");
}

#[test]
fn a_rate_is_held_against_the_total_over_its_days() {
    let rate = |figure: &str, time: &str, source: &str| arrivals(figure, "per_day", "RU>KZ", time, source);
    let against = |rate: String| {
        let total = kz("exact 98000 98000", "2022-09-21/2022-09-27", KZ);
        found(&told(&[("2022-09-27", &[&total]), ("2022-09-28", &[&rate])]))
    };
    let week = "2022-09-21/2022-09-27";
    assert_eq!(
        against(rate("exact 30000 30000", week, KZ)),
        ["contradiction rate-against-total: Arrivals, Russia → Kazakhstan: 98,000 people in 21–27 Sep 2022 (Kazakh interior ministry) is \
          14,000 a day over 7 days; the same source, Kazakh interior ministry, gives 30,000 people a day."]
    );
    assert!(against(rate("exact 30000 30000", week, "i:Frontex"))[0].starts_with("warning rate-against-total"), "two sources are sides");
    assert!(against(rate("exact 30000 30000", "", KZ))[0].starts_with("warning rate-against-total"), "a rate without a window is of then");
    assert!(against(rate("exact 14000 14000", week, KZ)).is_empty());
    assert!(against(rate("exact 16000 16000", week, KZ)).is_empty(), "six days had passed when it was told");
    assert!(against(rate("up_to - 30000", week, KZ)).is_empty(), "up to 30,000 may be 14,000");
    assert!(against(rate("exact 20000 20000", "", KZ)).is_empty(), "some days have more");
    assert!(against(rate("exact 30000 30000", "", "i:Frontex")).is_empty(), "somebody else, at some time");
    assert!(against(rate("exact 30000 30000", "2022-09-25", KZ)).is_empty(), "one day may have more");
    assert!(against(rate("exact 30000 30000", "2022-10-01/2022-10-07", KZ)).is_empty(), "another week");
    assert!(against(arrivals("exact 30000 30000", "per_day", "RU>GE", week, KZ)).is_empty(), "another route");
}

#[test]
fn a_day_cannot_have_more_than_the_total_grew_by() {
    let with = |n: u32, day: &str, source: &str| {
        let (a, b) = (kz("exact 98000 98000", "2022-09-21/2022-09-27", KZ), kz("exact 104000 104000", "2022-09-21/2022-09-28", KZ));
        let count = arrivals(&format!("exact {n} {n}"), "per_day", "RU>KZ", day, source);
        found(&told(&[("2022-09-27", &[&a]), ("2022-09-28", &[&b]), ("2022-09-29", &[&count])]))
    };
    assert_eq!(
        with(9_500, "2022-09-28", KZ),
        [
            "contradiction rate-against-growth: Arrivals, Russia → Kazakhstan: from 27 Sep 2022 to 28 Sep 2022 the total grew from 98,000 people \
          to 104,000 people (Kazakh interior ministry), by 104,000 − 98,000 = 6,000; Kazakh interior ministry gives 9,500 people for \
          28 Sep 2022."
        ]
    );
    assert!(with(6_900, "2022-09-28", KZ).is_empty(), "totals of such size are told to half a percent");
    assert!(with(9_500, "2022-09-26", KZ).is_empty(), "a day before the growth");
    assert!(with(9_500, "2022-09-28", "i:Frontex")[0].starts_with("warning"));
    assert!(with(9_500, "2022-09-29", KZ).is_empty(), "a day after it");
}

#[test]
fn a_rate_between_two_totals_is_what_they_grew_by_over_their_days() {
    let with = |n: u32, time: &str| {
        let (a, b) = (kz("exact 98000 98000", "2022-09-21/2022-09-27", KZ), kz("exact 200000 200000", "2022-09-21/2022-10-04", KZ));
        let rate = arrivals(&format!("exact {n} {n}"), "per_day", "RU>KZ", time, KZ);
        found(&told(&[("2022-09-27", &[&a]), ("2022-10-04", &[&b]), ("2022-10-07", &[&rate])]))
    };
    assert_eq!(
        with(30_000, "2022-09-28/2022-10-04"),
        [
            "contradiction rate-against-growth: Arrivals, Russia → Kazakhstan: from 27 Sep 2022 to 4 Oct 2022 the total grew from 98,000 people to \
          200,000 people (Kazakh interior ministry), by 200,000 − 98,000 = 102,000, or 14,571 a day over 7 days; Kazakh interior ministry \
          gives 30,000 people a day in 28 Sep–4 Oct 2022."
        ]
    );
    assert!(with(14_500, "2022-09-28/2022-10-04").is_empty());
    assert!(with(30_000, "2022-10-08/2022-10-14").is_empty(), "another week");
    assert!(with(30_000, "2022-10-01/2022-10-03").is_empty(), "some days may have more");
}

#[test]
fn days_sum_to_their_weekend() {
    let weekend = |n: u32, time: &str| {
        let total = arrivals(&format!("exact {n} {n}"), "cumulative", "RU>FI", time, FI);
        found(&told(&[("2022-09-25", &[&fi(8_572, "2022-09-24")]), ("2022-09-26", &[&fi(8_314, "2022-09-25")]), ("2022-09-27", &[&total])]))
    };
    assert!(weekend(16_886, "2022-09-24/2022-09-25").is_empty());
    assert_eq!(
        weekend(15_000, "2022-09-24/2022-09-25"),
        [
            "contradiction days-against-total: Arrivals, Russia → Finland: the 2 days counted by Finnish Border Guard sum to 8,572 + 8,314 = \
          16,886; the total is 15,000 people in 24–25 Sep 2022 (Finnish Border Guard)."
        ]
    );
    assert_eq!(weekend(20_000, "2022-09-24/2022-09-25").len(), 1, "nor can two days leave 3,000 over");
    assert!(weekend(20_000, "2022-09-24/2022-09-26").is_empty(), "a third day may have them");
    assert!(weekend(15_000, "2022-09-24/2022-09-26")[0].contains("2 of the 3 days"), "two days may be too many for three");
}

#[test]
fn one_number_in_both_directions() {
    let into = |n: u32, source: &str| arrivals(&format!("exact {n} {n}"), "cumulative", "RU>KZ", "2022-09-21/2022-09-27", source);
    let out = |n: u32, time: &str| format!("crossed_out person exact {n} {n} cumulative | KZ> | {time} | {KZ} | |");
    let week = "2022-09-21/2022-09-27";
    assert_eq!(
        one(&[("2022-09-27", &[&out(64_234, week)]), ("2022-09-28", &[&into(64_234, "i:Daily Star")])]),
        "warning ends-swapped: One number, both directions: 64,234 people is departures through the border (from Kazakhstan) for Kazakh \
         interior ministry; 64,234 people is arrivals (Russia → Kazakhstan) for Daily Star."
    );
    none(&[("2022-09-27", &[&out(64_234, week), &into(64_234, KZ)])]);
    none(&[("2022-09-27", &[&out(40_000, week)]), ("2022-09-28", &[&into(40_000, "i:Daily Star")])]);
    none(&[("2022-09-27", &[&out(64_234, "2022-09-01/2022-09-20")]), ("2022-09-28", &[&into(64_234, "i:Daily Star")])]);
    none(&[("2022-09-27", &[&out(64_234, week)]), ("2022-09-28", &[&into(64_200, "i:Daily Star")])]);
    let elsewhere = "crossed_in person exact 64234 64234 cumulative | RU>GE | 2022-09-21/2022-09-27 | i:Daily Star | |";
    none(&[("2022-09-27", &[&out(64_234, week)]), ("2022-09-28", &[elsewhere])]);
    let reversed = "crossed_in person exact 40000 40000 cumulative | KZ>RU | 2022-09-21/2022-09-27 | i:Kazakh interior ministry | |";
    assert!(one(&[("2022-09-27", &[&into(40_000, KZ)]), ("2022-09-28", &[reversed])]).starts_with("contradiction ends-swapped"));
}

#[test]
fn a_change_is_held_against_its_levels() {
    let change = |figure: &str, time: &str| format!("crossed_in factor {figure} - | RU>FI | {time} | {FI} | |");
    let with = |change: &str, week_before: u32| {
        let levels = [fi(week_before, "2022-09-18"), fi(8_572, "2022-09-24"), fi(8_314, "2022-09-25")];
        found(&told(&[
            ("2022-09-26", &[&levels[0]]),
            ("2022-09-26", &[&levels[1]]),
            ("2022-09-26", &[&levels[2]]),
            ("2022-09-26", &[change]),
        ]))
    };
    let doubled = change("exact 2 2", "2022-09-25");
    assert_eq!(
        with(&doubled, 6_900),
        [
            "contradiction change-against-levels: Arrivals, Russia → Finland: 2 times on 25 Sep 2022 (Finnish Border Guard), but 8,314 people on \
          25 Sep 2022 (Finnish Border Guard) is 8,314 / 6,900 = 1.2 against 6,900 people on 18 Sep 2022 (Finnish Border Guard), 8,314 / 8,572 \
          = 0.97 against 8,572 people on 24 Sep 2022 (Finnish Border Guard)."
        ]
    );
    assert!(with(&doubled, 4_100).is_empty(), "double the Sunday before");
    assert!(with(&change("more_than 1.1 -", "2022-09-25"), 6_900).is_empty(), "by more than a tenth");
    assert!(with(&change("exact 2 2", "2022-09-10"), 6_900).is_empty(), "another day");
    none(&[("2022-09-26", &[&fi(8_572, "2022-09-24")]), ("2022-09-26", &[&fi(8_314, "2022-09-25")]), ("2022-09-26", &[&doubled])]);
    let over_the_week = change("exact 1.2 1.2", "2022-09-18/2022-09-25");
    assert!(with(&over_the_week, 6_900).is_empty(), "a fifth more");
    assert_eq!(with(&over_the_week, 4_100).len(), 1);
}

#[test]
fn a_percentage_is_a_change_where_its_words_say_so() {
    let percent = |quote: &str| {
        let levels = told(&[("2022-09-26", &[&fi(6_900, "2022-09-18")]), ("2022-09-26", &[&fi(8_314, "2022-09-25")])]);
        found(&format!(
            "{levels}@ p | 2022-09-26 | en | P | T |\n[{quote}] said. || crossed_in percent exact 60 60 - | RU>FI | 2022-09-18/2022-09-25 | {FI} | |\n"
        ))
    };
    assert_eq!(percent("60 % more").len(), 1, "8,314 is 20 % more than 6,900");
    assert_eq!(percent("une baisse de 60 %").len(), 1);
    assert!(percent("60 %").is_empty(), "a share is no change");
}

#[test]
fn a_part_cannot_exceed_its_whole() {
    let left = |figure: &str, time: &str| format!("left person {figure} cumulative | RU> | {time} | u:source au Kremlin | |");
    let two_weeks = "2022-09-21/2022-10-04";
    let into = kz("exact 200000 200000", two_weeks, KZ);
    assert_eq!(
        one(&[("2022-10-05", &[&into]), ("2022-10-05", &[&left("exact 150000 150000", two_weeks)])]),
        "warning part-exceeds-whole: Arrivals, Russia → Kazakhstan: 200,000 people in 21 Sep–4 Oct 2022 (Kazakh interior ministry) is part of \
         People who left, from Russia: 150,000 people in 21 Sep–4 Oct 2022 (source au Kremlin), but exceeds it by 200,000 − 150,000 = 50,000."
    );
    none(&[("2022-10-05", &[&into]), ("2022-10-05", &[&left("more_than 150000 -", two_weeks)])]);
    none(&[("2022-10-05", &[&into]), ("2022-10-05", &[&left("exact 150000 150000", "2022-09-25/2022-10-04")])]);
    none(&[("2022-10-05", &[&into]), ("2022-10-05", &[&left("exact 250000 250000", two_weeks)])]);
    none(&[("2022-10-05", &[&into]), ("2022-10-05", &[&left("exact 150000 150000", two_weeks).replace("RU>", "UA>")])]);
}

#[test]
fn men_a_crossing_and_a_day_are_parts() {
    let week = "2022-09-21/2022-09-27";
    let men = |n: u32| {
        let all = arrivals("exact 3000 3000", "cumulative", "RU>MN", week, "i:poste");
        found(&format!(
            "@ a | 2022-09-27 | en | A | T |\n[x] all. || {all}\n@ b | 2022-09-28 | fr | B | T |\n[{n} hommes] dont. || crossed_in person exact {n} {n} \
             cumulative | RU>MN | {week} | i:poste | |\n"
        ))
    };
    assert!(men(3_500)[0].starts_with("contradiction part-exceeds-whole"));
    assert!(men(2_500).is_empty());
    none(&[
        ("2022-09-27", &[&arrivals("exact 0 0", "cumulative", "RU>MN", week, "i:poste")]),
        ("2022-09-28", &[&arrivals("exact 5000 5000", "cumulative", "RU>MN@altanbulag", week, "i:poste")]),
    ]);
    let at = |route: &str| arrivals("exact 5000 5000", "cumulative", route, week, "i:Frontex");
    let country = arrivals("exact 3000 3000", "cumulative", "RU>MN", week, "i:poste");
    assert_eq!(found(&told(&[("2022-09-27", &[&at("RU>MN@altanbulag")]), ("2022-09-27", &[&country])])).len(), 1);
    none(&[("2022-09-27", &[&at("RU>KZ@altanbulag")]), ("2022-09-27", &[&country])]);
    let day = |n: u32| arrivals(&format!("exact {n} {n}"), "per_day", "RU>MN", "2022-09-24", "i:poste");
    assert!(one(&[("2022-09-27", &[&country]), ("2022-09-27", &[&day(3_200)])]).contains("3,200 people on 24 Sep 2022 (poste) is part of"));
    none(&[("2022-09-27", &[&country]), ("2022-09-27", &[&day(2_000)])]);
}

#[test]
fn a_whole_too_small_for_many_parts_is_told_once() {
    let all = arrivals("exact 300 300", "cumulative", "RU>FI", "2022-09-21/2022-09-27", FI);
    let days: Vec<String> = (21..=27).map(|d| fi(6_000 + d * 7, &format!("2022-09-{d}"))).collect();
    let mut reports: Vec<(&str, Vec<&str>)> = days.iter().map(|d| ("2022-09-27", vec![d.as_str()])).collect();
    reports.push(("2022-09-28", vec![&all]));
    let reports: Vec<(&str, &[&str])> = reports.iter().map(|(d, c)| (*d, &c[..])).collect();
    assert!(one(&reports).ends_with("; 6 more pairs like it."));
}

#[test]
fn parts_that_share_nobody_sum_to_no_more_than_their_whole() {
    let week = "2022-09-21/2022-09-27";
    let into = |n: u32, to: &str| arrivals(&format!("exact {n} {n}"), "cumulative", &format!("RU>{to}"), week, "i:ministry");
    let left = |n: u32, time: &str| format!("left person exact {n} {n} cumulative | RU> | {time} | u:source au Kremlin | |");
    let with =
        |left: &str, second: &str| found(&told(&[("2022-09-28", &[&into(98_000, "KZ"), &into(53_000, second)]), ("2022-09-28", &[left])]));
    assert_eq!(
        with(&left(120_000, week), "GE"),
        [
            "warning parts-exceed-whole: 98,000 + 53,000 = 151,000 is more than People who left, from Russia: 120,000 people in 21–27 Sep 2022 \
          (source au Kremlin); the parts are Arrivals, Russia → Kazakhstan: 98,000 people in 21–27 Sep 2022 (ministry), Arrivals, Russia → \
          Georgia: 53,000 people in 21–27 Sep 2022 (ministry)."
        ]
    );
    assert!(with(&left(160_000, week), "GE").is_empty());
    assert!(with(&left(120_000, "2022-09-23/2022-09-27"), "GE").is_empty(), "some came before");
    assert!(with(&left(120_000, week), "EU").is_empty(), "a union may share people with a country");
}

const CIRCLE: &str = "\
@ a | 2022-09-26 | en | Alpha News | T |
[261,000], Beta Wire reports. || left person exact 261000 261000 cumulative | RU> | 2022-09-21/2022-09-24 | | i:Beta Wire |
@ b | 2022-09-27 | en | Beta Wire | T |
[261,000], according to Alpha News. || left person exact 261000 261000 cumulative | RU> | 2022-09-21/2022-09-24 | | i:Alpha News |
";

#[test]
fn outlets_that_have_it_from_each_other_go_in_a_circle() {
    assert_eq!(
        found(CIRCLE),
        ["warning circular-sourcing: 261,000 people: Beta Wire has it from Alpha News (27 Sep 2022); Alpha News has it from Beta Wire \
          (26 Sep 2022); 2 voices and none of them names an origin outside the circle."]
    );
    let anchored = CIRCLE.replace("| | i:Beta Wire", "| u:source au Kremlin | i:Beta Wire");
    assert!(found(&anchored)[0].starts_with("note circular-sourcing"), "a circle around a source");
    assert!(found(&anchored)[0].ends_with("its origin is source au Kremlin."));
    assert!(found(&CIRCLE.replace("| i:Alpha News", "| i:Alpha News Europe")).is_empty(), "another outlet");
    assert!(
        found(&CIRCLE.replace("[261,000], acc", "[262,500], acc").replace(
            "261000 261000 cumulative | RU> | 2022-09-21/2022-09-24 | | i:Alpha",
            "262500 262500 cumulative | RU> | 2022-09-21/2022-09-24 | | i:Alpha"
        ))
        .iter()
        .all(|l| !l.contains("circular")),
        "another figure"
    );
    assert!(found(&CIRCLE.replace("i:Alpha News", "i:Beta Wire")).is_empty(), "told Beta Wire, says Beta Wire");
    let own = "@ a | 2022-09-26 | en | Alpha News | T |\n[261,000]. || left person exact 261000 261000 cumulative | RU> | | i:Alpha News | i:Beta Wire |\n";
    assert!(found(own)[0].contains("circular-sourcing"), "an outlet that is the source of its own relay");
}

#[test]
fn a_hedge_lost_on_the_way_is_noted_with_both_tellings() {
    let text = "\
@ a | 2022-09-27 | en | Astana Times | T |
[Nearly 100,000] came in. || crossed_in person nearly 100000 100000 cumulative | RU>KZ | 2022-09-21/2022-09-27 | i:Kazakh interior ministry | |
@ b | 2022-09-28 | en | Paper B | T |
[100,000] came in. || crossed_in person exact 100000 100000 cumulative | RU>KZ | 2022-09-21/2022-09-27 | i:Kazakh interior ministry | i:Astana Times |
";
    assert_eq!(
        found(text),
        [
            "note hedge-dropped: “nearly 100,000 people” (Astana Times, 27 Sep 2022) is told without its hedge as “100,000 people” by Paper B, \
          28 Sep 2022."
        ]
    );
    assert!(found(&text.replace("| 2022-09-28 |", "| 2022-09-26 |")).is_empty(), "who told it first had no hedge to drop");
    assert!(found(&text.replace("person exact 100000 100000", "person nearly 100000 100000")).is_empty());
    let rounded =
        text.replace("nearly 100000 100000", "exact 98400 98400").replace("person exact 100000 100000", "person nearly 100000 100000");
    assert!(found(&rounded).is_empty(), "a rounding brought the hedge in");
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let lines = |turn: bool| {
        let mut reports = support::reports(support::RUSSIA);
        if turn {
            reports.reverse();
            reports.iter_mut().for_each(|r| r.claims.reverse());
        }
        check(&evidence(reports, &Ties::default()))
    };
    assert_eq!(lines(false), lines(true));
}

#[test]
fn of_made_up_claims_too_the_order_does_not_matter_and_every_rule_says_something() {
    let reports = |turn: bool| {
        let mut all: Vec<Report> = made::made(5, 600, 8, 20).into_iter().map(Report::from).collect();
        if turn {
            all.reverse();
        }
        all
    };
    let (e, turned) = (evidence(reports(false), &Ties::default()), evidence(reports(true), &Ties::default()));
    let all = check(&e);
    assert_eq!(all, check(&turned));
    assert_eq!(series(&e), series(&turned));
    assert!(all.len() > 20, "made-up claims contradict each other");
    for d in &all {
        assert!(d.arithmetic.ends_with('.') && !d.arithmetic.contains("?"), "{}", d.arithmetic);
        assert!(!d.statements.is_empty() && d.sides.iter().flatten().all(|i| d.statements.contains(i)), "{d:?}");
        assert!(!d.rule.meaning().is_empty());
    }
}

#[test]
fn every_rule_has_a_code_of_its_own_and_json_has_it() {
    let mut codes: Vec<&str> = Rule::ALL.iter().map(|r| r.code()).collect();
    for rule in Rule::ALL {
        assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Rule::ALL.len());
    assert_eq!(serde_json::to_value(Severity::Contradiction).unwrap(), Severity::Contradiction.name());
}

#[test]
fn the_example_in_small_gives_what_an_analyst_would_say() {
    let codes: Vec<String> = found(support::RUSSIA).iter().map(|l| l.split(':').next().unwrap_or_default().to_owned()).collect();
    let count = |code: &str| codes.iter().filter(|c| *c == code).count();
    for line in found(support::RUSSIA) {
        println!("{line}");
    }
    assert_eq!((count("contradiction source-differs"), count("contradiction figure-denied")), (1, 2));
}
