//! User code that panics where it is dropped.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::{Context, Poll},
};

use depgraph::{
    BoxError, Engine, Exit, Hold, NodeState, Output, Publish, Run, Severity, Stop, Task, Verdict,
    graph, manifold,
};

use super::assert_undisturbed;
use crate::support::{Puppet, Stage, Test, config, pass, root, secs};

/// What panics as it is dropped, in the first run.
#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    /// The worker, when it has ended.
    Worker,
    /// The worker, when it is dropped because it did not stop in time.
    LateWorker,
    /// An output, when it is replaced.
    OldValue,
    /// An output, when the run that set it is over.
    LastValue,
    /// An output that is never seen.
    UnseenValue,
    /// A task of the run that has panicked.
    PanickedTask,
    /// A task of the run that has to be dropped.
    LateTask,
    /// What a panic is about.
    Payload,
    /// The error that the run ended with.
    Error,
    /// The error that the run ended with, when its filter panics, too.
    FilteredError,
    /// The error of a task, after the worker has failed as well.
    SecondError,
}

const ALL: [What; 11] = [
    What::Worker,
    What::LateWorker,
    What::OldValue,
    What::LastValue,
    What::UnseenValue,
    What::PanickedTask,
    What::LateTask,
    What::Payload,
    What::Error,
    What::FilteredError,
    What::SecondError,
];

/// Promise 7, 5e-25: whatever panics as it is dropped, its node goes on, and so does everybody else.
#[tokio::test(start_paused = true)]
async fn a_drop_that_panics_harms_nobody() {
    for what in ALL {
        let (count, bystander) = (Count::default(), Stage::new().puppet("bystander"));
        let test = Test::start(Dropping::new((what, count.clone()), bystander.clone()));
        pass(secs(1)).await;
        if matches!(what, What::LateWorker | What::LateTask) {
            test.restart(Dropping::BAD);
        }
        pass(secs(30)).await;
        let node = test.node("bad").await;
        assert_eq!(
            (node.state, node.run),
            (NodeState::Running, 2),
            "{what:?}: {:?}",
            node.last_error
        );
        assert_eq!(count.0.load(Ordering::Relaxed), 1, "{what:?}");
        assert_undisturbed(&bystander);
        test.end().await;
    }
}

/// The worker of a start that was told to stop is dropped unseen. That it panics then is shown, and nobody is asked about it.
#[tokio::test(start_paused = true)]
async fn a_worker_of_a_late_start_that_panics_as_it_is_dropped_changes_nothing() {
    let count = Count::default();
    let policy = config().judge(|_, _| Verdict::Fatal(Severity(1)));
    let test = Test::start_with(Late::new(count.clone()), policy);
    pass(secs(1)).await;
    test.restart(Late::BAD);
    pass(secs(1)).await;
    let node = test.node("bad").await;
    let error = node.last_error.map(|error| error.text);
    assert_eq!(
        (error.as_deref(), node.state, node.run, node.failures),
        (
            Some("panicked: a bomb was dropped"),
            NodeState::Starting,
            2,
            0
        )
    );
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
    test.end().await;
}

/// The configurations, and the values that are kept for those who follow them, are dropped at the end, and may panic.
#[tokio::test(start_paused = true)]
async fn a_configuration_that_panics_as_it_is_dropped_harms_nobody() {
    let (count, bystander) = (Count::default(), Stage::new().puppet("bystander"));
    let test = Test::settle(Configured::new(Arc::new(Bomb(count.clone())), bystander)).await;
    assert_eq!(count.0.load(Ordering::Relaxed), 0);
    test.end().await;
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
}

/// The same where the runtime goes with everything on it: those who wait elsewhere for the end hear of it.
#[test]
fn a_configuration_that_panics_as_the_runtime_is_dropped_harms_nobody() {
    let runtime = || {
        let mut builder = tokio::runtime::Builder::new_current_thread();
        builder.enable_all().start_paused(true).build()
    };
    let (count, ours, theirs) = (Count::default(), runtime(), runtime());
    let (ours, theirs) = (ours.expect("it is made"), theirs.expect("it is made"));
    let [a, b] = [(); 2].map(|()| Arc::new(Bomb(count.clone())));
    let engine = theirs.block_on(async {
        let engine = Engine::start(TwiceConfigured::new(a, b)).expect("the graph fits together");
        engine.settled().await.expect("it runs");
        engine
    });
    drop(theirs);
    assert_eq!(count.0.load(Ordering::Relaxed), 2);
    let ended = ours.block_on(async { tokio::time::timeout(secs(1), engine.wait()).await });
    assert!(ended.expect("it has ended").is_err());
}

/// Both the worker and what is taken from it panic.
#[tokio::test(start_paused = true)]
async fn a_worker_that_panics_in_expose_and_as_it_is_dropped_harms_nobody() {
    let count = Count::default();
    let test = Test::settle(Twice::new(count.clone())).await;
    pass(secs(60)).await;
    let bad = test.node("bad").await;
    assert_eq!((bad.state, bad.run), (NodeState::Running, 2));
    assert_eq!(count.0.load(Ordering::Relaxed), 1);
    test.end().await;
}

graph! {
    /// One whose first worker panics wherever it can.
    Twice(count: Count) {
        bad: panics_twice(count),
    }
}

#[derive(Clone, Debug, Output)]
struct Unused;

#[manifold(outputs = [Unused])]
fn panics_twice(run: Run, count: Count) -> PanicsTwice {
    PanicsTwice((run.number() == 1).then(|| Bomb(count)))
}

struct PanicsTwice(Option<Bomb>);

impl depgraph::Worker for PanicsTwice {
    type Error = std::convert::Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Self::Error> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl depgraph::Expose<Unused> for PanicsTwice {
    fn expose(&self) -> Unused {
        assert!(self.0.is_none(), "in expose");
        Unused
    }
}

/// A fatal error is the owner's, with its `Drop`.
#[tokio::test(start_paused = true)]
async fn a_fatal_error_is_dropped_by_the_owner() {
    let count = Count::default();
    let policy = config().judge(|_, _| Verdict::Fatal(Severity(1)));
    let graph = Fatal::new((What::SecondError, count.clone()));
    let test = Test::start_with(graph, policy);
    assert!(test.wait().await.is_err());
    let error = test.end_fatal().await;
    assert_eq!(count.0.load(Ordering::Relaxed), 1, "the second error");
    assert_eq!(error.to_string(), "node `bad` failed: a bomb");
    let dropped = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(error)));
    assert!(dropped.is_err(), "the first error");
}

graph! {
    /// One that drops what panics then.
    Fatal(bad: (What, Count)) {
        bad: drops(bad),
    }
}

graph! {
    /// One that drops what panics then, before it runs.
    Late(count: Count) {
        bad: starts_late(count),
    }
}

/// Takes until it is told to stop. What panics is made by the first run.
#[manifold]
async fn starts_late(run: Run, stop: Stop, count: Count) -> Hold<Option<Bomb>> {
    stop.requested().await;
    depgraph::hold((run.number() == 1).then(|| Bomb(count)))
}

graph! {
    /// One that drops what panics then, and one that has nothing to do with it.
    Dropping(bad: (What, Count), bystander: Puppet) {
        bad: drops(bad),
        bystander: root(bystander),
    }
}

graph! {
    /// The same for a configuration.
    Configured(bomb: Arc<Bomb>, bystander: Puppet) {
        bad: hold_on(bomb),
        bystander: root(bystander),
    }
}

graph! {
    /// The same for two.
    TwiceConfigured(a: Arc<Bomb>, b: Arc<Bomb>) {
        a: hold_on(a),
        b: hold_on(b),
    }
}

#[manifold]
fn hold_on(bomb: &Arc<Bomb>) -> Hold<()> {
    assert_eq!(bomb.0.0.load(Ordering::Relaxed), 0);
    depgraph::hold(())
}

#[manifold(outputs = [Value], filter = panic_if_told)]
fn drops(publish: Publish<Value>, run: Run, config: (What, Count)) -> Task<BoxError> {
    let (what, count) = config;
    let bomb = move || Bomb(count.clone());
    Task::new(async move |stop| {
        if run.number() > 1 {
            stop.requested().await;
            return Ok(Exit::Stopped);
        }
        match what {
            What::Worker => {
                let _worker = bomb();
                tokio::task::yield_now().await;
                return Ok(Exit::Restart);
            }
            What::LateWorker => {
                let _worker = bomb();
                std::future::pending::<()>().await;
            }
            What::OldValue => {
                publish.replace(Value(Some(Arc::new(bomb())))).await?;
                publish.replace(Value(None)).await?;
                stop.requested().await;
            }
            What::LastValue => publish.replace(Value(Some(Arc::new(bomb())))).await?,
            What::UnseenValue => {
                drop(publish.replace(Value(Some(Arc::new(bomb())))));
                drop(publish.replace(Value(None)));
            }
            What::PanickedTask => {
                run.spawn(Panicking(bomb()));
                stop.requested().await;
            }
            What::LateTask => {
                let bomb = bomb();
                run.spawn(async move {
                    let _bomb = bomb;
                    std::future::pending::<Result<(), BoxError>>().await
                });
                stop.requested().await;
            }
            What::Payload => std::panic::panic_any(bomb()),
            What::Error => {
                return Err(Failed {
                    filter_panics: false,
                    bomb: bomb(),
                }
                .into());
            }
            What::FilteredError => {
                return Err(Failed {
                    filter_panics: true,
                    bomb: bomb(),
                }
                .into());
            }
            What::SecondError => {
                let late = Unfiltered(bomb());
                run.spawn(async move {
                    tokio::task::yield_now().await;
                    Err(late)
                });
                return Err(Unfiltered(Bomb(Count::default())).into());
            }
        }
        Ok(Exit::Restart)
    })
}

fn panic_if_told(failed: &Failed) -> Verdict {
    assert!(!failed.filter_panics, "in the filter");
    Verdict::Retry
}

/// Counts, and panics, as it is dropped.
#[derive(Debug)]
struct Bomb(Count);

#[derive(Clone, Debug, Default)]
struct Count(Arc<AtomicU32>);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.0.fetch_add(1, Ordering::Relaxed);
        panic!("a bomb was dropped");
    }
}

#[derive(Clone, Output)]
struct Value(#[expect(dead_code, reason = "it is dropped")] Option<Arc<Bomb>>);

#[derive(Debug, thiserror::Error)]
#[error("a bomb")]
struct Failed {
    filter_panics: bool,
    bomb: Bomb,
}

#[derive(Debug, thiserror::Error)]
#[error("a bomb")]
struct Unfiltered(Bomb);

/// A future that panics, and does so again as it is dropped.
struct Panicking(#[expect(dead_code, reason = "it is dropped")] Bomb);

impl Future for Panicking {
    type Output = Result<(), BoxError>;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Self::Output> {
        panic!("in a task");
    }
}
