//! How an engine ends, for those who wait for that.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use depgraph::{BoxError, Engine, EngineState, Hold, NodeState, graph, manifold};
use tokio::time::timeout;

use crate::support::{Alone, Pair, Stage, Strangers, Test, life, moment, ms, pass, secs};

/// W2, W3, W4: there is one way to wait for the end, and it resolves when everything has ended, not before; for all who
/// wait, and at once for whoever asks later.
#[tokio::test(start_paused = true)]
async fn the_end_is_when_everything_has_ended() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let test = Arc::new(Test::settle(Pair::new(a.clone(), b.clone())).await);
    let waiting = [Arc::clone(&test), Arc::clone(&test)].map(|test| {
        tokio::spawn(async move {
            let ended = test.wait().await;
            ended.map(|ended| ended.code).ok()
        })
    });
    test.handle().stop();
    pass(secs(2)).await;
    assert!(waiting.iter().all(|waiting| !waiting.is_finished()));
    pass(secs(2)).await;
    for waiting in waiting {
        let waited = timeout(ms(1), waiting).await.expect("it is told");
        assert_eq!(waited.expect("it does not panic"), Some(0));
    }
    assert_eq!(
        (stage.now(), a.is_alive(), b.is_alive()),
        (secs(4), false, false)
    );
    let later = timeout(ms(1), test.wait()).await;
    later.expect("it is told").expect("nothing was fatal");
    assert_eq!(stage.now(), secs(4), "whoever asks later is told at once");
    Arc::into_inner(test)
        .expect("nobody else has it")
        .end()
        .await;
}

/// S20, 5e-26: an engine that is dropped with its runtime has not ended well, and says so to whoever waits; what there
/// is to report is that nothing runs.
#[test]
fn an_engine_that_is_dropped_with_its_runtime_has_not_ended_well() {
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("it can be built")
    };
    let first = runtime();
    let engine = first.block_on(async {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let engine = Engine::start(Strangers::new(a, b)).expect("the graph fits together");
        engine.settled().await.expect("it runs");
        engine
    });
    drop(first);
    runtime().block_on(async {
        let error = engine.wait().await.expect_err("nobody asked it to end");
        assert!(error.worst().is_none());
        assert_eq!(
            error.to_string(),
            "the engine was dropped with its tokio runtime, or failed itself"
        );
        let report = engine.report().await;
        assert_eq!(
            (report.engine, report.nodes[0].state),
            (EngineState::Stopped, NodeState::Stopped)
        );
        assert!(engine.settled().await.is_err());
        assert!(engine.running(Strangers::A).await.is_err());
        engine.restart(Strangers::A);
    });
}

/// 5e-14: a request to restart is for once: it is not kept for a later run, also if it comes again and again.
#[tokio::test(start_paused = true)]
async fn a_request_to_restart_is_for_once() {
    let [a] = Stage::new().puppets(["a"]);
    a.next(life().stop_takes(secs(1)));
    let test = Test::settle(Alone::new(a.clone())).await;
    for _ in 0..10 {
        test.restart(Alone::A);
    }
    moment().await;
    test.restart(Alone::A);
    pass(secs(100)).await;
    assert_eq!(a.starts(), 2);
    test.end().await;
}

/// The runtime goes as a second run of the node is about to begin.
#[test]
fn a_configuration_is_dropped_with_the_runtime_though_a_run_waits() {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("it is made");
    let count = Arc::<AtomicU32>::default();
    let engine = runtime.block_on(async {
        // The node's task is behind these.
        for _ in 0..300 {
            tokio::spawn(async {
                loop {
                    tokio::task::yield_now().await;
                }
            });
        }
        let engine = Engine::start(Failing::new(Tracked(count.clone()))).expect("it fits together");
        let mut events = engine.events();
        while events.next().await.is_ok_and(|event| event.run < 2) {}
        engine
    });
    assert_eq!(count.load(Ordering::Relaxed), 0);
    drop((runtime, engine));
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

graph! {
    /// One that fails again and again.
    Failing(config: Tracked) {
        bad: fails(config),
    }
}

#[manifold]
fn fails(config: &Tracked) -> Result<Hold<()>, BoxError> {
    Err(format!("{config:?}").into())
}

/// Counts when it is dropped.
#[derive(Debug)]
struct Tracked(Arc<AtomicU32>);

impl Drop for Tracked {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}
