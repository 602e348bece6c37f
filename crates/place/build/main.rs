//! Turns the tables of `data/place` into an automaton of names and fixed records, so that the library has nothing to load.
//!
//! Anything odd in a table stops the build with the file, the line and what is wrong.

#[path = "../src/fold.rs"]
mod fold;
#[path = "../src/format.rs"]
mod format;
#[expect(unreachable_pub, dead_code, reason = "shared with the library, where it is public")]
#[path = "../src/kind.rs"]
mod kind;

mod forms;
mod item;
mod read;
mod read_towns;
mod write;

use std::path::{Path, PathBuf};

fn main() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/place");
    println_cargo(&data);
    let mut world = item::World::default();
    read::countries(&mut world, &data);
    read::zones(&mut world, &data);
    read::regions(&mut world, &data);
    read_towns::cities(&mut world, &data);
    read_towns::crossings(&mut world, &data);
    read_towns::speakers(&mut world, &data);
    read_towns::stops(&mut world, &data);
    assert!(world.wrong.is_empty(), "\n{}", world.wrong.join("\n"));
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).expect("cargo sets OUT_DIR");
    write::all(&world.sorted(), &out);
}

#[expect(clippy::print_stdout, reason = "how a build script talks to cargo")]
fn println_cargo(data: &Path) {
    println!("cargo::rerun-if-changed={}", data.display());
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/fold.rs");
    println!("cargo::rerun-if-changed=src/format.rs");
    println!("cargo::rerun-if-changed=src/kind.rs");
}
