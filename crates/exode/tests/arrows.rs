//! The arrows between crates are those of ARCHITECTURE.md, and every dependency from outside says why it is there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The members of the workspace as `cargo metadata` knows them.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    metadata["packages"].as_array().cloned().expect("packages")
}

/// "exode-claim" lies in the folder "claim".
fn short(package: &str) -> String {
    package.strip_prefix("exode-").unwrap_or(package).to_owned()
}

type Arrows = BTreeSet<(String, String)>;

fn documented() -> (BTreeSet<String>, Arrows) {
    let text = std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let (_, rest) = text.split_once("```arrows\n").expect("a fenced block `arrows`");
    let (block, _) = rest.split_once("```").expect("the end of the block");
    let (mut crates, mut arrows) = (BTreeSet::new(), BTreeSet::new());
    for line in block.lines() {
        let (from, to) = line.split_once("->").unwrap_or_else(|| panic!("no arrow in {line:?}"));
        assert!(crates.insert(from.trim().to_owned()), "{} stands twice", from.trim());
        arrows.extend(to.split_whitespace().map(|to| (from.trim().to_owned(), to.to_owned())));
    }
    (crates, arrows)
}

#[test]
fn arrows_are_the_documented_ones() {
    let packages = packages();
    let crates: BTreeSet<String> = packages.iter().filter_map(|p| p["name"].as_str()).map(short).collect();
    let mut arrows = Arrows::new();
    for package in &packages {
        let from = short(package["name"].as_str().expect("a name"));
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            let to = short(dependency["name"].as_str().expect("a name"));
            if dependency["path"].is_string() {
                arrows.insert((from.clone(), to));
            }
        }
    }
    let (documented_crates, documented) = documented();
    assert_eq!(documented_crates, crates, "the crates of ARCHITECTURE.md (left) and of the workspace (right)");
    let undocumented: Vec<_> = arrows.difference(&documented).collect();
    assert!(undocumented.is_empty(), "arrows that ARCHITECTURE.md does not list: {undocumented:?}");
    let gone: Vec<_> = documented.difference(&arrows).collect();
    assert!(gone.is_empty(), "arrows that ARCHITECTURE.md lists and nothing has: {gone:?}");
}

#[test]
fn folders_are_named_as_crates() {
    for package in packages() {
        let name = short(package["name"].as_str().expect("a name"));
        let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
        let folder = manifest.parent().and_then(Path::file_name).map(|f| f.to_string_lossy().into_owned());
        assert_eq!(folder.as_deref(), Some(name.as_str()));
    }
}

#[test]
fn every_dependency_says_why() {
    let mut manifests: Vec<PathBuf> = packages().iter().filter_map(|p| p["manifest_path"].as_str()).map(PathBuf::from).collect();
    manifests.push(root().join("Cargo.toml"));
    let mut silent = Vec::new();
    for manifest in manifests {
        let text = std::fs::read_to_string(&manifest).unwrap_or_else(|e| panic!("{}: {e}", manifest.display()));
        let mut inside = false;
        for (n, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Some(section) = line.strip_prefix('[') {
                inside = section.trim_end_matches(']').ends_with("dependencies");
                continue;
            }
            let ours = line.contains("path =") || line.contains(".workspace = true") || line.contains("workspace = true");
            if !inside || line.is_empty() || line.starts_with('#') || ours {
                continue;
            }
            let reason = line.split_once(" #").map_or("", |(_, reason)| reason.trim());
            if reason.len() < 10 {
                silent.push(format!("{}:{}: {line}", manifest.display(), n + 1));
            }
        }
    }
    assert!(silent.is_empty(), "dependencies without a comment that says why:\n{}", silent.join("\n"));
}
