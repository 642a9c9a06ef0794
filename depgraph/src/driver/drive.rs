//! Tells the machine what happens, and does what it says: in a loop that waits for signals and deadlines, and on the tasks
//! of nodes.

use std::{mem, sync::Arc};

use tokio::{sync::oneshot, time::Instant};

use super::{
    NodeSpec, RunState, Snapshot,
    cell::Cell,
    chance::Chance,
    entry::NodeEntry,
    finish::EndsInAnyCase,
    late::LateRuns,
    node_task::{Newborn, NodeTask},
    observe,
    shared::{EngineShared, Signal},
    timer::Timer,
    unwind::discard,
    yielded::Yielded,
};
use crate::{
    NotRunning,
    error::Failure,
    machine::{Action, Event, Kind, Machine, NodeId, Outcome, Time},
};

/// What a handle asks of the loop. An answer that nobody waits for any more is not sent.
pub(crate) enum Command {
    /// Fill this in, and send it back.
    Report(Box<Snapshot>, oneshot::Sender<Box<Snapshot>>),
    Restart(NodeId),
    Shutdown(u8),
    Settled(oneshot::Sender<()>),
    Running(NodeId, oneshot::Sender<Result<u64, NotRunning>>),
}

/// The machine, and all that is done for it.
pub(crate) struct Driver {
    pub(super) shared: Arc<EngineShared>,
    pub(super) machine: Machine,
    /// The nodes that are not left out.
    pub(super) tasks: Vec<Option<NodeTask>>,
    /// Those of them that are to be spawned.
    pub(super) newborn: Newborn,
    pub(super) runs: Vec<Option<Arc<RunState>>>,
    pub(super) failures: Vec<Option<Arc<Failure>>>,
    pub(super) declined: Vec<Option<Arc<str>>>,
    pub(super) fatal: Vec<Arc<Failure>>,
    pub(super) late: LateRuns,
    actions: Vec<Action>,
    batch: Vec<Signal>,
    /// Whether the work at hand has woken any task.
    pub(super) has_woken: bool,
    /// When the loop wakes at the latest.
    armed: Option<Time>,
    yielded: Yielded,
    settled: Vec<oneshot::Sender<()>>,
    running: Vec<(NodeId, oneshot::Sender<Result<u64, NotRunning>>)>,
    pub(super) finished: Option<(u8, Option<(NodeId, u64)>)>,
    chance: Chance,
}

/// Until the graph has ended: waits for what nobody else has done, and does it.
async fn drive(shared: &EngineShared, mut timer: Timer) {
    shared.with_driver(|driver| {
        driver.step(driver.shared.clock.now(), Event::Begin);
        driver.answer();
    });
    while let Some(Some(deadline)) = shared.with_driver(|driver| {
        let goes_on = driver.finished.is_none();
        goes_on.then(|| driver.arm())
    }) {
        let due = timer.wait(deadline, &shared.signals).await;
        shared.with_driver(|driver| {
            if due {
                let now = driver.shared.clock.now();
                let runs = &driver.runs;
                let run_of = |node: NodeId| runs[node.index()].as_deref();
                driver.yielded.wake(now, run_of);
                driver.step(now, Event::Tick);
            }
            driver.work(None);
        });
        tokio::task::consume_budget().await;
    }
    // If it has gone wrong, it has not come to an end: then the engine ends as in any other such case.
    match shared.set_driver(None) {
        Some(driver) if driver.finished.is_some() => driver.finish(),
        Some(driver) => drop(driver.left()),
        None => {}
    }
}

/// How many signals there is always room for.
pub(super) const BATCH: usize = 1024;

impl Driver {
    pub(crate) fn new(
        shared: Arc<EngineShared>,
        machine: Machine,
        specs: Vec<Option<NodeSpec>>,
    ) -> Self {
        let nodes = specs.len();
        let specs = specs.into_iter().enumerate();
        let tasks = specs
            .map(|(node, spec)| {
                let entry = NodeEntry::new(NodeId::new(node), spec?, &shared);
                Some(NodeTask::new(Arc::new(entry)))
            })
            .collect();
        Self {
            shared,
            machine,
            tasks,
            newborn: Newborn::default(),
            runs: vec![None; nodes],
            failures: vec![None; nodes],
            declined: vec![None; nodes],
            fatal: Vec::new(),
            late: LateRuns::default(),
            actions: Vec::new(),
            batch: Vec::new(),
            has_woken: false,
            armed: None,
            yielded: Yielded::default(),
            settled: Vec::new(),
            running: Vec::new(),
            finished: None,
            chance: Chance::new(),
        }
    }

    /// Drives the graph until it has ended.
    ///
    /// The timer is made where the engine is, so that a runtime without time is found there.
    pub(crate) fn drive(self) -> impl Future<Output = ()> {
        let shared = Arc::clone(&self.shared);
        let timer = Timer::new(&shared.clock);
        let ends = EndsInAnyCase(Arc::clone(&shared));
        shared.set_driver(Some(Box::new(self)));
        async move {
            drive(&shared, timer).await;
            drop(ends);
        }
    }

    /// Does what the signals that there are ask for, and then `last`.
    fn work(&mut self, last: Option<Signal>) {
        let now = self.shared.clock.now();
        if self.shared.signals.take(&mut self.batch) {
            let mut batch = mem::take(&mut self.batch);
            for signal in batch.drain(..) {
                self.take(now, signal);
            }
            // What a wave of the whole graph needed is not kept for ever.
            batch.shrink_to(BATCH);
            self.batch = batch;
        }
        if let Some(signal) = last {
            self.take(now, signal);
        }
        self.answer();
    }

    /// The same, for a run on whose task it is. Returns whether any other task may have been woken.
    pub(super) fn work_here(&mut self, signal: Option<Signal>) -> bool {
        self.has_woken = false;
        self.work(signal);
        if self.is_due_earlier() || self.finished.is_some() {
            self.shared.signals.nudge();
            self.has_woken = true;
        }
        self.has_woken
    }

    /// Wakes `run`, which yields to what it has woken, if that keeps its thread for long.
    pub(super) fn look_after(&mut self, run: &RunState) {
        let is_first = self.yielded.add(run, || self.shared.clock.now());
        if is_first && self.is_due_earlier() {
            self.shared.signals.nudge();
        }
    }

    /// When the loop has something to do, whatever happens.
    fn deadline(&self) -> Option<Time> {
        [self.machine.deadline(), self.yielded.until()]
            .into_iter()
            .flatten()
            .min()
    }

    fn is_due_earlier(&self) -> bool {
        match (self.deadline(), self.armed) {
            (Some(deadline), Some(armed)) => deadline < armed,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }

    /// What the timer is to be armed for.
    fn arm(&mut self) -> Option<Instant> {
        self.armed = self.deadline();
        self.armed
            .map(|deadline| self.shared.clock.instant(deadline))
    }

    fn take(&mut self, now: Time, signal: Signal) {
        let event = match signal {
            Signal::Started { node, run, set } => Event::Started { node, run, set },
            Signal::Published { node, run, port } => match self.outputs(node)[port].tell() {
                Some((seq, op)) => Event::Published {
                    node,
                    run,
                    port,
                    seq,
                    op,
                },
                None => return,
            },
            Signal::Ending { node, run } => Event::Ending { node, run },
            Signal::Ended {
                node,
                run,
                outcome,
                failure,
                reason,
            } => {
                self.note_end(node, outcome, failure, reason);
                self.drop_abandoned(node);
                Event::Ended {
                    node,
                    run,
                    outcome,
                    chance: self.chance.next(),
                }
            }
            Signal::Command(Command::Restart(node)) => Event::Restart { node },
            Signal::Command(Command::Shutdown(code)) => Event::Shutdown { code },
            Signal::Command(Command::Report(mut snapshot, to)) => {
                let begun = self.shared.clock.now();
                self.show(now, &mut snapshot);
                observe::reported(self.shared.clock.now().since(begun));
                self.has_woken = true;
                let _gone = to.send(snapshot);
                return;
            }
            Signal::Command(Command::Settled(to)) => {
                return enlist(&mut self.settled, to, oneshot::Sender::is_closed);
            }
            Signal::Command(Command::Running(node, to)) => {
                return enlist(&mut self.running, (node, to), |(_, to)| to.is_closed());
            }
        };
        self.step(now, event);
    }

    fn note_end(
        &mut self,
        node: NodeId,
        outcome: Outcome,
        failure: Option<Arc<Failure>>,
        reason: Option<String>,
    ) {
        self.runs[node.index()] = None;
        self.declined[node.index()] = reason.map(Arc::from);
        if let Some(failure) = failure {
            if matches!(outcome, Outcome::Fatal(_)) {
                self.fatal.push(Arc::clone(&failure));
            }
            self.failures[node.index()] = Some(failure);
        }
    }

    /// What the run of `node` left in its outputs is the user's, and so is its `Drop`.
    fn drop_abandoned(&mut self, node: NodeId) {
        let outputs = self.outputs(node).iter().filter(|cell| cell.keeps());
        let left: Vec<_> = outputs.flat_map(Cell::abandoned).collect();
        if !left.is_empty() {
            self.has_woken = true;
            tokio::spawn(async move {
                for value in left {
                    let _panicked = discard(value);
                }
            });
        }
    }

    fn step(&mut self, now: Time, event: Event) {
        let mut actions = mem::take(&mut self.actions);
        self.machine.step(now, event, &mut actions);
        for action in &actions {
            self.perform(action);
        }
        actions.clear();
        self.actions = actions;
    }

    /// Of a node that does anything, from where its runs have it: the directory is large, and seldom looked into.
    pub(super) fn name(&self, node: NodeId) -> &'static str {
        let task = self.tasks[node.index()].as_ref();
        task.map_or_else(|| self.shared.directory.name(node), NodeTask::name)
    }

    pub(super) fn outputs(&self, node: NodeId) -> &[Cell] {
        &self.shared.cells.outputs()[self.shared.directory.ports_of(node.index())]
    }

    /// Answers those who wait for something that is so now. When all is over, that is the answer, and not given here.
    fn answer(&mut self) {
        if self.finished.is_some() {
            return;
        }
        if !self.settled.is_empty() && self.machine.is_settled() {
            self.has_woken = true;
            for to in self.settled.drain(..) {
                let _gone = to.send(());
            }
        }
        let mut waiting = 0;
        while let Some((node, _)) = self.running.get(waiting) {
            match self.answer_running(*node) {
                Some(answer) => {
                    self.has_woken = true;
                    let (_, to) = self.running.swap_remove(waiting);
                    let _gone = to.send(answer);
                }
                None => waiting += 1,
            }
        }
    }

    /// Whether `node` runs, or can no more; nothing while it may yet.
    fn answer_running(&self, node: NodeId) -> Option<Result<u64, NotRunning>> {
        let view = self.machine.view_of(node);
        if view.kind == Kind::Running {
            return Some(Ok(view.run));
        }
        if !self.machine.never(node) || view.due.is_some() {
            return None;
        }
        let culprit = self.machine.culprit(node);
        let state = self.machine.view_of(culprit).kind;
        let node_name = self.name(node).to_owned();
        Some(Err(if culprit == node {
            NotRunning::Never {
                node: node_name,
                state,
            }
        } else {
            NotRunning::Blocked {
                node: node_name,
                needs: self.name(culprit).to_owned(),
                state,
            }
        }))
    }

    fn show(&self, now: Time, snapshot: &mut Snapshot) {
        let Snapshot {
            view,
            now: at,
            is_over,
            failures,
            declined,
            runs,
        } = snapshot;
        self.machine.show(now, view);
        *at = now;
        *is_over = false;
        failures.clone_from_slice(&self.failures);
        declined.clone_from_slice(&self.declined);
        runs.clone_from_slice(&self.runs);
    }
}

/// Adds one who waits; those who have given up make room first.
fn enlist<T>(waiting: &mut Vec<T>, one: T, has_given_up: impl Fn(&T) -> bool) {
    if waiting.len() == waiting.capacity() {
        waiting.retain(|one| !has_given_up(one));
    }
    waiting.push(one);
}
