//! A gate: something that happens once, and that others wait for.

use std::sync::Arc;

use tokio::sync::Notify;

use crate::{Exit, Output, Publish, Stop, error::BoxError, manifold};

/// Opens a [`gate`](fn@gate), for good.
#[derive(Clone, Debug, Output)]
pub struct Opener(Arc<Notify>);

impl Opener {
    /// Opens the gate; once it is open, this changes nothing.
    pub fn open(&self) {
        self.0.notify_one();
    }
}

/// Says that a [`gate`](fn@gate) is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Output)]
pub struct Opened;

/// A gate that opens once: who takes its [`Opener`] opens it, and who takes [`Opened`], or is conditional on the node,
/// waits until then.
///
/// It stays open until the node is restarted. The two sides need not know of each other.
///
/// # Errors
///
/// None: a gate does not fail.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Opener, gate, graph, manifold};
///
/// #[manifold(inputs = [opener])]
/// pub async fn migrate(opener: Opener) -> Result<(), std::io::Error> {
///     // .. and when it is done:
///     opener.open();
///     Ok(())
/// }
///
/// #[manifold]
/// pub async fn serve(stop: depgraph::Stop) -> Result<Exit, std::io::Error> {
///     stop.requested().await;
///     Ok(Exit::Stopped)
/// }
///
/// graph! {
///     pub Agent {
///         migrated: gate,
///         migrate: migrate,
///         serve: serve when [migrated],
///     }
/// }
/// ```
#[manifold(outputs = [Opener, Opened])]
pub async fn gate(
    opener: Publish<Opener>,
    opened: Publish<Opened>,
    stop: Stop,
) -> Result<Exit, BoxError> {
    let open = Arc::new(Notify::new());
    // Nobody holds a value of a run that has just begun.
    drop(opener.replace(Opener(Arc::clone(&open))));
    tokio::select! {
        () = stop.requested() => return Ok(Exit::Stopped),
        () = open.notified() => drop(opened.set(Opened)),
    }
    stop.requested().await;
    Ok(Exit::Stopped)
}
