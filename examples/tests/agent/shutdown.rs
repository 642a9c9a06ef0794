//! The end, with everything under way.

use std::{
    io::Read as _,
    net::{TcpListener, TcpStream},
    thread,
    time::Duration,
};

use rustix::process::Signal;

use crate::{http, process::Setup};

/// A page that is open in a browser: the thread ends, with all that came, when the agent closes the stream.
fn open_page(agent: std::net::SocketAddr) -> thread::JoinHandle<String> {
    let mut stream = http::request(agent, "/api/stream").unwrap();
    thread::spawn(move || {
        let mut all = String::new();
        // A connection that is cut is as closed as one that ends.
        drop(stream.read_to_string(&mut all));
        all
    })
}

fn ends_in_order(signal: Signal, runtime: &str) {
    let hanging = TcpListener::bind("127.0.0.1:0").unwrap();
    let settings = format!(
        "[sampling]\ninterval = \"100ms\"\n[[target]]\nname = \"hanging\"\n\
         http = \"http://{}/\"\nevery = \"100ms\"\ntimeout = \"10m\"\n",
        hanging.local_addr().unwrap(),
    );
    let mut agent = Setup::new()
        .flag("--runtime", runtime)
        .with(&settings)
        .start();
    agent.all_run();
    let page = agent.page();
    let browsers = [open_page(page), open_page(page)];
    // Browsers also open connections ahead of time, and say nothing.
    let _silent = TcpStream::connect(page).unwrap();
    let _probe = hanging.accept().unwrap();

    // A write is in progress for as long as another program holds the database.
    let other = rusqlite::Connection::open(agent.setup.database()).unwrap();
    other.busy_timeout(Duration::from_secs(10)).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    agent.says("what is measured waits");

    agent.signal(signal);
    let (status, after) = agent.ends();
    let log = agent.log();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(after < Duration::from_secs(5), "{after:?}: {log}");
    assert!(!log.contains("did not stop in time"), "{log}");
    for browser in browsers {
        let seen = browser.join().unwrap();
        assert!(
            seen.contains("data:") && seen.contains("\"graph\""),
            "{seen}"
        );
    }
}

#[test]
fn sigterm_ends_it_all_within_five_seconds_and_nobody_is_late() {
    ends_in_order(Signal::TERM, "multi-thread");
}

#[test]
fn sigint_ends_it_all_within_five_seconds_and_nobody_is_late() {
    ends_in_order(Signal::INT, "current-thread");
}

#[test]
fn what_was_measured_last_is_stored_before_the_end() {
    let mut agent = Setup::new()
        .with("[sampling]\ninterval = \"100ms\"\n")
        .start();
    agent.all_run();
    let last = agent.wait_for("a sample", |agent| {
        agent.json("/api/state")["host"]["at"].as_i64()
    });
    agent.signal(Signal::TERM);
    let (status, _) = agent.ends();
    assert_eq!(status.code(), Some(0));
    let stored = crate::process::rows(&agent.setup.database(), "samples", last - 1);
    assert!(stored > Some(0), "{stored:?}");
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let mut agent = Setup::new().flag("--fault", "deaf").with("").start();
    agent.all_run();
    agent.signal(Signal::TERM);
    agent.says("asked to end");
    agent.signal(Signal::TERM);
    let (status, after) = agent.ends();
    assert_ne!(status.code(), Some(0));
    assert!(after < Duration::from_secs(2), "{after:?}");
}

#[test]
fn a_worker_that_does_not_hear_is_dropped_at_its_deadline_and_named() {
    let mut agent = Setup::new().flag("--fault", "deaf").with("").start();
    agent.all_run();
    agent.signal(Signal::TERM);
    let (_, after) = agent.ends();
    assert!(after < Duration::from_secs(5), "{after:?}");
    let log = agent.log();
    let late: Vec<_> = log
        .lines()
        .filter(|line| line.contains("did not stop in time"))
        .collect();
    assert!(late.len() == 1 && late[0].contains("fault"), "{log}");
}
