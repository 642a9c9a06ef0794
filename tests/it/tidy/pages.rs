//! The pages that people read say what is so.

use super::{Tree, assert_none};

/// What a newcomer needs to know.
const COMMANDS: [&str; 2] = ["cargo run", "cargo test --workspace"];

/// The commands of the first block of shell in the README.
fn commands(tree: &Tree) -> Vec<&str> {
    let (_, block) = tree
        .text("README.md")
        .split_once("```sh\n")
        .unwrap_or_default();
    let (block, _) = block.split_once("```").unwrap_or_default();
    block
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim_end())
        .collect()
}

/// The grammar of `graph!`, as the module of its parser has it, and as the manual does.
fn grammars(tree: &Tree) -> [String; 2] {
    [
        "depgraph-macros/src/graph/parse.rs",
        "depgraph/docs/graph.md",
    ]
    .map(|path| {
        let (_, block) = tree.text(path).split_once("```text\n").unwrap_or_default();
        let lines = block
            .lines()
            .map(|line| line.trim_start_matches("//!").trim());
        lines
            .take_while(|line| *line != "```")
            .collect::<Vec<_>>()
            .join("\n")
    })
}

/// The settings of a policy, as the macros know them, and as the manual does.
fn settings(tree: &Tree) -> [Vec<&str>; 2] {
    let known = tree.text("depgraph-macros/src/policy.rs").lines();
    let known = known.filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","));
    let listed = tree.text("depgraph/docs/policy.md").lines();
    let listed = listed.filter_map(|line| line.strip_prefix("| [`")?.split('`').next());
    [known.collect(), listed.collect()]
}

/// Links from one file of the repository to another that is not there.
fn broken_links(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    let pages = tree
        .files("", ".md")
        .filter(|(path, _)| !path.starts_with("depgraph/docs/"));
    for (path, text) in pages {
        let folder = path
            .rsplit_once('/')
            .map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        let broken = links
            .filter(|link| !link.contains("://") && !link.starts_with('#'))
            .map(|link| format!("{folder}{}", link.split('#').next().unwrap_or(link)))
            .filter(|link| !tree.has(link) && tree.files(&format!("{link}/"), "").next().is_none());
        findings.extend(broken.map(|link| format!("{path}: there is no `{link}`")));
    }
    findings
}

/// Examples that the list does not have, or not in their order.
fn unlisted_examples(tree: &Tree) -> Vec<String> {
    const LIST: &str = "examples/README.md";
    let list = tree.text(LIST);
    let mut findings = Vec::new();
    let mut last = 0;
    let examples = tree
        .files("examples/", ".rs")
        .map(|(path, _)| path.trim_start_matches("examples/"));
    let examples = examples.filter(|name| {
        name.starts_with(|first: char| first.is_ascii_digit()) && !name.contains('/')
    });
    for name in examples {
        match list.find(&format!("({name})")) {
            None => findings.push(format!("{LIST}: does not list `{name}`")),
            Some(at) if at < last => findings.push(format!("{LIST}: lists `{name}` too early")),
            Some(at) => last = at,
        }
    }
    findings
}

#[test]
fn the_readme_has_the_two_commands_and_the_gate_runs_them() {
    assert_eq!(commands(Tree::repository()), COMMANDS);
    assert!(
        !Tree::repository().text(".ci/run").contains(COMMANDS[1]),
        "the gate reads the command from the README"
    );
}

#[test]
fn other_commands_in_the_readme_are_noticed() {
    let tree = Tree::of(&[(
        "README.md",
        "Try it:\n\n```sh\ncargo run  # starts it\nmake test\n```\n",
    )]);
    assert_eq!(commands(&tree), ["cargo run", "make test"]);
}

#[test]
fn the_manual_has_the_grammar_of_the_parser() {
    let [parser, manual] = grammars(Tree::repository());
    assert!(parser.starts_with("graph "), "the grammar is not found");
    assert_eq!(parser, manual);
}

#[test]
fn another_grammar_in_the_manual_is_noticed() {
    let tree = Tree::of(&[
        (
            "depgraph-macros/src/graph/parse.rs",
            "//! ```text\n//! graph = NAME body\n//! ```\n",
        ),
        (
            "depgraph/docs/graph.md",
            "It is:\n\n```text\ngraph = NAME\n```\n",
        ),
    ]);
    assert_eq!(grammars(&tree), ["graph = NAME body", "graph = NAME"]);
}

#[test]
fn the_manual_lists_every_setting() {
    let [known, listed] = settings(Tree::repository());
    assert!(known.contains(&"jitter"), "the settings are not found");
    assert_eq!(known, listed);
}

#[test]
fn a_setting_that_the_manual_does_not_list_is_noticed() {
    let tree = Tree::of(&[
        (
            "depgraph-macros/src/policy.rs",
            "const SETTINGS: [&str; 2] = [\n    \"jitter\",\n    \"stop_timeout\",\n];\n",
        ),
        (
            "depgraph/docs/policy.md",
            "| setting | default |\n| --- | --- |\n| [`jitter`](a) | 0.1 |\n",
        ),
    ]);
    assert_eq!(
        settings(&tree),
        [vec!["jitter", "stop_timeout"], vec!["jitter"]]
    );
}

#[test]
fn no_link_is_broken() {
    assert_none(&broken_links(Tree::repository()));
}

#[test]
fn a_broken_link_is_noticed() {
    let tree = Tree::of(&[
        (
            "README.md",
            "[a](examples/README.md) [b](LICENSE) [c](https://example.org) [d](examples)\n",
        ),
        (
            "examples/README.md",
            "[one](01_one.rs#top) [two](02_two.rs)\n",
        ),
        ("examples/01_one.rs", ""),
    ]);
    assert_eq!(
        broken_links(&tree),
        [
            "README.md: there is no `LICENSE`",
            "examples/README.md: there is no `examples/02_two.rs`"
        ]
    );
}

#[test]
fn every_example_is_listed_in_its_place() {
    assert_none(&unlisted_examples(Tree::repository()));
}

#[test]
fn an_example_that_is_not_listed_is_noticed() {
    let tree = Tree::of(&[
        (
            "examples/README.md",
            "- [two](02_two.rs)\n- [one](01_one.rs)\n",
        ),
        ("examples/01_one.rs", ""),
        ("examples/02_two.rs", ""),
        ("examples/03_three.rs", ""),
        ("examples/agent/main.rs", ""),
    ]);
    assert_eq!(
        unlisted_examples(&tree),
        [
            "examples/README.md: lists `02_two.rs` too early",
            "examples/README.md: does not list `03_three.rs`"
        ]
    );
}
