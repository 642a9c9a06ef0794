//! How sure it is that a node will be available, kept up to date as the nodes it needs change.

use super::{
    Cause, Down, Machine, NeedKind, NodeId, Phase, State, Why,
    node::{Node, Prospect},
};
use crate::StopReason;

impl Machine {
    /// Computes the prospect of `node` anew, and tells those that need it if it has changed.
    pub(super) fn reconsider(&mut self, node: NodeId) {
        let this = self.node(node);
        let prospect = prospect(this);
        let was = std::mem::replace(&mut self.node_mut(node).prospect, prospect);
        if was == prospect {
            return;
        }
        for feed in self.topology.feeds_of(node) {
            let feed = self.topology.feed(feed);
            match self.topology.need(feed.need()).kind {
                NeedKind::Optional => {
                    if matches!(self.node(feed.dependent).state, State::Down(_)) {
                        self.ready.push((feed.dependent, Cause::Input(node)));
                    }
                }
                NeedKind::Latest if self.edges[feed.need()].met => {}
                NeedKind::Required | NeedKind::Latest | NeedKind::Condition => {
                    let dependent = self.node_mut(feed.dependent);
                    *dependent.tally(was) -= 1;
                    *dependent.tally(prospect) += 1;
                    self.unsure.push(feed.dependent);
                }
            }
        }
    }

    /// Why `node` never comes: the node itself, or one that it needs, directly or by way of others.
    pub(crate) fn culprit(&self, node: NodeId) -> NodeId {
        let mut culprit = node;
        while own_prospect(self.node(culprit)) != Prospect::Never
            && let Some(provider) = self.hopeless_need(culprit)
        {
            culprit = provider;
        }
        culprit
    }

    fn hopeless_need(&self, node: NodeId) -> Option<NodeId> {
        let is_unmet = |need: &usize| {
            let kind = self.topology.need(*need).kind;
            kind != NeedKind::Optional && !self.edges[*need].met
        };
        let needs = self.topology.needs_of(node).filter(is_unmet);
        let mut providers = needs.map(|need| self.topology.need(need).provider);
        providers.find(|&provider| self.never(provider))
    }

    /// A latest input that has come has come for good: what becomes of its provider no longer matters to `node`.
    pub(super) fn stop_hoping(&mut self, node: NodeId, need: usize) {
        let was = self.node(self.topology.need(need).provider).prospect;
        *self.node_mut(node).tally(was) -= 1;
        self.unsure.push(node);
    }
}

/// What `node` itself is at; then what it waits for, unless it is up and needs nothing more.
fn prospect(node: &Node) -> Prospect {
    let own = own_prospect(node);
    if own == Prospect::Never || node.is_running() {
        own
    } else if node.never > 0 {
        Prospect::Never
    } else if own == Prospect::Delayed || node.delayed > 0 || node.failures > 0 {
        Prospect::Delayed
    } else {
        Prospect::Coming
    }
}

/// What a node is at, whatever others are.
fn own_prospect(node: &Node) -> Prospect {
    match &node.state {
        State::Up(up) => match (up.phase, up.told) {
            (Phase::Stuck, _) => Prospect::Never,
            (Phase::Starting | Phase::Running, _) => Prospect::Coming,
            (_, Some(told)) if told.reason != StopReason::StartTimeout => Prospect::Coming,
            // What comes next depends on how it ends.
            (Phase::Draining | Phase::Stopping | Phase::Ending | Phase::Killed, _) => {
                Prospect::Delayed
            }
        },
        State::Down(down) => match down {
            Down::LeftOut
            | Down::Done
            | Down::Declined
            | Down::GivenUp
            | Down::Removed
            | Down::Stopped => Prospect::Never,
            Down::Due(due) if due.why != Why::Settle => Prospect::Delayed,
            Down::Due(_) | Down::Waiting => Prospect::Coming,
        },
    }
}
