//! What must happen, worked out naively from the promises of the engine.
//!
//! The oracle keeps what happened as plain facts (which run is alive, when it was told what, which value it was
//! given) and after every event works everything else out again, for every node, from those facts alone: who has to go
//! because what it holds is no longer there, who may be asked to stop, who may start, what is due when. Values are
//! versions that never repeat, so "holds an old value" is a comparison. It shares no code with the machine, has no
//! counters to keep right, and does not care what it costs.

mod end;
mod facts;
mod hope;
mod rules;
mod seen;

use std::{sync::Arc, time::Duration};

pub(super) use self::facts::Hope;
use self::facts::{Going, Pending, Rest, Run, Story};
use super::plan::Plan;
use crate::{
    Severity, StopReason,
    machine::{Action, Due, Event, NeedKind, NodeId, Op, Time, Why},
};

/// All that is known of a graph.
#[derive(Clone, Debug)]
pub(super) struct Oracle {
    pub(super) plan: Arc<Plan>,
    /// Of each node, who needs something of it, and which need that is.
    needed_by: Arc<[Vec<(NodeId, usize)>]>,
    now: Time,
    stories: Vec<Story>,
    /// The last version given to a value.
    version: u64,
    /// The exit code, and when what is left is dropped, once shutdown has begun.
    shutdown: Option<(u8, Option<Time>)>,
    worst: Option<(Severity, NodeId, u64)>,
    finished: bool,
    actions: Vec<Action>,
}

/// What each need of each node finds, by version.
type Sights = Vec<Vec<Option<u64>>>;

impl Oracle {
    pub(super) fn new(plan: &Plan) -> Self {
        Self {
            plan: Arc::new(plan.clone()),
            needed_by: plan.ids().map(|node| plan.needed_by(node)).collect(),
            now: Time(0),
            stories: plan.nodes.iter().map(Story::new).collect(),
            version: 0,
            shutdown: None,
            worst: None,
            finished: false,
            actions: Vec::new(),
        }
    }

    /// What must be done about `event`, in no particular order.
    pub(super) fn step(&mut self, now: Time, event: &Event) -> Vec<Action> {
        self.now = self.now.max(now);
        let kinds: Vec<_> = self.stories.iter().map(|s| (s.kind(), s.runs)).collect();
        let before = self.sights();
        self.happen(event);
        self.date_availability();
        self.fall();
        self.hear(&before);
        self.ask();
        self.release();
        self.expire();
        self.fall();
        self.ask();
        self.release();
        self.start();
        self.finish();
        for (story, was) in self.stories.iter_mut().zip(kinds) {
            if was != (story.kind(), story.runs) {
                story.since = self.now;
            }
            story.was_available = story.is_available();
        }
        std::mem::take(&mut self.actions)
    }

    fn happen(&mut self, event: &Event) {
        match event {
            Event::Begin | Event::Tick => {}
            Event::Started { node, run, set } => self.started(*node, *run, *set),
            Event::Published {
                node,
                run,
                port,
                seq,
                op,
            } => self.published(*node, *run, *port, *seq, *op),
            Event::Ending { node, run } => self.over(*node, *run),
            Event::Ended {
                node,
                run,
                outcome,
                chance,
            } => self.ended(*node, *run, *outcome, *chance),
            Event::Restart { node } => self.restart(*node),
            Event::Shutdown { code } => self.shut_down(*code),
        }
    }

    /// A start that nobody has told to give up is over: the node runs, and what it exposes can be seen.
    fn started(&mut self, node: NodeId, run: u64, set: u64) {
        let now = self.now;
        let Some(alive) = self.alive(node, run) else {
            return;
        };
        if !alive.is_starting() {
            return;
        }
        alive.started = Some(now);
        self.actions.push(Action::Expose { node });
        for port in 0..self.plan.node(node).outputs.len() {
            if set >> port & 1 == 1 {
                self.see(node, port);
            }
        }
    }

    /// Outputs change only while the node runs; a change is free as soon as nobody is left who holds what it replaced.
    fn published(&mut self, node: NodeId, run: u64, port: usize, seq: u64, op: Op) {
        let version = self.version;
        let Some(alive) = self.alive(node, run) else {
            return;
        };
        if alive.stuck || alive.is_starting() {
            return;
        }
        if alive.is_running() {
            if op == Op::Clear {
                alive.cleared.insert(port);
            }
            self.actions.push(Action::Commit { node, port });
            match op {
                Op::Set => self.see(node, port),
                Op::Clear => self.stories[node.index()].visible[port] = None,
            }
        }
        let story = &mut self.stories[node.index()];
        let lost = if story.is_available() && story.was_available {
            story.available_since - 1
        } else {
            self.version
        };
        if let Some(run) = &mut story.run {
            let changes = run.pending.entry(port).or_default();
            changes.push(Pending { seq, version, lost });
        }
    }

    /// What has just become available is so since now.
    fn date_availability(&mut self) {
        for story in &mut self.stories {
            if story.is_available() && !story.was_available {
                self.version += 1;
                story.available_since = self.version;
            }
        }
    }

    fn see(&mut self, node: NodeId, port: usize) {
        self.version += 1;
        self.stories[node.index()].visible[port] = Some(self.version);
    }

    /// A worker is over by itself, before anyone asked it to stop: what it gave is lost.
    fn over(&mut self, node: NodeId, run: u64) {
        let (now, is_healthy) = (self.now, self.is_healthy(node));
        let Some(alive) = self.alive(node, run) else {
            return;
        };
        if alive.over.is_some() || alive.asked.is_some() || alive.killed.is_some() {
            return;
        }
        let was_running = alive.is_running();
        alive.over = Some(now);
        self.leave(node, was_running, is_healthy);
    }

    /// Someone wants the node started again, now.
    fn restart(&mut self, node: NodeId) {
        let again = self.due_in(Duration::ZERO, Why::Settle);
        let story = &mut self.stories[node.index()];
        if let Some(run) = &mut story.run {
            run.changed = true;
            if let Some(going) = &mut run.going {
                going.again = again;
            } else if run.over.is_none() {
                self.go(node, StopReason::Restart, again);
            }
            return;
        }
        match story.rest {
            Rest::Due(_) | Rest::Done | Rest::Declined => story.rest = Rest::Waiting,
            Rest::GivenUp => {
                story.rest = Rest::Waiting;
                story.failures = 0;
                story.failed_at.clear();
            }
            Rest::Waiting | Rest::LeftOut | Rest::Removed | Rest::Stopped => {}
        }
    }

    /// Everything has to go, for good; the first to say so picks the code.
    fn shut_down(&mut self, code: u8) {
        if self.shutdown.is_some() {
            return;
        }
        self.shutdown = Some((code, Some(self.now + self.plan.shutdown_timeout)));
        for story in &mut self.stories {
            match story.rest {
                Rest::LeftOut | Rest::Removed | Rest::Stopped => {}
                Rest::Waiting | Rest::Due(_) | Rest::Done | Rest::Declined | Rest::GivenUp => {
                    if story.run.is_none() {
                        story.rest = Rest::Stopped;
                    }
                }
            }
        }
    }

    /// The run of `node` has to go; what it gave can no longer be seen.
    fn go(&mut self, node: NodeId, reason: StopReason, again: Due) {
        let is_healthy = self.is_healthy(node);
        let Some(run) = &mut self.stories[node.index()].run else {
            return;
        };
        let was_running = run.is_running();
        run.going = Some(Going { reason, again });
        self.leave(node, was_running, is_healthy);
    }

    /// Whether the run of `node` has run for long enough to be forgiven what was before it.
    fn is_healthy(&self, node: NodeId) -> bool {
        let long = self.plan.node(node).limits.healthy_after;
        let run = self.stories[node.index()].run.as_ref();
        run.filter(|run| run.is_running())
            .and_then(|run| run.started)
            .is_some_and(|started| self.now.since(started) >= long)
    }

    /// A run runs no longer.
    fn leave(&mut self, node: NodeId, was_running: bool, was_healthy: bool) {
        let story = &mut self.stories[node.index()];
        if was_healthy {
            (story.failures, story.bounces) = (0, 0);
        }
        if was_running {
            self.withdraw(node);
        }
    }

    fn withdraw(&mut self, node: NodeId) {
        self.actions.push(Action::Withdraw { node });
        for value in &mut self.stories[node.index()].visible {
            *value = None;
        }
    }

    /// Run `run` of `node`, if that is the one that is alive.
    fn alive(&mut self, node: NodeId, run: u64) -> Option<&mut Run> {
        let story = &mut self.stories[node.index()];
        story.run.as_mut().filter(|_| story.runs == run)
    }

    fn due_in(&self, delay: Duration, why: Why) -> Due {
        Due {
            at: self.now + delay,
            delay,
            why,
        }
    }

    fn sights(&self) -> Sights {
        self.plan
            .ids()
            .map(|node| {
                let needs = 0..self.plan.node(node).needs.len();
                needs.map(|need| self.sight(node, need)).collect()
            })
            .collect()
    }

    /// What a need finds: the version of the value, or for a condition that since which it is met.
    fn sight(&self, node: NodeId, need: usize) -> Option<u64> {
        let need = self.plan.node(node).needs[need];
        let provider = &self.stories[need.provider.index()];
        if need.kind != NeedKind::Condition {
            return provider.visible[need.port];
        }
        provider.is_available().then_some(provider.available_since)
    }
}
