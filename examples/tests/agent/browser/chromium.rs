//! Drives a headless Chromium by its remote debugging protocol, over two named pipes: no port, and no library.

use std::{
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
];

/// A browser with one page.
pub(super) struct Browser {
    child: Child,
    ask: fs::File,
    answers: BufReader<fs::File>,
    session: Option<String>,
    asked: u64,
    complaints: Vec<String>,
    /// The pipes and the profile.
    _dir: TempDir,
}

impl Browser {
    /// Starts a browser; where there is none, says so and returns `None`.
    #[expect(clippy::print_stderr, reason = "a test that is skipped has to say so")]
    pub(super) fn start() -> Option<Self> {
        let Some(program) = find() else {
            eprintln!("skipped: none of {NAMES:?} is in the PATH");
            return None;
        };
        let dir = tempfile::tempdir().unwrap();
        let (to, from) = (dir.path().join("to"), dir.path().join("from"));
        assert!(
            Command::new("mkfifo")
                .arg(&to)
                .arg(&from)
                .status()
                .unwrap()
                .success()
        );
        // The protocol is spoken over descriptors 3 and 4, which only a shell can set up.
        let child = Command::new("sh")
            .args(["-c", "exec 3<\"$0\" 4>\"$1\"; shift; exec \"$@\""])
            .args([&to, &from, &program])
            .args(FLAGS)
            .arg(format!(
                "--user-data-dir={}",
                dir.path().join("profile").display()
            ))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let ask = fs::OpenOptions::new().write(true).open(&to).unwrap();
        let answers = BufReader::new(fs::File::open(&from).unwrap());
        let mut browser = Self {
            child,
            ask,
            answers,
            session: None,
            asked: 0,
            complaints: Vec::new(),
            _dir: dir,
        };
        let target = browser.call("Target.createTarget", &json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let session = browser.call("Target.attachToTarget", &attach);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        browser.call("Runtime.enable", &json!({}));
        browser.call("Page.enable", &json!({}));
        Some(browser)
    }

    pub(super) fn visit(&mut self, url: &str) {
        let visited = self.call("Page.navigate", &json!({ "url": url }));
        assert!(visited["errorText"].is_null(), "{visited}");
    }

    pub(super) fn resize(&mut self, width: u32, height: u32) {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": true });
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// The value of an expression; null if there is none.
    pub(super) fn eval(&mut self, script: &str) -> Value {
        let mut answer = self.call(
            "Runtime.evaluate",
            &json!({ "expression": script, "returnByValue": true, "awaitPromise": true }),
        );
        answer["result"]["value"].take()
    }

    /// What the page's scripts have thrown.
    pub(super) fn complaints(&self) -> &[String] {
        &self.complaints
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.ask
            .write_all(format!("{message}\0").as_bytes())
            .unwrap();
        loop {
            let mut answer = Vec::new();
            self.answers.read_until(0, &mut answer).unwrap();
            answer.pop();
            let mut answer: Value = serde_json::from_slice(&answer).unwrap();
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {answer}");
                return answer["result"].take();
            }
            if answer["method"] == "Runtime.exceptionThrown" {
                self.complaints.push(answer["params"].to_string());
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn find() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let mut programs = env::split_paths(&path).flat_map(|dir| NAMES.map(|name| dir.join(name)));
    programs.find(|program| program.is_file())
}
