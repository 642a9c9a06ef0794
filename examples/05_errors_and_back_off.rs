//! 5. Errors: a failure is tried again after a delay that grows, and a filter says which errors are worth it.
//!
//! The clock of this program is paused: it jumps from one event to the next.
//!
//! ```text
//! after 0 s: attempt 1
//! the report: database is in back-off (back-off after 1 failure)
//! the report: web is waiting
//! after 1 s: attempt 2
//! after 3 s: attempt 3
//! web runs
//! web stops
//! after 8 s: attempt 4
//! ended: node `database` failed: wrong password
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, error::Error, time::Duration};

use depgraph::{Engine, Exit, Output, Publish, Run, Severity, Stop, Verdict, graph, manifold};
use tokio::time::{Instant, sleep};

#[derive(Clone, PartialEq, Output)]
struct Database;

#[derive(Debug, thiserror::Error)]
enum DatabaseError {
    #[error("connection refused")]
    Refused,
    #[error("connection lost")]
    Lost,
    #[error("wrong password")]
    WrongPassword,
}

/// An error that time does not heal ends the program.
fn verdict(error: &DatabaseError) -> Verdict {
    match error {
        DatabaseError::Refused | DatabaseError::Lost => Verdict::Retry,
        DatabaseError::WrongPassword => Verdict::Fatal(Severity(1)),
    }
}

/// Is refused twice, then connected for a second; then somebody changes the password.
#[manifold(outputs = [Database], filter = verdict, jitter = 0.0)]
async fn connect(
    start: Instant,
    database: Publish<Database>,
    run: Run,
) -> Result<Exit, DatabaseError> {
    println!(
        "after {} s: attempt {}",
        start.elapsed().as_secs(),
        run.number()
    );
    match run.number() {
        1 | 2 => Err(DatabaseError::Refused),
        3 => {
            database.set(Database);
            sleep(Duration::from_secs(1)).await;
            Err(DatabaseError::Lost)
        }
        _ => Err(DatabaseError::WrongPassword),
    }
}

/// Does not know that the database fails: it is stopped, and started with the next one.
#[manifold(inputs = [database])]
async fn serve(database: Database, stop: Stop) -> Result<Exit, Infallible> {
    let Database = database;
    println!("web runs");
    stop.requested().await;
    println!("web stops");
    Ok(Exit::Stopped)
}

graph! {
    Program(start: Instant) {
        database: connect(start),
        web: serve,
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::start(Program::new(Instant::now()))?;
    sleep(Duration::from_millis(500)).await;
    for node in engine.report().await.nodes {
        let why = node.next_attempt.map(|next| format!(" ({})", next.why));
        println!(
            "the report: {} is {}{}",
            node.name,
            node.state,
            why.unwrap_or_default()
        );
    }
    if let Err(error) = engine.wait().await {
        println!("ended: {error}");
    }
    Ok(())
}
