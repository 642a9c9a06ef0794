//! A stream of what happens.

use std::sync::Arc;

use tokio::sync::broadcast::{
    self,
    error::{RecvError, TryRecvError},
};

use crate::{Event, EventsError, driver::EngineShared};

/// A stream of what happens in an engine, from the moment it was asked for.
///
/// It cannot hold the engine up: a reader that falls behind by more than 4,096 events loses the oldest, and is told how
/// many.
///
/// # Examples
///
/// ```
/// use depgraph::{Events, EventsError};
///
/// async fn print(mut events: Events) {
///     loop {
///         match events.next().await {
///             Ok(event) => println!("{} was {}, is {}", event.node, event.from, event.to),
///             Err(EventsError::Missed(events)) => println!("{events} events were missed"),
///             Err(_) => return,
///         }
///     }
/// }
/// ```
pub struct Events {
    received: broadcast::Receiver<Event>,
    shared: Arc<EngineShared>,
}

impl Events {
    pub(super) fn new(shared: &Arc<EngineShared>) -> Self {
        Self {
            received: shared.subscribe(),
            shared: Arc::clone(shared),
        }
    }

    /// The next event.
    ///
    /// # Errors
    ///
    /// [`EventsError::Missed`] when events were lost; the next call goes on with the oldest that is left.
    /// [`EventsError::Ended`] when the engine has ended, and all its events have been read.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses no event.
    pub async fn next(&mut self) -> Result<Event, EventsError> {
        tokio::select! {
            biased;
            event = self.received.recv() => match event {
                Ok(event) => Ok(event),
                Err(RecvError::Lagged(missed)) => Err(EventsError::Missed(missed)),
                Err(RecvError::Closed) => Err(EventsError::Ended),
            },
            // More may have happened since there was nothing to read.
            _ended = self.shared.ended() => left(&mut self.received),
        }
    }
}

/// What is left to be read, of an engine that has ended.
fn left(received: &mut broadcast::Receiver<Event>) -> Result<Event, EventsError> {
    match received.try_recv() {
        Ok(event) => Ok(event),
        Err(TryRecvError::Lagged(missed)) => Err(EventsError::Missed(missed)),
        Err(TryRecvError::Empty | TryRecvError::Closed) => Err(EventsError::Ended),
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events")
            .field("unread", &self.received.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;
    use crate::{Cause, NodeState};

    fn event(run: u64) -> Event {
        Event {
            at: SystemTime::UNIX_EPOCH,
            node: "a",
            run,
            from: NodeState::Waiting,
            to: NodeState::Starting,
            cause: Cause::Begin,
            wave: None,
        }
    }

    #[test]
    fn all_that_is_kept_is_read_before_the_end() {
        let (events, mut received) = broadcast::channel(2);
        for run in 1..=3 {
            events.send(event(run)).expect("someone reads");
        }
        let read: Vec<_> = (0..4).map(|_| left(&mut received)).collect();
        let expected = [
            Err(EventsError::Missed(1)),
            Ok(event(2)),
            Ok(event(3)),
            Err(EventsError::Ended),
        ];
        assert_eq!(read, expected);
    }
}
