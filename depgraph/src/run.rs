//! A run as the worker itself sees it.

use crate::{Handle, error::BoxError};

/// This run of this node: a parameter of a start function.
#[derive(Clone, Debug)]
pub struct Run {}

impl Run {
    /// The node's name.
    #[must_use]
    pub fn name(&self) -> &str {
        unimplemented!()
    }

    /// The number of this run: the first is 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        unimplemented!()
    }

    /// The run's stop signal.
    #[must_use]
    pub fn stop(&self) -> Stop {
        unimplemented!()
    }

    /// Says in the report what this run is at: `run.status("3 peers")`. An empty text takes it away.
    pub fn status(&self, status: impl Into<String>) {
        let _status = status.into();
    }

    /// Adds a line to the report, or replaces the one with this `key`.
    pub fn note(&self, key: impl Into<String>, value: impl Into<String>) {
        let _note = (key.into(), value.into());
    }

    /// Spawns a task that belongs to this run: the run is not over before the task is, and an error or a panic of
    /// the task is an error of the run.
    pub fn spawn<E: Into<BoxError>>(
        &self,
        task: impl Future<Output = Result<(), E>> + Send + 'static,
    ) {
        let _task = task;
    }

    /// The engine that drives this run.
    #[must_use]
    pub fn engine(&self) -> Handle {
        unimplemented!()
    }
}

/// The stop signal of a run.
#[derive(Clone, Debug)]
pub struct Stop {}

impl Stop {
    /// Resolves when the run is asked to stop; at once if it has been.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub async fn requested(&self) {}

    /// Whether the run has been asked to stop.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        unimplemented!()
    }

    /// Why the run is asked to stop; `None` if it is not.
    #[must_use]
    pub fn reason(&self) -> Option<StopReason> {
        unimplemented!()
    }
}

/// Why a run is asked to stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum StopReason {
    /// An input changed, or is about to: the node starts again with the new one.
    Bounce,
    /// An input is lost: what provided it has already ended, so there is nothing to drain into it.
    InputLost,
    /// Someone called `Engine::restart`.
    Restart,
    /// The start took longer than `start_timeout`.
    StartTimeout,
    /// The engine is shutting down.
    Shutdown,
    /// The run's worker has ended by itself: the tasks that it spawned have to end, too.
    RunOver,
}
