//! 3. An optional input, which a worker can do without, and a latest one, which it follows without a bounce.
//!
//! ```text
//! run 1, without a cache: at most 10 answers
//! run 2, with a cache: at most 10 answers
//! run 2, with a cache: at most 20 answers
//! ```

#![expect(clippy::print_stdout, reason = "an example shows what happens")]

use std::{convert::Infallible, process::ExitCode, time::Duration};

use depgraph::{Engine, Exit, Latest, Output, Publish, Run, Stop, graph, manifold};
use tokio::time::sleep;

#[derive(Clone, PartialEq, Output)]
struct Cache;

#[derive(Clone, PartialEq, Output)]
struct Limit(u32);

/// Takes its time.
#[manifold(outputs = [Cache])]
async fn warm_up(cache: Publish<Cache>, stop: Stop) -> Result<Exit, Infallible> {
    sleep(Duration::from_millis(200)).await;
    cache.set(Cache);
    stop.requested().await;
    Ok(Exit::Stopped)
}

/// Changes its mind.
#[manifold(outputs = [Limit])]
async fn decide(limit: Publish<Limit>, stop: Stop) -> Result<Exit, Infallible> {
    limit.set(Limit(10));
    sleep(Duration::from_millis(400)).await;
    limit.set(Limit(20));
    stop.requested().await;
    Ok(Exit::Stopped)
}

/// Is bounced when the cache comes or goes, and never by the limit.
#[manifold(inputs = [limit, cache])]
async fn answer(
    mut limit: Latest<Limit>,
    cache: Option<Cache>,
    run: Run,
    stop: Stop,
) -> Result<Exit, Infallible> {
    let with = if cache.is_some() { "with" } else { "without" };
    let say = |limit: Limit| {
        println!(
            "run {}, {with} a cache: at most {} answers",
            run.number(),
            limit.0
        );
    };
    say(limit.get());
    tokio::select! {
        () = stop.requested() => Ok(Exit::Stopped),
        changed = limit.changed() => {
            say(changed);
            Ok(Exit::Shutdown(0))
        }
    }
}

graph! {
    /// A cache that is on its way is waited for, but not for long.
    Program {
        limit:  decide,
        cache:  warm_up,
        server: answer with { optional_wait: Duration::from_millis(50) },
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    Engine::run(Program::new()).await
}
