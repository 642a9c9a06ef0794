//! No test waits for real time to pass.

use super::{Tree, assert_none};

fn sleeps(tree: &Tree) -> Vec<String> {
    let mut findings = Vec::new();
    for (path, text) in tree
        .files("", ".rs")
        .filter(|(path, _)| !path.contains("tests/it/tidy/"))
    {
        for (number, line) in text.lines().enumerate() {
            let at = format!("{path}:{}", number + 1);
            if line.contains("thread::sleep") {
                findings.push(format!("{at}: sleeps; wait for what is to happen"));
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
    let tree = Tree::of(&[(
        "tests/it/a.rs",
        "#[tokio::test]\n#[tokio::test(start_paused = true)]\nstd::thread::sleep(SECOND);\n",
    )]);
    assert_eq!(
        sleeps(&tree),
        [
            "tests/it/a.rs:1: the time is not paused",
            "tests/it/a.rs:3: sleeps; wait for what is to happen"
        ]
    );
}
