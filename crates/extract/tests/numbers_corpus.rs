//! Nearly every figure of the corpus is read with its bounds and hedge.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;

use exode_extract::number::{Figure, figures, numerals};
use exode_extract::{Lang, Lexicon, View};
use exode_text::tokenise;

fn shown(f: &Figure, factor: f64) -> String {
    support::bounds(f, |v| (v * factor * 1e4).round() / 1e4)
}

#[test]
fn corpus_figures() {
    let mut wrong = String::new();
    let (mut all, mut right) = (0, 0);
    for lang in [Lang::Fr, Lang::En] {
        let lex = Lexicon::embedded(lang);
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(lang.code());
        let Ok(listing) = std::fs::read_dir(&dir) else {
            println!("skipped: no {}", dir.display());
            continue;
        };
        for file in listing {
            let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for case in source.split("\n## ") {
                let text: Vec<&str> = case.lines().filter_map(|l| l.strip_prefix("> ")).collect();
                let text = text.join("\n");
                let mut tokens = Vec::new();
                tokenise(&text, 0, &mut tokens);
                let view = View::new(&text, &tokens, lex);
                let numbers = numerals(&view, 0..tokens.len());
                let found = figures(&view, 0..tokens.len(), &numbers, &|_| false);
                for claim in case.lines().filter_map(|l| l.strip_prefix("- \"")) {
                    let Some((quote, rest)) = claim.split_once("\" = ") else { continue };
                    let bounds = rest.split(' ').next().unwrap_or_default();
                    let Some(at) = text.find(quote) else { continue };
                    all += 1;
                    let near: Vec<&Figure> = found
                        .iter()
                        .filter(|f| {
                            let span = view.bytes(f.number.start, f.number.end);
                            span.start < at + quote.len() && at < span.end
                        })
                        .collect();
                    let factors = [1.0, 1.0 / 60.0, 1.609344, 0.001, 7.0];
                    if factors.iter().any(|&x| near.iter().any(|f| shown(f, x) == bounds)) {
                        right += 1;
                    } else {
                        let got: Vec<String> =
                            near.iter().map(|f| format!("{}={}", view.bytes(f.start, f.end).of(&text), shown(f, 1.0))).collect();
                        wrong.push_str(&format!("{quote} = {bounds}   got {got:?}\n"));
                    }
                }
            }
        }
    }
    println!("{right} of {all}; not read:\n{wrong}");
    // the rest are zeros ("aucun"), words that stand for an earlier figure, and units this test does not convert
    assert!(right * 100 >= all * 97, "{right} of {all}\n{wrong}");
}
