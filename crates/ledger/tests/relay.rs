//! The path of a statement: who had it first, who has it from whom, what was lost.

mod support;

use exode_claim::Quantifier;
use exode_ledger::{Evidence, Lost, RelayGraph, Ties, evidence, relay_graph};

const KOMMERSANT: &str = "\
@ c-steppe | 2022-09-27 | en | Steppe Wire | T |
Kun.uz, citing Kommersant, which quoted the ministry: [40,000]. || crossed_out person exact 40000 40000 cumulative | KZ> | | i:Kazakh interior ministry | i:Kommersant,i:Kun.uz |
@ a-kommersant | 2022-09-26 | en | Kommersant | T |
The ministry counts [nearly 40,000]. || crossed_out person nearly 40000 40000 cumulative | KZ> | | i:ministère kazakh de l'Intérieur | |
@ b-radio | 2022-09-28 | fr | Radio Sud | T |
[40 000] sorties, selon Kommersant. || crossed_out person exact 40000 40000 cumulative | KZ> | | | i:Kommersant |
";

fn told(text: &str) -> Evidence {
    evidence(support::reports(text), &Ties::default())
}

fn only(e: &Evidence) -> RelayGraph {
    assert_eq!(e.statements.len(), 1, "{:#?}", e.statements);
    relay_graph(e, 0)
}

/// "ministry > Kommersant", sorted.
fn links(graph: &RelayGraph) -> Vec<String> {
    let name = |i: usize| graph.voices[i].name.as_str();
    let mut all: Vec<String> = graph.links.iter().map(|l| format!("{} > {}", name(l.from), name(l.to))).collect();
    all.sort();
    all
}

#[test]
fn everyone_has_it_from_somebody_and_it_has_one_origin() {
    let e = told(KOMMERSANT);
    let graph = only(&e);
    assert_eq!(
        links(&graph),
        ["Kommersant > Kun.uz", "Kommersant > Radio Sud", "Kun.uz > Steppe Wire", "ministère kazakh de l'Intérieur > Kommersant",]
    );
    assert_eq!(e.reports[e.rows[graph.first].report].name, "a-kommersant", "the earliest report, not the first file");
    assert_eq!((graph.origins, graph.circles.len()), (1, 0), "three outlets, one origin");
    let kommersant = graph.voices.iter().find(|v| v.name == "Kommersant").unwrap();
    assert_eq!(
        (kommersant.source, kommersant.relay, kommersant.tellings.len()),
        (false, true, 1),
        "an agency that also publishes is one voice"
    );
    let link = graph.links.iter().find(|l| graph.voices[l.to].name == "Kommersant").unwrap();
    assert_eq!((link.rows.len(), link.since.map(|d| d.to_string()).as_deref()), (2, Some("2022-09-26")));
}

#[test]
fn a_lost_hedge_is_traced_to_the_telling_that_was_cited() {
    let e = told(KOMMERSANT);
    let graph = only(&e);
    let report = |row: usize| e.reports[e.rows[row].report].name.as_str();
    let lost: Vec<(&str, &str, Lost)> = graph.lost.iter().map(|l| (report(l.kept), report(l.without), l.lost)).collect();
    let nearly = Lost::Quantifier(Quantifier::Nearly);
    assert_eq!(lost, [("a-kommersant", "c-steppe", nearly), ("a-kommersant", "b-radio", nearly)]);
}

#[test]
fn who_relays_elsewhere_is_no_origin() {
    // Novaya Gazeta is a source to one and a relay to the other: one chain.
    let text = "\
@ a | 2022-09-26 | fr | A | T |
[261 000], selon une source au Kremlin. || left person exact 261000 261000 cumulative | RU> | 2022-09-21/2022-09-24 | u:source au Kremlin | i:Novaïa Gazeta Europe |
@ b | 2022-09-26 | en | B | T |
[261,000], Novaïa Gazeta Europe writes. || left person exact 261000 261000 cumulative | RU> | | i:Novaïa Gazeta Europe | |
";
    assert_eq!(only(&told(text)).origins, 1, "who is a relay elsewhere is no origin");
    assert_eq!(only(&told("@ a | 2022-09-26 | en | A | T |\n[5] x. || left person exact 5 5 cumulative | RU> | | | |\n")).origins, 1);
}

#[test]
fn the_path_does_not_depend_on_the_order_of_the_reports() {
    let mut reports = support::reports(support::RUSSIA);
    let first = evidence(reports.clone(), &Ties::default());
    reports.reverse();
    let second = evidence(reports, &Ties::default());
    for i in 0..first.statements.len() {
        let json = |e: &Evidence| serde_json::to_string(&relay_graph(e, i)).unwrap();
        assert_eq!(json(&first), json(&second));
    }
}

#[test]
fn a_circle_of_three_is_one_circle() {
    let cites = |name: &str, day: u8, relay: &str| {
        format!(
            "@ {name} | 2022-09-{day} | en | {name} News | T |\n[261,000] x. || left person exact 261000 261000 cumulative | RU> | | | i:{relay} News |\n"
        )
    };
    let graph = only(&told(
        &(cites("Alpha", 24, "Gamma") + &cites("Beta", 25, "Alpha") + &cites("Gamma", 26, "Beta") + &cites("Delta", 27, "Gamma")),
    ));
    assert_eq!(graph.circles.len(), 1);
    let mut names: Vec<&str> = graph.circles[0].iter().map(|&v| graph.voices[v].name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Alpha News", "Beta News", "Gamma News"], "who only repeats is outside");
}
