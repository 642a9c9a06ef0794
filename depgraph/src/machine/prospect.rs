//! How sure it is that a node will be available, kept up to date as the nodes it needs change.

use super::{
    Cause, Down, Machine, NeedKind, NodeId, Phase, State, Why,
    node::{Node, Prospect},
};

impl Machine {
    /// Computes the prospect of `node` anew, and tells those that need it if it has changed.
    pub(super) fn reconsider(&mut self, node: NodeId) {
        let this = self.node(node);
        let prospect = prospect(this);
        if prospect != Prospect::Coming && matches!(this.state, State::Down(_)) {
            self.leave_wave(node);
        }
        let was = std::mem::replace(&mut self.node_mut(node).prospect, prospect);
        if was == prospect {
            return;
        }
        for feed in self.topology.feeds_of(node) {
            let feed = self.topology.feed(feed);
            match self.topology.need(feed.need).kind {
                NeedKind::Optional => {
                    if matches!(self.node(feed.dependent).state, State::Down(_)) {
                        self.ready.push((feed.dependent, Cause::Input(node)));
                    }
                }
                NeedKind::Latest if self.edges[feed.need].met => {}
                NeedKind::Required | NeedKind::Latest | NeedKind::Condition => {
                    let dependent = self.node_mut(feed.dependent);
                    *dependent.tally(was) -= 1;
                    *dependent.tally(prospect) += 1;
                    self.unsure.push(feed.dependent);
                }
            }
        }
    }
}

fn prospect(node: &Node) -> Prospect {
    match &node.state {
        State::Up(up) => match up.phase {
            Phase::Running => Prospect::Coming,
            Phase::Starting | Phase::Draining | Phase::Stopping | Phase::Killed
                if node.failures == 0 =>
            {
                Prospect::Coming
            }
            Phase::Starting
            | Phase::Draining
            | Phase::Stopping
            | Phase::Killed
            | Phase::Ending
            | Phase::Stuck => Prospect::Delayed,
        },
        State::Down(Down::LeftOut | Down::Done | Down::GivenUp | Down::Removed | Down::Stopped) => {
            Prospect::Never
        }
        State::Down(Down::Declined) => Prospect::Delayed,
        State::Down(Down::Waiting | Down::Due(_)) if node.never > 0 => Prospect::Never,
        State::Down(Down::Due(due)) if due.why != Why::Settle => Prospect::Delayed,
        State::Down(Down::Waiting | Down::Due(_)) if node.delayed > 0 || node.failures > 0 => {
            Prospect::Delayed
        }
        State::Down(Down::Waiting | Down::Due(_)) => Prospect::Coming,
    }
}
