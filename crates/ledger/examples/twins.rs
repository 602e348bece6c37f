//! How the cost of finding twins grows with the number of reports: `cargo run --release -p exode-ledger --example twins -- 100000`.
//!
//! Prints one line a size, from a quarter of the given number of reports up to it. One report in ten is a copy of another in which one word
//! in thirty and one figure are changed, one in a hundred belongs to a family of bulletins in the same words.

#[path = "../tests/support/made.rs"]
mod made;

use std::io::Write as _;
use std::time::Instant;

use exode_ledger::{Figure, Imprint, Sketch, twins};
use made::{Dice, letters};

fn main() -> std::io::Result<()> {
    let most: usize = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(100_000);
    let mut out = std::io::stdout();
    for reports in [most / 4, most / 2, most] {
        let texts = texts(reports);
        let began = Instant::now();
        let sketches: Vec<Sketch> = texts.iter().map(|t| Sketch::of(t)).collect();
        let sketched = began.elapsed();
        let figures = made::made(2, reports, 10, 730).into_iter().map(|m| m.claims.iter().map(Figure::of).collect());
        let imprints: Vec<Imprint<usize>> =
            sketches.into_iter().zip(figures).enumerate().map(|(report, (sketch, figures))| Imprint { report, sketch, figures }).collect();
        let began = Instant::now();
        let found = twins(&imprints);
        let compared = began.elapsed();
        writeln!(out, "{reports} reports: sketched in {sketched:.2?}; {} pairs of twins in {compared:.2?}", found.len())?;
    }
    Ok(())
}

/// Texts of 250 words.
fn texts(reports: usize) -> Vec<String> {
    let mut dice = Dice(3);
    let words: Vec<String> =
        (0..20_000u32).map(|n| format!("word{n}x")).map(|w| w.replace(|c: char| c.is_ascii_digit(), "") + &letters(dice.next())).collect();
    let mut texts: Vec<String> = Vec::with_capacity(reports);
    let bulletin: Vec<String> = (0..250).map(|_| dice.pick(&words)).collect();
    for n in 0..reports {
        let text = if n > 0 && dice.one_in(10) {
            let original = texts[dice.below(n as u64) as usize].clone();
            let figure = dice.below(100_000);
            original.split(' ').map(|w| if dice.one_in(30) { dice.pick(&words) } else { w.to_owned() }).collect::<Vec<_>>().join(" ")
                + &format!(" {figure}")
        } else if dice.one_in(100) {
            bulletin.join(" ") + &format!(" {}", dice.below(100_000))
        } else {
            (0..250).map(|_| dice.pick(&words)).collect::<Vec<_>>().join(" ")
        };
        texts.push(text);
    }
    texts
}
