//! What one life of a puppet is like, and how it ends.

use std::{fmt, time::Duration};

use depgraph::{Exit, Verdict};

/// What one life of a puppet is like. Made by [`life`].
#[derive(Clone)]
pub(crate) struct Life {
    pub(super) start_takes: Duration,
    pub(super) start_ends: Option<End>,
    pub(super) run_ends: Option<(Duration, End)>,
    pub(super) ignores_stop: bool,
    pub(super) stop_takes: Duration,
    pub(super) stop_ends: End,
}

/// How a start or a run ends.
#[derive(Clone, Debug)]
pub(crate) enum End {
    Exit(Exit),
    Fail(Oops),
    Panic(&'static str),
}

/// What goes wrong in a puppet, and what its filter makes of it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Oops {
    text: &'static str,
    pub(crate) verdict: Verdict,
}

/// Never.
pub(super) const FOREVER: Duration = Duration::MAX;

/// A life that starts at once, runs until it is asked to stop, and stops at once.
pub(crate) const fn life() -> Life {
    Life {
        start_takes: Duration::ZERO,
        start_ends: None,
        run_ends: None,
        ignores_stop: false,
        stop_takes: Duration::ZERO,
        stop_ends: End::Exit(Exit::Stopped),
    }
}

impl Life {
    pub(crate) const fn start_takes(mut self, time: Duration) -> Self {
        self.start_takes = time;
        self
    }

    /// It starts until it is ordered to go on, or told to stop.
    pub(crate) const fn start_hangs(self) -> Self {
        self.start_takes(FOREVER)
    }

    /// It does not get beyond its start, which ends like this.
    pub(crate) fn start_ends(mut self, end: End) -> Self {
        self.start_ends = Some(end);
        self
    }

    /// It runs for so long, and then ends like this.
    pub(crate) fn run_ends(mut self, after: Duration, end: End) -> Self {
        self.run_ends = Some((after, end));
        self
    }

    /// Told to stop, it takes so long, be it starting or running.
    pub(crate) const fn stop_takes(mut self, time: Duration) -> Self {
        self.stop_takes = time;
        self
    }

    /// Told to stop, it ends like this, be it starting or running.
    pub(crate) fn stop_ends(mut self, end: End) -> Self {
        self.stop_ends = end;
        self
    }

    /// It does not listen when it is told to stop.
    pub(crate) const fn ignores_stop(mut self) -> Self {
        self.ignores_stop = true;
        self
    }
}

impl Default for Life {
    fn default() -> Self {
        life()
    }
}

impl End {
    /// It fails, and that is all there is to it.
    pub(crate) const fn fail(text: &'static str) -> Self {
        Self::verdict(text, Verdict::Retry)
    }

    /// It fails, and its filter says what to make of that.
    pub(crate) const fn verdict(text: &'static str, verdict: Verdict) -> Self {
        Self::Fail(Oops { text, verdict })
    }

    pub(super) fn come(self) -> Result<Exit, Oops> {
        match self {
            Self::Exit(exit) => Ok(exit),
            Self::Fail(oops) => Err(oops),
            Self::Panic(text) => panic!("{text}"),
        }
    }
}

impl fmt::Display for Oops {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl std::error::Error for Oops {}
