//! The signals on their way to the loop.

use std::{
    mem,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use super::{shared::Signal, unwind::discard};

/// The signals on their way to the loop, in order.
///
/// A channel of tokio's would cost as much as all else that is done for a signal: here one swap takes in all that there
/// are.
#[derive(Default)]
pub(super) struct Queue {
    inner: Mutex<Inner>,
    /// Whether there are any, for those who would only look.
    has_signals: AtomicBool,
}

#[derive(Default)]
struct Inner {
    signals: Vec<Signal>,
    /// The loop has to look at what was done without it.
    is_nudged: bool,
    /// What wakes the loop, while it waits.
    waker: Option<Waker>,
    is_closed: bool,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a signal; drops it if the queue is closed. Returns whether that woke the loop.
    pub(super) fn push(&self, signal: Signal) -> bool {
        let waker = self.add(signal).and_then(|mut inner| inner.waker.take());
        waker.map(Waker::wake).is_some()
    }

    /// Adds a signal without waking the loop, for whoever works the driver. Who leaves one has to look afterwards
    /// whether someone still does.
    pub(super) fn leave(&self, signal: Signal) {
        drop(self.add(signal));
    }

    fn add(&self, signal: Signal) -> Option<MutexGuard<'_, Inner>> {
        let mut inner = self.lock();
        if inner.is_closed {
            drop(inner);
            drop(signal);
            return None;
        }
        inner.signals.push(signal);
        self.has_signals.swap(true, Ordering::AcqRel);
        Some(inner)
    }

    /// Whether any signal was left while the driver was worked. It has been given back: who leaves one from now on sees that.
    pub(super) fn has_left(&self) -> bool {
        // No mere load: of two who change it, the second sees what the first did before.
        self.has_signals.fetch_or(false, Ordering::AcqRel)
    }

    /// Wakes the loop without a signal.
    pub(super) fn nudge(&self) {
        let mut inner = self.lock();
        inner.is_nudged = true;
        let waker = inner.waker.take();
        drop(inner);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Waits until there is a signal, or a nudge.
    pub(super) fn poll_ready(&self, cx: &Context<'_>) -> Poll<()> {
        let mut inner = self.lock();
        if inner.signals.is_empty() && !mem::take(&mut inner.is_nudged) {
            inner.waker = Some(cx.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(())
    }

    /// Moves all signals to `batch`, which is empty. Returns whether there were any.
    pub(super) fn take(&self, batch: &mut Vec<Signal>) -> bool {
        let has_signals = self.has_signals.load(Ordering::Relaxed);
        if has_signals {
            let mut inner = self.lock();
            self.has_signals.store(false, Ordering::Relaxed);
            mem::swap(&mut inner.signals, batch);
        }
        has_signals
    }

    /// Lets nothing be added any more, and drops what has not been taken.
    pub(super) fn close(&self) {
        let mut inner = self.lock();
        inner.is_closed = true;
        let left = (mem::take(&mut inner.signals), inner.waker.take());
        drop(inner);
        // The error of a run that comes too late is the user's, and so is its `Drop`.
        let _panicked = discard(left);
    }
}
