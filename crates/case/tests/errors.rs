//! The worked example is a case, and what is wrong in a file is told with its place.

use exode_case::Case;

const EXAMPLE: &str = include_str!("../../../cases/russia-2022/case.toml");

#[test]
fn the_example_is_a_case() {
    let case = Case::parse(EXAMPLE, "case.toml").unwrap_or_else(|e| panic!("{e}"));
    assert_eq!((case.gates.len(), case.events.len(), case.days()), (5, 4, 21));
    assert_eq!(case.hours_at(case.origins[0].shocks[0].at.get_ref()), Some(105.0));
    let every = EXAMPLE.lines().filter(|l| l.contains("median")).count();
    assert!(every > 40, "{every} priors");
}

/// The error of the example with one line changed.
fn error(from: &str, to: &str) -> String {
    assert!(EXAMPLE.contains(from), "{from}");
    let text = EXAMPLE.replacen(from, to, 1);
    Case::parse(&text, "c.toml").expect_err(to).to_string()
}

#[test]
fn errors_point_into_the_file() {
    let line = |text: &str| EXAMPLE.lines().position(|l| l.contains(text)).expect("a line") + 1;
    let told = |message: String, text: &str, why: &str| {
        assert!(message.starts_with(&format!("c.toml:{}:", line(text))), "{message}");
        assert!(message.contains(why), "{message}");
    };
    told(error("drift = 1.64", "drifts = 1.64"), "drift = 1.64", "unknown field `drifts`");
    told(error("\"kyakhta\"", "\"kiachta-x\""), "\"kyakhta\"", "no place \"kiachta-x\"");
    told(error("gate = \"FI\"", "gate = \"FX\""), "gate = \"FI\"", "there are: GE, KZ, FI, MN, other");
    told(error("at = 2022-09-30", "at = 2023-09-30"), "at = 2022-09-30", "outside the period");
    told(error("days = 21", "days = 0"), "days = 21", "1 to 400");
    told(error("median = 0.47, factor = 2.7", "median = 1.47, factor = 2.7"), "median = 0.47", "between 0 and 1");
    told(error("median = 430, factor = 2.28", "median = 430, factor = 0.5"), "median = 430", "1 or more");
    told(error("median = 300, factor = 4.4", "median = -300, factor = 4.4"), "trucks =", "positive");
    told(error("id = \"MN\"", "id = \"FI\""), "id = \"MN\"", "second gate");
    assert!(error("name = ", "nam = ").contains("unknown field"), "a field");
    assert!(Case::parse("", "c.toml").is_err() && Case::parse("\u{0}[[", "c.toml").is_err());
}
