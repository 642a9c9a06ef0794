//! One run, as everyone who has to do with it shares it.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt,
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicU8, Ordering, fence},
    },
    task::Poll,
};

use tokio::sync::Notify;

use super::{NodeEntry, tasks::Tasks};
use crate::{StopReason, error::BoxError};

/// One run.
pub(crate) struct RunState {
    pub(crate) node: Arc<NodeEntry>,
    pub(crate) number: u64,
    /// Why it was asked to stop, as a code; 0 if it was not.
    stop: AtomicU8,
    /// What its task has to see to, as bits of [`News`].
    news: AtomicU8,
    /// Whether its worker is over: no task may be added.
    is_over: AtomicBool,
    /// Whether its start is over.
    has_started: AtomicBool,
    /// Whether it has yielded to what its start has woken.
    has_yielded: AtomicBool,
    rare: OnceLock<Box<Rare>>,
}

/// What most runs never need; made for the first use.
#[derive(Debug, Default)]
struct Rare {
    tasks: Tasks,
    /// Tells other tasks that the run was asked to stop.
    stopped: Notify,
    said: Mutex<Said>,
}

/// What the task of a node has to see to for a run.
#[derive(Clone, Copy)]
pub(crate) enum News {
    /// What is left of the run has to be dropped.
    Killed = 1,
    /// One of its outputs has something to drop.
    Garbage = 2,
    /// One of its tasks has failed.
    Failed = 4,
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
    pub(crate) const fn new(node: Arc<NodeEntry>, number: u64) -> Self {
        Self {
            node,
            number,
            stop: AtomicU8::new(0),
            news: AtomicU8::new(0),
            is_over: AtomicBool::new(false),
            has_started: AtomicBool::new(false),
            has_yielded: AtomicBool::new(false),
            rare: OnceLock::new(),
        }
    }

    /// The node's configuration.
    pub(crate) fn config<C: 'static>(&self) -> &C {
        let config: &(dyn Any + Send + Sync) = &*self.node.spec.config;
        config
            .downcast_ref()
            .expect("a manifold's node is configured with the manifold's configuration")
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
            self.node.mailbox.wake();
            if let Some(rare) = self.rare.get() {
                rare.stopped.notify_waiters();
            }
        }
    }

    /// Its start is over.
    pub(super) fn started(&self) {
        self.has_started.store(true, Ordering::Relaxed);
    }

    pub(super) fn has_started(&self) -> bool {
        self.has_started.load(Ordering::Relaxed)
    }

    /// It yields to what its start has woken.
    pub(super) fn yields(&self) {
        self.has_yielded.store(true, Ordering::Relaxed);
    }

    /// It need not be woken any more.
    pub(super) fn goes_on(&self) {
        self.has_yielded.store(false, Ordering::Relaxed);
    }

    /// Wakes the run if it has yielded and not gone on since.
    pub(super) fn wake_if_yielded(&self) {
        if self.has_yielded.load(Ordering::Relaxed) {
            self.node.mailbox.wake();
        }
    }

    /// Why the run was asked to stop, if it was.
    pub(crate) fn stop_reason(&self) -> Option<StopReason> {
        let code = usize::from(self.stop.load(Ordering::Acquire));
        REASONS.get(code.wrapping_sub(1)).copied()
    }

    pub(crate) async fn stop_requested(&self) {
        // The node's own task is woken in any case, so nothing need be noted for it.
        let is_requested = poll_fn(|cx| match self.stop_reason() {
            Some(_) => Poll::Ready(true),
            None if self.node.mailbox.is_of(cx) => Poll::Pending,
            None => Poll::Ready(false),
        });
        if !is_requested.await {
            Box::pin(self.stop_notified()).await;
        }
    }

    async fn stop_notified(&self) {
        let rare = self.rare();
        // Either it is seen here that the run was asked to stop, or this is seen where it is.
        fence(Ordering::SeqCst);
        loop {
            let mut notified = std::pin::pin!(rare.stopped.notified());
            notified.as_mut().enable();
            if self.stop_reason().is_some() {
                return;
            }
            notified.await;
        }
    }

    /// Has its task see to something.
    pub(crate) fn tell(&self, news: News) {
        self.news.fetch_or(news as u8, Ordering::Release);
        self.node.mailbox.wake();
    }

    pub(crate) fn is_killed(&self) -> bool {
        self.news.load(Ordering::Acquire) & News::Killed as u8 != 0
    }

    /// Whether there is something to drop; says so once.
    pub(crate) fn take_garbage(&self) -> bool {
        let garbage = News::Garbage as u8;
        self.news.load(Ordering::Relaxed) & garbage != 0
            && self.news.fetch_and(!garbage, Ordering::Acquire) & garbage != 0
    }

    fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    /// Where its tasks are; nothing if its worker is over.
    pub(crate) fn tasks(&self) -> Option<&Tasks> {
        let rare = self.rare();
        // Either it is seen here that nothing may be added, or these tasks are seen where that is said.
        fence(Ordering::SeqCst);
        (!self.is_over.load(Ordering::Relaxed)).then_some(&rare.tasks)
    }

    /// The worker is over: lets no task be added, and returns what resolves when all that there are have ended.
    pub(crate) fn close_tasks(&self) -> Option<Pin<Box<dyn Future<Output = ()> + Send>>> {
        self.is_over.store(true, Ordering::Relaxed);
        fence(Ordering::SeqCst);
        self.rare.get()?.tasks.close()
    }

    /// Drops every task at its next await.
    pub(crate) fn kill_tasks(&self) {
        if let Some(rare) = self.rare.get() {
            rare.tasks.kill();
        }
    }

    /// One of its tasks has failed, or something else that belongs to it.
    pub(crate) fn fail(&self, error: BoxError) {
        self.rare().tasks.fail(error);
        self.tell(News::Failed);
    }

    /// The first error of one of its tasks.
    pub(crate) fn take_failure(&self) -> Option<BoxError> {
        if self.news.load(Ordering::Acquire) & News::Failed as u8 == 0 {
            return None;
        }
        self.rare.get()?.tasks.take_failure()
    }

    /// Changes what the run says of itself.
    pub(crate) fn say(&self, change: impl FnOnce(&mut Said)) {
        let said = &self.rare().said;
        change(&mut said.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What the run says of itself.
    pub(crate) fn said(&self) -> Said {
        self.rare.get().map_or_else(Said::default, |rare| {
            let said = rare.said.lock();
            said.unwrap_or_else(PoisonError::into_inner).clone()
        })
    }
}

impl fmt::Debug for RunState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Run")
            .field("name", &self.node.name)
            .field("number", &self.number)
            .field("stop", &self.stop_reason())
            .finish_non_exhaustive()
    }
}
