//! What the tests of `Engine::run` start: a process of their own, because it changes what signals do to one. Its argument
//! says what it is to do.

use std::{
    env, io,
    process::{ExitCode, abort},
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use depgraph::{Engine, Exit, Hold, Start, Stop, graph, manifold};
use depgraph_tests::polled;
use tokio::runtime::{Builder, Handle, Runtime};

/// After this time nobody can still be waiting: a test that fails ends, too.
const FOR_EVER: Duration = Duration::from_secs(30);

fn main() -> ExitCode {
    let wanted = env::args().nth(1).unwrap_or_default();
    match &*wanted {
        "obeys" => runtime().block_on(Engine::run(Teller::new(false))),
        "is-stubborn" => runtime().block_on(Engine::run(Teller::new(true))),
        "is-stuck" => runtime().block_on(Engine::run(Blocker::new())),
        "ends-itself" => runtime().block_on(Engine::run(Brief::new(7))),
        "drops-its-run" => drop_runs(),
        _ => panic!("it cannot do `{wanted}`"),
    }
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.enable_all().build().expect("it can be built")
}

#[expect(clippy::print_stdout, reason = "the test that started it reads it")]
fn say(what: &str) {
    println!("{what}");
}

/// Says that it runs, and when it is told to stop.
#[manifold]
async fn tell(is_stubborn: bool, stop: Stop) -> Result<Exit, io::Error> {
    say("it runs");
    let forgotten = tokio::time::sleep(FOR_EVER);
    tokio::pin!(forgotten);
    tokio::select! {
        () = stop.requested() => say(&format!("it is told {:?}", stop.reason())),
        () = &mut forgotten => return Ok(Exit::Shutdown(1)),
    }
    if is_stubborn {
        forgotten.await;
    }
    Ok(Exit::Stopped)
}

graph! {
    Teller(is_stubborn: bool) {
        teller: tell(is_stubborn),
    }
}

/// Blocks a thread for ever.
#[manifold(blocking)]
fn block() -> Hold<()> {
    let (_nobody_sends, received) = mpsc::channel::<()>();
    say("it runs");
    let _forgotten = received.recv_timeout(FOR_EVER);
    abort()
}

graph! {
    Blocker {
        blocker: block with { stop_timeout: Duration::ZERO },
    }
}

#[manifold]
fn end_with(code: u8) -> Start<Hold<()>> {
    Start::Exit(Exit::Shutdown(code))
}

graph! {
    Brief(code: u8) {
        ender: end_with(code),
    }
}

static STARTS: AtomicU64 = AtomicU64::new(0);
static ENDS: AtomicU64 = AtomicU64::new(0);

/// Counts its starts and its ends.
#[manifold]
async fn count(stop: Stop) -> Result<Exit, io::Error> {
    STARTS.fetch_add(1, Ordering::SeqCst);
    stop.requested().await;
    ENDS.fetch_add(1, Ordering::SeqCst);
    Ok(Exit::Stopped)
}

graph! {
    Counter {
        counter: count,
    }
}

/// Drops `Engine::run` after each number of polls: it stops the graph.
fn drop_runs() -> ExitCode {
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_all().start_paused(true).build();
    runtime.expect("it can be built").block_on(async {
        for polls in 0..10 {
            let before = STARTS.load(Ordering::SeqCst);
            let run = polled(Engine::run(Counter::new()), polls).await;
            assert!(run.is_none(), "nobody asked it to end");
            let starts = STARTS.load(Ordering::SeqCst) - before;
            assert_eq!(starts, u64::from(polls > 1));
            while Handle::current().metrics().num_alive_tasks() > 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert_eq!(STARTS.load(Ordering::SeqCst), ENDS.load(Ordering::SeqCst));
        }
    });
    ExitCode::SUCCESS
}
