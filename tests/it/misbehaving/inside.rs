//! What a worker does to the engine that runs it.

use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use depgraph::{BoxError, Engine, EngineState, Exit, NodeState, Run, Stop, graph, manifold};

use crate::support::{
    Alone, Puppet, Stage, Strangers, Test, leaked_tasks, life, moment, ms, pass, root, secs,
};

/// A worker has a handle: it can ask for a report, look at events, and request a stop, and does not wait for itself.
#[tokio::test(start_paused = true)]
async fn a_worker_may_ask_its_engine() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
    let (run, noted) = (a.run(), stage.clone());
    run.clone().spawn(async move {
        let engine = run.engine();
        let mut events = engine.events();
        let report = engine.report().await;
        noted.note(format!(
            "{} is {}",
            report.nodes[0].name, report.nodes[0].state
        ));
        engine.stop();
        let event = events.next().await?;
        noted.note(format!("{} is {}", event.node, event.to));
        Ok::<(), BoxError>(())
    });
    assert_eq!(test.wait().await.map(|ended| ended.code).ok(), Some(0));
    let lines = stage.take();
    assert!(lines.contains(&"a is running".to_owned()), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.ends_with("is stopping")),
        "{lines:?}"
    );
    test.end().await;
}

/// A handle works for as long as anyone keeps it, and keeps nothing going.
#[tokio::test(start_paused = true)]
async fn a_handle_outlives_the_engine() {
    let a = Stage::new().puppet("a");
    let test = Test::settle(Alone::new(a.clone())).await;
    let handle = a.run().engine();
    test.end().await;
    let report = handle.report().await;
    assert_eq!(
        (report.engine, report.nodes[0].state, report.nodes[0].run),
        (EngineState::Stopped, NodeState::Stopped, 1)
    );
    handle.stop();
    assert!(handle.events().next().await.is_err());
    assert_eq!(a.run().name(), "a");
}

/// An engine may be told what to do from any thread, also from one that knows of no runtime.
#[tokio::test(start_paused = true)]
async fn an_engine_may_be_told_from_outside_of_any_runtime() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    let restart = || test.restart(Strangers::A);
    let told = thread::scope(|scope| scope.spawn(restart).join());
    told.expect("it does not panic");
    test.settled().await.expect("it runs");
    assert_eq!(a.starts(), 2);
    let handle = test.handle();
    let told = thread::spawn(move || handle.stop()).join();
    told.expect("it does not panic");
    assert_eq!(test.wait().await.map(|ended| ended.code).ok(), Some(0));
    test.end().await;
}

/// Promise 12: dropping the engine stops the graph, in order, without anyone to wait for it; handles do not keep it
/// going.
#[tokio::test(start_paused = true)]
async fn dropping_the_engine_stops_the_graph() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let engine = Engine::start(crate::support::Pair::new(a, b)).expect("the graph fits together");
    engine.settled().await.expect("it runs");
    let handle = engine.handle();
    let _start = stage.take();
    drop(engine);
    moment().await;
    assert_eq!(handle.report().await.engine, EngineState::Stopping);
    pass(secs(5)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 b#1 told Shutdown",
            "3000 b#1 ends",
            "3000 a#1 told Shutdown",
            "3000 a#1 ends"
        ]
    );
    assert_eq!(handle.report().await.engine, EngineState::Stopped);
    assert_eq!(leaked_tasks().await, 0);
}

/// Where a worker finds the engine that runs it.
#[derive(Clone, Default)]
struct Owner(Arc<Mutex<Option<Arc<Engine<Owning>>>>>);

impl Owner {
    fn take(&self) -> Option<Arc<Engine<Owning>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Does {
    Stop,
    Wait,
    Settle,
    Drop,
}

/// Does something to its engine that it should not.
#[manifold]
async fn meddle(config: (Owner, Does), run: Run, stop: Stop) -> Result<Exit, BoxError> {
    let (owner, does) = config;
    tokio::time::sleep(secs(1)).await;
    let engine = owner.take().ok_or("someone else has it")?;
    run.status(format!("{does:?}"));
    match does {
        Does::Stop => drop(engine.stop().await?),
        Does::Wait => drop(engine.wait().await?),
        Does::Settle => engine.settled().await?,
        Does::Drop => drop(engine),
    }
    stop.requested().await;
    Ok(Exit::Stopped)
}

graph! {
    /// One that meddles with its engine, and one that has nothing to do with it.
    Owning(meddler: (Owner, Does), bystander: Puppet) {
        meddler: meddle(meddler),
        bystander: root(bystander),
    }
}

/// S30: a worker that owns its engine may drop it, or wait until it is settled; one that waits for the end of its
/// engine waits for its own, and is dropped at its deadline. Nobody else is delayed by that.
#[tokio::test(start_paused = true)]
async fn a_worker_may_meddle_with_its_engine() {
    for does in [Does::Stop, Does::Wait, Does::Settle, Does::Drop] {
        let stage = Stage::new();
        let (owner, bystander) = (Owner::default(), stage.puppet("b"));
        let engine = Engine::start(Owning::new((owner.clone(), does), bystander))
            .expect("the graph fits together");
        let (handle, engine) = (engine.handle(), Arc::new(engine));
        *owner.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&engine));
        let waits = if does == Does::Drop {
            drop(engine);
            None
        } else {
            Some(engine)
        };
        pass(ms(1_500)).await;
        handle.stop();
        pass(secs(20)).await;
        let told = if matches!(does, Does::Stop | Does::Drop) {
            secs(1)
        } else {
            ms(1_500)
        };
        assert_eq!(stage.when("b#1 ends"), told, "{does:?}");
        assert_eq!(
            handle.report().await.engine,
            EngineState::Stopped,
            "{does:?}"
        );
        if let Some(engine) = waits {
            let late = engine.wait().await.expect("nothing was fatal").late.len();
            assert_eq!(
                late,
                usize::from(matches!(does, Does::Stop | Does::Wait)),
                "{does:?}"
            );
        }
        assert_eq!(leaked_tasks().await, 0, "{does:?}");
    }
}
