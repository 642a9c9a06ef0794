//! Every argument of the attribute.

#![deny(warnings, missing_docs)]

use std::{io, time::Duration};

use depgraph::{Hold, Intensity, Output, Verdict, hold, manifold};

/// A store.
#[derive(Clone, Output)]
pub struct Store;

fn judge(error: &io::Error) -> Verdict {
    if error.kind() == io::ErrorKind::NotFound { Verdict::Wait } else { Verdict::Retry }
}

/// Opens.
///
/// # Errors
///
/// None.
#[manifold(
    inputs = [],
    outputs = [Store],
    filter = judge,
    as = OpenStore,
    error_delay = Duration::from_secs(1),
    backoff_factor = 1.0,
    max_delay = Duration::from_secs(30),
    jitter = 1.0,
    healthy_after = Duration::from_secs(10),
    bounce_delay = Duration::from_millis(5),
    optional_wait = Duration::from_secs(1),
    start_timeout = Duration::from_secs(5),
    stop_timeout = Duration::from_secs(3),
    intensity = Intensity::give_up(5, Duration::from_secs(60)),
)]
pub async fn open() -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store))
}

depgraph::graph! {
    /// Agent.
    pub Agent {
        store: OpenStore,
    }
}

fn main() {}
