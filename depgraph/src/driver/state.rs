//! One run, as everyone who has to do with it shares it.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU8, Ordering},
    },
    task::{Context, Waker},
};

use tokio::sync::Notify;

use super::{EngineShared, tasks::Tasks};
use crate::{StopReason, machine::NodeId};

/// One run.
pub(crate) struct RunState {
    pub(crate) node: NodeId,
    pub(crate) name: &'static str,
    pub(crate) number: u64,
    pub(crate) engine: Arc<EngineShared>,
    pub(crate) tasks: Tasks,
    /// Why it was asked to stop, as a code; 0 if it was not.
    stop: AtomicU8,
    stopped: Notify,
    /// Whether what is left of it has to be dropped.
    killed: AtomicBool,
    /// Whether one of its outputs has something to drop.
    garbage: AtomicBool,
    /// What wakes the task of the run.
    waker: Mutex<Option<Waker>>,
    said: Mutex<Said>,
}

/// What a run says of itself in the report.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) status: Option<String>,
    pub(crate) notes: BTreeMap<String, String>,
}

/// The stop reasons, by code from 1.
const REASONS: [StopReason; 6] = [
    StopReason::Bounce,
    StopReason::InputLost,
    StopReason::Restart,
    StopReason::StartTimeout,
    StopReason::Shutdown,
    StopReason::RunOver,
];

impl RunState {
    pub(crate) fn new(
        node: NodeId,
        name: &'static str,
        number: u64,
        engine: Arc<EngineShared>,
    ) -> Self {
        Self {
            node,
            name,
            number,
            engine,
            tasks: Tasks::default(),
            stop: AtomicU8::new(0),
            stopped: Notify::new(),
            killed: AtomicBool::new(false),
            garbage: AtomicBool::new(false),
            waker: Mutex::new(None),
            said: Mutex::default(),
        }
    }

    /// Asks the run to stop, unless it has been asked.
    pub(crate) fn request_stop(&self, reason: StopReason) {
        let code = REASONS
            .iter()
            .zip(1..)
            .find(|&(&known, _)| known == reason)
            .map_or(1, |(_, code)| code);
        if self
            .stop
            .compare_exchange(0, code, Ordering::AcqRel, Ordering::Acquire)
            .is_ok()
        {
            self.stopped.notify_waiters();
        }
    }

    /// Why the run was asked to stop, if it was.
    pub(crate) fn stop_reason(&self) -> Option<StopReason> {
        let code = usize::from(self.stop.load(Ordering::Acquire));
        REASONS.get(code.wrapping_sub(1)).copied()
    }

    pub(crate) async fn stop_requested(&self) {
        loop {
            let mut stopped = std::pin::pin!(self.stopped.notified());
            stopped.as_mut().enable();
            if self.stop_reason().is_some() {
                return;
            }
            stopped.await;
        }
    }

    /// Has what is left of the run dropped, by its own task.
    pub(crate) fn kill(&self) {
        self.killed.store(true, Ordering::Release);
        self.wake();
    }

    pub(crate) fn is_killed(&self) -> bool {
        self.killed.load(Ordering::Acquire)
    }

    /// Has the run drop what its outputs no longer need.
    pub(crate) fn sweep(&self) {
        self.garbage.store(true, Ordering::Release);
        self.wake();
    }

    /// Whether there is something to drop; says so once.
    pub(crate) fn take_garbage(&self) -> bool {
        self.garbage.load(Ordering::Relaxed) && self.garbage.swap(false, Ordering::Acquire)
    }

    /// Wakes the task of the run.
    pub(crate) fn wake(&self) {
        let waker = self
            .waker
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Notes what wakes the task of the run.
    pub(crate) fn register(&self, cx: &Context<'_>) {
        let mut waker = self.waker.lock().unwrap_or_else(PoisonError::into_inner);
        match &mut *waker {
            Some(waker) => waker.clone_from(cx.waker()),
            None => *waker = Some(cx.waker().clone()),
        }
    }

    /// Changes what the run says of itself.
    pub(crate) fn say(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What the run says of itself.
    pub(crate) fn said(&self) -> Said {
        self.said
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl fmt::Debug for RunState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("name", &self.name)
            .field("number", &self.number)
            .field("stop", &self.stop_reason())
            .finish_non_exhaustive()
    }
}
