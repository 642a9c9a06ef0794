//! When a node starts.

use super::{
    Action, Cause, Down, Machine, NeedKind, NodeId, Phase, State, Time,
    node::{Held, Prospect, Up},
};

impl Machine {
    /// Starts `node` if it is down and has all that it needs.
    pub(super) fn try_start(&mut self, node: NodeId, cause: Cause) {
        let this = self.node(node);
        if this.state != State::Down(Down::Waiting) {
            return;
        }
        if this.missing > 0 || this.users > 0 || self.shutdown.is_some() {
            self.stop_awaiting(node);
            return;
        }
        match self.awaits_until(node) {
            Some(until) => self.deadlines.set(node, until),
            None => self.start(node, cause),
        }
    }

    fn stop_awaiting(&mut self, node: NodeId) {
        if self.node(node).awaiting.is_some() {
            self.set_awaiting(node, None);
            self.deadlines.clear(node);
        }
    }

    /// Until when `node`, which has everything else, waits for optional inputs that are on their way.
    fn awaits_until(&mut self, node: NodeId) -> Option<Time> {
        let wait = self.limits_of(node).optional_wait;
        let since = self.node(node).awaiting.unwrap_or(self.now);
        let until = self
            .topology
            .needs_of(node)
            .filter_map(|need| self.comes_by(need, since + wait, wait))
            .max()?;
        if until <= self.now {
            return None;
        }
        self.set_awaiting(node, Some(since));
        Some(until)
    }

    /// The moment after which it is no use to wait for `need`, if it is any use at all.
    fn comes_by(&self, need: usize, latest: Time, wait: std::time::Duration) -> Option<Time> {
        let edge = self.topology.need(need);
        if edge.kind != NeedKind::Optional || self.edges[need].met {
            return None;
        }
        let provider = self.node(edge.provider);
        match &provider.state {
            State::Up(up) if up.phase == Phase::Running => {
                let cleared = self
                    .port_of(need)
                    .is_some_and(|port| self.ports[port].cleared);
                // It may be about to publish its first value; if it is not, nobody waits for it again and again.
                (!cleared).then(|| latest.min(up.started.unwrap_or(self.now) + wait))
            }
            State::Up(_) | State::Down(_) => {
                (provider.prospect == Prospect::Coming).then_some(latest)
            }
        }
    }

    fn start(&mut self, node: NodeId, cause: Cause) {
        self.set_awaiting(node, None);
        self.node_mut(node).run += 1;
        for need in self.topology.needs_of(node) {
            let edge = self.topology.need(need);
            if edge.kind == NeedKind::Latest || !self.edges[need].met {
                continue;
            }
            self.edges[need].held = Held::Yes;
            self.node_mut(edge.provider).users += 1;
            self.edges[need].since = match self.port_of(need) {
                Some(port) => self.ports[port].hold(),
                None => self.node_mut(edge.provider).conditional.hold(),
            };
        }
        let up = Up {
            phase: Phase::Starting,
            started: None,
            told: None,
            changed: false,
        };
        self.set_state(node, State::Up(up), cause);
        match self.limits_of(node).start_timeout {
            Some(timeout) => self.deadlines.set(node, self.now + timeout),
            None => self.deadlines.clear(node),
        }
        let run = self.node(node).run;
        self.act(Action::Start { node, run });
    }

    /// A start is over. Late news of one that has been told to stop is dropped with its worker.
    pub(super) fn started(&mut self, node: NodeId, run: u64, set: u64) {
        if self.node(node).phase_of(run) != Some(Phase::Starting) {
            return;
        }
        self.deadlines.clear(node);
        let up = Up {
            phase: Phase::Running,
            started: Some(self.now),
            told: None,
            changed: false,
        };
        self.set_state(node, State::Up(up), Cause::Started);
        self.expose(node, set);
    }
}
