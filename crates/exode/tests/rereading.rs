//! A ledger knows which texts another reader read.

use exode::{Format, Languages, READER, Source, Store};

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
