//! The machine is pure.

use super::{Tree, assert_none};

/// What code of the machine may not name.
const IMPURE: [&str; 14] = [
    "async",
    "await",
    "tokio",
    "tracing",
    "thread",
    "Instant",
    "SystemTime",
    "HashMap",
    "HashSet",
    "rand",
    "env",
    "fs",
    "println",
    "eprintln",
];

fn impurities(tree: &Tree) -> Vec<String> {
    let sources = tree
        .files("depgraph/src/machine/", ".rs")
        .filter(|(path, _)| !path.contains("/tests"));
    let mut findings = Vec::new();
    for (path, text) in sources {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            let words = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let impure = words.filter(|word| IMPURE.contains(word));
            findings.extend(
                impure.map(|word| format!("{path}:{}: the machine names `{word}`", number + 1)),
            );
        }
    }
    findings
}

#[test]
fn the_machine_is_pure() {
    assert_none(&impurities(Tree::repository()));
}

#[test]
fn an_impure_machine_is_noticed() {
    let tree = Tree::of(&[
        (
            "depgraph/src/machine/step.rs",
            "//! It knows no tokio.\nlet now = Instant::now(); // tokio\n",
        ),
        (
            "depgraph/src/machine/tests/oracle.rs",
            "use std::collections::HashMap;\n",
        ),
        ("depgraph/src/driver/mod.rs", "use tokio::sync;\n"),
    ]);
    assert_eq!(
        impurities(&tree),
        ["depgraph/src/machine/step.rs:2: the machine names `Instant`"]
    );
}
