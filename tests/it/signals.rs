//! `Engine::run`: a whole program, and the signals that end it. Each in a process of its own.
#![cfg(unix)]

use std::{
    io::{BufRead as _, BufReader, Lines},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};

/// A program that tells when it runs, and when it is told to stop.
struct Program {
    child: Child,
    says: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(which: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_program"))
            .arg(which)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it can be run");
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

/// SIGINT and SIGTERM end the program in order, and that is a success.
#[test]
fn a_signal_ends_the_program_in_order() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start("obeys");
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
        let mut program = Program::start("is-stubborn");
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
    let mut program = Program::start("is-stuck");
    program.says("it runs");
    program.signal("TERM");
    let status = program.ends();
    assert!(status.success(), "{status}");
}

/// The exit code is the one that a worker has asked for.
#[test]
fn the_exit_code_is_what_a_worker_has_asked_for() {
    let status = Program::start("ends-itself").ends();
    assert_eq!(status.code(), Some(7), "{status}");
}
