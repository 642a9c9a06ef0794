//! 4. A flag that a worker publishes, and a node that runs only while the flag is up.
//!
//! ```text
//! elected
//! janitor: cleans up
//! voted out
//! janitor: stops
//! elected
//! janitor: cleans up
//! voted out
//! janitor: stops
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, process::ExitCode, time::Duration};

use depgraph::{Engine, Exit, Output, Publish, PublishError, Stop, graph, manifold};
use tokio::time::sleep;

/// This process is the one that may clean up.
#[derive(Clone, PartialEq, Output)]
struct Leader;

/// Wins and loses elections.
#[manifold(outputs = [Leader])]
async fn stand_for_election(leader: Publish<Leader>) -> Result<Exit, PublishError> {
    for _election in 1..=2 {
        println!("elected");
        leader.set(Leader).await?;
        sleep(Duration::from_millis(100)).await;
        println!("voted out");
        leader.clear().await?;
        sleep(Duration::from_millis(100)).await;
    }
    Ok(Exit::Shutdown(0))
}

/// Needs no value of anybody: whether it may run is the graph's business.
#[manifold]
async fn clean_up(stop: Stop) -> Result<Exit, Infallible> {
    println!("janitor: cleans up");
    stop.requested().await;
    println!("janitor: stops");
    Ok(Exit::Stopped)
}

graph! {
    /// A node is available while it runs and all its outputs are set.
    Program {
        leader:  stand_for_election,
        janitor: clean_up when [leader],
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    Engine::run(Program::new()).await
}
