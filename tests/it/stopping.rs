//! How runs end that are asked to.

use depgraph::{Exit, NodeState, Verdict, graph};

use crate::support::{
    Alone, Chain, Diamond, End, Oops, Pair, Puppet, Stage, Strangers, Test, config, life, moment,
    ms, one, pass, root, secs,
};

/// S11, S31, promise 5: dependents stop before what they depend on, however far away; independent ones in parallel.
#[tokio::test(start_paused = true)]
async fn dependents_stop_first_and_independent_nodes_in_parallel() {
    let stage = Stage::new();
    let puppets = stage.puppets(["a", "b", "c", "d"]);
    for (puppet, takes) in puppets.iter().zip([1, 2, 3, 4]) {
        puppet.next(life().stop_takes(secs(takes)));
    }
    let [a, b, c, d] = puppets;
    let test = Test::settle(Diamond::new(a, b, c, d)).await;
    let _start = stage.take();
    test.end().await;
    let mut lines = stage.take_timed();
    lines.sort();
    assert_eq!(
        lines,
        [
            "0 d#1 told Shutdown",
            "4000 b#1 told Shutdown",
            "4000 c#1 told Shutdown",
            "4000 d#1 ends",
            "6000 b#1 ends",
            "7000 a#1 told Shutdown",
            "7000 c#1 ends",
            "8000 a#1 ends",
        ]
    );
}

/// 5e-9, promise 5: in a wave, too, a node is told to stop only when all that depend on it have stopped, also by way of
/// others.
#[tokio::test(start_paused = true)]
async fn a_wave_stops_dependents_of_dependents_first() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    c.next(life().stop_takes(secs(3)));
    let test = Test::settle(Chain::new(a, b, c)).await;
    let _start = stage.take();
    test.restart(Chain::A);
    moment().await;
    let states = [
        test.state("a").await,
        test.state("b").await,
        test.state("c").await,
    ];
    assert_eq!(states, [NodeState::Stopping; 3]);
    test.settled().await.expect("it runs");
    assert_eq!(
        stage.take_timed()[..6],
        [
            "0 c#1 told Bounce",
            "3000 c#1 ends",
            "3000 b#1 told Bounce",
            "3000 b#1 ends",
            "3000 a#1 told Restart",
            "3000 a#1 ends",
        ]
    );
    test.end().await;
}

/// 5e-15, promise 5: a run that does not listen is dropped at its deadline, and the node goes on; the report shows why.
#[tokio::test(start_paused = true)]
async fn a_run_that_ignores_its_stop_is_dropped_at_the_deadline() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().ignores_stop()).next(life().start_hangs());
    let test = Test::settle(Pair::new(a, b)).await;
    let _start = stage.take();
    test.restart(Pair::B);
    pass(secs(11)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 b#1 told Restart",
            "10000 b#1 ends",
            "10000 b#2 starts with a#1"
        ]
    );
    let node = test.node("b").await;
    let error = node.last_error.expect("it was dropped");
    assert_eq!(
        (node.failures, error.text.as_str()),
        (0, "did not stop within its deadline, and was dropped")
    );
    let ended = test.end().await;
    let late: Vec<_> = ended.late.iter().map(ToString::to_string).collect();
    assert_eq!(late, ["`b` (run 1)"]);
}

/// Promise 11: a node that is late again and again is named once: with its last late run, and how many there were.
#[tokio::test(start_paused = true)]
async fn a_node_that_is_late_again_and_again_is_named_once() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().ignores_stop());
    let test = Test::settle(Pair::new(a, b)).await;
    for _ in 0..100 {
        test.restart(Pair::B);
        test.settled().await.expect("it runs");
    }
    let ended = test.end().await;
    let late: Vec<_> = ended
        .late
        .iter()
        .map(|late| (&*late.node, late.run, late.times, late.is_stuck))
        .collect();
    assert_eq!(late, [("b", 101, 101, false)]);
    assert_eq!(
        ended.late[0].to_string(),
        "`b` (run 101, and 100 before it)"
    );
}

graph! {
    /// Three policies for stopping.
    Stubborn(a: Puppet, b: Puppet, c: Puppet) {
        a: root(a) with { stop_timeout: secs(3) },
        b: root(b) with { stop_timeout: ms(0) },
        c: root(c),
    }
}

/// Every node has its own deadline; all that were late are named, in the order in which they were dropped.
#[tokio::test(start_paused = true)]
async fn every_node_has_its_own_deadline() {
    let stage = Stage::new();
    let puppets = stage.puppets(["a", "b", "c"]);
    for puppet in &puppets {
        puppet.next(life().ignores_stop());
    }
    let [a, b, c] = puppets;
    let test = Test::settle(Stubborn::new(a, b, c)).await;
    let ended = test.end().await;
    assert_eq!(
        (
            stage.when("a#1 ends"),
            stage.when("b#1 ends"),
            stage.when("c#1 ends")
        ),
        (secs(3), ms(0), secs(10))
    );
    let late: Vec<_> = ended.late.iter().map(|late| &*late.node).collect();
    assert_eq!((ended.code, late), (0, vec!["b", "a", "c"]));
}

graph! {
    /// A chain of four.
    Long(a: Puppet, b: Puppet, c: Puppet, d: Puppet) {
        a: root(a),
        b: one(b) { val: a },
        c: one(c) { val: b },
        d: one(d) { val: c },
    }
}

/// S31, promise 5: the shutdown has a deadline in total: what is up then is dropped, told or not.
#[tokio::test(start_paused = true)]
async fn a_shutdown_has_a_deadline_in_total() {
    let stage = Stage::new();
    let puppets = stage.puppets(["a", "b", "c", "d"]);
    for puppet in &puppets {
        puppet.next(life().ignores_stop());
    }
    let [a, b, c, d] = puppets;
    let test = Test::settle(Long::new(a, b, c, d)).await;
    let ended = test.end().await;
    let mut lines = stage.take_timed();
    lines.retain(|line| !line.starts_with("0 "));
    lines.sort();
    assert_eq!(
        lines,
        [
            "10000 c#1 told Shutdown",
            "10000 d#1 ends",
            "20000 b#1 told Shutdown",
            "20000 c#1 ends",
            "25000 a#1 ends",
            "25000 b#1 ends"
        ]
    );
    assert_eq!(ended.late.len(), 4);
}

/// A shutdown that may take no time drops everything.
#[tokio::test(start_paused = true)]
async fn a_shutdown_without_patience_drops_everything() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    b.next(life().stop_takes(secs(1)));
    let test = Test::start_with(Chain::new(a, b, c), config().shutdown_timeout(ms(0)));
    test.settled().await.expect("it runs");
    let ended = test.end().await;
    assert_eq!((stage.now(), ended.late.len()), (ms(0), 3));
}

/// A node that is told to stop while it starts gets the same signal, and the same deadline.
#[tokio::test(start_paused = true)]
async fn a_start_that_ignores_its_stop_is_dropped_at_the_deadline() {
    let stage = Stage::new();
    let a = stage.puppet("a");
    a.next(life().start_hangs().ignores_stop());
    let test = Test::start(Alone::new(a));
    pass(secs(1)).await;
    let ended = test.end().await;
    assert_eq!(
        stage.take_timed(),
        ["0 a#1 starts", "1000 a#1 told Shutdown", "11000 a#1 ends"]
    );
    assert_eq!(ended.late.len(), 1);
}

/// 5e-11, promise 1: a new run starts only when nothing is left of the old one, which includes its tasks.
#[tokio::test(start_paused = true)]
async fn a_new_run_waits_for_the_tasks_of_the_old_one() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    let held = stage.clone();
    a.run().spawn(async move {
        tokio::time::sleep(secs(5)).await;
        held.note("the port is free".to_owned());
        Ok::<(), Oops>(())
    });
    test.restart(Strangers::A);
    moment().await;
    assert_eq!(test.state("a").await, NodeState::Stopping);
    test.settled().await.expect("it runs");
    assert_eq!(
        stage.take_timed()[4..],
        [
            "0 a#1 told Restart",
            "0 a#1 ends",
            "5000 the port is free",
            "5000 a#2 starts",
            "5000 a#2 runs"
        ]
    );
    test.end().await;
}

/// S31, W1: stopping may be asked for again and again, from anywhere; everyone gets the one answer, also later.
#[tokio::test(start_paused = true)]
async fn stopping_may_be_asked_for_again_and_again() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.always(life().stop_takes(secs(3)));
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    for _ in 0..10 {
        test.handle().stop();
    }
    let all = tokio::join!(test.stop(), test.wait(), test.stop(), async {
        pass(secs(1)).await;
        test.stop().await
    });
    let codes = [all.0, all.1, all.2, all.3].map(|ended| ended.expect("nothing was fatal").code);
    assert_eq!((codes, stage.now(), a.starts()), ([0; 4], secs(3), 1));
    assert_eq!(stage.take_all("told").len(), 2);
    assert_eq!(
        test.wait().await.map(|ended| ended.code).ok(),
        Some(0),
        "the same also later"
    );
    test.end().await;
}

/// Promise 6, S27, 5e-10: nothing starts once the shutdown has begun, although what it waited for comes.
#[tokio::test(start_paused = true)]
async fn nothing_starts_once_the_shutdown_has_begun() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.next(life().start_takes(secs(2)).ignores_stop());
    let test = Test::start(Pair::new(a.clone(), b.clone()));
    pass(secs(1)).await;
    test.handle().stop();
    test.restart(Pair::A);
    test.restart(Pair::B);
    test.end().await;
    assert_eq!(
        stage.take_timed(),
        ["0 a#1 starts", "1000 a#1 told Shutdown", "2000 a#1 ends"]
    );
    assert_eq!((a.starts(), b.starts()), (1, 0));
}

/// A shutdown in the middle of a wave takes it over: who has stopped stays down, who has yet to be told hears of it.
#[tokio::test(start_paused = true)]
async fn a_shutdown_takes_over_a_wave() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    b.next(life().stop_takes(secs(5)));
    let test = Test::settle(Chain::new(a, b, c)).await;
    let _start = stage.take();
    test.restart(Chain::A);
    pass(secs(1)).await;
    let ended = test.end().await;
    let lines = stage.take_timed();
    assert_eq!(
        lines[..5],
        [
            "0 c#1 told Bounce",
            "0 c#1 ends",
            "0 b#1 told Bounce",
            "5000 b#1 ends",
            "5000 a#1 told Shutdown"
        ]
    );
    assert_eq!((lines.len(), ended.late.len()), (6, 0));
}

/// A worker may end the engine, with a code; the first code is the one that counts.
#[tokio::test(start_paused = true)]
async fn a_worker_may_end_the_engine() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_ends(End::Exit(Exit::Shutdown(9))));
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.exit(Exit::Shutdown(7));
    assert_eq!(test.wait().await.map(|ended| ended.code).ok(), Some(7));
    assert_eq!(
        stage.take()[4..],
        ["a#1 ends", "b#1 told Shutdown", "b#1 ends"]
    );
    test.end().await;
}

/// Removed while the shutdown stops it, given up while a bounce does: what a node says last is not lost, or does not
/// matter.
#[tokio::test(start_paused = true)]
async fn giving_up_on_an_asked_stop_is_not_charged() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_ends(End::verdict("gone", Verdict::GiveUp)));
    let test = Test::settle(Pair::new(a, b.clone())).await;
    test.restart(Pair::A);
    pass(secs(1)).await;
    assert_eq!((b.starts(), test.state("b").await), (2, NodeState::Running));
    test.end().await;
}

/// A request to restart that comes while a node stops makes it start as soon as it has stopped, whatever delay was due.
#[tokio::test(start_paused = true)]
async fn a_restart_while_stopping_overrides_the_delay() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(1)));
    let test = Test::start_with(Pair::new(a, b.clone()), config().bounce_delay(secs(30)));
    test.settled().await.expect("it runs");
    test.restart(Pair::A);
    moment().await;
    test.restart(Pair::B);
    assert_eq!(b.nth_start(2).await, Some(secs(1)));
    test.end().await;
}
