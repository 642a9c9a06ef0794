//! What becomes of a node, and of those around it, when it fails or ends.

use depgraph::{Cause, Exit, NodeState, StopReason};

use crate::support::{
    Alone, Diamond, End, Optional, Pair, Stage, Strangers, Test, config, life, moment, ms, pass,
    secs,
};

/// E13, S8, S12: a node that fails is started again, and so is what depends on it: once, when it is back.
#[tokio::test(start_paused = true)]
async fn a_failure_restarts_the_dependents_once() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    let _start = stage.take();
    a.fail("broken");
    pass(secs(100)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 ends",
            "0 b#1 told InputLost",
            "0 b#1 ends",
            "1000 a#2 starts",
            "1000 a#2 runs",
            "1000 b#2 starts with a#2",
            "1000 b#2 runs",
        ]
    );
    test.end().await;
}

/// E14: a node that fails leaves what it depends on, and everybody else, alone.
#[tokio::test(start_paused = true)]
async fn a_failure_leaves_the_dependencies_alone() {
    let stage = Stage::new();
    let [a, b, c, d] = stage.puppets(["a", "b", "c", "d"]);
    let test = Test::settle(Diamond::new(a, b, c.clone(), d)).await;
    let _start = stage.take();
    c.fail("broken");
    pass(secs(100)).await;
    let mut touched: Vec<_> = stage
        .take()
        .iter()
        .map(|line| line[..1].to_owned())
        .collect();
    touched.sort();
    touched.dedup();
    assert_eq!(touched, ["c", "d"]);
    test.end().await;
}

/// E15: a worker that is done is not started again.
#[tokio::test(start_paused = true)]
async fn a_node_that_is_done_stays_down() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.exit(Exit::Done);
    pass(secs(10_000)).await;
    assert_eq!((a.starts(), test.state("a").await), (1, NodeState::Done));
    test.end().await;
}

/// E16: a worker that is done starts again, once, when an input changes.
#[tokio::test(start_paused = true)]
async fn a_node_that_is_done_starts_again_when_an_input_changes() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    b.exit(Exit::Done);
    pass(secs(100)).await;
    assert_eq!(b.starts(), 1);
    a.fail("broken");
    pass(secs(100)).await;
    assert_eq!((a.starts(), b.starts()), (2, 2));
    test.end().await;
}

/// E21: a worker that asks for a restart gets it at once, its dependents with it; nobody is charged with a failure.
#[tokio::test(start_paused = true)]
async fn a_node_that_restarts_itself_is_back_at_once() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    let _start = stage.take();
    a.exit(Exit::Restart);
    test.running(Pair::B).await.expect("it comes back");
    pass(secs(1)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 ends",
            "0 b#1 told InputLost",
            "0 b#1 ends",
            "0 a#2 starts",
            "0 a#2 runs",
            "10 b#2 starts with a#2",
            "10 b#2 runs",
        ]
    );
    assert_eq!(
        (test.node("a").await.failures, test.node("b").await.failures),
        (0, 0)
    );
    test.end().await;
}

/// E22, S29, promise 6: a node that removes itself never comes back; whoever takes it if it is there is told once and
/// goes on without, whoever needs it waits.
#[tokio::test(start_paused = true)]
async fn a_node_that_removes_itself_never_comes_back() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Optional::new(a.clone(), b.clone())).await;
    a.exit(Exit::Remove);
    pass(secs(1_000)).await;
    test.restart(Optional::A);
    pass(secs(1_000)).await;
    assert_eq!(
        (a.starts(), b.starts(), test.state("a").await),
        (1, 2, NodeState::Removed)
    );
    assert!(stage.take().contains(&"b#2 starts with nothing".to_owned()));
    test.end().await;

    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    a.exit(Exit::Remove);
    pass(secs(1_000)).await;
    assert_eq!(
        (b.starts(), test.node("b").await.waits_for),
        (1, vec!["waits for `a`, which was removed".to_owned()])
    );
    test.end().await;
}

/// S10: a removal that coincides with a bounce is not lost, whether it is said before the node is told or after.
#[tokio::test(start_paused = true)]
async fn a_removal_during_a_bounce_is_not_lost() {
    for told_first in [true, false] {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        b.next(
            life()
                .stop_takes(secs(1))
                .stop_ends(End::Exit(Exit::Remove)),
        );
        let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
        if told_first {
            test.restart(Pair::A);
        } else {
            b.exit(Exit::Remove);
            test.restart(Pair::A);
        }
        pass(secs(100)).await;
        assert_eq!((b.starts(), test.state("b").await), (1, NodeState::Removed));
        assert_eq!((a.starts(), test.state("a").await), (2, NodeState::Running));
        test.end().await;
    }
}

/// Promise 5: a node that crashed starts again only when those that held its output have ended.
#[tokio::test(start_paused = true)]
async fn a_crashed_node_waits_for_its_former_holders() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(7)));
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    let _start = stage.take();
    a.fail("broken");
    pass(secs(3)).await;
    assert_eq!(
        test.node("a").await.waits_for,
        ["waits for those that still use what its last run gave them to stop"]
    );
    pass(secs(20)).await;
    assert_eq!(
        stage.take_timed()[..4],
        [
            "0 a#1 ends",
            "0 b#1 told InputLost",
            "7000 b#1 ends",
            "7000 a#2 starts"
        ]
    );
    test.end().await;
}

/// S9: one stop is enough, whatever else happens to its inputs while a node stops.
#[tokio::test(start_paused = true)]
async fn a_node_that_stops_already_is_left_alone() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(5)));
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    test.restart(Pair::B);
    pass(secs(1)).await;
    assert_eq!(b.run().stop().reason(), Some(StopReason::Restart));
    a.fail("broken");
    pass(secs(1)).await;
    assert_eq!(b.run().stop().reason(), Some(StopReason::Restart));
    pass(secs(100)).await;
    assert_eq!(b.starts(), 2);
    assert_eq!(stage.take_all("b#1 told").len(), 1);
    test.end().await;
}

/// E21, S22b, 5e-19, promise 13: a node that restarts itself in a loop is damped, and the report says so; nobody else
/// suffers.
#[tokio::test(start_paused = true)]
async fn a_node_that_restarts_itself_in_a_loop_is_damped() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.always(life().run_ends(ms(0), End::Exit(Exit::Restart)));
    let test = Test::start(Strangers::new(a.clone(), b.clone()));
    let mut starts = Vec::new();
    for start in 1..=8 {
        starts.push(
            a.nth_start(start)
                .await
                .expect("it is tried again")
                .as_millis(),
        );
    }
    assert_eq!(starts, [0, 0, 10, 20, 40, 80, 160, 320]);
    pass(secs(600)).await;
    assert!(a.starts() < 30, "it started {} times", a.starts());
    let node = test.node("a").await;
    let next = node.next_attempt.expect("it is due");
    assert_eq!(next.delay, secs(60));
    assert_eq!(
        next.why,
        format!("damped: it restarted itself {} times in a row", a.starts())
    );
    assert_eq!((node.failures, b.starts()), (0, 1));
    test.end().await;
}

/// 5e-17, 5e-18: a node that has crashed, or is stopping, is not available, whatever it set.
#[tokio::test(start_paused = true)]
async fn a_node_on_its_way_down_is_not_available() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().stop_takes(secs(5)));
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    let output = test.output::<crate::support::Val>(Pair::A);
    assert!(output.get().is_some());
    test.restart(Pair::A);
    moment().await;
    assert_eq!(test.state("a").await, NodeState::Stopping);
    assert_eq!(
        output.get(),
        None,
        "it still runs, until `b` has stopped, but nobody new gets it"
    );
    pass(secs(6)).await;
    assert!(output.get().is_some());
    a.fail("broken");
    moment().await;
    assert_eq!(output.get(), None);
    test.end().await;
}

/// 5e-1, promise 4: whether the dependents of a failed node start again does not depend on how the delays compare.
#[tokio::test(start_paused = true)]
async fn dependents_come_back_whatever_the_delays_are() {
    for (error_delay, bounce_delay) in [(0, 0), (0, 50), (50, 0), (10, 50), (50, 10), (50, 50)] {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let policy = config()
            .error_delay(ms(error_delay))
            .bounce_delay(ms(bounce_delay));
        let test = Test::start_with(Pair::new(a.clone(), b.clone()), policy);
        test.settled().await.expect("it runs");
        a.fail("broken");
        pass(secs(1)).await;
        assert_eq!(
            (a.starts(), b.starts()),
            (2, 2),
            "{error_delay} {bounce_delay}"
        );
        test.end().await;
    }
}

/// 5e-3, promise 4: what waits for a node that failed starts as soon as that is back, however long it took.
#[tokio::test(start_paused = true)]
async fn a_node_that_was_blocked_starts_when_it_can() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    for _ in 0..20 {
        a.next(life().start_ends(End::fail("not yet")));
    }
    let test = Test::start(Pair::new(a.clone(), b.clone()));
    pass(secs(10_000)).await;
    assert_eq!((a.starts(), b.starts()), (21, 1));
    test.end().await;
}

/// 5e-6: a node that waits out a delay when the engine stops is not started by it.
#[tokio::test(start_paused = true)]
async fn a_pending_restart_does_not_survive_the_end() {
    let a = Stage::new().puppet("a");
    let test = Test::settle(Alone::new(a.clone())).await;
    let mut events = test.events();
    a.fail("broken");
    pass(ms(500)).await;
    test.end().await;
    pass(secs(100)).await;
    assert_eq!(a.starts(), 1);
    let mut last = None;
    while let Ok(event) = events.next().await {
        last = Some((event.to, event.cause));
    }
    assert_eq!(last, Some((NodeState::Stopped, Cause::Shutdown)));
}
