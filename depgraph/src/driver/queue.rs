//! The signals on their way to the loop.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use super::{shared::Signal, unwind::discard};

/// The signals on their way to the loop, in order.
///
/// A channel of tokio's would cost as much as all else that is done for a signal: here one swap takes in all that there
/// are.
#[derive(Default)]
pub(super) struct Queue(Mutex<Inner>);

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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a signal; drops it if the queue is closed. Returns whether that woke the loop.
    pub(super) fn push(&self, signal: Signal) -> bool {
        let mut inner = self.lock();
        if inner.is_closed {
            drop(inner);
            drop(signal);
            return false;
        }
        inner.signals.push(signal);
        let waker = inner.waker.take();
        drop(inner);
        waker.map(Waker::wake).is_some()
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

    /// Moves all signals to `batch`, which is empty.
    pub(super) fn take(&self, batch: &mut Vec<Signal>) {
        mem::swap(&mut self.lock().signals, batch);
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
