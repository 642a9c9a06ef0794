//! Inputs that a node takes if they are there.

use depgraph::{Exit, NodeState, graph};

use crate::support::{
    End, Optional, Puppet, Stage, Test, cleared, config, life, maybe, ms, pass, root, secs,
};

/// The lines about `b`.
fn about_b(stage: &Stage) -> Vec<String> {
    let mut lines = stage.take_timed();
    lines.retain(|line| line.contains("b#"));
    lines
}

/// Promise 3: an optional input that is on its way costs no second start at cold start.
#[tokio::test(start_paused = true)]
async fn an_optional_input_on_its_way_is_awaited() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(ms(4_900)));
    let test = Test::start(Optional::new(a, b));
    pass(secs(1)).await;
    let waits = test.node("b").await.waits_for.join(";");
    let (before, after) = waits.split_once(" UTC ").expect("it says when");
    assert!(before.starts_with("waits until "), "{waits}");
    assert_eq!(after, "for the optional `a`, which is starting");
    test.settled().await.expect("it runs");
    assert_eq!(
        about_b(&stage),
        ["4900 b#1 starts with a#1", "4900 b#1 runs"]
    );
    test.end().await;
}

/// A node that has waited long enough starts without, and is bounced once when the input comes.
#[tokio::test(start_paused = true)]
async fn an_optional_input_that_takes_too_long_counts_as_absent() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(9)));
    let test = Test::settle(Optional::new(a, b)).await;
    assert_eq!(
        about_b(&stage),
        [
            "5000 b#1 starts with nothing",
            "5000 b#1 runs",
            "9000 b#1 told Bounce",
            "9000 b#1 ends",
            "9010 b#2 starts with a#1",
            "9010 b#2 runs",
        ]
    );
    test.end().await;
}

/// A provider that fails is not worth waiting for, nor is one that waits for such a one, or will never come.
#[tokio::test(start_paused = true)]
async fn an_optional_input_that_is_not_coming_is_not_awaited() {
    let stage = Stage::new();
    for end in [
        End::fail("broken"),
        End::Exit(Exit::Done),
        End::Exit(Exit::Remove),
    ] {
        let [a, b] = stage.puppets(["a", "b"]);
        a.next(life().start_takes(secs(1)).start_ends(end));
        let test = Test::start(Optional::new(a, b.clone()));
        assert_eq!(b.nth_start(1).await, Some(secs(1)));
        test.end().await;
    }
}

/// A change of an optional input is one bounce: its provider's restart, too, is not one bounce for the loss and one for
/// the return.
#[tokio::test(start_paused = true)]
async fn an_optional_provider_that_restarts_is_one_bounce() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life()).next(life().start_takes(secs(2)));
    let test = Test::settle(Optional::new(a, b)).await;
    let _start = stage.take();
    test.restart(Optional::A);
    test.settled().await.expect("it runs");
    assert_eq!(
        about_b(&stage),
        [
            "0 b#1 told Bounce",
            "0 b#1 ends",
            "2000 b#2 starts with a#2",
            "2000 b#2 runs",
        ]
    );
    test.end().await;
}

/// A provider that crashes is in back-off: its users go on without it, and are bounced when it is back.
#[tokio::test(start_paused = true)]
async fn an_optional_provider_that_crashes_is_gone_for_a_while() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Optional::new(a.clone(), b)).await;
    let _start = stage.take();
    a.fail("broken");
    pass(secs(10)).await;
    assert_eq!(
        about_b(&stage),
        [
            "0 b#1 told InputLost",
            "0 b#1 ends",
            "10 b#2 starts with nothing",
            "10 b#2 runs",
            "1000 b#2 told Bounce",
            "1000 b#2 ends",
            "1020 b#3 starts with a#2",
            "1020 b#3 runs",
        ]
    );
    test.end().await;
}

/// `optional_wait` of zero does not wait.
#[tokio::test(start_paused = true)]
async fn an_optional_wait_of_zero_waits_for_nobody() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().start_takes(ms(1)));
    let test = Test::start_with(Optional::new(a, b.clone()), config().optional_wait(ms(0)));
    assert_eq!(b.nth_start(1).await, Some(ms(0)));
    test.end().await;
}

graph! {
    /// `b` takes what `a` may set.
    Perhaps(a: Puppet, b: Puppet) {
        a: cleared(a),
        b: maybe(b) { val: a },
    }
}

/// A provider that runs may be about to set its output: that is awaited, once. One that has taken it away is not.
#[tokio::test(start_paused = true)]
async fn an_output_that_is_not_set_is_awaited_once() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::start(Perhaps::new(a.clone(), b.clone()));
    pass(secs(3)).await;
    drop(a.replace(1));
    test.settled().await.expect("it runs");
    drop(a.publish().clear());
    pass(secs(1)).await;
    test.restart(Perhaps::B);
    pass(secs(1)).await;
    let starts: Vec<_> = about_b(&stage)
        .into_iter()
        .filter(|line| line.contains("starts"))
        .collect();
    assert_eq!(
        starts,
        [
            "3000 b#1 starts with a#1:1",
            "3010 b#2 starts with nothing",
            "4000 b#3 starts with nothing"
        ]
    );
    test.end().await;

    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::start(Perhaps::new(a, b.clone()));
    assert_eq!(b.nth_start(1).await, Some(secs(5)));
    test.restart(Perhaps::B);
    pass(ms(1)).await;
    assert_eq!(b.starts(), 2, "it had its chance to set it");
    test.end().await;
}

graph! {
    /// `b` takes what nobody gives, and what is left out.
    Absent(a: Option<Puppet>, b: Puppet, c: Puppet) {
        a?: root(a),
        b: maybe(b) { val: a },
        c: lonely(c),
    }
}

#[depgraph::manifold(inputs = [nobody])]
async fn lonely(
    nobody: Option<Unheard>,
    run: depgraph::Run,
    puppet: Puppet,
) -> Result<Exit, std::io::Error> {
    assert!(nobody.is_none());
    puppet
        .live(run, String::new())
        .await
        .map_err(std::io::Error::other)
}

#[derive(Clone, Debug, depgraph::Output)]
struct Unheard;

/// An optional input may have no provider at all, or one that is left out.
#[tokio::test(start_paused = true)]
async fn an_optional_input_needs_no_provider() {
    let stage = Stage::new();
    let [b, c] = stage.puppets(["b", "c"]);
    let test = Test::settle(Absent::new(None, b, c)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 b#1 starts with nothing",
            "0 b#1 runs",
            "0 c#1 starts",
            "0 c#1 runs"
        ]
    );
    let node = test.node("c").await;
    assert_eq!(
        (
            node.state,
            &node.inputs[0].provider,
            node.inputs[0].available
        ),
        (NodeState::Running, &None, false)
    );
    test.end().await;
}
