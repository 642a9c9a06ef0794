//! How a worker ends on purpose, and what to make of an error.

use std::fmt;

/// How a worker ended, on purpose.
///
/// Reactions are values, not sentinel errors: an `Err` is always a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Exit {
    /// I was asked to stop, and I did. Unasked, it is an error.
    Stopped,
    /// My work is done: stay down until an input changes.
    Done,
    /// Start me again now, with the same inputs.
    Restart,
    /// I cannot run with these inputs, and this is why: start me again when one of them changes.
    Wait(String),
    /// Never start me again; take the node out.
    Remove,
    /// End the engine, in order, with this exit code.
    Shutdown(u8),
}

/// What a start function made: a worker to run, or a decision not to.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Hold, Start, hold};
///
/// fn choose(enabled: bool) -> Start<Hold<u8>> {
///     if enabled { hold(7).into() } else { Start::Exit(Exit::Done) }
/// }
/// # assert!(matches!(choose(false), Start::Exit(Exit::Done)));
/// ```
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "there is no third way to start")]
#[must_use = "a start function returns it"]
pub enum Start<W> {
    /// Run this worker.
    Run(W),
    /// Do not run: this is how the run ends.
    Exit(Exit),
}

impl<W> From<W> for Start<W> {
    fn from(worker: W) -> Self {
        Self::Run(worker)
    }
}

/// What a filter makes of an error.
///
/// A filter belongs to a manifold, `#[manifold(filter = path)]`, and is asked about the errors of one type; or about all that a
/// start or a run fails with, if it takes a `&(dyn Error + Send + Sync + 'static)`. It is not asked about what the engine finds
/// wrong itself: that a start took too long, or that a run had to be dropped or stopped unasked.
///
/// # Examples
///
/// ```
/// use std::io::{self, ErrorKind};
///
/// use depgraph::{Severity, Verdict};
///
/// fn judge(error: &io::Error) -> Verdict {
///     match error.kind() {
///         ErrorKind::PermissionDenied => Verdict::Wait,
///         ErrorKind::StorageFull => Verdict::Fatal(Severity(2)),
///         _ => Verdict::Retry,
///     }
/// }
/// # assert_eq!(judge(&ErrorKind::PermissionDenied.into()), Verdict::Wait);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// A failure like any other: it is charged, and the node is started again after its back-off.
    #[default]
    Retry,
    /// Not a failure of the node: start it again when an input changes, as [`Exit::Wait`].
    Wait,
    /// Not a failure: start it again at once, as [`Exit::Restart`].
    Restart,
    /// Not a failure: stay down until an input changes, as [`Exit::Done`].
    Done,
    /// Take the node out, as [`Exit::Remove`].
    Remove,
    /// Give the node up: only `Engine::restart` brings it back.
    GiveUp,
    /// End the engine, in order; the most severe error is what it ends with.
    Fatal(Severity),
}

/// How bad a fatal error is: of several, the most severe is the engine's error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Severity(pub u8);

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "severity {}", self.0)
    }
}
