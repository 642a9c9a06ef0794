//! The tasks and blocking calls that belong to a run besides its own future.

use std::{
    pin::Pin,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
};

use tokio_util::{
    sync::CancellationToken,
    task::{TaskTracker, task_tracker::TaskTrackerToken},
};

use super::unwind::{contain, discard};
use crate::error::BoxError;

/// What belongs to a run.
#[derive(Debug, Default)]
pub(crate) struct Tasks(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// Made when the first task is spawned.
    live: Option<Live>,
    /// The run's worker is over: nothing may be added.
    is_over: bool,
    failure: Option<BoxError>,
}

#[derive(Clone, Debug)]
struct Live {
    tracker: TaskTracker,
    kill: CancellationToken,
}

impl Tasks {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Spawns `task` as a part of the run. Its error, or panic, is kept, and `failed` called.
    pub(crate) fn spawn<E: Into<BoxError>>(
        &self,
        task: impl Future<Output = Result<(), E>> + Send + 'static,
        failed: impl FnOnce(BoxError) + Send + 'static,
    ) {
        let Some(live) = self.lock().live() else {
            return;
        };
        let killed = live.kill.clone();
        live.tracker.spawn(async move {
            let mut task = Contained(Some(Box::pin(task)));
            let result = tokio::select! {
                biased;
                () = killed.cancelled() => discard(task),
                result = &mut task => result.and_then(|result| contain(|| result.map_err(Into::into))?),
            };
            if let Err(error) = result {
                failed(error);
            }
        });
    }

    /// Something that keeps the run from being gone; nothing if its worker is over.
    pub(crate) fn token(&self) -> Option<TaskTrackerToken> {
        self.lock().live().map(|live| live.tracker.token())
    }

    pub(crate) fn fail(&self, error: BoxError) {
        let mut inner = self.lock();
        if inner.failure.is_none() {
            inner.failure = Some(error);
        }
    }

    /// The first error of a task.
    pub(crate) fn take_failure(&self) -> Option<BoxError> {
        self.lock().failure.take()
    }

    /// The worker is over: lets nothing be added, and returns what resolves when all that there is has ended.
    pub(crate) fn close(&self) -> Option<Pin<Box<dyn Future<Output = ()> + Send>>> {
        let mut inner = self.lock();
        inner.is_over = true;
        let live = inner.live.clone()?;
        live.tracker.close();
        if live.tracker.is_empty() {
            return None;
        }
        Some(Box::pin(async move { live.tracker.wait().await }))
    }

    /// Drops every task at its next await.
    pub(crate) fn kill(&self) {
        if let Some(live) = &self.lock().live {
            live.kill.cancel();
        }
    }
}

impl Inner {
    fn live(&mut self) -> Option<Live> {
        if self.is_over {
            return None;
        }
        let live = self.live.get_or_insert_with(|| Live {
            tracker: TaskTracker::new(),
            kill: CancellationToken::new(),
        });
        Some(live.clone())
    }
}

/// A future of the user's whose panics are errors, also that of its `Drop`.
struct Contained<F>(Option<Pin<Box<F>>>);

impl<F: Future> Future for Contained<F> {
    type Output = Result<F::Output, BoxError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Some(future) = &mut self.0 else {
            return Poll::Pending;
        };
        let result = match contain(|| future.as_mut().poll(cx)) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(output)) => Ok(output),
            Err(panicked) => Err(panicked),
        };
        let dropped = discard(self.0.take());
        Poll::Ready(result.and_then(|output| dropped.map(|()| output)))
    }
}

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, future::pending, sync::Arc};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_is_added_as_the_worker_ends_does_not_outlive_it() {
        let (tasks, held) = (Tasks::default(), Arc::new(()));
        tasks.spawn(async { Ok::<(), Infallible>(()) }, |_| {});
        tokio::task::yield_now().await;
        assert!(tasks.close().is_none(), "nothing is left");
        let holds = Arc::clone(&held);
        let task = async move {
            pending::<()>().await;
            drop(holds);
            Ok::<(), Infallible>(())
        };
        tasks.spawn(task, |_| {});
        assert_eq!(Arc::strong_count(&held), 1, "it is dropped at once");
        assert!(tasks.token().is_none());
    }
}
