//! Where the crate has another name, `crate = path` says so.

#![deny(warnings, missing_docs)]

/// What a crate of one's own may re-export.
pub mod renamed {
    pub use depgraph as graphs;
}

// Nothing below may find the crate under its own name.
mod depgraph {}

use std::{sync::Arc, time::Duration};

use renamed::graphs::{Hold, Output, Publish, Verdict, hold, manifold};

/// An output.
#[derive(Clone, Output)]
#[output(deref, crate = crate::renamed::graphs)]
pub struct Shared<T>(T);

/// An output.
#[derive(Clone, Output)]
#[output(crate = renamed::graphs)]
pub struct Store(pub Arc<dyn Fn() + Send + Sync>);

fn judge(_: &std::io::Error) -> Verdict {
    Verdict::Retry
}

/// Uses everything that names the crate.
#[manifold(
    inputs = [shared],
    outputs = [Store, Shared<Store>],
    filter = judge,
    stop_timeout = Duration::from_secs(1),
    crate = renamed::graphs
)]
pub fn make(
    shared: Shared<Store>,
    store: Publish<Store>,
    name: &Arc<dyn Fn() -> String + Send + Sync>,
) -> Hold<Shared<Store>> {
    let _ = (store, name);
    hold(shared)
}

fn main() {}
