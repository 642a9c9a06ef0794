//! The cases of `ui-tests`, and what the compiler says to them.

use std::collections::BTreeMap;

use super::{Tree, assert_none};

/// What no golden may show: a mistake of the case, or of ours.
const NEVER: [&str; 6] = [
    "unresolved import",
    "cannot find macro",
    "custom attribute panicked",
    "proc macro panicked",
    "proc-macro derive panicked",
    "__private",
];

/// Whether this is the path of a case.
pub(super) fn is_case(path: &str) -> bool {
    path.starts_with("ui-tests/fail/") || path.starts_with("ui-tests/pass/")
}

/// The goldens, with their text.
pub(super) fn goldens(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.files("ui-tests/", ".stderr")
}

fn untidy_cases(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let mut names = BTreeMap::new();
    for (path, text) in tree
        .files("ui-tests/", ".rs")
        .filter(|(path, _)| is_case(path))
    {
        if !text.starts_with("//") {
            findings.push(format!("{path}:1: does not open with what is to be learnt"));
        }
        if path.starts_with("ui-tests/fail/") && !tree.has(&path.replace(".rs", ".stderr")) {
            findings.push(format!("{path}: has no golden"));
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        if let Some(other) = names.insert(name, path) {
            findings.push(format!("{path}: has the name of {other}"));
        }
    }
    findings
}

fn untidy_goldens(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in goldens(tree) {
        let case = path.replace(".stderr", ".rs");
        if tree.has(&case) {
            let expected = errors_announced_in(tree.text(&case));
            let errors = errors(text).count();
            if errors != expected {
                findings.push(format!("{path}: has {errors} errors, and not {expected}"));
            }
        } else {
            findings.push(format!("{path}: has no case"));
        }
        findings.extend(
            errors(text)
                .filter(|error| is_ours(error) && !error.contains("help: "))
                .map(|error| {
                    let first = error.lines().next().unwrap_or_default();
                    format!("{path}: does not say what to do about `{first}`")
                }),
        );
        // Where an error comes from is rustc's to say.
        let lines = || {
            text.lines()
                .filter(|line| !line.contains("this error originates in"))
        };
        let shown = NEVER
            .iter()
            .filter(|never| lines().any(|line| line.contains(**never)));
        findings.extend(shown.map(|never| format!("{path}: shows `{never}`")));
    }
    findings
}

/// One mistake is one error, unless the comment that opens the case ends in `(2 errors)`.
fn errors_announced_in(case: &str) -> usize {
    let comment = case.lines().next().unwrap_or_default();
    let announced = comment
        .rsplit_once('(')
        .and_then(|(_, end)| end.strip_suffix(" errors)"));
    announced.and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// Each error with all that belongs to it.
fn errors(golden: &str) -> impl Iterator<Item = &str> {
    let begins = golden.match_indices("error").map(|(at, _)| at);
    let begins: Vec<usize> = begins
        .filter(|at| *at == 0 || golden[..*at].ends_with('\n'))
        .collect();
    let ends: Vec<usize> = begins
        .iter()
        .skip(1)
        .copied()
        .chain([golden.len()])
        .collect();
    begins
        .into_iter()
        .zip(ends)
        .map(|(begin, end)| &golden[begin..end])
}

/// Whether the check of a graph says so. That a message of a macro has a help, their table sees to.
fn is_ours(error: &str) -> bool {
    error.contains("evaluation panicked: ")
}

#[test]
fn every_case_says_what_is_to_be_learnt_and_has_a_name_of_its_own() {
    assert_none(&untidy_cases(Tree::repository()));
}

#[test]
fn an_untidy_case_is_noticed() {
    let tree = Tree::of(&[
        ("ui-tests/fail/graph/cycle.rs", "fn main() {}\n"),
        ("ui-tests/fail/graph/cycle.stderr", "error: cycle\n"),
        (
            "ui-tests/fail/manifold/method.rs",
            "// A manifold is a free function.\n",
        ),
        ("ui-tests/pass/cycle.rs", "// A watched input closes it.\n"),
    ]);
    assert_eq!(
        untidy_cases(&tree),
        [
            "ui-tests/fail/graph/cycle.rs:1: does not open with what is to be learnt",
            "ui-tests/fail/manifold/method.rs: has no golden",
            "ui-tests/pass/cycle.rs: has the name of ui-tests/fail/graph/cycle.rs",
        ]
    );
}

#[test]
fn every_golden_has_a_case_and_shows_the_user_s_mistake_alone() {
    assert_none(&untidy_goldens(Tree::repository()));
}

#[test]
fn an_untidy_golden_is_noticed() {
    let tree = Tree::of(&[
        ("ui-tests/fail/cycle.rs", "//! A cycle.\n"),
        (
            "ui-tests/fail/cycle.stderr",
            "error[E0080]: evaluation panicked: a cycle\n\nerror[E0425]: nothing here\n",
        ),
        (
            "ui-tests/fail/lost.stderr",
            "error[E0432]: unresolved import `foo`\n",
        ),
        ("ui-tests/fail/two.rs", "//! Two. (2 errors)\n"),
        (
            "ui-tests/fail/two.stderr",
            "error: one\n       help: do\n\nerror: two\n       help: error\n",
        ),
    ]);
    assert_eq!(
        untidy_goldens(&tree),
        [
            "ui-tests/fail/cycle.stderr: has 2 errors, and not 1",
            "ui-tests/fail/cycle.stderr: does not say what to do about `error[E0080]: evaluation panicked: a cycle`",
            "ui-tests/fail/lost.stderr: has no case",
            "ui-tests/fail/lost.stderr: shows `unresolved import`"
        ]
    );
}
