//! `data/sources.toml` as a table in the program. A mistake in the file stops the build, so that no fit runs without it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    class: Vec<Class>,
    men: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Class {
    name: String,
    bias: f64,
    spread: f64,
    gross: f64,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/sources.toml");
    println!("cargo::rerun-if-changed={}", path.display());
    let file: File = toml::from_str(&std::fs::read_to_string(&path)?)?;
    let mut out = String::new();
    let mut names = Vec::new();
    for Class { name, bias, spread, gross, words } in &file.class {
        if !(*bias > 0.0 && *spread > 0.0 && (0.0..1.0).contains(gross)) {
            return Err(format!("data/sources.toml: class {name:?}: bias and spread are above 0, gross is a share").into());
        }
        if words.iter().chain([name]).any(|w| *w != w.to_lowercase()) {
            return Err(format!("data/sources.toml: class {name:?}: words are compared in small letters").into());
        }
        let place = name.to_uppercase().replace(' ', "_");
        writeln!(
            out,
            "/// The class of that name.\npub(crate) static {place}: Class = \
             Class {{ name: {name:?}, bias: {bias:?}, spread: {spread:?}, gross: {gross:?}, words: &{words:?} }};"
        )?;
        names.push(format!("&{place}"));
    }
    writeln!(out, "/// All of them, in the order of the file.\nstatic CLASSES: &[&Class] = &[{}];", names.join(", "))?;
    writeln!(out, "/// Words that make a figure count men only.\nstatic MEN: &[&str] = &{:?};", file.men.words)?;
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("sources.rs"), out)?;
    Ok(())
}
