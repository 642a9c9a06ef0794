//! What becomes of those that need something when it comes, changes or goes.

use std::ops::Range;

use super::{
    Action, Cause, Down, Machine, NeedKind, NodeId, Op, Phase, State, Why, node::Held, port::Value,
};
use crate::StopReason;

/// What happened to something that is needed.
#[derive(Clone, Copy)]
pub(super) enum News {
    Came,
    Changed,
    /// It is gone, or about to go; this is what those that hold it are told.
    Went(StopReason),
}

impl Machine {
    /// A run changed output `port`.
    pub(super) fn published(&mut self, node: NodeId, run: u64, port: usize, seq: u64, op: Op) {
        let at = self.topology.ports_of(node).start + port;
        match self.node(node).phase_of(run) {
            Some(Phase::Running) => {
                self.act(Action::Commit { node, port });
                match op {
                    Op::Set if self.ports[at].set => {
                        self.spread(self.topology.feeds_of_port(node, port), News::Changed);
                    }
                    Op::Set => self.set_port(node, port),
                    Op::Clear => {
                        self.ports[at].cleared = true;
                        self.clear_port(node, port, StopReason::Bounce);
                        self.await_anew(node, self.topology.feeds_of_port(node, port));
                    }
                }
            }
            // Its outputs are out of sight already; what is left is to say when the old value is free.
            Some(Phase::Draining | Phase::Stopping | Phase::Ending | Phase::Killed) => {}
            // A start publishes nothing before it is over; a run that is stuck or gone publishes nothing at all.
            Some(Phase::Starting | Phase::Stuck) | None => return,
        }
        let conditional = &self.nodes[node.index()].conditional;
        if let Some(value) = self.ports[at].change(seq, conditional) {
            self.release(node, port, value);
        }
    }

    /// Says what has become free of the port at `at`, of `node`, now that someone has let go of something of that.
    pub(super) fn release_free(&mut self, node: NodeId, at: usize) {
        let conditional = &self.nodes[node.index()].conditional;
        if let Some(value) = self.ports[at].free(conditional) {
            self.release(node, at - self.topology.ports_of(node).start, value);
        }
    }

    /// Says that everything before `value` of output `port` of `node` is free.
    fn release(&mut self, node: NodeId, port: usize, value: Value) {
        let run = self.node(node).run;
        let stuck = self.stuck_holders(node, port, value);
        self.act(Action::Released {
            node,
            run,
            port,
            seq: value.since,
            stuck,
        });
    }

    /// Whose stuck runs may still use what output `port` of `node` had before `value`, or go by that it had.
    fn stuck_holders(&self, node: NodeId, port: usize, value: Value) -> Vec<NodeId> {
        let held = self.topology.feeds_of_port(node, port);
        let held = held.map(|feed| (feed, value.since));
        let conditional = self.topology.feeds_of_condition(node);
        let conditional = conditional.map(|feed| (feed, value.era));
        let mut holders: Vec<_> = held
            .chain(conditional)
            .map(|(feed, before)| (self.topology.feed(feed), before))
            .filter(|&(feed, before)| {
                let edge = self.edges[feed.need()];
                edge.held == Held::Stuck && edge.since < before
            })
            .map(|(feed, _)| feed.dependent)
            .collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// Lets the outputs of a start be seen: those whose bit is set in `set`.
    pub(super) fn expose(&mut self, node: NodeId, set: u64) {
        self.act(Action::Expose { node });
        let ports = self.topology.ports_of(node).len();
        for port in 0..ports {
            if set & (1 << port) != 0 {
                self.set_port(node, port);
            }
        }
        if ports == 0 {
            self.spread(self.topology.feeds_of_condition(node), News::Came);
        }
    }

    /// Lets every output of `node` go, whose run is on its way down or over.
    pub(super) fn withdraw(&mut self, node: NodeId, reason: StopReason) {
        self.act(Action::Withdraw { node });
        let ports = self.topology.ports_of(node);
        for port in 0..ports.len() {
            self.clear_port(node, port, reason);
        }
        if ports.is_empty() {
            self.spread(self.topology.feeds_of_condition(node), News::Went(reason));
        }
        self.await_anew(node, self.topology.feeds_of(node));
    }

    fn set_port(&mut self, node: NodeId, port: usize) {
        let ports = self.topology.ports_of(node);
        self.ports[ports.start + port].set = true;
        self.node_mut(node).set += 1;
        self.spread(self.topology.feeds_of_port(node, port), News::Came);
        if self.node(node).set as usize == ports.len() {
            self.spread(self.topology.feeds_of_condition(node), News::Came);
        }
    }

    fn clear_port(&mut self, node: NodeId, port: usize, reason: StopReason) {
        let ports = self.topology.ports_of(node);
        if !std::mem::take(&mut self.ports[ports.start + port].set) {
            return;
        }
        if self.node(node).set as usize == ports.len() {
            self.node_mut(node).conditional.era += 1;
            self.spread(self.topology.feeds_of_condition(node), News::Went(reason));
        }
        self.node_mut(node).set -= 1;
        self.spread(self.topology.feeds_of_port(node, port), News::Went(reason));
    }

    /// Those that await a first value of `node` think again.
    fn await_anew(&mut self, node: NodeId, feeds: Range<usize>) {
        for feed in feeds {
            let dependent = self.topology.feed(feed).dependent;
            self.ready.push((dependent, Cause::Input(node)));
        }
    }

    fn spread(&mut self, feeds: Range<usize>, news: News) {
        for feed in feeds {
            let feed = self.topology.feed(feed);
            self.hear(feed.dependent, feed.need(), news);
        }
    }

    /// `node` hears news of one of its needs.
    fn hear(&mut self, node: NodeId, need: usize, news: News) {
        let kind = self.topology.need(need).kind;
        match (kind, news) {
            // A latest input that has had a value has one for good.
            (NeedKind::Latest, News::Went(_)) => return,
            (NeedKind::Latest, News::Came) if self.edges[need].met => {}
            (NeedKind::Required | NeedKind::Condition | NeedKind::Latest, News::Came) => {
                self.edges[need].met = true;
                self.node_mut(node).missing -= 1;
                if kind == NeedKind::Latest {
                    self.stop_hoping(node, need);
                }
            }
            (NeedKind::Optional, News::Came) => self.edges[need].met = true,
            (NeedKind::Required | NeedKind::Condition, News::Went(_)) => {
                self.edges[need].met = false;
                self.node_mut(node).missing += 1;
            }
            (NeedKind::Optional, News::Went(_)) => self.edges[need].met = false,
            (_, News::Changed) => {}
        }
        let held = self.edges[need].held == Held::Yes;
        match &self.node(node).state {
            State::Down(_) => self.touch(node, self.topology.need(need).provider),
            State::Up(up) => {
                let bounces = match news {
                    News::Came => kind == NeedKind::Optional,
                    News::Changed | News::Went(_) => held,
                };
                if bounces || up.is_going() {
                    self.bounce(node, self.topology.need(need).provider, news);
                }
            }
        }
    }

    /// The port that a need is about, among all ports; none for a condition.
    pub(super) fn port_of(&self, need: usize) -> Option<usize> {
        let need = self.topology.need(need);
        (need.kind != NeedKind::Condition)
            .then(|| self.topology.ports_of(need.provider).start + need.port)
    }

    fn bounce(&mut self, node: NodeId, provider: NodeId, news: News) {
        let (reason, cause) = match news {
            News::Came | News::Changed | News::Went(StopReason::Bounce) => {
                (StopReason::Bounce, Cause::Input(provider))
            }
            News::Went(reason) => (reason, Cause::Lost(provider)),
        };
        self.falling.push((node, reason, cause));
    }

    /// Something that `node` needs came, changed or went while no run of it is up.
    pub(super) fn touch(&mut self, node: NodeId, provider: NodeId) {
        let cause = Cause::Input(provider);
        match &self.node(node).state {
            State::Down(Down::Done | Down::Declined) => {
                self.set_state(node, State::Down(Down::Waiting), cause);
            }
            State::Down(Down::Due(due)) if due.why == Why::BackOff => {
                self.deadlines.clear(node);
                self.set_state(node, State::Down(Down::Waiting), cause);
            }
            // The settle window goes on: a change within it is free.
            State::Down(Down::Due(_) | Down::Waiting) => {}
            State::Down(Down::LeftOut | Down::GivenUp | Down::Removed | Down::Stopped)
            | State::Up(_) => return,
        }
        self.ready.push((node, cause));
    }
}
