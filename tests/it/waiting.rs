//! What the report says that a node waits for, and what it says is there.

use depgraph::{Exit, NodeState, graph};

use crate::support::{
    Chain, Mixed, Puppet, Stage, Test, both, cleared, life, moment, one, pass, root, secs,
};

/// What is waited for may be stopped as it starts, or wait until a change has settled.
#[tokio::test(start_paused = true)]
async fn what_waits_for_a_bounced_node_says_what_that_is_at() {
    for (takes, why) in [
        (secs(3), "is stopping"),
        (secs(0), "is settling after a change until "),
    ] {
        let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
        b.next(life().start_hangs().stop_takes(takes));
        let test = Test::start(Chain::new(a, b, c));
        moment().await;
        test.restart(Chain::A);
        moment().await;
        let waits = test.node("c").await.waits_for.concat();
        let start = format!("waits for `b`, which {why}");
        assert!(waits.starts_with(&start), "{waits}");
        test.end().await;
    }
}

graph! {
    /// `d` needs `c`, which needs `a` and `b`.
    Turns(a: Puppet, b: Puppet, c: Puppet, d: Puppet) {
        a: root(a),
        b: cleared(b),
        c: both(c) { left: a, right: b },
        d: one(d) { val: c },
    }
}

/// A node that waits in turn is said to wait for what is not there.
#[tokio::test(start_paused = true)]
async fn what_waits_in_turn_is_said_to_wait_for_what_is_missing() {
    let [a, b, c, d] = Stage::new().puppets(["a", "b", "c", "d"]);
    let test = Test::settle(Turns::new(a, b, c, d)).await;
    assert_eq!(
        test.node("d").await.waits_for,
        ["waits for `c`, which waits for `b`"]
    );
    test.end().await;
}

/// Each input and each output is said to be there by itself, whatever is the matter with the others.
#[tokio::test(start_paused = true)]
async fn what_is_there_is_said_of_each_input_and_output() {
    let [a, b, c, d] = Stage::new().puppets(["a", "b", "c", "d"]);
    let test = Test::settle(Turns::new(a, b.clone(), c, d)).await;
    for is_there in [false, true] {
        let report = test.report().await;
        let set = report.nodes.iter().map(|node| node.outputs[0].set);
        assert_eq!(
            set.collect::<Vec<_>>(),
            [true, is_there, is_there, is_there]
        );
        let available = report.nodes[2].inputs.iter().map(|input| input.available);
        assert_eq!(available.collect::<Vec<_>>(), [true, is_there]);
        drop(b.replace(1));
        test.settled().await.expect("nothing ends it");
    }
    test.end().await;
}

/// An optional input that is not on its way is not awaited, and not said to be.
#[tokio::test(start_paused = true)]
async fn what_is_not_awaited_is_not_said_to_be() {
    let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
    let test = Test::settle(Mixed::new(a.clone(), b.clone(), c)).await;
    b.exit(Exit::Done);
    drop(a.publish().clear());
    pass(secs(60)).await;
    let node = test.node("c").await;
    let waits: Vec<_> = node.waits_for.iter().map(|wait| &wait[..13]).collect();
    assert_eq!(
        (node.state, &*waits),
        (NodeState::Waiting, &["waits for `a`"][..])
    );
    test.end().await;
}
