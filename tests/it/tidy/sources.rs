//! Every source says what it is for, can be read in one sitting, and names nobody's machine.

use std::{fs, path::Path};

use super::{Tree, assert_none, tree::ROOT};

const MOST_LINES: usize = 400;

fn without_an_opening(tree: &Tree) -> Vec<String> {
    let sources = tree
        .files("", ".rs")
        .filter(|(path, _)| !super::goldens::is_case(path));
    sources
        .filter(|(_, text)| !text.starts_with("//! "))
        .map(|(path, _)| format!("{path}:1: does not open with `//!`: say what the file is for"))
        .collect()
}

fn too_long(tree: &Tree) -> Vec<String> {
    tree.files("", ".rs")
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(path, lines)| format!("{path}: has {lines} lines, more than {MOST_LINES}: split it"))
        .collect()
}

/// Crates that do not take their lints from the workspace, where `unsafe_code` is forbidden. Those in `versions/` cannot.
fn without_the_lint_table(tree: &Tree) -> Vec<String> {
    tree.files("", "/Cargo.toml")
        .filter(|(path, text)| {
            let table = if path.starts_with("versions/") {
                "[lints.rust]\nunsafe_code = \"forbid\"\n"
            } else {
                "[lints]\nworkspace = true\n"
            };
            !text.contains(table)
        })
        .map(|(path, _)| format!("{path}: does not take its lints from the workspace"))
        .collect()
}

fn naming(tree: &Tree, place: &str) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("", "") {
        let lines = text
            .lines()
            .enumerate()
            .filter(|(_, line)| line.contains(place));
        findings.extend(lines.map(|(number, _)| format!("{path}:{}: names `{place}`", number + 1)));
    }
    findings
}

#[test]
fn every_source_says_what_it_is_for() {
    assert_none(&without_an_opening(Tree::repository()));
}

#[test]
fn a_source_that_does_not_say_what_it_is_for_is_noticed() {
    let tree = Tree::of(&[
        ("a.rs", "//! Does this.\n"),
        ("b.rs", "use std::fmt;\n"),
        (
            "ui-tests/fail/graph/cycle.rs",
            "// A cycle is shown as a path.\n",
        ),
    ]);
    assert_eq!(
        without_an_opening(&tree),
        ["b.rs:1: does not open with `//!`: say what the file is for"]
    );
}

#[test]
fn no_source_is_too_long() {
    assert_none(&too_long(Tree::repository()));
}

#[test]
fn a_source_that_is_too_long_is_noticed() {
    let tree = Tree::of(&[("a.rs", &"\n".repeat(400)), ("b.rs", &"\n".repeat(401))]);
    assert_eq!(
        too_long(&tree),
        ["b.rs: has 401 lines, more than 400: split it"]
    );
}

#[test]
fn every_crate_is_under_the_one_lint_table() {
    let tree = Tree::repository();
    assert_none(&without_the_lint_table(tree));
    assert!(tree.text("Cargo.toml").contains("unsafe_code = \"forbid\""));
}

#[test]
fn a_crate_with_lints_of_its_own_is_noticed() {
    let tree = Tree::of(&[
        ("a/Cargo.toml", "[package]\n\n[lints]\nworkspace = true\n"),
        ("b/Cargo.toml", "[package]\n\n[lints.rust]\n"),
    ]);
    assert_eq!(
        without_the_lint_table(&tree),
        ["b/Cargo.toml: does not take its lints from the workspace"]
    );
}

#[test]
fn no_file_names_the_machine_it_was_made_on() {
    let root = fs::canonicalize(Path::new(ROOT)).expect("it is there");
    assert_none(&naming(Tree::repository(), &root.to_string_lossy()));
}

#[test]
fn the_name_of_a_machine_is_noticed() {
    let tree = Tree::of(&[(
        "a.stderr",
        "error: a cycle\n --> /home/jane/depgraph/a.rs:1:1\n",
    )]);
    assert_eq!(
        naming(&tree, "/home/jane"),
        ["a.stderr:2: names `/home/jane`"]
    );
}
