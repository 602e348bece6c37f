//! Measures exode beside its peers. See README.md.

mod filler;
mod random;
mod text;

use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use exode::{Format, Languages};
use text::{Kind, Source};

fn exode_lang(_: &str) -> usize { 0 }

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let kind = Kind::of_name(&args.next().unwrap_or_else(|| "dense".into()))?;
    let what = args.next().unwrap_or_else(|| "read".into());
    let bytes: usize = args.next().map_or(2_000_000, |s| s.parse().unwrap());
    let seconds: f64 = args.next().map_or(3.0, |s| s.parse().unwrap());
    let texts = Source::new(kind, Path::new("/work/main"))?.take(bytes);
    let total: usize = texts.iter().map(|t| t.body.len()).sum();
    let languages = Languages::embedded();
    exode::read(&exode::document(texts[0].body.as_bytes(), "x", Format::Plain, None), languages);
    if what == "list" {
        for t in &texts {
            for c in exode::read(&exode::document(t.body.as_bytes(), "x", Format::Plain, None), languages).claims {
                println!("{} {} | {}", c.claim.measure, c.claim.unit, c.sentence);
            }
        }
        return Ok(());
    }
    let start = Instant::now();
    let (mut n, mut claims) = (0, 0);
    while n == 0 || start.elapsed().as_secs_f64() < seconds {
        for t in &texts {
            if what == "text2num" {
                let l = if t.lang == text::Lang::Fr { text2num::Language::french() } else { text2num::Language::english() };
                claims += text2num::replace_numbers_in_text(&t.body, &l, 0.0).len();
                continue;
            }
            if what == "whichlang" { claims += (t.body.len() + exode_lang(&t.body)) & 1; continue; }
            let d = exode::document(t.body.as_bytes(), "x", Format::Plain, None);
            match what.as_str() {
                "document" => claims += d.blocks.len(),
                "language" => claims += d.language().map_or(0, str::len),
                "tokens" => claims += d.tokens().0.len(),
                _ => claims += exode::read(&d, languages).claims.len(),
            }
        }
        n += 1;
    }
    let s = start.elapsed().as_secs_f64();
    println!("{} {what}: {} docs, {total} bytes, {} units a round, {:.1} MB/s", kind.name(), texts.len(), claims / n, (total * n) as f64 / 1e6 / s);
    Ok(())
}
