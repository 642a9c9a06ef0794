//! Inputs that are followed without a bounce.

use depgraph::{Exit, NodeState, graph};
use tokio::time::Instant;

use crate::support::{
    End, Following, Oops, Puppet, Stage, Test, Val, both, cleared, follow, life, moment, one, pass,
    publisher, secs,
};

graph! {
    /// `b` follows what `a` may set.
    Slow(a: Puppet, b: Puppet) {
        a: cleared(a),
        b: follow(b) { val: a },
    }
}

/// A node that follows an input waits for its first value, and is not bounced by any other.
#[tokio::test(start_paused = true)]
async fn a_follower_waits_for_the_first_value_and_is_never_bounced() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Slow::new(a.clone(), b.clone())).await;
    assert_eq!((b.starts(), test.state("b").await), (0, NodeState::Waiting));
    drop(a.replace(1));
    test.running(Slow::B).await.expect("it has what it needs");
    let latest = b.latest();
    for tag in 2..10 {
        drop(a.replace(tag));
        pass(secs(1)).await;
        assert_eq!((latest.get().tag, latest.is_stale()), (tag, false));
    }
    assert_eq!((b.starts(), stage.take_all("told").len()), (1, 0));
    test.end().await;
}

/// When its provider goes, whichever way, the last value stays, and is stale; when it is back, the new one is there.
#[tokio::test(start_paused = true)]
async fn a_follower_keeps_the_last_value() {
    type Way = fn(&Puppet, &Test<Following>);
    let ways: [(&str, Way); 4] = [
        ("it clears its output", |a, _| drop(a.publish().clear())),
        ("it fails", |a, _| a.fail("broken")),
        ("it restarts", |_, test| test.restart(Following::A)),
        ("it restarts itself", |a, _| a.exit(Exit::Restart)),
    ];
    for (way, go) in ways {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        a.next(life()).next(life().start_takes(secs(1)));
        let test = Test::settle(Following::new(a.clone(), b.clone())).await;
        let latest = b.latest();
        drop(a.replace(7));
        moment().await;
        go(&a, &test);
        moment().await;
        let is_back = a.starts() > 1;
        assert_eq!(
            (latest.get().tag, latest.is_stale()),
            (if is_back { 0 } else { 7 }, !is_back),
            "{way}"
        );
        pass(secs(5)).await;
        drop(a.replace(8));
        moment().await;
        assert_eq!((latest.get().tag, latest.is_stale()), (8, false), "{way}");
        assert_eq!(b.starts(), 1, "{way}");
        test.end().await;
    }
}

/// `changed` tells of every state that lasts, in order, and that the value became stale.
#[tokio::test(start_paused = true)]
async fn a_follower_is_told_of_changes() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Following::new(a.clone(), b.clone())).await;
    let mut latest = b.latest();
    assert!(
        tokio::time::timeout(secs(1), latest.changed())
            .await
            .is_err(),
        "nothing has changed"
    );
    drop(a.replace(1));
    assert_eq!(latest.changed().await.tag, 1);
    drop(a.publish().clear());
    assert_eq!((latest.changed().await.tag, latest.is_stale()), (1, true));
    drop(a.publish().set(a.val(1)));
    assert_eq!((latest.changed().await.tag, latest.is_stale()), (1, false));
    test.end().await;
}

/// A follower that was busy while its provider went and came back has missed that, but not that there was a change.
#[tokio::test(start_paused = true)]
async fn a_change_that_no_follower_waited_for_is_seen() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Following::new(a.clone(), b.clone())).await;
    let mut latest = b.latest();
    a.exit(Exit::Restart);
    pass(secs(1)).await;
    let change = tokio::time::timeout(secs(1), latest.changed()).await;
    assert_eq!(change.expect("there was a change").run, 2);
    test.end().await;
}

/// A follower that starts again while its provider is away does so with the last value.
#[tokio::test(start_paused = true)]
async fn a_follower_starts_with_a_stale_value() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Following::new(a.clone(), b.clone())).await;
    drop(a.replace(3));
    moment().await;
    a.exit(Exit::Remove);
    pass(secs(1)).await;
    b.fail("broken");
    pass(secs(2)).await;
    assert!(stage.take().contains(&"b#2 starts with a#1:3".to_owned()));
    assert!(b.latest().is_stale());
    test.end().await;
}

/// What a follower has when the engine ends, it has for good.
#[tokio::test(start_paused = true)]
async fn a_follower_keeps_the_last_value_beyond_the_engine() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Following::new(a.clone(), b.clone())).await;
    let latest = b.latest();
    drop(a.replace(7));
    moment().await;
    test.end().await;
    let also = latest.clone();
    drop(latest);
    assert_eq!((also.get().tag, also.is_stale()), (7, true));
}

/// A follower that has to stop as well hears of that first: what it follows is good for as long as its provider works,
/// and that is told to stop when all that follow it have.
#[tokio::test(start_paused = true)]
async fn a_follower_is_told_to_stop_before_its_value_is_stale() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    b.next(life().stop_takes(secs(3)));
    c.next(life().stop_takes(secs(3)));
    let test = Test::settle(Tower::new(a.clone(), b.clone(), c)).await;
    let mut latest = b.latest();
    let noted = stage.clone();
    let follower = tokio::spawn(async move {
        let last = latest.changed().await;
        noted.note(format!("{last} is stale: {}", latest.is_stale()));
    });
    let mut seen = test.output::<Val>(Tower::A);
    let _start = stage.take();
    test.handle().stop();
    assert_eq!(
        seen.changed().await,
        None,
        "to all others it is gone at once"
    );
    test.end().await;
    follower.await.expect("it does not panic");
    assert_eq!(
        stage.take_timed(),
        [
            "0 c#1 told Shutdown",
            "3000 c#1 ends",
            "3000 b#1 told Shutdown",
            "6000 b#1 ends",
            "6000 a#1 told Shutdown",
            "6000 a#1 ends",
            "6000 a#1 is stale: true",
        ]
    );
}

/// The last value is stale, and its followers are told, as soon as its provider no longer works: when that is asked to stop,
/// or has returned and its tasks have yet to end. What it sets then is too late.
#[tokio::test(start_paused = true)]
async fn a_value_is_stale_as_soon_as_its_provider_no_longer_works() {
    for is_asked in [true, false] {
        let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
        a.next(life().stop_takes(secs(3)));
        c.next(life().stop_takes(secs(3)));
        let test = Test::settle(Shared::new(a.clone(), b.clone(), c)).await;
        let mut latest = b.latest();
        if is_asked {
            test.restart(Shared::A);
        } else {
            a.run().spawn(async {
                pass(secs(6)).await;
                Ok::<(), Oops>(())
            });
            a.exit(Exit::Restart);
        }
        let from = Instant::now();
        let told = tokio::time::timeout(secs(60), latest.changed()).await;
        assert_eq!(told.expect("it is told").run, 1);
        let after = if is_asked { secs(3) } else { secs(0) };
        assert_eq!((latest.is_stale(), from.elapsed()), (true, after));
        drop(a.replace(7));
        pass(secs(1)).await;
        assert_eq!((latest.get().tag, latest.is_stale()), (0, true));
        pass(secs(9)).await;
        assert_eq!((latest.get().run, latest.is_stale()), (2, false));
        test.end().await;
    }
}

graph! {
    /// `b` follows `a`, and `c` needs it.
    Shared(a: Puppet, b: Puppet, c: Puppet) {
        a: publisher(a),
        b: follow(b) { val: a },
        c: one(c) { val: a },
    }
}

graph! {
    /// `c` needs what `b` has, which follows `a`.
    Tower(a: Puppet, b: Puppet, c: Puppet) {
        a: publisher(a),
        b: follow(b) { val: a },
        c: one(c) { val: b },
    }
}

/// At the end a provider stops after those that follow it.
#[tokio::test(start_paused = true)]
async fn a_follower_stops_before_its_provider() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().stop_takes(secs(3)));
    let test = Test::settle(Following::new(a, b)).await;
    let _start = stage.take();
    test.end().await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 b#1 told Shutdown",
            "3000 b#1 ends",
            "3000 a#1 told Shutdown",
            "3000 a#1 ends"
        ]
    );
}

graph! {
    /// `c` follows nobody, but needs what both others set, one of which follows the other.
    Mix(a: Puppet, b: Puppet, c: Puppet) {
        a: publisher(a),
        b: follow(b) { val: a },
        c: both(c) { left: a, right: b },
    }
}

/// A wave that reaches a follower by no other way passes it by.
#[tokio::test(start_paused = true)]
async fn a_wave_passes_followers_by() {
    let stage = Stage::new();
    let [a, b, c] = stage.puppets(["a", "b", "c"]);
    let test = Test::settle(Mix::new(a.clone(), b, c)).await;
    let _start = stage.take();
    a.end(End::fail("broken"));
    pass(secs(10)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 a#1 ends",
            "0 c#1 told InputLost",
            "0 c#1 ends",
            "1000 a#2 starts",
            "1000 a#2 runs",
            "1000 c#2 starts with a#2, b#1",
            "1000 c#2 runs",
        ]
    );
    test.end().await;
}
