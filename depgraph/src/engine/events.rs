//! A stream of what happens.

use std::sync::Arc;

use tokio::sync::broadcast::{self, error::RecvError};

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
            _ended = self.shared.ended() => Err(EventsError::Ended),
        }
    }
}

impl std::fmt::Debug for Events {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Events")
            .field("unread", &self.received.len())
            .finish_non_exhaustive()
    }
}
