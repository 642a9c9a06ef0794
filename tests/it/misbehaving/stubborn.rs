//! User code that does not listen, or does not last.

use std::{
    convert::Infallible,
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use depgraph::{Exit, NodeState, Run, Stop, Worker, graph, manifold};

use super::assert_undisturbed;
use crate::support::{End, Pair, Stage, Strangers, Test, config, life, ms, pass, secs};

/// A start or a run that ignores its stop delays nobody who has nothing to do with it; its own dependents only as long
/// as its deadline lasts.
#[tokio::test(start_paused = true)]
async fn one_that_ignores_its_stop_delays_nobody_else() {
    for hangs in [false, true] {
        let stage = Stage::new();
        let [a, b] = stage.puppets(["a", "b"]);
        a.next(if hangs {
            life().start_hangs().ignores_stop()
        } else {
            life().ignores_stop()
        });
        let test = Test::start(Strangers::new(a.clone(), b.clone()));
        pass(secs(1)).await;
        test.restart(Strangers::A);
        for restart in 2..=4 {
            test.restart(Strangers::B);
            assert_eq!(b.nth_start(restart).await, Some(secs(0)));
        }
        assert_eq!(
            (a.starts(), test.state("a").await),
            (1, NodeState::Stopping)
        );
        pass(secs(11)).await;
        assert_eq!(
            (a.starts(), a.is_alive(), test.state("a").await),
            (2, true, NodeState::Running)
        );
        test.end().await;
    }
}

/// 5e-19, E32: a run that ends at once, whichever way, for ever, does not spin: its delays grow to the cap.
#[tokio::test(start_paused = true)]
async fn a_run_that_ends_at_once_for_ever_does_not_spin() {
    for end in [
        End::fail("broken"),
        End::Panic("at the disco"),
        End::Exit(Exit::Stopped),
        End::Exit(Exit::Restart),
        End::verdict("again", depgraph::Verdict::Restart),
    ] {
        for starts in [false, true] {
            let [a, b] = Stage::new().puppets(["a", "b"]);
            let life = if starts {
                life().run_ends(ms(0), end.clone())
            } else {
                life().start_ends(end.clone())
            };
            a.always(life);
            let test = Test::start(Strangers::new(a.clone(), b.clone()));
            pass(secs(3_600)).await;
            assert!(
                a.starts() < 100,
                "{end:?}: {} starts in an hour",
                a.starts()
            );
            let next = test
                .node("a")
                .await
                .next_attempt
                .expect("it is tried again");
            assert_eq!(next.delay, secs(60), "{end:?}");
            assert_undisturbed(&b);
            test.end().await;
        }
    }
}

/// The same without any delay: the node spins, as it was asked to, but the engine listens all the same.
#[tokio::test(start_paused = true)]
async fn a_run_that_spins_without_delay_can_be_stopped() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.always(life().run_ends(ms(0), End::fail("broken")));
    let test = Test::start_with(
        Strangers::new(a.clone(), b.clone()),
        config().error_delay(ms(0)),
    );
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert!(a.starts() > 100, "it spins: {} starts", a.starts());
    assert_undisturbed(&b);
    assert_eq!(test.end().await.late, []);
}

/// S3: a dependent that goes on using an input after its provider has gone harms only itself.
#[tokio::test(start_paused = true)]
async fn a_dependent_that_clings_to_its_input_delays_its_provider_only() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    b.next(life().ignores_stop());
    let test = Test::settle(Pair::new(a.clone(), b.clone())).await;
    a.fail("broken");
    assert_eq!(
        a.nth_start(2).await,
        Some(secs(10)),
        "when `b` has been dropped"
    );
    pass(secs(1)).await;
    assert_eq!((b.starts(), test.state("b").await), (2, NodeState::Running));
    test.end().await;
}

/// A start that is told to stop, and comes with a worker all the same: the `run` of that is not even called.
#[tokio::test(start_paused = true)]
async fn the_run_of_a_late_worker_is_not_called() {
    let calls = Arc::new(AtomicUsize::new(0));
    let test = Test::start(Late::new(Arc::clone(&calls)));
    pass(secs(1)).await;
    test.restart(Late::NODE);
    pass(secs(5)).await;
    let node = test.node("node").await;
    assert_eq!((node.state, node.run), (NodeState::Running, 2));
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    test.end().await;
}

graph! {
    /// One that comes late the first time.
    Late(calls: Arc<AtomicUsize>) {
        node: comes_late(calls),
    }
}

#[manifold]
async fn comes_late(run: Run, calls: Arc<AtomicUsize>) -> Result<Counted, Infallible> {
    if run.number() == 1 {
        pass(secs(3)).await;
    }
    Ok(Counted(calls))
}

/// Counts how often its `run` is called, which is no `async fn`.
struct Counted(Arc<AtomicUsize>);

impl Worker for Counted {
    type Error = Infallible;

    fn run(self, stop: Stop) -> impl Future<Output = Result<Exit, Infallible>> + Send {
        self.0.fetch_add(1, Ordering::Relaxed);
        async move {
            stop.requested().await;
            Ok(Exit::Stopped)
        }
    }
}
