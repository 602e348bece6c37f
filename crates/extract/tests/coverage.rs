//! Every entry of every lexicon is found in at least one sentence of the corpus or of the example case. An entry without a sentence is
//! a word nobody has seen the reader read: write the sentence first.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use exode_extract::{Lang, Lexicon, View};
use exode_text::{Cues, Document, Meta, Token, html, markdown, plain, tokenise};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|e| e.expect("an entry").path()).collect();
    files.sort();
    files
}

/// The reports of the Markdown corpus: its `>` lines, a lone `>` or any other line ends a paragraph.
fn corpus(lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for file in files(&root().join("corpus").join(lang.code())) {
        let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        let mut paragraph = String::new();
        for line in text.lines().chain([""]) {
            match line.strip_prefix('>').map(str::trim) {
                Some(words) if !words.is_empty() => {
                    if !paragraph.is_empty() {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(words);
                }
                _ if !paragraph.is_empty() => out.push(std::mem::take(&mut paragraph)),
                _ => {}
            }
        }
    }
    out
}

/// The reports of the example case that are in `lang`.
fn case(lang: Lang) -> Vec<String> {
    let mut out = Vec::new();
    for file in files(&root().join("cases/russia-2022/reports")) {
        let read = |path: &Path| std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let ending = file.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let mut document: Document = match ending {
            "txt" => plain(&read(&file), "case", &Cues::default()),
            "md" => markdown(&read(&file), "case", &Cues::default()),
            "html" => html(&read(&file), "case", &Cues::default()),
            _ => continue,
        };
        let sidecar = file.with_extension("json");
        if sidecar.is_file() {
            let (meta, notes) = Meta::from_sidecar(&read(&sidecar));
            document.add_sidecar(meta, notes);
        }
        if document.language().and_then(Lang::of_code) == Some(lang) {
            out.push(document.text);
        }
    }
    out
}

#[test]
fn every_entry_has_a_sentence() {
    let mut silent = Vec::new();
    for lang in [Lang::Fr, Lang::En] {
        let lexicon = Lexicon::embedded(lang);
        let texts: Vec<String> = corpus(lang).into_iter().chain(case(lang)).collect();
        assert!(texts.len() > 100, "only {} texts in {}", texts.len(), lang.code());
        let mut seen: HashSet<(&str, usize)> = HashSet::new();
        let mut tokens: Vec<Token> = Vec::new();
        for text in &texts {
            tokens.clear();
            tokenise(text, 0, &mut tokens);
            let view = View::new(text, &tokens, lexicon);
            seen.extend(
                view.all_hits().iter().chain(view.event_hits()).map(|hit| lexicon.entry(hit.entry)).map(|entry| (&*entry.file, entry.line)),
            );
        }
        for entry in lexicon.entries().iter().filter(|e| !seen.contains(&(&*e.file, e.line))) {
            silent.push(format!("lang/{}:{} {}", entry.file, entry.line, entry.form));
        }
    }
    if let Some(path) = std::env::var_os("UNHIT") {
        std::fs::write(&path, silent.join("\n") + "\n").unwrap_or_else(|e| panic!("{}: {e}", Path::new(&path).display()));
    }
    assert!(silent.is_empty(), "{} entries that no sentence of the corpus hits:\n{}", silent.len(), silent.join("\n"));
}
