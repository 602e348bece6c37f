//! Figures as news writes them, in both languages: one line per phrase.

mod support;

use exode_extract::number::{FigureKind, figures, numerals};
use exode_extract::{Lang, Lexicon, View};
use exode_text::tokenise;

/// Figures as `quote|bounds kind`, bounds as docs/CORPUS.md writes them.
fn read(lex: &Lexicon, text: &str) -> String {
    let mut tokens = Vec::new();
    tokenise(text, 0, &mut tokens);
    let view = View::new(text, &tokens, lex);
    let range = 0..tokens.len();
    let numbers = numerals(&view, range.clone());
    let found = figures(&view, range, &numbers, &|_| false);
    let shown = found.iter().filter(|f| f.kind != FigureKind::Article).map(|f| {
        let bounds = support::bounds(f, |v| v);
        let kind = match f.kind {
            FigureKind::Count => "",
            FigureKind::Percent => " %",
            FigureKind::Ratio => " ratio",
            FigureKind::Factor => " x",
            FigureKind::Article => " article",
        };
        let vague = if f.vague { " vague" } else { "" };
        format!("{}|{bounds}{kind}{vague}", view.bytes(f.start, f.end).of(text))
    });
    shown.collect::<Vec<_>>().join("; ")
}

fn check(lang: Lang, table: &str) {
    let lex = Lexicon::embedded(lang);
    let mut wrong = String::new();
    for line in table.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with("//")) {
        let (text, want) = line.split_once(" => ").unwrap_or((line.trim_end_matches(" =>"), ""));
        let text = text.replace('\u{23b5}', "\u{202f}");
        let got = read(lex, &text);
        if got != want.trim().replace('\u{23b5}', "\u{202f}") {
            wrong.push_str(&format!("{text}\n  want {want}\n  got  {got}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn french_figures() {
    check(Lang::Fr, include_str!("numbers_fr.txt"));
}

#[test]
fn english_figures() {
    check(Lang::En, include_str!("numbers_en.txt"));
}
