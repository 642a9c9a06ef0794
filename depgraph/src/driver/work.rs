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

/// A start function and the worker that it makes, one after the other in one place, with everything typed hidden in them: as
/// a task that is written by hand has them. The room of the larger one is kept until the run is over.
pub(crate) trait Live: Send {
    /// Polls the start function, until there is a worker, from which the outputs have been taken.
    ///
    /// # Errors
    ///
    /// What the start function returns.
    fn poll_start(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Started, BoxError>>;

    /// Polls the worker.
    ///
    /// # Errors
    ///
    /// What the worker returns.
    fn poll_run(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Exit, BoxError>>;
}

/// What a start has come to.
#[derive(Debug)]
pub(crate) enum Started {
    /// There is no worker.
    Over(Exit),
    /// There is something to be run.
    Runs,
}

/// There is nothing to be done before it runs.
impl<F: Future<Output = Result<Exit, BoxError>> + Send> Live for F {
    fn poll_start(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<Started, BoxError>> {
        Poll::Ready(Ok(Started::Runs))
    }

    fn poll_run(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Exit, BoxError>> {
        self.poll(cx)
    }
}

/// What a run does: it starts, and then it runs its worker.
pub struct Work {
    live: Pin<Box<dyn Live>>,
    stage: Stage,
}

enum Stage {
    Starting,
    /// The start is over, and the engine has yet to be told.
    Started,
    /// It has been told, and those whom that has woken go first.
    Yielding,
    Running,
}

impl Work {
    pub(crate) fn new(live: Pin<Box<dyn Live>>) -> Self {
        let stage = Stage::Starting;
        Self { live, stage }
    }

    pub(super) fn poll(
        &mut self,
        run: &Arc<RunState>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Exit, BoxError>> {
        loop {
            match self.stage {
                Stage::Starting => match ready!(self.live.as_mut().poll_start(cx))? {
                    Started::Over(exit) => return Poll::Ready(Ok(exit)),
                    Started::Runs => self.stage = Stage::Started,
                },
                Stage::Started => {
                    if tell_started(run)? {
                        self.stage = Stage::Yielding;
                        // Has tokio wake this task after the others, and is of no more use then.
                        let _pending = pin!(yield_now()).poll(cx);
                        return Poll::Pending;
                    }
                    self.stage = Stage::Running;
                }
                Stage::Yielding => {
                    run.goes_on();
                    self.stage = Stage::Running;
                }
                Stage::Running => return self.live.as_mut().poll_run(cx),
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

impl fmt::Debug for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Work")
    }
}
