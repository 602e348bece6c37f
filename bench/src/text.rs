//! The texts that are read: dense news about the exodus, and filler with one part in a hundred relevant.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};

use crate::filler::Filler;
use crate::random::Random;

/// About the length of a wire story.
const ARTICLE: usize = 3000;
/// One document or paragraph in so many is relevant in sparse text.
const SPARSE: u64 = 100;
/// Every document is dated, as exode reads it: relative times need a day.
const DATE: &str = "date 2022-09-28\n\n";

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lang {
    Fr,
    En,
}

impl Lang {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }
}

/// One document.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) body: String,
    pub(crate) lang: Lang,
}

/// What a collection is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing but news about the exodus.
    Dense,
    /// Filler, one document in a hundred relevant.
    SparseDocuments,
    /// Filler, one paragraph in a hundred relevant.
    SparseParagraphs,
    /// Filler only: how fast text without any claim is left behind.
    Filler,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Dense, Self::SparseDocuments, Self::SparseParagraphs, Self::Filler];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dense => "dense",
            Self::SparseDocuments => "sparse-documents",
            Self::SparseParagraphs => "sparse-paragraphs",
            Self::Filler => "filler",
        }
    }

    pub(crate) fn of_name(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name).with_context(|| format!("no kind of text {name:?}"))
    }
}

/// An endless, repeatable row of documents.
pub(crate) struct Source {
    kind: Kind,
    seeds: Vec<Text>,
    /// Relevant paragraphs by language: French, English.
    paragraphs: [Vec<String>; 2],
    filler: [Filler; 2],
    random: Random,
    next: usize,
}

impl Source {
    /// Text of `kind`; the relevant parts come from the example case and the corpus of the repository at `root`.
    pub(crate) fn new(kind: Kind, root: &Path) -> Result<Self> {
        let mut seeds = reports(&root.join("cases/russia-2022/reports"))?;
        for lang in [Lang::Fr, Lang::En] {
            seeds.extend(corpus(&root.join("corpus").join(lang.code()), lang)?);
        }
        ensure!(!seeds.is_empty(), "no text below {}", root.display());
        let paragraphs = [Lang::Fr, Lang::En].map(|lang| {
            let of_lang = seeds.iter().filter(|t| t.lang == lang);
            of_lang.flat_map(|t| t.body.split("\n\n")).filter(|p| p.len() > 80).map(str::to_owned).collect()
        });
        let filler = [Filler::of(Lang::Fr), Filler::of(Lang::En)];
        Ok(Self { kind, seeds, paragraphs, filler, random: Random::new(2022), next: 0 })
    }

    /// Documents of at least `bytes` in all.
    pub(crate) fn take(&mut self, bytes: usize) -> Vec<Text> {
        let mut out = Vec::new();
        let mut length = 0;
        while length < bytes {
            let text = self.document();
            length += text.body.len();
            out.push(text);
        }
        out
    }

    /// The next document.
    pub(crate) fn document(&mut self) -> Text {
        let relevant = match self.kind {
            Kind::Dense => true,
            Kind::SparseDocuments => self.random.chance(SPARSE),
            Kind::SparseParagraphs | Kind::Filler => false,
        };
        if relevant {
            let seed = &self.seeds[self.next % self.seeds.len()];
            self.next += 1;
            return Text { body: format!("{DATE}{}", varied(&seed.body, &mut self.random)), lang: seed.lang };
        }
        let n = self.random.between(0, 1) as usize;
        let mut paragraphs = self.filler[n].article(ARTICLE, &mut self.random);
        if self.kind == Kind::SparseParagraphs {
            for paragraph in &mut paragraphs {
                if self.random.chance(SPARSE) {
                    let told = self.random.pick_ref(&self.paragraphs[n]);
                    *paragraph = varied(told, &mut self.random);
                }
            }
        }
        Text { body: format!("{DATE}{}", paragraphs.join("\n\n")), lang: [Lang::Fr, Lang::En][n] }
    }
}

/// The text with other figures of the same length, so that no two copies are alike; days, years and zeros stay.
fn varied(text: &str, random: &mut Random) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let length = rest[start..].bytes().take_while(u8::is_ascii_digit).count();
        let run = &rest[start..start + length];
        out.push_str(&rest[..start]);
        if length == 4 && (run.starts_with("19") || run.starts_with("20")) || length < 3 {
            out.push_str(run);
        } else {
            out.extend(run.chars().map(|c| if c == '0' { c } else { char::from(b'1' + random.between(0, 8) as u8) }));
        }
        rest = &rest[start + length..];
    }
    out + rest
}

fn reports(folder: &Path) -> Result<Vec<Text>> {
    let mut out = Vec::new();
    for path in files(folder, &["txt", "md"])? {
        let body = std::fs::read_to_string(&path)?;
        let sidecar = std::fs::read_to_string(path.with_extension("json")).unwrap_or_default();
        let lang = if sidecar.contains("\"en\"") { Lang::En } else { Lang::Fr };
        out.push(Text { body: body.trim().to_owned(), lang });
    }
    Ok(out)
}

/// The quoted texts of a corpus folder, put together to articles.
fn corpus(folder: &Path, lang: Lang) -> Result<Vec<Text>> {
    let mut out = Vec::new();
    let mut body = String::new();
    for path in files(folder, &["md"])? {
        for line in std::fs::read_to_string(&path)?.lines() {
            match line.strip_prefix('>') {
                Some(quoted) if !quoted.trim().is_empty() => {
                    body.push_str(quoted.trim());
                    body.push('\n');
                }
                _ if !body.is_empty() && !body.ends_with("\n\n") => body.push('\n'),
                _ => {}
            }
            if body.len() > ARTICLE && body.ends_with("\n\n") {
                out.push(Text { body: std::mem::take(&mut body).trim_end().to_owned(), lang });
            }
        }
    }
    Ok(out)
}

fn files(folder: &Path, endings: &[&str]) -> Result<Vec<std::path::PathBuf>> {
    let list = std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut out: Vec<_> = list.filter_map(|e| Some(e.ok()?.path())).collect();
    out.retain(|p| p.extension().is_some_and(|e| endings.iter().any(|want| e == *want)));
    out.sort();
    Ok(out)
}
