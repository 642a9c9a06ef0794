//! What the engine says that it does, and whether that can be.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, SystemTime},
};

use depgraph::{Cause, Engine, Event, EventsError, InputKind, NodeState, Report};
use tokio::task::JoinHandle;

use super::{journal::Journal, shape::Shape};

/// All events of an engine, as they come.
pub(super) struct Recording {
    log: Arc<Log>,
    reader: Option<JoinHandle<()>>,
    expected: Mutex<Vec<(String, SystemTime)>>,
    reports: Mutex<Vec<Report>>,
}

#[derive(Default)]
struct Log {
    events: Mutex<Vec<Event>>,
    is_over: AtomicBool,
    missed: AtomicBool,
}

/// How exact a timer is.
const TICK: Duration = Duration::from_millis(2);

impl Recording {
    pub(super) fn of<G>(engine: &Engine<G>) -> Self {
        let log = Arc::new(Log::default());
        let mut events = engine.events();
        let kept = Arc::clone(&log);
        let reader = tokio::spawn(async move {
            loop {
                match events.next().await {
                    Ok(event) => kept.events().push(event),
                    Err(EventsError::Missed(_)) => kept.missed.store(true, Ordering::Relaxed),
                    Err(_ended) => break,
                }
            }
            kept.is_over.store(true, Ordering::Relaxed);
        });
        Self {
            log,
            reader: Some(reader),
            expected: Mutex::default(),
            reports: Mutex::default(),
        }
    }

    /// Whether the engine may have more to say.
    pub(super) fn is_open(&self) -> bool {
        !self.log.is_over.load(Ordering::Relaxed)
    }

    /// Waits until the engine has no more to say.
    pub(super) async fn close(&mut self) {
        if let Some(reader) = self.reader.take() {
            reader.await.expect("reading events does not fail");
        }
    }

    pub(super) fn len(&self) -> usize {
        self.log.events().len()
    }

    pub(super) fn events(&self) -> Vec<Event> {
        self.log.events().clone()
    }

    /// Something is to happen to `node` by then.
    pub(super) fn expect(&self, node: String, by: SystemTime) {
        let mut expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        expected.push((node, by));
    }

    /// Complains of what was to happen and did not.
    pub(super) fn check_expected(&self, journal: &Journal) {
        if self.log.missed.load(Ordering::Relaxed) {
            journal.complain("events were missed");
        }
        let events = self.log.events();
        let expected = self.expected.lock().unwrap_or_else(PoisonError::into_inner);
        for (node, by) in &*expected {
            let happened = events
                .iter()
                .any(|event| event.node == node && event.at <= *by + TICK);
            if !happened {
                journal.complain(&format!("`{node}` was announced to start, and did not"));
            }
        }
    }

    /// Keeps a report until all events are there to compare it with.
    pub(super) fn keep(&self, report: Report) {
        let mut reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        reports.push(report);
    }

    /// Every node in a report is in a state that it was in at that moment.
    pub(super) fn check_reports(&self, journal: &Journal) {
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        for report in &*reports {
            self.check_report(report, journal);
        }
    }

    fn check_report(&self, report: &Report, journal: &Journal) {
        let events = self.log.events();
        for node in &report.nodes {
            let of_node = || events.iter().filter(|event| event.node == node.name);
            let before = of_node().rfind(|event| event.at < report.at);
            let initial = before.map_or((0, None), |event| (event.run, Some(event.to)));
            let at_once = of_node().filter(|event| event.at == report.at);
            let known = at_once.map(|event| (event.run, Some(event.to)));
            let is_known = std::iter::once(initial).chain(known).any(|(run, state)| {
                let state = state.unwrap_or(if node.state == NodeState::LeftOut {
                    NodeState::LeftOut
                } else {
                    NodeState::Waiting
                });
                (run, state) == (node.run, node.state)
            });
            if !is_known {
                journal.complain(&format!(
                    "the report says that run {} of `{}` is {}, and it never was then",
                    node.run, node.name, node.state
                ));
            }
        }
    }
}

impl Log {
    fn events(&self) -> MutexGuard<'_, Vec<Event>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the events so far say of one node.
#[derive(Clone, Copy)]
struct Node {
    state: NodeState,
    run: u64,
    has_run: bool,
}

/// Whether all these events can follow each other.
pub(super) fn check(events: &[Event], journal: &Journal) {
    let shape = &journal.shape;
    let mut nodes: Vec<_> = shape
        .nodes
        .iter()
        .map(|node| Node {
            state: if node.is_left_out {
                NodeState::LeftOut
            } else {
                NodeState::Waiting
            },
            run: 0,
            has_run: false,
        })
        .collect();
    let (mut is_shut, mut wave, mut at) = (false, 0, SystemTime::UNIX_EPOCH);
    for event in events {
        let node = shape.nodes.iter().position(|node| node.name == event.node);
        let node = node.expect("events are about nodes");
        is_shut |= event.cause == Cause::Shutdown;
        let faults = faults(event, node, &nodes, shape, is_shut);
        for fault in faults {
            journal.complain(&format!("{event:?}: {fault}"));
        }
        if event.at < at || event.wave.is_some_and(|number| number < wave) {
            journal.complain(&format!("{event:?}: out of order"));
        }
        at = event.at;
        wave = event.wave.unwrap_or(wave);
        let this = &mut nodes[node];
        this.state = event.to;
        this.run = event.run;
        this.has_run |= event.to == NodeState::Running;
    }
    for (node, shape) in nodes.iter().zip(&shape.nodes) {
        if !matches!(
            node.state,
            NodeState::LeftOut | NodeState::Removed | NodeState::Stopped
        ) {
            journal.complain(&format!("`{}` was {} at the end", shape.name, node.state));
        }
    }
}

fn faults(
    event: &Event,
    node: usize,
    nodes: &[Node],
    shape: &Shape,
    is_shut: bool,
) -> Vec<&'static str> {
    let this = nodes[node];
    let starts = event.to == NodeState::Starting;
    let mut faults = Vec::new();
    if event.from != this.state {
        faults.push("it was in another state");
    }
    if event.run != this.run + u64::from(starts) {
        faults.push("that is another run");
    }
    if !can_follow(event.from, event.to) {
        faults.push("that cannot be");
    }
    if !starts {
        return faults;
    }
    if is_shut {
        faults.push("the engine is shutting down");
    }
    for (provider, _, kind) in shape.nodes[node].needs() {
        let provider = nodes[provider];
        let is_there = match kind {
            InputKind::Required => provider.state == NodeState::Running,
            InputKind::Latest => provider.has_run,
            InputKind::Optional | InputKind::Watch => true,
        };
        if !is_there {
            faults.push("something that it needs is not there");
        }
    }
    let dependents = nodes.iter().zip(&shape.nodes);
    let is_held = dependents.into_iter().any(|(dependent, shape)| {
        let is_up = matches!(
            dependent.state,
            NodeState::Starting | NodeState::Running | NodeState::Stopping
        );
        is_up
            && shape
                .needs()
                .any(|(provider, _, kind)| provider == node && kind == InputKind::Required)
    });
    if is_held {
        faults.push("one that held its last output is still up");
    }
    faults
}

/// Whether a node can go from one state to another.
fn can_follow(from: NodeState, to: NodeState) -> bool {
    use NodeState::{
        BackOff, Declined, Done, GivenUp, Removed, Running, Settling, Starting, Stopped, Stopping,
        Stuck, Waiting,
    };
    let was_up = matches!(from, Starting | Running | Stopping | Stuck);
    let was_due = matches!(from, Settling | BackOff | Done | Declined | GivenUp);
    let ends = matches!(to, Settling | BackOff | Done | Declined | GivenUp | Removed);
    (from, to) == (Waiting, Starting)
        || (from, to) == (Starting, Running)
        || (from, to) == (Stopping, Stuck)
        || matches!(from, Starting | Running) && to == Stopping
        || was_up && ends
        || (was_up || was_due) && to == Waiting
        || (was_up || was_due || from == Waiting) && to == Stopped
}
