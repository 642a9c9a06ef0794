//! The signals on their way to the loop.

use std::{
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use super::shared::Signal;

/// The signals on their way to the loop, in order.
///
/// A channel of tokio's would cost as much as all else that the loop does for a signal: here one swap takes in all that
/// there are.
#[derive(Default)]
pub(super) struct Queue(Mutex<Inner>);

#[derive(Default)]
struct Inner {
    signals: Vec<Signal>,
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

    /// Moves all signals to `batch`, which is empty; waits for one if there is none.
    pub(super) fn poll_take(&self, cx: &Context<'_>, batch: &mut Vec<Signal>) -> Poll<()> {
        let mut inner = self.lock();
        if inner.signals.is_empty() {
            inner.waker = Some(cx.waker().clone());
            return Poll::Pending;
        }
        mem::swap(&mut inner.signals, batch);
        Poll::Ready(())
    }

    /// Lets nothing be added any more, and drops what has not been taken.
    pub(super) fn close(&self) {
        let mut inner = self.lock();
        inner.is_closed = true;
        let left = (mem::take(&mut inner.signals), inner.waker.take());
        drop(inner);
        drop(left);
    }
}
