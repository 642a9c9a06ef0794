//! No test waits for real time to pass, and none is left out.

use super::{Tree, assert_none};

/// In two parts, so that this file has none.
const SLEEP: &str = concat!("thread::", "sleep");
const IGNORED: &str = concat!("#[", "ignore");

fn sleeps(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree.files("", ".rs") {
        for (number, line) in text.lines().enumerate() {
            let at = format!("{path}:{}", number + 1);
            if line.contains(SLEEP) {
                findings.push(format!("{at}: sleeps; wait for what is to happen"));
            }
            if line.contains(IGNORED) {
                findings.push(format!("{at}: is ignored; a program is no test"));
            }
            let is_test = line.trim_start().starts_with("#[tokio::test");
            if is_test && !line.contains("start_paused = true") && !line.contains("multi_thread") {
                findings.push(format!("{at}: the time is not paused"));
            }
        }
    }
    findings
}

#[test]
fn no_test_waits_for_real_time_to_pass() {
    assert_none(&sleeps(Tree::repository()));
}

#[test]
fn a_real_sleep_is_noticed() {
    let test = format!(
        "#[tokio::test]\n#[tokio::test(start_paused = true)]\nstd::{SLEEP}(SECOND);\n{IGNORED}]\n"
    );
    assert_eq!(
        sleeps(&Tree::of(&[("tests/it/a.rs", &*test)])),
        [
            "tests/it/a.rs:1: the time is not paused",
            "tests/it/a.rs:3: sleeps; wait for what is to happen",
            "tests/it/a.rs:4: is ignored; a program is no test",
        ]
    );
}
