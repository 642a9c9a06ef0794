//! The machine itself: one event in, every action out.

use std::{mem, time::Duration};

use super::{
    Action, Cause, Change, Down, Due, Event, Kind, Limits, NeedKind, NodeId, State, Time, Topology,
    deadlines::Deadlines,
    node::{Edge, Node, Phase, Prospect},
    port::Port,
};
use crate::{Severity, StopReason};

/// The state of a whole graph.
#[derive(Debug)]
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Machine {
    pub(super) topology: Topology,
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    pub(super) ports: Vec<Port>,
    pub(super) limits: Vec<Limits>,
    pub(super) deadlines: Deadlines,
    pub(super) shutdown_timeout: Duration,
    pub(super) shutdown: Option<Shutdown>,
    pub(super) worst: Option<(Severity, NodeId, u64)>,
    /// How many waves there have been, and the number of the present one; 0 if there is none.
    waves: u64,
    wave: u64,
    /// How many nodes of the present wave are on the move: when a step leaves none, what is yet to come is another matter.
    moving: usize,
    /// How many runs are up, stuck ones excepted.
    pub(super) up: usize,
    busy: usize,
    finished: bool,
    /// The moment of the step under way, and what it does.
    pub(super) now: Time,
    actions: Vec<Action>,
    /// What the step under way has yet to do; each list is empty between steps.
    pub(super) falling: Vec<(NodeId, StopReason, Cause)>,
    pub(super) drained: Vec<NodeId>,
    pub(super) unsure: Vec<NodeId>,
    pub(super) ready: Vec<(NodeId, Cause)>,
}

/// A shutdown under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shutdown {
    pub(super) code: u8,
    /// When what is still up is dropped; gone once it has been.
    pub(super) deadline: Option<Time>,
}

/// What a node is to the machine: its place in the limits, and whether it is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NodeInit {
    pub(crate) limits: usize,
    pub(crate) left_out: bool,
}

impl Machine {
    /// A graph that has not begun. `nodes` are as many as `topology` has.
    pub(crate) fn new(
        topology: Topology,
        nodes: impl Iterator<Item = NodeInit>,
        limits: Vec<Limits>,
        shutdown_timeout: Duration,
    ) -> Self {
        let nodes = nodes
            .enumerate()
            .map(|(index, init)| {
                let needs = topology.needs_of(NodeId::new(index));
                let missing = needs
                    .filter(|&need| topology.need(need).kind != NeedKind::Optional)
                    .count();
                let down = if init.left_out {
                    Down::LeftOut
                } else {
                    Down::Waiting
                };
                Node::new(
                    down,
                    u32::try_from(missing).unwrap_or(u32::MAX),
                    init.limits,
                )
            })
            .collect();
        Self {
            nodes,
            edges: vec![Edge::default(); topology.edges()],
            ports: (0..topology.ports()).map(|_| Port::default()).collect(),
            deadlines: Deadlines::new(topology.len()),
            topology,
            limits,
            shutdown_timeout,
            shutdown: None,
            worst: None,
            waves: 0,
            wave: 0,
            moving: 0,
            up: 0,
            busy: 0,
            finished: false,
            now: Time::default(),
            actions: Vec::new(),
            falling: Vec::new(),
            drained: Vec::new(),
            unsure: Vec::new(),
            ready: Vec::new(),
        }
    }

    /// Takes in what happened at `now`, and appends to `actions` everything that is to be done about it, in order.
    pub(crate) fn step(&mut self, now: Time, event: Event, actions: &mut Vec<Action>) {
        mem::swap(&mut self.actions, actions);
        self.now = self.now.max(now);
        match event {
            Event::Begin => self.begin(),
            Event::Started { node, run, set } => self.started(node, run, set),
            Event::Published {
                node,
                run,
                port,
                seq,
                op,
            } => self.published(node, run, port, seq, op),
            Event::Ending { node, run } => self.ending(node, run),
            Event::Ended {
                node,
                run,
                outcome,
                chance,
            } => self.ended(node, run, outcome, chance),
            Event::Restart { node } => self.restart(node),
            Event::Shutdown { code } => self.shut_down(code),
            Event::Tick => {}
        }
        self.sink();
        self.expire();
        self.sink();
        self.rise();
        self.finish();
        if self.moving == 0 {
            self.wave = 0;
        }
        mem::swap(&mut self.actions, actions);
    }

    /// When the machine wants an [`Event::Tick`], at the latest.
    pub(crate) fn deadline(&self) -> Option<Time> {
        let shutdown = self
            .shutdown
            .as_ref()
            .and_then(|shutdown| shutdown.deadline);
        [self.deadlines.earliest(), shutdown]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether nothing is starting, stopping or due.
    pub(crate) fn is_settled(&self) -> bool {
        self.busy == 0
    }

    fn begin(&mut self) {
        for index in 0..self.nodes.len() {
            let node = NodeId::new(index);
            self.unsure.push(node);
            self.ready.push((node, Cause::Begin));
        }
        // Work lists are stacks; nodes start in the order of the graph.
        self.ready.reverse();
    }

    /// Does all that follows from what has changed and goes down: a run is told to stop only when all are known that
    /// must stop before it.
    fn sink(&mut self) {
        loop {
            if let Some((node, reason, cause)) = self.falling.pop() {
                self.fall(node, reason, cause);
            } else if let Some(node) = self.unsure.pop() {
                self.reconsider(node);
            } else if let Some(node) = self.drained.pop() {
                self.tell_if_drained(node);
            } else {
                break;
            }
        }
    }

    /// Starts what can start, when everything else is done: nothing begins with what has gone, or without what is due.
    fn rise(&mut self) {
        while let Some((node, cause)) = self.ready.pop() {
            self.try_start(node, cause);
            self.sink();
        }
    }

    fn finish(&mut self) {
        let Some(shutdown) = &mut self.shutdown else {
            return;
        };
        if self.up > 0 || self.finished {
            return;
        }
        self.finished = true;
        shutdown.deadline = None;
        let code = shutdown.code;
        let worst = self.worst.map(|(_, node, run)| (node, run));
        self.act(Action::Finished { code, worst });
    }

    pub(super) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    pub(super) fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.index()]
    }

    pub(super) fn node_mut(&mut self, node: NodeId) -> &mut Node {
        &mut self.nodes[node.index()]
    }

    pub(super) fn limits_of(&self, node: NodeId) -> &Limits {
        &self.limits[self.node(node).limits]
    }

    /// The one place where a node's state changes, so that every count that follows from it does too.
    pub(super) fn set_state(&mut self, node: NodeId, state: State, cause: Cause) {
        let now = self.now;
        let this = &mut self.nodes[node.index()];
        let kind = this.kind();
        this.state = state;
        let to = this.kind();
        let (busy, now_busy) = (this.is_busy_when(kind), this.is_busy_when(to));
        self.busy = self.busy - usize::from(busy) + usize::from(now_busy);
        self.up = self.up - usize::from(is_up(kind)) + usize::from(is_up(to));
        let wave = if this.wave == self.wave { self.wave } else { 0 };
        if wave > 0 {
            self.moving = self.moving - usize::from(moves(kind)) + usize::from(moves(to));
        }
        self.unsure.push(node);
        if kind == to {
            return;
        }
        this.since = now;
        let delay = match &this.state {
            State::Down(Down::Due(due)) => due.delay,
            State::Down(_) | State::Up(_) => Duration::ZERO,
        };
        let change = Change {
            node,
            run: this.run,
            from: kind,
            to,
            cause,
            delay,
            wave,
        };
        self.act(Action::Changed(change));
        if self.node(node).is_past_wave() {
            self.leave_wave(node);
        }
    }

    /// Changes how far the run of `node` has come, which must be up.
    pub(super) fn set_phase(&mut self, node: NodeId, phase: Phase, cause: Cause) {
        let mut state = self.node(node).state.clone();
        if let State::Up(up) = &mut state {
            up.phase = phase;
        }
        self.set_state(node, state, cause);
    }

    /// Notes since when only optional inputs keep `node` from starting, which keeps the graph from being settled.
    pub(super) fn set_awaiting(&mut self, node: NodeId, since: Option<Time>) {
        let this = &mut self.nodes[node.index()];
        let kind = this.kind();
        let busy = this.is_busy_when(kind);
        this.awaiting = since;
        self.busy = self.busy - usize::from(busy) + usize::from(this.is_busy_when(kind));
    }

    /// Sends `node` down until `due`, or until it has what it needs if that has passed.
    pub(super) fn set_due(&mut self, node: NodeId, due: Due, cause: Cause) {
        if due.at > self.now {
            self.deadlines.set(node, due.at);
            self.set_state(node, State::Down(Down::Due(due)), cause);
        } else {
            self.deadlines.clear(node);
            self.set_state(node, State::Down(Down::Waiting), cause);
        }
        self.ready.push((node, cause));
    }

    /// What happens to `node` from now on is part of the present wave, or of a new one.
    pub(super) fn enter_wave(&mut self, node: NodeId) {
        if self.wave == 0 {
            self.waves += 1;
            self.wave = self.waves;
        }
        let this = &mut self.nodes[node.index()];
        if this.wave != self.wave {
            this.wave = self.wave;
            self.moving += usize::from(moves(this.kind()));
        }
    }

    fn leave_wave(&mut self, node: NodeId) {
        let this = &mut self.nodes[node.index()];
        if this.wave == self.wave && self.wave > 0 {
            self.moving -= usize::from(moves(this.kind()));
        }
        this.wave = 0;
    }

    /// Whether `node` will not be available unless something changes that nobody is working on.
    pub(crate) fn never(&self, node: NodeId) -> bool {
        self.node(node).prospect == Prospect::Never
    }
}

const fn is_up(kind: Kind) -> bool {
    matches!(kind, Kind::Starting | Kind::Running | Kind::Stopping)
}

/// Whether a node in this state is going to be in another one by itself: one that waits does not.
const fn moves(kind: Kind) -> bool {
    matches!(kind, Kind::Starting | Kind::Stopping | Kind::Settling)
}
