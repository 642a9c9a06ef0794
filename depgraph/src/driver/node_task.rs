//! The task of one node: its runs, one after the other.
//!
//! A run is cheap, a task is not: so the task of a run that has ended waits for the next one.

use std::{
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering, fence},
    },
    task::{Context, Poll, Waker},
};

use tracing::{Instrument as _, instrument::Instrumented};

use super::{NodeEntry, RunState, live_run::LiveRun, observe, unwind::discard};
use crate::StopReason;

/// What reaches the task of a node.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    next: Mutex<Option<Arc<RunState>>>,
    /// No run comes any more.
    is_closed: AtomicBool,
    /// What wakes the task; set when that is first polled, for a task has one waker for good.
    waker: OnceLock<Waker>,
}

impl Mailbox {
    pub(super) fn wake(&self) {
        // Either the task sees why it is woken when it is first polled, or what wakes it is seen here.
        fence(Ordering::SeqCst);
        if let Some(waker) = self.waker.get() {
            waker.wake_by_ref();
        }
    }

    /// Whether `cx` is that of the node's task.
    pub(super) fn is_of(&self, cx: &Context<'_>) -> bool {
        let waker = self.waker.get();
        waker.is_some_and(|waker| waker.will_wake(cx.waker()))
    }

    fn register(&self, cx: &Context<'_>) {
        if self.waker.get().is_none() {
            self.waker.get_or_init(|| cx.waker().clone());
            fence(Ordering::SeqCst);
        }
    }

    fn next(&self) -> MutexGuard<'_, Option<Arc<RunState>>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A node, as the loop has it. Its task ends when this has been dropped and no run is up.
pub(super) struct NodeTask {
    node: Arc<NodeEntry>,
    is_spawned: bool,
}

impl NodeTask {
    pub(super) const fn new(node: Arc<NodeEntry>) -> Self {
        Self {
            node,
            is_spawned: false,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        self.node.name
    }

    /// Begins run `number`; the one before has ended. The first time, the task is yet to be spawned.
    pub(super) fn begin(&mut self, number: u64, newborn: &mut Newborn) -> Arc<RunState> {
        let run = Arc::new(RunState::new(Arc::clone(&self.node), number));
        let to_begin = Arc::clone(&run);
        if self.is_spawned {
            *self.node.mailbox.next() = Some(to_begin);
            self.node.mailbox.wake();
        } else {
            self.is_spawned = true;
            newborn.push(to_begin);
        }
        run
    }
}

impl Drop for NodeTask {
    fn drop(&mut self) {
        self.node.mailbox.is_closed.store(true, Ordering::Relaxed);
        self.node.mailbox.wake();
    }
}

/// The first runs of nodes, whose tasks are to be spawned. Spawning is half of what the driver does for a first start: others
/// may work it meanwhile.
#[derive(Default)]
pub(super) struct Newborn {
    /// Has its own place, for there is seldom another: so there is nothing to allocate.
    first: Option<Arc<RunState>>,
    others: Vec<Arc<RunState>>,
}

impl Newborn {
    fn push(&mut self, run: Arc<RunState>) {
        if self.first.is_none() {
            self.first = Some(run);
        } else {
            self.others.push(run);
        }
    }

    pub(super) fn spawn(self) {
        for run in self.first.into_iter().chain(self.others) {
            tokio::spawn(Runs {
                node: Some(Arc::clone(&run.node)),
                first: Some(run),
                present: None,
            });
        }
    }
}

/// The task itself.
struct Runs {
    /// Gone when the task is over.
    node: Option<Arc<NodeEntry>>,
    /// The run for which it was spawned; the others are in the mailbox.
    first: Option<Arc<RunState>>,
    present: Option<Instrumented<LiveRun>>,
}

impl Runs {
    /// Nothing comes any more. The worker and the configuration are the user's, and so is the `Drop` of each.
    fn end(&mut self) -> Poll<()> {
        let _panicked = discard((self.present.take(), self.first.take()));
        // A run that has not begun keeps the node that keeps it.
        let node = self.node.as_ref();
        let _panicked = discard(node.and_then(|node| node.mailbox.next().take()));
        let _panicked = discard(self.node.take());
        Poll::Ready(())
    }
}

impl Drop for Runs {
    fn drop(&mut self) {
        let _over = self.end();
    }
}

impl Future for Runs {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let Some(node) = &this.node else {
            return Poll::Ready(());
        };
        node.mailbox.register(cx);
        if this.present.is_none() {
            let next = this.first.take();
            let next = next.or_else(|| node.mailbox.next().take());
            this.present = next.map(live);
        }
        let Some(present) = &mut this.present else {
            if node.mailbox.is_closed.load(Ordering::Relaxed) {
                return this.end();
            }
            return Poll::Pending;
        };
        if Pin::new(&mut *present).poll(cx).is_pending() {
            return Poll::Pending;
        }
        let is_last = present.inner().stop_reason() == Some(StopReason::Shutdown)
            || node.mailbox.is_closed.load(Ordering::Relaxed);
        if is_last {
            return this.end();
        }
        // Nothing of the user's is left that would have to be dropped in its span.
        drop(this.present.take().map(Instrumented::into_inner));
        // The next one wakes the task, if it has not done so already.
        Poll::Pending
    }
}

fn live(run: Arc<RunState>) -> Instrumented<LiveRun> {
    let span = tracing::info_span!(
        target: observe::LOG,
        parent: None,
        "run",
        node = run.node.name,
        run = run.number
    );
    LiveRun::new(run).instrument(span)
}
