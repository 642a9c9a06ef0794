//! What a run does: it starts, and then it runs its worker.
//!
//! Little of this is generic: rustc builds what is, for each manifold again.

use std::{
    fmt,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll, ready},
};

use tokio::task::yield_now;

use super::{RunState, shared::Signal, start::ToldToStop};
use crate::{Exit, error::BoxError};

/// The future of a start function, with everything typed hidden in it. It has taken the outputs from the worker.
pub(super) type StartFuture = Pin<Box<dyn Future<Output = Result<Started, BoxError>> + Send>>;

/// The future of a worker, with everything typed hidden in it.
pub(super) type RunFuture = Pin<Box<dyn Future<Output = Result<Exit, BoxError>> + Send>>;

/// What a start has come to.
pub enum Started {
    /// There is no worker.
    Over(Exit),
    /// This is to be run.
    Worker(RunFuture),
}

/// What a run does.
pub struct Work(Stage);

enum Stage {
    Starting(StartFuture),
    Running(RunFuture, Told),
}

/// Whether the engine has been told that the start is over.
enum Told {
    NotYet,
    /// It has, and those whom that has woken go first.
    Yielding,
    Done,
}

impl Work {
    /// It starts, and then it runs its worker.
    pub(crate) const fn starts(start: StartFuture) -> Self {
        Self(Stage::Starting(start))
    }

    /// There is nothing to be done before it runs.
    pub(crate) const fn runs(run: RunFuture) -> Self {
        Self(Stage::Running(run, Told::NotYet))
    }

    pub(super) fn poll(
        &mut self,
        run: &Arc<RunState>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Exit, BoxError>> {
        loop {
            match &mut self.0 {
                Stage::Starting(start) => match ready!(start.as_mut().poll(cx))? {
                    Started::Over(exit) => return Poll::Ready(Ok(exit)),
                    Started::Worker(worker) => *self = Self::runs(worker),
                },
                Stage::Running(_, told @ Told::NotYet) => {
                    if tell_started(run)? {
                        *told = Told::Yielding;
                        // Has tokio wake this task after the others, and is of no more use then.
                        let _pending = pin!(yield_now()).poll(cx);
                        return Poll::Pending;
                    }
                    *told = Told::Done;
                }
                Stage::Running(_, told @ Told::Yielding) => {
                    run.goes_on();
                    *told = Told::Done;
                }
                Stage::Running(worker, Told::Done) => return worker.as_mut().poll(cx),
            }
        }
    }
}

/// The start is over, and the outputs become visible. Returns whether the run has to yield.
///
/// # Errors
///
/// When the run has been told to stop meanwhile: its worker is to be dropped then.
fn tell_started(run: &Arc<RunState>) -> Result<bool, ToldToStop> {
    if run.stop_reason().is_some() {
        return Err(ToldToStop);
    }
    run.started();
    let mut set = run.node.exposed();
    for (port, cell) in run.node.published() {
        set |= u64::from(cell.open(run.number)) << port;
    }
    let started = Signal::Started {
        node: run.node.id,
        run: run.number,
        set,
    };
    Ok(run.node.engine.signal_here_first(run, started))
}

impl fmt::Debug for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Over(exit) => f.debug_tuple("Over").field(exit).finish(),
            Self::Worker(_) => f.write_str("Worker"),
        }
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}
