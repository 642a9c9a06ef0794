//! The promises as invariants of what goes in and what comes out, without a look inside.

use std::sync::Arc;

use super::plan::Plan;
use crate::{
    NodeState, Severity,
    machine::{Action, Cause, Change, Event, Kind, NeedKind, NodeId, Op, Outcome, Time},
};

/// What the referee has seen.
#[derive(Clone, Debug)]
pub(super) struct Referee {
    plan: Arc<Plan>,
    seats: Vec<Seat>,
    /// The last version given to a value.
    version: u64,
    /// The last wave, and the last of those that are over.
    wave: u64,
    wave_over: u64,
    shutdown: Option<Time>,
    fatal: Vec<(Severity, NodeId, u64)>,
    finished: bool,
}

/// What the referee knows of one node.
#[derive(Clone, Debug)]
struct Seat {
    kind: Kind,
    runs: u64,
    alive: Option<Alive>,
    /// The version of each output that can be seen.
    visible: Vec<Option<u64>>,
    is_running: bool,
    removed: bool,
    /// The wave that it is part of; 0 if of none.
    wave: u64,
}

#[derive(Clone, Debug)]
struct Alive {
    held: Vec<Option<u64>>,
    started: bool,
    asked: Option<Time>,
    killed: bool,
}

impl Seat {
    fn is_on_the_move(&self) -> bool {
        matches!(
            self.kind,
            NodeState::Starting | NodeState::Stopping | NodeState::Settling
        )
    }
}

type Verdict = Result<(), String>;

impl Referee {
    pub(super) fn new(plan: &Plan) -> Self {
        let seats = plan.nodes.iter().map(|node| Seat {
            kind: if node.left_out {
                NodeState::LeftOut
            } else {
                NodeState::Waiting
            },
            runs: 0,
            alive: None,
            visible: vec![None; node.outputs.len()],
            is_running: false,
            removed: false,
            wave: 0,
        });
        Self {
            seats: seats.collect(),
            plan: Arc::new(plan.clone()),
            version: 0,
            wave: 0,
            wave_over: 0,
            shutdown: None,
            fatal: Vec::new(),
            finished: false,
        }
    }

    /// Judges one step.
    pub(super) fn watch(&mut self, now: Time, event: &Event, actions: &[Action]) -> Verdict {
        self.note(now, event);
        let mut has_begun = false;
        for action in actions {
            let changes_values = matches!(
                action,
                Action::Expose { .. } | Action::Commit { .. } | Action::Withdraw { .. }
            );
            if has_begun && changes_values {
                return Err("promise 2: a run begins, and then a value changes".into());
            }
            has_begun |= matches!(action, Action::Start { .. });
            self.judge(now, event, action)?;
        }
        for node in self.plan.ids() {
            self.judge_node(now, node)?;
        }
        if !self.seats.iter().any(Seat::is_on_the_move) {
            self.wave_over = self.wave;
        }
        Ok(())
    }

    fn note(&mut self, now: Time, event: &Event) {
        match *event {
            Event::Shutdown { .. } => {
                self.shutdown.get_or_insert(now);
            }
            Event::Started { node, run, .. } => {
                let seat = &mut self.seats[node.index()];
                if let Some(alive) = &mut seat.alive
                    && seat.runs == run
                    && seat.kind == NodeState::Starting
                {
                    alive.started = true;
                }
            }
            Event::Ended {
                node, run, outcome, ..
            } => {
                let seat = &mut self.seats[node.index()];
                if seat.runs != run || seat.alive.take().is_none() {
                    return;
                }
                match outcome {
                    Outcome::Remove => seat.removed = true,
                    Outcome::Shutdown(_) => {
                        self.shutdown.get_or_insert(now);
                    }
                    Outcome::Fatal(severity) => {
                        self.fatal.push((severity, node, run));
                        self.shutdown.get_or_insert(now);
                    }
                    Outcome::Stopped
                    | Outcome::Aborted
                    | Outcome::Done
                    | Outcome::Restart
                    | Outcome::Declined
                    | Outcome::Failed
                    | Outcome::GiveUp => {}
                }
            }
            Event::Begin
            | Event::Published { .. }
            | Event::Ending { .. }
            | Event::Restart { .. }
            | Event::Tick => {}
        }
    }

    fn judge(&mut self, now: Time, event: &Event, action: &Action) -> Verdict {
        match action {
            Action::Start { node, run } => self.judge_start(*node, *run),
            Action::Expose { node } => {
                let Event::Started { set, .. } = event else {
                    return Err("promise 10: outputs come with a start".into());
                };
                self.seats[node.index()].is_running = true;
                for port in 0..self.plan.node(*node).outputs.len() {
                    if set >> port & 1 == 1 {
                        self.see(*node, port);
                    }
                }
                Ok(())
            }
            Action::Commit { node, port } => {
                let Event::Published { op, .. } = event else {
                    return Err("promise 10: an output changes when it is published".into());
                };
                match op {
                    Op::Set => self.see(*node, *port),
                    Op::Clear => self.seats[node.index()].visible[*port] = None,
                }
                Ok(())
            }
            Action::Withdraw { node } => {
                let seat = &mut self.seats[node.index()];
                seat.is_running = false;
                seat.visible.fill(None);
                Ok(())
            }
            Action::Released { .. } => Ok(()),
            Action::Stop { node, run, .. } => self.judge_stop(now, *node, *run),
            Action::Kill { node, run } => self.judge_kill(now, *node, *run),
            Action::Changed(change) => self.judge_change(now, change),
            Action::Finished { worst, .. } => self.judge_finish(*worst),
        }
    }

    fn judge_start(&mut self, node: NodeId, run: u64) -> Verdict {
        let seat = &self.seats[node.index()];
        if seat.alive.is_some() || run != seat.runs + 1 {
            return Err("promise 1: one run at a time, numbered from 1".into());
        }
        if self.shutdown.is_some() || seat.removed {
            return Err("promise 6: nothing starts after shutdown or removal".into());
        }
        if self.is_held(node) {
            return Err("promise 5: it starts when its former holders have ended".into());
        }
        let needs = 0..self.plan.node(node).needs.len();
        let held: Vec<_> = needs.map(|need| self.sight(node, need)).collect();
        for (need, held) in self.plan.node(node).needs.iter().zip(&held) {
            if matches!(need.kind, NeedKind::Required | NeedKind::Condition) && held.is_none() {
                return Err("promise 2: it starts with what it needs".into());
            }
        }
        let seat = &mut self.seats[node.index()];
        seat.runs = run;
        seat.alive = Some(Alive {
            held,
            started: false,
            asked: None,
            killed: false,
        });
        Ok(())
    }

    fn judge_stop(&mut self, now: Time, node: NodeId, run: u64) -> Verdict {
        let is_held = self.is_held(node);
        let seat = &mut self.seats[node.index()];
        let alive = seat.alive.as_mut().filter(|_| seat.runs == run);
        let alive = alive.ok_or("promise 10: a run that is not alive is told to stop")?;
        if is_held && alive.started {
            return Err("promise 5: dependents stop first".into());
        }
        if alive.asked.replace(now).is_some() {
            return Err("promise 10: a run is told twice".into());
        }
        Ok(())
    }

    fn judge_kill(&mut self, now: Time, node: NodeId, run: u64) -> Verdict {
        let stop_timeout = self.plan.node(node).limits.stop_timeout;
        let is_last = self
            .shutdown
            .is_some_and(|at| now >= at + self.plan.shutdown_timeout);
        let seat = &mut self.seats[node.index()];
        let alive = seat.alive.as_mut().filter(|_| seat.runs == run);
        let alive = alive.ok_or("promise 10: a run that is not alive is dropped")?;
        let is_late = alive.asked.is_none_or(|at| now >= at + stop_timeout);
        if !is_late && !is_last {
            return Err("promise 5: a run has until its deadline".into());
        }
        if std::mem::replace(&mut alive.killed, true) {
            return Err("promise 5: a run is dropped twice".into());
        }
        Ok(())
    }

    fn judge_change(&mut self, now: Time, change: &Change) -> Verdict {
        if change.to == NodeState::Stopped {
            self.shutdown.get_or_insert(now);
        }
        self.judge_wave(change)?;
        let seat = &mut self.seats[change.node.index()];
        seat.kind = change.to;
        if change.to == NodeState::Stuck && seat.alive.as_ref().is_none_or(|alive| !alive.killed) {
            return Err("promise 1: only a run that was dropped can be stuck".into());
        }
        Ok(())
    }

    fn judge_wave(&mut self, change: &Change) -> Verdict {
        let seat = &mut self.seats[change.node.index()];
        let is_told = change.to == NodeState::Stopping && change.cause != Cause::Over;
        if change.wave > 0 {
            let present = self.wave.max(self.wave_over + 1)..=self.wave + 1;
            if !present.contains(&change.wave) {
                return Err("a wave is over when nothing moves, and they are numbered".into());
            }
            if change.wave != seat.wave && !is_told {
                return Err("a node is part of a wave from when it is told to stop".into());
            }
            self.wave = change.wave;
        }
        // It runs again, or stays down for a reason of its own: what is next is another matter.
        let is_in_it = matches!(
            change.to,
            NodeState::Waiting | NodeState::Settling | NodeState::Starting | NodeState::Stopping
        );
        seat.wave = if is_in_it { change.wave } else { 0 };
        Ok(())
    }

    fn judge_finish(&mut self, worst: Option<(NodeId, u64)>) -> Verdict {
        if std::mem::replace(&mut self.finished, true) {
            return Err("it finishes twice".into());
        }
        let is_up = |seat: &Seat| seat.alive.is_some() && seat.kind != NodeState::Stuck;
        if self.seats.iter().any(is_up) {
            return Err("promise 5: it finishes when all have ended".into());
        }
        let severity = self.fatal.iter().map(|&(severity, ..)| severity).max();
        let first = self.fatal.iter().find(|(s, ..)| Some(*s) == severity);
        match (first, worst) {
            (None, _) => Ok(()),
            (Some(&(_, node, run)), Some(worst)) if worst == (node, run) => Ok(()),
            // A failure too many is fatal, too.
            (Some(_), Some((node, _))) if self.plan.node(node).limits.intensity.is_some() => Ok(()),
            (Some(_), _) => Err("promise 9: the error is the most severe one".into()),
        }
    }

    fn judge_node(&self, now: Time, node: NodeId) -> Verdict {
        let seat = &self.seats[node.index()];
        let name = &self.plan.node(node).name;
        let Some(alive) = &seat.alive else {
            return Ok(());
        };
        if matches!(seat.kind, NodeState::Starting | NodeState::Running) {
            if self.shutdown.is_some() {
                return Err(format!("promise 6: {name} stays up"));
            }
            for (index, need) in self.plan.node(node).needs.iter().enumerate() {
                if need.kind != NeedKind::Latest && alive.held[index] != self.sight(node, index) {
                    return Err(format!("promise 2: {name} goes on with an old value"));
                }
            }
        }
        let timeout = self.plan.node(node).limits.stop_timeout;
        if alive.asked.is_some_and(|at| now > at + timeout) && !alive.killed {
            return Err(format!("promise 5: {name} is not dropped in time"));
        }
        Ok(())
    }

    fn see(&mut self, node: NodeId, port: usize) {
        self.version += 1;
        self.seats[node.index()].visible[port] = Some(self.version);
    }

    /// What a need finds.
    fn sight(&self, node: NodeId, need: usize) -> Option<u64> {
        let need = self.plan.node(node).needs[need];
        let provider = &self.seats[need.provider.index()];
        match need.kind {
            NeedKind::Required | NeedKind::Optional => provider.visible[need.port],
            NeedKind::Latest => None,
            NeedKind::Condition => (provider.is_running
                && provider.visible.iter().all(Option::is_some))
            .then_some(provider.runs),
        }
    }

    /// Whether a run that is not stuck holds something of `node`.
    fn is_held(&self, node: NodeId) -> bool {
        self.plan.ids().any(|other| {
            let seat = &self.seats[other.index()];
            let needs = self.plan.node(other).needs.iter().enumerate();
            seat.kind != NodeState::Stuck
                && seat.alive.as_ref().is_some_and(|alive| {
                    { needs }
                        .any(|(index, need)| need.provider == node && alive.held[index].is_some())
                })
        })
    }
}
