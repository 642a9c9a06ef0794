//! Every invariant of ARCHITECTURE.md names what holds it.

use super::{Tree, assert_none};

const PAGE: &str = "ARCHITECTURE.md";

/// One numbered invariant, and what it says that it is held by.
struct Invariant<'a> {
    number: &'a str,
    holders: Vec<&'a str>,
}

/// Invariants are paragraphs that begin with `**1.**` and end with `Held by` and names in backticks.
fn invariants(page: &str) -> Vec<Invariant<'_>> {
    let paragraphs = page.split("\n\n");
    paragraphs
        .filter_map(|paragraph| {
            let (number, text) = paragraph
                .trim_start()
                .strip_prefix("**")?
                .split_once(".**")?;
            number.parse::<u32>().ok()?;
            let (_, holders) = text.split_once("Held by").unwrap_or_default();
            Some(Invariant {
                number,
                holders: holders.split('`').skip(1).step_by(2).collect(),
            })
        })
        .collect()
}

fn unheld(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (index, Invariant { number, holders }) in
        invariants(tree.text(PAGE)).into_iter().enumerate()
    {
        if number != (index + 1).to_string() {
            findings.push(format!(
                "{PAGE}: invariant {number} should have the number {}",
                index + 1
            ));
        }
        if holders.is_empty() {
            findings.push(format!(
                "{PAGE}: invariant {number} does not say what it is held by"
            ));
        }
        let missing = holders.iter().filter(|holder| !exists(tree, holder));
        findings.extend(
            missing.map(|holder| format!("{PAGE}: invariant {number}: there is no `{holder}`")),
        );
    }
    findings
}

/// Whether `holder` is a file, or a function in the module that its path names: `tidy::machine::the_machine_is_pure`.
fn exists(tree: &Tree, holder: &str) -> bool {
    if tree.has(holder) {
        return true;
    }
    let Some((modules, function)) = holder.rsplit_once("::") else {
        return false;
    };
    // The unit tests of a short module stand in it.
    let module = modules
        .strip_suffix("::tests")
        .unwrap_or(modules)
        .replace("::", "/");
    let files = ["", "/mod", "/tests", "/tests/mod"].map(|file| format!("/{module}{file}.rs"));
    let definition = format!("fn {function}(");
    tree.files("", ".rs").any(|(path, text)| {
        files.iter().any(|file| path.ends_with(file)) && text.contains(&definition)
    })
}

#[test]
fn every_invariant_names_what_holds_it() {
    let tree = Tree::repository();
    assert!(
        invariants(tree.text(PAGE)).len() > 1,
        "the invariants are not found"
    );
    assert_none(&unheld(tree));
}

#[test]
fn an_invariant_that_nothing_holds_is_noticed() {
    let tree = Tree::of(&[
        (
            PAGE,
            "**1.** It is pure. Held by `tidy::machine::it_is_pure`.\n\n**2.** It is fast.\n\n\
             **4.** It is small. Held by `tidy::machine::it_is_small` and `a.txt`.\n",
        ),
        ("tests/it/tidy/machine.rs", "fn it_is_pure() {}\n"),
    ]);
    assert_eq!(
        unheld(&tree),
        [
            "ARCHITECTURE.md: invariant 2 does not say what it is held by",
            "ARCHITECTURE.md: invariant 4 should have the number 3",
            "ARCHITECTURE.md: invariant 4: there is no `tidy::machine::it_is_small`",
            "ARCHITECTURE.md: invariant 4: there is no `a.txt`",
        ]
    );
}
