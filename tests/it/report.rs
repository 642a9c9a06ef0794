//! What the report says, and what it costs those that it is about.

use std::{
    convert::Infallible,
    fmt,
    future::pending,
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use depgraph::{EngineState, Exit, InputKind, NodeState, Output, Publish, Stop, graph, manifold};

use crate::support::{Chain, End, Pair, Stage, Strangers, Test, life, moment, ms, pass, secs};

/// R4, S33: of every node the report has its name, its manifold, its state and since when, its run, its inputs and
/// outputs, and what the run says of itself.
#[tokio::test(start_paused = true)]
async fn every_node_is_in_the_report_with_all_that_is_known_of_it() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().start_takes(secs(2)));
    let test = Test::settle(Pair::new(a, b.clone())).await;
    b.run().status("3 peers");
    b.run().note("source", "mirror");
    b.run().note("address", "[::1]:80");
    b.run().note("source", "origin");
    pass(secs(1)).await;
    let report = test.report().await;
    assert_eq!(
        (report.graph.as_str(), report.engine),
        ("Pair", EngineState::Running)
    );
    let [a, b] = &report.nodes[..] else {
        panic!("there are two nodes: {report:?}");
    };
    assert_eq!((a.name.as_str(), b.name.as_str()), ("a", "b"));
    assert!(
        b.manifold.ends_with("support::manifolds::one"),
        "{}",
        b.manifold
    );
    assert_eq!(
        (b.state, b.run, b.failures, b.bounces),
        (NodeState::Running, 1, 0, 0)
    );
    let ran = report
        .at
        .duration_since(b.since)
        .expect("it is in the past");
    assert_eq!(ran, secs(1));
    let input = &b.inputs[0];
    assert_eq!(
        (
            input.name.as_str(),
            input.kind,
            input.provider.as_deref(),
            input.available
        ),
        ("val", InputKind::Required, Some("a"), true)
    );
    assert!(a.inputs.is_empty() && b.conditions.is_empty() && b.waits_for.is_empty());
    assert!(b.outputs[0].set && b.outputs[0].of.ends_with("::Val"));
    assert_eq!(input.of, b.outputs[0].of);
    assert_eq!(b.status.as_deref(), Some("3 peers"));
    let notes = [("address", "[::1]:80"), ("source", "origin")];
    assert_eq!(
        b.notes,
        notes.map(|(key, value)| (key.to_owned(), value.to_owned()))
    );
    assert_eq!((&b.last_error, &b.next_attempt), (&None, &None));
    test.end().await;
}

/// What a run says of itself goes with it.
#[tokio::test(start_paused = true)]
async fn a_run_begins_without_a_status_and_notes() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a, b.clone())).await;
    b.run().status("3 peers");
    b.run().note("source", "mirror");
    b.fail("broken");
    moment().await;
    let node = test.node("b").await;
    assert_eq!(
        (node.state, node.status, node.notes),
        (NodeState::BackOff, None, vec![])
    );
    b.nth_start(2).await.expect("it is tried again");
    assert_eq!(test.node("b").await.status, None);
    b.run().status("3 peers");
    b.run().status("");
    assert_eq!(
        test.node("b").await.status,
        None,
        "an empty text takes it away"
    );
    test.end().await;
}

/// R3: while the engine stops, the report goes on: the engine is stopping, and so is a node that does not listen, in
/// the run that it is in, with what that says of itself.
#[tokio::test(start_paused = true)]
async fn the_report_goes_on_while_the_engine_stops() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().ignores_stop());
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.run().status("busy");
    test.handle().stop();
    pass(secs(9)).await;
    let report = test.report().await;
    let [a, b] = &report.nodes[..] else {
        panic!("there are two nodes: {report:?}");
    };
    assert_eq!(
        (report.engine, a.state, a.run, a.status.as_deref()),
        (EngineState::Stopping, NodeState::Stopping, 1, Some("busy"))
    );
    let stopping = report
        .at
        .duration_since(a.since)
        .expect("it is in the past");
    assert_eq!(stopping, secs(9), "how long it has been at that");
    assert_eq!((b.state, b.run), (NodeState::Stopped, 1));
    test.end().await;
}

/// A node on its way down says what keeps it: those that need it, its worker, or what its worker left behind.
#[tokio::test(start_paused = true)]
async fn what_keeps_a_node_from_stopping_is_said_in_words() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    test.handle().stop();
    pass(secs(1)).await;
    let nodes = test.report().await.nodes.into_iter();
    let waits_for: Vec<_> = nodes.map(|node| node.waits_for).collect();
    assert_eq!(
        waits_for,
        [
            ["waits for those that use what it gives them to stop"],
            ["waits for its run to end, which was asked to stop"]
        ]
    );
    test.end().await;

    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.run().spawn(pending::<Result<(), Infallible>>());
    a.exit(Exit::Done);
    pass(secs(1)).await;
    assert_eq!(
        test.node("a").await.waits_for,
        ["waits for the tasks of its run to end"]
    );
    test.end().await;
}

/// R5: a node that never ran has no run, no error and says what it waits for; when the engine has ended, it is stopped.
#[tokio::test(start_paused = true)]
async fn a_node_that_never_ran_is_in_the_report_as_such() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().start_hangs());
    let test = Test::start(Pair::new(a, b));
    moment().await;
    let node = test.node("b").await;
    assert_eq!(
        (node.state, node.run, &node.last_error),
        (NodeState::Waiting, 0, &None)
    );
    assert_eq!(node.waits_for, ["waits for `a`, which is starting"]);
    assert!(!node.inputs[0].available);
    let handle = test.handle();
    test.end().await;
    let report = handle.report().await;
    let (a, b) = (&report.nodes[0], &report.nodes[1]);
    assert_eq!(report.engine, EngineState::Stopped);
    assert_eq!(
        (a.state, a.run, b.state, b.run, &b.last_error),
        (NodeState::Stopped, 1, NodeState::Stopped, 0, &None)
    );
}

/// S4, S35: what a node waits for is said in words, along the whole way, with the error behind it and when that is
/// over.
#[tokio::test(start_paused = true)]
async fn what_a_node_waits_for_is_said_in_words() {
    let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
    a.next(life().start_ends(End::fail("disk full")));
    let test = Test::start(Chain::new(a.clone(), b, c));
    pass(ms(1)).await;
    let waits = test.node("b").await.waits_for;
    let [wait] = &waits[..] else {
        panic!("it waits for one thing: {waits:?}");
    };
    let (until, error) = wait.split_once(" after: ").expect("there is an error");
    let (what, time) = until.split_once(" until ").expect("there is a time");
    assert_eq!(
        (what, error),
        ("waits for `a`, which is in back-off", "disk full")
    );
    let time = time.strip_suffix(" UTC").expect("it is in UTC");
    let digits = time.split(':').map(|part| part.parse::<u8>().is_ok());
    assert_eq!(
        digits.collect::<Vec<_>>(),
        [true; 3],
        "{time} is a time of day"
    );
    assert_eq!(
        test.node("c").await.waits_for,
        ["waits for `b`, which waits for `a`"]
    );
    let next = test
        .node("a")
        .await
        .next_attempt
        .expect("it is tried again");
    assert_eq!(
        (next.delay, next.why.as_str()),
        (secs(1), "back-off after 1 failure")
    );

    pass(secs(1)).await;
    a.exit(Exit::Wait("no address is configured".to_owned()));
    pass(secs(1)).await;
    assert_eq!(
        test.node("a").await.waits_for,
        ["waits for an input to change: no address is configured"]
    );
    assert_eq!(
        test.node("b").await.waits_for,
        ["waits for `a`, which cannot run with its inputs: no address is configured"]
    );
    test.end().await;
}

/// S34: runs are numbered through, whatever ends them.
#[tokio::test(start_paused = true)]
async fn runs_are_numbered_through() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.fail("broken");
    a.nth_start(2).await.expect("it is tried again");
    a.exit(Exit::Restart);
    a.nth_start(3).await.expect("it is started again");
    a.exit(Exit::Done);
    moment().await;
    let node = test.node("a").await;
    assert_eq!((node.state, node.run), (NodeState::Done, 3));
    test.restart(Strangers::A);
    assert_eq!(test.running(Strangers::A).await, Ok(4));
    test.end().await;
}

/// Counts how often it is asked anything.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl Counting {
    fn asked(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }

    fn ask(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ask();
        f.write_str("asked too much")
    }
}

impl fmt::Debug for Counting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Counting {}

/// A value that counts how often it is cloned and compared.
#[derive(Debug, Output)]
struct Counted(Counting);

impl Clone for Counted {
    fn clone(&self) -> Self {
        self.0.ask();
        Self(self.0.clone())
    }
}

#[manifold(outputs = [Counted])]
fn count(counting: Counting) -> depgraph::Hold<Counted> {
    depgraph::hold(Counted(counting))
}

#[manifold(inputs = [counted])]
async fn fail(counted: Counted, stop: Stop) -> Result<Exit, Counting> {
    tokio::select! {
        () = stop.requested() => Ok(Exit::Stopped),
        () = tokio::time::sleep(ms(1)) => Err(counted.0),
    }
}

graph! {
    /// One that counts, and one that fails with what it got.
    Counters(counting: Counting) {
        counter: count(counting),
        failing: fail,
    }
}

/// S16, S32: a report runs none of the user's code: it clones no value and asks no error for its text again.
#[tokio::test(start_paused = true)]
async fn a_report_runs_no_user_code() {
    let counting = Counting::default();
    let test = Test::start(Counters::new(counting.clone()));
    pass(ms(2)).await;
    let before = counting.asked();
    assert!(before > 0, "it was asked for its text when the run failed");
    for _ in 0..10 {
        let node = test.node("failing").await;
        assert_eq!(node.last_error.expect("it failed").text, "asked too much");
    }
    assert_eq!(counting.asked(), before);
    test.end().await;
}

#[derive(Clone, Output)]
struct Many<T>(PhantomData<T>);

#[derive(Clone, Output)]
struct One;

#[manifold(outputs = [Many<Many<One>>])]
async fn find(found: Publish<Many<Many<One>>>, stop: Stop) -> Result<Exit, Infallible> {
    stop.requested().await;
    drop(found.replace(Many(PhantomData)));
    Ok(Exit::Stopped)
}

#[manifold(inputs = [found])]
fn keep(found: Many<Many<One>>) -> depgraph::Hold<Many<Many<One>>> {
    depgraph::hold(found)
}

graph! {
    /// One that never sets what the other needs.
    Generic {
        finder: find,
        keeper: keep,
    }
}

/// R4: a generic type is in the report with its parameters, which tell it from another.
#[tokio::test(start_paused = true)]
async fn a_generic_type_is_shown_with_its_parameters() {
    let test = Test::settle(Generic::new()).await;
    let path = module_path!();
    let of = format!("{path}::Many<{path}::Many<{path}::One>>");
    assert_eq!(test.node("finder").await.outputs[0].of, of);
    let keeper = test.node("keeper").await;
    assert_eq!(keeper.inputs[0].of, of);
    let waits = format!("waits for `finder`, which runs but has not set `{of}`");
    assert_eq!(keeper.waits_for, [waits]);
    test.end().await;
}
