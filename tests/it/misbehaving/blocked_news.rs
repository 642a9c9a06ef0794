//! What the start of a node brings about, where its worker then blocks the thread: others hear of it first.

use std::{convert::Infallible, future::poll_fn, pin::Pin, sync::Arc, time::Duration};

use depgraph::{Engine, Exit, Expose, Hold, Stop, Worker, graph, hold, manifold};
use tokio::{sync::Notify, task::JoinHandle};

use super::blocking::{Dam, OpensAtLast};
use crate::support::{Puppet, Stage, Val, one};

/// Blocks in its start, and then in its run.
#[derive(Clone, Default)]
struct Dams {
    start: Dam,
    run: Dam,
}

struct Blocker(Dams);

#[manifold(outputs = [Val])]
fn blocks_twice(dams: Dams) -> Blocker {
    dams.start.block();
    Blocker(dams)
}

impl Expose<Val> for Blocker {
    fn expose(&self) -> Val {
        Val {
            from: "bad",
            run: 1,
            tag: 0,
        }
    }
}

impl Worker for Blocker {
    type Error = Infallible;

    async fn run(self, _: Stop) -> Result<Exit, Infallible> {
        self.0.run.block();
        Ok(Exit::Done)
    }
}

graph! {
    /// One that blocks.
    Blocking(dams: Dams) {
        bad: blocks_twice(dams),
    }
}

graph! {
    /// One that blocks, and one that needs it.
    Needed(dams: Dams, user: Puppet) {
        bad: blocks_twice(dams),
        user: one(user) { val: bad },
    }
}

/// What someone waits for.
#[derive(Clone, Copy, Debug)]
enum For {
    Run,
    Rest,
    Value,
    Event,
}

impl For {
    fn wait(self, engine: &Arc<Engine<Blocking>>) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        match self {
            Self::Run => {
                let running = engine.running(Blocking::BAD);
                Box::pin(async { assert_eq!(running.await, Ok(1)) })
            }
            Self::Rest => {
                let engine = Arc::clone(engine);
                Box::pin(async move { engine.settled().await.expect("nothing ends it") })
            }
            Self::Value => {
                let mut value = engine.output::<Val>(Blocking::BAD);
                Box::pin(async move { assert_eq!(value.available().await.from, "bad") })
            }
            Self::Event => {
                let mut events = engine.events();
                Box::pin(async move { drop(events.next().await.expect("nothing ends it")) })
            }
        }
    }
}

/// Promise 8: whoever waits for the start of a node is told of it, also if its worker then blocks the thread that tells.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_blocks_its_thread_delays_nobody_who_waits_for_its_start() {
    for what in [For::Run, For::Rest, For::Value, For::Event] {
        let dams = Dams::default();
        let _in_any_case = [&dams.start, &dams.run].map(|dam| OpensAtLast(dam.clone()));
        let engine = Engine::start(Blocking::new(dams.clone()));
        let engine = Arc::new(engine.expect("the graph fits together"));
        dams.start.is_reached().await;
        let waiting = begin(what.wait(&engine)).await;
        // The answer comes when the engine knows of those who wait.
        engine.report().await;
        dams.start.open();
        dams.run.is_reached().await;
        let told = tokio::time::timeout(Duration::from_secs(5), waiting).await;
        let told = told.unwrap_or_else(|_| panic!("{what:?}: it is left where `bad` blocks"));
        told.expect("it does not panic");
        dams.run.open();
        engine.stop().await.expect("nothing was fatal");
    }
}

/// Has a task of its own wait, and returns when it has begun to.
async fn begin(mut waiting: Pin<Box<dyn Future<Output = ()> + Send>>) -> JoinHandle<()> {
    let has_begun = Arc::new(Notify::new());
    let begun = Arc::clone(&has_begun);
    let task = tokio::spawn(poll_fn(move |cx| {
        let answer = waiting.as_mut().poll(cx);
        begun.notify_one();
        answer
    }));
    has_begun.notified().await;
    task
}

/// Promise 1: nor does it delay those that need its node.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_blocks_its_thread_delays_nobody_who_needs_it() {
    let dams = Dams::default();
    let _in_any_case = [&dams.start, &dams.run].map(|dam| OpensAtLast(dam.clone()));
    let user = Stage::new().puppet("user");
    let engine = Engine::start(Needed::new(dams.clone(), user.clone()));
    let engine = engine.expect("the graph fits together");
    dams.start.open();
    dams.run.is_reached().await;
    let started = tokio::time::timeout(Duration::from_secs(5), user.nth_start(1)).await;
    assert!(started.is_ok(), "it is left where `bad` blocks");
    dams.run.open();
    engine.stop().await.expect("nothing was fatal");
}

/// What blocks as it is dropped, once it is to.
#[derive(Default)]
struct BlocksOnDrop(Dam);

impl Drop for BlocksOnDrop {
    fn drop(&mut self) {
        self.0.block();
    }
}

#[manifold]
fn holds(config: Arc<BlocksOnDrop>) -> Hold<Arc<BlocksOnDrop>> {
    hold(config)
}

graph! {
    /// One whose configuration blocks.
    Configured(config: Arc<BlocksOnDrop>) {
        bad: holds(config),
    }
}

/// Nor does a configuration that blocks as it is dropped delay those who wait for the end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_configuration_that_blocks_its_thread_delays_nobody_who_waits_for_the_end() {
    let dam = Dam::default();
    let _in_any_case = OpensAtLast(dam.clone());
    let graph = Configured::new(Arc::new(BlocksOnDrop(dam.clone())));
    let engine = Engine::start(graph).expect("the graph fits together");
    engine.settled().await.expect("nothing ends it");
    let handle = engine.handle();
    let end = async move { assert!(engine.wait().await.is_ok(), "nothing was fatal") };
    let waiting = begin(Box::pin(end)).await;
    handle.stop();
    dam.is_reached().await;
    let told = tokio::time::timeout(Duration::from_secs(5), waiting).await;
    told.expect("it is left where the configuration blocks")
        .expect("it does not panic");
}
