//! Errors that end the engine, and who decides that they do.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use depgraph::{EngineState, Exit, NodeState, Severity, Task, Verdict, graph, manifold};

use crate::support::{
    Alone, End, Oops, Pair, Stage, Strangers, Test, config, life, moment, ms, pass, secs,
};

fn fatal(text: &'static str, severity: u8) -> End {
    End::verdict(text, Verdict::Fatal(Severity(severity)))
}

/// E18, E24, S18, promise 9: an error that the filter does not call fatal restarts its node; one that it does ends
/// everything, in order, and is what the engine ends with: that very error.
#[tokio::test(start_paused = true)]
async fn a_fatal_error_ends_everything_in_order() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    a.fail("broken");
    pass(secs(10)).await;
    assert_eq!(a.starts(), 2);
    let _restart = stage.take();
    a.end(fatal("beyond repair", 1));
    let error = test.end_fatal().await;
    assert_eq!(stage.take(), ["a#2 ends", "b#2 told Shutdown", "b#2 ends"]);
    assert_eq!(error.to_string(), "node `a` failed: beyond repair");
    let worst = error.worst().expect("a node failed");
    assert_eq!(
        (worst.node(), worst.run(), error.others().len()),
        ("a", 2, 0)
    );
    let oops = worst.error().and_then(|error| error.downcast_ref::<Oops>());
    assert_eq!(
        oops.map(|oops| &oops.verdict),
        Some(&Verdict::Fatal(Severity(1)))
    );
}

/// E23: the error of a start may be fatal as well as that of a run.
#[tokio::test(start_paused = true)]
async fn the_error_of_a_start_may_be_fatal() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(
        life()
            .start_takes(secs(1))
            .start_ends(fatal("beyond repair", 1)),
    );
    let test = Test::start(Strangers::new(a, b));
    assert!(test.wait().await.is_err());
    assert_eq!(
        test.end_fatal().await.to_string(),
        "node `a` failed: beyond repair"
    );
}

/// E25, S18, promise 9: of several fatal errors the most severe is the engine's, also if it comes during the shutdown;
/// the others are listed in their order.
#[tokio::test(start_paused = true)]
async fn the_most_severe_error_counts() {
    for (first, then, worst) in [(1, 9, "b"), (9, 1, "a"), (5, 5, "a")] {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        b.next(life().stop_takes(secs(1)).stop_ends(fatal("worse", then)));
        let test = Test::settle(Strangers::new(a.clone(), b)).await;
        a.end(fatal("bad", first));
        let error = test.end_fatal().await;
        assert_eq!(error.worst().map(depgraph::NodeError::node), Some(worst));
        let others: Vec<_> = error
            .others()
            .iter()
            .map(depgraph::NodeError::node)
            .collect();
        assert_eq!(others, [if worst == "a" { "b" } else { "a" }]);
        assert!(
            error.to_string().ends_with(" (and one more fatal error)"),
            "{error}"
        );
    }
}

/// A fatal error wins over an exit code, whichever comes first.
#[tokio::test(start_paused = true)]
async fn a_fatal_error_during_a_shutdown_is_the_result() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_ends(fatal("worse", 1)));
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.exit(Exit::Shutdown(7));
    assert_eq!(test.end_fatal().await.to_string(), "node `b` failed: worse");
}

/// S33: while a fatal error ends the engine, the report says that it is stopping, and of which node the error was.
#[tokio::test(start_paused = true)]
async fn the_report_shows_a_fatal_error_under_way() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life().stop_takes(secs(5)));
    let test = Test::settle(Strangers::new(a.clone(), b)).await;
    a.end(fatal("beyond repair", 1));
    pass(secs(1)).await;
    assert_eq!(test.report().await.engine, EngineState::Stopping);
    assert_eq!(
        test.node("a").await.last_error.map(|error| error.text),
        Some("beyond repair".to_owned())
    );
    test.end_fatal().await;
}

/// E19, S15: the engine's judge is asked about what the node's own filter has no opinion of, with the node's name and
/// the error itself, a panic too; never about what the filter has an opinion of, or about an end that is no error.
#[tokio::test(start_paused = true)]
async fn the_judge_is_asked_where_the_filter_is_silent() {
    let asked = Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = Arc::clone(&asked);
    let policy = config().judge(move |node, error| {
        heard
            .lock()
            .expect("nobody panics")
            .push(format!("{node}: {error}"));
        if error.to_string().contains("disco") {
            Verdict::Fatal(Severity(3))
        } else {
            Verdict::Retry
        }
    });
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().start_ends(End::fail("filtered")));
    let test = Test::start_with(Pair::new(a.clone(), b.clone()), policy);
    test.settled().await.expect("it runs");
    test.restart(Pair::A);
    pass(secs(1)).await;
    b.exit(Exit::Restart);
    pass(secs(1)).await;
    assert_eq!(*asked.lock().expect("nobody panics"), [""; 0]);
    a.end(End::Panic("at the disco"));
    let error = test.end_fatal().await;
    assert_eq!(error.to_string(), "node `a` failed: panicked: at the disco");
    assert_eq!(
        *asked.lock().expect("nobody panics"),
        ["a: panicked: at the disco"]
    );
}

/// S15: it is not asked about what the engine itself finds wrong, and so cannot make that fatal.
#[tokio::test(start_paused = true)]
async fn the_judge_is_not_asked_about_what_the_engine_finds_wrong() {
    let stopped = End::Exit(Exit::Stopped);
    for (wrong, is_restarted) in [
        (life().run_ends(ms(1), stopped), false),
        (life().start_hangs(), false),
        (life().start_hangs().ignores_stop(), false),
        (life().ignores_stop(), true),
    ] {
        let policy = config().start_timeout(secs(1)).stop_timeout(secs(1));
        let policy = policy.judge(|_, _| Verdict::Fatal(Severity(1)));
        let a = Stage::new().puppet("a");
        a.next(wrong);
        let test = Test::start_with(Alone::new(a), policy);
        moment().await;
        if is_restarted {
            test.restart(Alone::A);
        }
        pass(secs(10)).await;
        let node = test.node("a").await;
        assert_eq!((node.state, node.run), (NodeState::Running, 2));
        test.end().await;
    }
}

/// Counts how often its filter is asked about it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("counted")]
struct Counted(Arc<AtomicU32>);

#[derive(Debug, thiserror::Error)]
#[error("another")]
struct Another;

fn count(Counted(asked): &Counted) -> Verdict {
    asked.fetch_add(1, Ordering::Relaxed);
    Verdict::Retry
}

type Boxed = Box<dyn std::error::Error + Send + Sync>;

/// Fails once in every way, then ends in every way that is no failure.
#[manifold(filter = count, error_delay = secs(1), jitter = 0.0)]
fn various(asked: &Arc<AtomicU32>, run: &depgraph::Run) -> Result<Task<Boxed>, Boxed> {
    let counted = Counted(Arc::clone(asked));
    let number = run.number();
    match number {
        1 => return Err(counted.into()),
        2 => return Err(Another.into()),
        3 => panic!("at the disco"),
        _ => {}
    }
    Ok(Task::new(async move |_stop| match number {
        4 => Err(counted.into()),
        5 => Err(Another.into()),
        6 => Ok(Exit::Stopped),
        7 => Ok(Exit::Restart),
        _ => Ok(Exit::Done),
    }))
}

graph! {
    /// A node that fails in every way.
    Various(asked: Arc<AtomicU32>) {
        various: various(asked),
    }
}

/// S15, S16: a filter is asked once about each error of its type, from a start or a run; never about an error of
/// another type, one of the engine's own, a panic, or an end that is no error.
#[tokio::test(start_paused = true)]
async fn a_filter_is_asked_about_its_own_errors_only() {
    let asked = Arc::new(AtomicU32::new(0));
    let test = Test::start(Various::new(Arc::clone(&asked)));
    pass(secs(600)).await;
    let node = test.node("various").await;
    assert_eq!((node.run, node.state), (8, NodeState::Done));
    assert_eq!(asked.load(Ordering::Relaxed), 2);
    test.end().await;
}

enum Fails {
    InItsStart,
    InItsRun,
    ByAPanic,
}

fn give_up(_: &(dyn std::error::Error + Send + Sync)) -> Verdict {
    Verdict::GiveUp
}

#[manifold(filter = give_up)]
fn failing(how: &Fails) -> Result<Task<Boxed>, Boxed> {
    match how {
        Fails::InItsStart => Err("no start".into()),
        Fails::InItsRun => Ok(Task::new(async |_stop| Err("no run".into()))),
        Fails::ByAPanic => panic!("at the disco"),
    }
}

graph! {
    /// Nodes that fail, each in its way.
    Failing {
        start: failing(Fails::InItsStart),
        run: failing(Fails::InItsRun),
        panic: failing(Fails::ByAPanic),
    }
}

/// S16: a filter that takes a `dyn Error` is asked about whatever a start or a run fails with, a panic, too.
#[tokio::test(start_paused = true)]
async fn a_filter_of_all_errors_is_asked_about_each() {
    let test = Test::start(Failing::new());
    pass(secs(600)).await;
    for node in ["start", "run", "panic"] {
        let node = test.node(node).await;
        assert_eq!(
            (node.run, node.state),
            (1, NodeState::GivenUp),
            "{}",
            node.name
        );
    }
    test.end().await;
}

/// A node that is no longer there when the engine ends is named all the same.
#[tokio::test(start_paused = true)]
async fn a_fatal_error_of_the_only_node_ends_the_engine_at_once() {
    let a = Stage::new().puppet("a");
    let test = Test::settle(Alone::new(a.clone())).await;
    a.end(fatal("beyond repair", 0));
    moment().await;
    assert!(
        test.settled().await.is_err(),
        "there is nothing to settle any more"
    );
    assert_eq!(
        test.end_fatal().await.to_string(),
        "node `a` failed: beyond repair"
    );
}
