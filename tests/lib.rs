//! What the tests of behaviour share with the program that they start.

use std::{future::poll_fn, pin::pin, task::Poll, time::Duration};

/// Polls `future`, a millisecond apart, and drops it after `polls` times, or with what it resolves with.
pub async fn polled<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for poll in 0..polls {
        if poll > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let poll = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await;
        if let Poll::Ready(output) = poll {
            return Some(output);
        }
    }
    None
}
