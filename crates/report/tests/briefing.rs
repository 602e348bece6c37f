//! What a briefing decides and what its page may contain.

#[path = "../../ledger/tests/support/mod.rs"]
mod support;

use std::collections::BTreeSet;

use exode_claim::{FindingCode, Quantifier};
use exode_ledger::{Report, Statement, Ties, Verdict};
use exode_report::{Briefing, brief, html, terminal};

fn of(text: &str) -> Briefing {
    brief("Test", support::reports(text), &Ties::default(), Vec::new(), None)
}

fn russia() -> Briefing {
    of(support::RUSSIA)
}

fn statement<'a>(b: &'a Briefing, figure: &str, source: &str) -> &'a Statement {
    let fits = |s: &&Statement| s.figure.replace('\u{a0}', " ") == figure && s.source.as_deref().unwrap_or("").contains(source);
    b.statements.iter().find(fits).unwrap_or_else(|| panic!("no {figure} by {source}"))
}

const KAZAKHSTAN: &str = "\
@ a | 2022-09-27 | fr | A | Titre |
[100 000 Russes] au Kazakhstan || crossed_in person exact 100000 100000 cumulative | RU>KZ | | | |
[Près de 100 000 Russes] sont entrés, dit le ministère de l'Intérieur kazakh. || crossed_in person nearly 100000 100000 cumulative | RU>KZ | 2022-09-21/2022-09-27 | i:ministère de l'Intérieur kazakh | |
@ b | 2022-09-28 | en | B | Title |
[Nearly 100,000] Russians came in, A reports, citing the Kazakh interior ministry. || crossed_in person nearly 100000 100000 cumulative | RU>KZ | 2022-09-21/2022-09-27 | i:Kazakh Interior Ministry | i:A |
";

#[test]
fn a_headline_that_drops_the_hedge_is_the_same_statement() {
    let b = of(KAZAKHSTAN);
    assert_eq!(b.statements.len(), 1, "{:#?}", b.statements);
    let s = &b.statements[0];
    assert!(s.hedge_dropped && s.notes.iter().any(|n| n.starts_with("Hedge dropped")));
    assert_eq!((s.reports, s.tellings.len(), s.wordings.len(), s.quantifier), (2, 3, 2, Quantifier::Nearly));
    assert_eq!((b.headline.sources, b.headline.statements, s.relay.len()), (1, 1, 1));
    assert_eq!(s.first_seen.map(|d| d.to_string()).as_deref(), Some("2022-09-27"));
}

#[test]
fn two_institutions_with_one_number_are_two_statements_that_agree() {
    let b = of(&KAZAKHSTAN.replace("i:Kazakh Interior Ministry | i:A", "i:Frontex |"));
    assert_eq!(b.statements.len(), 2);
    assert_eq!((b.agreements.len(), b.agreements[0].sources), (1, 2));
    let astana = of(&KAZAKHSTAN.replace("i:Kazakh Interior Ministry | i:A", "i:Astana |"));
    assert_eq!(astana.statements.len(), 2, "a capital is not a ministry");
}

#[test]
fn a_rounded_number_is_an_echo_only_of_its_own_source() {
    let text = "\
@ a | 2022-09-26 | en | A | T |
[8,812] came. || crossed_in person exact 8812 8812 per_day | RU>FI | 2022-09-24 | i:Finnish Border Guard | |
@ b | 2022-09-26 | fr | B | T |
[Près de 9 000]. || crossed_in person nearly 9000 9000 per_day | RU>FI | 2022-09-24 | i:gardes-frontières finlandais | i:AFP |
";
    let b = of(text);
    assert_eq!((b.statements.len(), b.statements[0].figure.as_str(), b.statements[0].hedge_dropped), (1, "8,812\u{a0}people", false));
    assert_eq!(of(&text.replace("i:gardes-frontières finlandais", "")).statements.len(), 2);
    assert_eq!(of(&text.replace("i:gardes-frontières finlandais", "i:Frontex")).statements.len(), 2);
}

#[test]
fn an_anonymous_source_and_the_outlet_that_has_it_are_one_chain() {
    let text = "\
@ a | 2022-09-26 | fr | A | T |
[261 000 hommes], selon une source au Kremlin. || left person exact 261000 261000 cumulative | RU> | 2022-09-21/2022-09-24 | u:source au Kremlin | i:Novaïa Gazeta Europe |
@ b | 2022-09-26 | en | B | T |
[261,000 men], Novaïa Gazeta Europe writes. || left person exact 261000 261000 cumulative | RU> | | i:Novaïa Gazeta Europe | |
";
    let b = of(text);
    assert_eq!((b.statements.len(), b.statements[0].source.as_deref()), (1, Some("source au Kremlin")));
}

fn pair(first: &str, second: &str, days: (u8, u8)) -> Briefing {
    of(&format!(
        "@ a | 2022-09-{} | en | A | T |\n[x] one. || {first}\n@ b | 2022-09-{} | en | B | T |\n[y] two. || {second}\n",
        days.0, days.1
    ))
}

#[test]
fn sides_of_a_contradiction_are_shown_with_their_ratio() {
    let b = russia();
    let lars = b.disagreements.iter().find(|c| c.heading.contains("Queue length")).unwrap();
    assert_eq!((lars.sides.len(), lars.sources, lars.verdict), (2, 2, Verdict::Contradict));
    assert!((lars.ratio.unwrap() - 20.0 / 14.0).abs() < 1e-9);
    let georgia = b.disagreements.iter().find(|c| c.heading.contains("from Georgia")).unwrap();
    assert!(georgia.notes[0].starts_with("One source is quoted with different figures"));
}

#[test]
fn growth_is_no_contradiction() {
    let total = |end: &str, n: u32| format!("crossed_in person exact {n} {n} cumulative | RU>KZ | 2022-09-21/{end} | i:S{n} | |");
    let grown = pair(&total("2022-09-24", 40_000), &total("2022-09-27", 98_000), (24, 27));
    assert!(grown.disagreements.is_empty() && grown.agreements.is_empty());
    let same = pair(&total("2022-09-27", 60_000), &total("2022-09-27", 98_000), (27, 27));
    assert_eq!(same.disagreements.len(), 1);
    let a_day_more = pair(&total("2022-09-26", 44_000), &total("2022-09-27", 50_655), (27, 28));
    assert_eq!((a_day_more.disagreements.len(), a_day_more.agreements.len()), (0, 1));
    let since = |n: u32| format!("crossed_in person exact {n} {n} cumulative | RU>KZ | 2022-09-21/ | i:S{n} | |");
    assert!(pair(&since(40_000), &since(98_000), (22, 27)).disagreements.is_empty(), "since a day ends with the report");
}

#[test]
fn a_crossing_is_filled_only_where_there_is_one() {
    let km = |n: u32, at: &str| format!("queue_length km exact {n} {n} instant | RU>FI{at} | 2022-09-26 | i:S{n} | |");
    assert_eq!(pair(&km(5, ""), &km(20, "@vaalimaa"), (26, 26)).disagreements.len(), 1);
    assert!(pair(&km(5, "@imatra"), &km(20, "@vaalimaa"), (26, 26)).disagreements.is_empty());
}

#[test]
fn what_leaves_open_where_people_came_or_waited_is_not_compared() {
    let daily = |n: u32, to: &str| format!("crossed_in person exact {n} {n} per_day | RU>{to} | 2022-09-30 | i:S{n} | |");
    assert!(pair(&daily(263, ""), &daily(98_000, ""), (30, 30)).disagreements.is_empty(), "263 came to one country, 98,000 to another");
    assert_eq!(pair(&daily(263, "MN"), &daily(643, "MN"), (30, 30)).disagreements.len(), 1);
    let wait = |n: u32, to: &str| format!("wait hour exact {n} {n} instant | RU>{to} | 2022-09-26 | i:S{n} | |");
    assert!(pair(&wait(2, ""), &wait(48, ""), (26, 26)).disagreements.is_empty(), "there are many posts on a long border");
    let called_up = |n: u32| format!("mobilised_target person exact {n} {n} cumulative | > | 2022-09-26 | i:S{n} | |");
    assert_eq!(pair(&called_up(300_000), &called_up(1_000_000), (26, 26)).disagreements.len(), 1, "the call-up is the one of the event");
}

#[test]
fn a_denial_stands_against_what_it_denies() {
    let b = russia();
    let denied: Vec<_> = b.disagreements.iter().filter(|c| !c.denials.is_empty()).collect();
    assert_eq!(denied.len(), 2);
    assert!(denied.iter().any(|c| c.verdict == Verdict::Denied && c.sides.len() == 1 && c.sides[0].denied));
    let million = denied.iter().find(|c| c.verdict == Verdict::Contradict).unwrap();
    assert_eq!(million.sides.iter().map(|s| s.denied).collect::<Vec<_>>(), [true, false], "700,000 is denied, a million is not");
}

#[test]
fn a_forecast_is_set_beside_its_outcome() {
    let b = russia();
    let outcomes: Vec<bool> = b.agreements.iter().flat_map(|c| c.forecasts.iter().map(|f| f.held)).collect();
    assert_eq!(outcomes.iter().filter(|h| **h).count(), 1);
    assert_eq!(outcomes.len(), 2);
}

#[test]
fn parts_told_by_one_voice_do_not_contradict_the_whole() {
    let text = "\
@ a | 2022-09-26 | fr | A | T |
[3 000] dont [x]. || crossed_in person exact 3000 3000 cumulative | RU>MN | 2022-09-21/2022-09-26 | i:poste | |
[1 200] par le nord. || crossed_in person exact 1200 1200 cumulative | RU>MN | 2022-09-21/2022-09-26 | i:poste | |
";
    assert!(of(text).disagreements.is_empty());
    let b = russia();
    assert!(b.disagreements.iter().all(|c| !c.route.contains("Mongolia")), "2,500 men are part of 3,000");
    assert_eq!(statement(&b, "300,000 people", "Défense").reports, 3);
}

#[test]
fn reports_after_the_day_are_set_aside() {
    let later = support::finding("2022-11-30-retro", "x", FindingCode::UnitOpen);
    let b = brief("T", support::reports(support::RUSSIA), &Ties::default(), vec![later], Some("2022-09-26".parse().unwrap()));
    assert_eq!((b.headline.reports, b.headline.later_reports, b.findings.len()), (7, 7, 0));
    assert!(html(&b).contains("7 later reports"));
}

#[test]
fn the_order_of_the_reports_does_not_matter() {
    let findings = || vec![support::finding("a", "x", FindingCode::UnitOpen), support::finding("b", "y", FindingCode::DateOpen)];
    let first = brief("T", support::reports(support::RUSSIA), &Ties::default(), findings(), None);
    let mut turned: Vec<Report> = support::reports(support::RUSSIA);
    turned.reverse();
    for report in &mut turned {
        report.claims.reverse();
    }
    let mut other = findings();
    other.reverse();
    let second = brief("T", turned, &Ties::default(), other, None);
    assert_eq!(html(&first), html(&second));
    assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&second).unwrap());
    assert_eq!(terminal(&first, 80, true), terminal(&second, 80, true));
}

#[test]
fn every_anchor_resolves_and_is_given_once() {
    // One text filed twice: equal claim ids.
    let mut reports = support::reports(support::RUSSIA);
    let mut twin = reports[0].clone();
    twin.name = "twin".to_owned();
    reports.push(twin);
    let page = html(&brief("T", reports, &Ties::default(), Vec::new(), None));
    let all = |before: &str| page.split(before).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>();
    let ids = all(" id=\"");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "an id is given twice");
    for target in all("href=\"#") {
        assert!(unique.contains(&target), "#{target} leads nowhere");
    }
    assert!(ids.iter().filter(|i| i.starts_with("c-")).count() > 70);
}

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\u{202e}\u{1b}[2J'";

fn hostile() -> Briefing {
    let mut reports = support::reports(support::RUSSIA);
    for report in &mut reports {
        report.title = Some(HOSTILE.to_owned());
        report.publisher = Some(HOSTILE.to_owned());
        report.name.push_str(HOSTILE);
        report.url = Some(format!("https://example.org/{HOSTILE}"));
        for told in &mut report.claims {
            told.sentence = HOSTILE.to_owned();
            told.mark = (3, 4000);
            told.claim.source = Some(exode_claim::Attribution::Institution(support::label(HOSTILE)));
            if let Some(place) = &mut told.claim.destination {
                place.name = HOSTILE.to_owned();
                place.id = HOSTILE.to_owned();
            }
        }
    }
    brief(HOSTILE, reports, &Ties::default(), vec![support::finding(HOSTILE, HOSTILE, FindingCode::UnitOpen)], None)
}

#[test]
fn hostile_text_stays_text() {
    let page = html(&hostile());
    assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
    assert!(!page.contains("<img") && !page.contains('\u{1b}'));
    assert!(page.contains("&lt;script&gt;alert(1)"));
    // Direction-changing characters are shown, but isolated; none stands in an attribute of ours or outside <bdi>, <title>.
    for (at, _) in page.match_indices('\u{202e}') {
        let before = &page[..at];
        let tag = before.rfind('<').map_or("", |i| &before[i..]);
        assert!(["<bdi", "<mark", "</mark", "<title", "<tspan", "</tspan"].iter().any(|t| tag.starts_with(t)), "{tag}");
    }
    let text = terminal(&hostile(), 80, false);
    assert!(!text.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    let page = html(&russia());
    assert!(page.contains("default-src 'none'"));
    for loading in ["src=", "<link", "@import", "url(", "<iframe", "<object", "fetch(", "XMLHttp", "eval(", "innerHTML"] {
        assert!(!page.contains(loading), "{loading}");
    }
    for (at, _) in page.match_indices("http") {
        let before = &page[at.saturating_sub(9)..at];
        assert!(before.ends_with("<a href=\"") || page[at..].starts_with("http-equiv"), "{before}");
    }
    assert!(!page.contains("javascript:"));
    assert_eq!(page.matches("href=\"https://").count(), page.matches("rel=\"noopener noreferrer\"").count());
}

#[test]
fn an_empty_briefing_is_a_page_too() {
    let b = brief("Nothing", Vec::new(), &Ties::default(), Vec::new(), None);
    assert!(html(&b).contains("No two comparable figures"));
    assert!(terminal(&b, 0, false).contains("0 reports"));
}

#[test]
fn lines_keep_to_the_width() {
    for width in [40, 72, 100] {
        let text = terminal(&russia(), width, false);
        let long: Vec<&str> = text.lines().filter(|l| l.chars().count() > width).collect();
        assert!(long.is_empty(), "{long:#?}");
    }
}

#[test]
fn sentences_keep_their_language_and_mark_their_figure() {
    let page = html(&russia());
    assert!(page.contains("<blockquote lang=\"fr\"><bdi>La chaîne Nexta évoque une colonne de <mark>14 km</mark>.</bdi>"));
    assert!(page.contains("<html lang=\"en\">"));
}
