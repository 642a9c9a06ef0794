//! A run as the worker itself sees it.

use std::sync::Arc;

use crate::{Handle, driver::RunState, error::BoxError};

/// This run of this node: a parameter of a start function.
///
/// # Examples
///
/// ```
/// use std::io;
///
/// use depgraph::{Exit, Run, manifold};
///
/// #[manifold]
/// pub async fn mirror(run: Run) -> io::Result<Exit> {
///     run.status("reads the index");
///     run.note("source", "mirror.example");
///     let stop = run.stop();
///     run.spawn(async move {
///         // It ends with the run, at the latest, and the run fails if it does.
///         stop.requested().await;
///         io::Result::Ok(())
///     });
///     run.stop().requested().await;
///     Ok(Exit::Stopped)
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Run {
    state: Arc<RunState>,
}

impl Run {
    pub(crate) const fn new(state: Arc<RunState>) -> Self {
        Self { state }
    }

    /// The node's configuration.
    pub(crate) fn config<C: 'static>(&self) -> &C {
        self.state.config()
    }

    /// The node's name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.state.node.name
    }

    /// The number of this run: the first is 1.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.state.number
    }

    /// The run's stop signal. A `select!` wants it to have a name: `let stop = run.stop();`.
    #[must_use]
    pub fn stop(&self) -> Stop {
        Stop::new(Arc::clone(&self.state))
    }

    /// Says in the report what this run is at: `run.status("3 peers")`. An empty text takes it away, and so does the end of
    /// the run.
    pub fn status(&self, status: impl Into<String>) {
        let status = status.into();
        self.state
            .say(|said| said.status = Some(status).filter(|status| !status.is_empty()));
    }

    /// Adds a line to the report, or replaces the one with this `key`. Notes go with the run: what is to be known
    /// of it afterwards is its error, or a line in the log.
    pub fn note(&self, key: impl Into<String>, value: impl Into<String>) {
        let (key, value) = (key.into(), value.into());
        self.state.say(|said| {
            said.notes.insert(key, value);
        });
    }

    /// Spawns a task that belongs to this run.
    ///
    /// The run is not over before the task is: when the worker ends, the run's [`Stop`] is requested, and what has not
    /// ended by `stop_timeout` is dropped. An error or a panic of the task ends the run with that error. A task that is
    /// spawned when the worker is over is dropped at once.
    ///
    /// # Panics
    ///
    /// If called outside of a tokio runtime.
    pub fn spawn<E: Into<BoxError>>(
        &self,
        task: impl Future<Output = Result<(), E>> + Send + 'static,
    ) {
        let state = Arc::clone(&self.state);
        if let Some(tasks) = self.state.tasks() {
            tasks.spawn(task, move |error| state.fail(error));
        }
    }

    /// The engine that drives this run.
    #[must_use]
    pub fn engine(&self) -> Handle {
        Handle::new(Arc::clone(&self.state.node.engine))
    }
}

/// The stop signal of a run.
///
/// Clones share the signal, and own what they need: `stop.clone()` may be moved into a task.
///
/// # Examples
///
/// A start that may take long, and gives up when nobody wants it any more:
///
/// ```
/// use std::{io, time::Duration};
///
/// use depgraph::{Exit, Hold, Start, Stop, hold, manifold};
///
/// #[manifold]
/// pub async fn open(stop: Stop) -> io::Result<Start<Hold<u8>>> {
///     tokio::select! {
///         () = stop.requested() => Ok(Start::Exit(Exit::Stopped)),
///         () = tokio::time::sleep(Duration::from_secs(30)) => Ok(hold(7).into()),
///     }
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Stop {
    run: Arc<RunState>,
}

impl Stop {
    pub(crate) const fn new(run: Arc<RunState>) -> Self {
        Self { run }
    }

    /// Resolves when the run is asked to stop; at once if it has been.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub async fn requested(&self) {
        self.run.stop_requested().await;
    }

    /// Whether the run has been asked to stop.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        self.run.stop_reason().is_some()
    }

    /// Why the run is asked to stop; `None` if it is not.
    #[must_use]
    pub fn reason(&self) -> Option<StopReason> {
        self.run.stop_reason()
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
