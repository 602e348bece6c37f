//! What the gazetteer finds at the start of a text: `look fr "Verkhni Lars, en Ossétie"`; without a text, one per line of stdin.
#![expect(clippy::print_stdout, reason = "its purpose")]

use exode_place::{Gazetteer, Lang};

fn main() {
    let mut args = std::env::args().skip(1);
    let lang = args.next().and_then(|l| Lang::of_code(&l)).unwrap_or(Lang::En);
    let texts: Vec<String> = match args.next() {
        Some(text) => vec![text],
        None => std::io::stdin().lines().map_while(Result::ok).collect(),
    };
    for text in texts {
        let apart = text.replace('-', " - ").replace(',', " , ").replace('–', " – ");
        match Gazetteer::embedded().longest(lang, &mut apart.split_whitespace()) {
            Some((used, found)) => println!("{text}\t{used} words\t{}\t{found:?}", if found.weak() { "weak" } else { "" }),
            None => println!("{text}\tnothing"),
        }
    }
}
