//! Outputs that a worker sets while it runs.

use std::{
    fmt,
    marker::PhantomData,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use crate::driver::{Accepted, CellRef, Published as Change, Release, RunState, Signal};

/// An output that the worker sets, changes and clears while it runs: a parameter of a start function.
///
/// What is published while the node starts becomes visible with the start, and is gone if that fails. Each call takes
/// effect at once; the future that it returns need not be awaited.
///
/// An output that has such a parameter has no other source: the worker is never asked for it, even if it implements
/// [`Expose`](crate::Expose) of that type, as a [`Hold`](crate::Hold) of a value of it does. Until it is published it is not
/// set.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Output, Publish, Stop, manifold};
///
/// #[derive(Clone, PartialEq, Output)]
/// pub struct Ready;
///
/// #[manifold(outputs = [Ready])]
/// pub async fn serve(ready: Publish<Ready>, stop: Stop) -> Result<Exit, std::io::Error> {
///     // .. and when it is up:
///     ready.set(Ready);
///     stop.requested().await;
///     Ok(Exit::Stopped)
/// }
/// ```
#[derive(Clone)]
pub struct Publish<T> {
    run: Arc<RunState>,
    cell: CellRef,
    port: usize,
    of: PhantomData<fn(T)>,
}

// That `T` is an output is said where it is listed, and would be said at each call again.
impl<T: Send + Sync + 'static> Publish<T> {
    pub(crate) const fn new(run: Arc<RunState>, cell: CellRef, port: usize) -> Self {
        Self {
            run,
            cell,
            port,
            of: PhantomData,
        }
    }

    /// Publishes `value`, unless it equals the present one: that changes nothing.
    pub fn set(&self, value: T) -> Published
    where
        T: PartialEq,
    {
        let present = self.cell.published(self.run.number);
        if present
            .as_ref()
            .and_then(|present| present.downcast_ref::<T>())
            == Some(&value)
        {
            return Published { change: None };
        }
        self.change(Change::Set(Arc::new(value)))
    }

    /// Publishes `value`; always a change.
    pub fn replace(&self, value: T) -> Published {
        self.change(Change::Set(Arc::new(value)))
    }

    /// Takes the value away: the node is no longer available, and those that are conditional on it have to stop, too.
    #[expect(
        clippy::must_use_candidate,
        reason = "as with `set`, the future need not be awaited"
    )]
    pub fn clear(&self) -> Published {
        self.change(Change::Clear)
    }

    fn change(&self, change: Change) -> Published {
        let seq = match self.cell.publish(self.run.number, change) {
            Accepted::Kept { seq, tell } => {
                if tell {
                    let (node, run, port) = (self.run.node.id, self.run.number, self.port);
                    self.run
                        .node
                        .engine
                        .signal(Signal::Published { node, run, port });
                }
                seq
            }
            Accepted::RunOver => u64::MAX,
        };
        let pending = Pending {
            run: Arc::clone(&self.run),
            cell: self.cell.clone(),
            seq,
        };
        Published {
            change: Some(State::Made(pending)),
        }
    }
}

impl<T> fmt::Debug for Publish<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publish")
            .field("node", &self.run.node.name)
            .field("run", &self.run.number)
            .finish_non_exhaustive()
    }
}

/// Resolves when every holder of the old value has stopped, so that a lease or a lock can be given up safely.
///
/// When the value was taken away, those that ran on condition of this node are holders, too. Who takes it as
/// [`Latest`](crate::Latest) or [`Watch`](crate::Watch) is none: it is not stopped by a change.
///
/// # Errors
///
/// [`PublishError::RunOver`] when the run is over: who holds the old value then is not known; [`PublishError::Stuck`]
/// when holders cannot be stopped.
///
/// # Cancel safety
///
/// Dropping this future changes nothing: the change is made when the method returns.
pub struct Published {
    change: Option<State>,
}

enum State {
    Made(Pending),
    Awaited(Pin<Box<dyn Future<Output = Result<(), PublishError>> + Send>>),
}

struct Pending {
    run: Arc<RunState>,
    cell: CellRef,
    seq: u64,
}

impl Pending {
    async fn released(self) -> Result<(), PublishError> {
        let Self { run, cell, seq } = self;
        cell.wait_for(|cell| match cell.release_of(run.number, seq) {
            Release::Pending => None,
            Release::Free => Some(Ok(())),
            Release::Stuck(holders) => Some(Err(PublishError::Stuck { holders })),
            Release::RunOver => Some(Err(PublishError::RunOver {
                node: run.node.name.to_owned(),
            })),
        })
        .await
    }
}

impl Future for Published {
    type Output = Result<(), PublishError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let mut awaited = match self.change.take() {
            None => return Poll::Ready(Ok(())),
            Some(State::Made(pending)) => Box::pin(pending.released()),
            Some(State::Awaited(awaited)) => awaited,
        };
        let poll = awaited.as_mut().poll(cx);
        if poll.is_pending() {
            self.change = Some(State::Awaited(awaited));
        }
        poll
    }
}

impl fmt::Debug for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Published")
            .field("is_pending", &self.change.is_some())
            .finish()
    }
}

/// Why a value was not published, or is still held.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The run that the `Publish` was given to is over.
    #[error("the run of `{node}` that publishes this is over")]
    RunOver {
        /// The node.
        node: String,
    },
    /// Holders of the old value do not end.
    #[error("the old value is still held by {}, which cannot be stopped", .holders.join(", "))]
    Stuck {
        /// Their names.
        holders: Vec<String>,
    },
}
