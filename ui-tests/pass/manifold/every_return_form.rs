//! Everything that a start function may return, through aliases, too.

#![deny(warnings, missing_docs)]

use std::{convert::Infallible, io};

use depgraph::{Every, Exit, Hold, Start, Stop, Task, Worker, every, hold, manifold};

/// A worker.
pub struct Plain;

impl Worker for Plain {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

type Started<T> = Result<T, io::Error>;

/// A worker.
#[manifold]
pub fn worker() -> Plain {
    Plain
}

/// A start.
#[manifold]
pub fn start() -> Start<Plain> {
    Start::Exit(Exit::Done)
}

/// A result of a worker.
///
/// # Errors
///
/// None.
#[manifold]
pub async fn result_of_worker() -> Started<Plain> {
    Ok(Plain)
}

/// A result of a start.
///
/// # Errors
///
/// None.
#[manifold]
pub async fn result_of_start() -> Started<Start<Plain>> {
    Ok(Plain.into())
}

/// Its own run.
///
/// # Errors
///
/// None.
#[manifold]
pub async fn own_run() -> Started<Exit> {
    Ok(Exit::Done)
}

/// Its own run, with nothing to say at the end.
///
/// # Errors
///
/// None.
#[manifold]
pub async fn own_run_of_nothing() -> Started<()> {
    Ok(())
}

/// Blocks.
///
/// # Errors
///
/// None.
#[manifold(blocking)]
pub fn blocking(name: &str) -> Result<Hold<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let _ = name;
    Ok(hold(1))
}

/// A task.
#[manifold]
pub fn task() -> Task<Infallible> {
    Task::new(async move |stop| {
        stop.requested().await;
        Ok(Exit::Stopped)
    })
}

/// Again and again.
#[manifold]
pub fn ticking(period: std::time::Duration) -> Every {
    every(period, async || Ok::<(), Infallible>(()))
}

fn main() {}
