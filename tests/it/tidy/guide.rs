//! The guide to compile errors, and the README, say what the compiler says.

use super::{Tree, assert_none, goldens::goldens};

const README: &str = "README.md";
const GUIDE: &str = "depgraph/docs/compile-errors.md";

/// Blocks of the README that begin with `error`, and that no golden has word by word.
fn misquoted(tree: &Tree) -> Vec<String> {
    let said: Vec<String> = goldens(tree)
        .map(|(path, text)| without_margin(&as_a_user_sees_it(path, text)))
        .collect();
    let blocks = tree.text(README).split("```text\nerror").skip(1);
    let blocks = blocks.map(|block| format!("error{}", block.split("```").next().unwrap_or(block)));
    blocks
        .filter(|block| {
            !said
                .iter()
                .any(|said| said.contains(&without_margin(block)))
        })
        .map(|block| format!("{README}: no golden has this:\n{block}"))
        .collect()
}

/// With the names of a user's crate and of its sources, which are replaced in goldens.
fn as_a_user_sees_it(path: &str, text: &str) -> String {
    let case = path.trim_start_matches("ui-tests/");
    let folder = case.rsplit_once('/').map_or("", |(folder, _)| folder);
    text.replace("$CRATE", "agent")
        .replace("$DIR/", "")
        .replace(&format!("{folder}/"), "src/")
}

/// The lines without the white space around them: the compiler indents what goes over several lines.
fn without_margin(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}

/// Errors in the guide that no golden shows, whatever the names in them.
fn made_up(tree: &Tree) -> Vec<String> {
    let said: Vec<String> = goldens(tree)
        .flat_map(|(_, text)| errors(text))
        .map(gist)
        .collect();
    errors(tree.text(GUIDE))
        .filter(|error| !said.contains(&gist(error)))
        .map(|error| format!("{GUIDE}: no golden has `{error}`"))
        .collect()
}

/// What the compiler says, and the guide does not explain: the first error of each golden, and every message of the
/// macros.
fn unexplained(tree: &Tree) -> Vec<String> {
    let explained: Vec<String> = tree.text(GUIDE).lines().map(gist).collect();
    let first = goldens(tree).filter_map(|(_, text)| errors(text).next());
    let mut said: Vec<String> = first.map(gist).chain(messages(tree)).collect();
    said.sort();
    said.dedup();
    said.into_iter()
        .filter(|said| !explained.iter().any(|line| line.contains(said)))
        .map(|said| format!("{GUIDE}: does not explain `{said}`"))
        .collect()
}

/// The first line of each error.
fn errors(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| line.starts_with("error: ") || line.starts_with("error["))
}

/// The texts in the tables of messages.
fn messages(tree: &Tree) -> impl Iterator<Item = String> {
    let tables = tree.files("depgraph-macros/src/message/", ".rs");
    tables.flat_map(|(_, table)| texts(table))
}

fn texts(table: &str) -> impl Iterator<Item = String> {
    let table = table.split_once("messages! {").unwrap_or_default().1;
    let lines = table.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix('"')?.strip_suffix("\","))
        .map(gist)
}

/// What an error says, without the names in it.
fn gist(error: &str) -> String {
    let said = match error.split_once("]: ") {
        Some((code, said)) if code.starts_with("error[") => said,
        Some(_) | None => error.strip_prefix("error: ").unwrap_or(error),
    };
    let said = said.strip_prefix("evaluation panicked: ").unwrap_or(said);
    let parts = said.split('`').enumerate();
    let mut gist: String = parts
        .map(|(number, part)| if number % 2 == 0 { part } else { "_" })
        .collect();
    // A cycle may have any length.
    while gist.contains("-> _ -> _") {
        gist = gist.replace("-> _ -> _", "-> _");
    }
    gist
}

#[test]
fn every_error_in_the_readme_is_what_the_compiler_says() {
    assert_none(&misquoted(Tree::repository()));
}

#[test]
fn every_error_in_the_guide_is_one_that_the_compiler_says() {
    assert_none(&made_up(Tree::repository()));
}

#[test]
fn the_guide_explains_every_error() {
    let tree = Tree::repository();
    assert!(messages(tree).count() > 50, "the messages are not found");
    assert_none(&unexplained(tree));
}

#[test]
fn a_misquoted_error_is_noticed() {
    let tree = Tree::of(&[
        (
            "ui-tests/fail/graph/cycle.stderr",
            "error: a cycle: `a` -> `$CRATE::b`\n --> $DIR/fail/graph/cycle.rs:3\n",
        ),
        (
            README,
            "```text\nerror: a cycle: `a` -> `agent::b`\n --> src/cycle.rs:3\n```\n```text\nerror: a loop\n```\n```text\na\n```\n",
        ),
    ]);
    assert_eq!(
        misquoted(&tree),
        ["README.md: no golden has this:\nerror: a loop\n"]
    );
}

#[test]
fn an_error_that_is_made_up_or_not_explained_is_noticed() {
    let tree = Tree::of(&[
        (
            "ui-tests/fail/two.stderr",
            "error[E0080]: evaluation panicked: node `web` needs `Store`\n\nerror: and so on\n",
        ),
        ("ui-tests/fail/one.stderr", "error: no node `web`\n"),
        (
            "depgraph-macros/src/message/graph.rs",
            "messages! {\n    one(node):\n        \"no node `{node}`\",\n        help: \"add it\";\n    \
             two():\n        \"no graph\",\n        help: \"add it\";\n}\n",
        ),
        (
            GUIDE,
            "```text\nerror[E0080]: evaluation panicked: node `a` needs `B`\nerror: no such `node`\n```\n| no node `a` |\n",
        ),
    ]);
    assert_eq!(
        made_up(&tree),
        ["depgraph/docs/compile-errors.md: no golden has `error: no such `node``"]
    );
    assert_eq!(
        unexplained(&tree),
        ["depgraph/docs/compile-errors.md: does not explain `no graph`"]
    );
}
