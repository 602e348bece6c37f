//! exode beside the Rust peers, in one run: every round goes through all of them in turn, so that a slow minute hits all alike.

use anyhow::Result;
use duckling::{Context, DimensionKind, Lang as DucklingLang, Locale, Options as DucklingOptions};
use exode::{Document, Format, Languages};
use rayon::prelude::*;
use serde::Serialize;
use text2num::Language;

use crate::Options;
use crate::clock::{Spread, Took, time};
use crate::text::{Kind, Lang, Source, Text};

/// The slow peers get the first part of the text only.
const NUMBERS_SAMPLE: usize = 2_000_000;
const ALL_SAMPLE: usize = 60_000;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    ExodeOne,
    ExodeTwo,
    Text2num,
    DucklingNumbers,
    DucklingAll,
}

impl Reader {
    const ALL: [Self; 5] = [Self::ExodeOne, Self::Text2num, Self::DucklingNumbers, Self::DucklingAll, Self::ExodeTwo];

    fn name(self) -> &'static str {
        match self {
            Self::ExodeOne => "exode, 1 thread",
            Self::ExodeTwo => "exode, 2 threads",
            Self::Text2num => "text2num",
            Self::DucklingNumbers => "duckling, numbers",
            Self::DucklingAll => "duckling, all dimensions",
        }
    }

    fn does(self) -> &'static str {
        match self {
            Self::ExodeOne | Self::ExodeTwo => "whole claims, from bytes",
            Self::Text2num => "spelled-out numbers to digits, language given",
            Self::DucklingNumbers => "numbers, language given",
            Self::DucklingAll => "numbers, times, measures, money; language given",
        }
    }

    fn sample(self) -> usize {
        match self {
            Self::DucklingNumbers => NUMBERS_SAMPLE,
            Self::DucklingAll => ALL_SAMPLE,
            _ => usize::MAX,
        }
    }
}

/// One reader on one kind of text, all rounds.
#[derive(Serialize)]
struct Row {
    text: &'static str,
    reader: &'static str,
    does: &'static str,
    bytes: usize,
    documents: usize,
    /// Claims, numbers or bytes that came out: the work was not optimised away.
    found: usize,
    rounds: Vec<Took>,
    /// Bytes per processor second for one thread, per second on the wall for two.
    megabytes_per_second: Spread,
    /// Its speed by exode's on one thread in the same round.
    of_exode: Spread,
}

struct Readers {
    two: rayon::ThreadPool,
    languages: Languages<'static>,
    fr: Language,
    en: Language,
    context: Context,
}

const ALL_DIMENSIONS: [DimensionKind; 9] = [
    DimensionKind::Numeral,
    DimensionKind::Ordinal,
    DimensionKind::Distance,
    DimensionKind::Quantity,
    DimensionKind::AmountOfMoney,
    DimensionKind::Temperature,
    DimensionKind::Volume,
    DimensionKind::Duration,
    DimensionKind::Time,
];

impl Readers {
    fn new() -> Result<Self> {
        Ok(Self {
            two: rayon::ThreadPoolBuilder::new().num_threads(2).build()?,
            languages: Languages::embedded(),
            fr: Language::french(),
            en: Language::english(),
            context: Context::default(),
        })
    }

    fn claims(&self, text: &Text) -> usize {
        let document: Document = exode::document(text.body.as_bytes(), "bench", Format::Plain, None);
        exode::read(&document, self.languages).claims.len()
    }

    fn duckling(&self, text: &Text, dimensions: &[DimensionKind]) -> usize {
        let locale = Locale::new(if text.lang == Lang::Fr { DucklingLang::FR } else { DucklingLang::EN }, None);
        let options = DucklingOptions::default();
        // By paragraph, as its users call it; whole articles only cost it more.
        let paragraphs = text.body.split("\n\n").filter(|p| !p.is_empty());
        paragraphs.map(|p| duckling::parse(p, &locale, dimensions, &self.context, &options).len()).sum()
    }

    fn read(&self, reader: Reader, texts: &[Text]) -> usize {
        match reader {
            Reader::ExodeOne => texts.iter().map(|t| self.claims(t)).sum(),
            Reader::ExodeTwo => self.two.install(|| texts.par_iter().map(|t| self.claims(t)).sum()),
            Reader::Text2num => {
                let language = |t: &Text| if t.lang == Lang::Fr { &self.fr } else { &self.en };
                texts.iter().map(|t| text2num::replace_numbers_in_text(&t.body, language(t), 0.0).len()).sum()
            }
            Reader::DucklingNumbers => texts.iter().map(|t| self.duckling(t, &[DimensionKind::Numeral])).sum(),
            Reader::DucklingAll => texts.iter().map(|t| self.duckling(t, &ALL_DIMENSIONS)).sum(),
        }
    }
}

fn size(texts: &[Text]) -> usize {
    texts.iter().map(|t| t.body.len()).sum()
}

/// The first documents of about `bytes` in all, at least one.
fn first(texts: &[Text], bytes: usize) -> &[Text] {
    let mut length = 0;
    let mut n = 0;
    while n < texts.len() && length < bytes {
        length += texts[n].body.len();
        n += 1;
    }
    &texts[..n]
}

/// `exode-bench measure`.
pub(crate) fn run(options: &Options) -> Result<()> {
    let readers = Readers::new()?;
    let mut rows = Vec::new();
    println!("| text | reader | what it does | MB | MB/s median | min to max | of exode, 1 thread |");
    println!("|---|---|---|---|---|---|---|");
    for kind in Kind::ALL {
        let texts = Source::new(kind, &options.root)?.take(options.bytes as usize);
        let parts = Reader::ALL.map(|r| (r, first(&texts, r.sample())));
        for (reader, part) in parts {
            readers.read(reader, first(part, ALL_SAMPLE / 2)); // lexicons, rule tables and caches are loaded
        }
        let mut took: Vec<Vec<(usize, Took)>> = vec![Vec::new(); parts.len()];
        for _ in 0..options.rounds {
            for ((reader, part), took) in parts.iter().zip(&mut took) {
                took.push(time(|| readers.read(*reader, part)));
            }
        }
        let speeds: Vec<Vec<f64>> = parts
            .iter()
            .zip(&took)
            .map(|((reader, part), took)| {
                let seconds = |t: &Took| if *reader == Reader::ExodeTwo { t.wall } else { t.cpu };
                took.iter().map(|(_, t)| size(part) as f64 / 1e6 / seconds(t)).collect()
            })
            .collect();
        for (n, (reader, part)) in parts.iter().enumerate() {
            let row = Row {
                text: kind.name(),
                reader: reader.name(),
                does: reader.does(),
                bytes: size(part),
                documents: part.len(),
                found: took[n].first().map_or(0, |(found, _)| *found),
                rounds: took[n].iter().map(|(_, t)| *t).collect(),
                megabytes_per_second: Spread::of(speeds[n].iter().copied()),
                of_exode: Spread::of(speeds[n].iter().zip(&speeds[0]).map(|(a, b)| a / b)),
            };
            print_row(&row);
            rows.push(row);
        }
    }
    if let Some(out) = &options.out {
        std::fs::write(out, serde_json::to_string_pretty(&rows)?)?;
    }
    Ok(())
}

fn print_row(row: &Row) {
    let Spread { median, min, max } = row.megabytes_per_second;
    let number = |v: f64| if v < 1.0 { format!("{v:.4}") } else { format!("{v:.1}") };
    let (text, reader, does, ratio) = (row.text, row.reader, row.does, row.of_exode.median);
    let megabytes = row.bytes as f64 / 1e6;
    println!("| {text} | {reader} | {does} | {megabytes:.2} | {} | {} to {} | {ratio:.3} |", number(median), number(min), number(max));
}

/// `exode-bench once`: exode's own time on a small sample, for peers that run in another program.
pub(crate) fn once(options: &Options) -> Result<()> {
    let readers = Readers::new()?;
    let texts = Source::new(options.kind, &options.root)?.take(options.bytes as usize);
    readers.read(Reader::ExodeOne, &texts);
    let (found, took) = time(|| readers.read(Reader::ExodeOne, &texts));
    println!("{}", serde_json::json!({"bytes": size(&texts), "found": found, "wall": took.wall, "cpu": took.cpu}));
    Ok(())
}
