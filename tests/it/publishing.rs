//! Outputs that a worker sets, changes and clears while it runs.

use depgraph::{Exit, NodeState, Publish, PublishError, Run, Start, graph, manifold};
use tokio::time::Instant;

use crate::support::{
    Actor, End, Oops, Pair, Publishing, Puppet, Stage, Test, Unset, Val, config, life, moment, ms,
    one, pass, secs,
};

/// An output is unset at first; dependents wait until it is set, and the report says for what.
#[tokio::test(start_paused = true)]
async fn an_output_is_unset_until_it_is_set() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Unset::new(a.clone(), b.clone())).await;
    let node = test.node("b").await;
    assert_eq!((node.state, b.starts()), (NodeState::Waiting, 0));
    assert_eq!(
        node.waits_for,
        [format!(
            "waits for `a`, which runs but has not set `{}::manifolds::Val`",
            module_path!().replace("publishing", "support")
        )]
    );
    assert!(!test.node("a").await.outputs[0].set);
    drop(a.replace(1));
    test.settled().await.expect("it runs");
    assert!(test.node("a").await.outputs[0].set);
    assert_eq!(
        stage.take(),
        [
            "a#1 starts",
            "a#1 runs",
            "b#1 starts with a#1:1",
            "b#1 runs"
        ]
    );
    test.end().await;
}

/// Setting an equal value changes nothing, replacing always does, clearing takes the value away.
#[tokio::test(start_paused = true)]
async fn set_replace_and_clear_do_what_they_say() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Publishing::new(a.clone(), b)).await;
    let _start = stage.take();
    a.publish().set(a.val(0)).await.expect("nothing changes");
    pass(secs(1)).await;
    assert_eq!(stage.take(), [""; 0]);
    drop(a.publish().set(a.val(1)));
    pass(secs(1)).await;
    assert_eq!(
        stage.take(),
        [
            "b#1 told Bounce",
            "b#1 ends",
            "b#2 starts with a#1:1",
            "b#2 runs"
        ]
    );
    drop(a.publish().replace(a.val(1)));
    pass(secs(1)).await;
    assert_eq!(
        stage.take(),
        [
            "b#2 told Bounce",
            "b#2 ends",
            "b#3 starts with a#1:1",
            "b#3 runs"
        ]
    );
    drop(a.publish().clear());
    pass(secs(1)).await;
    assert_eq!(stage.take(), ["b#3 told Bounce", "b#3 ends"]);
    drop(a.publish().set(a.val(1)));
    pass(secs(1)).await;
    assert_eq!(stage.take(), ["b#4 starts with a#1:1", "b#4 runs"]);
    test.end().await;
}

/// What is set before the value before it has been seen takes its place: what is there last is what counts.
#[tokio::test(start_paused = true)]
async fn the_last_of_many_changes_counts() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Publishing::new(a.clone(), b)).await;
    let _start = stage.take();
    for tag in 1..100 {
        drop(a.replace(tag));
        drop(a.publish().clear());
    }
    drop(a.replace(100));
    pass(secs(1)).await;
    assert_eq!(
        stage.take(),
        [
            "b#1 told Bounce",
            "b#1 ends",
            "b#2 starts with a#1:100",
            "b#2 runs"
        ]
    );
    test.end().await;
}

/// Changes are seen in the order in which they were made.
#[tokio::test(start_paused = true)]
async fn changes_are_seen_in_order() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Publishing::new(a.clone(), b)).await;
    let mut output = test.output::<Val>(Publishing::A);
    let publisher = a.clone();
    let publishing = tokio::spawn(async move {
        for tag in 1..=100 {
            drop(publisher.replace(tag));
            tokio::task::yield_now().await;
        }
    });
    let mut last = 0;
    while last < 100 {
        let tag = output.changed().await.expect("it is never cleared").tag;
        assert!(tag > last, "{tag} after {last}");
        last = tag;
    }
    publishing.await.expect("it does not panic");
    test.end().await;
}

/// 5e-24: the future of a change resolves when everyone has stopped who held the old value.
#[tokio::test(start_paused = true)]
async fn a_change_resolves_when_its_old_holders_have_stopped() {
    for clears in [false, true] {
        let stage = Stage::new();
        let [a, b] = stage.puppets(["a", "b"]);
        b.next(life().stop_takes(secs(7)))
            .next(life().start_hangs());
        let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
        let from = Instant::now();
        let change = if clears {
            a.publish().clear()
        } else {
            a.replace(1)
        };
        change.await.expect("nobody is stuck");
        assert_eq!((from.elapsed(), stage.when("b#1 ends")), (secs(7), secs(7)));
        a.replace(2).await.expect("nobody is stuck");
        assert!(from.elapsed() < secs(8), "{:?}", from.elapsed());
        test.end().await;
    }
}

/// It resolves, late, also when a holder has to be dropped.
#[tokio::test(start_paused = true)]
async fn a_change_resolves_when_its_old_holders_have_been_dropped() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().ignores_stop());
    let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
    let from = Instant::now();
    a.publish().clear().await.expect("nobody is stuck");
    assert_eq!((from.elapsed(), b.is_alive()), (secs(10), false));
    test.end().await;
}

/// Promise 12: a change needs no waiting, and dropping its future takes nothing back.
#[tokio::test(start_paused = true)]
async fn dropping_the_future_of_a_change_takes_nothing_back() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().stop_takes(secs(1)));
    let test = Test::settle(Publishing::new(a.clone(), b)).await;
    let mut output = test.output::<Val>(Publishing::A);
    let waited = tokio::time::timeout(ms(1), a.replace(7)).await;
    assert!(waited.is_err());
    assert_eq!(output.available().await.tag, 7);
    test.end().await;
}

/// After the run, publishing is an error, and so is waiting for holders.
#[tokio::test(start_paused = true)]
async fn publishing_after_the_run_is_an_error() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let test = Test::settle(Publishing::new(a.clone(), b)).await;
    let (publish, val) = (a.publish(), a.val(1));
    let pending = publish.replace(val.clone());
    a.fail("broken");
    pass(secs(10)).await;
    let over = PublishError::RunOver {
        node: "a".to_owned(),
    };
    assert_eq!(pending.await, Err(over.clone()));
    assert_eq!(publish.set(val.clone()).await, Err(over.clone()));
    assert_eq!(publish.replace(val).await, Err(over.clone()));
    assert_eq!(publish.clear().await, Err(over.clone()));
    assert_eq!(
        over.to_string(),
        "the run of `a` that publishes this is over"
    );
    let seen = test
        .output::<Val>(Publishing::A)
        .get()
        .expect("it runs again");
    assert_eq!(
        (seen.run, seen.tag),
        (2, 0),
        "an old run changes nothing of a new one"
    );
    let equal = publish.set(seen).await;
    assert_eq!(equal, Err(over), "what the new one has set is not its own");
    a.exit(Exit::Done);
    moment().await;
    let late = tokio::time::timeout(secs(1), a.replace(1)).await;
    assert!(matches!(late, Ok(Err(_))), "also where no run follows");
    test.end().await;
}

/// No value of a run is seen after its end, nor a new one while it is on its way down.
#[tokio::test(start_paused = true)]
async fn a_value_goes_with_its_run() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().stop_takes(secs(1)));
    let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
    let mut output = test.output::<Val>(Publishing::A);
    test.restart(Publishing::A);
    assert_eq!(output.changed().await, None);
    drop(a.replace(9));
    pass(ms(500)).await;
    assert_eq!((output.get(), b.starts()), (None, 1));
    assert_eq!(
        output.changed().await.map(|val| (val.run, val.tag)),
        Some((2, 0))
    );
    a.fail("broken");
    assert_eq!(output.changed().await, None);
    test.end().await;
}

/// Publishes while it starts.
#[manifold(outputs = [Val])]
async fn prepared(publish: Publish<Val>, run: Run, puppet: Puppet) -> Result<Start<Actor>, Oops> {
    drop(publish.replace(Val {
        from: "a",
        run: run.number(),
        tag: 1,
    }));
    drop(publish.replace(Val {
        from: "a",
        run: run.number(),
        tag: 2,
    }));
    puppet.start(run, String::new()).await
}

graph! {
    /// `b` needs what `a` sets while it starts.
    Prepared(a: Puppet, b: Puppet) {
        a: prepared(a),
        b: one(b) { val: a },
    }
}

/// What is published during the start becomes visible with the start, and is gone if that fails.
#[tokio::test(start_paused = true)]
async fn what_a_start_publishes_comes_with_its_success() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(1)).start_ends(End::fail("broken")))
        .next(life().start_takes(secs(1)));
    let test = Test::start(Prepared::new(a, b));
    let mut output = test.output::<Val>(Prepared::A);
    assert_eq!(
        output.changed().await.map(|val| (val.run, val.tag)),
        Some((2, 2))
    );
    assert_eq!(stage.now(), secs(3));
    test.settled().await.expect("it runs");
    assert_eq!(
        stage.take_timed()[4..],
        ["3000 b#1 starts with a#2:2", "3000 b#1 runs"]
    );
    test.end().await;
}

/// Promise 13: what flaps is damped: those that take it wait longer each time, up to the cap, and the report says so;
/// they are charged with nothing, and when it holds still for long enough they are at once again.
#[tokio::test(start_paused = true)]
async fn flapping_is_damped() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let policy = config().error_delay(ms(10)).max_delay(ms(60));
    let test = Test::start_with(Publishing::new(a.clone(), b.clone()), policy);
    test.settled().await.expect("it runs");
    let mut delays = Vec::new();
    for tag in 1..=6 {
        drop(a.replace(tag));
        moment().await;
        let node = test.node("b").await;
        let next = node.next_attempt.expect("it settles");
        delays.push(next.delay.as_millis());
        assert_eq!(
            (node.failures, node.bounces, node.state),
            (0, tag, NodeState::Settling)
        );
        let why = match tag {
            1 => "settle window of a bounce".to_owned(),
            times => format!("settle window, longer because it was bounced {times} times in a row"),
        };
        assert_eq!(next.why, why);
        assert!(b.nth_start(u64::from(tag) + 1).await.is_some());
    }
    assert_eq!(delays, [10, 20, 40, 60, 60, 60]);
    pass(secs(61)).await;
    assert_eq!(test.node("b").await.bounces, 0);
    drop(a.replace(100));
    moment().await;
    assert_eq!(
        test.node("b").await.next_attempt.map(|next| next.delay),
        Some(ms(10))
    );
    test.end().await;
}

/// A node that starts is damped like one that runs: it does not start for every flap.
#[tokio::test(start_paused = true)]
async fn a_flapping_input_does_not_start_its_user_each_time() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Publishing::new(a.clone(), b.clone())).await;
    for tag in 1..=10_000 {
        drop(a.replace(tag));
        pass(ms(5)).await;
    }
    assert!(b.starts() < 20, "{} starts in 50 s", b.starts());
    test.end().await;
}

/// A dependent that is exposed to by a worker sees a new value for each run, and none in between.
#[tokio::test(start_paused = true)]
async fn an_exposed_output_is_set_once_a_run() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    let mut output = test.output::<Val>(Pair::A);
    for run in 1..5 {
        assert_eq!(output.get().map(|val| val.run), Some(run));
        a.fail("broken");
        assert_eq!(output.changed().await, None);
        assert!(output.changed().await.is_some());
    }
    test.end().await;
}

#[manifold(outputs = [Val])]
async fn silent(publish: Publish<Val>, run: Run, puppet: Puppet) -> Result<Start<Actor>, Oops> {
    puppet.has_published(publish);
    puppet.start(run, String::new()).await
}

graph! {
    /// `a` makes a worker that would expose what `b` needs.
    Silent(a: Puppet, b: Puppet) {
        a: silent(a),
        b: one(b) { val: a },
    }
}

/// An output that a start function publishes is never asked of its worker, which may expose one of its type.
#[tokio::test(start_paused = true)]
async fn a_published_output_is_not_asked_of_the_worker() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Silent::new(a.clone(), b.clone())).await;
    assert_eq!((test.state("a").await, b.starts()), (NodeState::Running, 0));
    drop(a.replace(1));
    assert_eq!(test.running(Silent::B).await, Ok(1));
    test.end().await;
}

/// Nor does what an old run sets become an output of the next one, which starts or has started.
#[tokio::test(start_paused = true)]
async fn an_old_run_sets_nothing_for_the_next_one() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life()).next(life().start_takes(secs(1)));
    let test = Test::settle(Silent::new(a.clone(), b.clone())).await;
    let old = a.publish();
    test.restart(Silent::A);
    for _ in 0..2 {
        moment().await;
        assert!(old.replace(a.val(1)).await.is_err());
        pass(secs(2)).await;
        assert_eq!((test.node("a").await.run, b.starts()), (2, 0));
    }
    // An equal value is a change: it is the first of this run.
    drop(a.publish().set(a.val(1)));
    moment().await;
    assert_eq!(b.starts(), 1);
    test.end().await;
}
