//! 2. Two manifolds and a bounce: what depends on a value is stopped and started again when the value changes.
//!
//! ```text
//! greeter, run 1: hello
//! greeter, run 1, is stopped
//! greeter, run 2: good evening
//! greeter, run 2, is stopped
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, process::ExitCode, time::Duration};

use depgraph::{Engine, Exit, Output, Publish, PublishError, Run, Stop, graph, manifold};
use tokio::time::sleep;

/// What one node gives to others is a type of its own.
#[derive(Clone, PartialEq, Output)]
struct Greeting(&'static str);

/// Publishes a greeting, and later another one.
#[manifold(outputs = [Greeting])]
async fn choose(greeting: Publish<Greeting>) -> Result<Exit, PublishError> {
    greeting.set(Greeting("hello")).await?;
    sleep(Duration::from_millis(100)).await;
    // The same again is no change, and bounces nobody.
    greeting.set(Greeting("hello")).await?;
    // Resolves when nobody has the old one any more.
    greeting.set(Greeting("good evening")).await?;
    sleep(Duration::from_millis(100)).await;
    Ok(Exit::Shutdown(0))
}

/// Never sees its greeting change: with another greeting there is another run.
#[manifold(inputs = [greeting])]
async fn greet(greeting: Greeting, run: Run, stop: Stop) -> Result<Exit, Infallible> {
    println!("greeter, run {}: {}", run.number(), greeting.0);
    stop.requested().await;
    println!("greeter, run {}, is stopped", run.number());
    Ok(Exit::Stopped)
}

graph! {
    /// `greeter` is wired to `chooser` by type: that is the node with a `Greeting`.
    Program {
        chooser: choose,
        greeter: greet,
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    Engine::run(Program::new()).await
}
