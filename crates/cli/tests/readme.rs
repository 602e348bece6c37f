//! What the README shows is what exode prints. `UPDATE_README=1` writes it anew; a person reads the diff.

mod support;

use support::{root, run};

/// Between this mark and the next `<!-- /example -->` stands a fenced block with the output of the command.
const MARK: &str = "<!-- example: exode ";

#[test]
fn the_readme_shows_what_exode_prints() {
    let path = root().join("README.md");
    let text = std::fs::read_to_string(&path).expect("README.md");
    let (head, rest) = text.split_once(MARK).expect("an example");
    let (command, rest) = rest.split_once(" -->\n").expect("a command");
    let (shown, tail) = rest.split_once("<!-- /example -->").expect("the end of the example");
    let printed = run(command.split(' '));
    assert_eq!(printed.code, Some(0), "{}", printed.err);
    let fresh = format!("```text\n{}```\n", printed.out);
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{head}{MARK}{command} -->\n{fresh}<!-- /example -->{tail}")).expect("README.md is written");
        return;
    }
    assert_eq!(shown, fresh, "UPDATE_README=1 writes the example anew");
}

#[test]
fn the_first_two_commands_are_those_people_are_promised() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("README.md");
    let (_, rest) = text.split_once("```sh\n").expect("a block of commands");
    let (block, _) = rest.split_once("```").expect("its end");
    assert_eq!(block, "cargo run --release -p exode-cli -- brief\ncargo test --workspace\n");
}

#[test]
fn every_file_the_documents_link_to_is_there() {
    let mut missing = Vec::new();
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/GLOSSARY.md",
        "docs/CORPUS.md",
        "fuzz/README.md",
        "cases/russia-2022/README.md",
    ] {
        let path = root().join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let target = link.split('#').next().unwrap_or_default();
            if !link.contains("://") && !target.is_empty() && !path.with_file_name(target).exists() {
                missing.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
