//! Runs that cannot be ended: here, starts that block a thread.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use depgraph::{Engine, Hold, NodeState, PublishError, Run, graph, hold, manifold};
use tokio::time::advance;
use tracing::Level;

use super::assert_undisturbed;
use crate::logging::Log;
use crate::support::{Puppet, Stage, Test, Val, leaked_tasks, moment, one, publisher, root, secs};

/// What a start blocks on, and what lets it go on.
#[derive(Clone)]
struct Jam(Arc<Inner>);

struct Inner {
    starts: AtomicU64,
    go: mpsc::Sender<()>,
    wait: Mutex<mpsc::Receiver<()>>,
}

impl Jam {
    fn new() -> Self {
        let (go, wait) = mpsc::channel();
        Self(Arc::new(Inner {
            starts: AtomicU64::new(0),
            go,
            wait: Mutex::new(wait),
        }))
    }

    fn block(&self) {
        self.0.starts.fetch_add(1, Ordering::SeqCst);
        let wait = self.0.wait.lock().unwrap_or_else(PoisonError::into_inner);
        wait.recv().expect("there is a sender");
    }

    fn starts(&self) -> u64 {
        self.0.starts.load(Ordering::SeqCst)
    }

    /// Waits for a start, which another thread is at.
    async fn is_started(&self, starts: u64) {
        while self.starts() < starts {
            tokio::task::yield_now().await;
        }
    }

    fn let_one_go(&self) {
        self.0.go.send(()).expect("there is a receiver");
    }
}

/// Lets a test that fails end.
struct GoesAtLast(Jam);

impl Drop for GoesAtLast {
    fn drop(&mut self) {
        for _ in 0..10 {
            self.0.let_one_go();
        }
    }
}

/// Needs a value, and blocks a thread while it starts.
#[manifold(inputs = [val], outputs = [Val], blocking)]
fn jams(val: Val, run: &Run, jam: Jam) -> Hold<Val> {
    jam.block();
    hold(Val {
        run: run.number(),
        ..val
    })
}

/// The same without an input.
#[manifold(blocking)]
fn jams_alone(jam: Jam) -> Hold<()> {
    jam.block();
    hold(())
}

graph! {
    /// `b` and `c` depend on `a`, and may get stuck; `d` depends on `b`, and `e` on nobody.
    Jammed(a: Puppet, b: Jam, c: Jam, d: Puppet, e: Puppet) {
        a: publisher(a),
        b: jams(b) { val: a },
        c: jams_alone(c) when [a],
        d: one(d) { val: b },
        e: root(e),
    }
}

/// Time does not pass by itself while a thread is blocked.
async fn go_on(time: Duration) {
    moment().await;
    advance(time).await;
    moment().await;
}

/// S31, promise 1: a run that blocks a thread is stuck: it is named and never doubled, its dependents wait, and
/// everything else goes on. When it ends after all, its node does.
#[tokio::test(start_paused = true)]
async fn a_stuck_run_is_named_and_never_doubled() {
    let log = Log::default();
    let _listening = log.listen();
    let [provider, user, bystander] = Stage::new().puppets(["a", "d", "e"]);
    let [jam, other] = [Jam::new(), Jam::new()];
    let _in_any_case = [&jam, &other].map(|jam| GoesAtLast(jam.clone()));
    other.let_one_go();
    let graph = Jammed::new(
        provider.clone(),
        jam.clone(),
        other.clone(),
        user,
        bystander.clone(),
    );
    let test = Test::start(graph);
    jam.is_started(1).await;
    test.running(Jammed::C).await.expect("it has been let go");
    other.let_one_go();
    drop(provider.replace(1));
    go_on(secs(10)).await;
    assert_eq!(test.state("b").await, NodeState::Stopping);
    go_on(secs(1)).await;
    assert_eq!(test.state("b").await, NodeState::Stuck);
    let line = "stuck: it was dropped and does not end; it blocks a thread";
    assert_eq!(
        log.take(Level::ERROR),
        [format!(r#"ERROR depgraph: {line} node="b" run=1"#)]
    );

    test.settled().await.expect("nothing more can happen");
    test.restart(Jammed::B);
    drop(provider.replace(2));
    go_on(secs(100)).await;
    assert_eq!((jam.starts(), test.state("b").await), (1, NodeState::Stuck));
    assert_eq!(
        test.node("d").await.waits_for,
        ["waits for `b`, which is stuck"]
    );
    let answer = test.running(Jammed::D).await.expect_err("it waits");
    assert_eq!(
        answer.to_string(),
        "`d` will not run: it needs `b`, which is stuck"
    );
    assert_undisturbed(&bystander);

    jam.let_one_go();
    jam.let_one_go();
    jam.is_started(2).await;
    test.running(Jammed::D)
        .await
        .expect("what it needs is back");
    let ended = test.end().await;
    let late: Vec<_> = ended.late.iter().map(ToString::to_string).collect();
    assert_eq!(late, ["`b` (run 1)"], "it is stuck no longer");
}

/// A change says who will not let go of what it replaced: also those who are conditional on what was cleared.
#[tokio::test(start_paused = true)]
async fn a_change_names_its_stuck_holders() {
    for clears in [true, false] {
        let [provider, user, bystander] = Stage::new().puppets(["a", "d", "e"]);
        let [jam, other] = [Jam::new(), Jam::new()];
        let _in_any_case = [&jam, &other].map(|jam| GoesAtLast(jam.clone()));
        let test = Test::start(Jammed::new(
            provider.clone(),
            jam.clone(),
            other.clone(),
            user,
            bystander,
        ));
        jam.is_started(1).await;
        other.is_started(1).await;
        let change = if clears {
            provider.publish().clear()
        } else {
            provider.replace(1)
        };
        let change = tokio::spawn(change);
        go_on(secs(10)).await;
        assert!(!change.is_finished(), "it may yet end");
        go_on(secs(1)).await;
        let stuck = change.await.expect("it does not panic");
        let holders = if clears { vec!["b", "c"] } else { vec!["b"] };
        assert_eq!(
            stuck,
            Err(PublishError::Stuck {
                holders: holders.iter().map(ToString::to_string).collect()
            })
        );
        let text = format!(
            "the old value is still held by {}, which cannot be stopped",
            holders.join(", ")
        );
        assert_eq!(stuck.expect_err("it is").to_string(), text);
        for jam in [&jam, &other] {
            jam.let_one_go();
            jam.let_one_go();
        }
        for name in ["b", "c"] {
            // It goes on in another thread, in its own time.
            while let NodeState::Stuck | NodeState::Starting = test.state(name).await {
                tokio::task::yield_now().await;
            }
        }
        test.end().await;
    }
}

/// S31: a run that is stuck does not keep the engine from ending, and is named as what it is.
#[tokio::test(start_paused = true)]
async fn a_stuck_run_does_not_hold_up_the_shutdown() {
    let [provider, user, bystander] = Stage::new().puppets(["a", "d", "e"]);
    let [jam, other] = [Jam::new(), Jam::new()];
    let _in_any_case = [&jam, &other].map(|jam| GoesAtLast(jam.clone()));
    other.let_one_go();
    let graph = Jammed::new(provider.clone(), jam.clone(), other, user, bystander);
    let engine = Arc::new(Engine::start(graph).expect("the graph fits together"));
    jam.is_started(1).await;
    let stopping = tokio::spawn({
        let engine = Arc::clone(&engine);
        async move { engine.stop().await }
    });
    go_on(secs(10)).await;
    assert!(provider.is_alive(), "`b` was told first, and may yet end");
    go_on(secs(1)).await;
    let ended = stopping.await.expect("it does not panic");
    let late = ended.expect("nothing was fatal").late;
    assert_eq!(
        (late.len(), late[0].is_stuck, late[0].to_string()),
        (1, true, "`b` (run 1), which blocks a thread".to_owned())
    );
    assert!(!provider.is_alive());
    jam.let_one_go();
    all_is_gone().await;
}

/// The same for one that was stuck before: what ends when the engine has ended leaves nothing behind, either.
#[tokio::test(start_paused = true)]
async fn a_run_that_was_stuck_long_before_the_end_leaves_nothing() {
    let [provider, user, bystander] = Stage::new().puppets(["a", "d", "e"]);
    let [jam, other] = [Jam::new(), Jam::new()];
    let _in_any_case = [&jam, &other].map(|jam| GoesAtLast(jam.clone()));
    other.let_one_go();
    let graph = Jammed::new(provider.clone(), jam.clone(), other, user, bystander);
    let engine = Engine::start(graph).expect("the graph fits together");
    jam.is_started(1).await;
    drop(provider.replace(1));
    go_on(secs(10)).await;
    go_on(secs(1)).await;
    let late = engine.stop().await.expect("nothing was fatal").late;
    assert!(late.len() == 1 && late[0].is_stuck, "{late:?}");
    jam.let_one_go();
    all_is_gone().await;
}

/// Waits for what goes on in another thread, in its own time.
async fn all_is_gone() {
    let begun = std::time::Instant::now();
    while leaked_tasks().await > 0 {
        assert!(begun.elapsed() < secs(10), "a task is left");
    }
}
