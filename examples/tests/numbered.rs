//! Runs the small examples: each prints what stands at its top.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

// Its tests are part of what it shows.
#[path = "../06_testing.rs"]
#[expect(dead_code, reason = "its `main` is run as a program")]
mod testing;

/// The small examples, by name.
fn examples() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.starts_with(|first: char| first.is_ascii_digit()))
        .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
        .collect();
    names.sort();
    names
}

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("{name}.rs"))
}

/// What the example says that it prints: the first block of text of its documentation.
fn promised(name: &str) -> String {
    let text = fs::read_to_string(source(name)).unwrap();
    let lines = text
        .lines()
        .map(|line| line.trim_start_matches("//!").trim());
    let block = lines.skip_while(|line| *line != "```text").skip(1);
    let block: Vec<_> = block.take_while(|line| *line != "```").collect();
    block.join("\n")
}

fn printed(name: &str) -> String {
    let output = Command::new(program(name)).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{name}: {}: {text}", output.status);
    text.trim_end().to_owned()
}

/// Where cargo has put the example.
fn program(name: &str) -> PathBuf {
    let test = env::current_exe().unwrap();
    let program = test.ancestors().nth(2).unwrap().join("examples").join(name);
    let program = program.with_extension(env::consts::EXE_EXTENSION);
    let changed = |file: &Path| {
        fs::metadata(file)
            .and_then(|metadata| metadata.modified())
            .ok()
    };
    assert!(
        changed(&program) >= changed(&source(name)),
        "{name} is not built; `cargo test` builds it unless told to build only this test"
    );
    program
}

#[test]
fn every_example_prints_what_stands_at_its_top() {
    let names = examples();
    assert!(names.len() >= 6, "{names:?}");
    for name in names {
        let promised = promised(&name);
        assert!(!promised.is_empty(), "{name} does not say what it prints");
        assert_eq!(printed(&name), promised, "{name}");
    }
}
