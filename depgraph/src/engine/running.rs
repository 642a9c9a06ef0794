//! The wait for a node to run.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::sync::oneshot;

use crate::NotRunning;

/// Resolves when a node runs, with the number of that run: made by [`Engine::running`](crate::Engine::running).
///
/// # Cancel safety
///
/// Dropping this future loses nothing.
// Not the future of an `async fn`, which would have the type of the key: of a key that does not fit, rustc would say so
// again for the future, and once more for its `.await`.
#[must_use = "a future waits for nothing unless it is awaited"]
pub struct Running {
    answer: oneshot::Receiver<Result<u64, NotRunning>>,
}

impl Running {
    pub(super) const fn new(answer: oneshot::Receiver<Result<u64, NotRunning>>) -> Self {
        Self { answer }
    }
}

impl Future for Running {
    type Output = Result<u64, NotRunning>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = Pin::new(&mut self.answer).poll(cx);
        answer.map(|answer| answer.unwrap_or(Err(NotRunning::EngineEnded)))
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").finish_non_exhaustive()
    }
}
