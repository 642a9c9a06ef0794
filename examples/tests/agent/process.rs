//! A running agent.

use std::{
    fs,
    io::{BufRead as _, BufReader, Read},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use tempfile::TempDir;

use crate::http;

/// What even a machine with much else to do manages.
const PATIENCE: Duration = Duration::from_secs(30);

/// How an agent is started.
pub(crate) struct Setup {
    /// What the agent keeps, and its settings, unless they are elsewhere.
    dir: TempDir,
    data: PathBuf,
    flags: Vec<String>,
}

impl Setup {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self {
            data: dir.path().join("data"),
            dir,
            flags: Vec::new(),
        }
    }

    /// The data directory is the one of another agent.
    pub(crate) fn sharing(mut self, data: PathBuf) -> Self {
        self.data = data;
        self
    }

    pub(crate) fn flag(mut self, name: &str, value: &str) -> Self {
        self.flags.extend([name.to_owned(), value.to_owned()]);
        self
    }

    /// Writes the settings: `text`, and the page at a free port unless it says where.
    pub(crate) fn with(self, text: &str) -> Self {
        self.write(text);
        self
    }

    pub(crate) fn write(&self, text: &str) {
        fs::write(self.settings(), with_page(text)).unwrap();
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.data.clone()
    }

    pub(crate) fn settings(&self) -> PathBuf {
        self.dir.path().join("agent.toml")
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.data().join("agent.db")
    }

    pub(crate) fn start(self) -> Agent {
        let mut child = Command::new(env!("CARGO_BIN_EXE_agent"))
            .arg("--data")
            .arg(self.data())
            .arg("--settings")
            .arg(self.settings())
            .args(&self.flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (said, lines) = mpsc::channel();
        tell(child.stdout.take().unwrap(), said.clone());
        tell(child.stderr.take().unwrap(), said);
        Agent {
            setup: self,
            child,
            lines,
            log: Vec::new(),
        }
    }
}

/// The settings `text`, with the page at a free port unless they say where.
fn with_page(text: &str) -> String {
    if text.contains("listen =") {
        text.to_owned()
    } else {
        format!("listen = \"127.0.0.1:0\"\n{text}")
    }
}

fn tell(from: impl Read + Send + 'static, to: Sender<String>) {
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            if to.send(line).is_err() {
                return;
            }
        }
    });
}

/// A running agent; it is killed when it is dropped.
pub(crate) struct Agent {
    pub(crate) setup: Setup,
    child: Child,
    lines: Receiver<String>,
    log: Vec<String>,
}

impl Agent {
    /// Waits until `check` finds what it looks for; fails with the log if it does not.
    pub(crate) fn wait_for<T>(
        &mut self,
        what: &str,
        mut check: impl FnMut(&mut Self) -> Option<T>,
    ) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = check(self) {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited for {what} in vain; the agent said:\n{}\nand its report is:\n{:#}",
                self.log.join("\n"),
                self.try_json("/api/state").unwrap_or_default(),
            );
            self.listen(Duration::from_millis(30));
        }
    }

    /// What the agent says within `time`, which is over early if it falls silent for ever.
    fn listen(&mut self, time: Duration) {
        let until = Instant::now() + time;
        loop {
            match self
                .lines
                .recv_timeout(until.saturating_duration_since(Instant::now()))
            {
                Ok(line) => self.log.push(line),
                Err(RecvTimeoutError::Timeout) => return,
                // It has ended: there is nothing to listen to, and time still has to pass.
                Err(RecvTimeoutError::Disconnected) => {
                    return thread::park_timeout(until.saturating_duration_since(Instant::now()));
                }
            }
        }
    }

    /// Everything that the agent has said so far.
    pub(crate) fn log(&mut self) -> String {
        self.listen(Duration::ZERO);
        self.log.join("\n")
    }

    /// Waits for a line of the log that contains `text`.
    pub(crate) fn says(&mut self, text: &str) -> String {
        self.wait_for(text, |agent| {
            agent.listen(Duration::ZERO);
            agent.log.iter().find(|line| line.contains(text)).cloned()
        })
    }

    /// The address of the page, which the agent prints: the latest one.
    pub(crate) fn page(&mut self) -> SocketAddr {
        self.wait_for("the address of the page", |agent| {
            agent.listen(Duration::ZERO);
            agent.log.iter().rev().find_map(|line| {
                let url = line.strip_prefix("The page is at http://")?;
                url.trim_end_matches('/').parse().ok()
            })
        })
    }

    pub(crate) fn try_json(&mut self, path: &str) -> Option<Value> {
        let page = self.log.iter().rev().find_map(|line| {
            let url = line.strip_prefix("The page is at http://")?;
            url.trim_end_matches('/').parse().ok()
        })?;
        let answer = http::get(page, path).ok()?;
        serde_json::from_str(&answer.body).ok()
    }

    /// The JSON at `path`; asks again while the page is being bounced.
    pub(crate) fn json(&mut self, path: &str) -> Value {
        self.page();
        self.wait_for(path, |agent| {
            agent.listen(Duration::ZERO);
            agent.try_json(path)
        })
    }

    /// What the report says about `node`.
    pub(crate) fn node(&mut self, node: &str) -> Value {
        let report = self.json("/api/report");
        let mut nodes = report["nodes"].as_array().unwrap().iter();
        nodes.find(|found| found["name"] == node).unwrap().clone()
    }

    /// Waits until `check` likes what the report says about `node`.
    pub(crate) fn node_is(
        &mut self,
        node: &str,
        what: &str,
        check: impl Fn(&Value) -> bool,
    ) -> Value {
        self.page();
        self.wait_for(&format!("{node}: {what}"), |agent| {
            Some(agent.node(node)).filter(&check)
        })
    }

    /// Waits until `node` is in `state`.
    pub(crate) fn is(&mut self, node: &str, state: &str) -> Value {
        self.node_is(node, state, |report| report["state"] == state)
    }

    /// The number of the present run of each node, by name.
    pub(crate) fn runs(&mut self) -> Vec<(String, u64)> {
        let report = self.json("/api/report");
        let nodes = report["nodes"].as_array().unwrap().iter();
        nodes
            .map(|node| {
                (
                    node["name"].as_str().unwrap().to_owned(),
                    node["run"].as_u64().unwrap(),
                )
            })
            .collect()
    }

    /// Waits until every node that is part of this agent runs.
    pub(crate) fn all_run(&mut self) {
        self.page();
        self.wait_for("all nodes to run", |agent| {
            let report = agent.json("/api/report");
            let mut nodes = report["nodes"].as_array().unwrap().iter();
            nodes
                .all(|node| node["state"] == "running" || node["state"] == "left_out")
                .then_some(())
        });
    }

    pub(crate) fn write(&self, settings: &str) {
        self.setup.write(settings);
    }

    pub(crate) fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
    }

    /// For how long the threads of the agent, and this one, were ready and had no processor: the machine's doing. Nothing
    /// where the system does not count that.
    pub(crate) fn crowded_out(&self) -> Option<Duration> {
        let threads = fs::read_dir(format!("/proc/{}/task", self.child.id())).ok()?;
        let threads = threads.filter_map(|thread| Some(thread.ok()?.path()));
        let waited = threads.chain([PathBuf::from("/proc/thread-self")]);
        // A thread may end meanwhile.
        let waited = waited.filter_map(|thread| {
            let counts = fs::read_to_string(thread.join("schedstat")).ok()?;
            counts.split(' ').nth(1)?.parse::<u64>().ok()
        });
        Some(Duration::from_nanos(waited.sum()))
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until the process has ended, and says how and after how long.
    pub(crate) fn ends(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        let status = self.wait_for("the end", |agent| agent.child.try_wait().unwrap());
        (status, start.elapsed())
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        // It may have ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Rows in the database that are newer than `since`, in milliseconds since 1970.
pub(crate) fn rows(database: &Path, table: &str, since: i64) -> Option<i64> {
    let open = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(database, open).ok()?;
    let sql = format!("SELECT count(*) FROM {table} WHERE at > ?1");
    connection.query_row(&sql, [since], |row| row.get(0)).ok()
}

/// Now, in milliseconds since 1970.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(since.as_millis()).unwrap()
}
