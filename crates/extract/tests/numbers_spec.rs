//! A peer's cases (Microsoft Recognizers-Text, MIT) read through this grammar. They are not part of the repository: the test looks
//! for them beside it and says so where it does not find them. A case that fails is listed with the difference of meaning; the test
//! fails when an unlisted case fails and when a listed one passes.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use exode_extract::number::{FigureKind, NumeralForm, figures, numerals};
use exode_extract::{Lang, Lexicon, View};
use exode_text::tokenise;

use json::Value;

/// `(file, reason, inputs)`
#[rustfmt::skip]
const DIFFERENT: &[(&str, &str, &[&str])] = &[
    (NUMBER, "\"un demi\" alone is a glass of beer or a player, not a share", &["un demi", "demi"]),
    (NUMBER, "billionths and ordinals of scales are not news", &["un billionieme", "cent mille billionieme", "un billionième", "cent trillionièmes", "cent mille billionièmes"]),
    (NUMBER, "the peer itself reads it both as 20.2 and as 4.2; twenty-one fifths here", &["vingt et un cinquieme"]),
    (NUMBER, "tens, units and a fraction joined by \"et\" twice: two numbers here", &["vingt et trois et trois cinquiemes", "vingt et trois et trois cinquièmes", "cent et trente et deux cinquièmes"]),
    (NUMBER, "\"cent et trente\" is not written in French", &["cent et trente cinquièmes", "cent et trente-deux cinquièmes"]),
    (NUMBER, "numerator and denominator split otherwise; the peer reads the same words as 26 elsewhere", &["cent trente cinquièmes", "La réponse est de négative cent trente cinquièmes", "cent mille cinquièmes", "un cent et un cinquième"]),
    (NUMBER, "an ordinal: the hundred and thirty-fifth", &["cent trente-cinquième"]),
    (NUMBER, "the peer multiplies two numbers that stand side by side", &["combien font quatre-vingt-quinze cent cinquièmes ?", "La réponse est de négative quatre-vingt-quinze à cinq cent cinquièmes", "La réponse est de négative quatre-vingt-dix-cinq cent cinquièmes", "quatre-vingt-dix-cinq cent cinquièmes"]),
    (NUMBER, "\"premières\" is an order, not a twenty-first part", &["trois vingt premières"]),
    (NUMBER, "an address, a date, a telephone number: no numbers here", &["192.168.1.2", "Avez-vous le temps de se rencontrer le 17/05/2018 ?", "Mon numéro de téléphone est le +1-222-2222/2222"]),
    (NUMBER, "the number before a unit or a month is a number here; units and dates are read elsewhere", &["le liquide de 180ml", "le liquide de .25ml", " route de 29km ", "le liquide de 180,25ml", "29km de route", "le 4 mai", "le liquide de 0,25ml", "1m n'est pas un nombre."]),
    (NUMBER, "\"trois millions sept\" is 3.7 million in the press", &["trois million sept"]),
    (NUMBER, "three digits behind a comma are thousands", &["4,800"]),
    (NUMBER, "\"cents\" behind digits are coins", &[" 322 cent ", "322 cents", "Je peux vous donner 3 cents et 21 yuans.", "4 mille 3 cents et 21 est un nombre valide.", "4 mille 3 cents et 0 sont deux nombres valides.", "4000 3 cents et 21 sont deux nombres valides.", "3 cents et 2 cents sont deux nombres valides.", "3 cents et 2,12 cents sont deux nombres valides.", "3 cents et négatif un sont deux nombres valides.", "3 cent un est un nombre valide."]),
    (NUMBER, "a dash with a space behind it opens a list item", &["- 1 4/5", "- 10  k"]),
    (NUMBER, "\"G\" is a mobile network", &["10G"]),
    (NUMBER, "powers are not news", &["1,1^+23", "2,5^-1", "-1,1^+23", "-2,5^-1", "-1,1^--23", "-127,32e13", "12,32e+14", "-12e-1", "1e10", "1,1^23", "-127.32e13", "12.32e+14"]),
    (NUMBER, "302 dozens here, 300 and two dozens there", &["trois cent deux douzaines"]),
    (NUMBER, "the expected value is a spreadsheet's accident", &["-92321312.0", "43894.0"]),
    (NUMBER, "trillions: 10^12 there, 10^18 in French, and no people are counted so", &["vingt et un trillions", "vingt et un trillions et trois cents"]),
    (NUMBER, "\"négatif\" before a number is not news", &["La réponse est de négative un", "La réponse est de négative un sur vingt", "La réponse est de négative cinq virgule cinq", "La réponse est de négative cinq", "La réponse est de négatif un"]),
    (NUMBER, "a ratio is at most one", &["deux mille sur trois"]),
    (NUMBER, "lakh and crore are not French", &["Je peux te donner treize lakh", "Il y a un crore de boîtes dans ce conteneur", "Je compte six crore et deux cents", "Le total est de trois crore lakh"]),
    (NUMBER, "\"un milliard et demi\" is 1.5 milliard whatever follows", &["un milliard et trois quarts millions", "La valeur actuelle est d'un milliard et demi million"]),
    (RANGE, "ordinals are no figures", &["Il se situe entre le dixième et le quinzième.", "Il se classe plus haut que le dixième mais plus bas que le quinzième."]),
    (RANGE, "the ratio is read as one: more than 40 per cent", &["Comment est-ce que tu trouve plus de deux sur cinq"]),
    (RANGE, "a change from one value to another is two figures; the peer agrees where the numbers are smaller", &["Le nombre est passé de 200 à 3000000 en 2008"]),
    (PERCENT, "\"pourcentage\" names a quantity, it is no sign", &[" 100 pourcentage", "trente pourcentage", "cent pourcentages", "pourcentage de vingt", "100 pourcentage"]),
    (PERCENT, "the sign stands behind its number", &["pourcent des trois cent cinq"]),
    (PERCENT, "powers are not news", &["1,1^23 pourcent"]),
    (PERCENT, "a fall in per cent is positive, the direction stays in the sentence", &["juste demander de soustraire cinq pour-cent"]),
    (DIMENSION, "a turn is no unit of news", &["faire un demi tour"]),
];

const NUMBER: &str = "fr_NumberModel.json";
const RANGE: &str = "fr_NumberRangeModel.json";
const PERCENT: &str = "fr_PercentModel.json";
const DIMENSION: &str = "fr_DimensionModel.json";

/// What the grammar reads in a text.
struct Read {
    /// Numbers, without ordinals and orders of magnitude.
    numbers: Vec<f64>,
    /// The same without "un" and "une".
    plain: Vec<f64>,
    percents: Vec<f64>,
    /// Bounds of all figures, infinite where open.
    bounds: Vec<(f64, f64)>,
}

fn read(lex: &Lexicon, text: &str) -> Read {
    let mut tokens = Vec::new();
    tokenise(text, 0, &mut tokens);
    let view = View::new(text, &tokens, lex);
    let found = numerals(&view, 0..tokens.len());
    let kept = found.iter().filter(|n| !matches!(n.form, NumeralForm::Ordinal | NumeralForm::Vague));
    let numbers: Vec<f64> = kept.clone().map(|n| n.value).collect();
    let plain = kept.filter(|n| n.form != NumeralForm::Article).map(|n| n.value).collect();
    let figures = figures(&view, 0..tokens.len(), &found, &|_| false);
    let share = |k: FigureKind| matches!(k, FigureKind::Percent | FigureKind::Ratio);
    let percents = figures.iter().filter(|f| share(f.kind)).filter_map(|f| f.low).collect();
    let bounds = figures
        .iter()
        .filter(|f| !matches!(f.kind, FigureKind::Factor | FigureKind::Article))
        .map(|f| {
            let unit = if share(f.kind) { 100.0 } else { 1.0 };
            (f.low.map_or(f64::NEG_INFINITY, |v| v / unit), f.high.map_or(f64::INFINITY, |v| v / unit))
        })
        .collect();
    Read { numbers, plain, percents, bounds }
}

fn same(a: f64, b: f64) -> bool {
    a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

fn all_same(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b))
}

/// "0,2", "0.2", "1E-12", "100%"
fn number(text: &str) -> f64 {
    text.trim_end_matches('%').replace(',', ".").parse().unwrap_or_else(|_| panic!("{text}"))
}

fn interval(text: &str) -> (f64, f64) {
    let (low, high) = text[1..text.len() - 1].split_once(',').unwrap();
    let low = if low.is_empty() { f64::NEG_INFINITY } else { number(low) };
    (low, if high.is_empty() { f64::INFINITY } else { number(high) })
}

fn values(case: &Value) -> Vec<&str> {
    case.get("Results").items().iter().filter_map(|r| r.get("Resolution").get("value").text()).collect()
}

fn passes(file: &str, case: &Value, read: &Read) -> bool {
    let want = values(case);
    match file {
        RANGE => {
            let want: Vec<(f64, f64)> = want.into_iter().map(interval).collect();
            let got = |w: &(f64, f64)| read.bounds.iter().any(|b| same(b.0, w.0) && same(b.1, w.1));
            let wanted = |b: &&(f64, f64)| !same(b.0, b.1);
            want.iter().all(got) && read.bounds.iter().filter(wanted).all(|b| want.iter().any(|w| same(b.0, w.0) && same(b.1, w.1)))
        }
        PERCENT => all_same(&want.into_iter().map(number).collect::<Vec<_>>(), &read.percents),
        // units are read elsewhere: only the numbers count, and only before units of news
        DIMENSION => want.into_iter().map(number).all(|w| read.numbers.iter().any(|n| same(w, *n))),
        _ => {
            let want: Vec<f64> = want.into_iter().map(number).collect();
            all_same(&want, &read.numbers) || all_same(&want, &read.plain)
        }
    }
}

#[test]
fn the_peers_cases() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/specs");
    if !dir.is_dir() {
        println!("skipped: no {}", dir.display());
        return;
    }
    let lex = Lexicon::embedded(Lang::Fr);
    let mut wrong = String::new();
    for file in [NUMBER, RANGE, PERCENT, DIMENSION] {
        let source = std::fs::read_to_string(dir.join(file)).unwrap();
        let cases = json::parse(source.trim_start_matches('\u{feff}'));
        let (mut right, mut all) = (0, 0);
        for case in cases.items() {
            let input = case.get("Input").text().unwrap();
            let got = read(lex, input);
            let pass = passes(file, case, &got);
            let listed = DIFFERENT.iter().any(|(f, _, inputs)| *f == file && inputs.contains(&input));
            all += 1;
            right += usize::from(pass);
            if pass == listed {
                let what = if pass { "LISTED BUT PASSES" } else { "fails" };
                wrong.push_str(&format!("{file} {what}: {input:?} want {:?} got ", values(case)));
                match file {
                    RANGE => wrong.push_str(&format!("{:?}\n", got.bounds)),
                    PERCENT => wrong.push_str(&format!("{:?}\n", got.percents)),
                    _ => wrong.push_str(&format!("{:?}\n", got.numbers)),
                }
            }
        }
        println!("{file}: {right} of {all}");
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// As much JSON as the cases need.
mod json {
    /// A value; numbers and literals are not kept.
    pub(super) enum Value {
        Text(String),
        List(Vec<Value>),
        Map(Vec<(String, Value)>),
        Other,
    }

    impl Value {
        pub(super) fn get(&self, key: &str) -> &Value {
            match self {
                Value::Map(pairs) => pairs.iter().find(|(k, _)| k == key).map_or(&Value::Other, |(_, v)| v),
                _ => &Value::Other,
            }
        }

        pub(super) fn items(&self) -> &[Value] {
            if let Value::List(items) = self { items } else { &[] }
        }

        pub(super) fn text(&self) -> Option<&str> {
            if let Value::Text(text) = self { Some(text) } else { None }
        }
    }

    pub(super) fn parse(source: &str) -> Value {
        value(&mut source.chars().peekable())
    }

    type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

    fn skip(chars: &mut Chars<'_>) -> char {
        while chars.next_if(|c| c.is_whitespace() || matches!(c, ',' | ':')).is_some() {}
        *chars.peek().unwrap()
    }

    fn value(chars: &mut Chars<'_>) -> Value {
        match skip(chars) {
            '"' => Value::Text(string(chars)),
            '[' => {
                chars.next();
                let mut items = Vec::new();
                while skip(chars) != ']' {
                    items.push(value(chars));
                }
                chars.next();
                Value::List(items)
            }
            '{' => {
                chars.next();
                let mut pairs = Vec::new();
                while skip(chars) != '}' {
                    let key = string(chars);
                    pairs.push((key, value(chars)));
                }
                chars.next();
                Value::Map(pairs)
            }
            _ => {
                while chars.next_if(|c| c.is_alphanumeric() || matches!(c, '-' | '+' | '.')).is_some() {}
                Value::Other
            }
        }
    }

    fn string(chars: &mut Chars<'_>) -> String {
        let mut out = String::new();
        chars.next();
        loop {
            match chars.next().unwrap() {
                '"' => return out,
                '\\' => match chars.next().unwrap() {
                    'u' => {
                        let code: String = chars.by_ref().take(4).collect();
                        out.extend(char::from_u32(u32::from_str_radix(&code, 16).unwrap()));
                    }
                    'n' => out.push('\n'),
                    't' => out.push('\t'),
                    c => out.push(c),
                },
                c => out.push(c),
            }
        }
    }
}
