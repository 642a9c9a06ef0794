//! Nodes that must be available for another to run.

use depgraph::{Exit, NodeState, Opener, Publish, Run, gate, graph, manifold};
use tokio::time::Instant;

use crate::support::{
    Oops, Puppet, Stage, Test, Val, When, as_own_run, cleared, life, moment, pass, root, secs,
};

/// 5e-23: a condition comes and goes like a required input.
#[tokio::test(start_paused = true)]
async fn a_condition_comes_and_goes_like_a_required_input() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(When::new(a.clone(), b.clone())).await;
    let node = test.node("b").await;
    assert_eq!(
        (node.state, node.conditions[0].met, b.starts()),
        (NodeState::Waiting, false, 0)
    );
    assert_eq!(
        node.waits_for,
        ["waits for `a`, which runs but has not set all its outputs"]
    );
    let _start = stage.take();

    drop(a.replace(1));
    pass(secs(1)).await;
    assert_eq!(stage.take_timed(), ["0 b#1 starts", "0 b#1 runs"]);
    assert!(test.node("b").await.conditions[0].met);

    drop(a.replace(2));
    pass(secs(1)).await;
    assert_eq!(stage.take(), [""; 0], "its value does not matter");

    drop(a.publish().clear());
    pass(secs(1)).await;
    assert_eq!(stage.take(), ["b#1 told Bounce", "b#1 ends"]);

    drop(a.replace(3));
    pass(secs(1)).await;
    assert_eq!(stage.take(), ["b#2 starts", "b#2 runs"]);

    a.fail("broken");
    pass(secs(2)).await;
    assert_eq!(
        stage.take(),
        [
            "a#1 ends",
            "b#2 told InputLost",
            "b#2 ends",
            "a#2 starts",
            "a#2 runs"
        ]
    );
    test.end().await;
}

/// 5e-24: whoever is conditional on an output has to stop when it is cleared, and the future of `clear` waits for that:
/// who leads may give up the lease only when nobody acts on it any more. Another value stops nobody, and waits for
/// nobody.
#[tokio::test(start_paused = true)]
async fn clearing_waits_for_those_that_are_conditional() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.always(life().stop_takes(secs(3)));
    let test = Test::settle(When::new(a.clone(), b.clone())).await;
    drop(a.replace(1));
    pass(secs(1)).await;
    let from = Instant::now();
    a.replace(2).await.expect("nobody has to stop");
    assert_eq!((from.elapsed(), b.is_alive()), (secs(0), true));
    a.publish().clear().await.expect("nobody is stuck");
    assert_eq!((from.elapsed(), b.is_alive()), (secs(3), false));

    drop(a.replace(3));
    pass(secs(1)).await;
    assert_eq!(b.starts(), 2);
    let from = Instant::now();
    drop(a.publish().clear());
    moment().await;
    a.replace(4).await.expect("nobody is stuck");
    let why = "what is set after it waits for those that had to stop";
    assert_eq!(from.elapsed(), secs(3), "{why}");
    test.end().await;
}

/// A condition is stopped after those that it is one of.
#[tokio::test(start_paused = true)]
async fn a_condition_stops_after_its_dependents() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let test = Test::settle(When::new(a.clone(), b)).await;
    drop(a.replace(1));
    pass(secs(1)).await;
    let _start = stage.take();
    test.end().await;
    assert_eq!(
        stage.take_timed(),
        [
            "1000 b#1 told Shutdown",
            "4000 b#1 ends",
            "4000 a#1 told Shutdown",
            "4000 a#1 ends"
        ]
    );
}

graph! {
    /// `b` runs while `a` does, which has no outputs.
    Plain(a: Puppet, b: Puppet) {
        a: as_own_run(a),
        b: as_own_run(b) when [a],
    }
}

/// E7: a node without outputs is available while it runs: others can depend on that it is there, without a value.
#[tokio::test(start_paused = true)]
async fn a_node_without_outputs_can_be_a_condition() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Plain::new(a.clone(), b.clone())).await;
    assert_eq!(b.starts(), 1);
    let _start = stage.take();
    a.exit(Exit::Done);
    pass(secs(100)).await;
    assert_eq!(stage.take(), ["a#1 ends", "b#1 told InputLost", "b#1 ends"]);
    assert_eq!(
        test.node("b").await.waits_for,
        ["waits for `a`, which is done"]
    );
    test.restart(Plain::A);
    pass(secs(1)).await;
    assert_eq!(b.starts(), 2);
    test.end().await;
}

/// Another output than [`Val`].
#[derive(Clone, Debug, PartialEq, depgraph::Output)]
struct Ready;

#[manifold(outputs = [Val, Ready])]
async fn two_outputs(
    val: Publish<Val>,
    ready: Publish<Ready>,
    run: Run,
    puppet: Puppet,
) -> Result<Exit, Oops> {
    puppet.has_published(val);
    run.spawn(async move {
        tokio::time::sleep(secs(1)).await;
        drop(ready.set(Ready));
        tokio::time::sleep(secs(1)).await;
        drop(ready.clear());
        Ok::<(), Oops>(())
    });
    puppet.live(run, String::new()).await
}

graph! {
    /// `b` runs while `a` has set everything.
    Two(a: Puppet, b: Puppet) {
        a: two_outputs(a),
        b: as_own_run(b) when [a],
    }
}

/// A node with several outputs is available while all of them are set.
#[tokio::test(start_paused = true)]
async fn a_condition_needs_every_output() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::start(Two::new(a.clone(), b));
    moment().await;
    drop(a.replace(1));
    pass(secs(3)).await;
    let lines: Vec<_> = stage
        .take_timed()
        .into_iter()
        .filter(|line| line.contains("b#"))
        .collect();
    assert_eq!(
        lines,
        [
            "1000 b#1 starts",
            "1000 b#1 runs",
            "2000 b#1 told Bounce",
            "2000 b#1 ends"
        ]
    );
    test.end().await;
}

graph! {
    /// `b` runs while both others do.
    Several(a: Puppet, b: Puppet, c: Puppet) {
        a: cleared(a),
        b: as_own_run(b) when [a, c],
        c: root(c),
    }
}

/// Of several conditions all have to be met.
#[tokio::test(start_paused = true)]
async fn of_several_conditions_all_have_to_be_met() {
    let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
    c.next(life().start_takes(secs(5)));
    let test = Test::start(Several::new(a.clone(), b.clone(), c));
    pass(secs(1)).await;
    drop(a.replace(1));
    pass(secs(1)).await;
    assert_eq!(b.starts(), 0);
    pass(secs(4)).await;
    assert_eq!(b.starts(), 1);
    test.end().await;
}

#[manifold(inputs = [opener])]
async fn open(opener: Opener, puppet: Puppet, run: Run) -> Result<Exit, Oops> {
    let exit = puppet.live(run, String::new()).await;
    opener.open();
    exit
}

graph! {
    /// `b` runs once `a` is done.
    Gated(a: Puppet, b: Puppet) {
        migrated: gate,
        a: open(a),
        b: as_own_run(b) when [migrated],
    }
}

/// A gate lets its dependents through when it is opened, and stays open when the one that opened it has gone.
#[tokio::test(start_paused = true)]
async fn a_gate_opens_once() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Gated::new(a.clone(), b.clone())).await;
    assert_eq!(b.starts(), 0);
    a.exit(Exit::Done);
    pass(secs(100)).await;
    assert_eq!(
        (b.starts(), test.state("a").await, test.state("b").await),
        (1, NodeState::Done, NodeState::Running)
    );
    test.restart(Gated::MIGRATED);
    pass(secs(1)).await;
    assert_eq!(
        (a.starts(), b.starts(), b.is_alive()),
        (2, 1, false),
        "it has to be opened again"
    );
    a.exit(Exit::Done);
    moment().await;
    assert!(b.is_alive());
    test.end().await;
}
