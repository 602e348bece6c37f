//! `--lang-dir`: words from files instead of the built-in ones.

use std::path::Path;

use anyhow::{Context as _, Result};
use exode::{Lang, Languages, Lexicon};

/// The words to read with: from `dir`, else built in.
pub(crate) fn languages(dir: Option<&Path>) -> Result<Languages<'static>> {
    let Some(dir) = dir else { return Ok(Languages::embedded()) };
    Ok(Languages { fr: leak(load(dir, Lang::Fr)?), en: leak(load(dir, Lang::En)?) })
}

/// The words live as long as the process does.
fn leak(lexicon: Lexicon) -> &'static Lexicon {
    Box::leak(Box::new(lexicon))
}

fn load(dir: &Path, lang: Lang) -> Result<Lexicon> {
    let folder = dir.join(lang.code());
    let mut files: Vec<(String, String)> = Vec::new();
    let entries = std::fs::read_dir(&folder).with_context(|| format!("--lang-dir: cannot open {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            files.push((name, text));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Ok(Lexicon::load(lang, &files)?)
}
