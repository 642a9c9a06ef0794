//! `Engine::run`: a whole program, and the signals that end it. Each in a process of its own.
#![cfg(unix)]

use std::{
    env,
    io::{BufRead as _, BufReader, Lines},
    process::{Child, ChildStdout, Command, ExitCode, ExitStatus, Stdio},
    time::Duration,
};

use depgraph::{Engine, EngineConfig, Exit, Hold, Start, Stop, graph, manifold};

/// What the program does when it is told to stop.
const STUBBORN: &str = "DEPGRAPH_TEST_STUBBORN";

/// After this time nobody can still be waiting: a test that fails ends, too.
const FOR_EVER: Duration = Duration::from_secs(30);

/// A program that tells when it runs, and when it is told to stop.
struct Program {
    child: Child,
    says: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(name: &str, is_stubborn: bool) -> Self {
        let itself = env::current_exe().expect("it runs");
        let mut program = Command::new(itself);
        program
            .args(["--ignored", "--exact", "--nocapture", name])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if is_stubborn {
            program.env(STUBBORN, "yes");
        }
        let mut child = program.spawn().expect("it can be run");
        let says = child.stdout.take().expect("it is piped");
        Self {
            child,
            says: BufReader::new(says).lines(),
        }
    }

    /// Waits until it says so.
    fn says(&mut self, wanted: &str) {
        let said = self.says.find(|line| {
            let line = line.as_ref().expect("it is a text");
            line.ends_with(wanted)
        });
        assert!(said.is_some(), "it ends without having said `{wanted}`");
    }

    fn signal(&self, name: &str) {
        let kill = Command::new("kill")
            .args(["-s", name, &self.child.id().to_string()])
            .status();
        assert!(kill.expect("there is a `kill`").success());
    }

    fn ends(mut self) -> ExitStatus {
        self.child.wait().expect("it is a child")
    }
}

impl Drop for Program {
    /// Nothing is left of it if a test fails.
    fn drop(&mut self) {
        let _ended = self.child.kill();
    }
}

#[manifold]
async fn tell(stop: Stop) -> Result<Exit, std::io::Error> {
    say("it runs");
    let forgotten = tokio::time::sleep(FOR_EVER);
    tokio::pin!(forgotten);
    tokio::select! {
        () = stop.requested() => say(&format!("it is told {:?}", stop.reason())),
        () = &mut forgotten => return Ok(Exit::Shutdown(1)),
    }
    if env::var_os(STUBBORN).is_some() {
        forgotten.await;
    }
    Ok(Exit::Stopped)
}

#[expect(clippy::print_stdout, reason = "the test that started it reads it")]
fn say(what: &str) {
    println!("{what}");
}

#[manifold]
fn end_with(code: u8) -> Start<Hold<()>> {
    Start::Exit(Exit::Shutdown(code))
}

graph! {
    Teller {
        teller: tell,
    }
}

graph! {
    Brief(code: u8) {
        ender: end_with(code),
    }
}

/// Blocks a thread for ever.
#[manifold(blocking)]
fn block() -> Hold<()> {
    say("it runs");
    loop {
        std::thread::park();
    }
}

graph! {
    Blocker {
        blocker: block with { stop_timeout: Duration::ZERO },
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a program that other tests run"]
async fn a_program_that_is_stuck() -> ExitCode {
    Engine::run(Blocker::new()).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a program that other tests run"]
async fn a_program() -> ExitCode {
    Engine::run(Teller::new()).await
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "a program that other tests run"]
async fn a_program_that_ends_itself() -> ExitCode {
    let config = EngineConfig::default();
    let code = Engine::run_with(Brief::new(7), &config).await;
    say(&format!("it ends with {code:?}"));
    ExitCode::SUCCESS
}

/// SIGINT and SIGTERM end the program in order, and that is a success.
#[test]
fn a_signal_ends_the_program_in_order() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start("signals::a_program", false);
        program.says("it runs");
        program.signal(signal);
        program.says("it is told Some(Shutdown)");
        let status = program.ends();
        assert!(status.success(), "{signal}: {status}");
    }
}

/// A second signal, of either kind, ends it at once, with the code that a shell shows for it.
#[test]
fn a_second_signal_ends_the_program_at_once() {
    for (first, second, code) in [
        ("INT", "INT", 130),
        ("INT", "TERM", 143),
        ("TERM", "INT", 130),
    ] {
        let mut program = Program::start("signals::a_program", true);
        program.says("it runs");
        program.signal(first);
        program.says("it is told Some(Shutdown)");
        program.signal(second);
        let status = program.ends();
        assert_eq!(status.code(), Some(code), "{first}, {second}: {status}");
    }
}

/// A run that blocks a thread does not keep the process: the runtime would wait for the thread for ever.
#[test]
fn a_stuck_run_does_not_keep_the_process() {
    let mut program = Program::start("signals::a_program_that_is_stuck", false);
    program.says("it runs");
    program.signal("TERM");
    let status = program.ends();
    assert!(status.success(), "{status}");
}

/// The exit code is the one that a worker has asked for.
#[test]
fn the_exit_code_is_what_a_worker_has_asked_for() {
    let mut program = Program::start("signals::a_program_that_ends_itself", false);
    program.says(&format!("it ends with {:?}", ExitCode::from(7)));
    assert!(program.ends().success());
}
