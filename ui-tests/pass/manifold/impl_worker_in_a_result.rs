//! A worker needs no name: `impl Worker` will do, alone or inside what is returned.

#![deny(warnings, missing_docs)]

use std::io;

use depgraph::{Expose, Output, Start, Task, Worker, hold, manifold};

/// A store.
#[derive(Clone, Output)]
pub struct Store;

/// Alone.
#[manifold]
pub fn alone() -> impl Worker {
    hold(1_u8)
}

/// In a result, and exposed.
///
/// # Errors
///
/// None.
#[manifold(outputs = [Store])]
pub async fn in_a_result() -> Result<impl Worker + Expose<Store>, io::Error> {
    Ok(hold(Store))
}

/// In a start.
#[manifold]
pub async fn in_a_start() -> Start<impl Worker> {
    Start::Run(Task::<io::Error>::new(async |_| Ok(depgraph::Exit::Done)))
}

fn main() {}
