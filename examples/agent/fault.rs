//! Things that go wrong on request: the tests see how the rest of the agent takes them.

use std::{convert::Infallible, future, time::Duration};

use depgraph::{Exit, Stop, manifold};
use tokio::time;

/// What goes wrong.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Fault {
    /// A worker panics, soon after each start.
    Panic,
    /// A worker does not hear that it is to stop.
    Deaf,
}

/// Goes wrong.
#[manifold]
pub(crate) async fn cause(fault: Fault, stop: Stop) -> Result<Exit, Infallible> {
    match fault {
        Fault::Panic => {
            tokio::select! {
                () = stop.requested() => Ok(Exit::Stopped),
                () = time::sleep(Duration::from_millis(200)) => panic!("asked to panic"),
            }
        }
        Fault::Deaf => future::pending().await,
    }
}
