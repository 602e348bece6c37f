//! Reports from a small text form, for tests and the demo. The form is explained at the head of `tests/russia.txt`.
#![allow(dead_code, reason = "shared by several targets, each uses a part")]

use exode_claim::{
    Attribution, Bounds, Claim, ClaimId, Finding, FindingCode, Label, Measure, Modality, PlaceRef, Quantifier, Rate, Unit, Vouch,
    WitnessKind,
};
use exode_ledger::{Report, Sensitivity, Told, Verified};

pub(crate) const RUSSIA: &str = include_str!("../russia.txt");

struct Any;
impl Vouch for Any {
    fn vouches(&self, _: &str) -> bool {
        true
    }
}

pub(crate) fn label(text: &str) -> Label {
    Label::vouched(text, &Any).expect("a label has a word")
}

pub(crate) fn place(id: &str) -> Option<PlaceRef> {
    let name = match id {
        "" => return None,
        "RU" => "Russia",
        "GE" => "Georgia",
        "FI" => "Finland",
        "KZ" => "Kazakhstan",
        "MN" => "Mongolia",
        "EU" => "European Union",
        "lars" => "Verkhny Lars",
        "altanbulag" => "Altanbulag",
        "vaalimaa" => "Vaalimaa",
        other => other,
    };
    Some(PlaceRef { id: id.to_owned(), name: name.to_owned() })
}

fn source(text: &str) -> Option<Attribution> {
    let (kind, rest) = text.split_once(':')?;
    Some(match kind {
        "o" => match rest.split_once('|') {
            Some((office, holder)) => Attribution::office(label(office), Some(holder)),
            None => Attribution::office(label(rest), None),
        },
        "u" => Attribution::Kind(WitnessKind::Unnamed, label(rest)),
        "w" => Attribution::Kind(WitnessKind::Witness, label(rest)),
        "ob" => Attribution::Kind(WitnessKind::Observation, label(rest)),
        _ => Attribution::Institution(label(rest)),
    })
}

fn lang(text: &str) -> &'static str {
    if text == "fr" { "fr" } else { "en" }
}

pub(crate) fn reports(text: &str) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for line in text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        if let Some(head) = line.strip_prefix("@ ") {
            let parts: Vec<&str> = head.split(" | ").map(str::trim).collect();
            let some = |i: usize| parts.get(i).filter(|p| !p.is_empty()).map(|p| (*p).to_owned());
            reports.push(Report {
                name: parts[0].to_owned(),
                published: some(1).map(|d| d.parse().expect("a date")),
                lang: lang(parts.get(2).copied().unwrap_or("en")),
                publisher: some(3),
                title: some(4),
                url: some(5),
                hash: None,
                sketch: None,
                sensitivity: Sensitivity::Public,
                claims: Vec::new(),
            });
            continue;
        }
        let report = reports.last_mut().expect("a report comes before its claims");
        let told = claim(line, report);
        report.claims.push(told);
    }
    reports
}

fn claim(line: &str, report: &Report) -> Told {
    let (sentence, terms) = line.split_once(" || ").unwrap_or_else(|| panic!("no terms: {line}"));
    let start = sentence.find('[').expect("[");
    let end = sentence.find(']').expect("]") - 1;
    let sentence = sentence.replacen(['[', ']'], "", 2);
    // The office of a source may hold a bar without spaces.
    let parts: Vec<&str> = terms.split(" |").map(str::trim).collect();
    let part = |i: usize| parts.get(i).copied().unwrap_or("");
    let what: Vec<&str> = parts[0].split(' ').collect();
    let (origin, rest) = part(1).split_once('>').unwrap_or(("", ""));
    let (destination, crossing) = rest.split_once('@').unwrap_or((rest, ""));
    let flag = |f: &str| part(5).split(' ').any(|w| w == f);
    let modality = Modality::ALL.iter().copied().find(|m| flag(m.name())).unwrap_or(Modality::Asserted);
    let offset = 100 * (report.claims.len() + 1);
    let id = (report.name.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))) ^ offset as u64;
    let claim = Claim {
        id: ClaimId(id),
        report: report.name.clone(),
        quote: sentence[start..end].to_owned(),
        offset,
        nth: 1,
        bounds: Bounds { low: what[3].parse().ok(), high: what[4].parse().ok() },
        quantifier: Quantifier::named(what[2]).expect("quantifier"),
        unit: Unit::named(what[1]).expect("unit"),
        measure: Measure::named(what[0]).expect("measure"),
        rate: what.get(5).and_then(|r| Rate::named(r)),
        origin: place(origin),
        destination: place(destination),
        crossing: place(crossing),
        place: None,
        time: Some(part(2)).filter(|t| !t.is_empty()).map(|t| t.parse().expect("a time")),
        source: source(part(3)),
        relay: part(4).split(',').filter_map(source).collect(),
        hedged: flag("hedged"),
        modality,
        vague: flag("vague"),
        sentence: (offset, offset + sentence.len()),
        lang: report.lang,
    };
    Told { claim, mark: (start, end), sentence, verified: Verified::default() }
}

pub(crate) fn finding(report: &str, quote: &str, code: FindingCode) -> Finding {
    Finding { report: report.to_owned(), code, offset: 42, quote: quote.to_owned(), remedy: code.remedy() }
}
