//! A ledger knows which texts another reader read.

use exode::{Format, Lang, Languages, Lexicon, READER, Source, Store};

#[test]
fn other_words_are_another_reader() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../lang/en");
    let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "toml"));
    let mut files: Vec<(String, String)> =
        files.map(|p| (p.file_name().unwrap().to_str().unwrap().to_owned(), std::fs::read_to_string(&p).unwrap())).collect();
    let load = |files: &[(String, String)]| {
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        Lexicon::load(Lang::En, &files).unwrap()
    };
    let reader = |en: &Lexicon| Languages { en, ..Languages::embedded() }.reader().into_owned();
    assert_eq!(reader(&load(&files)), READER, "the same words from a folder");
    files[0].1.push_str("\n# other\n");
    assert!(reader(&load(&files)).starts_with(&format!("{READER}+")));
}

#[test]
fn what_this_reader_read_is_not_read_again_and_what_another_read_is() -> Result<(), exode::StoreError> {
    let mut store = Store::in_memory()?;
    let source = Source {
        name: "lars".to_owned(),
        format: Format::Plain,
        line: 0,
        body: b"Plus de 8 000 Russes sont entr\xc3\xa9s en Finlande dimanche.".to_vec(),
        sidecar: Some(br#"{"lang": "fr", "published": "2022-09-26"}"#.to_vec()),
        place: "reports/lars.txt".to_owned(),
    };
    let now = || "2022-09-26T12:00:00Z".to_owned();
    exode::add(&mut store, std::iter::once(vec![source]), Languages::embedded(), &now, |_| true)?;
    assert_eq!(store.outdated(READER, 10)?.len(), 0);
    // The version alone does not tell one build's words from another's.
    assert_ne!(READER, env!("CARGO_PKG_VERSION"));
    assert_eq!(store.outdated(env!("CARGO_PKG_VERSION"), 10)?.len(), 1);
    Ok(())
}
