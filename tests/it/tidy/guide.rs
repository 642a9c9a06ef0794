//! The README quotes what the compiler really says.

use super::{Tree, assert_none, goldens::goldens};

/// The page that quotes compile errors word by word.
const PAGES: [&str; 1] = ["README.md"];

/// Quotations, in blocks of text that begin with `error`, which no golden has.
fn misquoted(tree: &Tree) -> Vec<String> {
    let said: Vec<String> = goldens(tree)
        .map(|(_, text)| without_margin(text))
        .collect();
    let mut findings = Vec::new();
    for page in PAGES {
        for block in tree.text(page).split("```text\n").skip(1) {
            let (block, _) = block.split_once("```").unwrap_or((block, ""));
            let is_said = || {
                said.iter()
                    .any(|said| said.contains(&without_margin(block)))
            };
            if block.starts_with("error") && !is_said() {
                let first = block.lines().next().unwrap_or_default();
                findings.push(format!(
                    "{page}: no golden has `{first}`, and what follows it"
                ));
            }
        }
    }
    findings
}

/// The lines without the white space around them: the compiler indents what goes over several lines.
fn without_margin(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_quoted_error_is_what_the_compiler_says() {
    assert_none(&misquoted(Tree::repository()));
}

#[test]
fn a_misquoted_error_is_noticed() {
    let tree = Tree::of(&[
        (
            "ui-tests/fail/graph/cycle.stderr",
            "error: a cycle: `a` -> `b`\n       help: break it\n",
        ),
        (
            "README.md",
            "```text\nerror: a cycle: `a` -> `b`\nhelp: break it\n```\n```text\nerror: a loop\n```\n```text\na\n```\n",
        ),
    ]);
    assert_eq!(
        misquoted(&tree),
        ["README.md: no golden has `error: a loop`, and what follows it"]
    );
}
