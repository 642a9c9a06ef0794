//! Every public future is polled k times and dropped, for every k until it completes: nothing is lost.

use std::{env, future::poll_fn, pin::pin, process::Command, task::Poll};

use depgraph::{Ended, Engine, EngineState, Event, EventsError, Exit, NodeState, PublishError};

use crate::support::{
    Alone, End, Following, Pair, Publishing, Stage, Test, Val, Watching, life, moment, ms, pass,
    secs,
};

/// Polls `future`, a millisecond apart, and drops it after `polls` times, or with what it resolves with.
async fn polled<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let mut future = pin!(future);
    for poll in 0..polls {
        if poll > 0 {
            pass(ms(1)).await;
        }
        let poll = poll_fn(|cx| Poll::Ready(future.as_mut().poll(cx))).await;
        if let Poll::Ready(output) = poll {
            return Some(output);
        }
    }
    None
}

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

/// That events were missed is said even if nobody was there to hear it.
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

/// Promise 12: a `stop` that was never polled asks for nothing; one that was is not taken back.
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

/// What there is after a change, whether or not someone was there to see it change.
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

/// Promise 12: a change is made, and its holders stop, whether or not anyone waits for that.
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

/// In a process of its own, because it changes what signals do to one.
#[test]
fn a_dropped_run_stops_the_graph() {
    let itself = env::current_exe().expect("it runs");
    let run = Command::new(itself)
        .args(["--ignored", "--exact", "cancel_safety::drops_a_run"])
        .status();
    assert!(run.expect("it can be run").success());
}

#[tokio::test(start_paused = true)]
#[ignore = "run by `a_dropped_run_stops_the_graph`"]
async fn drops_a_run() {
    for polls in 0..10 {
        let [a] = Stage::new().puppets(["a"]);
        let run = polled(Engine::run(Alone::new(a.clone())), polls).await;
        assert!(run.is_none(), "nobody asked it to end");
        assert_eq!(a.starts(), u64::from(polls > 1));
        while tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
            > 0
        {
            pass(ms(1)).await;
        }
        assert!(!a.is_alive());
    }
}
