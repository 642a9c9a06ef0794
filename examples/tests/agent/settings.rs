//! The settings file goes bad, goes away, and comes back.

use std::fs;

use serde_json::Value;

use crate::process::{Agent, Setup};

const GOOD: &str = "[sampling]\ninterval = \"200ms\"\n";

fn problem(agent: &mut Agent) -> Option<Value> {
    Some(agent.json("/api/state")["problem"].take()).filter(|problem| !problem.is_null())
}

fn waits_until_good(agent: &mut Agent) {
    agent.wait_for("good settings", |agent| {
        problem(agent).is_none().then_some(())
    });
}

#[test]
fn a_bad_edit_changes_nothing_and_is_shown_with_line_and_column() {
    let mut agent = Setup::new().with(GOOD).start();
    agent.all_run();
    let before = agent.runs();

    agent.write("[sampling]\ninterval = \"200 parsecs\"\n");
    let shown = agent.wait_for("the mistake", problem);
    assert_eq!(shown["at"], serde_json::json!([3, 12]), "{shown}");
    assert_eq!(shown["line"], "interval = \"200 parsecs\"");
    let message = shown["message"].as_str().unwrap().to_owned();
    assert!(
        message.contains("`200 parsecs` is not a duration"),
        "{message}"
    );
    assert_eq!(shown["has_last_good"], true);
    let logged = agent.says("agent.toml:3:12: ");
    assert!(
        logged.contains("ERROR") && logged.contains(&message),
        "{logged}"
    );
    assert_eq!(agent.runs(), before);

    agent.write(GOOD);
    waits_until_good(&mut agent);
    assert_eq!(
        agent.runs(),
        before,
        "settings that are as they were bounce nobody"
    );
}

#[test]
fn a_file_that_vanishes_leaves_the_last_good_settings_until_it_is_back() {
    let mut agent = Setup::new().with(GOOD).start();
    agent.all_run();
    let before = agent.runs();
    let file = agent.setup.settings();

    fs::remove_file(&file).unwrap();
    let shown = agent.wait_for("the problem", problem);
    assert!(
        shown["message"]
            .as_str()
            .unwrap()
            .contains("cannot be read"),
        "{shown}"
    );
    fs::write(&file, "").unwrap();
    agent.wait_for("the other problem", |agent| {
        problem(agent).filter(|problem| problem["message"] == "the file is empty")
    });
    assert!(!file.with_extension("new").exists());
    assert_eq!(agent.runs(), before);

    // As an editor does it: a new file takes the name.
    let new = file.with_extension("new");
    fs::write(
        &new,
        "listen = \"127.0.0.1:0\"\n[sampling]\ninterval = \"300ms\"\n",
    )
    .unwrap();
    fs::rename(&new, &file).unwrap();
    waits_until_good(&mut agent);
    agent.node_is("sampler", "run 2", |node| {
        node["run"] == 2 && node["state"] == "running"
    });
}

#[test]
fn nonsense_from_the_start_keeps_what_it_decides_waiting() {
    let setup = Setup::new().flag("--listen", "127.0.0.1:0");
    fs::write(setup.settings(), "nonsense").unwrap();
    let mut agent = setup.start();
    agent.is("web", "running");
    let shown = agent.wait_for("the problem", problem);
    assert_eq!(
        (&shown["at"][0], &shown["has_last_good"]),
        (&1.into(), &false.into()),
        "{shown}"
    );
    assert!(agent.says("agent.toml:1:").ends_with(" waits)"));
    for node in ["prober", "retention", "alerts"] {
        let report = agent.is(node, "waiting");
        let waits_for = report["waits_for"].to_string();
        assert!(waits_for.contains("settings"), "{node}: {waits_for}");
    }
    agent.is("sampler", "running");

    agent.write(GOOD);
    agent.all_run();
    waits_until_good(&mut agent);
}

#[test]
fn the_flag_for_the_address_wins_over_the_settings() {
    let setup = Setup::new()
        .flag("--listen", "127.0.0.1:0")
        .with("listen = \"127.0.0.1:1\"\n");
    let mut agent = setup.start();
    agent.all_run();
    assert_ne!(agent.page().port(), 1);
}
