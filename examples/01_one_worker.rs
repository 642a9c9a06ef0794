//! 1. One worker: a function, a graph that names it, and an engine that runs the graph.
//!
//! ```text
//! liftoff in 3
//! liftoff in 2
//! liftoff in 1
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, process::ExitCode, time::Duration};

use depgraph::{Engine, Exit, Stop, graph, manifold};
use tokio::time::sleep;

/// Counts down, and then ends the program.
///
/// `from` is the configuration of the node. `stop` says when the engine wants the worker to end: a worker that waits for
/// anything waits for that, too.
#[manifold]
async fn count_down(from: u32, stop: Stop) -> Result<Exit, Infallible> {
    for left in (1..=from).rev() {
        println!("liftoff in {left}");
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            () = sleep(Duration::from_millis(100)) => {}
        }
    }
    Ok(Exit::Shutdown(0))
}

graph! {
    /// One node, named `counter`.
    Program(from: u32) {
        counter: count_down(from),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    // Ends when a worker says so, or at Ctrl-C.
    Engine::run(Program::new(3)).await
}
