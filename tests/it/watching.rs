//! Inputs that are seen to come, change and go.

use depgraph::{Exit, NodeState, Run, Watch, graph, manifold};

use tokio::time::Instant;

use crate::support::{
    Cycle, End, Puppet, Stage, Test, Val, Watching, cleared, follow, life, look, moment, one, pass,
    publisher, secs,
};

/// The tag of what a watch sees.
fn seen(watch: &Watch<Val>) -> Option<u32> {
    watch.get().map(|val| val.tag)
}

/// A node that watches an input starts without it, sees it come, change and go, and is never bounced.
#[tokio::test(start_paused = true)]
async fn a_watcher_sees_a_value_come_change_and_go() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life()).next(life().start_takes(secs(1)));
    let test = Test::start(Late::new(a.clone(), b.clone()));
    moment().await;
    let mut watch = b.watch();
    assert_eq!(seen(&watch), None);
    drop(a.replace(1));
    assert_eq!(watch.changed().await.map(|val| val.tag), Some(1));
    drop(a.replace(2));
    assert_eq!(watch.changed().await.map(|val| val.tag), Some(2));
    drop(a.publish().clear());
    assert_eq!(watch.changed().await, None);
    drop(a.replace(3));
    assert_eq!(watch.available().await.tag, 3);
    a.fail("broken");
    assert_eq!(watch.changed().await, None, "it goes with the run");
    pass(secs(10)).await;
    assert_eq!(seen(&watch), None);
    drop(a.replace(4));
    assert_eq!(watch.available().await.tag, 4);
    assert_eq!((b.starts(), stage.take_all("b#1 told").len()), (1, 0));
    test.end().await;
}

graph! {
    /// `b` watches what `a` may set.
    Late(a: Puppet, b: Puppet) {
        a: cleared(a),
        b: look(b) { val: a },
    }
}

/// A watcher sees a change at once, and not only when those have stopped who hold the old value.
#[tokio::test(start_paused = true)]
async fn a_change_is_seen_before_its_old_holders_have_stopped() {
    let stage = Stage::new();
    let [a, holder, watcher] = stage.puppets(["a", "holder", "watcher"]);
    holder.next(life().stop_takes(secs(7)));
    let test = Test::settle(Held::new(a.clone(), holder, watcher.clone())).await;
    let mut watch = watcher.watch();
    assert_eq!(watch.changed().await.map(|val| val.tag), Some(0));
    let from = Instant::now();
    for clears in [false, true] {
        if clears {
            drop(a.publish().clear());
        } else {
            drop(a.replace(1));
        }
        let value = watch.changed().await.map(|val| val.tag);
        assert_eq!(value, (!clears).then_some(1));
    }
    assert!(from.elapsed() < secs(1), "{:?}", from.elapsed());
    test.end().await;
}

graph! {
    /// `holder` needs what `a` publishes, and `watcher` watches it.
    Held(a: Puppet, holder: Puppet, watcher: Puppet) {
        a: publisher(a),
        holder: one(holder) { val: a },
        watcher: look(watcher) { val: a },
    }
}

/// A watcher that was busy while a value went and another came has missed both, but not that there was a change.
#[tokio::test(start_paused = true)]
async fn a_change_that_nobody_waited_for_is_seen() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Watching::new(a.clone(), b)).await;
    let mut watch = test.output::<Val>(Watching::A);
    a.exit(Exit::Restart);
    pass(secs(1)).await;
    let change = tokio::time::timeout(secs(1), watch.changed()).await;
    let value = change.expect("there was a change");
    assert_eq!(value.map(|val| val.run), Some(2));
    test.end().await;
}

/// A watched input orders nothing, neither at the start nor at the end.
#[tokio::test(start_paused = true)]
async fn a_watched_input_orders_nothing() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().stop_takes(secs(2)));
    b.next(life().start_takes(secs(1)).stop_takes(secs(2)));
    let test = Test::settle(Watching::new(a, b)).await;
    let mut lines = stage.take_timed();
    lines.sort();
    assert_eq!(
        lines,
        [
            "0 a#1 runs",
            "0 a#1 starts",
            "0 b#1 starts with nothing",
            "1000 b#1 runs"
        ]
    );
    test.end().await;
    let mut lines = stage.take_timed();
    lines.sort();
    assert_eq!(
        lines,
        [
            "1000 a#1 told Shutdown",
            "1000 b#1 told Shutdown",
            "3000 a#1 ends",
            "3000 b#1 ends"
        ]
    );
}

/// Two nodes may watch each other: each starts, sees the other, and survives its crash; nothing keeps them from ending.
#[tokio::test(start_paused = true)]
async fn two_nodes_may_watch_each_other() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(1)));
    let test = Test::settle(Cycle::new(a.clone(), b.clone())).await;
    assert_eq!(
        (a.watch().get(), b.watch().get()),
        (Some(b.val(0)), Some(a.val(0)))
    );
    let mut watch = b.watch();
    assert_eq!(
        watch.changed().await,
        Some(a.val(0)),
        "it came after `b` had started"
    );
    a.end(End::Panic("at the disco"));
    assert_eq!(watch.changed().await, None);
    assert_eq!(watch.changed().await.map(|val| val.run), Some(2));
    assert_eq!((a.starts(), b.starts()), (2, 1));
    test.end().await;
}

/// A cycle through watches ends at once, also when both are stubborn, in the time of one.
#[tokio::test(start_paused = true)]
async fn a_cycle_of_watches_shuts_down_in_the_time_of_one() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().ignores_stop());
    b.next(life().ignores_stop());
    let test = Test::settle(Cycle::new(a, b)).await;
    let mut late: Vec<_> = test
        .end()
        .await
        .late
        .into_iter()
        .map(|late| late.node)
        .collect();
    late.sort();
    assert_eq!(
        (stage.now(), late),
        (secs(10), vec!["a".to_owned(), "b".to_owned()])
    );
}

#[manifold(inputs = [val])]
async fn lonely(val: Watch<Val>, run: Run, puppet: Puppet) -> Result<Exit, std::io::Error> {
    puppet.has_watch(val);
    puppet
        .live(run, String::new())
        .await
        .map_err(std::io::Error::other)
}

graph! {
    /// `b` watches what nobody sets.
    Alone(b: Puppet) {
        b: lonely(b),
    }
}

/// A watched input without a provider never comes.
#[tokio::test(start_paused = true)]
async fn a_watched_input_needs_no_provider() {
    let b = Stage::new().puppet("b");
    let test = Test::settle(Alone::new(b.clone())).await;
    let mut watch = b.watch();
    assert!(
        tokio::time::timeout(secs(1), watch.changed())
            .await
            .is_err()
    );
    assert_eq!(
        (seen(&watch), test.state("b").await),
        (None, NodeState::Running)
    );
    test.end().await;
}

/// `Engine::output` is such a watch for whoever owns the engine; it sees the value go with the engine, and then no
/// more.
#[tokio::test(start_paused = true)]
async fn an_output_can_be_watched_from_outside() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::start(Watching::new(a.clone(), b));
    let mut output = test.output::<Val>(Watching::A);
    assert_eq!(output.get(), None);
    assert_eq!(output.available().await.tag, 0);
    let mut other = output.clone();
    drop(a.replace(1));
    assert_eq!(output.changed().await.map(|val| val.tag), Some(1));
    assert_eq!(
        other.changed().await.map(|val| val.tag),
        Some(1),
        "each clone sees every change"
    );
    test.end().await;
    assert_eq!(output.changed().await, None);
    assert!(
        tokio::time::timeout(secs(1), output.changed())
            .await
            .is_err()
    );
}

/// What a watch shows of itself, say in a log, is whether there is a value; what a follower shows, whether it is stale.
#[tokio::test(start_paused = true)]
async fn a_watch_and_a_follower_show_whether_there_is_a_value() {
    let [a, watcher, follower] = Stage::new().puppets(["a", "watcher", "follower"]);
    let graph = Seen::new(a.clone(), watcher.clone(), follower.clone());
    let test = Test::settle(graph).await;
    let shown = || format!("{:?} {:?}", watcher.watch(), follower.latest());
    assert_eq!(
        shown(),
        "Watch { is_available: true, .. } Latest { is_stale: false, .. }"
    );
    drop(a.publish().clear());
    moment().await;
    assert_eq!(
        shown(),
        "Watch { is_available: false, .. } Latest { is_stale: true, .. }"
    );
    test.end().await;
}

graph! {
    /// One is watched, and followed.
    Seen(a: Puppet, watcher: Puppet, follower: Puppet) {
        a: publisher(a),
        watcher: look(watcher) { val: a },
        follower: follow(follower) { val: a },
    }
}
