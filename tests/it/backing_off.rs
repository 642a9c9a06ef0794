//! Delays after failures.

use std::time::Duration;

use depgraph::{EngineConfig, Exit, Intensity, NodeState, Severity, Start, graph, manifold};

use crate::support::{
    Alone, End, Pair, Puppet, Stage, Strangers, Test, config, life, ms, pass, root, secs,
};

/// How long each of the next starts takes to come.
async fn delays(puppet: &Puppet, starts: std::ops::RangeInclusive<u64>) -> Vec<u128> {
    let mut delays = Vec::new();
    for start in starts {
        let delay = puppet.nth_start(start).await.expect("it is tried again");
        delays.push(delay.as_millis());
    }
    delays
}

/// E30, S21: after each failed start the delay grows by the factor, up to the cap.
#[tokio::test(start_paused = true)]
async fn the_delay_grows_with_every_failed_start() {
    let a = Stage::new().puppet("a");
    a.always(life().start_ends(End::fail("broken")));
    let policy = config()
        .error_delay(secs(1))
        .backoff_factor(2.0)
        .max_delay(secs(3));
    let test = Test::start_with(Alone::new(a.clone()), policy);
    assert_eq!(delays(&a, 1..=6).await, [0, 1000, 2000, 3000, 3000, 3000]);
    test.end().await;
}

/// E31, S23: the same when the worker fails soon after a good start; the delay counts from the end of the run, and a
/// run that was long enough makes the next delay the first again.
#[tokio::test(start_paused = true)]
async fn the_delay_counts_from_the_end_and_a_healthy_run_resets_it() {
    let stage = Stage::new();
    let a = stage.puppet("a");
    let short = || life().run_ends(ms(500), End::fail("broken"));
    a.next(short()).next(short()).next(short());
    a.next(life().run_ends(secs(60), End::fail("broken")))
        .next(short());
    let test = Test::start_with(Alone::new(a.clone()), config().healthy_after(secs(60)));
    pass(secs(100)).await;
    let lines = stage.take_timed();
    let starts: Vec<_> = lines
        .iter()
        .filter_map(|line| line.strip_suffix(" starts"))
        .collect();
    assert_eq!(
        starts,
        [
            "0 a#1",
            "1500 a#2",
            "4000 a#3",
            "8500 a#4",
            "69500 a#5",
            "72000 a#6"
        ]
    );
    assert_eq!(test.node("a").await.failures, 2);
    test.end().await;
}

/// 5e-4: a node that has run well is no longer reported as failing, without having to end for that.
#[tokio::test(start_paused = true)]
async fn a_healthy_run_clears_the_report() {
    let a = Stage::new().puppet("a");
    a.next(life().start_ends(End::fail("broken")));
    let test = Test::start(Alone::new(a));
    pass(secs(31)).await;
    let node = test.node("a").await;
    assert_eq!(
        (node.failures, node.last_error.map(|error| error.text)),
        (1, Some("broken".to_owned()))
    );
    pass(secs(31)).await;
    let node = test.node("a").await;
    assert_eq!((node.failures, node.last_error), (0, None));
    test.end().await;
}

/// E32: no factor, cap and number of failures makes a delay overflow, shrink or vanish.
#[tokio::test(start_paused = true)]
async fn no_delay_overflows() {
    for (factor, cap) in [
        (100.0, secs(60)),
        (1.0, secs(60)),
        (1e300, secs(60)),
        (f64::MAX, Duration::MAX),
    ] {
        let a = Stage::new().puppet("a");
        a.always(life().start_ends(End::fail("broken")));
        let policy = config().backoff_factor(factor).max_delay(cap);
        let test = Test::start_with(Alone::new(a.clone()), policy);
        let mut last = Duration::ZERO;
        for failures in 1..=200 {
            pass(ms(1)).await;
            let node = test.node("a").await;
            let next = node.next_attempt.expect("it is tried again");
            assert!(
                next.delay >= last && next.delay <= cap && next.delay >= secs(1),
                "{next:?}"
            );
            assert_eq!((node.failures, node.state), (failures, NodeState::BackOff));
            last = next.delay;
            test.restart(Alone::A);
        }
        test.end().await;
    }
}

/// E32, S21: jitter only shortens, by no more than its share, and never exceeds the cap.
#[tokio::test(start_paused = true)]
async fn jitter_only_shortens() {
    let a = Stage::new().puppet("a");
    a.always(life().start_ends(End::fail("broken")));
    let policy = EngineConfig::builder().jitter(0.5).max_delay(secs(4));
    let test = Test::start_with(Alone::new(a.clone()), policy);
    let mut shares = Vec::new();
    for failures in 1..=50_u32 {
        pass(ms(1)).await;
        let next = test
            .node("a")
            .await
            .next_attempt
            .expect("it is tried again");
        let full = secs(4).min(secs(1) * 2_u32.pow((failures - 1).min(4)));
        shares.push(next.delay.as_secs_f64() / full.as_secs_f64());
        test.restart(Alone::A);
    }
    assert!(
        shares.iter().all(|share| (0.5..=1.0).contains(share)),
        "{shares:?}"
    );
    let (least, most) = shares
        .iter()
        .fold((1.0_f64, 0.0_f64), |(least, most), &share| {
            (least.min(share), most.max(share))
        });
    assert!(
        least < 0.6 && most > 0.9,
        "it varies: from {least} to {most}"
    );
    test.end().await;
}

/// S22a: a clean end in between does not make a delay shorter than the first.
#[tokio::test(start_paused = true)]
async fn a_clean_end_does_not_shorten_the_delay() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::start_with(
        Pair::new(a, b.clone()),
        config().bounce_delay(ms(100)).backoff_factor(4.0),
    );
    test.settled().await.expect("it runs");
    b.exit(Exit::Done);
    pass(secs(1)).await;
    test.restart(Pair::B);
    pass(secs(1)).await;
    test.restart(Pair::A);
    assert_eq!(b.nth_start(3).await, Some(ms(100)));
    test.end().await;
}

/// S22d: a start that succeeded is charged with the failure of its run, however short the healthy time is set, unless
/// the run was that long.
#[tokio::test(start_paused = true)]
async fn a_failure_after_a_good_start_is_charged() {
    let a = Stage::new().puppet("a");
    a.always(life().run_ends(ms(5), End::fail("broken")));
    let test = Test::start_with(Alone::new(a.clone()), config().healthy_after(ms(6)));
    assert_eq!(delays(&a, 1..=4).await, [0, 1005, 2005, 4005]);
    test.end().await;
}

/// S23, promise 4: while a node waits out a delay, the report says for what error, when it is tried next, and why; and
/// that is when it is. The error stays when the engine is stopped meanwhile.
#[tokio::test(start_paused = true)]
async fn the_schedule_is_in_the_report() {
    let a = Stage::new().puppet("a");
    a.always(life().start_ends(End::fail("disk full")));
    let test = Test::start(Alone::new(a.clone()));
    pass(ms(1_500)).await;
    let report = test.report().await;
    let node = &report.nodes[0];
    let next = node.next_attempt.clone().expect("it is tried again");
    assert_eq!(
        (node.state, next.why.as_str(), next.delay),
        (NodeState::BackOff, "back-off after 2 failures", secs(2))
    );
    assert_eq!(next.at.duration_since(report.at).ok(), Some(ms(1_500)));
    let error = node.last_error.clone().expect("it failed");
    assert_eq!((error.text.as_str(), error.run), ("disk full", 2));
    assert_eq!(report.at.duration_since(error.at).ok(), Some(ms(500)));
    assert_eq!(a.nth_start(3).await, Some(ms(1_500)));
    pass(ms(1)).await;
    let handle = test.handle();
    test.end().await;
    let error = handle.report().await.nodes[0]
        .last_error
        .clone()
        .expect("it failed");
    assert_eq!((error.text.as_str(), error.run), ("disk full", 3));
}

#[manifold(error_delay = secs(5), backoff_factor = 3.0, jitter = 0.0)]
async fn patient(
    puppet: Puppet,
    run: depgraph::Run,
) -> Result<Start<depgraph::Hold<()>>, std::io::Error> {
    puppet
        .live(run, String::new())
        .await
        .map(Start::Exit)
        .map_err(std::io::Error::other)
}

graph! {
    /// Three policies: of the engine, of a manifold, of a node.
    Policies(a: Puppet, b: Puppet, c: Puppet) {
        a: root(a),
        b: patient(b),
        c: patient(c) with { error_delay: ms(7) },
    }
}

/// A node's own policy goes over its manifold's, and that over the engine's, setting by setting.
#[tokio::test(start_paused = true)]
async fn every_node_has_its_own_policy() {
    let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
    for puppet in [&a, &b, &c] {
        puppet.always(life().start_ends(End::fail("broken")));
    }
    let test = Test::start(Policies::new(a.clone(), b.clone(), c.clone()));
    pass(ms(1)).await;
    for (node, delay) in [("a", secs(1)), ("b", secs(5)), ("c", ms(7))] {
        assert_eq!(
            test.node(node).await.next_attempt.map(|next| next.delay),
            Some(delay),
            "{node}"
        );
    }
    assert_eq!(delays(&c, 2..=4).await, [6, 21, 63]);
    test.end().await;
}

/// A node that fails too often within a window is given up, until someone asks for it; then it has a new chance.
#[tokio::test(start_paused = true)]
async fn a_node_that_fails_too_often_is_given_up() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().start_ends(End::fail("broken")));
    let policy = config()
        .error_delay(secs(1))
        .backoff_factor(1.0)
        .intensity(Intensity::give_up(3, secs(10)));
    let test = Test::start_with(Pair::new(a.clone(), b.clone()), policy);
    pass(secs(100)).await;
    let node = test.node("b").await;
    assert_eq!(
        (b.starts(), node.state, node.next_attempt),
        (3, NodeState::GivenUp, None)
    );
    a.fail("broken");
    pass(secs(100)).await;
    assert_eq!(b.starts(), 3, "not even when an input changes");
    test.restart(Pair::B);
    pass(secs(100)).await;
    assert_eq!(b.starts(), 6);
    b.always(life());
    test.restart(Pair::B);
    pass(secs(100)).await;
    assert_eq!((b.starts(), test.state("b").await), (7, NodeState::Running));
    test.end().await;
}

/// 5e-7: an intensity of many failures is reached, too.
#[tokio::test(start_paused = true)]
async fn a_high_intensity_is_reached() {
    let a = Stage::new().puppet("a");
    a.always(life().start_ends(End::fail("broken")));
    let policy = config()
        .error_delay(ms(1))
        .max_delay(ms(10))
        .intensity(Intensity::give_up(500, secs(60)));
    let test = Test::start_with(Alone::new(a.clone()), policy);
    pass(secs(100)).await;
    assert_eq!(
        (a.starts(), test.state("a").await),
        (500, NodeState::GivenUp)
    );
    test.end().await;
}

/// 5e-20: the window is one of time: failures that are further apart are not counted together.
#[tokio::test(start_paused = true)]
async fn the_window_of_an_intensity_is_time() {
    let a = Stage::new().puppet("a");
    a.always(life().start_ends(End::fail("broken")));
    let policy = config()
        .error_delay(secs(5))
        .backoff_factor(1.0)
        .intensity(Intensity::give_up(3, ms(9_999)));
    let test = Test::start_with(Alone::new(a.clone()), policy);
    pass(secs(999)).await;
    assert_eq!(
        (a.starts(), test.state("a").await),
        (200, NodeState::BackOff)
    );
    test.end().await;
}

/// An intensity may also end the engine, with the error that was one too many.
#[tokio::test(start_paused = true)]
async fn an_intensity_may_be_fatal() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.always(life().start_ends(End::fail("broken")));
    let policy = config().intensity(Intensity::fatal(3, secs(10), Severity(1)));
    let test = Test::start_with(Strangers::new(a.clone(), b), policy);
    let error = test.wait().await.expect_err("it is fatal");
    assert_eq!(
        (error.to_string().as_str(), a.starts()),
        ("node `a` failed: broken", 3)
    );
    test.end_fatal().await;
}

/// S22c, promise 13: a node that a bounce stopped is not charged with the error it stopped with.
#[tokio::test(start_paused = true)]
async fn an_error_on_an_asked_stop_is_shown_but_not_charged() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_ends(End::fail("connection closed")))
        .next(life().start_takes(secs(1)));
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    test.restart(Pair::A);
    pass(ms(500)).await;
    let node = test.node("b").await;
    assert_eq!(
        (node.failures, node.last_error.map(|error| error.text)),
        (0, Some("connection closed".to_owned()))
    );
    test.end().await;
}
