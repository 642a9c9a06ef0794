//! What a start shows.

use std::fs;

use crate::{http, process::Setup};

#[test]
fn a_first_start_shows_this_host_and_warns_of_nothing() {
    let mut agent = Setup::new().flag("--listen", "127.0.0.1:0").start();
    agent.all_run();
    let host = agent.wait_for("a sample", |agent| {
        Some(agent.json("/api/state")["host"].take()).filter(|host| !host.is_null())
    });
    assert!(host["memory"]["total"].as_u64().unwrap() > 1 << 20);
    assert!(host["memory"]["used"].as_u64() <= host["memory"]["total"].as_u64());
    assert!((0.0..=100.0).contains(&host["cpu"].as_f64().unwrap()));
    assert!(host["cores"].as_u64().unwrap() > 0);
    assert!(!host["name"].as_str().unwrap().is_empty());

    let points = agent.wait_for("history", |agent| {
        let mut history = agent.try_json("/api/history?metric=memory&minutes=5")?;
        Some(history["points"].take()).filter(|points| points[0].is_object())
    });
    let used = points[0]["value"].as_f64().unwrap();
    assert!(used > 0.0 && used <= 100.0, "{points}");

    let log = agent.log();
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
}

#[test]
fn the_first_start_creates_settings_that_explain_themselves() {
    let mut agent = Setup::new().flag("--listen", "127.0.0.1:0").start();
    agent.all_run();
    let text = fs::read_to_string(agent.setup.settings()).unwrap();
    for known in [
        "listen = ",
        "[sampling]",
        "[[target]]",
        "[[alert]]",
        "days = 30",
    ] {
        assert!(text.contains(known), "{known} is not in\n{text}");
    }
    let comments = text.lines().filter(|line| line.starts_with('#')).count();
    assert!(comments > 10, "{text}");
    assert_eq!(agent.json("/api/state")["problem"], serde_json::Value::Null);
}

#[test]
fn the_page_brings_everything_along() {
    let mut agent = Setup::new().with("").start();
    let page = agent.page();
    let html = http::get(page, "/").unwrap();
    assert_eq!(html.status, 200);
    assert!(
        !html.body.contains("//cdn") && !html.body.contains("https://"),
        "{}",
        html.body
    );
    for asset in ["style.css", "app.js", "icon.svg"] {
        assert!(html.body.contains(asset), "{asset}");
        assert_eq!(
            http::get(page, &format!("/{asset}")).unwrap().status,
            200,
            "{asset}"
        );
    }
    assert_eq!(http::get(page, "/api/history").unwrap().status, 400);
    assert_eq!(http::get(page, "/nothing").unwrap().status, 404);
}

#[test]
fn the_report_draws_the_graph_with_every_kind_of_edge() {
    let mut agent = Setup::new().with("").start();
    agent.all_run();
    let kind = |report: &serde_json::Value, name: &str| {
        let mut inputs = report["inputs"].as_array().unwrap().iter();
        inputs.find(|input| input["name"] == name).unwrap()["kind"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(kind(&agent.node("recorder"), "store"), "required");
    assert_eq!(kind(&agent.node("alerts"), "store"), "optional");
    assert_eq!(kind(&agent.node("retention"), "retention"), "latest");
    assert_eq!(kind(&agent.node("web"), "store"), "watch");
    assert_eq!(agent.node("store")["conditions"][0]["node"], "data_dir");
}
