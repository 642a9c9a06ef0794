//! Every public future is polled k times and dropped, for every k until it completes: nothing is lost.
//!
//! The documentation of each case names its future; `tidy` checks that all of them are named.

use std::process::Command;

use depgraph::{
    Ended, Engine, EngineState, Event, EventsError, Exit, NodeState, PublishError, testing,
};
use depgraph_tests::polled;

use crate::support::{
    Alone, End, Following, Pair, Publishing, Stage, Test, Val, Watching, life, moment, ms, pass,
    secs,
};

/// Plays `scene` with 0 polls, with 1, with 2, until it says that its future has completed, but not at once.
async fn for_every_poll(scene: impl AsyncFn(usize) -> bool) {
    for polls in 0..100 {
        if scene(polls).await {
            assert!(polls > 1, "there was nothing to drop");
            return;
        }
    }
    panic!("the future never completes");
}

/// What happened, but for the time.
fn told(event: &Event) -> (&'static str, NodeState, NodeState) {
    (event.node, event.from, event.to)
}

/// `Events::next`.
#[tokio::test(start_paused = true)]
async fn a_dropped_next_loses_no_event() {
    let mut all: Option<Vec<_>> = None;
    for polls in 0..6 {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        a.next(life().start_takes(ms(3)));
        b.next(life().start_takes(ms(2)));
        let test = Test::start(Pair::new(a, b));
        let mut events = test.events();
        let mut read = Vec::new();
        while read.len() < 4 {
            let event = match polled(events.next(), polls).await {
                Some(event) => event,
                None => events.next().await,
            };
            read.push(told(&event.expect("none was missed")));
        }
        assert_eq!(all.get_or_insert_with(|| read.clone()), &read);
        test.end().await;
    }
}

/// `Events::next`: that events were missed is said even if nobody was there to hear it.
#[tokio::test(start_paused = true)]
async fn a_dropped_next_does_not_lose_that_events_were_missed() {
    for polls in 0..3 {
        let [a] = Stage::new().puppets(["a"]);
        let test = Test::settle(Alone::new(a)).await;
        let mut events = test.events();
        for _ in 0..1_100 {
            test.restart(Alone::A);
            test.settled().await.expect("it runs");
        }
        let next = match polled(events.next(), polls).await {
            Some(next) => next,
            None => events.next().await,
        };
        assert!(matches!(next, Err(EventsError::Missed(_))), "{next:?}");
        test.end().await;
    }
}

/// `Handle::report`.
#[tokio::test(start_paused = true)]
async fn a_dropped_report_leaves_the_next_one_whole() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        let test = Test::settle(Alone::new(a)).await;
        let report = polled(test.report(), polls).await;
        assert_eq!(test.state("a").await, NodeState::Running);
        test.end().await;
        report.is_some()
    })
    .await;
}

/// `Engine::settled`.
#[tokio::test(start_paused = true)]
async fn a_dropped_settled_can_be_asked_again() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        a.next(life().start_takes(ms(4)));
        let test = Test::start(Alone::new(a));
        let settled = polled(test.settled(), polls).await;
        test.settled().await.expect("it runs");
        assert_eq!(test.state("a").await, NodeState::Running);
        test.end().await;
        settled.is_some()
    })
    .await;
}

/// `Running`, from `Engine::running`.
#[tokio::test(start_paused = true)]
async fn a_dropped_running_can_be_asked_again() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        a.next(life().start_takes(ms(4)));
        let test = Test::start(Alone::new(a));
        let running = polled(test.running(Alone::A), polls).await;
        assert_eq!(test.running(Alone::A).await, Ok(1));
        test.end().await;
        running.is_some()
    })
    .await;
}

/// Promise 12: `Engine::stop`: a `stop` that was never polled asks for nothing; one that was is not taken back.
#[tokio::test(start_paused = true)]
async fn a_dropped_stop_goes_on() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        a.next(life().stop_takes(ms(4)));
        let engine = Engine::start(Alone::new(a)).expect("it fits together");
        engine.settled().await.expect("it runs");
        let stopped = polled(engine.stop(), polls).await;
        if polls == 0 {
            moment().await;
            assert_eq!(engine.report().await.engine, EngineState::Running);
            engine.handle().stop();
        }
        let ended = engine.wait().await.expect("nothing fatal");
        assert_eq!(ended, Ended::default());
        stopped.is_some()
    })
    .await;
}

/// `Engine::wait`.
#[tokio::test(start_paused = true)]
async fn a_dropped_wait_leaves_the_engine_as_it_is() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        a.next(life().run_ends(ms(4), End::Exit(Exit::Shutdown(3))));
        let engine = Engine::start(Alone::new(a)).expect("it fits together");
        let waited = polled(engine.wait(), polls).await;
        let ended = engine.wait().await.expect("nothing fatal");
        assert_eq!(ended.code, 3);
        waited.is_some()
    })
    .await;
}

/// `Watch::changed`: what there is after a change, whether or not someone was there to see it change.
#[tokio::test(start_paused = true)]
async fn a_dropped_changed_of_a_watch_loses_no_change() {
    for_every_poll(async |polls| {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let test = Test::settle(Watching::new(a.clone(), b)).await;
        let mut watch = test.output::<Val>(Watching::A);
        let publisher = a.clone();
        let later = tokio::spawn(async move {
            pass(ms(3)).await;
            drop(publisher.replace(7));
        });
        let changed = polled(watch.changed(), polls).await;
        later.await.expect("it publishes");
        let seen = match changed.clone() {
            Some(seen) => seen,
            None => watch.changed().await,
        };
        assert_eq!(seen, Some(a.val(7)));
        test.end().await;
        changed.is_some()
    })
    .await;
}

/// `Watch::available`.
#[tokio::test(start_paused = true)]
async fn a_dropped_available_finds_the_value_later() {
    for_every_poll(async |polls| {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        a.next(life().start_takes(ms(4)));
        let test = Test::start(Pair::new(a, b));
        let mut watch = test.output::<Val>(Pair::A);
        let available = polled(watch.available(), polls).await;
        assert_eq!(watch.available().await.run, 1);
        test.end().await;
        available.is_some()
    })
    .await;
}

/// `Latest::changed`.
#[tokio::test(start_paused = true)]
async fn a_dropped_changed_of_a_latest_loses_no_change() {
    for_every_poll(async |polls| {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let test = Test::settle(Following::new(a.clone(), b.clone())).await;
        let mut latest = b.latest();
        let publisher = a.clone();
        let later = tokio::spawn(async move {
            pass(ms(3)).await;
            drop(publisher.replace(7));
        });
        let changed = polled(latest.changed(), polls).await;
        later.await.expect("it publishes");
        let seen = match changed.clone() {
            Some(seen) => seen,
            None => latest.changed().await,
        };
        assert_eq!(seen, a.val(7));
        test.end().await;
        changed.is_some()
    })
    .await;
}

/// Promise 12: `Published`: a change is made, and its holders stop, whether or not anyone waits for that.
#[tokio::test(start_paused = true)]
async fn a_dropped_publish_is_published() {
    for_every_poll(async |polls| {
        let stage = Stage::new();
        let [a, b] = stage.puppets(["a", "b"]);
        b.always(life().stop_takes(ms(4)));
        let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
        let published = polled(a.replace(7), polls).await;
        assert_eq!(published.clone().unwrap_or(Ok(())), Ok(()));
        let again: Result<(), PublishError> = a.replace(8).await;
        assert_eq!((again, b.is_alive()), (Ok(()), false));
        test.settled().await.expect("it runs");
        let watch = test.output::<Val>(Publishing::A);
        assert_eq!(watch.get(), Some(a.val(8)));
        test.end().await;
        published.is_some()
    })
    .await;
}

/// Promise 12: `Published`, of a clear: the value is taken away, and its holders stop, whether or not anyone waits.
#[tokio::test(start_paused = true)]
async fn a_dropped_clear_has_cleared() {
    for_every_poll(async |polls| {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        b.always(life().stop_takes(ms(4)));
        let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
        let cleared = polled(a.publish().clear(), polls).await;
        assert_eq!(cleared.clone().unwrap_or(Ok(())), Ok(()));
        test.settled().await.expect("it runs");
        assert_eq!(test.output::<Val>(Publishing::A).get(), None);
        assert_eq!(test.state("b").await, NodeState::Waiting);
        test.end().await;
        cleared.is_some()
    })
    .await;
}

/// `TestRun::finish`: the tasks go on, and the error of one is kept for who asks again.
#[tokio::test(start_paused = true)]
async fn a_dropped_finish_loses_no_error() {
    for_every_poll(async |polls| {
        let (test, run) = testing::run("a");
        let stop = run.stop();
        run.spawn(async move {
            stop.requested().await;
            pass(ms(3)).await;
            Err("it has failed")
        });
        let finished = polled(test.finish(), polls).await;
        let has_finished = finished.is_some();
        let error = match finished {
            Some(finished) => finished,
            None => test.finish().await,
        };
        assert_eq!(error.expect_err("it fails").to_string(), "it has failed");
        has_finished
    })
    .await;
}

/// `Stop::requested`.
#[tokio::test(start_paused = true)]
async fn a_dropped_requested_hears_of_the_stop_later() {
    for_every_poll(async |polls| {
        let [a] = Stage::new().puppets(["a"]);
        a.always(life().stop_takes(secs(1)));
        let test = Test::settle(Alone::new(a.clone())).await;
        let stop = a.run().stop();
        let handle = test.handle();
        let later = tokio::spawn(async move {
            pass(ms(3)).await;
            handle.stop();
        });
        let requested = polled(stop.requested(), polls).await;
        later.await.expect("it asks");
        stop.requested().await;
        test.end().await;
        requested.is_some()
    })
    .await;
}

/// `Engine::run`, `Engine::run_with`: in a process of its own, because it changes what signals do to one.
#[test]
fn a_dropped_run_stops_the_graph() {
    let run = Command::new(env!("CARGO_BIN_EXE_program"))
        .arg("drops-its-run")
        .status();
    assert!(run.expect("it can be run").success());
}
