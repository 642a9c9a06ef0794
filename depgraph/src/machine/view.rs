//! What the machine shows of itself to whoever makes a report.

use super::{Down, Due, Kind, Machine, NodeId, Phase, State, Time};

/// Everything about all nodes that a report is made from: flat copies, quick to take.
///
/// Whoever wants one brings the room for it, so that the engine allocates nothing for a report.
#[derive(Clone, Debug)]
pub(crate) struct View {
    pub(crate) nodes: Vec<NodeView>,
    /// Of every need, in the order of the topology, whether it is met.
    pub(crate) met: Vec<bool>,
    /// Of every output, whether it is set.
    pub(crate) set: Vec<bool>,
    pub(crate) is_stopping: bool,
}

/// What a report says about one node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct NodeView {
    pub(crate) kind: Kind,
    pub(crate) since: Time,
    pub(crate) run: u64,
    pub(crate) failures: u32,
    pub(crate) bounces: u32,
    /// When it may start, if not before a moment.
    pub(crate) due: Option<Due>,
    /// Until when it waits for optional inputs, if only for those.
    pub(crate) awaits_until: Option<Time>,
    /// Whether runs of others still hold what its last run gave them.
    pub(crate) is_held: bool,
}

impl View {
    /// That of a graph of which nothing is left.
    pub(crate) fn stopped(nodes: usize, needs: usize, ports: usize) -> Self {
        let node = NodeView {
            kind: Kind::Stopped,
            since: Time::default(),
            run: 0,
            failures: 0,
            bounces: 0,
            due: None,
            awaits_until: None,
            is_held: false,
        };
        Self {
            nodes: vec![node; nodes],
            met: vec![false; needs],
            set: vec![false; ports],
            is_stopping: true,
        }
    }
}

impl Machine {
    /// Writes what there is to report at `now` into `view`, which is one of this graph: nothing is allocated here.
    pub(crate) fn show(&self, now: Time, view: &mut View) {
        for (index, node) in view.nodes.iter_mut().enumerate() {
            *node = self.view_at(NodeId::new(index), now);
        }
        for (met, edge) in view.met.iter_mut().zip(&self.edges) {
            *met = edge.met;
        }
        for (set, port) in view.set.iter_mut().zip(&self.ports) {
            *set = port.set;
        }
        view.is_stopping = self.shutdown.is_some();
    }

    #[cfg(test)]
    pub(super) fn view(&self, now: Time) -> View {
        let mut view = View::stopped(self.nodes.len(), self.edges.len(), self.ports.len());
        self.show(now, &mut view);
        view
    }

    /// A run that is healthy has nothing to answer for, although the slate is wiped only when it ends.
    fn view_at(&self, node: NodeId, now: Time) -> NodeView {
        let mut view = self.view_of(node);
        let running = match &self.node(node).state {
            State::Up(up) if up.phase == Phase::Running => up.started,
            State::Up(_) | State::Down(_) => None,
        };
        if running.is_some_and(|since| now.since(since) >= self.limits_of(node).healthy_after) {
            (view.failures, view.bounces) = (0, 0);
        }
        view
    }

    /// What there is to report about one node.
    pub(crate) fn view_of(&self, node: NodeId) -> NodeView {
        let this = self.node(node);
        let due = match &this.state {
            State::Down(Down::Due(due)) => Some(*due),
            State::Down(_) | State::Up(_) => None,
        };
        let awaits_until = this.awaiting.and_then(|_| self.deadlines.of(node));
        NodeView {
            kind: this.kind(),
            since: this.since,
            run: this.run,
            failures: this.failures,
            bounces: this.bounces,
            due,
            awaits_until,
            is_held: this.users > 0,
        }
    }
}
