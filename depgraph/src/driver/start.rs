//! What the code of `#[manifold]` builds the arguments of a start function from.

use std::{fmt, panic::resume_unwind, pin::Pin, sync::Arc};

use super::{
    RunState,
    cell::{Cell, Value},
    tasks::Tasks,
};
use crate::{Latest, Output, Publish, Run, Stop, Watch, error::BoxError};

/// One run, as its start function is called with it.
#[derive(Clone)]
pub struct StartCx {
    pub(super) run: Arc<RunState>,
}

/// An input has gone between the decision to start and the start. The news of it is on its way to the machine.
#[derive(Debug, thiserror::Error)]
#[error("an input has just gone")]
pub(super) struct InputGone;

/// The run was told to stop while it started.
#[derive(Debug, thiserror::Error)]
#[error("told to stop while starting")]
pub(super) struct ToldToStop;

impl StartCx {
    /// Why there is no start where an input is missing.
    #[must_use]
    pub fn input_gone() -> BoxError {
        InputGone.into()
    }

    /// Input `index`, which is required or optional; if it is there.
    #[must_use]
    pub fn value<T: Output>(&self, index: usize) -> Option<T> {
        let mut found = None;
        self.look_at(index, &mut |value| found = take(value));
        found
    }

    fn look_at(&self, index: usize, look: &mut dyn FnMut(&Value)) {
        let input = self.run.node.input(index);
        if let Some(value) = input.and_then(Cell::visible) {
            look(&value);
        }
    }

    /// Input `index`, which is followed; if it is there.
    #[must_use]
    pub fn latest<T: Output>(&self, index: usize) -> Option<Latest<T>> {
        Latest::new(self.run.node.input_ref(index)?)
    }

    /// Input `index`, which is watched.
    #[must_use]
    pub fn watch<T: Output>(&self, index: usize) -> Watch<T> {
        Watch::new(self.run.node.input_ref(index))
    }

    /// The publisher of output `port`.
    #[must_use]
    pub fn publish<T: Output>(&self, port: usize) -> Publish<T> {
        Publish::new(Arc::clone(&self.run), self.run.node.output_ref(port), port)
    }

    /// This run.
    #[must_use]
    pub fn run(&self) -> Run {
        Run::new(Arc::clone(&self.run))
    }

    /// The run's stop signal.
    #[must_use]
    pub fn stop(&self) -> Stop {
        Stop::new(Arc::clone(&self.run))
    }

    /// The node's configuration.
    ///
    /// # Panics
    ///
    /// If it is of another type, which the code of `#[manifold]` rules out.
    #[must_use]
    pub fn config<C: 'static>(&self) -> &C {
        self.run.config()
    }

    /// Keeps output `port` of a worker that has just been made, until the start is over.
    pub fn expose<T: Output>(&self, port: usize, value: T) {
        self.keep(port, Arc::new(value));
    }

    fn keep(&self, port: usize, value: Value) {
        self.run.node.outputs()[port].expose_first(self.run.number, value);
    }

    /// Runs `work` on the blocking pool, as a part of this run.
    ///
    /// # Panics
    ///
    /// When `work` does, with what it panicked with.
    pub fn blocking<R: Send + 'static>(
        &self,
        work: impl FnOnce() -> R + Send + 'static,
    ) -> Pin<Box<dyn Future<Output = R> + Send>> {
        let run = Arc::clone(&self.run);
        Box::pin(async move {
            let belongs = run.tasks().and_then(Tasks::token);
            let work = tokio::task::spawn_blocking(move || {
                let result = work();
                drop(belongs);
                result
            });
            match work.await {
                Ok(result) => result,
                Err(error) => match error.try_into_panic() {
                    Ok(panic) => resume_unwind(panic),
                    // Only the end of the runtime cancels blocking work; this task ends with it.
                    Err(_cancelled) => std::future::pending().await,
                },
            }
        })
    }
}

impl fmt::Debug for StartCx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StartCx").field(&self.run).finish()
    }
}

/// The one place where a value gets its type back. Assembly has compared the types of both ends of every edge.
#[expect(
    clippy::manual_map,
    reason = "`map` is a call, which is built for each type again"
)]
pub(crate) fn take<T: Clone + 'static>(value: &Value) -> Option<T> {
    match value.downcast_ref::<T>() {
        Some(value) => Some(value.clone()),
        None => None,
    }
}
