//! A change of the settings reaches those whom it concerns, and nobody else.

use std::net::TcpListener;

use serde_json::Value;

use crate::process::{Agent, Setup};

/// Settings with everything that a test changes.
fn settings(listen: &str, log: &str, days: u32, targets: &str) -> String {
    format!(
        "listen = \"{listen}\"\nlog = \"{log}\"\n\
         [sampling]\ninterval = \"200ms\"\n[retention]\ndays = {days}\n{targets}"
    )
}

/// The nodes whose run number is not what it was.
fn bounced(agent: &mut Agent, before: &[(String, u64)]) -> Vec<String> {
    let now = agent.runs();
    let changed = before
        .iter()
        .zip(now)
        .filter(|(before, now)| *before != now);
    changed.map(|(_, (name, _))| name).collect()
}

fn status(agent: &mut Agent, node: &str) -> String {
    agent.node(node)["status"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

#[test]
fn retention_and_log_level_bounce_nothing() {
    let any = "127.0.0.1:0";
    let mut agent = Setup::new().with(&settings(any, "info", 30, "")).start();
    agent.all_run();
    let before = agent.runs();

    agent.write(&settings(any, "info", 7, ""));
    agent.wait_for("7 days", |agent| {
        (status(agent, "retention") == "keeps 7 days").then_some(())
    });
    assert_eq!(bounced(&mut agent, &before), [""; 0]);

    assert!(!agent.log().contains("DEBUG"));
    agent.write(&settings(any, "debug", 7, ""));
    agent.wait_for("the level", |agent| {
        (status(agent, "log_level") == "debug").then_some(())
    });
    // The first thing to happen at the new level: the log is heard to follow.
    agent.write(&settings(
        any,
        "debug",
        7,
        "[[target]]\nname = \"a\"\ntcp = \"127.0.0.1:1\"\n",
    ));
    agent.says("DEBUG");
    agent.node_is("prober", "run 2", |node| {
        node["run"] == 2 && node["state"] == "running"
    });
    assert_eq!(bounced(&mut agent, &before), ["prober"]);
}

#[test]
fn a_target_bounces_only_the_prober() {
    let target = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = target.local_addr().unwrap();
    let any = "127.0.0.1:0";
    let mut agent = Setup::new().with(&settings(any, "info", 30, "")).start();
    agent.all_run();
    let before = agent.runs();

    let targets = format!("[[target]]\nname = \"mine\"\ntcp = \"{address}\"\nevery = \"200ms\"\n");
    agent.write(&settings(any, "info", 30, &targets));
    let up = agent.wait_for("the target", |agent| {
        Some(agent.json("/api/state")["targets"]["mine"]["last"]["up"].take())
            .filter(|up| !up.is_null())
    });
    assert_eq!(up, Value::Bool(true));
    assert_eq!(bounced(&mut agent, &before), ["prober"]);
}

#[test]
fn the_listen_address_bounces_only_the_page() {
    let mut agent = Setup::new()
        .with(&settings("127.0.0.1:0", "info", 30, ""))
        .start();
    agent.all_run();
    let before = agent.runs();
    let old = agent.page();

    let new = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    agent.write(&settings(&new.to_string(), "info", 30, ""));
    agent.says(&format!("The page is at http://{new}/"));
    assert_ne!(old, new);
    agent.all_run();
    assert_eq!(bounced(&mut agent, &before), ["web"]);
    assert!(
        std::net::TcpStream::connect(old).is_err(),
        "the old address still answers"
    );
}

#[test]
fn sampling_bounces_only_the_sampler() {
    let mut agent = Setup::new().with("[sampling]\ninterval = \"5m\"").start();
    agent.all_run();
    let before = agent.runs();
    agent.write("[sampling]\ninterval = \"150ms\"");
    agent.node_is("sampler", "run 2", |node| {
        node["run"] == 2 && node["state"] == "running"
    });
    let at = |agent: &mut Agent| agent.json("/api/state")["host"]["at"].as_i64();
    let first = agent.wait_for("a sample", at);
    agent.wait_for("another sample", |agent| at(agent).filter(|at| *at > first));
    assert_eq!(bounced(&mut agent, &before), ["sampler"]);
}
