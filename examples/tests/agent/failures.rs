//! What goes wrong around the agent, and how little that does to the rest of it.

use std::{
    fs,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crate::process::{Setup, now_ms, rows};

const QUICK: &str = "[sampling]\ninterval = \"200ms\"\n";

#[test]
fn a_port_that_is_taken_is_tried_again_while_everything_else_runs() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let mut agent = Setup::new()
        .with(&format!("listen = \"{address}\"\n{QUICK}"))
        .start();
    let line = agent.says(&format!("cannot serve the page on {address}"));
    assert!(
        line.contains("WARN") && line.contains("in use") && line.contains("--listen"),
        "{line}"
    );
    let database = agent.setup.database();
    agent.wait_for("samples", |_| {
        rows(&database, "samples", 0).filter(|rows| *rows > 0)
    });

    drop(taken);
    assert_eq!(agent.page(), address);
    agent.all_run();
    assert!(agent.node("web")["run"].as_u64().unwrap() > 1);
    for node in ["store", "sampler", "prober", "alerts", "recorder"] {
        assert_eq!(agent.node(node)["run"], 1, "{node}");
    }
}

#[test]
fn a_data_directory_that_cannot_be_written_is_tried_again_while_everything_else_runs() {
    let down = "[[target]]\nname = \"gone\"\ntcp = \"127.0.0.1:1\"\nevery = \"100ms\"\n\
                [[alert]]\nname = \"it is down\"\ndown = \"gone\"\n";
    let setup = Setup::new().with(&format!("{QUICK}{down}"));
    // Not even root can make a directory of a file.
    fs::write(setup.data(), "in the way").unwrap();
    let mut agent = setup.start();

    let line = agent.says("cannot create the data directory");
    assert!(line.contains("WARN") && line.contains("data_dir"), "{line}");
    let data_dir = agent.node_is("data_dir", "back-off", |node| node["state"] == "back_off");
    let error = data_dir["last_error"]["text"].as_str().unwrap().to_owned();
    assert!(
        error.contains(agent.setup.data().to_str().unwrap()),
        "{error}"
    );
    assert!(data_dir["next_attempt"]["at"].is_object(), "{data_dir}");
    let waits_for = agent.is("store", "waiting")["waits_for"].to_string();
    assert!(
        waits_for.contains("data_dir") && waits_for.contains("back-off"),
        "{waits_for}"
    );

    // The alerts do without the store.
    let alert = agent.wait_for("the alert", |agent| {
        Some(agent.json("/api/state")["alerts"][0].clone()).filter(|alert| !alert.is_null())
    });
    assert_eq!(alert["subject"], "gone");
    assert_eq!(
        agent.node("alerts")["status"],
        "not recorded, for want of a store"
    );
    assert_eq!(agent.json("/api/state")["stored"], false);

    fs::remove_file(agent.setup.data()).unwrap();
    agent.all_run();
    agent.wait_for("the alert to be recorded", |agent| {
        Some(agent.json("/api/alerts")[0]["subject"].clone()).filter(|subject| subject == "gone")
    });
    for node in ["sampler", "prober", "web"] {
        assert_eq!(agent.node(node)["run"], 1, "{node}");
    }
}

#[test]
fn two_agents_do_not_share_a_data_directory() {
    let mut first = Setup::new().with(QUICK).start();
    first.all_run();
    let mut second = Setup::new().sharing(first.setup.data()).with(QUICK).start();
    second.says("another agent uses the data directory");
    first.kill();
    second.all_run();
}

#[test]
fn a_target_that_hangs_is_down_and_delays_no_other() {
    // Connections are accepted by the system, and never answered.
    let hanging = TcpListener::bind("127.0.0.1:0").unwrap();
    let healthy = TcpListener::bind("127.0.0.1:0").unwrap();
    let targets = format!(
        "[[target]]\nname = \"hanging\"\nhttp = \"http://{}/\"\nevery = \"100ms\"\ntimeout = \"300ms\"\n\
         [[target]]\nname = \"healthy\"\ntcp = \"{}\"\nevery = \"100ms\"\n",
        hanging.local_addr().unwrap(),
        healthy.local_addr().unwrap(),
    );
    let mut agent = Setup::new().with(&format!("{QUICK}{targets}")).start();
    agent.all_run();
    let last = agent.wait_for("the hanging target", |agent| {
        Some(agent.json("/api/state")["targets"]["hanging"]["last"].take())
            .filter(|last| !last.is_null())
    });
    assert_eq!(last["up"], false);
    assert_eq!(last["detail"], "no answer within 300ms");
    let state = agent.json("/api/state");
    assert_eq!(state["targets"]["healthy"]["last"]["up"], true);
    assert_eq!(agent.node("prober")["run"], 1);
}

#[test]
fn a_panic_is_the_error_of_its_node_and_of_no_other() {
    let mut agent = Setup::new().flag("--fault", "panic").with(QUICK).start();
    let fault = agent.node_is("fault", "a second failure", |node| {
        node["failures"].as_u64() >= Some(2) && node["state"] == "back_off"
    });
    let error = fault["last_error"]["text"].as_str().unwrap();
    assert!(error.contains("asked to panic"), "{error}");
    assert!(
        fault["next_attempt"]["why"]
            .as_str()
            .unwrap()
            .contains("back-off"),
        "{fault}"
    );
    for (node, run) in agent.runs() {
        assert!(node == "fault" || run == 1, "{node} is at run {run}");
    }
}

#[test]
fn a_fatal_error_ends_the_agent_with_one_readable_line() {
    let setup = Setup::new().with(QUICK);
    fs::create_dir(setup.data()).unwrap();
    let newer = rusqlite::Connection::open(setup.database()).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    drop(newer);
    let mut agent = setup.start();
    let (status, _) = agent.ends();
    assert_eq!(status.code(), Some(1));
    let log = agent.log();
    let errors: Vec<_> = log
        .lines()
        .filter(|line| line.starts_with("error: "))
        .collect();
    assert_eq!(errors.len(), 1, "{log}");
    for part in ["`store`", "agent.db", "schema is 99", "knows 2", "--data"] {
        assert!(errors[0].contains(part), "{part} is not in {}", errors[0]);
    }
}

/// A target that counts its probes, and the longest time between two.
pub(crate) struct Probed {
    pub(crate) settings: String,
    longest: Arc<AtomicU64>,
}

impl Probed {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let longest = Arc::new(AtomicU64::new(0));
        let gap = Arc::clone(&longest);
        thread::spawn(move || {
            let mut last = None;
            for _probe in listener.incoming() {
                let now = now_ms();
                if let Some(last) = last.replace(now) {
                    gap.fetch_max(u64::try_from(now - last).unwrap_or(0), Ordering::Relaxed);
                }
            }
        });
        let settings =
            format!("[[target]]\nname = \"probed\"\ntcp = \"{address}\"\nevery = \"100ms\"\n");
        Self { settings, longest }
    }

    /// The longest time between two probes, in milliseconds.
    pub(crate) fn longest_gap(&self) -> u64 {
        self.longest.load(Ordering::Relaxed)
    }
}
