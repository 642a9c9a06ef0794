//! Everything that one or several coinciding changes stop and start again.

use depgraph::graph;

use crate::support::{
    Chain, Diamond, End, Publishing, Puppet, Stage, Test, both, config, life, ms, pass, publisher,
    secs,
};

/// E17, S11: a wave reaches everyone, however far, although the nodes in between stop without an error; each of them
/// starts once.
#[tokio::test(start_paused = true)]
async fn a_wave_reaches_the_dependents_of_dependents() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    let test = Test::settle(Chain::new(a.clone(), b, c)).await;
    let _start = stage.take();
    a.fail("broken");
    pass(secs(100)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 ends",
            "0 c#1 told Bounce",
            "0 c#1 ends",
            "0 b#1 told InputLost",
            "0 b#1 ends",
            "1000 a#2 starts",
            "1000 a#2 runs",
            "1000 b#2 starts with a#2",
            "1000 b#2 runs",
            "1000 c#2 starts with b#2",
            "1000 c#2 runs",
        ]
    );
    test.end().await;
}

/// Promise 3: a wave starts each node once, and waits the settle window once, not once for each level.
#[tokio::test(start_paused = true)]
async fn a_wave_has_one_settle_window() {
    let stage = Stage::new();
    let [a, b, c, d] = stage.puppets(["a", "b", "c", "d"]);
    let test = Test::start_with(Diamond::new(a, b, c, d), config().bounce_delay(ms(100)));
    test.settled().await.expect("it runs");
    let _start = stage.take();
    test.restart(Diamond::A);
    test.settled().await.expect("it runs");
    let starts = stage.take_timed();
    let mut starts: Vec<_> = starts
        .iter()
        .filter(|line| line.contains("starts"))
        .collect();
    starts.sort();
    assert_eq!(
        starts,
        [
            "0 a#2 starts",
            "100 b#2 starts with a#2",
            "100 c#2 starts with a#2",
            "100 d#2 starts with b#2, c#2",
        ]
    );
    test.end().await;
}

graph! {
    /// `c` needs `a` and `b`, which have nothing to do with each other.
    Merge(a: Puppet, b: Puppet, c: Puppet) {
        a: publisher(a),
        b: publisher(b),
        c: both(c) { left: a, right: b },
    }
}

/// E33, S2, 5e-12, promise 3: several changes that coincide, or follow each other within the settle window, stop and
/// start a node once.
#[tokio::test(start_paused = true)]
async fn changes_that_coincide_cause_one_start() {
    for apart in [ms(0), ms(500), ms(999)] {
        let stage = Stage::new();
        let [a, b, c] = stage.puppets(["a", "b", "c"]);
        let test = Test::start_with(
            Merge::new(a.clone(), b.clone(), c),
            config().bounce_delay(secs(1)),
        );
        test.settled().await.expect("it runs");
        let _start = stage.take();
        drop(a.replace(1));
        pass(apart).await;
        drop(b.replace(1));
        test.running(Merge::C).await.expect("it runs again");
        test.settled().await.expect("it runs");
        assert_eq!(
            stage.take_timed(),
            [
                "0 c#1 told Bounce",
                "0 c#1 ends",
                "1000 c#2 starts with a#1:1, b#1:1",
                "1000 c#2 runs",
            ]
        );
        test.end().await;
    }
}

/// S14, 5e-5: a start that a change interrupts is no failure.
#[tokio::test(start_paused = true)]
async fn an_interrupted_start_is_not_charged() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().start_hangs().stop_ends(End::fail("interrupted")));
    let test = Test::start(Publishing::new(a.clone(), b.clone()));
    for change in 1..10 {
        assert!(b.nth_start(u64::from(change)).await.is_some());
        drop(a.replace(change));
    }
    pass(ms(1)).await;
    let node = test.node("b").await;
    assert_eq!((node.failures, node.bounces), (0, 9));
    test.end().await;
}

graph! {
    /// Both inputs of `b` come from one node.
    Twice(a: Puppet, b: Puppet) {
        a: publisher(a),
        b: both(b) { left: a, right: a },
    }
}

/// S7: a node that takes one thing twice hears of a change once.
#[tokio::test(start_paused = true)]
async fn two_inputs_from_one_node_are_one_change() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Twice::new(a.clone(), b)).await;
    let _start = stage.take();
    drop(a.replace(1));
    test.running(Twice::B).await.expect("it runs again");
    pass(secs(1)).await;
    assert_eq!(
        stage.take(),
        [
            "b#1 told Bounce",
            "b#1 ends",
            "b#2 starts with a#1:1, a#1:1",
            "b#2 runs"
        ]
    );
    assert_eq!(test.node("b").await.bounces, 1);
    test.end().await;
}
