//! The sections of a documentation comment have one spelling and one order.

use super::{Tree, assert_none};

/// Which sections an item's documentation may have, in this order.
const SECTIONS: [&str; 4] = ["Errors", "Panics", "Cancel safety", "Examples"];

fn misplaced(tree: &Tree) -> Vec<String> {
    let sources = tree.files("depgraph", ".rs");
    sources
        .flat_map(|(path, text)| misplaced_in(path, text))
        .collect()
}

fn misplaced_in(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut last = 0;
    let mut is_code = false;
    for (number, line) in text.lines().enumerate() {
        let Some(line) = line.trim_start().strip_prefix("///") else {
            (last, is_code) = (0, false);
            continue;
        };
        let line = line.trim_start();
        is_code ^= line.starts_with("```");
        let Some(heading) = line.strip_prefix("# ").filter(|_| !is_code) else {
            continue;
        };
        let at = format!("{path}:{}", number + 1);
        match SECTIONS.iter().position(|section| *section == heading) {
            None => findings.push(format!("{at}: `{heading}` is none of {SECTIONS:?}")),
            Some(place) if place < last => {
                findings.push(format!(
                    "{at}: `{heading}` stands after `{}`",
                    SECTIONS[last]
                ));
            }
            Some(place) => last = place,
        }
    }
    findings
}

/// Public futures whose documentation does not say what dropping them does.
fn silent_futures(tree: &Tree) -> Vec<String> {
    let public = tree
        .files("depgraph/src/", ".rs")
        .filter(|(path, _)| !path.contains("/driver/"));
    public
        .flat_map(|(path, text)| silent_futures_in(path, text))
        .collect()
}

fn silent_futures_in(path: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut says = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_start();
        // A manifold's future is the engine's.
        says |= line == "/// # Cancel safety" || line.starts_with("#[manifold");
        if let Some(rest) = line.strip_prefix("pub async fn ")
            && !says
        {
            let name = rest.split('(').next().unwrap_or(rest);
            findings.push(format!(
                "{path}:{}: what does dropping the future of `{name}` do?",
                number + 1
            ));
        }
        says &= line.starts_with("///") || line.starts_with("#[");
    }
    findings
}

#[test]
fn every_public_future_says_what_dropping_it_does() {
    assert_none(&silent_futures(Tree::repository()));
}

#[test]
fn a_future_that_does_not_say_what_dropping_it_does_is_noticed() {
    let text = "/// # Cancel safety\n///\n/// Nothing.\npub async fn a() {}\n/// Waits.\npub async fn b(x: u8) {}\n";
    assert_eq!(
        silent_futures_in("a.rs", text),
        ["a.rs:6: what does dropping the future of `b` do?"]
    );
}

#[test]
fn sections_have_one_spelling_and_one_order() {
    assert_none(&misplaced(Tree::repository()));
}

#[test]
fn a_section_of_another_name_or_in_another_place_is_noticed() {
    let text = "/// Waits.\n///\n/// # Cancellation safety\nfn wait() {}\n/// # Examples\n/// ```\n/// # hidden\n/// ```\n\
                /// # Errors\nfn run() {}\n";
    assert_eq!(
        misplaced_in("a.rs", text),
        [
            "a.rs:3: `Cancellation safety` is none of [\"Errors\", \"Panics\", \"Cancel safety\", \"Examples\"]",
            "a.rs:9: `Errors` stands after `Examples`",
        ]
    );
}
