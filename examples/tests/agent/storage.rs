//! The database is deleted, damaged, old, or busy.

use std::{fs, path::PathBuf, time::Instant};

use crate::{
    failures::Probed,
    process::{Agent, Setup, now_ms, rows},
};

const QUICK: &str = "[sampling]\ninterval = \"200ms\"\n";

/// New rows come into the database, in the file that has its name.
fn stores_again(agent: &mut Agent) {
    let (database, since) = (agent.setup.database(), now_ms());
    for table in ["samples", "probes"] {
        agent.wait_for(table, |_| {
            rows(&database, table, since).filter(|rows| *rows > 0)
        });
    }
}

fn deleted_while_running(suffix: &str) {
    let probed = Probed::new();
    let mut agent = Setup::new()
        .with(&format!("{QUICK}{}", probed.settings))
        .start();
    agent.all_run();
    stores_again(&mut agent);
    let file = PathBuf::from(format!("{}{suffix}", agent.setup.database().display()));

    let deleted = Instant::now();
    fs::remove_file(&file).unwrap();
    let line = agent.says("was deleted or replaced while it was open");
    assert!(line.contains(&format!("agent.db{suffix}")), "{line}");
    agent.node_is("store", "another run", |node| {
        node["run"] == 2 && node["state"] == "running"
    });
    stores_again(&mut agent);
    assert!(deleted.elapsed().as_secs() < 10, "{:?}", deleted.elapsed());
    assert!(file.exists());

    assert!(
        probed.longest_gap() < 3000,
        "no probe for {} ms",
        probed.longest_gap()
    );
    for node in ["prober", "sampler", "web"] {
        assert_eq!(agent.node(node)["run"], 1, "{node}");
    }
}

#[test]
fn a_database_that_is_deleted_while_running_is_made_anew() {
    deleted_while_running("");
}

#[test]
fn a_write_ahead_log_that_is_deleted_while_running_is_made_anew() {
    deleted_while_running("-wal");
}

#[test]
fn a_shared_memory_file_that_is_deleted_while_running_is_made_anew() {
    deleted_while_running("-shm");
}

#[test]
fn a_data_directory_that_is_deleted_while_running_is_made_anew() {
    let probed = Probed::new();
    let mut agent = Setup::new()
        .with(&format!("{QUICK}{}", probed.settings))
        .start();
    agent.all_run();
    fs::remove_dir_all(agent.setup.data()).unwrap();
    stores_again(&mut agent);
    agent.all_run();
    assert_eq!(agent.node("prober")["run"], 1);
}

#[test]
fn a_corrupt_database_is_set_aside_and_said_so() {
    let setup = Setup::new().with(&format!("{QUICK}{}", Probed::new().settings));
    fs::create_dir(setup.data()).unwrap();
    let garbage = "this is no database. ".repeat(1000);
    fs::write(setup.database(), &garbage).unwrap();
    let aside = setup.data().join("agent.db.corrupt-1");

    let mut agent = setup.start();
    agent.all_run();
    let line = agent.says("set aside as");
    assert!(
        line.contains("ERROR") && line.contains(aside.to_str().unwrap()),
        "{line}"
    );
    let notes = agent.node("store")["notes"].to_string();
    assert!(
        notes.contains("set aside as") && notes.contains("agent.db.corrupt-1"),
        "{notes}"
    );
    assert_eq!(fs::read_to_string(aside).unwrap(), garbage);
    stores_again(&mut agent);
}

#[test]
fn a_database_that_proves_corrupt_while_it_is_used_is_set_aside_and_said_so() {
    let settings = format!("{QUICK}{}", Probed::new().settings);
    let mut first = Setup::new().with(&settings).start();
    first.all_run();
    stores_again(&mut first);
    first.signal(rustix::process::Signal::TERM);
    first.ends();

    // The first page, which says what the others are, is left as it is.
    let database = first.setup.database();
    let mut bytes = fs::read(&database).unwrap();
    bytes[4096..].fill(0xff);
    fs::write(&database, &bytes).unwrap();

    let mut second = Setup::new()
        .sharing(first.setup.data())
        .with(&settings)
        .start();
    let line = second.says("set aside as");
    assert!(line.contains("agent.db.corrupt-1"), "{line}");
    second.all_run();
    stores_again(&mut second);
    let aside = fs::read(first.setup.data().join("agent.db.corrupt-1")).unwrap();
    assert_eq!(aside[4096..8192], bytes[4096..8192]);
}

#[test]
fn an_old_database_is_upgraded() {
    let setup = Setup::new().with(QUICK);
    fs::create_dir(setup.data()).unwrap();
    let old = rusqlite::Connection::open(setup.database()).unwrap();
    old.execute_batch(
        "CREATE TABLE samples (metric TEXT NOT NULL, at INTEGER NOT NULL, value REAL NOT NULL,
             PRIMARY KEY (metric, at)) WITHOUT ROWID;
         CREATE TABLE probes (target TEXT NOT NULL, at INTEGER NOT NULL, up INTEGER NOT NULL,
             latency_ms REAL, detail TEXT NOT NULL, PRIMARY KEY (target, at)) WITHOUT ROWID;
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let mut agent = setup.start();
    agent.all_run();
    assert_eq!(agent.json("/api/alerts"), serde_json::json!([]));
}

#[test]
fn what_is_too_old_is_deleted_when_the_retention_says_so() {
    let mut agent = Setup::new()
        .with(&format!("{QUICK}[retention]\ndays = 30\n"))
        .start();
    agent.all_run();
    let database = agent.setup.database();
    let other = rusqlite::Connection::open(&database).unwrap();
    other
        .busy_timeout(std::time::Duration::from_secs(10))
        .unwrap();
    let ten_days_ago = now_ms() - 10 * 24 * 60 * 60 * 1000;
    other
        .execute(
            "INSERT INTO samples VALUES ('cpu', ?1, 50.0)",
            [ten_days_ago],
        )
        .unwrap();
    drop(other);
    let is_there =
        || rows(&database, "samples", ten_days_ago - 1) > rows(&database, "samples", ten_days_ago);
    assert!(is_there());

    let retention = agent.node("retention")["run"].clone();
    agent.write(&format!("{QUICK}[retention]\ndays = 7\n"));
    agent.wait_for("the old row to be deleted", |_| (!is_there()).then_some(()));
    assert_eq!(agent.node("retention")["run"], retention);
}

#[test]
fn an_alert_outlives_the_agent_that_raised_it() {
    let down = "[[target]]\nname = \"gone\"\ntcp = \"127.0.0.1:1\"\nevery = \"100ms\"\n\
                [[alert]]\nname = \"it is down\"\ndown = \"*\"\n";
    let mut first = Setup::new().with(&format!("{QUICK}{down}")).start();
    first.all_run();
    let recorded = |agent: &mut Agent| {
        let alerts = agent.json("/api/alerts");
        alerts[0].is_object().then_some(alerts)
    };
    let before = first.wait_for("the alert", recorded);
    first.kill();

    let mut second = Setup::new()
        .sharing(first.setup.data())
        .with(&format!("{QUICK}{down}"))
        .start();
    second.all_run();
    second.wait_for("a probe", |agent| {
        agent.json("/api/state")["targets"]["gone"]["last"]
            .is_object()
            .then_some(())
    });
    assert_eq!(
        second.wait_for("the alert", recorded),
        before,
        "it goes on, and is not raised again"
    );
}

#[test]
fn a_busy_store_delays_nobody_even_on_a_single_thread() {
    let mut agent = Setup::new()
        .flag("--runtime", "current-thread")
        .with(QUICK)
        .start();
    agent.all_run();
    stores_samples(&mut agent);

    // Someone else writes for 2 s and more: the store waits for it, on a thread of its own.
    let other = rusqlite::Connection::open(agent.setup.database()).unwrap();
    other
        .busy_timeout(std::time::Duration::from_secs(10))
        .unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    let mut delays = Vec::new();
    while start.elapsed().as_secs() < 2 {
        let (asked, before) = (Instant::now(), agent.crowded_out());
        agent.json("/api/report");
        let delay = asked.elapsed();
        let crowded_out = agent.crowded_out().zip(before);
        let crowded_out = crowded_out.map(|(after, before)| after.saturating_sub(before));
        delays.push((delay, crowded_out));
    }
    other.execute_batch("ROLLBACK").unwrap();
    agent.says("what is measured waits");
    for (delay, crowded_out) in delays {
        // Where nobody knows what else the machine did: a thread that waits for the store would be away for a second.
        let most = if crowded_out.is_some() { 50 } else { 900 };
        let own = delay.saturating_sub(crowded_out.unwrap_or_default());
        assert!(own.as_millis() < most, "{delay:?}, of which {own:?}");
    }
    stores_samples(&mut agent);
}

fn stores_samples(agent: &mut Agent) {
    let (database, since) = (agent.setup.database(), now_ms());
    agent.wait_for("samples", |_| {
        rows(&database, "samples", since).filter(|rows| *rows > 0)
    });
}
