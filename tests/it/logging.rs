//! What is logged.

use std::{
    fmt::{self, Write as _},
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use depgraph::{Engine, Exit, Severity, Verdict};
use tracing::{
    Dispatch, Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::{DefaultGuard, NoSubscriber},
};

use crate::support::{Alone, End, Pair, Stage, Test, life, pass, secs};

/// Writes down what is logged by this thread.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Inner>);

#[derive(Default)]
struct Inner {
    lines: Mutex<Vec<String>>,
    spans: Mutex<Vec<String>>,
    ids: AtomicU64,
}

impl Log {
    pub(crate) fn listen(&self) -> DefaultGuard {
        ask_all_subscribers();
        tracing::subscriber::set_default(self.clone())
    }

    /// The lines of at least this level, since they were last taken.
    pub(crate) fn take(&self, level: Level) -> Vec<String> {
        let mut lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let mut lines: Vec<_> = lines.drain(..).collect();
        let levels = [Level::ERROR, Level::WARN, Level::INFO, Level::DEBUG];
        let shown = levels.iter().filter(|shown| **shown <= level);
        let shown: Vec<_> = shown.map(ToString::to_string).collect();
        lines.retain(|line| shown.iter().any(|shown| line.starts_with(&**shown)));
        lines
    }

    fn spans(&self) -> Vec<String> {
        let spans = self.0.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.clone()
    }
}

/// Has tracing ask every subscriber whether it wants what is logged somewhere. While there is only one, it asks that of
/// the thread that logs first, which may be another test's, who has none.
pub(crate) fn ask_all_subscribers() {
    static TWO: LazyLock<[Dispatch; 2]> =
        LazyLock::new(|| [(); 2].map(|()| Dispatch::new(NoSubscriber::new())));
    LazyLock::force(&TWO);
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("depgraph")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let metadata = span.metadata();
        let line = format!("{} {}{fields}", metadata.target(), metadata.name());
        let mut spans = self.0.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.push(line);
        Id::from_u64(self.0.ids.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let metadata = event.metadata();
        let line = format!("{} {}{fields}", metadata.level(), metadata.target());
        let mut lines = self.0.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.push(line);
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The fields of a line, the message first.
#[derive(Default)]
struct Fields {
    message: String,
    others: String,
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.message = format!(": {value:?}");
        } else {
            // Writing to a `String` cannot fail.
            let _infallible = write!(self.others, " {}={value:?}", field.name());
        }
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.message, self.others)
    }
}

/// What people read: that nodes run, what failed and when it is tried again, what was given up, what was late. All
/// under one target, with the node and the run.
#[tokio::test(start_paused = true)]
async fn the_log_says_what_runs_and_what_went_wrong() {
    let log = Log::default();
    let _listening = log.listen();
    let [a] = Stage::new().puppets(["a"]);
    a.next(life())
        .next(life().ignores_stop())
        .next(life().start_ends(End::verdict("beyond repair", Verdict::GiveUp)));
    let test = Test::settle(Alone::new(a.clone())).await;
    a.fail("disk full");
    pass(secs(2)).await;
    test.restart(Alone::A);
    pass(secs(20)).await;
    assert_eq!(
        log.take(Level::INFO),
        [
            r#"INFO depgraph: runs node="a" run=1"#,
            r#"WARN depgraph: failed; starts again after a delay node="a" run=1 error="disk full" delay=1s"#,
            r#"INFO depgraph: runs node="a" run=2"#,
            r#"WARN depgraph: ended with an error node="a" run=2 error="did not stop within its deadline, and was dropped" to=Waiting"#,
            r#"ERROR depgraph: failed; given up until someone restarts it node="a" run=3 error="beyond repair""#,
        ]
    );
    test.end().await;
}

/// What is for those who look closer: why a run stops, that a start takes time, and what becomes of a node that does not
/// start again by itself. All else goes without saying, for each run has a span.
#[tokio::test(start_paused = true)]
async fn the_log_says_to_those_who_look_closer_why_a_run_stops() {
    let log = Log::default();
    let _listening = log.listen();
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.next(life()).next(life().start_takes(secs(3)));
    let test = Test::settle(Pair::new(a, b.clone())).await;
    log.take(Level::DEBUG);
    test.restart(Pair::A);
    pass(secs(5)).await;
    b.exit(Exit::Done);
    pass(secs(1)).await;
    assert_eq!(
        log.take(Level::DEBUG),
        [
            r#"DEBUG depgraph: stopping: someone asked for a restart (wave 1) node="a" run=1"#,
            r#"DEBUG depgraph: stopping: its input from `a` changes (wave 1) node="b" run=1"#,
            r#"INFO depgraph: runs node="a" run=2"#,
            r#"DEBUG depgraph: starting node="b" run=2"#,
            r#"INFO depgraph: runs node="b" run=2"#,
            r#"DEBUG depgraph: stopping: its worker is over node="b" run=2"#,
            r#"DEBUG depgraph: done: its run has ended node="b" run=2"#,
        ]
    );
    test.end().await;
}

/// What ends the engine is said as loudly as what is given up.
#[tokio::test(start_paused = true)]
async fn a_fatal_error_is_logged_as_an_error() {
    let log = Log::default();
    let _listening = log.listen();
    let [a] = Stage::new().puppets(["a"]);
    a.next(life().start_ends(End::verdict("beyond repair", Verdict::Fatal(Severity(1)))));
    let test = Test::start(Alone::new(a));
    assert!(test.wait().await.is_err());
    assert_eq!(
        log.take(Level::ERROR),
        [r#"ERROR depgraph: failed; ends the engine node="a" run=1 error="beyond repair""#]
    );
    test.end_fatal().await;
}

/// Every run has a span of its own, which names it: what its worker logs is in it.
#[tokio::test(start_paused = true)]
async fn every_run_has_a_span() {
    let log = Log::default();
    let _listening = log.listen();
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    a.exit(Exit::Restart);
    pass(secs(1)).await;
    assert_eq!(
        log.spans(),
        [
            r#"depgraph run node="a" run=1"#,
            r#"depgraph run node="b" run=1"#,
            r#"depgraph run node="a" run=2"#,
            r#"depgraph run node="b" run=2"#,
        ]
    );
    test.end().await;
}

/// A start-up without faults logs no warning: what waits for its inputs is not a fault.
#[tokio::test(start_paused = true)]
async fn a_start_up_without_faults_logs_no_warning() {
    let log = Log::default();
    let _listening = log.listen();
    let [a, b] = Stage::new().puppets(["a", "b"]);
    a.next(life().start_takes(secs(3)));
    let test = Test::settle(Pair::new(a, b)).await;
    test.restart(Pair::A);
    test.settled().await.expect("it runs");
    test.end().await;
    assert_eq!(log.take(Level::WARN), [""; 0]);
}

/// Panics when a node runs.
struct Panics;

impl Subscriber for Panics {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target() == "depgraph" && *metadata.level() == Level::INFO
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {
        panic!("the disk for the log is full");
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Nothing can be promised after a subscriber has panicked within the engine: that is an error, and no end in order.
#[tokio::test(start_paused = true)]
async fn an_engine_whose_log_panics_ends_with_an_error() {
    let _panics = tracing::subscriber::set_default(Panics);
    let [a] = Stage::new().puppets(["a"]);
    let engine = Engine::start(Alone::new(a)).expect("it fits together");
    let ended = tokio::time::timeout(secs(60), engine.wait()).await;
    assert!(ended.expect("it does not hang").is_err());
}
