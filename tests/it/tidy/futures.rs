//! Every public future has a case among those of cancel safety.

use super::{Tree, assert_none};

const CASES: &str = "tests/it/cancel_safety.rs";

/// What only the engine polls: a start function.
const OF_THE_ENGINE: [&str; 1] = ["gate"];

fn without_a_case(tree: &Tree) -> Vec<String> {
    let cases = tree.text(CASES);
    let mut findings = Vec::new();
    for (path, text) in tree.files("depgraph/src/", ".rs") {
        let futures = futures(text).into_iter();
        let futures = futures.filter(|future| !OF_THE_ENGINE.contains(&&**future));
        for future in futures.filter(|future| !cases.contains(&format!("`{future}`"))) {
            findings.push(format!("{path}: `{future}` has no case in {CASES}"));
        }
    }
    findings
}

/// The public types that are futures or streams, and the public functions and methods that are async.
fn futures(text: &str) -> Vec<String> {
    let mut of = "";
    let mut futures = Vec::new();
    for line in text.lines() {
        if line.starts_with("impl") {
            of = subject(line);
            let is_future = ["Future for ", "Stream for "]
                .iter()
                .any(|of| line.contains(of));
            if is_future && text.contains(&format!("pub struct {of} ")) {
                futures.push(of.to_owned());
            }
        }
        let Some(function) = line.trim_start().strip_prefix("pub async fn ") else {
            continue;
        };
        let name = identifier(function);
        futures.push(if line.starts_with(' ') {
            format!("{of}::{name}")
        } else {
            name.to_owned()
        });
    }
    futures
}

/// What a line that begins with `impl` is about.
fn subject(line: &str) -> &str {
    let generic = line.trim_start_matches("impl").trim_start();
    let inherent = generic
        .strip_prefix('<')
        .and_then(|rest| rest.split_once("> "));
    let inherent = inherent.map_or(generic, |(_, rest)| rest);
    identifier(line.split_once(" for ").map_or(inherent, |(_, rest)| rest))
}

fn identifier(text: &str) -> &str {
    let end = text.find(|part: char| !part.is_alphanumeric() && part != '_');
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn every_public_future_has_a_case_of_cancel_safety() {
    let tree = Tree::repository();
    let named = tree.files("depgraph/src/", ".rs");
    let count = named.flat_map(|(_, text)| futures(text)).count();
    assert!(count > 10, "the futures are not found");
    assert_none(&without_a_case(tree));
}

#[test]
fn a_public_future_without_a_case_is_noticed() {
    let source = "pub struct Done {}\nimpl Future for Done {\n    fn poll() {}\n}\n\
                  impl<T: Output> Latest<T> {\n    pub async fn changed(&mut self) {}\n\
                  pub(crate) async fn private() {}\n}\nimpl Future for Private {}\n";
    let tree = Tree::of(&[
        ("depgraph/src/a.rs", source),
        (
            "depgraph/src/b.rs",
            "impl Engine {\n    pub async fn stop(&self) {}\n}\n",
        ),
        (CASES, "/// `Engine::stop`: goes on.\n"),
    ]);
    let none = format!("has no case in {CASES}");
    assert_eq!(
        without_a_case(&tree),
        [
            format!("depgraph/src/a.rs: `Done` {none}"),
            format!("depgraph/src/a.rs: `Latest::changed` {none}"),
        ]
    );
}
