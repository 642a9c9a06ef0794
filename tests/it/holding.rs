//! Workers that hold a value.

use std::{cell::Cell, convert::Infallible, marker::PhantomPinned, pin::pin, sync::Arc};

use depgraph::{
    BoxError, Exit, Hold, Run, Stop, StopReason, Worker as _, graph, hold, manifold, testing,
};

use crate::support::{Puppet, Stage, Test, Val, life, moment, one, pass, secs};

/// How a value is closed.
#[derive(Clone, Copy, Debug)]
enum Closing {
    Fails,
    PanicsAtOnce,
    PanicsLater,
    TakesForEver,
}

impl Closing {
    const ALL: [Self; 4] = [
        Self::Fails,
        Self::PanicsAtOnce,
        Self::PanicsLater,
        Self::TakesForEver,
    ];

    const fn error(self) -> &'static str {
        match self {
            Self::Fails => "broken",
            Self::PanicsAtOnce => "panicked: at once",
            Self::PanicsLater => "panicked: later",
            Self::TakesForEver => "did not stop within its deadline, and was dropped",
        }
    }
}

/// What is held is closed when all have ended that took it, and the node starts again when that is done.
#[tokio::test(start_paused = true)]
async fn a_value_is_closed_when_nobody_holds_it_any_more() {
    let stage = Stage::new();
    let user = stage.puppet("user");
    user.always(life().stop_takes(secs(2)));
    let test = Test::settle(Held::new(stage.clone(), user)).await;
    test.restart(Held::STORE);
    pass(secs(5)).await;
    assert_eq!(
        stage.take_timed(),
        [
            "0 store#1 opens",
            "0 user#1 starts with store#1",
            "0 user#1 runs",
            "0 user#1 told Bounce",
            "2000 user#1 ends",
            "2000 store#1 closes",
            "3000 store#1 has closed",
            "3000 store#2 opens",
            "3000 user#2 starts with store#2",
            "3000 user#2 runs",
        ]
    );
    test.end().await;
}

/// What goes wrong while a value is closed is the error of its node, and keeps nobody from starting again.
#[tokio::test(start_paused = true)]
async fn a_value_that_cannot_be_closed_is_an_error_of_its_node() {
    for closing in Closing::ALL {
        let test = Test::settle(Unclosed::new(closing)).await;
        test.restart(Unclosed::STORE);
        pass(secs(11)).await;
        let node = test.node("store").await;
        let error = node.last_error.map(|error| error.text);
        assert_eq!(
            (error.as_deref(), node.run, node.failures),
            (Some(closing.error()), 2, 0),
            "{closing:?}"
        );
        test.end().await;
    }
}

/// A value need be no more than `Send`. Where nothing closes it, it is dropped as soon as its worker is asked to stop.
#[tokio::test(start_paused = true)]
async fn a_value_that_nothing_closes_is_dropped_at_once() {
    let held = Arc::new(());
    let value = (Arc::clone(&held), Cell::new(1), PhantomPinned);
    let (test, stop) = testing::stop();
    let mut run = pin!(hold(value).run(stop));
    let early = tokio::time::timeout(secs(1), run.as_mut()).await;
    assert!(early.is_err(), "nobody has asked");
    assert_eq!(Arc::strong_count(&held), 2);
    test.request_stop(StopReason::Shutdown);
    let result = run.as_mut().await;
    assert!(matches!(result, Ok(Exit::Stopped)), "{result:?}");
    assert_eq!(Arc::strong_count(&held), 1);
}

graph! {
    /// One that holds a value, and one that takes it.
    Held(stage: Stage, user: Puppet) {
        store: open(stage),
        user: one(user),
    }
}

#[manifold(outputs = [Val])]
fn open(run: Run, stage: Stage) -> Hold<Val> {
    let number = run.number();
    stage.note(format!("store#{number} opens"));
    let (from, tag) = ("store", 0);
    hold(Val {
        from,
        run: number,
        tag,
    })
    .on_stop(async move |val: Val| {
        stage.note(format!("{val} closes"));
        pass(secs(1)).await;
        stage.note(format!("{val} has closed"));
        Ok::<(), Infallible>(())
    })
}

graph! {
    /// One that holds what cannot be closed.
    Unclosed(closing: Closing) {
        store: cannot_close(closing),
    }
}

/// The second run takes until it is told to stop, so that what the first one said is still to be seen.
#[manifold]
async fn cannot_close(run: Run, stop: Stop, closing: Closing) -> Hold<()> {
    if run.number() > 1 {
        stop.requested().await;
        return hold(());
    }
    hold(()).on_stop(move |()| {
        assert!(!matches!(closing, Closing::PanicsAtOnce), "at once");
        async move {
            moment().await;
            match closing {
                Closing::Fails => Err("broken".into()),
                Closing::PanicsAtOnce | Closing::PanicsLater => panic!("later"),
                Closing::TakesForEver => std::future::pending::<Result<(), BoxError>>().await,
            }
        }
    })
}
