//! Waits for signals and for the deadline of the machine.

use std::{future::poll_fn, pin::Pin, task::Poll};

use tokio::time::{Instant, Sleep};

use super::{Clock, queue::Queue};
use crate::machine::Time;

/// The one timer: armed only when a deadline is earlier than what it is armed for, and never made anew.
pub(super) struct Timer {
    sleep: Pin<Box<Sleep>>,
    armed: Option<Instant>,
}

impl Timer {
    pub(super) fn new(clock: &Clock) -> Self {
        Self {
            sleep: Box::pin(tokio::time::sleep_until(clock.instant(Time::default()))),
            armed: None,
        }
    }

    /// Waits for signals, or for the deadline; returns whether that has passed.
    pub(super) async fn wait(&mut self, deadline: Option<Instant>, signals: &Queue) -> bool {
        if let Some(deadline) = deadline
            && self.armed.is_none_or(|armed| deadline < armed)
        {
            self.sleep.as_mut().reset(deadline);
            self.armed = Some(deadline);
        }
        poll_fn(|cx| {
            if signals.poll_ready(cx).is_ready() {
                // They may keep coming, and must not hide the deadline for ever.
                let has_passed = self.armed.is_some_and(|armed| armed < Instant::now());
                if has_passed {
                    self.armed = None;
                }
                return Poll::Ready(has_passed);
            }
            if self.armed.is_some() && self.sleep.as_mut().poll(cx).is_ready() {
                self.armed = None;
                return Poll::Ready(true);
            }
            Poll::Pending
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{driver::shared::Signal, machine::NodeId};

    #[tokio::test(start_paused = true)]
    async fn signals_without_end_do_not_hide_a_deadline() {
        let (mut timer, signals) = (Timer::new(&Clock::new()), Queue::default());
        signals.push(Signal::Ending {
            node: NodeId::new(0),
            run: 1,
        });
        let deadline = Some(Instant::now() + Duration::from_secs(1));
        assert!(!timer.wait(deadline, &signals).await);
        tokio::time::advance(Duration::from_secs(2)).await;
        assert!(timer.wait(deadline, &signals).await);
    }
}
