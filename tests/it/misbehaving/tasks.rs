//! Tasks that a run spawns.

use depgraph::{Exit, NodeState, StopReason, Verdict, graph};
use tokio::time::Instant;

use super::assert_undisturbed;
use crate::support::{
    Alone, End, Oops, Pair, Puppet, Stage, Strangers, Test, as_own_run, config, life, moment, ms,
    pass, secs,
};

fn spawn_linger(puppet: &Puppet, stage: &Stage, linger: std::time::Duration) {
    let (run, stage) = (puppet.run(), stage.clone());
    let stop = run.stop();
    run.spawn(async move {
        stop.requested().await;
        stage.note(format!("task told {:?}", stop.reason()));
        tokio::time::sleep(linger).await;
        stage.note("task ends".to_owned());
        Ok::<(), Oops>(())
    });
}

/// A task that outlives its worker is told that the run is over, and keeps the node from starting again until it ends.
#[tokio::test(start_paused = true)]
async fn a_task_that_outlives_its_worker_is_awaited() {
    for end in [
        End::fail("broken"),
        End::Exit(Exit::Restart),
        End::Exit(Exit::Done),
    ] {
        let stage = Stage::new();
        let [a, b] = stage.puppets(["a", "b"]);
        let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
        spawn_linger(&a, &stage, secs(3));
        let _start = stage.take();
        a.end(end.clone());
        moment().await;
        assert_eq!(test.state("a").await, NodeState::Stopping, "{end:?}");
        pass(secs(10)).await;
        let lines = stage.take_timed();
        assert_eq!(
            lines[..3],
            ["0 a#1 ends", "0 task told Some(RunOver)", "3000 task ends"],
            "{end:?}"
        );
        assert_undisturbed(&b);
        test.end().await;
    }
}

/// One that ignores that is dropped at the deadline.
#[tokio::test(start_paused = true)]
async fn a_task_that_ignores_the_end_of_its_run_is_dropped() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
    a.run().spawn(std::future::pending::<Result<(), Oops>>());
    a.exit(Exit::Restart);
    assert_eq!(a.nth_start(2).await, Some(secs(10)));
    assert_undisturbed(&b);
    let late = test.end().await.late;
    assert_eq!(
        late.iter()
            .map(|late| (&*late.node, late.run))
            .collect::<Vec<_>>(),
        [("a", 1)]
    );
}

/// A task that fails, or panics, ends the run with that error; its worker is dropped.
#[tokio::test(start_paused = true)]
async fn a_task_that_fails_ends_its_run() {
    for panics in [false, true] {
        let stage = Stage::new();
        let [a, b] = stage.puppets(["a", "b"]);
        let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
        a.run().spawn(async move {
            tokio::time::sleep(secs(1)).await;
            assert!(!panics, "in the task");
            Err(std::io::Error::other("of the task"))
        });
        pass(ms(1_500)).await;
        let node = test.node("a").await;
        let text = if panics {
            "panicked: in the task"
        } else {
            "of the task"
        };
        assert_eq!((node.state, node.failures), (NodeState::BackOff, 1));
        assert_eq!(node.last_error.expect("it failed").text, text);
        assert_eq!(stage.when("a#1 ends"), secs(1));
        pass(secs(1)).await;
        assert_eq!(a.starts(), 2);
        assert_undisturbed(&b);
        test.end().await;
    }
}

/// A task that fails while the run is being stopped does not take from the worker the time that it has to clean up.
#[tokio::test(start_paused = true)]
async fn a_task_that_fails_during_a_stop_does_not_cut_it_short() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().stop_takes(secs(3)))
        .next(life().start_hangs());
    let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
    let stop = a.run().stop();
    a.run().spawn(async move {
        stop.requested().await;
        Err(std::io::Error::other("cancelled"))
    });
    test.restart(Strangers::A);
    pass(secs(5)).await;
    assert_eq!(stage.when("a#1 ends"), secs(3));
    let node = test.node("a").await;
    assert_eq!(
        (node.failures, node.last_error.map(|error| error.text)),
        (0, Some("cancelled".to_owned()))
    );
    assert_undisturbed(&b);
    test.end().await;
}

/// A task that fails, or is late, after its worker has ended is shown, but does not take back what the worker said.
#[tokio::test(start_paused = true)]
async fn a_task_does_not_take_back_what_the_worker_said() {
    for (exit, state) in [
        (Exit::Done, NodeState::Done),
        (Exit::Wait("no".to_owned()), NodeState::Declined),
        (Exit::Remove, NodeState::Removed),
        (Exit::Shutdown(3), NodeState::Stopped),
    ] {
        for is_late in [false, true] {
            let [a, b] = Stage::new().puppets(["a", "b"]);
            let test = Test::settle(Strangers::new(a.clone(), b.clone())).await;
            let stop = a.run().stop();
            a.run().spawn(async move {
                stop.requested().await;
                if is_late {
                    std::future::pending::<()>().await;
                }
                Err(std::io::Error::other("cancelled"))
            });
            a.exit(exit.clone());
            pass(secs(100)).await;
            let node = test.node("a").await;
            let text = if is_late {
                "did not stop within its deadline, and was dropped"
            } else {
                "cancelled"
            };
            assert_eq!((node.state, node.failures), (state, 0), "{exit:?}");
            assert_eq!(
                node.last_error.map(|error| error.text).as_deref(),
                Some(text),
                "{exit:?}"
            );
            if let Exit::Shutdown(code) = exit {
                assert_eq!(test.wait().await.map(|ended| ended.code).ok(), Some(code));
            }
            test.end().await;
        }
    }
}

/// Nor, if it is late, what a start said that was told that it takes too long, and answered in time.
#[tokio::test(start_paused = true)]
async fn a_late_task_does_not_take_back_what_a_start_said() {
    for (end, state) in [
        (End::Exit(Exit::Remove), NodeState::Removed),
        (End::verdict("no", Verdict::Remove), NodeState::Removed),
        (End::Exit(Exit::Shutdown(3)), NodeState::Stopped),
    ] {
        let a = Stage::new().puppet("a");
        a.next(life().start_hangs().stop_ends(end.clone()));
        let policy = config().start_timeout(secs(5)).stop_timeout(secs(5));
        let test = Test::start_with(Alone::new(a.clone()), policy);
        moment().await;
        a.run().spawn(std::future::pending::<Result<(), Oops>>());
        pass(secs(60)).await;
        assert_eq!((test.state("a").await, a.starts()), (state, 1), "{end:?}");
        test.end().await;
    }
}

/// A task of a start that fails takes that start with it.
#[tokio::test(start_paused = true)]
async fn a_task_that_fails_during_the_start_ends_it() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().start_hangs());
    let test = Test::start(Pair::new(a.clone(), b.clone()));
    moment().await;
    a.run()
        .spawn(async { Err(std::io::Error::other("of the task")) });
    assert_eq!(a.nth_start(2).await, Some(secs(1)));
    assert_eq!(test.node("a").await.failures, 1);
    test.end().await;
}

/// A task that is spawned when its run is over, with what was kept of it, is dropped at once.
#[tokio::test(start_paused = true)]
async fn a_task_of_an_old_run_is_dropped_at_once() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    let old = a.run();
    test.restart(Strangers::A);
    pass(secs(1)).await;
    old.spawn(async { Err(std::io::Error::other("too late")) });
    old.status("too late");
    pass(secs(1)).await;
    let node = test.node("a").await;
    assert_eq!(
        (node.run, node.state, node.status, node.last_error),
        (2, NodeState::Running, None, None)
    );
    assert_eq!(old.stop().reason(), Some(StopReason::Restart));
    test.end().await;
}

/// A run may spawn any number of tasks, one after the other: none is kept when it has ended.
#[tokio::test(start_paused = true)]
async fn tasks_that_have_ended_are_forgotten() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    let alive = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    let before = alive();
    for _ in 0..10_000 {
        a.run().spawn(async { Ok::<(), Oops>(()) });
        tokio::task::yield_now().await;
    }
    moment().await;
    assert_eq!(alive(), before);
    let from = Instant::now();
    assert_eq!((test.end().await.late, from.elapsed()), (vec![], secs(0)));
}

graph! {
    /// Two that have nothing but tasks.
    Parts(a: Puppet, b: Puppet) {
        a: as_own_run(a),
        b: as_own_run(b),
    }
}

/// At the end of the engine, tasks are told with their run, and have its deadline.
#[tokio::test(start_paused = true)]
async fn tasks_are_stopped_with_their_run() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Parts::new(a.clone(), b.clone())).await;
    spawn_linger(&a, &stage, secs(2));
    b.run().spawn(std::future::pending::<Result<(), Oops>>());
    let _start = stage.take();
    let late = test.end().await.late;
    assert_eq!(stage.when("task told Some(Shutdown)"), secs(0));
    assert_eq!((stage.now(), late.len()), (secs(10), 1));
}
