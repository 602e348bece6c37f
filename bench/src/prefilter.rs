//! A prototype: may a document hold a claim at all, judged by its bytes.
//!
//! A document without any of the pieces in `data/topic.txt` is not about displaced people and need not be read. Nothing is decoded or
//! tokenised for that. Short documents are always let through: a line may tell of the exodus in words of every day.

use aho_corasick::packed;
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use anyhow::{Context as _, Result};

use crate::Options;
use crate::clock::{Spread, time};
use crate::text::{Kind, Source, Text};

/// Documents shorter than this are not judged.
const SHORT: usize = 800;

/// Every piece as written, in capitals for headlines, and as JSON may escape it.
fn pieces() -> Vec<String> {
    let listed = include_str!("../../data/topic.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    let mut out: Vec<String> = Vec::new();
    for piece in listed {
        let escaped = piece.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) });
        for form in [piece.to_owned(), piece.to_uppercase(), escaped.collect()] {
            if !out.contains(&form) {
                out.push(form);
            }
        }
    }
    out
}

/// `exode-bench prefilter`: speed of two ways to search, what passes, and which relevant documents would be lost.
pub(crate) fn report(options: &Options) -> Result<()> {
    let pieces = pieces();
    let automaton = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(&pieces)?;
    // The vector search takes 64 pieces at a time.
    let vector: Vec<packed::Searcher> =
        pieces.chunks(64).map(|p| packed::Searcher::new(p).context("no vector search on this machine")).collect::<Result<_>>()?;
    println!("{} pieces", pieces.len());
    println!("| text | automaton MB/s | vector search MB/s | UTF-8 check MB/s | documents that pass |\n|---|---|---|---|---|");
    for kind in Kind::ALL {
        let texts = Source::new(kind, &options.root)?.take(options.bytes as usize);
        let all: usize = texts.iter().map(|t| t.body.len()).sum();
        let speed = |test: &dyn Fn(&[u8]) -> bool| {
            let round = || {
                let (passed, took) = time(|| texts.iter().filter(|t| t.body.len() < SHORT || test(t.body.as_bytes())).count());
                (passed, all as f64 / 1e6 / took.cpu)
            };
            let rounds: Vec<(usize, f64)> = (0..options.rounds).map(|_| round()).collect();
            (rounds.first().map_or(0, |r| r.0), Spread::of(rounds.iter().map(|r| r.1)).median)
        };
        let (passed, dfa) = speed(&|b| automaton.is_match(b));
        let (_, packed) = speed(&|b| vector.iter().any(|s| s.find(b).is_some()));
        let (_, utf8) = speed(&|b| std::str::from_utf8(b).is_err());
        let share = 100.0 * passed as f64 / texts.len() as f64;
        println!("| {} | {dfa:.0} | {packed:.0} | {utf8:.0} | {share:.1} % |", kind.name());
        if kind == Kind::Dense {
            lost(&texts, &automaton);
        }
    }
    Ok(())
}

/// Relevant documents without any piece, once each.
fn lost(texts: &[Text], automaton: &AhoCorasick) {
    let mut seen: Vec<String> = Vec::new();
    for text in texts.iter().filter(|t| !automaton.is_match(&t.body)) {
        let head: String = text.body.chars().filter(|c| c.is_alphabetic()).take(60).collect();
        if !seen.contains(&head) {
            println!("lost: {}", text.body.replace('\n', " "));
            seen.push(head);
        }
    }
}
