//! How nodes start.

use std::{convert::Infallible, future::pending};

use depgraph::{EngineState, Exit, NodeState, Verdict, graph, manifold};

use crate::support::{
    Alone, Chain, Diamond, End, Optional, Pair, Puppet, Stage, Strangers, Test, as_own_run, config,
    life, ms, pass, secs,
};

/// E7, S1: a node starts when, and as soon as, what it needs is there; no start is wasted.
#[tokio::test(start_paused = true)]
async fn a_node_starts_when_its_input_is_there() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(3)));
    let test = Test::start(Pair::new(a, b));
    pass(secs(2)).await;
    assert_eq!(stage.take(), ["a#1 starts"]);
    pass(secs(2)).await;
    assert_eq!(
        stage.take_timed(),
        ["3000 a#1 runs", "3000 b#1 starts with a#1", "3000 b#1 runs"]
    );
    test.end().await;
    assert_eq!(
        stage.take(),
        [
            "b#1 told Shutdown",
            "b#1 ends",
            "a#1 told Shutdown",
            "a#1 ends"
        ]
    );
}

/// E9, S5: what a worker exposes is what its dependents get: the value of that worker, of that run.
#[tokio::test(start_paused = true)]
async fn a_node_gets_what_the_worker_of_this_run_exposes() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    a.fail("broken");
    test.running(Pair::B).await.expect("it comes back");
    pass(secs(2)).await;
    let starts = stage.take_all("b#");
    let starts: Vec<_> = starts
        .iter()
        .filter(|line| line.contains("starts"))
        .collect();
    assert_eq!(starts, ["b#1 starts with a#1", "b#2 starts with a#2"]);
    test.end().await;
}

/// Promise 3: a cold start calls each start function once, in parallel where the graph allows.
#[tokio::test(start_paused = true)]
async fn a_cold_start_starts_each_node_once_and_in_parallel() {
    let stage = Stage::new();
    let [a, b, c, d] = stage.puppets(["a", "b", "c", "d"]);
    a.next(life().start_takes(secs(1)));
    b.next(life().start_takes(secs(2)));
    c.next(life().start_takes(secs(3)));
    let test = Test::settle(Diamond::new(a, b, c, d)).await;
    let mut lines = stage.take_timed();
    lines.sort();
    assert_eq!(
        lines,
        [
            "0 a#1 starts",
            "1000 a#1 runs",
            "1000 b#1 starts with a#1",
            "1000 c#1 starts with a#1",
            "3000 b#1 runs",
            "4000 c#1 runs",
            "4000 d#1 runs",
            "4000 d#1 starts with b#1, c#1",
        ]
    );
    test.end().await;
}

/// S6: what a start function was given works for as long as the run lasts.
#[tokio::test(start_paused = true)]
async fn what_a_start_was_given_works_after_the_start() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    let run = a.run();
    assert_eq!(
        (run.name(), run.number(), run.stop().is_requested()),
        ("a", 1, false)
    );
    run.status("fine");
    assert_eq!(test.node("a").await.status.as_deref(), Some("fine"));
    test.end().await;
    assert!(run.stop().is_requested());
}

/// E11: a start that is under way when the engine stops is told, and not started again; what it says then harms nobody.
#[tokio::test(start_paused = true)]
async fn a_start_is_told_to_give_up_when_the_engine_stops() {
    let stage = Stage::new();
    let a = stage.puppet("a");
    a.always(life().start_hangs().stop_ends(End::fail("interrupted")));
    let test = Test::start(Alone::new(a.clone()));
    pass(secs(1)).await;
    test.end().await;
    assert_eq!(
        stage.take(),
        ["a#1 starts", "a#1 told Shutdown", "a#1 ends"]
    );
}

/// E12: a start that is under way when an input comes is told to give up, and the node starts again with the input.
#[tokio::test(start_paused = true)]
async fn a_start_is_told_to_give_up_when_an_input_comes() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(8)));
    b.always(life().start_hangs());
    let test = Test::start(Optional::new(a, b.clone()));
    pass(secs(20)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 starts",
            "5000 b#1 starts with nothing",
            "8000 a#1 runs",
            "8000 b#1 told Bounce",
            "8000 b#1 ends",
            "8010 b#2 starts with a#1",
        ]
    );
    test.end().await;
    assert_eq!(b.starts(), 2);
    assert_eq!(stage.take()[0], "b#2 told Shutdown");
}

/// S13, 5e-2, promise 2: a start that ignores that an input changed, and succeeds, was for nothing: its worker is
/// dropped, its output never seen, and it is neither a failure nor a success.
#[tokio::test(start_paused = true)]
async fn the_late_result_of_a_start_is_dropped() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    b.next(life().start_takes(secs(3)).ignores_stop());
    let test = Test::start(Chain::new(a.clone(), b, c));
    pass(secs(1)).await;
    let mut seen = test.output::<crate::support::Val>(Chain::B);
    test.restart(Chain::A);
    pass(secs(1)).await;
    assert_eq!(test.state("b").await, NodeState::Stopping);
    let first = seen.available().await;
    assert_eq!(
        (first.run, stage.now()),
        (2, secs(3)),
        "the output of the first start is not seen"
    );
    test.settled().await.expect("it runs");
    assert_eq!(
        stage.take_timed()[3..],
        [
            "1000 b#1 told Bounce",
            "3000 b#1 ends",
            "3000 a#1 told Restart",
            "3000 a#1 ends",
            "3000 a#2 starts",
            "3000 a#2 runs",
            "3000 b#2 starts with a#2",
            "3000 b#2 runs",
            "3000 c#1 starts with b#2",
            "3000 c#1 runs",
        ]
    );
    assert_eq!(test.node("b").await.failures, 0);
    test.end().await;
}

/// A start that takes longer than its deadline is told to give up; that is a failure, whatever it answers.
#[tokio::test(start_paused = true)]
async fn a_start_has_a_deadline() {
    let stage = Stage::new();
    let a = stage.puppet("a");
    a.next(life().start_hangs());
    let test = Test::start_with(Alone::new(a), config().start_timeout(secs(7)));
    pass(ms(7_500)).await;
    let node = test.node("a").await;
    assert_eq!((node.state, node.failures), (NodeState::BackOff, 1));
    assert_eq!(
        node.last_error.expect("it failed").text,
        "the start took longer than its `start_timeout`"
    );
    test.running(Alone::A).await.expect("it comes back");
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 starts",
            "7000 a#1 told StartTimeout",
            "7000 a#1 ends",
            "8000 a#2 starts",
            "8000 a#2 runs",
        ]
    );
    test.end().await;
}

/// 5e-8: a start that timed out, did not listen, and succeeds all the same leaves no worker behind; one that never
/// returns is dropped.
#[tokio::test(start_paused = true)]
async fn a_start_that_timed_out_leaves_nothing_behind() {
    let stage = Stage::new();
    let a = stage.puppet("a");
    a.next(life().start_takes(secs(9)).ignores_stop())
        .next(life().start_hangs().ignores_stop());
    let test = Test::start_with(
        Alone::new(a),
        config().start_timeout(secs(7)).stop_timeout(secs(5)),
    );
    test.running(Alone::A).await.expect("it comes back");
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 starts",
            "7000 a#1 told StartTimeout",
            "9000 a#1 ends",
            "10000 a#2 starts",
            "17000 a#2 told StartTimeout",
            "22000 a#2 ends",
            "24000 a#3 starts",
            "24000 a#3 runs",
        ]
    );
    assert_eq!(test.node("a").await.failures, 2);
    let ended = test.end().await;
    let late: Vec<_> = ended
        .late
        .iter()
        .map(|late| (&*late.node, late.run, late.is_stuck))
        .collect();
    assert_eq!(late, [("a", 2, false)]);
}

/// A start that took too long and has to be dropped failed because it took too long: so says its error.
#[tokio::test(start_paused = true)]
async fn a_start_that_timed_out_and_is_dropped_says_that_it_took_too_long() {
    let a = Stage::new().puppet("a");
    a.next(life().start_hangs().ignores_stop())
        .next(life().start_hangs());
    let policy = config().start_timeout(secs(7)).stop_timeout(secs(5));
    let test = Test::start_with(Alone::new(a), policy);
    pass(secs(14)).await;
    let error = test.node("a").await.last_error.expect("it failed");
    assert_eq!(
        (error.run, &*error.text),
        (1, "the start took longer than its `start_timeout`")
    );
    test.end().await;
}

graph! {
    /// Functions that are their own runs.
    OwnRuns() {
        loops: loops,
        serves: serves,
        returns: returns(Ok(())),
        returns_exit: returns_exit(Ok(Exit::Done)),
    }
}

#[manifold]
async fn loops() -> Result<Exit, Infallible> {
    pending().await
}

#[manifold]
async fn serves() -> Result<(), Infallible> {
    pending().await
}

#[manifold]
fn returns(result: Result<(), Infallible>) -> Result<(), Infallible> {
    result
}

#[manifold]
fn returns_exit(result: Result<Exit, Infallible>) -> Result<Exit, Infallible> {
    result
}

/// A function that is its own run has started before its first line: its start has no deadline to miss.
#[tokio::test(start_paused = true)]
async fn a_function_that_is_its_own_run_has_started_at_once() {
    let test = Test::start_with(OwnRuns::new(), config().start_timeout(secs(1)));
    pass(secs(10)).await;
    let report = test.report().await;
    let nodes: Vec<_> = report
        .nodes
        .iter()
        .map(|node| (&*node.name, node.state, node.run))
        .collect();
    assert_eq!(
        nodes,
        [
            ("loops", NodeState::Running, 1),
            ("serves", NodeState::Running, 1),
            ("returns", NodeState::Done, 1),
            ("returns_exit", NodeState::Done, 1),
        ]
    );
    test.end().await;
}

/// E20: a node that says it cannot run with its inputs is started again when one of them changes, and only then.
#[tokio::test(start_paused = true)]
async fn a_node_that_declines_waits_for_its_inputs_to_change() {
    for end in [
        End::Exit(Exit::Wait("no licence".to_owned())),
        End::verdict("no licence", Verdict::Wait),
    ] {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        b.always(life().start_ends(end));
        let test = Test::start(Pair::new(a.clone(), b.clone()));
        pass(secs(1_000)).await;
        assert_eq!(b.starts(), 1);
        let node = test.node("b").await;
        assert_eq!(
            (node.state, node.waits_for.join(";")),
            (
                NodeState::Declined,
                "waits for an input to change: no licence".to_owned()
            )
        );
        a.fail("broken");
        pass(secs(1_000)).await;
        assert_eq!(
            b.starts(),
            2,
            "once for the new value, and not for the loss of the old one"
        );
        a.exit(Exit::Done);
        pass(secs(1_000)).await;
        assert_eq!(b.starts(), 2, "without its input it is not even asked");
        assert_eq!(test.state("b").await, NodeState::Waiting);
        test.end().await;
    }
}

graph! {
    /// May have nothing in it.
    Nothing(a: Option<Puppet>) {
        a?: as_own_run(a),
    }
}

graph! {
    /// `b` is left out if it has no configuration.
    LeftOut(a: Puppet, b: Option<Puppet>) {
        a: as_own_run(a),
        b?: as_own_run(b),
    }
}

/// R1, R2, E27: an engine that has nothing to do runs, and ends when it is asked to.
#[tokio::test(start_paused = true)]
async fn a_graph_of_nothing_runs_and_ends() {
    let test = Test::settle(Nothing::new(None)).await;
    let report = test.report().await;
    assert_eq!(
        (report.engine, report.nodes[0].state),
        (EngineState::Running, NodeState::LeftOut)
    );
    let handle = test.handle();
    assert_eq!(test.end().await.code, 0);
    let report = handle.report().await;
    assert_eq!(
        (report.engine, report.nodes[0].state),
        (EngineState::Stopped, NodeState::LeftOut)
    );
}

/// A node that is left out is never started, and does not keep the graph from being settled.
#[tokio::test(start_paused = true)]
async fn a_node_that_is_left_out_is_not_started() {
    let a = Stage::new().puppet("a");
    let test = Test::settle(LeftOut::new(a, None)).await;
    assert_eq!(test.state("b").await, NodeState::LeftOut);
    test.restart(LeftOut::B);
    let error = test.running(LeftOut::B).await.expect_err("it is left out");
    assert_eq!(error.to_string(), "`b` will not run: it is left out");
    test.end().await;
}
