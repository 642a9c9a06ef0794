//! Where puppets play: what they do is written down, with the time.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::Puppet;

/// Where puppets play: what they do is written down, with the time.
#[derive(Clone, Debug)]
pub(crate) struct Stage(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    start: Instant,
    lines: Mutex<Vec<(Duration, String)>>,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Inner {
            start: Instant::now(),
            lines: Mutex::default(),
        }))
    }

    /// A puppet called `name`; it obeys until it is told otherwise.
    pub(crate) fn puppet(&self, name: &'static str) -> Puppet {
        Puppet::new(name, self.clone())
    }

    /// Puppets called so.
    pub(crate) fn puppets<const N: usize>(&self, names: [&'static str; N]) -> [Puppet; N] {
        names.map(|name| self.puppet(name))
    }

    pub(crate) fn note(&self, line: String) {
        let at = self.0.start.elapsed();
        self.lines().push((at, line));
    }

    /// How long the play has lasted.
    pub(crate) fn now(&self) -> Duration {
        self.0.start.elapsed()
    }

    /// What has happened since the journal was last taken.
    pub(crate) fn take(&self) -> Vec<String> {
        self.lines().drain(..).map(|(_, line)| line).collect()
    }

    /// The same, each line with its time in milliseconds.
    pub(crate) fn take_timed(&self) -> Vec<String> {
        self.lines()
            .drain(..)
            .map(|(at, line)| format!("{} {line}", at.as_millis()))
            .collect()
    }

    /// Of what has happened since the journal was last taken, the lines that contain `what`.
    pub(crate) fn take_all(&self, what: &str) -> Vec<String> {
        let mut lines = self.take();
        lines.retain(|line| line.contains(what));
        lines
    }

    /// When `line` happened, first, since the journal was last taken.
    #[track_caller]
    pub(crate) fn when(&self, line: &str) -> Duration {
        let lines = self.lines();
        match lines.iter().find(|(_, happened)| happened == line) {
            Some((at, _)) => *at,
            None => panic!("`{line}` did not happen; what did: {lines:#?}"),
        }
    }

    fn lines(&self) -> MutexGuard<'_, Vec<(Duration, String)>> {
        self.0.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
